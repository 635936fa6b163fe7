"""One database: driver, key, pragmas read back, schema version, transactions; its errors in words."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

import peewee

from models.errors import StorageError
from models.folder import DataFolder, make_key, read_key

Row = tuple[Any, ...]
APPLICATION_ID = 0x4E41_5431  # "NAT1"
WRITE_LOCK = 0x4E41_5431
# A saved act survives a power cut (synchronous), REPLACE can't get round the append-only guards (recursive_triggers).
PRAGMAS: dict[str, int | str] = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "busy_timeout": 5000,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "secure_delete": 1,
    "mmap_size": 0,
    "temp_store": 2,
    "journal_size_limit": 64 * 1024 * 1024,
    "wal_autocheckpoint": 1000,
}


class Database:
    """A connection to the office's database; every error of the driver leaves it as StorageError."""

    def __init__(
        self, driver: peewee.Database, name: str, dialect: Literal["sqlite", "postgresql"], encrypted: bool
    ) -> None:
        self.driver, self.name, self.dialect, self.encrypted = driver, name, dialect, encrypted

    def rows(self, query: Any) -> list[Row]:
        """All rows of a peewee query, as tuples; raises StorageError."""
        with self.errors_in_words():
            return [tuple(row) for row in query.tuples().execute(self.driver)]

    def one(self, query: Any) -> Row | None:
        """The first row of a peewee query, or None; raises StorageError."""
        found = self.rows(query.limit(1))
        return found[0] if found else None

    def run(self, query: Any) -> None:
        """Execute a peewee query that changes rows; raises StorageError."""
        with self.errors_in_words():
            query.execute(self.driver)

    def sql(self, statement: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """Execute plain SQL with `?` as the mark of a parameter, and fetch what it returns; raises StorageError."""
        with self.errors_in_words():
            cursor = self.driver.execute_sql(self._marked(statement), parameters or None)
            return [tuple(row) for row in cursor.fetchall()] if cursor.description else []

    def insert(self, table: type[peewee.Model], rows: Iterable[Sequence[Any]], *, into: str = "") -> None:
        """Insert whole rows, values in the order of the fields; `into` names another table of the same shape."""
        self.many(_insert_statement(table, into), list(rows))

    def many(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        """Execute plain SQL once for each row of parameters; raises StorageError."""
        if rows:
            with self.errors_in_words():
                self.driver.cursor().executemany(self._marked(statement), rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One unit of work by the only writer: all of it or nothing. Inside another one it joins that one."""
        if self.driver.transaction_depth() > 0:
            yield
            return
        with self.errors_in_words():
            self.connect()
            try:
                with self.driver.atomic():
                    if self.dialect == "postgresql":
                        self.driver.execute_sql("SELECT pg_advisory_xact_lock(%s)", (WRITE_LOCK,))
                    yield
            except peewee.OperationalError as error:
                raise _behind_rollback(error) from None

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Several reads that see one state, whatever is written meanwhile. Inside a transaction it joins that one."""
        if self.driver.transaction_depth() > 0:
            yield
            return
        with self.errors_in_words():
            self.connect()
            with self.driver.atomic("DEFERRED" if self.dialect == "sqlite" else "REPEATABLE READ"):
                yield

    def close(self) -> None:
        """Close this thread's connection."""
        self.driver.close()

    def connect(self) -> None:
        """Open this thread's connection, or replace one that the server has dropped."""
        if self.driver.is_closed():
            self.driver.connect()
        elif self.dialect == "postgresql" and not self.driver.is_connection_usable():
            self.driver.close()
            self.driver.connect()

    def _forget_broken(self) -> None:
        """A connection that the server has dropped stays broken until it is closed; the next query opens a new one."""
        if self.dialect == "sqlite" or self.driver.transaction_depth() > 0 or self.driver.is_closed():
            return
        if not self.driver.is_connection_usable():
            self.driver.close()

    def _marked(self, statement: str) -> str:
        return statement.replace("?", "%s") if self.dialect == "postgresql" else statement

    @contextmanager
    def errors_in_words(self) -> Iterator[None]:
        """Turn what the driver raises inside into StorageError."""
        try:
            yield
        except peewee.PeeweeException as error:
            self._forget_broken()
            raise in_words(error, self.name) from error
        except Exception as error:
            if error.__class__.__module__.partition(".")[0] not in ("sqlite3", "sqlcipher3", "psycopg"):
                raise
            raise in_words(error, self.name) from error


def _behind_rollback(error: BaseException) -> BaseException:
    """SQLite rolls back by itself when the disk is full; the failure is then the one before the vain ROLLBACK."""
    while "cannot rollback" in str(error) and error.__context__ is not None:
        error = error.__context__
    return error


def in_words(error: Exception, name: str) -> StorageError:
    """What a driver's error means for an officer and what to do."""
    told = str(error).lower()
    if "full" in told or "disk i/o" in told or "no space" in told or "too large" in told:
        return StorageError(
            name, "磁盘空间不足或存储设备报告错误，刚才的内容没有保存", "内容仍在窗口中：请腾出空间或换存储设备后再保存"
        )
    if "not a database" in told or "malformed" in told or "file is encrypted" in told or "hmac" in told:
        return StorageError(name, "文件已损坏、密钥不符或不是农案通的数据库", "请放回同一天备份的数据库和密钥文件")
    if "append-only" in told:
        return StorageError(name, "办案日志只能增加，不能修改或删除", "更正请用“作废前一记载”并重新记载")
    if "locked" in told or "busy" in told:
        return StorageError(name, "数据库正被另一个程序占用", "请关闭占用它的程序后重试")
    if "readonly" in told or "read-only" in told or "unable to open" in told or "permission" in told:
        return StorageError(name, "数据库不能写入或不能打开", "请检查文件夹权限和磁盘")
    if "connect" in told or "terminat" in told or "closed" in told:
        return StorageError(name, "与数据库的连接已断开，刚才的内容没有保存", "请检查网络后重试")
    return StorageError(name, f"数据库拒绝了这次操作（{error}）", "请重试；仍然如此时请运行 verify 核验数据库")


def open_database(place: DataFolder | str) -> Database:
    """The office's database: in a data folder, or a `postgresql://` URL; made or brought up to date where needed.

    Raises StorageError: wrong key, damaged or foreign file, a schema newer than the program.
    """
    from models.schema import bring_up_to_date

    database = _postgres(place) if isinstance(place, str) else _sqlite(place)
    try:
        with database.errors_in_words():
            database.connect()
        if database.dialect == "sqlite":
            _check_pragmas(database)
        bring_up_to_date(database, place.backups if isinstance(place, DataFolder) else None)
    except BaseException:
        database.close()
        raise
    return database


def sqlite_driver(path: Path, key: bytes | None) -> peewee.SqliteDatabase:
    """A driver on one file: encrypted with `key`, or the interpreter's own SQLite where there is none."""
    if key is None:
        return peewee.SqliteDatabase(str(path), pragmas=PRAGMAS, lock_type="IMMEDIATE")
    from playhouse.sqlcipher_ext import SqlCipherDatabase

    return cast(
        peewee.SqliteDatabase,
        SqlCipherDatabase(str(path), passphrase=_raw_key(key), pragmas=PRAGMAS, lock_type="IMMEDIATE"),
    )


def can_encrypt() -> bool:
    """Whether this machine has the encrypting driver."""
    try:
        import sqlcipher3  # noqa: F401
    except ImportError:
        return False
    return True


def _sqlite(folder: DataFolder) -> Database:
    folder.create()
    name = str(folder.database)
    plain = folder.database.exists() and _is_plain(folder.database)
    encrypted = can_encrypt() and not plain
    if not encrypted:
        if folder.database.exists() and not plain:
            raise StorageError(name, "数据库已加密，而本机没有加密驱动 sqlcipher3", "请在装有 sqlcipher3 的机器上打开")
        return Database(sqlite_driver(folder.database, None), name, "sqlite", encrypted=False)
    fresh = not folder.database.exists() and not folder.database_key.exists()
    key = make_key(folder.database_key) if fresh else read_key(folder.database_key)
    return Database(sqlite_driver(folder.database, key), name, "sqlite", encrypted=True)


def _postgres(url: str) -> Database:
    if not url.startswith(("postgresql://", "postgres://")):
        raise StorageError(url, "不是数据库地址", "地址应以 postgresql:// 开头")
    try:
        import psycopg  # noqa: F401
    except ImportError as error:
        raise StorageError(
            _without_password(url), "没有安装 PostgreSQL 驱动 psycopg", "请安装 psycopg[binary] 3"
        ) from error
    address = "postgresql://" + url.partition("://")[2]
    driver = peewee.PostgresqlDatabase(address, prefer_psycopg3=True)
    return Database(driver, _without_password(url), "postgresql", encrypted=False)


def _without_password(url: str) -> str:
    from urllib.parse import urlsplit

    parts = urlsplit(url)
    return url.replace(f":{parts.password}@", ":***@") if parts.password else url


def _raw_key(key: bytes) -> str:
    return f"x'{key.hex()}'"


def _is_plain(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(16) == b"SQLite format 3\x00"


def _check_pragmas(database: Database) -> None:
    for pragma, wanted in PRAGMAS.items():
        found = database.sql(f"PRAGMA {pragma}")
        value = found[0][0] if found else (0 if pragma == "mmap_size" else None)
        if value != wanted:
            raise StorageError(
                database.name, f"数据库参数 {pragma} 应为 {wanted}，实为 {value}", "请把数据文件夹移到本机硬盘"
            )


@cache
def _insert_statement(table: type[peewee.Model], into: str) -> str:
    fields = [field for field in table._meta.sorted_fields if not isinstance(field, peewee.AutoField)]
    columns = ", ".join(f'"{field.column_name}"' for field in fields)
    marks = ", ".join("?" * len(fields))
    return f'INSERT INTO "{into or table._meta.table_name}" ({columns}) VALUES ({marks})'
