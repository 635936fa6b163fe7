"""The range beside each fine of a sample, and that a fine outside it is marked."""

from decimal import Decimal

from procedures.discretion.told import CIRCUMSTANCES
from tests.procedures.discretion.cases import DECIDED, case_of, conduct, penalty_act, rules
from ui.commands.demo_range import range_rows, range_words, ranges_in


def test_fine_outside_its_range_is_marked() -> None:
    case = case_of(penalty_act(fine=1000_00), conducts=(conduct(goods_value=84_00),))
    found = ranges_in(case, rules(), DECIDED)
    assert range_words(found, "p1") == "2,000.00—20,000.00外"
    assert range_rows(found) == [
        {
            "party": "p1",
            "offences": ["pesticide-56"],
            "low": Decimal("2000.00"),
            "high": Decimal("20000.00"),
            "fine": Decimal("1000.00"),
            "lawful": False,
            "by_hand": False,
        }
    ]


def test_ground_on_record_makes_it_lawful() -> None:
    act = penalty_act(fine=1000_00, values={CIRCUMSTANCES: ("reduced",)})
    found = ranges_in(case_of(act, conducts=(conduct(goods_value=84_00),)), rules(), DECIDED)
    assert range_words(found, "p1") == "2,000.00—20,000.00"


def test_before_a_decision_the_opinion_counts_and_before_that_nothing() -> None:
    opinion = penalty_act("opinion_submitted", fine=2000_00)
    done = (conduct(goods_value=84_00),)
    assert ranges_in(case_of(opinion, conducts=done), rules(), DECIDED)[0].fine == 2000_00
    assert ranges_in(case_of(conducts=done), rules(), DECIDED) == ()
    assert range_words((), "p1") == "—"
