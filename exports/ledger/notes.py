"""What does not fit into the cells of a ledger, kept on a sheet of its own, and what has to be told of it."""

from collections.abc import Iterator
from typing import Any

from exports.ledger.cells import pieces_of, text_cell
from exports.ledger.names import SheetNames

LONG = "长文"
HEADS = ("所在表", "行", "列", "第几段", "全文")
WIDTHS = (20, 10, 22, 10, 100)


class Notes:
    """Gathers long texts and replaced characters while rows are written. `row` is the one that is written now."""

    def __init__(self, workbook: Any, names: SheetNames) -> None:
        self._workbook, self._names = workbook, names
        self._sheet: Any = None
        self._on, self._lines, self._long, self._replaced = "", 0, 0, 0
        self.row = 0

    def on(self, sheet: str) -> None:
        """From here on rows stand on this sheet."""
        self._on = sheet

    def long_text(self, label: str, text: str) -> str:
        """Keep a text that is too long for a cell on the sheet 长文; what stands in the cell, and says where."""
        sheet = self._begun()
        pieces = pieces_of(text)
        self._long += 1
        first = self._lines + 1
        for number, piece in enumerate(pieces, 1):
            place = (text_cell(sheet, self._on), self.row, text_cell(sheet, label), f"{number}/{len(pieces)}")
            sheet.append([*place, text_cell(sheet, piece)])
        self._lines += len(pieces)
        return f"{pieces[0]}……（共 {len(text)} 字，全文见“{sheet.title}”表第 {first} 行起）"

    def replaced(self, _text: str) -> None:
        """Take note of a text in which a character that no workbook holds gave way to a sign."""
        self._replaced += 1

    def told(self) -> Iterator[str]:
        """What has to be told, in words."""
        if self._long:
            yield f"{self._long} 处文字超过一个单元格能容纳的 32,767 个字符，全文在“{self._sheet.title}”表"
        if self._replaced:
            yield f"{self._replaced} 处文字含有表格不能容纳的控制字符，以可见的符号代替"

    def close(self) -> None:
        """Put the sheet behind those that are there already."""
        if self._sheet is not None:
            self._workbook.move_sheet(self._sheet.title, len(self._workbook.worksheets))

    def _begun(self) -> Any:
        if self._sheet is None:
            self._sheet = self._workbook.create_sheet(self._names.take(LONG))
            for letter, width in zip("ABCDE", WIDTHS, strict=True):
                self._sheet.column_dimensions[letter].width = width
            self._sheet.freeze_panes = "A2"
            self._sheet.append([text_cell(self._sheet, head) for head in HEADS])
            self._lines = 1
        return self._sheet
