"""What the officer may rely on, always at the foot: saved, network, backup, rules, the day the program reckons with."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy

from ui import theme
from ui.widgets.layout import row
from ui.widgets.painted import announce, focus_ring

LEFT = ("saved", "network", "backup")
RIGHT = ("rules", "today")


@dataclass(frozen=True, slots=True)
class StatusPart:
    """What a part says: icon, words, tone of the icon, and what a click leads to."""

    words: str
    icon: str = ""
    tone: str = "soft"
    tip: str = ""


class StatusButton(QAbstractButton):
    """One part; too narrow, its words end in an ellipsis and stand whole in the tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self._part = StatusPart("")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def set_part(self, part: StatusPart) -> None:
        """Say something else."""
        self._part = part
        self.setToolTip(f"{part.words}\n{part.tip}" if part.tip else part.words)
        announce(self, part.words)
        self.setVisible(bool(part.words))
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """What it says."""
        return self._part.words

    def _mark(self) -> int:
        return theme.scaled(19) if self._part.icon else 0

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font("caption"))
        return QSize(metrics.horizontalAdvance(self._part.words) + self._mark() + 12, theme.sizes().status - 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._mark() + 40, theme.sizes().status - 1)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.fillRect(self.rect(), theme.colour("neutral_soft"))
        if self._part.icon:
            side = theme.scaled(14)
            spot = QRectF(5, (self.height() - side) / 2, side, side)
            theme.paint_icon(painter, spot, self._part.icon, self._part.tone)
        lettering = theme.font("caption")
        painter.setFont(lettering)
        painter.setPen(theme.colour("soft"))
        room = QRectF(6 + self._mark(), 0, self.width() - self._mark() - 10, self.height())
        shown = QFontMetrics(lettering).elidedText(self._part.words, Qt.TextElideMode.ElideRight, int(room.width()) + 1)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), 3)
        painter.end()


class StatusBar(QFrame):
    """The parts by name: `saved network backup` at the left, `rules today` at the right; each can be clicked."""

    clicked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "statusbar")
        self.setAccessibleName("状态")
        self._parts = {name: StatusButton() for name in (*LEFT, *RIGHT)}
        line = row(gap=6, margins=(9, 1, 9, 0))
        for name in LEFT:
            line.addWidget(self._parts[name])
        line.addStretch(1)
        for name in RIGHT:
            line.addWidget(self._parts[name])
        for name, part in self._parts.items():
            part.hide()
            part.clicked.connect(lambda _checked=False, name=name: self.clicked.emit(name))
        self.setLayout(line)

    def set_part(self, name: str, words: str, icon: str = "", tone: str = "soft", tip: str = "") -> None:
        """Let a part say something; empty words hide it. KeyError for a part that there is not."""
        self._parts[name].set_part(StatusPart(words, icon, tone, tip))

    def set_saved(self, at: str) -> None:
        """The time of the last commit, as hh:mm."""
        self.set_part("saved", f"已保存 {at}", "saved", "accent", "每一格离开时自动保存")

    def part(self, name: str) -> StatusButton:
        """A part by its name."""
        return self._parts[name]
