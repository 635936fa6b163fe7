"""The columns to choose from: ticked under their groups, put into order, added up."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.pages.ledger import LedgerPage
from ui.pages.ledger.chooser import ColumnLine
from ui.pages.ledger.side_host import BESIDE_FROM

Shown = Callable[[], LedgerPage]
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(shown: Shown) -> LedgerPage:
    """The page with the panel open."""
    made = shown()
    made.toggle_chooser()
    return made


def line(page: LedgerPage, key: str) -> ColumnLine:
    return next(each for each in page.chooser.lines() if each.column.key == key)


def test_a_tick_shows_a_column_as_the_last_one_and_takes_it_away_again(page: LedgerPage) -> None:
    box = line(page, "grade").box
    box.click()
    assert page.editing.layout.columns[-1] == "grade"
    assert box.isChecked()
    assert line(page, "grade").place.text() == "21"
    box.click()
    assert "grade" not in page.editing.layout.columns
    assert not box.isChecked()


def test_the_button_says_how_many_of_the_columns_are_shown(page: LedgerPage) -> None:
    line(page, "grade").box.click()
    assert page.bar.columns.text() == "列 21 / 63"


def test_words_leave_only_the_columns_that_have_them(page: LedgerPage) -> None:
    page.chooser.search.setText("备案日期")
    seen = [each.column.label for each in page.chooser.lines() if not each.isHidden()]
    assert seen == ["备案日期（政府）", "备案日期（上级）"]


def test_alt_and_arrows_move_a_ticked_column(page: LedgerPage) -> None:
    QTest.keyClick(line(page, "cause").box, Qt.Key.Key_Up, ALT)
    assert page.editing.layout.columns[1] == "cause"
    QTest.keyClick(line(page, "grade").box, Qt.Key.Key_Up, ALT)
    assert "grade" not in page.editing.layout.columns


def test_the_list_of_the_order_moves_and_hides_columns(page: LedgerPage) -> None:
    order = page.chooser.order
    order.setCurrentRow(2)
    QTest.keyClick(order, Qt.Key.Key_Up, ALT)
    assert page.editing.layout.columns[:3] == ("case_number", "cause", "party_name")
    assert order.current_key() == "cause"
    QTest.keyClick(order, Qt.Key.Key_Delete)
    assert "cause" not in page.editing.layout.columns
    assert order.keys() == page.editing.layout.columns


def test_money_is_added_up_below_the_table_when_asked_for(page: LedgerPage) -> None:
    total = line(page, "unpaid").total
    assert total is not None
    assert total.text() == "合计 ✓"
    total.click()
    assert "unpaid" not in page.editing.layout.totals
    assert "未缴合计" not in page.sheet.foot.told()
    assert line(page, "days_left").total is None


def test_the_panel_lies_over_the_table_in_a_narrow_window_and_beside_it_in_a_wide_one(
    qtbot: QtBot, page: LedgerPage
) -> None:
    def table_width() -> int:
        return page.sheet.table.width()

    narrow = table_width()
    assert page.host.is_floating()
    page.toggle_chooser()
    assert table_width() == narrow
    page.resize(BESIDE_FROM + 40, 800)
    wide = table_width()
    page.toggle_chooser()
    qtbot.waitUntil(lambda: table_width() < wide)


def test_escape_closes_the_panel_and_the_keyboard_goes_to_the_table(page: LedgerPage) -> None:
    QTest.keyClick(page.chooser.search, Qt.Key.Key_Escape)
    assert page.chooser.isHidden()


def test_the_last_column_can_not_be_taken_away(page: LedgerPage) -> None:
    page.editing.order_columns(["case_number"])
    line(page, "case_number").box.click()
    assert page.editing.layout.columns == ("case_number",)
    assert line(page, "case_number").box.isChecked()


def test_nothing_of_the_page_asks_for_more_room_than_the_smallest_window(page: LedgerPage) -> None:
    for child in (page, page.sheet, page.bar, page.chooser):
        assert isinstance(child, QWidget)
    assert page.minimumSizeHint().width() <= 1280 - 76
    assert page.minimumSizeHint().height() <= 720 - 72
