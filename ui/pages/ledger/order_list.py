"""The columns that are shown, in their order from left to right: dragged, or moved by Alt+↑ and Alt+↓."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from forms.ledger.layout import Layout
from ui import theme
from ui.widgets.painted import focus_ring
from ui.widgets.rows import Index
from ui.widgets.tables import paint_line

KEY = Qt.ItemDataRole.UserRole
LEFT = Qt.AlignmentFlag.AlignLeft
HEIGHT, EDGE, NUMBER, GRIP = 28, 16, 26, 14


class _OrderDelegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box, unit = QRectF(option.rect), theme.scaled
        painter.save()
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            painter.fillRect(box, theme.colour("selected" if chosen else "hover"))
        number = QRectF(box.left() + EDGE, box.top(), unit(NUMBER), box.height())
        paint_line(painter, number, LEFT, str(index.row() + 1), theme.font("caption"), "faint")
        words = box.adjusted(EDGE + unit(NUMBER), 0, -EDGE - unit(GRIP) - 4, 0)
        paint_line(painter, words, LEFT, str(index.data()), theme.font("body"), "text")
        side = unit(GRIP)
        grip = QRectF(box.right() - EDGE - side, box.center().y() - side / 2, side, side)
        theme.paint_icon(painter, grip, "drag", "faint")
        if option.state & QStyle.StateFlag.State_HasFocus:
            focus_ring(painter, box)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(80, theme.scaled(HEIGHT))


class OrderList(QListWidget):
    """The order of the columns. Delete takes one away."""

    ordered = Signal(object)
    taken_away = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "list")
        self.setAccessibleName("列的顺序")
        self.setToolTip("拖动，或者 Alt+↑、Alt+↓ 调整顺序；Delete 不显示")
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_OrderDelegate(self))

    def show_columns(self, layout: Layout) -> None:
        """Show the columns of a layout; the one at which the keyboard is stays the current one."""
        if self.keys() == layout.columns:
            return
        current = self.current_key()
        self.clear()
        for each in layout.shown():
            item = QListWidgetItem(each.label)
            item.setData(KEY, each.key)
            self.addItem(item)
            if each.key == current:
                self.setCurrentItem(item)

    def keys(self) -> tuple[str, ...]:
        """The columns in the order in which they stand."""
        return tuple(str(self.item(number).data(KEY)) for number in range(self.count()))

    def current_key(self) -> str:
        """The column at which the keyboard is; empty for none."""
        item = self.currentItem()
        return str(item.data(KEY)) if item is not None else ""

    def move_current(self, step: int) -> None:
        """Move the current column up (-1) or down (1)."""
        number = self.currentRow()
        if number >= 0 and 0 <= number + step < self.count():
            self.insertItem(number + step, self.takeItem(number))
            self.setCurrentRow(number + step)
            self.ordered.emit(self.keys())

    def dropEvent(self, event: QDropEvent) -> None:
        super().dropEvent(event)
        self.ordered.emit(self.keys())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self.move_current(steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Delete and self.current_key():
            self.taken_away.emit(self.current_key())
        else:
            super().keyPressEvent(event)
