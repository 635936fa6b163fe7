"""Reports, evidence and packages from the desk; the register of a month."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.objects import evidence_store
from models.office import RegisteredOfficer
from models.operations.cases import record_act
from models.operations.documents import issue_document
from models.operations.evidence import add_evidence
from models.operations.office import record_officer
from models.queries.cases import read_case
from models.queries.evidence import evidence_lines
from procedures.case import Act, Evidence
from tests.builders import make_act, make_officer
from tests.ui.case_desk import CaseDesk, open_dialog_of, opened, work_of
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
from ui.dialogs.blocked import BlockedDialog
from ui.pages.case.act_page import ActPage
from ui.pages.case.drafting import DraftPage
from ui.pages.case.frozen import FrozenPage
from ui.pages.case.opened import open_case as opened_case
from ui.pages.case.page import CasePage
from ui.pages.filing import FilingPage
from ui.pages.filing.copies_dialog import CopiesDialog
from ui.pages.filing.evidence_dialog import EvidenceDialog
from ui.pages.filing.register_dialog import RegisterDialog, last_of, register_pdf
from ui.pages.filing.steps import FILED, FOUND, OBJECTED
from ui.pages.on_the_spot.printing import print_pages

Shown = Callable[[], FilingPage]
PICTURE = b"\x89PNG\r\n\x1a\n" + b"0" * 64


FILED_ON = date(2024, 10, 24)


def issue_report(page: FilingPage, brief: str = "") -> FrozenPage:
    page.papers.open_report(FILED)
    draft = page.sheet.page()
    assert isinstance(draft, DraftPage)
    if brief:
        draft.form.set_values({"brief": brief})
        draft.form.box("brief").editor.set_filled("")
    draft.issue()
    assert not [each.text for each in draft.check.problems() if each.severity == "blocking"]
    QApplication.processEvents()
    frozen = page.sheet.page()
    assert isinstance(frozen, FrozenPage)
    return frozen


def with_scan(desk: CaseDesk, name: str = "某种业有限公司") -> str:
    """A decided case with a piece of evidence that has a file."""
    case_id = decided(desk, name)
    piece = Evidence("", "书证", "决定书扫描件", pages=1, file="decision.png")
    add_evidence(desk.session, case_id, desk.file(case_id).seen, PICTURE, piece, actor="A", now=desk.now())
    return case_id


def test_the_report_comes_first_and_then_the_filing_takes_it_over(desk: CaseDesk, shown: Shown) -> None:
    case_id = decided(desk)
    page = shown()
    assert page.panel.primary.text() == "制作备案报告"
    frozen = issue_report(page, "当事人经营假种子，已处罚。")
    page.papers.left.emit()
    assert page.panel.primary.text() == "登记报送"
    step = begin(page, FILED)
    assert "report" in step.form.form.values()["parts"]
    fill(step, way="直接送交", parts=("report", "evidence_copies", "decision_copy"))
    step.record()
    (act,) = acts_of(desk, case_id, FILED)
    (paper,) = [each for each in desk.file(case_id).documents if each.form == "X4"]
    assert paper.act == act.id
    assert paper.number == frozen.line.number
    assert "X4" not in {each.form for each in opened_case(desk.session, case_id, TODAY).unserved()}


def test_a_report_issued_while_the_form_of_its_step_is_open_is_taken_over(desk: CaseDesk, shown: Shown) -> None:
    problems = followed("filing_reviewed", CITY, date(2024, 10, 25), outcome="problems", values={FOUND: "罚款偏低"})
    case_id = decided(desk, more=[filed(CITY, date(2024, 10, 24)), problems])
    page = shown()
    choose(page, "某种业", CITY)
    step = begin(page, OBJECTED)
    link(step, "制作").click()
    draft = page.sheet.page()
    assert isinstance(draft, DraftPage)
    draft.form.set_values({"reasons": "罚款在法定幅度以内。"})
    draft.issue()
    assert link(step, "预览")
    fill(step, way="直接送交")
    step.record()
    (act,) = acts_of(desk, case_id, OBJECTED)
    (paper,) = [each for each in desk.file(case_id).documents if each.form == "X20"]
    assert paper.act == act.id


def test_two_recipients_get_two_reports_with_the_same_account(desk: CaseDesk, shown: Shown) -> None:
    case_id = decided(desk)
    page = shown()
    issue_report(page, "当事人经营假种子，已处罚。")
    page.papers.left.emit()
    page.panel.other_asked.emit(SUPERIOR)
    QApplication.processEvents()
    draft = page.sheet.page()
    assert isinstance(draft, DraftPage)
    assert draft.form.values()["brief"] == "当事人经营假种子，已处罚。"
    draft.issue()
    papers = [each for each in desk.file(case_id).documents if each.form == "X4"]
    assert len({paper.number for paper in papers}) == 2
    assert [paper.values["act_filing_recipient"] for paper in papers] == ["浏阳市人民政府", "长沙市农业农村局"]


def test_chosen_evidence_is_what_is_filed(desk: CaseDesk, shown: Shown) -> None:
    case_id = decided(desk)
    page = shown()
    link(page.panel.overview, "选证据").click()
    dialog = open_dialog_of(EvidenceDialog)
    assert dialog.chosen() == ("e1", "e2")
    dialog.turn(0)
    dialog._accept()
    assert "1 件，6 页" in words_in(page.panel.overview)
    step = begin(page, FILED)
    fill(step, way="邮寄", parts=("report", "evidence_copies", "decision_copy"))
    step.record()
    assert acts_of(desk, case_id, FILED)[0].values["evidence"] == ("e2",)


def test_after_the_report_is_issued_its_evidence_can_only_be_looked_at(desk: CaseDesk, shown: Shown) -> None:
    decided(desk)
    page = shown()
    issue_report(page)
    page.papers.left.emit()
    page.papers.choose_evidence()
    dialog = open_dialog_of(EvidenceDialog)
    dialog.turn(0)
    assert dialog.chosen() == ("e1", "e2")
    assert "先作废报告" in words_in(dialog)
    dialog.reject()


def test_evidence_whose_file_was_altered_is_not_taken(qtbot: QtBot, desk: CaseDesk) -> None:
    case_id = with_scan(desk)
    stored = read_case(desk.session, case_id)
    digest = stored.file.case.evidence[-1].sha256
    place = evidence_store(desk.session.folder).path(digest)
    place.chmod(0o600)
    place.write_bytes(b"altered")
    dialog = EvidenceDialog(desk.session, evidence_lines(desk.session, stored), ("e1", "e2", "e3"))
    qtbot.addWidget(dialog)
    assert not dialog.take.isEnabled()
    dialog.turn(2)
    assert dialog.take.isEnabled()


def test_a_whole_file_is_told_with_its_digest(qtbot: QtBot, desk: CaseDesk) -> None:
    stored = read_case(desk.session, with_scan(desk))
    dialog = EvidenceDialog(desk.session, evidence_lines(desk.session, stored), ())
    qtbot.addWidget(dialog)
    model = dialog.table.model()
    digest = stored.file.case.evidence[-1].sha256
    assert model.row(2)[3].text == "与原件一致"
    assert digest[:10] in model.row(2)[3].sub


def packaged(desk: CaseDesk, page: FilingPage, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The decision's scan is chosen, the report issued, the package built into `out`."""
    monkeypatch.setattr("ui.pages.filing.packaging.QDesktopServices.openUrl", lambda _url: True)
    monkeypatch.setattr("ui.pages.filing.packaging.QFileDialog.getExistingDirectory", lambda *_arguments: str(out))
    link(page.panel.overview, "选扫描件").click()
    dialog = open_dialog_of(EvidenceDialog)
    dialog.turn(2)
    dialog._accept()
    issue_report(page)
    page.papers.left.emit()
    page.papers.packaging.build()


def test_a_package_is_built_as_folder_zip_and_pdf_and_recorded(
    desk: CaseDesk, shown: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = with_scan(desk)
    page, out = shown(), tmp_path / "out"
    packaged(desk, page, out, monkeypatch)
    assert sorted(each.suffix for each in out.iterdir()) == ["", ".pdf", ".zip"]
    assert [note.kind for note in desk.file(case_id).packages] == ["built"]
    assert "生成备案卷" in words_in(page.panel.overview)


def test_a_package_of_the_same_name_is_replaced_only_when_asked(
    desk: CaseDesk, shown: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_scan(desk)
    page, out = shown(), tmp_path / "out"
    packaged(desk, page, out, monkeypatch)
    page.papers.packaging.build()
    dialog = open_dialog_of(BlockedDialog)
    assert "替换原来的备案卷" in words_in(dialog)
    before = len(desk.said.words)
    dialog._choose("replace")
    assert len(desk.said.words) == before + 1


def test_a_package_without_its_report_is_refused_with_the_reason(
    desk: CaseDesk, shown: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided(desk)
    told: list[str] = []
    monkeypatch.setattr(desk, "tell", lambda error, _owner, _title: told.append(str(error)))
    page = shown()
    assert page.panel.content is not None
    page.papers.packaging.build_into(page.panel.content, tmp_path / "out")
    assert "备案报告" in told[0]
    assert not list((tmp_path / "out").glob("*"))


def test_a_copy_that_belongs_to_another_case_is_named(
    desk: CaseDesk, shown: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_scan(desk, "某兽药店")
    decided(desk, "某种业有限公司")
    foreign = tmp_path / "照片.png"
    foreign.write_bytes(PICTURE)
    monkeypatch.setattr(
        "ui.pages.filing.packaging.QFileDialog.getOpenFileNames", lambda *_arguments: ([str(foreign)], "")
    )
    page = shown()
    choose(page, "某种业")
    link(page.panel.overview, "核对材料").click()
    dialog = open_dialog_of(CopiesDialog)
    assert "某兽药店经营假种子案" in dialog.table.model().row(0)[1].text
    assert "1 件不是本案的原件" in words_in(dialog)
    dialog.reject()


def test_other_evidence_is_counted_anew_in_a_report_begun_before(desk: CaseDesk, shown: Shown) -> None:
    decided(desk)
    page = shown()
    page.papers.open_report(FILED)
    page.papers.left.emit()
    page.papers.choose_evidence()
    dialog = open_dialog_of(EvidenceDialog)
    dialog.turn(0)
    dialog._accept()
    page.papers.open_report(FILED)
    draft = page.sheet.page()
    assert isinstance(draft, DraftPage)
    rows = draft.form.values()["attachments"]
    assert [(row["name"], row["pages"]) for row in rows][-1] == ("主要证据材料复印件1件", 6)


def test_the_register_turns_from_month_to_month(qtbot: QtBot, desk: CaseDesk, shown: Shown) -> None:
    decided(desk)
    page = shown()
    dialog = RegisterDialog(desk, page)
    qtbot.addWidget(dialog)
    october = dialog._pdf
    dialog.turn(-1)
    assert dialog.month == date(2024, 9, 1)
    assert dialog._pdf != october
    dialog.turn(1)
    assert dialog._pdf == october
    assert last_of(date(2024, 2, 1)) == date(2024, 2, 29)


def test_the_register_of_a_month_is_saved_as_a_workbook(
    qtbot: QtBot, desk: CaseDesk, shown: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from openpyxl import load_workbook

    decided(desk, "某种业有限公司")
    decided(desk, "某旧公司", on=date(2024, 9, 20))
    target = tmp_path / "register.xlsx"
    monkeypatch.setattr(
        "ui.pages.filing.register_dialog.QFileDialog.getSaveFileName", lambda *_arguments: (str(target), "")
    )
    dialog = RegisterDialog(desk, shown())
    qtbot.addWidget(dialog)
    dialog.save_workbook()
    words = [str(cell.value) for line in load_workbook(target).worksheets[0] for cell in line]
    assert any("某种业有限公司" in each for each in words)
    assert not any("某旧公司" in each for each in words)
    assert desk.said.words[-1] == "已存为 register.xlsx，2 行"


def test_the_register_is_printed_across_the_sheet(desk: CaseDesk, tmp_path: Path) -> None:
    decided(desk)
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    assert print_pages(register_pdf(desk, date(2024, 10, 1), date(2024, 10, 31)), printer)
    assert printer.pageLayout().orientation() is QPageLayout.Orientation.Landscape


def test_who_issued_a_report_is_named_though_no_officer_of_the_case(desk: CaseDesk, shown: Shown) -> None:
    decided(desk)
    record_officer(desk.session, RegisteredOfficer(make_officer("D", "丁某")), actor="A", now=desk.now())
    desk.work_as("D")
    page = shown()
    issue_report(page)
    frozen = page.sheet.page()
    assert isinstance(frozen, FrozenPage)
    assert f"{TODAY}，丁某" in words_in(frozen)


def problems(recipient: str) -> Act:
    found = {FOUND: "引用的条款项未写全。"}
    return followed("filing_reviewed", recipient, FILED_ON, outcome="problems", values=found)


def test_a_correction_begins_with_the_decision_and_with_what_the_recipient_found(
    desk: CaseDesk, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided(desk, more=[filed(CITY, FILED_ON), problems(CITY)])
    page = shown()
    choose(page, "某种业")
    case_pages: list[CasePage] = []

    def open_case(case_id: str, name: str = "") -> CasePage:
        case_pages.append(opened(desk, case_id, TODAY))
        return case_pages[-1]

    monkeypatch.setattr(desk.said, "open_case", open_case)
    link(page.panel.overview, "补正文书").click()
    asked = work_of(case_pages[-1]).middle()
    assert isinstance(asked, ActPage)
    act = asked.act()
    assert act is not None
    assert (act.kind, act.ref, act.get("reason")) == ("paper_corrected", "decision", "引用的条款项未写全。")


def test_the_service_of_a_correction_does_not_ask_among_the_reports_to_recipients(desk: CaseDesk, shown: Shown) -> None:
    case_id = decided(desk)
    page = shown()
    for recipient in (CITY, SUPERIOR):
        choose(page, "某种业", recipient)
        issue_report(page)
    act = make_act("paper_corrected", TODAY, "correction", ref="decision", reason="条款项未写全。")
    change = record_act(desk.session, case_id, desk.file(case_id).seen, act, actor="A", now=desk.now())
    rows = [{"place": "第2页", "wrong": "第七十六条", "right": "第七十六条第一款"}]
    issue_document(desk.session, case_id, change.seen, "X22", act, {"corrections": rows}, actor="A", now=desk.now())
    asked = work_of(opened(desk, case_id, TODAY)).act_page("paper_served")
    assert "ref" not in set(asked.form.keys())
    served = asked.act()
    assert served is not None
    assert (served.get("paper"), served.ref) == ("X22", "correction")
