"""Papers that come before their act: planned on the act's page, issued, then recorded as the paper tells it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from models.operations.cases import open_case
from models.operations.office import record_settings
from procedures.case import Act, Case
from procedures.script import read_script
from resources import path
from tests.builders import OFFICE, make_company, make_party
from tests.ui.case_desk import CaseDesk, answer, opened, opened_desk, work_of
from ui.pages.case.act_page import ActPage
from ui.pages.case.documents import DocumentsPage
from ui.pages.case.drafting import DraftPage
from ui.pages.case.evidence.page import EvidencePage
from ui.pages.case.evidence.records import record_pieces
from ui.pages.case.frozen import FrozenPage
from ui.pages.case.page import CasePage
from ui.pages.case.paper_items import MAKEABLE
from ui.pages.case.parts import DOCUMENTS, EVIDENCE
from ui.pages.case.work_steps import Place

CONTACT = {
    "office.contact_name": "李某",
    "office.contact_phone": "0731-80000000",
    "office.contact_address": "浏阳市某路1号",
}
BEFORE_OPINION, NOTICE_DAY = date(2025, 4, 7), date(2025, 4, 8)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[CaseDesk]:
    with opened_desk(tmp_path, BEFORE_OPINION) as made:
        record_settings(made.session, OFFICE | CONTACT, actor="A", now=made.now())
        yield made


def sample_until(name: str, day: date) -> Case:
    """A sample as it stood on the evening of a day."""
    case = read_script(path("samples", name).read_text("utf-8"), name)
    return replace(case, acts=tuple(act for act in case.acts if act.on <= day), as_of=day, expect={})


def page_of(desk: CaseDesk, day: date, name: str = "c03-expired-pesticide.toml") -> CasePage:
    desk.day = day
    change = open_case(desk.session, sample_until(name, day), actor="A", now=desk.now())
    return opened(desk, change.case_id, day)


def type_into(page: ActPage | DraftPage, **values: Any) -> None:
    page.form.set_values(values)
    for key in values:
        page.form.box(key).editor.changed.emit()


def documents_of(page: CasePage) -> DocumentsPage:
    made = page.page(DOCUMENTS)
    assert isinstance(made, DocumentsPage)
    return made


def draft_of(page: CasePage) -> DraftPage:
    shown = documents_of(page).middle()
    assert isinstance(shown, DraftPage)
    return shown


def live(desk: CaseDesk, page: CasePage) -> tuple[Act, ...]:
    return desk.file(page.case_id).case.live_acts()


def words_of(widget: QWidget | None) -> str:
    assert widget is not None
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def issued_opinion(page: CasePage) -> None:
    """Plan an opinion of 2,000 yuan on its page and issue form 24 for it."""
    asked = work_of(page).act_page("opinion_submitted")
    type_into(asked, fine=2000_00, confiscated_goods=84_00)
    asked.make_paper("24")
    draft = draft_of(page)
    assert draft.paper_form.id == "24"
    type_into(draft, discretion="初次违法，主动配合调查。")
    draft.issue()


def test_an_act_recorded_after_its_paper_has_its_id_values_and_document(desk: CaseDesk) -> None:
    page = page_of(desk, BEFORE_OPINION)
    issued_opinion(page)
    paper = desk.file(page.case_id).documents[-1]
    assert paper.act not in {act.id for act in live(desk, page)}
    asked = work_of(page).act_page("opinion_submitted")
    assert "已签发《案件处理意见书》" in words_of(asked)
    assert asked.form.box("fine").editor._read_only
    asked.record()
    opinion = live(desk, page)[-1]
    assert (opinion.id, opinion.get("fine"), opinion.kind) == (paper.act, 2000_00, "opinion_submitted")
    assert opinion.document is not None and opinion.document.form == "24"
    assert opinion.values["discretion"] == "初次违法，主动配合调查。"


def test_the_frozen_paper_says_that_its_act_waits_and_goes_to_it(desk: CaseDesk) -> None:
    page = page_of(desk, BEFORE_OPINION)
    issued_opinion(page)
    frozen = documents_of(page).middle()
    assert isinstance(frozen, FrozenPage)
    assert "案件处理意见还没有登记" in words_of(frozen)
    frozen.act_asked.emit("opinion_submitted")
    assert isinstance(work_of(page).middle(), ActPage)


def test_a_plan_survives_the_window(desk: CaseDesk) -> None:
    page = page_of(desk, BEFORE_OPINION)
    asked = work_of(page).act_page("opinion_submitted")
    type_into(asked, fine=2000_00)
    asked.make_paper("24")
    again = opened(desk, page.case_id, BEFORE_OPINION)
    planned = [item for item in documents_of(again).items() if "还没有登记" in item.under]
    assert ("案件处理意见书", MAKEABLE) in {(item.title, item.status) for item in planned}


def test_a_draft_follows_the_act_that_was_mended_on_its_page(desk: CaseDesk) -> None:
    page = page_of(desk, BEFORE_OPINION)
    asked = work_of(page).act_page("opinion_submitted")
    type_into(asked, fine=2000_00)
    asked.make_paper("24")
    type_into(draft_of(page), discretion="初次违法，主动配合调查。")
    page.show_page("work")
    asked = work_of(page).act_page("opinion_submitted")
    type_into(asked, fine=3000_00)
    asked.make_paper("24")
    values = draft_of(page).form.values()
    assert (values["opinion_submitted_fine"], values["discretion"]) == (3000_00, "初次违法，主动配合调查。")


def test_a_plan_is_gone_once_its_act_is_recorded_without_a_paper(desk: CaseDesk) -> None:
    page = page_of(desk, BEFORE_OPINION)
    asked = work_of(page).act_page("opinion_submitted")
    type_into(asked, fine=2000_00)
    asked.make_paper("24")
    work_of(page).act_page("opinion_submitted").record()
    assert [item for item in documents_of(page).items() if "还没有登记" in item.under] == []


def test_a_cancelled_paper_leaves_the_act_to_be_changed(desk: CaseDesk) -> None:
    page = page_of(desk, BEFORE_OPINION)
    issued_opinion(page)
    frozen = documents_of(page).middle()
    assert isinstance(frozen, FrozenPage)
    frozen.ask_cancel()
    answer("数额写错")
    asked = work_of(page).act_page("opinion_submitted")
    assert not asked.form.box("fine").editor._read_only
    assert asked.form.values()["fine"] == 2000_00


@pytest.mark.parametrize(("fine", "form"), [(2000_00, "26"), (900_00, "25")])
def test_the_notice_that_is_offered_follows_from_the_hearing(desk: CaseDesk, fine: int, form: str) -> None:
    page = page_of(desk, BEFORE_OPINION)
    asked = work_of(page).act_page("opinion_submitted")
    type_into(asked, fine=fine, confiscated_goods=84_00)
    asked.record()
    notice = work_of(page).middle()
    assert isinstance(notice, ActPage) and notice.kind.kind == "notice_served"
    assert notice.form.values()["fine"] == fine
    assert notice.form.values()["hearing_offered"] is (form == "26")
    assert [each.id for each in notice._forms()] == [form]


def test_a_notice_follows_the_fine_that_is_typed_until_the_officer_decides(desk: CaseDesk) -> None:
    page = page_of(desk, NOTICE_DAY)
    notice = work_of(page).act_page("notice_served")
    type_into(notice, fine=500_00)
    assert notice.form.values()["hearing_offered"] is False
    type_into(notice, hearing_offered=True)
    type_into(notice, fine=400_00)
    assert notice.form.values()["hearing_offered"] is True


def test_a_decision_offers_the_approval_sheet_and_the_decision(desk: CaseDesk) -> None:
    page = page_of(desk, date(2025, 4, 23))
    decision = work_of(page).act_page("decision_made")
    assert [each.id for each in decision._forms()] == ["28", "29"]
    decision.make_paper("28")
    draft = draft_of(page)
    assert (draft.paper_form.id, draft.act.get("fine")) == ("28", 2000_00)


def test_what_the_law_says_against_a_decision_stands_in_the_drafting_check(desk: CaseDesk) -> None:
    page = page_of(desk, date(2025, 4, 15))
    work_of(page).act_page("decision_made").make_paper("29")
    draft = draft_of(page)
    barred = [each for each in draft.check.problems() if "不得在期满前作出决定" in each.text]
    assert [(each.severity, "第六十四条" in each.basis) for each in barred] == [("blocking", True)]
    assert not draft.check.issue_button.isEnabled()


def test_an_outward_paper_is_offered_for_service_and_served_is_offered_no_more(desk: CaseDesk) -> None:
    page = page_of(desk, date(2025, 3, 24))
    preserved = next(act for act in live(desk, page) if act.kind == "evidence_preserved")
    documents_of(page).choose_paper("16", preserved)
    draft = draft_of(page)
    type_into(draft, keep_mode=draft._fields["keep_mode"].choices[0].value)
    assert [each.text for each in draft.check.problems() if each.severity == "blocking"] == []
    draft.issue()
    frozen = documents_of(page).middle()
    assert isinstance(frozen, FrozenPage)
    frozen.service_asked.emit(frozen.line.document_id)
    asked = work_of(page).middle()
    assert isinstance(asked, ActPage)
    assert asked.form.values()["paper"] == "16"
    asked.record()
    served = live(desk, page)[-1]
    assert (served.get("paper"), served.ref) == ("16", preserved.id)
    assert page.opened is not None and page.opened.unserved() == ()


def test_a_list_of_goods_names_the_seizure_decision_issued_before_it(desk: CaseDesk) -> None:
    page = page_of(desk, date(2025, 3, 27))
    asked = work_of(page).act_page("property_seized")
    type_into(asked, measure="seize", list_given=True, at=time(10, 0), until=time(11, 0), approved_at=time(9, 0))
    asked.make_paper("18")
    draft = draft_of(page)
    type_into(draft, keeper="陈某")
    assert [each.text for each in draft.check.problems() if each.severity == "blocking"] == []
    draft.issue()
    number = desk.file(page.case_id).documents[-1].number
    work_of(page).act_page("property_seized").make_paper("21")
    assert draft_of(page).form.values()["decision_number"] == number


def test_the_record_of_a_seizure_names_the_list_issued_before_it(desk: CaseDesk) -> None:
    page = page_of(desk, date(2025, 3, 27))
    asked = work_of(page).act_page("property_seized")
    type_into(asked, measure="seize", list_given=True, at=time(10, 0), until=time(11, 0), approved_at=time(9, 0))
    for form in ("18", "21"):
        work_of(page).act_page("property_seized").make_paper(form)
        draft = draft_of(page)
        if form == "18":
            type_into(draft, keeper="陈某")
        draft.issue()
    listed = desk.file(page.case_id).documents[-1]
    work_of(page).act_page("property_seized").make_paper("19")
    assert draft_of(page).form.values()["list_number"] == listed.number
    asked = work_of(page).act_page("property_seized")
    asked.record()
    assert "number_21" not in asked._known.base.values
    assert live(desk, page)[-1].values["number_21"] == listed.number


def test_each_party_has_an_opinion_of_its_own(desk: CaseDesk) -> None:
    case = sample_until("c03-expired-pesticide.toml", BEFORE_OPINION)
    first = case.parties[0]
    both = replace(case, parties=(first, make_company("p2", name="某农资有限公司")))
    desk.day = BEFORE_OPINION
    made = open_case(desk.session, both, actor="A", now=desk.now())
    page = opened(desk, made.case_id, BEFORE_OPINION)
    assert page.header.parties.isVisible()
    for party in (first.id, "p2"):
        page.header.party_chosen.emit(party)
        asked = work_of(page).act_page("opinion_submitted")
        assert asked.form.values()["party"] == party
        type_into(asked, fine=100_00)
        asked.record()
    opinions = [act for act in live(desk, page) if act.kind == "opinion_submitted"]
    assert [act.party for act in opinions] == [first.id, "p2"]
    page.header.party_chosen.emit("p2")
    work_of(page).go_to(Place("done", "opinion"))
    assert words_of(work_of(page).middle()).count("100.00") == 1


def test_a_case_of_one_party_asks_for_none(desk: CaseDesk) -> None:
    page = page_of(desk, BEFORE_OPINION)
    assert not page.header.parties.isVisible()
    assert "party" not in set(work_of(page).act_page("opinion_submitted").form.keys())
    assert make_party().id == "p1"


def test_a_record_that_was_issued_first_gives_its_hours_and_becomes_evidence_as_it_is(desk: CaseDesk) -> None:
    page = page_of(desk, date(2025, 2, 25), "c09-closed-season-fishing.toml")
    asked = work_of(page).act_page("interview_held")
    type_into(asked, at=time(9, 0), until=time(10, 0))
    asked.make_paper("11")
    draft = draft_of(page)
    rows = draft.form.values()["dialogue"]
    type_into(draft, place="执法大队办公室", dialogue=tuple({**row, "answer": "听清楚了。"} for row in rows))
    draft.issue()
    again = work_of(page).act_page("interview_held")
    assert (again.form.values()["at"], again.form.values()["until"]) == (time(9, 0), time(10, 0))
    again.record()
    assert page.opened is not None
    piece = next(each for each in record_pieces(page.opened) if each.name == "询问笔录" and each.made_on == desk.day)
    assert (piece.kind, piece.copies, piece.place) == ("当事人的陈述", 1, "执法大队办公室")
    evidence = page.page(EVIDENCE)
    assert isinstance(evidence, EvidencePage)
    evidence.add_records([piece])
    assert desk.file(page.case_id).case.evidence[-1].name == "询问笔录"
    assert page.opened is not None and piece not in record_pieces(page.opened)
