"""What the data propose under 附件4: since which day, how surely, and each item both shown and not shown."""

from datetime import date, timedelta
from typing import Any

import pytest

from procedures.assess import assess
from procedures.case import Act, Case, Conduct
from procedures.deadlines import clocks_of
from procedures.findings import Proposal, proposals
from procedures.objections import all_objections
from procedures.rulebook import Rulebook, load_rulebook
from procedures.view import CaseView
from tests.builders import make_act, make_case, make_company, make_general_case, make_inspection, make_officer

END = date(2025, 12, 31)
DECIDED = date(2024, 9, 18)


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook()


def proposed(case: Case, rulebook: Rulebook) -> tuple[Proposal, ...]:
    view = CaseView(case, rulebook)
    running = clocks_of(view)
    return proposals(view, running, all_objections(view, running, END))


def items(case: Case, rulebook: Rulebook) -> dict[str, bool]:
    """The items proposed, and whether each is established."""
    return {f"{each.article}({each.item})": each.established for each in proposed(case, rulebook)}


def company_case(*acts: Act, **changes: Any) -> Case:
    return make_case(*acts, **({"parties": (make_company(),)} | changes))


def test_a_lawful_case_proposes_nothing_on_any_day(rulebook: Rulebook) -> None:
    case = make_general_case()
    assert not assess(case, rulebook, END).findings
    assert not proposed(case, rulebook)


def test_a_proposal_of_a_limit_stands_from_the_day_after_it(rulebook: Rulebook) -> None:
    case = company_case(make_act("decision_made", DECIDED, fine=20000_00))
    late = [each for each in proposed(case, rulebook) if each.rule == "major_filing"]
    assert [each.since for each in late] == [date(2024, 10, 9)] * 2
    assert late[0].key == "12.7/major_filing/p1/city_government"
    for today, stands in ((date(2024, 10, 8), False), (date(2024, 10, 9), True)):
        found = assess(case, rulebook, today).findings
        assert any((each.article, each.item) == (12, 7) for each in found) is stands


def test_the_key_of_a_proposal_outlives_what_meets_the_limit(rulebook: Rulebook) -> None:
    acts = [make_act("decision_made", DECIDED, fine=20000_00)]
    before = {each.key for each in proposed(company_case(*acts), rulebook) if each.rule == "major_filing"}
    parts: dict[str, Any] = {"report": True, "evidence_copies": True, "decision_copy": True}
    acts.append(make_act("major_filed", date(2024, 10, 9), recipient="city_government", **parts))
    after = {each.key: each for each in proposed(company_case(*acts), rulebook) if each.rule == "major_filing"}
    assert before == set(after)
    assert after["12.7/major_filing/p1/city_government"].because.endswith("迟至2024-10-09完成")


@pytest.mark.parametrize("days", [0, 1, 30, 400])
def test_proposals_up_to_a_day_are_the_findings_of_that_day(rulebook: Rulebook, days: int) -> None:
    case = make_general_case(without=("filed-superior", "paid", "notice"))
    today = max(act.on for act in case.acts) + timedelta(days=days)
    standing = {(p.article, p.item, p.party, p.recipient) for p in proposed(case, rulebook) if p.since <= today}
    found = {(f.article, f.item, f.party, f.recipient) for f in assess(case, rulebook, today).findings}
    assert standing == found


def test_a_measure_that_stands_still_is_proposed_only_after_it_runs_on(rulebook: Rulebook) -> None:
    opened = make_act("case_opened", date(2024, 3, 4), approved_by="周某")
    suspended = make_act("investigation_suspended", date(2024, 3, 20), reason="等待检测", approved_by="周某")
    assert "9(6)" not in items(company_case(opened, suspended), rulebook)
    assert "9(6)" in items(company_case(opened), rulebook)


def outcome(kind: str, **fields: Any) -> Case:
    return company_case(
        make_act("decision_made", DECIDED, fine=100_00), make_act(kind, date(2025, 3, 3), "it", **fields)
    )


@pytest.mark.parametrize(
    ("kind", "against", "for_it", "item"),
    [
        ("judgment_given", {"outcome": "revoked"}, {"outcome": "upheld"}, "5(1)"),
        ("judgment_given", {"outcome": "changed"}, {"outcome": "upheld"}, "5(1)"),
        ("judgment_given", {"outcome": "unlawful"}, {"outcome": "upheld"}, "5(1)"),
        ("reconsideration_decided", {"outcome": "unlawful"}, {"outcome": "upheld"}, "5(2)"),
        ("filing_reviewed", {"outcome": "problems"}, {"outcome": "no_objection"}, "5(3)"),
        ("complaint_received", {"upheld": True}, {"upheld": False}, "5(3)"),
        ("complaint_received", {"upheld": True, "about": "decision_made"}, {}, "5(3)"),
    ],
)
def test_what_others_found_wrong_is_a_way_of_article_5(
    rulebook: Rulebook, kind: str, against: dict[str, Any], for_it: dict[str, Any], item: str
) -> None:
    recipient = {"recipient": "city_government"} if kind == "filing_reviewed" else {}
    found = items(outcome(kind, **against, **recipient), rulebook)
    assert found[item] is True
    assert item not in items(outcome(kind, **for_it, **recipient), rulebook)


def test_a_recognition_is_no_objection_and_says_who_and_when(rulebook: Rulebook) -> None:
    case = outcome("reconsideration_decided", outcome="revoked")
    found = next(each for each in proposed(case, rulebook) if each.article == 5)
    assert (found.acts, found.since, found.because) == (("it",), date(2025, 3, 3), "2025-03-03行政复议决定：撤销")
    assert not [each for each in assess(case, rulebook, END).objections if each.rule == "reconsideration_against"]


@pytest.mark.parametrize(
    ("outcomes", "item", "stands"),
    [
        ((("judgment_given", "revoked"), ("judgment_given", "upheld")), "5(1)", False),
        ((("judgment_given", "upheld"), ("judgment_given", "revoked")), "5(1)", True),
        ((("judgment_given", "revoked"), ("judgment_given", "changed")), "5(1)", True),
        ((("reconsideration_decided", "revoked"), ("judgment_given", "upheld")), "5(2)", True),
    ],
)
def test_the_last_judgment_counts(
    rulebook: Rulebook, outcomes: tuple[tuple[str, str], ...], item: str, stands: bool
) -> None:
    acts = [
        make_act(kind, date(2025, month, 3), f"it-{month}", outcome=how)
        for month, (kind, how) in enumerate(outcomes, start=3)
    ]
    case = company_case(make_act("decision_made", DECIDED, fine=100_00), *acts)
    assert (item in items(case, rulebook)) is stands


@pytest.mark.parametrize(
    ("answer", "again", "stands"),
    [
        ("objection_submitted", "no_objection", False),
        ("objection_submitted", "problems", True),
        ("filing_corrected", "no_objection", True),
        ("", "no_objection", True),
    ],
)
def test_problems_that_a_recipient_dropped_on_an_objection_are_no_way_of_article_5(
    rulebook: Rulebook, answer: str, again: str, stands: bool
) -> None:
    city = {"recipient": "city_government"}
    answers = [make_act(answer, date(2024, 10, 20), **city)] if answer else []
    case = company_case(
        make_act("decision_made", DECIDED, fine=20000_00),
        make_act("filing_reviewed", date(2024, 10, 10), "first", outcome="problems", **city),
        *answers,
        make_act("filing_reviewed", date(2024, 10, 30), "second", outcome=again, **city),
    )
    assert ("5(3)" in items(case, rulebook)) is stands


DECISION = "decision"


def with_basis(basis: str | None, conducts: tuple[Conduct, ...] = (), **fields: Any) -> Case:
    given = fields if basis is None else fields | {"basis": basis}
    return company_case(make_act("decision_made", DECIDED, fine=100_00, **given), conducts=conducts)


@pytest.mark.parametrize(
    ("basis", "established"),
    [
        (None, None),
        ("", True),
        ("  ", True),
        ("农药管理条例 第五十五条", None),
        ("《中华人民共和国种子法》第七十五条；《农作物种子标签和使用说明管理办法》第二十条", None),
        ("行政处罚法(2021) 第五十一条", None),
        ("依据《农药管理条例》第五十五条第一款", None),
        ("根据 农药管理条例第五十五条", None),
        ("违反《农药管理条例》第二十四条，依据《农药管理条例》第五十五条", None),
        ("《湖南省实施《中华人民共和国种子法》办法》第三条", None),
        ("依据浏农发〔2023〕5号《农药经营管理办法》第三条", True),
        ("某县贯彻《农药管理条例》实施意见第三条", True),
        ("湖南省实施《中华人民共和国种子法》办法第三条", None),
        ("农业农村部公告第2567号", True),
        ("浏农发〔2023〕5号《农药经营管理办法》第三条", True),
        ("浏阳市某倡议书", False),
        ("农药管理条例", False),
        ("农药管理条例实施办法第三十九条", True),
        ("无公害农产品标志管理办法第二条", True),
    ],
)
def test_a_penalty_rests_on_a_text_that_may_set_it_and_is_in_force(
    rulebook: Rulebook, basis: str | None, established: bool | None
) -> None:
    assert items(with_basis(basis), rulebook).get("9(3)") is established


def test_a_text_that_ended_later_was_in_force_on_the_day(rulebook: Rulebook) -> None:
    case = company_case(
        make_act("decision_made", date(2022, 12, 30), fine=100_00, basis="无公害农产品标志管理办法第二条")
    )
    assert "9(3)" not in items(case, rulebook)


def test_an_offence_takes_the_place_of_a_basis(rulebook: Rulebook) -> None:
    named = with_basis("", offences=("pesticide-55-1-1",))
    of_conduct = with_basis("", conducts=(Conduct("c1", "p1", date(2024, 3, 1), offence="pesticide-55-1-1"),))
    assert "9(3)" not in items(named, rulebook) and "9(3)" not in items(of_conduct, rulebook)


@pytest.mark.parametrize(
    ("offence", "conduct_on", "decided_on", "established"),
    [
        ("fishery2013-38-1-a", date(2026, 4, 30), date(2026, 6, 1), None),
        ("fishery2013-38-1-a", date(2026, 5, 1), date(2026, 6, 1), True),
        ("pesticide-55-1-1", date(2022, 4, 1), date(2022, 4, 30), False),
        ("pesticide-55-1-1", date(2022, 4, 1), date(2022, 5, 5), None),
    ],
)
def test_an_offence_is_of_the_text_in_force(
    rulebook: Rulebook, offence: str, conduct_on: date, decided_on: date, established: bool | None
) -> None:
    conduct = Conduct("c1", "p1", conduct_on, offence=offence)
    case = company_case(make_act("decision_made", decided_on, fine=100_00), conducts=(conduct,))
    assert items(case, rulebook).get("9(3)") is established


@pytest.mark.parametrize(
    ("basis", "established"),
    [
        ("农药管理条例 第四十一条", None),
        ("《农药管理条例》第四十一条第五项", None),
        ("农药管理条例 第五十五条", False),
        ("某局执法办法 第三条", True),
        ("", True),
    ],
)
def test_a_measure_rests_on_the_article_that_gives_it(rulebook: Rulebook, basis: str, established: bool | None) -> None:
    assert items(make_general_case(changed={"seized": {"basis": basis}}), rulebook).get("10(1)") is established


def test_confiscated_goods_stand_on_a_list_somewhere(rulebook: Rulebook) -> None:
    bare = company_case(make_act("decision_made", DECIDED, fine=100_00, confiscated_goods=50_00))
    assert items(bare, rulebook)["9(11)"] is False
    assert "9(11)" not in items(make_general_case(), rulebook)
    listed = make_act("decision_made", DECIDED, confiscated_goods=50_00, values={"confiscated_items": ["某农药20瓶"]})
    assert "9(11)" not in items(company_case(listed), rulebook)


def fee(ref: str = "", **fields: Any) -> Act:
    return make_act("fee_charged", date(2024, 6, 6), "fee", ref=ref, amount=300_00, **fields)


def test_a_fee_for_a_hearing_is_proposed_and_one_for_testing_is_not(rulebook: Rulebook) -> None:
    assert items(make_general_case(fee("hearing")), rulebook) == {"9(15)": True}
    assert items(make_general_case(fee()), rulebook) == {"9(15)": False}
    tested = make_act("testing_started", date(2024, 5, 10), "tested")
    assert "9(15)" not in items(make_general_case(fee("tested"), tested), rulebook)


def test_a_fee_for_an_inspection_is_possible_at_most(rulebook: Rulebook) -> None:
    checked = make_inspection(date(2024, 5, 6))
    assert items(company_case(checked, fee("check")), rulebook) == {"8(10)": False}
    assert items(company_case(checked, fee()), rulebook) == {"8(10)": False}


@pytest.mark.parametrize(
    ("lead", "answered", "proposed_item"),
    [
        ({"source": "complaint"}, False, True),
        ({"source": "inspection", "complaint": True}, False, True),
        ({"source": "complaint"}, True, False),
        ({"source": "complaint", "complaint": False}, False, False),
        ({"source": "inspection"}, False, False),
    ],
)
def test_a_complaint_is_answered_before_the_case_is_closed(
    rulebook: Rulebook, lead: dict[str, Any], answered: bool, proposed_item: bool
) -> None:
    told = (make_act("complaint_answered", date(2024, 6, 28)),) if answered else ()
    found = items(make_general_case(*told, changed={"lead": lead}), rulebook)
    assert found == ({"12(1)": True} if proposed_item else {})


def test_a_lead_never_decided_on_is_proposed_once_overdue(rulebook: Rulebook) -> None:
    assert items(company_case(make_act("lead_received", date(2024, 2, 2), source="complaint")), rulebook) == {
        "12(1)": True
    }


@pytest.mark.parametrize("act_id", ["notice", "opinion", "decision", "asked", "seized"])
def test_every_act_needs_a_valid_certificate(rulebook: Rulebook, act_id: str) -> None:
    lapsed = make_officer("B", certificates=())
    case = make_general_case()
    case = make_case(*case.acts, parties=case.parties, officers=(make_officer("A"), lapsed))
    acts = {act for each in proposed(case, rulebook) if (each.article, each.item) == (9, 2) for act in each.acts}
    assert act_id in acts


@pytest.mark.parametrize(
    ("changes", "item"),
    [
        ({"inspected": {"content": ""}}, "8(4)"),
        ({"inspected": {"object": ""}}, "8(4)"),
        ({"inspected": {"certificates_shown": False}}, "8(5)"),
        ({"inspected": {"officers": ("A",)}}, "8(5)"),
        ({"decision": {"officers": ("A",)}}, "9(2)"),
        ({"opened": {"approved_by": ""}}, "9(6)"),
        ({"decision": {"remedies_told": False}}, "9(16)"),
        ({"notice": {"hearing_offered": False}}, "9(15)"),
        ({"hearing": {"fee": 100_00}}, "9(15)"),
        ({"seized": {"items": ()}}, "9(11)"),
        ({"seized": {"list_given": False}}, "9(11)"),
        ({"seized": {"approved_by": ""}}, "10(2)"),
        ({"decision": {"confiscated_goods": 0}, "released": {"on": date(2024, 6, 14)}}, "10(2)"),
        ({"filed-city": {"on": date(2024, 6, 27)}}, "12(7)"),
        ({"filed-city": {"evidence_copies": False}}, "12(7)"),
    ],
)
def test_one_fact_changed_in_a_lawful_case_shows_the_item(
    rulebook: Rulebook, changes: dict[str, Any], item: str
) -> None:
    assert items(make_general_case(changed=changes), rulebook).get(item) is True
