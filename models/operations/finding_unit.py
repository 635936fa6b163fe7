"""One unit of work on the stream of a finding: who may, read, check, append, project."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from models.casefile import CaseFile, file_from_entries
from models.entries import Entry, NewEntry, case_stream, new_id
from models.errors import StaleError, StorageError
from models.finding_rows import write_finding
from models.findings import finding_from_entries, finding_stream
from models.findings_access import refuse_bearer, refuse_strangers
from models.journal import append, checkpoint_is_due, read_stream
from models.operations.unit import own_day, refuse, refuse_unfit_text, sign_head
from models.session import Session
from procedures.faults import STATE_WORDS, FaultFile, FaultState, Involved


@dataclass(frozen=True, slots=True)
class FindingChange:
    """What an operation made: the finding as it stands now, `seen` for the next operation, the entries recorded."""

    finding_id: str
    seen: int
    file: FaultFile
    entries: tuple[Entry, ...]


Making = Callable[[FaultFile], Sequence[NewEntry]]


def begin_finding(session: Session, new: Sequence[NewEntry], *, actor: str, now: datetime) -> FindingChange:
    """Append the first entries of a new finding. RuleError for somebody who may not look at findings."""
    refuse_strangers(session, actor, own_day(now))
    refuse_unfit_text(new)
    with session.database.transaction():
        return _appended(session, new_id(now), 0, (), new, actor, now)


def change_finding(
    session: Session,
    finding_id: str,
    seen: int,
    make: Making,
    *,
    states: Collection[FaultState],
    actor: str,
    now: datetime,
    concerned_may: str = "",
    judging: bool = False,
) -> FindingChange:
    """Append what `make` asks for after looking at the finding, which must stand in one of these states.

    `concerned_may` is an officer id that may do it for himself; `judging`: whoever bears the fault may
    not. Raises RuleError, StaleError, StorageError.
    """
    with session.database.transaction():
        before = read_stream(session.database, finding_stream(finding_id))
        if not before:
            raise StorageError(f"过错责任 {finding_id}", "数据库里没有这一件", "请刷新登记簿后重新打开")
        file = finding_from_entries(before)
        if not (concerned_may and concerned_may == actor):
            refuse_strangers(session, actor, own_day(now))
        if judging:
            refuse_bearer(file, actor)
        if file.state not in states:
            raise refuse(
                f"这一件现在是“{STATE_WORDS[file.state]}”，不能这样办", where="state", remedy="请刷新后再看现在该办什么"
            )
        new = make(file)
        if file.seen != seen:
            raise StaleError(finding_stream(finding_id), seen, file.seen)
        refuse_unfit_text(new)
        return _appended(session, finding_id, seen, before, new, actor, now)


def read_case(session: Session, case_id: str) -> CaseFile | None:
    """The case that a finding is about; None where it names none. StorageError where it is not there."""
    if not case_id:
        return None
    entries = read_stream(session.database, case_stream(case_id))
    if not entries:
        raise StorageError(f"案件 {case_id}", "数据库里没有这件案件", "请刷新后重新选择案件")
    return file_from_entries(entries)


def person_of(file: FaultFile, key: str) -> Involved:
    """The person of a finding with this key; RuleError where it names nobody so."""
    for person in file.persons:
        if person.key == key:
            return person
    raise refuse("所选人员不在这一件的人员中", where="person", remedy="请先在人员中列出，再办这一步")


def required(text: str, what: str, where: str, *, basis: str = "") -> str:
    """The text, without blanks around it; RuleError where nothing is written."""
    written = text.strip()
    if not written:
        raise refuse(f"没有写{what}", basis=basis, where=where, remedy=f"写明{what}")
    return written


def _appended(
    session: Session,
    finding_id: str,
    seen: int,
    before: Sequence[Entry],
    new: Sequence[NewEntry],
    actor: str,
    now: datetime,
) -> FindingChange:
    stream = finding_stream(finding_id)
    appended = append(session.database, stream, seen, new, actor=actor, device=session.device.id, now=now)
    entries = (*before, *appended)
    write_finding(session.database, entries)
    if checkpoint_is_due(session.database, now):
        sign_head(session, now)
    file = finding_from_entries(entries)
    return FindingChange(finding_id, file.seen, file, appended)
