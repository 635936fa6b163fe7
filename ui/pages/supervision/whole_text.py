"""附件4 全文: the whole annex in serif, opened at the provision that was asked for."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from procedures.accountability import Accountability
from procedures.faults import Place
from ui.pages.supervision.annex import title, whole
from ui.pages.supervision.fields import put_in
from ui.widgets.buttons import button
from ui.widgets.layout import clear, column, frame, restyle, row, scroll
from ui.widgets.text import text

WIDEST = 680


class WholeText(QFrame):
    """The annex; `closed` goes back to what stood here. Esc closes it."""

    closed = Signal()

    def __init__(self, accountability: Accountability) -> None:
        super().__init__()
        self.setProperty("role", "sheet")
        self.setAccessibleName("附件4 全文")
        self._book = accountability
        self._paragraphs: dict[Place, QWidget] = {}
        self._chosen: Place | None = None
        back = button("返回登记簿", icon="left", small=True, then=self.closed.emit)
        back.setToolTip("返回登记簿（Esc）")
        head = row(text("附件4 全文", "heading"), None, back, margins=(16, 7, 16, 7))
        self._lines = column(gap=7, margins=(24, 16, 24, 24))
        inside = frame(self._lines)
        inside.setMaximumWidth(WIDEST)
        self.area = scroll(frame(column(inside, gap=0)))
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        stack = column(frame(head, "header"), gap=0)
        stack.addWidget(self.area, 1)
        self.setLayout(stack)

    def show_at(self, place: Place | None) -> None:
        """Show the annex with a provision in view, marked as the one asked for."""
        if not self._paragraphs:
            self._fill()
        for each, line in self._paragraphs.items():
            if each in (self._chosen, place):
                restyle(line, role="well" if each == place and place is not None else "plain")
        self._chosen = place
        self.area.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, self._bring)

    def _fill(self) -> None:
        clear(self._lines)
        self._lines.addWidget(text(title(), "heading", wrap=True))
        for each in whole(self._book):
            margins = (20, 3, 8, 3) if each.item else (8, 6, 8, 3)
            line = frame(column(text(each.words, "law", wrap=True), gap=0, margins=margins))
            self._paragraphs[each.place] = line
            put_in(self._lines, line)

    def _bring(self) -> None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        line = self._paragraphs.get(self._chosen) if self._chosen is not None else None
        if line is not None:
            self.area.ensureWidgetVisible(line, 0, self.area.viewport().height() // 3)
        else:
            self.area.verticalScrollBar().setValue(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
