"""What an officer has typed and not yet recorded."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.database import Row
from models.queries.rows import instant
from models.session import Session
from models.tables.drafts import DraftRow


@dataclass(frozen=True, slots=True)
class Draft:
    """One draft; `content` is whatever the page keeps in it."""

    stream: str
    page: str
    content: Mapping[str, Any]
    saved_at: datetime


def draft(session: Session, stream: str, page: str, *, actor: str) -> Draft | None:
    """The officer's draft of a page, or None."""
    row = session.database.one(
        DraftRow.select(DraftRow.stream, DraftRow.page, DraftRow.content, DraftRow.saved_at).where(
            DraftRow.actor == actor, DraftRow.stream == stream, DraftRow.page == page
        )
    )
    return _draft(row) if row else None


def drafts(session: Session, *, actor: str) -> tuple[Draft, ...]:
    """All drafts of an officer, the newest first."""
    query = (
        DraftRow.select(DraftRow.stream, DraftRow.page, DraftRow.content, DraftRow.saved_at)
        .where(DraftRow.actor == actor)
        .order_by(DraftRow.saved_at.desc(), DraftRow.stream, DraftRow.page)
    )
    return tuple(_draft(row) for row in session.database.rows(query))


def _draft(row: Row) -> Draft:
    stream, page, content, saved_at = row
    return Draft(stream, page, json.loads(content), instant(saved_at))
