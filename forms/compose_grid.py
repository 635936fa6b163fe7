"""Tables of a form: grids with labels and values, ruled lines, rows for signatures. All become `Grid`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from forms.blocks import Cell, Grid, Row, Run, Text
from forms.fill import Filler
from forms.predicates import holds

Data = Mapping[str, Any]
Runs = tuple[Run, ...]
ROW, LINE, SIGNATURE = 8.5, 9.5, 10.0  # least heights in mm
PAIR_GAP = 4.0  # mm between two pairs of label and blank
LABEL_WIDTH = 30.0
OPINION, SIGN_LINE = 30.0, 9.0  # mm of an opinion cell, and of the line for the signature at its foot


def grid_of(block: Data, filler: Filler) -> Grid:
    """A framed table; a row with `each` comes once an item, at least `at_least` times."""
    rows = [row for data in block["rows"] for row in _rows(data, filler, len(block["columns"]))]
    return Grid(tuple(float(width) for width in block["columns"]), tuple(rows), keep=block.get("keep", False))


def lines_of(block: Data, filler: Filler, style: str) -> Grid:
    """Labels with a ruled blank behind: one borderless grid, every row spans its own share of common columns."""
    laid: list[list[tuple[float, Cell]]] = []  # right edge of each cell
    for data in block["rows"]:
        for inner in _fillers(data, filler):
            laid.append(list(_slots(data["slots"], inner, style)))
    marks = sorted({0.0, *(edge for row in laid for edge, _ in row)})
    height = block.get("height", LINE)
    rows = tuple(Row(tuple(_spanned(row, marks)), height) for row in laid)
    return Grid(tuple(right - left for left, right in pairwise(marks)), rows, framed=False)


def signatures_of(block: Data, filler: Filler, width: float) -> Grid:
    """Labels with ruled blanks for the pen, two or three pairs a row of `width` mm."""
    laid = [pair for row in block["rows"] for pair in _signature_rows(row, filler)]
    pairs = max(len(labels) for labels, _ in laid)
    share = (width + PAIR_GAP) / pairs
    lead = block.get("label_width", LABEL_WIDTH)
    columns = [lead, share - lead - PAIR_GAP, PAIR_GAP] * pairs
    height = block.get("height", SIGNATURE)
    rows = [Row(tuple(_signature_cells(labels, texts, pairs)), height, keep_next=True) for labels, texts in laid]
    return Grid(tuple(columns[:-1]), tuple(rows), framed=False, keep=True)


def _signature_rows(row: Any, filler: Filler) -> Iterator[tuple[list[Runs], list[Runs]]]:
    """Labels of a row and what is already known for their blanks; a row with `each` comes once an item."""
    data: Data = row if isinstance(row, Mapping) else {"labels": row}
    for inner in _fillers(data, filler):
        texts = data.get("texts") or [""] * len(data["labels"])
        yield [inner.runs(label) for label in data["labels"]], [inner.runs(text) for text in texts]


def _signature_cells(labels: Sequence[Runs], texts: Sequence[Runs], pairs: int) -> list[Cell]:
    cells: list[Cell] = []
    for label, text in zip(labels, texts, strict=True):
        said = (Text(label, "foot"),) if label else ()
        known = (Text(text, "foot"),) if text else ()
        cells += [Cell(said, edges="", valign="bottom"), Cell(known, edges="b" if label else "", valign="bottom")]
        cells.append(Cell(edges=""))
    cells += [Cell(edges="")] * (3 * (pairs - len(labels)))
    return cells[:-1]


def _rows(data: Data, filler: Filler, columns: int) -> Iterator[Row]:
    if not holds(data.get("when", ""), filler.values):
        return
    for inner in _fillers(data, filler):
        if "opinion" in data:
            yield from _opinion(data, inner, columns)
            continue
        cells = tuple(_cell(cell, inner) for cell in data["cells"])
        yield Row(cells, data.get("height", ROW), data.get("keep_next", False))


def _opinion(data: Data, filler: Filler, columns: int) -> Iterator[Row]:
    """The opinion above, the signature line under it without a rule: so the line stays at the foot of the cell."""
    lead, height = data.get("label_span", 1), data.get("height", OPINION)
    label = _cell({"label": data["opinion"], "span": lead, "down": 2}, filler)
    said = _cell({"long": data["text"], "span": columns - lead}, filler)
    sign = Text(filler.runs(data["sign"]), "sign_line", "right")
    yield Row((label, replace(said, edges="tlr")), height - SIGN_LINE, keep_next=True)
    yield Row((Cell((sign,), columns - lead, valign="bottom", edges="lbr"),), SIGN_LINE, data.get("keep_next", False))


def _fillers(data: Data, filler: Filler) -> Iterator[Filler]:
    """The filler itself, or one an item; items that `at_least` asks for beyond the list are empty."""
    if "each" not in data:
        yield filler
        return
    field = filler.fields[data["each"]]
    items = list(filler.values.get(field.key) or ())
    items += [{}] * (data.get("at_least", 0) - len(items))
    for number, item in enumerate(items, 1):
        yield filler.within(field.columns, item, number)


def _cell(cell: Data, filler: Filler) -> Cell:
    if "picture" in cell:
        return Cell(span=cell.get("span", 1), picture="" if filler.blank else filler.plain(cell["picture"]))
    kind = next(kind for kind in ("label", "long", "text") if kind in cell)
    style = cell.get("style", "value" if kind == "text" else kind)
    needed = holds(cell.get("when", ""), filler.values) and (kind == "label" or not filler.blank)
    lines = list(_lines(cell[kind], filler)) if needed else []
    texts = tuple(Text(line, style, cell.get("align", "")) for line in lines) if any(lines) else ()
    return Cell(
        texts,
        cell.get("span", 1),
        cell.get("down", 1),
        cell.get("valign", "top" if kind == "long" else "center"),
        stroke=not texts and _is_struck(cell.get("stroke", False), filler),
    )


def _is_struck(stroke: bool | str, filler: Filler) -> bool:
    """Whether an empty cell is struck: always, or when the predicate says that it is not needed."""
    return holds(stroke, filler.values) if isinstance(stroke, str) else stroke


def _lines(parts: str | Sequence[Data], filler: Filler) -> Iterator[tuple[Any, ...]]:
    """Paragraphs of a cell: one template, or several each with its own condition or repeated for a list's items."""
    for part in [{"text": parts}] if isinstance(parts, str) else parts:
        if holds(part.get("when", ""), filler.values):
            for inner in _fillers(part, filler):
                yield from inner.lines(part["text"])


def _slots(slots: Sequence[Data], filler: Filler, style: str) -> Iterator[tuple[float, Cell]]:
    at = 0.0
    for slot in slots:
        lead = at + slot["label_width"]
        at += slot["width"]
        yield lead, Cell((Text(filler.runs(slot["label"]), style),), edges="", valign="bottom")
        runs = filler.runs(slot.get("text", ""))
        yield at, Cell((Text(runs, style),) if runs else (), edges="b", valign="bottom")


def _spanned(row: Sequence[tuple[float, Cell]], marks: Sequence[float]) -> Iterator[Cell]:
    """Gives each cell the span that reaches its right edge; a short row ends in an open cell."""
    at = 0
    for edge, cell in row:
        span = marks.index(edge) - at
        if span:
            yield replace(cell, span=span)
        at += span
    if at < len(marks) - 1:
        yield Cell(span=len(marks) - 1 - at, edges="")
