"""Rows of a table as Qt models: all at once, or by pages as the reader comes to them."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from ui.widgets.glyphs import Signal, State

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True)
class Column:
    """One column: title, width in pixels at 100 % (0 takes what is left), numbers to the right."""

    title: str
    width: int = 0
    right: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: text, an optional second line, tones, a state or signal drawn before the text."""

    text: str = ""
    sub: str = ""
    tone: str = "text"
    strong: bool = False
    state: State | None = None
    signal: Signal | None = None
    sub_tone: str = "faint"
    struck: bool = False

    def spoken(self) -> str:
        """The cell in words, for readers and for copying."""
        mark = self.signal.word if self.signal else (self.state.word if self.state else "")
        parts = [part for part in (mark if mark not in self.text else "", self.text, self.sub) if part]
        return "，".join(parts)


Row = Sequence[Cell | str]


class Rows(QAbstractTableModel):
    """Rows of cells; the whole cell is handed to the delegate under `UserRole`. Subclasses give count and row."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = tuple(columns)

    def row(self, number: int) -> tuple[Cell, ...]:
        """The cells of a row."""
        raise NotImplementedError

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        cell = self.row(index.row())[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return cell.spoken()
        return cell if role == Qt.ItemDataRole.UserRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return str(section + 1) if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


def _cells(row: Row) -> tuple[Cell, ...]:
    return tuple(Cell(cell) if isinstance(cell, str) else cell for cell in row)


class FixedRows(Rows):
    """Rows that are all known."""

    def __init__(self, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        super().__init__(columns)
        self._rows = [_cells(row) for row in rows]

    def row(self, number: int) -> tuple[Cell, ...]:
        return self._rows[number]

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)


class PagedRows(Rows):
    """Rows fetched a page at a time as they come into view; a few pages stay in memory."""

    PAGE = 256
    KEPT = 8

    def __init__(self, columns: Sequence[Column], count: int, fetch: Callable[[int, int], Sequence[Row]]) -> None:
        """`fetch(start, size)` gives the rows of a page; it may give fewer when rows have gone meanwhile."""
        super().__init__(columns)
        self._count, self._fetch = count, fetch
        self._pages: OrderedDict[int, list[tuple[Cell, ...]]] = OrderedDict()

    def row(self, number: int) -> tuple[Cell, ...]:
        page, place = divmod(number, self.PAGE)
        if page not in self._pages:
            self._pages[page] = [_cells(row) for row in self._fetch(page * self.PAGE, self.PAGE)]
            if len(self._pages) > self.KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(page)
        rows = self._pages[page]
        return rows[place] if place < len(rows) else (Cell(),) * len(self.columns)

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else self._count
