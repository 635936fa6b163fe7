"""The places of the program at the left edge: icon above its word, a bar when chosen, a count when something is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy

from ui import theme
from ui.widgets.buttons import native
from ui.widgets.layout import column, row
from ui.widgets.mark import Mark
from ui.widgets.painted import announce, focus_ring


class PlaceLike(Protocol):
    """What the rail needs of a place."""

    @property
    def id(self) -> str: ...
    @property
    def icon(self) -> str: ...
    @property
    def name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class _Spot:
    id: str
    icon: str
    name: str
    keys: str


class PlaceButton(QAbstractButton):
    """One entry of the rail."""

    def __init__(self, spot: _Spot) -> None:
        super().__init__()
        self._spot, self._count = spot, 0
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setToolTip(f"{spot.name}（{native(spot.keys)}）")
        self.setAccessibleName(spot.name)

    def set_count(self, count: int) -> None:
        """How much is due in this place, 0 for nothing."""
        self._count = count
        announce(self, f"{self._spot.name}，{count} 项到期" if count else self._spot.name)
        self.update()

    def count(self) -> int:
        """How much is due here."""
        return self._count

    def sizeHint(self) -> QSize:
        return QSize(theme.sizes().rail - 1, theme.sizes().rail_entry)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.sizes().rail - 1, theme.scaled(48))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit, middle = theme.scaled, self.width() / 2
        top = (self.height() - unit(44)) / 2
        box = QRectF(8, 2, self.width() - 16, self.height() - 4)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            painter.setBrush(theme.colour("surface" if self.isChecked() else "neutral_soft"))
            painter.drawRoundedRect(box, 6, 6)
        if self.isChecked():
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(QRectF(0, self.height() / 2 - 16, 3, 32), 1.5, 1.5)
        tone = "accent" if self.isChecked() else "soft"
        theme.paint_icon(painter, QRectF(middle - unit(11), top, unit(22), unit(22)), self._spot.icon, tone)
        painter.setFont(theme.font("caption", 500 if self.isChecked() else 400))
        painter.setPen(theme.colour(tone))
        words = QRectF(0, top + unit(25), self.width(), unit(18))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self._spot.name)
        if self._count:
            self._paint_count(painter, middle + unit(8), max(0.0, top - unit(4)))
        if self.hasFocus():
            focus_ring(painter, box, 6)
        painter.end()

    def _paint_count(self, painter: QPainter, left: float, top: float) -> None:
        words = str(self._count) if self._count < 100 else "99+"
        high = theme.scaled(16)
        box = QRectF(left, top, high + (len(words) - 1) * theme.scaled(7), high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("red_fill"))
        painter.drawRoundedRect(box, high / 2, high / 2)
        painter.setFont(theme.font("caption", 500))
        painter.setPen(theme.colour("on_red"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


class Rail(QFrame):
    """All places; the last one stands at the foot. Alt+1 … Alt+8 go there (the shortcuts are the window's)."""

    chosen = Signal(str)

    def __init__(self, places: Sequence[PlaceLike]) -> None:
        super().__init__()
        self.setProperty("role", "rail")
        self.setAccessibleName("去处")
        self._buttons: dict[str, PlaceButton] = {}
        stack = column(row(None, Mark(), None, margins=(0, 8, 0, 10)), gap=2, margins=(0, 0, 1, 8))
        for number, place in enumerate(places):
            made = PlaceButton(_Spot(place.id, place.icon, place.name, f"Alt+{number + 1}"))
            made.clicked.connect(lambda _checked=False, id_=place.id: self.chosen.emit(id_))
            self._buttons[place.id] = made
            if number and number == len(places) - 1:
                stack.addStretch(1)
            stack.addWidget(made)
        self.setLayout(stack)
        self.setFixedWidth(theme.sizes().rail)

    def choose(self, place: str) -> None:
        """Mark a place as the one shown."""
        self._buttons[place].setChecked(True)

    def set_count(self, place: str, count: int) -> None:
        """Show how much is due in a place."""
        self._buttons[place].set_count(count)

    def button(self, place: str) -> PlaceButton:
        """The entry of a place."""
        return self._buttons[place]
