"""案件: every case of the office, found by words and filtered by where it stands; read page by page."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QStackedWidget, QWidget

from models.queries.cases import CaseLine, CasePage, count_cases, list_cases
from models.queries.office import officers
from ui.desk import Desk
from ui.pages.case_standing import standing_of
from ui.pages.place import PlacePage
from ui.pages.workbench_cards import COLUMNS, STATUS_WORDS, case_cells
from ui.widgets.buttons import Segments, button, native
from ui.widgets.inputs import search_box
from ui.widgets.layout import clear, column, frame, row
from ui.widgets.rows import NO_INDEX, Cell, Column, Index, Rows
from ui.widgets.surfaces import empty_state
from ui.widgets.tables import Table
from ui.widgets.text import set_text, text

TYPING_PAUSE_MS = 180
STATUSES = ("", *STATUS_WORDS)
LIST_COLUMNS = (*COLUMNS[:-1], Column("承办人", 120), COLUMNS[-1])


class CaseRows(Rows):
    """The cases that a list asks for; the next page is read by its key when the reader comes to the end."""

    def __init__(self, desk: Desk, words: str = "", status: str = "", officer: str = "") -> None:
        super().__init__(LIST_COLUMNS)
        self._desk, self._words, self._status, self._officer = desk, words, status, officer
        self.lines: list[CaseLine] = []
        self._cells: dict[int, tuple[Cell, ...]] = {}
        self._page: CasePage | None = None
        self._take(self._read())

    def row(self, number: int) -> tuple[Cell, ...]:
        """The cells of a row, worked out when it comes into view."""
        if number not in self._cells:
            self._cells[number] = self._told(self.lines[number])
        return self._cells[number]

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._page is not None and self._page.after is not None

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            read, start = self._read(), len(self.lines)
            self.beginInsertRows(NO_INDEX, start, start + len(read.lines) - 1)
            self._take(read)
            self.endInsertRows()

    def _read(self) -> CasePage:
        after = self._page.after if self._page is not None else None
        return list_cases(
            self._desk.session, words=self._words, status=self._status, officer=self._officer, after=after
        )

    def _take(self, page: CasePage) -> None:
        self._page = page
        self.lines += page.lines

    def _told(self, line: CaseLine) -> tuple[Cell, ...]:
        session, today = self._desk.session, self._desk.today()
        *first, due = case_cells(session, line, today, standing_of(session, line, today))
        found = (*first, Cell(line.officers, tone="soft"), due)
        return tuple(Cell(each) if isinstance(each, str) else each for each in found)


class CaseListPage(PlacePage):
    """All cases, the newest act first. Enter opens, typing searches."""

    def __init__(self, desk: Desk) -> None:
        lead = button("新案", "primary", "new", then=desk.new_lead)
        lead.setToolTip(f"登记线索，按普通程序办（{native('Ctrl+N')}）")
        new = button("当场处罚", icon="new", then=desk.new_on_the_spot)
        new.setToolTip(f"新的当场处罚（{native('Ctrl+Shift+N')}）")
        super().__init__(desk, "案件", new, lead)
        self.search = search_box("当事人、案号、案由，空格隔开（Ctrl+F）", 300)
        self.status = Segments(("全部", *STATUS_WORDS.values()))
        self.mine = QCheckBox("只看我的")
        self.mine.setToolTip("只列出本机使用人承办的案件")
        self.table = Table(LIST_COLUMNS, tall=True)
        self.table.setAccessibleName("案件列表")
        self.table.opened.connect(self._on_opened)
        self._rows: CaseRows | None = None
        self._count = text("", "small", "soft")
        bar = row(self.status, None, self.mine, self.search, gap=12, margins=(20, 4, 20, 4))
        foot = frame(row(self._count, None, margins=(16, 7, 16, 7)), "footer", place="card")
        sheet = column(gap=0, margins=(1, 1, 1, 1))
        sheet.addWidget(self.table, 1)
        sheet.addWidget(foot)
        self._stack = QStackedWidget()
        self._nothing = column(gap=0)
        self._stack.addWidget(frame(sheet, "card"))
        self._stack.addWidget(frame(self._nothing))
        whole = column(frame(bar, "header"), gap=0)
        whole.addLayout(column(self._stack, gap=0, margins=(20, 14, 20, 14)), 1)
        self.put(whole)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.refresh)
        self.search.textChanged.connect(lambda _words: self._pause.start())
        self.search.returnPressed.connect(self._on_return)
        self.status.chosen.connect(lambda _number: self.refresh())
        self.mine.toggled.connect(lambda _on: self.refresh())
        QShortcut(QKeySequence.StandardKey.Find, self, self._on_find)

    def refresh(self) -> None:
        self._pause.stop()
        asked = self._asked()
        shown = self._current()
        self._rows = CaseRows(self.desk, **asked)
        self.table.setModel(self._rows)
        self._choose(shown)
        count = count_cases(self.desk.session, **asked)
        set_text(self._count, f"{count:,} 件" + ("" if self._is_all(asked) else "符合条件"))
        self.tell(f"{count:,} 件")
        known = any(one.officer.id == self.desk.actor for one in officers(self.desk.session))
        self.mine.setVisible(known or self.mine.isChecked())
        if count:
            self._stack.setCurrentIndex(0)
        else:
            self._show_nothing(asked)

    def _asked(self) -> dict[str, str]:
        officer = self.desk.actor if self.mine.isChecked() else ""
        return {"words": self.search.text(), "status": STATUSES[self.status.current()], "officer": officer}

    def _is_all(self, asked: dict[str, str]) -> bool:
        return not any(value.strip() for value in asked.values())

    def _current(self) -> str:
        number, lines = self.table.currentIndex().row(), self._rows.lines if self._rows is not None else []
        return lines[number].case_id if 0 <= number < len(lines) else ""

    def _choose(self, case_id: str) -> None:
        lines: Sequence[CaseLine] = self._rows.lines if self._rows is not None else ()
        place = next((number for number, line in enumerate(lines) if line.case_id == case_id), 0)
        if lines:
            self.table.selectRow(place)

    def _show_nothing(self, asked: dict[str, str]) -> None:
        clear(self._nothing)
        self._nothing.addWidget(self._nothing_yet() if self._is_all(asked) else self._nothing_found(asked))
        self._stack.setCurrentIndex(1)

    def _nothing_yet(self) -> QWidget:
        lead = button("登记一件新案", "primary", "new", then=self.desk.new_lead)
        simple = button("办一件当场处罚", icon="new", then=self.desk.new_on_the_spot)
        words = "办过和正在办的案件都列在这里。\n第一件案件登记以后就能查找。"
        return empty_state("case", "还没有案件", words, lead, simple)

    def _nothing_found(self, asked: dict[str, str]) -> QWidget:
        words = asked["words"].strip()
        title = f"没有找到“{words}”" if words else "没有这样的案件"
        whole = count_cases(self.desk.session)
        body = f"当事人、案号、案由、地址、执法人员都找过了。\n本机共有 {whole:,} 件案件。"
        return empty_state("search", title, body, button("去掉查找条件", then=self._forget))

    def _forget(self) -> None:
        self.search.clear()
        self.mine.setChecked(False)
        self.status.choose(0)

    def _on_return(self) -> None:
        self.refresh()
        if self._rows is not None and self._rows.lines:
            self.table.setFocus()

    def _on_find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _on_opened(self, number: int) -> None:
        if self._rows is not None:
            self.desk.window.open_case(self._rows.lines[number].case_id)

    def main_part(self) -> QWidget:
        return self.table

    def panels(self) -> tuple[QWidget, ...]:
        return (self.status, self.search, self.table)
