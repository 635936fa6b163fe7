"""The list of the desk: one painted row a decision, one cell a recipient; arrows walk rows and recipients."""

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QStyleOptionViewItem

from ui import theme
from ui.pages.filing.rows import WIDTH, DeskRows, Recipients, ThreeLines
from ui.pages.filing.words import Look
from ui.widgets.glyphs import paint_signal, paint_state
from ui.widgets.painted import focus_ring
from ui.widgets.rows import Column, Index
from ui.widgets.strips import paint_days
from ui.widgets.tables import CellDelegate, Table, paint_line

HEIGHT, MOST_OF_ROOM = 81, 0.58
LEFT = Qt.AlignmentFlag.AlignLeft


class DeskDelegate(CellDelegate):
    """Draws decisions on three lines and filings with shape, word, days and caption."""

    EDGE = 24

    def __init__(self, table: "DeskTable") -> None:
        super().__init__(table)
        self._table = table

    def _inside(self, box: QRectF, index: Index) -> QRectF:
        return box.adjusted(self.EDGE if index.column() == 0 else self.PAD, 0, -self.PAD, -1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(cell, ThreeLines | Recipients) or (isinstance(cell, Recipients) and cell.look is None):
            super().paint(painter, option, index)
            return
        painter.save()
        self._background(painter, option)
        box = self._inside(QRectF(option.rect), index)
        if isinstance(cell, ThreeLines):
            _decision(painter, box, cell)
        elif cell.look is not None:
            self._mark_chosen(painter, QRectF(option.rect), index)
            _filing(painter, box, cell.look)
        painter.restore()

    def _mark_chosen(self, painter: QPainter, box: QRectF, index: Index) -> None:
        """A line around the filing that the panel shows: the focus line where the keyboard is."""
        if (index.row(), index.column()) != self._table.chosen_cell():
            return
        inner = box.adjusted(1, 2, -3, -4)
        if self._table.hasFocus():
            focus_ring(painter, inner, 6)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("accent_line"), 1))
        painter.drawRoundedRect(inner.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)


def _decision(painter: QPainter, box: QRectF, cell: ThreeLines) -> None:
    unit, top = theme.scaled, box.top() + theme.scaled(11)
    first = theme.font("body", 500 if cell.strong else 400)
    paint_line(painter, QRectF(box.left(), top, box.width(), unit(21)), LEFT, cell.text, first, cell.tone)
    _penalty(painter, QRectF(box.left(), top + unit(21), box.width(), unit(20)), cell)
    third = QRectF(box.left(), top + unit(41), box.width(), unit(18))
    paint_line(painter, third, LEFT, cell.third, theme.font("caption"), "faint")


def _penalty(painter: QPainter, box: QRectF, cell: ThreeLines) -> None:
    """The penalty gives way to its day, which is never cut."""
    font = theme.font("small")
    measure = QFontMetrics(font)
    tail = measure.horizontalAdvance(cell.tail)
    width = min(measure.horizontalAdvance(cell.sub) + 1, max(0, int(box.width()) - tail - 1))
    paint_line(painter, QRectF(box.left(), box.top(), width, box.height()), LEFT, cell.sub, font, "soft")
    paint_line(painter, QRectF(box.left() + width, box.top(), tail + 1, box.height()), LEFT, cell.tail, font, "soft")


def _filing(painter: QPainter, box: QRectF, look: Look) -> None:
    unit, top = theme.scaled, box.top() + theme.scaled(10)
    mark = _mark(painter, box.left(), top + unit(11), look)
    font = theme.font("small", 500 if look.signal or look.tone == "red" else 400)
    paint_line(painter, QRectF(box.left() + mark, top, box.width() - mark, unit(22)), LEFT, look.word, font, look.tone)
    paint_days(painter, QRectF(box.left(), top + unit(25), box.width(), 12), look.days)
    caption = QRectF(box.left(), top + unit(40), box.width(), unit(18))
    paint_line(painter, caption, LEFT, look.caption, theme.font("caption"), "faint")


def _mark(painter: QPainter, left: float, middle: float, look: Look) -> float:
    """The shape before the word; how far the word stands from the edge."""
    unit = theme.scaled
    if look.signal is not None:
        paint_signal(painter, QRectF(left, middle - unit(10), unit(16), unit(20)), look.signal)
        return unit(22)
    if look.state is not None:
        paint_state(painter, QRectF(left, middle - unit(7), unit(14), unit(14)), look.state)
    return unit(20)


class DeskTable(Table):
    """The list. `chosen` tells that another row or another recipient is looked at."""

    chosen = Signal(int, int)

    def __init__(self) -> None:
        super().__init__((Column("处罚决定"),), height=HEIGHT)
        self._rows: DeskRows | None = None
        self._at = (-1, -1)
        self.setItemDelegate(DeskDelegate(self))
        self.setProperty("place", "page")
        self.setAccessibleName("备案事项")

    def show_rows(self, rows: DeskRows) -> None:
        """Show other rows; nothing of them is chosen."""
        self._rows, self._at = rows, (-1, -1)
        self.setModel(rows)
        self._place_columns()
        self._share()
        self.selectionModel().currentChanged.connect(self._on_moved)

    def desk_rows(self) -> DeskRows | None:
        """What is shown."""
        return self._rows

    def choose(self, row: int, column: int) -> None:
        """Look at a row, and the recipient in one of its columns."""
        assert self._rows is not None
        self.selectionModel().clear()
        self.setCurrentIndex(self._rows.index(row, max(1, column)))
        self.scrollTo(self._rows.index(row, 0))

    def chosen_cell(self) -> tuple[int, int]:
        """Row and column of the filing that is looked at."""
        return self._at

    def content_height(self) -> int:
        """How high the table is when all its rows are seen."""
        rows = self._rows.rowCount() if self._rows is not None else 0
        return int(theme.sizes().table_head + theme.scaled(HEIGHT) * rows + 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number, column = self.currentIndex().row(), self.currentIndex().column()
        last = len(self._rows.recipients) if self._rows is not None else 0
        steps = {Qt.Key.Key_Left: column - 1, Qt.Key.Key_Right: column + 1}
        if number >= 0 and event.key() in steps:
            self.choose(number, min(max(1, steps[Qt.Key(event.key())]), last))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """The recipients' columns keep their width, but leave the decisions room where the text is large."""
        if self._rows is None:
            return
        room = max(1, len(self._rows.recipients))
        width = min(theme.scaled(WIDTH), int(self.viewport().width() * MOST_OF_ROOM / room))
        for column in range(1, len(self._rows.recipients) + 1):
            self.setColumnWidth(column, width)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _on_moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        if self._rows is None or not now.isValid():
            return
        line = self._rows.line(now.row(), now.column())
        self._at = (now.row(), self._rows.column_of(line) if line is not None else -1)
        self.viewport().update()
        self.chosen.emit(*self._at)
