"""The case list, the search, one case, and earlier cases of the same party."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from peewee import SQL

from models import search
from models.casefile import CaseFile, file_from_entries
from models.database import Row
from models.entries import Entry, case_stream
from models.errors import StorageError
from models.journal import read_stream
from models.queries.rows import day, day_or_none, instant
from models.session import Session
from models.tables.projections import CaseOfficerRow, CasePartyRow, CaseRow
from procedures.case import Party

PAGE = 50


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One line of the list. `status`: open, decided, settled or closed; `next_due`: the next duty of the agency."""

    case_id: str
    number: str
    title: str
    parties: str
    cause: str
    sector: str
    procedure: str
    stage: str
    status: str
    opened_on: date
    last_on: date
    last_kind: str
    officers: str
    next_clock: str
    next_due: date | None
    constructed: bool
    stream_seq: int
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class CasePage:
    """A page of the list; `after` is the key to ask for the next one with, None at the end."""

    lines: tuple[CaseLine, ...]
    after: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class StoredCase:
    """One whole case with its entries; `seen` goes into the next operation."""

    case_id: str
    file: CaseFile
    entries: tuple[Entry, ...]

    @property
    def seen(self) -> int:
        """The stream_seq up to which this is read."""
        return self.file.seen


_COLUMNS = (
    CaseRow.case_id,
    CaseRow.number,
    CaseRow.title,
    CaseRow.parties,
    CaseRow.cause,
    CaseRow.sector,
    CaseRow.procedure,
    CaseRow.stage,
    CaseRow.status,
    CaseRow.opened_on,
    CaseRow.last_on,
    CaseRow.last_kind,
    CaseRow.officers,
    CaseRow.next_clock,
    CaseRow.next_due,
    CaseRow.constructed,
    CaseRow.stream_seq,
    CaseRow.recorded_at,
)


def list_cases(
    session: Session,
    *,
    words: str = "",
    status: str = "",
    officer: str = "",
    after: tuple[str, str] | None = None,
    limit: int = PAGE,
) -> CasePage:
    """Cases with the newest act first; `words` finds any piece of text, one or two characters included.

    Paged by key: hand the page's `after` back for the next one.
    """
    query = _filtered(CaseRow.select(*_COLUMNS), session, words, status, officer)
    if query is None:
        return CasePage((), None)
    if after is not None:
        last_on, case_id = after
        query = query.where((CaseRow.last_on < last_on) | ((CaseRow.last_on == last_on) & (CaseRow.case_id < case_id)))
    rows = session.database.rows(query.order_by(CaseRow.last_on.desc(), CaseRow.case_id.desc()).limit(limit + 1))
    lines = tuple(_line(row) for row in rows[:limit])
    more = len(rows) > limit
    return CasePage(lines, (lines[-1].last_on.isoformat(), lines[-1].case_id) if more else None)


def count_cases(session: Session, *, words: str = "", status: str = "", officer: str = "") -> int:
    """How many cases such a list has."""
    query = _filtered(CaseRow.select(SQL("count(*)")), session, words, status, officer)
    return int(session.database.rows(query)[0][0]) if query is not None else 0


def find_case(session: Session, asked: str) -> str | None:
    """The id of the case with this id or number."""
    row = session.database.one(
        CaseRow.select(CaseRow.case_id).where((CaseRow.case_id == asked) | (CaseRow.number == asked))
    )
    return str(row[0]) if row else None


def read_case(session: Session, case_id: str) -> StoredCase:
    """One case, folded from its entries; raises StorageError where there is none."""
    entries = read_stream(session.database, case_stream(case_id))
    if not entries:
        raise StorageError(f"案件 {case_id}", "数据库里没有这件案件", "请刷新列表后重新打开")
    return StoredCase(case_id, file_from_entries(entries), entries)


def earlier_cases(session: Session, party: Party, *, apart_from: str = "") -> tuple[CaseLine, ...]:
    """Cases of the same party: by identity number, credit code, or the same name where neither tells them apart."""
    if not (party.name or party.identity_no or party.credit_code):
        return ()
    same = CasePartyRow.name == party.name if party.name else SQL("1 = 0")
    if party.identity_no:
        same = (CasePartyRow.identity_no == party.identity_no) | (same & (CasePartyRow.identity_no == ""))
    if party.credit_code:
        same = (CasePartyRow.credit_code == party.credit_code) | (same & (CasePartyRow.credit_code == ""))
    ids = CasePartyRow.select(CasePartyRow.case_id).where(same)
    query = CaseRow.select(*_COLUMNS).where(CaseRow.case_id.in_(ids), CaseRow.case_id != apart_from)
    return tuple(_line(row) for row in session.database.rows(query.order_by(CaseRow.last_on.desc()).limit(PAGE)))


def data_as_of(session: Session) -> datetime | None:
    """When this database last took in an entry: how old the answer to such a question is."""
    row = session.database.rows(CaseRow.select(SQL('max("recorded_at")')))[0]
    return instant(row[0]) if row[0] else None


def _filtered(query: Any, session: Session, words: str, status: str, officer: str) -> Any:
    if words.strip():
        condition = search.find(session.database, words)
        if condition is None:
            return None
        query = query.where(SQL(f'"case_id" IN ({condition})'))
    if status:
        query = query.where(CaseRow.status == status)
    if officer:
        ids = CaseOfficerRow.select(CaseOfficerRow.case_id).where(CaseOfficerRow.officer_id == officer)
        query = query.where(CaseRow.case_id.in_(ids))
    return query


def _line(row: Row) -> CaseLine:
    values = dict(zip(CaseLine.__dataclass_fields__, row, strict=True))
    values["opened_on"], values["last_on"] = day(values["opened_on"]), day(values["last_on"])
    values["next_due"] = day_or_none(values["next_due"])
    values["constructed"], values["recorded_at"] = bool(values["constructed"]), instant(values["recorded_at"])
    return CaseLine(**values)
