"""Each rule of the general procedure is silent about a lawful case and speaks where one thing is changed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from procedures.assess import assess
from procedures.case import Act, Case, Conduct
from procedures.objections import blocking, objections_to
from procedures.rulebook import Rulebook, load_rulebook
from tests.builders import GOODS_ROWS, PENALTY, make_act, make_company, make_general_case, make_party
from tests.procedures.asking import END, changed, found, rules

NO_HEARING = ("request", "invited", "hearing")
SMALL = {"fine": 500_00, "confiscated_gains": None, "confiscated_goods": None}


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook()


def test_lawful_case_has_no_objection_signal_or_finding(rulebook: Rulebook) -> None:
    answer = assess(make_general_case(), rulebook, END)
    assert (answer.objections, answer.signals, answer.findings) == ((), (), ())


@pytest.mark.parametrize(
    ("act", "fields", "rule", "severity", "item"),
    [
        ("opened", {"approved_by": ""}, "opening_without_approval", "irregular", (9, 6)),
        ("opened", {"approved_on": date(2024, 5, 9)}, "opening_approved_late", "irregular", (9, 6)),
        ("lead", {"on": date(2024, 5, 9)}, "opened_before_lead", "irregular", None),
        ("opened", {"on": date(2024, 5, 21)}, "before_opening", "irregular", (9, 6)),
        ("kept", {"on": date(2024, 5, 6)}, "before_what_it_answers", "irregular", None),
        ("asked", {"at": time(10), "until": time(9)}, "ends_before_it_begins", "formal", None),
        ("inspected", {"reason": ""}, "inspection_incomplete", "irregular", (8, 4)),
        ("inspected", {"certificates_shown": False}, "certificates_not_shown", "blocking", (8, 5)),
        ("inspected", {"officers": ("A",)}, "two_officers_inspection", "blocking", (8, 5)),
        ("asked", {"officers": ("A",)}, "two_officers", "blocking", (9, 2)),
        ("preserved", {"officers": ("A",)}, "two_officers", "blocking", (9, 2)),
        ("preserved", {"approved_by": ""}, "preservation_without_approval", "blocking", (9, 6)),
        ("preserved", {"approved_on": date(2024, 5, 8)}, "preservation_approved_late", "blocking", (9, 6)),
        ("preserved", {"at": time(9), "approved_at": time(9, 1)}, "preservation_approved_late", "blocking", (9, 6)),
        ("preserved", {"items": ()}, "preservation_not_listed", "irregular", (9, 6)),
        ("kept", {"on": date(2024, 5, 16)}, "preservation_disposal", "irregular", (9, 6)),
        ("seized", {"officers": ("A",)}, "two_officers_measure", "blocking", (10, 2)),
        ("seized", {"basis": ""}, "measure_without_basis", "blocking", (10, 1)),
        ("seized", {"basis": "某县执法办法 第三条"}, "measure_basis_not_law", "blocking", (10, 1)),
        ("seized", {"approved_by": ""}, "measure_without_approval", "blocking", (10, 2)),
        ("seized", {"approved_on": date(2024, 5, 15)}, "measure_approved_late", "blocking", (10, 2)),
        ("seized", {"by_delegated_body": True}, "measure_by_delegated_body", "blocking", (9, 4)),
        ("seized", {"items": ()}, "measure_not_listed", "blocking", (9, 11)),
        ("seized", {"list_given": False}, "list_not_given", "blocking", (9, 11)),
        ("notice", {"hearing_offered": False}, "hearing_not_offered", "blocking", (9, 15)),
        ("invited", {"on": date(2024, 5, 27)}, "hearing_too_early", "blocking", (9, 15)),
        ("hearing", {"presided_by": "A"}, "chair_investigated", "blocking", (9, 6)),
        ("hearing", {"presided_by": "陈某"}, "chair_investigated", "blocking", (9, 6)),
        ("hearing", {"fee": 100_00}, "hearing_fee", "blocking", (9, 15)),
        ("review", {"reviewer": "B"}, "reviewer_investigated", "blocking", (9, 6)),
        ("review", {"passed": False}, "review_missing", "blocking", (9, 6)),
        ("review", {"on": date(2024, 6, 12)}, "review_missing", "blocking", (9, 6)),
        ("discussion", {"on": date(2024, 6, 12)}, "discussion_missing", "blocking", (9, 6)),
        ("decision", {"fine": 30000_01}, "heavier_than_noticed", "blocking", (9, 6)),
        ("decision", {"confiscated_gains": 800_01}, "heavier_than_noticed", "blocking", (9, 6)),
        ("decision", {"confiscated_goods": 400_01}, "heavier_than_noticed", "blocking", (9, 6)),
        ("decision", {"kinds": ("revoke_licence",)}, "heavier_than_noticed", "blocking", (9, 6)),
        ("decision", {"remedies_told": False}, "remedies_not_told", "blocking", (9, 16)),
        ("served", {"on": date(2024, 6, 10)}, "served_before_decision", "irregular", (9, 6)),
        ("published", {"on": date(2024, 6, 10)}, "before_decision", "irregular", None),
        ("paid", {"on": date(2024, 6, 10)}, "before_decision", "irregular", None),
        ("paid", {"amount": 29999_99}, "money_not_settled", "blocking", (9, 7)),
        ("paid", {"amount": 30000_01}, "money_not_settled", "blocking", (9, 7)),
        ("closed", {"ground": "court_accepted"}, "closing_ground_unproven", "irregular", None),
        ("closed", {"ground": "nothing_to_perform"}, "closing_ground_unproven", "irregular", None),
        ("closed", {"ground": "decision_revoked"}, "closing_ground_unproven", "irregular", None),
        ("closed", {"approved_by": ""}, "closing_without_approval", "irregular", None),
        ("archived", {"on": date(2024, 6, 28)}, "archived_before_closing", "irregular", None),
    ],
)
def test_one_changed_fact_is_objected_to_and_proposed(
    rulebook: Rulebook, act: str, fields: Mapping[str, Any], rule: str, severity: str, item: tuple[int, int] | None
) -> None:
    answer = assess(changed(act, **fields), rulebook, END)
    objection = next(o for o in answer.objections if o.rule == rule)
    assert objection.severity == severity
    assert objection.text and objection.basis and objection.remedy
    items = {(finding.article, finding.item) for finding in answer.findings}
    assert item is None or item in items


@pytest.mark.parametrize(
    ("without", "rule", "severity"),
    [
        (("opened",), "not_opened", "irregular"),
        (("opinion",), "notice_without_opinion", "formal"),
        (("notice", *NO_HEARING), "not_noticed", "blocking"),
        (("hearing",), "hearing_not_held", "blocking"),
        (("invited",), "hearing_not_notified", "irregular"),
        (("review",), "review_missing", "blocking"),
        (("discussion",), "discussion_missing", "blocking"),
        (("served",), "left_undone_at_closing", "irregular"),
        (("published",), "left_undone_at_closing", "irregular"),
        (("disposed",), "left_undone_at_closing", "irregular"),
        (("paid-gains",), "money_not_settled", "blocking"),
        (("filed-city",), "filing_owed", "blocking"),
    ],
)
def test_one_missing_act_is_objected_to(rulebook: Rulebook, without: tuple[str, ...], rule: str, severity: str) -> None:
    assert (rule, severity) in {(o.rule, o.severity) for o in found(rulebook, make_general_case(without=without))}


@pytest.mark.parametrize(
    ("act", "fields"),
    [
        ("opened", {"approved_on": date(2024, 5, 7)}),
        ("preserved", {"at": time(9), "approved_at": time(9)}),
        ("preserved", {"on": date(2024, 5, 8)}),
        ("served", {"on": date(2024, 6, 20)}),
        ("decision", {"fine": 20000_00}),
        ("decision", {"kinds": ("order",)}),
        ("asked", {"at": time(9), "until": time(10)}),
        ("published", {"on": date(2024, 6, 20)}),
    ],
)
def test_what_is_just_lawful_meets_none_of_these_rules(rulebook: Rulebook, act: str, fields: Mapping[str, Any]) -> None:
    allowed = {"money_not_settled"} if "fine" in fields else set()
    assert rules(rulebook, changed(act, **fields)) <= allowed


def before_period_ends(day: date, *acts: Act, without: tuple[str, ...] = NO_HEARING) -> Case:
    days = {act: {"on": day} for act in ("discussion", "decision")}
    return make_general_case(*acts, without=without, changed=days)


@pytest.mark.parametrize(("day", "lawful"), [(date(2024, 5, 28), False), (date(2024, 5, 29), True)])
def test_decision_waits_for_the_end_of_the_hearing_period(rulebook: Rulebook, day: date, lawful: bool) -> None:
    answer = assess(before_period_ends(day), rulebook, END)
    objections = [o for o in answer.objections if o.rule == "period_not_over"]
    assert bool(objections) is not lawful
    if not lawful:
        assert objections[0].possible_on == date(2024, 5, 29)
        red = [(signal.level, signal.deadline) for signal in answer.signals if signal.act == "decision"]
        assert red == [("red", "hearing_request")]
        assert (9, 6, "established") in {(f.article, f.item, f.certainty) for f in answer.findings}


@pytest.mark.parametrize(("which", "lawful"), [("statement", False), ("hearing", True), ("both", True)])
def test_waiver_of_the_hearing_ends_its_period(rulebook: Rulebook, which: str, lawful: bool) -> None:
    waiver = make_act("rights_waived", date(2024, 5, 22), which=which)
    assert ("period_not_over" not in rules(rulebook, before_period_ends(date(2024, 5, 24), waiver))) is lawful


@pytest.mark.parametrize(("day", "lawful"), [(date(2024, 5, 24), False), (date(2024, 5, 27), True)])
def test_decision_without_a_hearing_right_waits_three_working_days(rulebook: Rulebook, day: date, lawful: bool) -> None:
    acts = dict.fromkeys(("opinion", "decision"), SMALL) | {"notice": {**SMALL, "hearing_offered": False}}
    acts["decision"] = {**SMALL, "on": day}
    case = make_general_case(without=(*NO_HEARING, "review", "discussion"), changed=acts)
    signals = assess(case, rulebook, day).signals
    assert ("statement_period" in {signal.deadline for signal in signals}) is not lawful


def test_new_notice_starts_a_new_period(rulebook: Rulebook) -> None:
    again = make_act("notice_served", date(2024, 6, 7), "again", **{**PENALTY, "fine": 40000_00}, hearing_offered=True)
    case = make_general_case(again, changed={"decision": {"fine": 40000_00}})
    assert {"period_not_over", "heavier_than_noticed"} & rules(rulebook, case) == {"period_not_over"}


def test_hearing_is_lawful_from_the_eighth_working_day_or_loosely_the_seventh(rulebook: Rulebook) -> None:
    early = changed("hearing", on=date(2024, 6, 4))
    assert "hearing_too_early" in rules(rulebook, early)
    assert "hearing_too_early" not in rules(rulebook, replace(early, settings={"earliest_hearing": "loose"}))
    red = [s for s in assess(early, rulebook, END).signals if s.act == "hearing"]
    assert [(s.level, s.deadline) for s in red] == [("red", "")]


def test_notice_of_a_hearing_too_early_is_said_before_it_is_held(rulebook: Rulebook) -> None:
    case = make_general_case(without=("hearing",), changed={"invited": {"hearing_on": date(2024, 6, 4)}})
    told = [o for o in found(rulebook, case, date(2024, 5, 24)) if o.rule == "hearing_too_early"]
    assert [(o.act, o.possible_on) for o in told] == [("invited", date(2024, 6, 5))]


def test_late_request_leaves_the_agency_free_to_decide(rulebook: Rulebook) -> None:
    case = make_general_case(without=("invited", "hearing", "review"), changed={"request": {"on": date(2024, 5, 29)}})
    assert "hearing_not_held" not in rules(rulebook, case)


def test_missing_review_is_red_without_a_limit(rulebook: Rulebook) -> None:
    signals = assess(make_general_case(without=("review",)), rulebook, END).signals
    assert [(s.level, s.deadline, s.act) for s in signals] == [("red", "", "decision")]


@pytest.mark.parametrize(
    ("given", "lawful"),
    [
        ({"approved_on": date(2024, 5, 15)}, True),
        ({"at": time(9), "approved_on": date(2024, 5, 15), "approved_at": time(9)}, True),
        ({"at": time(9), "approved_on": date(2024, 5, 15), "approved_at": time(9, 1)}, False),
        ({"approved_on": date(2024, 5, 16)}, False),
    ],
)
def test_emergency_measure_is_reported_within_a_day(rulebook: Rulebook, given: Mapping[str, Any], lawful: bool) -> None:
    case = changed("seized", emergency=True, **given)
    assert ("measure_approved_late" not in rules(rulebook, case)) is lawful


def test_preservation_knows_no_emergency(rulebook: Rulebook) -> None:
    case = changed("preserved", approved_on=date(2024, 5, 8), note="情况紧急")
    assert "preservation_approved_late" in rules(rulebook, case)


@pytest.mark.parametrize(
    ("on", "given", "rule"),
    [
        (date(2024, 6, 14), {}, "extension_late"),
        (date(2024, 6, 13), {"days": 31}, "extension_too_long"),
        (date(2024, 6, 13), {"told_in_writing": False}, "extension_not_told"),
        (date(2024, 6, 13), {"approved_by": ""}, "extension_without_approval"),
        (date(2024, 6, 13), {}, ""),
    ],
)
def test_extension_of_a_seizure(rulebook: Rulebook, on: date, given: Mapping[str, Any], rule: str) -> None:
    fields = {"ref": "seized", "days": 30, "approved_by": "周某", "told_in_writing": True, **given}
    later = {"released": {"on": date(2024, 6, 28)}, "decision": {"on": date(2024, 6, 28)}}
    case = make_general_case(make_act("seizure_extended", on, "longer", **fields), changed=later)
    told = {o.rule for o in found(rulebook, case) if o.act == "longer"}
    assert told == ({rule} if rule else set())


def test_suspected_crime_must_be_answered_before_a_penalty(rulebook: Rulebook) -> None:
    suspected = make_act("crime_suspected", date(2024, 5, 10), grounds="货值金额较大")
    declined = make_act("crime_transfer_declined", date(2024, 5, 13), approved_by="周某", reason="未达追诉标准")
    approved = make_act("crime_transfer_approved", date(2024, 5, 13), approved_by="周某")
    assert "crime_not_transferred" in rules(rulebook, make_general_case(suspected))
    assert "crime_not_transferred" in rules(rulebook, make_general_case(suspected, approved))
    assert "crime_not_transferred" not in rules(rulebook, make_general_case(suspected, declined))
    findings = assess(make_general_case(suspected), rulebook, END).findings
    assert [(f.article, f.item, f.certainty) for f in findings] == [(9, 13, "possible")]


def test_recused_officer_may_not_go_on(rulebook: Rulebook) -> None:
    case = make_general_case(make_act("recusal_decided", date(2024, 5, 8), officer="A", recused=True))
    told = {o.act for o in found(rulebook, case) if o.rule == "recused_officer_acted"}
    assert {"asked", "decision"} <= told
    assert "inspected" not in told


def test_officer_in_two_interviews_at_once_is_named_with_the_hours(rulebook: Rulebook) -> None:
    second = make_act("interview_held", date(2024, 5, 9), "asked-2", respondent="钱某", at=time(9, 30), until=time(11))
    case = make_general_case(second, changed={"asked": {"at": time(9), "until": time(10)}})
    told = [o for o in found(rulebook, case) if o.rule == "officer_in_two_interviews"]
    assert {o.act for o in told} == {"asked-2"}
    assert "09:30至10:00" in told[0].text


def test_fines_that_do_not_add_up_are_named_with_both_sums(rulebook: Rulebook) -> None:
    fines = ({"offence": "a", "amount": 10000_00}, {"offence": "b", "amount": 19000_00})
    told = [o.text for o in found(rulebook, changed("decision", fines=fines)) if o.rule == "fines_do_not_add_up"]
    assert told == ["各违法行为的罚款合计29000元，与罚款30000元不一致"]


def test_gains_of_nothing_contradict_their_confiscation(rulebook: Rulebook) -> None:
    assert "no_gains_to_confiscate" in rules(rulebook, changed("decision", confiscated_gains=0))
    none = Conduct("c1", "p1", date(2024, 5, 1), facts={"illegal_gains": 0})
    assert "no_gains_to_confiscate" in rules(rulebook, replace(make_general_case(), conducts=(none,)))
    some = Conduct("c1", "p1", date(2024, 5, 1), facts={"illegal_gains": 800_00})
    assert "no_gains_to_confiscate" not in rules(rulebook, replace(make_general_case(), conducts=(some,)))


def test_quantities_that_do_not_add_up_stand_with_their_act(rulebook: Rulebook) -> None:
    fewer = ({**GOODS_ROWS[0], "quantity": "21"},)
    told = [o for o in found(rulebook, changed("disposed", items=fewer)) if o.act == "disposed"]
    assert told and all("21" in o.text and o.basis for o in told)


def test_decision_before_the_file_begins_proposes_only_what_is_possible(rulebook: Rulebook) -> None:
    late = [act for act in make_general_case().acts if act.on >= date(2024, 6, 11) and act.kind != "seizure_released"]
    findings = assess(replace(make_general_case(), acts=tuple(late)), rulebook, END).findings
    assert {(f.article, f.item, f.certainty) for f in findings if f.item == 6} == {(9, 6, "possible")}


def test_each_party_needs_its_own_notice_and_money(rulebook: Rulebook) -> None:
    both = (make_company("p1"), make_party("p2"))
    case = make_general_case()
    own = [
        replace(act, party="p1") if act.on >= date(2024, 5, 20) and act.kind != "case_closed" else act
        for act in case.acts
    ]
    other = make_act("decision_made", date(2024, 6, 11), "decision-2", party="p2", fine=500_00)
    told = found(rulebook, replace(case, parties=both, acts=(*own, other)))
    assert "not_noticed" in {o.rule for o in told if o.act == "decision-2"}
    assert [o.text for o in told if o.rule == "money_not_settled"] == [
        "王某：应缴500元，实缴0元，少500元，不能以履行完毕结案"
    ]


@pytest.mark.parametrize(
    ("form", "act", "fields", "rule"),
    [
        ("16", "preserved", {"approved_by": ""}, "preservation_without_approval"),
        ("18", "seized", {"basis": ""}, "measure_without_basis"),
        ("24", "opinion", {"confiscated_gains": 0}, "no_gains_to_confiscate"),
        ("25", "notice", {"hearing_offered": False}, "hearing_not_offered"),
        ("26", "notice", {"confiscated_gains": 0}, "no_gains_to_confiscate"),
        ("29", "decision", {"fine": 30000_01}, "heavier_than_noticed"),
        ("29", "decision", {"on": date(2024, 5, 28)}, "hearing_not_held"),
        ("38", "closed", {"ground": "court_accepted"}, "closing_ground_unproven"),
    ],
)
def test_paper_that_the_law_forbids_is_refused(
    rulebook: Rulebook, form: str, act: str, fields: Mapping[str, Any], rule: str
) -> None:
    lawful, broken = make_general_case(), changed(act, **fields)
    for case, refused in ((lawful, False), (broken, True)):
        planned = next(each for each in case.acts if each.id == act)
        earlier = replace(case, acts=tuple(each for each in case.acts if each.on <= planned.on and each.id != act))
        stopped = {o.rule for o in blocking(objections_to(earlier, planned, rulebook, planned.on, issuing=True), form)}
        assert (rule in stopped) is refused
        assert refused or not stopped


def test_rules_of_before_2021_cite_the_old_law(rulebook: Rulebook) -> None:
    def moved(act: Act) -> Act:
        return replace(act, on=act.on.replace(year=2020))

    case = make_general_case(without=("notice", *NO_HEARING, "filed-city"))
    old = replace(case, acts=tuple(moved(act) for act in case.acts))
    told = {o.rule: o.basis for o in found(rulebook, old)}
    assert told["not_noticed"] == "行政处罚法(1996)"


def test_what_opinion_notice_and_decision_share_is_told_once_at_the_newest(rulebook: Rulebook) -> None:
    none = {"fine": 30000_00, "confiscated_gains": 0}
    case = make_general_case(changed=dict.fromkeys(("opinion", "notice", "decision"), none))
    told = [o.act for o in assess(case, rulebook, date(2024, 6, 11)).objections if o.rule == "no_gains_to_confiscate"]
    assert told == ["decision"]
    told = [o.act for o in assess(case, rulebook, date(2024, 5, 21)).objections if o.rule == "no_gains_to_confiscate"]
    assert told == ["notice"]


def test_two_decisions_on_different_offences_are_no_second_fine(rulebook: Rulebook) -> None:
    changed = {"decision": {"offences": ("pesticide-55-1-1",)}}
    for offence, told in (("pesticide-55-1-1", ["again"]), ("pesticide-56", [])):
        again = make_act("decision_made", date(2024, 6, 12), "again", fine=500_00, offences=(offence,))
        found = assess(make_general_case(again, changed=changed), rulebook, date(2024, 6, 12)).objections
        assert [objection.act for objection in found if objection.rule == "decided_twice"] == told


def test_officer_in_many_interviews_at_once_is_told_once_of_each(rulebook: Rulebook) -> None:
    asked = [
        make_act("interview_held", date(2024, 5, 9), f"i{number}", at=time(9), until=time(10), respondent="赵某")
        for number in range(30)
    ]
    found = assess(make_general_case(*asked), rulebook, date(2024, 5, 9)).objections
    told = [objection.act for objection in found if objection.rule == "officer_in_two_interviews"]
    assert len(told) == 2 * 29 and "i0" not in told
