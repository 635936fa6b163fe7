"""The opinion (X6) in the middle: as it would print before it is issued, as it was frozen afterwards."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame

from models.errors import StorageError
from models.operations.finding_papers import preview_opinion
from models.queries.findings import finding_paper_bytes
from procedures.faults import FaultFile
from procedures.problems import RuleError
from ui import tasks
from ui.desk import Desk
from ui.pages.case.leaving import file_name, save_as
from ui.pages.case.marks import Drawn, draw_preview
from ui.pages.on_the_spot.printing import ask_and_print
from ui.pages.supervision.opened import OpenedLine
from ui.widgets.buttons import button
from ui.widgets.layout import clear, column, frame, row
from ui.widgets.paper import Paper
from ui.widgets.text import Elided

TITLE = "行政执法过错责任认定意见书"
UNREADABLE = "这份意见书的文件读不出来"


class OpinionView(QFrame):
    """The pages with their tools; `closed` goes back to the register. Esc closes it."""

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("role", "sheet")
        self._desk = desk
        self._file = FaultFile()
        self._head = row(gap=8, margins=(16, 7, 16, 7))
        self.paper = Paper()
        stack = column(frame(self._head, "header"), gap=0)
        stack.addWidget(self.paper, 1)
        self.setLayout(stack)

    def show_opinion(self, opened: OpenedLine) -> None:
        """Show the opinion of a finding: the one that stands, else what would be issued today."""
        self._file = opened.file
        issued = self._file.paper
        self._fill_head(issued is not None)
        self.paper.clear()
        if issued is not None:
            self.paper.show_pdf(self._bytes("pdf"))
        else:
            self._preview()
        self.paper.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill_head(self, issued: bool) -> None:
        clear(self._head)
        told = self._file.paper.number if self._file.paper is not None else "预览，还没有签发"
        self._head.addWidget(Elided(f"{TITLE}　{told}", "small-strong", least=60), 1)
        if issued:
            self._head.addWidget(button("打印", icon="print", small=True, then=self._print))
            self._head.addWidget(button("另存 docx", icon="export", small=True, then=partial(self._save, "docx")))
            self._head.addWidget(button("另存 pdf", icon="export", small=True, then=partial(self._save, "pdf")))
        back = button("返回登记簿", icon="left", small=True, then=self.closed.emit)
        back.setToolTip("返回登记簿（Esc）")
        self._head.addWidget(back)

    def _preview(self) -> None:
        session, today, file = self._desk.session, self._desk.today(), self._file
        form = session.forms.form("X6", today)

        def draw(_progress: tasks.Progress) -> Drawn:
            prepared = preview_opinion(session, file, today)
            return draw_preview(form, prepared, ())

        tasks.run(draw, then=self._on_drawn, failed=self._on_failed, owner=self)

    def _on_drawn(self, drawn: Drawn) -> None:
        self.paper.show_pdf(drawn.pdf, drawn.marks)

    def _on_failed(self, error: Exception) -> None:
        self._desk.tell(error, self, "意见书现在不能预览")

    def _bytes(self, kind: str) -> bytes:
        paper = self._file.paper
        if paper is None:
            return b""
        desk = self._desk
        try:
            return finding_paper_bytes(
                desk.session, paper.id, "docx" if kind == "docx" else "pdf", desk.actor, desk.today()
            )
        except (StorageError, RuleError) as error:
            desk.tell(error, self, UNREADABLE)
            return b""

    def _print(self) -> None:
        pdf, paper = self._bytes("pdf"), self._file.paper
        if pdf and paper is not None:
            ask_and_print(pdf, paper.number or paper.title, 1, self)

    def _save(self, kind: str) -> None:
        content, paper = self._bytes(kind), self._file.paper
        if content and paper is not None:
            place = save_as(content, file_name(paper.title, paper.number, kind), self)
            if place is not None:
                self._desk.window.say(f"已另存为 {place.name}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
