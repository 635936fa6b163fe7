"""The gates as rows of data, and what all readers of rules share. See also `deadline_rules.py` and `step_rules.py`."""

from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from procedures.lawdata import (
    Place,
    Sourced,
    check_keys,
    choice,
    day,
    flag,
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
class Gate:
    """A rule that an act can break: the predicate that sees it, the words that say it, what it stops and proposes.

    `field` is the key of the act at which its objection stands on a page; empty where it is about the act as a whole.
    `once`: of opinion, notice and decision only the newest that breaks it is told.
    """

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
    field: str = ""
    once: bool = False

    def holds_on(self, act_day: date) -> bool:
        """Whether the rule is in force for an act of this day."""
        return (self.start is None or self.start <= act_day) and (self.end is None or act_day <= self.end)

    def source_on(self, act_day: date) -> Sourced:
        """The text that the rule rests on for an act of this day."""
        if self.earlier and self.earlier_until and act_day <= self.earlier_until:
            return self.earlier
        return self.source


@dataclass(frozen=True, slots=True)
class Recognition:
    """An act by which others find the case wrong: the predicate that sees it and the way of 附件4 第五条 it shows."""

    id: str
    acts: tuple[str, ...]
    predicate: str
    source: Sourced
    words: str
    finding: Item


@dataclass(frozen=True, slots=True)
class Names:
    """The registered names that data may use, and the placeholders that each gate predicate fills."""

    triggers: Set[str]
    conditions: Set[str]
    met: Set[str]
    pauses: Set[str]
    gates: Mapping[str, frozenset[str]]
    act_kinds: Set[str]


def known(names: Collection[str], value: str, place: Place, what: str) -> str:
    """`value` if it is registered; DataError listing the registered names if not."""
    if value not in names:
        raise place.expected(f"未登记的{what}「{value}」，应为 {'、'.join(sorted(names))} 之一")
    return value


def read_gate(gate_id: str, raw: Any, place: Place, names: Names) -> Gate:
    """A gate from its entry; DataError for anything unknown, missing, or a placeholder its predicate does not fill."""
    entry = table(raw, place)
    required = ("acts", "predicate", "severity", "basis", "certainty", "words")
    optional = ("issuing", "earlier", "from", "until", "remedy", "finding", "stops", "signal", "field", "once")
    check_keys(entry, place, required, optional)
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
        acts=kinds_of(entry, "acts", place, names.act_kinds),
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
        finding=finding_of(entry, "finding", place),
        stops=texts(entry, "stops", place),
        signal=choice(entry, "signal", place, ("red", "none"), "none"),
        field=text(entry, "field", place, ""),
        once=flag(entry, "once", place),
    )


def read_recognition(rule_id: str, raw: Any, place: Place, names: Names) -> Recognition:
    """A recognition from its entry; DataError for anything unknown, missing, or a placeholder not filled."""
    entry = table(raw, place)
    check_keys(entry, place, ("acts", "predicate", "basis", "certainty", "words", "finding"))
    predicate = known(names.gates, text(entry, "predicate", place), place.at("predicate"), "判断")
    _check_placeholders(text(entry, "words", place), names.gates[predicate], place.at("words"))
    finding = finding_of(entry, "finding", place)
    assert finding is not None
    acts = kinds_of(entry, "acts", place, names.act_kinds)
    return Recognition(rule_id, acts, predicate, sourced(entry, place), entry["words"], finding)


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


def kinds_of(entry: Mapping[str, Any], key: str, place: Place, act_kinds: Set[str]) -> tuple[str, ...]:
    """A list of act kinds; DataError for one that is not known."""
    kinds = texts(entry, key, place)
    for kind in kinds:
        known(act_kinds, kind, place.at(key), "办案行为")
    return kinds


def finding_of(entry: Mapping[str, Any], key: str, place: Place) -> Item | None:
    """The item of 附件4 that an entry proposes; None where it names none."""
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
