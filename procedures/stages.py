"""A procedure as the strip shows it: its stages and steps, what is done, due, barred, and what waits for what.

One engine for both procedures; the tables are `resources/law/national/simple.toml` and `general.toml`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from procedures.case import Act, Case
from procedures.clocks import ClockState, state_of
from procedures.deadlines import clocks_of
from procedures.gates import Context
from procedures.general import ending_of, takes_general
from procedures.general.notice import decided_on
from procedures.kinds import kinds, value_of
from procedures.objections import objections_of
from procedures.rulebook import Rulebook
from procedures.step_rules import Procedure, StepRule
from procedures.steps import BARRED, DONE, NEEDED, Bar, Ending, Need, Situation
from procedures.thresholds import PartyVerdict, verdict
from procedures.view import CaseView

StepState = Literal["done", "current", "waiting", "blocked", "not_needed", "overdue"]
OPEN = ("running", "overdue", "suspended")
FINISHED = ("done", "not_needed")
# Of several parties the strip shows the one that is furthest from done.
FIRST_SHOWN: tuple[StepState, ...] = ("overdue", "blocked", "current", "waiting", "done", "not_needed")
LONGEST_CELL = 9
PAUSED = "期限中止计算，届满日暂计"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its state and the reason for it, when it is due or was done, the kinds of act that do it.

    `possible_on` is the day from which a blocked step may be done. `party` is the one whose state is shown (empty: the
    step concerns the whole case), `recipient` the body that it goes to. `sure` is False while it isn't known whether
    the step will be needed. `papers` are the forms of which an act must serve one where it names the paper it serves.
    """

    id: str
    name: str
    state: StepState
    due: date | None
    done_on: date | None
    act_kinds: tuple[str, ...]
    reason: str
    basis: str
    certainty: str
    possible_on: date | None = None
    party: str = ""
    recipient: str = ""
    party_acts: bool = False
    sure: bool = True
    papers: tuple[str, ...] = ()

    def takes(self, act: Act) -> bool:
        """Whether an act is one that does the step."""
        return act.kind in self.act_kinds and serves_one_of(act, self.papers)


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the strip; `day_text` is the day on which it was done or is due, as the strip shows it."""

    id: str
    name: str
    state: StepState
    day_text: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class NextAct:
    """What comes next: the kind of act, its name, and by when (None: no day)."""

    act: str
    label: str
    due: date | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a step stands, before it is dressed for the strip."""

    state: StepState
    reason: str
    basis: str = ""
    certainty: str = ""
    possible_on: date | None = None
    sure: bool = True


def stages(case: Case, rulebook: Rulebook, today: date, party: str = "") -> tuple[Stage, ...]:
    """The strip of a case at the end of `today`: that of the general procedure once the case has begun it.

    Without `party` a step of several parties shows the one that is furthest from done.
    """
    view = CaseView(case.until(today), rulebook)
    states = tuple(state_of(clock, today, rulebook.calendar) for clock in clocks_of(view))
    verdicts = tuple(verdict(view, each) for each in view.parties())
    return stages_of(view, states, verdicts, today, party)


def stages_of(
    view: CaseView, clocks: Sequence[ClockState], verdicts: Sequence[PartyVerdict], today: date, party: str = ""
) -> tuple[Stage, ...]:
    """As `stages`, for a case that is already prepared and counted."""
    table = procedure_of(view)
    found = _Strip(view, table, clocks, verdicts, today).steps(party)
    return tuple(
        _stage(stage.id, stage.name, [step for rule, step in found if rule.stage == stage.id])
        for stage in table.stages.values()
    )


def procedure_of(view: CaseView) -> Procedure:
    """The procedure that a case has taken; the simple one as long as nothing of the general one is recorded."""
    return view.rulebook.general if takes_general(view) else view.rulebook.simple


def next_acts(
    view: CaseView, clocks: Sequence[ClockState], verdicts: Sequence[PartyVerdict], today: date
) -> tuple[NextAct, ...]:
    """What comes next: duties that have begun and are not done, and the open steps without a day."""
    rules, table = view.rulebook.deadlines, procedure_of(view)
    taken = table is view.rulebook.general or bool(view.of("on_the_spot_decision"))
    steps = [step for stage in stages_of(view, clocks, verdicts, today) for step in stage.steps]
    found = {
        NextAct(rules[state.clock.id].next_act, rules[state.clock.id].next_label, state.clock.due): None
        for state in clocks
        if state.state in OPEN and state.clock.trigger_on <= today and rules[state.clock.id].next_act
    }
    # What a step says is no longer needed (the court has been asked, the case has ended) isn't asked for by its clock.
    needed = {kind for step in steps if step.state != "not_needed" for kind in step.act_kinds}
    dropped = {kind for step in steps for kind in step.act_kinds} - needed
    found = {act: None for act in found if act.act not in dropped}
    due_already = {act.act for act in found}
    for step in steps:
        open_now = taken and step.state in ("current", "overdue") and not step.party_acts
        if open_now and step.act_kinds and step.act_kinds[0] not in due_already:
            found[NextAct(step.act_kinds[0], step.name, step.due)] = None
    order = [act for rule in table.steps.values() for act in rule.acts]
    return tuple(sorted(found, key=lambda n: (n.due or date.max, order.index(n.act) if n.act in order else len(order))))


class _Strip:
    """The steps of one case on one day, worked out in the order of the table."""

    def __init__(
        self,
        view: CaseView,
        table: Procedure,
        clocks: Sequence[ClockState],
        verdicts: Sequence[PartyVerdict],
        today: date,
    ) -> None:
        self._table = table
        self._parties = {party.id: party.name for party in view.parties()}
        self._situations = {
            party: Situation(
                view,
                today,
                [state for state in clocks if state.clock.party in ("", party)],
                party,
                next((each for each in verdicts if each.party == party), None),
            )
            for party in self._parties
        }
        only = next(iter(self._situations.values())) if len(self._situations) == 1 else None
        self._whole = only or Situation(view, today, clocks)
        self._context = Context(view, [state.clock for state in clocks])
        self._endings = {party: ending_of(now) for party, now in self._situations.items()}
        self._endings[""] = ending_of(self._whole, tuple(self._endings.values()))

    def steps(self, shown: str) -> Sequence[tuple[StepRule, Step]]:
        """Every step with its rule; `shown` is the party that is asked for, or empty."""
        # By party, and under "" what the whole case waits for: every party's steps together.
        earlier: dict[str, dict[str, Step]] = {party: {} for party in ("", *self._situations)}
        made: list[tuple[StepRule, Step]] = []
        for rule in self._table.steps.values():
            for step in self._variants(rule, earlier, shown):
                made.append((rule, step))
        return made

    def _variants(self, rule: StepRule, earlier: dict[str, dict[str, Step]], shown: str) -> Iterator[Step]:
        for recipient in self._recipients() if rule.recipients else ("",):
            each = self._each(rule, recipient, earlier)
            together = self._together(list(each.values()))
            for party, known in earlier.items():
                before = known.get(rule.id)
                step = each.get(party, together)
                known[rule.id] = step if before is None else _furthest([before, step])
            yield each.get(shown, together) if shown else together

    def _each(self, rule: StepRule, recipient: str, earlier: Mapping[str, Mapping[str, Step]]) -> dict[str, Step]:
        if not self._table.stages[rule.stage].per_party or not self._situations:
            return {"": self._step(rule, recipient, self._whole, earlier[""], self._endings[""])}
        return {
            party: self._step(rule, recipient, now, earlier[party], self._endings[party])
            for party, now in self._situations.items()
        }

    def _recipients(self) -> Sequence[str]:
        day = self._whole.day_of("decision_made", "on_the_spot_decision") or self._whole.today
        return self._whole.view.rulebook.recipients_on(day) or ("",)

    def _together(self, each: Sequence[Step]) -> Step:
        chosen = _furthest(each)
        same = len({step.state for step in each}) == 1
        if same or not chosen.party:
            return chosen
        who = self._parties[chosen.party] or chosen.party
        return replace(chosen, reason=f"{who}：{chosen.reason}")

    def _step(
        self, rule: StepRule, recipient: str, now: Situation, earlier: Mapping[str, Step], ending: Ending | None
    ) -> Step:
        now = replace(now, recipient=recipient) if recipient else now
        clock = now.clock(rule.clocks, recipient) if rule.clocks else None
        done_on = _done_on(rule, now, clock, recipient)
        if done_on is not None:
            standing = Standing("done", rule.reason)
        else:
            standing = self._standing(rule, now, clock, earlier, ending)
        running = clock if clock and clock.state in OPEN and standing.state not in FINISHED else None
        name = now.view.rulebook.recipients[recipient].name if recipient else ""
        return Step(
            id=f"{rule.id}.{recipient}" if recipient else rule.id,
            name=f"{rule.name}：{name}" if name else rule.name,
            state=standing.state,
            due=running.clock.due if running else None,
            done_on=done_on,
            act_kinds=rule.acts,
            reason=f"{standing.reason}；{PAUSED}" if running and running.state == "suspended" else standing.reason,
            basis=standing.basis or rule.source.basis,
            certainty=standing.certainty or rule.source.certainty,
            possible_on=standing.possible_on,
            party=now.party if self._table.stages[rule.stage].per_party else "",
            recipient=recipient,
            party_acts=rule.party_acts,
            sure=standing.sure,
            papers=rule.papers,
        )

    def _standing(
        self,
        rule: StepRule,
        now: Situation,
        clock: ClockState | None,
        earlier: Mapping[str, Step],
        ending: Ending | None,
    ) -> Standing:
        """How a step stands that is not done."""
        if ending and not rule.outlives(ending.name):
            return Standing("not_needed", ending.reason)
        need = NEEDED[rule.needed](now) if rule.needed else None
        unneeded = _unneeded(rule, now, clock, need)
        if unneeded:
            return unneeded
        decided = decided_on(now) if rule.before_decision else None
        if decided is not None:
            return Standing("not_needed", f"{decided}已作出决定，没有{rule.name}的记录")
        reason = need.reason if need and need.reason else rule.reason
        basis = need.basis if need else ""
        if clock and clock.state == "overdue":
            late = (now.today - clock.clock.due).days
            return Standing("overdue", f"{reason}。应于{clock.clock.due}前完成，已逾期{late}日", basis)
        if clock and clock.state in OPEN and not rule.done:
            return Standing("current", reason, basis)
        missing = _missing([earlier[other] for other in rule.after])
        bar = (BARRED[rule.barred](now) if rule.barred else None) or self._gate(rule, now)
        if bar:
            also = f"；还等待：{missing}" if missing else ""
            state: StepState = "waiting" if bar.waits else "blocked"
            return Standing(state, f"{bar.reason}{also}", bar.basis, bar.certainty, bar.possible_on)
        if missing:
            return Standing("waiting", f"等待：{missing}", basis, sure=need is not None or not rule.needed)
        if rule.clocks and clock is None and not rule.done:
            return Standing("not_needed", f"{rule.name}的期限没有起算")
        return Standing("current", reason, basis)

    def _gate(self, rule: StepRule, now: Situation) -> Bar | None:
        """The first gate that an act of today would not pass."""
        for gate_id in rule.gates:
            planned = Act("", rule.acts[0], now.today, party=now.party)
            for found in objections_of(self._context, now.view.rulebook.gates[gate_id], planned, issuing=True):
                if found.severity == "blocking":
                    return Bar(found.text, found.basis, found.certainty, found.possible_on)
        return None


def serves_one_of(act: Act, papers: Sequence[str]) -> bool:
    """Whether the paper that an act serves is one of these forms; an act that names none always fits."""
    return not papers or "paper" not in kinds()[act.kind].fields or value_of(act, "paper") in papers


def _acts(rule: StepRule, now: Situation) -> Sequence[Act]:
    """The acts that do a step, in the order of their days."""
    return [act for act in now.of(*rule.acts) if serves_one_of(act, rule.papers)]


def _missing(earlier: Sequence[Step]) -> str:
    """The names of what is waited for; what may turn out not to be needed only where nothing else is."""
    still = [step for step in earlier if step.state not in FINISHED]
    return "、".join(step.name for step in [step for step in still if step.sure] or still)


def _done_on(rule: StepRule, now: Situation, clock: ClockState | None, recipient: str) -> date | None:
    if rule.done:
        return DONE[rule.done](now)
    if clock is not None:
        return clock.clock.met_on if clock.state in ("met", "met_late") else None
    made = [act.on for act in _acts(rule, now) if not recipient or act.get("recipient") == recipient]
    return made[-1] if made else None


def _unneeded(rule: StepRule, now: Situation, clock: ClockState | None, need: Need | None) -> Standing | None:
    if need is not None and not need.needed:
        return Standing("not_needed", need.reason, need.basis)
    begun = clock is not None or (need is not None and need.needed) or bool(_acts(rule, now))
    return Standing("not_needed", rule.optional) if rule.optional and not begun else None


def _furthest(steps: Sequence[Step]) -> Step:
    return min(steps, key=lambda step: (FIRST_SHOWN.index(step.state), step.due or date.max))


def _stage(stage_id: str, name: str, steps: Sequence[Step]) -> Stage:
    state = _stage_state([step.state for step in steps])
    return Stage(stage_id, name, state, _day_text(state, steps), tuple(steps))


def _stage_state(states: Sequence[StepState]) -> StepState:
    worst: tuple[StepState, ...] = ("overdue", "blocked", "current")
    for state in worst:
        if state in states:
            return state
    needed = [state for state in states if state != "not_needed"]
    if not needed:
        return "not_needed"
    if "waiting" not in needed:
        return "done"
    return "current" if "done" in needed else "waiting"


def _day_text(state: StepState, steps: Sequence[Step]) -> str:
    if state == "done":
        return _range([step.done_on for step in steps if step.done_on and step.done_on != date.min])
    if state == "not_needed":
        reason = steps[0].reason if steps else ""
        return reason if len(reason) <= LONGEST_CELL else ""
    possible = [step.possible_on for step in steps if step.possible_on]
    if state == "blocked" and possible:
        return f"{max(possible):%m-%d} 起"
    dues = [step.due for step in steps if step.due]
    return f"{min(dues):%m-%d} 前" if dues else ""


def _range(days: Sequence[date]) -> str:
    if not days:
        return ""
    first, last = min(days), max(days)
    return f"{last:%m-%d}" if first == last else f"{first:%m-%d} 至 {last:%m-%d}"
