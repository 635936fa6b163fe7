"""The table of a ledger: heads that sort and can be dragged, widths that are kept, the first column always in sight."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QStyle, QStyleOptionViewItem

from forms.ledger.columns import WIDEST, Source
from forms.ledger.columns import Column as LedgerColumn
from forms.ledger.layout import Layout
from ui import theme
from ui.pages.ledger.cells import SIGNAL, STANDING
from ui.pages.ledger.edits import can_total, sort_of
from ui.pages.ledger.narrowing import condition_of_words
from ui.pages.ledger.pinned import PinnedColumn
from ui.pages.ledger.rows import LedgerRows
from ui.widgets.painted import focus_ring
from ui.widgets.rows import Column, Index
from ui.widgets.tables import CellDelegate, Table

CHARACTER, ROOM, MARK = 6.7, 26, 20
MARKED = frozenset({SIGNAL, *STANDING.values()})
LEAST, LEAST_TEXT = 5, 11
SETTLE_MS = 350
OPENS: Mapping[Source, str] = {
    "cases": "打开案件",
    "filings": "打开案件",
    "findings": "在“监督”打开",
    "certificates": "去“人员”",
}
ARROWS = {False: "↑", True: "↓"}


class LedgerDelegate(CellDelegate):
    """Draws a cell, and a line around the one at which the keyboard is: keys work on its column."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if option.state & QStyle.StateFlag.State_HasFocus:
            focus_ring(painter, option.rect.toRectF().adjusted(0, 0, -1, -1))


class LedgerTable(Table):
    """Tells in keys of columns what is asked of it; the page changes the layout and shows other rows."""

    sort_by = Signal(str, bool, bool)  # column, descending, keeps the order there was
    widened = Signal(str, int)
    placed = Signal(str, int)  # a column, how many places further
    condition_asked = Signal(str)
    only_asked = Signal(str, str)  # a column, the words of the cell
    total_asked = Signal(str, bool)
    hide_asked = Signal(str)

    _layout: Layout | None = None
    _laying = False
    _pinned: PinnedColumn | None = None

    def __init__(self) -> None:
        super().__init__((Column("案号", 200),))
        self.setItemDelegate(LedgerDelegate(self))
        self.setAccessibleName("台账")
        pinned = self._pinned = PinnedColumn(self)
        pinned.setItemDelegate(LedgerDelegate(pinned))
        pinned.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSectionsMovable(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.sectionClicked.connect(self._on_head)
        header.sectionResized.connect(self._on_resized)
        header.sectionMoved.connect(self._on_moved)
        header.sectionHandleDoubleClicked.connect(self.fit_column)
        header.customContextMenuRequested.connect(self._on_head_menu)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._place_columns)

    def show_rows(self, rows: LedgerRows, same: bool) -> None:
        """Show other rows; `same`: they answer the same question, so that the reader stays where he is."""
        column, down = max(0, self.currentIndex().column()), self.verticalScrollBar().value()
        layout = rows.layout_shown
        rows.columns = tuple(_head(layout, each) for each in layout.shown())
        other = self._layout is None or self._layout.source != layout.source
        self._layout = layout
        self.setModel(rows)
        self._straighten()
        self._place_columns()
        if self._pinned is not None:
            self._pinned.follow(rows, self.selectionModel())
        if same:
            self.verticalScrollBar().setValue(down)
            return
        self.scrollToTop()
        first = rows.index(0, 0 if other else min(column, rows.columnCount() - 1))
        self.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.Clear)
        if other:
            self.horizontalScrollBar().setValue(0)

    def ledger_rows(self) -> LedgerRows | None:
        """What is shown."""
        model = self.model()
        return model if isinstance(model, LedgerRows) else None

    def column_at(self, number: int) -> LedgerColumn | None:
        """The column of a ledger at a place."""
        shown = self._layout.shown() if self._layout is not None else ()
        return shown[number] if 0 <= number < len(shown) else None

    def current_column(self) -> LedgerColumn | None:
        """The column at which the keyboard is."""
        return self.column_at(max(0, self.currentIndex().column()))

    def fit_column(self, number: int) -> None:
        """Make a column as wide as what is seen of it."""
        column = self.column_at(number)
        if column is not None:
            wanted = max(self.sizeHintForColumn(number), self.horizontalHeader().sectionSizeHint(number))
            self.widened.emit(column.key, characters_of(column, wanted))

    def keep(self, layout: Layout) -> None:
        """The layout has got other widths; the columns take them once the hand has left the head."""
        self._layout = layout
        self._settle.start()

    def copy(self) -> None:
        """Put the chosen rows on the clipboard with heads, in whole words; the rows in sight where none is chosen."""
        rows = self.ledger_rows()
        if rows is None:
            return
        first, last = max(0, self.rowAt(0)), self.rowAt(self.viewport().height() - 1)
        seen = range(first, (last if last >= 0 else rows.rowCount() - 1) + 1)
        chosen = sorted({index.row() for index in self.selectionModel().selectedRows()}) or seen
        lines = [[column.title for column in rows.columns], *(list(rows.words(number)) for number in chosen)]
        told = ("\t".join(" ".join(words.split()) for words in line) for line in lines)
        QGuiApplication.clipboard().setText("\n".join(told))

    def _place_columns(self) -> None:
        """The widths of the layout; what room is left goes to the texts, the widest first."""
        if self._layout is None:
            super()._place_columns()
            return
        widths = widths_for(self._layout, self.viewport().width())
        self._laying = True
        for number, width in enumerate(widths):
            self.setColumnWidth(number, width)
        self._laying = False
        if self._pinned is not None:
            self._pinned.arrange()

    def _straighten(self) -> None:
        """Heads that were dragged stand in the order of the layout, which is that of the rows."""
        header = self.horizontalHeader()
        self._laying = True
        for number in range(header.count()):
            header.moveSection(header.visualIndex(number), number)
        self._laying = False

    def _on_head(self, number: int) -> None:
        column = self.column_at(number)
        if column is not None and self._layout is not None:
            sort = sort_of(self._layout, column.key)
            descending = not sort.descending if sort is not None else column.kind in ("day", "money")
            further = bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.sort_by.emit(column.key, descending, further)

    def _on_resized(self, number: int, _before: int, width: int) -> None:
        column = self.column_at(number)
        if not self._laying and column is not None:
            self.widened.emit(column.key, characters_of(column, width))

    def _on_moved(self, number: int, before: int, after: int) -> None:
        column = self.column_at(number)
        if not self._laying and column is not None:
            QTimer.singleShot(0, self, lambda: self.placed.emit(column.key, after - before))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_columns()

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        super().scrollTo(index, hint)
        covered = self._pinned.covered() if self._pinned is not None else 0
        hidden = covered - self.columnViewportPosition(index.column())
        if index.column() > 0 and hidden > 0:
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - hidden)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        column = self.current_column()
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if column is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self.placed.emit(column.key, steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        view, at = self.viewport(), event.globalPos()
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        index = self.indexAt(view.mapFromGlobal(at)) if by_mouse else self.currentIndex()
        if index.isValid():
            self.setCurrentIndex(index)
            below = view.mapToGlobal(self.visualRect(index).bottomLeft())
            self.menu(index.column(), index.row()).popup(at if by_mouse else below)

    def _on_head_menu(self, point: QPoint) -> None:
        header = self.horizontalHeader()
        number = header.logicalIndexAt(point)
        if self.column_at(number) is not None:
            self.menu(number).popup(header.mapToGlobal(point))

    def menu(self, number: int, row: int = -1) -> QMenu:
        """What can be done with a column, and with the cell of a row in it."""
        column, rows = self.column_at(number), self.ledger_rows()
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if column is None or rows is None or self._layout is None:
            return made
        key = column.key
        if row >= 0:
            opens = OPENS[self._layout.source]
            made.addAction(opens, partial(self.opened.emit, row)).setEnabled(bool(rows.opens(row)))
            words = rows.words(row)[number]
            told = f"只看“{words[:16]}{'…' if len(words) > 16 else ''}”" if words else f"只看{column.label}为空的"
            only = made.addAction(told, partial(self.only_asked.emit, key, words))
            only.setEnabled(condition_of_words(column, words) is not None)
        made.addAction("加条件…", partial(self.condition_asked.emit, key))
        made.addSeparator()
        made.addAction("升序", partial(self.sort_by.emit, key, False, False))
        made.addAction("降序", partial(self.sort_by.emit, key, True, False))
        made.addSeparator()
        self._add_placing(made, number, key)
        if can_total(column):
            is_total = key in self._layout.totals
            total = made.addAction("合计", partial(self.total_asked.emit, key, not is_total))
            total.setCheckable(True)
            total.setChecked(is_total)
        hide = made.addAction("不显示这一列", partial(self.hide_asked.emit, key))
        hide.setEnabled(len(self._layout.columns) > 1)
        return made

    def _add_placing(self, menu: QMenu, number: int, key: str) -> None:
        left = menu.addAction("左移一列\tAlt+←", partial(self.placed.emit, key, -1))
        left.setEnabled(number > 0)
        right = menu.addAction("右移一列\tAlt+→", partial(self.placed.emit, key, 1))
        right.setEnabled(self._layout is not None and number < len(self._layout.columns) - 1)
        menu.addAction("列宽适合内容", partial(self.fit_column, number))


def _head(layout: Layout, column: LedgerColumn) -> Column:
    """The head of a column: its words, and how the rows are sorted by it."""
    sort = sort_of(layout, column.key)
    title = column.label
    if sort is not None:
        place = layout.sort.index(sort) + 1 if len(layout.sort) > 1 else ""
        title = f"{column.label} {ARROWS[sort.descending]}{place}"
    return Column(title, 0, column.kind in ("money", "integer"))


def widths_for(layout: Layout, room: int) -> list[int]:
    """How wide the columns are on screen (px) in so much room.

    Texts whose width nobody has set give way where that brings everything into sight; what room is left goes to the
    widest of them.
    """
    shown, kept = layout.shown(), dict(layout.widths)
    widths = [pixels_of(column, layout.width_of(column.key)) for column in shown]
    loose = [n for n, column in enumerate(shown) if column.kind == "text" and column.key not in kept]
    spare = {n: max(0, widths[n] - pixels_of(shown[n], LEAST_TEXT)) for n in loose}
    over = sum(widths) - room
    if over <= 0:
        widths[max(loose, key=lambda n: widths[n]) if loose else len(widths) - 1] -= over
    elif over <= sum(spare.values()):
        whole = sum(spare.values())
        for number, each in spare.items():
            widths[number] -= -(-over * each // whole)
    return widths


def pixels_of(column: LedgerColumn, characters: int) -> int:
    """How wide so many characters of a column are on screen."""
    return int(theme.scaled(round(characters * CHARACTER + _around(column))))


def characters_of(column: LedgerColumn, pixels: int) -> int:
    """How many characters of a column go into a width on screen."""
    wide = round((pixels / theme.scale() - _around(column)) / CHARACTER)
    return min(max(LEAST, wide), WIDEST)


def _around(column: LedgerColumn) -> int:
    """What a cell needs beside its words."""
    return ROOM + (MARK if column.key in MARKED else 0)
