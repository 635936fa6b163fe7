"""How high blocks stand, in mm, by the character widths of 仿宋_GB2312: the measure that both renderers share."""

from collections.abc import Iterator, Sequence

from forms.blocks import BlankTail, Block, Cell, CutLine, Grid, Row, Seal, Space, Text
from forms.lines import break_lines
from forms.measures import CELL_PAD, CELL_PAD_V, CUT_HEIGHT, MM, PITCH, ROW_RULE, STYLES, Page, half_width

SEAL_LINES = 5


def height_of(block: Block, width: float) -> float:
    """The height of a block in a type area `width` mm wide."""
    match block:
        case Text():
            look = STYLES[block.style]
            return (look.before + look.after + _lines(block, width) * look.pitch) / MM
        case Grid():
            return sum(row_heights(block))
        case Seal():
            return SEAL_LINES * PITCH / MM
        case Space():
            return block.height
        case CutLine():
            return CUT_HEIGHT
        case BlankTail():
            return height_of(block.text, width)
        case _:
            return 0.0


def used_on_last_page(blocks: Sequence[Block], page: Page) -> float:
    """How far down the last page the blocks reach, in mm; what holds together moves to a new page as one."""
    used, held = 0.0, 0.0
    for height, holds in (piece for block in blocks for piece in _pieces(block, page.width)):
        held += height
        if not holds:
            used = (used if used + held <= page.height else 0.0) + held
            held = 0.0
    return used + held


def _pieces(block: Block, width: float) -> Iterator[tuple[float, bool]]:
    """The lines of a text, the rows of a table, any other block whole: its height, and whether it holds to the next."""
    match block:
        case Text():
            look, count = STYLES[block.style], _lines(block, width)
            last = look.pitch + look.before + look.after
            yield from [(look.pitch / MM, block.whole)] * (count - 1)
            yield last / MM, block.keep_next or look.keep_next
        case Grid():
            yield from zip(row_heights(block), (row.keep_next for row in block.rows), strict=True)
        case _:
            yield height_of(block, width), isinstance(block, Space)


def row_heights(grid: Grid) -> list[float]:
    """The height of every row with the line under it; a cell over several rows is taken to fit into them."""
    covered = [0] * len(grid.columns)
    heights: list[float] = []
    for row in grid.rows:
        heights.append(max(row.height, _content(row, grid.columns, covered)) + ROW_RULE)
        covered = [max(left - 1, 0) for left in covered]
    return heights


def _content(row: Row, columns: Sequence[float], covered: list[int]) -> float:
    """What the row's own cells need; marks the columns that they cover."""
    highest, column = 0.0, 0
    for cell in row.cells:
        while covered[column]:
            column += 1
        if cell.down == 1 and cell.texts:
            highest = max(highest, _cell(cell, sum(columns[column : column + cell.span])))
        covered[column : column + cell.span] = [cell.down] * cell.span
        column += cell.span
    return highest


def _cell(cell: Cell, width: float) -> float:
    side = CELL_PAD if set(cell.edges) & set("lr") else 0.0
    lines = sum(_lines(text, width - 2 * side) * STYLES[text.style].pitch for text in cell.texts)
    return lines / MM + 2 * CELL_PAD_V


def _lines(text: Text, width: float) -> int:
    """In how many lines a text is set."""
    look = STYLES[text.style]
    room = width * MM / look.size - look.left
    widths = [half_width(char) + look.tracking / look.size for char in text.plain]
    return len(break_lines(text.plain, widths, room, room - look.indent))
