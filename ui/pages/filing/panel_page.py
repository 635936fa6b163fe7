"""What may stand in the panel in the place of the overview: a small form with one button."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.pages.filing.content import Content
from ui.widgets.form_page import FormPage


class PanelPage(QWidget):
    """A form of the panel. `recorded` carries in words what was done, `paper_asked` the step whose report is wanted.

    `action` are the words of its button, `renamed` when they have changed; `article` is what it rests on.
    """

    recorded = Signal(str)
    paper_asked = Signal(str)
    left = Signal()
    renamed = Signal()
    action = ""
    article = ""

    def begin(self) -> None:
        """Put the keyboard into the first field."""

    def set_submits(self, on: bool) -> None:
        """Whether Ctrl+Enter does what the button says."""
        for form in self.findChildren(FormPage):
            form.set_submits(on)

    def take(self, content: Content) -> None:
        """Go on with what is typed on top of a newer state of the filing."""

    def record(self) -> None:
        """Do what the button says."""

    def save(self) -> None:
        """Keep what is typed, at once."""
