"""The page of a legal review: seven points with what the program saw, the outcome, half a review, a second round."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from models.office import RegisteredOfficer
from models.operations.cases import open_case
from models.operations.documents import issue_document
from models.operations.drafts import save_draft
from models.operations.office import record_officer, record_settings
from models.queries.reviews import review_progress
from procedures.case import Act, Case
from procedures.objections import objections_to
from procedures.script import read_script
from resources import path
from tests.builders import OFFICE, make_act, make_officer
from tests.ui.case_desk import CaseDesk, answer, opened, opened_desk, work_of
from ui.pages.case.opened import OpenedCase
from ui.pages.case.page import CasePage
from ui.pages.case.review_page import ReviewPage
from ui.pages.case.work_steps import when_words
from ui.widgets.line_editors import TextEditor

C11, REVIEWED = "c11-slaughter-from-procuratorate.toml", date(2024, 9, 26)
TO_MARK = ("facts", "evidence", "discretion", "papers")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[CaseDesk]:
    with opened_desk(tmp_path, REVIEWED) as made:
        record_settings(made.session, OFFICE, actor="A", now=made.now())
        yield made


def before_review(*more: Act) -> Case:
    case = read_script(path("samples", C11).read_text("utf-8"), C11)
    acts = tuple(act for act in case.acts if act.on < REVIEWED)
    return replace(case, acts=(*acts, *more), as_of=REVIEWED, expect={})


def opened_case(desk: CaseDesk, *more: Act) -> CasePage:
    change = open_case(desk.session, before_review(*more), actor="A", now=desk.now())
    return opened(desk, change.case_id, REVIEWED)


def review_of(page: CasePage) -> ReviewPage:
    asked = work_of(page).act_page("legal_review_given")
    assert isinstance(asked, ReviewPage)
    return asked


def mark(asked: ReviewPage, point: str, found: str, note: str = "") -> None:
    box = asked.points.box(point)
    box.mark.set_value(found)
    box.mark._on_typed()
    if note:
        box.note.editor.set_value(note)
        box.note.editor.changed.emit()


def type_into(asked: ReviewPage, **values: Any) -> None:
    asked.form.set_values(values)
    for key in values:
        asked.form.box(key).editor.changed.emit()


def mark_the_rest(asked: ReviewPage) -> None:
    for point in TO_MARK:
        mark(asked, point, "yes", "核对无误。")


def last_act(desk: CaseDesk, page: CasePage) -> Act:
    return desk.file(page.case_id).case.live_acts()[-1]


def seen_case(page: CasePage) -> OpenedCase:
    assert page.opened is not None
    return page.opened


def row_of(page: CasePage) -> str:
    found = seen_case(page)
    return when_words(next(step for step in found.steps() if step.id == "legal_review"), found)


def test_what_the_program_sees_is_marked_and_the_rest_is_left_to_the_reviewer(desk: CaseDesk) -> None:
    asked = review_of(opened_case(desk))
    marks = {each.point: each.mark for each in asked.points.marked()}
    assert (marks["subject"], marks["basis"], marks["procedure"]) == ("yes", "yes", "yes")
    assert (marks["facts"], marks["evidence"], marks["discretion"]) == ("", "", "")
    assert marks["papers"] == "open"
    assert "陈某：执法证" in "".join(asked.points.box("subject")._reasons)
    assert "没有制作《询问笔录》（05-16）" in asked.points.box("papers")._reasons


def test_nothing_is_recorded_while_a_point_is_not_marked(desk: CaseDesk) -> None:
    page = opened_case(desk)
    asked = review_of(page)
    type_into(asked, reviewer="吴某", outcome="agree")
    assert asked.act() is None
    asked.record()
    assert last_act(desk, page).kind == "hearing_held"
    assert "事实：没有写审核结果" in asked._told.whole()


def test_agreement_passes_and_the_sheet_keeps_what_the_program_saw(desk: CaseDesk) -> None:
    page = opened_case(desk)
    asked = review_of(page)
    mark_the_rest(asked)
    type_into(asked, reviewer="吴某", outcome="agree")
    asked.record()
    act = last_act(desk, page)
    assert (act.kind, act.get("passed"), act.get("outcome")) == ("legal_review_given", True, "agree")
    rows = {row["point"]: row for row in act.values["checks"]}
    assert len(rows) == 7
    assert rows["subject"]["note"].startswith("以本机关名义办理")
    assert (rows["papers"]["mark"], rows["papers"]["proposed"]) == ("yes", "open")


@pytest.mark.parametrize("outcome", ["revise", "disagree", "transfer"])
def test_any_other_outcome_does_not_pass_and_gives_its_grounds(desk: CaseDesk, outcome: str) -> None:
    page = opened_case(desk)
    asked = review_of(page)
    mark_the_rest(asked)
    type_into(asked, reviewer="吴某", outcome=outcome)
    assert asked.act() is None
    type_into(asked, grounds="事实似属假农药，请核处罚条款。")
    asked.record()
    act = last_act(desk, page)
    assert (act.get("passed"), act.get("outcome")) == (False, outcome)


def test_a_review_that_was_not_passed_bars_the_decision(desk: CaseDesk) -> None:
    page = opened_case(desk)
    asked = review_of(page)
    mark_the_rest(asked)
    type_into(asked, reviewer="吴某", outcome="revise", grounds="请改正条款。")
    asked.record()
    decision = make_act("decision_made", date(2024, 9, 27), fine=50_000_00)
    case = desk.file(page.case_id).case
    found = objections_to(case, decision, desk.session.rulebook, date(2024, 9, 27), issuing=True)
    told = next(each for each in found if each.rule == "review_missing")
    assert (told.severity, "第五十八条" in told.basis) == ("blocking", True)
    assert "29" in told.stops


def test_agreement_with_a_point_left_open_asks_why(desk: CaseDesk) -> None:
    page = opened_case(desk)
    asked = review_of(page)
    mark_the_rest(asked)
    mark(asked, "basis", "open", "条款请再核。")
    type_into(asked, reviewer="吴某", outcome="agree")
    read = asked._read(asked.form.values())
    assert [problem.text for problem in read.problems] == ["依据没有审核为符合，同意的写明为什么"]
    type_into(asked, grounds="不影响处罚，发文前改正。")
    assert asked.act() is not None


def test_overruling_the_program_needs_a_reason(desk: CaseDesk) -> None:
    page = opened_case(desk)
    asked = review_of(page)
    mark_the_rest(asked)
    mark(asked, "subject", "no")
    type_into(asked, reviewer="吴某", outcome="revise", grounds="承办人员回避没有处理。")
    assert [problem.text for problem in asked.points.problems()] == ["主体：与程序的判断不同，写一句为什么"]
    mark(asked, "subject", "no", "承办人员是当事人的亲属。")
    assert asked.points.problems() == ()


@pytest.mark.parametrize(("reviewer", "why"), [("李某", "参加过本案调查"), ("郑某", "主持过本案听证")])
def test_handler_and_chair_may_not_review(desk: CaseDesk, reviewer: str, why: str) -> None:
    page = opened_case(desk)
    asked = review_of(page)
    mark_the_rest(asked)
    type_into(asked, reviewer=reviewer, outcome="agree")
    assert why in asked._forbidden[0].text
    asked.record()
    assert last_act(desk, page).kind == "hearing_held"
    answer("文件上确由他签名，如实补记", "B")
    assert last_act(desk, page).kind == "legal_review_given"


def test_handlers_are_not_offered_as_reviewers_and_the_one_who_works_here_is(desk: CaseDesk) -> None:
    page = opened_case(desk)
    editor = review_of(page).form.box("reviewer").editor
    assert isinstance(editor, TextEditor)
    assert editor.value() is None
    model = editor.line.completer().model()
    offered = {model.data(model.index(row, 0)) for row in range(model.rowCount())}
    assert "聂某" in offered
    assert not offered & {"陈某", "李某"}
    record_officer(desk.session, RegisteredOfficer(make_officer("F", "吴某")), actor="A", now=desk.now())
    desk.work_as("F")
    assert review_of(opened(desk, page.case_id, REVIEWED)).form.values()["reviewer"] == "吴某"


def test_half_a_review_is_a_draft_of_which_others_see_only_how_far_it_is(desk: CaseDesk) -> None:
    page = opened_case(desk)
    asked = review_of(page)
    mark(asked, "facts", "no", "数量与清单不一致。")
    asked.points.flush()
    asked.save()
    stream = seen_case(page).stream
    (progress,) = review_progress(desk.session, stream)
    assert (progress.actor, progress.marked, progress.points) == ("A", 5, 7)
    assert "数量" not in repr(progress)
    desk.work_as("B")
    other = opened(desk, page.case_id, REVIEWED)
    assert row_of(other) == "审核中（5/7）"
    assert review_of(other).points.box("facts").mark.value() is None
    assert last_act(desk, page).kind == "hearing_held"


def test_the_draft_comes_back_to_its_reviewer_and_goes_once_recorded(desk: CaseDesk) -> None:
    page = opened_case(desk)
    asked = review_of(page)
    mark_the_rest(asked)
    asked.points.flush()
    again = review_of(opened(desk, page.case_id, REVIEWED))
    assert again.points.count() == 7
    assert again.points.box("facts").note.editor.value() == "核对无误。"
    type_into(again, reviewer="吴某", outcome="agree")
    again.record()
    assert review_progress(desk.session, seen_case(page).stream) == ()
    assert row_of(opened(desk, page.case_id, REVIEWED)) == "09-26 已办"


def test_a_decision_made_elsewhere_after_a_failed_review_is_recorded_only_with_a_reason(desk: CaseDesk) -> None:
    first = make_act(
        "legal_review_given", date(2024, 9, 20), reviewer="吴某", passed=False, outcome="revise", grounds="写全条款项。"
    )
    page = opened_case(desk, replace(first, officers=()))
    asked = work_of(page).act_page("decision_made")
    asked.record()
    assert last_act(desk, page).kind != "decision_made"
    answer("负责人决定先发，审核后补。", "B")
    assert last_act(desk, page).kind == "decision_made"
    (reason,) = (each.reason for each in desk.file(page.case_id).backfills.values())
    assert reason == "负责人决定先发，审核后补。"


def test_a_draft_from_before_a_recorded_review_is_not_taken_for_a_review_under_way(desk: CaseDesk) -> None:
    page = opened_case(desk)
    asked = review_of(page)
    mark_the_rest(asked)
    type_into(asked, reviewer="吴某", outcome="revise", grounds="写全适用的条款项。")
    asked.record()
    stream, content = seen_case(page).stream, {"checks": {}, "marked": 7, "points": 7}
    before, after = desk.now() - timedelta(hours=1), desk.now() + timedelta(hours=1)
    save_draft(desk.session, stream, "act/legal_review_given", content, actor="A", now=before)
    assert row_of(opened(desk, page.case_id, REVIEWED)) == "09-26 建议修改"
    save_draft(desk.session, stream, "act/legal_review_given", content, actor="A", now=after)
    assert row_of(opened(desk, page.case_id, REVIEWED)) == "审核中（7/7）"


def test_the_buttons_at_the_foot_are_whole_however_much_is_wanting(desk: CaseDesk) -> None:
    asked = review_of(opened_case(desk))
    asked.resize(640, 600)
    asked.show()
    asked.grab()
    assert asked.record_button.width() == asked.record_button.sizeHint().width()
    assert asked._told.text().endswith("…")


def test_a_second_round_is_a_new_sheet_and_the_first_stays(desk: CaseDesk) -> None:
    values = {"checks": tuple({"point": point, "mark": "yes"} for point in TO_MARK)}
    first = make_act(
        "legal_review_given", date(2024, 9, 20), reviewer="吴某", passed=False, outcome="revise", values=values
    )
    page = opened_case(desk, replace(first, officers=()))
    assert row_of(page) == "09-20 建议修改"
    asked = review_of(page)
    told = " ".join(label.text() for label in asked.findChildren(QLabel)).replace("\u00a0", " ")
    assert "09-20 吴某审核：建议修改。法制审核未通过，不得作出决定" in told
    assert asked.points.box("facts").mark.value() is None
    mark_the_rest(asked)
    type_into(asked, reviewer="吴某", outcome="agree")
    asked.record()
    reviews = [act for act in desk.file(page.case_id).case.live_acts() if act.kind == "legal_review_given"]
    assert [act.get("passed") for act in reviews] == [False, True]
    forms = [form.id for form in desk.session.forms.forms_for(reviews[0])]
    assert forms == ["X11"]


def test_the_sheet_of_a_recorded_review_says_what_was_marked(desk: CaseDesk) -> None:
    page = opened_case(desk)
    asked = review_of(page)
    mark_the_rest(asked)
    type_into(asked, reviewer="吴某", outcome="agree", submitted_by="执法大队", submitted_on=date(2024, 9, 23))
    asked.record()
    act = last_act(desk, page)
    file = desk.file(page.case_id)
    made = issue_document(desk.session, page.case_id, file.seen, "X11", act, {}, actor="A", now=desk.now()).document
    assert [row["mark"] for row in made.values["checks"]] == ["yes"] * 7
    assert (made.values["submitted_by"], made.values["legal_review_given_outcome"]) == ("执法大队", "agree")


def test_points_on_an_issued_sheet_can_only_be_read(desk: CaseDesk) -> None:
    page = opened_case(desk)
    asked = review_of(page)
    mark_the_rest(asked)
    type_into(asked, reviewer="吴某", outcome="agree", submitted_by="执法大队", submitted_on=date(2024, 9, 23))
    planned = asked.act()
    assert planned is not None
    issue_document(
        desk.session, page.case_id, desk.file(page.case_id).seen, "X11", planned, {}, actor="A", now=desk.now()
    )
    again = review_of(opened(desk, page.case_id, REVIEWED))
    assert again.points.count() == 7
    assert not again.points.box("facts").mark._buttons["no"].isEnabled()
    again.record()
    assert last_act(desk, page).get("passed") is True


def test_other_drafts_of_the_case_are_not_taken_for_reviews(desk: CaseDesk) -> None:
    page = opened_case(desk)
    stream = seen_case(page).stream
    save_draft(desk.session, stream, "act/interview_held/p1", {"marked": 3}, actor="A", now=desk.now())
    save_draft(desk.session, stream, "act/legal_review_given/p1", {"reviewer": "吴某"}, actor="A", now=desk.now())
    assert review_progress(desk.session, stream) == ()
