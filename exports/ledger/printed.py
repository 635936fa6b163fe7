"""A ledger as it is printed: landscape A4, the head of the columns on every page, page x of y."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from exports.pdf import render_pdf
from forms.blocks import Block, Cell, Grid, PageBreak, Paper, Row, Run, Space, Text
from forms.ledger.columns import Column
from forms.measures import CELL_PAD, MM, PAGES, STYLES, half_width
from procedures.view import grouped

PAGE, TITLE, HEAD, LEFT, MIDDLE, RIGHT = (
    "ledger",
    "list_title",
    "ledger_head",
    "ledger_cell",
    "ledger_mid",
    "ledger_sum",
)
LEAST_HEIGHT = 6.0  # mm
WHOLE_HEAD = 6.5  # characters (em): a longer head of a column goes on in a second line
LEAST = {"day": 5.2, "money": 6.2, "integer": 3.0, "choice": 4.0, "id": 7.0, "text": 5.0}  # characters (em)
TOTAL = "合计"


@dataclass(frozen=True, slots=True)
class PrintedHead:
    """What stands above the rows: title, conditions with the count, when and by whom it was made."""

    title: str
    conditions: str
    made: str


def print_ledger(
    columns: Sequence[Column],
    widths: Sequence[int],
    rows: Sequence[Sequence[Any]],
    sums: Sequence[int | None],
    head: PrintedHead,
) -> bytes:
    """The rows as pdf bytes; `sums` are by column, None where it is not added up.

    Raises RuleError for a character that is in no font.
    """
    return render_pdf(ledger_paper(columns, widths, rows, sums, head))


def ledger_paper(
    columns: Sequence[Column],
    widths: Sequence[int],
    rows: Sequence[Sequence[Any]],
    sums: Sequence[int | None],
    head: PrintedHead,
) -> Paper:
    """The rows as a block tree; columns that don't fit beside each other follow in further parts, behind the first."""
    parts = parts_of(columns)
    blocks: list[Block] = []
    for number, places in enumerate(parts, 1):
        told = f"{head.title}（第 {number} 部分，共 {len(parts)} 部分）" if len(parts) > 1 else head.title
        blocks += [PageBreak()] if number > 1 else []
        blocks += [Text((Run(told),), TITLE), Text((Run(head.conditions),), LEFT, keep_next=True)]
        blocks += [Text((Run(head.made),), LEFT, keep_next=True), Space(2.0)]
        shown = [columns[place] for place in places]
        wide = column_widths(shown, [widths[place] for place in places])
        lines = ([row[place] for place in places] for row in rows)
        blocks.append(Grid(wide, tuple(_rows(shown, lines, [sums[place] for place in places]))))
    return Paper("", head.title, PAGE, tuple(blocks), (Text((Run(f"{head.title}（续页）"),), "continued"),))


def parts_of(columns: Sequence[Column]) -> tuple[tuple[int, ...], ...]:
    """The columns, by place, that go beside each other on a page; the first one leads each part."""
    room = PAGES[PAGE].width
    parts: list[list[int]] = [[0]]
    for place in range(1, len(columns)):
        taken = sum(least_width(columns[each]) for each in parts[-1])
        if taken + least_width(columns[place]) > room:
            parts.append([0])
        parts[-1].append(place)
    return tuple(tuple(part) for part in parts)


def column_widths(columns: Sequence[Column], widths: Sequence[int]) -> tuple[float, ...]:
    """How wide columns of one part are printed (mm): none narrower than its values can bear, the rest as on screen."""
    least = [least_width(column) for column in columns]
    spare = PAGES[PAGE].width - sum(least)
    wanted = [max(0.0, _millimetres(width / 2) - narrow) for width, narrow in zip(widths, least, strict=True)]
    whole = sum(wanted)
    shares = [want / whole if whole else 1 / len(wanted) for want in wanted]
    return tuple(narrow + spare * share for narrow, share in zip(least, shares, strict=True))


def least_width(column: Column) -> float:
    """The narrowest that a column is printed (mm)."""
    head = min(half_width(column.label), WHOLE_HEAD) / 2
    return _millimetres(max(LEAST[column.kind], head))


def _millimetres(characters: float) -> float:
    return characters * STYLES[LEFT].size / MM + 2 * CELL_PAD


def _rows(columns: Sequence[Column], rows: Iterable[Sequence[Any]], sums: Sequence[int | None]) -> Iterator[Row]:
    yield Row(tuple(_cell(HEAD, column.label) for column in columns), LEAST_HEIGHT, keep_next=True, header=True)
    for values in rows:
        cells = (_cell(_style(column), _told(column, value)) for column, value in zip(columns, values, strict=True))
        yield Row(tuple(cells), LEAST_HEIGHT)
    if any(each is not None for each in sums):
        told = ["" if each is None else _told(column, each) for column, each in zip(columns, sums, strict=True)]
        first = told[0] or TOTAL
        cells = (_cell(_style(column), words) for column, words in zip(columns, (first, *told[1:]), strict=True))
        yield Row(tuple(cells), LEAST_HEIGHT)


def _style(column: Column) -> str:
    if column.kind in ("money", "integer"):
        return RIGHT
    return MIDDLE if column.kind in ("day", "choice") else LEFT


def _told(column: Column, value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if column.kind == "money":
        return grouped(value).replace(",", "")  # a sum on paper has no thousands separator
    return str(value)


def _cell(style: str, words: str) -> Cell:
    return Cell((Text((Run(words),), style),) if words else ())
