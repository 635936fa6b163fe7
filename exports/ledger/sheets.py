"""The sheets of a ledger's workbook: what stands above the rows, the pivot, and the sheet 说明."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from exports.ledger.book import Book
from exports.ledger.cells import FORMATS, MOST_LINES, text_cell
from exports.ledger.names import SheetNames
from forms.ledger.columns import Kind
from forms.ledger.counting import PivotTable, axis_words

TOTAL, SUM = "合计", 109  # SUBTOTAL leaves out what a filter hides
PIVOT, EXPLANATION = "交叉表", "说明"
KIND_WORDS: Mapping[Kind, str] = {
    "text": "文字",
    "id": "编号（文字）",
    "day": "日期",
    "money": "金额（元）",
    "integer": "数",
    "choice": "选项",
}
A3, A4, LANDSCAPE = 8, 9, "landscape"
WIDE = 180  # characters: more than A4 shows in a size that can be read
MARGIN = 0.4  # inches
LINE_HEIGHT, TITLE_HEIGHT = 14.4, 24  # points
GREEN, LINE = "E4EFE8", "BFCAC4"
FOOTER = "第 &P 页　共 &N 页"


def begin_sheet(workbook: Any, name: str, book: Book, part: str, expected: int, most_rows: int) -> tuple[Any, int]:
    """A sheet with everything above its rows, and how many lines that is; `expected` rows follow on it and the next.

    Totals are formulas over the rows that the sheet will hold.
    """
    sheet = workbook.create_sheet(name)
    head = 5 if book.totals else 4
    _lay_out(sheet, book, head)
    rows = min(expected, most_rows - head)
    last = head + max(1, rows)
    title = book.title if part == book.title else f"{book.title}　{part}（本表 {rows} 行）"
    _write_title(sheet, book, title, len(book.columns))
    if book.totals:
        sheet.append(list(_totals(sheet, book, head + 1, last)))
    sheet.append([_head_cell(sheet, column.label) for column in book.columns])
    return sheet, head


def end_sheet(sheet: Any, head: int, rows: int, columns: int) -> None:
    """The filter over what was written."""
    sheet.auto_filter.ref = f"A{head}:{_letter(columns)}{head + max(rows, 1)}"


def row_heights(sheet: Any) -> Mapping[int, Any]:
    """The height of a row by its lines, as a sheet takes it; each is made once and used for every such row."""
    from openpyxl.worksheet.dimensions import RowDimension

    return {lines: RowDimension(sheet, ht=lines * LINE_HEIGHT) for lines in range(1, MOST_LINES + 1)}


def write_pivot(workbook: Any, names: SheetNames, book: Book, pivot: PivotTable) -> None:
    """A table of counts or sums on a sheet of its own."""
    sheet = workbook.create_sheet(names.take(PIVOT))
    _print_on(sheet, A4)
    sheet.freeze_panes = "B5"
    sheet.column_dimensions["A"].width = 22
    for number in range(2, len(pivot.columns) + 3):
        sheet.column_dimensions[_letter(number)].width = 14
    _write_title(sheet, book, pivot.words, len(pivot.columns) + 2)
    first = axis_words(pivot.source, pivot.layout.rows)
    sheet.append([_head_cell(sheet, words) for words in (first, *(head.words for head in pivot.columns), TOTAL)])
    for head in pivot.rows:
        cells = [pivot.cells.get((head.value, column.value)) for column in pivot.columns]
        sheet.append(_amounts(sheet, pivot, head.words, [*cells, pivot.row_totals.get(head.value, 0)]))
    totals = [pivot.column_totals.get(column.value, 0) for column in pivot.columns]
    sheet.append(_amounts(sheet, pivot, TOTAL, [*totals, pivot.total], bold=True))


def write_explanation(workbook: Any, names: SheetNames, book: Book, notes: Sequence[str]) -> None:
    """The sheet that says what the others hold, how it was chosen and what its columns mean."""
    sheet = workbook.create_sheet(names.take(EXPLANATION))
    _print_on(sheet, A4)
    for letter, width in zip("ABC", (24, 16, 90), strict=True):
        sheet.column_dimensions[letter].width = width
    wrapped = _alignment(wrap_text=True)
    for label, words in _facts(book, notes):
        cells = (text_cell(sheet, label, font=_font(bold=True)), None, text_cell(sheet, words, alignment=wrapped))
        sheet.append(list(cells))
    sheet.append([])
    sheet.append([_head_cell(sheet, words) for words in ("列", "类别", "说明")])
    for column in book.columns:
        told = (column.label, KIND_WORDS[column.kind], column.note)
        sheet.append([text_cell(sheet, each, alignment=wrapped) for each in told])


def _facts(book: Book, notes: Sequence[str]) -> Iterator[tuple[str, str]]:
    yield "台账", book.title
    for line in (book.conditions, book.made):
        label, _, words = line.partition("：")
        yield label, words
    yield from book.remarks
    for note in notes:
        yield "请注意", note


def _write_title(sheet: Any, book: Book, title: str, columns: int) -> None:
    """The first three lines, each across all columns: what it is, how it was chosen, when and by what it was made."""
    sheet.row_dimensions[1].height = TITLE_HEIGHT
    for number in (1, 2, 3):
        sheet.merged_cells.add(f"A{number}:{_letter(max(columns, 2))}{number}")
    sheet.append([text_cell(sheet, title, font=_font(bold=True, size=14), alignment=_alignment(vertical="center"))])
    sheet.append([text_cell(sheet, book.conditions)])
    sheet.append([text_cell(sheet, book.made, font=_font(color="666666"))])


def _lay_out(sheet: Any, book: Book, head: int) -> None:
    """What must be said before the first row: widths, what stays in view, how it is printed."""
    for number, width in enumerate(book.widths, 1):
        sheet.column_dimensions[_letter(number)].width = width
    sheet.freeze_panes = f"B{head + 1}"
    sheet.print_title_rows = f"{head}:{head}"
    _print_on(sheet, A3 if sum(book.widths) > WIDE else A4)


def _print_on(sheet: Any, paper: int) -> None:
    """Across the page, as wide as one page, with lines and page numbers."""
    sheet.sheet_properties.pageSetUpPr = _fit_to_page()
    sheet.page_setup.orientation, sheet.page_setup.paperSize = LANDSCAPE, paper
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.page_margins.left = sheet.page_margins.right = MARGIN
    sheet.print_options.gridLines = True
    sheet.HeaderFooter.oddFooter.center.text = FOOTER


def _totals(sheet: Any, book: Book, first: int, last: int) -> Iterator[Any]:
    """合计 and, above each column that is added up, the sum of its rows as a formula."""
    from openpyxl.cell import WriteOnlyCell

    for number, column in enumerate(book.columns, 1):
        if column.key in book.totals:
            cell = WriteOnlyCell(sheet, value=f"=SUBTOTAL({SUM},{_letter(number)}{first}:{_letter(number)}{last})")
            cell.number_format, cell.font = FORMATS[column.kind], _font(bold=True)
            yield cell
        else:
            yield text_cell(sheet, TOTAL, font=_font(bold=True)) if number == 1 else None


def _amounts(sheet: Any, pivot: PivotTable, words: str, amounts: Sequence[int | None], bold: bool = False) -> list[Any]:
    from openpyxl.cell import WriteOnlyCell

    cells = [text_cell(sheet, words, font=_font(bold=bold))]
    for amount in amounts:
        is_money = bool(pivot.layout.value)
        cell = WriteOnlyCell(sheet, value=None if amount is None else amount / 100 if is_money else amount)
        cell.number_format, cell.font = FORMATS["money" if is_money else "integer"], _font(bold=bold)
        cells.append(cell)
    return cells


def _head_cell(sheet: Any, words: str) -> Any:
    from openpyxl.styles import Border, PatternFill, Side

    return text_cell(
        sheet,
        words,
        font=_font(bold=True),
        fill=PatternFill("solid", GREEN),
        border=Border(bottom=Side("thin", LINE)),
        alignment=_alignment(wrap_text=True, vertical="center", horizontal="center"),
    )


def _font(**given: Any) -> Any:
    from openpyxl.styles import Font

    return Font(**{"name": "Calibri", "size": 11, **given})


def _alignment(**given: Any) -> Any:
    from openpyxl.styles import Alignment

    return Alignment(**{"vertical": "top", **given})


def _fit_to_page() -> Any:
    from openpyxl.worksheet.properties import PageSetupProperties

    return PageSetupProperties(fitToPage=True)


def _letter(number: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(number))
