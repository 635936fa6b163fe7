"""The workbench: what is due, packages sent back, reminders, the officer's drafts and cases."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from peewee import SQL, fn

from models.database import Row
from models.entries import CASE_PREFIX
from models.queries.cases import CaseLine, data_as_of, list_cases
from models.queries.deadlines import DueClock, due_clocks
from models.queries.drafts import Draft, drafts
from models.queries.rows import day
from models.reminders import PAGE, Reminder, reminder_from
from models.session import Session
from models.tables.drafts import DraftRow
from models.tables.filing import FilingRow
from models.tables.projections import CaseOfficerRow

MOST = 50


@dataclass(frozen=True, slots=True)
class ReturnedFiling:
    """A filing package of one of the officer's cases that was sent back, and why; `by` is an officer's id."""

    case_id: str
    decision: str
    recipient: str
    recipient_name: str
    title: str
    party_name: str
    due: date
    returned_on: date
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class DueReminder:
    """A reminder on or before the day asked for, who set it and when; `case_id` empty for one about a matter."""

    reminder: Reminder
    case_id: str
    set_by: str


@dataclass(frozen=True, slots=True)
class Workbench:
    """Everything the first screen shows; `as_of` says how old the local data are, None in an empty database."""

    due: tuple[DueClock, ...]
    returned: tuple[ReturnedFiling, ...]
    reminders: tuple[DueReminder, ...]
    drafts: tuple[Draft, ...]
    cases: tuple[CaseLine, ...]
    as_of: datetime | None


def workbench(session: Session, today: date, *, actor: str, limit: int = MOST) -> Workbench:
    """What an officer has to look at on a day."""
    return Workbench(
        due_clocks(session, today),
        returned_filings(session, actor=actor),
        due_reminders(session, today, actor=actor),
        tuple(draft for draft in drafts(session, actor=actor) if not draft.page.startswith(PAGE)),
        list_cases(session, officer=actor, limit=limit).lines,
        data_as_of(session),
    )


def returned_filings(session: Session, *, actor: str) -> tuple[ReturnedFiling, ...]:
    """Packages sent back in the cases of an officer, the longest waiting first; each until it is built anew."""
    columns = (
        FilingRow.source_id,
        FilingRow.decision,
        FilingRow.recipient,
        FilingRow.recipient_name,
        FilingRow.title,
        FilingRow.party_name,
        FilingRow.due,
        FilingRow.returned_on,
        FilingRow.returned_by,
        FilingRow.returned_reason,
    )
    own = CaseOfficerRow.select(SQL("1")).where(
        CaseOfficerRow.case_id == FilingRow.source_id, CaseOfficerRow.officer_id == actor
    )
    query = (
        FilingRow.select(*columns)
        .where(FilingRow.returned_on.is_null(False), fn.EXISTS(own))
        .order_by(FilingRow.returned_on, FilingRow.source_id, FilingRow.decision, FilingRow.position)
    )
    return tuple(_returned(row) for row in session.database.rows(query))


def due_reminders(session: Session, until: date, *, actor: str) -> tuple[DueReminder, ...]:
    """Reminders on or before a day that the officer set, or that somebody set about a case of the officer's."""
    query = DraftRow.select(DraftRow.actor, DraftRow.stream, DraftRow.content).where(DraftRow.page.startswith(PAGE))
    kept = [
        (set_by, reminder_from(stream, json.loads(content))) for set_by, stream, content in session.database.rows(query)
    ]
    due = [(set_by, reminder) for set_by, reminder in kept if reminder.on <= until]
    own = _own_cases(session, [_case_of(reminder) for set_by, reminder in due if set_by != actor], actor)
    found = [
        DueReminder(reminder, _case_of(reminder), set_by)
        for set_by, reminder in due
        if set_by == actor or _case_of(reminder) in own
    ]
    return tuple(sorted(found, key=lambda each: (each.reminder.on, each.reminder.stream, each.set_by)))


def _case_of(reminder: Reminder) -> str:
    return reminder.stream.removeprefix(CASE_PREFIX) if reminder.stream.startswith(CASE_PREFIX) else ""


def _own_cases(session: Session, case_ids: Sequence[str], officer: str) -> set[str]:
    if not case_ids:
        return set()
    query = CaseOfficerRow.select(CaseOfficerRow.case_id).where(
        CaseOfficerRow.officer_id == officer, CaseOfficerRow.case_id.in_(case_ids)
    )
    return {row[0] for row in session.database.rows(query)}


def _returned(row: Row) -> ReturnedFiling:
    values = dict(zip(ReturnedFiling.__dataclass_fields__, row, strict=True))
    values |= {"due": day(values["due"]), "returned_on": day(values["returned_on"])}
    return ReturnedFiling(**values)
