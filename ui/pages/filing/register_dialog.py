"""备案登记簿 of a month: chosen, seen as it prints, printed, saved as pdf or Excel."""

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from models.queries.filing import filing_register
from models.queries.office import officers, settings
from ui import tasks, theme
from ui.desk import Desk
from ui.dialogs.frame import StopDialog
from ui.pages.case.leaving import file_name, save_as
from ui.pages.on_the_spot.printing import ask_and_print
from ui.widgets.buttons import button, tool
from ui.widgets.layout import column, frame, row
from ui.widgets.paper import Paper
from ui.widgets.text import Elided, set_text, text

WIDTH, HEIGHT = 940, 470
TITLE, LAYOUT = "备案登记簿", "备案登记"


class RegisterDialog(StopDialog):
    """Shows the register of one month and lets it leave the program."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(TITLE, "print", "soft", parent.window())
        self._desk, self._pdf, self._asked = desk, b"", 0
        self.month = first_of(desk.today())
        self.setFixedWidth(min(theme.scaled(WIDTH), parent.window().width() - 40))
        self._name = text("", "strong")
        self._told = Elided("", "small", "faint")
        self.paper = Paper()
        self.paper.setMinimumHeight(min(theme.scaled(HEIGHT), parent.window().height() - 230))
        line = row(
            tool("left", "上一个月", "Alt+Left", lambda: self.turn(-1)),
            self._name,
            tool("caret_right", "下一个月", "Alt+Right", lambda: self.turn(1)),
            gap=6,
        )
        line.addSpacing(8)
        line.addWidget(self._told, 1)
        self.add_body([line, frame(column(self.paper, gap=0), "card")])
        back = button("返回", then=self.reject)
        excel = button("存为 Excel", icon="export", then=self.save_workbook)
        save = button("另存为 pdf", icon="export", then=self.save_copy)
        self.print_button = button("打印", "primary", "print", shortcut="Ctrl+P", then=self.print)
        self.add_foot([None, back, excel, save, self.print_button])
        self.set_first(self.print_button)
        self.show_month(self.month)

    def turn(self, months: int) -> None:
        """Go on or back by months."""
        self.show_month(first_of(self.month + timedelta(31) if months > 0 else self.month - timedelta(1)))

    def show_month(self, month: date) -> None:
        """Show the register of the decisions of a month."""
        self.month = month
        set_text(self._name, f"{month.year} 年 {month.month} 月")
        set_text(self._told, "按作出决定的月份；一处一行，两处分别登记")
        self._asked += 1
        asked, desk, last = self._asked, self._desk, last_of(month)

        def show(pdf: bytes) -> None:
            if asked == self._asked:
                self._pdf = pdf
                self.paper.clear()
                self.paper.show_pdf(pdf)

        tasks.run(
            lambda _progress: register_pdf(desk, month, last),
            then=show,
            failed=lambda error: desk.tell(error, self, "登记簿没有排出来"),
            owner=self,
        )

    def print(self) -> None:
        """Ask for the printer and print."""
        if self._pdf:
            ask_and_print(self._pdf, self._file_name("pdf"), 1, self)

    def save_copy(self) -> None:
        """Ask where to, and save the pdf."""
        place = save_as(self._pdf, self._file_name("pdf"), self) if self._pdf else None
        if place is not None:
            self._desk.window.say(f"已另存为 {place.name}")

    def save_workbook(self) -> None:
        """Ask where to, and write the rows of the month as a workbook."""
        name, _ = QFileDialog.getSaveFileName(self, "存为 Excel", self._file_name("xlsx"), "Excel 工作簿 (*.xlsx)")
        if not name:
            return
        place = Path(name if name.endswith(".xlsx") else f"{name}.xlsx")
        desk, since, until = self._desk, self.month, last_of(self.month)
        tasks.run(
            lambda progress: write_month(desk, since, until, place, progress),
            then=lambda rows: desk.window.say(f"已存为 {place.name}，{rows} 行"),
            failed=lambda error: desk.tell(error, self, "Excel 没有写出来"),
            owner=self,
            pool=tasks.Pool.DATABASE,
        )

    def _file_name(self, kind: str) -> str:
        return file_name(TITLE, f"{self.month:%Y-%m}", kind)


def first_of(day: date) -> date:
    """The first day of a month."""
    return day.replace(day=1)


def last_of(month: date) -> date:
    """The last day of a month."""
    return first_of(month + timedelta(31)) - timedelta(1)


def register_pdf(desk: Desk, since: date, until: date) -> bytes:
    """The register of what was decided from one day to another, both included, as it prints."""
    from exports.filing_register import RegisterHead, render_register

    session, today = desk.session, desk.today()
    names = {one.officer.id: one.officer.name for one in officers(session)}
    head = RegisterHead(
        agency=str(settings(session).get("office.agency_name") or ""),
        since=since,
        until=until,
        printed_on=today,
        printed_by=names.get(desk.actor, ""),
    )
    return render_register(filing_register(session, since, until, today), head)


def write_month(desk: Desk, since: date, until: date, place: Path, progress: tasks.Progress) -> int:
    """Write the same days as a workbook in the shipped layout of filings; how many rows. Raises StorageError."""
    from forms.ledger.counting import LedgerQuestion
    from forms.ledger.layout import shipped_layouts
    from models.operations.ledgers import export_ledger

    layout = next(each for each in shipped_layouts() if each.name == LAYOUT)
    question = LedgerQuestion(layout, desk.today(), since, until, actor=desk.actor)
    actor, now = desk.actor, desk.now()
    return export_ledger(desk.session, question, place, actor=actor, now=now, progress=progress.report).rows
