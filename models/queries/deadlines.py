"""What is due: stored clocks, with state and colour worked out for a day."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from models.clocks import clock_from
from models.database import Row
from models.session import Session
from models.tables.projections import CaseOfficerRow, CaseRow, ClockRow
from procedures.clocks import Clock, ClockState, level_of, state_of

Colour = Literal["", "notice", "yellow", "red"]
URGENCY: tuple[Colour, ...] = ("red", "yellow", "notice", "")
DUTIES = ("agency", "party")
MOST = 500


@dataclass(frozen=True, slots=True)
class DueClock:
    """A running or overdue clock with the case it belongs to."""

    case_id: str
    number: str
    title: str
    parties: str
    state: ClockState
    colour: Colour


def due_clocks(
    session: Session, today: date, *, since: date | None = None, until: date | None = None, officer: str = ""
) -> tuple[DueClock, ...]:
    """Duties of agency and party not yet done in cases that are not closed: overdue and red first, then by day.

    A duty that stands still is counted up to `today`.
    `since` leaves out what was due earlier, `until` what is due later, `officer` what is not the officer's.
    At most 500.
    """
    query = (
        ClockRow.select(CaseRow.number, CaseRow.title, CaseRow.parties, *ClockRow._meta.sorted_fields)
        .join(CaseRow, on=(CaseRow.case_id == ClockRow.case_id))
        .where(ClockRow.met_on.is_null(), ClockRow.waived_on.is_null(), ClockRow.duty.in_(DUTIES))
        .where(CaseRow.status != "closed")
    )
    # The day of a clock that stands still moves on: it is looked at below, not in the stored row.
    if since is not None:
        query = query.where((ClockRow.due >= since.isoformat()) | ClockRow.paused_from.is_null(False))
    if until is not None:
        query = query.where((ClockRow.due <= until.isoformat()) | ClockRow.paused_from.is_null(False))
    if officer:
        ids = CaseOfficerRow.select(CaseOfficerRow.case_id).where(CaseOfficerRow.officer_id == officer)
        query = query.where(ClockRow.case_id.in_(ids))
    rows = session.database.rows(query.order_by(ClockRow.due, ClockRow.case_id, ClockRow.position).limit(MOST))
    found = [_due(session, number, title, parties, tuple(row), today) for number, title, parties, *row in rows]
    within = [due for due in found if (since or date.min) <= due.state.clock.due <= (until or date.max)]
    return tuple(
        sorted(within, key=lambda due: (today <= due.state.clock.due, URGENCY.index(due.colour), due.state.clock.due))
    )


def case_clocks(session: Session, case_id: str, today: date) -> tuple[ClockState, ...]:
    """Every clock of one case as it stands on a day, by due day."""
    rows = session.database.rows(ClockRow.select().where(ClockRow.case_id == case_id).order_by(ClockRow.position))
    states = [state_of(clock_from(row), today, session.rulebook.calendar) for row in rows]
    return tuple(sorted(states, key=lambda state: state.clock.due))


def colour_on(clock: Clock, today: date) -> Colour:
    """The colour of a clock on a day, from its stored days; a duty done late keeps the colour it had that day."""
    level = level_of(clock, today)
    return level[0] if level else ""


def _due(session: Session, number: str, title: str, parties: str, row: Row, today: date) -> DueClock:
    clock = clock_from(row)
    state = state_of(clock, today, session.rulebook.calendar)
    return DueClock(str(row[0]), number, title, parties, state, colour_on(clock, today))
