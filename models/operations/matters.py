"""What is done about a matter to be filed (规范性文件、重大行政许可决定): record, file, note answers, close."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import get_args

from models.entries import Entry, NewEntry, new_id
from models.errors import StaleError, StorageError
from models.journal import append, checkpoint_is_due, read_stream
from models.matters import (
    MatterFile,
    event_entry,
    matter_entry,
    matter_from_entries,
    matter_stream,
    voided_entry,
    write_matter,
)
from models.objects import evidence_store
from models.operations.unit import own_day, refuse, refuse_unfit_text, sign_head
from models.session import Session
from procedures.matters import MATTER_WORDS, Matter, MatterAct, MatterEvent, MatterKind, Outcome

BASIS = "附件4 第十二条第七项"


@dataclass(frozen=True, slots=True)
class MatterChange:
    """What an operation made: the matter as it stands now, `seen` for the next operation, the entries recorded."""

    matter_id: str
    seen: int
    file: MatterFile
    entries: tuple[Entry, ...]


Making = Callable[[MatterFile], Sequence[NewEntry]]


def record_matter(session: Session, matter: Matter, *, actor: str, now: datetime, seen: int = 0) -> MatterChange:
    """Record a matter as a whole row; one without an id is new, of another the newest row counts.

    Raises RuleError for one without title or kind, or made on a day to come; StaleError, StorageError.
    """
    today = own_day(now)
    _check(matter, today)
    if matter.id:
        return _change(session, matter.id, seen, lambda _: [matter_entry(matter, today)], actor, now)
    made = replace(matter, id=new_id(now))
    with session.database.transaction():
        return _append(session, made.id, 0, (), [matter_entry(made, today)], actor, now)


def file_matter(
    session: Session,
    matter_id: str,
    seen: int,
    recipient: str,
    on: date,
    *,
    actor: str,
    now: datetime,
    receiver: str = "",
    way: str = "",
) -> MatterChange:
    """Record that a matter was filed with a recipient, who took it in and on which way; two recipients, two records.

    Raises RuleError for a recipient with which it is not filed or a day that can't be; StaleError, StorageError.
    """
    event = MatterEvent(new_id(now), "matter_filed", on, recipient)
    return _record(session, matter_id, seen, event, actor, now, receiver=receiver, way=way)


def receive_matter(
    session: Session,
    matter_id: str,
    seen: int,
    recipient: str,
    on: date,
    *,
    actor: str,
    now: datetime,
    receiver: str = "",
    receipt_no: str = "",
    scan: str = "",
) -> MatterChange:
    """Record that a recipient confirmed the receipt; `scan` is the digest of a file that is kept already.

    Raises RuleError as `file_matter` does, and before any filing; StaleError, StorageError.
    """
    event = MatterEvent(new_id(now), "matter_received", on, recipient, receipt_no=receipt_no)
    return _record(session, matter_id, seen, event, actor, now, receiver=receiver, scan=scan)


def review_matter(
    session: Session,
    matter_id: str,
    seen: int,
    recipient: str,
    on: date,
    outcome: Outcome,
    *,
    actor: str,
    now: datetime,
    found: str = "",
    scan: str = "",
) -> MatterChange:
    """Record what a recipient's review came to; `found` says which problems.

    Raises RuleError as `receive_matter` does, and for problems that are not named; StaleError, StorageError.
    """
    if outcome not in ("no_objection", "problems"):
        raise refuse("没有选审查结果", where="outcome", remedy="选“无异议”或者“有问题”")
    if outcome == "problems" and not found.strip():
        raise refuse("没有写审查发现的问题", where="found", remedy="照审查意见写一句")
    event = MatterEvent(new_id(now), "matter_reviewed", on, recipient, outcome=outcome, reason=found.strip())
    return _record(session, matter_id, seen, event, actor, now, scan=scan)


def close_matter(
    session: Session,
    matter_id: str,
    seen: int,
    on: date,
    reason: str,
    *,
    actor: str,
    now: datetime,
    recipient: str = "",
) -> MatterChange:
    """Close a matter with one recipient, or with all: problems are mended, no answer is awaited, or it was withdrawn.

    Raises RuleError without a reason or for a day that can't be; StaleError, StorageError.
    """
    if not reason.strip():
        raise refuse("办结必须写明理由", where="reason", remedy="写明问题怎样改正，或者为什么不再需要备案")
    event = MatterEvent(new_id(now), "matter_closed", on, recipient, reason=reason.strip())
    return _record(session, matter_id, seen, event, actor, now)


def void_matter_event(
    session: Session, matter_id: str, seen: int, event_id: str, reason: str, *, actor: str, now: datetime
) -> MatterChange:
    """Void what was recorded wrongly of a matter, with a reason; it stays visible.

    Raises RuleError without a reason or for what does not count any more; StaleError, StorageError.
    """
    if not reason.strip():
        raise refuse("作废一条记载必须写明理由", where="reason", remedy="写一句哪里记错了")

    def make(file: MatterFile) -> list[NewEntry]:
        if event_id not in {event.id for event in file.events}:
            raise refuse("要作废的记载不存在或已经作废", where="event", remedy="请刷新后重新选择")
        return [voided_entry(event_id, reason.strip(), own_day(now))]

    return _change(session, matter_id, seen, make, actor, now)


def _check(matter: Matter, today: date) -> None:
    if matter.kind not in get_args(MatterKind):
        words = "、".join(MATTER_WORDS.values())
        raise refuse("没有选事项的种类", basis=BASIS, where="kind", remedy=f"选{words}之一")
    if not matter.title.strip():
        raise refuse("没有填写标题", where="title", remedy="照文件填写全称")
    if not isinstance(matter.made_on, date):
        raise refuse("没有填写日期", where="made_on", remedy="规范性文件填公布之日，许可填决定之日；期限从次日起算")
    if matter.made_on > today:
        raise refuse(f"日期 {matter.made_on} 还没有到", where="made_on", remedy="公布或者作出决定之后再登记")


def _record(
    session: Session,
    matter_id: str,
    seen: int,
    event: MatterEvent,
    actor: str,
    now: datetime,
    **beside: str,
) -> MatterChange:
    told = {key: word.strip() for key, word in beside.items()}

    def make(file: MatterFile) -> list[NewEntry]:
        _check_event(session, file, event, own_day(now))
        if told.get("scan") and not evidence_store(session.folder).holds(told["scan"]):
            raise StorageError("回执扫描件", "文件还没有存入", "请先添加文件")
        return [event_entry(event, **told)]

    return _change(session, matter_id, seen, make, actor, now)


def _check_event(session: Session, file: MatterFile, event: MatterEvent, today: date) -> None:
    matter, book = file.matter, session.rulebook
    bodies = book.recipients_on(matter.made_on)
    if event.recipient not in bodies and not (event.kind == "matter_closed" and not event.recipient):
        names = "、".join(book.recipients[body].name for body in bodies)
        raise refuse(f"这件事项只向{names}备案", basis=BASIS, where="recipient", remedy="请在其中选择")
    if not matter.made_on <= event.on <= today:
        told = f"日期 {event.on} 不在 {matter.made_on} 至今天之间"
        raise refuse(told, where="on", remedy="填写实际办理的那一天")
    if event.kind in ANSWERS and not _is_filed(file, event):
        raise refuse("还没有向这个机关报送的记载", where="recipient", remedy="请先登记报送")


def _is_filed(file: MatterFile, answer: MatterEvent) -> bool:
    return any(
        event.kind == "matter_filed" and event.recipient == answer.recipient and event.on <= answer.on
        for event in file.events
    )


def _change(session: Session, matter_id: str, seen: int, make: Making, actor: str, now: datetime) -> MatterChange:
    with session.database.transaction():
        stream = matter_stream(matter_id)
        before = read_stream(session.database, stream)
        if not before:
            raise StorageError(f"备案事项 {matter_id}", "数据库里没有这件事项", "请刷新列表后重新打开")
        file = matter_from_entries(before)
        new = make(file)
        if file.seen != seen:
            raise StaleError(stream, seen, file.seen)
        return _append(session, matter_id, seen, before, new, actor, now)


def _append(
    session: Session,
    matter_id: str,
    seen: int,
    before: Sequence[Entry],
    new: Sequence[NewEntry],
    actor: str,
    now: datetime,
) -> MatterChange:
    refuse_unfit_text(new)
    stream = matter_stream(matter_id)
    appended = append(session.database, stream, seen, new, actor=actor, device=session.device.id, now=now)
    entries = (*before, *appended)
    write_matter(session.database, entries, session.rulebook)
    if checkpoint_is_due(session.database, now):
        sign_head(session, now)
    file = matter_from_entries(entries)
    return MatterChange(matter_id, file.seen, file, appended)


ANSWERS: frozenset[MatterAct] = frozenset({"matter_received", "matter_reviewed"})
