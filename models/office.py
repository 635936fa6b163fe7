"""The office as its own stream tells it: officers with certificates, posts, settings, blocks of numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from models.entries import Entry, NewEntry
from models.packs import InstalledPack
from models.upcasts import read_payload
from procedures.case import Officer
from procedures.days import YearTable
from procedures.plain import decode_record, encode_record

OFFICE_KINDS = frozenset(
    {
        "officer_recorded",
        "post_assigned",
        "settings_recorded",
        "numbers_reserved",
        "numbers_returned",
        "calendar_year_recorded",
        "layout_recorded",
        "layout_removed",
        "pack_installed",
        "ledger_exported",
        "ledger_unmasked",
    }
)


@dataclass(frozen=True, slots=True)
class RegisteredOfficer:
    """An officer of the register; `partner` is the id of the usual partner, `active` false for one who has left."""

    officer: Officer
    active: bool = True
    partner: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """What an officer is responsible for (岗位分工), from a day and, once handed over, until a day."""

    id: str
    officer: str
    post: str
    duties: str
    valid_from: date
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class NumberBlock:
    """Numbers `first` to `last` of a series, set aside for one device; once returned, the rest is never used."""

    id: str
    series: str
    device: str
    first: int
    last: int
    returned_on: date | None = None


@dataclass(frozen=True, slots=True)
class KeptLayout:
    """A layout of a ledger that the office keeps, as the TOML text in which it is handed on; who made it, and when."""

    id: str
    name: str
    source: str
    text: str
    made_by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Office:
    """Everything the office stream says, newest rows only."""

    officers: Mapping[str, RegisteredOfficer]
    posts: Mapping[str, Post]
    settings: Mapping[str, Any]
    blocks: Mapping[str, NumberBlock]
    years: Mapping[int, YearTable]
    layouts: Mapping[str, KeptLayout]
    packs: Mapping[str, InstalledPack]


def office_from_entries(entries: Iterable[Entry]) -> Office:
    """The office that these entries of its stream tell of; raises StorageError for entries of a newer program."""
    officers: dict[str, RegisteredOfficer] = {}
    posts: dict[str, Post] = {}
    settings: dict[str, Any] = {}
    blocks: dict[str, NumberBlock] = {}
    years: dict[int, YearTable] = {}
    layouts: dict[str, KeptLayout] = {}
    packs: dict[str, InstalledPack] = {}
    for entry in entries:
        payload = read_payload(entry)
        if entry.kind == "officer_recorded":
            registered = _registered(payload)
            officers[registered.officer.id] = registered
        elif entry.kind == "post_assigned":
            post = _post(payload["post"])
            posts[post.id] = post
        elif entry.kind == "settings_recorded":
            settings = dict(payload["settings"])
        elif entry.kind == "numbers_reserved":
            block = NumberBlock(**payload["block"])
            blocks[block.id] = block
        elif entry.kind == "numbers_returned" and payload["block"] in blocks:
            blocks[payload["block"]] = replace(blocks[payload["block"]], returned_on=entry.on)
        elif entry.kind == "calendar_year_recorded":
            years[payload["year"]] = _year(payload)
        else:
            _take_files(entry, payload, layouts, packs)
    return Office(officers, posts, settings, blocks, years, layouts, packs)


def _take_files(
    entry: Entry, payload: Mapping[str, Any], layouts: dict[str, KeptLayout], packs: dict[str, InstalledPack]
) -> None:
    """What the office keeps as files: layouts of ledgers, rule packs."""
    if entry.kind == "layout_recorded":
        kept = KeptLayout(**payload["layout"], made_by=entry.actor, recorded_at=entry.recorded_at)
        layouts[kept.id] = kept
    elif entry.kind == "layout_removed":
        layouts.pop(payload["layout"], None)
    elif entry.kind == "pack_installed":
        pack = _pack(payload["pack"], entry)
        packs[pack.id] = pack


def registered_entry(registered: RegisteredOfficer, on: date) -> NewEntry:
    """An officer of the register as a whole row."""
    payload = {
        "officer": encode_record(registered.officer),
        "active": registered.active,
        "partner": registered.partner,
    }
    return NewEntry("officer_recorded", on, payload)


def post_entry(post: Post, on: date) -> NewEntry:
    """A post as a whole row."""
    told = {
        "id": post.id,
        "officer": post.officer,
        "post": post.post,
        "duties": post.duties,
        "valid_from": post.valid_from.isoformat(),
        "valid_until": post.valid_until.isoformat() if post.valid_until else None,
    }
    return NewEntry("post_assigned", on, {"post": told})


def reserved_entry(block: NumberBlock, on: date) -> NewEntry:
    """A block of numbers set aside."""
    told = {"id": block.id, "series": block.series, "device": block.device, "first": block.first, "last": block.last}
    return NewEntry("numbers_reserved", on, {"block": told})


def year_entry(year: int, table: YearTable, source: str, on: date) -> NewEntry:
    """The holidays of a year as the notice of the State Council has them; `source` names the notice."""
    payload = {
        "year": year,
        "off": {day.isoformat(): name for day, name in table.off.items()},
        "worked": sorted(day.isoformat() for day in table.worked),
        "source": source,
    }
    return NewEntry("calendar_year_recorded", on, payload)


def layout_entry(layout_id: str, name: str, source: str, text: str, on: date) -> NewEntry:
    """A layout of a ledger as a whole row."""
    return NewEntry("layout_recorded", on, {"layout": {"id": layout_id, "name": name, "source": source, "text": text}})


def pack_entry(pack: InstalledPack, on: date) -> NewEntry:
    """A pack as a whole row, its files as their lines."""
    told = {
        "id": pack.id,
        "version": pack.version,
        "approved_by": pack.approved_by,
        "approved_on": pack.approved_on.isoformat(),
        "files": {name: content.split("\n") for name, content in pack.files.items()},
    }
    return NewEntry("pack_installed", on, {"pack": told})


def _pack(told: Mapping[str, Any], entry: Entry) -> InstalledPack:
    return InstalledPack(
        id=told["id"],
        version=told["version"],
        approved_by=told["approved_by"],
        approved_on=date.fromisoformat(told["approved_on"]),
        files={name: "\n".join(lines) for name, lines in told["files"].items()},
        installed_by=entry.actor,
        installed_at=entry.recorded_at,
    )


def _year(payload: Mapping[str, Any]) -> YearTable:
    off = {date.fromisoformat(day): name for day, name in payload["off"].items()}
    return YearTable(off, frozenset(date.fromisoformat(day) for day in payload["worked"]))


def _registered(payload: Mapping[str, Any]) -> RegisteredOfficer:
    return RegisteredOfficer(decode_record(Officer, payload["officer"]), payload["active"], payload["partner"])


def _post(told: Mapping[str, Any]) -> Post:
    until = told["valid_until"]
    return Post(
        told["id"],
        told["officer"],
        told["post"],
        told["duties"],
        date.fromisoformat(told["valid_from"]),
        date.fromisoformat(until) if until else None,
    )
