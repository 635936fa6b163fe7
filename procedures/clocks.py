"""A time limit as a clock that runs: what is stored of it and how it stands on a day. Counting is in `deadlines.py`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from procedures.days import Unit

Duty = Literal["agency", "party", "right", "limit"]
State = Literal["running", "met", "met_late", "overdue", "lapsed", "suspended", "waived"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an explanation with its source."""

    text: str
    basis: str
    certainty: str = "verified"


@dataclass(frozen=True, slots=True)
class Clock:
    """One time limit of one party (and recipient).

    `due` counts, `plain_due` is the unrolled day, `base_due` the rolled one before an extension.
    `act` is the act that set it running, `decision` the decision it goes back to, `met_by` the act that met it.
    The three `…_from` days say from when a signal stands; None where the duty gives none. `certainty` marks what
    is still to be confirmed.
    """

    id: str
    label: str
    party: str
    recipient: str
    trigger: str
    trigger_on: date
    act: str
    decision: str
    first_day: date
    length: int
    unit: Unit
    plain_due: date
    due: date
    base_due: date
    certain: bool
    gaps: tuple[int, ...]
    excluded_days: int
    met_on: date | None
    met_by: str
    duty: Duty
    notice_from: date | None
    yellow_from: date | None
    red_from: date | None
    basis: str
    certainty: str
    explanation: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ClockState:
    """A clock as it stands on a day; `days_left` are calendar days, None once met, lapsed or waived."""

    clock: Clock
    state: State
    days_left: int | None


def state_of(clock: Clock, today: date) -> ClockState:
    """The state of a clock at the end of `today`."""
    passes_unused = clock.duty in ("right", "limit")
    if clock.met_on is not None and clock.met_on <= today:
        late: State = "lapsed" if passes_unused else "met_late"
        return ClockState(clock, "met" if clock.met_on <= clock.due else late, None)
    if today <= clock.due:
        return ClockState(clock, "running", (clock.due - today).days)
    if passes_unused:
        return ClockState(clock, "lapsed", None)
    return ClockState(clock, "overdue", (clock.due - today).days)


def overdue_on(clock: Clock, today: date) -> bool:
    """Whether a duty was owed and not done, or done late, at the end of `today`."""
    return state_of(clock, today).state in ("overdue", "met_late")


def first_open(found: Sequence[ClockState], clock_id: str) -> ClockState | None:
    """The first clock of an id that still runs or is overdue, else the first of that id."""
    of_id = [state for state in found if state.clock.id == clock_id]
    open_ones = [state for state in of_id if state.state in ("running", "overdue", "suspended")]
    return next(iter(open_ones or of_id), None)
