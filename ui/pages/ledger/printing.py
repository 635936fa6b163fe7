"""打印: what is listed, seen as it prints, printed or saved as pdf."""

from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from exports.ledger.printed import PrintedHead, print_ledger
from forms.ledger.counting import LedgerQuestion
from forms.ledger.masking import MASKED, UNMASKED
from models.queries.ledger import LedgerTotals, ledger_rows
from models.queries.office import officers
from models.session import Session
from procedures.problems import RuleError
from procedures.zone import CHINA
from ui import tasks, theme
from ui.desk import Desk
from ui.dialogs.frame import StopDialog
from ui.pages.case.keeping import open_dialog
from ui.pages.case.leaving import file_name, save_as
from ui.pages.ledger.export_dialog import personal_labels
from ui.pages.ledger.layout_dialogs import AskDialog
from ui.pages.on_the_spot.printing import ask_and_print
from ui.widgets.buttons import button
from ui.widgets.layout import column, frame, row
from ui.widgets.paper import Paper
from ui.widgets.text import Elided, set_text, text

WIDTH, HEIGHT = 940, 470
MOST_ROWS = 1000


class Printing(QObject):
    """Opens the dialog; a list too long for paper is offered to Excel instead."""

    export_asked = Signal()

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        super().__init__(owner)
        self._desk, self._owner = desk, owner

    def ask(self, question: LedgerQuestion, totals: LedgerTotals) -> None:
        """Show the list as it prints."""
        rows = totals.count.rows
        if rows > MOST_ROWS:
            words = (
                f"一次最多打印 {MOST_ROWS:,} 行，现有 {rows:,} 行。",
                "加条件再打印；或者导出 Excel，在那里按一页宽打印。",
            )
            dialog = AskDialog("这张表太长", words, "导出 Excel", "print", parent=self._owner.window())
            dialog.agreed.connect(self.export_asked)
            open_dialog(dialog)
            return
        open_dialog(PrintDialog(self._desk, question, totals, self._owner))


class PrintDialog(StopDialog):
    """Shows the pages; what can't be printed says why, and what to do."""

    def __init__(self, desk: Desk, question: LedgerQuestion, totals: LedgerTotals, parent: QWidget) -> None:
        super().__init__("打印台账", "print", "soft", parent.window())
        self._desk, self._pdf = desk, b""
        self._name = file_name(question.layout.name, question.today.isoformat(), "pdf")
        self.setFixedWidth(min(theme.scaled(WIDTH), parent.window().width() - 40))
        told = Elided("", "small", "faint", least=0)
        set_text(told, f"{question.told}；{totals.count}")
        line = row(text(question.layout.name, "strong"), gap=8)
        line.addWidget(told, 1)
        self.paper = Paper()
        self.paper.setMinimumHeight(min(theme.scaled(HEIGHT), parent.window().height() - 230))
        self.wrong = text("", "body", wrap=True)
        self.wrong.hide()
        self._card = frame(column(self.paper, gap=0), "card")
        self.add_body([line, self.wrong, self._card])
        back = button("返回", then=self.reject)
        self.save_button = button("另存为 pdf", icon="export", then=self.save_copy)
        self.print_button = button("打印", "primary", "print", shortcut="Ctrl+P", then=self.print)
        for each in (self.save_button, self.print_button):
            each.setEnabled(False)
        self.add_foot([None, back, self.save_button, self.print_button])
        self.set_first(back)
        session, actor, now = desk.session, desk.actor, desk.now()
        tasks.run(
            lambda _progress: printed_ledger(session, question, totals, actor_name(session, actor), now),
            then=self._show,
            failed=self._refuse,
            owner=self,
        )

    def print(self) -> None:
        """Ask for the printer and print."""
        if self._pdf:
            ask_and_print(self._pdf, self._name, 1, self)

    def save_copy(self) -> None:
        """Ask where to, and save the pdf."""
        place = save_as(self._pdf, self._name, self) if self._pdf else None
        if place is not None:
            self._desk.window.say(f"已另存为 {place.name}")

    def _show(self, pdf: bytes) -> None:
        self._pdf = pdf
        self.paper.show_pdf(pdf)
        for each in (self.save_button, self.print_button):
            each.setEnabled(True)
        self.print_button.setFocus()

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, RuleError):
            self._desk.tell(error, self, "台账没有排出来")
            return
        set_text(self.wrong, "\n".join(f"{problem.text}。{problem.remedy}。" for problem in error.problems))
        self.wrong.show()
        self._card.hide()


def actor_name(session: Session, actor: str) -> str:
    """The name of who works here; empty while nobody has been chosen."""
    return next((one.officer.name for one in officers(session) if one.officer.id == actor), "")


def printed_ledger(session: Session, question: LedgerQuestion, totals: LedgerTotals, by: str, now: datetime) -> bytes:
    """The list as pdf bytes. RuleError for a character that is in no font."""
    layout = question.layout
    made = [f"制表：{now.astimezone(CHINA):%Y-%m-%d %H:%M}", by, f"截至 {question.today}"]
    made += [UNMASKED if question.unmasked else MASKED] if personal_labels(layout) else []
    head = PrintedHead(layout.name, f"条件：{question.told}　{totals.count}", "　".join(part for part in made if part))
    widths = [layout.width_of(key) for key in layout.columns]
    sums = [totals.sums.get(key) for key in layout.columns]
    with session.database.reading():
        return print_ledger(layout.shown(), widths, list(ledger_rows(session, question)), sums, head)
