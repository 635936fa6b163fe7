"""Time limits as rows of data: trigger, dated lengths, pauses, extension, and what meets them; read strictly."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, Literal, cast

from procedures.clocks import Duty
from procedures.days import DAY_UNITS, Unit
from procedures.lawdata import (
    Place,
    Sourced,
    check_keys,
    choice,
    flag,
    read_dated,
    sourced,
    table,
    text,
    texts,
    whole,
)
from procedures.problems import Severity
from procedures.rules import SEVERITIES, Item, Names, finding_of, kinds_of, known
from procedures.values import DAY_SETTINGS

Right = Literal["", "statement", "hearing"]
EXTENSION_KEYS = ("act", "words", "length", "unit", "most", "in_time", "told", "basis", "certainty")


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another length that takes the place of the usual one where the named condition holds."""

    when: str
    length: int
    unit: Unit
    why: str


@dataclass(frozen=True, slots=True)
class Length:
    """One version of a limit's length, chosen by the day of the trigger.

    `setting` names the office's setting that holds the length in place of `length`. `advisory`: no text in force then
    fixes the limit; it is shown and owes nothing.
    """

    start: date
    end: date | None
    length: int
    setting: str
    unit: Unit
    rolls: bool
    counts_trigger_day: bool
    advisory: bool
    instead: tuple[Alternative, ...]
    source: Sourced


@dataclass(frozen=True, slots=True)
class PauseRule:
    """Stretches that a limit does not count: the named finder, and what they are called."""

    named: str
    words: str
    source: Sourced


@dataclass(frozen=True, slots=True)
class ExtensionRule:
    """What moves a limit's end: an act with `until` or `days`, else by `length` of `unit`.

    `most` caps all extensions together (0: none); `in_time`: only one decided by the day that counts; `told`: only
    one of which the party was told in writing.
    """

    act: str
    words: str
    length: int
    unit: Unit
    most: int
    in_time: bool
    told: bool
    source: Sourced


@dataclass(frozen=True, slots=True)
class OnChange:
    """That a change of the decision sets the limit running anew, from which day in words, and the text behind it."""

    from_words: str
    source: Sourced


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """A time limit: what starts it, how long it is, what meets it and what follows when it is missed.

    `right` is the right of the party that ends with it and that the party may give up. `with_decision`: owed only as
    long as the decision that triggered it is not revoked. `on_change`: the change of a decision triggers it as well.
    """

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
    pauses: tuple[PauseRule, ...]
    extension: ExtensionRule | None
    right: Right
    with_decision: bool
    on_change: OnChange | None
    signal: str
    finding: Item | None
    finding_undone: Item | None
    late: Severity | None
    next_act: str
    next_label: str
    versions: tuple[Length, ...]

    def after_change(self) -> "DeadlineRule":
        """The limit as it runs from the change of a decision; itself where a change triggers nothing."""
        if self.on_change is None:
            return self
        versions = tuple(replace(version, source=self.on_change.source) for version in self.versions)
        return replace(self, from_words=self.on_change.from_words, versions=versions)

    def on(self, trigger_day: date) -> Length | None:
        """The version for a trigger on this day; None where no text in force then sets a limit."""
        for version in self.versions:
            if version.start <= trigger_day and (version.end is None or trigger_day <= version.end):
                return version
        return None


def read_deadline(deadline_id: str, raw: Any, place: Place, names: Names) -> DeadlineRule:
    """A deadline from its entry; DataError for anything unknown, missing, overlapping or open between versions."""
    entry = table(raw, place)
    optional = (
        *("when", "recipients", "met_by", "met", "after", "pauses", "extension", "right", "with_decision"),
        *("on_change", "signal", "finding", "finding_undone", "late", "next_act", "next_label"),
    )
    check_keys(entry, place, ("label", "duty", "trigger", "from_words", "dated"), optional)
    acts, named = _trigger(entry["trigger"], place.at("trigger"), names)
    when = entry.get("when", "")
    return DeadlineRule(
        id=deadline_id,
        label=text(entry, "label", place),
        duty=cast(Duty, choice(entry, "duty", place, ("agency", "party", "right", "limit", "effect"))),
        trigger_acts=acts,
        trigger_name=named,
        when=known(names.conditions, when, place.at("when"), "条件") if when else "",
        recipients=flag(entry, "recipients", place),
        from_words=text(entry, "from_words", place),
        met_by=kinds_of(entry, "met_by", place, names.act_kinds),
        met=known(names.met, entry.get("met", "first_act"), place.at("met"), "完成方式"),
        after=texts(entry, "after", place),
        pauses=_pauses(entry, place.at("pauses"), names),
        extension=_extension(entry["extension"], place.at("extension"), names) if "extension" in entry else None,
        right=cast(Right, choice(entry, "right", place, ("statement", "hearing")) if "right" in entry else ""),
        with_decision=flag(entry, "with_decision", place),
        on_change=_on_change(entry["on_change"], place.at("on_change")) if "on_change" in entry else None,
        signal=choice(entry, "signal", place, ("cards", "red", "none"), "none"),
        finding=finding_of(entry, "finding", place),
        finding_undone=finding_of(entry, "finding_undone", place),
        late=cast(Severity, choice(entry, "late", place, SEVERITIES)) if "late" in entry else None,
        next_act=text(entry, "next_act", place, ""),
        next_label=text(entry, "next_label", place, ""),
        versions=read_dated(entry["dated"], place.at("dated"), partial(_length, names)),
    )


def _on_change(raw: Any, place: Place) -> OnChange:
    entry = table(raw, place)
    check_keys(entry, place, ("from_words", "basis", "certainty"))
    return OnChange(text(entry, "from_words", place), sourced(entry, place))


def _trigger(raw: Any, place: Place, names: Names) -> tuple[tuple[str, ...], str]:
    entry = table(raw, place)
    check_keys(entry, place, (), ("acts", "named"))
    if len(entry) != 1:
        raise place.expected("acts 与 named 应恰有其一")
    if "named" in entry:
        return (), known(names.triggers, text(entry, "named", place), place.at("named"), "起算事由")
    return kinds_of(entry, "acts", place, names.act_kinds), ""


def _length(names: Names, entry: Mapping[str, Any], place: Place) -> Length:
    required = ("from", "unit", "rolls", "basis", "certainty")
    check_keys(entry, place, required, ("until", "length", "setting", "counts_trigger_day", "advisory", "instead"))
    if ("length" in entry) == ("setting" in entry):
        raise place.at("length").expected("length 与 setting 应恰有其一")
    setting = entry.get("setting", "")
    return Length(
        start=entry["from"],
        end=entry.get("until"),
        length=0 if setting else whole(entry, "length", place),
        setting=known(DAY_SETTINGS, setting, place.at("setting"), "日数设定") if setting else "",
        unit=_unit(entry, place),
        rolls=flag(entry, "rolls", place),
        counts_trigger_day=flag(entry, "counts_trigger_day", place),
        advisory=flag(entry, "advisory", place),
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


def _pauses(entry: Mapping[str, Any], place: Place, names: Names) -> tuple[PauseRule, ...]:
    listed = entry.get("pauses", [])
    if not isinstance(listed, list):
        raise place.expected("应为表的列表")
    return tuple(_pause(raw, place.at(number), names) for number, raw in enumerate(listed, 1))


def _pause(raw: Any, place: Place, names: Names) -> PauseRule:
    entry = table(raw, place)
    check_keys(entry, place, ("named", "words", "basis", "certainty"))
    pause = known(names.pauses, text(entry, "named", place), place.at("named"), "扣除期间")
    return PauseRule(pause, text(entry, "words", place), sourced(entry, place))


def _extension(raw: Any, place: Place, names: Names) -> ExtensionRule:
    entry = table(raw, place)
    check_keys(entry, place, ("act", "words", "basis", "certainty"), EXTENSION_KEYS)
    return ExtensionRule(
        act=known(names.act_kinds, text(entry, "act", place), place.at("act"), "办案行为"),
        words=text(entry, "words", place),
        length=whole(entry, "length", place) if "length" in entry else 0,
        unit=_unit(entry, place) if "unit" in entry else "calendar",
        most=whole(entry, "most", place) if "most" in entry else 0,
        in_time=flag(entry, "in_time", place),
        told=flag(entry, "told", place),
        source=sourced(entry, place),
    )
