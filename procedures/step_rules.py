"""A procedure as a table of stages and steps, read strictly: what is done when, what it waits for, what ends it."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Any

from procedures.lawdata import Place, Sourced, check_keys, flag, sourced, table, text, texts
from procedures.rules import kinds_of, known

OPTIONAL_KEYS = (
    *("done", "needed", "barred", "clock", "after"),
    *("optional", "gates", "survives", "party_acts", "recipients", "before_decision", "papers"),
)
EVERY_ENDING = "all"


@dataclass(frozen=True, slots=True)
class StageRule:
    """A stage of the strip; `per_party` where each party of the case goes through it on its own."""

    id: str
    name: str
    per_party: bool


@dataclass(frozen=True, slots=True)
class StepRule:
    """One step of a procedure.

    It is done when its predicate `done` or the first of its `clocks` says so, with neither when one of its `acts` is
    recorded. `needed` and `barred` name predicates; `gates` are the gates that an act done today must pass.
    `optional` says why the step isn't needed as long as it has not begun. `survives` are the endings of a case after
    which it is still owed. `party_acts`: open to the party, never what the agency does next. `recipients`: one step
    for each recipient. `before_decision`: it has no place any more once the decision has been made. `papers` are the
    forms that an act which names the paper it serves must name to belong to the step (empty: any).
    """

    id: str
    stage: str
    name: str
    acts: tuple[str, ...]
    done: str
    needed: str
    barred: str
    clocks: tuple[str, ...]
    after: tuple[str, ...]
    optional: str
    gates: tuple[str, ...]
    survives: tuple[str, ...]
    party_acts: bool
    recipients: bool
    before_decision: bool
    papers: tuple[str, ...]
    reason: str
    source: Sourced

    def outlives(self, ending: str) -> bool:
        """Whether the step is still owed after a case has ended so."""
        return ending in self.survives or self.survives == (EVERY_ENDING,)


@dataclass(frozen=True, slots=True)
class Procedure:
    """The stages of a procedure in the order of the strip, and its steps, each after those it comes after."""

    stages: Mapping[str, StageRule]
    steps: Mapping[str, StepRule]


@dataclass(frozen=True, slots=True)
class StepNames:
    """The registered names that step tables may use."""

    done: Set[str]
    needed: Set[str]
    barred: Set[str]
    endings: Set[str]
    act_kinds: Set[str]


def read_stage(stage_id: str, raw: Any, place: Place) -> StageRule:
    """A stage from its entry; DataError for anything unknown or missing."""
    entry = table(raw, place)
    check_keys(entry, place, ("name",), ("per_party",))
    return StageRule(stage_id, text(entry, "name", place), flag(entry, "per_party", place))


def read_step(step_id: str, raw: Any, place: Place, names: StepNames) -> StepRule:
    """A step from its entry; DataError for anything unknown or missing, or where nothing can ever do the step."""
    entry = table(raw, place)
    check_keys(entry, place, ("stage", "name", "acts", "reason", "basis", "certainty"), OPTIONAL_KEYS)
    acts = kinds_of(entry, "acts", place, names.act_kinds)
    if not acts and "done" not in entry and "clock" not in entry:
        raise place.at("done").expected("acts 为空时应有 done 或 clock")
    endings = texts(entry, "survives", place)
    for ending in endings if endings != (EVERY_ENDING,) else ():
        known(names.endings, ending, place.at("survives"), "终止情形")
    return StepRule(
        id=step_id,
        stage=text(entry, "stage", place),
        name=text(entry, "name", place),
        acts=acts,
        done=_named(entry, "done", place, names.done),
        needed=_named(entry, "needed", place, names.needed),
        barred=_named(entry, "barred", place, names.barred),
        clocks=_clocks(entry, place),
        after=texts(entry, "after", place),
        optional=text(entry, "optional", place, ""),
        gates=texts(entry, "gates", place),
        survives=endings,
        party_acts=flag(entry, "party_acts", place),
        recipients=flag(entry, "recipients", place),
        before_decision=flag(entry, "before_decision", place),
        papers=texts(entry, "papers", place),
        reason=text(entry, "reason", place),
        source=sourced(entry, place),
    )


def _clocks(entry: Mapping[str, Any], place: Place) -> tuple[str, ...]:
    """One deadline, or several of which a case has one."""
    if isinstance(entry.get("clock"), list):
        return texts(entry, "clock", place)
    clock = text(entry, "clock", place, "")
    return (clock,) if clock else ()


def _named(entry: Mapping[str, Any], key: str, place: Place, names: Set[str]) -> str:
    return known(names, text(entry, key, place), place.at(key), "步骤判断") if key in entry else ""
