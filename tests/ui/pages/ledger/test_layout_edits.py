"""What is done to a layout: each edit gives one that is as valid as before."""

from datetime import date

import pytest

from forms.ledger.columns import columns_of
from forms.ledger.conditions import Condition
from forms.ledger.layout import Axis, Sort, layout_problems, shipped_layouts
from ui.pages.ledger import edits
from ui.pages.ledger.narrowing import condition_of_axis, condition_of_words, days_of

CASES = shipped_layouts()[0]
YEAR = Condition("opened_on", "between", (date(2024, 1, 1), date(2024, 12, 31)))
MAY = Condition("opened_on", "between", (date(2024, 5, 1), date(2024, 5, 31)))


def test_a_column_that_goes_takes_its_total_along() -> None:
    assert "fine" in CASES.totals
    without = edits.without_column(CASES, "fine")
    assert "fine" not in without.columns
    assert "fine" not in without.totals
    assert not list(layout_problems(without))


def test_the_last_column_stays() -> None:
    only = edits.with_columns(CASES, ("case_number",))
    assert edits.without_column(only, "case_number") == only


def test_a_column_moves_as_far_as_there_is_a_place() -> None:
    first, second = CASES.columns[:2]
    assert edits.moved(CASES, first, 1).columns[:2] == (second, first)
    assert edits.moved(CASES, first, -1) == CASES
    assert edits.moved(CASES, first, 999).columns[-1] == first


def test_the_usual_width_of_a_column_is_not_kept() -> None:
    wide = edits.with_width(CASES, "cause", 50)
    assert dict(wide.widths) == {"cause": 50}
    usual = columns_of("cases")["cause"].width
    assert edits.with_width(wide, "cause", usual).widths == ()


def test_sorting_further_keeps_the_order_there_was() -> None:
    by_fine = edits.sorted_by(CASES, "fine", True)
    assert by_fine.sort == (Sort("fine", True),)
    assert edits.sorted_by(by_fine, "sector", False, further=True).sort == (Sort("fine", True), Sort("sector"))
    assert edits.sorted_by(by_fine, "fine", False, further=True).sort == (Sort("fine"),)


def test_a_month_takes_the_place_of_the_year_that_holds_it() -> None:
    year = edits.with_condition(CASES, YEAR)
    assert edits.narrowed(year, [MAY]).filters == (MAY,)
    assert edits.narrowed(edits.with_condition(CASES, MAY), [YEAR]).filters == (MAY, YEAR)


def test_the_same_condition_is_not_added_twice() -> None:
    assert edits.with_condition(edits.with_condition(CASES, YEAR), YEAR).filters == (YEAR,)


def test_sums_of_days_left_are_not_offered() -> None:
    known = columns_of("cases")
    assert edits.can_total(known["fine"])
    assert not edits.can_total(known["days_left"])


@pytest.mark.parametrize(
    ("axis", "value", "condition"),
    [
        (Axis("opened_on", "month"), "2024-02", Condition("opened_on", "between", days_of("2024-02"))),
        (Axis("opened_on", "year"), "2024", YEAR),
        (Axis("sector"), "seed", Condition("sector", "is", ("seed",))),
        (Axis("cause"), "经营假种子", Condition("cause", "is", ("经营假种子",))),
        (Axis("closed_on", "month"), "", Condition("closed_on", "empty")),
        (Axis("sector"), "其他", None),
        (Axis("cause"), "很" * 300, None),
    ],
)
def test_a_place_in_a_pivot_leads_to_the_rows_behind_it(axis: Axis, value: str, condition: Condition | None) -> None:
    assert condition_of_axis("cases", axis, value) == condition


def test_february_of_a_leap_year_has_all_its_days() -> None:
    assert days_of("2024-02") == (date(2024, 2, 1), date(2024, 2, 29))
    assert days_of("2024-12") == (date(2024, 12, 1), date(2024, 12, 31))


@pytest.mark.parametrize(
    ("key", "words", "condition"),
    [
        ("fine", "16,062.90", Condition("fine", "is", (1606290,))),
        ("sector", "种子", Condition("sector", "is", ("seed",))),
        ("opened_on", "2024-05-01", Condition("opened_on", "is", (date(2024, 5, 1),))),
        ("days_left", "-3", Condition("days_left", "is", (-3,))),
        ("closed_on", "", Condition("closed_on", "empty")),
        ("identity_no", "430181********9995", None),
    ],
)
def test_what_is_seen_in_a_cell_is_asked_for_by_its_value(key: str, words: str, condition: Condition | None) -> None:
    assert condition_of_words(columns_of("cases")[key], words) == condition
