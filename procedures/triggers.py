"""What sets a time limit running, and under which conditions; named for the data to call."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from procedures.case import Act, Conduct
from procedures.deadline_rules import DeadlineRule
from procedures.kinds import value_of
from procedures.money import in_force, paid_in_full_on, paid_on
from procedures.thresholds import filing_grounds, hearing_grounds
from procedures.view import CaseView, answers, decision_meant, penalty_of

if TYPE_CHECKING:
    from procedures.clocks import Clock


@dataclass(frozen=True, slots=True)
class Start:
    """A limit that begins to run: for which party, on which day, because of which act or conduct.

    `decision` is the decision it goes back to where the trigger is another act. `amount` in fen where money is to move.
    `notes` explain a day that is not the trigger's own; `certain` is False where that day is not recorded.
    """

    party: str
    on: date
    trigger: str
    act: Act | None = None
    decision: Act | None = None
    conduct: Conduct | None = None
    amount: int = 0
    notes: tuple[str, ...] = ()
    certain: bool = True


Clocks = Mapping[str, Sequence["Clock"]]
Trigger = Callable[[CaseView, Clocks], Iterable[Start]]
Condition = Callable[[CaseView, Start], bool]
Function = TypeVar("Function")

DECISION_PAPER = "29"
NOTICE_PAPERS = ("25", "26")
HEARING_NOTICE = "26"
REMINDER_PAPER = "34"

TRIGGERS: dict[str, Trigger] = {}
CONDITIONS: dict[str, Condition] = {}


def named(table: dict[str, Function], name: str) -> Callable[[Function], Function]:
    """Register a function under the name that data files use."""

    def register(function: Function) -> Function:
        table[name] = function
        return function

    return register


def starts_of(view: CaseView, rule: DeadlineRule, earlier: Clocks) -> Iterator[Start]:
    """Every start of a rule's limit in this case."""
    found: Iterable[Start]
    if rule.trigger_name:
        found = TRIGGERS[rule.trigger_name](view, earlier)
    else:
        found = [_start(view, act) for act in view.of(*rule.trigger_acts)]
        found += _changes(view) if rule.on_change else ()
    condition = CONDITIONS[rule.when] if rule.when else None
    return (start for start in found if condition is None or condition(view, start))


def of_start(view: CaseView, start: Start, *kinds: str) -> Sequence[Act]:
    """The acts of these kinds about the party of a start, or about anyone where it is about all."""
    return view.of(*kinds, party=start.party or None)


def paper_of(act: Act) -> str:
    """The paper that a public notice serves: the decision unless it names another."""
    return str(value_of(act, "paper"))


def reminded_on(view: CaseView, found: Iterable[Clock], party: str) -> Sequence[date]:
    """The days on which a reminder (催告书) reached the party, in order: served, or at the end of its public notice."""
    days = [act.on for act in view.of("reminder_served", party=party or None)]
    for clock in found:
        notice = view.by_id.get(clock.act) if clock.id == "public_notice_effective" and not clock.met_by else None
        if notice is not None and paper_of(notice) == REMINDER_PAPER and party in ("", clock.party):
            days.append(clock.due)
    return sorted(days)


def _start(view: CaseView, act: Act) -> Start:
    return Start(view.case.party_of(act), act.on, act.kind, act, amount=act.get("amount") or 0)


def _changes(view: CaseView) -> Iterator[Start]:
    """The changes of decisions; a revocation is none."""
    for act in view.of("decision_changed"):
        decision = decision_meant(view, act)
        if decision is not None and act.get("how") == "changed":
            note = f"{decision.on}的决定于{act.on}变更，重新起算"
            yield Start(view.case.party_of(act), act.on, act.kind, act, decision, notes=(note,))


@named(TRIGGERS, "opened_for_each_party")
def _opened_for_each_party(view: CaseView, _: Clocks) -> Iterator[Start]:
    """The opening of a case, for each party that it concerns: each receives its own decision."""
    for act in view.of("case_opened"):
        party = view.case.party_of(act)
        for each in [party] if party or not view.case.parties else [other.id for other in view.parties()]:
            yield Start(each, act.on, act.kind, act)


@named(TRIGGERS, "notice_in_hand")
def _notice_in_hand(view: CaseView, earlier: Clocks) -> Iterator[Start]:
    """A prior notice (事先告知书) that has reached its party: served, or published without being served later."""
    for act in view.of("notice_served"):
        yield _start(view, act)
    for clock in earlier["public_notice_effective"]:
        if not clock.met_by and paper_of(published := _published(view, clock)) in NOTICE_PAPERS:
            yield _by_notice(clock, published)


def _published(view: CaseView, clock: Clock) -> Act:
    return next(act for act in view.of("public_notice_issued") if act.id == clock.act)


def _by_notice(clock: Clock, published: Act, decision: Act | None = None) -> Start:
    """What runs from the day on which a public notice takes effect, in place of the service."""
    note = f"{published.on}公告送达，{clock.due}公告期满，视为送达"
    return Start(clock.party, clock.due, published.kind, published, decision, notes=(note,), certain=clock.certain)


@named(TRIGGERS, "on_the_spot_decision")
def _on_the_spot(view: CaseView, _: Clocks) -> Iterator[Start]:
    """An on-the-spot decision; on water its two days run from landing."""
    for act in view.of("on_the_spot_decision"):
        landed = _landed_on(view, view.case.party_of(act), act.on)
        yield _from_landing(_start(view, act), landed) if landed else _start(view, act)


@named(TRIGGERS, "fine_collected")
def _fine_collected(view: CaseView, _: Clocks) -> Iterator[Start]:
    """Money taken on the spot; where only the decision says so, on its day. On water from landing."""
    for act in view.of("fine_collected"):
        start = _start(view, act)
        if not act.get("on_water"):
            yield start
            continue
        landed = _landed_on(view, start.party, act.on)
        yield _from_landing(start, landed) if landed else _not_landed(start)
    for act in view.of("on_the_spot_decision"):
        party = view.case.party_of(act)
        if act.get("collected_on_the_spot") and act.get("fine") and not view.of("fine_collected", party=party):
            landed = _landed_on(view, party, act.on)
            start = Start(party, act.on, act.kind, act, amount=act.get("fine"))
            yield _from_landing(start, landed) if landed else start


def _landed_on(view: CaseView, party: str, since: date) -> date | None:
    days = [act.get("landed_on") for act in view.of("simple_materials_handed_in", party=party)]
    return min((day for day in days if day and day >= since), default=None)


def _from_landing(start: Start, landed: date) -> Start:
    return Start(
        start.party,
        landed,
        start.trigger,
        start.act,
        amount=start.amount,
        notes=(f"水上当场处罚，自{landed}抵岸之日起算",),
    )


def _not_landed(start: Start) -> Start:
    note = "水上收缴，抵岸日期没有记录，暂自收缴之日起算"
    return Start(start.party, start.on, start.trigger, start.act, amount=start.amount, notes=(note,), certain=False)


@named(TRIGGERS, "decision_in_hand")
def _decision_in_hand(view: CaseView, earlier: Clocks) -> Iterator[Start]:
    """A decision that has reached its party: handed over on the spot, served, or published and not served before."""
    for act in view.of("on_the_spot_decision", "decision_made"):
        party = view.case.party_of(act)
        if act.kind == "on_the_spot_decision":
            yield Start(party, act.on, act.kind, act, act)
            continue
        served = [s for s in view.of("decision_served", party=party) if s.on >= act.on and answers(s, act)]
        notices = [
            clock for clock in earlier["public_notice_effective"] if clock.decision == act.id and not clock.met_by
        ]
        if notices and (not served or notices[0].due < served[0].on):
            yield _by_notice(notices[0], _published(view, notices[0]), act)
        elif served:
            yield Start(party, served[0].on, "decision_served", served[0], act)


@named(TRIGGERS, "matter")
def _matter(_: CaseView, __: Clocks) -> Sequence[Start]:
    """A matter of the office's own: no act of a case sets its limit running (see `matters.py`)."""
    return ()


@named(TRIGGERS, "public_notice")
def _public_notice(view: CaseView, _: Clocks) -> Iterator[Start]:
    """A public notice; of a decision, with the newest one that it can be about."""
    for act in view.of("public_notice_issued"):
        party = view.case.party_of(act)
        made = [d for d in view.of("decision_made", party=party) if d.on <= act.on and answers(act, d)]
        decision = made[-1] if made and paper_of(act) == DECISION_PAPER else None
        yield Start(party, act.on, act.kind, act, decision)


@named(TRIGGERS, "reconsideration_outcome")
def _reconsideration_outcome(view: CaseView, _: Clocks) -> Iterator[Start]:
    """A reconsideration decision, from the day on which the party received it."""
    for act in view.of("reconsideration_decided"):
        yield Start(view.case.party_of(act), act.get("served_on") or act.on, act.kind, act)


@named(TRIGGERS, "remedies_ended")
def _remedies_ended(view: CaseView, earlier: Clocks) -> Iterator[Start]:
    """The end of the remedy periods or of a deferral (行政处罚法 第七十二条第二款); none while a remedy is pending."""
    for right in earlier["reconsideration"]:
        end = _remedies_end(view, right, earlier)
        if end is None:
            continue
        decision = next(act for act in view.acts if act.id == right.decision)
        note = f"复议和起诉期限于{end}届满"
        plans = [plan for plan in view.of("deferral_approved", party=right.party) if plan.on >= decision.on]
        if plans and isinstance(plans[-1].until, date):
            end = plans[-1].until
            note = f"批准延期、分期缴纳的期限于{end}结束"
        yield Start(right.party, end, right.trigger, decision, decision, notes=(note,), certain=right.certain)


def _remedies_end(view: CaseView, right: Clock, earlier: Clocks) -> date | None:
    if [act for act in view.of("suit_filed", party=right.party) if act.on >= right.trigger_on]:
        return None
    ends = [right, *(suit for suit in earlier["suit"] if suit.decision == right.decision)]
    if [act for act in view.of("reconsideration_applied", party=right.party) if act.on >= right.trigger_on]:
        ends = [clock for clock in earlier["suit_after_reconsideration"] if clock.party == right.party]
    return max((clock.due for clock in ends), default=None)


@named(TRIGGERS, "conduct")
def _conduct(view: CaseView, _: Clocks) -> Iterator[Start]:
    """What was done wrong, from the day of the act or the end of a continuing one."""
    for conduct in view.case.conducts:
        yield Start(conduct.party, conduct.until or conduct.on, "conduct", conduct=conduct)


@named(CONDITIONS, "fine_to_be_paid")
def _fine_to_be_paid(view: CaseView, start: Start) -> bool:
    """Whether there is a fine to pay at a bank: one collected on the spot in full leaves nothing."""
    if start.decision is None or not in_force(view, start.decision):
        return False
    collected = view.of("fine_collected", party=start.party)
    on_this = [act.get("amount") or 0 for act in collected if paid_on(view, act) is start.decision]
    if on_this:
        return sum(on_this) < in_force(view, start.decision)
    return not start.decision.get("collected_on_the_spot")


@named(CONDITIONS, "fine_still_owed")
def _fine_still_owed(view: CaseView, start: Start) -> bool:
    owed = start.decision is not None and in_force(view, start.decision) > 0
    return owed and start.decision is not None and paid_in_full_on(view, start.decision) is None


@named(CONDITIONS, "decision_is_major")
def _decision_is_major(view: CaseView, start: Start) -> bool:
    """Whether a decision is major; of a change, whether it alters what was major or makes it so."""
    party = next((party for party in view.parties() if party.id == start.party), None)
    return bool(party and start.act and filing_grounds(view, party, start.act))


@named(CONDITIONS, "not_yet_opened")
def _not_yet_opened(view: CaseView, start: Start) -> bool:
    """Whether a lead still asks for a decision on opening: one that comes into a case already opened does not."""
    return not [act for act in of_start(view, start, "case_opened", "on_the_spot_decision") if act.on < start.on]


@named(CONDITIONS, "hearing_right")
def _hearing_right(view: CaseView, start: Start) -> bool:
    """Whether a prior notice gives a right to a hearing: it offers one, or what it proposes reaches a threshold."""
    party = next((party for party in view.parties() if party.id == start.party), None)
    notice = start.act
    if notice is None or notice.get("hearing_offered"):
        return notice is not None
    if notice.kind == "public_notice_issued":
        if paper_of(notice) == HEARING_NOTICE:
            return True
        opinions = [act for act in view.of("opinion_submitted", party=start.party) if act.on <= notice.on]
        notice = opinions[-1] if opinions else None
    return bool(notice and party and hearing_grounds(view, party, penalty_of(notice)))


@named(CONDITIONS, "no_hearing_right")
def _no_hearing_right(view: CaseView, start: Start) -> bool:
    return not _hearing_right(view, start)


@named(CONDITIONS, "publication_needed")
def _publication_needed(_: CaseView, start: Start) -> bool:
    """Whether the decision is to be published: always, unless `values.social_effect` was recorded as false."""
    return start.act is None or start.act.values.get("social_effect") is not False


@named(CONDITIONS, "direct_suit_open")
def _direct_suit_open(view: CaseView, start: Start) -> bool:
    """Whether the party may sue without reconsideration (行政复议法 第二十三条), and has not chosen reconsideration."""
    if start.decision is None:
        return False
    if start.decision.kind == "on_the_spot_decision" and review_comes_first(view, start.decision.on):
        return False
    return not [act for act in view.of("reconsideration_applied", party=start.party) if act.on >= start.on]


@named(CONDITIONS, "remedies_untold")
def _remedies_untold(_: CaseView, start: Start) -> bool:
    return start.decision is not None and start.decision.get("remedies_told", True) is False


@named(CONDITIONS, "simplified_reconsideration")
def _simplified_reconsideration(_: CaseView, start: Start) -> bool:
    return start.act is not None and bool(start.act.get("simplified"))


@named(CONDITIONS, "harm_to_life")
def _harm_to_life(_: CaseView, start: Start) -> bool:
    return start.conduct is not None and start.conduct.harm_to_life


def review_comes_first(view: CaseView, day: date) -> bool:
    """Whether an on-the-spot penalty of this day must go to reconsideration before a suit."""
    return bool(view.rulebook.value("review_first", day).value)
