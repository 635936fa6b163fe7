"""Amounts, dates, numbers and dated wording."""

from datetime import date, datetime, time
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.amounts import DIGITS, UNITS, capitals, figures, in_full
from forms.dates import age_on, clock, compact, day, moment
from forms.facts import fact
from forms.kinds import FORMATS, read_value, show
from forms.numbering import document_number, series_of
from forms.wording import read_wordings, wordings
from procedures.problems import DataError, RuleError
from tests.builders import OFFICE
from tests.forms.samples import FORMS, simple_sources

DAY = date(2026, 10, 9)


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (116000, "壹仟壹佰陆拾元整"),
        (1606290, "壹万陆仟零陆拾贰元玖角"),
        (3000448, "叁万零肆元肆角捌分"),
        (52944000, "伍拾贰万玖仟肆佰肆拾元整"),
        (1000305, "壹万零叁元零伍分"),
        (10000000, "壹拾万元整"),
        (50, "伍角"),
        (5, "伍分"),
        (0, "零元整"),
        (1000000000, "壹仟万元整"),
        (10000100000, "壹亿零壹仟元整"),
        (10000, "壹佰元整"),
        (100000000000005, "壹万亿元零伍分"),
    ],
)
def test_capitals(fen: int, words: str) -> None:
    assert capitals(fen) == words


@given(st.integers(min_value=0, max_value=10**13))
def test_capitals_read_back_as_the_sum(fen: int) -> None:
    assert read_capitals(capitals(fen)) == fen


def read_capitals(words: str) -> int:
    """The sum that capitals say, read by place values; independent of how they are made."""
    whole, _, rest = words.removesuffix("整").rpartition("元") if "元" in words else ("", "", words)
    total = section = digit = 0
    for char in whole:
        if char in DIGITS:
            digit = DIGITS.index(char)
        elif char in UNITS:
            section, digit = section + digit * 10 ** UNITS.index(char), 0
        else:
            factor = {"万": 10**4, "亿": 10**8}[char]
            total = (total + section + digit) * factor if char == "亿" else total + (section + digit) * factor
            section = digit = 0
    cents = 0
    for char, unit in zip(rest, rest[1:] + " ", strict=False):
        if char in DIGITS and unit in ("角", "分"):
            cents += DIGITS.index(char) * (10 if unit == "角" else 1)
    return (total + section + digit) * 100 + cents


def test_negative_sum_has_no_capitals() -> None:
    with pytest.raises(ValueError, match="never negative"):
        capitals(-1)


def test_sum_in_full_has_no_thousands_separator() -> None:
    assert figures(1606290) == "16062.90"
    assert in_full(1606290) == "壹万陆仟零陆拾贰元玖角（¥16062.90元）"


def test_days_and_times_as_documents_write_them() -> None:
    assert day(date(2024, 7, 5)) == "2024年7月5日"
    assert clock(time(9, 5)) == "9时05分"
    assert moment(datetime.combine(date(2024, 5, 10), time(9, 30))) == "2024年5月10日9时30分"
    assert compact(date(2024, 7, 5)) == "20240705"


@pytest.mark.parametrize(("on", "age"), [(date(2026, 3, 11), 46), (date(2026, 3, 12), 47)])
def test_age_is_complete_on_the_birthday(on: date, age: int) -> None:
    assert age_on(date(1979, 3, 12), on) == age


def test_stored_values_are_read_from_what_json_holds() -> None:
    assert read_value("date", "2026-10-09") == DAY
    assert read_value("time", "08:56:00") == time(8, 56)
    assert read_value("citations", ["《某法》第一条"]) == ("《某法》第一条",)
    with pytest.raises(ValueError, match="应为日期"):
        read_value("date", "十月九日")
    with pytest.raises(ValueError, match="金额"):
        read_value("money", 100.5)


@pytest.mark.parametrize(
    ("kind", "written", "read"),
    [
        ("money", Decimal("100.00"), 100_00),
        ("money", Decimal("19.9"), 19_90),
        ("money", Decimal(0), 0),
        ("money", 100_00, 100_00),
        ("integer", Decimal("3.00"), 3),
        ("text", Decimal("12.50"), "12.50"),
        ("text", 13900000000, "13900000000"),
        ("date", date(2026, 10, 9), DAY),
        ("time", time(8, 56), time(8, 56)),
    ],
)
def test_values_of_a_case_script_are_read_by_the_kind_of_the_field(kind: str, written: object, read: object) -> None:
    assert read_value(kind, written) == read


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("money", Decimal("0.001")),
        ("money", Decimal("-1.00")),
        ("money", Decimal("1000000000000.00")),
        ("money", Decimal("NaN")),
        ("money", Decimal("Infinity")),
        ("money", "100"),
        ("money", True),
        ("integer", Decimal("2.5")),
        ("integer", Decimal("Infinity")),
        ("text", True),
        ("long_text", 3),
        ("date", 20261009),
        ("time", date(2026, 10, 9)),
    ],
)
def test_value_that_does_not_fit_its_kind_is_refused(kind: str, written: object) -> None:
    with pytest.raises(ValueError, match="应为"):
        read_value(kind, written)


def test_every_kind_shows_nothing_for_an_empty_value() -> None:
    for kind in FORMATS:
        assert show(kind, None) == ""


def test_number_follows_the_pattern_and_leaves_out_an_empty_category() -> None:
    form = FORMS.form("7", DAY)
    assert document_number(form, OFFICE, "畜牧", 2026, 1) == "浏农（畜牧）当罚〔2026〕1号"
    assert document_number(form, OFFICE, "", 2026, 12) == "浏农当罚〔2026〕12号"
    assert document_number(FORMS.form("29", DAY), OFFICE, "兽药", 2026, 3) == "浏农（兽药）罚〔2026〕3号"


def test_number_needs_the_agency_word_and_a_form_that_is_numbered() -> None:
    with pytest.raises(RuleError, match="机关代字"):
        document_number(FORMS.form("7", DAY), {}, "畜牧", 2026, 1)
    with pytest.raises(RuleError, match="不编文号"):
        document_number(FORMS.form("33", DAY), OFFICE, "畜牧", 2026, 1)


def test_series_counts_by_kind_category_and_year() -> None:
    form = FORMS.form("7", DAY)
    keys = {series_of(form, "畜牧", 2026), series_of(form, "畜牧", 2027), series_of(form, "兽药", 2026)}
    keys.add(series_of(FORMS.form("29", DAY), "畜牧", 2026))
    assert len(keys) == 4


@pytest.mark.parametrize(
    ("on", "first", "direct"),
    [(date(2023, 12, 31), False, True), (date(2024, 1, 1), True, False), (date(2020, 1, 1), False, True)],
)
def test_reconsideration_comes_first_since_2024(on: date, first: bool, direct: bool) -> None:
    told = fact("on_the_spot_decision.remedies", simple_sources(on))
    assert ("应当自收到本决定书之日起六十日内先向浏阳市人民政府申请行政复议" in told) is first
    assert ("直接向浏阳市人民法院提起行政诉讼" in told) is direct


def test_surcharge_is_told_only_where_the_fine_is_paid_at_the_bank() -> None:
    assert "百分之三" not in fact("on_the_spot_decision.remedies", simple_sources())
    assert "百分之三" in fact("on_the_spot_decision.remedies", simple_sources(collected_on_the_spot=False))


def test_wordings_cover_every_day_from_their_first_on() -> None:
    for versions in wordings().values():
        assert versions[-1].until is None
        for earlier, later in pairwise(versions):
            assert earlier.until is not None
            assert (later.since - earlier.until).days == 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[[wording]]\nid = "a"\nfrom = 2020-01-01\ntext = "x"', "basis"),
        ('[[wording]]\nid = "a"\nfrom = 2020-01-01\ntext = "x"\nbasis = "b"\n' * 2, "重叠"),
        ("[[wording", "读不出来"),
    ],
)
def test_broken_wording_is_refused(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "wording.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(DataError, match=says):
        read_wordings(file)
