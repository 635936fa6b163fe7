"""The surcharge runs by the day, pauses while a remedy is pending, and never exceeds the fine."""

from datetime import date
from typing import Any

import pytest

from procedures.case import Act
from procedures.money import Money, money_of
from procedures.rulebook import Rulebook, load_rulebook
from procedures.view import CaseView
from tests.builders import make_act, make_case

DUE = date(2024, 10, 8)


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook()


def money(rulebook: Rulebook, as_of: date, *more: Act, fine: int = 10_000_00) -> Money:
    case = make_case(make_act("decision_made", date(2024, 9, 18), fine=fine), *more)
    found = money_of(CaseView(case.until(as_of), rulebook), "p1", DUE, as_of)
    assert found is not None
    return found


def paid(day: date, amount: int) -> Act:
    return make_act("fine_paid", day, f"paid-{day}", amount=amount)


def late(found: Money) -> tuple[Any, ...] | None:
    s = found.surcharge
    return None if s is None else (s.days, s.per_day, s.amount, s.capped)


def test_no_decision_no_money(rulebook: Rulebook) -> None:
    assert money_of(CaseView(make_case(), rulebook), "p1", None, DUE) is None


def test_last_day_of_payment_is_not_late(rulebook: Rulebook) -> None:
    assert late(money(rulebook, DUE)) is None
    assert late(money(rulebook, date(2024, 10, 9))) == (1, 300_00, 300_00, False)


def test_day_of_payment_counts_and_the_sum_stays_afterwards(rulebook: Rulebook) -> None:
    found = money(rulebook, date(2025, 3, 1), paid(date(2024, 10, 18), 10_000_00))
    assert late(found) == (10, 300_00, 3000_00, False)


def test_payment_on_the_first_late_day_is_one_day_late(rulebook: Rulebook) -> None:
    assert late(money(rulebook, date(2024, 12, 1), paid(date(2024, 10, 9), 10_000_00))) == (1, 300_00, 300_00, False)


def test_cap_is_reached_on_the_thirty_fourth_day(rulebook: Rulebook) -> None:
    assert late(money(rulebook, date(2024, 11, 10))) == (33, 300_00, 9900_00, False)
    found = money(rulebook, date(2024, 11, 11))
    assert late(found) == (34, 300_00, 10_000_00, True)
    assert found.surcharge is not None
    assert found.surcharge.cap_reached_on == date(2024, 11, 11)


def test_days_go_on_beyond_the_cap(rulebook: Rulebook) -> None:
    assert late(money(rulebook, date(2024, 11, 20))) == (43, 300_00, 10_000_00, True)


def test_part_payment_lowers_the_base_from_the_next_day(rulebook: Rulebook) -> None:
    found = money(rulebook, date(2024, 10, 12), paid(date(2024, 10, 10), 4000_00))
    assert late(found) == (4, 180_00, 2 * 300_00 + 2 * 180_00, False)


def test_payment_before_the_last_day_leaves_only_the_rest(rulebook: Rulebook) -> None:
    assert late(money(rulebook, date(2024, 10, 9), paid(date(2024, 10, 7), 9000_00))) == (1, 30_00, 30_00, False)


def test_days_of_a_pending_suit_do_not_count(rulebook: Rulebook) -> None:
    suit = make_act("suit_filed", date(2024, 10, 11))
    assert late(money(rulebook, date(2024, 12, 31), suit)) == (2, 300_00, 600_00, False)
    judged = make_act("judgment_given", date(2024, 12, 20), outcome="upheld")
    assert late(money(rulebook, date(2024, 12, 22), suit, judged)) == (4, 300_00, 1200_00, False)


def test_plan_approved_late_counts_the_days_before_it_in_full(rulebook: Rulebook) -> None:
    rows = ({"amount": 5000_00, "due_on": date(2024, 10, 20)}, {"amount": 5000_00, "due_on": date(2024, 11, 20)})
    plan = make_act("deferral_approved", date(2024, 10, 11), until=date(2024, 11, 20), instalments=rows)
    assert late(money(rulebook, date(2024, 10, 20), plan)) == (2, 300_00, 600_00, False)
    assert late(money(rulebook, date(2024, 10, 21), plan)) == (3, 150_00, 750_00, False)


def test_revoked_decision_leaves_no_fine(rulebook: Rulebook) -> None:
    revoked = make_act("decision_changed", date(2024, 10, 20), how="revoked")
    found = money(rulebook, date(2024, 10, 25), revoked)
    assert (found.fine, found.surcharge) == (0, None)


def test_half_a_fen_is_rounded_up(rulebook: Rulebook) -> None:
    assert late(money(rulebook, date(2024, 10, 9), fine=50)) == (1, 2, 2, False)
