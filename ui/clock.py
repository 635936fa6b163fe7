"""The one place that asks what time it is; everything below `ui` is told."""

from datetime import UTC, date, datetime

from procedures.zone import local_day


def now() -> datetime:
    """This instant, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The day by Chinese time, whatever the laptop's zone is."""
    return local_day(now())
