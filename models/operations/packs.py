"""Putting a rule pack in without a new release: looked at first, then confirmed with who approved it.

The journal keeps the whole pack; the data folder holds the copy that the rules are read from.
"""

import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from forms.schema import load_forms
from models.entries import OFFICE_STREAM
from models.journal import read_stream
from models.office import office_from_entries, pack_entry
from models.operations.unit import change_office, own_day, refuse
from models.packs import (
    InstalledPack,
    digest_of,
    pack_folders,
    pack_id,
    place_packs,
    read_files,
    write_files,
)
from models.session import Session
from models.tables.projections import CaseOffenceRow, CaseRow
from procedures.catalogue.difference import OFFENCE, Change, catalogue_changes
from procedures.discretion.difference import offences_of, table_changes
from procedures.overlay import ABOUT, Pack
from procedures.problems import DataError
from procedures.rulebook import Rulebook, load_rulebook
from resources import path

PLAIN_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
OTHER_THAN = ("catalogue.", "discretion.")


@dataclass(frozen=True, slots=True)
class TouchedCase:
    """An open case with an offence that the pack changes."""

    case_id: str
    number: str
    title: str
    offences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PackReport:
    """What a pack would do: the version it comes after (empty: none), what it changes, and the open cases it touches.

    `entries` are the other entries of the rules that it replaces (True) or adds, by `section.id`.
    """

    pack: Pack
    earlier: str
    changes: tuple[Change, ...]
    entries: tuple[tuple[str, bool], ...]
    cases: tuple[TouchedCase, ...]
    files: dict[str, str]

    @property
    def digest(self) -> str:
        """SHA-256 over the files of the pack."""
        return digest_of(self.files)


def examine_pack(session: Session, source: Path) -> PackReport:
    """Read a pack from a folder and say what it would change; nothing is stored.

    Raises DataError naming file and key for what can't be used, also together with the packs already in.
    """
    files = read_files(source)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / source.name
        write_files(files, folder)
        named = pack_id(folder)
        if not PLAIN_ID.fullmatch(named):
            raise DataError(f"{source.name}/{ABOUT}", "id", "应由小写字母、数字、- 和 _ 组成")
        before = session.rulebook
        after = _loaded(session, folder.rename(Path(place) / named), named)
    pack = next(each for each in after.packs if each.id == named)
    earlier = next((each.version for each in before.packs if each.id == named), "")
    changes = (
        *catalogue_changes(before.catalogue, after.catalogue),
        *table_changes(before.discretion, after.discretion),
    )
    touched = {change.id for change in changes if change.what == OFFENCE} | offences_of(changes, after.discretion)
    return PackReport(pack, earlier, changes, tuple(_entries(pack)), _cases(session, touched), dict(files))


def install_pack(session: Session, report: PackReport, *, approved_by: str, actor: str, now: datetime) -> InstalledPack:
    """Record an examined pack and lay it into the data folder; the session's rules are read anew.

    `approved_by` is typed by whoever puts it in and must be the name that the pack states. Raises RuleError for another
    name and for a pack that is in already, StorageError.
    """
    if not approved_by.strip():
        raise refuse("没有填写批准人", where="approved_by", remedy="写明谁批准使用这个规则包")
    if approved_by.strip() != report.pack.approved_by:
        told = f"批准人“{approved_by.strip()}”与规则包写明的“{report.pack.approved_by}”不一致"
        raise refuse(told, where="approved_by", remedy="核对批准文件；规则包写错的，请制作者改正后重新提供")
    pack = InstalledPack(
        report.pack.id,
        report.pack.version,
        report.pack.approved_by,
        report.pack.approved_on,
        report.files,
        actor,
        now,
    )
    with session.database.transaction():
        known = office_from_entries(read_stream(session.database, OFFICE_STREAM)).packs.get(pack.id)
        if known is not None and known.digest == pack.digest:
            raise refuse(f"规则包「{pack.id}」{pack.version} 已经装入", where="pack")
        change_office(session, [pack_entry(pack, own_day(now))], actor=actor, now=now)
    place_packs(session.folder, [pack])
    session.read_rules_anew()
    _ = session.rulebook.digest
    return pack


def _loaded(session: Session, folder: Path, named: str) -> Rulebook:
    """The office's rules with a pack among the others, in the order in which they will be read; its forms too."""
    others = [each for each in pack_folders(session.folder) if each.name != named and pack_id(each) != named]
    folders: Sequence[Path] = sorted((*others, folder), key=lambda each: each.name)
    if (folder / "forms").is_dir():
        for _ in load_forms(path("forms"), folders).all():
            pass
    return load_rulebook(session.rulebook.ruleset, folders)


def _entries(pack: Pack) -> Iterator[tuple[str, bool]]:
    for names, replaces in ((pack.replaces, True), (pack.adds, False)):
        yield from ((name, replaces) for name in names if not name.startswith(OTHER_THAN))


def _cases(session: Session, offences: set[str]) -> tuple[TouchedCase, ...]:
    """The open cases with one of these offences, from the index of offences."""
    if not offences:
        return ()
    query = (
        CaseOffenceRow.select(CaseRow.case_id, CaseRow.number, CaseRow.title, CaseOffenceRow.offence)
        .join(CaseRow, on=(CaseRow.case_id == CaseOffenceRow.case_id))
        .where(CaseOffenceRow.offence.in_(sorted(offences)), CaseRow.status != "closed")
        .order_by(CaseRow.number, CaseRow.case_id, CaseOffenceRow.offence)
    )
    found: dict[str, TouchedCase] = {}
    for case_id, number, title, offence in session.database.rows(query):
        earlier = found[case_id].offences if case_id in found else ()
        found[case_id] = TouchedCase(case_id, number, title, (*earlier, offence))
    return tuple(found.values())
