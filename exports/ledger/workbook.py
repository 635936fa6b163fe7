"""A ledger as a workbook for Excel, WPS and LibreOffice: written row by row, so that its size costs no memory."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import Any

from exports.ledger.book import Book, Cells, Part, Written
from exports.ledger.cells import cells_of, lines_of
from exports.ledger.names import SheetNames
from exports.ledger.notes import Notes
from exports.ledger.sheets import begin_sheet, end_sheet, row_heights, write_explanation, write_pivot
from exports.ledger.target import whole_file

Progress = Callable[[int, int], None]
Cancel = Callable[[], bool]
MOST_ROWS = 1_048_576  # of a sheet of Excel
STEP = 500


class LedgerCancelledError(Exception):
    """The ledger is no longer wanted; nothing was left behind."""


def write_workbook(
    book: Book,
    target: Path,
    total: int,
    *,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
    most_rows: int = MOST_ROWS,
) -> Written:
    """Write a workbook whole or not at all; `total` rows are expected over all parts.

    `progress(done, total)` is told of rows and stops the work by raising, `cancel()` by saying True
    (LedgerCancelledError). Raises TargetError. A sheet holds `most_rows`; what is more goes to the next one.
    """
    with whole_file(target) as unfinished, _workbook(book) as workbook:
        writer = _Writer(workbook, book, _Steps(total, progress, cancel), most_rows)
        for part in book.parts:
            writer.write(part)
        writer.finish()
        workbook.save(unfinished)
        return Written(target, tuple(writer.sheets), writer.rows, tuple(writer.notes.told()))


@contextmanager
def _workbook(book: Book) -> Iterator[Any]:
    """An empty workbook; what its sheets keep on disk meanwhile is gone again whatever happens."""
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    workbook.properties.creator = "农案通"
    workbook.properties.title = book.title
    workbook.properties.created = book.made_at.replace(tzinfo=None)
    try:
        yield workbook
    finally:
        for sheet in workbook.worksheets:
            _forget(sheet)


def _forget(sheet: Any) -> None:
    """WORKAROUND: openpyxl removes the file of a sheet when it is saved, and else only when the program ends."""
    if not sheet.closed:
        sheet.close()
    file = Path(sheet._writer.out)
    if file.exists():
        sheet._writer.cleanup()


class _Steps:
    """Counts rows and hands the count on; asks whether the work is still wanted."""

    def __init__(self, total: int, progress: Progress | None, cancel: Cancel | None) -> None:
        self._total, self._progress, self._cancel = total, progress, cancel

    def told(self, done: int) -> None:
        if self._cancel is not None and self._cancel():
            raise LedgerCancelledError
        if self._progress is not None:
            self._progress(min(done, self._total), self._total)


class _Writer:
    """Writes the parts of a book into its workbook, sheet after sheet."""

    def __init__(self, workbook: Any, book: Book, steps: _Steps, most_rows: int) -> None:
        self._workbook, self._book, self._steps, self._most_rows = workbook, book, steps, most_rows
        self._names = SheetNames()
        self.notes = Notes(workbook, self._names)
        self.sheets: list[str] = []
        self._wrapped = [
            (place, width)
            for place, (column, width) in enumerate(zip(book.columns, book.widths, strict=True))
            if column.kind == "text"
        ]
        self.rows = 0

    def write(self, part: Part) -> None:
        """Write one part, on as many sheets as it takes."""
        rows, left, number = iter(part.rows), part.count, 1
        written = self._sheet(part.title, rows, left)
        while (first := next(rows, None)) is not None:
            left, number = left - written, number + 1
            written = self._sheet(f"{part.title} ({number})", chain([first], rows), left)

    def _sheet(self, title: str, rows: Iterator[Cells], expected: int) -> int:
        book = self._book
        name = self._names.take(title)
        sheet, head = begin_sheet(self._workbook, name, book, title, expected, self._most_rows)
        self.notes.on(name)
        makers = [cells_of(sheet, column, self.notes.long_text, self.notes.replaced) for column in book.columns]
        heights = row_heights(sheet)
        written = 0
        for row in islice(rows, self._most_rows - head):
            written += 1
            self.notes.row = head + written
            lines = max((lines_of(row[place], width) for place, width in self._wrapped), default=1)
            if lines > 1:  # programs that do not reckon the height themselves would hide what wraps
                sheet.row_dimensions[head + written] = heights[lines]
            sheet.append([make(value) for make, value in zip(makers, row, strict=True)])
            sheet.row_dimensions.pop(head + written, None)
            if written % STEP == 0:
                self._steps.told(self.rows + written)
        end_sheet(sheet, head, written, len(book.columns))
        self.rows += written
        self._steps.told(self.rows)
        self.sheets.append(name)
        return written

    def finish(self) -> None:
        """Add the pivot and the sheet that explains the others."""
        if self._book.pivot is not None:
            write_pivot(self._workbook, self._names, self._book, self._book.pivot)
        self.notes.close()
        write_explanation(self._workbook, self._names, self._book, tuple(self.notes.told()))
