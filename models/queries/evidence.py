"""The evidence of a case with the state of its files, and the bytes of one piece."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Literal

from models.entries import Entry
from models.errors import StorageError
from models.objects import Condition, Progress, evidence_store
from models.queries.cases import StoredCase
from models.queries.journal import first_of_evidence
from models.session import Session
from procedures.case import Evidence
from procedures.zone import local_day

FileState = Literal["none", "kept", "whole", "missing", "altered"]


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One piece of evidence in the order of the case, `number` counted from 1 (0 once withdrawn).

    `state` of its file: none was ever kept, kept (it is there; not read), whole, missing, altered; `path` is where it
    lies. `backfilled` (补录): recorded more than one working day after it was made; a paper of the case has
    been recorded since it was issued.
    """

    number: int
    evidence: Evidence
    state: FileState
    path: Path
    recorded_at: datetime
    actor: str
    backfilled: bool
    withdrawn_on: date | None = None
    withdraw_reason: str = ""


def evidence_lines(session: Session, stored: StoredCase) -> tuple[EvidenceLine, ...]:
    """The evidence that counts, then what was withdrawn; of each file only whether it is there."""
    first = first_of_evidence(stored.entries)
    papers = {(paper.title, paper.number): paper.issued_on for paper in stored.file.documents}
    pieces = [(number, piece, None, "") for number, piece in enumerate(stored.file.case.evidence, start=1)]
    gone = [(0, one.evidence, one.on, one.reason) for one in stored.file.withdrawn]
    return tuple(_line(session, first, papers, *each) for each in (*pieces, *gone))


def check_objects(
    session: Session, digests: Sequence[str], progress: Progress | None = None
) -> Mapping[str, Condition]:
    """Read evidence files and compare each with its digest: digest to condition.

    `progress(done, total)` is told of files; what it raises stops the work and is passed on.
    """
    store = evidence_store(session.folder)
    found: dict[str, Condition] = {}
    for done, digest in enumerate(digests):
        tell = partial(_tell, progress, done, len(digests)) if progress is not None else None
        found[digest] = store.condition(digest, tell)
    return found


def evidence_bytes(session: Session, digest: str) -> bytes:
    """The file of a piece of evidence, checked against its digest; raises StorageError where missing or altered."""
    return evidence_store(session.folder).read(digest)


def shown_bytes(session: Session, digest: str) -> bytes:
    """The file for a view that leaves out what it can't show: nothing where it is missing or altered."""
    try:
        return evidence_store(session.folder).read(digest)
    except StorageError:
        return b""


def _tell(progress: Progress, done: int, total: int, _bytes: int, _of: int) -> None:
    progress(done, total)


def _line(
    session: Session,
    first: Mapping[str, Entry],
    papers: Mapping[tuple[str, str], date],
    number: int,
    piece: Evidence,
    withdrawn_on: date | None,
    reason: str,
) -> EvidenceLine:
    store, entry = evidence_store(session.folder), first[piece.id]
    state: FileState = "none"
    if piece.sha256:
        state = "kept" if store.holds(piece.sha256) else "missing"
    issued_on = None if piece.sha256 else papers.get((piece.name, piece.note))
    known = min(local_day(entry.recorded_at), issued_on or date.max)
    late = piece.made_on is not None and known > session.rulebook.calendar.step(piece.made_on, 1)
    return EvidenceLine(
        number=number,
        evidence=piece,
        state=state,
        path=store.path(piece.sha256) if piece.sha256 else Path(),
        recorded_at=entry.recorded_at,
        actor=entry.actor,
        backfilled=late,
        withdrawn_on=withdrawn_on,
        withdraw_reason=reason,
    )
