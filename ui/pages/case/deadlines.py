"""期限: every clock of a case on one calendar or in a list, and why each day is that day."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QStackedWidget, QWidget

from procedures.clocks import Clock, ClockState, level_of
from procedures.days import Calendar
from ui.pages.case.opened import OpenedCase
from ui.pages.case.sub_page import CaseSubPage
from ui.pages.case.why import show_why
from ui.pages.case.words import (
    CLOCK_DUTIES,
    CLOCK_STATES,
    clock_doubt,
    clock_name,
    clock_words,
    is_urgent,
    length_words,
    trigger_words,
    weekday,
)
from ui.widgets.buttons import Segments
from ui.widgets.glyphs import Signal
from ui.widgets.layout import Item, column, frame, row, scroll
from ui.widgets.popover import Popover
from ui.widgets.surfaces import empty_state
from ui.widgets.tables import Cell, Column, Table
from ui.widgets.text import Elided, text
from ui.widgets.timeline import ClockLine, Stretch, Swatch, Timeline

SIGNALS = {"notice": Signal.NOTICE, "yellow": Signal.YELLOW, "red": Signal.RED}
BEFORE, AFTER = timedelta(7), timedelta(21)
LONGEST = timedelta(400)
OPEN_STATES = ("running", "overdue", "suspended")
COLUMNS = (
    Column("期限", 216),
    Column("起算", 190),
    Column("期间", 96),
    Column("届满", 124),
    Column("状态", 150),
    Column("依据"),
)
LINE, LIST, NOTHING = range(3)


class DeadlinesPage(CaseSubPage):
    """The clocks of a case. Choosing one opens its working."""

    def __init__(self) -> None:
        super().__init__()
        self._opened: OpenedCase | None = None
        self._clocks: tuple[ClockState, ...] = ()
        self.why: Popover | None = None
        self.timeline = Timeline()
        self.timeline.chosen.connect(self._on_line)
        self.table = Table(COLUMNS, tall=True)
        self.table.opened.connect(self._on_row)
        self.tabs = Segments(("时间线", "列表"), keys=False)
        self.tabs.chosen.connect(lambda _number: self._show_part())
        self._stack = QStackedWidget()
        self._stack.addWidget(scroll(frame(column(self.timeline, gap=0, margins=(0, 6, 0, 0)), "sheet")))
        self._stack.addWidget(self.table)
        self._stack.addWidget(
            empty_state("calendar", "还没有要计算的期限", "决定书交付、罚款收缴以后，\n期限从那一天起算，列在这里。")
        )
        inner = column(self._legend(), gap=0)
        inner.addWidget(self._stack, 1)
        self.setLayout(column(frame(inner, "card"), gap=0, margins=(20, 14, 20, 14)))

    def _legend(self) -> QWidget:
        parts: list[Item] = []
        for kind, words in (("run", "计入"), ("pause", "扣除"), ("extend", "延长"), ("over", "逾期")):
            parts += [Swatch(kind), text(words, "caption", "soft"), 8]
        told = Elided(
            "实心菱形为届满日；虚线为顺延到工作日；灰底为休息日。选一行，看为什么是这一天", "caption", "faint"
        )
        line = row(self.tabs, gap=6, margins=(12, 0, 20, 0))
        line.addSpacing(12)
        line.addWidget(told, 1)
        for part in parts:
            if isinstance(part, int):
                line.addSpacing(part)
            elif isinstance(part, QWidget):
                line.addWidget(part)
        return frame(line, "header")

    def show_case(self, opened: OpenedCase) -> None:
        """Show every clock as it stands on the day the case is looked at."""
        self._opened = opened
        self._clocks = tuple(
            sorted(
                opened.assessment.deadlines, key=lambda s: (s.clock.duty == "limit", s.clock.trigger_on, s.clock.due)
            )
        )
        self._show_line(opened)
        self.table.set_rows([_row(state, opened) for state in self._clocks])
        self._show_part()

    def panels(self) -> Sequence[QWidget]:
        """The tabs and what they show."""
        return tuple(panel for panel in (self.tabs, self._stack.currentWidget()) if panel is not None)

    def open_why(self, number: int, at: QWidget, box: QRect | None = None) -> Popover:
        """Open the working of a clock beside what was chosen."""
        assert self._opened is not None
        state = self._clocks[number]
        trigger = trigger_words(state.clock, self._opened.case)
        self.why = show_why(state, self._opened.session.rulebook, trigger, at, box)
        return self.why

    def _show_part(self) -> None:
        self._stack.setCurrentIndex(self.tabs.current() if self._clocks else NOTHING)

    def _show_line(self, opened: OpenedCase) -> None:
        if not self._clocks:
            return
        start, end = _range(self._clocks, opened.today)
        rest = _rest_days(opened.session.rulebook.calendar, start, end)
        lines = [_line(state, opened) for state in self._clocks]
        self.timeline.show_clocks(lines, start, end, opened.today, rest)

    def _on_line(self, number: int) -> None:
        self.timeline.select(number)
        popover = self.open_why(number, self.timeline, self.timeline.cell_box(number).toRect())
        popover.destroyed.connect(lambda: self.timeline.select(-1))

    def _on_row(self, number: int) -> None:
        box = self.table.visualRect(self.table.model().index(number, 0))
        self.open_why(number, self.table.viewport(), box)


def _range(clocks: Sequence[ClockState], today: date) -> tuple[date, date]:
    """The days that the time line shows: all of what runs, but of limits of years no more than fits, and today.

    Once nothing runs any more it stays at the days of the case, however long ago they were.
    """
    known = [state for state in clocks if state.clock.duty != "limit"] or list(clocks)
    shown = [state.clock for state in known]
    first = min(clock.first_day for clock in shown)
    if not any(state.state in OPEN_STATES for state in known):
        last = max(max(clock.due, clock.met_on or clock.due) for clock in shown)
        return first - BEFORE, min(last, first + LONGEST) + AFTER
    last = max(today, *(clock.due for clock in shown))
    end = min(last, max(today, first) + LONGEST)
    return max(first, min(end - LONGEST, today)) - BEFORE, end + AFTER


def _rest_days(calendar: Calendar, start: date, end: date) -> frozenset[date]:
    days = (start + timedelta(number) for number in range((end - start).days))
    return frozenset(day for day in days if not calendar.is_working(day))


def _line(state: ClockState, opened: OpenedCase) -> ClockLine:
    clock, today = state.clock, opened.today
    level = level_of(clock, today)
    counted = min(clock.base_due, clock.plain_due) if clock.due != clock.base_due else clock.plain_due
    stretches = _counted(clock, counted, today)
    if clock.due != clock.base_due:
        stretches.append(Stretch(counted + timedelta(1), clock.due, "extend"))
    ended = clock.met_on if clock.met_on is not None and clock.met_on <= today else today
    if state.state in ("overdue", "met_late") and ended > clock.due:
        stretches.append(Stretch(clock.due + timedelta(1), ended, "over"))
    done = clock.met_on if state.state in ("met", "met_late") and clock.duty != "limit" else None
    if state.state in ("lapsed", "waived") or (state.state == "met" and clock.duty == "limit"):
        done = clock.due
    doubt = "·待确认" if clock_doubt(clock) else ""
    return ClockLine(
        name=clock_name(clock, opened.case, opened.session.rulebook.recipients),
        basis=f"{length_words(clock)}{doubt}·{clock.basis}",
        stretches=tuple(stretches),
        plain=clock.plain_due,
        due=clock.due,
        state=CLOCK_STATES[state.state],
        word=clock_words(state),
        done=done,
        signal=SIGNALS[level[0]] if level else None,
    )


def _counted(clock: Clock, last: date, today: date) -> list[Stretch]:
    """The days that a clock counts, and between them those that it leaves out."""
    found: list[Stretch] = []
    first, one = clock.first_day, timedelta(1)
    for start, end in clock.pauses:
        resumed = min(end or today, last)
        if first < start:
            found.append(Stretch(first, start - one))
        if max(first, start) < resumed:
            found.append(Stretch(max(first, start), resumed - one, "pause"))
        first = max(first, resumed)
    return [*found, Stretch(first, last)] if first <= last or not found else found


def _row(state: ClockState, opened: OpenedCase) -> list[Cell | str]:
    clock, tone = state.clock, "red" if is_urgent(state) else "text"
    moved = f"原 {clock.plain_due:%m-%d} {weekday(clock.plain_due)}，顺延" if clock.due != clock.plain_due else ""
    moved = "暂计，恢复后再定" if state.state == "suspended" else moved
    doubt = clock_doubt(clock)
    whose = CLOCK_DUTIES[clock.duty]
    return [
        Cell(clock_name(clock, opened.case, opened.session.rulebook.recipients), whose, strong=True),
        Cell(f"{clock.trigger_on}", trigger_words(clock, opened.case)),
        length_words(clock),
        Cell(f"{clock.due}", moved or weekday(clock.due), tone=tone, strong=True),
        Cell(clock_words(state), tone=tone, state=CLOCK_STATES[state.state]),
        Cell(clock.basis, f"待确认：{doubt}" if doubt else "", sub_tone="amber"),
    ]
