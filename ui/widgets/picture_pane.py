"""A picture in its place: whole at first, enlarged and moved about by wheel, keys and tools."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea

from ui import theme
from ui.widgets.buttons import tool
from ui.widgets.layout import column, frame, row
from ui.widgets.painted import Painted, announce
from ui.widgets.text import set_text, text

ZOOMS = (0.1, 0.17, 0.25, 0.33, 0.5, 0.67, 1.0, 1.5, 2.0, 3.0, 4.0)
MARGIN = 18


class _Sheet(Painted):
    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()

    def show_image(self, image: QImage, size: QSize) -> None:
        self._image = image
        self.setFixedSize(size + QSize(2 * MARGIN, 2 * MARGIN))
        self.update()

    def draw(self, painter: QPainter) -> None:
        if self._image.isNull():
            return
        box = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(box, self._image)
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(-0.5, -0.5, 0.5, 0.5))


class PicturePane(QFrame):
    """One picture; its pixels are taken as they come, 100% is one pixel of the picture on one of the screen."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("role", "canvas")
        self._name, self._image = name, QImage()
        self._zoom, self._fits = 1.0, True
        self._sheet = _Sheet()
        self._sheet.hide()
        self._area = QScrollArea()
        self._area.setWidget(self._sheet)
        self._sheet.setAutoFillBackground(False)  # the area lets it paint a ground of its own
        self._area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._size = text("", "small")
        tools = row(
            None,
            tool("zoom_out", "缩小", "Ctrl+-", lambda: self.zoom_by(-1)),
            self._size,
            tool("zoom_in", "放大", "Ctrl+=", lambda: self.zoom_by(1)),
            tool("fit", "看全图", "Ctrl+0", self.fit),
            None,
            gap=4,
            margins=(14, 6, 10, 6),
        )
        self.setLayout(column(frame(tools, "header"), self._area, gap=0))
        self.setMinimumWidth(240)
        self.setAccessibleName(name)

    def show_image(self, image: QImage) -> None:
        """Show a picture whole; an empty one shows nothing."""
        self._image, self._fits = image, True
        self._sheet.setVisible(not image.isNull())
        self._draw()
        announce(self, f"{self._name}，{image.width()} × {image.height()} 像素" if not image.isNull() else self._name)

    def zoom(self) -> float:
        """The enlargement."""
        return self._zoom

    def zoom_by(self, steps: int) -> None:
        """Enlarge or reduce by steps of `ZOOMS`."""
        larger = [zoom for zoom in ZOOMS if zoom > self._zoom + 0.001]
        smaller = [zoom for zoom in ZOOMS if zoom < self._zoom - 0.001]
        ladder = larger if steps > 0 else smaller[::-1]
        if ladder:
            self._zoom, self._fits = ladder[min(abs(steps), len(ladder)) - 1], False
            self._draw()

    def fit(self) -> None:
        """Show the whole picture, and keep it so."""
        self._fits = True
        self._draw()

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
        if event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            self.zoom_by(1 if event.key() == Qt.Key.Key_Plus else -1)
        else:
            super().keyPressEvent(event)

    def _draw(self) -> None:
        if self._image.isNull():
            set_text(self._size, "")
            return
        ratio = self.devicePixelRatioF()
        whole = QSize(round(self._image.width() / ratio), round(self._image.height() / ratio))
        if self._fits:
            room = self.size() - QSize(2 * MARGIN + 4, 2 * MARGIN + theme.scaled(44))
            self._zoom = min(1.0, max(0.02, room.width() / whole.width()), max(0.02, room.height() / whole.height()))
        self._sheet.show_image(self._image, (whole.toSizeF() * self._zoom).toSize())
        set_text(self._size, f"{round(self._zoom * 100)}%")
