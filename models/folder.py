"""The data folder: the one module that knows the names of what lies in it."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from models.errors import StorageError

KEY_BYTES = 32


def data_root(asked: str | Path | None, environment: Mapping[str, str] = os.environ) -> Path:
    """The folder asked for (`--data`), else `NONGANTONG_DATA`, else the platform's user data folder."""
    if asked:
        return Path(asked).expanduser().absolute()
    if environment.get("NONGANTONG_DATA"):
        return Path(environment["NONGANTONG_DATA"]).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("Nongantong", appauthor=False)


@dataclass(frozen=True, slots=True)
class DataFolder:
    """Paths in one data folder. Nothing personal is written elsewhere."""

    root: Path

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.root / "office.db"

    @property
    def database_key(self) -> Path:
        """The raw random key of the database, readable by its owner alone."""
        return self.root / "office.key"

    @property
    def device_key(self) -> Path:
        """The key with which this device signs checkpoints of the log; it also names the device."""
        return self.root / "device.key"

    @property
    def look(self) -> Path:
        """Theme and text size of the window; nothing personal, so that it can be read before the database is open."""
        return self.root / "look.json"

    @property
    def lock(self) -> Path:
        """Held by the one program that may write."""
        return self.root / "office.lock"

    @property
    def objects(self) -> Path:
        """Evidence, write-once by digest."""
        return self.root / "objects"

    @property
    def documents(self) -> Path:
        """Issued files, write-once by digest."""
        return self.root / "documents"

    @property
    def packs(self) -> Path:
        """The county's own rule packs."""
        return self.root / "packs"

    @property
    def backups(self) -> Path:
        """Copies of the database."""
        return self.root / "backups"

    @property
    def logs(self) -> Path:
        """The technical log."""
        return self.root / "logs"

    def create(self) -> None:
        """Make the folder and what belongs in it; raises StorageError."""
        try:
            for path in (self.root, self.objects, self.documents, self.packs, self.backups, self.logs):
                path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise StorageError(
                str(self.root), f"不能建立数据文件夹（{error.strerror}）", "请换一个本机可写的文件夹，或用 --data 指定"
            ) from error

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the folder for writing until left; raises StorageError naming who holds it already.

        The operating system lets go of the lock when the process ends, however it ends.
        """
        with self.lock.open("a+", encoding="utf-8") as file:
            try:
                _lock(file)
            except OSError as error:
                raise StorageError(
                    str(self.root),
                    f"数据文件夹正由另一个农案通使用（{_holder(self.lock)}）",
                    "请先关闭那一个窗口或命令，再重试",
                ) from error
            _note_holder(self.lock)
            try:
                yield
            finally:
                _unlock(file)


def read_key(path: Path) -> bytes:
    """The 32 bytes kept in a key file as hexadecimal text; raises StorageError."""
    try:
        key = bytes.fromhex(path.read_text("ascii").strip())
    except FileNotFoundError as error:
        raise StorageError(
            str(path), "找不到密钥文件", "请从备份放回与数据库同一天的密钥文件；没有密钥，数据库无法打开"
        ) from error
    except (OSError, ValueError) as error:
        raise StorageError(str(path), "密钥文件不能读取或已损坏", "请从备份放回密钥文件") from error
    if len(key) != KEY_BYTES:
        raise StorageError(str(path), "密钥文件内容不完整", "请从备份放回密钥文件")
    return key


def make_key(path: Path) -> bytes:
    """Write a new random key, readable by its owner alone, and return it; an existing file is never replaced."""
    import secrets

    key = secrets.token_bytes(KEY_BYTES)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(key.hex() + "\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise StorageError(str(path), f"不能写入密钥文件（{error.strerror}）", "请检查磁盘空间和文件夹权限") from error
    return key


def _holder_file(lock: Path) -> Path:
    return lock.with_suffix(".holder")


def _note_holder(lock: Path) -> None:
    import socket

    user = os.environ.get("USER") or os.environ.get("USERNAME") or "?"
    _holder_file(lock).write_text(f"{user}@{socket.gethostname()}，进程 {os.getpid()}", "utf-8")


def _holder(lock: Path) -> str:
    try:
        return _holder_file(lock).read_text("utf-8")
    except OSError:
        return "使用者不明"


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[str]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

    def _unlock(file: IO[str]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _lock(file: IO[str]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(file: IO[str]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_UN)
