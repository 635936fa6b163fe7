"""How far a legal review has come that somebody is writing: how many points are marked, nothing of what they say."""

import json
from dataclasses import dataclass
from datetime import datetime

from models.queries.rows import instant
from models.session import Session
from models.tables.drafts import DraftRow

# The name under which the page of a review keeps what is typed, and the counts in it.
PAGE = "act/legal_review_given"
MARKED, POINTS = "marked", "points"


@dataclass(frozen=True, slots=True)
class ReviewProgress:
    """A review that is being written: by whom, for which party (empty: not named), `marked` of `points`, since when."""

    actor: str
    party: str
    marked: int
    points: int
    saved_at: datetime


def review_progress(session: Session, stream: str) -> tuple[ReviewProgress, ...]:
    """The reviews of a case that are drafts, those without a mark left out."""
    query = DraftRow.select(DraftRow.actor, DraftRow.page, DraftRow.content, DraftRow.saved_at).where(
        DraftRow.stream == stream
    )
    found = (_progress(*row) for row in session.database.rows(query) if str(row[1]).startswith(PAGE))
    return tuple(each for each in found if each.marked)


def _progress(actor: str, page: str, content: str, saved_at: str) -> ReviewProgress:
    kept = json.loads(content)
    party = page.removeprefix(PAGE).lstrip("/")
    return ReviewProgress(actor, party, int(kept.get(MARKED, 0)), int(kept.get(POINTS, 0)), instant(saved_at))
