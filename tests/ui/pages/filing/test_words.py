"""Words of the desk: figures and the Chinese beside them, days near and far."""

from datetime import date

import pytest

from tests.builders import make_case
from tests.ui.pages.filing.desks import CITY, TODAY, followed
from ui.pages.case.words import act_told
from ui.pages.filing.words import left_words, missing_words, short_date, spaced


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("罚款20,000.00元，达到20,000.00元", "罚款 20,000.00 元，达到 20,000.00 元"),
        ("浏农（屠宰）罚〔2024〕1号，3页", "浏农（屠宰）罚〔2024〕1号，3 页"),
        ("附件4 第十二条第七项", "附件4 第十二条第七项"),
    ],
)
def test_a_figure_stands_apart_from_words_but_names_stay_whole(words: str, shown: str) -> None:
    assert spaced(words) == shown


@pytest.mark.parametrize(("left", "words"), [(-3, "逾期 3 日"), (0, "今天到期"), (1, "剩 1 日")])
def test_days_left_are_told_exactly(left: int, words: str) -> None:
    assert left_words(left) == words


def test_a_day_of_another_year_bears_its_year_unless_it_is_near() -> None:
    assert short_date(date(2024, 1, 5), TODAY) == "01-05"
    assert short_date(date(2023, 1, 5), TODAY) == "2023-01-05"
    assert short_date(date(2025, 1, 5), TODAY) == "01-05"


def test_missing_parts_have_their_names_of_the_regulation() -> None:
    assert missing_words(("report", "evidence_copies")) == "备案报告、主要证据材料复印件"


def test_a_scan_is_told_as_attached_and_not_by_its_whole_digest() -> None:
    act = followed("filing_received", CITY, date(2024, 10, 28), values={"scan": "e6e36c6c1a" + "0" * 54})
    told = act_told(act, make_case())
    assert "回执扫描件 已附（校验值 e6e36c6c1a…）" in told
