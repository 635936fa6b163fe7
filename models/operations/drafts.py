"""Drafts: saved while an officer types, gone once recorded. One row each, outside the journal."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from models.entries import instant_text
from models.session import Session
from models.tables.drafts import DraftRow


def save_draft(
    session: Session, stream: str, page: str, content: Mapping[str, Any], *, actor: str, now: datetime
) -> None:
    """Keep what has been typed on a page, as plain JSON values, in place of the draft before. Raises StorageError."""
    with session.database.transaction():
        discard_draft(session, stream, page, actor=actor)
        kept = json.dumps(dict(content), ensure_ascii=False)
        session.database.insert(DraftRow, [(actor, stream, page, kept, instant_text(now))])


def discard_draft(session: Session, stream: str, page: str, *, actor: str) -> None:
    """Forget a draft; one that does not exist is forgotten already. Raises StorageError."""
    chosen = (DraftRow.actor == actor, DraftRow.stream == stream, DraftRow.page == page)
    session.database.run(DraftRow.delete().where(*chosen))
