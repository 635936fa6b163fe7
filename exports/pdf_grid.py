"""Tables in the pdf: fixed columns, spans both ways, open edges, strokes, rows that split between lines."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO

from reportlab.lib.utils import ImageReader

from exports.pdf_pages import Slab
from exports.pdf_text import Canvas, Para
from exports.pictures import UNSHOWN, Picture, ReadPicture, for_paper, no_pictures
from forms.blocks import Cell, Grid, Row, Run, Text
from forms.measures import CELL_PAD, CELL_PAD_V, LEAST_FILL, MM, THICK, THIN, WHOLE_ROW

PAD, PAD_V = CELL_PAD * MM, CELL_PAD_V * MM
LEAST_PART = 30 * MM  # less of a split row is not begun on a page


@dataclass(frozen=True, slots=True)
class CellBox:
    """A cell at its place; `lines` are those of its paragraphs that stand here. Lengths in points."""

    cell: Cell
    left: float
    width: float
    side: float
    lines: tuple[tuple[Para, int], ...]
    picture: Picture | None = None

    @property
    def content(self) -> float:
        """Height of the lines and the padding."""
        return sum(para.look.pitch for para, _ in self.lines) + 2 * PAD_V if self.lines else 0.0


@dataclass(slots=True)
class RowBox:
    """A row of boxes with its final height in points."""

    row: Row
    cells: list[CellBox]
    height: float


def grid_slabs(grid: Grid, pictures: ReadPicture = no_pictures) -> list[Slab]:
    """One slab a row; rows under a common cell stay together, header rows come again on every page."""
    boxes = place(grid, pictures)
    group = object()
    slabs: list[Slab] = []
    heads: list[Slab] = []
    covered = 0
    for index, box in enumerate(boxes):
        covered = max(covered, index + max((cell.cell.down for cell in box.cells), default=1))
        within = (grid.keep or covered > index + 1) and index < len(boxes) - 1
        heights = [member.height for member in boxes[index:]]
        slab = _slab(grid, box, heights, group, () if box.row.header else heads)
        slab.keep = box.row.keep_next or within
        slabs.append(slab)
        if box.row.header:
            heads.append(slab)
    return slabs


def place(grid: Grid, pictures: ReadPicture = no_pictures) -> list[RowBox]:
    """Finds each cell's column, breaks its text, and settles the row heights."""
    edges = [0.0]
    for width in grid.columns:
        edges.append(edges[-1] + width * MM)
    covered = [0] * len(grid.columns)
    boxes: list[RowBox] = []
    for row in grid.rows:
        cells: list[CellBox] = []
        column = 0
        for cell in row.cells:
            while covered[column]:
                column += 1
            cells.append(_box(cell, edges[column], edges[column + cell.span] - edges[column], pictures))
            covered[column : column + cell.span] = [cell.down] * cell.span
            column += cell.span
        covered = [max(left - 1, 0) for left in covered]
        least = max((box.content for box in cells if box.cell.down == 1), default=0.0)
        boxes.append(RowBox(row, cells, 0.0 if row.fill else max(row.height * MM, least)))
    _stretch(boxes)
    return boxes


def _box(cell: Cell, left: float, width: float, pictures: ReadPicture) -> CellBox:
    side = PAD if set(cell.edges) & set("lr") else 0.0
    picture = for_paper(cell.picture, pictures) if cell.picture else None
    texts = (Text((Run(UNSHOWN),), "label"),) if cell.picture and picture is None else cell.texts
    paras = [Para(text, width - 2 * side) for text in texts]
    lines = tuple((para, number) for para in paras for number in range(len(para.lines)))
    return CellBox(cell, left, width, side, lines, picture)


def _stretch(boxes: Sequence[RowBox]) -> None:
    """Rows under a cell that is taller than they are grow at the last of them."""
    for index, box in enumerate(boxes):
        for cell in box.cells:
            under = boxes[index : index + cell.cell.down]
            lacking = cell.content - sum(member.height for member in under)
            if cell.cell.down > 1 and lacking > 0:
                under[-1].height += lacking


def _slab(grid: Grid, box: RowBox, heights: list[float], group: object, heads: Sequence[Slab]) -> Slab:
    """The drawing of one row; `heights` are its own and those of the rows below it."""

    def draw(canvas: Canvas, x: float, top: float, first: bool, last: bool) -> None:
        for cell in box.cells:
            _draw_cell(canvas, cell, x, top, sum(heights[: cell.cell.down]))
        if grid.framed:
            _draw_frame(canvas, grid, x, top, box.height, first, last)

    def split(room: float) -> tuple[Slab, Slab] | None:
        parts = _cut(box, room)
        return parts and (
            _slab(grid, parts[0], [parts[0].height], group, heads),
            _slab(grid, parts[1], [parts[1].height], group, heads),
        )

    def grow(free: float) -> float:
        box.height = heights[0] = free if free >= LEAST_FILL * MM else 0.0
        return box.height

    single = all(cell.cell.down == 1 for cell in box.cells)
    can_split = single and box.height > WHOLE_ROW * MM and not grid.keep
    return Slab(
        box.height,
        draw,
        group=group,
        heads=heads,
        split=split if can_split else None,
        grow=grow if box.row.fill else None,
        name=_name(box),
    )


def _name(box: RowBox) -> str:
    """The row's label, its letters together."""
    texts = box.cells[0].cell.texts if box.cells else ()
    return "".join(text.plain for text in texts).replace("　", "")


def _draw_cell(canvas: Canvas, box: CellBox, x: float, top: float, height: float) -> None:
    left, right, bottom = x + box.left, x + box.left + box.width, top - height
    canvas.setLineWidth(THIN)
    corners = {
        "t": (left, top, right, top),
        "b": (left, bottom, right, bottom),
        "l": (left, bottom, left, top),
        "r": (right, bottom, right, top),
    }
    for edge in box.cell.edges:
        canvas.line(*corners[edge])
    if box.cell.stroke:
        canvas.line(right, top, left, bottom)
    if box.picture is not None:
        _draw_picture(canvas, box, box.picture, left, bottom, height)
    slack = height - box.content
    at = top - PAD_V - {"top": 0.0, "center": slack / 2, "bottom": slack}[box.cell.valign]
    for para, number in box.lines:
        para.draw(canvas, number, left + box.side, at)
        at -= para.look.pitch


def _draw_picture(canvas: Canvas, box: CellBox, picture: Picture, left: float, bottom: float, height: float) -> None:
    """In the middle of its cell, as large as the padding leaves it."""
    wide, high = picture.fitted(box.width - 2 * PAD, height - 2 * PAD_V)
    at = (left + (box.width - wide) / 2, bottom + (height - high) / 2)
    reader = ImageReader(BytesIO(picture.jpeg))
    reader._data, reader._dataA = picture.jpeg, None  # told apart by these bytes, reportlab would decode it for that
    canvas.drawImage(reader, *at, wide, high)


def _draw_frame(canvas: Canvas, grid: Grid, x: float, top: float, height: float, first: bool, last: bool) -> None:
    """The thicker frame: both sides of the row, and above the first and below the last row of a page."""
    right, bottom = x + sum(grid.columns) * MM, top - height
    half = THICK / 2
    canvas.setLineWidth(THICK)
    canvas.line(x, top + (half if first else 0), x, bottom - (half if last else 0))
    canvas.line(right, top + (half if first else 0), right, bottom - (half if last else 0))
    if first:
        canvas.line(x, top, right, top)
    if last:
        canvas.line(x, bottom, right, bottom)


def _cut(box: RowBox, room: float) -> tuple[RowBox, RowBox] | None:
    """A tall row in two: labels stay above, long texts are cut between lines."""
    if room < LEAST_PART:
        return None
    upper: list[CellBox] = []
    lower: list[CellBox] = []
    for cell in box.cells:
        count = _fitting(cell, room)
        upper.append(replace(cell, lines=cell.lines[:count]))
        lower.append(replace(cell, lines=cell.lines[count:], cell=replace(cell.cell, stroke=False)))
    if not any(cell.lines for cell in lower):
        return None
    rest = max(cell.content for cell in lower)
    return RowBox(box.row, upper, room), RowBox(box.row, lower, rest)


def _fitting(cell: CellBox, room: float) -> int:
    used = 2 * PAD_V
    for count, (para, _) in enumerate(cell.lines):
        used += para.look.pitch
        if used > room:
            return count
    return len(cell.lines)
