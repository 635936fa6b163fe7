"""Opening a database: what it is made with, and every file that can't be opened said in words."""

import os
import random
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playhouse.schema_diff import diff_models

from models import database as database_module
from models import schema
from models.database import APPLICATION_ID, Database, open_database
from models.errors import StorageError
from models.folder import DataFolder, data_root
from models.schema import back_up, bring_up_to_date
from models.tables.drafts import DraftRow
from models.tables.journal import JOURNAL_TABLES
from models.tables.projections import PROJECTION_TABLES
from tests.models.test_journal import _append


@pytest.fixture
def made(folder: DataFolder) -> Iterator[DataFolder]:
    """A data folder with a database of one entry, closed again."""
    database = open_database(folder)
    _append(database, "case/x", 0, {"name": "CANARY-王某"})
    database.close()
    yield folder


def test_migrations_make_the_tables_that_the_program_asks_for(database: Database) -> None:
    difference = diff_models(database.driver, [*JOURNAL_TABLES, *PROJECTION_TABLES, DraftRow])
    assert not difference.create_tables and not difference.add_columns
    assert [column for column in difference.drop_columns if "tokens" not in str(column)] == []


def test_nothing_readable_stands_in_the_file(made: DataFolder) -> None:
    content = made.database.read_bytes()
    assert b"CANARY" not in content and not content.startswith(b"SQLite format 3")


def test_key_file_can_be_read_by_its_owner_alone(made: DataFolder) -> None:
    if os.name != "posix":
        pytest.skip("POSIX permissions")
    assert stat.S_IMODE(made.database_key.stat().st_mode) == 0o600


def test_database_carries_the_programs_mark(made: DataFolder) -> None:
    database = open_database(made)
    assert database.sql("PRAGMA application_id") == [(APPLICATION_ID,)]
    assert database.sql("PRAGMA synchronous") == [(2,)] and database.encrypted
    database.close()


def test_pragma_that_did_not_take_is_refused(made: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(database_module.PRAGMAS, "page_size", 123)
    with pytest.raises(StorageError, match="page_size"):
        open_database(made)


def test_wrong_key_is_said_with_file_and_remedy(made: DataFolder) -> None:
    made.database_key.write_text("ab" * 32)
    with pytest.raises(StorageError, match="密钥不符") as refused:
        open_database(made)
    assert refused.value.file == str(made.database) and "备份" in refused.value.remedy


def test_missing_key_is_not_made_anew_for_a_database_that_exists(made: DataFolder) -> None:
    made.database_key.unlink()
    with pytest.raises(StorageError, match="找不到密钥文件"):
        open_database(made)
    assert not made.database_key.exists()


@pytest.mark.parametrize("content", ["", "zz", "ab" * 31])
def test_broken_key_file_is_named(made: DataFolder, content: str) -> None:
    made.database_key.write_text(content)
    with pytest.raises(StorageError) as refused:
        open_database(made)
    assert refused.value.file == str(made.database_key)


def test_damaged_file_is_refused_or_found_by_its_own_check(made: DataFolder) -> None:
    whole = made.database.read_bytes()
    for seed in range(20):
        place = random.Random(seed).randrange(len(whole))
        made.database.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert not _is_whole(made), f"byte {place} was changed unseen"


def _is_whole(folder: DataFolder) -> bool:
    try:
        database = open_database(folder)
    except StorageError:
        return False
    try:
        return database.sql("PRAGMA cipher_integrity_check") == []
    finally:
        database.close()


def test_file_of_another_program_is_refused(folder: DataFolder) -> None:
    other = sqlite3.connect(folder.database)
    other.execute("CREATE TABLE customers (id INTEGER)")
    other.commit()
    other.close()
    with pytest.raises(StorageError, match="不是农案通的数据库"):
        open_database(folder)


def test_file_that_is_no_database_is_refused(folder: DataFolder) -> None:
    folder.database.write_bytes(b"hello" * 1000)
    with pytest.raises(StorageError):
        open_database(folder)


def test_newer_schema_is_refused(place: DataFolder | str) -> None:
    database = open_database(place)
    database.sql("INSERT INTO schema_migration (name, applied) VALUES ('9999_later', '2030-01-01 00:00:00')")
    database.close()
    with pytest.raises(StorageError, match="更新版本的农案通"):
        open_database(place)


def test_address_that_is_none_is_refused() -> None:
    with pytest.raises(StorageError, match="postgresql://"):
        open_database("mysql://x")


def test_server_that_does_not_answer_is_said_without_the_password() -> None:
    with pytest.raises(StorageError) as refused:
        open_database("postgresql://u:secret@127.0.0.1:1/office")
    assert "secret" not in str(refused.value)


def test_unencrypted_where_the_driver_is_missing_and_said_so(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sqlcipher3", None)
    database = open_database(folder)
    _append(database, "case/x", 0, {})
    assert not database.encrypted and not folder.database_key.exists()
    database.close()


def test_encrypted_database_is_not_touched_without_the_driver(
    made: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sqlcipher3", None)
    with pytest.raises(StorageError, match="sqlcipher3"):
        open_database(made)


def test_backup_is_a_whole_database_under_the_same_key(made: DataFolder, tmp_path: Path) -> None:
    database = open_database(made)
    copy = DataFolder(tmp_path / "copy")
    copy.create()
    copy.database_key.write_text(made.database_key.read_text())
    back_up(database, copy.database)
    database.close()
    opened = open_database(copy)
    assert opened.sql('SELECT count(*) FROM "entry"') == [(1,)]
    opened.close()


def test_opening_again_applies_nothing(made: DataFolder) -> None:
    database = open_database(made)
    assert bring_up_to_date(database, made.backups) == () and list(made.backups.iterdir()) == []
    database.close()


def _with_second_migration(tmp_path: Path, body: str) -> Path:
    later = tmp_path / "migrations"
    shutil.copytree(schema.MIGRATIONS, later, ignore=shutil.ignore_patterns("__pycache__"))
    (later / "0099_later.py").write_text(f"def up(migrator, db):\n    {body}\n")
    return later


def test_database_is_copied_before_a_later_migration(
    made: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = _with_second_migration(tmp_path, "db.execute_sql('CREATE TABLE later (id INTEGER)')")
    monkeypatch.setattr(schema, "MIGRATIONS", later)
    database = open_database(made)
    assert "later" in database.driver.get_tables()
    assert database.sql("PRAGMA user_version") == [(99,)]
    database.close()
    assert [copy.name for copy in made.backups.iterdir()] == ["before-0099_later.db"]
    monkeypatch.undo()
    with pytest.raises(StorageError, match="更新版本的农案通"):
        open_database(made)


def test_migration_that_fails_leaves_the_old_schema(
    made: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = "db.execute_sql('CREATE TABLE later (id INTEGER)'); db.execute_sql('nonsense')"
    monkeypatch.setattr(schema, "MIGRATIONS", _with_second_migration(tmp_path, body))
    with pytest.raises(StorageError):
        open_database(made)
    monkeypatch.undo()
    database = open_database(made)
    assert "later" not in database.driver.get_tables() and database.sql('SELECT count(*) FROM "entry"') == [(1,)]
    database.close()


def test_second_program_is_told_who_holds_the_folder(folder: DataFolder) -> None:
    script = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from pathlib import Path; from models.folder import DataFolder\n"
        "with DataFolder(Path(sys.argv[2])).writing():\n"
        "    print('held', flush=True); sys.stdin.read()\n"
    )
    root = str(Path(__file__).parents[2])
    with subprocess.Popen(
        [sys.executable, "-c", script, root, str(folder.root)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None and holder.stdout.readline().strip() == b"held"
        with pytest.raises(StorageError, match=f"进程 {holder.pid}"), folder.writing():
            pass
        holder.kill()
        holder.wait()
    with folder.writing():
        pass


def test_data_folder_is_the_one_asked_for_then_the_environment(tmp_path: Path) -> None:
    assert data_root(tmp_path / "a", {"NONGANTONG_DATA": str(tmp_path / "b")}) == tmp_path / "a"
    assert data_root(None, {"NONGANTONG_DATA": str(tmp_path / "b")}) == tmp_path / "b"
