"""How old entries are read: one function for each (kind, schema n → n + 1). Stored bytes are never rewritten.

To change the payload of a kind: raise its number in `SCHEMAS`, add the function to `UPCASTS`, and keep one entry of the
new (kind, schema) in `tests/models/released_entries`.
"""

from collections.abc import Callable, Mapping
from typing import Any

from models.entries import Entry
from models.errors import StorageError

Payload = dict[str, Any]

# kinds whose schema is not 1 any more
SCHEMAS: Mapping[str, int] = {"evidence_recorded": 2, "goods_listed": 2, "party_recorded": 2}


def _unchanged(payload: Payload) -> Payload:
    """The newer schema only has more keys that may be absent."""
    return payload


UPCASTS: Mapping[tuple[str, int], Callable[[Payload], Payload]] = {
    ("evidence_recorded", 1): _unchanged,  # 2: maker, place, made_on, original_at, note
    ("goods_listed", 1): _unchanged,  # 2: lawfully_sold, refunded, sample_paid
    ("party_recorded", 1): _unchanged,  # 2: reason
}


def schema_of(kind: str) -> int:
    """The schema in which this program writes entries of a kind."""
    return SCHEMAS.get(kind, 1)


def read_payload(entry: Entry) -> Payload:
    """The payload of an entry in today's schema; raises StorageError for one written by a newer program."""
    return lifted(entry.kind, entry.schema, entry.content())


def lifted(kind: str, schema: int, payload: Payload) -> Payload:
    """A payload of an older schema in today's; raises StorageError for a newer one."""
    today = schema_of(kind)
    if schema > today:
        raise StorageError(f"记载 {kind}", "由更新版本的农案通写入，本机读不懂", "请先升级本机的农案通")
    for step in range(schema, today):
        payload = UPCASTS[kind, step](payload)
    return payload
