"""The books behind the ledger of goods: which line an item is, what was moved, what does not add up."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from procedures.case import Act, Case, Goods
from procedures.goods_lines import (
    ZERO,
    GoodsKey,
    GoodsLedger,
    GoodsMovement,
    Item,
    What,
    counted,
    items_of,
    key_of_goods,
    same_unit,
    title_of,
)
from procedures.goods_rules import GoodsProblem, goods_rules
from procedures.goods_stock import LOOSE, MEASURES, SURRENDER, Stock

LAST_OF_DAY = ("property_seized", "case_closed", "case_archived")


class GoodsBook:
    """The books of one case, opened with its list of goods; `acts` are the live acts in the order of their days."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.stocks: dict[GoodsKey, Stock] = {}
        self._movements: list[GoodsMovement] = []
        self._problems: list[GoodsProblem] = []
        ordered = sorted(enumerate(case.live_acts()), key=lambda pair: (pair[1].on, _rank(pair[1]), pair[0]))
        self.acts: Mapping[str, Act] = {act.id: act for _, act in ordered}
        self._by_kind: dict[str, list[Act]] = {}
        for act in self.acts.values():
            self._by_kind.setdefault(act.kind, []).append(act)
        self._open(case.goods)

    def ledger(self) -> GoodsLedger:
        """The lines in the order of the list, then what only acts name; and the movements."""
        return GoodsLedger(tuple(stock.line(self.acts) for stock in self.stocks.values()), tuple(self._movements))

    def problems(self) -> tuple[GoodsProblem, ...]:
        """What does not add up; first what concerns the list itself."""
        return tuple(sorted(self._problems, key=lambda problem: bool(problem.act)))

    def of(self, *kinds: str) -> Sequence[Act]:
        """The acts of these kinds in the order of their days."""
        if len(kinds) == 1:
            return self._by_kind.get(kinds[0], [])
        return [act for act in self.acts.values() if act.kind in kinds]

    def keeps_books(self) -> bool:
        """Whether the case says anything about goods beside its decisions."""
        return bool(self.case.goods) or not self._by_kind.keys().isdisjoint((*MEASURES, SURRENDER))

    def amounts(self, items: Sequence[Item], act: Act) -> Iterator[tuple[Stock, Decimal | None]]:
        """The line and the quantity of every item of an act."""
        for item in items:
            stock = self._stock(item, act)
            yield stock, self._amount(item, stock, act)

    def known(self, item: Item) -> Stock | None:
        """The line an item is: the same, else the only one that may be meant."""
        if item.key in self.stocks:
            return self.stocks[item.key]
        near = self._near(item)
        return near[0] if len(near) == 1 else None

    def record(self, act: Act, stock: Stock, what: What, quantity: Decimal | None) -> None:
        """Enter a movement."""
        if quantity is not None:
            stock.move(what, quantity)
        self._movements.append(GoodsMovement(act.id, act.kind, act.on, stock.key, what, quantity, stock.unit))

    def moved_by(self, act_id: str, stock: Stock) -> Decimal:
        """What an act moved of a line in all."""
        moved = (each.quantity or ZERO for each in self._movements if each.act == act_id and each.key == stock.key)
        return sum(moved, ZERO)

    def tell(self, rule: str, act: Act | None, stock: Stock, **words: str) -> None:
        """A problem with a line, unless a quantity of it is not known."""
        if stock.certain:
            self._add(rule, act, stock.key, {"goods": stock.title(), **words})

    def compare_samples(self) -> None:
        """Samples that the list counts and acts record must be as many."""
        taken = self.of("sample_taken")
        for stock in self.stocks.values():
            listed, by_acts = stock.listed_sampled, stock.total("sampled")
            if listed and by_acts and by_acts != listed:
                self.tell("sample_differs", taken[-1], stock, listed=stock.say(listed), taken=stock.say(by_acts))

    def _open(self, goods: Sequence[Goods]) -> None:
        for each in goods:
            key = key_of_goods(each)
            self.stocks.setdefault(key, Stock(key, each, listed=True)).add(each)
        by_acts = self._sampled_by_acts()
        given_back_by_acts = bool(self.of(LOOSE, "seizure_released"))
        for stock in self.stocks.values():
            gone = ZERO if given_back_by_acts else stock.listed_returned
            stock.outside = stock.found - stock.sold - gone
            stock.outside -= max(ZERO, stock.listed_sampled - by_acts.get(stock.key, ZERO))
            self._check_row(stock, gone)

    def _check_row(self, stock: Stock, returned: Decimal) -> None:
        total = stock.sold + stock.listed_sampled + returned
        if total > stock.found:
            parts = {"sold": stock.sold, "sampled": stock.listed_sampled, "returned": returned, "total": total}
            words = {name: stock.say(number) for name, number in parts.items()}
            self.tell("sum_of_line", None, stock, found=stock.say(stock.found), **words)

    def _sampled_by_acts(self) -> Mapping[GoodsKey, Decimal]:
        found: dict[GoodsKey, Decimal] = {}
        for act in self.of("sample_taken"):
            for item in items_of(act):
                stock = self.known(item)
                if stock is not None and item.quantity is not None:
                    found[stock.key] = found.get(stock.key, ZERO) + item.quantity
        return found

    def _near(self, item: Item) -> list[Stock]:
        return [stock for stock in self.stocks.values() if stock.key.may_be(item.key)]

    def _stock(self, item: Item, act: Act) -> Stock:
        """As `known`, else a line of its own; told where the case has a list in which it does not stand."""
        known = self.known(item)
        if known is not None:
            return known
        near = self._near(item)
        made = self.stocks[item.key] = Stock(item.key, item, listed=False)
        title = title_of(item.name, item.spec, item.batch)
        if near:
            made.certain = False
            self._add("ambiguous", act, made.key, {"goods": title, "count": str(len(near))})
        elif self.case.goods:
            self._add("not_listed", act, made.key, {"goods": title})
        return made

    def _amount(self, item: Item, stock: Stock, act: Act) -> Decimal | None:
        """How many an act moves; None where it does not say, or counts in another unit."""
        stock.unit = stock.unit or item.unit
        if item.quantity is not None and same_unit(stock.unit, item.unit):
            return item.quantity
        if item.quantity is not None:
            taken = counted(item.quantity, item.unit)
            self.tell("units_differ", act, stock, unit=stock.unit, other=item.unit, taken=taken)
        stock.certain = False
        return None

    def _add(self, rule: str, act: Act | None, key: GoodsKey, words: Mapping[str, str]) -> None:
        self._problems.append(goods_rules()[rule].problem(act, key, words))


def _rank(act: Act) -> int:
    """Within a day what is decided about preserved goods comes before they are seized; the closing is last."""
    return LAST_OF_DAY.index(act.kind) + 1 if act.kind in LAST_OF_DAY else 0
