"""Bringing case scripts in: all files or none."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from exports.script import evidence_folder, with_files_out_of
from models.casefile import entries_from_case
from models.entries import NewEntry, new_id
from models.objects import evidence_store
from models.operations.unit import begin_case, own_day
from models.session import Session
from models.tables.projections import CaseRow
from procedures.case import Case
from procedures.script import ScriptError, read_script_file

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

    History is taken as it is, lawful or not; the evidence files beside a script are kept under their digests. Raises
    ScriptError for the first script that can't be read, or whose evidence file is missing or not the one it names,
    StorageError; then nothing has been imported.
    """
    read = [(file, read_script_file(file), _digest(file)) for file in files]
    new = [(file, case) for file, case, digest in read if _known(session, file, digest) is None]
    for file, case in new:
        _check_files(file, case)
    kept = {file: _with_files(session, file, case) for file, case in new}
    read = [(file, kept.get(file, case), digest) for file, case, digest in read]
    made: list[Imported] = []
    with session.database.transaction():
        for done, (file, case, digest) in enumerate(read, 1):
            made.append(_known(session, file, digest) or _import(session, file, case, digest, actor, now))
            if progress is not None:
                progress(done)
    return tuple(made)


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _check_files(script: Path, case: Case) -> None:
    """ScriptError unless every evidence file lies beside its script, with the bytes that the script says."""
    for number, piece in enumerate(case.evidence, start=1):
        place = script.parent / piece.file
        if piece.file and not place.is_file():
            raise ScriptError(
                script.name, f"evidence[{number}].file", f"脚本旁没有“{piece.file}”这个文件；请放回后再导入"
            )
        if piece.file and piece.sha256 and _digest(place) != piece.sha256:
            told = f"与“{piece.file}”的内容不符，文件实为 {_digest(place)[:16]}…；请换回原来的文件，或者更正校验值"
            raise ScriptError(script.name, f"evidence[{number}].sha256", told)


def _with_files(session: Session, script: Path, case: Case) -> Case:
    store = evidence_store(session.folder)
    pieces = (
        replace(piece, sha256=store.put(script.parent / piece.file, expected=piece.sha256)) if piece.file else piece
        for piece in case.evidence
    )
    return with_files_out_of(replace(case, evidence=tuple(pieces)), evidence_folder(script.name))


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
