"""案由库: search the offences by words, initials or article, see how each is punished; the laws they stand in."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from procedures.catalogue import Law, Offence, catalogue_in_use, find_offences
from ui.desk import Desk
from ui.pages.intake.bands import range_words
from ui.pages.offence_panel import OffencePanel
from ui.pages.offence_words import DOMAINS, LAW_KINDS, STATUSES, domain_words
from ui.pages.place import PlacePage
from ui.widgets.buttons import Segments, button
from ui.widgets.inputs import ComboBox, search_box
from ui.widgets.layout import column, frame, row
from ui.widgets.surfaces import empty_state
from ui.widgets.tables import Cell, Column, Table

TYPING_PAUSE_MS = 120
MOST = 1000
OFFENCES, LAWS = range(2)
IN_FORCE, ALL = "in_force", "all"
COLUMNS = (Column("违法行为 / 罚则"), Column("行业", 92), Column("罚款", 244), Column("核对", 104))
LAW_COLUMNS = (Column("法律 / 状态"), Column("种类", 92), Column("施行", 110), Column("案由", 64, right=True))


class OffencesPage(PlacePage):
    """The catalogue is read when the page is first shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "案由库")
        self._found: Sequence[Offence] = ()
        self._laws: Sequence[Law] = ()
        self.tabs = Segments(("案由", "法律依据"), keys=False)
        self.tabs.chosen.connect(self.show_part)
        self.search = search_box("行为、俗称、拼音首字母、法律或条号（Ctrl+F）", 300)
        self.domain = _choice([("", "全部行业"), *DOMAINS.items()], "行业", "全部行业")
        self.validity = _choice([(IN_FORCE, "现在施行的"), (ALL, "含已被取代")], "施行情况", "现在施行的")
        self.domain.choose("")
        self.validity.choose(IN_FORCE)
        self.table, self.laws = Table(COLUMNS, tall=True), Table(LAW_COLUMNS, tall=True)
        self.table.setAccessibleName("案由")
        self.laws.setAccessibleName("法律依据")
        self.table.picked.connect(self._on_picked)
        self.laws.picked.connect(self._on_law)
        self.detail = OffencePanel(self.show_law, self._show_offences_of)
        self._lay()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._show)
        self.search.textChanged.connect(lambda _words: self._pause.start())
        self.search.returnPressed.connect(self.table.setFocus)
        self.domain.activated.connect(lambda _index: self._show())
        self.validity.activated.connect(lambda _index: self._show())
        QShortcut(QKeySequence.StandardKey.Find, self, self._find)

    def _lay(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        forget = button("去掉查找条件", then=self._forget)
        body = "行为的说法、俗称、拼音首字母、法律名称和条号都找过了。\n换一个词，或者只写其中两三个字。"
        self._stack.addWidget(empty_state("search", "没有找到这样的案由", body, forget))
        self._stack.addWidget(self.laws)
        sheet = column(gap=0, margins=(1, 1, 1, 1))
        sheet.addWidget(self._stack, 1)
        self._filters = frame(row(self.search, self.domain, self.validity, gap=8))
        head = row(self.tabs, 12, self._filters, None, margins=(12, 8, 20, 8))
        left = column(frame(head, "header"), gap=0)
        left.addLayout(column(frame(sheet, "card"), gap=0, margins=(20, 14, 20, 14)), 1)
        whole = row(gap=0)
        whole.addLayout(left, 1)
        whole.addWidget(self.detail)
        self.put(whole)

    def refresh(self) -> None:
        if not self._found:
            self._show()

    def show_part(self, number: int) -> None:
        """Show the offences, or the laws in which they stand."""
        self.tabs.choose(number, quietly=True)
        self._filters.setVisible(number == OFFENCES)
        if number == OFFENCES:
            self._show()
        else:
            self._show_laws()

    def show_offence(self, offence_id: str) -> None:
        """Choose one offence, whatever was searched for."""
        self.validity.choose(ALL)
        self._forget()
        self.tabs.choose(OFFENCES, quietly=True)
        self._filters.show()
        place = next((number for number, entry in enumerate(self._found) if entry.id == offence_id), -1)
        if place >= 0:
            self.table.selectRow(place)

    def show_law(self, law_id: str) -> None:
        """Choose one law among the legal bases."""
        self.show_part(LAWS)
        place = next((number for number, law in enumerate(self._laws) if law.id == law_id), -1)
        if place >= 0:
            self.laws.selectRow(place)

    def _show(self) -> None:
        self._pause.stop()
        words, today = self.search.text().strip(), self.desk.today()
        day = today if self.validity.chosen() == IN_FORCE else None
        found = find_offences(words, day, MOST) if words else self._all()
        domain = self.domain.chosen()
        fitting = [entry for entry in found if not domain or entry.domain == domain]
        if day is not None:
            fitting = [entry for entry in fitting if entry.covers(day)]
        self._found = tuple(sorted(fitting, key=lambda entry: not entry.covers(today)))
        self.table.set_rows([self._cells(entry) for entry in self._found])
        self._stack.setCurrentIndex(0 if self._found else 1)
        open_ = sum(not entry.verified for entry in self._found)
        self.tell(f"{len(self._found)} 条" + (f"，其中 {open_} 条未核对" if open_ else ""))
        if self._found:
            self.table.selectRow(0)
            self.table.scrollToTop()
            self._on_picked(0)

    def _all(self) -> Sequence[Offence]:
        """Every entry, those of the legal bases that the office's regulation names first."""
        return sorted(catalogue_in_use().offences.values(), key=lambda entry: not entry.law.named_in_regulation)

    def _show_laws(self) -> None:
        catalogue = catalogue_in_use()
        self._laws = catalogue.legal_bases()
        self.laws.set_rows([_law_cells(law, self._count(law)) for law in self._laws])
        self._stack.setCurrentIndex(2)
        named = sum(law.named_in_regulation for law in self._laws)
        self.tell(f"{len(self._laws)} 部，本机关规章制度点名的 {named} 部在前")
        self.laws.selectRow(0)
        self._on_law(0)

    def _count(self, law: Law) -> int:
        return sum(entry.law.id == law.id for entry in catalogue_in_use().offences.values())

    def _show_offences_of(self, law: Law) -> None:
        self.validity.choose(IN_FORCE if law.status == "in_force" else ALL)
        self.domain.choose("")
        self.search.setText(law.name.removeprefix("中华人民共和国"))
        self.show_part(OFFENCES)

    def _on_picked(self, number: int) -> None:
        if number < len(self._found):
            self.detail.show_offence(self._found[number], catalogue_in_use(), self.desk.today())

    def _on_law(self, number: int) -> None:
        if number < len(self._laws):
            self.detail.show_law(self._laws[number], self._count(self._laws[number]))

    def _find(self) -> None:
        self.show_part(OFFENCES)
        self.search.setFocus()

    def _forget(self) -> None:
        self.search.clear()
        self.domain.choose("")
        self._show()

    def panels(self) -> tuple[QWidget, ...]:
        shown = self.laws if self.tabs.current() == LAWS else self.table
        return (self.search, shown, self.detail) if shown is self.table else (self.tabs, shown, self.detail)

    def _cells(self, entry: Offence) -> tuple[Cell | str, ...]:
        told, _, more = range_words(entry).partition("，共")
        return (
            Cell(entry.title, entry.penalty.short, strong=True),
            domain_words(entry.domain),
            Cell(told, f"共{more}" if more else "", tone="text" if entry.verified else "faint"),
            self._checked(entry),
        )

    def _checked(self, entry: Offence) -> Cell:
        if entry.covers(self.desk.today()):
            return Cell("已核对", tone="soft") if entry.verified else Cell("未核对", tone="amber")
        if entry.in_force > self.desk.today():
            return Cell("尚未施行", f"{entry.in_force} 起", "amber")
        return Cell("已被取代", f"{entry.law.replaced_from} 起", "amber")


def _choice(pairs: Sequence[tuple[str, str]], name: str, placeholder: str) -> ComboBox:
    made = ComboBox(list(pairs), placeholder)
    made.setAccessibleName(name)
    made.setProperty("density", "small")
    return made


def _law_cells(law: Law, count: int) -> tuple[Cell | str, ...]:
    state = STATUSES[law.status] + (f"，{law.replaced_from} 起由{law.replaced_by}取代" if law.replaced_by else "")
    tone = "soft" if law.status == "in_force" else "amber"
    return (
        Cell(law.title, state, strong=law.named_in_regulation, sub_tone=tone),
        LAW_KINDS[law.kind],
        f"{law.in_force}",
        Cell(f"{count}" if count else ""),
    )
