"""Procedure, hearing and filing follow from amount, kind, party and day, one fen apart."""

from datetime import date
from typing import Any

import pytest

from procedures.case import Act, Case
from procedures.rulebook import Rulebook, load_rulebook
from procedures.thresholds import Comparison, PartyVerdict, comparisons, filing_turn, verdict
from procedures.view import CaseView
from tests.builders import make_act, make_case, make_company, make_on_the_spot, make_party


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook()


def judge(case: Case, rulebook: Rulebook) -> PartyVerdict:
    return verdict(CaseView(case, rulebook), case.parties[0])


def decided(on: date = date(2024, 9, 18), **fields: Any) -> Act:
    return make_act("decision_made", on, **fields)


def test_before_any_penalty_act_everything_is_open(rulebook: Rulebook) -> None:
    found = judge(make_case(make_act("lead_received", source="inspection")), rulebook)
    assert (found.procedure, found.simple_allowed, found.hearing_right, found.major) == (None, None, None, None)
    assert not (found.simple_reasons or found.hearing_grounds or found.major_grounds)


@pytest.mark.parametrize("kind", ["sole_trader", "farm_household"])
def test_traders_and_households_count_as_citizens_unless_set_otherwise(rulebook: Rulebook, kind: Any) -> None:
    case = make_case(make_on_the_spot(fine=200_01), parties=(make_party(kind=kind),))
    assert judge(case, rulebook).procedure == "general"
    as_organisation = {f"{kind}_as": "organisation"}
    assert judge(make_case(*case.acts, parties=case.parties, settings=as_organisation), rulebook).procedure == "simple"


@pytest.mark.parametrize("kind", ["public_criticism", "stop_business", "suspend_licence", "trade_ban", "downgrade"])
def test_any_other_kind_of_penalty_forces_the_general_procedure(rulebook: Rulebook, kind: str) -> None:
    assert judge(make_case(make_on_the_spot(kinds=(kind,))), rulebook).procedure == "general"


def test_warning_and_order_to_correct_leave_the_simple_procedure_open(rulebook: Rulebook) -> None:
    assert judge(make_case(make_on_the_spot(kinds=("warning", "order"))), rulebook).procedure == "simple"


@pytest.mark.parametrize("head", ["confiscated_gains", "confiscated_goods"])
def test_one_fen_of_confiscation_forces_the_general_procedure(rulebook: Rulebook, head: str) -> None:
    for amount, procedure in ((1, "general"), (0, "simple")):
        fields: dict[str, Any] = {head: amount}
        assert judge(make_case(make_on_the_spot(**fields)), rulebook).procedure == procedure


@pytest.mark.parametrize(("fine", "right"), [(999_99, False), (1000_00, True), (1000_01, True)])
def test_hearing_figure_for_citizens_includes_the_number(rulebook: Rulebook, fine: int, right: bool) -> None:
    assert judge(make_case(decided(fine=fine)), rulebook).hearing_right is right


def test_exclusive_hearing_figure_does_not_include_the_number(rulebook: Rulebook) -> None:
    settings = {"hearing": {"citizen": 1000_00, "organisation": 100_000_00, "inclusive": False}}
    assert judge(make_case(decided(fine=1000_00), settings=settings), rulebook).hearing_right is False
    assert judge(make_case(decided(fine=1000_01), settings=settings), rulebook).hearing_right is True


def test_heads_are_compared_each_on_its_own(rulebook: Rulebook) -> None:
    split = decided(fine=600_00, confiscated_gains=600_00, confiscated_goods=600_00)
    assert judge(make_case(split), rulebook).hearing_right is False
    goods = judge(make_case(decided(fine=600_00, confiscated_goods=1000_00)), rulebook)
    assert [ground.head for ground in goods.hearing_grounds] == ["confiscated_goods"]


def test_confiscation_gave_no_hearing_before_2021_07_15(rulebook: Rulebook) -> None:
    for day, right in ((date(2021, 7, 14), False), (date(2021, 7, 15), True)):
        assert judge(make_case(decided(day, confiscated_gains=5000_00)), rulebook).hearing_right is right


def test_trade_ban_gives_a_hearing_and_no_filing(rulebook: Rulebook) -> None:
    found = judge(make_case(decided(kinds=("trade_ban",))), rulebook)
    assert (found.hearing_right, found.major) == (True, False)


def test_hearing_right_looks_at_the_notice_and_filing_at_the_decision(rulebook: Rulebook) -> None:
    notice = make_act("notice_served", date(2024, 9, 10), hearing_offered=True, fine=25_000_00)
    found = judge(make_case(notice, decided(fine=15_000_00), parties=(make_company(),)), rulebook)
    assert (found.hearing_right, found.major) == (True, False)
    assert found.hearing_grounds[0].amount == 25_000_00


@pytest.mark.parametrize(
    ("in_business", "kind", "threshold"),
    [
        (True, "citizen", 20_000_00),
        (True, "legal_person", 20_000_00),
        (False, "citizen", 500_00),
        (False, "legal_person", 1000_00),
    ],
)
def test_filing_thresholds_include_the_number(rulebook: Rulebook, in_business: bool, kind: Any, threshold: int) -> None:
    for fine, major in ((threshold - 1, False), (threshold, True), (threshold + 1, True)):
        party = make_party(kind=kind, in_business=in_business)
        found = judge(make_case(decided(fine=fine), parties=(party,)), rulebook)
        assert found.major is major
        assert [g.threshold for g in found.major_grounds] == ([threshold] if major else [])


def test_only_the_fine_counts_for_filing(rulebook: Rulebook) -> None:
    assert judge(make_case(decided(fine=19_999_00, confiscated_gains=50_000_00)), rulebook).major is False


def test_several_violations_are_added_unless_the_office_counts_each(rulebook: Rulebook) -> None:
    fines = ({"offence": "a", "amount": 12_000_00}, {"offence": "b", "amount": 11_000_00})
    both = decided(fine=23_000_00, fines=fines)
    assert judge(make_case(both), rulebook).major is True
    assert judge(make_case(both, settings={"aggregation": "per_violation"}), rulebook).major is False


def test_lawful_on_the_spot_fine_may_still_be_major(rulebook: Rulebook) -> None:
    company = make_company(in_business=False)
    found = judge(make_case(make_on_the_spot(fine=3000_00), parties=(company,)), rulebook)
    assert (found.procedure, found.major) == ("simple", True)


def test_legal_review_and_discussion_follow_the_settings(rulebook: Rulebook) -> None:
    small, large = decided(fine=100_00), decided(fine=5000_00)
    found = judge(make_case(large), rulebook)
    assert found.legal_review is not None
    assert found.discussion is not None
    assert (found.legal_review.required, found.discussion.required) == (False, True)
    assert found.legal_review.once_heard
    complex_case = judge(make_case(small, complex=True), rulebook)
    assert complex_case.legal_review is not None
    assert complex_case.legal_review.required
    heard = make_act("hearing_held", date(2024, 9, 17), presided_by="某人")
    after_hearing = judge(make_case(heard, large), rulebook)
    assert after_hearing.legal_review is not None
    assert after_hearing.legal_review.required


def compared(case: Case, rulebook: Rulebook) -> tuple[Comparison, ...]:
    return comparisons(CaseView(case, rulebook), case.parties[0], case.acts[-1])


@pytest.mark.parametrize(
    ("changes", "fields", "words", "reached", "certainty"),
    [
        ({"in_business": True}, {"fine": 16062_90}, "经营活动中罚款16,062.90元，未达20,000.00元", False, "verified"),
        ({"in_business": True}, {"fine": 20000_00}, "经营活动中罚款20,000.00元，达到20,000.00元", True, "verified"),
        ({"in_business": False}, {"fine": 499_99}, "非经营活动中对公民罚款499.99元，未达500.00元", False, "verified"),
        (
            {"in_business": False, "kind": "sole_trader"},
            {"fine": 500_00},
            "非经营活动中对公民罚款500.00元，达到500.00元",
            True,
            "convention",
        ),
        (
            {"in_business": False, "kind": "legal_person"},
            {"fine": 999_99},
            "非经营活动中对法人或者其他组织罚款999.99元，未达1,000.00元",
            False,
            "verified",
        ),
        ({"in_business": True}, {"kinds": ("warning",)}, "经营活动中没有罚款", False, "verified"),
    ],
)
def test_the_fine_is_compared_in_words_with_its_line(
    rulebook: Rulebook, changes: Any, fields: Any, words: str, reached: bool, certainty: str
) -> None:
    fine = compared(make_case(decided(**fields), parties=(make_party(**changes),)), rulebook)[1]
    assert (fine.text, fine.reached, fine.certainty) == (words, reached, certainty)


def test_every_head_is_compared_and_confiscation_is_said_not_to_count(rulebook: Rulebook) -> None:
    act = decided(fine=100_00, kinds=("trade_ban",), confiscated_gains=80000_00, confiscated_goods=1)
    assert [(each.head, each.reached, each.text) for each in compared(make_case(act), rulebook)] == [
        ("kind", False, "限制从业，不属于须备案的处罚种类"),
        ("fine_in_business", False, "经营活动中罚款100.00元，未达20,000.00元"),
        ("confiscated_gains", False, "没收违法所得80,000.00元不是罚款，不计入"),
        ("confiscated_goods", False, "没收非法财物0.01元不是罚款，不计入"),
    ]


@pytest.mark.parametrize(
    ("how", "words"), [("per_decision", "合计罚款30,000.00元"), ("per_violation", "单项最高罚款19,999.99元")]
)
def test_of_several_fines_it_is_said_which_sum_was_compared(rulebook: Rulebook, how: str, words: str) -> None:
    fines = ({"offence": "a", "amount": 19999_99}, {"offence": "b", "amount": 10000_01})
    case = make_case(decided(fine=30000_00, fines=fines), settings={"aggregation": how})
    assert words in compared(case, rulebook)[1].text


def test_ticking_business_turns_the_duty_in_words(rulebook: Rulebook) -> None:
    act = decided(fine=1000_00)
    outside = compared(make_case(act, parties=(make_party(in_business=False),)), rulebook)
    inside = compared(make_case(act, parties=(make_party(in_business=True),)), rulebook)
    assert filing_turn(outside, inside) == (
        "非经营活动中对公民罚款1,000.00元，达到500.00元 → 经营活动中罚款1,000.00元，未达20,000.00元"
    )
    assert filing_turn(inside, outside).startswith("经营活动中罚款1,000.00元，未达")
    assert not filing_turn(inside, inside)
