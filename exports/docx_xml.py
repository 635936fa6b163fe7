"""WordprocessingML as text: paragraphs, runs, fields, tables. Children stand in schema order, Word insists on it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol
from xml.sax.saxutils import escape

from forms.blocks import Cell, Grid, Row, Run, Text
from forms.measures import CELL_PAD, CELL_PAD_V, MM, THICK, THIN, WHOLE_ROW
from procedures.problems import Problem, RuleError


class PlacePicture(Protocol):
    """Makes the paragraph that shows a picture in a box of so many mm."""

    def __call__(self, digest: str, width: float, height: float, *, keep_next: bool) -> str:
        """The paragraph."""


JC = {"justify": "both", "left": "left", "center": "center", "right": "right"}
SIDES = (("t", "top"), ("l", "left"), ("b", "bottom"), ("r", "right"))
QUOTES = {'"': "&quot;"}
# XML 1.0 has no place for these, escaped or not
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
RUN_LOOK = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'  # without the hint Word sets “ ” … — half width
STRUCK_LOOK = '<w:rPr><w:rFonts w:hint="eastAsia"/><w:strike/></w:rPr>'


def twips(points: float) -> int:
    """Points to twentieths of a point."""
    return round(points * 20)


def el(tag: str, *children: str, **attributes: object) -> str:
    """One w: element; attribute names get the w: prefix."""
    given = "".join(f' w:{name}="{escape(str(value), QUOTES)}"' for name, value in attributes.items())
    inner = "".join(children)
    return f"<w:{tag}{given}>{inner}</w:{tag}>" if inner else f"<w:{tag}{given}/>"


def run(piece: Run) -> str:
    """A run; RuleError for text that XML cannot hold."""
    bad = FORBIDDEN.search(piece.text)
    if bad:
        raise RuleError(
            [Problem(f"文字里有写不进文档的字符（U+{ord(bad[0]):04X}）", remedy="删去这个字符", where=piece.text[:20])]
        )
    look = STRUCK_LOOK if piece.strike else RUN_LOOK
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(piece.text)}</w:t></w:r>'


def field(instruction: str) -> str:
    """PAGE or NUMPAGES; Word counts again on opening, no update prompt."""
    return el("fldSimple", run(Run("1")), instr=f" {instruction} ")


def paragraph(text: Text, *, keep_next: bool = False, widows: bool = False) -> str:
    """A paragraph in the text's style; only what differs from the style is written."""
    look = (
        f'<w:pStyle w:val="{text.style}"/>'
        + ("<w:keepNext/>" if text.keep_next or keep_next else "")
        + ("<w:keepLines/>" if text.whole else "")
        + ("<w:widowControl/>" if widows else "")
        + (f'<w:jc w:val="{JC[text.align]}"/>' if text.align else "")
    )
    return f"<w:p><w:pPr>{look}</w:pPr>{''.join(run(piece) for piece in text.runs)}</w:p>"


def styled(style: str, *content: str, look: str = "") -> str:
    """A paragraph from ready elements; `look` stands after the style."""
    return el("p", el("pPr", el("pStyle", val=style), look), *content)


def hair(look: str = "") -> str:
    """A paragraph one point high: keeps two tables apart, ends a page, closes a cell or the body."""
    return styled("hair", look=look)


def table(grid: Grid, picture: PlacePicture) -> str:
    """A fixed table; every row names every cell, cells from above as continuing vMerge."""
    edges = _edges(grid.columns)
    properties = el(
        "tblPr",
        el("tblW", w=edges[-1], type="dxa"),
        el("jc", val="center"),
        _table_borders() if grid.framed else "",
        el("tblLayout", type="fixed"),
        el("tblCellMar", *(_margin(side, size) for side, size in _MARGINS)),
    )
    columns = el("tblGrid", *(el("gridCol", w=edges[n + 1] - edges[n]) for n in range(len(grid.columns))))
    pending: dict[int, tuple[Cell, int]] = {}
    rows = [_row(grid, row, edges, pending, picture) for row in _settled(grid.rows)]
    return el("tbl", properties, columns, *rows)


_MARGINS = (("top", CELL_PAD_V), ("left", CELL_PAD), ("bottom", CELL_PAD_V), ("right", CELL_PAD))


def _margin(side: str, size: float) -> str:
    return el(side, w=twips(size * MM), type="dxa")


def _line(side: str, width: float) -> str:
    return el(side, val="single", sz=round(width * 8), space=0, color="000000")


def _table_borders() -> str:
    outer = [_line(side, THICK) for _, side in SIDES]
    return el("tblBorders", *outer, _line("insideH", THIN), _line("insideV", THIN))


def _edges(columns: Sequence[float]) -> list[int]:
    """Column edges in twips, rounded as sums so that every row has the same total."""
    edges, at = [0], 0.0
    for width in columns:
        at += width
        edges.append(twips(at * MM))
    return edges


def _settled(rows: Sequence[Row]) -> list[Row]:
    """Without rows for which nothing is left; the row above such a one is closed."""
    kept: list[Row] = []
    for row in rows:
        if row.fill and not row.height:
            kept[-1] = replace(kept[-1], cells=tuple(replace(cell, edges="tlbr") for cell in kept[-1].cells))
        else:
            kept.append(row)
    return kept


def _row(
    grid: Grid, row: Row, edges: Sequence[int], pending: dict[int, tuple[Cell, int]], picture: PlacePicture
) -> str:
    last = row is grid.rows[-1]
    keep = (row.keep_next or grid.keep) and not (last and grid.keep)
    properties = el(
        "trPr",
        el("cantSplit") if _stays_whole(row) else "",
        el("trHeight", val=twips(row.height * MM), hRule="exact" if row.fill else "atLeast"),
        el("tblHeader") if row.header else "",
    )
    cells: list[str] = []
    column, fresh = 0, iter(row.cells)
    while column < len(grid.columns):
        if column in pending:
            cell, left = pending.pop(column)
            if left > 1:
                pending[column] = (cell, left - 1)
            cells.append(_cell(grid, cell, edges, column, "continue", keep))
        else:
            cell = next(fresh)
            if cell.down > 1:
                pending[column] = (cell, cell.down - 1)
            shown = _pictured(row, cell, edges[column + cell.span] - edges[column], keep, picture)
            cells.append(_cell(grid, cell, edges, column, "restart" if cell.down > 1 else "", keep, shown))
        column += cell.span
    return el("tr", properties, *cells)


TALL = 300  # characters in one cell of which more than 40 mm of text come: such a row may split


def _stays_whole(row: Row) -> bool:
    is_tall = any(sum(len(text.plain) for text in cell.texts) > TALL for cell in row.cells)
    return any(cell.picture for cell in row.cells) or (row.height < WHOLE_ROW and not is_tall)


def _pictured(row: Row, cell: Cell, width: int, keep: bool, picture: PlacePicture) -> str:
    """The picture of a cell `width` twips wide; nothing for one without."""
    if not cell.picture:
        return ""
    box = (width / 20 / MM - 2 * CELL_PAD, row.height - 2 * CELL_PAD_V)
    return picture(cell.picture, *box, keep_next=keep)


def _cell(grid: Grid, cell: Cell, edges: Sequence[int], column: int, merge: str, keep: bool, shown: str = "") -> str:
    bare = not set(cell.edges) & set("lr")
    properties = el(
        "tcPr",
        el("tcW", w=edges[column + cell.span] - edges[column], type="dxa"),
        el("gridSpan", val=cell.span) if cell.span > 1 else "",
        el("vMerge", val=merge) if merge else "",
        _borders(grid, cell),
        el("tcMar", _margin("left", 0), _margin("right", 0)) if bare else "",
        el("vAlign", val=cell.valign),
    )
    if shown:
        return el("tc", properties, shown)
    if merge == "continue" or not cell.texts:
        style = "hair" if merge == "continue" or cell.stroke else "list_cell"  # an officer may type into an empty cell
        return el("tc", properties, styled(style, look="<w:keepNext/>" if keep else ""))
    return el("tc", properties, *(paragraph(text, keep_next=keep) for text in cell.texts))


def _borders(grid: Grid, cell: Cell) -> str:
    """Only what differs from the table's own borders; the stroke runs from upper right to lower left (tr2bl)."""
    sides: list[str] = []
    for letter, side in SIDES:
        if grid.framed and letter not in cell.edges:
            sides.append(el(side, val="nil"))
        if not grid.framed and letter in cell.edges:
            sides.append(_line(side, THIN))
    if cell.stroke:
        sides.append(_line("tr2bl", THIN))
    return el("tcBorders", *sides) if sides else ""
