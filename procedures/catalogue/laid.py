"""The shipped catalogue with the entries of packs laid over it by id."""

from collections.abc import Iterable, Mapping
from typing import Any

from procedures.catalogue.book import Catalogue
from procedures.catalogue.crimes import shipped_crimes
from procedures.catalogue.reading import read_catalogue
from procedures.catalogue.shipped import OFFENCES, shipped_catalogue, shipped_patterns
from procedures.lawdata import Place, check_keys, read_toml, table
from resources import path

PARTS = ("law", "offence")


def pack_entries(raw: Mapping[str, Any], place: Place) -> Mapping[str, Mapping[str, Any]]:
    """The laws and offences of a pack's `offences.toml` by their ids; DataError for other keys or no id."""
    check_keys(raw, place, (), PARTS)
    return {part: _by_id(raw.get(part, []), place.at(part)) for part in PARTS}


def laid_catalogue(
    laws: Mapping[str, Mapping[str, Any]], offences: Mapping[str, Mapping[str, Any]], file: str
) -> Catalogue:
    """The catalogue with these raw entries in place of, or beside, those of the same id; checked as a whole.

    `file` is named by the DataError for what can't be used: alone the shipped entries are sound.
    """
    if not laws and not offences:
        return shipped_catalogue()
    raw = read_toml(path(*OFFENCES), OFFENCES[-1])
    merged = {**raw, "law": list(_over(raw["law"], laws)), "offence": list(_over(raw["offence"], offences))}
    return read_catalogue(merged, shipped_patterns(), shipped_crimes(), file)


def _over(entries: Iterable[Mapping[str, Any]], laid: Mapping[str, Mapping[str, Any]]) -> Iterable[Mapping[str, Any]]:
    known = set()
    for entry in entries:
        known.add(entry["id"])
        yield laid.get(entry["id"], entry)
    yield from (entry for entry_id, entry in laid.items() if entry_id not in known)


def _by_id(items: Any, place: Place) -> Mapping[str, Mapping[str, Any]]:
    if not isinstance(items, list):
        raise place.expected("应为表的列表")
    found: dict[str, Mapping[str, Any]] = {}
    for number, item in enumerate(items, 1):
        entry = table(item, place.at(number))
        entry_id = entry.get("id")
        if not isinstance(entry_id, str) or not entry_id or entry_id in found:
            raise place.at(number).at("id").expected("应为没有重复的编号")
        found[entry_id] = entry
    return found
