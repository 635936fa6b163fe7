"""How high blocks stand, in mm, by the character widths of 仿宋_GB2312: the measure that both renderers share."""

from collections.abc import Sequence

from forms.blocks import BlankTail, Block, Cell, CutLine, Grid, Row, Seal, Space, Text
from forms.lines import break_lines
from forms.measures import CELL_PAD, CELL_PAD_V, CUT_HEIGHT, MM, PITCH, ROW_RULE, STYLES, half_width

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
