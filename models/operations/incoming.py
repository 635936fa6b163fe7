"""What an officer does with a paper that came in: record it together with its scan, at once or not at all."""

from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from models.casefile import Backfill
from models.entries import Entry
from models.objects import Progress, Source
from models.operations.cases import record_act, with_id
from models.operations.evidence import keep_file, record_evidence
from models.operations.unit import CaseChange
from models.session import Session
from procedures.case import Act, Evidence
from procedures.incoming import EVIDENCE


@dataclass(frozen=True, slots=True)
class Received:
    """A paper as it was recorded, its scan where there is one, and the case as it stands now."""

    act: Act
    evidence: Evidence | None
    change: CaseChange


def receive_paper(
    session: Session,
    case_id: str,
    seen: int,
    act: Act,
    scan: Evidence | None = None,
    source: Source | None = None,
    *,
    actor: str,
    now: datetime,
    backfill: Backfill | None = None,
    progress: Progress | None = None,
) -> Received:
    """Record the receipt of a paper; its scan becomes a piece of evidence that the act names.

    Without a `scan` only the act is recorded. Raises RuleError as `record_act` and `record_evidence` do, StaleError,
    StorageError; then neither is recorded.
    """
    digest = keep_file(session, source, progress=progress) if source is not None else ""
    with session.database.transaction():
        named, piece = with_id(act, now), None
        entries: tuple[Entry, ...] = ()
        if scan is not None:
            kept = replace(scan, sha256=digest)
            added = record_evidence(session, case_id, seen, kept, actor=actor, now=now)
            piece, seen, entries = added.evidence, added.change.seen, added.change.entries
            named = replace(named, values=MappingProxyType({**named.values, EVIDENCE: piece.id}))
        change = record_act(session, case_id, seen, named, actor=actor, now=now, backfill=backfill)
        return Received(named, piece, replace(change, entries=(*entries, *change.entries)))
