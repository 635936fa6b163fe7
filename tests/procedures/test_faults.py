"""A finding about a fault: what is wanting, what the record of a case suggests, and that it is stored exactly."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from procedures.accountability import Accountability
from procedures.case import Act, Case
from procedures.faults import (
    Consequence,
    FaultFile,
    Involved,
    Statement,
    rule_words,
)
from procedures.faults_plain import decode, encode
from procedures.faults_suggest import acted_in, suggest_bearing, suggest_origin, suggest_persons
from procedures.faults_wanting import unknown_items, wanting, wanting_for_paper, wanting_in_consequence
from procedures.problems import DataError
from procedures.rulebook import load_rulebook
from tests.builders import make_act, make_case, make_company, make_general_case
from tests.fault_files import HANDLER, LEADER, make_decided_fault, make_fault

HEAD = Involved("周某", "", "head")


def places(file: FaultFile) -> set[str]:
    return {problem.where for problem in wanting(file)}


def test_a_finding_with_every_answer_wants_nothing() -> None:
    assert wanting(make_fault()) == ()
    assert wanting_for_paper(make_decided_fault()) == ()


@pytest.mark.parametrize(
    ("changes", "where", "article"),
    [
        ({"items": ()}, "items", "第八条至第十二条"),
        ({"facts": " "}, "facts", "第八条至第十二条"),
        ({"persons": ()}, "persons", "第六条"),
        ({"persons": (replace(HANDLER, bearing="none"),)}, "persons", "第六条"),
        ({"persons": (HANDLER, replace(LEADER, name=" "))}, "persons", "第六条"),
        ({"origin": None}, "origin", "第五条"),
        ({"origin_reason": ""}, "origin_reason", "附件3 第七条第四项"),
        ({"origin": "local_rules", "origin_reason": ""}, "origin_reason", "第五条第四项"),
        ({"persons": (HANDLER, HANDLER)}, "persons", "第六条"),
        ({"bearing_rule": None}, "bearing_rule", "第六条"),
        ({"bearing_rule": "not_covered", "bearing_reason": ""}, "bearing_reason", "第六条"),
        ({"bearing_rule": "6.4"}, "persons", "第六条第四项"),
        ({"bearing_rule": "6.3", "persons": (replace(LEADER, bearing="main"),)}, "bearing_rule", "第六条第三项"),
        ({"bearing_rule": "6.2"}, "bearing_rule", "第六条第二项"),
        ({"fault": None}, "fault", "第二条"),
        ({"harm": None, "harm_words": ""}, "harm", "第二条"),
        ({"harm_words": ""}, "harm_words", "第二条"),
        ({"harm": "found", "cause_words": ""}, "cause_words", "第二条"),
        ({"statements": ()}, "statements", "第四条"),
    ],
)
def test_what_has_no_answer_is_named_with_its_article(changes: dict[str, Any], where: str, article: str) -> None:
    found = {problem.where: problem for problem in wanting(make_fault(**changes))}
    assert article in found[where].basis
    assert found[where].remedy


def test_each_hole_of_the_regulation_is_filled_by_a_reason() -> None:
    held = make_fault(origin="inspection", harm="none", bearing_rule="not_covered", bearing_reason="由承办人承担")
    assert wanting(held) == ()


def test_asked_but_silent_is_neither_heard_nor_waived() -> None:
    asked = make_fault(statements=(Statement("A", date(2024, 12, 1), "为何逾期"), make_fault().statements[1]))
    assert [problem.text for problem in wanting(asked)] == ["没有听取甲某的陈述，也没有记明本人放弃"]


def test_the_office_itself_makes_no_statement() -> None:
    unit = Involved("浏阳市农业农村局", "", "unit", "main")
    held = make_fault(bearing_rule="6.4", persons=(unit, replace(HANDLER, bearing="none")), statements=())
    assert wanting(held) == ()


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"confirmation": None}, "confirmation"),
        ({"consequence": None}, "consequence"),
        ({"appeal_days": None}, "appeal_days"),
        ({"appeal_days": 0}, "appeal_days"),
        ({"appeal_to": " "}, "appeal_to"),
        ({"statements": ()}, "statements"),
    ],
)
def test_the_opinion_waits_for(changes: dict[str, Any], where: str) -> None:
    assert where in {problem.where for problem in wanting_for_paper(make_decided_fault(**changes))}


SERIOUS = Consequence(("7.2",), "记过", date(2025, 1, 1), ("A",))


@pytest.mark.parametrize(
    ("consequence", "where"),
    [
        (Consequence(("7.1",)), "words"),
        (Consequence(()), "words"),
        (Consequence(("7.1", "7.2"), "记过", date(2025, 1, 1), ("A",)), "rules"),
        (replace(SERIOUS, certificate_from=None), "certificate_from"),
        (replace(SERIOUS, certificates_of=()), "certificates_of"),
        (replace(SERIOUS, certificates_of=("Z",)), "certificates_of"),
        (Consequence(("7.1",), "批评教育", date(2025, 1, 1), ("A",)), "rules"),
        (Consequence(("7.3",), "赔偿", amount=100), "rules"),
        (Consequence(("7.1",), "批评教育", amount=100), "rules"),
        (replace(SERIOUS, crime=True), "handed_to"),
    ],
)
def test_a_consequence_that_does_not_fit_article_7(consequence: Consequence, where: str) -> None:
    found = wanting_in_consequence(make_fault(), consequence)
    assert where in {problem.where for problem in found}
    assert all("第七条" in problem.basis for problem in found)


@pytest.mark.parametrize(
    "consequence",
    [Consequence((), "情节轻微，不予处分"), SERIOUS, replace(SERIOUS, crime=True, handed_to="浏阳市人民检察院")],
)
def test_a_consequence_that_fits(consequence: Consequence) -> None:
    assert wanting_in_consequence(make_fault(), consequence) == ()


def test_compensation_needs_harm_and_an_amount() -> None:
    harmed = make_fault(harm="found", harm_words="停业三日", cause_words="因封存不当")
    assert wanting_in_consequence(harmed, Consequence(("7.3",), "全部承担", amount=120_000)) == ()
    for amount in (None, 0, -1):
        found = wanting_in_consequence(harmed, Consequence(("7.3",), "全部承担", amount=amount))
        assert [problem.where for problem in found] == ["amount"]


def test_an_item_that_articles_8_to_12_lack_is_refused() -> None:
    book: Accountability = load_rulebook().accountability
    assert unknown_items(make_fault(items=((12, 9), (5, 1), (9, 17))), book)[0].text.startswith("附件4没有第12条第9项")
    assert len(unknown_items(make_fault(items=((12, 9), (5, 1), (9, 17))), book)) == 2


def overruled(**changes: Any) -> Case:
    """The handler proposed 30 000 yuan, the decision said 60 000, a court revoked it."""
    judged = make_act("judgment_given", date(2025, 3, 1), "judged", outcome="revoked")
    harsher = {"decision": {"fine": 60000_00}}
    return replace(make_general_case(judged, changed=harsher), **changes)


def test_recorded_roles_become_persons_with_the_place_of_the_record() -> None:
    case = make_general_case()
    found = {one.person.name: one for one in suggest_persons(case, ["decision"])}
    assert {name: one.person.role for name, one in found.items()} == {
        "陈某": "handler",
        "李某": "handler",
        "戊某": "reviewer",
        "周某": "head",
    }
    assert found["周某"].because == "2024-06-07“集体讨论”记载由周某主持"
    assert found["陈某"].person.certificate_no and found["陈某"].person.acts == ("decision",)
    assert all(one.person.bearing == "none" for one in found.values())


def test_the_approver_of_the_act_itself_is_found() -> None:
    found = suggest_persons(make_general_case(), ["preserved"])
    assert [(one.person.name, one.person.role) for one in found if one.person.role != "handler"] == [
        ("周某", "approver")
    ]


def test_an_act_without_officers_falls_back_on_the_opinion() -> None:
    case = make_general_case(changed={"decision": {"officers": ()}})
    handlers = [one for one in suggest_persons(case, ["decision"]) if one.person.role == "handler"]
    assert {one.because[:10] for one in handlers} == {"2024-05-20"}


def test_the_handler_bears_it_and_the_head_jointly() -> None:
    case = make_general_case()
    file = make_fault(persons=tuple(one.person for one in suggest_persons(case, ["decision"])), harm=None)
    suggested = suggest_bearing(case, file)
    assert suggested is not None and suggested.rule == "6.1"
    assert {person.role: person.bearing for person in suggested.persons} == {
        "handler": "main",
        "reviewer": "none",
        "head": "joint",
    }


def test_unclear_facts_that_a_court_found_are_the_handlers_alone() -> None:
    suggested = suggest_bearing(make_general_case(), make_fault(items=((9, 5),), origin="judgment"))
    assert suggested is not None and suggested.rule == "6.3"
    assert [person.bearing for person in suggested.persons] == ["main", "none"]


def test_a_handler_whose_opinion_was_overruled_is_protected() -> None:
    case = overruled()
    persons = tuple(one.person for one in suggest_persons(case, ["decision"]))
    suggested = suggest_bearing(case, make_fault(persons=persons, acts=("decision",)))
    assert suggested is not None and suggested.rule == "6.4"
    bearing = {person.name: person.bearing for person in suggested.persons}
    assert bearing == {"陈某": "none", "李某": "none", "戊某": "none", "周某": "main"}
    assert "30000元" in suggested.because and "60000元" in suggested.because and "撤销" in suggested.because


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(make_general_case(changed={"decision": {"fine": 60000_00}}), id="never overturned"),
        pytest.param(
            make_general_case(make_act("judgment_given", date(2025, 3, 1), "judged", outcome="revoked")),
            id="as the handler proposed",
        ),
        pytest.param(
            overruled(
                acts=(
                    *make_general_case(changed={"decision": {"fine": 60000_00}}).acts,
                    make_act("judgment_given", date(2025, 3, 1), "judged", outcome="upheld"),
                )
            ),
            id="upheld",
        ),
    ],
)
def test_without_both_difference_and_reversal_6_4_is_not_suggested(case: Case) -> None:
    suggested = suggest_bearing(case, make_fault(persons=(HANDLER, HEAD), acts=("decision",), harm=None))
    assert suggested is not None and suggested.rule == "6.1"


def test_what_was_done_about_another_party_is_not_taken_for_this_one() -> None:
    def of(party: str, day: int, reviewer: str) -> tuple[Act, ...]:
        return (
            make_act("opinion_submitted", date(2024, 5, day), f"opinion-{party}", party=party, fine=30000_00),
            make_act("legal_review_given", date(2024, 5, day), f"review-{party}", party=party, reviewer=reviewer),
            make_act("decision_made", date(2024, 6, day), f"decision-{party}", party=party, fine=60000_00),
        )

    def suggested(party: str) -> tuple[tuple[Involved, ...], str]:
        act_id = f"decision-{party}"
        persons = tuple(one.person for one in suggest_persons(case, [act_id]))
        bearing = suggest_bearing(case, make_fault(persons=persons, acts=(act_id,), party=party, harm=None))
        return persons, bearing.rule if bearing else ""

    judged = make_act("judgment_given", date(2025, 3, 1), "judged", party="p2", outcome="revoked")
    acts = (*of("p1", 8, "戊某"), *of("p2", 7, "己某"), judged)
    case = make_case(*acts, parties=(make_company("p1"), make_company("p2")))
    first, first_rule = suggested("p1")
    second, second_rule = suggested("p2")
    assert [one.name for one in first if one.role == "reviewer"] == ["戊某"]
    assert [one.name for one in second if one.role == "reviewer"] == ["己某"]
    assert (first_rule, second_rule) == ("6.1", "6.4")


def test_without_harm_no_item_of_article_6_is_suggested() -> None:
    suggested = suggest_bearing(make_general_case(), make_fault(harm="none"))
    assert suggested is not None and suggested.rule == "not_covered"


def test_nobody_named_gives_no_suggestion() -> None:
    assert suggest_bearing(make_general_case(), make_fault(persons=())) is None


def test_the_way_of_article_5_comes_from_the_record() -> None:
    suggested = suggest_origin(overruled())
    assert suggested is not None and (suggested.origin, suggested.on) == ("judgment", date(2025, 3, 1))
    reviewed = make_act(
        "filing_reviewed", date(2024, 7, 20), "r", ref="decision", recipient="city_government", outcome="problems"
    )
    superior = suggest_origin(make_general_case(reviewed))
    assert superior is not None and superior.origin == "superior"
    assert suggest_origin(make_general_case()) is None


@pytest.mark.parametrize(
    ("officer_id", "name", "role"),
    [
        ("A", "陈某", "handler"),
        ("", "李某", "handler"),
        ("Z", "周某", "approver"),
        ("T", "丁某", None),
        ("S", "己某", None),
    ],
)
def test_who_acted_in_a_case_is_known_by_id_and_by_name(officer_id: str, name: str, role: str | None) -> None:
    assert acted_in(make_general_case(), officer_id, name) == role


def test_a_finding_is_stored_exactly_and_without_what_nobody_said() -> None:
    file = make_decided_fault(consequence=replace(SERIOUS, amount=5))
    plain = encode(file)
    assert decode(FaultFile, plain) == file
    assert "party" not in plain and plain["consequence"]["certificate_from"] == "2025-01-01"


@pytest.mark.parametrize("broken", [{"weather": 1}, {"origin": "rumour"}, {"found_on": "gestern"}, {"facts": 3}])
def test_a_stored_finding_that_cannot_be_read_is_an_error(broken: dict[str, Any]) -> None:
    with pytest.raises(DataError):
        decode(FaultFile, broken)


def test_rules_are_told_as_the_regulation_counts_them() -> None:
    assert (rule_words("6.4"), rule_words("7.2")) == ("第六条第四项", "第七条第二项")
