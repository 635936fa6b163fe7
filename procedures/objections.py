"""Where the acts of a case break the law: objections to what happened, and refusals of what is asked for."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from procedures.case import Act, Case
from procedures.clocks import Clock, state_of
from procedures.deadlines import clocks_of
from procedures.gates import PREDICATES, Context, Hit
from procedures.goods_rules import GoodsProblem
from procedures.problems import Problem, Severity
from procedures.rulebook import Rulebook
from procedures.rules import Gate, Item
from procedures.view import CaseView

# Each takes up what the one before proposed.
LEADING_UP = ("opinion_submitted", "notice_served", "decision_made")


@dataclass(frozen=True, slots=True)
class Objection:
    """One objection to one act. `rule` is the gate or deadline behind it; `certain` False where a fact is not recorded.

    `topic` is what it is about where opinion, notice and decision may share it.
    `stops` are the forms whose issuing it blocks while it is blocking; `possible_on` is the day from which it no longer
    would, `deadline` the time limit that the act did not wait for. `field` is the key of the
    act at which it stands on a page (empty: about the act as a whole).
    """

    act: str
    on: date
    severity: Severity
    text: str
    basis: str
    certainty: str
    remedy: str
    rule: str
    party: str
    recipient: str = ""
    finding: Item | None = None
    certain: bool = True
    stops: tuple[str, ...] = ()
    signal: str = "none"
    possible_on: date | None = None
    deadline: str = ""
    field: str = ""
    topic: Hashable = None

    def problem(self) -> Problem:
        """The objection as a problem that the officer can mend."""
        return Problem(self.text, self.basis, self.remedy, severity=self.severity)


def objections_to(
    case: Case, act: Act, rulebook: Rulebook, today: date, issuing: bool = False
) -> tuple[Objection, ...]:
    """The objections to one act of a case, or to a planned act that is not in it yet.

    `issuing` asks for it to be made through the program: what is only a gap on paper in history may then be blocking.
    """
    with_act = case if any(other.id == act.id for other in case.acts) else _with(case, act)
    view = CaseView(with_act.until(max(today, act.on)), rulebook)
    return objections_at(view, act, clocks_of(view), today, issuing)


def objections_at(
    view: CaseView, act: Act, found_clocks: Sequence[Clock], today: date, issuing: bool = False
) -> tuple[Objection, ...]:
    """As `objections_to`, for a case that is already prepared and counted."""
    return tuple(_to(Context(view, found_clocks), act, today, _goods_by_act(view), issuing))


def objections_of(context: Context, gate: Gate, act: Act, issuing: bool = False) -> Iterator[Objection]:
    """The objections of one gate to one act, which need not stand in the case."""
    if gate.holds_on(act.on):
        for hit in PREDICATES[gate.predicate].find(context, act):
            yield _objection(context.view, gate, act, hit, issuing)


def all_objections(view: CaseView, found_clocks: Sequence[Clock], today: date) -> tuple[Objection, ...]:
    """The objections to every act of a case, in the order of the acts.

    What stands in opinion, notice and decision alike is told once, of the newest of them: the others led up to it.
    """
    context, goods = Context(view, found_clocks), _goods_by_act(view)
    found = [objection for act in view.acts for objection in _to(context, act, today, goods)]
    rank = {act.id: LEADING_UP.index(act.kind) for act in view.of(*LEADING_UP)}
    led_up = sorted((o for o in found if o.topic is not None), key=lambda objection: rank[objection.act])
    newest = {objection.topic: objection for objection in led_up}
    return tuple(o for o in found if o.topic is None or newest[o.topic] is o)


def blocking(objections: Sequence[Objection], form: str = "") -> tuple[Objection, ...]:
    """The objections that stop an act, or the issuing of this form."""
    return tuple(
        objection
        for objection in objections
        if objection.severity == "blocking" and (not form or form in objection.stops)
    )


def _to(
    context: Context, act: Act, today: date, goods: Mapping[str, Sequence[GoodsProblem]], issuing: bool = False
) -> Iterator[Objection]:
    for gate in context.view.rulebook.gates_for.get(act.kind, ()):
        yield from objections_of(context, gate, act, issuing)
    yield from _late(context.view, act, context.clocks, today)
    yield from (_about_goods(context.view, act, problem) for problem in goods.get(act.id, ()))


def _goods_by_act(view: CaseView) -> Mapping[str, Sequence[GoodsProblem]]:
    """What does not add up, by act; what is wrong with the list itself stands with the first act that lists goods."""
    found: dict[str, list[GoodsProblem]] = {}
    for problem in view.goods.problems():
        listing = problem.act or next((act.id for act in view.acts if act.get("items")), "")
        found.setdefault(listing or (view.acts[0].id if view.acts else ""), []).append(problem)
    return found


def _about_goods(view: CaseView, act: Act, problem: GoodsProblem) -> Objection:
    return Objection(
        act=act.id,
        on=act.on,
        severity=problem.severity,
        text=problem.text,
        basis=problem.basis,
        certainty=problem.certainty,
        remedy=problem.remedy,
        rule=problem.rule,
        party=view.case.party_of(act),
        field=problem.field,
        topic=(problem.rule, problem.key, view.case.party_of(act)) if act.kind in LEADING_UP else None,
    )


def _with(case: Case, act: Act) -> Case:
    return replace(case, acts=(*case.acts, act))


def _objection(view: CaseView, gate: Gate, act: Act, hit: Hit, issuing: bool) -> Objection:
    source = gate.source_on(act.on)
    return Objection(
        act=act.id,
        on=act.on,
        severity=gate.issuing if issuing else gate.severity,
        text=hit.fill(gate.words),
        basis=hit.fill(source.basis),
        certainty=source.certainty,
        remedy=hit.fill(gate.remedy),
        rule=gate.id,
        party=view.case.party_of(act),
        recipient=act.get("recipient") or "",
        finding=gate.finding,
        certain=hit.certain,
        stops=gate.stops,
        signal=gate.signal,
        possible_on=hit.possible_on,
        deadline=hit.deadline,
        field=gate.field,
        topic=(gate.predicate, view.case.party_of(act)) if gate.once and act.kind in LEADING_UP else None,
    )


def _late(view: CaseView, act: Act, found_clocks: Sequence[Clock], today: date) -> Iterator[Objection]:
    """An act that met its limit after the day on which it was due."""
    for clock in found_clocks:
        rule = view.rulebook.deadlines[clock.id]
        if clock.met_by != act.id or rule.late is None or state_of(clock, today).state != "met_late":
            continue
        yield Objection(
            act=act.id,
            on=act.on,
            severity=rule.late,
            text=f"{clock.label}应当在{clock.due}前完成，实际于{clock.met_on}完成",
            basis=clock.basis,
            certainty=clock.certainty,
            remedy="说明迟延的原因并记入案卷",
            rule=clock.id,
            party=clock.party,
            recipient=clock.recipient,
        )
