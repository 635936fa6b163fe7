"""A matter that is filed under 附件4 第十二条第七项, as its own stream tells it: the fold, the entries, the rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from peewee import Model

from models import search
from models.database import Database, Row
from models.entries import Entry, NewEntry, instant_text
from models.tables.filing import FilingRow, MatterRow, ProposalRow
from models.upcasts import read_payload
from procedures.matters import MATTER_WORDS, Matter, MatterAct, MatterEvent, matter_filings, matter_proposals

if TYPE_CHECKING:
    from procedures.rulebook import Rulebook

MATTER_PREFIX = "matter/"
EVENT_KINDS = frozenset({"matter_filed", "matter_received", "matter_reviewed", "matter_closed"})
MATTER_ENTRY_KINDS = EVENT_KINDS | {"matter_recorded", "matter_event_voided"}
GROUNDS = "附件4 第十二条第七项"
EVENT_KEYS = ("recipient", "outcome", "receipt_no", "reason")


@dataclass(frozen=True, slots=True)
class MatterNote:
    """An event with what only people look at: who took it in, on which way, the scan's digest, its entry.

    `void_reason` says why it no longer counts; empty while it does.
    """

    event: MatterEvent
    entry: Entry
    receiver: str = ""
    way: str = ""
    scan: str = ""
    void_reason: str = ""


@dataclass(frozen=True, slots=True)
class MatterFile:
    """A whole matter: its newest row and all that was noted of its filings, voided notes included."""

    matter: Matter
    seen: int
    notes: tuple[MatterNote, ...] = ()

    @property
    def events(self) -> tuple[MatterEvent, ...]:
        """What counts, in the order of recording."""
        return tuple(note.event for note in self.notes if not note.void_reason)


@dataclass(frozen=True, slots=True)
class MatterRows:
    """All rows of one matter, in the order of their tables' fields."""

    matter_id: str
    matter: Row
    filings: tuple[Row, ...]
    proposals: tuple[Row, ...]
    text: str

    def by_table(self) -> tuple[tuple[type[Model], str, Sequence[Row]], ...]:
        """Each table with the column that names the matter, and its rows."""
        return (
            (MatterRow, "matter_id", (self.matter,)),
            (FilingRow, "source_id", self.filings),
            (ProposalRow, "source_id", self.proposals),
        )


def matter_stream(matter_id: str) -> str:
    """The stream of a matter."""
    return MATTER_PREFIX + matter_id


def matter_from_entries(entries: Iterable[Entry]) -> MatterFile:
    """The matter that these entries of one stream tell of; raises StorageError for entries of a newer program."""
    matter: Matter | None = None
    notes: dict[str, MatterNote] = {}
    seen = 0
    for entry in entries:
        payload, seen = read_payload(entry), entry.stream_seq
        if entry.kind == "matter_recorded":
            matter = _matter(payload["matter"])
        elif entry.kind == "matter_event_voided":
            notes[payload["event"]] = replace(notes[payload["event"]], void_reason=payload["reason"])
        else:
            note = _note(payload["event"], entry)
            notes[note.event.id] = note
    assert matter is not None
    return MatterFile(matter, seen, tuple(notes.values()))


def matter_entry(matter: Matter, on: date) -> NewEntry:
    """A matter as a whole row."""
    told = {
        "id": matter.id,
        "kind": matter.kind,
        "title": matter.title,
        "number": matter.number,
        "made_on": matter.made_on.isoformat(),
        "note": matter.note,
    }
    return NewEntry("matter_recorded", on, {"matter": told})


def event_entry(event: MatterEvent, *, receiver: str = "", way: str = "", scan: str = "") -> NewEntry:
    """Something done about the filing of a matter; what is empty is left out."""
    told = {"id": event.id} | {key: getattr(event, key) for key in EVENT_KEYS}
    told |= {"receiver": receiver, "way": way, "scan": scan}
    return NewEntry(event.kind, event.on, {"event": {key: word for key, word in told.items() if word}})


def voided_entry(event_id: str, reason: str, on: date) -> NewEntry:
    """An event that was recorded wrongly."""
    return NewEntry("matter_event_voided", on, {"event": event_id, "reason": reason})


def matter_rows(entries: Sequence[Entry], rulebook: "Rulebook") -> MatterRows:
    """The rows of a matter from the entries of its stream: functions of these and the rules."""
    from models.filing_rows import Subject, proposal_row, subject_rows

    file, last = matter_from_entries(entries), entries[-1]
    matter, events = file.matter, file.events
    filings = matter_filings(matter, events, rulebook)
    words = MATTER_WORDS[matter.kind]
    subject = Subject("matter", matter.id, matter.kind, matter.number, matter.title, cause=words, grounds=GROUNDS)
    recipients = {key: recipient.name for key, recipient in rulebook.recipients.items()}
    return MatterRows(
        matter.id,
        _matter_row(file, any(filing.is_open for filing in filings), last, rulebook.digest),
        tuple(subject_rows(subject, filings, recipients, _receipts(file.notes), {})),
        tuple(
            proposal_row(subject, proposal, "", recipients.get(proposal.recipient, ""))
            for proposal in matter_proposals(matter, events, rulebook)
        ),
        "\n".join(dict.fromkeys(word for word in (matter.number, matter.title, words, matter.note) if word)),
    )


def write_matter(database: Database, entries: Sequence[Entry], rulebook: "Rulebook") -> None:
    """Replace the rows of a matter, inside the caller's transaction."""
    rows = matter_rows(entries, rulebook)
    for table, key, new in rows.by_table():
        database.sql(f'DELETE FROM "{table._meta.table_name}" WHERE "{key}" = ?', (rows.matter_id,))
        database.insert(table, new)
    search.put_texts(database, [(rows.matter_id, rows.text)])


def outdated_matters(database: Database, rules: str, limit: int = 200) -> tuple[str, ...]:
    """Matters whose rows were made under other rules, a handful at a time."""
    query = MatterRow.select(MatterRow.matter_id).where(MatterRow.rules != rules).limit(limit)
    return tuple(row[0] for row in database.rows(query))


def _matter(told: Mapping[str, Any]) -> Matter:
    return Matter(**{**told, "made_on": date.fromisoformat(told["made_on"])})


def _note(told: Mapping[str, Any], entry: Entry) -> MatterNote:
    own = {key: told[key] for key in EVENT_KEYS if key in told}
    event = MatterEvent(told["id"], cast(MatterAct, entry.kind), entry.on, **own)
    beside = {key: told[key] for key in ("receiver", "way", "scan") if key in told}
    return MatterNote(event, entry, **beside)


def _receipts(notes: Iterable[MatterNote]) -> Mapping[str, Any]:
    """By recipient, who took the filing in: the receipt that came back, else who was handed it."""
    from models.filing_rows import Receipt

    found: dict[str, Receipt] = {}
    for note in notes:
        event = note.event
        known = found.get(event.recipient, Receipt())
        if note.void_reason or event.kind not in ("matter_filed", "matter_received"):
            continue
        receiver = note.receiver or known.receiver
        if event.kind == "matter_received":
            found[event.recipient] = Receipt(event.on.isoformat(), receiver, event.receipt_no or known.number)
        else:
            found[event.recipient] = replace(known, receiver=receiver)
    return found


def _matter_row(file: MatterFile, is_open: bool, last: Entry, rules: str) -> Row:
    matter = file.matter
    closings = [event for event in file.events if event.kind == "matter_closed"]
    ended = max((event.on for event in file.events), default=None)
    return (
        matter.id,
        matter.kind,
        matter.title,
        matter.number,
        matter.made_on.isoformat(),
        matter.note,
        ended.isoformat() if ended and not is_open else None,
        closings[-1].reason if closings else "",
        file.seen,
        instant_text(last.recorded_at),
        rules,
    )
