"""Values as cells of a workbook: text that stays text, days and amounts that can be reckoned with, nothing cut."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from forms.ledger.columns import Column, Kind

if TYPE_CHECKING:
    from openpyxl.cell import WriteOnlyCell

MOST_UNITS = 32_767  # UTF-16 units that a cell of Excel holds
PIECE = 16_000  # characters of a piece of a longer text: below the limit whatever they are
EPOCH = date(1899, 12, 30).toordinal()  # day 0 of the serial numbers of days, from 1900-03-01 on
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
LINE_BREAK = re.compile(r"\r\n?")
# What XML can't hold; and text that Excel would read as an escaped character (ECMA-376 part 1, 22.9.2.19 ST_Xstring).
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
CONTROL_PICTURES = 0x2400
CENTRED: tuple[Kind, ...] = ("day", "choice", "integer")
MOST_LINES = 20  # of a row: what is longer can be read by making the row higher
FORMATS: Mapping[Kind, str] = {"id": "@", "day": "yyyy-mm-dd", "money": "#,##0.00", "integer": "0"}
CellOf = Callable[[Any], Any]
Note = Callable[[str], None]
LongText = Callable[[str, str], str]  # column label, text: keeps the text elsewhere and says what stands in the cell


def plain_text(text: str, replaced: Note | None = None) -> str:
    """A text as a cell can hold it, apart from its length: one kind of line break, signs for control characters.

    `replaced` is told of each text in which a character gave way to a sign.
    """
    text = LINE_BREAK.sub("\n", text)
    if UNWRITABLE.search(text):
        text = UNWRITABLE.sub(_sign, text)
        if replaced is not None:
            replaced(text)
    return LOOKS_ESCAPED.sub("_x005F_", text)


def is_too_long(text: str) -> bool:
    """Whether a text is longer than a cell."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 > MOST_UNITS


def pieces_of(text: str) -> list[str]:
    """A long text in pieces that each fit into a cell."""
    return [text[start : start + PIECE] for start in range(0, len(text), PIECE)]


def lines_of(text: str | None, width: int) -> int:
    """How many lines a text takes in a column of so many characters, a Chinese one as wide as two; at most 20."""
    if not text or (2 * len(text) < width and "\n" not in text):
        return 1
    lines = sum(1 + (_width_of(line) - 1) // width for line in text[: MOST_LINES * width].splitlines() if line)
    return min(max(1, lines), MOST_LINES)


def text_cell(sheet: Any, text: str, **style: Any) -> "WriteOnlyCell":
    """A cell that holds a text, whatever it looks like. `style` are attributes of the cell (font, alignment, …)."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value="")
    for name, value in style.items():
        setattr(cell, name, value)
    cell.quotePrefix = text.startswith(FORMULA_STARTS)
    cell.value = plain_text(text)
    cell.data_type = "s"
    return cell


def cells_of(sheet: Any, column: Column, long_text: LongText, replaced: Note) -> CellOf:
    """What turns the values of a column into cells of a sheet, empty ones into none.

    Each cell is made once and used for every row: the sheet writes a row as soon as it is given.
    """
    if column.kind in ("text", "id", "choice"):
        return _texts(sheet, column, long_text, replaced)
    cell = _styled(sheet, column)

    def number(value: Any) -> Any:
        if value is None:
            return None
        cell.value = value
        return cell

    if column.kind == "day":
        return lambda day: number(None if day is None else day.toordinal() - EPOCH)
    if column.kind == "money":
        return lambda fen: number(None if fen is None else fen / 100)
    return number


def _texts(sheet: Any, column: Column, long_text: LongText, replaced: Note) -> CellOf:
    usual, quoted = _styled(sheet, column), _styled(sheet, column)
    quoted.quotePrefix = True

    def text(value: Any) -> Any:
        if not value:
            return None
        if len(value) > PIECE and is_too_long(value):
            value = long_text(column.label, value)
        if not value.isprintable() or "_x" in value:
            value = plain_text(value, replaced)
        cell = quoted if value.startswith(FORMULA_STARTS) else usual
        cell.value = value
        cell.data_type = "s"  # never a formula, an error value or a number, whatever it looks like
        return cell

    return text


def _styled(sheet: Any, column: Column) -> "WriteOnlyCell":
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment

    cell = WriteOnlyCell(sheet)
    horizontal = "center" if column.kind in CENTRED else None
    cell.alignment = Alignment(vertical="top", horizontal=horizontal, wrap_text=column.kind == "text")
    if column.kind in FORMATS:
        cell.number_format = FORMATS[column.kind]
    return cell


def _width_of(line: str) -> int:
    return len(line) if line.isascii() else sum(2 if ord(character) > 0x2E7F else 1 for character in line)


def _sign(found: re.Match[str]) -> str:
    code = ord(found[0])
    return chr(CONTROL_PICTURES + code) if code < 0x20 else "\ufffd"
