"""Appending to streams: order, parents, the second writer refused, nothing ever changed."""

from datetime import date
from typing import Any

import pytest

from models.checkpoints import Device
from models.database import Database
from models.entries import Entry, NewEntry, recomputed
from models.errors import StaleError, StorageError
from models.journal import (
    add_checkpoint,
    append,
    checkpoint_is_due,
    log_head,
    next_log_hash,
    read_stream,
    read_streams,
    store,
)
from tests.models.conftest import NOW

DEVICE = Device("dev-test", b"k" * 32)
ON = date(2026, 10, 9)


def _append(database: Database, stream: str, seen: int | None, *payloads: dict[str, Any]) -> tuple[Entry, ...]:
    new = [NewEntry("lead_received", ON, payload) for payload in payloads]
    with database.transaction():
        return append(database, stream, seen, new, actor="A", device=DEVICE.id, now=NOW)


def test_entries_come_back_as_they_were_appended(database: Database) -> None:
    appended = _append(database, "case/x", 0, {"text": "王某 𬭎 \"'\\"}, {"amount": 1})
    assert read_stream(database, "case/x") == appended
    assert [entry.stream_seq for entry in appended] == [1, 2]
    assert all(recomputed(entry) == entry.digest for entry in appended)


def test_each_entry_names_the_digest_of_the_one_before_it(database: Database) -> None:
    first = _append(database, "case/x", 0, {"n": 1})
    second = _append(database, "case/x", 1, {"n": 2})
    assert first[0].parent == "" and second[0].parent == first[0].digest


def test_second_writer_who_saw_an_older_state_is_refused(database: Database) -> None:
    _append(database, "case/x", 0, {"n": 1})
    with pytest.raises(StaleError) as refused:
        _append(database, "case/x", 0, {"n": 2})
    assert (refused.value.seen, refused.value.current) == (0, 1)
    assert len(read_stream(database, "case/x")) == 1


def test_unique_place_refuses_an_entry_that_got_past_the_check(database: Database) -> None:
    entry = _append(database, "case/x", 0, {"n": 1})[0]
    with pytest.raises(StorageError), database.transaction():
        store(database, [entry])
    assert log_head(database)[0] == 1


def test_log_chains_what_this_database_received(database: Database) -> None:
    one, two = _append(database, "case/x", 0, {"n": 1})[0], _append(database, "case/y", 0, {"n": 2})[0]
    assert log_head(database) == (2, next_log_hash(next_log_hash("", 1, one.digest), 2, two.digest))


def test_failing_in_the_middle_leaves_nothing(database: Database) -> None:
    with pytest.raises(KeyError), database.transaction():
        append(database, "case/x", 0, [NewEntry("lead_received", ON, {})], actor="A", device="d", now=NOW)
        raise KeyError("x")
    assert read_stream(database, "case/x") == () and log_head(database) == (0, "")


def test_streams_are_read_whole_and_in_order_across_batches(database: Database) -> None:
    for name in ("b", "a", "c"):
        _append(database, f"case/{name}", 0, *({"n": n} for n in range(5)))
    _append(database, "office", None, {"n": 1})
    read = list(read_streams(database, "case/", batch=4))
    assert [(stream, [entry.stream_seq for entry in entries]) for stream, entries in read] == [
        (f"case/{name}", [1, 2, 3, 4, 5]) for name in "abc"
    ]


@pytest.mark.parametrize("table", ["entry", "log", "checkpoint"])
@pytest.mark.parametrize("change", ['DELETE FROM "{}"', 'UPDATE "{}" SET "{}" = \'x\''])
def test_database_itself_refuses_to_change_what_was_recorded(database: Database, table: str, change: str) -> None:
    _append(database, "case/x", 0, {"n": 1})
    with database.transaction():
        add_checkpoint(database, DEVICE, 0, NOW)
    column = {"entry": "payload", "log": "log_hash", "checkpoint": "signature"}[table]
    with pytest.raises(StorageError, match="只能增加"):
        database.sql(change.format(table, column))


def test_replacing_an_entry_is_refused_too(database: Database) -> None:
    if database.dialect != "sqlite":
        pytest.skip("INSERT OR REPLACE is SQLite's own")
    _append(database, "case/x", 0, {"n": 1})
    with pytest.raises(StorageError, match="只能增加"):
        database.sql('INSERT OR REPLACE INTO "entry" SELECT * FROM "entry"')


def test_checkpoint_is_due_a_day_after_the_last(database: Database) -> None:
    assert checkpoint_is_due(database, NOW)
    _append(database, "case/x", 0, {"n": 1})
    with database.transaction():
        add_checkpoint(database, DEVICE, 0, NOW)
    assert not checkpoint_is_due(database, NOW.replace(hour=23))
    assert checkpoint_is_due(database, NOW.replace(day=10))
