"""What is known of goods in an act: what was found, what is held by which act, what a decision took."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from procedures.case import Act
from procedures.goods import goods_ledger
from procedures.goods_lines import (
    ITEM_DISPOSALS,
    KEEP_PLACE,
    GoodsKey,
    GoodsLine,
    figure,
    key_of,
    key_of_goods,
    quantity_of,
)
from procedures.goods_offers import goods_offers
from procedures.goods_value import amount_of
from procedures.seizure_powers import seizure_powers
from ui.pages.case.filling import Filler, Filling

LEDGER = "物品台账"
Row = Mapping[str, Any]


def _row(now: Filling, line: GoodsLine, quantity: Decimal | None) -> Row:
    told: dict[str, Any] = {key: getattr(line, key) for key in ("name", "unit", "spec", "batch", "maker")}
    told["quantity"] = figure(quantity) if quantity else ""
    told["unit_price"] = _prices(now).get(line.key)
    return {key: value for key, value in told.items() if value not in (None, "")}


def _prices(now: Filling) -> Mapping[GoodsKey, int | None]:
    goods = now.opened.case.goods
    return {key_of_goods(each): each.price if each.price is not None else each.marked_price for each in goods}


def _lines(now: Filling) -> tuple[GoodsLine, ...]:
    return goods_ledger(now.opened.case, now.today).lines


def found_rows(now: Filling) -> tuple[Row, ...]:
    """The goods that were found and are neither sold nor taken."""
    return tuple(_row(now, line, line.outside) for line in _lines(now) if line.outside > 0)


def held_rows(now: Filling, act_id: str = "", kinds: tuple[str, ...] = ()) -> tuple[Row, ...]:
    """The goods that the agency keeps, by one act or by acts of some kinds where these are named."""
    return tuple(_row(now, line, quantity) for line, quantity in _held(now, act_id, kinds))


def _held(now: Filling, act_id: str, kinds: tuple[str, ...]) -> Iterator[tuple[GoodsLine, Decimal | None]]:
    for line in _lines(now):
        kept = [each for each in line.kept if act_id in ("", each.act) and (not kinds or each.kind in kinds)]
        if kept:
            known = [each.quantity for each in kept if each.quantity is not None]
            yield line, sum(known, Decimal(0)) if len(known) == len(kept) else None


def value_of_rows(now: Filling, rows: Sequence[Row]) -> int | None:
    """What unsold goods are worth in fen, at the marked prices of the list; None where one can't be reckoned."""
    goods = now.opened.case.goods
    prices = {key_of_goods(each): each.price if each.marked_price is None else each.marked_price for each in goods}
    total = 0
    for each in rows:
        price = prices.get(key_of(*(str(each.get(key) or "") for key in ("name", "spec", "batch"))))
        quantity = quantity_of(each.get("quantity"))
        if price is None or quantity is None:
            return None
        total += amount_of(quantity, price)
    return total if rows else None


def _measure(now: Filling) -> None:
    """What is preserved or seized: for a seizure what was kept as evidence before it, else what was found."""
    if now.kind.kind == "property_seized":
        now.put("items", held_rows(now, kinds=("evidence_preserved", "preservation_decided")), "登记保存的物品")
        powers = seizure_powers(now.opened.case.sector, now.today)
        now.put("basis", powers[0].words if powers else "", "按行业")
    if now.kind.kind != "evidence_preserved":
        preserved = now.newest("evidence_preserved")
        now.put(KEEP_PLACE, preserved.values.get(KEEP_PLACE) if preserved else "", "登记保存")
    now.put("items", found_rows(now), LEDGER)


def _disposal(now: Filling) -> None:
    preserved = now.opened.newest("evidence_preserved")
    now.put(ITEM_DISPOSALS, held_rows(now, preserved.id if preserved else ""), "登记保存的物品")


def _counted(now: Filling) -> None:
    now.put("items", held_rows(now), LEDGER)


def _disposed(now: Filling) -> None:
    """What was confiscated or handed over of free will, and is not disposed of yet."""
    offers = goods_offers(now.opened.case, now.kind.kind, now.today)
    ready = tuple(_row(now, each.line, each.available) for each in offers if each.available > 0)
    now.put("items", ready or held_rows(now), LEDGER)


def disposal_words(rows: tuple[Row, ...], labels: Mapping[str, str]) -> str:
    """The decision on preserved goods in words: one for all, else each by its name."""
    told = [(str(row.get("name", "")), labels.get(str(row.get("disposal") or ""), "")) for row in rows]
    if not told or not all(word for _, word in told):
        return ""
    words = {word for _, word in told}
    return f"{words.pop() if len(words) == 1 else '；'.join(f'{name}：{word}' for name, word in told)}。"


def names_of(act: Act) -> str:
    """The goods of an act in a few words, to tell two measures apart."""
    names = [str(row.get("name", "")) for row in act.get("items") or ()]
    return "、".join(names[:2]) + (f"等 {len(names)} 种" if len(names) > 2 else "")


FILLERS: Mapping[str, Filler] = MappingProxyType(
    {
        "evidence_preserved": _measure,
        "property_seized": _measure,
        "goods_surrendered": _measure,
        "preservation_decided": _disposal,
        "goods_counted": _counted,
        "goods_disposed": _disposed,
    }
)
