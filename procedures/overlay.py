"""The layers of the law's data: national files, one rule set, and packs that replace or add entries by id."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from procedures.catalogue.laid import PARTS, pack_entries
from procedures.catalogue.shipped import shipped_catalogue
from procedures.lawdata import Place, check_keys, day, read_toml, table, text
from procedures.problems import DataError

SECTIONS = (
    "values",
    "principles",
    "categories",
    "recipients",
    "deadlines",
    "gates",
    "recognised",
    "simple",
    "general",
    "citations",
    "accountability",
    "discretion",
)
# What a pack may also hold: what it says of itself, its offences, and forms, which another part of the program reads.
ABOUT, CATALOGUE = "pack.toml", "offences.toml"
ELSEWHERE = (ABOUT, CATALOGUE, "forms")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as the last layer left it, and where it stands."""

    raw: Any
    place: Place


@dataclass(frozen=True, slots=True)
class Pack:
    """A county's own pack: who approved which version, and the entries it replaces or adds (`section.id`)."""

    id: str
    version: str
    approved_by: str
    approved_on: date
    replaces: tuple[str, ...]
    adds: tuple[str, ...]


class Layers:
    """Entries by section and id, laid over one another; nothing is ever taken away."""

    def __init__(self) -> None:
        self._sections: dict[str, dict[str, Entry]] = {}

    def lay(self, section: str, raw: Mapping[str, Any], file: str, prefix: str = "") -> tuple[list[str], list[str]]:
        """Lay entries over those of the same id; returns the ids replaced and added."""
        entries = self._sections.setdefault(section, {})
        replaced: list[str] = []
        added: list[str] = []
        for entry_id, value in raw.items():
            (replaced if entry_id in entries else added).append(entry_id)
            entries[entry_id] = Entry(value, Place(file, f"{prefix}{entry_id}"))
        return replaced, added

    def lay_file(self, section: str, path: Path, name: str) -> tuple[list[str], list[str]]:
        """Lay the entries of a file; in some sections the entries stand one table deeper."""
        raw = read_toml(path, name)
        if section not in NESTED:
            return self.lay(section, raw, name)
        check_keys(raw, Place(name), (), NESTED[section])
        replaced: list[str] = []
        added: list[str] = []
        for part, entries in raw.items():
            changed = self.lay(f"{section}.{part}", table(entries, Place(name, part)), name, f"{part}.")
            replaced += [f"{part}.{entry_id}" for entry_id in changed[0]]
            added += [f"{part}.{entry_id}" for entry_id in changed[1]]
        return replaced, added

    def lay_offences(self, path: Path, name: str) -> tuple[list[str], list[str]]:
        """Lay the laws and offences of a pack over the shipped catalogue; returns the ids replaced and added."""
        laid = pack_entries(read_toml(path, name), Place(name))
        shipped = shipped_catalogue()
        known = {"law": shipped.laws.keys(), "offence": shipped.offences.keys()}
        replaced: list[str] = []
        added: list[str] = []
        for part in PARTS:
            again, _ = self.lay(f"catalogue.{part}", laid[part], name, f"{part}.")
            for entry_id in laid[part]:
                (replaced if entry_id in known[part] or entry_id in again else added).append(f"{part}.{entry_id}")
        return replaced, added

    def __getitem__(self, section: str) -> Mapping[str, Entry]:
        return self._sections.get(section, {})

    def plain(self) -> dict[str, dict[str, Any]]:
        """Everything as plain tables, for the digest."""
        return {
            section: {entry_id: entry.raw for entry_id, entry in entries.items()}
            for section, entries in self._sections.items()
        }


NESTED: Mapping[str, tuple[str, ...]] = {
    "simple": ("stages", "steps"),
    "general": ("stages", "steps"),
    "citations": ("laws", "named"),
    "accountability": ("articles", "items"),
    "discretion": ("tables", "profiles"),
}


def lay_pack(layers: Layers, folder: Path) -> Pack:
    """Lay a pack over `layers`; DataError for a file it may not hold or a `pack.toml` without version and approval."""
    about_name = f"{folder.name}/{ABOUT}"
    about = read_toml(folder / ABOUT, about_name)
    place = Place(about_name)
    check_keys(about, place, ("id", "version", "approved_by", "approved_on"), ("note",))
    replaced: list[str] = []
    added: list[str] = []
    for path in sorted(folder.iterdir()):
        name, section = f"{folder.name}/{path.name}", path.stem
        if path.name == CATALOGUE:
            old, new = layers.lay_offences(path, name)
            section = "catalogue"
        elif path.name in ELSEWHERE:
            continue
        elif path.suffix != ".toml" or section not in SECTIONS:
            raise DataError(name, "", f"规则包只能有 {'、'.join(_allowed())}")
        else:
            old, new = layers.lay_file(section, path, name)
        replaced += [f"{section}.{entry_id}" for entry_id in old]
        added += [f"{section}.{entry_id}" for entry_id in new]
    approved_on = day(about, "approved_on", place)
    if approved_on is None:
        raise place.at("approved_on").expected("缺少批准日期")
    return Pack(
        id=text(about, "id", place),
        version=text(about, "version", place),
        approved_by=text(about, "approved_by", place),
        approved_on=approved_on,
        replaces=tuple(replaced),
        adds=tuple(added),
    )


def lay_packs(layers: Layers, folders: Sequence[Path]) -> tuple[Pack, ...]:
    """Lay packs in the order given; DataError for a broken one, and for the same id twice."""
    packs: list[Pack] = []
    for folder in folders:
        pack = lay_pack(layers, folder)
        if pack.id in {other.id for other in packs}:
            raise DataError(f"{folder.name}/{ABOUT}", "id", f"规则包「{pack.id}」重复")
        packs.append(pack)
    return tuple(packs)


def _allowed() -> Iterable[str]:
    return (*(f"{section}.toml" for section in SECTIONS), *ELSEWHERE)
