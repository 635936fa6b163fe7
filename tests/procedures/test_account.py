"""The account of a party agrees to the fen: what is due by head and instalment, what came in, what is open."""

from datetime import date
from typing import Any

import pytest

from procedures.account import Account, account_of
from procedures.case import Act
from procedures.deadlines import clocks_of
from procedures.money import payments
from procedures.rulebook import Rulebook, load_rulebook
from procedures.view import CaseView
from tests.builders import make_act, make_case

FINE, GAINS = 16_062_90, 1712_40
ROWS = (
    {"amount": 6062_90, "due_on": date(2024, 7, 31)},
    {"amount": 5000_00, "due_on": date(2024, 8, 30)},
    {"amount": 5000_00, "due_on": date(2024, 9, 30)},
)
PLAN = make_act("deferral_approved", date(2024, 7, 5), until=date(2024, 9, 30), instalments=ROWS)


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook()


def paid(on: date, amount: int, towards: str = "", **given: Any) -> Act:
    return make_act(
        "fine_paid", on, f"paid-{on}-{amount}", amount=amount, values={"towards": towards} if towards else {}, **given
    )


def account(rulebook: Rulebook, today: date, *more: Act, fine: int = FINE, gains: int = GAINS) -> Account:
    decided = make_act("decision_made", date(2024, 6, 20), "decision", fine=fine, confiscated_gains=gains)
    served = make_act("decision_served", date(2024, 6, 21), method="direct")
    view = CaseView(make_case(decided, served, *more).until(today), rulebook)
    return account_of(view, clocks_of(view), "p1", today)


def rows(found: Account) -> list[tuple[Any, ...]]:
    return [(due.label, due.amount, due.due_on, due.paid, due.open) for due in found.dues]


def test_without_a_plan_fine_and_gains_are_due_on_one_day(rulebook: Rulebook) -> None:
    assert rows(account(rulebook, date(2024, 6, 30))) == [
        ("罚款", FINE, date(2024, 7, 8), 0, FINE),
        ("没收违法所得", GAINS, date(2024, 7, 8), 0, GAINS),
    ]


def test_plan_spreads_the_fine_and_leaves_the_gains_where_they_are(rulebook: Rulebook) -> None:
    found = account(
        rulebook, date(2024, 7, 30), paid(date(2024, 7, 5), GAINS, "gains"), PLAN, paid(date(2024, 7, 30), 6062_90)
    )
    assert rows(found) == [
        ("罚款第1期", 6062_90, date(2024, 7, 31), 6062_90, 0),
        ("罚款第2期", 5000_00, date(2024, 8, 30), 0, 5000_00),
        ("罚款第3期", 5000_00, date(2024, 9, 30), 0, 5000_00),
        ("没收违法所得", GAINS, date(2024, 7, 8), GAINS, 0),
    ]
    assert [due.settled_on for due in found.dues] == [date(2024, 7, 30), None, None, date(2024, 7, 5)]


def whole_journey(rulebook: Rulebook, *more: Act) -> Account:
    acts = (
        paid(date(2024, 7, 5), GAINS, "gains"),
        PLAN,
        paid(date(2024, 7, 30), 6062_90),
        paid(date(2024, 8, 29), 5000_00),
        paid(date(2024, 10, 12), 5000_00),
    )
    return account(rulebook, date(2024, 11, 1), *acts, *more)


def test_late_instalment_adds_its_surcharge_and_both_readings_are_told(rulebook: Rulebook) -> None:
    found = whole_journey(rulebook)
    assert found.late is not None
    assert (found.late.days, found.late.amount, found.late_on_whole) == (12, 1800_00, 5782_64)
    assert (found.owed, found.paid, found.open, found.is_settled) == (19_575_30, 17_775_30, 1800_00, False)


def test_account_closes_to_the_fen(rulebook: Rulebook) -> None:
    settled = whole_journey(rulebook, paid(date(2024, 10, 14), 1800_00, "surcharge"))
    assert (settled.owed, settled.paid, settled.decided, settled.is_settled) == (19_575_30, 19_575_30, 17_775_30, True)
    a_fen_short = whole_journey(rulebook, paid(date(2024, 10, 14), 1799_99, "surcharge"))
    assert (a_fen_short.open, a_fen_short.is_settled) == (1, False)


def test_payment_for_everything_fills_head_after_head(rulebook: Rulebook) -> None:
    found = account(rulebook, date(2024, 7, 5), paid(date(2024, 7, 5), FINE + GAINS))
    assert [(payment.head, payment.amount) for payment in found.payments] == [("fine", FINE), ("gains", GAINS)]
    assert found.is_settled


def test_overpayment_is_told_until_it_is_given_back(rulebook: Rulebook) -> None:
    too_much = paid(date(2024, 7, 5), 20_000_00)
    found = account(rulebook, date(2024, 7, 6), too_much)
    assert (found.overpaid, found.open, found.is_settled) == (2224_70, 0, False)
    refund = make_act("refund_made", date(2024, 7, 8), amount=2224_70)
    given_back = account(rulebook, date(2024, 7, 8), too_much, refund)
    assert (given_back.overpaid, given_back.paid, given_back.is_settled) == (0, FINE + GAINS, True)


def test_payment_of_exactly_the_gains_that_names_no_head_goes_towards_them(rulebook: Rulebook) -> None:
    found = account(rulebook, date(2024, 7, 5), paid(date(2024, 7, 5), GAINS))
    assert (found.open_of("gains"), found.open_of("fine")) == (0, FINE)
    equal = account(rulebook, date(2024, 7, 5), paid(date(2024, 7, 5), 1000_00), fine=1000_00, gains=1000_00)
    assert (equal.open_of("fine"), equal.open_of("gains")) == (0, 1000_00)


def test_payment_that_names_its_head_stays_there(rulebook: Rulebook) -> None:
    found = account(rulebook, date(2024, 7, 5), paid(date(2024, 7, 5), GAINS + 100, "gains"))
    assert (found.open_of("fine"), found.overpaid) == (FINE, 100)


def test_plan_for_a_part_leaves_the_rest_on_its_first_day(rulebook: Rulebook) -> None:
    part = make_act("deferral_approved", date(2024, 7, 5), until=date(2024, 9, 30), instalments=ROWS[2:])
    assert rows(account(rulebook, date(2024, 7, 6), part, gains=0)) == [
        ("罚款第1期", 11_062_90, date(2024, 7, 8), 0, 11_062_90),
        ("罚款第2期", 5000_00, date(2024, 9, 30), 0, 5000_00),
    ]


def test_newer_plan_takes_the_place_of_the_older(rulebook: Rulebook) -> None:
    newer = make_act("deferral_approved", date(2024, 8, 31), "newer", until=date(2024, 9, 10))
    found = account(rulebook, date(2024, 9, 12), PLAN, newer, gains=0)
    assert [(due.due_on, due.amount) for due in found.dues if due.head == "fine"] == [(date(2024, 9, 10), FINE)]


def test_revoked_decision_leaves_everything_paid_to_be_given_back(rulebook: Rulebook) -> None:
    revoked = make_act("decision_changed", date(2024, 8, 1), how="revoked")
    found = account(rulebook, date(2024, 8, 1), paid(date(2024, 7, 5), FINE), revoked)
    assert (found.owed, found.overpaid) == (0, FINE)


def test_decision_not_yet_served_is_owed_without_a_day(rulebook: Rulebook) -> None:
    view = CaseView(make_case(make_act("decision_made", date(2024, 6, 20), fine=100_00)), rulebook)
    found = account_of(view, clocks_of(view), "p1", date(2024, 6, 20))
    assert rows(found) == [("罚款", 100_00, None, 0, 100_00)]


def test_no_decision_no_account(rulebook: Rulebook) -> None:
    view = CaseView(make_case(), rulebook)
    found = account_of(view, (), "p1", date(2024, 6, 20))
    assert (found.dues, found.owed, found.is_settled) == ((), 0, True)


def test_collection_told_by_the_decision_alone_is_a_payment(rulebook: Rulebook) -> None:
    decided = make_act(
        "on_the_spot_decision", date(2026, 10, 9), "d", fine=100_00, collected_on_the_spot=True, receipt_no="7"
    )
    (payment,) = payments(CaseView(make_case(decided), rulebook), "p1")
    assert (payment.head, payment.amount, payment.receipt_no, payment.act) == ("fine", 100_00, "7", "d")
