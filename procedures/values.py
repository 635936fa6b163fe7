"""The dated values of the law: which there are, what shape each has, and how one is read strictly.

Amounts are yuan in the files and fen here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from types import MappingProxyType
from typing import Any

from procedures.lawdata import (
    Place,
    Sourced,
    check_keys,
    fen,
    flag,
    read_dated,
    sourced,
    table,
    text,
    whole,
)

PENALTY_KINDS = (
    "warning",
    "public_criticism",
    "stop_business",
    "close_business",
    "revoke_licence",
    "suspend_licence",
    "downgrade",
    "trade_ban",
    "order",
)
HEADS = ("fine", "confiscated_gains", "confiscated_goods")


@dataclass(frozen=True, slots=True)
class Dated:
    """One version of a value: amounts in fen, shares per thousand; in force from `start` to `end`, both included."""

    start: date
    end: date | None
    value: Any
    source: Sourced

    @property
    def basis(self) -> str:
        """The article that fixes the value."""
        return self.source.basis


@dataclass(frozen=True, slots=True)
class Value:
    """A value of the law with all its versions, oldest first."""

    id: str
    label: str
    versions: tuple[Dated, ...]

    def on(self, day: date) -> Dated:
        """The version in force on `day`; before the first known text the first, after the last the last."""
        for version in self.versions:
            if version.end is None or day <= version.end:
                return version
        return self.versions[-1]


def _amounts(keys: tuple[str, ...], raw: Any, place: Place) -> Mapping[str, Any]:
    entry = table(raw, place)
    check_keys(entry, place, keys)
    return MappingProxyType({key: fen(entry[key], place.at(key)) for key in keys})


def _hearing(raw: Any, place: Place) -> Mapping[str, Any]:
    entry = table(raw, place)
    check_keys(entry, place, ("citizen", "organisation", "inclusive"))
    amounts = {key: fen(entry[key], place.at(key)) for key in ("citizen", "organisation")}
    return MappingProxyType({**amounts, "inclusive": flag(entry, "inclusive", place)})


def _surcharge(raw: Any, place: Place) -> Mapping[str, int]:
    entry = table(raw, place)
    check_keys(entry, place, ("rate", "cap"))
    return MappingProxyType(
        {"rate": _per_thousand(entry["rate"], place.at("rate")), "cap": whole(entry, "cap", place, least=0)}
    )


def _signals(raw: Any, place: Place) -> Mapping[str, int]:
    entry = table(raw, place)
    check_keys(entry, place, ("notice", "yellow"))
    return MappingProxyType({key: _per_thousand(entry[key], place.at(key)) for key in ("notice", "yellow")})


def _per_thousand(raw: Any, place: Place) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal):
        raise place.expected("应为 0 到 1 之间的比例")
    share = Decimal(str(raw)) * 1000
    if not share.is_finite() or not 0 <= share <= 1000 or share != int(share):
        raise place.expected("应为 0 到 1 之间、至多三位小数的比例")
    return int(share)


def _one_of(allowed: tuple[str, ...], raw: Any, place: Place) -> str:
    if raw not in allowed:
        raise place.expected(f"应为 {'、'.join(allowed)} 之一")
    return str(raw)


def _some_of(allowed: tuple[str, ...], raw: Any, place: Place) -> tuple[str, ...]:
    if not isinstance(raw, list | tuple) or any(item not in allowed for item in raw):
        raise place.expected(f"应为列表，每项为 {'、'.join(allowed)} 之一")
    if len(set(raw)) != len(raw):
        raise place.expected("列表中不应有重复")
    return tuple(raw)


def _days(raw: Any, place: Place) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int) or not 1 <= raw <= 365:
        raise place.expected("应为 1 到 365 的整数")
    return raw


def _truth(raw: Any, place: Place) -> bool:
    if not isinstance(raw, bool):
        raise place.expected("应为 true 或 false")
    return raw


Reader = Callable[[Any, Place], Any]
AS_KIND = partial(_one_of, ("citizen", "organisation"))

SETTINGS: Mapping[str, Reader] = {
    "simple_procedure": partial(_amounts, ("citizen", "organisation")),
    "hearing": _hearing,
    "major_filing": partial(_amounts, ("citizen", "organisation", "in_business")),
    "sole_trader_as": AS_KIND,
    "farm_household_as": AS_KIND,
    "filing_kinds": partial(_some_of, PENALTY_KINDS),
    "aggregation": partial(_one_of, ("per_decision", "per_violation")),
    "earliest_hearing": partial(_one_of, ("strict", "loose")),
    "legal_review": partial(_one_of, ("hearing_held", "hearing_right", "always")),
    "discussion": partial(_one_of, ("hearing_right", "never")),
    "statement_days": _days,
    "opening_days": _days,
    "signals": _signals,
}
# Settings that hold the length of a time limit.
DAY_SETTINGS = frozenset({"statement_days", "opening_days"})
SHAPES: Mapping[str, Reader] = {
    **SETTINGS,
    "simple_kinds": partial(_some_of, PENALTY_KINDS),
    "on_the_spot_collection": fen,
    "surcharge": _surcharge,
    "hearing_heads": partial(_some_of, HEADS),
    "hearing_kinds": partial(_some_of, PENALTY_KINDS),
    "review_first": _truth,
    "working_day_periods": _truth,
    "hearing_notice_days": _days,
    "emergency_report": _days,
    "ways_before_public_notice": _days,
    "reminder_days": _days,
    "fault_appeal_days": _days,
}


def read_value(value_id: str, raw: Any, place: Place) -> Value:
    """A value with its versions; DataError for an unknown id, key or shape, an overlap, a gap or a missing basis."""
    if value_id not in SHAPES:
        raise place.expected(f"未知的数值，应为 {'、'.join(sorted(SHAPES))} 之一")
    entry = table(raw, place)
    check_keys(entry, place, ("label", "dated"))
    versions = read_dated(entry["dated"], place.at("dated"), partial(_version, SHAPES[value_id]))
    return Value(value_id, text(entry, "label", place), versions)


def setting(value_id: str, default: Any, given: Any) -> Any:
    """The setting of a case (tables with amounts in fen, shares as fractions) laid over the value of the rule set."""
    if not isinstance(default, Mapping):
        return given
    if value_id == "signals":
        given = {key: int(Decimal(str(share)) * 1000) for key, share in given.items()}
    return {**default, **given}


def _version(shape: Reader, entry: Mapping[str, Any], place: Place) -> Dated:
    check_keys(entry, place, ("from", "value", "basis", "certainty"), ("until",))
    source = sourced(entry, place)
    return Dated(entry["from"], entry.get("until"), shape(entry["value"], place.at("value")), source)
