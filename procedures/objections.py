"""Where the acts of a case break the law: objections to what happened, and refusals of what is asked for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from procedures.case import Act, Case
from procedures.clocks import Clock, state_of
from procedures.deadlines import clocks_of
from procedures.predicates import PREDICATES, Context, Hit
from procedures.problems import Problem, Severity
from procedures.rulebook import Rulebook
from procedures.rules import Gate, Item
from procedures.view import CaseView


@dataclass(frozen=True, slots=True)
class Objection:
    """One objection to one act. `rule` is the gate or deadline behind it; `certain` False where a fact is not recorded.

    `stops` are the forms whose issuing it blocks while it is blocking.
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
    context = Context(view, found_clocks)
    return tuple(
        _objection(view, gate, act, hit, issuing)
        for gate in view.rulebook.gates_for.get(act.kind, ())
        if gate.holds_on(act.on)
        for hit in PREDICATES[gate.predicate].find(context, act)
    ) + tuple(_late(view, act, found_clocks, today))


def all_objections(view: CaseView, found_clocks: Sequence[Clock], today: date) -> tuple[Objection, ...]:
    """The objections to every act of a case, in the order of the acts."""
    return tuple(objection for act in view.acts for objection in objections_at(view, act, found_clocks, today))


def blocking(objections: Sequence[Objection], form: str = "") -> tuple[Objection, ...]:
    """The objections that stop an act, or the issuing of this form."""
    return tuple(
        objection
        for objection in objections
        if objection.severity == "blocking" and (not form or form in objection.stops)
    )


def _with(case: Case, act: Act) -> Case:
    return replace(case, acts=(*case.acts, act))


def _objection(view: CaseView, gate: Gate, act: Act, hit: Hit, issuing: bool) -> Objection:
    source = gate.source_on(act.on)
    return Objection(
        act=act.id,
        on=act.on,
        severity=gate.issuing if issuing else gate.severity,
        text=_filled(gate.words, hit),
        basis=_filled(source.basis, hit),
        certainty=source.certainty,
        remedy=gate.remedy,
        rule=gate.id,
        party=view.case.party_of(act),
        finding=gate.finding,
        certain=hit.certain,
        stops=gate.stops,
        signal=gate.signal,
    )


def _filled(words: str, hit: Hit) -> str:
    for name, value in hit.words.items():
        words = words.replace(f"{{{name}}}", value)
    return words


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
