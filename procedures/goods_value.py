"""The value of goods and the gains from them as figures with their working; the range of a fine is not judged here.

货值金额: what was sold at the price it was sold at, what was not at its marked price. 违法所得: all money taken, no
cost deducted, what was given back to buyers taken out (行政处罚法 第二十八条第二款). What was sold lawfully counts in
neither. Amounts are fen.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from procedures.case import Case, Goods
from procedures.goods_lines import FEN_IN_YUAN, ZERO, counted, figure, quantity_of, title_of
from procedures.problems import Problem

GAINS_BASIS = "行政处罚法(2021) 第二十八条第二款"


@dataclass(frozen=True, slots=True)
class ValueStep:
    """One step of the working: so many at so much; `price` and `amount` are None where no price is recorded.

    A step without `quantity` is a sum of money as recorded, taken out where it is below nothing. One that is `left_out`
    only says what doesn't count.
    """

    goods: str
    what: str
    quantity: Decimal | None
    unit: str
    price: int | None
    amount: int | None
    left_out: bool = False

    def __str__(self) -> str:
        if self.quantity is None:
            sign = "－" if (self.amount or 0) < 0 else ""
            return f"{self.goods}{self.what}{sign}{yuan(abs(self.amount or 0))}元"
        told = f"{self.goods}{self.what}{counted(self.quantity, self.unit)}"
        if self.left_out:
            return f"{told}，不计入"
        if self.price is None or self.amount is None:
            return f"{told}没有单价"
        return f"{told}×{yuan(self.price)}元＝{yuan(self.amount)}元"


@dataclass(frozen=True, slots=True)
class GoodsValue:
    """Sold and unsold goods in fen, and every step; `complete` is False where a price is missing."""

    sold: int
    unsold: int
    steps: tuple[ValueStep, ...]

    @property
    def total(self) -> int:
        """The value of all goods, fen."""
        return self.sold + self.unsold

    @property
    def complete(self) -> bool:
        """Whether every line has its price."""
        return all(step.amount is not None for step in self.steps)

    def working(self) -> tuple[str, ...]:
        """The steps in words, and the sum."""
        if not self.steps:
            return ()
        return (*(str(step) for step in self.steps), f"合计{yuan(self.total)}元")


def goods_value(goods: Sequence[Goods]) -> GoodsValue:
    """The value of the goods: sold at `price`, the rest at `marked_price`; either price stands in for the other."""
    steps = [step for line in goods for step in (_lawful(line), _sold(line), _unsold(line)) if step is not None]
    sums = {what: sum(step.amount or 0 for step in steps if step.what == what) for what in ("已售", "未售")}
    return GoodsValue(sums["已售"], sums["未售"], tuple(steps))


def illegal_gains(goods: Sequence[Goods], samples_paid: bool = False) -> GoodsValue:
    """What was taken for goods sold, at the price they were sold at alone; `unsold` is nothing.

    Money recorded for samples is counted. With `samples_paid` what was taken as samples counts as sold too where no
    money is recorded for it: samples may have been bought.
    """
    steps = [step for line in goods for step in _gains(line, samples_paid) if step is not None]
    return GoodsValue(max(0, sum(step.amount or 0 for step in steps)), 0, tuple(steps))


def value_differences(case: Case) -> tuple[Problem, ...]:
    """Where the sums told of the conducts are not those of the list of goods, both named; to be explained."""
    value, gains = goods_value(case.goods), illegal_gains(case.goods)
    found = []
    told = _told_of(case, "goods_value")
    if told is not None and value.steps and value.complete and told != value.total:
        parts = f"（已售{yuan(value.sold)}元、未售{yuan(value.unsold)}元）"
        text = f"案情中货值金额为{yuan(told)}元，按物品清单为{yuan(value.total)}元{parts}"
        remedy = "合法售出的，在物品清单里填合法售出数量，不计入货值；核对以后改正不对的一处"
        found.append(Problem(text, remedy=remedy, where="goods_value", severity="irregular"))
    told = _told_of(case, "illegal_gains")
    if told is not None and gains.steps and gains.complete and told != gains.total:
        text = f"案情中违法所得为{yuan(told)}元，按已售数量×售价为{yuan(gains.total)}元"
        remedy = "付费抽样、退赔和合法售出的，填在物品清单里；否则改正不对的一处"
        found.append(Problem(text, GAINS_BASIS, remedy, "illegal_gains", "irregular"))
    return tuple(found)


def _told_of(case: Case, key: str) -> int | None:
    """A sum of all conducts in fen; None where it is not recorded of each, or unknown."""
    told = [conduct.facts.get(key) for conduct in case.conducts]
    sums = [each for each in told if isinstance(each, int)]
    return sum(sums) if sums and len(sums) == len(told) else None


def amount_of(quantity: Decimal, price: int) -> int:
    """Quantity times price in fen, half a fen rounded up."""
    return int((quantity * price).quantize(Decimal(1), ROUND_HALF_UP))


def yuan(fen: int) -> str:
    """7649.00: as a working shows it."""
    return f"{fen // FEN_IN_YUAN}.{fen % FEN_IN_YUAN:02d}"


def total_quantity(goods: Sequence[Goods]) -> str:
    """49种678盒; quantities in different units stand beside each other, they are never added."""
    sums: dict[str, Decimal] = {}
    for line in goods:
        sums[line.unit] = sums.get(line.unit, ZERO) + (quantity_of(line.quantity) or ZERO)
    told = "、".join(f"{figure(number)}{unit or '件'}" for unit, number in sums.items())
    return f"{len(goods)}种{told}" if goods else ""


def _gains(line: Goods, samples_paid: bool) -> Iterator[ValueStep | None]:
    yield _lawful(line)
    sold = _unlawfully_sold(line)
    yield _step(line, "已售", sold, line.price) if sold > 0 else None
    sampled = quantity_of(line.sampled)
    if line.sample_paid is not None:
        yield _sum(line, "抽样付款", line.sample_paid)
    elif samples_paid and sampled:
        yield _step(line, "抽样", sampled, line.price)
    if line.refunded:
        yield _sum(line, "退赔买受人", -line.refunded)


def _lawful(line: Goods) -> ValueStep | None:
    lawful = quantity_of(line.lawfully_sold)
    return ValueStep(_title(line), "合法售出", lawful, line.unit, None, 0, left_out=True) if lawful else None


def _unlawfully_sold(line: Goods) -> Decimal:
    return (quantity_of(line.sold) or ZERO) - (quantity_of(line.lawfully_sold) or ZERO)


def _sold(line: Goods) -> ValueStep | None:
    sold = _unlawfully_sold(line)
    price = line.marked_price if line.price is None else line.price
    return _step(line, "已售", sold, price) if sold > 0 else None


def _unsold(line: Goods) -> ValueStep | None:
    whole = quantity_of(line.quantity)
    left = (whole or ZERO) - (quantity_of(line.sold) or ZERO)
    price = line.price if line.marked_price is None else line.marked_price
    return _step(line, "未售", left, price) if left > 0 else None


def _step(line: Goods, what: str, quantity: Decimal, price: int | None) -> ValueStep:
    amount = None if price is None else amount_of(quantity, price)
    return ValueStep(_title(line), what, quantity, line.unit, price, amount)


def _sum(line: Goods, what: str, amount: int) -> ValueStep:
    return ValueStep(_title(line), what, None, "", None, amount)


def _title(line: Goods) -> str:
    return title_of(line.name, line.spec, line.batch)
