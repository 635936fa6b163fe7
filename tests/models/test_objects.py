"""Files kept under their digests: once, whole, for good; every way in which keeping one can go wrong."""

import hashlib
import os
import signal
import stat
from pathlib import Path

import pytest

from models import objects
from models.errors import StorageError
from models.folder import DataFolder
from models.objects import CHUNK, ObjectStore, evidence_store

LARGE = os.urandom(3 * CHUNK + 17)


@pytest.fixture
def store(folder: DataFolder) -> ObjectStore:
    """The evidence store of a fresh data folder."""
    return evidence_store(folder)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A file of several pieces."""
    made = tmp_path / "照片 1.jpg"
    made.write_bytes(LARGE)
    return made


def _files(store: ObjectStore) -> list[Path]:
    return [file for file in store.folder.rglob("*") if file.is_file()]


def test_file_is_kept_under_its_digest_and_can_only_be_read(store: ObjectStore, photo: Path) -> None:
    digest = store.put(photo)
    assert digest == hashlib.sha256(LARGE).hexdigest()
    assert store.read(digest) == LARGE == photo.read_bytes()
    assert _files(store) == [store.path(digest)]
    assert stat.S_IMODE(store.path(digest).stat().st_mode) & 0o222 == 0


@pytest.mark.parametrize("content", [b"", b"x", bytes(CHUNK), LARGE], ids=["empty", "one", "a piece", "pieces"])
def test_bytes_and_files_of_any_length_come_back(store: ObjectStore, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "any"
    file.write_bytes(content)
    assert store.put(content) == store.put(file)
    assert store.read(store.put(content)) == content and len(_files(store)) == 1


def test_same_bytes_are_kept_once_and_left_as_they_are(store: ObjectStore, photo: Path) -> None:
    digest = store.put(photo)
    before = store.path(digest).stat()
    store.put(LARGE)
    after = store.path(digest).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns) and len(_files(store)) == 1


def test_damaged_file_is_made_whole_when_its_bytes_come_again(store: ObjectStore, photo: Path) -> None:
    digest = store.put(photo)
    store.path(digest).chmod(0o600)
    store.path(digest).write_bytes(LARGE[:-1])
    assert store.condition(digest) == "altered"
    store.put(photo)
    assert store.condition(digest) == "whole"


def test_progress_is_told_to_the_end_and_may_stop_the_work(store: ObjectStore, photo: Path) -> None:
    told: list[tuple[int, int]] = []
    store.put(photo, progress=lambda done, total: told.append((done, total)))
    assert told[0] == (CHUNK, len(LARGE)) and told[-1] == (len(LARGE), len(LARGE))

    def stop(done: int, _total: int) -> None:
        if done > CHUNK:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.put(LARGE + b"other", progress=stop)
    assert len(_files(store)) == 1


def test_source_that_is_not_there_or_no_file_is_named(store: ObjectStore, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"照片\.jpg：原文件不见了"):
        store.put(tmp_path / "照片.jpg")
    with pytest.raises(StorageError, match="这不是一个文件"):
        store.put(tmp_path)
    assert _files(store) == []


def test_source_that_grows_while_it_is_read_is_refused(store: ObjectStore, photo: Path) -> None:
    def write_more(_done: int, _total: int) -> None:
        with photo.open("ab") as file:
            file.write(b"more")
            os.utime(photo, ns=(1, 1))

    with pytest.raises(StorageError, match="读取时原文件被改动"):
        store.put(photo, progress=write_more)
    assert _files(store) == []


def test_other_bytes_than_expected_are_refused(store: ObjectStore, photo: Path) -> None:
    with pytest.raises(StorageError, match="校验值不符"):
        store.put(photo, expected="0" * 64)
    assert _files(store) == []


def test_full_disk_is_told_with_the_size_and_leaves_nothing(store: ObjectStore, photo: Path) -> None:
    resource = pytest.importorskip("resource", reason="limits of a process exist on POSIX alone")
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2 * CHUNK, most))
        with pytest.raises(StorageError, match=r"磁盘空间不足，这个文件要 0.8 MB。证据没有存入"):
            store.put(photo)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        signal.signal(signal.SIGXFSZ, handler)
    assert _files(store) == []
    assert store.read(store.put(photo)) == LARGE


@pytest.mark.parametrize("compared", [0, 1 << 30], ids=["by digest", "byte for byte"])
def test_what_reads_back_differently_is_not_kept(
    store: ObjectStore, photo: Path, monkeypatch: pytest.MonkeyPatch, compared: int
) -> None:
    monkeypatch.setattr(objects, "COMPARED", compared)

    def spoil(done: int, total: int) -> None:
        if done == total:
            [unfinished] = store.folder.glob(".*.part")
            with unfinished.open("rb+") as file:
                file.write(b"spoiled")

    with pytest.raises(StorageError, match="写入后读回的内容不一致"):
        store.put(photo, progress=spoil)
    assert _files(store) == []
    assert store.read(store.put(photo)) == LARGE


def test_missing_and_altered_files_are_told_apart(store: ObjectStore, photo: Path) -> None:
    digest, other = store.put(photo), store.put(b"other")
    store.path(other).chmod(0o600)
    store.path(other).write_bytes(b"Other")
    store.path(digest).unlink()
    assert (store.condition(digest), store.condition(other)) == ("missing", "altered")
    for each, words in ((digest, "证据文件不见了"), (other, "证据文件被改动或已损坏")):
        for look in (store.read, store.check):
            with pytest.raises(StorageError, match=words):
                look(each)


def test_copy_is_whole_or_not_made(store: ObjectStore, photo: Path, tmp_path: Path) -> None:
    digest = store.put(photo)
    store.copy_to(digest, tmp_path / "out" / "a.jpg")
    assert (tmp_path / "out" / "a.jpg").read_bytes() == LARGE
    store.path(digest).chmod(0o600)
    store.path(digest).write_bytes(LARGE[1:])
    with pytest.raises(StorageError, match="被改动"):
        store.copy_to(digest, tmp_path / "out" / "b.jpg")
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["a.jpg"]


def test_sweeping_takes_the_unfinished_alone(store: ObjectStore, photo: Path) -> None:
    digest = store.put(photo)
    (store.folder / ".abc.part").write_bytes(b"half")
    store.sweep()
    assert _files(store) == [store.path(digest)]
