"""The rules that are rows of data: deadlines, gates and steps, each read strictly from its entry."""

from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, cast

from procedures.clocks import Duty
from procedures.days import DAY_UNITS, Unit
from procedures.lawdata import (
    Place,
    Sourced,
    check_keys,
    choice,
    day,
    flag,
    read_dated,
    sourced,
    table,
    text,
    texts,
    whole,
)
from procedures.problems import Severity

SEVERITIES: tuple[Severity, ...] = ("blocking", "irregular", "formal")


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the accountability system (附件4): 第`article`条第`item`项."""

    article: int
    item: int


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another length that takes the place of the usual one where the named condition holds."""

    when: str
    length: int
    unit: Unit
    why: str


@dataclass(frozen=True, slots=True)
class Length:
    """One version of a deadline's length, chosen by the day of the trigger."""

    start: date
    end: date | None
    length: int
    unit: Unit
    rolls: bool
    counts_trigger_day: bool
    instead: tuple[Alternative, ...]
    source: Sourced


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """A time limit: what starts it, how long it is, what meets it and what follows when it is missed."""

    id: str
    label: str
    duty: Duty
    trigger_acts: tuple[str, ...]
    trigger_name: str
    when: str
    recipients: bool
    from_words: str
    met_by: tuple[str, ...]
    met: str
    after: tuple[str, ...]
    extended_by: str
    extension_basis: str
    signal: str
    finding: Item | None
    finding_undone: Item | None
    late: Severity | None
    next_act: str
    next_label: str
    versions: tuple[Length, ...]

    def on(self, trigger_day: date) -> Length | None:
        """The version for a trigger on this day; None where no text in force then sets a limit."""
        for version in self.versions:
            if version.start <= trigger_day and (version.end is None or trigger_day <= version.end):
                return version
        return None


@dataclass(frozen=True, slots=True)
class Gate:
    """A rule that an act can break: the predicate that sees it, the words that say it, what it stops and proposes."""

    id: str
    acts: tuple[str, ...]
    predicate: str
    severity: Severity
    issuing: Severity
    source: Sourced
    earlier_until: date | None
    earlier: Sourced | None
    start: date | None
    end: date | None
    words: str
    remedy: str
    finding: Item | None
    stops: tuple[str, ...]
    signal: str

    def holds_on(self, act_day: date) -> bool:
        """Whether the rule is in force for an act of this day."""
        return (self.start is None or self.start <= act_day) and (self.end is None or act_day <= self.end)

    def source_on(self, act_day: date) -> Sourced:
        """The text that the rule rests on for an act of this day."""
        if self.earlier and self.earlier_until and act_day <= self.earlier_until:
            return self.earlier
        return self.source


@dataclass(frozen=True, slots=True)
class StepRule:
    """One step of a procedure: done when its predicate or its clock says so, needed unless its predicate denies it."""

    id: str
    stage: str
    name: str
    acts: tuple[str, ...]
    done: str
    needed: str
    clock: str
    after: tuple[str, ...]
    reason: str
    source: Sourced


@dataclass(frozen=True, slots=True)
class Names:
    """The registered names that data may use, and the placeholders that each gate predicate fills."""

    triggers: Set[str]
    conditions: Set[str]
    met: Set[str]
    gates: Mapping[str, frozenset[str]]
    steps: Set[str]
    act_kinds: Set[str]


def known(names: Collection[str], value: str, place: Place, what: str) -> str:
    """`value` if it is registered; DataError listing the registered names if not."""
    if value not in names:
        raise place.expected(f"未登记的{what}「{value}」，应为 {'、'.join(sorted(names))} 之一")
    return value


def read_deadline(deadline_id: str, raw: Any, place: Place, names: Names) -> DeadlineRule:
    """A deadline from its entry; DataError for anything unknown, missing, overlapping or open between versions."""
    entry = table(raw, place)
    optional = (
        *("when", "recipients", "met_by", "met", "after", "extended_by", "extension_basis"),
        *("signal", "finding", "finding_undone", "late", "next_act", "next_label"),
    )
    check_keys(entry, place, ("label", "duty", "trigger", "from_words", "dated"), optional)
    acts, named = _trigger(entry["trigger"], place.at("trigger"), names)
    when = entry.get("when", "")
    extended_by = entry.get("extended_by", "")
    return DeadlineRule(
        id=deadline_id,
        label=text(entry, "label", place),
        duty=cast(Duty, choice(entry, "duty", place, ("agency", "party", "right", "limit"))),
        trigger_acts=acts,
        trigger_name=named,
        when=known(names.conditions, when, place.at("when"), "条件") if when else "",
        recipients=flag(entry, "recipients", place),
        from_words=text(entry, "from_words", place),
        met_by=_kinds(entry, "met_by", place, names),
        met=known(names.met, entry.get("met", "first_act"), place.at("met"), "完成方式"),
        after=texts(entry, "after", place),
        extended_by=known(names.act_kinds, extended_by, place.at("extended_by"), "办案行为") if extended_by else "",
        extension_basis=text(entry, "extension_basis", place, ""),
        signal=choice(entry, "signal", place, ("cards", "red", "none"), "none"),
        finding=_finding(entry, "finding", place),
        finding_undone=_finding(entry, "finding_undone", place),
        late=cast(Severity, choice(entry, "late", place, SEVERITIES)) if "late" in entry else None,
        next_act=text(entry, "next_act", place, ""),
        next_label=text(entry, "next_label", place, ""),
        versions=read_dated(entry["dated"], place.at("dated"), partial(_length, names)),
    )


def read_gate(gate_id: str, raw: Any, place: Place, names: Names) -> Gate:
    """A gate from its entry; DataError for anything unknown, missing, or a placeholder its predicate does not fill."""
    entry = table(raw, place)
    required = ("acts", "predicate", "severity", "basis", "certainty", "words")
    check_keys(entry, place, required, ("issuing", "earlier", "from", "until", "remedy", "finding", "stops", "signal"))
    predicate = known(names.gates, text(entry, "predicate", place), place.at("predicate"), "判断")
    for key in ("words", "basis"):
        _check_placeholders(text(entry, key, place), names.gates[predicate], place.at(key))
    severity = cast(Severity, choice(entry, "severity", place, SEVERITIES))
    start, end = day(entry, "from", place), day(entry, "until", place)
    if start and end and end < start:
        raise place.at("until").expected(f"应不早于 {start}")
    earlier_until, earlier = _earlier(entry, place)
    return Gate(
        id=gate_id,
        acts=_kinds(entry, "acts", place, names),
        predicate=predicate,
        severity=severity,
        issuing=cast(Severity, choice(entry, "issuing", place, SEVERITIES, severity)),
        source=sourced(entry, place),
        earlier_until=earlier_until,
        earlier=earlier,
        start=start,
        end=end,
        words=entry["words"],
        remedy=text(entry, "remedy", place, ""),
        finding=_finding(entry, "finding", place),
        stops=texts(entry, "stops", place),
        signal=choice(entry, "signal", place, ("red", "none"), "none"),
    )


def read_step(step_id: str, raw: Any, place: Place, names: Names) -> StepRule:
    """A step from its entry; it is done by a predicate or by a clock, never by both or neither."""
    entry = table(raw, place)
    required = ("stage", "name", "acts", "reason", "basis", "certainty")
    check_keys(entry, place, required, ("done", "needed", "clock", "after"))
    if ("done" in entry) == ("clock" in entry):
        raise place.at("done").expected("done 与 clock 应恰有其一")
    for key in ("done", "needed"):
        if key in entry:
            known(names.steps, text(entry, key, place), place.at(key), "步骤判断")
    return StepRule(
        id=step_id,
        stage=text(entry, "stage", place),
        name=text(entry, "name", place),
        acts=_kinds(entry, "acts", place, names),
        done=entry.get("done", ""),
        needed=entry.get("needed", ""),
        clock=text(entry, "clock", place, ""),
        after=texts(entry, "after", place),
        reason=text(entry, "reason", place),
        source=sourced(entry, place),
    )


def in_order(after: Mapping[str, tuple[str, ...]], places: Mapping[str, Place]) -> tuple[str, ...]:
    """The ids so that each follows those it comes after; DataError for an unknown id or a cycle."""
    done: dict[str, None] = {}

    def visit(entry_id: str, path: tuple[str, ...]) -> None:
        if entry_id in done:
            return
        if entry_id in path:
            circle = " → ".join((*path[path.index(entry_id) :], entry_id))
            raise places[entry_id].at("after").expected(f"不应互相等待（{circle}）")
        for other in after[entry_id]:
            if other not in after:
                raise places[entry_id].at("after").expected(f"没有编号为「{other}」的条目")
            visit(other, (*path, entry_id))
        done[entry_id] = None

    for entry_id in after:
        visit(entry_id, ())
    return tuple(done)


def _trigger(raw: Any, place: Place, names: Names) -> tuple[tuple[str, ...], str]:
    entry = table(raw, place)
    check_keys(entry, place, (), ("acts", "named"))
    if len(entry) != 1:
        raise place.expected("acts 与 named 应恰有其一")
    if "named" in entry:
        return (), known(names.triggers, text(entry, "named", place), place.at("named"), "起算事由")
    return _kinds(entry, "acts", place, names), ""


def _kinds(entry: Mapping[str, Any], key: str, place: Place, names: Names) -> tuple[str, ...]:
    kinds = texts(entry, key, place)
    for kind in kinds:
        known(names.act_kinds, kind, place.at(key), "办案行为")
    return kinds


def _length(names: Names, entry: Mapping[str, Any], place: Place) -> Length:
    required = ("from", "length", "unit", "rolls", "basis", "certainty")
    check_keys(entry, place, required, ("until", "counts_trigger_day", "instead"))
    return Length(
        start=entry["from"],
        end=entry.get("until"),
        length=whole(entry, "length", place),
        unit=_unit(entry, place),
        rolls=flag(entry, "rolls", place),
        counts_trigger_day=flag(entry, "counts_trigger_day", place),
        instead=tuple(
            _alternative(item, place.at(f"instead.{number}"), names)
            for number, item in enumerate(entry.get("instead", ()), 1)
        ),
        source=sourced(entry, place),
    )


def _alternative(raw: Any, place: Place, names: Names) -> Alternative:
    entry = table(raw, place)
    check_keys(entry, place, ("when", "length", "unit", "why"))
    when = known(names.conditions, text(entry, "when", place), place.at("when"), "条件")
    return Alternative(when, whole(entry, "length", place), _unit(entry, place), text(entry, "why", place))


def _unit(entry: Mapping[str, Any], place: Place) -> Unit:
    return cast(Unit, choice(entry, "unit", place, DAY_UNITS))


def _finding(entry: Mapping[str, Any], key: str, place: Place) -> Item | None:
    if key not in entry:
        return None
    here = place.at(key)
    finding = table(entry[key], here)
    check_keys(finding, here, ("article", "item"))
    return Item(whole(finding, "article", here), whole(finding, "item", here))


def _earlier(entry: Mapping[str, Any], place: Place) -> tuple[date | None, Sourced | None]:
    if "earlier" not in entry:
        return None, None
    here = place.at("earlier")
    earlier = table(entry["earlier"], here)
    check_keys(earlier, here, ("until", "basis", "certainty"))
    return day(earlier, "until", here), sourced(earlier, here)


def _check_placeholders(words: str, supplied: frozenset[str], place: Place) -> None:
    parts = words.replace("}", "{").split("{")
    if len(parts) % 2 == 0:
        raise place.expected("花括号应成对")
    for name in parts[1::2]:
        if name not in supplied:
            allowed = "、".join(sorted(supplied)) or "无"
            raise place.expected(f"未知的占位「{{{name}}}」，此判断提供：{allowed}")
