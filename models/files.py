"""Issued files, write-once under the digest of their bytes."""

import hashlib
import os
import tempfile
from pathlib import Path

from models.errors import StorageError


def store_file(folder: Path, content: bytes) -> str:
    """Write bytes under their SHA-256 and return it; on disk, re-read and compared before this returns.

    The same bytes are stored once. Raises StorageError.
    """
    digest = hashlib.sha256(content).hexdigest()
    target = path_of(folder, digest)
    try:
        if not (target.exists() and target.read_bytes() == content):
            _write_whole(target, content)
            if target.read_bytes() != content:
                raise StorageError(str(target), "写入后读回的内容不一致", "请检查存储设备，换一块磁盘后重试")
    except OSError as error:
        raise StorageError(
            str(target), f"文件不能写入（{error.strerror}）", "文书没有签发，号码没有使用；请腾出空间或换存储设备后重试"
        ) from error
    return digest


def read_file(folder: Path, digest: str) -> bytes:
    """The bytes stored under a digest; raises StorageError where they are missing or altered."""
    target = path_of(folder, digest)
    try:
        content = target.read_bytes()
    except OSError as error:
        raise StorageError(str(target), "已签发的文书文件不见了", "请从备份放回 documents 文件夹") from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise StorageError(str(target), "已签发的文书文件被改动或已损坏", "请从备份放回这个文件")
    return content


def path_of(folder: Path, digest: str) -> Path:
    """Where the bytes with this digest lie."""
    return folder / digest[:2] / digest


def _write_whole(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=target.parent)
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.chmod(0o400)
        unfinished.replace(target)
        _sync_folder(target.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":  # a directory can't be opened elsewhere; the file system orders the rename itself
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
