"""新案: what is typed is judged at once, kept as a draft, and becomes a case with its lead."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from models.entries import CASE_PREFIX
from models.queries.cases import list_cases, read_case
from models.queries.drafts import drafts
from models.session import Session
from tests.builders import IDENTITY_NO
from tests.ui.pages.lead.conftest import STREAM
from tests.ui.pages.on_the_spot.conftest import RememberingWindow
from tests.ui.pages.on_the_spot.test_page import choose as choose_word
from ui.desk import Desk
from ui.pages.intake.answer import Answer
from ui.pages.lead import LeadPage
from ui.pages.lead.draft import case_of, foreseen
from ui.pages.lead.judging import judge


def enter(page: LeadPage, key: str, value: Any) -> None:
    """Put a value as the officer would."""
    page.form.sheet.enter(key, value)


def choose(page: LeadPage, key: str, value: Any) -> None:
    """Click on one of the words of a field."""
    choose_word(page, key, value)  # type: ignore[arg-type]


def fill(page: LeadPage, **changes: Any) -> None:
    """A complaint about expired pesticide."""
    told = {
        "source": "complaint",
        "provider": "匿名电话",
        "summary": "某店出售过期农药",
        "name": "何某",
        "identity_no": IDENTITY_NO,
        "address": "某镇某村",
        "conduct_on": date(2026, 10, 8),
        "offence": "pesticide-56",
    }
    choose(page, "kind", "citizen")
    for key, value in (told | changes).items():
        enter(page, key, value)
    choose(page, "in_business", True)


def test_empty_page_is_not_red_and_says_what_is_wanting(page: LeadPage) -> None:
    assert all(page.form.sheet.box(key).problem() is None for key in page.form.sheet.order())
    page.store()
    problem = page.form.sheet.box("source").problem()
    assert problem is not None and "案件来源" in problem.text


def test_last_day_of_the_decision_to_open_stands_beside_the_title(page: LeadPage) -> None:
    assert "最迟 10-19（7\u00a0个工作日）" in page._note.whole()


def test_offence_gives_the_cause_that_can_be_rewritten(page: LeadPage) -> None:
    fill(page)
    assert page.form.sheet.values()["cause"].startswith("涉嫌")
    enter(page, "cause", "涉嫌经营劣质农药")
    enter(page, "fine", 2000_00)
    assert page.form.sheet.values()["cause"] == "涉嫌经营劣质农药"


def test_foreseen_fine_is_answered_beside_the_page(page: LeadPage) -> None:
    fill(page, fine=2000_00)
    answers = {answer.id: answer for answer in page.form.panel.answers()}
    assert answers["procedure"].verdict == "普通程序，不能当场处罚"
    assert answers["hearing"].duty and not any(answer.stop for answer in answers.values())


def test_stored_lead_is_a_case_with_officers_and_conduct(
    page: LeadPage, session: Session, window: RememberingWindow
) -> None:
    fill(page, goods_value=84_00)
    page.store()
    [line] = list_cases(session).lines
    case = read_case(session, line.case_id).file.case
    [lead] = case.acts
    assert (lead.kind, lead.get("source"), lead.get("complaint"), lead.on) == (
        "lead_received",
        "complaint",
        True,
        date(2026, 10, 9),
    )
    assert {officer.id for officer in case.officers} == {"A", "B"}
    assert case.conducts[0].facts["goods_value"] == 84_00
    assert lead.values["summary"] == "某店出售过期农药"
    assert (window.opened, window.closed) == ([line.case_id], [STREAM])
    assert not [draft for draft in drafts(session, actor="A") if not draft.stream.startswith(CASE_PREFIX)]


def test_days_that_cannot_be_stop_the_lead(page: LeadPage, session: Session) -> None:
    fill(page, conduct_on=date(2026, 10, 20))
    page.store()
    problem = page.form.sheet.box("conduct_on").problem()
    assert problem is not None and "之后" in problem.text
    assert list_cases(session).lines == ()


def test_conduct_beyond_limitation_is_told_and_stored(page: LeadPage, session: Session) -> None:
    fill(page, conduct_on=date(2024, 1, 8))
    problem = page.form.sheet.box("conduct_on").problem()
    assert problem is not None and "追究时效" in problem.text and "第三十六条" in problem.basis
    page.store()
    assert len(list_cases(session).lines) == 1


def test_what_is_typed_comes_back_in_a_new_page(page: LeadPage, desk: Desk, qtbot: Any) -> None:
    fill(page)
    page.form.sheet.edited.emit()
    page.save()
    again = LeadPage(desk, STREAM)
    qtbot.addWidget(again)
    assert again.form.sheet.values()["summary"] == "某店出售过期农药"
    assert again.form.sheet.values()["offence"] == page.form.sheet.values()["offence"]


@pytest.mark.parametrize(("kind", "name"), [("citizen", ""), (None, "何某")])
def test_lead_without_party_opens_no_case(session: Session, kind: str | None, name: str) -> None:
    values = {"kind": kind, "name": name, "received_on": date(2026, 10, 9)}
    judgement = judge(values, session.rulebook, date(2026, 10, 9))
    assert judgement.must_mend and (kind or case_of(values) is None)


def test_a_duty_that_falls_away_is_told_as_a_change_until_it_stands_again(page: LeadPage) -> None:
    fill(page, fine=1000_00)
    choose(page, "in_business", False)
    choose(page, "in_business", True)
    told = "\n".join(label.text() for label in page.form.panel.findChildren(QLabel))
    assert "有变化：须备案 → 不属重大，不需备案" in told.replace("\xa0", " ")
    choose(page, "in_business", False)
    assert not any(
        "有变化" in label.text() for label in page.form.panel.findChildren(QLabel) if label.isVisibleTo(page)
    )


def test_filing_is_open_until_it_is_said_whether_the_party_acted_in_business(page: LeadPage) -> None:
    fill(page, fine=1000_00)
    enter(page, "in_business", None)
    filing = next(answer for answer in page.form.panel.answers() if answer.id == "filing")
    assert filing.verdict == "待定" and "500 元" in filing.reason and "20,000 元" in filing.reason


def test_hearing_names_the_amount_that_is_reached_inclusive(page: LeadPage) -> None:
    fill(page, fine=1000_00)
    hearing = next(answer for answer in page.form.panel.answers() if answer.id == "hearing")
    assert hearing.duty and "达到 1,000 元（含本数）" in hearing.reason


def test_offence_of_a_law_that_was_replaced_is_told_for_a_later_conduct(page: LeadPage) -> None:
    fill(page, offence="fishery2013-38-1-c", conduct_on=date(2026, 5, 2))
    problem = page.form.sheet.box("offence").problem()
    assert problem is not None and "只用于 2026-04-30 以前的行为" in problem.text
    enter(page, "conduct_on", date(2026, 4, 30))
    assert page.form.sheet.box("offence").problem() is None


@pytest.mark.parametrize(("offence", "gains"), [("fertilizer-27-1", None), ("pesticide-56", 1160_00)])
def test_gains_are_foreseen_only_where_the_article_confiscates_them(offence: str, gains: int | None) -> None:
    values = {"offence": offence, "illegal_gains": 1160_00, "fine": 1160_00}
    assert foreseen(values, date(2025, 7, 31)).get("confiscated_gains") == gains


def told(page: LeadPage) -> dict[str, Answer]:
    return {answer.id: answer for answer in page.form.panel.answers()}


def test_range_is_told_before_a_fine_is_foreseen(page: LeadPage) -> None:
    fill(page, goods_value=84_00, illegal_gains=0)
    found = told(page)
    assert found["range"].verdict == "罚款 2,000 至 20,000 元"
    assert found["procedure"].verdict == "普通程序，不能当场处罚" and "没收" in found["procedure"].reason
    assert (found["hearing"].verdict, found["hearing"].mark) == ("须告知听证权利", "待定数额")
    assert found["filing"].verdict == "罚款达到 20,000 元时须备案"


def test_fine_outside_the_range_is_said_while_the_lead_can_be_stored(page: LeadPage) -> None:
    fill(page, goods_value=84_00, fine=20_000_01)
    found = told(page)["proposed"]
    assert found.stop and "高于最高罚款2万元" in found.reason
    assert page.form.judgement.must_mend == ()


def test_range_counts_as_of_the_receipt_while_no_day_is_typed(page: LeadPage) -> None:
    fill(page, conduct_on=None, goods_value=84_00)
    assert told(page)["range"].verdict == "罚款 2,000 至 20,000 元"
    assert page.form.sheet.box("conduct_on").problem() is None
    page.form.ask_for_all()
    problem = page.form.sheet.box("conduct_on").problem()
    assert problem is not None and "没有填违法行为发生日" in problem.text and problem.severity == "irregular"


def test_only_what_the_offence_needs_is_asked_and_what_was_typed_stays(page: LeadPage) -> None:
    sheet = page.form.sheet
    fill(page)
    assert sheet.shown("grade") and not sheet.shown("area_m2") and not sheet.shown("test_fee")
    enter(page, "loss", 100_00)
    enter(page, "offence", "stock-88-b")
    assert sheet.shown("loss") and not sheet.shown("grade")


def test_facts_of_the_lead_are_recorded_with_the_conduct(
    page: LeadPage, session: Session, window: RememberingWindow
) -> None:
    fill(page, goods_value=84_00, illegal_gains=0, grade="serious")
    page.store()
    [conduct] = read_case(session, window.opened[-1]).file.case.conducts
    assert conduct.facts == {"goods_value": 84_00, "illegal_gains": 0, "grade": "serious"}


def test_offence_of_another_day_is_shown_but_not_offered(page: LeadPage) -> None:
    enter(page, "conduct_on", date(2026, 10, 1))
    picker = page.form._offence.offence
    picker.line.setText("禁渔期")
    picker._search()
    words = [picker.list.item(row).text() for row in range(picker.list.count())]
    assert any("只用于 2026-04-30 以前的行为" in each for each in words)
    picker.list.setCurrentRow(next(n for n, each in enumerate(words) if "只用于" in each))
    picker._take()
    assert picker.value() is None


def test_picked_offence_writes_the_cause_and_goes_on_to_the_day(page: LeadPage, qtbot: Any) -> None:
    picker = page.form._offence.offence
    picker.line.setFocus()
    picker.line.setText("过期")
    picker._search()
    picker._take()
    assert page.form.sheet.values()["cause"] == "涉嫌经营劣质农药"
    assert told(page)["range"].verdict == "选当事人类别后显示"
    qtbot.waitUntil(lambda: page.form.sheet.focused() == "conduct_on")
