"""Goods as the tables of papers print them: the case's list, the goods of an act, their sum and their value."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from forms.sources import Sources
from procedures.case import Goods
from procedures.goods_lines import Item, figure, items_of, key_of_goods, quantity_of
from procedures.goods_value import amount_of, goods_value, total_quantity

Row = Mapping[str, Any]


def case_goods(sources: Sources) -> tuple[Row, ...]:
    """The case's list: name, spec, batch, maker, unit, quantity, unit_price and amount (fen), note."""
    return tuple(_listed(line) for line in sources.case.goods)


def case_goods_count(sources: Sources) -> str:
    """49种678盒."""
    return total_quantity(sources.case.goods)


def case_goods_value(sources: Sources) -> int | None:
    """The value of the case's goods in fen, sold and unsold; None while a price is missing."""
    value = goods_value(sources.case.goods)
    return value.total if value.steps and value.complete else None


def act_goods(sources: Sources) -> tuple[Row, ...]:
    """The goods of the paper's act, in the columns of `case_goods`; what the act does not say, the case's list may."""
    return tuple(_row(item, sources.case.goods) for item in items_of(sources.act))


def _listed(line: Goods) -> Row:
    return _table_row(
        line, quantity_of(line.quantity), line.price if line.marked_price is None else line.marked_price, line.note
    )


def _row(item: Item, goods: Sequence[Goods]) -> Row:
    known = next((line for line in goods if key_of_goods(line) == item.key), None)
    listed = _listed(known) if known else {}
    own = listed.get("unit_price") if item.unit_price is None else item.unit_price
    row = _table_row(item, item.quantity, own, str(listed.get("note") or ""))
    return {
        key: listed.get(key) if value in ("", None) and key in ("maker", "unit") else value
        for key, value in row.items()
    }


def _table_row(line: Item | Goods, quantity: Decimal | None, price: int | None, note: str) -> Row:
    return {
        "name": line.name,
        "spec": line.spec,
        "batch": line.batch,
        "maker": line.maker,
        "unit": line.unit,
        "quantity": "" if quantity is None else figure(quantity),
        "unit_price": price,
        "amount": None if quantity is None or price is None else amount_of(quantity, price),
        "note": note,
    }
