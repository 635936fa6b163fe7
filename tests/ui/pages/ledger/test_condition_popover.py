"""加条件: the column found by its words, the test, the value in the editor of the column's kind."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from forms.ledger.columns import columns_of
from forms.ledger.conditions import Condition
from ui.pages.ledger.condition_popover import ConditionPopover
from ui.pages.ledger.value_editors import Asked, asked_of, read_number, read_year, usual_periods
from ui.widgets.choice_editors import ChoicesEditor
from ui.widgets.line_editors import ParsedEditor, TextEditor

TODAY = date(2025, 1, 9)


@pytest.fixture
def asked(qtbot: QtBot) -> ConditionPopover:
    """The popover over an empty window."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    made = ConditionPopover("cases", columns_of("cases"), TODAY, lambda _key: ["李某"], window)
    made.open_new(window)
    return made


def pick(popover: ConditionPopover, words: str) -> None:
    """Find a column by its words and take the first one."""
    popover.finder.setText(words)
    popover.finder.textEdited.emit(words)
    QTest.keyClick(popover.finder, Qt.Key.Key_Return)


def choose(popover: ConditionPopover, test: Asked) -> None:
    popover.test.choose(test)


def enter(popover: ConditionPopover, *typed: str) -> None:
    """Type into the lines of the value."""
    lines = [each.line for each in popover.value.findChildren(ParsedEditor)]
    lines = lines or [each.line for each in popover.value.findChildren(TextEditor)]
    for line, words in zip(lines, typed, strict=True):
        line.setText(words)
        line.textEdited.emit(words)


def answers(popover: ConditionPopover) -> list[tuple[object, int]]:
    found: list[tuple[object, int]] = []
    popover.answered.connect(lambda condition, place: found.append((condition, place)))
    return found


def test_a_year_is_one_number_and_becomes_its_days(asked: ConditionPopover) -> None:
    found = answers(asked)
    pick(asked, "立案日期")
    enter(asked, "2024")
    QTest.keyClick(asked, Qt.Key.Key_Return)
    assert found == [(Condition("opened_on", "between", (date(2024, 1, 1), date(2024, 12, 31))), -1)]


def test_last_year_is_one_press_away(asked: ConditionPopover) -> None:
    pick(asked, "立案日期")
    next(made for made in asked.value.findChildren(QPushButton) if made.text() == "去年").click()
    condition = asked.condition()
    assert condition is not None
    assert condition.values == (date(2024, 1, 1), date(2024, 12, 31))


def test_money_is_asked_in_yuan_and_kept_in_fen(asked: ConditionPopover) -> None:
    pick(asked, "罚款")
    choose(asked, "between")
    enter(asked, "1万", "20,000")
    assert asked.condition() == Condition("fine", "between", (1_000_000, 2_000_000))
    assert not asked.wrong()


def test_the_first_value_may_not_be_above_the_second(asked: ConditionPopover) -> None:
    pick(asked, "罚款")
    choose(asked, "between")
    enter(asked, "200", "100")
    assert "不大于后一个" in asked.wrong()
    assert not asked.apply.isEnabled()


def test_choices_are_ticked_and_mean_any_of_them(asked: ConditionPopover) -> None:
    pick(asked, "行业")
    editor = asked.value.findChild(ChoicesEditor)
    assert isinstance(editor, ChoicesEditor)
    editor.set_value(("seed", "feed"))
    editor.changed.emit()
    assert asked.condition() == Condition("sector", "is", ("seed", "feed"))


def test_days_left_may_be_below_zero(asked: ConditionPopover) -> None:
    pick(asked, "剩余天数")
    choose(asked, "at_most")
    enter(asked, "-3")
    assert asked.condition() == Condition("filing_left", "at_most", (-3,))


def test_an_empty_value_says_so_and_does_not_go_on(asked: ConditionPopover) -> None:
    found = answers(asked)
    pick(asked, "承办人")
    assert asked.wrong() == "还没有写值"
    QTest.keyClick(asked, Qt.Key.Key_Return)
    assert found == []


def test_what_is_no_day_is_told_in_words(asked: ConditionPopover) -> None:
    pick(asked, "立案日期")
    choose(asked, "at_least")
    enter(asked, "13月40日")
    assert "不是日期" in asked.wrong()


def test_emptiness_needs_no_value(asked: ConditionPopover) -> None:
    pick(asked, "结案日期")
    choose(asked, "empty")
    assert asked.condition() == Condition("closed_on", "empty")
    assert not asked.wrong()


def test_a_condition_that_is_changed_keeps_its_place(qtbot: QtBot, asked: ConditionPopover) -> None:
    window = asked.parentWidget()
    assert window is not None
    other = ConditionPopover("cases", columns_of("cases"), TODAY, lambda _key: [], window)
    found = answers(other)
    other.open_for(window, Condition("handlers", "contains", ("李某",)), 2)
    assert other.condition() == Condition("handlers", "contains", ("李某",))
    enter(other, "陈某")
    QTest.keyClick(other, Qt.Key.Key_Return)
    assert found == [(Condition("handlers", "contains", ("陈某",)), 2)]


def test_every_column_has_an_editor_for_each_of_its_tests(asked: ConditionPopover) -> None:
    for column in columns_of("cases").values():
        for test in asked_of(column):
            asked.value.ask(column, test)
            assert isinstance(asked.value.values(), tuple)


@pytest.mark.parametrize(
    ("typed", "year"), [("2024", 2024), ("24年", 2024), ("1850", None), ("二〇", None), ("", None)]
)
def test_a_year_is_read_with_two_digits_or_four(typed: str, year: int | None) -> None:
    assert read_year(typed) == year


@pytest.mark.parametrize(
    ("typed", "number"), [("-12", -12), ("1,200", 1200), ("－3", -3), ("3.5", None), ("9" * 12, None)]
)
def test_a_number_may_be_below_zero(typed: str, number: int | None) -> None:
    assert read_number(typed) == number


def test_the_month_before_january_lies_in_the_year_before() -> None:
    months = {period.name: (period.first, period.last) for period in usual_periods(TODAY)}
    assert months["上月"] == (date(2024, 12, 1), date(2024, 12, 31))
    assert months["去年"] == (date(2024, 1, 1), date(2024, 12, 31))
