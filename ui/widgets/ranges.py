"""The lawful range of a fine as a scale: range, thresholds that change the procedure, the amount proposed."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from ui import theme
from ui.widgets.painted import Painted, announce


@dataclass(frozen=True, slots=True)
class Threshold:
    """An amount in fen at which something else begins （听证 1,000 元）."""

    amount: int
    name: str


def yuan(fen: int, exact: bool = False) -> str:
    """An amount in yuan with thousands commas, two decimals where there are fen or `exact` asks for them."""
    whole, rest = divmod(abs(fen), 100)
    sign = "-" if fen < 0 else ""
    return f"{sign}{whole:,}.{rest:02d}" if exact or rest else f"{sign}{whole:,}"


class RangeScale(Painted):
    """Drawn to scale, amounts in fen. The amount proposed stands above as a triangle, thresholds below as ticks.

    Never a slider: an amount is typed.
    """

    def __init__(self) -> None:
        super().__init__()
        self._low = self._high = 0
        self._proposed: int | None = None
        self._thresholds: tuple[Threshold, ...] = ()
        self.measure()

    def set_range(self, low: int, high: int, proposed: int | None = None, thresholds: Sequence[Threshold] = ()) -> None:
        """Show a range; an amount outside it stays visible at its place."""
        self._low, self._high, self._proposed, self._thresholds = low, high, proposed, tuple(thresholds)
        told = f"合法幅度 {yuan(low)} 至 {yuan(high)} 元"
        if proposed is not None:
            told += f"，拟 {yuan(proposed)} 元" + ("" if low <= proposed <= high else "，不在幅度内")
        announce(self, told)
        self.setToolTip("；".join([told, *(f"{t.name} {yuan(t.amount)} 元" for t in self._thresholds)]))
        self.update()

    def measure(self) -> None:
        self.setFixedHeight(theme.scaled(62))

    def _x(self, amount: int) -> float:
        shown = [self._low, self._high, *(t.amount for t in self._thresholds), *self._proposal()]
        start, end = min(shown), max(shown)
        room = max(1.0, (end - start) * 1.1)
        first = max(0.0, start - room * 0.06)
        return 2 + (self.width() - 4) * (amount - first) / max(1.0, end + room * 0.04 - first)

    def _proposal(self) -> list[int]:
        return [] if self._proposed is None else [self._proposed]

    def draw(self, painter: QPainter) -> None:
        if self._high <= 0:
            return
        top = theme.scaled(24)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("neutral_soft"))
        painter.drawRoundedRect(QRectF(2, top, self.width() - 4, 8), 2, 2)
        painter.setBrush(theme.colour("accent"))
        left = self._x(self._low)
        painter.drawRect(QRectF(left, top, max(2.0, self._x(self._high) - left), 8))
        painter.setFont(theme.font("caption"))
        self._ends(painter)
        self._ticks(painter)
        if self._proposed is not None:
            self._amount(painter, self._proposed)

    def _place(self, painter: QPainter, x: float, y: float, words: str) -> None:
        width = painter.fontMetrics().horizontalAdvance(words)
        painter.drawText(QPointF(min(max(0.0, x - width / 2), self.width() - width), y), words)

    def _ends(self, painter: QPainter) -> None:
        painter.setPen(theme.colour("soft"))
        for amount in sorted({self._low, self._high}):
            near = self._proposed is not None and abs(self._x(amount) - self._x(self._proposed)) <= theme.scaled(60)
            if not near:
                self._place(painter, self._x(amount), theme.scaled(16), yuan(amount))

    def _ticks(self, painter: QPainter) -> None:
        """A tick at each threshold; the words below stand side by side where the amounts are close together."""
        marks = sorted(self._thresholds, key=lambda threshold: threshold.amount)
        words = [f"{mark.name} {yuan(mark.amount)}" for mark in marks]
        widths = [painter.fontMetrics().horizontalAdvance(each) for each in words]
        starts = side_by_side([self._x(mark.amount) for mark in marks], widths, self.width(), theme.scaled(8))
        for mark, told, start in zip(marks, words, starts, strict=True):
            x = self._x(mark.amount)
            painter.setPen(QPen(theme.colour("text"), 1.4))
            painter.drawLine(QPointF(x, theme.scaled(21)), QPointF(x, theme.scaled(40)))
            painter.setPen(theme.colour("soft"))
            painter.drawText(QPointF(start, theme.scaled(54)), told)

    def _amount(self, painter: QPainter, amount: int) -> None:
        x, top = self._x(amount), theme.scaled(24)
        inside = self._low <= amount <= self._high
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("text" if inside else "red"))
        painter.drawPolygon(QPolygonF([QPointF(x, top - 1), QPointF(x - 5, top - 8), QPointF(x + 5, top - 8)]))
        painter.setFont(theme.font("caption", 500))
        painter.setPen(theme.colour("text" if inside else "red"))
        self._place(painter, x, theme.scaled(12), yuan(amount, exact=True))


def side_by_side(centres: Sequence[float], widths: Sequence[int], room: int, gap: int) -> list[float]:
    """Where labels begin that stand centred below ascending places, moved as little as keeps them apart and inside."""
    starts: list[float] = []
    least = 0.0
    for centre, width in zip(centres, widths, strict=True):
        starts.append(max(least, centre - width / 2))
        least = starts[-1] + width + gap
    most = float(room)
    for number in reversed(range(len(starts))):
        starts[number] = min(starts[number], most - widths[number])
        most = starts[number] - gap
    return starts
