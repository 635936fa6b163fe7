"""Each decision's filing with each recipient: its parts, its states in order, and what ends the duty."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from procedures.assess import assess
from procedures.case import Act, Case
from procedures.deadlines import clocks_of
from procedures.filing import Filing, filings
from procedures.rulebook import Rulebook, load_rulebook
from procedures.script import read_script_file
from procedures.thresholds import comparisons, filing_grounds
from procedures.view import CaseView
from tests.builders import make_act, make_case, make_company, make_party

LAW_CASES = Path(__file__).parent.parent / "law_cases"
DECIDED = date(2024, 9, 18)
END = date(2025, 12, 31)
CITY, SUPERIOR = "city_government", "superior_department"
WHOLE = {"report": True, "evidence_copies": True, "decision_copy": True}


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook()


def day(month: int, number: int) -> date:
    return date(2024, month, number)


def decision(fine: int = 20000_00, on: date = DECIDED, act_id: str = "decision", **given: Any) -> Act:
    return make_act("decision_made", on, act_id, fine=fine, **given)


def filed(on: date, act_id: str = "filed", recipient: str = CITY, **given: Any) -> Act:
    return make_act("major_filed", on, act_id, recipient=recipient, **(WHOLE | given))


def step(kind: str, on: date, recipient: str = CITY, act_id: str = "", **given: Any) -> Act:
    return make_act(kind, on, act_id, recipient=recipient, **given)


def company_case(*acts: Act, **changes: Any) -> Case:
    return make_case(*acts, **({"parties": (make_company(),)} | changes))


def all_of(case: Case, rulebook: Rulebook) -> tuple[Filing, ...]:
    view = CaseView(case, rulebook)
    return filings(view, clocks_of(view))


def of(case: Case, rulebook: Rulebook, recipient: str = CITY, act_id: str = "decision") -> Filing:
    return next(f for f in all_of(case, rulebook) if (f.recipient, f.decision) == (recipient, act_id))


def rules(case: Case, rulebook: Rulebook, act_id: str) -> set[str]:
    return {each.rule for each in assess(case, rulebook, END).objections if each.act == act_id}


def law_case(name: str) -> Case:
    return read_script_file(LAW_CASES / f"{name}.toml")


def test_a_major_decision_is_filed_with_each_recipient_of_the_rule_set(rulebook: Rulebook) -> None:
    found = all_of(company_case(decision()), rulebook)
    assert [each.recipient_name for each in found] == ["浏阳市人民政府", "长沙市农业农村局"]
    assert {each.state for each in found} == {"due"}
    assert all(each.is_owed and each.is_open and len(each.missing) == 3 for each in found)
    assert found[0].next_acts == ("major_filed",)
    assert found[0].grounds[0].text == "经营活动中罚款20000元"


def test_one_fen_below_the_line_nothing_is_filed(rulebook: Rulebook) -> None:
    assert not all_of(company_case(decision(19999_99)), rulebook)


def test_each_party_files_its_own_decision(rulebook: Rulebook) -> None:
    acts = (decision(party="p1"), decision(19999_99, act_id="other", party="p2"))
    case = company_case(*acts, parties=(make_company(), make_company("p2")))
    assert {each.party for each in all_of(case, rulebook)} == {"p1"}


def test_the_states_follow_the_acts_in_order(rulebook: Rulebook) -> None:
    acts = [decision()]
    expected = (
        (filed(day(9, 20), evidence_copies=False, act_id="first"), "incomplete"),
        (filed(day(9, 23), act_id="second", report=False, decision_copy=False), "filed"),
        (step("filing_received", day(9, 24), receipt_no="12"), "received"),
        (step("case_file_called", day(9, 25)), "file_called"),
        (step("case_file_handed_over", day(9, 26)), "file_handed_over"),
        (step("filing_reviewed", day(9, 27), outcome="problems"), "problems"),
        (step("objection_submitted", day(9, 29)), "objection"),
        (step("filing_reviewed", day(10, 8), act_id="again", outcome="no_objection"), "no_objection"),
    )
    for act, state in expected:
        acts.append(act)
        assert of(company_case(*acts), rulebook).state == state
    closed = of(company_case(*acts), rulebook)
    assert not closed.is_open and not closed.next_acts
    assert [event.words for event in closed.events][:3] == [
        "报送，缺主要证据材料复印件",
        "补送后材料齐全",
        "备案收件（12）",
    ]
    assert of(company_case(*acts), rulebook, SUPERIOR).state == "due"


def test_what_happens_on_one_day_is_taken_in_the_order_of_a_filing(rulebook: Rulebook) -> None:
    kinds = ("filing_reviewed", "case_file_handed_over", "case_file_called", "filing_received")
    acts = (step(kind, day(9, 24), **({"outcome": "no_objection"} if kind == kinds[0] else {})) for kind in kinds)
    assert of(company_case(decision(), filed(day(9, 24)), *acts), rulebook).state == "no_objection"


def test_an_incomplete_filing_meets_the_clock_and_is_still_owed(rulebook: Rulebook) -> None:
    found = of(company_case(decision(), filed(day(9, 20), report=False, decision_copy=False)), rulebook)
    assert found.clock.met_on == found.filed_on == day(9, 20)
    assert (found.state, found.missing, found.complete_on) == ("incomplete", ("report", "decision_copy"), None)
    assert found.is_owed and found.is_open


def test_a_receipt_for_an_incomplete_filing_does_not_complete_it(rulebook: Rulebook) -> None:
    acts = (filed(day(9, 20), report=False), step("filing_reviewed", day(9, 25), outcome="no_objection"))
    found = of(company_case(decision(), *acts), rulebook)
    assert (found.state, found.is_owed, found.is_open) == ("incomplete", True, True)


def test_a_filing_before_the_decision_does_not_count(rulebook: Rulebook) -> None:
    assert of(company_case(decision(), filed(day(9, 17))), rulebook).state == "due"


@pytest.mark.parametrize("correction", ["paper_corrected", "decision_changed"])
def test_a_correction_closes_the_filing_only_with_its_paper(rulebook: Rulebook, correction: str) -> None:
    acts = [decision(), filed(day(9, 20)), step("filing_reviewed", day(9, 25), outcome="problems")]
    told = step("filing_corrected", day(9, 29))
    bare = company_case(*acts, told)
    assert (of(bare, rulebook).state, of(bare, rulebook).is_open) == ("problems", True)
    assert "filing_corrected_without_paper" in rules(bare, rulebook, "filing_corrected")
    fields: dict[str, Any] = {"how": "changed"} if correction == "decision_changed" else {"reason": "条款项未写全"}
    mended = company_case(*acts, make_act(correction, day(9, 27), ref="decision", **fields), told)
    assert (of(mended, rulebook).state, of(mended, rulebook).is_open) == ("corrected", False)
    assert "filing_corrected_without_paper" not in rules(mended, rulebook, "filing_corrected")
    assert "filing_correction_not_served" in rules(mended, rulebook, "filing_corrected")


def test_a_paper_corrected_before_the_review_corrects_nothing(rulebook: Rulebook) -> None:
    early = make_act("paper_corrected", day(9, 21), ref="decision", reason="错字")
    reviewed = step("filing_reviewed", day(9, 25), outcome="problems")
    case = company_case(decision(), filed(day(9, 20)), early, reviewed, step("filing_corrected", day(9, 29)))
    assert of(case, rulebook).state == "problems"


def test_a_correction_served_on_the_party_raises_nothing(rulebook: Rulebook) -> None:
    case = law_case("filing-corrected-with-a-paper")
    assert not rules(case, rulebook, "corrected")
    assert of(case, rulebook).state == "corrected"


def test_an_objection_goes_to_the_recipient_that_found_problems_only(rulebook: Rulebook) -> None:
    acts = (
        filed(day(9, 20)),
        filed(day(9, 20), "other", SUPERIOR),
        step("filing_reviewed", day(9, 25), outcome="problems"),
    )
    wrong = company_case(decision(), *acts, step("objection_submitted", day(9, 29), SUPERIOR))
    assert rules(wrong, rulebook, "objection_submitted") == {"filing_no_problems"}
    assert of(wrong, rulebook, SUPERIOR).state == "filed"
    right = company_case(decision(), *acts, step("objection_submitted", day(9, 29)))
    assert not rules(right, rulebook, "objection_submitted")
    assert (of(right, rulebook).state, of(right, rulebook, SUPERIOR).state) == ("objection", "filed")


@pytest.mark.parametrize("kind", ["filing_received", "filing_reviewed"])
def test_an_answer_before_the_filing_is_an_objection_and_changes_nothing(rulebook: Rulebook, kind: str) -> None:
    fields: dict[str, Any] = {"outcome": "no_objection"} if kind == "filing_reviewed" else {}
    case = company_case(decision(), step(kind, day(9, 20), **fields))
    assert "filing_answered_before" in rules(case, rulebook, kind)
    assert of(case, rulebook).state == "due"
    assert "filing_answered_before" not in rules(company_case(*case.acts, filed(day(9, 20))), rulebook, kind)


def test_a_file_handed_over_without_being_called_is_a_gap_on_paper(rulebook: Rulebook) -> None:
    acts = (decision(), filed(day(9, 20)), step("case_file_handed_over", day(9, 26)))
    assert rules(company_case(*acts), rulebook, "case_file_handed_over") == {"filing_file_not_called"}
    called = step("case_file_called", day(9, 25))
    assert not rules(company_case(*acts, called), rulebook, "case_file_handed_over")


def test_a_revoked_decision_owes_nothing_more(rulebook: Rulebook) -> None:
    case = company_case(decision(), make_act("decision_changed", day(9, 27), how="revoked"))
    found = of(case, rulebook)
    assert (found.is_owed, found.is_open, found.next_acts) == (False, False, ())
    assert found.clock.waived_on == day(9, 27)


def test_a_decision_changed_in_its_major_part_is_filed_again(rulebook: Rulebook) -> None:
    change = make_act("decision_changed", day(9, 29), "change", ref="decision", how="changed", fine=30000_00)
    case = company_case(decision(), filed(day(9, 20)), change, filed(day(10, 10), "again", ref="change"))
    first, again = of(case, rulebook), of(case, rulebook, act_id="change")
    assert (first.state, first.filed_on, first.refiles) == ("filed", day(9, 20), "")
    assert (again.state, again.filed_on, again.refiles) == ("filed", day(10, 10), "decision")
    assert (again.decided_on, again.clock.due) == (day(9, 29), day(10, 14))
    assert again.clock.certainty == "convention" and first.clock.certainty == "verified"
    assert again.grounds[0].text == "经营活动中罚款30000元"
    assert again.clock.explanation[0].text == "2024-09-18的决定于2024-09-29变更，重新起算"


def test_a_filing_that_names_the_decision_does_not_file_its_change(rulebook: Rulebook) -> None:
    change = make_act("decision_changed", day(9, 29), "change", ref="decision", how="changed", fine=30000_00)
    case = company_case(decision(), change, filed(day(10, 8), ref="decision"))
    assert (of(case, rulebook).state, of(case, rulebook, act_id="change").state) == ("filed", "due")


def test_what_the_recipient_answers_after_a_refiling_is_about_the_change(rulebook: Rulebook) -> None:
    change = make_act("decision_changed", day(9, 29), "change", ref="decision", how="changed", fine=30000_00)
    answer = step("filing_received", day(10, 11))
    case = company_case(decision(), filed(day(9, 20)), change, filed(day(10, 10), "again", ref="change"), answer)
    assert (of(case, rulebook).state, of(case, rulebook, act_id="change").state) == ("filed", "received")


@pytest.mark.parametrize(
    ("first", "fields", "grounds"),
    [
        (20000_00, {"confiscated_goods": 5_00}, None),
        (20000_00, {"fine": 20000_00}, None),
        (20000_00, {"fine": 19999_99}, "变更前经营活动中罚款20000元"),
        (19999_99, {"fine": 20000_00}, "经营活动中罚款20000元"),
        (19999_99, {"fine": 100_00}, None),
        (100_00, {"kinds": ("revoke_licence",)}, "吊销许可证件"),
        (100_00, {"kinds": ("trade_ban",)}, None),
    ],
)
def test_only_a_change_of_what_is_major_is_filed_again(
    rulebook: Rulebook, first: int, fields: dict[str, Any], grounds: str | None
) -> None:
    change = make_act("decision_changed", day(9, 29), "change", ref="decision", how="changed", **fields)
    found = [each for each in all_of(company_case(decision(first), change), rulebook) if each.decision == "change"]
    assert bool(found) == (grounds is not None)
    assert all(each.grounds[0].text == grounds for each in found)


def test_a_change_counts_from_the_change_before_it(rulebook: Rulebook) -> None:
    first = make_act("decision_changed", day(9, 23), "first", ref="decision", how="changed", fine=30000_00)
    second = make_act("decision_changed", day(9, 25), "second", ref="decision", how="changed", kinds=("warning",))
    third = make_act("decision_changed", day(9, 27), "third", ref="decision", how="changed", fine=10000_00)
    found = all_of(company_case(decision(), first, second, third), rulebook)
    assert {each.decision for each in found} == {"decision", "first", "third"}


def test_a_voided_filing_hands_nothing_in(rulebook: Rulebook) -> None:
    voided = make_act("act_voided", day(9, 21), ref="filed", reason="登记错了案件")
    assert of(company_case(decision(), filed(day(9, 20)), voided), rulebook).state == "due"


def archive(*acts: Act, on: date = date(2024, 12, 5), **changes: Any) -> Case:
    return company_case(decision(), *acts, make_act("case_archived", on, "archived"), **changes)


def test_a_file_is_put_away_only_after_both_complete_filings(rulebook: Rulebook) -> None:
    city, superior = filed(day(9, 20)), filed(day(9, 20), "superior", SUPERIOR)
    assert "filing_owed" in rules(archive(city), rulebook, "archived")
    partial = filed(day(9, 20), "superior", SUPERIOR, decision_copy=False)
    assert "filing_part_owed" in rules(archive(city, partial), rulebook, "archived")
    for case in (
        archive(city, superior),
        law_case("w1-filing-completed-late"),
        law_case("w1-filing-completed-in-time"),
    ):
        assert not {"filing_owed", "filing_part_owed"} & rules(case, rulebook, "archived")


def test_what_is_filed_after_the_archiving_does_not_mend_it(rulebook: Rulebook) -> None:
    late = archive(filed(day(9, 20)), filed(date(2024, 12, 6), "superior", SUPERIOR))
    assert "filing_owed" in rules(late, rulebook, "archived")


def test_a_revocation_frees_the_file(rulebook: Rulebook) -> None:
    revoked = make_act("decision_changed", day(9, 27), how="revoked")
    assert "filing_owed" not in rules(archive(revoked), rulebook, "archived")
    assert "filing_owed" not in rules(law_case("revoked-decision-owes-no-filing"), rulebook, "archived")


def test_parts_supplied_in_time_leave_no_finding(rulebook: Rulebook) -> None:
    found = assess(law_case("w1-filing-completed-in-time"), rulebook, END).findings
    assert not [each for each in found if (each.article, each.item) == (12, 7)]


def test_a_change_outside_the_major_part_leaves_no_finding(rulebook: Rulebook) -> None:
    found = assess(law_case("changed-in-a-part-that-is-not-major"), rulebook, END).findings
    assert {each.party for each in found if (each.article, each.item) == (12, 7)} == {"p2"}


def test_a_citizen_outside_business_is_filed_from_500_yuan(rulebook: Rulebook) -> None:
    citizen = (make_party(in_business=False),)
    assert len(all_of(company_case(decision(500_00), parties=citizen), rulebook)) == 2
    assert not all_of(company_case(decision(499_99), parties=citizen), rulebook)


def test_one_day_late_is_a_yellow_card_and_a_finding_of_that_recipient_only(rulebook: Rulebook) -> None:
    found = assess(law_case("w1-one-filing-late"), rulebook, END)
    assert {each.recipient for each in found.findings if (each.article, each.item) == (12, 7)} == {SUPERIOR}
    cards = [(each.level, each.recipient) for each in found.signals if each.deadline == "major_filing"]
    assert cards == [("yellow", SUPERIOR)]


def test_a_planned_change_is_judged_before_it_is_recorded(rulebook: Rulebook) -> None:
    view = CaseView(company_case(decision(19999_99)), rulebook)
    planned = make_act("decision_changed", day(9, 29), "planned", ref="decision", how="changed", fine=20000_00)
    assert [ground.amount for ground in filing_grounds(view, view.case.parties[0], planned)] == [20000_00]
    assert comparisons(view, view.case.parties[0], planned)[1].reached
