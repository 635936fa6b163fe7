"""The simple procedure (简易程序) as a strip: its stages and steps, what is done, what is due, what waits for what.

Sources: 行政处罚法 第五十一条至第五十三条、第六十七条至第七十一条; the table is `resources/law/national/simple.toml`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from procedures.case import Case
from procedures.clocks import ClockState, first_open, state_of
from procedures.deadlines import clocks_of
from procedures.rulebook import Rulebook
from procedures.rules import StepRule
from procedures.steps import STEP_PREDICATES
from procedures.thresholds import PartyVerdict, verdict
from procedures.view import CaseView

StepState = Literal["done", "current", "waiting", "blocked", "not_needed", "overdue"]
OPEN = ("running", "overdue", "suspended")
GENERAL_ACTS = ("case_opened", "notice_served", "decision_made")


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its state, when it is due or was done, the kinds of act that do it, and why it is asked for."""

    id: str
    name: str
    state: StepState
    due: date | None
    done_on: date | None
    act_kinds: tuple[str, ...]
    reason: str
    basis: str
    certainty: str


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


def is_simple(view: CaseView) -> bool:
    """Whether a case takes the simple procedure: decided on the spot, with no step of the general one."""
    return bool(view.of("on_the_spot_decision")) and not view.of(*GENERAL_ACTS)


def stages(case: Case, rulebook: Rulebook, today: date) -> tuple[Stage, ...]:
    """The strip of a simple case at the end of `today`."""
    view = CaseView(case.until(today), rulebook)
    states = tuple(state_of(clock, today) for clock in clocks_of(view))
    return stages_of(view, states, tuple(verdict(view, party) for party in view.parties()))


def stages_of(view: CaseView, clocks: Sequence[ClockState], verdicts: Sequence[PartyVerdict]) -> tuple[Stage, ...]:
    """As `stages`, for a case that is already prepared and counted."""
    steps: dict[str, Step] = {}
    for rule in view.rulebook.steps.values():
        steps[rule.id] = _step(view, rule, clocks, steps, verdicts)
    return tuple(
        _stage(stage_id, name, [steps[rule.id] for rule in view.rulebook.steps.values() if rule.stage == stage_id])
        for stage_id, name in view.rulebook.stages.items()
    )


def next_acts(
    view: CaseView, clocks: Sequence[ClockState], verdicts: Sequence[PartyVerdict], today: date
) -> tuple[NextAct, ...]:
    """What comes next: duties that have begun and are not done, and in a simple case the open steps without a day."""
    rules = view.rulebook.deadlines
    found = {
        NextAct(rules[state.clock.id].next_act, rules[state.clock.id].next_label, state.clock.due): None
        for state in clocks
        if state.state in OPEN and state.clock.trigger_on <= today and rules[state.clock.id].next_act
    }
    if is_simple(view):
        due_already = {act.act for act in found}
        for stage in stages_of(view, clocks, verdicts):
            for step in stage.steps:
                if step.state == "current" and step.act_kinds and step.act_kinds[0] not in due_already:
                    found[NextAct(step.act_kinds[0], step.name, step.due)] = None
    order = [act for rule in view.rulebook.steps.values() for act in rule.acts]
    return tuple(sorted(found, key=lambda n: (n.due or date.max, order.index(n.act) if n.act in order else len(order))))


def _step(
    view: CaseView,
    rule: StepRule,
    clocks: Sequence[ClockState],
    earlier: Mapping[str, Step],
    verdicts: Sequence[PartyVerdict],
) -> Step:
    clock = first_open(clocks, rule.clock) if rule.clock else None
    done_on = clock.clock.met_on if clock else (STEP_PREDICATES[rule.done](view) if rule.done else None)
    state = _state(view, rule, clock, done_on, earlier)
    reason = rule.reason
    refused = next((v.simple_reasons[0].text for v in verdicts if v.simple_allowed is False), "")
    if refused and rule.acts == ("on_the_spot_decision",) and state in ("current", "waiting"):
        state, reason = "blocked", refused
    due = clock.clock.due if clock and state in ("current", "overdue") else None
    return Step(
        id=rule.id,
        name=rule.name,
        state=state,
        due=due,
        done_on=done_on if state == "done" else None,
        act_kinds=rule.acts,
        reason=reason,
        basis=rule.source.basis,
        certainty=rule.source.certainty,
    )


def _state(
    view: CaseView, rule: StepRule, clock: ClockState | None, done_on: date | None, earlier: Mapping[str, Step]
) -> StepState:
    if clock is not None:
        states: Mapping[str, StepState] = {"met": "done", "met_late": "done", "overdue": "overdue"}
        return states.get(clock.state, "current")
    if done_on is not None:
        return "done"
    if any(earlier[other].state not in ("done", "not_needed") for other in rule.after):
        return "waiting"
    if rule.needed and STEP_PREDICATES[rule.needed](view) is None:
        return "not_needed"
    # Handed over in the decision's own hand-in: a step that hangs on a clock which never started has nothing to do.
    return "not_needed" if rule.clock else "current"


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
        days = [step.done_on for step in steps if step.done_on and step.done_on != date.min]
        return f"{max(days):%m-%d}" if days else ""
    dues = [step.due for step in steps if step.due]
    return f"{min(dues):%m-%d} 前" if dues else ""
