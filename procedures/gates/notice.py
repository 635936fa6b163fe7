"""The prior notice and the hearing: the right offered, the period waited for, the hearing held as it must be.

Sources: 行政处罚法 第四十四条、第四十五条、第六十二条至第六十五条.
"""

from collections.abc import Iterator
from datetime import date

from procedures.case import Act
from procedures.days import shifted
from procedures.gates.registry import Context, Hit, predicate
from procedures.thresholds import hearing_grounds
from procedures.view import CaseView, penalty_of, yuan

NOTICE_PAPERS = ("25", "26")
RIGHTS = {"statement_period": "陈述、申辩", "hearing_request": "申请听证"}


def notice_before(context: Context, act: Act) -> Act | None:
    """The newest prior notice by the day of an act: served, or published and in effect."""
    served = context.before(act, "notice_served")
    effects = {clock.act: clock.due for clock in context.clocks if clock.id == "public_notice_effective"}
    published = [
        other
        for other in context.before(act, "public_notice_issued")
        if other.get("paper") in NOTICE_PAPERS and effects.get(other.id, date.max) <= act.on
    ]
    return max([*served, *published], key=lambda other: other.on, default=None)


@predicate("notice_without_opinion")
def _notice_without_opinion(context: Context, act: Act) -> Iterator[Hit]:
    if not context.before(act, "opinion_submitted"):
        yield Hit(certain=False)


@predicate("hearing_not_offered", "grounds")
def _hearing_not_offered(context: Context, act: Act) -> Iterator[Hit]:
    party = context.party(act)
    if party is None or act.get("hearing_offered") is not False:
        return
    grounds = hearing_grounds(context.view, party, penalty_of(act))
    if grounds:
        yield Hit({"grounds": "、".join(_with_threshold(ground.text, ground.threshold) for ground in grounds)})


def _with_threshold(text: str, threshold: int | None) -> str:
    return text if threshold is None else f"{text}（标准{yuan(threshold)}元）"


@predicate("not_noticed")
def _not_noticed(context: Context, act: Act) -> Iterator[Hit]:
    if notice_before(context, act) is None:
        yield Hit(certain=context.kept_since_opening(act))


@predicate("period_not_over", "right", "due", "possible")
def _period_not_over(context: Context, act: Act) -> Iterator[Hit]:
    """A decision within the period of its notice, neither used nor given up."""
    notice = notice_before(context, act)
    for clock in context.clocks:
        if notice is None or clock.act != notice.id or clock.id not in RIGHTS or act.on > clock.due:
            continue
        over = [day for day in (clock.met_on, clock.waived_on) if day is not None and day <= act.on]
        if not over:
            possible = shifted(clock.due, 1)
            words = {"right": RIGHTS[clock.id], "due": str(clock.due), "possible": str(possible)}
            yield Hit(words, certain=clock.certain, possible_on=possible, deadline=clock.id)


@predicate("hearing_not_held", "requested")
def _hearing_not_held(context: Context, act: Act) -> Iterator[Hit]:
    """A hearing asked for in time, not given up and not held before the decision."""
    notice = notice_before(context, act)
    for clock in context.clocks:
        if notice is None or clock.id != "hearing_request" or clock.act != notice.id:
            continue
        if clock.met_on is None or clock.met_on > min(clock.due, act.on):
            continue
        if not _heard_or_given_up(context, act, clock.met_on):
            yield Hit({"requested": str(clock.met_on)})


def _heard_or_given_up(context: Context, act: Act, requested: date) -> bool:
    held = context.before(act, "hearing_held")
    given_up = [a for a in context.before(act, "rights_waived") if a.get("which") in ("hearing", "both")]
    return any(other.on >= requested for other in (*held, *given_up))


def earliest_hearing(context: Context, notice: Act) -> date:
    """The first day on which a hearing may be held after its notice."""
    return hearing_day_after(context.view, notice.on)


def hearing_day_after(view: CaseView, notified_on: date) -> date:
    """The first day for a hearing whose notice is served on a day; before the working days of 2021 plain days."""
    between = int(view.rulebook.value("hearing_notice_days", notified_on).value)
    strict = view.setting("earliest_hearing", notified_on).value == "strict"
    steps = between + (1 if strict else 0)
    if view.rulebook.value("working_day_periods", notified_on).value:
        return view.rulebook.calendar.step(notified_on, steps)
    return shifted(notified_on, steps)


def notice_days(view: CaseView, notified_on: date) -> tuple[date, ...]:
    """The days that pass between the notice of a hearing and the first day on which it may be held."""
    working = bool(view.rulebook.value("working_day_periods", notified_on).value)
    between = (hearing_day_after(view, notified_on) - notified_on).days - 1
    days = (shifted(notified_on, number) for number in range(1, between + 1))
    return tuple(each for each in days if not working or view.rulebook.calendar.is_working(each))


@predicate("hearing_too_early", "notified", "planned", "earliest", "days")
def _hearing_too_early(context: Context, act: Act) -> Iterator[Hit]:
    """A hearing before enough days have passed since its notice; of a notice only as long as none was held on it."""
    if act.kind == "hearing_notice_served":
        held = [other for other in context.of(act, "hearing_held") if other.on >= act.on]
        yield from () if held else _too_early(context, act, act.get("hearing_on"))
        return
    notices = context.before(act, "hearing_notice_served")
    if notices:
        yield from _too_early(context, notices[-1], act.on)


def _too_early(context: Context, notice: Act, day: date | None) -> Iterator[Hit]:
    earliest = earliest_hearing(context, notice)
    if day is not None and day < earliest:
        days = str(context.view.rulebook.value("hearing_notice_days", notice.on).value)
        words = {"notified": str(notice.on), "planned": str(day), "earliest": str(earliest), "days": days}
        yield Hit(words, possible_on=earliest)


@predicate("hearing_not_notified")
def _hearing_not_notified(context: Context, act: Act) -> Iterator[Hit]:
    if not context.before(act, "hearing_notice_served"):
        yield Hit(certain=False)


@predicate("chair_investigated", "chair")
def _chair_investigated(context: Context, act: Act) -> Iterator[Hit]:
    chair = act.get("presided_by")
    if chair and context.investigated(chair):
        yield Hit({"chair": context.name(chair)})


@predicate("hearing_fee", "fee")
def _hearing_fee(_: Context, act: Act) -> Iterator[Hit]:
    fee = act.get("fee") or 0
    if fee:
        yield Hit({"fee": yuan(fee)})
