"""The preview: pages of a PDF as they print, drawn off the window's thread and never written to disk."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea

from ui import tasks, theme
from ui.widgets.buttons import tool
from ui.widgets.layout import column, frame, row
from ui.widgets.painted import Painted, announce
from ui.widgets.text import set_text, text

POINTS_TO_PIXELS = 96 / 72
ZOOMS = (0.5, 0.67, 0.8, 0.92, 1.0, 1.25, 1.5, 2.0, 3.0)


@dataclass(frozen=True, slots=True)
class PaperMark:
    """An objection on a page: page from 0, box in points from the top left, its number and tone (red or amber)."""

    page: int
    left: float
    top: float
    width: float
    height: float
    number: int
    tone: str = "red"


@dataclass(frozen=True, slots=True)
class _Drawn:
    image: QImage
    pages: int
    width: float
    height: float


def _draw_page(pdf: bytes, page: int, zoom: float, ratio: float) -> _Drawn:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        pages = len(document)
        sheet = document[min(page, pages - 1)]
        width, height = sheet.get_size()
        bitmap = sheet.render(scale=zoom * POINTS_TO_PIXELS * ratio, rev_byteorder=True, prefer_bgrx=True)
        image = QImage(
            bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888
        ).copy()
    image.setDevicePixelRatio(ratio)
    return _Drawn(image, pages, width, height)


class _Sheet(Painted):
    def __init__(self) -> None:
        super().__init__()
        self._drawn: _Drawn | None = None
        self._marks: tuple[PaperMark, ...] = ()
        self.setFixedSize(595, 842)

    def show_page(self, drawn: _Drawn, marks: Sequence[PaperMark]) -> None:
        self._drawn, self._marks = drawn, tuple(marks)
        self.setFixedSize((QSize(drawn.image.size()) / drawn.image.devicePixelRatio()) + QSize(60, 36))
        self.update()

    def draw(self, painter: QPainter) -> None:
        if self._drawn is None:
            return
        page = QRectF(30, 18, self.width() - 60, self.height() - 36)
        painter.fillRect(page, theme.colour("paper"))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.drawImage(page.topLeft(), self._drawn.image)
        scale = page.width() / self._drawn.width
        for mark in self._marks:
            box = QRectF(mark.left * scale, mark.top * scale, mark.width * scale, mark.height * scale)
            soft = theme.LIGHT.red_soft if mark.tone == "red" else theme.LIGHT.amber_soft
            painter.fillRect(box.translated(page.topLeft()), soft)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        for mark in self._marks:
            self._number(painter, mark, page.topLeft() + QPointF(mark.left * scale - 26, mark.top * scale))
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(page.adjusted(0.5, 0.5, -0.5, -0.5))

    def _number(self, painter: QPainter, mark: PaperMark, at: QPointF) -> None:
        spot = QRectF(at.x(), at.y(), 18, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.LIGHT.red if mark.tone == "red" else theme.LIGHT.amber)
        painter.drawEllipse(spot)
        painter.setFont(theme.font("caption", 500))
        painter.setPen(theme.LIGHT.on_accent)
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, str(mark.number))


class Paper(QFrame):
    """Pages of a PDF one by one, with tools to turn and enlarge. `failed` carries the error of drawing."""

    failed = Signal(object)
    page_shown = Signal(int)

    def __init__(self, left: QFrame | None = None, right: QFrame | None = None) -> None:
        super().__init__()
        self.setProperty("role", "canvas")
        self.setAccessibleName("文书预览")
        self._pdf, self._page, self._pages = b"", 0, 0
        self._zoom, self._fits, self._width = 1.0, True, 595.0
        self._marks: tuple[PaperMark, ...] = ()
        self._wanted = 0
        self._sheet = _Sheet()
        self._area = QScrollArea()
        self._area.setWidget(self._sheet)
        self._area.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # a bar that comes and goes would make the page that fits too wide
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._place, self._size = text("", "small"), text("", "small")
        self._sheet.hide()
        self.setLayout(column(frame(self._tools(left, right), "header"), self._area, gap=0))
        self.setMinimumWidth(240)

    def _tools(self, left: QFrame | None, right: QFrame | None) -> QHBoxLayout:
        self._back = tool("left", "上一页", "PgUp", self.previous_page)
        self._on = tool("caret_right", "下一页", "PgDown", self.next_page)
        line = row(left, None, gap=4, margins=(14, 6, 10, 6)) if left else row(None, gap=4, margins=(14, 6, 10, 6))
        for part in (
            tool("zoom_out", "缩小", "Ctrl+-", lambda: self.zoom_by(-1)),
            self._size,
            tool("zoom_in", "放大", "Ctrl+=", lambda: self.zoom_by(1)),
            tool("fit", "适合宽度", "Ctrl+0", self.fit_width),
            8,
            self._back,
            self._place,
            self._on,
        ):
            line.addSpacing(part) if isinstance(part, int) else line.addWidget(part)
        if right is not None:
            line.addSpacing(8)
            line.addWidget(right)
        return line

    def show_pdf(self, pdf: bytes, marks: Sequence[PaperMark] = ()) -> None:
        """Show a PDF; the page and place looked at stay where they still exist."""
        self._pdf, self._marks = pdf, tuple(marks)
        self._draw()

    def clear(self) -> None:
        """Show nothing, and forget the pages."""
        self._pdf, self._pages, self._page = b"", 0, 0
        self._wanted += 1
        self._sheet.hide()
        self._tell()

    def page(self) -> int:
        """The page shown, from 0."""
        return self._page

    def page_count(self) -> int:
        """How many pages there are, 0 before the first has been drawn."""
        return self._pages

    def zoom(self) -> float:
        """The enlargement, 1 for the size of the print."""
        return self._zoom

    def go_to(self, page: int) -> None:
        """Show a page, the nearest there is."""
        wanted = min(max(0, page), max(0, self._pages - 1))
        if wanted != self._page:
            self._page = wanted
            self._area.verticalScrollBar().setValue(0)
            self._draw()

    def next_page(self) -> None:
        """Turn on."""
        self.go_to(self._page + 1)

    def previous_page(self) -> None:
        """Turn back."""
        self.go_to(self._page - 1)

    def zoom_by(self, steps: int) -> None:
        """Enlarge or reduce by steps of `ZOOMS`."""
        near = min(range(len(ZOOMS)), key=lambda n: abs(ZOOMS[n] - self._zoom))
        self._zoom, self._fits = ZOOMS[min(max(0, near + steps), len(ZOOMS) - 1)], False
        self._draw()

    def fit_width(self) -> None:
        """Make the page as wide as the room for it, and keep it so."""
        self._fits = True
        self._draw()

    def _draw(self) -> None:
        if not self._pdf:
            return
        if self._fits:
            room = self._area.viewport().width() - 62
            self._zoom = min(max(0.3, room / (self._width * POINTS_TO_PIXELS)), 1.6)
        self._wanted += 1
        asked, pdf, page, zoom, ratio = self._wanted, self._pdf, self._page, self._zoom, self.devicePixelRatioF()
        tasks.run(
            lambda _progress: _draw_page(pdf, page, zoom, ratio),
            then=lambda drawn: self._show(drawn, asked),
            failed=self.failed.emit,
            owner=self,
            pool=tasks.Pool.RENDERING,
        )

    def _show(self, drawn: _Drawn, asked: int) -> None:
        if asked != self._wanted:
            return
        fits_otherwise = self._fits and abs(drawn.width - self._width) > 1
        self._pages, self._width = drawn.pages, drawn.width
        if fits_otherwise:
            self._draw()
            return
        self._page = min(self._page, self._pages - 1)
        self._sheet.show_page(drawn, [mark for mark in self._marks if mark.page == self._page])
        self._sheet.show()
        self._tell()
        self.page_shown.emit(self._page)

    def _tell(self) -> None:
        set_text(self._place, f"{self._page + 1} / {self._pages}" if self._pages else "")
        set_text(self._size, f"{round(self._zoom * 100)}%" if self._pages else "")
        self._back.setEnabled(self._page > 0)
        self._on.setEnabled(self._page + 1 < self._pages)
        announce(self, f"文书预览，第 {self._page + 1} 页，共 {self._pages} 页" if self._pages else "文书预览")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fits:
            self._draw()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to(0 if event.key() == Qt.Key.Key_Home else self._pages - 1)
        else:
            super().keyPressEvent(event)
