"""Painted strips: the stages of a case, the day clock of a period, the coming fortnight."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.widgets.glyphs import State, paint_state
from ui.widgets.painted import Cells, Painted, announce


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a case: name, state, when (a day or a range), states of its steps, whether it is shown."""

    name: str
    state: State
    when: str = ""
    steps: tuple[State, ...] = ()
    shown: bool = False
    struck: bool = False


class StageStrip(Cells):
    """All stages in one row as arrow-shaped cells; one mark a step. Choosing shows a stage, it never changes one."""

    def __init__(self, stages: Sequence[Stage] = ()) -> None:
        super().__init__()
        self._stages: tuple[Stage, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.measure()
        self.set_stages(stages)

    def set_stages(self, stages: Sequence[Stage]) -> None:
        """Show these stages."""
        self._stages = tuple(stages)
        announce(self, "；".join(f"{stage.name} {stage.state.word}" for stage in stages))
        self.set_current_cell(next((n for n, stage in enumerate(stages) if stage.shown), 0))
        self.update()

    def measure(self) -> None:
        self.setFixedHeight(theme.sizes().strip)

    def cell_count(self) -> int:
        return len(self._stages)

    def cell_box(self, number: int) -> QRectF:
        width = self.width() / max(1, len(self._stages))
        return QRectF(number * width, 0, width, self.height())

    def cell_tip(self, number: int) -> str:
        stage = self._stages[number]
        done = sum(step in (State.DONE, State.NOT_NEEDED) for step in stage.steps)
        words = [stage.name, stage.state.word, stage.when, f"{done} / {len(stage.steps)} 步" if stage.steps else ""]
        return "，".join(word for word in words if word)

    def draw(self, painter: QPainter) -> None:
        for number, stage in enumerate(self._stages):
            self._cell(painter, self.cell_box(number), stage, number)
        self.draw_focus(painter)

    def _cell(self, painter: QPainter, box: QRectF, stage: Stage, number: int) -> None:
        if stage.shown or number == self.pointed_cell():
            painter.fillPath(_arrow(box, number == 0), theme.colour("accent_soft" if stage.shown else "hover"))
        if number:
            painter.setPen(QPen(theme.colour("border"), 1.2))
            tip = QPointF(box.left() + 8, box.center().y())
            painter.drawPolyline([QPointF(box.left(), 0), tip, QPointF(box.left(), box.bottom())])
        unit = theme.scaled
        left, room = box.left() + 20, box.width() - 24
        paint_state(painter, QRectF(left, unit(10), unit(14), unit(14)), stage.state)
        name = theme.font("small", 500 if stage.shown or stage.state is State.CURRENT else 400)
        name.setStrikeOut(stage.struck)
        quiet = stage.state in (State.OPEN, State.NOT_NEEDED)
        _words(
            painter,
            QRectF(left + unit(20), unit(6), room - unit(20), unit(22)),
            stage.name,
            name,
            "accent" if stage.shown else ("faint" if quiet else "text"),
        )
        tone = "red" if stage.state is State.BLOCKED else "faint"
        _words(painter, QRectF(left, unit(30), room, unit(18)), stage.when, theme.font("caption"), tone)
        self._step_marks(painter, left, stage, room)

    def _step_marks(self, painter: QPainter, left: float, stage: Stage, room: float) -> None:
        tones = {State.DONE: "soft", State.CURRENT: "accent", State.BLOCKED: "red", State.PAUSED: "amber"}
        pitch = min(12.0, room / max(1, len(stage.steps)))
        for number, step in enumerate(stage.steps):
            mark = QRectF(left + number * pitch, theme.scaled(52), max(3.0, pitch - 3), 3)
            if step in tones:
                painter.fillRect(mark, theme.colour(tones[step]))
            else:
                painter.setPen(QPen(theme.colour("border_strong"), 1))
                painter.drawRect(mark.adjusted(0.5, 0.5, -0.5, -0.5))


def _words(painter: QPainter, box: QRectF, words: str, font: QFont, tone: str) -> None:
    painter.setFont(font)
    painter.setPen(theme.colour(tone))
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, max(0, int(box.width())))
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)


def _arrow(box: QRectF, first: bool) -> QPainterPath:
    path = QPainterPath(QPointF(box.left(), 0))
    path.lineTo(box.right(), 0)
    path.lineTo(box.right() + 8, box.center().y())
    path.lineTo(box.right(), box.bottom())
    path.lineTo(box.left(), box.bottom())
    if not first:
        path.lineTo(box.left() + 8, box.center().y())
    path.closeSubpath()
    return path


@dataclass(frozen=True, slots=True)
class DayCount:
    """A period in days: its length, how many are used and how many over; `notice`: how many of the last days warn."""

    length: int
    used: int
    done: bool = False
    over: int = 0
    notice: int = 0

    def spoken(self) -> str:
        """The period in words."""
        told = f"{self.length} 日，已用 {self.used} 日"
        return told + (f"，逾期 {self.over} 日" if self.over else "") + ("，已完成" if self.done else "")


class DayClock(Painted):
    """A period as one cell a day: used days filled, today framed, days of 预警 underlined, days over hatched in red.

    `length`, `used`, `over` and `notice` are days; `notice` is how many of the last days warn (0 for none).
    """

    def __init__(self, length: int, used: int, done: bool = False, over: int = 0, notice: int = 0) -> None:
        super().__init__()
        self._count = DayCount(length, used, done, over, notice)
        self.setAccessibleName(self._count.spoken())
        self.setToolTip(self.accessibleName())
        self.measure()

    def measure(self) -> None:
        self.setFixedHeight(12)
        self.setMinimumWidth(min(180, (self._count.length + self._count.over) * 7))

    def sizeHint(self) -> QSize:
        return QSize((self._count.length + self._count.over) * 10, 12)

    def draw(self, painter: QPainter) -> None:
        paint_days(painter, QRectF(self.rect()), self._count)


def paint_days(painter: QPainter, box: QRectF, count: DayCount) -> None:
    """Draw a period into a box 12 px high, from its left edge; see `DayClock`."""
    cells = count.length + count.over
    pitch = min(12.0, box.width() / max(1, cells))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, pitch >= 8)
    for day in range(cells):
        left = box.left() + day * pitch
        _paint_day(painter, QRectF(left, box.top() + 1, max(1.0, pitch - 2), 10), day, count)
    painter.restore()


def _paint_day(painter: QPainter, cell: QRectF, day: int, count: DayCount) -> None:
    if day >= count.length:
        painter.fillRect(cell, theme.colour("red_soft"))
        painter.fillRect(cell, QBrush(theme.colour("red"), Qt.BrushStyle.BDiagPattern))
    elif day < count.used:
        tone = "faint" if count.done else "red" if count.over else "accent"
        painter.fillRect(cell, theme.colour(tone))
    else:
        painter.fillRect(cell, theme.colour("border"))
        if day >= count.length - count.notice and not count.done:
            painter.fillRect(QRectF(cell.left(), cell.bottom() - 2, cell.width(), 2), theme.colour("blue"))
    if day == count.used - 1 and not count.done and not count.over:
        painter.setPen(QPen(theme.colour("text"), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(cell.adjusted(0.5, 0, -0.5, 0))


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the fortnight: number, weekday, whether it is a rest day, counts of duties and appointments."""

    number: str
    weekday: str
    rest: bool = False
    due: int = 0
    fixed: int = 0


class Fortnight(Cells):
    """The coming days side by side: a dot for each duty due, a square for each appointment. The first day is today."""

    MOST_MARKS = 6

    def __init__(self, days: Sequence[Day] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days: tuple[Day, ...] = ()
        self.measure()
        self.set_days(days)

    def set_days(self, days: Sequence[Day]) -> None:
        """Show these days."""
        self._days = tuple(days)
        announce(self, "；".join(f"{day.number}日 {day.due} 项到期" for day in days if day.due) or "没有到期事项")
        self.update()

    def measure(self) -> None:
        self.setFixedHeight(theme.scaled(58))

    def cell_count(self) -> int:
        return len(self._days)

    def cell_box(self, number: int) -> QRectF:
        pitch = self.width() / max(1, len(self._days))
        return QRectF(number * pitch + 1.5, 1, pitch - 3, self.height() - 2)

    def cell_tip(self, number: int) -> str:
        day = self._days[number]
        kind = "休息日" if day.rest else "工作日"
        return f"{day.number}日 周{day.weekday}，{kind}，{day.due} 项到期" + (
            f"，{day.fixed} 项行程" if day.fixed else ""
        )

    def draw(self, painter: QPainter) -> None:
        for number, day in enumerate(self._days):
            self._day(painter, self.cell_box(number), day, number == 0)
        self.draw_focus(painter)

    def _day(self, painter: QPainter, box: QRectF, day: Day, today: bool) -> None:
        unit = theme.scaled
        painter.setPen(QPen(theme.colour("accent" if today else "border"), 1.5 if today else 1))
        painter.setBrush(theme.colour("sunken" if day.rest else "surface"))
        painter.drawRoundedRect(box, 4, 4)
        centre = Qt.AlignmentFlag.AlignCenter
        painter.setFont(theme.font("small", 500 if day.due else 400))
        painter.setPen(theme.colour("text" if day.due or not day.rest else "faint"))
        painter.drawText(QRectF(box.left(), unit(5), box.width(), unit(20)), centre, day.number)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("faint"))
        painter.drawText(QRectF(box.left(), unit(22), box.width(), unit(18)), centre, "今天" if today else day.weekday)
        self._marks(painter, box, day, today)

    def _marks(self, painter: QPainter, box: QRectF, day: Day, today: bool) -> None:
        due = min(day.due, self.MOST_MARKS)
        count = due + min(day.fixed, self.MOST_MARKS - due)
        start = box.center().x() - count * 4.5 + 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("red" if today else "soft"))
        for mark in range(count):
            spot = QRectF(start + mark * 9, theme.scaled(43), 5, 5)
            if mark < due:
                painter.drawEllipse(spot)
            else:
                painter.drawRect(spot)
