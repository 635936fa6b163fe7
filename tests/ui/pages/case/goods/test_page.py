"""物品: the list typed and pasted, judged while typing, kept as a draft, recorded; the ledger; goods into acts."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from models.operations.cases import open_case
from models.queries.drafts import drafts
from procedures.case import Act, Case
from tests.builders import make_case
from tests.procedures.test_goods import CHECK, DECIDED, PACKS, case_of, decision, disposed_of, preserved, seized
from tests.procedures.test_goods_table import feed_shop
from tests.ui.case_desk import CaseDesk, open_dialog_of, opened, opened_desk, work_of
from ui.dialogs.goods_paste import GoodsPasteDialog
from ui.dialogs.goods_picker import GoodsPicker
from ui.pages.case.act_page import ActPage
from ui.pages.case.goods.page import LEDGER, GoodsPage
from ui.pages.case.page import CasePage
from ui.pages.case.parts import GOODS
from ui.widgets.row_editors import RowsEditor

DAY = date(2025, 3, 20)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[CaseDesk]:
    with opened_desk(tmp_path, DAY) as made:
        yield made


def page_of(desk: CaseDesk, case: Case, day: date = DAY) -> tuple[CasePage, GoodsPage]:
    desk.day = day
    case_id = open_case(desk.session, case, actor="A", now=desk.now()).case_id
    page = opened(desk, case_id, day)
    goods = page.page(GOODS)
    assert isinstance(goods, GoodsPage)
    return page, goods


def paste(page: GoodsPage, words: str, replacing: bool = False) -> None:
    page.list.paste(words)
    dialog = open_dialog_of(GoodsPasteDialog)
    (dialog._replace if replacing else dialog._add).click()


def type_at(page: GoodsPage, number: int, **cells: str) -> None:
    rows = page.list.sheet.rows
    for key, words in cells.items():
        rows.setData(rows.index(number, rows.keys.index(key)), words)


def words_of(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def stored(desk: CaseDesk, page: CasePage) -> list[tuple[str, str]]:
    return [(goods.name, goods.quantity) for goods in desk.file(page.case_id).case.goods]


def test_forty_nine_pasted_rows_are_recorded_with_their_sums(desk: CaseDesk) -> None:
    page, goods = page_of(desk, make_case())
    paste(goods, feed_shop())
    assert goods.list.judged.totals == "49种678盒，合计7649.00元"
    goods.record()
    assert len(stored(desk, page)) == 49
    assert desk.said.words == ["物品清单已登记，以前登记的留在办案日志里"]
    assert drafts(desk.session, actor="A") == ()


def test_row_whose_product_differs_stops_the_recording_until_one_figure_is_chosen(desk: CaseDesk) -> None:
    page, goods = page_of(desk, make_case())
    paste(goods, feed_shop().replace("\t154.00\t", "\t155.00\t", 1))
    assert goods.list.judged.hindrance == "第 1 行数量×单价与金额不等"
    assert not goods.record_button.isEnabled()
    goods.record()
    assert stored(desk, page) == []
    assert "金额栏写的是155.00元" in words_of(goods.list)
    goods.list.take_products([0])
    assert goods.list.judged.hindrance == ""
    goods.record()
    assert len(stored(desk, page)) == 49


def test_many_unequal_rows_are_settled_at_once(desk: CaseDesk) -> None:
    _, goods = page_of(desk, make_case())
    paste(goods, "品名\t数量\t单价\t金额\n甲\t2\t3\t7\n乙\t2\t4\t8\n丙\t2\t5\t9")
    assert goods.list.judged.hindrance == "第 1、3 行数量×单价与金额不等"
    (way,) = [each for each in goods.list.findChildren(QPushButton) if each.text() == "2 行都以乘积为准"]
    way.click()
    assert goods.list.judged.hindrance == ""


def test_cell_that_cannot_be_read_stays_as_typed_and_is_gone_to(desk: CaseDesk) -> None:
    page, goods = page_of(desk, make_case())
    type_at(goods, 0, name="甲药", quantity="三")
    assert goods.list.judged.hindrance == "第 1 行有读不出的内容"
    goods.record()
    assert stored(desk, page) == []
    assert goods.list.sheet.rows.keys[goods.list.sheet.currentIndex().column()] == "quantity"
    assert goods.list.cells() == ({"name": "甲药", "quantity": "三"},)


def test_half_typed_list_is_kept_as_a_draft_and_comes_back(desk: CaseDesk) -> None:
    page, goods = page_of(desk, make_case())
    type_at(goods, 0, name="甲药", quantity="三")
    page.save()
    again = opened(desk, page.case_id, DAY).page(GOODS)
    assert isinstance(again, GoodsPage)
    assert again.list.cells() == ({"name": "甲药", "quantity": "三"},)


def test_changes_given_up_leave_the_recorded_list(desk: CaseDesk) -> None:
    page, goods = page_of(desk, make_case(goods=(PACKS,)))
    type_at(goods, 0, quantity="30")
    page.save()
    goods._back.click()
    assert goods.list.cells()[0]["quantity"] == "20"
    assert drafts(desk.session, actor="A") == ()


def test_pasted_table_replaces_the_list_only_when_asked(desk: CaseDesk) -> None:
    _, goods = page_of(desk, make_case(goods=(PACKS,)))
    paste(goods, "品名\t数量\n乙药\t3")
    assert [cells["name"] for cells in goods.list.cells()] == ["70%杀螺胺", "乙药"]
    paste(goods, "品名\t数量\n丙药\t3", replacing=True)
    assert [cells["name"] for cells in goods.list.cells()] == ["丙药"]
    goods.list.sheet.rows.undo()
    assert len(goods.list.cells()) == 2


def test_list_is_judged_against_what_acts_did_with_the_goods(desk: CaseDesk) -> None:
    _, goods = page_of(desk, case_of(preserved(on=CHECK)))
    type_at(goods, 0, quantity="15")
    assert "先行登记保存14包，多于当时尚在的9包" in goods.list.judged.rows[0].told()
    assert goods.record_button.isEnabled()


def test_same_goods_twice_are_told(desk: CaseDesk) -> None:
    _, goods = page_of(desk, make_case(goods=(PACKS, PACKS)))
    assert [row.told() for row in goods.list.judged.rows] == [
        "",
        "与第 1 行是同一物品（名称、规格、批号都相同），数量已合并计算",
    ]


def test_columns_that_hold_nothing_stand_aside_until_asked_for(desk: CaseDesk) -> None:
    _, goods = page_of(desk, make_case(goods=(PACKS,)))
    sheet = goods.list.sheet
    sampled = sheet.rows.keys.index("sampled")
    assert sheet.isColumnHidden(sampled)
    goods.list._all_columns.click()
    assert not sheet.isColumnHidden(sampled)


def ledger_words(goods: GoodsPage) -> list[str]:
    goods.show_part(LEDGER)
    model = goods.ledger.table.model()
    return [str(model.index(0, column).data()) for column in range(model.columnCount())]


def test_ledger_tells_what_is_kept_where_and_until_when(desk: CaseDesk) -> None:
    _, goods = page_of(desk, case_of(preserved(on=CHECK, values={"keep_place": "本店库房"})))
    assert ledger_words(goods)[:3] == ["70%杀螺胺", "20包", "6"]
    assert "本机关14包" in ledger_words(goods)
    assert "03-28 周五 剩 8 日" in ledger_words(goods)
    assert "本店库房" in words_of(goods.ledger)


def test_goods_given_back_and_confiscated_are_told_in_the_ledger(desk: CaseDesk) -> None:
    acts: tuple[Act, ...] = (preserved(), disposed_of("released"), decision())
    _, goods = page_of(desk, case_of(*acts), date(2025, 4, 25))
    assert goods.ledger.troubled() == 1
    assert "已于2025-03-28返还当事人14包" in words_of(goods.ledger)


def test_goods_picked_for_a_seizure_stand_on_its_page(desk: CaseDesk) -> None:
    page, goods = page_of(desk, case_of(preserved(on=CHECK)))
    goods.write_into("property_seized")
    open_dialog_of(GoodsPicker)._accept()
    middle = work_of(page).middle()
    assert isinstance(middle, ActPage)
    assert middle.kind.kind == "property_seized"
    (item,) = middle.form.values()["items"]
    assert (item["name"], item["quantity"], item["unit_price"]) == ("70%杀螺胺", "14", 600)


def test_items_of_an_act_are_picked_from_the_goods_and_never_listed_twice(desk: CaseDesk) -> None:
    page, _ = page_of(desk, case_of(seized(on=CHECK)), DECIDED)
    middle = work_of(page).act_page("goods_counted")
    editor = middle.form.box("items").editor
    assert isinstance(editor, RowsEditor)
    editor._pick_goods()
    picker = open_dialog_of(GoodsPicker)
    picker.take(0, "13")
    picker._accept()
    assert [row["quantity"] for row in middle.form.values()["items"]] == ["13"]


def test_table_pasted_into_the_items_of_an_act_is_understood_by_its_headings(desk: CaseDesk) -> None:
    page, _ = page_of(desk, make_case())
    middle = work_of(page).act_page("sample_taken")
    editor = middle.form.box("items").editor
    assert isinstance(editor, RowsEditor)
    assert editor._paste_goods("品名\t批号\t数量\t单价\n甲药\t007\t3盒\t2.50")
    open_dialog_of(GoodsPasteDialog)._add.click()
    (item,) = middle.form.values()["items"]
    assert (item["name"], item["batch"], item["quantity"], item["unit"]) == ("甲药", "007", "3", "盒")
    assert not editor._paste_goods("甲药\t3")
