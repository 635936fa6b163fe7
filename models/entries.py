"""One entry of the journal: its canonical bytes and its digest, the same in every copy, package and office."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import rfc8785
import uuid_utils

DIGEST_PREFIX = b"nongantong/entry/1\n"
OFFICE_STREAM = "office"
CASE_PREFIX = "case/"


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What an operation wants recorded: kind, the day it happened, and the payload as plain JSON values."""

    kind: str
    on: date
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """One recorded entry. `payload` is canonical JSON text (RFC 8785); `recorded_at` an aware UTC instant.

    `branch` stands beside the entry, outside its digest.
    """

    id: str
    stream: str
    stream_seq: int
    parent: str
    kind: str
    schema: int
    on: date
    recorded_at: datetime
    actor: str
    device: str
    payload: str
    digest: str
    branch: int = 0

    def content(self) -> dict[str, Any]:
        """The payload as it was stored, not yet lifted to today's schema."""
        content: dict[str, Any] = json.loads(self.payload)
        return content


def case_stream(case_id: str) -> str:
    """The stream of a case."""
    return CASE_PREFIX + case_id


def new_id(now: datetime) -> str:
    """A new UUIDv7 whose time is `now`."""
    return str(uuid_utils.uuid7(nanoseconds=int(now.timestamp() * 1_000_000) * 1000))


def canonical(value: Any) -> str:
    """Canonical JSON text of plain values (RFC 8785); raises ValueError for what JSON can't hold."""
    return rfc8785.dumps(value).decode("utf-8")


def instant_text(moment: datetime) -> str:
    """An aware instant as UTC text with microseconds, the form that is stored and digested."""
    if moment.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def instant_from(text: str) -> datetime:
    """The instant that `instant_text` wrote."""
    return datetime.fromisoformat(text)


def digest_of(head: Mapping[str, Any], payload: str) -> str:
    """SHA-256 in hexadecimal over the versioned prefix and the canonical JSON of all fields of an entry but the digest.

    `head` holds every field but `payload`. Since the payload is canonical already and the keys are ASCII, the canonical
    text of the whole is put together here rather than encoded once more.
    """
    text = _encode({key: head[key] for key in ("actor", "device", "id", "kind", "on", "parent")})
    rest = _encode({key: head[key] for key in ("recorded_at", "schema", "stream", "stream_seq")})
    whole = f'{text[:-1]},"payload":{payload},{rest[1:]}'
    return hashlib.sha256(DIGEST_PREFIX + whole.encode("utf-8")).hexdigest()


def recomputed(entry: Entry) -> str:
    """The digest that an entry's fields give."""
    head = {
        "id": entry.id,
        "stream": entry.stream,
        "stream_seq": entry.stream_seq,
        "parent": entry.parent,
        "kind": entry.kind,
        "schema": entry.schema,
        "on": entry.on.isoformat(),
        "recorded_at": instant_text(entry.recorded_at),
        "actor": entry.actor,
        "device": entry.device,
    }
    return digest_of(head, entry.payload)


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _encode(value: Mapping[str, Any]) -> str:
    return _ENCODER.encode(value)
