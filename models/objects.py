"""Files kept for good under the SHA-256 of their bytes: evidence in `objects/`, issued papers in `documents/`."""

import errno
import hashlib
import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from models.errors import StorageError
from models.folder import DataFolder

CHUNK = 1 << 18
COMPARED = 64 << 20  # a larger source is not read a second time: it may lie on a slow stick
MEGABYTE = 1_000_000
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
Source = Path | bytes
Progress = Callable[[int, int], None]
Condition = Literal["whole", "missing", "altered"]


@dataclass(frozen=True, slots=True)
class ObjectStore:
    """One folder of such files. `what` they are called in messages; `undone` says what a failure left undone."""

    folder: Path
    what: str
    undone: str

    def put(self, source: Source, *, expected: str = "", progress: Progress | None = None) -> str:
        """Keep the bytes of a file, or these bytes, and return their digest; the same bytes are kept once.

        On disk under their name only when read back and compared. `progress(done, total)` is told of bytes; what it
        raises stops the work and is passed on. Raises StorageError: the source has vanished, can't be read, changed
        while it was read or is not what was `expected`; the disk is full or damaged. Then nothing is kept.
        """
        tell = progress or _nobody
        try:
            handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=self.folder)
            unfinished = Path(name)
            try:
                with os.fdopen(handle, "wb") as target:
                    digest = _copied(source, target, tell)
                    _refuse_other(source, digest, expected, self.undone)
                    if self.condition(digest) == "whole":
                        return digest
                    target.flush()
                    os.fsync(target.fileno())
                if not _reads_back(unfinished, source, digest, tell):
                    raise StorageError(name, "写入后读回的内容不一致", "请检查存储设备，换一块磁盘后重试")
                self._place(unfinished, digest)
            finally:
                unfinished.unlink(missing_ok=True)
        except OSError as error:
            raise self._unwritten(error, source) from error
        return digest

    def path(self, digest: str) -> Path:
        """Where the bytes with this digest lie."""
        return self.folder / digest[:2] / digest

    def holds(self, digest: str) -> bool:
        """Whether there is a file under this digest; its content is not looked at."""
        return self.path(digest).is_file()

    def condition(self, digest: str, progress: Progress | None = None) -> Condition:
        """Whether the file under this digest is still what it was; all of it is read."""
        try:
            return "whole" if _digest_of_file(self.path(digest), progress or _nobody) == digest else "altered"
        except FileNotFoundError:
            return "missing"
        except OSError:
            return "altered"

    def check(self, digest: str) -> None:
        """Read all of the file under a digest; raises StorageError where it is missing or altered."""
        condition = self.condition(digest)
        if condition != "whole":
            raise self._missing(digest) if condition == "missing" else self._altered(digest)

    def read(self, digest: str) -> bytes:
        """The bytes under a digest; raises StorageError where they are missing or altered."""
        target = self.path(digest)
        try:
            content = target.read_bytes()
        except OSError as error:
            raise self._missing(digest) from error
        if hashlib.sha256(content).hexdigest() != digest:
            raise self._altered(digest)
        return content

    def copy_to(self, digest: str, place: Path) -> None:
        """Write a copy whole or not at all, compared with its digest; raises StorageError as `read` does, OSError."""
        if not self.holds(digest):
            raise self._missing(digest)
        place.parent.mkdir(parents=True, exist_ok=True)
        half = place.with_name(place.name + ".part")
        try:
            with half.open("wb") as target:
                copied = _copied(self.path(digest), target, _nobody)
            if copied != digest:
                raise self._altered(digest)
            half.replace(place)
        finally:
            half.unlink(missing_ok=True)

    def sweep(self) -> None:
        """Remove what a killed program left unfinished; only for the one who may write in the data folder."""
        for unfinished in self.folder.glob(".*.part"):
            with suppress(OSError):
                unfinished.unlink()

    def _place(self, unfinished: Path, digest: str) -> None:
        target = self.path(digest)
        is_new = not target.parent.exists()
        target.parent.mkdir(mode=0o700, exist_ok=True)
        if target.exists():
            target.chmod(0o600)  # a damaged file in the place of these bytes; Windows replaces no read-only one
        unfinished.chmod(0o400)
        unfinished.replace(target)
        _sync_folder(target.parent)
        if is_new:
            _sync_folder(self.folder)

    def _missing(self, digest: str) -> StorageError:
        return StorageError(str(self.path(digest)), f"{self.what}不见了", f"请从备份放回 {self.folder.name} 文件夹")

    def _altered(self, digest: str) -> StorageError:
        return StorageError(str(self.path(digest)), f"{self.what}被改动或已损坏", "请从备份放回这个文件")

    def _unwritten(self, error: OSError, source: Source) -> StorageError:
        if error.errno in NO_ROOM:
            with suppress(OSError):
                room = f"这个文件要 {_size_of(source) / MEGABYTE:.1f} MB"
                return StorageError(
                    str(self.folder), f"磁盘空间不足，{room}", f"{self.undone}；请腾出空间或换存储设备后重试"
                )
        why = f"文件不能写入（{error.strerror}）"
        return StorageError(str(self.folder), why, f"{self.undone}；请腾出空间或换存储设备后重试")


def evidence_store(folder: DataFolder) -> ObjectStore:
    """The evidence of an office."""
    return ObjectStore(folder.objects, "证据文件", "证据没有存入")


def paper_store(folder: DataFolder) -> ObjectStore:
    """The issued papers of an office."""
    return ObjectStore(folder.documents, "已签发的文书文件", "文书没有签发，号码没有使用")


def _nobody(_done: int, _total: int) -> None:
    """Nobody asked to be told."""


def _copied(source: Source, target: BinaryIO, tell: Progress) -> str:
    """Copy in pieces and return the digest."""
    digest = hashlib.sha256()
    done = 0
    for piece, size in _pieces(source):
        digest.update(piece)
        target.write(piece)
        done += len(piece)
        tell(done, size)
    return digest.hexdigest()


def _reads_back(written: Path, source: Source, digest: str, tell: Progress) -> bool:
    """Whether what was written is what was read: byte for byte like the source, in doubt by its digest."""
    return _is_like(written, source, tell) or _digest_of_file(written, tell) == digest


def _is_like(written: Path, source: Source, tell: Progress) -> bool:
    """Byte for byte; comparing is many times faster than hashing once more. False for what is too large or gone."""
    size = written.stat().st_size
    if size > COMPARED:
        return False
    with suppress(StorageError), written.open("rb") as file:
        for piece, _ in _pieces(source):
            tell(size, size)
            if file.read(len(piece)) != piece:
                return False
        return not file.read(1)
    return False


def _pieces(source: Source) -> Iterator[tuple[bytes, int]]:
    """Its pieces, each with the size of the whole; StorageError where it can't be read unchanged to its end."""
    if isinstance(source, bytes):
        yield from ((source[at : at + CHUNK], len(source)) for at in range(0, len(source), CHUNK))
        return
    again = "请确认文件和所在的 U 盘、手机还在，再添加一次"
    try:
        if not stat.S_ISREG(source.stat().st_mode):
            raise StorageError(str(source), "这不是一个文件", "请选择文件；文件夹请打开后选里面的文件")
        with source.open("rb") as file:
            before = os.fstat(file.fileno())
            left = before.st_size
            while left > 0 and (piece := file.read(CHUNK)):
                left -= len(piece)
                yield piece, before.st_size
            after = os.fstat(file.fileno())
            if left or (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
                raise StorageError(str(source), "读取时原文件被改动", "请等它保存完，再添加一次")
    except FileNotFoundError as error:
        raise StorageError(str(source), "原文件不见了", again) from error
    except OSError as error:
        raise StorageError(str(source), f"原文件读不出来（{error.strerror}）", again) from error


def _refuse_other(source: Source, digest: str, expected: str, undone: str) -> None:
    if expected and digest != expected:
        told = str(source) if isinstance(source, Path) else "这些内容"
        raise StorageError(
            told, f"校验值不符：应为 {expected[:16]}…，实为 {digest[:16]}…", f"{undone}；请换回原来的文件"
        )


def _size_of(source: Source) -> int:
    return len(source) if isinstance(source, bytes) else source.stat().st_size


def _digest_of_file(file: Path, tell: Progress) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as opened:
        size = os.fstat(opened.fileno()).st_size
        while piece := opened.read(CHUNK):
            digest.update(piece)
            tell(size, size)
    return digest.hexdigest()


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":  # a directory can't be opened elsewhere; the file system orders the rename itself
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
