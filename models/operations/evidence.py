"""What an officer does with evidence: add a piece with its file, correct what is said of it, withdraw it."""

import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePath

from models.casefile import CaseFile, evidence_entry, withdrawn_entry
from models.entries import NewEntry
from models.errors import StorageError
from models.objects import Progress, Source, evidence_store
from models.operations.unit import CaseChange, change_case, own_day, refuse
from models.session import Session
from procedures.case import Evidence

ID_PREFIX = "e"
LONGEST_STEM = 80
LONGEST_SUFFIX = 12
# what one of the systems in use can't have in a file name
FORBIDDEN = frozenset('<>:"/\\|?*')
RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
UNNAMED = "文件"


@dataclass(frozen=True, slots=True)
class Added:
    """A piece of evidence as it was recorded, and the case as it stands now. `twins` hold the same bytes."""

    evidence: Evidence
    twins: tuple[Evidence, ...]
    change: CaseChange


def keep_file(session: Session, source: Source, *, progress: Progress | None = None) -> str:
    """Keep a file of evidence and return its digest, to be recorded by `record_evidence`; the case is not touched.

    `progress(done, total)` is told of bytes; what it raises stops the work. Raises StorageError.
    """
    return evidence_store(session.folder).put(source, progress=progress)


def add_evidence(
    session: Session,
    case_id: str,
    seen: int,
    source: Source | None,
    evidence: Evidence,
    *,
    actor: str,
    now: datetime,
    progress: Progress | None = None,
) -> Added:
    """Keep the file of a piece of evidence and record the piece; without a `source` it is a thing or a paper alone.

    As `keep_file` and then `record_evidence`: what `progress` raises stops the work before anything is recorded.
    """
    digest = keep_file(session, source, progress=progress) if source is not None else ""
    piece = replace(evidence, sha256=digest)
    return record_evidence(session, case_id, seen, piece, actor=actor, now=now)


def record_evidence(
    session: Session, case_id: str, seen: int, evidence: Evidence, *, actor: str, now: datetime
) -> Added:
    """Record a piece of evidence whose file, if it has one, is kept already.

    A piece without an id gets the next one of the case; its `file` becomes a name that is fit for every system and
    stands once in the case. Raises RuleError for an id that is taken, StaleError, StorageError; then nothing is
    recorded.
    """
    digest = evidence.sha256
    made: list[Evidence] = []
    twins: list[Evidence] = []

    def make(file: CaseFile) -> list[NewEntry]:
        known = _ever_recorded(file)
        if evidence.id in {one.id for one in known}:
            raise refuse("这个证据编号已经用过", where="id", remedy="请刷新本案后重新添加")
        named = replace(evidence, id=evidence.id or _next_id(known))
        if digest:
            taken = {one.file for one in known if one.sha256 != digest}
            named = replace(named, file=unique_name(evidence.file or evidence.name, taken))
            twins.extend(one for one in file.case.evidence if one.sha256 == digest)
        made.append(named)
        return [evidence_entry(named, own_day(now))]

    if digest and not evidence_store(session.folder).holds(digest):
        raise StorageError(evidence.file, "证据文件还没有存入", "请先添加文件")
    change = change_case(session, case_id, seen, make, actor=actor, now=now)
    return Added(made[0], tuple(twins), change)


def correct_evidence(
    session: Session, case_id: str, seen: int, pieces: Sequence[Evidence], *, actor: str, now: datetime
) -> CaseChange:
    """Record anew what is said of pieces of evidence, all or none; their files stay the ones that were added.

    The same again changes nothing. Raises RuleError for one that is not in the case, StaleError, StorageError.
    """

    def make(file: CaseFile) -> list[NewEntry]:
        known = [_counting(file, piece.id) for piece in pieces]
        corrected = [replace(piece, file=one.file, sha256=one.sha256) for piece, one in zip(pieces, known, strict=True)]
        changed = [piece for piece, one in zip(corrected, known, strict=True) if piece != one]
        return [evidence_entry(piece, own_day(now)) for piece in changed]

    return change_case(session, case_id, seen, make, actor=actor, now=now)


def withdraw_evidence(
    session: Session, case_id: str, seen: int, evidence_id: str, reason: str, *, actor: str, now: datetime
) -> CaseChange:
    """Let a piece of evidence no longer count, with a reason; the piece and its file stay on record.

    Raises RuleError for one that is not in the case, StaleError, StorageError.
    """
    if not reason.strip():
        raise refuse("撤回一件证据必须写明理由", where="reason", remedy="写一句为什么不再作为证据")

    def make(file: CaseFile) -> list[NewEntry]:
        _counting(file, evidence_id)
        return [withdrawn_entry(evidence_id, reason, own_day(now))]

    return change_case(session, case_id, seen, make, actor=actor, now=now)


def unique_name(wanted: str, taken: Collection[str]) -> str:
    """A file name that every system can have and that stands once among `taken`, whatever the case of its letters."""
    name = PurePath(_fit_name(wanted))
    used = {each.casefold() for each in taken}
    found, number = name.name, 2
    while found.casefold() in used:
        found, number = f"{name.stem}-{number}{name.suffix}", number + 1
    return found


def _fit_name(wanted: str) -> str:
    last = unicodedata.normalize("NFC", wanted).replace("\\", "/").rpartition("/")[2]
    clean = "".join("_" if each in FORBIDDEN or not each.isprintable() else each for each in last).strip(" .")
    path = PurePath(clean or UNNAMED)
    stem = path.stem[:LONGEST_STEM].rstrip(" .") or UNNAMED
    if stem.partition(".")[0].casefold() in RESERVED:
        stem = f"_{stem}"
    return stem + path.suffix[:LONGEST_SUFFIX].rstrip(" .")


def _ever_recorded(file: CaseFile) -> tuple[Evidence, ...]:
    return (*file.case.evidence, *(one.evidence for one in file.withdrawn))


def _next_id(known: Collection[Evidence]) -> str:
    numbers = [one.id.removeprefix(ID_PREFIX) for one in known if one.id.startswith(ID_PREFIX)]
    return f"{ID_PREFIX}{max((int(each) for each in numbers if each.isdecimal()), default=0) + 1}"


def _counting(file: CaseFile, evidence_id: str) -> Evidence:
    found = next((one for one in file.case.evidence if one.id == evidence_id), None)
    if found is None:
        raise refuse("这件证据不在本案中，或者已经撤回", where="evidence", remedy="请刷新本案后重新选择")
    return found
