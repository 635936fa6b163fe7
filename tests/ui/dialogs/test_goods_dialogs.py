"""What was understood of a pasted table is shown before it is taken; goods are picked with their quantities."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from procedures.goods_offers import goods_offers
from tests.procedures.test_goods import CHECK, PACKS, case_of, preserved
from tests.procedures.test_goods_table import feed_shop
from ui.dialogs.goods_paste import GoodsPasteDialog
from ui.dialogs.goods_picker import GoodsPicker, rows_of
from ui.widgets.text import Elided, typeset


def words_of(dialog: GoodsPasteDialog | GoodsPicker) -> str:
    return "\n".join(
        label.whole() if isinstance(label, Elided) else label.text() for label in dialog.findChildren(QLabel)
    )


def taken_by(dialog: GoodsPasteDialog, replacing: bool) -> list[tuple[Sequence[Mapping[str, str]], bool]]:
    found: list[tuple[Sequence[Mapping[str, str]], bool]] = []
    dialog.taken.connect(lambda rows, replace: found.append((rows, replace)))
    (dialog._replace if replacing else dialog._add).click()
    return found


def test_sums_and_the_lines_left_out_are_told_before_anything_is_taken(qtbot: QtBot) -> None:
    dialog = GoodsPasteDialog(feed_shop(), 0)
    qtbot.addWidget(dialog)
    told = words_of(dialog)
    assert "49种678盒，合计7649.00元" in told
    assert "合计行" in told
    assert dialog._replace.isHidden()
    ((rows, replacing),) = taken_by(dialog, replacing=False)
    assert (len(rows), replacing) == (49, False)


def test_table_may_replace_the_rows_that_stand_there(qtbot: QtBot) -> None:
    dialog = GoodsPasteDialog(feed_shop(), 3)
    qtbot.addWidget(dialog)
    assert dialog._replace.text() == "替换现有 3 行"
    assert taken_by(dialog, replacing=True)[0][1]


def test_guess_is_told_and_a_column_chosen_anew_is_read_anew(qtbot: QtBot) -> None:
    dialog = GoodsPasteDialog("3\t甲药\t5\n4\t乙药\t6", 0)
    qtbot.addWidget(dialog)
    assert dialog.read.guessed
    assert "没有认出表头" in words_of(dialog)
    for number, field in enumerate(("sold", "name", "quantity")):
        dialog.choose_column(number, field)
    assert [(goods.quantity, goods.sold) for goods in dialog.read.goods()] == [("5", "3"), ("6", "4")]


def test_row_that_cannot_be_read_is_counted_and_comes_along_as_it_was(qtbot: QtBot) -> None:
    dialog = GoodsPasteDialog("品名\t批号\t数量\n甲\t6.9E+12\t三\n乙\t1\t2", 0)
    qtbot.addWidget(dialog)
    assert "共2行，读出1行：1种2件" in words_of(dialog)
    assert typeset("1 行有读不出的内容") in words_of(dialog)
    ((rows, _),) = taken_by(dialog, replacing=False)
    assert rows[0] == {"name": "甲", "batch": "6.9E+12", "quantity": "三"}


def test_text_without_a_row_cannot_be_taken(qtbot: QtBot) -> None:
    dialog = GoodsPasteDialog("品名\t数量\n", 0)
    qtbot.addWidget(dialog)
    assert not dialog._add.isEnabled()


def picked_by(picker: GoodsPicker) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = []
    picker.picked.connect(found.extend)
    picker._take.click()
    return found


def test_all_that_there_is_is_offered_and_picked(qtbot: QtBot) -> None:
    picker = GoodsPicker(goods_offers(case_of(preserved()), "property_seized", CHECK))
    qtbot.addWidget(picker)
    assert picked_by(picker) == [
        {
            "name": "70%杀螺胺",
            "quantity": "14",
            "unit": "包",
            "spec": "40克",
            "batch": "20230102",
            "unit_price": 600,
        }
    ]


def test_fewer_may_be_taken_and_more_is_told_but_not_forbidden(qtbot: QtBot) -> None:
    picker = GoodsPicker(goods_offers(case_of(preserved()), "property_seized", CHECK))
    qtbot.addWidget(picker)
    picker.take(0, "15")
    assert "取15，可取的为14" in words_of(picker)
    assert picker._take.isEnabled()
    picker.take(0, "三")
    assert not picker._take.isEnabled()
    picker.take(0, "")
    assert not picker._take.isEnabled()


def test_picked_rows_take_the_columns_that_there_are() -> None:
    item = {"name": "甲", "quantity": "3", "unit_price": 100, "maker": "某厂"}
    assert rows_of([item], ("name", "quantity", "price")) == ({"name": "甲", "quantity": "3", "price": 100},)
    assert PACKS.price == 600
