"""The one table: rows of cells with shape, word, second line and alignment, drawn by one delegate."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QByteArray, QEvent, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QHelpEvent, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from ui import theme
from ui.widgets.glyphs import paint_signal, paint_state
from ui.widgets.rows import Cell, Column, FixedRows, Index, Row, Rows

__all__ = ["Cell", "CellDelegate", "Column", "Table"]


class CellDelegate(QStyledItemDelegate):
    """Draws a cell; no widget is made per row, so ten thousand rows scroll as ten do."""

    PAD = 10
    EDGE = 16

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(cell, Cell):
            return
        painter.save()
        self._background(painter, option)
        inner = self._inside(QRectF(option.rect), index)
        inner.setLeft(inner.left() + self._mark(painter, inner, cell))
        self._words(painter, inner, cell, _aligns_right(index))
        painter.restore()

    def _inside(self, box: QRectF, index: Index) -> QRectF:
        last = index.column() == index.model().columnCount() - 1
        left = self.EDGE if index.column() == 0 else self.PAD
        return box.adjusted(left, 0, -self.EDGE if last else -self.PAD, -1)

    def _background(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        box, state = QRectF(option.rect), option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.colour("selected"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("hover"))
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.drawLine(box.bottomLeft() - _HALF, box.bottomRight() - _HALF)

    def _mark(self, painter: QPainter, inner: QRectF, cell: Cell) -> float:
        unit = theme.scaled
        centre = inner.top() + inner.height() / 2 - (unit(9) if cell.sub else 0)
        if cell.state:
            paint_state(painter, QRectF(inner.left(), centre - unit(7), unit(14), unit(14)), cell.state)
            return unit(20)
        if cell.signal:
            paint_signal(painter, QRectF(inner.left(), centre - unit(10), unit(16), unit(20)), cell.signal)
            return unit(22)
        return 0

    def _words(self, painter: QPainter, inner: QRectF, cell: Cell, right: bool) -> None:
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        first, second = QRectF(inner), QRectF(inner)
        if cell.sub:
            middle, unit = inner.top() + inner.height() / 2, theme.scaled
            first = QRectF(inner.left(), middle - unit(19), inner.width(), unit(20))
            second = QRectF(inner.left(), middle + unit(1), inner.width(), unit(18))
            paint_line(painter, second, side, cell.sub, theme.font("caption"), cell.sub_tone)
        lettering = theme.font("small", 500 if cell.strong else 400)
        lettering.setStrikeOut(cell.struck)
        paint_line(painter, first, side, cell.text, lettering, cell.tone)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        cell = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(cell, Cell):
            return QSize(0, 0)
        mark = theme.scaled(22) if cell.state or cell.signal else 0
        first = QFontMetrics(theme.font("small", 500 if cell.strong else 400)).horizontalAdvance(cell.text)
        second = QFontMetrics(theme.font("caption")).horizontalAdvance(cell.sub)
        return QSize(max(first, second) + mark + self.PAD + self.EDGE, theme.sizes().row)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        cell = index.data(Qt.ItemDataRole.UserRole)
        if event.type() != QEvent.Type.ToolTip or not isinstance(cell, Cell):
            return super().helpEvent(event, view, option, index)
        cut = self.sizeHint(option, index).width() > option.rect.width()
        QToolTip.showText(event.globalPos(), cell.spoken() if cut else "", view)
        return True


_HALF = QRectF(0, 0, 0, 0.5).bottomLeft()


def _aligns_right(index: Index) -> bool:
    model = index.model()
    return isinstance(model, Rows) and model.columns[index.column()].right


def paint_line(painter: QPainter, box: QRectF, side: Qt.AlignmentFlag, words: str, font: QFont, tone: str) -> None:
    """Draw words on one line of a cell; too long, they end in an ellipsis."""
    painter.setFont(font)
    painter.setPen(theme.colour(tone))
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()) + 1)
    painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, shown)


class Table(QTableView):
    """A table that looks the same everywhere. Enter opens, Space previews, Ctrl+C copies with heads."""

    opened = Signal(int)
    previewed = Signal(int)
    picked = Signal(int)
    sort_asked = Signal(int, bool)

    def __init__(
        self, columns: Sequence[Column], rows: Sequence[Row] = (), tall: bool = False, height: int = 0
    ) -> None:
        """`tall` rows have two lines; `height` is that of rows with more, in pixels at 100 %."""
        super().__init__()
        self._tall, self._height, self._fitted, self._scale = tall, height, False, 0.0
        self.setItemDelegate(CellDelegate(self))
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setMinimumSectionSize(48)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        self.setModel(FixedRows(columns, rows))

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows under the same columns; the row at which the keyboard is stays, where there still is one."""
        self.setModel(FixedRows(self._columns(), rows))

    def setModel(self, model: QAbstractItemModel | None) -> None:
        row, first = self.currentIndex().row(), self.model() is None
        super().setModel(model)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        if first:
            self._place_columns()
        self._measure()
        if row >= 0 and model is not None and model.rowCount():
            self.selectRow(min(row, model.rowCount() - 1))

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self.picked.emit(now.row())

    def _columns(self) -> tuple[Column, ...]:
        model = self.model()
        return model.columns if isinstance(model, Rows) else ()

    def _place_columns(self) -> None:
        header = self.horizontalHeader()
        for number, column in enumerate(self._columns()):
            if column.width:
                self.setColumnWidth(number, theme.scaled(column.width))
            else:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)

    def _measure(self) -> None:
        size = theme.sizes()
        usual = size.row_two_lines if self._tall else size.row
        self.verticalHeader().setDefaultSectionSize(theme.scaled(self._height) if self._height else usual)
        self.horizontalHeader().setFixedHeight(size.table_head)
        if self._fitted:
            self.fit()

    def fit(self) -> "Table":
        """Make the table as high as its rows, for short lists inside cards."""
        self._fitted = True
        model = self.model()
        rows = model.rowCount() if model else 0
        self.setFixedHeight(theme.sizes().table_head + self.verticalHeader().defaultSectionSize() * rows + 1)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return self

    def sortable(self) -> "Table":
        """Let the heads ask for an order by `sort_asked(column, ascending)`."""
        self.horizontalHeader().setSectionsClickable(True)
        self.horizontalHeader().setSortIndicatorShown(True)
        self.horizontalHeader().sortIndicatorChanged.connect(
            lambda column, order: self.sort_asked.emit(column, order is Qt.SortOrder.AscendingOrder)
        )
        return self

    def layout_state(self) -> bytes:
        """Widths and order of columns as the user left them, to be kept per view."""
        return bytes(self.horizontalHeader().saveState().data())

    def restore_layout(self, state: bytes) -> None:
        """Put columns back as they were left."""
        self.horizontalHeader().restoreState(QByteArray(state))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._scale != theme.scaled(1000):
            first, self._scale = not self._scale, theme.scaled(1000)
            if not first and self.model() is not None:
                self._place_columns()
                self._measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif row >= 0 and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(row)
        elif row >= 0 and event.key() == Qt.Key.Key_Space:
            self.previewed.emit(row)
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Put the chosen rows, or all when none is chosen, on the clipboard with heads, for a spreadsheet."""
        model = self.model()
        if not isinstance(model, Rows):
            return
        chosen = sorted({index.row() for index in self.selectionModel().selectedRows()}) or range(model.rowCount())
        lines = [[column.title for column in model.columns]]
        lines += [[cell.spoken() for cell in model.row(number)] for number in chosen]
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))
