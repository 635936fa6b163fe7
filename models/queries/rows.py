"""Bits that several reads share."""

from datetime import date, datetime

from models.entries import instant_from


def day(text: str) -> date:
    """A stored day."""
    return date.fromisoformat(text)


def day_or_none(text: str | None) -> date | None:
    """A stored day that may be absent."""
    return date.fromisoformat(text) if text else None


def instant(text: str) -> datetime:
    """A stored instant, aware, UTC."""
    return instant_from(text)
