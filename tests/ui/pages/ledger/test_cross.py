"""交叉表: what it is made of, its totals, and the rows behind a number."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from forms.ledger.conditions import Condition
from forms.ledger.layout import Axis, PivotLayout
from ui.pages.ledger import LedgerPage
from ui.pages.ledger.cross_view import CrossRows, axes_of
from ui.pages.ledger.narrowing import days_of

Shown = Callable[[], LedgerPage]


def crossed(page: LedgerPage) -> CrossRows:
    rows = page.sheet.cross.cross_rows()
    assert rows is not None
    return rows


def table(page: LedgerPage) -> list[list[str]]:
    rows = crossed(page)
    return [[cell.text for cell in rows.row(number)] for number in range(rows.rowCount())]


def filters(page: LedgerPage) -> tuple[Condition, ...]:
    return page.editing.layout.filters


def choose(page: LedgerPage, rows: str, columns: str, value: str) -> None:
    cross = page.sheet.cross
    cross.rows.choose(rows)
    cross.columns.choose(columns)
    cross.value.choose(value)
    cross.value.activated.emit(cross.value.currentIndex())


def test_the_button_shows_the_pivot_of_the_layout_and_the_rows_again(shown: Shown) -> None:
    page = shown()
    page.cross_button.click()
    assert page.cross_button.isChecked()
    assert page.sheet.cross.rows.currentText() == "立案日期（按月）"
    assert page.sheet.cross.columns.currentText() == "行业"
    assert table(page)[-1][0] == "合计"
    assert table(page)[-1][-1] == "4"
    assert not page.editing.shown.is_changed
    page.cross_button.click()
    assert page.editing.pivot is None


def test_sums_stand_in_yuan_and_add_up(shown: Shown) -> None:
    page = shown()
    page.cross_button.click()
    choose(page, "sector", "none", "fine")
    assert ["屠宰", "50,000.00"] in table(page)
    assert table(page)[-1] == ["合计", "76,000.00"]
    assert page.editing.layout.pivot == PivotLayout(Axis("sector"), None, "fine")


def test_rows_and_columns_change_places(shown: Shown) -> None:
    page = shown()
    page.cross_button.click()
    page.sheet.cross.swap.click()
    assert page.editing.pivot == PivotLayout(Axis("sector"), Axis("opened_on", "month"))


def test_a_number_lists_the_rows_behind_it_and_one_press_leads_back(shown: Shown) -> None:
    page = shown()
    page.cross_button.click()
    choose(page, "sector", "opened_on:month", "count")
    rows = crossed(page)
    number = [head.words for head in rows.table.rows].index("种子")
    place = next(
        n
        for n, head in enumerate(rows.table.columns)
        if (rows.table.rows[number].value, head.value) in rows.table.cells
    )
    view = page.sheet.cross.table
    view.setCurrentIndex(rows.index(number, place + 1))
    QTest.keyClick(view, Qt.Key.Key_Return)
    month = rows.table.columns[place].value
    expected = (Condition("sector", "is", ("seed",)), Condition("opened_on", "between", days_of(month)))
    assert filters(page) == expected
    assert page.sheet.foot.told().startswith("1 件，已筛选（共 4 件）")
    assert "行业 是 种子" in page.sheet.listing.told()
    page.sheet.listing.way.click()
    assert page.editing.pivot is not None
    assert filters(page) == ()


def test_the_grand_total_lists_everything(shown: Shown) -> None:
    page = shown()
    page.cross_button.click()
    rows = crossed(page)
    assert rows.conditions(rows.rowCount() - 1, rows.columnCount() - 1) == []


def test_a_pivot_without_end_says_why_there_is_none(shown: Shown) -> None:
    page = shown()
    page.cross_button.click()
    page.sheet.cross.show_wrong("交叉表有 3000 行。请换一列")
    assert page.sheet.cross.table.isHidden()
    choose(page, "sector", "none", "count")
    assert not page.sheet.cross.table.isHidden()


def test_identity_numbers_are_no_axis() -> None:
    assert not {"identity_no", "address", "phone", "penalty"} & {axis.column for axis in axes_of("cases")}
