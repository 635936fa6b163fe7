"""The frame of every dialog: dimmed window behind, title with icon, body, lines, foot. Esc goes back."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QLayout, QWidget

from ui import theme
from ui.widgets.buttons import tool
from ui.widgets.layout import Item, column, frame, row, rule, scroll
from ui.widgets.painted import Picture
from ui.widgets.popover import floats
from ui.widgets.text import text

WIDTH = 560
INDENT = 52


class Veil(QWidget):
    """Dims a window while a dialog stands above it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)
        self.resize(window.size())
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        parent = self.parentWidget()
        if event.type() == QEvent.Type.Resize and parent is not None:
            self.resize(parent.size())
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        dark = theme.colours().name == "dark"
        dim = QColor(theme.colour("sunken") if dark else theme.colour("paper_ink"))
        dim.setAlpha(150 if dark else 90)
        painter = QPainter(self)
        painter.fillRect(self.rect(), dim)
        painter.end()


class StopDialog(QDialog):
    """A dialog in the upper middle of its window, where the eyes already are; never larger than the window."""

    def __init__(self, title: str, icon: str, tone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setModal(True)
        self._veil: Veil | None = None
        self._first: QWidget | None = None
        close = tool("close", "返回（Esc）", then=self.reject)
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head = row(Picture(icon, 22, tone), gap=10, margins=(20, 14, 14, 10))
        head.addWidget(text(title, "heading", wrap=True), 1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._body = column(gap=8, margins=(INDENT, 0, 24, 14))
        self._lines = column(gap=0, margins=(INDENT - 14, 0, 12, 0))
        self._foot = row(gap=8, margins=(INDENT, 10, 20, 12))
        inside = frame(column(self._body, self._lines, None, gap=0))
        self._scroll = scroll(inside)
        self._inside = inside
        box = QFrame()
        box.setProperty("role", "popover")
        floats(self)
        box.setProperty("corner", self.property("corner"))
        box.setLayout(column(head, self._scroll, self._foot, gap=0))
        self.setLayout(column(box, gap=0))
        self.setFixedWidth(theme.scaled(WIDTH))

    def set_first(self, widget: QWidget) -> None:
        """Say where the keyboard is when the dialog opens."""
        self._first = widget

    def add_body(self, items: Sequence[Item]) -> None:
        """Put items below the title."""
        for item in items:
            if isinstance(item, QWidget):
                self._body.addWidget(item)
            elif isinstance(item, int):
                self._body.addSpacing(item)
            elif item is not None:
                self._body.addLayout(item)

    def add_lines(self, rows: Sequence[QWidget]) -> None:
        """Put ways out below the body, each a line of its own."""
        if rows:
            self._lines.addWidget(rule())
        for line in rows:
            self._lines.addWidget(line)

    def add_foot(self, items: Sequence[Item]) -> None:
        """Put items into the foot, left to right; `None` is a spring."""
        for item in items:
            if item is None:
                self._foot.addStretch(1)
            elif isinstance(item, QWidget):
                self._foot.addWidget(item)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        parent, outer = self.parentWidget(), self.layout()
        over = parent.window() if parent is not None else None
        most = over.height() - 32 if over else 640
        if over is not None and self._veil is None:
            self._veil = Veil(over)
        inner = self._inside.layout()
        wanted = _height_of(inner, self.width() - 2) if inner is not None else 0
        around = outer.sizeHint().height() - self._scroll.sizeHint().height() if outer is not None else 0
        self.setFixedHeight(min(most, wanted + around + 2))
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)
        if over is not None:
            corner = over.mapToGlobal(QPoint(0, 0))
            self.move(
                corner.x() + (over.width() - self.width()) // 2,
                corner.y() + max(16, round((over.height() - self.height()) * 0.4)),
            )

    def done(self, result: int) -> None:
        if self._veil is not None:
            self._veil.hide()
            self._veil.deleteLater()
            self._veil = None
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        handle = self.windowHandle()
        if event.position().y() < theme.scaled(48) and handle is not None:
            handle.startSystemMove()


def _height_of(layout: QLayout, width: int) -> int:
    """How high what stands in a layout wants to be; one without wrapping words has no height for a width."""
    return layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()
