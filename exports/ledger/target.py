"""The file that a ledger is written to: whole or not at all, and never over one that another program has open."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# What Excel, WPS and LibreOffice lay beside a file that they have open.
LOCKS = ("~${name}", ".~{name}", ".~lock.{name}#")
IN_USE = "目标文件正被占用"
CLOSE_IT = "请在 WPS 或 Excel 里关闭它再导出，或者换一个文件名"


class TargetError(Exception):
    """A file that can't be written: which one, why, what to do next. Nothing has been changed."""

    def __init__(self, file: Path, reason: str, remedy: str) -> None:
        super().__init__(f"{file}：{reason}。{remedy}")
        self.file, self.reason, self.remedy = str(file), reason, remedy


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """A place beside the target to write to; it takes the target's place at the end, and is gone if anything fails.

    Raises TargetError.
    """
    check_free(target)
    unfinished = _unfinished(target)
    try:
        yield unfinished
        try:
            unfinished.replace(target)
        except OSError as error:
            raise _in_words(error, target) from error
    finally:
        unfinished.unlink(missing_ok=True)


def check_free(target: Path) -> None:
    """Raise TargetError for a file that another program has open, and for a folder of that name."""
    if target.is_dir():
        raise TargetError(target, "这是文件夹，不是文件", "请换一个文件名")
    for pattern in LOCKS:
        lock = target.with_name(pattern.format(name=target.name))
        if lock.exists():
            stale = f"；没有程序打开它时，删去旁边的 {lock.name}"
            raise TargetError(target, IN_USE, CLOSE_IT + stale)
    if target.exists():
        try:
            target.open("r+b").close()
        except OSError as error:
            raise _in_words(error, target) from error


def _unfinished(target: Path) -> Path:
    place = target.with_name(f".{target.stem}-{secrets.token_hex(4)}.part")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.open("xb").close()
    except OSError as error:
        raise TargetError(target, f"不能写入这个文件夹（{error.strerror}）", "请换一个文件夹") from error
    return place


def _in_words(error: OSError, target: Path) -> TargetError:
    if isinstance(error, PermissionError):
        return TargetError(target, IN_USE, CLOSE_IT)
    return TargetError(target, f"不能写入（{error.strerror}）", "请换一个文件名或文件夹")
