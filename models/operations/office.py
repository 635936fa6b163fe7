"""What is done to the office: officers and certificates, posts, settings, blocks of numbers."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from models.casefile import officer_entry
from models.entries import NewEntry, new_id
from models.numbers import highest
from models.office import (
    NumberBlock,
    Office,
    Post,
    RegisteredOfficer,
    post_entry,
    registered_entry,
    reserved_entry,
    year_entry,
)
from models.operations.unit import change_case, change_office, own_day, refuse
from models.register import registered_officers
from models.session import Session
from models.tables.projections import BlockRow, CaseOfficerRow, CaseRow
from procedures.case import Officer
from procedures.days import YearTable

MOST_RESERVED = 1000


def record_officer(session: Session, registered: RegisteredOfficer, *, actor: str, now: datetime) -> RegisteredOfficer:
    """Record an officer of the register as a whole row; open cases that involve the officer learn of it at once.

    An officer without an id is given one. Raises RuleError, StorageError.
    """
    _check_officer(registered.officer)
    officer = registered.officer if registered.officer.id else replace(registered.officer, id=new_id(now))
    recorded = replace(registered, officer=officer)
    with session.database.transaction():
        change_office(session, [registered_entry(recorded, own_day(now))], actor=actor, now=now)
        for case_id, seen in _open_cases_with(session, officer.id):
            _refresh(session, case_id, seen, officer, actor, now)
    return recorded


def assign_post(session: Session, post: Post, *, actor: str, now: datetime) -> Post:
    """Record what an officer is responsible for (岗位分工); without an id it is given one. RuleError, StorageError."""
    if not post.post.strip():
        raise refuse("没有填写岗位", where="post")
    if post.valid_until is not None and post.valid_until < post.valid_from:
        raise refuse("岗位的止日早于起日", where="valid_until")
    if post.officer not in registered_officers(session.database, [post.officer]):
        raise refuse("这名人员不在登记中", where="officer", remedy="请先登记人员")
    recorded = post if post.id else replace(post, id=new_id(now))
    change_office(session, [post_entry(recorded, own_day(now))], actor=actor, now=now)
    return recorded


def record_settings(session: Session, settings: Mapping[str, Any], *, actor: str, now: datetime) -> Mapping[str, Any]:
    """Record the office's settings, all of them, by fact key (`office.agency_name`). Raises StorageError."""
    entry = NewEntry("settings_recorded", own_day(now), {"settings": dict(settings)})
    return change_office(session, [entry], actor=actor, now=now).settings


def record_calendar_year(
    session: Session, year: int, table: YearTable, source: str, *, actor: str, now: datetime
) -> YearTable:
    """Record the holidays of a year after the published notice; deadlines use it once the session has been renewed.

    Raises RuleError for a day of another year, StorageError.
    """
    if any(day.year != year for day in (*table.off, *table.worked)):
        raise refuse(f"有的日期不在 {year} 年", where="year", remedy="请核对国务院办公厅的放假通知")
    return change_office(session, [year_entry(year, table, source, own_day(now))], actor=actor, now=now).years[year]


def reserve_numbers(
    session: Session, series: str, count: int, device: str, *, actor: str, now: datetime
) -> NumberBlock:
    """Set the next `count` numbers of a series aside for a device, so that it can issue without the office.

    Raises RuleError for a count that makes no sense, StorageError.
    """
    if not 1 <= count <= MOST_RESERVED:
        raise refuse(f"一次只能留 1 至 {MOST_RESERVED} 个号码", where="count")
    with session.database.transaction():
        first = highest(session.database, series) + 1
        block = NumberBlock(new_id(now), series, device, first, first + count - 1)
        change_office(session, [reserved_entry(block, own_day(now))], actor=actor, now=now)
    return block


def return_numbers(session: Session, block_id: str, *, actor: str, now: datetime) -> NumberBlock:
    """Return what is left of a block; those numbers are never used, and the register shows why.

    Raises RuleError, StorageError.
    """
    with session.database.transaction():
        row = session.database.one(BlockRow.select(BlockRow.returned_on).where(BlockRow.block_id == block_id))
        if row is None or row[0] is not None:
            raise refuse("这个号段不存在或已经交回", where="block", remedy="请刷新后重新选择")
        office: Office = change_office(
            session, [NewEntry("numbers_returned", own_day(now), {"block": block_id})], actor=actor, now=now
        )
    return office.blocks[block_id]


def _check_officer(officer: Officer) -> None:
    if not officer.name.strip():
        raise refuse("没有填写姓名", where="name")
    for position, certificate in enumerate(officer.certificates):
        if not certificate.no.strip():
            raise refuse("没有填写执法证件号", where=f"certificates.{position}.no")
        if certificate.valid_until < certificate.valid_from:
            raise refuse("证件有效期的止日早于起日", where=f"certificates.{position}.valid_until")


def _open_cases_with(session: Session, officer_id: str) -> list[tuple[str, int]]:
    query = (
        CaseOfficerRow.select(CaseOfficerRow.case_id, CaseRow.stream_seq)
        .join(CaseRow, on=(CaseRow.case_id == CaseOfficerRow.case_id))
        .where(CaseOfficerRow.officer_id == officer_id, CaseRow.status != "closed")
    )
    return [(case_id, seen) for case_id, seen in session.database.rows(query)]


def _refresh(session: Session, case_id: str, seen: int, officer: Officer, actor: str, now: datetime) -> None:
    change_case(
        session,
        case_id,
        seen,
        lambda file: [] if officer in file.case.officers else [officer_entry(officer, own_day(now))],
        actor=actor,
        now=now,
    )
