"""One unit of work on one stream: read, check, append, project, commit. What every operation is made of."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from models.casefile import CaseFile, CaseFold, officer_entry
from models.entries import OFFICE_STREAM, Entry, NewEntry, case_stream
from models.errors import StaleError, StorageError
from models.journal import add_checkpoint, append, checkpoint_is_due, read_stream
from models.office import Office
from models.projections import ALL_PARTS, case_rows, parts_changed, project_office, write_case
from models.register import registered_officers
from models.session import Session
from procedures.case import Case
from procedures.problems import Problem, RuleError
from procedures.text import check_text
from procedures.zone import local_day


@dataclass(frozen=True, slots=True)
class CaseChange:
    """What an operation made: the case as it stands now, `seen` for the next operation, the entries just recorded."""

    case_id: str
    seen: int
    file: CaseFile
    entries: tuple[Entry, ...]


Making = Callable[[CaseFile], Sequence[NewEntry]]


def refuse_unfit_text(new: Sequence[NewEntry]) -> None:
    """RuleError for text that can't stand in a document, wherever it stands in what is to be recorded."""
    problems = [problem for entry in new for problem in _unfit(entry.payload, "")]
    if problems:
        raise RuleError(problems)


def change_case(session: Session, case_id: str, seen: int, make: Making, *, actor: str, now: datetime) -> CaseChange:
    """Append what `make` asks for after looking at the case; nothing to append changes nothing.

    Raises StaleError when the case has moved on, StorageError when there is no such case.
    """
    with session.database.transaction():
        stream = case_stream(case_id)
        entries = read_stream(session.database, stream)
        if not entries:
            raise StorageError(f"案件 {case_id}", "数据库里没有这件案件", "请刷新列表后重新打开")
        fold = CaseFold()
        for entry in entries:
            fold.take(entry)
        file = fold.result()
        new = make(file)
        if not new:
            return CaseChange(case_id, file.seen, file, ())
        if file.seen != seen:
            raise StaleError(stream, seen, file.seen)
        refuse_unfit_text(new)
        appended = append(session.database, stream, seen, new, actor=actor, device=session.device.id, now=now)
        return _projected(session, case_id, fold, entries, appended, now)


def begin_case(session: Session, case_id: str, new: Sequence[NewEntry], *, actor: str, now: datetime) -> CaseChange:
    """Append the first entries of a new case, inside the caller's transaction or one of its own."""
    refuse_unfit_text(new)
    with session.database.transaction():
        appended = append(
            session.database, case_stream(case_id), 0, new, actor=actor, device=session.device.id, now=now
        )
        return _projected(session, case_id, CaseFold(), (), appended, now)


def change_office(session: Session, new: Sequence[NewEntry], *, actor: str, now: datetime) -> Office:
    """Append to the office's stream and renew what is derived from it."""
    refuse_unfit_text(new)
    with session.database.transaction():
        append(session.database, OFFICE_STREAM, None, new, actor=actor, device=session.device.id, now=now)
        office = project_office(session.database)
        _sign_when_due(session, now)
        return office


def joining(session: Session, case: Case, ids: Iterable[str], on: date) -> list[NewEntry]:
    """Entries for the officers among `ids` whom the case does not know as the register knows them now.

    Raises RuleError for one whom neither the case nor the register knows.
    """
    wanted = list(dict.fromkeys(ids))
    known = {officer.id: officer for officer in case.officers}
    registered = registered_officers(session.database, wanted)
    strangers = [officer_id for officer_id in wanted if officer_id not in registered and officer_id not in known]
    if strangers:
        raise RuleError(
            [
                Problem(
                    f"“{officer_id}”不在人员登记中", remedy="请先在“人员证件”里登记，再选为执法人员", where="officers"
                )
                for officer_id in strangers
            ]
        )
    return [
        officer_entry(registered[officer_id].officer, on)
        for officer_id in wanted
        if officer_id in registered and registered[officer_id].officer != known.get(officer_id)
    ]


def sign_head(session: Session, now: datetime) -> None:
    """Sign the head of the log, inside the caller's transaction."""
    documents = session.database.sql('SELECT count(*) FROM "document_row"')[0][0]
    add_checkpoint(session.database, session.device, documents, now)


def own_day(now: datetime) -> date:
    """The day under which a row without a day of its own is recorded."""
    return local_day(now)


def refuse(text: str, *, basis: str = "", remedy: str = "", where: str = "") -> RuleError:
    """A refusal of one reason."""
    return RuleError([Problem(text, basis=basis, remedy=remedy, where=where)])


def _unfit(value: Any, where: str) -> Iterator[Problem]:
    if isinstance(value, str):
        problem = check_text(value)
        if problem is not None:
            yield replace(problem, where=where)
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _unfit(key, where)
            yield from _unfit(each, f"{where}.{key}" if where else str(key))
    elif isinstance(value, list | tuple):
        for place, each in enumerate(value):
            yield from _unfit(each, f"{where}.{place}")


def _projected(
    session: Session,
    case_id: str,
    fold: CaseFold,
    before: Sequence[Entry],
    appended: tuple[Entry, ...],
    now: datetime,
) -> CaseChange:
    for entry in appended:
        fold.take(entry)
    file = fold.result()
    rows = case_rows(case_id, file, appended[-1], (*before, *appended), session.rulebook)
    parts = parts_changed(appended) if before else ALL_PARTS
    write_case(session.database, rows, parts)
    if "documents" in parts and any(entry.kind == "document_issued" for entry in appended):
        sign_head(session, now)
    else:
        _sign_when_due(session, now)
    return CaseChange(case_id, file.seen, file, appended)


def _sign_when_due(session: Session, now: datetime) -> None:
    if checkpoint_is_due(session.database, now):
        sign_head(session, now)
