"""A sheet that is typed into like a spreadsheet: cells of text, a blank line at the end, paste, copy, undo.

A cell keeps what was typed, whether or not it can be read; how a cell looks is told from outside by `set_looks`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QLineEdit, QStyleOptionViewItem, QWidget

from ui.widgets.inputs import ENTER, LineEdit
from ui.widgets.rows import NO_INDEX, Cell, Column, Index, Rows
from ui.widgets.tables import CellDelegate, Table

LONGEST_HISTORY = 50
Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column: the key of its cells, title, width (0 takes what is left), numbers to the right, typed or shown."""

    key: str
    title: str
    width: int = 0
    right: bool = False
    typed: bool = True


class SheetRows(Rows):
    """Rows of typed cells with a blank one below them; `edited` tells of every change by the officer."""

    edited = Signal()

    def __init__(self, columns: Sequence[SheetColumn], grows: bool = True) -> None:
        super().__init__([Column(each.title, each.width, each.right) for each in columns])
        self.keys = tuple(each.key for each in columns)
        self._typed = frozenset(each.key for each in columns if each.typed)
        self._cells: list[dict[str, str]] = []
        self._looks: Sequence[Mapping[str, Cell]] = ()
        self._history: list[list[dict[str, str]]] = []
        self._grows, self._read_only = grows, False

    def cells(self) -> tuple[Cells, ...]:
        """The rows that hold anything; empty lines between them are kept, for row numbers to stay true."""
        return tuple(dict(row) for row in self._cells)

    def show_cells(self, rows: Sequence[Cells]) -> None:
        """Show other rows; that is no change by the officer and can't be undone."""
        self.beginResetModel()
        self._cells = [_filled(row) for row in rows]
        self._looks = ()
        self._history.clear()
        self.endResetModel()

    def change_cells(self, rows: Sequence[Cells]) -> None:
        """Other rows by an act of the officer, which can be undone."""
        self._remember()
        self.beginResetModel()
        self._cells = [_filled(row) for row in rows]
        self._looks = ()
        self.endResetModel()
        self.edited.emit()

    def set_looks(self, looks: Sequence[Mapping[str, Cell]]) -> None:
        """How the cells of each row look; a cell without a look shows what was typed."""
        self._looks = looks
        if self._cells:
            last = self.index(len(self._cells) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def set_read_only(self, on: bool) -> None:
        """Let the cells only be read and copied."""
        self.beginResetModel()
        self._read_only = on
        self.endResetModel()

    def undo(self) -> bool:
        """Put back what stood before the last change; False where there was none."""
        if not self._history:
            return False
        before = self._history.pop()
        self.beginResetModel()
        self._cells = before
        self._looks = ()
        self.endResetModel()
        self.edited.emit()
        return True

    def remove(self, numbers: Sequence[int]) -> None:
        """Take rows out."""
        gone = set(numbers)
        self.change_cells([row for number, row in enumerate(self._cells) if number not in gone])

    def clear(self, places: Sequence[Index]) -> None:
        """Empty cells."""
        rows = [dict(row) for row in self._cells]
        for place in places:
            if place.row() < len(rows) and self.keys[place.column()] in self._typed:
                rows[place.row()].pop(self.keys[place.column()], None)
        self.change_cells(rows)

    def row(self, number: int) -> tuple[Cell, ...]:
        cells = self._cells[number] if number < len(self._cells) else {}
        looks = self._looks[number] if number < len(self._looks) else {}
        return tuple(looks.get(key) or Cell(cells.get(key, "")) for key in self.keys)

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        blank = 1 if self._grows and not self._read_only else 0
        return 0 if parent.isValid() else len(self._cells) + blank

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        can_type = not self._read_only and self.keys[index.column()] in self._typed
        return flags | Qt.ItemFlag.ItemIsEditable if can_type else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.EditRole:
            cells = self._cells[index.row()] if index.row() < len(self._cells) else {}
            return cells.get(self.keys[index.column()], "")
        return super().data(index, role)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        key, words = self.keys[index.column()], str(value).strip()
        if role != Qt.ItemDataRole.EditRole or key not in self._typed:
            return False
        if words == self.data(index, role):
            return True
        self._remember()
        if index.row() >= len(self._cells):
            self.beginInsertRows(NO_INDEX, len(self._cells) + 1, len(self._cells) + 1)
            self._cells.append({})
            self.endInsertRows()
        row = self._cells[index.row()]
        if words:
            row[key] = words
        else:
            row.pop(key, None)
        self._drop_blank_end()
        self.edited.emit()
        return True

    def _drop_blank_end(self) -> None:
        while self._cells and not self._cells[-1]:
            self.beginRemoveRows(NO_INDEX, len(self._cells), len(self._cells))
            self._cells.pop()
            self.endRemoveRows()

    def _remember(self) -> None:
        self._history.append([dict(row) for row in self._cells])
        del self._history[:-LONGEST_HISTORY]


class CellLine(LineEdit):
    """The line in which a cell is typed; Enter ends it and goes on below."""

    entered = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and not self.composing():
            self.entered = True
            QLineEdit.keyPressEvent(self, event)
            event.accept()
        else:
            super().keyPressEvent(event)


class SheetDelegate(CellDelegate):
    """Cells are typed in one line that fills them; a Chinese composition is never cut."""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        line = CellLine()
        line.setParent(parent)
        line.setProperty("density", "small")
        line.setAccessibleName(str(index.model().headerData(index.column(), Qt.Orientation.Horizontal)))
        return line

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        editor.setGeometry(option.rect)


class CellSheet(Table):
    """The sheet. `pasted` carries a whole table from elsewhere; one cell is pasted where the keyboard is."""

    pasted = Signal(str)
    placed = Signal(int, str)

    def __init__(self, columns: Sequence[SheetColumn], is_table: Callable[[str], bool], grows: bool = True) -> None:
        self.rows = SheetRows(columns, grows)
        self._is_table = is_table
        super().__init__(self.rows.columns)
        self.setItemDelegate(SheetDelegate(self))
        self.setModel(self.rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setTabKeyNavigation(True)
        self.doubleClicked.disconnect()

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        self.selectionModel().currentChanged.connect(self._on_cell)

    def go_to(self, number: int, key: str) -> None:
        """Put the keyboard on a cell and bring it into view."""
        place = self.rows.index(number, self.rows.keys.index(key) if key in self.rows.keys else 1)
        self.setCurrentIndex(place)
        self.scrollTo(place)
        self.setFocus()

    def chosen_rows(self) -> list[int]:
        """The rows in which a cell is chosen, blank line left out."""
        found = {index.row() for index in self.selectionModel().selectedIndexes()}
        return sorted(number for number in found if number < len(self.rows.cells()))

    def remove_chosen(self) -> int:
        """Take the chosen rows out; how many they were."""
        chosen = self.chosen_rows()
        if chosen:
            self.rows.remove(chosen)
        return len(chosen)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        if isinstance(editor, CellLine) and editor.entered:
            self._down()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.rows.undo()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.rows.clear(self.selectionModel().selectedIndexes())
        elif event.key() in ENTER:
            self._down()
        else:
            QAbstractItemView.keyPressEvent(self, event)

    def copy(self) -> None:
        """Put the chosen cells on the clipboard for a spreadsheet; a whole table with its heads."""
        chosen = self.selectionModel().selectedIndexes()
        if not chosen:
            super().copy()
            return
        places = {(index.row(), index.column()): index for index in chosen}
        rows = sorted({row for row, _ in places})
        columns = sorted({column for _, column in places})
        lines = [[_words(places.get((row, column))) for column in columns] for row in rows]
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))

    def _paste(self) -> None:
        words = QGuiApplication.clipboard().text()
        if self._is_table(words):
            self.pasted.emit(words)
            return
        place = self.currentIndex()
        if place.isValid() and words.strip():
            self.rows.setData(place, words.strip())

    def _down(self) -> None:
        place = self.currentIndex()
        if place.isValid() and place.row() + 1 < self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(place.row() + 1, place.column()))

    def _on_cell(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self.placed.emit(now.row(), self.rows.keys[now.column()])


def _filled(row: Cells) -> dict[str, str]:
    return {key: words for key, words in row.items() if words}


def _words(index: Index | None) -> str:
    return "" if index is None else str(index.data(Qt.ItemDataRole.DisplayRole) or "")
