"""The goods of a case as its ledger names them: a line, a movement, what is kept where; and lines as acts write them.

Quantities are exact decimals; None where none was recorded.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any, Literal

from procedures.case import Act, Goods

What = Literal[
    "sampled",
    "preserved",
    "seized",
    "surrendered",
    "returned",
    "tested",
    "transferred",
    "turned",
    "confiscated",
    "disposed",
]
CONFISCATED_ITEMS, ITEM_DISPOSALS, RELEASED_ITEMS = "confiscated_items", "item_disposals", "items"
KEEP_PLACE = "keep_place"
CONFISCATING = ("opinion_submitted", "notice_served", "decision_made", "decision_changed")
ZERO = Decimal(0)
FEN_IN_YUAN = 100


@dataclass(frozen=True, slots=True)
class GoodsKey:
    """What makes two lines the same goods: name, specification and batch, however they were typed."""

    name: str
    spec: str = ""
    batch: str = ""

    def may_be(self, other: "GoodsKey") -> bool:
        """Whether both may mean the same goods: the names agree, and what both of them say."""
        if self.name != other.name:
            return False
        return all(not a or not b or a == b for a, b in ((self.spec, other.spec), (self.batch, other.batch)))


NO_GOODS = GoodsKey("")


@dataclass(frozen=True, slots=True)
class Item:
    """One line of goods as an act or a paper lists it; `unit_price` in fen.

    `disposal` stands only where the act decides what becomes of it.
    """

    key: GoodsKey
    name: str
    spec: str = ""
    batch: str = ""
    maker: str = ""
    unit: str = ""
    quantity: Decimal | None = None
    unit_price: int | None = None
    disposal: str = ""


@dataclass(frozen=True, slots=True)
class Custody:
    """What the agency keeps: by which act it holds the goods, how many (None: not recorded), and where."""

    act: str
    kind: str
    quantity: Decimal | None
    place: str


@dataclass(frozen=True, slots=True)
class GoodsMovement:
    """One movement of one line by one act."""

    act: str
    kind: str
    on: date
    key: GoodsKey
    what: What
    quantity: Decimal | None
    unit: str


@dataclass(frozen=True, slots=True)
class GoodsLine:
    """One kind of goods and where it has gone, up to a day.

    `listed` says whether it stands in the case's list of goods, `outside` what is neither sold nor taken, `preserved`
    and the others what such acts took in all, `custody` what the agency keeps now. `certain` is False where an act
    recorded no quantity, or one in another unit: then the figures are the least that is known.
    """

    key: GoodsKey
    name: str
    spec: str
    batch: str
    maker: str
    unit: str
    listed: bool
    found: Decimal
    sold: Decimal
    sampled: Decimal
    preserved: Decimal
    seized: Decimal
    surrendered: Decimal
    returned: Decimal
    tested: Decimal
    transferred: Decimal
    confiscated: Decimal
    disposed: Decimal
    outside: Decimal
    custody: Decimal
    kept: tuple[Custody, ...]
    certain: bool


@dataclass(frozen=True, slots=True)
class GoodsLedger:
    """All goods of a case and every movement, in the order of the acts."""

    lines: tuple[GoodsLine, ...]
    movements: tuple[GoodsMovement, ...]

    def line(self, key: GoodsKey) -> GoodsLine | None:
        """The line of these goods."""
        return next((line for line in self.lines if line.key == key), None)

    def of_act(self, act_id: str) -> tuple[GoodsMovement, ...]:
        """What one act moved."""
        return tuple(each for each in self.movements if each.act == act_id)


@lru_cache(maxsize=4096)
def key_of(name: str, spec: str = "", batch: str = "") -> GoodsKey:
    """The key of a line, blanks and full-width forms apart."""
    return GoodsKey(_plain(name), _plain(spec), _plain(batch))


def key_of_goods(goods: Goods) -> GoodsKey:
    """The key of a line of the case's list."""
    return key_of(goods.name, goods.spec, goods.batch)


def quantity_of(value: Any) -> Decimal | None:
    """A quantity as a page, a paper or a script writes it; None where none is recorded or it is no number."""
    if isinstance(value, bool) or value is None or value == "":
        return None
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() and number >= 0 else None


def same_unit(one: str, other: str) -> bool:
    """Whether two quantities may be added; a unit that was not written is that of the other."""
    return not one or not other or one == other or _plain(one) == _plain(other)


def counted(quantity: Decimal | None, unit: str = "") -> str:
    """14包; the figure without needless zeros."""
    if quantity is None:
        return "数量未记"
    return f"{figure(quantity)}{unit}"


def figure(quantity: Decimal) -> str:
    """A quantity as it is written: 14, 12.5."""
    words = f"{quantity:f}"
    return words.rstrip("0").rstrip(".") if "." in words else words


def title_of(name: str, spec: str = "", batch: str = "") -> str:
    """“杀螺胺 40g 20230102”: as a message names goods."""
    return f"“{' '.join(part for part in (name, spec, batch) if part)}”"


def items_of(act: Act) -> tuple[Item, ...]:
    """The goods an act lists: its own field, else those of its paper."""
    rows = act.get("items")
    return tuple(read_items(act.values.get(RELEASED_ITEMS) if rows is None else rows))


def listing_field(act: Act) -> str:
    """The key under which an act lists goods; empty where its kind lists none."""
    if act.kind in CONFISCATING:
        return CONFISCATED_ITEMS
    if act.kind == "preservation_decided":
        return ITEM_DISPOSALS
    return "" if act.kind == "case_closed" else "items"


def listed_in(paper: Act) -> tuple[Item, ...]:
    """The goods that an opinion, a notice or a decision lists for confiscation."""
    return tuple(read_items(paper.values.get(CONFISCATED_ITEMS)))


def read_items(rows: Any) -> Iterator[Item]:
    """Rows of goods as acts, papers and scripts hold them: tables, or names alone."""
    if not isinstance(rows, tuple | list):
        return
    for row in rows:
        if isinstance(row, str) and row:
            yield Item(key_of(row), row)
        elif isinstance(row, Mapping) and row.get("name"):
            yield _item(row)


def _item(row: Mapping[str, Any]) -> Item:
    name, spec, batch = (str(row.get(key) or "") for key in ("name", "spec", "batch"))
    return Item(
        key=key_of(name, spec, batch),
        name=name,
        spec=spec,
        batch=batch,
        maker=str(row.get("maker") or ""),
        unit=str(row.get("unit") or ""),
        quantity=quantity_of(row.get("quantity")),
        unit_price=_fen(row.get("unit_price")),
        disposal=str(row.get("disposal") or ""),
    )


def _fen(price: Any) -> int | None:
    """Fen as the program stores them, or a decimal number of yuan as a script writes it in `values`."""
    if isinstance(price, Decimal):
        return int(price * FEN_IN_YUAN)
    return price if isinstance(price, int) and not isinstance(price, bool) else None


def _plain(words: str) -> str:
    return "".join(unicodedata.normalize("NFKC", words).split()).casefold()
