"""文书: what can be made, drafting check, facts written to their owner, issuing, frozen papers."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from forms.prepare import Prepared
from models.operations.cases import record_act
from models.operations.documents import preview_values
from models.queries.documents import case_documents, document_bytes
from models.queries.drafts import drafts
from procedures.case import Act
from procedures.problems import Problem
from tests.builders import make_act
from tests.ui.case_desk import (
    CaseDesk,
    answer,
    delivered_case,
    imported_case,
    issued_case,
    open_dialog_of,
    opened,
    opened_desk,
    work_of,
)
from ui.dialogs.blocked import BlockedDialog
from ui.pages.case.documents import DocumentsPage
from ui.pages.case.drafting import DraftPage
from ui.pages.case.frozen import FrozenPage, OutsidePage
from ui.pages.case.leaving import file_name
from ui.pages.case.marks import draw_preview
from ui.pages.case.page import CasePage
from ui.pages.case.paper_items import ISSUED, MAKEABLE, OUTSIDE
from ui.pages.case.parts import DOCUMENTS
from ui.pages.case.work_steps import Place

MONDAY = date(2026, 10, 12)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[CaseDesk]:
    with opened_desk(tmp_path) as made:
        yield made


def documents_of(page: CasePage) -> DocumentsPage:
    made = page.page(DOCUMENTS)
    assert isinstance(made, DocumentsPage)
    return made


def served_case(desk: CaseDesk) -> tuple[str, Act]:
    """The stall case with a paper served on Monday by direct service; its id, and that act."""
    case_id = delivered_case(desk)
    desk.day = MONDAY
    act = make_act("paper_served", MONDAY, "service", paper="7", method="direct")
    record_act(desk.session, case_id, desk.file(case_id).seen, act, actor="A", now=desk.now())
    return case_id, act


def draft_of(page: CasePage, form: str, act: Act) -> DraftPage:
    documents = documents_of(page)
    documents.choose_paper(form, act)
    shown = documents.middle()
    assert isinstance(shown, DraftPage)
    return shown


def type_into(page: DraftPage, key: str, value: object) -> None:
    page.form.set_values({key: value})
    page.form.box(key).editor.changed.emit()


def words_of(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_the_list_tells_what_is_issued_what_can_be_made_and_what_was_made_elsewhere(desk: CaseDesk) -> None:
    case_id, _ = served_case(desk)
    documents = documents_of(opened(desk, case_id, MONDAY))
    told = [(item.title, item.group, item.status) for item in documents.items() if item.title != "证据清单"]
    assert told == [
        ("现场检查（勘验）笔录", "检查与证据", MAKEABLE),
        ("当场行政处罚决定书", "当场决定", ISSUED),
        ("送达回证", "送达与公示", MAKEABLE),
    ]
    elsewhere = documents_of(opened(desk, imported_case(desk), MONDAY))
    outside = [item for item in elsewhere.items() if item.status == OUTSIDE]
    assert [item.title for item in outside] == ["当场行政处罚决定书"]
    elsewhere.choose(outside[0].key)
    assert isinstance(elsewhere.middle(), OutsidePage)


def test_what_is_wanting_stands_at_the_field_and_in_the_check_and_stops_issuing(desk: CaseDesk) -> None:
    case_id, act = served_case(desk)
    page = draft_of(opened(desk, case_id, MONDAY), "33", act)
    type_into(page, "place", None)
    problem = page.form.box("place").problem()
    assert problem is not None and problem.text == "没有填送达地点"
    assert [each.text for each in page.check.problems()] == ["没有填送达地点"]
    assert not page.check.issue_button.isEnabled()
    page.issue()
    assert [line.form for line in case_documents(desk.session, case_id)] == ["7"]


def test_known_facts_stand_filled_with_their_source(desk: CaseDesk) -> None:
    case_id, act = served_case(desk)
    page = draft_of(opened(desk, case_id, MONDAY), "33", act)
    values = page.form.values()
    assert values["addressee"] == "王某"
    assert page.form.box("addressee").editor.filled() == "按已有信息拟写"
    assert page.form.box("office_agency_name").editor.filled() == "机关设置"
    assert values["papers"][0]["number"] == "浏农（畜牧）当罚〔2026〕1号"


def test_a_proof_of_service_is_issued_and_frozen(desk: CaseDesk) -> None:
    case_id, act = served_case(desk)
    shown = opened(desk, case_id, MONDAY)
    page = draft_of(shown, "33", act)
    type_into(page, "place", "浏阳市某镇某村三组")
    page.form.flush()
    assert page.check.issue_button.isEnabled()
    page.issue()
    line = case_documents(desk.session, case_id)[-1]
    assert (line.form, line.act) == ("33", "service")
    assert document_bytes(desk.session, line.document_id, "pdf").startswith(b"%PDF")
    frozen = documents_of(shown).middle()
    assert isinstance(frozen, FrozenPage)
    assert f"{line.pdf[:12]}…" in words_of(frozen)
    assert [each for each in drafts(desk.session, actor="A") if each.page.startswith("paper/")] == []
    assert desk.said.words[-1] == "已签发《送达回证》"


def test_paper_of_a_voided_act_says_so(desk: CaseDesk) -> None:
    case_id, act = served_case(desk)
    page = draft_of(opened(desk, case_id, MONDAY), "33", act)
    type_into(page, "place", "浏阳市某镇某村三组")
    page.issue()
    void = make_act("act_voided", MONDAY, "void", ref=act.id, reason="日期有误")
    record_act(desk.session, case_id, desk.file(case_id).seen, void, actor="A", now=desk.now())
    told = {item.title: item.word for item in documents_of(opened(desk, case_id, MONDAY)).items()}
    assert told["送达回证"] == "行为已作废"


def test_what_is_typed_on_a_paper_is_kept_as_a_draft(desk: CaseDesk) -> None:
    case_id, act = served_case(desk)
    first = opened(desk, case_id, MONDAY)
    type_into(draft_of(first, "33", act), "place", "某镇政府")
    first.save()
    again = draft_of(opened(desk, case_id, MONDAY), "33", act)
    assert again.form.values()["place"] == "某镇政府"
    assert [item.word for item in documents_of(desk.shown[-1]).items() if item.title == "送达回证"] == ["草稿"]


def test_a_suggestion_that_was_taken_out_does_not_come_back(desk: CaseDesk) -> None:
    case_id, act = served_case(desk)
    page = draft_of(opened(desk, case_id, MONDAY), "33", act)
    type_into(page, "papers", ())
    type_into(page, "place", "某镇政府")
    assert page.form.values()["papers"] in (None, ())
    assert "没有填送达文书" in [each.text for each in page.check.problems()]


def test_a_changed_fact_is_offered_to_its_owner_and_written_there(desk: CaseDesk) -> None:
    made = issued_case(desk)
    case_id = made.change.case_id
    shown = opened(desk, case_id)
    work = work_of(shown)
    work.middle().cancel_because("住址写错")  # type: ignore[union-attr]
    work.go_to(Place("step", "decide"))
    work.middle()._ask_paper()  # type: ignore[union-attr]
    page = documents_of(shown).middle()
    assert isinstance(page, DraftPage)
    type_into(page, "party_address", "浏阳市某镇某村五组")
    problem = page.form.box("party_address").problem()
    assert problem is not None and "还没有写入当事人" in problem.text
    page._write("party_address")
    assert desk.file(case_id).case.parties[0].address == "浏阳市某镇某村五组"
    assert page.form.box("party_address").problem() is None
    page.issue()
    issued = desk.file(case_id).documents[-1]
    assert issued.number == "浏农（畜牧）当罚〔2026〕2号"
    assert issued.values["party_address"] == "浏阳市某镇某村五组"


def test_a_fact_of_a_recorded_act_can_only_be_read_on_the_paper(desk: CaseDesk) -> None:
    case_id, act = served_case(desk)
    page = draft_of(opened(desk, case_id, MONDAY), "33", act)
    assert page.form.box("act_on").editor._read_only
    assert not page.form.box("place").editor._read_only


def test_a_frozen_paper_is_cancelled_with_a_reason_and_keeps_its_number(desk: CaseDesk) -> None:
    made = issued_case(desk)
    documents = documents_of(opened(desk, made.change.case_id))
    frozen = documents.middle()
    assert isinstance(frozen, FrozenPage)
    frozen.ask_cancel()
    answer("打印前发现笔误")
    line = case_documents(desk.session, made.change.case_id)[0]
    assert (line.number, line.cancel_reason) == (made.document.number, "打印前发现笔误")
    assert [item.word for item in documents.items() if item.issued is not None] == ["已作废"]


def test_a_delivered_paper_is_not_cancelled(desk: CaseDesk) -> None:
    case_id = delivered_case(desk)
    frozen = documents_of(opened(desk, case_id)).middle()
    assert isinstance(frozen, FrozenPage)
    frozen.ask_cancel()
    answer("想重做")
    dialog = open_dialog_of(BlockedDialog)
    assert "已经送达" in words_of(dialog)
    dialog.reject()
    assert case_documents(desk.session, case_id)[0].cancelled_on is None


def test_objections_have_the_same_numbers_on_the_page_and_in_the_list(desk: CaseDesk) -> None:
    case_id, act = served_case(desk)
    form = desk.session.forms.form("33", MONDAY)
    prepared: Prepared = preview_values(desk.session, desk.file(case_id).case, act, "33", {})
    nowhere = Problem("案卷里缺一页", where="no_such_field")
    lower = Problem("没有填备注", where="note", severity="formal")
    upper = Problem("没有填送达地点", where="place")
    drawn = draw_preview(form, prepared, (nowhere, lower, upper))
    assert [(each.number, each.problem.where) for each in drawn.numbered] == [
        (1, "place"),
        (2, "note"),
        (3, "no_such_field"),
    ]
    assert [(mark.number, mark.tone) for mark in drawn.marks] == [(1, "red"), (2, "amber")]
    assert drawn.marks[0].top < drawn.marks[1].top
    assert all(0 < mark.left < 595 and 0 < mark.width < 595 for mark in drawn.marks)


def test_a_case_without_papers_says_what_belongs_here(desk: CaseDesk) -> None:
    made = issued_case(desk)
    shown = opened(desk, made.change.case_id)
    assert shown.opened is not None
    documents = documents_of(shown)
    documents._items = ()
    empty = documents._make(None)
    assert "还没有文书" in words_of(empty)


def test_a_file_is_named_after_title_and_number_without_what_a_name_cannot_hold() -> None:
    assert file_name("送达回证", "", "pdf") == "送达回证.pdf"
    assert file_name("决定书", "浏农/当罚〔2026〕1号", "docx") == "决定书_浏农_当罚〔2026〕1号.docx"
