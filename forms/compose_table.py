"""Lists of goods: repeated header, a row an item, 以下空白, and one struck block that brings the rest to the foot.

Row heights are minima and are counted by the common measure, so that page breaks agree in Word and in the pdf.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from forms.blocks import Block, Cell, Grid, PageBreak, Row, Run, Text
from forms.fill import Filler
from forms.heights import height_of, row_heights
from forms.measures import LEAST_FILL, WHOLE_ROW, Page

Data = Mapping[str, Any]
STEP = 7.0  # mm of a row
TOTAL_MORE = 1.0  # mm by which the row of the total is higher
CELL_STYLES = {"left": "list_cell", "center": "list_mid", "right": "list_sum"}
BLANK = "以下空白"
RESERVE = 6.0  # mm left free: elsewhere one row may need a line more, the signatures must not leave for it


def table_of(block: Data, filler: Filler) -> Grid:
    """The list as a grid; a list without items gets rows for the pen and nothing is struck."""
    columns, step = block["columns"], block.get("height", STEP)
    widths = tuple(float(column["width"]) for column in columns)
    rows = [Row(tuple(_head(column) for column in columns), step, keep_next=True, header=True)]
    items = list(_items(block, filler, step))
    rows += [*items[:-1], *(replace(item, keep_next=_is_low(item, widths)) for item in items[-1:])]
    rows += _end(block, filler, step) if items else [Row((Cell(),) * len(columns), step, keep_next=True, fill=True)]
    if "total" in block:
        total = Cell((Text(filler.runs(block["total"]), "list_cell"),), span=len(columns))
        rows.append(Row((total,), step + TOTAL_MORE))
    rows[-1] = replace(rows[-1], keep_next=True)  # the signatures stand on the page of the last item
    return Grid(widths, tuple(rows))


def fitted(blocks: Sequence[Block], page: Page) -> tuple[Block, ...]:
    """Gives every row that fills the room that is left on its page, once all that follows stands there too."""
    done: list[Block] = []
    for index, block in enumerate(blocks):
        if isinstance(block, Grid) and any(row.fill for row in block.rows):
            above = sum(height_of(one, page.width) for one in _same_page(reversed(blocks[:index])))
            below = sum(height_of(one, page.width) for one in _same_page(blocks[index + 1 :]))
            block = _filled(block, _room(block, page.height, above % page.height, below))
        done.append(block)
    return tuple(done)


def _same_page(blocks: Sequence[Block] | Iterator[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, PageBreak):
            return
        yield block


def _head(column: Data) -> Cell:
    return Cell(tuple(Text((Run(line),), "list_head") for line in column["label"].split("\n")))


def _items(block: Data, filler: Filler, step: float) -> Iterator[Row]:
    field = filler.fields[block["each"]]
    formats = {column["key"]: column["format"] for column in block["columns"] if "format" in column}
    for number, item in enumerate(filler.values.get(field.key) or (), 1):
        inner = filler.within(field.columns, item, number, formats)
        yield Row(tuple(_cell(column, inner) for column in block["columns"]), step)


def _cell(column: Data, item: Filler) -> Cell:
    style = CELL_STYLES[column.get("align", "left")]
    return Cell(tuple(Text(runs, style) for runs in item.lines(f"{{{column['key']}}}") if runs))


def _is_low(row: Row, widths: tuple[float, ...]) -> bool:
    """Whether a row is never split over pages; only such a one can be tied to what follows."""
    return row_heights(Grid(widths, (row,)))[0] < WHOLE_ROW


def _end(block: Data, filler: Filler, step: float) -> list[Row]:
    """以下空白 across all columns, and under it without a rule the block that is struck as one."""
    words, span = filler.runs(block.get("end", BLANK)), len(block["columns"])
    if not words:
        return []
    told = Cell((Text(words, "list_mid"),), span=span, edges="tlr")
    struck = Cell(span=span, stroke=True, edges="lbr")
    return [Row((told,), step, keep_next=True), Row((struck,), 0.0, keep_next=True, fill=True)]


def _room(grid: Grid, page: float, above: float, below: float) -> float:
    """What the last page of the list leaves free, in mm.

    The last item, the end, the total and what follows stand on one page; items before them break as they come.
    """
    heights = row_heights(grid)
    head = sum(height for row, height in zip(grid.rows, heights, strict=True) if row.header)
    body = [(row, height) for row, height in zip(grid.rows, heights, strict=True) if not row.header and not row.fill]
    used, at = above + head, 0
    while at < len(body) and not body[at][0].keep_next:
        used = (used if used + body[at][1] <= page else head) + body[at][1]
        at += 1
    tail = sum(height for _, height in body[at:]) + below
    return page - (used if used + tail <= page else head) - tail - RESERVE


def _filled(grid: Grid, room: float) -> Grid:
    """The struck block in its height, or so many empty rows for the pen."""
    rows: list[Row] = []
    for row in grid.rows:
        if not row.fill:
            rows.append(row)
        elif any(cell.stroke for cell in row.cells):
            rows.append(replace(row, height=room if room >= LEAST_FILL else 0.0))
        else:
            rows += [replace(row, fill=False)] * max(1, int(room // row.height))
    return replace(grid, rows=tuple(rows))
