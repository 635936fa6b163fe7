"""The pages of a request for a hearing, its notice, the hearing and the discussion: what is known, told and asked."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from models.office import Post, RegisteredOfficer
from models.operations.cases import open_case
from models.operations.documents import issue_document
from models.operations.office import assign_post, record_officer, record_settings
from procedures.case import Act, Case
from procedures.problems import RuleError
from procedures.script import read_script
from resources import path
from tests.builders import OFFICE, make_act, make_officer
from tests.ui.case_desk import CaseDesk, opened, opened_desk, work_of
from ui.pages.case.act_page import ActPage
from ui.pages.case.known_hearing import heads_of, is_head
from ui.pages.case.page import CasePage
from ui.pages.case.words import act_told
from ui.pages.case.work_steps import also
from ui.widgets.line_editors import TextEditor

C11 = "c11-slaughter-from-procuratorate.toml"
REQUEST_DAY, CALLED, HEARD, DISCUSSED = date(2024, 8, 30), date(2024, 9, 3), date(2024, 9, 18), date(2024, 9, 29)
CONTACT = {
    "office.contact_name": "李某",
    "office.contact_phone": "0731-80000000",
    "office.contact_address": "浏阳市某路1号",
}
HEADS = (
    ("C", "周某", "局长"),
    ("D", "郑某", "副局长"),
    ("E", "黄某", "综合执法大队负责人"),
    ("F", "吴某", "法制科科长"),
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[CaseDesk]:
    with opened_desk(tmp_path, CALLED) as made:
        record_settings(made.session, OFFICE | CONTACT, actor="A", now=made.now())
        yield made


def until(day: date, *more: Act, without: tuple[str, ...] = ()) -> Case:
    """C11 on the evening of a day, some acts left out and others added."""
    case = read_script(path("samples", C11).read_text("utf-8"), C11)
    acts = tuple(act for act in case.acts if act.on <= day and act.id not in without)
    return replace(case, acts=(*acts, *more), as_of=day, expect={})


def page_of(desk: CaseDesk, case: Case, day: date) -> CasePage:
    desk.day = day
    change = open_case(desk.session, case, actor="A", now=desk.now())
    return opened(desk, change.case_id, day)


def type_into(asked: ActPage, **values: Any) -> None:
    asked.form.set_values(values)
    for key in values:
        asked.form.box(key).editor.changed.emit()


def notes_of(asked: ActPage) -> str:
    return "\n".join(note.text for note in asked._follow())


def late_request(desk: CaseDesk) -> CasePage:
    late = make_act("hearing_requested", CALLED, "late", sent="handed_in", officers=())
    return page_of(desk, until(date(2024, 9, 2), late, without=("requested",)), CALLED)


def called(desk: CaseDesk) -> CasePage:
    return page_of(desk, until(date(2024, 9, 2)), CALLED)


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2024, 8, 30), "在期限内（至 09-02）"),
        (date(2024, 9, 2), "在期限内（至 09-02）"),
        (date(2024, 9, 3), "逾期 1 日（期限至 09-02）：申请听证的权利已届满；本机关仍可以自行组织听证，写明理由"),
    ],
)
def test_request_is_told_to_be_in_time_or_by_how_much_it_is_late(desk: CaseDesk, day: date, told: str) -> None:
    asked = work_of(page_of(desk, until(date(2024, 8, 29)), day)).act_page("hearing_requested")
    type_into(asked, on=day, sent="handed_in")
    assert told in notes_of(asked).splitlines()


def test_request_by_post_counts_by_the_day_it_was_posted(desk: CaseDesk) -> None:
    asked = work_of(page_of(desk, until(date(2024, 8, 29)), date(2024, 9, 5))).act_page("hearing_requested")
    type_into(asked, on=date(2024, 9, 2), sent="posted", received_on=date(2024, 9, 5))
    assert "在期限内（至 09-02）" in notes_of(asked)


def test_earliest_day_of_the_hearing_lists_the_days_that_must_pass(desk: CaseDesk) -> None:
    asked = work_of(called(desk)).act_page("hearing_notice_served")
    days = "09-04、09-05、09-06、09-09、09-10、09-11、09-12"
    assert f"听证最早 2024-09-13（其间满 7 日：{days}）" in notes_of(asked)


def test_notice_of_a_hearing_asked_for_in_time_asks_for_no_reason(desk: CaseDesk) -> None:
    asked = work_of(called(desk)).act_page("hearing_notice_served")
    assert "own_will" not in asked._keys
    assert asked.form.values()["hearing_way"] == "public"
    assert asked.form.values()["method"] == "direct"


def test_late_request_is_lapsed_and_leaves_a_hearing_to_the_agency_with_its_reason(desk: CaseDesk) -> None:
    page = late_request(desk)
    assert page.opened is not None
    (state,) = [each for each in page.opened.assessment.deadlines if each.clock.id == "hearing_request"]
    assert state.state == "lapsed"
    assert [place.id for _, place in also(page.opened)].count("hearing_notice_served") == 1
    asked = work_of(page).act_page("hearing_notice_served")
    assert "听证申请逾期（期限至 09-02）" in notes_of(asked)
    type_into(asked, hearing_on=HEARD)
    assert asked.act() is None
    type_into(asked, own_will="逾期一日，案情需要听取各方意见。")
    asked.record()
    act = desk.file(page.case_id).case.live_acts()[-1]
    assert act.values["own_will"] == "逾期一日，案情需要听取各方意见。"
    again = opened(desk, page.case_id, CALLED)
    assert again.opened is not None
    assert "hearing_notice_served" not in [place.id for _, place in also(again.opened)]


def test_investigators_are_not_offered_as_chair_and_told_of_when_typed(desk: CaseDesk) -> None:
    asked = work_of(called(desk)).act_page("hearing_notice_served")
    editor = asked.form.box("presider").editor
    assert isinstance(editor, TextEditor)
    model = editor.line.completer().model()
    assert not {model.data(model.index(row, 0)) for row in range(model.rowCount())} & {"陈某", "李某"}
    type_into(asked, presider="李某")
    assert "李某参加过本案调查，听证应当由非本案调查人员主持" in notes_of(asked)
    type_into(asked, presider="郑某")
    assert "参加过本案调查" not in notes_of(asked)


def test_notice_on_paper_is_refused_for_a_day_too_early_with_the_days(desk: CaseDesk) -> None:
    page = called(desk)
    asked = work_of(page).act_page("hearing_notice_served")
    told = {"hearing_time": time(9), "hearing_place": "三楼会议室", "presider": "郑某", "clerk": "谢某"}
    type_into(asked, hearing_on=date(2024, 9, 12), **told)
    assert "听证改在2024-09-13或者以后举行" in [each.remedy for each in _objections(asked)]
    planned = asked.act()
    assert planned is not None
    file = desk.file(page.case_id)
    with pytest.raises(RuleError, match="其间须有9月4日、9月5日"):
        issue_document(desk.session, page.case_id, file.seen, "30", planned, {}, actor="A", now=desk.now())
    later = replace(planned, fields={**planned.fields, "hearing_on": date(2024, 9, 13)})
    made = issue_document(desk.session, page.case_id, file.seen, "30", later, {}, actor="A", now=desk.now())
    assert made.document.number == "浏农（屠宰）听通〔2024〕1号"
    assert made.document.values["presider"] == "郑某"


def _objections(asked: ActPage) -> tuple[Any, ...]:
    from procedures.objections import objections_to

    act = asked.act()
    assert act is not None
    opened_ = asked._opened
    return objections_to(opened_.case, replace(act, id="planned"), opened_.session.rulebook, opened_.today)


def test_hearing_takes_day_hour_and_chair_from_its_notice_and_asks_for_no_fee(desk: CaseDesk) -> None:
    page = page_of(desk, until(date(2024, 9, 17)), HEARD)
    asked = work_of(page).act_page("hearing_held")
    values = asked.form.values()
    assert (values["on"], values["at"], values["presided_by"]) == (HEARD, time(9), "郑某")
    assert "fee" not in asked._keys
    assert "不向当事人收取费用" in notes_of(asked)


def test_posts_tell_the_heads_of_the_agency_from_those_of_its_parts() -> None:
    heads = ("局长", "副局长", "党组成员、副局长", "机关负责人", "副局长（分管法制）")
    others = ("法制科科长", "综合执法大队负责人", "办公室主任", "执法人员", "所负责人")
    assert [is_head(post) for post in heads] == [True] * len(heads)
    assert [is_head(post) for post in others] == [False] * len(others)


def with_heads(desk: CaseDesk, *more: tuple[str, str, str]) -> None:
    for officer, name, post in (*HEADS, *more):
        if officer not in ("A", "B"):
            record_officer(desk.session, RegisteredOfficer(make_officer(officer, name)), actor="A", now=desk.now())
        assign_post(desk.session, Post("", officer, post, "", date(2020, 1, 1)), actor="A", now=desk.now())


def discussion_of(desk: CaseDesk) -> ActPage:
    return work_of(page_of(desk, until(date(2024, 9, 28)), DISCUSSED)).act_page("discussion_held")


def test_discussion_starts_with_the_heads_of_the_register_without_the_handlers(desk: CaseDesk) -> None:
    with_heads(desk, ("A", "陈某", "副局长"))
    asked = discussion_of(desk)
    values = asked.form.values()
    assert heads_of(asked._opened, DISCUSSED) == (("周某", "局长"), ("郑某", "副局长"))
    assert [(row["person"], row["post"]) for row in values["speeches"]] == [("周某", "局长"), ("郑某", "副局长")]
    assert (values["attendees"], values["presided_by"], values["reporter"]) == ("周某、郑某", "周某", "陈某")


def test_who_takes_part_follows_from_who_has_spoken(desk: CaseDesk) -> None:
    with_heads(desk)
    asked = discussion_of(desk)
    rows = (
        {"person": "周某", "post": "局长", "view": "同意。"},
        {"person": "孙某", "post": "副局长", "view": "同意。"},
    )
    type_into(asked, speeches=rows)
    asked.record()
    act = desk.file(asked._opened.case_id).case.live_acts()[-1]
    assert act.get("attendees") == ("周某", "孙某")
    assert [row["view"] for row in act.values["speeches"]] == ["同意。", "同意。"]


def test_discussion_is_told_what_was_noticed_and_who_does_not_vote(desk: CaseDesk) -> None:
    asked = discussion_of(desk)
    told = notes_of(asked)
    assert "已告知：罚款 50000 元、没收违法所得 1800 元、没收物品价值 2600 元、责令关闭" in told
    assert "岗位分工里没有机关负责人" in told
    type_into(asked, speeches=({"person": "陈某", "view": "汇报", "vote": "agree"},))
    assert "陈某是本案调查人员，只汇报，不表决" in notes_of(asked)


def test_what_was_said_is_typed_once_and_stands_on_the_sheet(desk: CaseDesk) -> None:
    with_heads(desk)
    asked = discussion_of(desk)
    rows = tuple({"person": name, "post": post, "view": "同意。", "vote": "agree"} for _, name, post in HEADS[:2])
    type_into(
        asked, at=time(9), until=time(10), speeches=rows, discussion_place="小会议室", recorder="谢某", note="同意。"
    )
    planned = asked.act()
    assert planned is not None
    page = asked._opened
    made = issue_document(desk.session, page.case_id, page.seen, "X10", planned, {}, actor="A", now=desk.now()).document
    assert made.values["discussion_held_vote"] == "同意2人，不同意0人，弃权0人"
    assert (made.values["discussion_place"], made.values["decided"]) == ("小会议室", "同意。")
    work_of(opened(desk, page.case_id, DISCUSSED)).act_page("discussion_held").record()
    assert desk.file(page.case_id).case.live_acts()[-1].get("attendees") == ("周某", "郑某")


def test_record_of_the_hearing_fills_its_report(desk: CaseDesk) -> None:
    page = page_of(desk, until(date(2024, 9, 17)), HEARD)
    asked = work_of(page).act_page("hearing_held")
    type_into(asked, until=time(11))
    asked.record()
    file = desk.file(page.case_id)
    act = file.case.live_acts()[-1]
    typed = {
        "attendance": "present",
        "recusal_answer": "不申请回避。",
        "case_side": "提出事实和证据。",
        "party_side": "没有异议。",
        "last_words": "请求从轻。",
    }
    issue_document(desk.session, page.case_id, file.seen, "31", act, typed, actor="A", now=desk.now())
    again = desk.file(page.case_id)
    held = next(each for each in again.case.acts if each.id == act.id)
    own = {"findings": "事实清楚。", "conclusion": "kept"}
    made = issue_document(desk.session, page.case_id, again.seen, "32", held, own, actor="A", now=desk.now()).document
    assert made.values["investigator_view"] == "提出事实和证据。"
    assert made.values["party_view"] == "没有异议。\n最后陈述：请求从轻。"


def test_extension_by_the_superior_body_names_it_and_asks_for_its_letter(desk: CaseDesk) -> None:
    asked = work_of(page_of(desk, until(date(2024, 8, 29)), date(2024, 9, 2))).act_page("decision_extended")
    type_into(asked, level="superior", until=date(2024, 10, 31))
    assert asked.form.values()["approved_by"] == "长沙市农业农村局"
    assert "还没有长沙市农业农村局的批复" in notes_of(asked)
    letter = make_act("paper_received", date(2024, 9, 2), **{"from": "长沙市农业农村局", "title": "延长办理期限的批复"})
    again = work_of(page_of(desk, until(date(2024, 8, 29), letter), date(2024, 9, 2))).act_page("decision_extended")
    type_into(again, level="superior", until=date(2024, 10, 31))
    assert "批复" not in notes_of(again)


def test_opinion_tells_that_the_review_follows_the_hearing_and_every_ground_of_the_filing(desk: CaseDesk) -> None:
    asked = work_of(page_of(desk, until(date(2024, 8, 19)), date(2024, 8, 20))).act_page("opinion_submitted")
    type_into(asked, fine=50000_00, kinds=("close_business",))
    assert "法制审核：听证后须办" in notes_of(asked)
    assert "备案：责令关闭；经营活动中罚款50000元" in notes_of(asked)


def test_decision_tells_what_is_not_counted_and_until_when_its_time_was_extended(desk: CaseDesk) -> None:
    asked = work_of(page_of(desk, until(date(2024, 9, 30)), date(2024, 10, 11))).act_page("decision_made")
    assert "另有 19 日不计入，期限 90 日，已延长到 2024-10-31" in notes_of(asked)


def test_filing_names_the_copies_that_were_handed_in(desk: CaseDesk) -> None:
    case = until(date(2024, 10, 28))
    told = act_told(next(act for act in case.acts if act.kind == "major_filed"), case)
    assert "报送的证据 检察意见书、不起诉决定书、公安机关案卷材料复制件、询问笔录" in told
