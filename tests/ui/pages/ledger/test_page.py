"""The page of the ledger: rows, conditions, order, sums, charts, and what a row opens."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from benchmarks.make_ledger import make_ledger
from forms.ledger.conditions import Condition
from forms.ledger.layout import Sort
from tests.ui.pages.desks import noted
from ui.desk import Desk
from ui.pages.ledger import LedgerPage
from ui.pages.ledger.rows import LONGEST_SEEN, PAGE
from ui.pages.ledger.table import characters_of, pixels_of, widths_for
from ui.widgets.glyphs import Signal, State
from ui.widgets.rows import NO_INDEX, Cell

Shown = Callable[[], LedgerPage]
YEAR = Condition("opened_on", "between", (date(2023, 1, 1), date(2023, 12, 31)))


def cells(page: LedgerPage, key: str) -> list[Cell]:
    """The cells of a column."""
    rows = page.sheet.table.ledger_rows()
    assert rows is not None
    place = page.editing.layout.columns.index(key)
    return [rows.row(number)[place] for number in range(rows.rowCount())]


def words(page: LedgerPage, key: str) -> list[str]:
    return [cell.text for cell in cells(page, key)]


def order(page: LedgerPage) -> tuple[Sort, ...]:
    return page.editing.layout.sort


def test_all_cases_stand_in_the_shipped_layout_with_their_sums(shown: Shown) -> None:
    page = shown()
    assert len(words(page, "party_name")) == 4
    assert page.bar.layouts.box.currentText() == "案件台账"
    assert page.sheet.foot.told().startswith("4 件；")
    assert "罚款合计 76,000.00 元" in page.sheet.foot.told()


def test_a_condition_narrows_the_rows_and_stands_in_words_above_them(shown: Shown) -> None:
    page = shown()
    page.editing.put_condition(Condition("sector", "is", ("seed", "pesticide")))
    assert sorted(words(page, "sector")) == ["农药", "种子"]
    [chip] = page.bar.chips.chips()
    assert chip.words.text() == "行业 是 种子、农药"
    assert page.sheet.foot.told().startswith("2 件，已筛选（共 4 件）")


def test_delete_takes_a_condition_away(shown: Shown) -> None:
    page = shown()
    page.editing.put_condition(Condition("sector", "is", ("seed",)))
    QTest.keyClick(page.bar.chips.chips()[0].words, Qt.Key.Key_Delete)
    assert not page.editing.layout.filters
    assert len(words(page, "sector")) == 4


def test_words_are_searched_for_among_everything_that_is_known(shown: Shown) -> None:
    page = shown()
    page.bar.search.setText("生猪")
    page.bar.words_changed.emit()
    assert words(page, "sector") == ["屠宰"]


def test_nothing_found_names_the_conditions_and_the_way_back(shown: Shown) -> None:
    page = shown()
    page.editing.put_condition(Condition("party_name", "contains", ("没有这个人",)))
    assert page.sheet.foot.told().startswith("0 件，已筛选（共 4 件）")
    assert not page.export_button.isEnabled()
    page.sheet.forget_asked.emit()
    assert len(words(page, "party_name")) == 4


def test_a_head_sorts_and_turns_round_and_shift_adds_to_the_order(shown: Shown) -> None:
    page = shown()
    place = page.editing.layout.columns.index("fine")
    page.sheet.table.horizontalHeader().sectionClicked.emit(place)
    assert order(page) == (Sort("fine", True),)
    assert words(page, "fine")[0] == "50,000.00"
    page.sheet.table.horizontalHeader().sectionClicked.emit(place)
    assert words(page, "fine")[0] == "1,000.00"
    page.sheet.table.sort_by.emit("sector", False, True)
    assert order(page) == (Sort("fine"), Sort("sector"))
    assert page.sheet.table.model().headerData(place, Qt.Orientation.Horizontal) == "罚款（元） ↑1"


def test_a_state_has_shape_and_word(shown: Shown) -> None:
    page = shown()
    by_word = {cell.text: cell for cell in cells(page, "progress")}
    assert by_word["已结案"].state is State.DONE


def test_a_red_card_goes_before_the_state(shown: Shown, desk: Desk) -> None:
    with desk.session.database.transaction():
        desk.session.database.sql(
            "UPDATE ledger_row SET next_due = '2026-01-01', notice_from = '2025-12-20', yellow_from = '2026-01-02', "
            "red_from = '2026-02-01', progress = 'execution' WHERE sector = 'seed'"
        )
    page = shown()
    page.editing.put_condition(Condition("sector", "is", ("seed",)))
    [cell] = cells(page, "progress")
    assert cell.signal is Signal.RED
    assert cell.text == "红牌，收缴与执行"
    page.editing.show_column("days_left", True)
    assert cells(page, "days_left")[0].tone == "red"


def test_enter_opens_the_case(shown: Shown, desk: Desk) -> None:
    page = shown()
    rows = page.sheet.table.ledger_rows()
    assert rows is not None
    page.sheet.table.selectRow(1)
    QTest.keyClick(page.sheet.table, Qt.Key.Key_Return)
    assert noted(desk).opened == [rows.opens(1)]


def test_an_officer_is_looked_up_where_officers_are_kept(shown: Shown, desk: Desk) -> None:
    page = shown()
    page.choose_layout("shipped:执法证件")
    assert page.sheet.foot.told().startswith("2 个")
    page.sheet.table.opened.emit(0)
    assert noted(desk).places == ["officer"]


def test_rows_are_read_page_by_page_and_only_a_few_pages_stay(shown: Shown, desk: Desk) -> None:
    make_ledger(desk.session, PAGE * 15)
    page = shown()
    rows = page.sheet.table.ledger_rows()
    assert rows is not None
    assert rows.rowCount() == PAGE
    while rows.canFetchMore(NO_INDEX):
        rows.fetchMore(NO_INDEX)
    assert rows.rowCount() == PAGE * 15
    assert len(rows._pages) == 12
    seen = {rows.opens(number) for number in range(rows.rowCount())}
    assert len(seen) == PAGE * 15


def test_other_columns_leave_the_sums_as_they_are(shown: Shown) -> None:
    page = shown()
    read: list[object] = []
    page.reader.summed.connect(read.append)
    page.editing.show_column("grade", True)
    page.editing.sort("sector", False, False)
    assert read == []
    page.editing.put_condition(YEAR)
    assert len(read) == 1


def test_a_long_text_is_seen_in_one_line_and_copied_whole(shown: Shown, desk: Desk) -> None:
    long = "很长\n的文字" * 8000
    with desk.session.database.transaction():
        desk.session.database.sql("UPDATE ledger_row SET penalty = ?, party_name = ?", (long, '=HYPERLINK("x")'))
    page = shown()
    assert words(page, "penalty")[0].endswith("…")
    assert len(words(page, "penalty")[0]) == LONGEST_SEEN + 1
    assert words(page, "party_name")[0] == '=HYPERLINK("x")'
    page.sheet.table.selectRow(0)
    page.sheet.table.copy()
    copied = QGuiApplication.clipboard().text().splitlines()
    assert len(copied) == 2
    assert len(copied[1]) > len(long)


def test_columns_move_by_keyboard(shown: Shown) -> None:
    page = shown()
    table = page.sheet.table
    table.setCurrentIndex(table.model().index(0, 1))
    QTest.keyClick(table, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.editing.layout.columns[:2] == ("party_name", "case_number")


def test_a_width_that_was_drawn_is_kept_in_the_layout(shown: Shown) -> None:
    page = shown()
    page.sheet.table.horizontalHeader().resizeSection(page.editing.layout.columns.index("cause"), 400)
    column = next(each for each in page.editing.layout.shown() if each.key == "cause")
    assert dict(page.editing.layout.widths) == {"cause": characters_of(column, 400)}
    assert abs(pixels_of(column, characters_of(column, 400)) - 400) < 8


def test_texts_give_way_before_anything_is_out_of_sight(shown: Shown) -> None:
    page = shown()
    layout = replace(page.editing.layout, columns=("case_number", "cause", "opened_on", "fine"), totals=())
    natural = [pixels_of(column, layout.width_of(column.key)) for column in layout.shown()]
    narrow = widths_for(layout, sum(natural) - 60)
    assert sum(narrow) <= sum(natural) - 60
    assert narrow[0] == natural[0]
    assert sum(widths_for(layout, sum(natural) + 200)) == sum(natural) + 200
    assert widths_for(layout, 100) == natural


def test_a_bar_lists_the_rows_behind_it(shown: Shown) -> None:
    page = shown()
    kinds = page.sheet.graphs.cards[1].chart
    assert [bar.name for bar in kinds.bars()] == ["屠宰", "种子", "农药", "渔业"]
    kinds.choose(0)
    assert page.editing.layout.filters == (Condition("sector", "is", ("slaughter",)),)
    assert words(page, "sector") == ["屠宰"]


def test_what_was_worked_on_is_there_again_the_next_time(shown: Shown) -> None:
    page = shown()
    page.editing.put_condition(YEAR)
    page.editing.show_column("grade", True)
    page.save()
    again = shown()
    assert again.editing.layout.filters == (YEAR,)
    assert "grade" in again.editing.layout.columns
    assert again.editing.shown.is_changed
    again.editing.restore()
    assert not again.editing.shown.is_changed


def test_a_remembered_layout_that_can_not_be_read_gives_way_to_the_kept_one(shown: Shown, desk: Desk) -> None:
    desk.memory.set("ledger", {"key": "shipped:案件台账", "layout": "format = 99"})
    page = shown()
    assert not page.editing.shown.is_changed
    assert len(words(page, "party_name")) == 4
