"""The register in the middle: segments with counts, a quick filter, one line for each proposal and finding."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from models.queries.findings import may_see_findings
from ui.desk import Desk
from ui.pages.supervision.annex import place_words
from ui.pages.supervision.articles import Filter
from ui.pages.supervision.item_words import short_name
from ui.pages.supervision.reading import SEGMENTS, Asked, Register, RegisterLine, Segment, read_on, read_register
from ui.pages.supervision.words import because_of, case_words, source_words, state_of
from ui.widgets.buttons import Segments, button
from ui.widgets.inputs import search_box
from ui.widgets.layout import clear, column, frame, row
from ui.widgets.surfaces import empty_state
from ui.widgets.tables import Cell, Column, Table
from ui.widgets.text import set_text, text

COLUMNS = (Column("线索"), Column("案件", 168), Column("条款", 128), Column("认定", 112))
CASE, ROOMY = 1, 600
SEARCH, LEAST_SEARCH = 148, 84
TYPING_PAUSE_MS = 180
KEYS: tuple[Segment, ...] = tuple(SEGMENTS)
EMPTY = {
    "to_confirm": (
        "没有待认定的线索",
        "程序从办案记载中提出的线索和人工登记的，都列在这里。\n提出的只是线索，认定由两人作出。",
    ),
    "statement": ("没有正在听取说明的", "请当事人员说明以后，到认定之前列在这里。"),
    "judged": ("还没有认定过", "复核认定的、不构成过错的、不予采纳的都列在这里，连同理由。"),
    "all": ("登记簿还是空的", "程序从办案记载中提出的线索和人工登记的，都列在这里。"),
}
EMPTY_OWN = ("没有与您有关的", "请您说明的事项和认定的结果列在这里。\n在说明以前，任何线索都不是结论。")


class RegisterView(QFrame):
    """The list. `picked` carries the line that was gone to, `opened` one that was entered; `refreshed`: read again."""

    picked = Signal(object)
    refreshed = Signal()
    opened = Signal(object)
    unfiltered = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("role", "sheet")
        self._desk = desk
        self._place: Filter = None
        self._sees_all = True
        self._register: Register | None = None
        self.segments = Segments(tuple(SEGMENTS.values()))
        self.search = search_box("查找（Ctrl+F）")
        self.search.setMaximumWidth(SEARCH)
        self.search.setMinimumWidth(LEAST_SEARCH)
        self.search.setToolTip("案件、当事人、案号；登记过的还有人员、文号和事实（Ctrl+F）")
        self.table = Table(COLUMNS, tall=True)
        self.table.setAccessibleName("过错责任追究登记簿")
        self._more = button("再看以前的", "link", small=True, then=self._on_more)
        self._count = text("", "caption")
        self._nothing = column(gap=0)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(frame(self._nothing))
        head = row(gap=8, margins=(16, 4, 12, 0))
        head.addWidget(self.segments)
        head.addStretch(1)
        head.addWidget(self.search, 2)
        stack = column(frame(head, "header"), gap=0)
        stack.addWidget(self._stack, 1)
        stack.addWidget(frame(row(self._count, None, self._more, margins=(16, 6, 16, 6)), "footer"))
        self.setLayout(stack)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._wire()

    def _wire(self) -> None:
        self._pause.timeout.connect(self.refresh)
        self.search.textChanged.connect(lambda _words: self._pause.start())
        self.segments.chosen.connect(lambda _number: self.refresh())
        self.table.picked.connect(lambda number: self.picked.emit(self.line_at(number)))
        self.table.opened.connect(lambda number: self.opened.emit(self.line_at(number)))
        QShortcut(QKeySequence.StandardKey.Find, self, self._on_find)

    def register(self) -> Register:
        """What is shown."""
        assert self._register is not None
        return self._register

    def show_place(self, place: Filter) -> None:
        """Narrow the list to an item, an article, or nothing."""
        self._place = place
        self.refresh()

    def choose_segment(self, segment: Segment) -> None:
        """Show another part of the register, as a click does."""
        self.segments.choose(KEYS.index(segment))

    def refresh(self) -> None:
        """Read the register again; the line that is chosen stays, wherever it is now."""
        self._pause.stop()
        shown = self.current()
        self._sees_all = may_see_findings(self._desk.session, self._desk.actor, self._desk.today())
        self.segments.setVisible(self._sees_all)
        self._register = read_register(self._desk.session, self._desk.actor, self._desk.today(), self._asked())
        for number, segment in enumerate(KEYS):
            self.segments.set_label(number, f"{SEGMENTS[segment]} {self._register.counts[segment]}")
        self._show(shown.key if shown else "")

    def choose(self, key: str) -> bool:
        """Put the keyboard on a line of the list by its key; False where the list does not hold it."""
        lines = self._register.lines if self._register else ()
        place = next((number for number, line in enumerate(lines) if line.key == key), -1)
        if place >= 0:
            self.table.selectRow(place)
        return place >= 0

    def look_up(self, key: str) -> bool:
        """Go to a line by its key in the whole register, read on until it comes; False where there is none."""
        self.search.clear()
        self.segments.choose(KEYS.index("all"), quietly=True)
        self.refresh()
        while not (found := self.choose(key)) and self.register().after is not None:
            self._on_more()
        return found

    def current(self) -> RegisterLine | None:
        """The line that is chosen."""
        return self.line_at(self.table.currentIndex().row())

    def line_at(self, number: int) -> RegisterLine | None:
        """A line by its number, None beyond the list."""
        lines = self._register.lines if self._register else ()
        return lines[number] if 0 <= number < len(lines) else None

    def _asked(self) -> Asked:
        segment: Segment = KEYS[self.segments.current()] if self._sees_all else "all"
        return Asked(segment, self._place, self.search.text().strip())

    def _show(self, chosen: str) -> None:
        register = self.register()
        self._lay(chosen)
        self._stack.setCurrentIndex(0 if register.lines else 1)
        self._more.setVisible(register.after is not None)
        set_text(self._count, self._told())
        if not register.lines:
            self._show_nothing()
        self.refreshed.emit()

    def _lay(self, chosen: str) -> None:
        """Put the lines into the table, the keyboard on the chosen one or the first; tells nobody."""
        lines = self.register().lines
        self.table.blockSignals(True)
        self.table.set_rows([self._cells(line) for line in lines])
        if lines and not self.choose(chosen):
            self.table.selectRow(0)
        self.table.blockSignals(False)

    def _told(self) -> str:
        asked, register = self._asked(), self.register()
        narrowed = "、".join(
            filter(None, (place_words(self._place) if self._place else "", f"含“{asked.words}”" if asked.words else ""))
        )
        shown = f"{len(register.lines)} 条" if register.after is None else f"先列 {len(register.lines)} 条"
        return f"{narrowed}：{shown}" if narrowed else shown

    def _cells(self, line: RegisterLine) -> Sequence[Cell]:
        today, roomy = self._desk.today(), self.width() >= ROOMY
        title, whose = case_words(line)
        source = source_words(line, today)
        sub = source if roomy else "·".join(filter(None, (title, source)))
        shape, word = state_of(line)
        item = place_words(line.places[0]) if line.places else ""
        return (
            Cell(because_of(line), sub, strong=line.finding is None or line.finding.is_open),
            Cell(title, whose),
            Cell(item, short_name(line.places)),
            Cell(word, state=shape),
        )

    def _show_nothing(self) -> None:
        clear(self._nothing)
        asked = self._asked()
        if asked.place is not None or asked.words:
            way = button("去掉条件", then=self._forget)
            self._nothing.addWidget(empty_state("search", "没有这样的线索", "换一个条款、换几个字，或者看全部。", way))
            return
        title, body = EMPTY[asked.segment] if self.register().sees_all else EMPTY_OWN
        self._nothing.addWidget(empty_state("supervision", title, body))

    def _forget(self) -> None:
        self.search.clear()
        self._pause.stop()
        self.unfiltered.emit()

    def _on_more(self) -> None:
        asked, register = self._asked(), self.register()
        shown = self.current()
        self._register = read_on(self._desk.session, self._desk.actor, self._desk.today(), asked, register)
        self._show(shown.key if shown else "")

    def _on_find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give the case its own column where there is room, else name it below the fact."""
        roomy = self.width() >= ROOMY
        if self.table.isColumnHidden(CASE) is roomy:
            self.table.setColumnHidden(CASE, not roomy)
            if self._register is not None:
                current = self.current()
                self._lay(current.key if current else "")

    def panels(self) -> Sequence[QWidget]:
        """Segments, filter, list."""
        return (self.segments, self.search, self.table)
