"""The workbench: what is due, the officer's drafts and cases."""

from dataclasses import dataclass
from datetime import date, datetime

from models.queries.cases import CaseLine, data_as_of, list_cases
from models.queries.deadlines import DueClock, due_clocks
from models.queries.drafts import Draft, drafts
from models.session import Session


@dataclass(frozen=True, slots=True)
class Workbench:
    """Everything the first screen shows; `as_of` says how old the local data are, None in an empty database."""

    due: tuple[DueClock, ...]
    drafts: tuple[Draft, ...]
    cases: tuple[CaseLine, ...]
    as_of: datetime | None


def workbench(session: Session, today: date, *, actor: str, limit: int = 50) -> Workbench:
    """What an officer has to look at on a day."""
    return Workbench(
        due_clocks(session, today),
        drafts(session, actor=actor),
        list_cases(session, officer=actor, limit=limit).lines,
        data_as_of(session),
    )
