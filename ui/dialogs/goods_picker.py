"""Picks goods of the case for an act: which lines, and how many of each."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from procedures.goods_cells import number_in
from procedures.goods_lines import figure
from procedures.goods_offers import GoodsOffer
from procedures.goods_table import is_table
from ui import theme
from ui.dialogs.frame import StopDialog
from ui.widgets.buttons import button
from ui.widgets.cell_sheet import CellSheet, SheetColumn
from ui.widgets.layout import column, frame, row
from ui.widgets.rows import Cell
from ui.widgets.text import Elided, set_text, text

WIDTH, HEIGHT = 900, 320
TAKE, THERE = "take", "there"
COLUMNS = (
    SheetColumn("name", "名称", 200, typed=False),
    SheetColumn("spec", "规格", 110, typed=False),
    SheetColumn("batch", "批号或生产日期", 130, typed=False),
    SheetColumn("unit", "单位", 56, typed=False),
    SheetColumn("where", "现在何处", 0, typed=False),
    SheetColumn(THERE, "可取", 80, right=True, typed=False),
    SheetColumn(TAKE, "取", 90, right=True),
)


class GoodsPicker(StopDialog):
    """Offers goods with how many there are. `picked` carries the items as rows of an act."""

    picked = Signal(object)

    def __init__(self, offers: Sequence[GoodsOffer], parent: QWidget | None = None) -> None:
        super().__init__("从涉案物品中选", "list", "soft", parent)
        self.setFixedWidth(theme.scaled(WIDTH))
        self._offers = tuple(offers)
        self.sheet = CellSheet(COLUMNS, is_table, grows=False)
        self.sheet.setFixedHeight(theme.scaled(HEIGHT))
        self.sheet.setAccessibleName("涉案物品")
        self.sheet.rows.edited.connect(self._look)
        self._told = Elided("", "caption", "soft")
        self._take = button("取用", "primary", then=self._accept)
        ways = row(
            button("全部取用", "link", small=True, then=lambda: self._fill(True)),
            button("全部不取", "link", small=True, then=lambda: self._fill(False)),
            None,
            gap=16,
        )
        hint = text("在“取”一栏填数量，空着的不取。", "small", "soft")
        self.add_body([column(row(hint, None, gap=0), ways, frame(column(self.sheet, gap=0), "card"), gap=6)])
        self.add_foot([self._told, None, button("返回", then=self.reject), self._take])
        self.set_first(self.sheet)
        self._fill(True)

    def take(self, number: int, quantity: str) -> None:
        """Say how many of one line are taken; an empty text takes none."""
        keys = self.sheet.rows.keys
        self.sheet.rows.setData(self.sheet.rows.index(number, keys.index(TAKE)), quantity)

    def _fill(self, whole: bool) -> None:
        self.sheet.rows.change_cells([_cells(offer, offer.quantity() if whole else "") for offer in self._offers])

    def _quantities(self) -> list[tuple[GoodsOffer, str, Decimal | None]]:
        taken = zip(self._offers, self.sheet.rows.cells(), strict=True)
        return [(offer, cells.get(TAKE, ""), number_in(cells.get(TAKE, ""))) for offer, cells in taken]

    def _look(self) -> None:
        looks: list[Mapping[str, Cell]] = []
        wrong: list[str] = []
        count = 0
        for offer, words, number in self._quantities():
            told = _wrong(offer, words, number)
            count += bool(words)
            wrong += [told] if told else []
            tone = "red" if words and number is None else "amber" if told else "text"
            looks.append({TAKE: Cell(words, tone=tone, strong=True)})
        self.sheet.rows.set_looks(looks)
        unread = any(words and number is None for _, words, number in self._quantities())
        set_text(self._told, "；".join(wrong) if wrong else f"取 {count} 种" if count else "还没有取")
        self._take.setEnabled(count > 0 and not unread)

    def _accept(self) -> None:
        rows = [offer.item(figure(number)) for offer, _, number in self._quantities() if number]
        self.picked.emit(tuple(rows))
        self.accept()


def _cells(offer: GoodsOffer, taken: str) -> dict[str, str]:
    line = offer.line
    return {
        "name": line.name,
        "spec": line.spec,
        "batch": line.batch,
        "unit": line.unit,
        "where": offer.where,
        THERE: figure(offer.available),
        TAKE: taken,
    }


def _wrong(offer: GoodsOffer, words: str, number: Decimal | None) -> str:
    """What is odd about a quantity: more than there are can be recorded, and is told."""
    if not words:
        return ""
    if number is None:
        return f"{offer.line.name}的“{words}”不是数量"
    if offer.line.certain and number > offer.available:
        return f"{offer.line.name}取{figure(number)}，可取的为{figure(offer.available)}"
    return ""


def rows_of(picked: Sequence[Mapping[str, Any]], keys: Sequence[str]) -> tuple[dict[str, Any], ...]:
    """Picked items in the columns of a list field; a price goes into whichever price column there is."""
    made = []
    for item in picked:
        told = dict(item)
        price = told.pop("unit_price", None)
        if price is not None:
            told |= {key: price for key in ("unit_price", "price") if key in keys}
        made.append({key: value for key, value in told.items() if key in keys})
    return tuple(made)
