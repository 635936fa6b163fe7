"""The ground of a place of the rail: its header, and looking again when something was stored."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QLayout, QWidget

from ui import theme
from ui.changes import Changes, changes
from ui.desk import Desk
from ui.pages.page import Page
from ui.widgets.layout import column, frame, row
from ui.widgets.text import Elided, set_text, text


class PlacePage(Page):
    """A page that is one of the places. It looks again when it is shown, when something was stored, when somebody
    else works here."""

    def __init__(self, desk: Desk, title: str, *actions: QWidget) -> None:
        super().__init__()
        self.setWindowTitle(title)
        self.desk, self._words = desk, ""
        self._told = Elided("", "small", "faint", least=0)
        line = row(text(title, "title"), gap=12, margins=(24, 0, 20, 0))
        line.addWidget(self._told, 1)
        for action in actions:
            line.addWidget(action)
        self._whole = column(frame(line, "page-header"), gap=0)
        self.setLayout(self._whole)
        self._scale = theme.scale()
        changes.happened.connect(self._on_changes)
        desk.actor_changed.connect(self._on_actor)

    def put(self, content: QWidget | QLayout) -> None:
        """Put something below the header; it takes the whole height."""
        if isinstance(content, QWidget):
            self._whole.addWidget(content, 1)
        else:
            self._whole.addLayout(content, 1)

    def tell(self, words: str) -> None:
        """Say something behind the title, such as a count."""
        self._words = words
        set_text(self._told, words)

    def told(self) -> str:
        """What stands behind the title."""
        return self._words

    def _on_changes(self, _changes: Changes) -> None:
        if self.isVisible():
            self.refresh()

    def _on_actor(self) -> None:
        if self.isVisible():
            self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._scale != theme.scale():
            self._scale = theme.scale()
            if self.isVisible():
                self.refresh()


class SideBox(QFrame):
    """A panel at the right of a place; it keeps its width and grows a little with the text."""

    WIDTH, MOST = 372, 460

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        width = min(theme.scaled(self.WIDTH), self.MOST)
        if width != self.minimumWidth():
            self.setFixedWidth(width)
