"""The chosen piece at a large size: a picture, the pages of a scan, or the words for what can't be shown here."""

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStackedWidget, QWidget

from models.errors import StorageError
from models.queries.evidence import EvidenceLine, evidence_bytes
from models.session import Session
from procedures.evidence import FILM, PAGES, PICTURE, SOUND, family_of
from ui import tasks
from ui.pages.case.evidence.states import damage_words
from ui.pages.case.evidence.thumbnails import picture_of
from ui.widgets.layout import column, frame
from ui.widgets.paper import Paper
from ui.widgets.picture_pane import PicturePane
from ui.widgets.surfaces import empty_state

LONGEST = 2800  # pixels: the details of a label, and memory for one picture
CANT = {
    SOUND: ("录音在这里不能播放", "文件原样存在案卷里，需要时另存一份副本，用播放程序打开。"),
    FILM: ("录像在这里不能播放", "文件原样存在案卷里，需要时另存一份副本，用播放程序打开。"),
}
NO_VIEW = ("这种文件在这里不能预览", "文件原样存在案卷里，需要时另存一份副本，用相应的程序打开。")
NO_FILE = ("这件证据没有电子文件", "物证、纸质书证只作登记；有照片或扫描件的，另作一件加入。")


class Preview(QStackedWidget):
    """Shows one piece; of several only the last that was asked for appears."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._asked = 0
        self._shown = ""
        self._line: EvidenceLine | None = None
        self.picture = PicturePane("证据图片")
        self.pages = Paper()
        self._words: QWidget | None = None
        self.pages.failed.connect(lambda _error: self._say("warning", *NO_VIEW))
        self.addWidget(self.picture)
        self.addWidget(self.pages)

    def show_piece(self, line: EvidenceLine | None) -> None:
        """Show a piece, or nothing; one that is shown already is left as it stands."""
        digest = line.evidence.sha256 if line else ""
        if line is not None and digest and digest == self._shown:
            return
        self._asked += 1
        self._shown, self._line = digest, line
        if line is None or not digest:
            self._say("goods", *NO_FILE)
            return
        family = family_of(line.evidence.file)
        if family in (PICTURE, PAGES):
            self._read(digest, family)
        else:
            self._say("evidence", *CANT.get(family, NO_VIEW))

    def again(self) -> None:
        """Look at the file anew when the piece is next shown."""
        self._shown = ""

    def _read(self, digest: str, family: str) -> None:
        asked, session = self._asked, self._session

        def work(_progress: tasks.Progress) -> QImage | bytes | None:
            content = evidence_bytes(session, digest)
            return content if family == PAGES else picture_of(content, LONGEST)

        def show(made: QImage | bytes | None) -> None:
            if asked == self._asked:
                self._show(made)

        def failed(error: Exception) -> None:
            if asked == self._asked:
                self._on_failed(error)

        tasks.run(work, then=show, failed=failed, owner=self, pool=tasks.Pool.RENDERING)

    def _show(self, made: QImage | bytes | None) -> None:
        if isinstance(made, QImage) and not made.isNull():
            self.picture.show_image(made)
            self.setCurrentWidget(self.picture)
        elif isinstance(made, bytes):
            self.pages.clear()
            self.pages.show_pdf(made)
            self.setCurrentWidget(self.pages)
        else:
            self._say("image", *NO_VIEW)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, StorageError) or self._line is None:
            raise error
        self._say("warning", error.reason, damage_words(self._line))

    def _say(self, icon: str, title: str, body: str) -> None:
        """Words in place of a view."""
        if self._words is not None:
            self.removeWidget(self._words)
            self._words.deleteLater()
        self._words = frame(column(empty_state(icon, title, body), gap=0), "canvas")
        self.addWidget(self._words)
        self.setCurrentWidget(self._words)
