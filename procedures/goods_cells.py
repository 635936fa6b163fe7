"""A row of goods as it is typed or pasted: cells of text, read strictly, every trouble told at its cell."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from procedures.case import Goods
from procedures.field_types import LARGEST_AMOUNT, NAME_LIMIT, TEXT_LIMIT
from procedures.goods_lines import FEN_IN_YUAN, counted, figure
from procedures.goods_value import amount_of, yuan
from procedures.problems import Problem
from procedures.text import check_text

LABELS: Mapping[str, str] = MappingProxyType(
    {
        "name": "名称",
        "spec": "规格",
        "batch": "批号或生产日期",
        "maker": "生产单位",
        "unit": "单位",
        "quantity": "数量",
        "sold": "已销售数量",
        "sampled": "抽样数量",
        "returned": "退回数量",
        "price": "单价",
        "marked_price": "标价",
        "lawfully_sold": "合法售出数量",
        "refunded": "退赔金额",
        "sample_paid": "抽样付款",
        "amount": "金额",
        "note": "备注",
    }
)
TEXTS = ("name", "spec", "batch", "maker", "unit", "note")
QUANTITIES = ("quantity", "sold", "sampled", "returned", "lawfully_sold")
RECORDED_MONEY = ("price", "marked_price", "refunded", "sample_paid")
MONEY = (*RECORDED_MONEY, "amount")
IDENTIFIERS = ("name", "spec", "batch")
SCIENTIFIC = re.compile(r"[+-]?\d+(\.\d+)?[eE][+-]?\d+")
THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
PLAIN = re.compile(r"(\d+(\.\d*)?|\.\d+)")
WITH_UNIT = re.compile(r"([\d.,]+)([^\d.,]{1,6})")
BROKEN = re.compile(r"#+|#(N/A|VALUE!|REF!|DIV/0!|NAME\?|NUM!|NULL!)")
LONGEST_WHOLE, LONGEST_FRACTION = 15, 10


@dataclass(frozen=True, slots=True)
class GoodsRow:
    """What a row of cells says.

    `goods` is None while a cell can't be read. `amount` is quantity times price in fen, `stated` what the row's own
    cell says; None where it is not known. `problems` name the cell in `where`.
    """

    cells: Mapping[str, str]
    goods: Goods | None
    amount: int | None
    stated: int | None
    problems: tuple[Problem, ...]

    @property
    def blocked(self) -> bool:
        """Whether something must be mended before the row can be taken."""
        return any(problem.severity == "blocking" for problem in self.problems)


def read_cells(cells: Mapping[str, str]) -> GoodsRow:
    """The goods a row of cells tells; nothing is changed silently, what can't be read is told at its cell."""
    problems: list[Problem] = []
    told: dict[str, str] = {}
    for field in TEXTS:
        told[field] = cells.get(field, "").strip()
        problems += _text_problems(field, told[field])
    numbers: dict[str, Decimal | None] = {}
    for field in (*QUANTITIES, *MONEY):
        number, unit, problem = _number_cell(field, cells.get(field, ""))
        numbers[field] = number
        if problem is not None:
            problems.append(problem)
        elif unit:
            problems += _take_unit(field, unit, told)
    stated = _fen(numbers["amount"])
    price = _fen(numbers["price"])
    amount = _product(numbers["quantity"], price if price is not None else _fen(numbers["marked_price"]))
    if amount is not None and stated is not None and amount != stated:
        problems.append(_unequal(numbers["quantity"], told["unit"], numbers, amount, stated))
    if price is None and numbers["marked_price"] is None:
        problems += _take_price(numbers, stated)
    problems += _beyond_sold(numbers, told["unit"])
    goods = None if any(each.severity == "blocking" for each in problems) else _goods(told, numbers)
    return GoodsRow(cells, goods, amount, stated, tuple(problems))


def cells_of(goods: Goods) -> dict[str, str]:
    """The cells of a row that says just this, empty ones left out."""
    cells = {field: str(getattr(goods, field)) for field in (*TEXTS, *QUANTITIES) if getattr(goods, field)}
    for field in RECORDED_MONEY:
        fen = getattr(goods, field)
        if fen is not None:
            cells[field] = yuan(fen)
    return cells


def plain_number(words: str) -> str:
    """A number without full-width forms, blanks, currency signs and a closing 元."""
    typed = "".join(unicodedata.normalize("NFKC", words).split())
    for sign in ("RMB", "rmb", "人民币", "¥", "￥"):
        typed = typed.removeprefix(sign)
    return typed.removesuffix("元").removesuffix("圆")


def number_in(words: str) -> Decimal | None:
    """The number in a cell, thousands separators read; None for anything else."""
    typed = plain_number(words)
    if THOUSANDS.fullmatch(typed):
        typed = typed.replace(",", "")
    if not PLAIN.fullmatch(typed):
        return None
    whole, _, fraction = typed.partition(".")
    number = Decimal(f"{whole or '0'}.{fraction or '0'}")
    short = Decimal(figure(number))
    fits = len(f"{int(short)}") <= LONGEST_WHOLE and -int(short.as_tuple().exponent) <= LONGEST_FRACTION
    return short if fits else None


def _text_problems(field: str, words: str) -> list[Problem]:
    if field == "name" and not words:
        return [Problem("没有名称", remedy="填写物品名称", where=field)]
    if BROKEN.fullmatch(words):
        return [_broken(field, words)]
    if field in IDENTIFIERS and SCIENTIFIC.fullmatch(unicodedata.normalize("NFKC", words)):
        return [_scientific(field, words)]
    limit = TEXT_LIMIT if field == "note" else NAME_LIMIT
    problem = check_text(words, limit=limit, line=field != "note")
    return [Problem(f"{LABELS[field]}{problem.text}", problem.basis, problem.remedy, field)] if problem else []


def _number_cell(field: str, words: str) -> tuple[Decimal | None, str, Problem | None]:
    """The number of a cell, the unit written behind it, and what is wrong."""
    typed = plain_number(words)
    if not typed or typed in ("-", "—", "/", "无"):
        return None, "", None
    if BROKEN.fullmatch(typed):
        return None, "", _broken(field, words)
    if SCIENTIFIC.fullmatch(typed):
        return None, "", _scientific(field, words)
    unit = ""
    found = WITH_UNIT.fullmatch(typed)
    if found and field in QUANTITIES:
        typed, unit = found.groups()
    number = number_in(typed)
    if number is None:
        return None, "", _unreadable(field, words)
    if field in MONEY and _fen(number) is None:
        return None, "", _unreadable(field, words)
    return number, unit, None


def _take_unit(field: str, unit: str, told: dict[str, str]) -> list[Problem]:
    """A unit behind a number is the row's unit where it has none, and must be the same where it has one."""
    if not told["unit"]:
        told["unit"] = unit
    if told["unit"] == unit:
        return []
    text = f"{LABELS[field]}写的是“{unit}”，单位栏写的是“{told['unit']}”"
    return [Problem(text, remedy="两处改成同一单位", where=field)]


def _take_price(numbers: dict[str, Decimal | None], stated: int | None) -> list[Problem]:
    """A row that has only its amount has the price that makes it, where that is a price."""
    quantity = numbers["quantity"]
    if not quantity or stated is None:
        return []
    price = Decimal(stated) / FEN_IN_YUAN / quantity
    if _fen(price) is None:
        return [
            Problem("没有单价，金额除以数量也不是整分的价格", remedy="补填单价", where="price", severity="irregular")
        ]
    numbers["price"] = price
    told = f"没有单价，按金额÷数量记为{yuan(_fen(price) or 0)}元"
    return [Problem(told, remedy="核对这一单价", where="price", severity="formal")]


def _beyond_sold(numbers: Mapping[str, Decimal | None], unit: str) -> list[Problem]:
    """More sold lawfully than was sold at all."""
    lawful, sold = numbers["lawfully_sold"] or Decimal(0), numbers["sold"] or Decimal(0)
    if lawful <= sold:
        return []
    text = f"合法售出{counted(lawful, unit)}，多于已销售的{counted(sold, unit)}"
    return [Problem(text, remedy="合法售出的也计入已销售数量；核对两个数量", where="lawfully_sold")]


def _goods(told: Mapping[str, str], numbers: Mapping[str, Decimal | None]) -> Goods:
    quantities = {field: _shown(numbers[field]) for field in QUANTITIES}
    return Goods(
        name=told["name"],
        quantity=quantities["quantity"],
        spec=told["spec"],
        batch=told["batch"],
        maker=told["maker"],
        unit=told["unit"],
        sold=quantities["sold"],
        sampled=quantities["sampled"],
        returned=quantities["returned"],
        price=_fen(numbers["price"]),
        marked_price=_fen(numbers["marked_price"]),
        note=told["note"],
        lawfully_sold=quantities["lawfully_sold"],
        refunded=_fen(numbers["refunded"]),
        sample_paid=_fen(numbers["sample_paid"]),
    )


def _shown(number: Decimal | None) -> str:
    return "" if number is None else figure(number)


def _fen(number: Decimal | None) -> int | None:
    """An amount of yuan as fen; None where there is none, or it is finer than a fen or too large."""
    if number is None:
        return None
    fen = number * FEN_IN_YUAN
    return int(fen) if fen == fen.to_integral_value() and fen <= LARGEST_AMOUNT else None


def _product(quantity: Decimal | None, price: int | None) -> int | None:
    return None if quantity is None or price is None else amount_of(quantity, price)


def _unequal(
    quantity: Decimal | None, unit: str, numbers: Mapping[str, Decimal | None], amount: int, stated: int
) -> Problem:
    price = _fen(numbers["price"] if numbers["price"] is not None else numbers["marked_price"]) or 0
    product = f"数量{counted(quantity, unit)}×单价{yuan(price)}元＝{yuan(amount)}元"
    return Problem(
        f"{product}，金额栏写的是{yuan(stated)}元",
        remedy="核对数量、单价和金额，改正写错的一项",
        where="amount",
        severity="irregular",
    )


def _scientific(field: str, words: str) -> Problem:
    return Problem(
        f"{LABELS[field]}“{words.strip()}”是科学计数法，后几位数字已经丢失",
        remedy="在表格中把这一列设为文本（或者加宽列），让全部数字显示出来，再复制",
        where=field,
    )


def _broken(field: str, words: str) -> Problem:
    return Problem(
        f"{LABELS[field]}“{words.strip()}”是表格里的错误值，没有内容",
        remedy="在表格中加宽这一列或者改正公式，再复制",
        where=field,
    )


def _unreadable(field: str, words: str) -> Problem:
    if field in MONEY:
        return Problem(
            f"{LABELS[field]}“{words.strip()}”不是金额",
            remedy="以元计，不为负，最多两位小数，如 2,382.00",
            where=field,
        )
    return Problem(f"{LABELS[field]}“{words.strip()}”不是数量", remedy="写不为负的数，如 20 或 12.5", where=field)
