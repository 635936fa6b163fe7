"""备案: each major decision with its recipients and their fifteen days, and beside it the one that is looked at."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from models.queries.filing import county_owes, filing_desk
from models.queries.filing_lines import DeskRow, FilingLine, JudgedLine, OwedTo
from ui import tasks
from ui.desk import Desk
from ui.pages.filing.desk_parts import DeskQuestion, View
from ui.pages.filing.owed import owed_popover
from ui.pages.filing.panel import FilingPanel
from ui.pages.filing.papers import FilingPapers
from ui.pages.filing.reading import DeskAnswer, DeskReader
from ui.pages.filing.rows import DeskRows
from ui.pages.filing.sheet import PaperSheet
from ui.pages.filing.steps import MATTER_REVIEWED, REVIEWED
from ui.pages.filing.strip import JudgedStrip
from ui.pages.filing.table import DeskTable
from ui.pages.place import PlacePage
from ui.widgets.buttons import Segments, button
from ui.widgets.inputs import search_box
from ui.widgets.layout import clear, column, frame, row
from ui.widgets.popover import Popover
from ui.widgets.surfaces import empty_state

TYPING_PAUSE_MS = 180
VIEWS: tuple[View, ...] = ("open", "closed", "judged", "all", "matters")
LABELS = ("进行中", "已办结", "不需备案", "全部", "其他备案")
TOLD = "重大行政处罚决定，次日起 15 日内报两处"
LIST, NOTHING, PAPER = range(3)
EMPTY = {
    "open": ("没有需要备案的决定", "每作出一个决定，程序都判断是否须备案，\n依据都留着。"),
    "closed": ("还没有办结的备案", "审查无异议、已改正的，列在这里。"),
    "judged": ("没有判定为不需备案的决定", "未达界限的决定，连同比较的依据列在这里。"),
    "all": ("还没有决定", "作出决定以后，须备案和不需备案的都列在这里。"),
    "matters": ("没有登记其他备案", "规范性文件和重大行政许可决定，\n也应按规定报送备案（附件4 第十二条第七项）。"),
}


class FilingPage(PlacePage):
    """The desk of who files. Arrows walk decisions and recipients, Enter opens the case, Ctrl+Enter goes on with it."""

    def __init__(self, desk: Desk) -> None:
        self.owed_button = button("各机关尚欠", icon="supervision", then=self.show_owed)
        self.register_button = button("备案登记簿", icon="print", then=self.open_register)
        self.review_button = button("登记审查意见", icon="note", then=self._on_review)
        super().__init__(desk, "备案", self.owed_button, self.register_button, self.review_button)
        self.owed: Popover | None = None
        self._wanted: tuple[str, str, str, str] | None = None
        self.segments = Segments(LABELS)
        self.search = search_box("当事人、文号（Ctrl+F）", 200)
        self.table = DeskTable()
        self.strip = JudgedStrip()
        self.sheet = PaperSheet()
        self.panel = FilingPanel(desk)
        self.papers = FilingPapers(desk, self.panel, self.sheet)
        self.reader = DeskReader(desk, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._lay()
        self._wire()

    def _lay(self) -> None:
        self.new_matter = button("登记一件", small=True, icon="new", then=self._on_new_matter)
        bar = row(self.segments, None, self.new_matter, self.search, gap=12, margins=(20, 4, 16, 0))
        self._listed = column(gap=0)
        self._listed.addWidget(self.table, 1)
        self._listed.addWidget(self.strip)
        self._listed.addStretch(0)
        self._nothing = column(gap=0)
        inside = QStackedWidget()
        inside.addWidget(frame(self._listed, "sheet"))
        inside.addWidget(frame(self._nothing, "sheet"))
        self._inside = inside
        listing = column(frame(bar, "header"), gap=0)
        listing.addWidget(inside, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(frame(listing))
        self._stack.addWidget(self.sheet)
        body = row(gap=0)
        body.addWidget(self._stack, 1)
        body.addWidget(self.panel)
        self.put(body)

    def _wire(self) -> None:
        self._pause.timeout.connect(self.refresh)
        self.reader.answered.connect(self._on_answer)
        self.search.textChanged.connect(lambda _words: self._pause.start())
        self.search.returnPressed.connect(self._on_return)
        self.segments.chosen.connect(lambda _number: self._on_view())
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda _number: self.open_case())
        self.strip.all_asked.connect(lambda: self.segments.choose(VIEWS.index("judged")))
        self.panel.case_asked.connect(self.open_case)
        self.panel.recorded.connect(self._on_recorded)
        self.panel.other_asked.connect(self._on_other)
        self.papers.shown.connect(lambda: self._stack.setCurrentIndex(1))
        self.papers.left.connect(self._show_list)
        QShortcut(QKeySequence.StandardKey.Find, self, self._on_find)

    def view(self) -> View:
        """The view that is shown."""
        return VIEWS[self.segments.current()]

    def refresh(self) -> None:
        self._pause.stop()
        self.tell(TOLD)
        self.new_matter.setVisible(self.view() == "matters")
        self._count_owed()
        self.reader.ask(DeskQuestion(self.view(), self.search.text(), self.desk.today()))

    def _on_answer(self, answer: DeskAnswer) -> None:
        rows, question = answer.rows, answer.question
        self._show_counts(answer)
        self.table.show_rows(rows)
        self.strip.show_lines(answer.judged, self.height() < self.LOW)
        if rows.entries:
            self._inside.setCurrentIndex(0)
            self._choose_again(rows)
        else:
            self._show_nothing(question.view, question.words)
            if self.panel.step is None:
                self.panel.show_nothing()
            self._show_review()
        self._fit()

    def show_filing(self, line: FilingLine) -> None:
        """Go to one filing, in the view that holds it."""
        self._wanted = key_of(line)
        self._show_list()
        self.segments.choose(VIEWS.index("open" if line.is_open else "all"), quietly=True)
        self.search.clear()
        self.refresh()
        self.table.setFocus()

    def open_case(self) -> None:
        """Open the case of what is looked at."""
        case_id = self.panel.case_id()
        if case_id:
            self.desk.window.open_case(case_id)

    def show_owed(self) -> None:
        """各机关尚欠, read behind the window."""
        session, today = self.desk.session, self.desk.today()

        def show(read: tuple[Sequence[OwedTo], Sequence[DeskRow]]) -> None:
            self.owed = owed_popover(read[0], read[1], today, self.show_filing, self.owed_button)
            self.owed.show_at(self.owed_button)

        tasks.run(
            lambda _progress: (county_owes(session, today), filing_desk(session, today).rows),
            then=show,
            failed=lambda error: self.desk.tell(error, self, "各机关尚欠的备案没有读出来"),
            owner=self,
        )

    def open_register(self) -> None:
        """备案登记簿 of a month."""
        from ui.pages.filing.register_dialog import RegisterDialog

        dialog = RegisterDialog(self.desk, self)
        dialog.open()

    def save(self) -> None:
        """Keep what is typed."""
        self.panel.save()
        self.papers.save()

    def main_part(self) -> QWidget:
        return self.table

    def panels(self) -> Sequence[QWidget]:
        """The views, the list or the paper in its place, the panel."""
        shown = self.sheet if self._stack.currentIndex() else self.table
        return (self.segments, shown, self.panel)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The list is as high as its rows, so that what was judged not major follows right below it."""
        self.table.setMaximumHeight(self.table.content_height())

    def _show_counts(self, answer: DeskAnswer) -> None:
        counts = answer.counts
        shown = (counts.open, counts.closed, counts.judged, counts.open + counts.closed + counts.judged, answer.matters)
        for number, count in enumerate(shown):
            self.segments.set_label(number, f"{LABELS[number]} {count:,}")

    def _count_owed(self) -> None:
        """How much the county owes, counted behind the window."""
        session, today = self.desk.session, self.desk.today()

        def show(owed: Sequence[OwedTo]) -> None:
            total = sum(each.owed for each in owed)
            self.owed_button.setText(f"各机关尚欠 {total:,}" if total else "各机关尚欠")

        tasks.run(lambda _progress: county_owes(session, today), then=show, owner=self)

    def _choose_again(self, rows: DeskRows) -> None:
        """Look at what was looked at before, else at the first row."""
        for number, entry in enumerate(rows.entries):
            if isinstance(entry, DeskRow) and self._wanted is not None:
                line = next((line for line in entry.lines if key_of(line) == self._wanted), None)
                if line is not None:
                    self.table.choose(number, rows.column_of(line))
                    return
        first = rows.line(0, 0)
        self.table.choose(0, rows.column_of(first) if first is not None else 1)

    def _show_nothing(self, view: View, words: str) -> None:
        clear(self._nothing)
        title, body = EMPTY[view]
        if words.strip():
            title, body = f"没有找到“{words.strip()}”", "当事人、文号、案由都找过了。"
        ways = [button("去掉查找条件", then=self.search.clear)] if words.strip() else []
        if view == "matters" and not ways:
            ways = [button("登记一件", icon="new", then=self._on_new_matter)]
        self._nothing.addWidget(empty_state("filing", title, body, *ways))
        self._inside.setCurrentIndex(1)

    def _on_view(self) -> None:
        self._wanted = None
        self._show_list()
        self.refresh()

    def _on_chosen(self, number: int, column: int) -> None:
        rows = self.table.desk_rows()
        entry = rows.entries[number] if rows is not None else None
        if isinstance(entry, JudgedLine):
            self._wanted = None
            self._show_list()
            self.panel.show_judged(entry)
            self._show_review()
        elif isinstance(entry, DeskRow) and rows is not None:
            line = rows.line(number, column)
            assert line is not None
            if self._wanted != key_of(line):
                self._show_list()
            self._wanted = key_of(line)
            self.panel.show_filing(entry, line)
            self._show_review()

    def _show_list(self) -> None:
        self._stack.setCurrentIndex(0)
        self.papers.close()

    def _on_recorded(self, words: str) -> None:
        self.desk.window.say(words)
        if self.isVisible():
            self.refresh()
            self.table.setFocus()

    def _on_other(self, recipient: str) -> None:
        """Go to another recipient of the same decision, and on with what comes next there."""
        rows, (number, _) = self.table.desk_rows(), self.table.chosen_cell()
        entry = rows.entries[number] if rows is not None and number >= 0 else None
        if rows is None or not isinstance(entry, DeskRow):
            return
        line = next((each for each in entry.lines if each.recipient == recipient), None)
        if line is not None:
            self.table.choose(number, rows.column_of(line))
            self.panel.go_on()

    def _on_new_matter(self) -> None:
        self.table.clearSelection()
        self.panel.begin_matter()

    def _reviewing(self) -> str:
        """The kind of act by which the answer of a recipient is recorded now; empty where none is awaited."""
        line = self.panel.line
        wanted = MATTER_REVIEWED if line is not None and line.source == "matter" else REVIEWED
        return wanted if line is not None and wanted in line.next_acts else ""

    def _show_review(self) -> None:
        self.review_button.setEnabled(bool(self._reviewing()))
        told = "记下这一处的审查意见" if self._reviewing() else "先选一处已经报送、还没有结论的备案"
        self.review_button.setToolTip(told)

    def _on_review(self) -> None:
        if self._reviewing():
            self.panel.begin(self._reviewing())

    def _on_return(self) -> None:
        self.refresh()
        self.table.setFocus()

    def _on_find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()


def key_of(line: FilingLine) -> tuple[str, str, str, str]:
    """What tells a filing from every other."""
    return (line.source_id, line.decision, line.party, line.recipient)
