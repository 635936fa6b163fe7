"""States and signals as shapes. Each is told apart in grey print by its outline, and always stands beside its word.

States: what has become of a step, a document, a filing. Signals: what electronic supervision raised (预警, 黄牌, 红牌).
"""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui import theme
from ui.widgets.painted import Painted, announce
from ui.widgets.text import set_text, text


class State(Enum):
    """State of a step or paper: (word, tone of the word, tone of the shape)."""

    DONE = ("已完成", "soft", "soft")
    CURRENT = ("办理中", "accent", "accent")
    OPEN = ("待办", "soft", "faint")
    BLOCKED = ("暂不能办", "red", "red")
    PAUSED = ("已中止", "amber", "amber")
    NOT_NEEDED = ("不适用", "faint", "faint")
    DRAFT = ("草稿", "soft", "faint")
    OVERDUE = ("已逾期", "red", "red")

    @property
    def word(self) -> str:
        """The Chinese word shown beside the shape."""
        return self.value[0]


class Signal(Enum):
    """A signal of electronic supervision: (word, character on the shape)."""

    NOTICE = ("预警", "预")
    YELLOW = ("黄牌", "黄")
    RED = ("红牌", "红")

    @property
    def word(self) -> str:
        """The Chinese word shown beside the shape."""
        return self.value[0]


@dataclass(frozen=True, slots=True)
class SignalColours:
    """Fill, border and ink of one signal."""

    fill: str
    line: str
    ink: str


def signal_colours(signal: Signal) -> SignalColours:
    """Tokens of a signal: outline, light fill and dark fill, so that grey print keeps them apart."""
    return {
        Signal.NOTICE: SignalColours("surface", "blue", "blue"),
        Signal.YELLOW: SignalColours("amber_fill", "amber", "on_amber"),
        Signal.RED: SignalColours("red_fill", "red_fill", "on_red"),
    }[signal]


def paint_state(painter: QPainter, box: QRectF, state: State) -> None:
    """Draw the shape of a state into a square box, 14 px being the usual size."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = theme.colour(state.value[2])
    pen = _round_pen(ink, max(1.4, box.width() * 0.11))
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    ring = box.adjusted(1, 1, -1, -1)
    _STATE_PAINTERS[state](painter, ring, ink, pen)
    painter.restore()


def _round_pen(ink: QColor, width: float) -> QPen:
    return QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _done(painter: QPainter, ring: QRectF, ink: QColor, _pen: QPen) -> None:
    unit = ring.width()
    start, corner, end = (0.12, 0.54), (0.40, 0.80), (0.90, 0.24)
    points = [QPointF(ring.x() + x * unit, ring.y() + y * unit) for x, y in (start, corner, end)]
    painter.setPen(_round_pen(ink, 1.8))
    painter.drawPolyline(points)


def _current(painter: QPainter, ring: QRectF, ink: QColor, _pen: QPen) -> None:
    painter.drawEllipse(ring)
    inner = ring.width() * 0.26
    painter.setBrush(ink)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(ring.adjusted(inner, inner, -inner, -inner))


def _open(painter: QPainter, ring: QRectF, _ink: QColor, _pen: QPen) -> None:
    painter.drawEllipse(ring)


def _blocked(painter: QPainter, ring: QRectF, _ink: QColor, _pen: QPen) -> None:
    painter.drawEllipse(ring)
    shift = ring.width() * 0.15
    painter.drawLine(ring.topLeft() + QPointF(shift, shift), ring.bottomRight() - QPointF(shift, shift))


def _paused(painter: QPainter, ring: QRectF, _ink: QColor, _pen: QPen) -> None:
    painter.drawEllipse(ring)
    for part in (0.38, 0.62):
        x = ring.x() + ring.width() * part
        painter.drawLine(QPointF(x, ring.y() + ring.height() * 0.32), QPointF(x, ring.y() + ring.height() * 0.68))


def _not_needed(painter: QPainter, ring: QRectF, _ink: QColor, _pen: QPen) -> None:
    painter.drawLine(QPointF(ring.x() + 1, ring.center().y()), QPointF(ring.right() - 1, ring.center().y()))


def _draft(painter: QPainter, ring: QRectF, _ink: QColor, pen: QPen) -> None:
    pen.setDashPattern([1.6, 1.9])
    painter.setPen(pen)
    painter.drawRoundedRect(ring.adjusted(0.5, 0.5, -0.5, -0.5), 2.5, 2.5)


def _overdue(painter: QPainter, ring: QRectF, ink: QColor, _pen: QPen) -> None:
    painter.setBrush(ink)
    painter.drawEllipse(ring)
    painter.setPen(_round_pen(theme.colour("surface"), 1.6))
    centre = ring.center()
    painter.drawLine(centre, QPointF(centre.x(), ring.y() + ring.height() * 0.22))
    painter.drawLine(centre, QPointF(ring.x() + ring.width() * 0.72, centre.y()))


_STATE_PAINTERS = {
    State.DONE: _done,
    State.CURRENT: _current,
    State.OPEN: _open,
    State.BLOCKED: _blocked,
    State.PAUSED: _paused,
    State.NOT_NEEDED: _not_needed,
    State.DRAFT: _draft,
    State.OVERDUE: _overdue,
}


def paint_signal(painter: QPainter, box: QRectF, signal: Signal, muted: bool = False) -> None:
    """Draw a signal: a circle for 预警, an upright card for the others, with its character; `muted` is closed."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    tokens = signal_colours(signal)
    ink = "faint" if muted else tokens.ink
    painter.setBrush(theme.colour("surface" if muted else tokens.fill))
    painter.setPen(QPen(theme.colour("faint" if muted else tokens.line), 1.3))
    shape = box.adjusted(0.8, 0.8, -0.8, -0.8)
    if signal is Signal.NOTICE:
        side = min(shape.width(), shape.height())
        painter.drawEllipse(QRectF(shape.center().x() - side / 2, shape.center().y() - side / 2, side, side))
    else:
        painter.drawRoundedRect(shape, 2.5, 2.5)
    lettering = theme.font("caption", 500)
    lettering.setPixelSize(max(10, round(box.width() * (0.6 if signal is Signal.NOTICE else 0.66))))
    painter.setFont(lettering)
    painter.setPen(theme.colour(ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, signal.value[1])
    painter.restore()


class StateGlyph(Painted):
    """The shape of a state as a widget."""

    def __init__(self, state: State, size: int = 14) -> None:
        super().__init__()
        self._state, self._size = state, size
        self.setAccessibleName(state.word)
        self.measure()

    def set_state(self, state: State) -> None:
        """Show another state."""
        self._state = state
        announce(self, state.word)
        self.update()

    def measure(self) -> None:
        side = theme.scaled(self._size)
        self.setFixedSize(side, side)

    def draw(self, painter: QPainter) -> None:
        paint_state(painter, QRectF(self.rect()), self._state)


class SignalGlyph(Painted):
    """The shape of a signal as a widget, as high as a line of text."""

    def __init__(self, signal: Signal, muted: bool = False) -> None:
        super().__init__()
        self._signal, self._muted = signal, muted
        self.setAccessibleName(signal.word)
        self.measure()

    def measure(self) -> None:
        self.setFixedSize(theme.scaled(17), theme.scaled(20))

    def draw(self, painter: QPainter) -> None:
        paint_signal(painter, QRectF(self.rect()), self._signal, self._muted)


class _Tag(QWidget):
    def __init__(self, shape: QWidget, words: str, role: str, tone: str) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(shape)
        self._label = text(words, role, tone)
        line.addWidget(self._label)
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)


class StateTag(_Tag):
    """Shape and word of a state, with the word replaceable (已送达, 待补正 …)."""

    def __init__(self, state: State, word: str = "", role: str = "small") -> None:
        self._shape = StateGlyph(state)
        super().__init__(self._shape, word or state.word, role, state.value[1])

    def set_state(self, state: State, word: str = "") -> None:
        """Show another state, and say so to a screen reader."""
        self._shape.set_state(state)
        set_text(self._label, word or state.word, state.value[1])
        announce(self, word or state.word)


class SignalTag(_Tag):
    """Shape and word of a signal, with an optional remark such as 逾期 3 日."""

    def __init__(self, signal: Signal, remark: str = "", muted: bool = False) -> None:
        tone = {Signal.NOTICE: "blue", Signal.YELLOW: "amber", Signal.RED: "red"}[signal]
        words = f"{signal.word}·{remark}" if remark else signal.word
        super().__init__(SignalGlyph(signal, muted), words, "small-strong", "faint" if muted else tone)
