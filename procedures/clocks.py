"""A time limit as a clock that runs: what is stored of it and how it stands on a day. Counting is in `deadlines.py`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from procedures.days import PUBLISHED, Calendar, Unit, shifted

Duty = Literal["agency", "party", "right", "limit", "advisory", "effect"]
State = Literal["running", "met", "met_late", "overdue", "lapsed", "suspended", "waived"]
Level = Literal["notice", "yellow", "red"]
# Nothing is owed under these: when the day passes unused, that is all.
PASSING_UNUSED: tuple[Duty, ...] = ("right", "limit", "advisory")


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
    is still to be confirmed. `waived_on` is the day on which the party gave the right up, or on which the decision that
    the duty follows from was revoked.

    `pauses` are the stretches that aren't counted, from the day on which each began to the day on which it ended.
    `paused_from` is the start of one that no act has ended, `paused_until` its end where the law fixes it. The due
    days and `excluded_days` count that pause up to `counted_to`: as made up to its end, or not at all where none is
    known; `at` moves them for a day within it.
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
    rolls: bool = True
    waived_on: date | None = None
    paused_from: date | None = None
    paused_until: date | None = None
    pauses: tuple[tuple[date, date | None], ...] = ()
    counted_to: date | None = None

    def is_paused(self, today: date) -> bool:
        """Whether the clock stands still at the end of `today`."""
        if self.paused_from is None or (self.met_on is not None and self.met_on <= today):
            return False
        return self.paused_from <= today and (self.paused_until is None or today < self.paused_until)


@dataclass(frozen=True, slots=True)
class ClockState:
    """A clock as it stands on a day; `days_left` are calendar days, None once met, lapsed or waived."""

    clock: Clock
    state: State
    days_left: int | None


def at(clock: Clock, today: date, calendar: Calendar = PUBLISHED) -> Clock:
    """The clock as it is counted on `today`: within a pause, the pause counts up to that day and the end is uncertain.

    `calendar` rolls the moved day; without the office's own the published tables do.
    """
    counted_to = clock.counted_to or clock.paused_until or clock.paused_from
    if counted_to is None or not clock.is_paused(today):
        return clock
    if counted_to == today:
        return replace(clock, certain=False)
    shift = today - counted_to
    plain = shifted(clock.plain_due, shift.days)
    due = calendar.roll(plain) if clock.rolls else plain
    words = f"截至{today}仍在中止，已扣除{clock.excluded_days + shift.days}日，届满日暂计为{due}"
    return replace(
        clock,
        plain_due=plain,
        due=due,
        base_due=due if clock.base_due == clock.due else shifted(clock.base_due, shift.days),
        certain=False,
        gaps=tuple(sorted({*clock.gaps, *(calendar.gaps(plain, due) if clock.rolls else ())})),
        excluded_days=clock.excluded_days + shift.days,
        notice_from=_moved(clock.notice_from, shift),
        yellow_from=_moved(clock.yellow_from, due - clock.due),
        red_from=_moved(clock.red_from, due - clock.due),
        explanation=(*clock.explanation, Line(words, clock.basis, clock.certainty)),
        counted_to=today,
    )


def state_of(clock: Clock, today: date, calendar: Calendar = PUBLISHED) -> ClockState:
    """The state of a clock at the end of `today`; a clock that stands still is counted up to that day (see `at`)."""
    met_on = clock.met_on if clock.met_on is not None and clock.met_on <= today else None
    waived_on = clock.waived_on if clock.waived_on is not None and clock.waived_on <= today else None
    if waived_on is not None and (met_on is None or (clock.duty == "right" and met_on <= waived_on)):
        return ClockState(clock, "waived" if clock.duty == "right" else "lapsed", None)
    if met_on is not None:
        late: State = "lapsed" if clock.duty in PASSING_UNUSED else "met_late"
        return ClockState(clock, "met" if met_on <= clock.due else late, None)
    if clock.is_paused(today):
        moved = at(clock, today, calendar)
        return ClockState(moved, "suspended", (moved.due - today).days)
    if today <= clock.due:
        return ClockState(clock, "running", (clock.due - today).days)
    if clock.duty in PASSING_UNUSED:
        return ClockState(clock, "lapsed", None)
    return ClockState(clock, "overdue", (clock.due - today).days)


def level_of(clock: Clock, today: date) -> tuple[Level, date] | None:
    """The level of a clock and the day since which it stands.

    Done late, or no longer owed, the colour of that day; standing still, that of the day on which it stopped.
    """
    if clock.notice_from is None:
        return None
    done = next((day for day in (clock.met_on, clock.waived_on) if day is not None and day <= today), None)
    if done is not None and done <= clock.due:
        return None
    if clock.is_paused(today):
        return _frozen(clock, today)
    day = done if done is not None else today
    steps: tuple[tuple[Level, date | None], ...] = (
        ("red", clock.red_from),
        ("yellow", clock.yellow_from),
        ("notice", clock.notice_from),
    )
    return next(((level, since) for level, since in steps if since is not None and since <= day), None)


def overdue_on(clock: Clock, today: date) -> bool:
    """Whether a duty was owed and not done, or done late, at the end of `today`."""
    return state_of(clock, today).state in ("overdue", "met_late")


def first_open(found: Sequence[ClockState], clock_id: str) -> ClockState | None:
    """The first clock of an id that still runs or is overdue, else the one that began last."""
    of_id = [state for state in found if state.clock.id == clock_id]
    open_ones = [state for state in of_id if state.state in ("running", "overdue", "suspended")]
    return next(iter(open_ones), None) or max(of_id, key=lambda state: state.clock.trigger_on, default=None)


def _frozen(clock: Clock, today: date) -> tuple[Level, date] | None:
    """A signal that stood when the clock stopped; one that has stopped was still in time."""
    notice = at(clock, today).notice_from
    if clock.paused_from is None or notice is None:
        return None
    since = shifted(notice, (clock.paused_from - today).days)
    return ("notice", since) if since <= clock.paused_from else None


def _moved(day: date | None, shift: timedelta) -> date | None:
    return None if day is None else shifted(day, shift.days)
