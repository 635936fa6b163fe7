"""Which goods of a case an act may list, and how many of each there are for it: what a picker offers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from procedures.case import Case
from procedures.goods import goods_ledger
from procedures.goods_lines import ZERO, GoodsLine, figure, key_of_goods
from procedures.goods_stock import LOOSE, MEASURES, SURRENDER


@dataclass(frozen=True, slots=True)
class GoodsOffer:
    """One line that may be listed: its values as an item of an act, how many there are for it, and where they lie.

    `unit_price` in fen.
    """

    line: GoodsLine
    available: Decimal
    where: str
    unit_price: int | None

    def item(self, quantity: str) -> Mapping[str, Any]:
        """The line as a row of an act, with this quantity."""
        line = self.line
        told: dict[str, Any] = {
            "name": line.name,
            "quantity": quantity,
            "unit": line.unit,
            "spec": line.spec,
            "batch": line.batch,
        }
        told |= {"maker": line.maker, "unit_price": self.unit_price}
        return MappingProxyType({key: value for key, value in told.items() if value not in ("", None)})

    def quantity(self) -> str:
        """How many there are for the act, as a cell shows it; empty for none."""
        return figure(self.available) if self.available > 0 else ""


def goods_offers(case: Case, kind: str, today: date, ref: str = "") -> tuple[GoodsOffer, ...]:
    """The goods that an act of `kind` may list, all lines of the ledger in their order.

    `ref` is the measure that the act goes back to: then only what that measure holds is offered.
    """
    prices = {key_of_goods(each): each.price if each.price is not None else each.marked_price for each in case.goods}
    ledger = goods_ledger(case, today)
    return tuple(
        GoodsOffer(line, _available(line, kind, ref), where_words(line), prices.get(line.key)) for line in ledger.lines
    )


def where_words(line: GoodsLine) -> str:
    """当事人处6包、本机关14包: where the goods of a line lie."""
    told = [f"当事人处{figure(line.outside)}{line.unit}"] if line.outside > 0 else []
    told += [f"本机关{figure(line.custody)}{line.unit}"] if line.custody > 0 else []
    return "、".join(told) or "已无"


def _available(line: GoodsLine, kind: str, ref: str) -> Decimal:
    if ref:
        return _held(line, lambda _kind: True, ref)
    return max(ZERO, _AVAILABLE.get(kind, _anywhere)(line))


def _held(line: GoodsLine, accepts: Callable[[str], bool], act: str = "") -> Decimal:
    kept = (each for each in line.kept if accepts(each.kind) and (not act or each.act == act))
    return sum((each.quantity or ZERO for each in kept), ZERO)


def _open(line: GoodsLine) -> Decimal:
    return line.outside


def _anywhere(line: GoodsLine) -> Decimal:
    return line.outside + line.custody


def _to_seize(line: GoodsLine) -> Decimal:
    return line.outside + _held(line, lambda kind: kind in (LOOSE, "evidence_preserved"))


def _preserved(line: GoodsLine) -> Decimal:
    return _held(line, lambda kind: kind == "evidence_preserved")


def _seized(line: GoodsLine) -> Decimal:
    return _held(line, lambda kind: kind in MEASURES)


def _to_confiscate(line: GoodsLine) -> Decimal:
    return _held(line, lambda kind: kind != SURRENDER) or line.outside


def _to_dispose(line: GoodsLine) -> Decimal:
    return line.confiscated + line.surrendered - line.disposed


_AVAILABLE: Mapping[str, Callable[[GoodsLine], Decimal]] = MappingProxyType(
    {
        "evidence_preserved": _open,
        "property_seized": _to_seize,
        "preservation_decided": _preserved,
        "seizure_released": _seized,
        "goods_counted": _seized,
        "opinion_submitted": _to_confiscate,
        "notice_served": _to_confiscate,
        "decision_made": _to_confiscate,
        "decision_changed": _to_confiscate,
        "goods_disposed": _to_dispose,
    }
)
