"""The place 监督: who may look, what the register lists, how it is narrowed, what a proposal shows."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from forms.ledger.counting import LedgerQuestion
from models.operations.findings import register_finding, reject
from models.operations.matters import record_matter
from models.queries.drafts import drafts
from models.queries.findings import finding_lines, open_proposals
from models.queries.ledger import find_layout
from procedures.matters import Matter
from tests.fault_files import make_fault
from tests.ui.case_desk import Said, answer, open_dialog_of
from tests.ui.pages.supervision.offices import (
    ITEM,
    TODAY,
    file_of,
    overseers,
    shown,
    taken_up,
    type_into,
    view_of,
)
from ui.pages.ledger.export_dialog import ExportDialog, Wanted
from ui.pages.supervision import SupervisionPage
from ui.pages.supervision.page import LAYOUT
from ui.pages.supervision.proposal_view import ProposalView
from ui.pages.workbench import WorkbenchPage


class Opening(Said):
    """A window that notes which cases it is asked to open."""

    def __init__(self) -> None:
        super().__init__()
        self.cases: list[str] = []

    def open_case(self, case_id: str, name: str = "") -> QWidget:
        """Note the case."""
        self.cases.append(case_id)
        return super().open_case(case_id, name)


def words_of(widget: QWidget) -> str:
    """Every word that a widget shows, without the spaces that keep a number with its unit."""
    return " ".join(label.text() for label in widget.findChildren(QLabel)).replace("\u00a0", " ")


def link(widget: QWidget, label: str) -> QPushButton:
    """The first button with this label."""
    return next(each for each in widget.findChildren(QPushButton) if each.text() == label)


def count_of(page: SupervisionPage, place: tuple[int, int]) -> int:
    """How many lines the tree tells of an item."""
    return page.register.register().articles.of.get(place, 0)


def test_the_programs_proposals_wait_in_the_register_with_their_counts(tmp_path: Path) -> None:
    with overseers(tmp_path) as desk, shown(desk) as page:
        known = open_proposals(desk.session, "S", TODAY)
        assert known and len(page.register.register().lines) == len(known)
        assert page.register.segments._parts[0].text() == f"待认定 {len(known)}"
        assert count_of(page, ITEM) == 1


@pytest.mark.parametrize("actor", ["U", "A"])
def test_without_a_post_that_oversees_the_place_says_who_may_look(tmp_path: Path, actor: str) -> None:
    with overseers(tmp_path) as desk:
        desk.work_as(actor)
        with shown(desk) as page:
            told = words_of(page._stack)
            assert page._stack.currentIndex() == 1
            assert "监督、监察、法制、主管" in told and "没有登录" in told
            assert not page.by_hand.isVisible() and not page.export.isVisible()
            assert not page.register.register().lines


def test_another_person_sitting_down_sees_at_once_what_he_may_see(tmp_path: Path) -> None:
    with overseers(tmp_path) as desk, shown(desk) as page:
        desk.work_as("U")
        assert page._stack.currentIndex() == 1
        desk.work_as("T")
        assert page._stack.currentIndex() == 0 and page.register.register().lines


def test_an_item_of_the_tree_narrows_the_register_and_gives_it_back(tmp_path: Path) -> None:
    with overseers(tmp_path) as desk, shown(desk) as page:
        every = len(page.register.register().lines)
        page.articles.choose(ITEM)
        assert [line.places for line in page.register.register().lines] == [(ITEM,)]
        page.articles.choose((8, 3))
        assert not page.register.register().lines
        link(page.register, "去掉条件").click()
        assert len(page.register.register().lines) == every


def test_a_proposal_shows_the_provision_word_for_word_and_its_facts(tmp_path: Path) -> None:
    with overseers(tmp_path) as desk, shown(desk) as page:
        page.articles.choose(ITEM)
        told = words_of(page.panel)
        assert "第十二条　行政执法机关及其行政执法人员有下列情形之一的，应当追究行政执法过错责任：" in told
        assert "（七）未按规定报送规范性文件和重大行政处罚决定、重大行政许可决定备案的；" in told
        assert "的最后一日，2024-08-20 完成，迟" in told and "由办案日志得出，不是结论" in told
        assert "尚未填写。第二条：须对行政管理相对人造成损害" in told
        link(page.panel, "为什么是这一天")
        link(page.panel, "看记载")


def test_nothing_is_coloured_and_nobody_is_counted(tmp_path: Path) -> None:
    with overseers(tmp_path) as desk, shown(desk) as page:
        cells = [page.register._cells(line) for line in page.register.register().lines]
        assert all(cell.tone == "text" and cell.signal is None for line in cells for cell in line)


def test_rejecting_asks_for_a_reason_and_keeps_it_in_the_register(tmp_path: Path) -> None:
    with overseers(tmp_path) as desk, shown(desk) as page:
        page.articles.choose(ITEM)
        view = view_of(page)
        assert isinstance(view, ProposalView)
        view.ask_reject()
        answer("报送回执的日期登错，已更正")
        (line,) = finding_lines(desk.session, "S", TODAY, view="ended").lines
        assert line.state == "rejected" and line.outcome == "报送回执的日期登错，已更正"
        assert file_of(page).id == line.finding_id
        assert not open_proposals(desk.session, "S", TODAY, article=12, item=7)


def test_taking_up_opens_the_finding_with_the_recorded_persons(tmp_path: Path) -> None:
    with overseers(tmp_path) as desk, shown(desk) as page:
        page.articles.choose(ITEM)
        QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        file = file_of(page)
        assert file.items == (ITEM,) and file.state == "taken_up"
        assert [person.name for person in file.persons] == ["陈某", "李某", "戊某", "周某"]
        line = page.register.current()
        assert line is not None and line.key == file.id


def test_the_links_of_the_facts_go_to_the_case(tmp_path: Path) -> None:
    with overseers(tmp_path) as desk, shown(desk) as page:
        window = Opening()
        desk.set_window(window)
        page.articles.choose(ITEM)
        link(page.panel, "看记载").click()
        link(page.panel, "打开案件").click()
        assert window.cases == [file_of(page).case_id] * 2


def test_the_whole_annex_opens_in_the_middle_at_the_provision(tmp_path: Path) -> None:
    with overseers(tmp_path) as desk, shown(desk) as page:
        page.articles.choose(ITEM)
        link(page.panel, "全文").click()
        assert page._middle.currentWidget() is page.whole
        assert page.whole._paragraphs[ITEM].property("role") == "well"
        QTest.keyClick(page.whole.area, Qt.Key.Key_Escape)
        assert page._middle.currentWidget() is page.register


def test_the_tree_is_walked_with_the_arrow_keys(tmp_path: Path) -> None:
    with overseers(tmp_path) as desk, shown(desk) as page:
        page.articles.lines()[0].setFocus()
        QTest.keyClick(page.articles.lines()[0], Qt.Key.Key_Down)
        at = next(line for line in page.articles.lines() if line.hasFocus())
        assert at.property("place") == (8, 0)
        QTest.keyClick(at, Qt.Key.Key_Right)
        assert sum(line.property("place")[0] == 8 for line in page.articles.lines()) == 13
        at = next(line for line in page.articles.lines() if line.hasFocus())
        QTest.keyClick(at, Qt.Key.Key_Left)
        assert sum(line.property("place")[0] == 8 for line in page.articles.lines()) == 1


@pytest.mark.parametrize(("width", "height"), [(1204, 620), (1290, 668)])
def test_the_page_asks_for_no_more_room_than_a_small_window_has(tmp_path: Path, width: int, height: int) -> None:
    with overseers(tmp_path) as desk, shown(desk, width, height) as page:
        page.articles.choose(ITEM)
        view_of(page).submit()
        least = page.minimumSizeHint()
        assert least.width() <= width and least.height() <= height
        body = view_of(page)
        assert body.minimumSizeHint().width() <= page.panel.width()


def test_the_ways_of_article_5_stand_beside_the_46_items(tmp_path: Path) -> None:
    with overseers(tmp_path) as desk, shown(desk) as page:
        page.articles.choose((5, 0))
        ways = [line.property("place") for line in page.articles.lines() if line.property("place")[0] == 5]
        assert ways == [(5, 0), (5, 1), (5, 2), (5, 3), (5, 4)]


def test_the_register_is_exported_by_its_own_layout(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    with overseers(tmp_path / "office") as desk, shown(desk) as page:
        taken_up(page)
        page.export_register()
        dialog = open_dialog_of(ExportDialog)
        assert "过错责任追究登记" in words_of(dialog)
        known = find_layout(desk.session, LAYOUT)
        assert known is not None and known.layout is not None
        question = LedgerQuestion(known.layout, TODAY, actor="S")
        page.exporting.write(question, Wanted(per_year=False, with_pivot=False), tmp_path / "登记簿.xlsx")
        sheet = load_workbook(tmp_path / "登记簿.xlsx").worksheets[0]
        cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert any("备案应于" in cell for cell in cells) and "陈某、李某、戊某、周某" in cells


def test_a_matter_never_filed_is_proposed_without_a_case(tmp_path: Path) -> None:
    with overseers(tmp_path) as desk:
        matter = Matter("", "normative_document", "某办法", "浏农发〔2024〕8号", date(2024, 9, 2))
        record_matter(desk.session, matter, actor="S", now=desk.now())
        with shown(desk) as page:
            page.articles.choose(ITEM)
            lines = [line.proposal for line in page.register.register().lines]
            number = next(n for n, proposal in enumerate(lines) if proposal is not None and not proposal.party)
            page.register.table.selectRow(number)
            assert "某办法" in words_of(page.panel) and "至今没有完成" in words_of(page.panel)
            view_of(page).submit()
            assert file_of(page).case_id == "" and file_of(page).items == (ITEM,)


def test_a_draft_of_a_finding_is_reopened_from_the_workbench(tmp_path: Path) -> None:
    with overseers(tmp_path) as desk, shown(desk) as page:
        view = taken_up(page)
        type_into(view, "facts", "写到一半")
        page.save()
        workbench = WorkbenchPage(desk)
        workbench._on_reopened(next(each.stream for each in drafts(desk.session, actor="S")))
        assert desk.said.places == ["supervision"]
        workbench.deleteLater()


def test_tab_walks_the_panel_in_reading_order_although_its_parts_are_made_anew(tmp_path: Path) -> None:
    with overseers(tmp_path) as desk, shown(desk) as page:
        view = taken_up(page)
        view.statements.show_file(view.file)
        page.activateWindow()
        QApplication.processEvents()
        page.panel.setFocus()
        names: list[str] = []
        while len(names) < 60 and "提交认定" not in names:
            QTest.keyClick(page.focusWidget() or page, Qt.Key.Key_Tab)
            at = QApplication.focusWidget()
            assert at is not None
            names.append(at.accessibleName() or getattr(at, "text", str)())
        wanted = ["打开案件", "全文", "过错事实", "请陈某说明（陈某）", "过错怎样认定", "陈某的责任", "提交认定"]
        assert [name for name in names if name in wanted] == wanted


def test_one_finding_is_opened_whatever_the_register_is_narrowed_to(tmp_path: Path) -> None:
    with overseers(tmp_path) as desk, shown(desk) as page:
        by = {"actor": "S", "now": desk.now()}
        wanted = register_finding(desk.session, make_fault(facts="要找的这一件"), **by)
        reject(desk.session, wanted.finding_id, wanted.seen, "不属实", **by)
        register_finding(desk.session, make_fault(items=((9, 2),), facts="另外的一件"), **by)
        page.refresh()
        page.articles.choose((9, 2))
        page.register.search.setText("没有这几个字")
        page.register.refresh()
        page.show_finding(wanted.finding_id)
        assert file_of(page).facts == "要找的这一件"
        current = page.register.current()
        assert current is not None and current.key == wanted.finding_id


def test_a_finding_beyond_the_first_page_is_read_up_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.pages.supervision.reading.finding_lines", partial(finding_lines, limit=2))
    with overseers(tmp_path) as desk, shown(desk) as page:
        by = {"actor": "S", "now": desk.now()}
        first = register_finding(desk.session, make_fault(facts="最早的一件"), **by)
        for number in range(6):
            register_finding(desk.session, make_fault(facts=f"第{number}件"), **by)
        page.show_finding(first.finding_id)
        assert file_of(page).facts == "最早的一件"


def test_a_finding_that_is_not_there_leaves_the_page_as_it_is(tmp_path: Path) -> None:
    with overseers(tmp_path) as desk, shown(desk) as page:
        before = page.panel.key()
        page.show_finding("unknown")
        assert page.panel.key() == before
