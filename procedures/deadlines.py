"""The time limits of a case (期限) as clocks: counted from the acts alone, whatever day it is today."""

from collections.abc import Iterator, Sequence
from datetime import date

from procedures.case import Case
from procedures.clocks import Clock, ClockState, state_of
from procedures.course import Course, extensions_of, run
from procedures.days import Calendar, Unit, months_later, share_of, shifted
from procedures.deadline_rules import DeadlineRule, Length
from procedures.explain import Counted, explain
from procedures.met import MET, Met, waived_on
from procedures.pauses import PAUSES
from procedures.rulebook import Rulebook
from procedures.triggers import CONDITIONS, Clocks, Start, starts_of
from procedures.view import CaseView

# Days beyond this can't be counted on; the calendar of the computer ends with 9999.
LAST_YEAR = 9900


def clocks(case: Case, rulebook: Rulebook) -> tuple[Clock, ...]:
    """Every time limit of a case, by due day, id, party and recipient."""
    return clocks_of(CaseView(case, rulebook))


def clocks_of(view: CaseView) -> tuple[Clock, ...]:
    """As `clocks`, for a case that is already prepared."""
    done: dict[str, list[Clock]] = {}
    for rule in view.rulebook.deadlines.values():
        done[rule.id] = [
            clock for start in starts_of(view, rule, done) for clock in clocks_from(view, rule, start, done)
        ]
    found = [clock for made in done.values() for clock in made]
    return tuple(sorted(found, key=lambda clock: (clock.due, clock.id, clock.party, clock.recipient)))


def states_of(view: CaseView, found: Sequence[Clock], today: date) -> tuple[ClockState, ...]:
    """The clocks of a case as they stand at the end of `today`, by the day that then counts."""
    states = (state_of(clock, today, view.rulebook.calendar) for clock in found)
    return tuple(sorted(states, key=lambda s: (s.clock.due, s.clock.id, s.clock.party, s.clock.recipient)))


def clocks_from(view: CaseView, rule: DeadlineRule, start: Start, earlier: Clocks) -> Iterator[Clock]:
    """The clocks that one start sets running, one for each recipient where there are any."""
    rule = rule.after_change() if start.trigger == "decision_changed" else rule
    version = rule.on(start.on)
    if version is None or start.on.year > LAST_YEAR:
        return
    counted = _count(view, version, start)
    for recipient in view.rulebook.recipients_on(start.on) if rule.recipients else ("",):
        yield _clock(view, rule, start, counted, recipient, earlier)


def _count(view: CaseView, version: Length, start: Start) -> Counted:
    length, unit, why = version.length, version.unit, ""
    if version.setting:
        length = view.setting(version.setting, start.on).value
    for other in version.instead:
        if CONDITIONS[other.when](view, start):
            length, unit, why = other.length, other.unit, other.why
            break
    period = view.rulebook.calendar.count(
        start.on, length, unit, rolls=version.rolls, counts_start=version.counts_trigger_day
    )
    return Counted(length, unit, version, why, period)


def _clock(
    view: CaseView, rule: DeadlineRule, start: Start, counted: Counted, recipient: str, earlier: Clocks
) -> Clock:
    met = MET[rule.met](view, rule, start, recipient)
    course = _course(view, rule, start, counted, earlier, met)
    if rule.duty == "effect" and (met is None or met.on > course.due):
        met = Met(course.due, "")
    version, calendar = counted.version, view.rulebook.calendar
    notice, yellow, red = _signal_days(view, rule, start, counted, course)
    given_up = waived_on(view, rule, start)
    gaps = {*counted.period.gaps, *(calendar.gaps(course.plain_due, course.due) if version.rolls else ())}
    return Clock(
        id=rule.id,
        label=rule.label,
        party=start.party,
        recipient=recipient,
        trigger=start.trigger,
        trigger_on=start.on,
        act=start.act.id if start.act else "",
        decision=start.decision.id if start.decision else "",
        first_day=counted.period.first_day,
        length=counted.length,
        unit=counted.unit,
        plain_due=course.plain_due,
        due=course.due,
        base_due=course.base_due,
        certain=not gaps and start.certain,
        gaps=tuple(sorted(gaps)),
        excluded_days=course.excluded_days,
        met_on=met.on if met else None,
        met_by=met.act if met else "",
        duty="advisory" if version.advisory else rule.duty,
        notice_from=notice,
        yellow_from=yellow,
        red_from=red,
        basis=version.source.basis,
        certainty=version.source.certainty,
        explanation=explain(rule, start, counted, course, calendar, view.rulebook.principles, given_up),
        rolls=version.rolls,
        waived_on=given_up,
        paused_from=course.paused_from,
        paused_until=course.paused_until,
        pauses=course.pauses,
    )


def _course(
    view: CaseView, rule: DeadlineRule, start: Start, counted: Counted, earlier: Clocks, met: Met | None
) -> Course:
    period = counted.period
    pauses = [(pause, pausing) for pausing in rule.pauses for pause in PAUSES[pausing.named](view, start, earlier)]
    extensions = tuple(extensions_of(view, rule.extension, start)) if rule.extension else ()
    if not pauses and not extensions:
        return Course(period.plain_due, period.due, period.due)
    met_on = met.on if met else None
    rolls = counted.version.rolls
    return run(view.rulebook.calendar, rule, start, period.plain_due, rolls, pauses, extensions, met_on)


def _signal_days(
    view: CaseView, rule: DeadlineRule, start: Start, counted: Counted, course: Course
) -> tuple[date | None, date | None, date | None]:
    """From when 预警, 黄牌 and 红牌 stand: the last share up to the plain day, the first share after the due day."""
    if rule.signal == "none" or counted.version.advisory:
        return None, None, None
    shares = view.setting("signals", start.on).value
    calendar = view.rulebook.calendar
    notice = _before_end(calendar, course.plain_due, counted.unit, share_of(counted.length, shares["notice"]))
    if rule.signal == "red":
        return notice, None, shifted(course.due, 1)
    last_yellow = _later(calendar, course.due, share_of(counted.length, shares["yellow"]), counted.unit)
    return notice, shifted(course.due, 1), shifted(last_yellow, 1)


def _before_end(calendar: Calendar, plain: date, unit: Unit, share: int) -> date:
    """The first of the last `share` units up to the plain last day."""
    if unit == "working":
        return calendar.step(plain, 1 - share)
    if unit == "calendar":
        return shifted(plain, 1 - share)
    return shifted(months_later(plain, -share * _months(unit)), 1)


def _later(calendar: Calendar, day: date, share: int, unit: Unit) -> date:
    if unit == "working":
        return calendar.step(day, share)
    if unit == "calendar":
        return shifted(day, share)
    return months_later(day, share * _months(unit))


def _months(unit: Unit) -> int:
    return 12 if unit == "year" else 1
