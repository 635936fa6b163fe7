"""What breaks the law is objected to when recorded and refused when issued; what is lawful meets no objection."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from procedures.case import Act, Case, Certificate
from procedures.objections import blocking, objections_to
from procedures.rulebook import Rulebook, load_rulebook
from tests.builders import (
    DAY,
    make_case,
    make_collected,
    make_inspection,
    make_officer,
    make_on_the_spot,
    make_simple_case,
)


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook()


def rules(rulebook: Rulebook, act: Act, case: Case | None = None, issuing: bool = False) -> set[str]:
    found = objections_to(case or make_case(make_inspection(act.on)), act, rulebook, act.on, issuing)
    return {objection.rule for objection in (blocking(found, "7") if issuing else found)}


def collected(ground: str | None = "small_fine", fine: int = 100_00, **given: Any) -> Act:
    fields: dict[str, Any] = {"collection_ground": ground} if ground else {}
    return make_on_the_spot(fine=fine, collected_on_the_spot=True, receipt_no="1", **fields, **given)


def test_lawful_decision_may_be_issued(rulebook: Rulebook) -> None:
    assert rules(rulebook, make_on_the_spot()) == set()
    assert rules(rulebook, make_on_the_spot(), issuing=True) == set()
    assert rules(rulebook, collected(), issuing=True) == set()


def test_fine_of_exactly_the_limit_may_be_issued(rulebook: Rulebook) -> None:
    assert rules(rulebook, make_on_the_spot(fine=200_00), issuing=True) == set()
    assert rules(rulebook, make_on_the_spot(date(2021, 7, 14), fine=50_00), issuing=True) == set()


def test_lawful_finished_case_has_no_objection(rulebook: Rulebook) -> None:
    case = make_simple_case()
    assert [o for act in case.acts for o in objections_to(case, act, rulebook, DAY)] == []


def test_receipt_is_not_asked_for_before_the_paper_is_printed(rulebook: Rulebook) -> None:
    unpaid = replace(collected(), fields={k: v for k, v in collected().fields.items() if k != "receipt_no"})
    assert rules(rulebook, unpaid, issuing=True) == set()
    assert rules(rulebook, unpaid) == {"no_receipt_on_decision"}


@pytest.mark.parametrize(
    ("act", "rule"),
    [
        (make_on_the_spot(officers=("A",)), "two_officers"),
        (make_on_the_spot(officers=("A", "A")), "two_officers"),
        (make_on_the_spot(officers=()), "two_officers"),
        (make_on_the_spot(fine=200_01), "simple_fine_over_limit"),
        (make_on_the_spot(confiscated_gains=1), "simple_kind_not_allowed"),
        (make_on_the_spot(kinds=("public_criticism",)), "simple_kind_not_allowed"),
        (make_on_the_spot(fine=0), "simple_without_penalty"),
        (make_on_the_spot(values={"party_statement": "  "}), "statement_not_recorded"),
        (make_on_the_spot(values={"party_statement": "不服", "told_fine": 99_99}), "fine_above_told"),
        (make_on_the_spot(remedies_told=False), "remedies_not_told"),
        (make_on_the_spot(review_first_told=False), "review_first_not_told"),
        (make_on_the_spot(review_first_told=None), "review_first_not_recorded"),
        (collected(None, 150_00), "collected_without_ground"),
        (collected(None), "collection_ground_not_recorded"),
        (collected(fine=100_01), "small_fine_exceeded"),
        (collected("remote_at_request", 150_00), "request_not_recorded"),
    ],
)
def test_what_the_law_forbids_is_refused_when_issued_and_objected_to_when_recorded(
    rulebook: Rulebook, act: Act, rule: str
) -> None:
    assert rules(rulebook, act, issuing=True) == {rule}
    assert rule in rules(rulebook, act)


@pytest.mark.parametrize("ground", ["hard_to_collect", "remote_at_request"])
def test_other_grounds_allow_more_than_a_hundred_yuan(rulebook: Rulebook, ground: str) -> None:
    values = {"party_statement": "无异议", "party_request": True}
    assert rules(rulebook, collected(ground, 150_00, values=values), issuing=True) == set()


def test_party_that_did_not_ask_may_not_be_collected_from_as_remote(rulebook: Rulebook) -> None:
    act = collected("remote_at_request", 150_00, values={"party_statement": "无异议", "party_request": False})
    found = objections_to(make_case(make_inspection()), act, rulebook, DAY)
    assert [(o.rule, o.severity, o.certain) for o in found] == [("party_did_not_request", "blocking", True)]


@pytest.mark.parametrize(("day", "valid"), [(date(2026, 10, 8), False), (date(2026, 10, 9), True)])
def test_certificate_is_valid_through_its_last_day(rulebook: Rulebook, day: date, valid: bool) -> None:
    ended = make_officer("B", certificates=(Certificate("1", date(2020, 1, 1), day),))
    case = make_case(make_inspection(), officers=(make_officer("A"), ended))
    found = rules(rulebook, make_on_the_spot(), case, issuing=True)
    assert found == (set() if valid else {"certificate"})


def test_renewed_certificate_counts(rulebook: Rulebook) -> None:
    both = (
        Certificate("1", date(2020, 1, 1), date(2026, 9, 30)),
        Certificate("2", date(2026, 10, 1), date(2030, 1, 1)),
    )
    case = make_case(make_inspection(), officers=(make_officer("A"), make_officer("B", certificates=both)))
    assert rules(rulebook, make_on_the_spot(), case) == set()


def test_statement_recorded_as_an_act_counts(rulebook: Rulebook) -> None:
    from tests.builders import make_act

    case = make_case(make_inspection(), make_act("statement_received", DAY, adopted=False))
    assert rules(rulebook, make_on_the_spot(values={}), case, issuing=True) == set()


def test_objection_cites_the_text_of_its_day(rulebook: Rulebook) -> None:
    for day, basis in (
        (date(2021, 7, 14), "行政处罚法(1996)"),
        (date(2021, 7, 15), "行政处罚法(2021) 第五十二条第二款、第五十九条"),
    ):
        act = make_on_the_spot(day, 20_00, remedies_told=False)
        found = objections_to(make_case(make_inspection(day)), act, rulebook, day)
        assert [o.basis for o in found] == [basis]


def test_reconsideration_first_is_asked_for_only_since_2024(rulebook: Rulebook) -> None:
    assert rules(rulebook, make_on_the_spot(date(2023, 12, 31), review_first_told=None)) == set()
    assert rules(rulebook, make_on_the_spot(date(2024, 1, 1), review_first_told=None)) == {"review_first_not_recorded"}


def test_incomplete_inspection_names_what_is_missing(rulebook: Rulebook) -> None:
    found = objections_to(make_case(), make_inspection(reason="", object=""), rulebook, DAY)
    assert [o.text for o in found] == ["现场检查没有记明理由、对象"]


def test_decision_without_evidence_is_a_gap_on_paper(rulebook: Rulebook) -> None:
    found = objections_to(make_case(), make_on_the_spot(), rulebook, DAY)
    assert [(o.rule, o.severity) for o in found] == [("no_evidence", "formal")]


def test_second_decision_on_one_party_needs_a_reason(rulebook: Rulebook) -> None:
    case = make_case(make_inspection(), make_on_the_spot(act_id="first"))
    assert rules(rulebook, make_on_the_spot(date(2026, 10, 12), act_id="second"), case) == {"decided_twice"}


def test_money_that_does_not_agree_is_named_with_both_sums(rulebook: Rulebook) -> None:
    case = make_case(make_inspection(), collected())
    found = objections_to(case, make_collected(amount=90_00), rulebook, DAY)
    assert [o.text for o in found] == ["收缴90元，与决定的罚款100元不一致"]


def test_every_gate_says_what_to_do_next(rulebook: Rulebook) -> None:
    assert [gate.id for gate in rulebook.gates.values() if not gate.remedy] == []
