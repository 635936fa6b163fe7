"""The ground of the pages below the header of a case."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.pages.case.opened import OpenedCase


class CaseSubPage(QWidget):
    """A page below the header of a case: it is told how the case stands and keeps what is typed.

    `page_asked` goes to another page of the case (an id of `parts`), `paper_asked` to a paper (form, act),
    `document_asked` to an issued one, `act_asked` to the page that records an act of a kind, `goods_asked` to it with
    the goods that the act is to list, `service_asked` to the record of the service of an issued paper.
    """

    page_asked = Signal(str)
    paper_asked = Signal(str, object)
    document_asked = Signal(str)
    act_asked = Signal(str)
    service_asked = Signal(str)
    goods_asked = Signal(str, object)

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
