"""The product's mark: the character 农 cut into a square, as on a seal. Its outline is resources/icons/mark.svg."""

import re
from functools import cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPainterPath, QPixmap

from ui import theme
from ui.theme.icons import FOLDER
from ui.widgets.painted import Painted

SIDE = 100
_OUTLINE = re.compile(r' d="([^"]+)"')
_PART = re.compile(r"([MLHVQZ])|(-?\d+\.?\d*)")


@cache
def outline() -> QPainterPath:
    """The strokes of the mark in a square of 100, read from the picture's path (absolute M L H V Q Z)."""
    found = _OUTLINE.search((FOLDER / "mark.svg").read_text("utf-8"))
    path, command, numbers = QPainterPath(), "", list[float]()
    needs = {"M": 2, "L": 2, "H": 1, "V": 1, "Q": 4}
    for letter, number in _PART.findall(found[1] if found else ""):
        if letter:
            command = letter
            numbers.clear()
            if letter == "Z":
                path.closeSubpath()
            continue
        numbers.append(float(number))
        if len(numbers) == needs[command]:
            _step(path, command, numbers)
            numbers.clear()
    return path


def _step(path: QPainterPath, command: str, numbers: list[float]) -> None:
    at = path.currentPosition()
    if command == "M":
        path.moveTo(*numbers)
    elif command == "Q":
        path.quadTo(*numbers)
    elif command == "H":
        path.lineTo(numbers[0], at.y())
    elif command == "V":
        path.lineTo(at.x(), numbers[0])
    else:
        path.lineTo(*numbers)


def paint_mark(painter: QPainter, box: QRectF) -> None:
    """Draw the mark into a square box."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("accent"))
    painter.drawRoundedRect(box, box.width() * 0.18, box.width() * 0.18)
    painter.translate(box.topLeft())
    painter.scale(box.width() / SIDE, box.height() / SIDE)
    painter.fillPath(outline(), theme.colour("on_accent"))
    painter.restore()


def window_icon() -> QIcon:
    """The mark as the icon of the window."""
    made = QIcon()
    for side in (16, 32, 48, 128):
        picture = QPixmap(side, side)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        paint_mark(painter, QRectF(0, 0, side, side))
        painter.end()
        made.addPixmap(picture)
    return made


class Mark(Painted):
    """The mark as a widget."""

    def __init__(self, size: int = 36) -> None:
        super().__init__()
        self.setFixedSize(size, size)
        self.setAccessibleName("农案通")

    def draw(self, painter: QPainter) -> None:
        paint_mark(painter, QRectF(self.rect()))
