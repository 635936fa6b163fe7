"""Bringing a database up to this program's schema, with peewee's own runner and a guard around it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from models.database import APPLICATION_ID, WRITE_LOCK, Database
from models.errors import StorageError

MIGRATIONS = Path(__file__).parent / "migrations"


def bring_up_to_date(database: Database, backups: Path | None) -> tuple[str, ...]:
    """Apply what is missing, each in its own transaction, and return the names applied.

    A foreign file or a schema newer than the program is refused. A copy goes to `backups` before any but the first.
    Raises StorageError.
    """
    _check_identity(database)
    runner = _runner(database)
    with database.errors_in_words():
        status = runner.status()
    if any(migration.path is None for migration in status):
        raise StorageError(database.name, "数据库由更新版本的农案通建立", "请先升级本机的农案通，再打开这个数据文件夹")
    pending = [migration.name for migration in status if not migration.applied]
    if not pending:
        return ()
    if len(pending) < len(status) and backups is not None and database.dialect == "sqlite":
        back_up(database, backups / f"before-{pending[0]}.db")
    with database.errors_in_words(), _alone(database):
        applied = tuple(runner.up())
    _stamp(database)
    return applied


def schema_version() -> int:
    """The number of the newest migration that this program brings along."""
    return max((int(file.name[:4]) for file in MIGRATIONS.glob("[0-9]*.py")), default=0)


def back_up(database: Database, target: Path) -> Path:
    """A whole, consistent copy of the database, encrypted when the database is. Raises StorageError."""
    unfinished = target.with_suffix(".part")
    unfinished.unlink(missing_ok=True)
    database.sql("VACUUM INTO ?", (str(unfinished),))
    unfinished.replace(target)
    return target


@contextmanager
def _alone(database: Database) -> Iterator[None]:
    """Two clients that open a new server database at once must not both make it."""
    if database.dialect == "sqlite":
        yield
        return
    database.sql("SELECT pg_advisory_lock(?)", (WRITE_LOCK,))
    try:
        yield
    finally:
        database.sql("SELECT pg_advisory_unlock(?)", (WRITE_LOCK,))


def _runner(database: Database) -> Any:
    from playhouse.migrations import Runner

    return Runner(database.driver, str(MIGRATIONS))


def _check_identity(database: Database) -> None:
    if database.dialect != "sqlite":
        return
    tables = database.sql("SELECT count(*) FROM sqlite_master")[0][0]
    application, version = database.sql("PRAGMA application_id")[0][0], database.sql("PRAGMA user_version")[0][0]
    if tables and application not in (0, APPLICATION_ID):
        raise StorageError(database.name, "这是别的程序的数据库", "请换一个数据文件夹，或移走这个文件")
    if tables and application == 0 and "entry" not in database.driver.get_tables():
        raise StorageError(database.name, "这不是农案通的数据库", "请换一个数据文件夹，或移走这个文件")
    if version > schema_version():
        raise StorageError(database.name, "数据库由更新版本的农案通建立", "请先升级本机的农案通，再打开这个数据文件夹")


def _stamp(database: Database) -> None:
    if database.dialect == "sqlite":
        database.sql(f"PRAGMA application_id = {APPLICATION_ID}")
        database.sql(f"PRAGMA user_version = {schema_version()}")
