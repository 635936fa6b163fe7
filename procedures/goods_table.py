"""A table of goods pasted from a spreadsheet: cells, headings, rows, sums; nothing is dropped in silence."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from procedures.case import Goods
from procedures.goods_cells import LABELS, MONEY, QUANTITIES, GoodsRow, number_in, read_cells
from procedures.goods_headings import (
    LEFT_OUT,
    NOTED,
    NUMBERING,
    Heading,
    headings_by_choice,
    headings_by_content,
    headings_in,
)
from procedures.goods_lines import FEN_IN_YUAN, ZERO, figure
from procedures.goods_value import total_quantity, yuan
from procedures.problems import Problem
from procedures.text import clean_text

CELL = re.compile(r'"((?:[^"]|"")*)"(?=\t|\n|\Z)|([^\t\n]*)')
SUM_WORD = re.compile(r"\*?(?:本页|本表)?(总?合计|总计|共计|小计|累计|总和).{0,12}")
PART_SUM = "小计"
HEADING_WITHIN = 4  # a title and a line about the case may stand above the headings
CARRIED_DOWN = ("name", "maker", "unit")


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of what was read: rows, kinds among them that can be read, quantities in words, amount in fen.

    `stated_…` is what the table's own sum row says, None where it says nothing.
    """

    rows: int
    kinds: int
    quantity: str
    amount: int
    stated_quantity: Decimal | None = None
    stated_amount: int | None = None

    def __str__(self) -> str:
        read = f"共{self.rows}行，读出{self.kinds}行：" if self.kinds < self.rows else ""
        return f"{read}{self.quantity or '没有物品'}，合计{yuan(self.amount)}元"


@dataclass(frozen=True, slots=True)
class PastedGoods:
    """What was understood of a pasted table.

    `columns` tell what each column was taken for, `guessed` that this comes from the content alone. `problems` name
    the row (counted from 1 among `rows`) and the field in `where`, as `12.quantity`; one of the whole table has none.
    `left_out` tells every line that is no goods.
    """

    columns: tuple[Heading, ...]
    rows: tuple[GoodsRow, ...]
    problems: tuple[Problem, ...]
    totals: Totals
    left_out: tuple[str, ...]
    guessed: bool

    def goods(self) -> tuple[Goods, ...]:
        """The rows that can be taken as they are."""
        return tuple(row.goods for row in self.rows if row.goods is not None)


def read_goods_table(text: str, columns: Sequence[str] = ()) -> PastedGoods:
    """A table as Excel or WPS puts it on the clipboard.

    `columns` names the field of each column where the officer chose them. A cell that can't be read stays as it
    stands, with its problem; sum rows and empty rows are left out and said so.
    """
    grid = [[clean_text(cell, line=True) for cell in row] for row in split_cells(text)]
    headings, body, left_out, guessed = _headings(grid, columns)
    lines, sums = _sorted_out(body, headings, left_out)
    rows = tuple(read_cells(cells) for cells in _filled_down(lines))
    problems = [
        replace(each, where=f"{number}.{each.where}") for number, row in _numbered(rows) for each in row.problems
    ]
    totals = _totals(rows, sums)
    problems += _sum_problems(rows, totals)
    return PastedGoods(headings, rows, tuple(problems), totals, tuple(left_out), guessed)


def split_cells(text: str) -> list[list[str]]:
    """The cells of tab-separated text; a quoted cell may hold tabs and line breaks. Empty lines at the end go."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    rows: list[list[str]] = [[]]
    place = 0
    while place <= len(text):
        found = CELL.match(text, place)
        assert found is not None
        quoted = found[1]
        rows[-1].append(found[2] if quoted is None else quoted.replace('""', '"'))
        place = found.end()
        if place < len(text) and text[place] == "\n":
            rows.append([])
        place += 1
    return rows


def is_table(text: str) -> bool:
    """Whether pasted text is more than one cell."""
    return "\t" in text or "\n" in text.strip("\r\n")


def _headings(
    grid: Sequence[Sequence[str]], columns: Sequence[str]
) -> tuple[tuple[Heading, ...], list[Sequence[str]], list[str], bool]:
    """The headings, the rows below them, what stood above, and whether the headings are a guess."""
    for number, row in enumerate(grid[:HEADING_WITHIN]):
        found = headings_in(row)
        if found is not None:
            above = [_told(line, "表头以上的一行") for line in grid[:number] if any(line)]
            return _chosen(found, columns), list(grid[number + 1 :]), above, False
    body = list(grid)
    if columns:
        return headings_by_choice(columns), body, [], False
    return headings_by_content([row for row in body if _sum_word(row) == ""]), body, [], True


def _chosen(found: tuple[Heading, ...], columns: Sequence[str]) -> tuple[Heading, ...]:
    if not columns:
        return found
    return tuple(replace(each, field=field) for each, field in zip(found, columns, strict=False))


def _sorted_out(
    body: Sequence[Sequence[str]], headings: Sequence[Heading], left_out: list[str]
) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """The lines of goods and the sum rows as cells; every other line is told in `left_out`."""
    lines: list[dict[str, str]] = []
    sums: list[dict[str, str]] = []
    for row in body:
        if not any(row):
            continue
        cells = _cells(row, headings)
        word = _sum_word(row)
        if word or _is_bare_sum(cells, lines):
            left_out.append(_told(row, f"{word or '合计'}行"))
            if word != PART_SUM:
                sums.append(cells)
        elif headings_in(row) is not None:
            left_out.append(_told(row, "重复的表头"))
        elif cells:
            lines.append(cells)
        else:
            left_out.append(_told(row, "没有用到的一行"))
    return lines, sums


def _cells(row: Sequence[str], headings: Sequence[Heading]) -> dict[str, str]:
    cells: dict[str, str] = {}
    notes: list[str] = []
    for words, heading in zip(row, headings, strict=False):
        if not words or heading.field in (LEFT_OUT, NUMBERING):
            continue
        if heading.field == NOTED:
            notes.append(f"{heading.words}{words}")
            continue
        cells[heading.field] = _scaled(words, heading)
        if heading.unit:
            cells.setdefault("unit", heading.unit)
    note = "；".join(part for part in (cells.get("note", ""), *notes) if part)
    if note:
        cells["note"] = note
    return cells if set(cells) - {"unit", "note"} else {}


def _scaled(words: str, heading: Heading) -> str:
    """A sum under a heading in 万元 as yuan."""
    number = number_in(words) if heading.factor > 1 and heading.field in MONEY else None
    return words if number is None else figure(number * heading.factor)


def _sum_word(row: Sequence[str]) -> str:
    """The word that makes a row one of sums: 合计, 小计 … before any other words."""
    first = next((cell for cell in row if cell and number_in(cell) is None), "")
    found = SUM_WORD.fullmatch("".join(unicodedata.normalize("NFKC", first).split()))
    return found[1] if found else ""


def _is_bare_sum(cells: Mapping[str, str], lines: Sequence[Mapping[str, str]]) -> bool:
    """A row of numbers alone that are the sums of all rows above."""
    if len(lines) < 2 or any(field not in (*QUANTITIES, *MONEY) for field in cells):
        return False
    summed = [field for field in ("quantity", "amount") if field in cells]
    return bool(summed) and all(
        number_in(cells[field]) == sum((number_in(line.get(field, "")) or ZERO for line in lines), ZERO)
        for field in summed
    )


def _filled_down(lines: Sequence[dict[str, str]]) -> Iterator[dict[str, str]]:
    """Below a merged cell the name, and what goes with it, is that of the row above."""
    above: dict[str, str] = {}
    for cells in lines:
        if not cells.get("name") and above:
            carried = {field: above[field] for field in CARRIED_DOWN if field in above}
            cells = {**carried, **cells}
        above = cells
        yield cells


def _totals(rows: Sequence[GoodsRow], sums: Sequence[Mapping[str, str]]) -> Totals:
    goods = [row.goods for row in rows if row.goods is not None]
    amounts = [row.amount if row.amount is not None else row.stated for row in rows]
    stated = sums[-1] if sums else {}
    money = number_in(stated.get("amount", ""))
    return Totals(
        rows=len(rows),
        kinds=len(goods),
        quantity=total_quantity(goods),
        amount=sum(amount or 0 for amount in amounts),
        stated_quantity=number_in(stated.get("quantity", "")),
        stated_amount=None if money is None else int(money * FEN_IN_YUAN),
    )


def _sum_problems(rows: Sequence[GoodsRow], totals: Totals) -> Iterator[Problem]:
    if any(row.goods is None for row in rows):
        return
    counted = sum((number_in(row.cells.get("quantity", "")) or ZERO for row in rows), ZERO)
    remedy = "核对是否漏贴了几行，或者表中的合计没有更新"
    if totals.stated_quantity is not None and totals.stated_quantity != counted:
        text = f"各行数量相加为{figure(counted)}，表中合计为{figure(totals.stated_quantity)}"
        yield Problem(text, remedy=remedy, severity="irregular")
    if totals.stated_amount is not None and totals.stated_amount != totals.amount:
        text = f"各行金额相加为{yuan(totals.amount)}元，表中合计为{yuan(totals.stated_amount)}元"
        yield Problem(text, remedy=remedy, severity="irregular")


def _numbered(rows: Sequence[GoodsRow]) -> Iterator[tuple[int, GoodsRow]]:
    return enumerate(rows, start=1)


def _told(row: Sequence[str], what: str) -> str:
    return f"{what}：{' '.join(cell for cell in row if cell)}"


def column_label(field: str) -> str:
    """What a field is called where columns are chosen."""
    return LABELS.get(field) or {NUMBERING: "序号（不取）", NOTED: "写入备注"}.get(field, "不取")
