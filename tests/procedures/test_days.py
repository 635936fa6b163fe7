"""Days are counted as the statutes say, over the published holidays and never beyond them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures.days import Calendar, Unit, YearTable, hours_later, months_later, share_of

CALENDAR = Calendar()
COVERED = st.dates(date(2004, 1, 1), date(2025, 6, 30))


@pytest.mark.parametrize(
    ("start", "length", "unit", "plain", "due"),
    [
        (date(2026, 10, 9), 2, "working", date(2026, 10, 12), date(2026, 10, 12)),
        (date(2024, 9, 18), 15, "calendar", date(2024, 10, 3), date(2024, 10, 8)),
        (date(2024, 9, 10), 7, "working", date(2024, 9, 20), date(2024, 9, 20)),
        (date(2024, 2, 2), 7, "working", date(2024, 2, 18), date(2024, 2, 18)),
        (date(2024, 3, 4), 90, "calendar", date(2024, 6, 2), date(2024, 6, 3)),
        (date(2024, 3, 15), 6, "month", date(2024, 9, 15), date(2024, 9, 18)),
        (date(2024, 8, 31), 6, "month", date(2025, 2, 28), date(2025, 2, 28)),
        (date(2024, 2, 29), 1, "year", date(2025, 2, 28), date(2025, 2, 28)),
        (date(2024, 9, 25), 60, "calendar", date(2024, 11, 24), date(2024, 11, 25)),
    ],
)
def test_periods_of_the_worked_examples(start: date, length: int, unit: Unit, plain: date, due: date) -> None:
    period = CALENDAR.count(start, length, unit, rolls=True)
    assert (period.plain_due, period.due, period.certain) == (plain, due, True)


def test_starting_day_counts_only_where_it_is_said_to() -> None:
    counted = CALENDAR.count(date(2024, 10, 9), 2, "year", rolls=False, counts_start=True)
    assert (counted.first_day, counted.due) == (date(2024, 10, 9), date(2026, 10, 8))
    assert CALENDAR.count(date(2024, 10, 9), 2, "year", rolls=False).due == date(2026, 10, 9)


def test_limit_that_does_not_roll_ends_on_the_holiday() -> None:
    period = CALENDAR.count(date(2024, 9, 1), 30, "calendar", rolls=False)
    assert period.due == date(2024, 10, 1)


def test_worked_saturday_counts_and_stops_the_roll() -> None:
    assert CALENDAR.is_working(date(2026, 10, 10))
    assert CALENDAR.roll(date(2026, 10, 10)) == date(2026, 10, 10)
    assert CALENDAR.note(date(2026, 10, 10)) == "星期六调休上班"


def test_weekday_of_a_holiday_is_no_working_day() -> None:
    assert not CALENDAR.is_working(date(2026, 10, 7))
    assert CALENDAR.note(date(2026, 10, 7)) == "国庆节假期"


def test_year_without_a_table_is_reported_and_not_guessed() -> None:
    period = CALENDAR.count(date(2026, 12, 30), 2, "working", rolls=True)
    assert not period.certain
    assert period.gaps == (2027,)
    assert CALENDAR.count(date(2026, 12, 30), 1, "working", rolls=True).certain


def test_calendar_period_is_uncertain_only_where_its_last_day_is() -> None:
    assert CALENDAR.count(date(2026, 12, 25), 60, "calendar", rolls=True).gaps == (2027,)
    assert CALENDAR.count(date(2026, 12, 25), 60, "calendar", rolls=False).certain
    assert CALENDAR.count(date(2003, 12, 1), 60, "calendar", rolls=True).certain


def test_years_before_the_first_table_are_reported_too() -> None:
    assert CALENDAR.count(date(2003, 6, 2), 2, "working", rolls=True).gaps == (2003,)


def test_the_offices_own_table_wins_for_its_year() -> None:
    own = Calendar(
        {2027: YearTable({date(2027, 1, 1): "元旦", date(2027, 1, 4): "元旦"}, frozenset({date(2027, 1, 9)}))}
    )
    period = own.count(date(2026, 12, 31), 5, "working", rolls=True)
    assert period.certain
    assert period.counted[0] == date(2027, 1, 5)
    assert period.due == date(2027, 1, 9)


def test_stepping_back_over_holidays() -> None:
    assert CALENDAR.step(date(2026, 10, 12), -1) == date(2026, 10, 10)
    assert CALENDAR.step(date(2026, 10, 8), -1) == date(2026, 9, 30)
    assert CALENDAR.step(date(2026, 10, 8), 0) == date(2026, 10, 8)


def test_hours_run_through_the_night() -> None:
    assert hours_later(datetime(2024, 5, 20, 14, 30, tzinfo=UTC), 24) == datetime(2024, 5, 21, 14, 30, tzinfo=UTC)


@pytest.mark.parametrize(("length", "share"), [(2, 1), (3, 1), (5, 1), (7, 2), (15, 3), (30, 6), (90, 18)])
def test_a_fifth_is_rounded_up_and_at_least_one(length: int, share: int) -> None:
    assert share_of(length, 200) == share


@given(COVERED, st.integers(1, 60))
def test_working_period_holds_exactly_its_length_of_working_days(start: date, length: int) -> None:
    period = CALENDAR.count(start, length, "working", rolls=True)
    days = [date.fromordinal(n) for n in range(start.toordinal() + 1, period.due.toordinal() + 1)]
    assert sum(CALENDAR.is_working(day) for day in days) == length
    assert CALENDAR.is_working(period.due)


@given(COVERED, st.integers(1, 400))
def test_rolling_ends_on_the_first_working_day_not_before_the_plain_day(start: date, length: int) -> None:
    period = CALENDAR.count(start, length, "calendar", rolls=True)
    between = range(period.plain_due.toordinal(), period.due.toordinal())
    assert CALENDAR.is_working(period.due)
    assert not any(CALENDAR.is_working(date.fromordinal(n)) for n in between)


@given(COVERED, st.integers(-40, 40))
def test_months_keep_the_day_or_take_the_last_of_the_month(day: date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (
        later.day < day.day and (later.toordinal() + 1 == months_later(later, 1).replace(day=1).toordinal())
    )
