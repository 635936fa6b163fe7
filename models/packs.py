"""Rule packs in the data folder, and as the journal keeps them: every file of a pack as its lines of text."""

import hashlib
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path, PurePosixPath

from models.errors import StorageError
from models.folder import DataFolder
from procedures.lawdata import Place, read_toml, text
from procedures.overlay import ABOUT
from procedures.problems import DataError

MOST_BYTES = 8 * 1024 * 1024
HIDDEN = "."

Files = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class InstalledPack:
    """A pack as the office recorded it: who approved which version, who put it in and when, its files by their path."""

    id: str
    version: str
    approved_by: str
    approved_on: date
    files: Files
    installed_by: str
    installed_at: datetime

    @property
    def digest(self) -> str:
        """SHA-256 over the files and their paths."""
        return digest_of(self.files)


def pack_folders(folder: DataFolder) -> tuple[Path, ...]:
    """The county's rule packs, in the order of their names."""
    if not folder.packs.is_dir():
        return ()
    return tuple(sorted(pack for pack in folder.packs.iterdir() if pack.is_dir() and not pack.name.startswith(HIDDEN)))


def pack_id(folder: Path) -> str:
    """The id that a pack's `pack.toml` gives it; DataError where it can't be read."""
    name = f"{folder.name}/{ABOUT}"
    return text(read_toml(folder / ABOUT, name), "id", Place(name), "")


def read_files(folder: Path) -> Files:
    """The files of a pack by their path within it, line ends made one; DataError for what no pack may hold."""
    if not (folder / ABOUT).is_file():
        raise DataError(folder.name, ABOUT, "这个文件夹不是规则包，里面没有 pack.toml")
    found: dict[str, str] = {}
    size = 0
    for path in sorted(each for each in folder.rglob("*") if not each.is_dir()):
        name = path.relative_to(folder).as_posix()
        size += path.stat().st_size
        if path.suffix != ".toml" or path.is_symlink() or size > MOST_BYTES:
            raise DataError(folder.name, name, f"规则包只能有 TOML 文件，合计不超过 {MOST_BYTES // 1024 // 1024} MB")
        found[name] = _text(path, f"{folder.name}/{name}")
    return found


def _text(path: Path, name: str) -> str:
    try:
        return "\n".join(path.read_text("utf-8").splitlines()) + "\n"
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(name, "", f"应为 UTF-8 文字（{error}）") from None


def digest_of(files: Files) -> str:
    """SHA-256 over the files of a pack and their paths."""
    made = hashlib.sha256()
    for name in sorted(files):
        made.update(f"{name}\0{files[name]}\0".encode())
    return made.hexdigest()


def write_files(files: Files, target: Path) -> None:
    """Write the files of a pack into a folder that isn't there yet. Raises OSError, DataError for a path outside it."""
    for name, content in files.items():
        place = PurePosixPath(name)
        if place.is_absolute() or not place.parts or any(part in ("..", "") or "\\" in part for part in place.parts):
            raise DataError(target.name, name, "规则包里的文件不能写到规则包以外")
        path = target.joinpath(*place.parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8", newline="\n")


def place_packs(folder: DataFolder, packs: Iterable[InstalledPack]) -> None:
    """Lay the packs of the journal into the data folder where they aren't there already. Raises StorageError."""
    for pack in packs:
        try:
            _place(folder, pack)
        except OSError as error:
            told = f"规则包「{pack.id}」不能写入（{error.strerror}）"
            raise StorageError(str(folder.packs), told, "请检查磁盘空间和文件夹权限") from error


def _place(folder: DataFolder, pack: InstalledPack) -> None:
    target = folder.packs / pack.id
    if target.is_dir() and _is_as(target, pack):
        return
    folder.packs.mkdir(parents=True, exist_ok=True)
    fresh = folder.packs / f"{HIDDEN}new-{pack.id}"
    shutil.rmtree(fresh, ignore_errors=True)
    write_files(pack.files, fresh)
    for other in _others(folder, pack):
        kept = folder.packs / f"{HIDDEN}earlier-{other.name}"
        shutil.rmtree(kept, ignore_errors=True)
        other.replace(kept)
    fresh.replace(target)


def _is_as(target: Path, pack: InstalledPack) -> bool:
    with suppress(DataError):
        return digest_of(read_files(target)) == pack.digest
    return False


def _others(folder: DataFolder, pack: InstalledPack) -> Iterator[Path]:
    """The folders that hold a pack of this id, or stand under its name."""
    for other in pack_folders(folder):
        if other.name == pack.id or _id_or_nothing(other) == pack.id:
            yield other


def _id_or_nothing(folder: Path) -> str:
    with suppress(DataError):
        return pack_id(folder)
    return ""
