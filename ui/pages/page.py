"""The ground of every page: it adapts to a low window, says where its panels are, and saves before it is left."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QLayout, QWidget


class Page(QWidget):
    """A page that gives up its second lines when the window is low, so that 768 pixels of height suffice.

    `windowTitle` is the name on its tab. What it gives up should also be said in a tooltip.
    """

    LOW = 720

    def __init__(self, layout: QLayout | None = None, gives_up: Sequence[QWidget | None] = ()) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self._gives_up = tuple(part for part in gives_up if part is not None)
        if layout is not None:
            self.setLayout(layout)

    def give_up(self, *parts: QWidget) -> None:
        """Name the parts that a low window does without."""
        self._gives_up = parts

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for part in self._gives_up:
            part.setVisible(self.height() >= self.LOW)

    def refresh(self) -> None:
        """Look again: called when the page is shown, and when what it shows may have changed."""

    def save(self) -> None:
        """Save what is typed, at once: called before the page is left, closed, or the program ends."""

    def main_part(self) -> QWidget | None:
        """Where the keyboard goes when the page is first shown, its list as a rule; None: to the page itself."""
        return None

    def panels(self) -> Sequence[QWidget]:
        """The panels that F6 walks through, in reading order."""
        return (self,)


def article_here() -> str:
    """The article at the field in which the keyboard is, as its objection or its help names it; empty for none."""
    at: QWidget | None = QApplication.focusWidget()
    while at is not None:
        article = at.property("article")
        if isinstance(article, str) and article:
            return article
        at = at.parentWidget()
    return ""
