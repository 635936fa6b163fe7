"""Notice, record and report of a hearing, review and discussion: what is filled, what carries on, each check."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from forms.blocks import Grid, Paper, Text
from forms.checks_hearing import HEARING_CHECKS
from forms.checks_review import REVIEW_CHECKS
from procedures.case import Case, Document
from tests.builders import make_act, make_company
from tests.forms.hearing_samples import (
    CALLED,
    CASE_SIDE,
    CHECKS,
    DECIDED,
    HEARD,
    KINDS,
    LAST_WORDS,
    PARTY_SIDE,
    REPORT,
    REQUEST_DAY,
    SPEECHES,
    calling,
    discussion,
    heard_case,
    hearing,
    paper_from,
    prepared_of,
    review,
)
from tests.forms.samples import FORMS

HOUSE = heard_case()


def told(form_id: str, case: Case = HOUSE, **own: Any) -> list[tuple[str, str, str]]:
    """Where, how grave and what each problem is."""
    made = prepared_of(form_id, case, KINDS[form_id], **(dict(REPORT) | own if form_id == "32" else own))
    return [(problem.where, problem.severity, problem.text) for problem in made.problems]


def values(form_id: str, case: Case = HOUSE, **own: Any) -> Mapping[str, Any]:
    return prepared_of(form_id, case, KINDS[form_id], **own).values


def words(paper: Paper) -> str:
    cells = [cell for block in paper.blocks if isinstance(block, Grid) for row in block.rows for cell in row.cells]
    texts = [block for block in paper.blocks if isinstance(block, Text)]
    return "\n".join(text.plain for text in (*texts, *(text for cell in cells for text in cell.texts)))


def checks_with(point: str, **changes: Any) -> list[Mapping[str, Any]]:
    return [{**row, **changes} if row["point"] == point else row for row in CHECKS]


def request_on(day: date) -> Case:
    return heard_case(make_act("hearing_requested", day, sent="handed_in"))


@pytest.mark.parametrize("form_id", KINDS)
def test_complete_papers_of_c11_have_no_problem(form_id: str) -> None:
    assert told(form_id) == []


def test_notice_tells_the_party_what_the_law_asks_it_to_be_told() -> None:
    paper = words(paper_from("30", HOUSE, "hearing_notice_served"))
    assert "你于2024年8月30日就涉嫌未经定点从事生猪屠宰活动一案要求听证" in paper
    assert "二、听证时间：2024年9月18日9时00分" in paper
    assert "听证主持人：吴某" in paper
    assert "案件调查人员：陈某、李某" in paper
    assert "第六十四条的规定，你可以亲自参加听证，也可以委托一至二人代理" in paper
    assert "无正当理由拒不出席听证的，视为放弃听证权利" in paper
    assert "你单位于2024年8月30日" in words(paper_from("30", heard_case(party=make_company()), "hearing_notice_served"))


def test_notice_of_an_old_case_cites_the_law_of_its_day() -> None:
    then = calling(on=date(2020, 9, 3), hearing_on=date(2020, 9, 18), document=Document("30", "", date(2020, 9, 3)))
    own = prepared_of("30", heard_case(then), "hearing_notice_served").values
    assert "第四十二条" in own["rights"]
    assert "第六十四条" not in own["absence_text"]


def test_record_takes_place_and_people_from_the_notice() -> None:
    found = values("31")
    assert (found["hearing_place"], found["hearing_way"]) == ("本机关三楼会议室", "public")
    assert (found["members"], found["clerk"], found["case_investigators"]) == ("刘某、何某", "谢某", "陈某、李某")
    assert found["hearing_held_presider"] == "吴某"


def test_report_starts_from_what_the_record_says() -> None:
    found = values("32")
    assert found["investigator_view"] == CASE_SIDE
    assert found["party_view"] == f"{PARTY_SIDE}\n最后陈述：{LAST_WORDS}"
    assert found["participants"] == (
        "听证主持人：吴某；听证员：刘某、何某；记录员：谢某；案件调查人员：陈某、李某；当事人：聂某。"
    )
    assert [row["title"] for row in found["record_attached"]] == ["听证笔录（2024年9月18日）"]


def test_discussion_takes_facts_and_proposal_from_the_opinion_and_counts_the_votes() -> None:
    found = values("X10")
    assert "货值金额6400.00元" in found["found_facts"]
    assert found["report_opinion"].splitlines()[-1] == "3.处罚款伍万元整（¥50000.00元）。"
    assert found["discussion_held_attendee_names"] == "郑某（局长）、钱某（副局长）"
    assert found["discussion_held_vote"] == "同意2人，不同意0人，弃权0人"
    assert (found["reporter"], found["decided"]) == ("陈某", "同意拟作出的处罚决定。")


def test_review_lists_the_papers_of_the_case_and_takes_the_proposal_from_the_opinion() -> None:
    found = values("X11")
    titles = [f"{row['title']}{row['number'] or ''}" for row in found["materials"]]
    assert titles[0] == "案件移送函（2024年5月8日）"
    assert "行政处罚事先告知书浏农（屠宰）罚告〔2024〕8号" in titles
    assert "行政处罚听证会通知书浏农（屠宰）听通〔2024〕1号" in titles
    assert titles[-1] == "证据清单和所列证据（4件）"
    assert found["proposed"].startswith("依据《生猪屠宰管理条例》第三十一条第一款的规定，拟作出如下行政处罚：\n1.没收")
    assert found["case_investigators"] == "陈某、李某"


def test_review_without_marks_offers_the_seven_points_in_order() -> None:
    marked = review()
    kept = {key: value for key, value in marked.values.items() if key != "checks"}
    bare = heard_case(replace(marked, values=kept))
    assert [row["point"] for row in values("X11", bare)["checks"]] == [row["point"] for row in CHECKS]
    assert ("checks", "blocking", "主体、事实、证据、依据、裁量、程序、文书没有写审核结果") in told("X11", bare)


def test_forms_belong_to_their_acts_the_record_before_the_report() -> None:
    found = {kind: [form.id for form in FORMS.forms_of(kind, HEARD)] for kind in dict.fromkeys(KINDS.values())}
    assert found == {
        "hearing_notice_served": ["30", "33"],
        "hearing_held": ["31", "32"],
        "discussion_held": ["X10"],
        "legal_review_given": ["X11"],
    }


def test_certainty_stays_with_the_forms() -> None:
    marks = {form_id: FORMS.form(form_id, HEARD).certainty for form_id in KINDS}
    assert marks == {"30": "recalled", "31": "recalled", "32": "recalled", "X10": "convention", "X11": "convention"}


Shown = tuple[str, str, list[tuple[str, str, str]], list[tuple[str, str, str]]]
BEFORE_ALL = heard_case(discussion(on=date(2024, 8, 28)), without=("hearing_requested", "hearing_held"))
UNHEARD = heard_case(without=("hearing_held", "legal_review_given"))
LATE_DISCUSSION = heard_case(discussion(on=date(2024, 10, 12)))
HANDLER = {"person": "陈某", "post": "队长", "view": "汇报案情。", "vote": "agree"}
EXTRA = [*SPEECHES, {"person": "何某", "post": "副局长", "view": "同意。", "vote": None}]
MISTAKES: Mapping[str, Callable[[], Shown]] = {
    "hearing_far_enough": lambda: (
        "hearing_notice_served_hearing_on",
        "2024年9月3日送达听证通知，2024年9月12日举行过早；其间须有"
        "9月4日、9月5日、9月6日、9月9日、9月10日、9月11日、9月12日，最早2024年9月13日",
        told("30", heard_case(calling(hearing_on=date(2024, 9, 12)))),
        told("30", heard_case(calling(hearing_on=date(2024, 9, 13)))),
    ),
    "asked_in_time": lambda: (
        "own_will",
        "听证申请期限至2024年9月2日，2024年9月3日的申请已逾期",
        told("30", request_on(date(2024, 9, 3))),
        told("30", request_on(date(2024, 9, 2))),
    ),
    "presider_apart": lambda: (
        "presider",
        "听证主持人李某参加过本案调查，听证应当由非本案调查人员主持",
        told("30", presider="李某"),
        told("30", presider="吴某"),
    ),
    "chair_apart": lambda: (
        "hearing_held_presider",
        "听证主持人李某参加过本案调查，听证应当由非本案调查人员主持",
        told("31", heard_case(hearing(presided_by="B"))),
        told("31", heard_case(hearing(presided_by="吴某"))),
    ),
    "two_agents_at_most": lambda: (
        "agents",
        "当事人可以委托一至二人代理，现有3人",
        told("31", agents=[{"name": f"代理人{number}"} for number in range(3)]),
        told("31", agents=[{"name": f"代理人{number}"} for number in range(2)]),
    ),
    "held_as_told": lambda: (
        "act_began",
        "听证于2024年9月19日举行，通知的是2024年9月18日",
        told("31", heard_case(hearing(on=date(2024, 9, 19)))),
        told("31", heard_case(hearing(on=HEARD))),
    ),
    "change_is_explained": lambda: (
        "suggestion",
        "建议变更、不予处罚或者补充调查的，应当写明内容和理由",
        told("32", conclusion="changed", suggestion=None),
        told("32", conclusion="kept", suggestion=None),
    ),
    "report_follows_record": lambda: (
        "record_attached",
        "没有附听证笔录",
        told("32", record_attached=()),
        told("32"),
    ),
    "seven_points_marked": lambda: (
        "checks",
        "文书没有列出",
        told("X11", checks=CHECKS[:-1]),
        told("X11", checks=CHECKS),
    ),
    "overruled_with_reason": lambda: (
        "checks",
        "程序的审核结果与程序的判断不同，没有写理由",
        told("X11", checks=checks_with("procedure", mark="yes", proposed="no", note=None)),
        told("X11", checks=checks_with("procedure", mark="yes", proposed="no", note="迟延经批准，已说明。")),
    ),
    "outcome_explained": lambda: (
        "suggestions",
        "依据没有审核为符合，审核意见是同意",
        told("X11", checks=checks_with("basis", mark="open")),
        told("X11", checks=checks_with("basis", mark="open"), suggestions="条款以告知书为准，不影响处罚。"),
    ),
    "outcome_as_recorded": lambda: (
        "legal_review_given_outcome",
        "审核意见与登记的“没有通过”不一致",
        told("X11", heard_case(review(passed=False))),
        told("X11", heard_case(review(passed=True))),
    ),
    "reviewed_before_decision": lambda: (
        "legal_review_given_on",
        "法制审核在2024年10月12日，晚于2024年10月11日的处罚决定",
        told("X11", heard_case(review(on=date(2024, 10, 12)))),
        told("X11", heard_case(review(on=DECIDED))),
    ),
    "discussed_in_time": lambda: (
        "act_began",
        "集体讨论在2024年10月12日，晚于2024年10月11日的处罚决定",
        told("X10", LATE_DISCUSSION),
        told("X10"),
    ),
    "everybody_heard": lambda: (
        "speeches",
        "没有记钱某的意见",
        told("X10", speeches=SPEECHES[:1]),
        told("X10", speeches=SPEECHES),
    ),
    "heads_attend": lambda: (
        "speeches",
        "钱某没有写职务，集体讨论由行政机关负责人参加",
        told("X10", speeches=[SPEECHES[0], {**SPEECHES[1], "post": None}]),
        told("X10", speeches=SPEECHES),
    ),
    "handlers_do_not_vote": lambda: (
        "speeches",
        "陈某是本案调查人员，不参加表决",
        told("X10", heard_case(discussion(attendees=("郑某", "A"))), speeches=[SPEECHES[0], HANDLER]),
        told("X10", heard_case(discussion(attendees=("郑某", "钱某"))), speeches=SPEECHES),
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_check_speaks_of_its_mistake_and_is_silent_without_it(name: str) -> None:
    where, text, wrong, right = MISTAKES[name]()
    assert (where, text) in [(found[0], found[2]) for found in wrong]
    assert text not in [found[2] for found in right]


def test_every_check_is_shown_with_and_without_its_mistake() -> None:
    assert MISTAKES.keys() == HEARING_CHECKS.keys() | REVIEW_CHECKS.keys()


def test_hearing_without_a_request_needs_the_agency_s_own_reason() -> None:
    unasked = heard_case(without=("hearing_requested",))
    assert ("own_will", "irregular", "没有听证申请的记录") in told("30", unasked)
    held = values("30", unasked, own_will="案情复杂，本机关决定听取各方意见。")
    assert held["hearing_notice_served_called"].startswith("本机关决定就涉嫌未经定点")


def test_late_request_bars_the_notice_until_the_agency_gives_its_reason() -> None:
    late = request_on(date(2024, 9, 3))
    assert ("own_will", "blocking") in [found[:2] for found in told("30", late)]
    assert told("30", late, own_will="申请逾期一日，本机关自行决定举行听证。") == []


def test_absent_party_leaves_answers_and_last_words_out() -> None:
    away: dict[str, Any] = {"attendance": "absent", "recusal_answer": None, "party_side": None, "last_words": None}
    assert told("31", **away) == []
    assert {found[0] for found in told("31", **(away | {"attendance": "present"}))} == {
        "recusal_answer",
        "party_side",
        "last_words",
    }
    case = heard_case(hearing(values={"attendance": "absent"}))
    assert "当事人：聂某，未到场" in values("32", case)["participants"]


def test_other_outcomes_than_agreement_say_why() -> None:
    case = heard_case(review(passed=False, outcome="revise"))
    assert told("X11", case) == [("suggestions", "blocking", "没有写审核意见的理由")]
    assert told("X11", case, suggestions="事实似属假农药，请核处罚条款。") == []


def test_discussion_before_the_party_was_heard_is_told() -> None:
    early = [found[2] for found in told("X10", BEFORE_ALL)]
    assert "申请听证的期限至2024年9月2日，集体讨论在2024年8月28日" in early
    unheard = [found[2] for found in told("X10", UNHEARD)]
    assert "当事人2024年8月30日要求听证，集体讨论前没有举行听证" in unheard


def test_speaker_who_did_not_attend_is_told() -> None:
    assert ("speeches", "irregular", "何某有发言，不在参加人员里") in told("X10", speeches=EXTRA)


def test_long_views_and_notes_fit_and_endless_ones_are_refused() -> None:
    assert told("X10", speeches=[{**row, "view": "同意。" * 1000} for row in SPEECHES]) == []
    assert told("X11", checks=checks_with("facts", note="核对无误。" * 500)) == []
    endless = told("X10", speeches=[{**row, "view": "同" * 40_000} for row in SPEECHES])
    assert endless[0][:2] == ("speeches", "blocking")


def test_record_names_agents_and_others_in_the_report() -> None:
    more = {"agents": [{"name": "某律师"}], "others": "证人王某", "attendance": "agent"}
    found = values("32", heard_case(hearing(values=more)))["participants"]
    assert found.endswith("当事人：聂某；委托代理人：某律师；其他参加人：证人王某。")


def test_record_of_another_hour_keeps_its_end_after_its_beginning() -> None:
    wrong = heard_case(hearing(at=time(11), until=time(9)))
    assert "结束时间不晚于开始时间" in [found[2] for found in told("31", wrong)]


def test_request_that_was_posted_in_time_is_named_by_its_day() -> None:
    posted = heard_case(
        make_act("hearing_requested", date(2024, 9, 2), sent="posted", received_on=date(2024, 9, 5)),
        calling(on=date(2024, 9, 6), document=Document("30", "", date(2024, 9, 6))),
    )
    called = values("30", posted)["hearing_notice_served_called"]
    assert called.startswith("你于2024年9月2日就")
    assert REQUEST_DAY < CALLED


def test_prepared_papers_say_where_their_values_come_from() -> None:
    assert prepared_of("31", HOUSE, "hearing_held").filled["hearing_place"] == "按已有信息拟写"


def test_review_lists_a_paper_that_came_in_under_its_senders_number() -> None:
    letter = make_act(
        "paper_received",
        date(2024, 9, 2),
        values={"number": "长农执函〔2024〕36号"},
        **{"from": "某局", "title": "批复"},
    )
    rows = [row for row in values("X11", heard_case(letter))["materials"] if row["title"].startswith("批复")]
    assert [(row["title"], row["number"]) for row in rows] == [("批复", "长农执函〔2024〕36号")]
