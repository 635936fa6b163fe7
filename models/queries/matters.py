"""Matters to be filed beside major penalties (规范性文件、重大行政许可决定): the register, one matter, its history."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from models.database import Row
from models.errors import StorageError
from models.journal import read_stream
from models.matters import MatterFile, MatterNote, matter_from_entries, matter_stream
from models.queries.filing_lines import HistoryLine
from models.queries.rows import day, day_or_none
from models.session import Session
from models.tables.filing import MatterRow
from procedures.matters import EVENT_WORDS, MatterKind, matter_filings

MOST = 1000


@dataclass(frozen=True, slots=True)
class MatterLine:
    """One line of the register of matters; `closed_on` once nothing more is expected with any recipient."""

    matter_id: str
    kind: MatterKind
    title: str
    number: str
    made_on: date
    note: str
    closed_on: date | None
    close_reason: str
    stream_seq: int


def matters(session: Session, *, limit: int = MOST) -> tuple[MatterLine, ...]:
    """Matters, the newest first. What they owe stands on the filing desk, as for decisions."""
    columns = MatterRow._meta.sorted_fields[: len(MatterLine.__dataclass_fields__)]
    query = MatterRow.select(*columns).order_by(MatterRow.made_on.desc(), MatterRow.matter_id.desc()).limit(limit)
    return tuple(_line(row) for row in session.database.rows(query))


def count_matters(session: Session) -> int:
    """How many matters the register holds."""
    return int(session.database.sql('SELECT count(*) FROM "matter_row"')[0][0])


def read_matter(session: Session, matter_id: str) -> MatterFile:
    """One whole matter, folded from its entries; `seen` goes into the next operation. StorageError without one."""
    entries = read_stream(session.database, matter_stream(matter_id))
    if not entries:
        raise StorageError(f"备案事项 {matter_id}", "数据库里没有这件事项", "请刷新列表后重新打开")
    return matter_from_entries(entries)


def matter_history(session: Session, matter_id: str, recipient: str = "") -> tuple[HistoryLine, ...]:
    """What happened to a matter with one recipient, or with all, oldest first; what was voided says so."""
    file = read_matter(session, matter_id)
    told = {
        event.act: event.words
        for filing in matter_filings(file.matter, file.events, session.rulebook)
        for event in filing.events
    }
    notes = [note for note in file.notes if not recipient or note.event.recipient in ("", recipient)]
    return tuple(
        _history(note, told) for note in sorted(notes, key=lambda note: (note.event.on, note.entry.stream_seq))
    )


def _history(note: MatterNote, told: Mapping[str, str]) -> HistoryLine:
    event = note.event
    words = told.get(event.id) or EVENT_WORDS[event.kind]
    if event.kind == "matter_reviewed" and event.reason:
        words = f"{words}，{event.reason}"
    if note.void_reason:
        words = f"{words}（已作废：{note.void_reason}）"
    return HistoryLine(event.on, event.kind, words, event.id, note.entry.actor, note.entry.recorded_at)


def _line(row: Row) -> MatterLine:
    values = dict(zip(MatterLine.__dataclass_fields__, row, strict=True))
    values |= {"made_on": day(values["made_on"]), "closed_on": day_or_none(values["closed_on"])}
    return MatterLine(**values)
