"""The time limits of a case (期限) as clocks: counted from the acts alone, whatever day it is today."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from procedures.case import Case
from procedures.clocks import Clock, Line
from procedures.days import Calendar, Unit, months_later, share_of
from procedures.explain import Counted, explain
from procedures.rulebook import Rulebook
from procedures.rules import DeadlineRule
from procedures.triggers import CONDITIONS, MET, Met, Start, starts_of
from procedures.view import CaseView

ONE_DAY = timedelta(days=1)
# Days beyond this can't be counted on; the calendar of the computer ends with 9999.
LAST_YEAR = 9900


def clocks(case: Case, rulebook: Rulebook) -> tuple[Clock, ...]:
    """Every time limit of a case, by due day, id, party and recipient."""
    return clocks_of(CaseView(case, rulebook))


def clocks_of(view: CaseView) -> tuple[Clock, ...]:
    """As `clocks`, for a case that is already prepared."""
    done: dict[str, list[Clock]] = {}
    for rule in view.rulebook.deadlines.values():
        done[rule.id] = [clock for start in starts_of(view, rule, done) for clock in _clocks_from(view, rule, start)]
    found = [clock for made in done.values() for clock in made]
    return tuple(sorted(found, key=lambda clock: (clock.due, clock.id, clock.party, clock.recipient)))


def _clocks_from(view: CaseView, rule: DeadlineRule, start: Start) -> Iterator[Clock]:
    counted = _count(view, rule, start)
    if counted is None:
        return
    if not rule.recipients:
        yield _clock(view, rule, start, counted, "")
        return
    for recipient in view.rulebook.recipients_on(start.on):
        yield _clock(view, rule, start, counted, recipient)


def _count(view: CaseView, rule: DeadlineRule, start: Start) -> Counted | None:
    version = rule.on(start.on)
    if version is None or start.on.year > LAST_YEAR:
        return None
    length, unit, why = version.length, version.unit, ""
    for other in version.instead:
        if CONDITIONS[other.when](view, start):
            length, unit, why = other.length, other.unit, other.why
            break
    period = view.rulebook.calendar.count(
        start.on, length, unit, rolls=version.rolls, counts_start=version.counts_trigger_day
    )
    return Counted(length, unit, version.rolls, version.counts_trigger_day, version.source, why, period)


def _clock(view: CaseView, rule: DeadlineRule, start: Start, counted: Counted, recipient: str) -> Clock:
    met: Met | None = MET[rule.met](view, rule, start, recipient)
    period = counted.period
    notice, yellow, red = _signal_days(view, rule, start, counted)
    clock = Clock(
        id=rule.id,
        label=rule.label,
        party=start.party,
        recipient=recipient,
        trigger=start.trigger,
        trigger_on=start.on,
        act=start.act.id if start.act else "",
        decision=start.decision.id if start.decision else "",
        first_day=period.first_day,
        length=counted.length,
        unit=counted.unit,
        plain_due=period.plain_due,
        due=period.due,
        base_due=period.due,
        certain=period.certain and start.certain,
        gaps=period.gaps,
        excluded_days=0,
        met_on=met.on if met else None,
        met_by=met.act if met else "",
        duty=rule.duty,
        notice_from=notice,
        yellow_from=yellow,
        red_from=red,
        basis=counted.source.basis,
        certainty=counted.source.certainty,
        explanation=explain(rule, start, counted, view.rulebook.calendar, view.rulebook.principles),
    )
    return _extended(view, rule, clock) if rule.extended_by else clock


def _extended(view: CaseView, rule: DeadlineRule, clock: Clock) -> Clock:
    """The clock with its day moved by the latest approval that names a later day."""
    moves = [act for act in view.of(rule.extended_by, party=clock.party) if isinstance(act.until, date)]
    until = moves[-1].until if moves else None
    if not isinstance(until, date) or until <= clock.due:
        return clock
    line = Line(f"{moves[-1].on}批准延期、分期，至{until}", rule.extension_basis)
    return replace(clock, plain_due=until, due=until, explanation=(*clock.explanation, line))


def _signal_days(
    view: CaseView, rule: DeadlineRule, start: Start, counted: Counted
) -> tuple[date | None, date | None, date | None]:
    """From when 预警, 黄牌 and 红牌 stand: the last share up to the plain day, the first share after the due day."""
    if rule.signal == "none":
        return None, None, None
    shares = view.setting("signals", start.on).value
    calendar, period = view.rulebook.calendar, counted.period
    notice = _before_end(calendar, counted, share_of(counted.length, shares["notice"]))
    if rule.signal == "red":
        return notice, None, period.due + ONE_DAY
    last_yellow = _later(calendar, period.due, share_of(counted.length, shares["yellow"]), counted.unit)
    return notice, period.due + ONE_DAY, last_yellow + ONE_DAY


def _before_end(calendar: Calendar, counted: Counted, share: int) -> date:
    """The first of the last `share` units up to the plain last day."""
    plain = counted.period.plain_due
    if counted.unit == "working":
        return calendar.step(plain, 1 - share)
    if counted.unit == "calendar":
        return plain - timedelta(days=share - 1)
    return months_later(plain, -share * _months(counted.unit)) + ONE_DAY


def _later(calendar: Calendar, day: date, share: int, unit: Unit) -> date:
    if unit == "working":
        return calendar.step(day, share)
    if unit == "calendar":
        return day + timedelta(days=share)
    return months_later(day, share * _months(unit))


def _months(unit: Unit) -> int:
    return 12 if unit == "year" else 1
