"""The journal: append to a stream, read a stream, and the log of what this database received."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from peewee import fn

from models.checkpoints import Checkpoint, Device, sign
from models.database import Database, Row
from models.entries import Entry, NewEntry, canonical, digest_of, instant_from, instant_text, new_id
from models.errors import StaleError, StorageError
from models.tables.journal import CheckpointRow, EntryRow, LogRow
from models.upcasts import schema_of

LOG_PREFIX = "nongantong/log/1"
CHECKPOINT_EVERY_SECONDS = 24 * 3600


def append(
    database: Database,
    stream: str,
    seen: int | None,
    entries: Sequence[NewEntry],
    *,
    actor: str,
    device: str,
    now: datetime,
) -> tuple[Entry, ...]:
    """Append entries to a stream, inside the caller's transaction, and return them as recorded.

    `seen` is the stream_seq the caller has read, None where the newest is as good as any. Raises StaleError when the
    stream has moved on.
    """
    seq, parent = _head(database, stream)
    if seen is not None and seen != seq:
        raise StaleError(stream, seen, seq)
    made: list[Entry] = []
    for new in entries:
        seq += 1
        entry = make_entry(new, stream, seq, parent, actor=actor, device=device, now=now)
        made.append(entry)
        parent = entry.digest
    store(database, made)
    return tuple(made)


def make_entry(new: NewEntry, stream: str, seq: int, parent: str, *, actor: str, device: str, now: datetime) -> Entry:
    """A new entry with its canonical payload and digest; nothing is stored."""
    payload = canonical(new.payload)
    head: dict[str, Any] = {
        "id": new_id(now),
        "stream": stream,
        "stream_seq": seq,
        "parent": parent,
        "kind": new.kind,
        "schema": schema_of(new.kind),
        "on": new.on.isoformat(),
        "recorded_at": instant_text(now),
        "actor": actor,
        "device": device,
    }
    digest = digest_of(head, payload)
    return Entry(head["id"], stream, seq, parent, new.kind, head["schema"], new.on, now, actor, device, payload, digest)


def store(database: Database, entries: Sequence[Entry]) -> None:
    """Put entries and their places in the log into the database, inside the caller's transaction."""
    database.insert(EntryRow, [entry_row(entry) for entry in entries])
    seq, log_hash = log_head(database)
    places = []
    for entry in entries:
        seq += 1
        log_hash = next_log_hash(log_hash, seq, entry.digest)
        places.append((seq, entry.digest, log_hash))
    database.insert(LogRow, places)


def read_stream(database: Database, stream: str) -> tuple[Entry, ...]:
    """The entries of a stream (branch 0) in their order; empty where there is no such stream."""
    query = EntryRow.select().where(EntryRow.stream == stream, EntryRow.branch == 0).order_by(EntryRow.stream_seq)
    return tuple(entry_from(row) for row in database.rows(query))


def read_streams(database: Database, prefix: str, batch: int = 2000) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    """Every stream whose name begins with `prefix`, each with all its entries, in the order of the names.

    Read in batches by key, so memory stays flat and no cursor stays open.
    """
    after: tuple[str, int] = ("", 0)
    current: list[Entry] = []
    while True:
        rows = database.sql(
            'SELECT * FROM "entry" WHERE "branch" = 0 AND "stream" LIKE ? '
            'AND ("stream", "stream_seq") > (?, ?) ORDER BY "stream", "stream_seq" LIMIT ?',
            (prefix + "%", *after, batch),
        )
        for entry in map(entry_from, rows):
            if current and entry.stream != current[0].stream:
                yield current[0].stream, tuple(current)
                current = []
            current.append(entry)
        if len(rows) < batch:
            break
        after = (current[-1].stream, current[-1].stream_seq)
    if current:
        yield current[0].stream, tuple(current)


def log_head(database: Database) -> tuple[int, str]:
    """Position and hash of the newest place in the log; (0, "") in an empty one."""
    row = database.one(LogRow.select(LogRow.seq, LogRow.log_hash).order_by(LogRow.seq.desc()))
    return (row[0], row[1]) if row else (0, "")


def next_log_hash(previous: str, seq: int, entry_digest: str) -> str:
    """The hash of a place in the log over the one before it."""
    return hashlib.sha256(f"{LOG_PREFIX}\n{previous}\n{seq}\n{entry_digest}".encode("ascii")).hexdigest()


def add_checkpoint(database: Database, device: Device, documents: int, now: datetime) -> Checkpoint:
    """Sign the head of the log, inside the caller's transaction; raises StorageError on an empty log."""
    seq, log_hash = log_head(database)
    if not seq:
        raise StorageError(database.name, "办案日志是空的，没有可以签名的内容", "请先记载，再签名")
    checkpoint = sign(seq, log_hash, seq, documents, device, now)
    if database.one(
        CheckpointRow.select(CheckpointRow.seq).where(CheckpointRow.seq == seq, CheckpointRow.device == device.id)
    ):
        return checkpoint
    database.insert(
        CheckpointRow,
        [
            (
                seq,
                device.id,
                log_hash,
                checkpoint.entries,
                documents,
                checkpoint.made_at,
                checkpoint.algorithm,
                checkpoint.signature,
            )
        ],
    )
    return checkpoint


def checkpoint_is_due(database: Database, now: datetime) -> bool:
    """Whether a day has passed since the last checkpoint."""
    last = database.one(CheckpointRow.select(fn.MAX(CheckpointRow.made_at)))
    if last is None or last[0] is None:
        return True
    return (now - instant_from(last[0])).total_seconds() >= CHECKPOINT_EVERY_SECONDS


def checkpoints(database: Database) -> tuple[Checkpoint, ...]:
    """All checkpoints, oldest first."""
    columns = (
        CheckpointRow.seq,
        CheckpointRow.log_hash,
        CheckpointRow.entries,
        CheckpointRow.documents,
        CheckpointRow.made_at,
        CheckpointRow.device,
        CheckpointRow.algorithm,
        CheckpointRow.signature,
    )
    return tuple(Checkpoint(*row) for row in database.rows(CheckpointRow.select(*columns).order_by(CheckpointRow.seq)))


def entry_from(row: Row) -> Entry:
    """An entry from its row."""
    (id_, stream, seq, branch, parent, kind, schema, on, recorded_at, actor, device, payload, digest) = row
    return Entry(
        id_,
        stream,
        seq,
        parent,
        kind,
        schema,
        date.fromisoformat(on),
        instant_from(recorded_at),
        actor,
        device,
        payload,
        digest,
        branch,
    )


def entry_row(entry: Entry) -> Row:
    """The row of an entry."""
    return (
        entry.id,
        entry.stream,
        entry.stream_seq,
        entry.branch,
        entry.parent,
        entry.kind,
        entry.schema,
        entry.on.isoformat(),
        instant_text(entry.recorded_at),
        entry.actor,
        entry.device,
        entry.payload,
        entry.digest,
    )


def _head(database: Database, stream: str) -> tuple[int, str]:
    row = database.one(
        EntryRow.select(EntryRow.stream_seq, EntryRow.digest)
        .where(EntryRow.stream == stream, EntryRow.branch == 0)
        .order_by(EntryRow.stream_seq.desc())
    )
    return (row[0], row[1]) if row else (0, "")
