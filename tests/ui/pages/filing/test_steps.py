"""The steps of a filing as forms in the panel: what they record, what they ask first, what they refuse."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.objects import evidence_store
from models.operations.cases import record_act
from models.queries.filing import filings_of
from models.queries.workbench import due_reminders, returned_filings
from procedures.case import Act
from tests.builders import make_act
from tests.ui.case_desk import CaseDesk, answer, open_dialog_of
from tests.ui.pages.filing.desks import (
    CITY,
    SUPERIOR,
    TODAY,
    acts_of,
    begin,
    choose,
    decided,
    filed,
    fill,
    followed,
    link,
    words_in,
)
from ui.dialogs.reason import ReasonDialog
from ui.pages.case.evidence.given import files_given
from ui.pages.filing import FilingPage
from ui.pages.filing.reminder_page import ReminderPage
from ui.pages.filing.step_page import StepPage
from ui.pages.filing.steps import (
    CALLED,
    CORRECTED,
    FILED,
    FOUND,
    HANDED_OVER,
    OBJECTED,
    RECEIVED,
    REVIEWED,
)

Shown = Callable[[], FilingPage]
FILED_ON = date(2024, 10, 24)


def reviewed(recipient: str, outcome: str = "problems") -> Act:
    return followed(
        "filing_reviewed", recipient, date(2024, 10, 25), outcome=outcome, values={FOUND: "引用的条款项未写全"}
    )


def test_a_filing_is_recorded_for_the_recipient_that_is_looked_at(desk: CaseDesk, shown: Shown) -> None:
    case_id = decided(desk)
    page = shown()
    choose(page, "某种业", SUPERIOR)
    step = begin(page, FILED)
    fill(step, way="直接送交", handed_to="收文室", parts=("report", "evidence_copies", "decision_copy"))
    step.record()
    (act,) = acts_of(desk, case_id, FILED)
    assert (act.ref, act.party, act.on) == ("decision", "p1", TODAY)
    assert act.fields == {"recipient": SUPERIOR, "report": True, "evidence_copies": True, "decision_copy": True}
    assert act.values["handed_to"] == "收文室"
    assert act.values["evidence"] == ("e1", "e2")
    states = {line.recipient: line.state for line in filings_of(desk.session, case_id, TODAY)}
    assert states == {CITY: "due", SUPERIOR: "filed"}
    assert desk.said.words[-1] == "已登记报送：某种业有限公司案 → 长沙市农业农村局"


def test_an_incomplete_filing_is_recorded_only_after_what_it_lacks_was_seen(desk: CaseDesk, shown: Shown) -> None:
    case_id = decided(desk)
    page = shown()
    step = begin(page, FILED)
    fill(step, way="邮寄", parts=("report", "decision_copy"))
    assert "不完整：缺主要证据材料复印件" in words_in(step)
    assert page.panel.primary.text() == "登记为不完整报送"
    step.record()
    assert not acts_of(desk, case_id, FILED)
    step.form.seen.setChecked(True)
    step.record()
    assert len(acts_of(desk, case_id, FILED)) == 1
    line = filings_of(desk.session, case_id, TODAY)[0]
    assert (line.state, line.missing, line.is_owed) == ("incomplete", ("evidence_copies",), True)


def test_what_was_handed_in_before_is_not_missed_again(desk: CaseDesk, shown: Shown) -> None:
    parts = {"report": True, "evidence_copies": False, "decision_copy": True}
    case_id = decided(desk, more=[filed(CITY, FILED_ON, parts=parts)])
    step = begin(shown(), FILED)
    fill(step, way="直接送交", parts=("evidence_copies",))
    assert not step.form.lacking()
    step.record()
    assert filings_of(desk.session, case_id, TODAY)[0].state == "filed"


def test_what_is_wanting_is_said_at_its_field(desk: CaseDesk, shown: Shown) -> None:
    case_id = decided(desk)
    step = begin(shown(), FILED)
    fill(step, parts=("report", "evidence_copies", "decision_copy"))
    step.record()
    problem = step.form.form.box("way").problem()
    assert problem is not None
    assert problem.text == "没有填方式"
    assert not acts_of(desk, case_id, FILED)


def test_a_day_before_the_decision_is_refused(desk: CaseDesk, shown: Shown) -> None:
    case_id = decided(desk)
    step = begin(shown(), FILED)
    fill(step, on=date(2024, 10, 15), way="邮寄", parts=("report", "evidence_copies", "decision_copy"))
    step.record()
    assert not acts_of(desk, case_id, FILED)
    assert "早于作出决定" in words_in(step)


def test_what_happened_long_ago_asks_for_a_reason_and_a_second_person(desk: CaseDesk, shown: Shown) -> None:
    case_id = decided(desk)
    step = begin(shown(), FILED)
    fill(step, on=date(2024, 10, 18), way="邮寄", parts=("report", "evidence_copies", "decision_copy"))
    step.record()
    assert not acts_of(desk, case_id, FILED)
    answer("回执今天才拿到", "B")
    (act,) = acts_of(desk, case_id, FILED)
    assert desk.file(case_id).backfills[act.id].second_person == "B"


def test_the_form_says_whose_filing_it_is(desk: CaseDesk, shown: Shown) -> None:
    decided(desk, more=[filed(CITY, FILED_ON)])
    page = shown()
    choose(page, "某种业", CITY)
    told = words_in(begin(page, RECEIVED))
    for words in ("浏阳市人民政府", "某种业有限公司经营假种子案", "罚款 20,000.00 元", "浏农（种子）罚〔2024〕20000号"):
        assert words in told


def test_a_receipt_keeps_its_receiver_number_and_scan(desk: CaseDesk, shown: Shown, tmp_path: Path) -> None:
    case_id = decided(desk, more=[filed(CITY, FILED_ON)])
    scan = tmp_path / "回执.pdf"
    scan.write_bytes(b"%PDF-1.4 receipt")
    page = shown()
    choose(page, "某种业", CITY)
    step = begin(page, RECEIVED)
    fill(step, receiver="政府办", receipt_no="收字12号")
    assert step.form.scan is not None
    step.form.scan.take(files_given([scan])[0])
    step.record()
    (act,) = acts_of(desk, case_id, RECEIVED)
    assert (act.values["receiver"], act.get("receipt_no"), act.values["scan_name"]) == (
        "政府办",
        "收字12号",
        "回执.pdf",
    )
    assert evidence_store(desk.session.folder).read(act.values["scan"]) == b"%PDF-1.4 receipt"
    assert "看扫描件" in [each.text() for each in page.panel.overview.findChildren(type(link(page, "看扫描件")))]


def test_the_other_recipient_begins_with_the_same_way_and_evidence(desk: CaseDesk, shown: Shown) -> None:
    sent = filed(CITY, FILED_ON, way="机要交换", handed_to="政府办", evidence=["e2"])
    case_id = decided(desk, more=[sent])
    page = shown()
    choose(page, "某种业", CITY)
    page.panel.other_asked.emit(SUPERIOR)
    assert page.panel.line is not None
    assert page.panel.line.recipient == SUPERIOR
    step = begin(page, FILED)
    values = step.form.form.values()
    assert (values["way"], values["handed_to"], values["on"]) == ("机要交换", None, TODAY)
    fill(step, parts=("report", "evidence_copies", "decision_copy"))
    step.record()
    newest = acts_of(desk, case_id, FILED)[-1]
    assert (newest.get("recipient"), newest.values["evidence"]) == (SUPERIOR, ("e2",))


def test_a_called_file_is_handed_over(desk: CaseDesk, shown: Shown) -> None:
    case_id = decided(desk, more=[filed(CITY, FILED_ON)])
    page = shown()
    choose(page, "某种业", CITY)
    step = begin(page, CALLED)
    fill(step, note="调阅全卷")
    step.record()
    assert page.panel.line is not None
    assert page.panel.line.state == "file_called"
    assert page.panel.primary.text() == "登记送交案卷"
    begin(page, HANDED_OVER).record()
    assert filings_of(desk.session, case_id, TODAY)[0].state == "file_handed_over"


def test_problems_are_recorded_only_with_words(desk: CaseDesk, shown: Shown) -> None:
    case_id = decided(desk, more=[filed(CITY, FILED_ON)])
    page = shown()
    choose(page, "某种业", CITY)
    step = begin(page, REVIEWED)
    fill(step, outcome="problems")
    step.record()
    assert not acts_of(desk, case_id, REVIEWED)
    fill(step, **{FOUND: "条款项未写全", "letter_number": "浏府法审〔2024〕31号"})
    step.record()
    assert filings_of(desk.session, case_id, TODAY)[0].state == "problems"
    told = words_in(page.panel.overview)
    assert "条款项未写全" in told
    for way in ("改正", "变更决定", "书面异议"):
        assert way in told


def test_corrected_is_offered_only_after_the_correction_was_served(desk: CaseDesk, shown: Shown) -> None:
    case_id = decided(desk, more=[filed(CITY, FILED_ON), reviewed(CITY)])
    page = shown()
    choose(page, "某种业", CITY)
    assert not page.panel.primary.isVisible()
    corrected = make_act("paper_corrected", TODAY, "mend", ref="decision", reason="写全条款项")
    record_act(desk.session, case_id, desk.file(case_id).seen, corrected, actor="A", now=desk.now())
    page.refresh()
    assert "还没有送达当事人" in words_in(page.panel.overview)
    assert not page.panel.primary.isVisible()
    served = make_act("paper_served", TODAY, "told", ref="mend", paper="X22", method="direct")
    record_act(desk.session, case_id, desk.file(case_id).seen, served, actor="A", now=desk.now())
    page.refresh()
    assert page.panel.primary.text() == "登记已改正"
    step = begin(page, CORRECTED)
    fill(step, way="直接送交")
    step.record()
    assert filings_of(desk.session, case_id, TODAY)[0].state == "corrected"


def test_an_objection_goes_to_the_objecting_recipient_alone(desk: CaseDesk, shown: Shown) -> None:
    case_id = decided(desk, more=[filed(CITY, FILED_ON), filed(SUPERIOR, FILED_ON), reviewed(SUPERIOR)])
    page = shown()
    choose(page, "某种业", SUPERIOR)
    link(page.panel.overview, "写异议报告").click()
    assert "只报提出意见的长沙市农业农村局" in words_in(page.panel)
    step = page.panel.step
    assert isinstance(step, StepPage)
    fill(step, way="直接送交")
    step.record()
    (act,) = acts_of(desk, case_id, OBJECTED)
    assert act.get("recipient") == SUPERIOR
    states = {line.recipient: line.state for line in filings_of(desk.session, case_id, TODAY)}
    assert states == {CITY: "filed", SUPERIOR: "objection"}


def test_a_returned_package_stands_on_the_workbench_of_the_handler(desk: CaseDesk, shown: Shown) -> None:
    case_id = decided(desk)
    page = shown()
    link(page.panel.overview, "退回承办人").click()
    dialog = open_dialog_of(ReasonDialog)
    assert "备案报告" in dialog._area.toPlainText()
    answer("缺主要证据材料复印件，补齐以后再送")
    (back,) = returned_filings(desk.session, actor="A")
    assert (back.case_id, back.recipient) == (case_id, CITY)
    assert "退回：缺主要证据材料复印件，补齐以后再送" in words_in(page.panel.overview)


def test_a_reminder_is_kept_for_its_day_and_can_be_dropped(desk: CaseDesk, shown: Shown) -> None:
    decided(desk, more=[filed(CITY, FILED_ON), reviewed(CITY)])
    page = shown()
    choose(page, "某种业", CITY)
    page.panel.begin_reminder()
    form = page.panel.step
    assert isinstance(form, ReminderPage)
    form.form.set_values({"on": date(2024, 11, 4), "words": "问改正的口径"})
    form.record()
    assert [each.reminder.words for each in due_reminders(desk.session, date(2024, 11, 4), actor="A")] == [
        "问改正的口径"
    ]
    assert "11-04 提醒：问改正的口径" in words_in(page.panel.overview)
    page.panel.begin_reminder()
    assert page.panel.step is not None
    link(page.panel.step, "不再提醒").click()
    assert not due_reminders(desk.session, date(2024, 11, 4), actor="A")


def test_what_is_typed_in_a_step_is_still_there_after_leaving_it(desk: CaseDesk, shown: Shown) -> None:
    decided(desk)
    page = shown()
    fill(begin(page, FILED), handed_to="收文室")
    page.panel.leave_step()
    assert begin(page, FILED).form.form.values()["handed_to"] == "收文室"


def test_the_keyboard_alone_opens_leaves_and_records_a_step(qtbot: QtBot, desk: CaseDesk, shown: Shown) -> None:
    case_id = decided(desk, more=[filed(CITY, FILED_ON)])
    page = shown()
    with qtbot.waitActive(page):
        page.activateWindow()
    choose(page, "某种业", CITY)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    step = page.panel.step
    assert isinstance(step, StepPage)
    assert step.step.kind == RECEIVED
    day = step.form.form.box("on").editor.focusProxy()
    assert day is not None
    QTest.keyClick(day, Qt.Key.Key_Escape)
    assert page.panel.step is None
    again = begin(page, RECEIVED)
    fill(again, receiver="政府办")
    typed = again.form.form.box("receiver").editor.focusProxy()
    typed.setFocus()
    QTest.keyClick(typed, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(acts_of(desk, case_id, RECEIVED)) == 1


def test_the_receipt_begins_with_whom_the_filing_was_handed_to(desk: CaseDesk, shown: Shown) -> None:
    decided(desk)
    page = shown()
    step = begin(page, FILED)
    fill(step, way="直接送交", handed_to="收文室", parts=("report", "evidence_copies", "decision_copy"))
    step.record()
    step = begin(page, RECEIVED)
    assert step.form.form.values()["receiver"] == "收文室"
    assert "10-28 报送，材料齐全，收文室接收" in words_in(page.panel.overview)


def test_with_the_last_recipient_it_is_told_that_both_have_it_in_time(desk: CaseDesk, shown: Shown) -> None:
    decided(desk, more=[filed(CITY, FILED_ON)])
    page = shown()
    choose(page, "某种业", SUPERIOR)
    step = begin(page, FILED)
    fill(step, way="直接送交", parts=("report", "evidence_copies", "decision_copy"))
    step.record()
    assert desk.said.words[-1] == "已登记报送：某种业有限公司案 → 长沙市农业农村局；两处都已报送，按期"


def test_an_incomplete_filing_is_told_as_one(desk: CaseDesk, shown: Shown) -> None:
    decided(desk, more=[filed(CITY, FILED_ON)])
    page = shown()
    choose(page, "某种业", SUPERIOR)
    step = begin(page, FILED)
    fill(step, way="直接送交", parts=("report", "decision_copy"))
    step.form.seen.setChecked(True)
    step.record()
    assert desk.said.words[-1] == "已登记为不完整报送：某种业有限公司案 → 长沙市农业农村局"


def test_a_filing_whose_report_is_not_made_here_can_still_be_recorded(desk: CaseDesk, shown: Shown) -> None:
    decided(desk)
    page = shown()
    assert page.panel.primary.text() == "制作备案报告"
    link(page.panel.overview, "登记报送").click()
    assert isinstance(page.panel.step, StepPage)
    assert page.panel.step.step.kind == FILED


def test_a_wrong_receipt_is_struck_out_in_the_case_that_opens(desk: CaseDesk, shown: Shown) -> None:
    case_id = decided(desk, more=[filed(CITY, FILED_ON), followed("filing_received", CITY, date(2024, 10, 25))])
    page = shown()
    choose(page, "某种业", CITY)
    link(page.panel.overview, "更正登记").click()
    assert desk.said.opened[-1:] == [case_id]
