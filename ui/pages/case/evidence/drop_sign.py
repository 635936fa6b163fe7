"""The sign over a page while something is dragged that can be dropped on it."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.widgets.painted import Painted


class DropSign(Painted):
    """Says that what is dragged over the page can be dropped."""

    WORDS = "松开鼠标，存入本案证据"

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def appear(self) -> None:
        """Cover the page."""
        over = self.parentWidget()
        if over is not None:
            self.setGeometry(over.rect())
        self.show()
        self.raise_()

    def draw(self, painter: QPainter) -> None:
        ground = QColor(theme.colour("accent_soft"))
        ground.setAlpha(225)
        painter.fillRect(self.rect(), ground)
        painter.setPen(QPen(theme.colour("accent"), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(12, 12, -12, -12), 8, 8)
        painter.setFont(theme.font("heading", 500))
        painter.setPen(theme.colour("accent"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.WORDS)
