"""案由库: search the offences, see what each violates and how it is punished, as the laws have it."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from procedures.catalogue import Offence, Provision, all_offences, find_offences
from ui.desk import Desk
from ui.pages.offence_words import (
    CONFISCATED,
    DOMAINS,
    SUBJECTS,
    band_conditions,
    band_words,
    domain_words,
    fine_summary,
)
from ui.pages.place import PlacePage, SideBox
from ui.widgets.buttons import button
from ui.widgets.inputs import ComboBox, search_box
from ui.widgets.layout import clear, column, frame, row, rule, scroll
from ui.widgets.surfaces import empty_state, notice, well
from ui.widgets.tables import Cell, Column, Table
from ui.widgets.text import facts, pill, text

TYPING_PAUSE_MS = 120
MOST = 1000
COLUMNS = (Column("违法行为 / 罚则"), Column("行业", 92), Column("罚款", 244), Column("核对", 88))


class OffencesPage(PlacePage):
    """The catalogue is read when the page is first shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "案由库")
        self._found: Sequence[Offence] = ()
        self.search = search_box("行为、俗称、法律或条号（Ctrl+F）", 300)
        self.domain = ComboBox([("", "全部行业"), *DOMAINS.items()], "全部行业")
        self.domain.setAccessibleName("行业")
        self.domain.setProperty("density", "small")
        self.domain.choose("")
        self.table = Table(COLUMNS, tall=True)
        self.table.setAccessibleName("案由")
        self.table.picked.connect(self._on_picked)
        self.detail = OffencePanel()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        forget = button("去掉查找条件", then=self._forget)
        body = "行为的说法、俗称、法律名称和条号都找过了。\n换一个词，或者只写其中两三个字。"
        self._stack.addWidget(empty_state("search", "没有找到这样的案由", body, forget))
        sheet = column(gap=0, margins=(1, 1, 1, 1))
        sheet.addWidget(self._stack, 1)
        left = column(frame(row(self.search, self.domain, None, margins=(20, 8, 20, 8)), "header"), gap=0)
        left.addLayout(column(frame(sheet, "card"), gap=0, margins=(20, 14, 20, 14)), 1)
        whole = row(gap=0)
        whole.addLayout(left, 1)
        whole.addWidget(self.detail)
        self.put(whole)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._show)
        self.search.textChanged.connect(lambda _words: self._pause.start())
        self.search.returnPressed.connect(self.table.setFocus)
        self.domain.activated.connect(lambda _index: self._show())
        QShortcut(QKeySequence.StandardKey.Find, self, self.search.setFocus)

    def refresh(self) -> None:
        if not self._found:
            self._show()

    def show_offence(self, offence_id: str) -> None:
        """Choose one offence, whatever was searched for."""
        self._forget()
        place = next((number for number, entry in enumerate(self._found) if entry.id == offence_id), -1)
        if place >= 0:
            self.table.selectRow(place)

    def _show(self) -> None:
        self._pause.stop()
        words, today = self.search.text().strip(), self.desk.today()
        found = find_offences(words, today, MOST) if words else tuple(e for e in all_offences() if e.covers(today))
        domain = self.domain.chosen()
        self._found = tuple(entry for entry in found if not domain or entry.domain == domain)
        self.table.set_rows([_cells(entry) for entry in self._found])
        self._stack.setCurrentIndex(0 if self._found else 1)
        open_ = sum(not entry.verified for entry in self._found)
        self.tell(f"{len(self._found)} 条" + (f"，其中 {open_} 条未核对" if open_ else ""))
        if self._found:
            self.table.selectRow(0)
            self.table.scrollToTop()
            self.detail.show_offence(self._found[0])

    def _on_picked(self, number: int) -> None:
        if number < len(self._found):
            self.detail.show_offence(self._found[number])

    def _forget(self) -> None:
        self.search.clear()
        self.domain.choose("")
        self._show()

    def main_part(self) -> QWidget:
        return self.table

    def panels(self) -> tuple[QWidget, ...]:
        return (self.search, self.table, self.detail)


class OffencePanel(SideBox):
    """One offence: what it violates, how it is punished, whether the text was checked."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("案由详情")
        self._body: QVBoxLayout = column(gap=10, margins=(16, 14, 16, 14))
        stack = column(gap=0, margins=(1, 0, 0, 0))
        stack.addWidget(scroll(frame(column(self._body, None, gap=0))))
        self.setLayout(stack)

    def show_offence(self, entry: Offence) -> None:
        """Show an offence as the catalogue has it."""
        clear(self._body)
        mark = pill("已核对条文", "soft") if entry.verified else pill("未核对", "amber")
        self._body.addWidget(text(entry.title, "heading", wrap=True))
        self._body.addLayout(row(pill(domain_words(entry.domain)), mark, None))
        if not entry.verified:
            told = "罚则原文没有逐条核对，幅度只供查找，不能据以决定。"
            self._body.addWidget(notice("未核对", told, "amber"))
        self._body.addLayout(facts(_facts(entry), label_width=64))
        self._body.addWidget(rule())
        self._body.addWidget(text("罚款", "small-strong"))
        for band in entry.bands:
            lines = column(text(band_words(band), "small", "ink", wrap=True), gap=1)
            if condition := band_conditions(band):
                lines.addWidget(text(condition, "caption", wrap=True))
            self._body.addWidget(well(lines))
        note = "这里照条文列出，不计算。责令、吊销等其他处理以条文为准。"
        self._body.addWidget(text(note, "caption", wrap=True))


def _cells(entry: Offence) -> tuple[Cell | str, ...]:
    checked = Cell("已核对", tone="soft") if entry.verified else Cell("未核对", tone="amber")
    return (
        Cell(entry.title, entry.penalty.short, strong=True),
        domain_words(entry.domain),
        Cell(*fine_summary(entry), tone="text" if entry.verified else "faint"),
        checked,
    )


def _facts(entry: Offence) -> list[tuple[str, str]]:
    pairs = [
        ("违反", "\n".join(_short(place) for place in entry.violated)),
        ("罚则", _short(entry.penalty)),
        ("对象", SUBJECTS.get(entry.subject, entry.subject) + ("，限经营活动" if entry.business else "")),
        ("警告", "罚则列有警告" if entry.warning else ""),
        ("没收", "、".join(CONFISCATED.get(each, each) for each in entry.confiscate)),
        ("施行", f"{entry.in_force} 起" + (f"，至 {entry.valid_to}" if entry.valid_to else "")),
        ("编号", entry.id),
    ]
    return [(label, value) for label, value in pairs if value]


def _short(place: Provision) -> str:
    return place.short
