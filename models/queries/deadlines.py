"""What is due: stored clocks, with state and colour worked out for a day."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from models.clocks import clock_from
from models.session import Session
from models.tables.projections import CaseOfficerRow, CaseRow, ClockRow
from procedures.clocks import Clock, ClockState, state_of

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

    `since` leaves out what was due earlier, `until` what is due later, `officer` what is not the officer's.
    At most 500.
    """
    query = (
        ClockRow.select(CaseRow.number, CaseRow.title, CaseRow.parties, *ClockRow._meta.sorted_fields)
        .join(CaseRow, on=(CaseRow.case_id == ClockRow.case_id))
        .where(ClockRow.met_on.is_null(), ClockRow.duty.in_(DUTIES), CaseRow.status != "closed")
    )
    if since is not None:
        query = query.where(ClockRow.due >= since.isoformat())
    if until is not None:
        query = query.where(ClockRow.due <= until.isoformat())
    if officer:
        ids = CaseOfficerRow.select(CaseOfficerRow.case_id).where(CaseOfficerRow.officer_id == officer)
        query = query.where(ClockRow.case_id.in_(ids))
    rows = session.database.rows(query.order_by(ClockRow.due, ClockRow.case_id, ClockRow.position).limit(MOST))
    found = [
        _due(number, title, parties, clock_from(tuple(row)), row[0], today) for number, title, parties, *row in rows
    ]
    return tuple(
        sorted(found, key=lambda due: (today <= due.state.clock.due, URGENCY.index(due.colour), due.state.clock.due))
    )


def case_clocks(session: Session, case_id: str, today: date) -> tuple[ClockState, ...]:
    """Every clock of one case as it stands on a day, by due day."""
    rows = session.database.rows(ClockRow.select().where(ClockRow.case_id == case_id).order_by(ClockRow.position))
    return tuple(state_of(clock_from(row), today) for row in rows)


def colour_on(clock: Clock, today: date) -> Colour:
    """The colour of a clock on a day, from its stored days; a duty done late keeps the colour it had that day."""
    day = clock.met_on if clock.met_on is not None and clock.met_on <= today else today
    if clock.met_on is not None and clock.met_on <= clock.due:
        return ""
    starts: tuple[tuple[Colour, date | None], ...] = (
        ("red", clock.red_from),
        ("yellow", clock.yellow_from),
        ("notice", clock.notice_from),
    )
    return next((colour for colour, start in starts if start is not None and start <= day), "")


def _due(number: str, title: str, parties: str, clock: Clock, case_id: str, today: date) -> DueClock:
    return DueClock(case_id, number, title, parties, state_of(clock, today), colour_on(clock, today))
