"""The rows of a ledger as a Qt model: read behind the window, some pages kept, the others read again by their key."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal

from forms.ledger.layout import Layout
from models.queries.ledger import After, LedgerLine, LedgerPage
from ui.pages.ledger.cells import CellMaker
from ui.widgets.rows import NO_INDEX, Cell, Column, Index, Rows

PAGE = 200
KEPT = 12
LONGEST_SEEN = 400  # characters
Fetch = Callable[[After | None, Callable[[LedgerPage], None]], None]


@dataclass(frozen=True, slots=True)
class _Line:
    """A row in memory: what it opens, its cells as they are seen, and its cells in whole words."""

    opens: str
    cells: tuple[Cell, ...]
    words: tuple[str, ...]


class LedgerRows(Rows):
    """The rows that a question answers, as far as they have been come to.

    `fetch(after, then)` reads the page after a key and hands it to `then`, later or at once. What is not in memory is
    shown empty until it has come.
    """

    grown = Signal()

    def __init__(self, layout: Layout, maker: CellMaker, first: LedgerPage, fetch: Fetch) -> None:
        super().__init__([Column(column.label, 0, column.kind in ("money", "integer")) for column in layout.shown()])
        self.layout_shown = layout
        self._maker, self._fetch = maker, fetch
        self._starts: list[After | None] = [None]
        self._pages: OrderedDict[int, list[_Line]] = OrderedDict()
        self._count, self._next = 0, first.after
        self._asked: set[int] = set()
        self._keep(0, first)
        self._count = len(first.lines)

    def row(self, number: int) -> tuple[Cell, ...]:
        line = self._line(number)
        return line.cells if line is not None else (Cell(),) * len(self.columns)

    def words(self, number: int) -> tuple[str, ...]:
        """The cells of a row in whole words: long texts are seen shortened."""
        line = self._line(number)
        return line.words if line is not None else ("",) * len(self.columns)

    def opens(self, number: int) -> str:
        """What a row opens; empty while it is not in memory."""
        line = self._line(number)
        return line.opens if line is not None else ""

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else self._count

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._next is not None and len(self._starts) not in self._asked

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            number, after = len(self._starts), self._next
            self._asked.add(number)
            self._fetch(after, lambda page: self._append(number, after, page))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.ToolTipRole and orientation == Qt.Orientation.Horizontal:
            column = self.layout_shown.shown()[section]
            return "\n".join(part for part in (column.label, column.note) if part)
        return super().headerData(section, orientation, role)

    def _line(self, number: int) -> _Line | None:
        page, place = divmod(number, PAGE)
        if page not in self._pages:
            self._read_again(page)
        if page not in self._pages:
            return None
        self._pages.move_to_end(page)
        lines = self._pages[page]
        return lines[place] if place < len(lines) else None

    def _append(self, number: int, after: After | None, page: LedgerPage) -> None:
        self._asked.discard(number)
        if page.lines:
            self.beginInsertRows(NO_INDEX, self._count, self._count + len(page.lines) - 1)
            self._starts.append(after)
            self._keep(number, page)
            self._count += len(page.lines)
            self._next = page.after
            self.endInsertRows()
        else:
            self._next = None
        self.grown.emit()

    def _read_again(self, page: int) -> None:
        if page < len(self._starts) and page not in self._asked:
            self._asked.add(page)
            self._fetch(self._starts[page], lambda read: self._take_again(page, read))

    def _take_again(self, number: int, page: LedgerPage) -> None:
        self._asked.discard(number)
        self._keep(number, page)
        last = min((number + 1) * PAGE, self._count) - 1
        self.dataChanged.emit(self.index(number * PAGE, 0), self.index(last, len(self.columns) - 1))

    def _keep(self, number: int, page: LedgerPage) -> None:
        self._pages[number] = [self._told(line) for line in page.lines]
        while len(self._pages) > KEPT:
            self._pages.popitem(last=False)

    def _told(self, line: LedgerLine) -> _Line:
        cells = self._maker.cells(line.cells, len(self.columns))
        return _Line(line.opens, tuple(_seen(cell) for cell in cells), tuple(cell.text for cell in cells))


def _seen(cell: Cell) -> Cell:
    """A cell in one line that can be drawn at once."""
    if len(cell.text) <= LONGEST_SEEN and "\n" not in cell.text:
        return cell
    words = " ".join(cell.text[: LONGEST_SEEN + 1].split())
    return replace(cell, text=f"{words[:LONGEST_SEEN]}…" if len(cell.text) > LONGEST_SEEN else words)
