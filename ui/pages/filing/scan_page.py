"""A scan that came with a step: a receipt, a letter; pages or a picture, and words where it can't be shown."""

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from models.queries.evidence import evidence_bytes
from procedures.evidence import PAGES, PICTURE, family_of
from ui import tasks
from ui.desk import Desk
from ui.pages.case.evidence.preview import LONGEST, NO_VIEW
from ui.pages.case.evidence.thumbnails import picture_of
from ui.pages.filing.sheet import PdfPage
from ui.widgets.layout import clear, column
from ui.widgets.picture_pane import PicturePane
from ui.widgets.surfaces import empty_state


class ScanPage(QWidget):
    """Shows one scan by its digest; `name` is that of the file as it was given."""

    def __init__(self, desk: Desk, digest: str, name: str) -> None:
        super().__init__()
        self._inside = column(gap=0)
        self.setLayout(self._inside)
        family, session = family_of(name), desk.session
        if family == PAGES:
            self._inside.addWidget(PdfPage(desk, lambda: evidence_bytes(session, digest), name, ""))
        elif family == PICTURE:

            def drawn(_progress: tasks.Progress) -> QImage | None:
                return picture_of(evidence_bytes(session, digest), LONGEST)

            tasks.run(
                drawn,
                then=self._show,
                failed=lambda error: desk.tell(error, self, "扫描件读不出来"),
                owner=self,
                pool=tasks.Pool.RENDERING,
            )
        else:
            self._say()

    def _show(self, image: QImage | None) -> None:
        clear(self._inside)
        if image is None or image.isNull():
            self._say()
            return
        pane = PicturePane("扫描件")
        pane.show_image(image)
        self._inside.addWidget(pane)

    def _say(self) -> None:
        self._inside.addWidget(empty_state("evidence", *NO_VIEW))
