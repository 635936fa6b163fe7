"""The clocks of a case against the calendar: running, paused, extended and overdue stretches, ends, today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPen, QPolygonF

from ui import theme
from ui.widgets.glyphs import Signal, State, paint_signal, paint_state
from ui.widgets.painted import Cells, Painted, announce

ONE = timedelta(1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a clock: `run`, `pause`, `extend` or `over`; the end day is included."""

    start: date
    end: date
    kind: str = "run"


@dataclass(frozen=True, slots=True)
class ClockLine:
    """One period: name, article, parts, the end as counted and as moved to a working day, what came of it."""

    name: str
    basis: str
    stretches: tuple[Stretch, ...]
    plain: date
    due: date
    state: State
    word: str
    done: date | None = None
    signal: Signal | None = None

    def spoken(self) -> str:
        """The period in words."""
        moved = f"（原 {self.plain:%m-%d}，顺延）" if self.due != self.plain else ""
        return f"{self.name}，{self.due:%Y-%m-%d}{moved}，{self.word}，{self.basis}"


class Timeline(Cells):
    """Names at the left, calendar in the middle, results at the right. Choosing a line asks why its day is that day."""

    HEAD, LEFT, RIGHT = 40, 262, 148
    ROW_LEAST, ROW_MOST = 46, 58

    def __init__(self) -> None:
        super().__init__()
        self._clocks: tuple[ClockLine, ...] = ()
        self._start = self._end = self._today = date.min
        self._rest: frozenset[date] = frozenset()
        self._selected = -1
        self.measure()

    def show_clocks(
        self,
        clocks: Sequence[ClockLine],
        start: date,
        end: date,
        today: date,
        rest_days: frozenset[date] = frozenset(),
    ) -> None:
        """Show clocks between two days; rest days are shaded, working weekends are not among them."""
        self._clocks, self._start, self._end = tuple(clocks), start, max(end, start + ONE)
        self._today, self._rest = today, rest_days
        announce(self, "；".join(clock.spoken() for clock in clocks))
        self.measure()
        self.update()

    def select(self, number: int) -> None:
        """Mark the line whose working is open, -1 for none."""
        self._selected = number
        self.update()

    def measure(self) -> None:
        self.setMinimumHeight(self._head() + theme.scaled(self.ROW_LEAST) * len(self._clocks) + 6)
        self.setMinimumWidth(theme.scaled(self.LEFT + self.RIGHT) + 120)

    def _head(self) -> int:
        return theme.scaled(self.HEAD)

    def _right(self) -> int:
        return self.width() - theme.scaled(self.RIGHT)

    def _row_height(self) -> int:
        least, most = theme.scaled(self.ROW_LEAST), theme.scaled(self.ROW_MOST)
        return max(least, min(most, (self.height() - self._head() - 6) // max(1, len(self._clocks))))

    def cell_count(self) -> int:
        return len(self._clocks)

    def cell_box(self, number: int) -> QRectF:
        height = self._row_height()
        return QRectF(0, self._head() + number * height, self.width(), height)

    def cell_tip(self, number: int) -> str:
        return self._clocks[number].spoken()

    def _x(self, day: date) -> float:
        left = theme.scaled(self.LEFT)
        return left + (self._right() - left) * (day - self._start).days / (self._end - self._start).days

    def _x_end(self, day: date) -> float:
        return min(self._x(day + ONE), self._right() - 4)

    def draw(self, painter: QPainter) -> None:
        if not self._clocks:
            return
        self._calendar(painter)
        for number, clock in enumerate(self._clocks):
            self._row(painter, clock, self.cell_box(number), number)
        if self._start <= self._today <= self._end:
            self._today_line(painter)
        self.draw_focus(painter)

    def _calendar(self, painter: QPainter) -> None:
        top, bottom = self._head(), self._head() + self._row_height() * len(self._clocks)
        for offset in range((self._end - self._start).days):
            day = self._start + timedelta(offset)
            if day in self._rest:
                shade = QRectF(self._x(day), top, self._x(day + ONE) - self._x(day), bottom - top)
                painter.fillRect(shade, theme.colour("shade"))
            if day.day == 1 or offset == 0:
                self._month(painter, day, bottom, named_year=offset == 0 or day.month == 1)
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.drawLine(QPointF(0, top - 0.5), QPointF(self.width(), top - 0.5))

    def _month(self, painter: QPainter, day: date, bottom: float, named_year: bool) -> None:
        x = self._x(day)
        painter.setFont(theme.font("caption"))
        words = f"{day.year}年{day.month}月" if named_year else f"{day.month}月"
        following = (day.replace(day=1) + timedelta(32)).replace(day=1)
        if day.day == 1:
            painter.setPen(QPen(theme.colour("border"), 1))
            painter.drawLine(QPointF(x, theme.scaled(18)), QPointF(x, bottom))
        room = self._x(following) - x - 10
        if painter.fontMetrics().horizontalAdvance(words) > room:
            words = f"{day.month}月"
        if painter.fontMetrics().horizontalAdvance(words) < room:
            painter.setPen(theme.colour("soft"))
            painter.drawText(QPointF(x + 6, theme.scaled(32)), words)

    def _today_line(self, painter: QPainter) -> None:
        x = self._x(self._today) + 2
        bottom = self._head() + self._row_height() * len(self._clocks)
        painter.setPen(QPen(theme.colour("text"), 1.4))
        painter.drawLine(QPointF(x, theme.scaled(20)), QPointF(x, bottom))
        label = QRectF(x - theme.scaled(34), 2, theme.scaled(68), theme.scaled(19))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("text"))
        painter.drawRoundedRect(label, 4, 4)
        painter.setPen(theme.colour("surface"))
        painter.setFont(theme.font("caption", 500))
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, f"今天 {self._today:%m-%d}")

    def _row(self, painter: QPainter, clock: ClockLine, box: QRectF, number: int) -> None:
        unit = theme.scaled
        left = QRectF(0, box.top(), unit(self.LEFT) - 8, box.height() - 1)
        if number in (self._selected, self.pointed_cell()):
            painter.fillRect(left, theme.colour("selected" if number == self._selected else "hover"))
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.drawLine(QPointF(0, box.bottom() - 0.5), QPointF(self.width(), box.bottom() - 0.5))
        top = box.top() + (box.height() - unit(self.ROW_LEAST)) / 2
        if clock.signal:
            paint_signal(painter, QRectF(19, top + unit(6), unit(16), unit(20)), clock.signal)
        else:
            paint_state(painter, QRectF(20, top + unit(8), unit(14), unit(14)), clock.state)
        room = unit(self.LEFT) - unit(52)
        _words(painter, QRectF(unit(44), top + unit(4), room, unit(20)), clock.name, "small", 500, "text")
        _words(painter, QRectF(unit(44), top + unit(23), room, unit(18)), clock.basis, "caption", 400, "faint")
        self._bar(painter, clock, top + unit(17))
        self._result(painter, clock, top)

    def _bar(self, painter: QPainter, clock: ClockLine, top: float) -> None:
        finished = clock.done is not None
        for part in clock.stretches:
            if part.end < self._start or part.start >= self._end:
                continue
            left, right = self._x(max(part.start, self._start)), self._x_end(part.end)
            fill_stretch(painter, QRectF(left, top, right - left, 12), part.kind, finished)
        if clock.stretches and not finished:
            self._rest_of(painter, clock, top)
        self._end_mark(painter, clock, top)
        if clock.done and self._start <= clock.done < self._end:
            paint_state(painter, QRectF(self._x(clock.done) - 5, top - 15, 13, 13), State.DONE)

    def _rest_of(self, painter: QPainter, clock: ClockLine, top: float) -> None:
        ahead = max(self._today, clock.stretches[0].start)
        if clock.plain <= ahead or clock.stretches[-1].kind == "over":
            return
        left, right = self._x(ahead) + 3, self._x_end(clock.plain)
        if right - left > 1:
            box = QRectF(left, top, right - left, 12)
            painter.fillRect(box, theme.colour("surface"))
            _outline(painter, box, "accent", 1.2)

    def _end_mark(self, painter: QPainter, clock: ClockLine, top: float) -> None:
        if not self._start <= clock.due < self._end:
            return
        plain, due = self._x(max(clock.plain + ONE, self._start)), self._x(clock.due + ONE)
        moved = due != plain
        if moved:
            painter.setPen(QPen(theme.colour("text"), 1.2, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(plain, top + 6), QPointF(due + 6, top + 6))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("red" if clock.state is State.OVERDUE else "text"))
        x = due + (6 if moved else 0)
        corners = [QPointF(x, top - 1), QPointF(x + 6, top + 6), QPointF(x, top + 13), QPointF(x - 6, top + 6)]
        painter.drawPolygon(QPolygonF(corners))

    def _result(self, painter: QPainter, clock: ClockLine, top: float) -> None:
        unit, urgent = theme.scaled, clock.state is State.OVERDUE
        box = QRectF(self._right() + 12, top + unit(4), unit(self.RIGHT) - 28, unit(20))
        right = Qt.AlignmentFlag.AlignRight
        tone = "red" if urgent else ("faint" if clock.done else "text")
        _words(painter, box, f"{clock.due:%Y-%m-%d}", "small", 500, tone, right)
        below = box.translated(0, unit(19))
        _words(painter, below, clock.word, "caption", 400, "red" if urgent else "faint", right)


def _words(
    painter: QPainter,
    box: QRectF,
    words: str,
    role: str,
    weight: int,
    tone: str,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    lettering = theme.font(role, weight)
    painter.setFont(lettering)
    painter.setPen(theme.colour(tone))
    shown = QFontMetrics(lettering).elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()))
    painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, shown)


def _outline(painter: QPainter, box: QRectF, token: str, width: float = 1.0) -> None:
    painter.setPen(QPen(theme.colour(token), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box.adjusted(width / 2, width / 2, -width / 2, -width / 2))


def fill_stretch(painter: QPainter, box: QRectF, kind: str, finished: bool) -> None:
    """Fill one part of a clock: counted solid, excluded hatched, extended pale, over hatched red; else grey."""
    base = "faint" if finished else "accent"
    if kind == "pause":
        painter.fillRect(box, theme.colour("surface"))
        painter.fillRect(box, QBrush(theme.colour("soft"), Qt.BrushStyle.BDiagPattern))
        _outline(painter, box, "soft")
    elif kind == "extend":
        painter.fillRect(box, theme.colour("neutral_soft" if finished else "accent_soft"))
        _outline(painter, box, base)
    elif kind == "over":
        painter.fillRect(box, theme.colour("red_soft"))
        painter.fillRect(box, QBrush(theme.colour("red"), Qt.BrushStyle.BDiagPattern))
    else:
        painter.fillRect(box, theme.colour(base))


class Swatch(Painted):
    """One entry of the time line's legend."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self._kind = kind
        self.setFixedSize(22, 12)

    def draw(self, painter: QPainter) -> None:
        fill_stretch(painter, QRectF(self.rect()), self._kind, False)
