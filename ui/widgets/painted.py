"""The ground of widgets that paint themselves: they follow the theme; their parts work by keyboard and reader."""

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from ui import theme


def announce(widget: QWidget, name: str) -> None:
    """Give a widget the name that a screen reader speaks, and say so when it has changed while shown."""
    if widget.accessibleName() == name:
        return
    widget.setAccessibleName(name)
    if widget.isVisible():
        QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.NameChanged))


def focus_ring(painter: QPainter, box: QRectF, radius: float = 4) -> None:
    """The 2 px line that shows where the keyboard is."""
    painter.save()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("accent"), 2))
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), radius, radius)
    painter.restore()


class Painted(QWidget):
    """A widget that draws with the theme's tokens and is measured again when theme or text size change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)

    def measure(self) -> None:
        """Set sizes that depend on the theme; called once by the subclass and again after each change."""

    def draw(self, painter: QPainter) -> None:
        """Draw the whole; the painter smooths edges and is ended by the caller."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange, QEvent.Type.ApplicationPaletteChange):
            self.measure()
            self.update()


class Cells(Painted):
    """A painted row or column of parts that can be pointed at, walked through with the arrow keys and chosen.

    Subclasses say how many parts there are, where each lies and what it is called.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._at = 0
        self._under = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def cell_count(self) -> int:
        """How many parts there are."""
        raise NotImplementedError

    def cell_box(self, number: int) -> QRectF:
        """Where a part lies; the hit area is the same."""
        raise NotImplementedError

    def cell_tip(self, number: int) -> str:
        """What a part says when pointed at, and to a screen reader."""
        raise NotImplementedError

    def cell_at(self, point: QPoint) -> int:
        """The part under a point, -1 for none."""
        inside = (n for n in range(self.cell_count()) if self.cell_box(n).contains(point.toPointF()))
        return next(inside, -1)

    def current_cell(self) -> int:
        """The part at which the keyboard is."""
        return min(self._at, max(0, self.cell_count() - 1))

    def set_current_cell(self, number: int) -> None:
        """Move the keyboard to a part without choosing it."""
        if 0 <= number < self.cell_count():
            self._at = number
            self.setAccessibleDescription(self.cell_tip(number))
            self.update()

    def pointed_cell(self) -> int:
        """The part under the pointer, -1 for none."""
        return self._under

    def choose(self, number: int) -> None:
        """Choose a part as a click does."""
        if 0 <= number < self.cell_count():
            self.set_current_cell(number)
            self.chosen.emit(number)

    def draw_focus(self, painter: QPainter) -> None:
        """Draw the focus line around the current part, when the keyboard is here."""
        if self.hasFocus() and self.cell_count():
            focus_ring(painter, self.cell_box(self.current_cell()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, last = event.key(), self.cell_count() - 1
        moves = {
            Qt.Key.Key_Left: self.current_cell() - 1,
            Qt.Key.Key_Up: self.current_cell() - 1,
            Qt.Key.Key_Right: self.current_cell() + 1,
            Qt.Key.Key_Down: self.current_cell() + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.choose(self.current_cell())
        elif key in moves:
            self.set_current_cell(min(max(0, moves[Qt.Key(key)]), last))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.choose(self.cell_at(event.position().toPoint()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        under = self.cell_at(event.position().toPoint())
        if under != self._under:
            self._under = under
            self.setCursor(Qt.CursorShape.PointingHandCursor if under >= 0 else Qt.CursorShape.ArrowCursor)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._under = -1
        self.update()
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            number = self.cell_at(event.pos())
            if number >= 0:
                QToolTip.showText(event.globalPos(), self.cell_tip(number), self, self.cell_box(number).toRect())
            else:
                QToolTip.hideText()
            return True
        return super().event(event)


class Picture(Painted):
    """An icon that is not a button."""

    def __init__(self, name: str, size: int = 16, tone: str = "soft", spoken: str = "") -> None:
        super().__init__()
        self._name, self._size, self._tone = name, size, tone
        self.setAccessibleName(spoken)
        self.measure()

    def set_icon(self, name: str, tone: str) -> None:
        """Show another icon."""
        self._name, self._tone = name, tone
        self.update()

    def measure(self) -> None:
        self.setFixedSize(QSize(theme.scaled(self._size), theme.scaled(self._size)))

    def draw(self, painter: QPainter) -> None:
        theme.paint_icon(painter, QRectF(self.rect()), self._name, self._tone)
