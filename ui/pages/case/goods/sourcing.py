"""Goods for the lists of acts and papers: picked from those of the case, or pasted from a spreadsheet."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from procedures.goods_cells import GoodsRow, read_cells
from procedures.goods_offers import goods_offers
from procedures.goods_table import is_table, read_goods_table
from ui.dialogs.goods_paste import GoodsPasteDialog
from ui.dialogs.goods_picker import GoodsPicker, rows_of
from ui.pages.case.keeping import open_dialog
from ui.pages.case.opened import OpenedCase
from ui.widgets.field_editors import TakeRows

Rows = Sequence[Mapping[str, Any]]


class CaseGoods:
    """The goods of one case for an act of a kind that goes back to the act `ref`, where it is known."""

    def __init__(self, opened: OpenedCase, kind: str, ref: Callable[[], str] = str) -> None:
        self._opened, self._kind, self._ref = opened, kind, ref

    def pick(self, keys: Sequence[str], owner: QWidget, then: Callable[[Rows], None]) -> None:
        """Let goods be picked, with how many of each there are for this kind of act."""
        offers = goods_offers(self._opened.case, self._kind, self._opened.today, self._ref())
        dialog = GoodsPicker(offers, owner.window())
        dialog.picked.connect(lambda rows: then(rows_of(rows, keys)))
        open_dialog(dialog)

    def paste(self, words: str, keys: Sequence[str], standing: int, owner: QWidget, then: TakeRows) -> bool:
        """Show what is understood of a table; False where it is none with headings of goods."""
        if not is_table(words) or read_goods_table(words).guessed:
            return False
        dialog = GoodsPasteDialog(words, standing, owner.window())
        dialog.taken.connect(lambda rows, replacing: then(_typed_rows(rows, keys), replacing))
        open_dialog(dialog)
        return True


def _typed_rows(rows: Sequence[Mapping[str, str]], keys: Sequence[str]) -> Rows:
    return [_typed(read_cells(cells), keys) for cells in rows]


def _typed(row: GoodsRow, keys: Sequence[str]) -> Mapping[str, Any]:
    """A pasted row as an editor of rows takes it: read values, and what can't be read as it was typed."""
    told: dict[str, Any] = dict(row.cells)
    if row.goods is not None:
        price = row.goods.price if row.goods.price is not None else row.goods.marked_price
        told |= {key: getattr(row.goods, key) for key in ("quantity", "unit") if getattr(row.goods, key)}
        told |= {"price": price, "unit_price": price}
    else:
        told["unit_price"] = told.get("price")
    return {key: value for key, value in told.items() if key in keys and value not in (None, "")}
