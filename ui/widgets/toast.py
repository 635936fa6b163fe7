"""What tells that something was done, and that something is being done: toast and progress line."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QProgressBar, QWidget

from ui.tasks import Task
from ui.widgets.buttons import Action, button
from ui.widgets.layout import clear, row
from ui.widgets.painted import Picture, announce
from ui.widgets.text import set_text, text

SHOWN_MS = 6000


class Toast(QFrame):
    """A short message at the foot of a widget for six seconds, one at a time, only for what went well."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setProperty("role", "popover")
        self._line = row(gap=8, margins=(14, 8, 14, 8))
        self.setLayout(self._line)
        shade = QGraphicsDropShadowEffect(self)
        shade.setBlurRadius(24)
        shade.setOffset(0, 4)
        shade.setColor(QColor(0, 0, 0, 50))
        self.setGraphicsEffect(shade)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        over.installEventFilter(self)
        self.hide()

    def say(self, words: str, undo: Action | None = None) -> None:
        """Show a message; `undo` takes back what was done."""
        self.hide()
        clear(self._line)
        self._line.addWidget(Picture("saved", 16, "accent"))
        self._line.addWidget(text(words, "small", "ink"))
        if undo is not None:
            self._line.addSpacing(8)
            self._line.addWidget(button("撤销", "link", small=True, then=lambda: self._undo(undo)))
        self._place()
        self.show()
        self.raise_()
        announce(self, words)
        self._timer.start()

    def _undo(self, undo: Action) -> None:
        self.hide()
        undo()

    def _place(self) -> None:
        self.adjustSize()
        over = self._over
        self.move(max(8, (over.width() - self.width()) // 2), over.height() - self.height() - 40)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)


class ProgressLine(QFrame):
    """Words with count, bar and 取消 for work that takes its time; it stays hidden while the work is quick."""

    cancelled = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._name, self._count = text(name, "small-strong"), text("", "small", "faint")
        line = row(self._name, self._count, gap=8, margins=(0, 4, 0, 4))
        line.addWidget(self._bar, 1)
        line.addWidget(button("取消", "link", small=True, then=self.cancelled.emit))
        self.setLayout(line)
        self.hide()

    def follow(self, task: Task) -> None:
        """Show how a task gets on, from when it is slow until it ends; 取消 stops it."""
        task.progressed.connect(self.show_progress)
        task.finished.connect(self.hide)
        self.cancelled.connect(task.cancel)

    def show_progress(self, done: int, total: int, words: str) -> None:
        """Show a step; without a total the bar only says that work goes on."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        set_text(self._count, words or (f"第 {done} 项，共 {total} 项" if total else ""))
        self.show()
