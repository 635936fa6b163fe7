"""Reading what an officer types."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.widgets.typed import read_day, read_integer, read_money, read_time, shown_day, shown_money

TODAY = date(2026, 10, 9)


@pytest.mark.parametrize(
    "words",
    [
        "1009",
        "10.9",
        "10-09",
        "10/9",
        "10月9日",
        "10月9号",
        "20261009",
        "261009",
        "2026-10-09",
        "2026.10.9",
        "2026年10月9日",
        "26-10-9",
        "今天",
        "１０月９日",
    ],
)
def test_day_is_read_in_every_common_form(words: str) -> None:
    assert read_day(words, TODAY) == TODAY


@pytest.mark.parametrize("words", ["", "1332", "0230", "10", "109", "十月九日", "2026-13-01", "10.9.8.7", "明年"])
def test_what_is_no_day_is_not_guessed(words: str) -> None:
    assert read_day(words, TODAY) is None


def test_day_without_year_is_the_nearest_one() -> None:
    assert read_day("1224", date(2026, 1, 23)) == date(2025, 12, 24)
    assert read_day("0105", date(2026, 12, 30)) == date(2027, 1, 5)
    assert read_day("0229", date(2026, 3, 1)) is None
    assert read_day("0229", date(2027, 12, 1)) == date(2028, 2, 29)


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_day_shown_is_the_day_read(day: date) -> None:
    assert read_day(shown_day(day), TODAY) == day


@pytest.mark.parametrize("words", ["0840", "840", "8:40", "8时40分", "8点40", "８：４０"])
def test_time_is_read_in_every_common_form(words: str) -> None:
    assert read_time(words) == time(8, 40)


@pytest.mark.parametrize("words", ["2460", "25:00", "八点", "8:99", ""])
def test_what_is_no_time_is_not_guessed(words: str) -> None:
    assert read_time(words) is None


@pytest.mark.parametrize(
    ("words", "fen"),
    [("2382", 238200), ("2,382.00", 238200), ("2，382.5元", 238250), ("￥100", 10000), ("1.2万", 1200000), (".5", 50)],
)
def test_money_is_read_in_every_common_form(words: str, fen: int) -> None:
    assert read_money(words) == fen


@pytest.mark.parametrize("words", ["-1", "1.005", "一百", "1e3", "NaN", "", "1.2.3", "99999999999999"])
def test_what_is_no_sum_is_not_guessed(words: str) -> None:
    assert read_money(words) is None


@given(st.integers(0, 99_999_999_999_999))
def test_money_shown_is_the_money_read(fen: int) -> None:
    assert read_money(shown_money(fen)) == fen


def test_whole_numbers_only() -> None:
    assert read_integer("１２") == 12
    assert read_integer("1.5") is None
    assert read_integer("-1") is None
