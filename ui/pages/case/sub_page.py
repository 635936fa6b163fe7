"""The ground of the four pages of a case."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui.pages.case.opened import OpenedCase


class CaseSubPage(QWidget):
    """A page below the header of a case: it is told how the case stands and keeps what is typed."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "page")

    def show_case(self, opened: OpenedCase) -> None:
        """Show the case as it stands now; what is typed stays."""
        raise NotImplementedError

    def save(self) -> None:
        """Save what is typed, at once."""

    def panels(self) -> Sequence[QWidget]:
        """The panels that F6 walks through, in reading order."""
        return (self,)
