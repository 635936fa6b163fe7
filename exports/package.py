"""The filing package (备案卷): numbered copies in a folder, the same as a zip, and all of it as one pdf (附件2 第四条).

It is made under another name and appears whole or not at all. The same pieces give the same bytes.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from procedures.evidence import PAGES
from procedures.problems import Problem, RuleError

PieceKind = Literal["report", "decision", "evidence"]
CopyFile = Callable[[str, Path], None]  # digest, place: writes a copy that was compared with its digest
Progress = Callable[[int, int], None]
Cancel = Callable[[], bool]

UNFIT = str.maketrans('/\\:*?"<>|', "_________")
LONGEST = 60  # characters of a title in a file name: folder and name stay below what Windows can open
LONGEST_ENDING = 16
FIXED_TIME = (1980, 1, 1, 0, 0, 0)
CHUNK = 1 << 20


class PackageCancelledError(Exception):
    """The package is no longer wanted; nothing was left behind."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing in a package. `digest` is that of its file; a piece without one is added by hand, on paper.

    `label` numbers it for the reader (证据3), `number` is that of an issued paper; `family` as in
    `procedures.evidence`; `caption` are the lines under a picture, label and words.
    """

    kind: PieceKind
    title: str
    digest: str = ""
    label: str = ""
    number: str = ""
    suffix: str = ".pdf"
    family: str = PAGES
    caption: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Cover:
    """What the contents page says of the package as a whole."""

    agency: str
    recipient: str
    party: str
    matter: str
    decision_number: str
    decided_on: date
    report_number: str = ""

    @property
    def name(self) -> str:
        """The name of folder, zip and pdf, without ending."""
        number = self.report_number or self.decision_number or f"{self.decided_on:%Y%m%d}"
        return file_name(f"{number}-{self.recipient}-备案卷")


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece where it ended up: its file in the folder (empty: on paper), its pages in the pdf counted from 1.

    `first` is 0 where the pdf does not hold it; `note` then says why and where it is.
    """

    piece: Piece
    name: str
    first: int = 0
    pages: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Package:
    """A finished package. `sha256` is that of the list of its files' digests, the contents page left out."""

    folder: Path
    zip: Path
    pdf: Path
    sha256: str
    pages: int
    parts: tuple[Placed, ...]


def write_package(
    cover: Cover,
    pieces: Sequence[Piece],
    out: Path,
    copy: CopyFile,
    *,
    replacing: bool = False,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> Package:
    """Write folder, zip and pdf of a package into `out`; the pieces in the order given.

    `progress(done, total)` is told of steps and stops the work by raising, `cancel()` by saying True
    (PackageCancelledError). RuleError where one of the three is there already and is not to be replaced; OSError; what
    `copy` raises. Then nothing is left behind.
    """
    from exports.package_pdf import write_pdf

    out.mkdir(parents=True, exist_ok=True)
    if not replacing:
        _refuse_existing(out, cover.name)
    steps = _Steps(2 * len(pieces) + 2, progress, cancel)
    with _workshop(out) as shop:
        folder = shop / cover.name
        folder.mkdir()
        copied = list(_copied(pieces, folder, copy, steps))
        pdf = _beside(folder, ".pdf")
        placed, pages = write_pdf(cover, copied, folder, pdf, steps.done)
        _pack(folder, _beside(folder, ".zip"), steps)
        steps.check()
        _put_in_place(shop, out, cover.name)
    target = out / cover.name
    return Package(target, _beside(target, ".zip"), _beside(target, ".pdf"), digest_of(placed), pages, tuple(placed))


def digest_of(placed: Sequence[Placed]) -> str:
    """SHA-256 over the digests of all files: what two packages with equal contents share, however named and ordered."""
    lines = sorted(f"{part.piece.kind} {part.piece.digest or part.piece.title}\n" for part in placed)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def file_names(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """The name of each piece's file, by its number in the package; empty for what is added on paper."""
    return tuple(_name(number, piece) if piece.digest else "" for number, piece in enumerate(pieces, 1))


def file_name(wanted: str) -> str:
    """Words as a file name that every system can have."""
    clean = "".join(each for each in wanted.translate(UNFIT) if each.isprintable()).strip(" .")
    return clean[:LONGEST].rstrip(" .") or "文件"


class _Steps:
    """Counts what is done and hands it on; asks whether the work is still wanted."""

    def __init__(self, total: int, progress: Progress | None, cancel: Cancel | None) -> None:
        self._done, self._total = 0, total
        self._progress, self._cancel = progress, cancel

    def check(self) -> None:
        if self._cancel is not None and self._cancel():
            raise PackageCancelledError

    def done(self) -> None:
        self._done += 1
        if self._progress is not None:
            self._progress(min(self._done, self._total), self._total)
        self.check()


def _copied(pieces: Sequence[Piece], folder: Path, copy: CopyFile, steps: _Steps) -> Iterator[Placed]:
    for piece, name in zip(pieces, file_names(pieces), strict=True):
        if name:
            copy(piece.digest, folder / name)
        steps.done()
        yield Placed(piece, name)


def _name(number: int, piece: Piece) -> str:
    words = "-".join(part for part in (piece.label, piece.title, piece.number) if part)
    ending = "".join(each for each in piece.suffix.casefold() if each.isalnum())[:LONGEST_ENDING]
    return f"{number:02d}-{file_name(words)}{f'.{ending}' if ending else ''}"


@contextmanager
def _workshop(out: Path) -> Iterator[Path]:
    """A folder beside the target, gone again whatever happens."""
    shop = Path(tempfile.mkdtemp(prefix=".备案卷-", suffix=".part", dir=out))
    try:
        yield shop
    finally:
        shutil.rmtree(shop, ignore_errors=True)


def _pack(folder: Path, target: Path, steps: _Steps) -> None:
    """The folder as a zip, stored: pictures and pdfs are compressed already."""
    with ZipFile(target, "w", ZIP_STORED) as packed:
        for file in sorted(folder.iterdir()):
            info = ZipInfo(f"{folder.name}/{file.name}", FIXED_TIME)
            info.create_system, info.external_attr, info.file_size = 0, 0, file.stat().st_size
            with file.open("rb") as source, packed.open(info, "w") as kept:
                while piece := source.read(CHUNK):
                    kept.write(piece)
                    steps.check()
    steps.done()


def _refuse_existing(out: Path, name: str) -> None:
    there = [place.name for place in _three(out, name) if place.exists()]
    if there:
        raise RuleError(
            [
                Problem(
                    f"“{out}”里已经有{'、'.join(there)}",
                    remedy="换一个文件夹，或者选择替换原来的备案卷",
                    where="out",
                )
            ]
        )


def _three(folder: Path, name: str) -> tuple[Path, Path, Path]:
    whole = folder / name
    return whole, _beside(whole, ".zip"), _beside(whole, ".pdf")


def _beside(folder: Path, suffix: str) -> Path:
    """The file of the folder's name: a number may hold a point, so that `with_suffix` would cut it."""
    return folder.with_name(folder.name + suffix)


def _put_in_place(shop: Path, out: Path, name: str) -> None:
    """Move the three to where they belong; what stood there is put aside first, and back again should one fail."""
    aside = shop / "replaced"
    aside.mkdir()
    moved: list[tuple[Path, Path]] = []
    try:
        for old, new in zip(_three(out, name), _three(shop, name), strict=True):
            if old.exists():
                _move(old, aside / old.name, moved)
            _move(new, old, moved)
    except OSError:
        for source, target in reversed(moved):
            target.replace(source)
        raise


def _move(source: Path, target: Path, moved: list[tuple[Path, Path]]) -> None:
    source.replace(target)
    moved.append((source, target))
