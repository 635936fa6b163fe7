"""The articles that judgements and the sheet rest on, by the day of the act."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from procedures.lawdata import Place, Sourced, check_keys, read_dated, read_toml, sourced, table, text
from resources import path

FILE = ("law", "discretion", "sources.toml")
IDS = ("mitigated", "table", "several", "transfer")


@dataclass(frozen=True, slots=True)
class _Dated:
    start: date
    end: date | None
    source: Sourced


def source_on(source_id: str, day: date) -> Sourced:
    """The text in force on a day; the first known one before that."""
    versions = _sources()[source_id]
    return next((each.source for each in reversed(versions) if each.start <= day), versions[0].source)


@cache
def _sources() -> Mapping[str, tuple[_Dated, ...]]:
    name = FILE[-1]
    raw, place = read_toml(path(*FILE), name), Place(name)
    check_keys(raw, place, IDS)
    return {each: _read(raw[each], place.at(each)) for each in IDS}


def _read(raw: object, place: Place) -> tuple[_Dated, ...]:
    entry = table(raw, place)
    check_keys(entry, place, ("label", "dated"))
    text(entry, "label", place)
    return read_dated(entry["dated"], place.at("dated"), _version)


def _version(item: Mapping[str, object], place: Place) -> _Dated:
    check_keys(item, place, ("from", "basis", "certainty"), ("until",))
    start, end = item["from"], item.get("until")
    assert isinstance(start, date) and (end is None or isinstance(end, date))
    return _Dated(start, end, sourced(item, place))
