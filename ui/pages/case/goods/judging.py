"""The typed list of goods judged: every row read, its troubles told, the sums beneath. Free of Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from procedures.case import Case, Goods
from procedures.goods import goods_problems
from procedures.goods_cells import GoodsRow, read_cells
from procedures.goods_lines import GoodsKey, key_of_goods
from procedures.goods_rules import GoodsProblem
from procedures.goods_value import goods_value, illegal_gains, total_quantity, value_differences, yuan
from procedures.problems import Problem

Cells = Mapping[str, str]
NOTHING_TYPED = GoodsRow({}, None, None, None, ())
TWIN = "与第 {} 行是同一物品（名称、规格、批号都相同），数量已合并计算"


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """One row: what it says, and what is wrong with it, the first thing first."""

    row: GoodsRow
    problems: tuple[Problem, ...]

    @property
    def tone(self) -> str:
        """red where something must be mended, amber where it must be looked at, else nothing."""
        severities = {problem.severity for problem in self.problems}
        return "red" if "blocking" in severities else "amber" if severities else ""

    def told(self) -> str:
        """What is wrong, in one line."""
        return "；".join(problem.text for problem in self.problems)


@dataclass(frozen=True, slots=True)
class JudgedList:
    """The whole list. `goods` are the rows that can be read; `doubts` are about the sums.

    `elsewhere` is what is wrong with goods that are not in the list, `hindrance` why it can't be recorded, if so.
    """

    rows: tuple[JudgedRow, ...]
    goods: tuple[Goods, ...]
    elsewhere: tuple[GoodsProblem, ...]
    totals: str
    doubts: tuple[Problem, ...]
    working: tuple[str, ...]
    hindrance: str

    def first_problem(self) -> int | None:
        """The number of the first row that must be mended."""
        return next((number for number, each in enumerate(self.rows) if _hinders(each)), None)


def judged(case: Case, typed: Sequence[Cells]) -> JudgedList:
    """The list as typed, judged against itself and against what the acts of the case did with the goods."""
    read = [read_cells(cells) if cells else NOTHING_TYPED for cells in typed]
    goods = tuple(row.goods for row in read if row.goods is not None)
    found = goods_problems(replace(case, goods=goods))
    keys = [key_of_goods(row.goods) if row.goods else None for row in read]
    rows = tuple(_judge(number, row, keys, found) for number, row in enumerate(read))
    elsewhere = tuple(each for each in found if each.key not in keys)
    doubts = value_differences(replace(case, goods=goods))
    return JudgedList(rows, goods, elsewhere, _totals(goods), doubts, _working(goods), _hindrance(rows))


def about(key: GoodsKey, found: Sequence[GoodsProblem]) -> tuple[Problem, ...]:
    """What is wrong with one line, said without its name; what several acts repeat is said once."""
    mine = {each.brief: each for each in found if each.key == key}
    return tuple(replace(each.problem(), text=brief, where="quantity") for brief, each in mine.items())


def with_product(cells: Cells) -> dict[str, str]:
    """The row without the amount that contradicts its product."""
    return {key: words for key, words in cells.items() if key != "amount"}


def _judge(number: int, row: GoodsRow, keys: Sequence[GoodsKey | None], found: Sequence[GoodsProblem]) -> JudgedRow:
    key = keys[number]
    problems = [replace(each, where=each.where or "name") for each in row.problems]
    if key is not None:
        first = keys.index(key)
        if first < number:
            problems.append(Problem(TWIN.format(first + 1), where="name", severity="formal"))
        else:
            problems += about(key, found)
    return JudgedRow(row, tuple(problems))


def is_unequal(row: JudgedRow) -> bool:
    """Whether the amount that was written is not quantity times price, and nothing else stands in the way."""
    return not row.row.blocked and any(problem.where == "amount" for problem in row.row.problems)


def _hinders(row: JudgedRow) -> bool:
    return row.row.blocked or is_unequal(row)


def _hindrance(rows: Sequence[JudgedRow]) -> str:
    blocked = [number for number, each in enumerate(rows, 1) if each.row.blocked]
    unequal = [number for number, each in enumerate(rows, 1) if is_unequal(each)]
    told = []
    if blocked:
        told.append(f"第 {_numbers(blocked)} 行有读不出的内容")
    if unequal:
        told.append(f"第 {_numbers(unequal)} 行数量×单价与金额不等")
    return "；".join(told)


def _numbers(numbers: Sequence[int]) -> str:
    shown = "、".join(str(number) for number in numbers[:5])
    return f"{shown} 等 {len(numbers)}" if len(numbers) > 5 else shown


def _totals(goods: Sequence[Goods]) -> str:
    if not goods:
        return "还没有物品"
    value, gains = goods_value(goods), illegal_gains(goods)
    told = [total_quantity(goods), f"合计{yuan(value.total)}元"]
    if gains.total:
        told.append(f"其中已售{yuan(gains.total)}元")
    if not value.complete:
        told.append("有的物品没有单价，未计入")
    return "，".join(told)


def _working(goods: Sequence[Goods]) -> tuple[str, ...]:
    return goods_value(goods).working()
