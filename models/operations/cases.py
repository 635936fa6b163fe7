"""What an officer does to a case: open it, describe it, record what was done, void what was recorded wrongly."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from models.casefile import (
    Backfill,
    CaseFile,
    act_entry,
    conduct_entry,
    described_entry,
    entries_from_case,
    goods_entry,
    officer_entry,
    party_entry,
)
from models.entries import NewEntry, new_id
from models.operations.delivery import refuse_to_void
from models.operations.unit import CaseChange, begin_case, change_case, joining, own_day, refuse
from models.session import Session
from models.upcasts import read_payload
from procedures.case import Act, Case, Conduct, Goods, Officer, Party
from procedures.kinds import encode_act, kinds


def open_case(session: Session, opening: Case, *, actor: str, now: datetime) -> CaseChange:
    """Begin a case file with what is known of it: its head, officers, parties, conducts, acts.

    Officers whom the register knows join as the register knows them. Raises RuleError, StorageError.
    """
    on = own_day(now)
    with session.database.transaction():
        officers = {officer.id: officer for officer in opening.officers}
        wanted = [*officers, *(officer_id for act in opening.acts for officer_id in act.officers)]
        joined = joining(session, opening, wanted, on)
        made = entries_from_case(replace(opening, acts=tuple(with_id(act, now) for act in opening.acts)), on)
        return begin_case(session, new_id(now), _with_joined(made, joined), actor=actor, now=now)


def describe_case(
    session: Session, case_id: str, seen: int, described: Case, *, actor: str, now: datetime
) -> CaseChange:
    """Replace the head of a case: title, number, cause, sector, complex, public interest, what is constructed.

    Everything else of `described` is ignored. Raises StaleError, StorageError.
    """
    return _record_row(session, case_id, seen, described_entry(described, own_day(now)), actor, now)


def record_party(
    session: Session, case_id: str, seen: int, party: Party, *, actor: str, now: datetime, reason: str = ""
) -> CaseChange:
    """Record a party as a whole row, and why it is changed; the newest row of one id counts.

    Raises StaleError, StorageError.
    """
    return _record_row(session, case_id, seen, party_entry(party, own_day(now), reason), actor, now)


def record_conduct(
    session: Session, case_id: str, seen: int, conduct: Conduct, *, actor: str, now: datetime
) -> CaseChange:
    """Record what was done wrong as a whole row. Raises RuleError for an unknown party, StaleError, StorageError."""
    return _record_row(session, case_id, seen, conduct_entry(conduct, own_day(now)), actor, now, party=conduct.party)


def list_goods(
    session: Session, case_id: str, seen: int, goods: Sequence[Goods], *, actor: str, now: datetime
) -> CaseChange:
    """Record the whole list of goods. Raises StaleError, StorageError."""
    return _record_row(session, case_id, seen, goods_entry(goods, own_day(now)), actor, now)


def join_officer(
    session: Session, case_id: str, seen: int, officer: Officer, *, actor: str, now: datetime
) -> CaseChange:
    """Let an officer whom the register does not hold join a case as given. Raises StaleError, StorageError."""
    return _record_row(session, case_id, seen, officer_entry(officer, own_day(now)), actor, now)


def record_act(
    session: Session,
    case_id: str,
    seen: int,
    act: Act,
    *,
    actor: str,
    now: datetime,
    backfill: Backfill | None = None,
) -> CaseChange:
    """Record what has happened, whether or not it was lawful; the rules object to it, they don't refuse it.

    An act without an id is given one. The same act sent again changes nothing. Raises RuleError for an officer, party
    or act that does not exist, StaleError, StorageError.
    """
    if act.kind == "act_voided":
        return void_act(session, case_id, seen, act.ref, str(act.get("reason", "")), actor=actor, now=now)

    def make(file: CaseFile) -> list[NewEntry]:
        return entries_for_act(session, file, act, now, backfill)

    return change_case(session, case_id, seen, make, actor=actor, now=now)


def void_act(
    session: Session, case_id: str, seen: int, act_id: str, reason: str, *, actor: str, now: datetime
) -> CaseChange:
    """Void one recorded act, with a reason; it stays visible and numbers once issued stay on record.

    RuleError while another live act refers to it or a served document rests on it. Raises StaleError, StorageError.
    """
    if not reason.strip():
        raise refuse("作废一条记载必须写明理由", where="reason", remedy="写一句哪里记错了")

    def make(file: CaseFile) -> list[NewEntry]:
        refuse_to_void(file, act_id)
        voiding = Act(new_id(now), "act_voided", own_day(now), ref=act_id, fields={"reason": reason})
        return [act_entry(voiding)]

    return change_case(session, case_id, seen, make, actor=actor, now=now)


def entries_for_act(
    session: Session, file: CaseFile, act: Act, now: datetime, backfill: Backfill | None = None
) -> list[NewEntry]:
    """The entries that record an act: those of officers who join by it, then the act. None for one recorded already."""
    recorded = with_id(act, now)
    known = file.entries.get(recorded.id)
    if known is not None and read_payload(known)["act"] == encode_act(recorded):
        return []
    _check_references(file.case, recorded)
    if backfill is not None and not (backfill.reason.strip() and backfill.second_person.strip()):
        raise refuse("补录必须写明理由，并有第二人确认", where="backfill", remedy="填写补录理由，选定另一名确认人")
    joined = joining(session, file.case, recorded.officers, own_day(now))
    return [*joined, act_entry(recorded, backfill)]


def with_id(act: Act, now: datetime) -> Act:
    """The act under an id of its own."""
    return act if act.id else replace(act, id=new_id(now))


def _check_references(case: Case, act: Act) -> None:
    if act.kind not in kinds():
        raise refuse(f"没有“{act.kind}”这一种办案行为", where="kind")
    if any(known.id == act.id for known in case.acts):
        raise refuse("这个编号已经记过另一行为", where="id", remedy="请刷新本案后重新填写")
    if act.party and act.party not in {party.id for party in case.parties}:
        raise refuse("所选当事人不在本案中", where="party", remedy="请先在本案登记当事人")
    if act.ref and act.ref not in {known.id for known in case.live_acts()}:
        raise refuse("所对应的记载不存在或已作废", where="ref", remedy="请重新选择对应的记载")


def _with_joined(made: list[NewEntry], joined: list[NewEntry]) -> list[NewEntry]:
    known = {entry.payload["officer"]["id"]: entry for entry in joined}
    kept: list[NewEntry] = []
    for entry in made:
        kept.append(known.pop(_officer_of(entry), entry))
    return [kept[0], *known.values(), *kept[1:]]


def _officer_of(entry: NewEntry) -> Any:
    return entry.payload["officer"]["id"] if entry.kind == "officer_joined" else None


def _record_row(
    session: Session, case_id: str, seen: int, entry: NewEntry, actor: str, now: datetime, party: str = ""
) -> CaseChange:
    def make(file: CaseFile) -> list[NewEntry]:
        if party and party not in {known.id for known in file.case.parties}:
            raise refuse("所选当事人不在本案中", where="party", remedy="请先在本案登记当事人")
        return [entry]

    return change_case(session, case_id, seen, make, actor=actor, now=now)
