"""Small pictures of evidence, drawn off the window's thread when they come into view and kept in memory alone."""

from pathlib import PurePath

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from exports.pictures import PictureError, scaled
from models.errors import StorageError
from models.queries.evidence import evidence_bytes
from models.session import Session
from procedures.case import Evidence
from procedures.evidence import PAGES, PICTURE, family_of
from ui import tasks

LONGEST = 192  # pixels: two for one on a dense screen
KEPT = 400
PAGE_SCALE = 0.3


class Thumbnails(QObject):
    """Asks for a small picture once; `ready` carries the digest when it can be painted."""

    ready = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._kept: dict[str, QImage | None] = {}

    def of(self, piece: Evidence) -> QImage | None:
        """The small picture of a piece; None while it is drawn, and for what has none."""
        digest, family = piece.sha256, family_of(piece.file)
        if not digest or family not in (PICTURE, PAGES):
            return None
        if digest not in self._kept:
            while len(self._kept) >= KEPT:
                self._kept.pop(next(iter(self._kept)))
            self._kept[digest] = None
            self._ask(digest, family)
        return self._kept[digest]

    def forget(self, digest: str) -> None:
        """Look at a file again when it is next seen."""
        self._kept.pop(digest, None)

    def _ask(self, digest: str, family: str) -> None:
        session = self._session
        tasks.run(
            lambda _progress: _small(session, digest, family),
            then=lambda image: self._on_drawn(digest, image),
            owner=self,
            pool=tasks.Pool.RENDERING,
        )

    def _on_drawn(self, digest: str, image: QImage | None) -> None:
        if image is not None:
            self._kept[digest] = image
            self.ready.emit(digest)


def picture_of(content: bytes, longest: int) -> QImage | None:
    """Bytes of a picture as an image of at most so many pixels on its longer side; None for what can't be shown."""
    try:
        return QImage.fromData(scaled(content, longest).jpeg)
    except PictureError:
        return None


def has_view(file: str) -> bool:
    """Whether a file can be shown in the window, by its name."""
    return family_of(PurePath(file).name) in (PICTURE, PAGES)


def _small(session: Session, digest: str, family: str) -> QImage | None:
    try:
        content = evidence_bytes(session, digest)
    except StorageError:
        return None
    return picture_of(content, LONGEST) if family == PICTURE else _first_page(content)


def _first_page(content: bytes) -> QImage | None:
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(content) as document:
            bitmap = document[0].render(scale=PAGE_SCALE, rev_byteorder=True, prefer_bgrx=True)
            return QImage(
                bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888
            ).copy()
    except pypdfium2.PdfiumError:
        return None
