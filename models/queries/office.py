"""The register of officers, the posts, the settings, and the blocks of numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from models import register
from models.database import Row
from models.entries import OFFICE_STREAM
from models.journal import read_stream
from models.office import Post, RegisteredOfficer, office_from_entries
from models.queries.rows import day_or_none
from models.session import Session
from models.tables.projections import BlockRow


@dataclass(frozen=True, slots=True)
class BlockLine:
    """A block of numbers; `left` is how many can still be drawn from it."""

    block_id: str
    series: str
    device: str
    first: int
    last: int
    used: int
    returned_on: date | None
    this_device: bool

    @property
    def left(self) -> int:
        """How many numbers can still be drawn."""
        return 0 if self.returned_on else self.last - self.used


def officers(session: Session, *, active_only: bool = False) -> tuple[RegisteredOfficer, ...]:
    """The officers of the register with all certificates, by name."""
    found = register.registered_officers(session.database).values()
    return tuple(one for one in found if one.active or not active_only)


def posts(session: Session) -> tuple[Post, ...]:
    """Who is or was responsible for what (岗位分工)."""
    return register.posts(session.database)


def posts_of(session: Session, officer: str, day: date) -> tuple[Post, ...]:
    """What an officer is responsible for on a day."""
    return tuple(
        post
        for post in posts(session)
        if post.officer == officer and post.valid_from <= day and (post.valid_until is None or day <= post.valid_until)
    )


def settings(session: Session) -> Mapping[str, Any]:
    """The office's settings by fact key; empty before they are recorded."""
    return register.office_settings(session.database)


def number_blocks(session: Session, *, series: str = "") -> tuple[BlockLine, ...]:
    """The blocks set aside, of all series or one, in the order of series and number."""
    query = BlockRow.select().order_by(BlockRow.series, BlockRow.first)
    if series:
        query = query.where(BlockRow.series == series)
    return tuple(_block(row, session.device.id) for row in session.database.rows(query))


def numbers_left(session: Session, series: str) -> int | None:
    """How many numbers this device can draw from its blocks of a series; None where it has none and draws freely."""
    blocks = [block for block in number_blocks(session, series=series) if block.this_device and not block.returned_on]
    return sum(block.left for block in blocks) if blocks else None


def _block(row: Row, device: str) -> BlockLine:
    block_id, series, holder, first, last, used, returned_on = row
    return BlockLine(block_id, series, holder, first, last, used, day_or_none(returned_on), holder == device)


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One entry about an officer or a post: the whole row as it was recorded, one of the two."""

    recorded_at: datetime
    actor: str
    officer: RegisteredOfficer | None
    post: Post | None


def register_history(session: Session) -> tuple[RegisterLine, ...]:
    """Everything ever recorded about officers and posts, oldest first."""
    found: list[RegisterLine] = []
    for entry in read_stream(session.database, OFFICE_STREAM):
        if entry.kind in ("officer_recorded", "post_assigned"):
            told = office_from_entries((entry,))
            officer, post = next(iter(told.officers.values()), None), next(iter(told.posts.values()), None)
            found.append(RegisterLine(entry.recorded_at, entry.actor, officer, post))
    return tuple(found)
