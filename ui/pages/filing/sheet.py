"""What stands in the place of the list while a paper is looked at or drafted: its head, the way back, the paper."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui import tasks
from ui.desk import Desk
from ui.pages.case.leaving import file_name, save_as
from ui.pages.on_the_spot.printing import ask_and_print
from ui.widgets.buttons import button, native
from ui.widgets.layout import column, frame, row
from ui.widgets.paper import Paper
from ui.widgets.text import Elided, set_text, text

Read = Callable[[], bytes]


class PaperSheet(QWidget):
    """Holds one paper, drafted or frozen. `left` asks for the list again."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title, self._under = text("", "heading"), Elided("", "small", "faint", least=0)
        back = button("返回列表", "quiet", "left", small=True, then=self.left.emit)
        back.setToolTip(f"返回列表（{native('Esc')}）")
        head = row(back, self._title, gap=10, margins=(12, 6, 16, 6))
        head.addWidget(self._under, 1)
        self._body = column(gap=0)
        stack = column(frame(head, "header"), gap=0)
        stack.addLayout(self._body, 1)
        self.setLayout(stack)
        QShortcut(QKeySequence("Esc"), self, self.left.emit, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def show_page(self, page: QWidget, title: str, under: str) -> None:
        """Show a page of a paper in the place of the one before."""
        self.clear()
        set_text(self._title, title)
        set_text(self._under, under)
        self._body.addWidget(page, 1)
        page.setFocus()

    def page(self) -> QWidget | None:
        """The page that is shown."""
        item = self._body.itemAt(0)
        return item.widget() if item is not None else None

    def clear(self) -> None:
        """Show nothing."""
        page = self.page()
        if page is not None:
            self._body.removeWidget(page)
            page.hide()
            page.deleteLater()


class PdfPage(QWidget):
    """The pages of a PDF with what can be done with it: printed, saved."""

    def __init__(self, desk: Desk, read: Read, title: str, number: str) -> None:
        super().__init__()
        self._desk, self._title, self._number = desk, title, number
        self._pdf = b""
        tools = row(
            button("打印", icon="print", small=True, shortcut="Ctrl+P", then=self.print),
            button("另存为 pdf", icon="export", small=True, then=self.save_copy),
            gap=8,
        )
        self.paper = Paper(right=frame(tools))
        self.setLayout(column(self.paper, gap=0))
        self.setFocusProxy(self.paper)
        tasks.run(
            lambda _progress: read(),
            then=self._show,
            failed=lambda error: desk.tell(error, self, f"《{title}》读不出来"),
            owner=self,
            pool=tasks.Pool.RENDERING,
        )

    def pdf(self) -> bytes:
        """The file, empty until it is read."""
        return self._pdf

    def print(self) -> None:
        """Ask for the printer and print."""
        if self._pdf:
            ask_and_print(self._pdf, self._number or self._title, 1, self)

    def save_copy(self) -> None:
        """Ask where to, and save a copy."""
        place = save_as(self._pdf, file_name(self._title, self._number, "pdf"), self) if self._pdf else None
        if place is not None:
            self._desk.window.say(f"已另存为 {place.name}")

    def _show(self, pdf: bytes) -> None:
        self._pdf = pdf
        self.paper.show_pdf(pdf)
