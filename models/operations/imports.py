"""Bringing case scripts in: all files or none."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from models.casefile import entries_from_case
from models.entries import NewEntry, new_id
from models.operations.unit import begin_case, own_day
from models.session import Session
from models.tables.projections import CaseRow
from procedures.case import Case
from procedures.script import read_script_file

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Imported:
    """One file: the case it became, or the case it already was (`skipped`)."""

    file: str
    case_id: str
    number: str
    title: str
    skipped: bool


def import_scripts(
    session: Session, files: Sequence[Path], *, actor: str, now: datetime, progress: Progress | None = None
) -> tuple[Imported, ...]:
    """Import case scripts in one transaction; a file whose bytes were imported before is skipped and said so.

    History is taken as it is, lawful or not. Raises ScriptError for the first file that can't be read, StorageError;
    then nothing has been imported.
    """
    read = [(file, read_script_file(file), _digest(file)) for file in files]
    made: list[Imported] = []
    with session.database.transaction():
        for done, (file, case, digest) in enumerate(read, 1):
            made.append(_known(session, file, digest) or _import(session, file, case, digest, actor, now))
            if progress is not None:
                progress(done)
    return tuple(made)


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _known(session: Session, file: Path, digest: str) -> Imported | None:
    query = CaseRow.select(CaseRow.case_id, CaseRow.number, CaseRow.title).where(CaseRow.import_digest == digest)
    row = session.database.one(query)
    return Imported(file.name, row[0], row[1], row[2], skipped=True) if row else None


def _import(session: Session, file: Path, case: Case, digest: str, actor: str, now: datetime) -> Imported:
    new = imported_entries(case, own_day(now), file.name, digest)
    change = begin_case(session, new_id(now), new, actor=actor, now=now)
    row = session.database.one(CaseRow.select(CaseRow.number, CaseRow.title).where(CaseRow.case_id == change.case_id))
    assert row is not None
    return Imported(file.name, change.case_id, row[0], row[1], skipped=False)


def imported_entries(case: Case, on: date, name: str, digest: str) -> list[NewEntry]:
    """The entries of an imported case; the first says which file it came from."""
    described, *others = entries_from_case(case, on)
    told = {**described.payload, "imported": {"file": name, "sha256": digest}}
    return [NewEntry(described.kind, described.on, told), *others]
