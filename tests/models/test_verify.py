"""Every way of altering the journal behind the program's back that verification must notice, and what it can't."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date

import pytest

from models.checkpoints import Checkpoint, Device
from models.database import Database
from models.entries import Entry, NewEntry, recomputed
from models.errors import StorageError
from models.journal import add_checkpoint, append, entry_from, entry_row, next_log_hash, read_stream
from models.tables.journal import EntryRow, LogRow
from models.verify import verify
from tests.models.conftest import NOW

DEVICE = Device("dev-test", b"k" * 32)
ON = date(2026, 10, 9)


@pytest.fixture
def filled(database: Database) -> Database:
    """Two streams of four entries each."""
    for stream in ("case/x", "case/y"):
        for number in range(4):
            new = [NewEntry("lead_received", ON, {"n": number})]
            with database.transaction():
                append(database, stream, number, new, actor="A", device=DEVICE.id, now=NOW)
    return database


def _checkpoint(database: Database) -> Checkpoint:
    with database.transaction():
        return add_checkpoint(database, DEVICE, 0, NOW)


def _without_guards(database: Database) -> None:
    if database.dialect == "sqlite":
        database.sql("PRAGMA foreign_keys = 0")
        for (name,) in database.sql("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            database.sql(f"DROP TRIGGER {name}")
    else:
        for table in ("entry", "log", "checkpoint"):
            database.sql(f'ALTER TABLE "{table}" DISABLE TRIGGER ALL')


def _edit(database: Database) -> None:
    database.sql('UPDATE "entry" SET "payload" = ? WHERE "stream" = ? AND "stream_seq" = 2', ('{"n":7}', "case/x"))


def _edit_day(database: Database) -> None:
    database.sql('UPDATE "entry" SET "on" = ? WHERE "stream" = ? AND "stream_seq" = 2', ("2026-10-08", "case/x"))


def _delete_inside(database: Database) -> None:
    database.sql('DELETE FROM "entry" WHERE "stream" = ? AND "stream_seq" = 2', ("case/x",))


def _swap(database: Database) -> None:
    for old, new in ((2, 9), (3, 2), (9, 3)):
        database.sql(
            'UPDATE "entry" SET "stream_seq" = ? WHERE "stream" = ? AND "stream_seq" = ?', (new, "case/x", old)
        )


def _swap_log(database: Database) -> None:
    first, second = (database.sql('SELECT "entry_digest" FROM "log" WHERE "seq" = ?', (n,))[0][0] for n in (2, 3))
    for seq, digest in ((2, "x"), (3, first), (2, second)):
        database.sql('UPDATE "log" SET "entry_digest" = ? WHERE "seq" = ?', (digest, seq))


def _other_stream(database: Database) -> None:
    database.sql(
        'UPDATE "entry" SET "stream" = ?, "stream_seq" = 5 WHERE "stream" = ? AND "stream_seq" = 4',
        ("case/y", "case/x"),
    )


def _insert(database: Database) -> None:
    last = read_stream(database, "case/x")[-1]
    new = Entry("forged", "case/x", 5, last.digest, last.kind, 1, ON, NOW, "A", "d", '{"n":9}', "0" * 64)
    row = list(entry_row(new))
    row[-1] = recomputed(new)
    database.insert(EntryRow, [row])


def _cut_tail(database: Database) -> None:
    last = database.sql('SELECT "entry_digest" FROM "log" ORDER BY "seq" DESC LIMIT 1')[0][0]
    database.sql('DELETE FROM "log" WHERE "entry_digest" = ?', (last,))
    database.sql('DELETE FROM "entry" WHERE "digest" = ?', (last,))


def _rechain(database: Database) -> None:
    """Change an entry and make every digest, parent and log hash anew: the perfect forgery."""
    order = [row[0] for row in database.sql('SELECT "entry_digest" FROM "log" ORDER BY "seq"')]
    entries = {entry.digest: entry for entry in map(entry_from, database.rows(EntryRow.select()))}
    database.sql('DELETE FROM "log"')
    database.sql('DELETE FROM "entry"')
    parents: dict[str, str] = {}
    log_hash = ""
    for seq, digest in enumerate(order, 1):
        old = list(entry_row(entries[digest]))
        old[4] = parents.get(old[1], "")
        old[11] = old[11].replace('"n":0', '"n":100')
        old[12] = recomputed(entry_from(tuple(old)))
        parents[old[1]] = old[12]
        log_hash = next_log_hash(log_hash, seq, old[12])
        database.insert(EntryRow, [old])
        database.insert(LogRow, [(seq, old[12], log_hash)])


NOTICED = [_edit, _edit_day, _delete_inside, _swap, _swap_log, _other_stream, _insert]
ONLY_WITH_CHECKPOINT = [_cut_tail, _rechain]


def test_untouched_journal_is_in_order(filled: Database) -> None:
    _checkpoint(filled)
    report = verify(filled, None, DEVICE)
    assert report.ok and (report.entries, report.places, report.checkpoints) == (8, 8, 1)


@pytest.mark.parametrize("tamper", NOTICED)
def test_altering_is_noticed_without_a_checkpoint(filled: Database, tamper: Callable[[Database], None]) -> None:
    _without_guards(filled)
    tamper(filled)
    assert not verify(filled, None, DEVICE).ok


@pytest.mark.parametrize("tamper", ONLY_WITH_CHECKPOINT)
def test_cut_tail_and_new_chain_need_a_checkpoint(filled: Database, tamper: Callable[[Database], None]) -> None:
    _without_guards(filled)
    tamper(filled)
    assert verify(filled, None, DEVICE).ok


@pytest.mark.parametrize("tamper", NOTICED + ONLY_WITH_CHECKPOINT)
def test_altering_before_a_checkpoint_is_always_noticed(filled: Database, tamper: Callable[[Database], None]) -> None:
    _checkpoint(filled)
    _without_guards(filled)
    tamper(filled)
    assert not verify(filled, None, DEVICE).ok


@pytest.mark.parametrize("tamper", ONLY_WITH_CHECKPOINT)
def test_head_kept_elsewhere_protects_when_the_checkpoints_were_removed_too(
    filled: Database, tamper: Callable[[Database], None]
) -> None:
    kept = _checkpoint(filled)
    _without_guards(filled)
    tamper(filled)
    filled.sql('DELETE FROM "checkpoint"')
    assert verify(filled, None, DEVICE).ok
    assert not verify(filled, None, DEVICE, [kept]).ok


def test_checkpoint_moved_to_a_forged_head_is_noticed(filled: Database) -> None:
    _checkpoint(filled)
    _without_guards(filled)
    _rechain(filled)
    head = filled.sql('SELECT "log_hash" FROM "log" ORDER BY "seq" DESC LIMIT 1')[0][0]
    filled.sql('UPDATE "checkpoint" SET "log_hash" = ?', (head,))
    assert any("签名不对" in damage.text for damage in verify(filled, None, DEVICE).damages)


def test_database_still_answers_after_a_refused_change(filled: Database) -> None:
    with suppress(StorageError):
        filled.sql('DELETE FROM "entry"')
    assert verify(filled, None, DEVICE).ok
