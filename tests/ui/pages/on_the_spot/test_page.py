"""The page at the stall: from the party to the paper in its hand, with what goes wrong on the way."""

from pathlib import Path
from typing import Any

import pytest
import time_machine
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest

from models.operations.office import record_settings, reserve_numbers
from models.queries.cases import list_cases, read_case
from models.queries.documents import case_documents, document_bytes
from models.queries.drafts import drafts
from models.session import Session
from procedures.problems import RuleError
from tests.builders import IDENTITY_NO
from tests.models.offices import settings
from tests.ui.pages.on_the_spot.conftest import STREAM, RememberingWindow
from ui.desk import Desk
from ui.dialogs.blocked import BlockedDialog
from ui.pages.on_the_spot import OnTheSpotPage, printing
from ui.pages.on_the_spot.delivery import DeliveryPanel, awaiting
from ui.widgets.choice_editors import BooleanEditor
from ui.widgets.fields import tone_of


def type_into(page: OnTheSpotPage, key: str, words: str) -> None:
    """Put words into a line as keys, in place of what stands there."""
    line = page.form.sheet.box(key).editor.line  # type: ignore[attr-defined]
    line.setFocus()
    line.selectAll()
    line.insert(words)
    line.textEdited.emit(line.text())


def choose(page: OnTheSpotPage, key: str, value: Any) -> None:
    """Click on one of the words of a field."""
    editor = page.form.sheet.box(key).editor
    if isinstance(editor, BooleanEditor):
        editor._buttons[value].click()
    else:
        editor.buttons[value].click()  # type: ignore[attr-defined]


def pick_offence(page: OnTheSpotPage, words: str) -> None:
    """Find an offence by a word and take the first with Enter."""
    line = page.form.facts.offence.line
    line.setFocus()
    QTest.keyClicks(line, " ")
    line.setText(words)
    line.textEdited.emit(words)
    QTest.keyClick(line, Qt.Key.Key_Return)


def fill(page: OnTheSpotPage, **changes: str) -> None:
    """Fill the standing example: nine things typed, a few picked."""
    choose(page, "certificates_shown", "shown")
    choose(page, "kind", "citizen")
    for key, words in (("name", "王某"), ("identity_no", IDENTITY_NO), ("address", "某镇某村"), ("phone", "139")):
        type_into(page, key, changes.get(key, words))
    choose(page, "in_business", True)
    pick_offence(page, "耳标")
    type_into(page, "place", "某镇活禽畜交易市场")
    type_into(page, "ask_total", "5")
    type_into(page, "ask_untagged", "2")
    type_into(page, "fine", changes.get("fine", "100"))
    type_into(page, "discretion", "首次查获，数量少")
    choose(page, "answer", "none")
    choose(page, "payment", changes.get("payment", "on_the_spot"))


def issued(page: OnTheSpotPage) -> DeliveryPanel:
    """The delivery of the paper that the filled page issues."""
    fill(page)
    page.issue()
    assert page.delivery is not None
    return page.delivery


def test_partner_and_certificates_are_there_from_the_start(page: OnTheSpotPage) -> None:
    assert page.form.values()["officers"] == ("A", "B")
    assert page.form.sheet.box("officers").problem() is None


def test_officer_without_partner_is_objected_to_at_the_place(desk: Desk, qtbot: Any) -> None:
    desk.work_as("somebody")
    page = OnTheSpotPage(desk, STREAM)
    qtbot.addWidget(page)
    problem = page.form.sheet.box("officers").problem()
    assert problem is not None
    assert tone_of(problem) == "red"
    assert "第四十二条" in problem.basis


def test_nothing_is_red_on_an_empty_page(page: OnTheSpotPage) -> None:
    assert all(page.form.sheet.box(key).problem() is None for key in page.form.sheet.order())


def test_identity_number_fills_gender_birth_date_and_age(page: OnTheSpotPage) -> None:
    type_into(page, "identity_no", IDENTITY_NO)
    values = page.form.sheet.values()
    assert (values["gender"], values["born_on"].isoformat(), values["age"]) == ("男", "1979-03-12", "47")
    assert page.form.sheet.box("gender").editor.filled()


def test_wrong_check_digit_is_red_and_issuing_goes_on(page: OnTheSpotPage) -> None:
    fill(page, identity_no=IDENTITY_NO[:-1] + "4")
    problem = page.form.sheet.box("identity_no").problem()
    assert problem is not None
    assert tone_of(problem) == "red"
    page.issue()
    assert page.delivery is not None


def test_facts_follow_the_numbers_until_they_are_written_by_hand(page: OnTheSpotPage) -> None:
    fill(page)
    assert "仔猪5头" in page.form.values()["facts"]
    area = page.form.sheet.box("facts").editor.area  # type: ignore[attr-defined]
    area.setPlainText("当事人卖了两头没有耳标的仔猪。")
    type_into(page, "ask_total", "6")
    assert page.form.values()["facts"] == "当事人卖了两头没有耳标的仔猪。"
    page.form.facts.restore_sentence()
    page.form.renew()
    assert "仔猪6头" in page.form.values()["facts"]


def test_typed_numbers_come_back_with_their_offence(page: OnTheSpotPage) -> None:
    fill(page)
    page.form.facts.offence.change.click()
    pick_offence(page, "养殖档案")
    assert not page.form.sheet.has("ask_untagged")
    page.form.facts.offence.change.click()
    pick_offence(page, "耳标")
    assert page.form.values()["ask_untagged"] == 2


def test_party_that_turns_out_to_be_a_business_keeps_what_was_typed(page: OnTheSpotPage) -> None:
    fill(page)
    choose(page, "kind", "legal_person")
    values = page.form.values()
    assert (values["representative"], values["name"], values["identity_no"]) == ("王某", None, IDENTITY_NO)
    assert page.form.sheet.shown("credit_code")
    assert not page.form.sheet.shown("gender")
    answers = {answer.id: answer for answer in page.form.panel.answers()}
    assert "3,000" not in answers["procedure"].verdict
    choose(page, "kind", "citizen")
    assert page.form.values()["name"] == "王某"


def test_more_than_the_limit_turns_to_the_general_procedure_and_loses_nothing(
    page: OnTheSpotPage, window: RememberingWindow, session: Session
) -> None:
    fill(page, fine="200.01", payment="bank")
    answer = page.form.panel.answers()[0]
    assert answer.stop
    assert answer.verdict == "普通程序，不能当场处罚"
    page.transfer()
    case = read_case(session, window.opened[-1]).file.case
    assert [act.kind for act in case.acts] == ["site_inspected", "lead_received"]
    assert case.acts[-1].values["proposed_fine"] == 200_01
    assert window.closed == [STREAM]
    assert drafts(session, actor="A") == ()


def test_barred_penalty_is_told_in_a_dialog_with_its_way_out(
    page: OnTheSpotPage, window: RememberingWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(page, fine="200.01", payment="bank")
    titles: list[str] = []

    def ask(dialog: BlockedDialog) -> str:
        titles.append(dialog.windowTitle())
        return "lead"

    monkeypatch.setattr(BlockedDialog, "ask", ask)
    page.issue()
    assert titles == ["现在还不能签发当场处罚决定书"]
    assert window.said == ["已存为线索"]


def test_raised_fine_must_be_told_again(page: OnTheSpotPage) -> None:
    fill(page)
    type_into(page, "fine", "150")
    problem = page.form.sheet.box("fine").problem()
    assert problem is not None
    assert "150" in problem.text
    page.form._tell_again()
    assert page.form.values()["answer"] is None
    choose(page, "answer", "none")
    assert page.form.values()["told_fine"] == 150_00


def test_small_fine_gives_its_ground_and_a_larger_one_does_not(page: OnTheSpotPage) -> None:
    fill(page)
    assert page.form.values()["ground"] == "small_fine"
    type_into(page, "fine", "200")
    assert page.form.values()["ground"] is None
    assert page.form.sheet.box("ground").problem() is not None
    assert len(page.form.collection.ways()) == 3
    page.form.collection.ways()[0][1]()
    assert page.form.values()["payment"] == "bank"
    assert page.form.sheet.box("ground").problem() is None


def test_text_that_cannot_stand_in_a_document_is_refused_at_its_field(page: OnTheSpotPage) -> None:
    fill(page)
    type_into(page, "discretion", "首次\u200b查获")
    page.issue()
    assert page.delivery is None
    problem = page.form.sheet.box("discretion").problem()
    assert problem is not None
    assert "第 3 个字" in problem.text
    assert page.form.sheet.focused() == "discretion"


def test_what_is_missing_shows_at_its_field_once_issuing_is_asked_for(page: OnTheSpotPage) -> None:
    page.issue()
    assert page.delivery is None
    assert page.form.sheet.box("name").problem() is not None
    assert page.form.sheet.focused() == "certificates_shown"


def test_lacking_setting_leads_to_the_settings(
    page: OnTheSpotPage, desk: Desk, session: Session, window: RememberingWindow
) -> None:
    fill(page)
    lacking = {key: value for key, value in settings().items() if key != "office.court"}
    desk.perform(lambda *, actor, now: record_settings(session, lacking, actor=actor, now=now), owner=page)
    page.issue()
    assert page.delivery is None
    assert window.places == ["settings"]


def test_paper_is_issued_with_its_number_and_the_draft_is_gone(page: OnTheSpotPage, session: Session) -> None:
    panel = issued(page)
    assert panel.document.number == "浏农（畜牧）当罚〔2026〕1号"
    assert "当场" in page.windowTitle()
    assert drafts(session, actor="A") == ()
    pdf = document_bytes(session, panel.document.id, "pdf")
    assert pdf.startswith(b"%PDF")


def test_refused_issuing_draws_no_number(
    page: OnTheSpotPage, session: Session, desk: Desk, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[RuleError] = []
    monkeypatch.setattr(BlockedDialog, "ask", lambda _dialog: told.append(RuleError([])) or "")
    reserve_numbers(session, "当罚/畜牧/2026", 1, session.device.id, actor="A", now=desk.now())
    issued(page)
    other = OnTheSpotPage(desk, "new:other")
    qtbot.addWidget(other)
    fill(other)
    assert other._numbers_told() == "本机号段剩余 0 个"
    other.issue()
    assert other.delivery is None
    assert len(told) == 1
    assert other._issue.isEnabled()
    assert len(list_cases(session).lines) == 1


def test_delivered_paper_opens_the_case_and_closes_the_page(
    page: OnTheSpotPage, window: RememberingWindow, session: Session
) -> None:
    panel = issued(page)
    panel._receipt.editor.line.insert("湘财通字（2026）0000001")  # type: ignore[attr-defined]
    panel.deliver()
    case = read_case(session, window.opened[-1]).file.case
    assert [act.kind for act in case.acts] == ["site_inspected", "on_the_spot_decision", "fine_collected"]
    assert case.acts[1].values["offence_facts"].startswith("2026年10月9日")
    assert window.closed == [STREAM]


def test_refusal_to_sign_is_kept_with_the_decision(
    page: OnTheSpotPage, window: RememberingWindow, session: Session
) -> None:
    panel = issued(page)
    panel._receipt.editor.line.insert("湘财通字（2026）0000001")  # type: ignore[attr-defined]
    panel._refusal.editor.set_value("当事人拒绝签名，李某在场，全程录像")
    panel.deliver()
    decision = read_case(session, window.opened[-1]).file.case.acts[1]
    assert (decision.kind, decision.note) == ("on_the_spot_decision", "当事人拒绝签名，李某在场，全程录像")


def test_money_without_a_receipt_number_is_refused_at_the_field(page: OnTheSpotPage, session: Session) -> None:
    panel = issued(page)
    panel.deliver()
    problem = panel._receipt.problem()
    assert problem is not None
    assert "第七十条" in problem.basis
    assert awaiting(read_case(session, panel._case_id)) is not None


def test_paper_that_waits_is_shown_again_under_the_same_number(page: OnTheSpotPage, desk: Desk, qtbot: Any) -> None:
    number = issued(page).document.number
    again = OnTheSpotPage(desk, STREAM)
    qtbot.addWidget(again)
    assert again.delivery is not None
    assert again.delivery.document.number == number


def test_cancelled_paper_keeps_its_number_and_gives_the_page_back(page: OnTheSpotPage, session: Session) -> None:
    panel = issued(page)
    panel.cancel_because("当事人类别填错")
    assert page.delivery is None
    assert page.form.values()["name"] == "王某"
    cancelled = case_documents(session, panel._case_id)[0]
    assert cancelled.cancel_reason == "当事人类别填错"
    page.issue()
    assert page.delivery is not None
    assert page.delivery.document.number == "浏农（畜牧）当罚〔2026〕2号"


def test_frozen_paper_is_saved_outside_as_it_was_issued(page: OnTheSpotPage, session: Session, tmp_path: Path) -> None:
    panel = issued(page)
    target = tmp_path / "决定书.pdf"
    panel.write_to(target, "pdf")
    assert target.read_bytes() == document_bytes(session, panel.document.id, "pdf")


def test_every_page_is_printed(page: OnTheSpotPage, session: Session, tmp_path: Path) -> None:
    panel = issued(page)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    pdf = document_bytes(session, panel.document.id, "pdf")
    (tmp_path / "issued.pdf").write_bytes(pdf)
    assert printing.print_pages(pdf, printer)
    assert len(PdfReader(tmp_path / "printed.pdf").pages) == len(PdfReader(tmp_path / "issued.pdf").pages)


def test_draft_comes_back_as_it_was_typed(
    page: OnTheSpotPage, desk: Desk, qtbot: Any, clock: time_machine.Traveller
) -> None:
    fill(page)
    type_into(page, "fine", "12x")
    page.save()
    before = page.form.sheet.draft()
    clock.shift(3600)
    again = OnTheSpotPage(desk, STREAM)
    qtbot.addWidget(again)
    assert again.form.sheet.draft() == before
    assert again.form.values()["facts"] == page.form.values()["facts"]
    assert again.form.moment().began_at == page.form.moment().began_at
    assert again._restored.text().replace("\xa0", " ") == "已恢复 08:40 的草稿"
    assert again.form.sheet.box("gender").editor.filled()


def test_untouched_page_leaves_no_draft(page: OnTheSpotPage, session: Session) -> None:
    page.save()
    assert drafts(session, actor="A") == ()


def test_issued_page_saves_no_draft_any_more(page: OnTheSpotPage, session: Session) -> None:
    issued(page)
    page.save()
    assert drafts(session, actor="A") == ()


def test_place_is_remembered_for_the_next_time(page: OnTheSpotPage, desk: Desk, qtbot: Any) -> None:
    issued(page)
    following = OnTheSpotPage(desk, "new:next")
    qtbot.addWidget(following)
    assert following.form.values()["place"] == "某镇活禽畜交易市场"


def test_earlier_cases_of_the_party_are_shown(page: OnTheSpotPage, desk: Desk, qtbot: Any) -> None:
    issued(page)
    following = OnTheSpotPage(desk, "new:next")
    qtbot.addWidget(following)
    choose(following, "kind", "citizen")
    type_into(following, "name", "王某")
    type_into(following, "identity_no", IDENTITY_NO)
    following.form.look_up()
    told = [child.text().replace("\xa0", " ") for child in following.form.party.findChildren(type(following._restored))]
    assert any("有 1 件同一当事人的案件（本机数据截至 10-09 08:40）" in words for words in told)


def test_page_fits_the_smallest_window(page: OnTheSpotPage) -> None:
    assert page.minimumSizeHint().width() <= 1280 - 76
    assert page.form.panel.width() == 316
