"""Icons by meaning, drawn from one small font (see resources/icons); pages never name a glyph of the set.

An icon asks for its colour each time it is drawn, so it follows a change of theme, and is sharp at every device ratio.
"""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QIconEngine, QImage, QPainter, QPixmap

from ui.theme.fonts import ICONS, RESOURCES
from ui.theme.state import colour
from ui.theme.tokens import DARK, LIGHT, Colours

FOLDER = RESOURCES / "icons"

CODE_POINTS = {
    "add": 0xF280,  # plus-circle
    "backup": 0xF1C4,  # hard-drives
    "bank": 0xF073,  # bank
    "bell": 0xF082,  # bell
    "blocked": 0xF289,  # prohibit
    "calendar": 0xF0AD,  # calendar-blank
    "camera": 0xF0B1,  # camera
    "caret": 0xF0C2,  # caret-down
    "caret_right": 0xF0C4,  # caret-right
    "case": 0xF18A,  # folder-notch-open
    "chart": 0xF0D2,  # chart-bar
    "check": 0xF0E7,  # check
    "clock": 0xF0F9,  # clock
    "close": 0xF36D,  # x
    "columns": 0xF10E,  # columns
    "copy": 0xF114,  # copy
    "dark": 0xF21F,  # moon
    "department": 0xF0A8,  # buildings
    "document": 0xF170,  # file-text
    "drag": 0xF144,  # dots-six-vertical
    "edit": 0xF266,  # pencil-simple
    "evidence": 0xF258,  # paperclip
    "export": 0xF15A,  # export
    "eye": 0xF15B,  # eye
    "filing": 0xF336,  # tray
    "filter": 0xF197,  # funnel-simple
    "fit": 0xF050,  # arrows-out-line-horizontal
    "folder": 0xF18F,  # folder-simple
    "goods": 0xF120,  # cube
    "government": 0xF073,  # bank
    "hand": 0xF1BD,  # hand-palm
    "hearing": 0xF216,  # megaphone-simple
    "history": 0xF0FC,  # clock-counter-clockwise
    "image": 0xF1DD,  # image
    "info": 0xF1E0,  # info
    "journal": 0xF22C,  # notebook
    "jump": 0xF044,  # arrow-right
    "key": 0xF1E4,  # key
    "ledger": 0xF304,  # table
    "left": 0xF0C3,  # caret-left
    "light": 0xF2FE,  # sun
    "link": 0xF058,  # arrow-square-out
    "list": 0xF1FB,  # list-bullets
    "lock": 0xF200,  # lock-key
    "mail": 0xF156,  # envelope-simple
    "money": 0xF123,  # currency-cny
    "more": 0xF145,  # dots-three
    "new": 0xF27F,  # plus
    "note": 0xF22E,  # note-pencil
    "offence": 0xF2AA,  # scales
    "officer": 0xF1DC,  # identification-card
    "offline": 0xF367,  # wifi-slash
    "online": 0xF363,  # wifi-high
    "organisation": 0xF2F9,  # storefront
    "package": 0xF251,  # package
    "palette": 0xF302,  # swatches
    "paste": 0xF0F8,  # clipboard-text
    "pause": 0xF25E,  # pause
    "person": 0xF346,  # user
    "person_add": 0xF34F,  # user-plus
    "phone": 0xF26E,  # phone
    "pin": 0xF28D,  # push-pin
    "place": 0xF20D,  # map-pin
    "print": 0xF288,  # printer
    "quote": 0xF295,  # quotes
    "receipt": 0xF0F4,  # circle-wavy-check
    "refresh": 0xF045,  # arrows-clockwise
    "remove": 0xF21B,  # minus-circle
    "rules": 0xF097,  # book-open
    "saved": 0xF0E8,  # check-circle
    "search": 0xF20A,  # magnifying-glass
    "settings": 0xF19C,  # gear-six
    "sign": 0xF267,  # pen-nib
    "sort": 0xF047,  # arrows-down-up
    "stamp": 0xF169,  # file-arrow-up
    "stop": 0xF2F8,  # stop-circle
    "supervision": 0xF2B8,  # shield-check
    "text_size": 0xF310,  # text-aa
    "trash": 0xF334,  # trash
    "undo": 0xF021,  # arrow-counter-clockwise
    "up": 0xF0C5,  # caret-up
    "usb": 0xF1C3,  # hard-drive
    "warning": 0xF35C,  # warning
    "why": 0xF293,  # question
    "workbench": 0xF1D9,  # house-line
    "zoom_in": 0xF20C,  # magnifying-glass-plus
    "zoom_out": 0xF20B,  # magnifying-glass-minus
}

# Noto Sans SC sets its ideographs a little below the middle of the line; icons follow, by a part of their own height.
DROP = 0.045


class _Glyph(QIconEngine):
    def __init__(self, name: str, tone: str) -> None:
        super().__init__()
        self._name, self._tone = name, tone

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        tone = "faint" if mode is QIcon.Mode.Disabled else self._tone
        paint_icon(painter, QRectF(rect), self._name, tone)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        return _Glyph(self._name, self._tone)


def icon(name: str, tone: str = "soft") -> QIcon:
    """The icon for a meaning in the colour of a token. Raises KeyError for a meaning that has none."""
    if name not in CODE_POINTS:
        raise KeyError(name)
    return QIcon(_Glyph(name, tone))


def paint_icon(painter: QPainter, box: QRectF, name: str, tone: str = "soft") -> None:
    """Draw an icon into a square box."""
    _draw(painter, box, name, colour(tone))


def _draw(painter: QPainter, box: QRectF, name: str, ink: QColor) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setFont(_lettering(round(box.height())))
    painter.setPen(ink)
    painter.drawText(box.translated(0, box.height() * DROP), Qt.AlignmentFlag.AlignCenter, chr(CODE_POINTS[name]))
    painter.restore()


@cache
def _lettering(pixels: int) -> QFont:
    made = QFont(ICONS)
    made.setPixelSize(max(1, pixels))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


# What a style sheet can only take from files: (icon, token, pixels).
SHEET_PICTURES = (("caret", "soft", 12), ("calendar", "soft", 16), ("check", "on_accent", 16))


def write_sheet_pictures(folder: Path) -> None:
    """Draw the pictures of `SHEET_PICTURES` for both themes, plain and dense; needed after a change of token or set."""
    for scheme in (LIGHT, DARK):
        for name, token, size in SHEET_PICTURES:
            for suffix, ratio in (("", 1), ("@2x", 2), ("@3x", 3)):
                _picture(scheme, name, token, size * ratio).save(str(folder / f"{name}-{scheme.name}{suffix}.png"))


def _picture(scheme: Colours, name: str, token: str, size: int) -> QImage:
    made = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    _draw(painter, QRectF(0, 0, size, size), name, QColor(getattr(scheme, token)))
    painter.end()
    return made
