"""公告送达 in the window: attempts and reason asked, other ways first, what the service moves told old and new."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from models.operations.cases import open_case
from models.queries.cases import read_case
from procedures.script import read_script
from resources import path
from tests.ui.case_desk import CaseDesk, answer, opened, opened_desk, work_of
from ui.pages.case.act_page import ActPage
from ui.pages.case.header import remark
from ui.pages.case.keeping import kept_draft
from ui.pages.case.page import CasePage
from ui.pages.case.work_steps import Place

SAMPLE = "c07-unregistered-fertiliser.toml"
DOOR, POSTED, SIGNED = date(2025, 10, 9), date(2025, 10, 14), date(2025, 11, 3)
DECIDED, REMINDED = date(2025, 9, 28), date(2026, 5, 18)
CLOSED, LATE = date(2026, 7, 20), date(2026, 8, 14)
FIRST: dict[str, Any] = {"on": DOOR, "way": "direct", "result": "家中无人"}
SECOND: dict[str, Any] = {"on": date(2025, 10, 10), "way": "post", "result": "10月13日退回"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[CaseDesk]:
    with opened_desk(tmp_path, POSTED) as made:
        yield made


def page_of(desk: CaseDesk, until: str, today: date) -> CasePage:
    """The case as it stood before an act, or with it (`until` names the last one)."""
    case = read_script(path("samples", SAMPLE).read_text("utf-8"), SAMPLE)
    last = [act.id for act in case.acts].index(until) + 1
    desk.day = today
    cut = replace(case, acts=case.acts[:last], as_of=today, expect={})
    return opened(desk, open_case(desk.session, cut, actor="A", now=desk.now()).case_id, today)


def enter(page: ActPage, **values: Any) -> None:
    page.form.set_values(values)
    for key in values:
        page.form.box(key).editor.changed.emit()


def words_of(page: CasePage) -> list[str]:
    shown = work_of(page).middle()
    assert shown is not None
    return [label.text().replace("\u00a0", " ") for label in shown.findChildren(QLabel)]


def test_attempts_are_kept_and_one_is_not_enough(desk: CaseDesk) -> None:
    page = page_of(desk, "published", POSTED)
    assert page.opened is not None
    asked = work_of(page).act_page("public_notice_issued")
    enter(asked, public_notice_reason="no_other_way", notice_carrier="本机关公告栏", service_attempts=(FIRST,))
    problem = asked.form.box("service_attempts").problem()
    assert problem is not None and "只记录了直接送达" in problem.text
    assert asked.form.box("posting_record").problem() is not None
    enter(asked, service_attempts=(FIRST, SECOND), posting_record="e6")
    assert asked.form.box("service_attempts").problem() is None
    asked.record()
    assert kept_draft(desk, page.opened.stream, asked.draft_page) == {}
    stored = read_case(desk.session, page.case_id).file.case.acts[-1]
    assert stored.values["notice_carrier"] == "本机关公告栏" and len(stored.values["service_attempts"]) == 2
    assert any("由此起算" not in each and "家中无人" in each for each in act_words(page))


def act_words(page: CasePage) -> list[str]:
    work_of(page).go_to(Place("done", "public_notice"))
    return words_of(page)


def test_basis_is_asked_only_of_whereabouts_unknown(desk: CaseDesk) -> None:
    asked = work_of(page_of(desk, "published", POSTED)).act_page("public_notice_issued")
    assert asked.form.box("whereabouts_basis").isHidden()
    enter(asked, public_notice_reason="whereabouts_unknown", notice_carrier="报纸")
    assert not asked.form.box("whereabouts_basis").isHidden()
    assert asked.form.box("public_notice_reason").problem() is not None
    enter(asked, whereabouts_basis="村民委员会证明")
    assert asked.form.box("public_notice_reason").problem() is None


def test_every_day_that_the_notice_begins_is_told_before_it_is_recorded(desk: CaseDesk) -> None:
    page = page_of(desk, "published", POSTED)
    enter(work_of(page).act_page("public_notice_issued"), public_notice_reason="no_other_way", notice_carrier="公告栏")
    (told,) = [each for each in words_of(page) if each.startswith("由此起算")]
    for day in ("2025-11-13", "2025-11-28", "2026-01-12", "2026-05-13"):
        assert day in told


def test_party_who_signs_meanwhile_moves_every_later_day(desk: CaseDesk) -> None:
    page = page_of(desk, "announced", SIGNED)
    asked = work_of(page).act_page("decision_served")
    (told,) = [each for each in words_of(page) if each.startswith("因送达变化")]
    assert "2025-11-28 → 2025-11-18" in told
    asked.record()
    work_of(page).go_to(Place("done", "serve"))
    assert any("2025-11-28 → 2025-11-18" in each for each in words_of(page))


def test_notice_that_comes_too_early_is_recorded_only_with_a_reason(desk: CaseDesk) -> None:
    page = page_of(desk, "published", POSTED)
    asked = work_of(page).act_page("public_notice_issued")
    enter(asked, public_notice_reason="no_other_way", notice_carrier="公告栏", service_attempts=(FIRST,))
    asked.record()
    assert read_case(desk.session, page.case_id).file.case.acts[-1].kind == "decision_published"
    answer("公告已于今日张贴", "B")
    stored = read_case(desk.session, page.case_id).file
    assert stored.case.acts[-1].kind == "public_notice_issued"
    assert stored.backfills[stored.case.acts[-1].id].second_person == "B"


def test_reminder_is_published_where_the_decision_was(desk: CaseDesk) -> None:
    page = page_of(desk, "announced", REMINDED)
    work_of(page).go_to(Place("step", "remind", "public_notice_issued"))
    asked = work_of(page).middle()
    assert isinstance(asked, ActPage)
    values = asked.form.values()
    assert (values["paper"], values["notice_carrier"]) == ("34", "本机关公告栏、当事人住所地")


def test_page_stays_with_what_waits_for_the_end_of_the_notice(desk: CaseDesk) -> None:
    page = page_of(desk, "announced", POSTED)
    assert any("2025-11-13公告期满" in each for each in words_of(page))
    assert page.opened is not None and [each.title for each in page.opened.unserved()] == []


def test_closed_case_no_longer_urges_the_payment(desk: CaseDesk) -> None:
    before, closed = page_of(desk, "applied", CLOSED), page_of(desk, "closed", CLOSED)
    assert before.opened is not None and "缴纳罚款已逾期" in remark(before.opened)
    assert closed.opened is not None and "逾期" not in remark(closed.opened)


def test_application_to_the_court_tells_its_last_day(desk: CaseDesk) -> None:
    page = page_of(desk, "reminder", LATE)
    work_of(page).act_page("court_application_filed")
    assert any("2026-08-13" in each and "不予受理" in each for each in words_of(page))


def test_decision_tells_what_it_has_waited_for(desk: CaseDesk) -> None:
    page = page_of(desk, "discussion", DECIDED)
    work_of(page).act_page("decision_made")
    words = words_of(page)
    assert any("2025-09-18 届满，可以决定" in each for each in words)
    assert any("立案后第 59 日" in each for each in words)
    assert any("没有规定没收" in each for each in words)
