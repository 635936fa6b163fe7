"""The strip of a general case shows what is done, open, waiting, barred, late or not needed, and why."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from procedures.assess import assess
from procedures.rulebook import Rulebook, load_rulebook
from procedures.stages import stages
from tests.builders import PENALTY, make_act, make_case, make_company, make_general_case, make_party
from tests.procedures.asking import cells, strip

LEAD = make_act("lead_received", date(2024, 5, 6), source="complaint", complaint=True)


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook()


def test_lawful_case_is_done_from_end_to_end(rulebook: Rulebook) -> None:
    found = stages(make_general_case(), rulebook, date(2024, 7, 5))
    assert [stage.name for stage in found if stage.state != "done"] == []
    assert {step.state for stage in found for step in stage.steps} == {"done", "not_needed"}
    assert assess(make_general_case(), rulebook, date(2024, 7, 5)).next == ()


def test_every_step_says_why_and_with_which_article(rulebook: Rulebook) -> None:
    for day in (date(2024, 5, 6), date(2024, 5, 22), date(2024, 6, 11), date(2024, 7, 5)):
        for step in strip(make_general_case(), rulebook, day).values():
            assert step.reason and step.basis and step.certainty, step.id


def test_every_optional_step_names_the_acts_that_begin_it(rulebook: Rulebook) -> None:
    idle = [step for step in strip(make_case(LEAD), rulebook, LEAD.on).values() if step.state == "not_needed"]
    assert idle
    assert [step.id for step in idle if not step.act_kinds] == []


def test_case_begins_with_its_lead(rulebook: Rulebook) -> None:
    found = strip(make_case(LEAD), rulebook, LEAD.on)
    assert (found["lead"].state, found["open"].state, found["open"].due) == ("done", "current", date(2024, 5, 14))
    assert (found["opinion"].state, found["opinion"].reason) == ("waiting", "等待：核查、立案审批、收集证据")


def test_opening_past_its_day_is_overdue_with_the_days(rulebook: Rulebook) -> None:
    found = strip(make_case(LEAD), rulebook, date(2024, 5, 17))
    assert found["open"].state == "overdue"
    assert found["open"].reason.endswith("应于2024-05-14前完成，已逾期3日")
    assert cells(make_case(LEAD), rulebook, date(2024, 5, 17))["opening"].day_text == "05-14 前"


def test_case_opened_without_a_lead_does_not_ask_for_one(rulebook: Rulebook) -> None:
    opened = make_act("case_opened", date(2024, 5, 8), approved_by="周某")
    found = strip(make_case(opened), rulebook, date(2024, 5, 8))
    assert (found["lead"].state, found["open"].state) == ("not_needed", "done")


def test_only_a_complaint_asks_for_an_answer(rulebook: Rulebook) -> None:
    other = replace(LEAD, fields={"source": "inspection"})
    assert strip(make_case(LEAD), rulebook, LEAD.on)["answer_complaint"].state == "waiting"
    found = strip(make_case(other), rulebook, LEAD.on)["answer_complaint"]
    assert (found.state, found.reason) == ("not_needed", "线索不是投诉、举报")


def test_preserved_goods_ask_for_a_decision_in_seven_working_days(rulebook: Rulebook) -> None:
    found = strip(make_general_case(), rulebook, date(2024, 5, 9))["dispose_preserved"]
    assert (found.state, found.due, found.act_kinds) == ("current", date(2024, 5, 15), ("preservation_decided",))


def test_without_preservation_nothing_is_to_be_decided_about_it(rulebook: Rulebook) -> None:
    case = make_general_case(without=("preserved", "kept", "seized", "released"))
    found = strip(case, rulebook, date(2024, 5, 20))
    assert [found[step].reason for step in ("preserve", "dispose_preserved", "seize", "release")] == [
        "未采取先行登记保存",
        "未采取先行登记保存",
        "未采取查封、扣押",
        "未采取查封、扣押",
    ]
    assert cells(case, rulebook, date(2024, 5, 20))["measures"].state == "not_needed"


def test_seizure_waits_for_the_decision_with_its_last_day(rulebook: Rulebook) -> None:
    found = strip(make_general_case(), rulebook, date(2024, 5, 20))["release"]
    assert (found.state, found.due) == ("waiting", date(2024, 6, 13))


def test_test_that_is_running_is_waited_for(rulebook: Rulebook) -> None:
    sent = make_act("testing_started", date(2024, 5, 10))
    back = make_act("testing_ended", date(2024, 5, 17))
    running = strip(make_general_case(sent, back), rulebook, date(2024, 5, 16))
    assert (running["report"].state, running["opinion"].state) == ("current", "waiting")
    assert strip(make_general_case(sent, back), rulebook, date(2024, 5, 17))["report"].state == "done"


def test_decision_is_blocked_until_the_day_after_the_period(rulebook: Rulebook) -> None:
    case = make_general_case(without=("request", "invited", "hearing"))
    found = strip(case, rulebook, date(2024, 5, 28))["decide"]
    assert (found.state, found.possible_on) == ("blocked", date(2024, 5, 29))
    assert "2024-05-28" in found.reason
    assert cells(case, rulebook, date(2024, 5, 28))["decision"].day_text == "05-29 起"
    assert strip(case, rulebook, date(2024, 5, 29))["decide"].state == "waiting"


def test_waiver_opens_the_way_to_the_decision(rulebook: Rulebook) -> None:
    waiver = make_act("rights_waived", date(2024, 5, 22), which="both")
    discussed = make_act("discussion_held", date(2024, 5, 22), presided_by="周某", attendees=("周某",))
    case = make_general_case(waiver, discussed, without=("request", "invited", "hearing", "discussion"))
    found = strip(case, rulebook, date(2024, 5, 22))
    assert (found["decide"].state, found["request_hearing"].reason) == ("current", "2024-05-22放弃听证")


def test_party_that_may_ask_for_a_hearing_is_told_with_the_figure(rulebook: Rulebook) -> None:
    found = strip(make_general_case(), rulebook, date(2024, 5, 21))["request_hearing"]
    assert (found.state, found.due) == ("current", date(2024, 5, 28))
    assert found.reason == "罚款30000元，当事人可以要求听证"


def test_party_without_a_hearing_right_is_told_the_figure_that_is_missed(rulebook: Rulebook) -> None:
    small = {"fine": 19999_99, "confiscated_gains": None, "confiscated_goods": None}
    case = make_general_case(changed={"opinion": small, "notice": {**small, "hearing_offered": False}})
    found = strip(case, rulebook, date(2024, 5, 21))
    assert found["request_hearing"].reason == "不符合听证条件：法人或者其他组织罚款19999.99元，不足20000元"
    assert {found[step].state for step in ("request_hearing", "notify_hearing", "hold_hearing")} == {"not_needed"}


def test_period_that_ran_out_leaves_no_hearing(rulebook: Rulebook) -> None:
    case = make_general_case(without=("request", "invited", "hearing"))
    found = strip(case, rulebook, date(2024, 5, 29))
    assert found["hold_hearing"].reason == "期限至2024-05-28届满，没有申请听证"
    assert (found["statement"].state, found["statement"].done_on) == ("done", date(2024, 5, 28))


def test_hearing_is_blocked_until_seven_working_days_lie_between(rulebook: Rulebook) -> None:
    found = strip(make_general_case(), rulebook, date(2024, 6, 4))["hold_hearing"]
    assert (found.state, found.possible_on) == ("blocked", date(2024, 6, 5))
    case = make_general_case(without=("hearing",))
    assert strip(case, rulebook, date(2024, 6, 5))["hold_hearing"].state == "current"


def test_review_is_not_known_before_the_hearing_and_needed_after_it(rulebook: Rulebook) -> None:
    before = strip(make_general_case(), rulebook, date(2024, 5, 24))["legal_review"]
    after = strip(make_general_case(), rulebook, date(2024, 6, 5))["legal_review"]
    assert (before.state, after.state, after.reason) == ("waiting", "current", "经过听证程序")


@pytest.mark.parametrize(
    ("settings", "case_changes", "review", "discussion"),
    [
        ({}, {}, "not_needed", "current"),
        ({"legal_review": "hearing_right"}, {}, "current", "waiting"),
        ({"discussion": "never"}, {}, "not_needed", "not_needed"),
        ({"discussion": "never"}, {"complex": True}, "current", "waiting"),
        ({}, {"public_interest": True}, "current", "waiting"),
    ],
)
def test_review_and_discussion_follow_the_setting_and_the_case(
    rulebook: Rulebook, settings: dict[str, Any], case_changes: dict[str, Any], review: str, discussion: str
) -> None:
    case = make_general_case(without=("request", "invited", "hearing", "review", "discussion", "decision"))
    found = strip(replace(case, settings=settings, **case_changes), rulebook, date(2024, 5, 30))
    assert (found["legal_review"].state, found["discuss"].state) == (review, discussion)


def test_review_that_was_not_passed_keeps_the_step_open(rulebook: Rulebook) -> None:
    case = make_general_case(changed={"review": {"passed": False}})
    found = strip(case, rulebook, date(2024, 6, 7))
    assert (found["legal_review"].state, found["decide"].state) == ("current", "waiting")


def test_each_recipient_has_a_step_of_its_own(rulebook: Rulebook) -> None:
    case = make_general_case(without=("filed-superior",))
    found = strip(case, rulebook, date(2024, 6, 20))
    city, superior = found["file_major.city_government"], found["file_major.superior_department"]
    assert (city.state, superior.state, superior.due) == ("done", "current", date(2024, 6, 26))
    assert (city.name, superior.recipient) == ("报送备案：浏阳市人民政府", "superior_department")


def test_archive_waits_for_the_filing_that_is_owed(rulebook: Rulebook) -> None:
    case = make_general_case(without=("filed-superior", "archived"))
    found = strip(case, rulebook, date(2024, 7, 1))["archive"]
    assert (found.state, found.reason) == ("waiting", "等待：报送备案：长沙市农业农村局")


def test_an_incomplete_filing_is_still_to_be_done_and_says_what_is_missing(rulebook: Rulebook) -> None:
    case = make_general_case(changed={"filed-superior": {"evidence_copies": False}}, without=("archived",))
    found = strip(case, rulebook, date(2024, 7, 1))
    step = found["file_major.superior_department"]
    assert (step.state, step.reason.split("；")[-1]) == ("current", "已报送，缺主要证据材料复印件")
    assert found["archive"].reason == "等待：报送备案：长沙市农业农村局"


def test_a_change_that_makes_a_penalty_major_opens_the_step(rulebook: Rulebook) -> None:
    small = {"fine": 19999_99}
    change = make_act("decision_changed", date(2024, 6, 20), ref="decision", how="changed", fine=20000_00)
    case = make_general_case(
        change,
        changed=dict.fromkeys(("opinion", "notice", "decision"), small),
        without=("filed-city", "filed-superior", "archived"),
    )
    step = strip(case, rulebook, date(2024, 7, 1))["file_major.city_government"]
    assert (step.state, step.due) == ("current", date(2024, 7, 5))


def test_penalty_below_the_line_needs_no_filing(rulebook: Rulebook) -> None:
    small = {"fine": 19999_99}
    case = make_general_case(changed=dict.fromkeys(("opinion", "notice", "decision"), small))
    found = strip(case, rulebook, date(2024, 6, 11))["file_major.city_government"]
    assert found.state == "not_needed"
    assert found.reason == "不属于重大行政处罚：经营活动中罚款19,999.99元，未达20,000.00元"


def test_closing_says_everything_it_waits_for(rulebook: Rulebook) -> None:
    case = make_general_case(without=("released", "published", "disposed", "paid-gains", "closed", "archived"))
    found = strip(case, rulebook, date(2024, 6, 25))["close"]
    assert found.reason == "等待：解除查封、扣押、公示处罚决定、缴纳罚款、没收款、处理罚没物品"


def test_late_payment_brings_the_surcharge_and_the_reminder(rulebook: Rulebook) -> None:
    case = make_general_case(without=("paid", "closed", "archived"))
    found = strip(case, rulebook, date(2024, 6, 28))
    assert found["pay"].state == "overdue"
    assert found["surcharge"].reason == "逾期缴纳，截至2024-06-28加处罚款900元"
    assert (found["remind"].state, found["court"].state) == ("current", "blocked")


def test_application_to_the_court_takes_the_place_of_payment(rulebook: Rulebook) -> None:
    reminded = make_act("reminder_served", date(2024, 12, 16))
    filed = make_act("court_application_filed", date(2025, 1, 6))
    case = make_general_case(reminded, filed, without=("paid", "paid-gains", "closed", "archived"))
    found = strip(case, rulebook, date(2025, 1, 6))
    assert (found["court"].state, found["pay"].state, found["close"].state) == ("done", "not_needed", "current")
    assert [act.act for act in assess(case, rulebook, date(2025, 1, 6)).next] == ["case_closed"]


def test_of_several_parties_the_one_furthest_behind_is_shown(rulebook: Rulebook) -> None:
    parties = (make_company("p1"), make_party("p2"))
    case = make_general_case()
    both = [replace(act, party="p1") if act.on >= date(2024, 5, 20) else act for act in case.acts]
    late = make_act("opinion_submitted", date(2024, 6, 12), "opinion-2", party="p2", fine=500_00)
    found = replace(case, parties=parties, acts=(*both, late))
    whole = strip(found, rulebook, date(2024, 6, 20))
    assert (whole["notice"].state, whole["notice"].party, whole["notice"].reason) == (
        "current",
        "p2",
        "王某：告知拟处罚的内容、事实、理由、依据和权利",
    )
    assert strip(found, rulebook, date(2024, 6, 20), "p1")["notice"].state == "done"
    assert strip(found, rulebook, date(2024, 6, 20), "p2")["decide"].state == "waiting"
    assert "送达决定书" in strip(found, rulebook, date(2024, 6, 20), "p1")["close"].reason


def test_next_acts_come_by_day_then_by_step(rulebook: Rulebook) -> None:
    found = assess(make_general_case(without=("released",)), rulebook, date(2024, 6, 12)).next
    assert [(act.act, act.due) for act in found] == [
        ("decision_published", date(2024, 6, 20)),
        ("major_filed", date(2024, 6, 26)),
        ("fine_paid", date(2024, 6, 27)),
        ("seizure_released", None),
        ("goods_disposed", None),
    ]


def test_what_the_party_may_do_is_not_what_comes_next(rulebook: Rulebook) -> None:
    found = assess(make_general_case(without=("seized",)), rulebook, date(2024, 5, 21)).next
    assert "hearing_requested" not in [act.act for act in found]


def test_voided_decision_opens_the_step_again(rulebook: Rulebook) -> None:
    void = make_act("act_voided", date(2024, 6, 11), ref="decision", reason="日期有误")
    found = strip(make_general_case(void), rulebook, date(2024, 6, 11))
    assert found["decide"].state == "current"


def test_new_notice_gives_every_right_anew(rulebook: Rulebook) -> None:
    again = make_act("notice_served", date(2024, 6, 7), "again", **{**PENALTY, "fine": 40000_00}, hearing_offered=True)
    found = strip(make_general_case(again, without=("decision",)), rulebook, date(2024, 6, 11))
    assert [found[step].state for step in ("notice", "statement", "request_hearing", "decide")] == [
        "done",
        "current",
        "current",
        "blocked",
    ]
    assert found["hold_hearing"].reason == "等待：送达听证通知"


def test_review_and_discussion_wait_as_long_as_the_party_may_ask_for_a_hearing(rulebook: Rulebook) -> None:
    heard = ("request", "invited", "hearing", "review", "discussion", "decision")
    case = make_general_case(without=heard)
    running, lapsed = (strip(case, rulebook, date(2024, 5, day)) for day in (28, 29))
    assert [running[step].state for step in ("legal_review", "discuss")] == ["waiting", "waiting"]
    assert running["discuss"].reason == "等待：申请听证"
    assert [lapsed[step].state for step in ("legal_review", "discuss")] == ["not_needed", "current"]
    assert lapsed["legal_review"].reason == "没有经过听证程序"


def test_request_without_a_right_obliges_to_nothing(rulebook: Rulebook) -> None:
    small = {"fine": 500_00, "confiscated_gains": None, "confiscated_goods": None}
    changed = {"opinion": small, "notice": {**small, "hearing_offered": False}}
    found = strip(make_general_case(changed=changed), rulebook, date(2024, 5, 23))
    assert found["hold_hearing"].reason.startswith("不符合听证条件")


def test_late_request_is_not_waited_for_and_a_hearing_held_all_the_same_counts(rulebook: Rulebook) -> None:
    late = {"request": {"on": date(2024, 5, 29)}}
    refused = make_general_case(without=("invited", "hearing"), changed=late)
    assert strip(refused, rulebook, date(2024, 5, 30))["hold_hearing"].reason == "期限至2024-05-28届满，申请逾期"
    held = make_general_case(changed=late | {"invited": {"on": date(2024, 5, 29)}})
    assert strip(held, rulebook, date(2024, 6, 5))["hold_hearing"].state == "done"


def test_day_of_a_limit_that_stands_still_is_said_to_be_provisional(rulebook: Rulebook) -> None:
    sent = make_act("testing_started", date(2024, 5, 10))
    found = strip(make_general_case(sent), rulebook, date(2024, 5, 16))["decide"]
    assert (found.state, found.due) == ("waiting", date(2024, 8, 12))
    assert found.reason.endswith("期限中止计算，届满日暂计")
