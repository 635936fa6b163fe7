"""Small charts with their numbers written on them: upright bars for months, lying bars for kinds. One colour."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy

from ui import theme
from ui.widgets.painted import Cells, announce

CENTRE = Qt.AlignmentFlag.AlignCenter
MIDDLE = Qt.AlignmentFlag.AlignVCenter
LABEL, NUMBER = 18, 16
LINE, THICK, GAP = 22, 10, 8
MOST_PITCH = 56


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: the name at its foot, its size, its number in words; `open` for a time that has not ended.

    `told` is what it says when pointed at; empty: name and number.
    """

    name: str
    size: float
    words: str
    open: bool = False
    told: str = ""

    def spoken(self) -> str:
        """The bar in words."""
        return self.told or f"{self.name} {self.words}"


class Chart(Cells):
    """Bars that can be pointed at, walked through and chosen."""

    def __init__(self, bars: Sequence[Bar] = ()) -> None:
        super().__init__()
        self._bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.set_bars(bars)

    def set_bars(self, bars: Sequence[Bar]) -> None:
        """Show other bars."""
        self._bars = tuple(bars)
        announce(self, "；".join(bar.spoken() for bar in bars) or "没有数据")
        self.set_current_cell(self.current_cell())
        self.updateGeometry()
        self.update()

    def bars(self) -> tuple[Bar, ...]:
        """What is shown."""
        return self._bars

    def cell_count(self) -> int:
        return len(self._bars)

    def cell_tip(self, number: int) -> str:
        return self._bars[number].spoken()

    def tone(self, number: int) -> str:
        """The token of a bar."""
        if number == self.pointed_cell():
            return "accent_hover"
        return "accent_line" if self._bars[number].open else "accent"

    def highest(self) -> float:
        """The size to which all bars are drawn."""
        return max((bar.size for bar in self._bars), default=0) or 1


class Bars(Chart):
    """Upright bars, for months and years."""

    def sizeHint(self) -> QSize:
        return QSize(200, theme.scaled(110))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, theme.scaled(72))

    def cell_box(self, number: int) -> QRectF:
        pitch = min(self.width() / max(1, len(self._bars)), theme.scaled(MOST_PITCH))
        return QRectF(number * pitch, 0, pitch, self.height())

    def draw(self, painter: QPainter) -> None:
        unit = theme.scaled
        room = self.height() - unit(LABEL) - unit(NUMBER) - 2
        ground = unit(NUMBER) + room + 1
        painter.setFont(theme.font("caption"))
        names = self._named(QFontMetrics(painter.font()))
        for number, bar in enumerate(self._bars):
            box = self.cell_box(number)
            tall = max(2.0, room * bar.size / self.highest())
            upright = QRectF(box.left() + box.width() * 0.24, ground - tall, box.width() * 0.52, tall)
            painter.fillRect(upright, theme.colour(self.tone(number)))
            painter.setPen(theme.colour("soft"))
            over = QRectF(box.left() - 8, upright.top() - unit(NUMBER), box.width() + 16, unit(NUMBER))
            painter.drawText(over, CENTRE, bar.words)
            if number in names:
                painter.setPen(theme.colour("faint"))
                under = QRectF(box.left() - 20, ground + 2, box.width() + 40, unit(LABEL) - 2)
                painter.drawText(under, CENTRE, bar.name)
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.drawLine(QPointF(0, ground + 0.5), QPointF(self.width(), ground + 0.5))
        self.draw_focus(painter)

    def _named(self, metrics: QFontMetrics) -> frozenset[int]:
        """The bars under which there is room for a name: all, or every second, third … counted from the last."""
        if not self._bars:
            return frozenset()
        widest = max(metrics.horizontalAdvance(bar.name) for bar in self._bars) + 4
        step = max(1, -(-widest // max(1, int(self.cell_box(0).width()))))
        return frozenset(range(len(self._bars) - 1, -1, -step))


class Lines(Chart):
    """Lying bars: name, bar, number; for kinds whose names are longer than two characters."""

    def sizeHint(self) -> QSize:
        return QSize(200, theme.scaled(LINE) * max(1, len(self._bars)))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, theme.scaled(LINE))

    def cell_box(self, number: int) -> QRectF:
        pitch = min(theme.scaled(LINE), self.height() / max(1, len(self._bars)))
        return QRectF(0, number * pitch, self.width(), pitch)

    def draw(self, painter: QPainter) -> None:
        painter.setFont(theme.font("caption"))
        metrics = QFontMetrics(painter.font())
        most = self.width() * 0.45
        name = min(most, max((metrics.horizontalAdvance(bar.name) for bar in self._bars), default=0) + 2 * GAP)
        words = max((metrics.horizontalAdvance(bar.words) for bar in self._bars), default=0) + GAP
        room = max(8.0, self.width() - name - words)
        for number, bar in enumerate(self._bars):
            box = self.cell_box(number)
            thick = min(theme.scaled(THICK), box.height() - 4)
            wide = max(2.0, room * bar.size / self.highest()) if bar.size else 0.0
            painter.setPen(theme.colour("soft"))
            shown = metrics.elidedText(bar.name, Qt.TextElideMode.ElideRight, int(name) - GAP)
            painter.drawText(QRectF(0, box.top(), name - GAP, box.height()), MIDDLE, shown)
            lying = QRectF(name, box.center().y() - thick / 2, wide, thick)
            painter.fillRect(lying, theme.colour(self.tone(number)))
            painter.setPen(theme.colour("text"))
            painter.drawText(QRectF(name + wide + GAP, box.top(), words, box.height()), MIDDLE, bar.words)
        self.draw_focus(painter)
