"""What an officer hands over by dropping, pasting or choosing, and what can be proposed of each piece."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePath

from PySide6.QtCore import QBuffer, QByteArray, QMimeData
from PySide6.QtGui import QImage, QImageWriter

from exports.pictures import taken_at
from models.media import family_by_content
from procedures.case import Case, Evidence
from procedures.evidence import FILM, OTHER, PAGES, PICTURE, SOUND, family_of, made_during, proposed_kind
from procedures.field_types import NAME_LIMIT

CHINESE = re.compile(r"[\u3400-\u9fff]")
ENDINGS = {PICTURE: ".jpg", PAGES: ".pdf"}
WORDS = {PICTURE: "照片", PAGES: "扫描件", SOUND: "录音", FILM: "录像", OTHER: "文件"}
PASTED = "粘贴的图片.png"


@dataclass(frozen=True, slots=True)
class Given:
    """A file, or a picture from the clipboard, on its way into the case."""

    name: str
    source: Path | QImage

    def content(self) -> Path | bytes:
        """The file, or the picture as PNG bytes; not to be called in the window's thread."""
        return self.source if isinstance(self.source, Path) else _png(self.source)


@dataclass(frozen=True, slots=True)
class Look:
    """What a file is (a family of `procedures.evidence`), and when the camera says that it was taken."""

    family: str
    taken: datetime | None = None


def takes(mime: QMimeData) -> bool:
    """Whether there is something in it that can be evidence."""
    return bool(mime.hasImage() or any(url.isLocalFile() for url in mime.urls()))


def given_by(mime: QMimeData) -> tuple[Given, ...]:
    """The files dropped or pasted, those of a folder one by one; else the picture on the clipboard."""
    files = files_given(Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())
    if files or not mime.hasImage():
        return files
    picture = mime.imageData()
    return (Given(PASTED, picture),) if isinstance(picture, QImage) and not picture.isNull() else ()


def files_given(paths: Iterable[Path]) -> tuple[Given, ...]:
    """Files in the order of the paths; of a folder what lies directly in it, by name."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(each for each in path.iterdir() if each.is_file() and not each.name.startswith("."))
        else:
            found.append(path)
    return tuple(Given(path.name, path) for path in found)


def look_at(given: Given, content: Path | bytes) -> Look:
    """Read the head of a file for what it is; not to be called in the window's thread."""
    family = _family(given.name, content)
    return Look(family, taken_at(content) if family == PICTURE else None)


def proposed(given: Given, look: Look, case: Case) -> Evidence:
    """A piece with kind, name, day, place and people as far as they can be told.

    The day by the camera's clock; place and people of the act of that day.
    """
    family, taken = look.family, look.taken
    stem = PurePath(given.name).stem
    named = CHINESE.search(stem) and given.name != PASTED
    name = stem[:NAME_LIMIT] if named else _next_name(WORDS[family], case.evidence)
    act = made_during(case, taken.date()) if taken else None
    people = {officer.id: officer.name for officer in case.officers}
    return Evidence(
        id="",
        kind=proposed_kind(stem, family),
        name=name,
        copies=1,
        pages=1 if family == PICTURE else None,
        file=_with_ending(given.name, family),
        maker="、".join(people.get(each, each) for each in act.officers) if act else "",
        place=str(act.get("place", "")) if act else "",
        made_on=taken.date() if taken else None,
        note=_told_by_camera(taken),
    )


def _told_by_camera(taken: datetime | None) -> str:
    return f"拍摄时间 {taken:%Y-%m-%d %H:%M}（相机时钟）" if taken else ""


def _family(name: str, content: Path | bytes) -> str:
    """By the name; where that tells nothing, by what the file begins with."""
    by_name = family_of(name)
    return by_name if by_name != OTHER else family_by_content(content)


def _with_ending(name: str, family: str) -> str:
    """A file without an ending that tells its type gets one, so that it can be shown later."""
    return name if family_of(name) == family else name + ENDINGS.get(family, "")


def _next_name(word: str, before: Sequence[Evidence]) -> str:
    """照片3 after 照片1 and 照片2."""
    numbers = [piece.name.removeprefix(word) for piece in before if piece.name.startswith(word)]
    return f"{word}{max((int(each) for each in numbers if each.isdecimal()), default=0) + 1}"


def _png(picture: QImage) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(picture)
    return bytes(content.data())
