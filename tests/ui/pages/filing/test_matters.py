"""Matters beside penalties: recorded, filed, and what was recorded wrongly of them voided."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QPushButton

from models.operations.matters import file_matter, record_matter
from models.queries.filing import filings_of
from models.queries.matters import matters
from procedures.matters import Matter
from tests.ui.case_desk import CaseDesk, open_dialog_of
from tests.ui.pages.filing.desks import (
    CITY,
    SUPERIOR,
    TODAY,
    begin,
    choose,
    fill,
    link,
    words_in,
)
from ui.dialogs.reason import ReasonDialog
from ui.pages.filing import FilingPage
from ui.pages.filing.matter_page import MatterPage
from ui.pages.filing.page import VIEWS
from ui.pages.filing.steps import MATTER_FILED

Shown = Callable[[], FilingPage]


def test_a_normative_document_is_recorded_and_filed_like_a_penalty(desk: CaseDesk, shown: Shown) -> None:
    page = shown()
    page.segments.choose(VIEWS.index("matters"))
    link(page, "登记一件").click()
    form = page.panel.step
    assert isinstance(form, MatterPage)
    form.form.set_values({"kind": "normative_document", "title": "农药经营管理办法", "made_on": date(2024, 10, 21)})
    form.record()
    (matter,) = matters(desk.session)
    assert matter.title == "农药经营管理办法"
    choose(page, "农药经营管理办法", SUPERIOR)
    assert page.panel.primary.text() == "登记报送"
    step = begin(page, MATTER_FILED)
    fill(step, way="电子公文系统", receiver="办公室")
    step.record()
    lines = {line.recipient: line for line in filings_of(desk.session, matter.matter_id, TODAY)}
    assert (lines[CITY].state, lines[SUPERIOR].state) == ("due", "filed")


def test_what_was_recorded_wrongly_of_a_matter_is_voided_with_a_reason(desk: CaseDesk, shown: Shown) -> None:
    matter = Matter("", "normative_document", "农药经营管理办法", "", date(2024, 10, 21))
    made = record_matter(desk.session, matter, actor="A", now=desk.now())
    file_matter(desk.session, made.matter_id, made.seen, CITY, TODAY, actor="A", now=desk.now(), receiver="收文室")
    page = shown()
    choose(page, "农药经营管理办法", SUPERIOR)
    assert "作废" not in [each.text() for each in page.panel.overview.findChildren(QPushButton)]
    choose(page, "农药经营管理办法", CITY)
    link(page.panel.overview, "作废").click()
    dialog = open_dialog_of(ReasonDialog)
    dialog._accept()
    assert filings_of(desk.session, made.matter_id, TODAY)[0].state == "filed"
    dialog.fill("报的是另一份文件")
    dialog._accept()
    assert filings_of(desk.session, made.matter_id, TODAY)[0].state == "due"
    assert "已作废：报的是另一份文件" in words_in(page.panel.overview)
    assert "作废" not in [each.text() for each in page.panel.overview.findChildren(QPushButton) if each.isVisible()]
    assert page.panel.primary.text() == "登记报送"


def test_a_matter_without_its_title_is_not_recorded(desk: CaseDesk, shown: Shown) -> None:
    page = shown()
    page.panel.begin_matter()
    form = page.panel.step
    assert isinstance(form, MatterPage)
    form.form.set_values({"kind": "licence_decision", "made_on": date(2024, 10, 21)})
    form.record()
    assert not matters(desk.session)
    problem = form.form.box("title").problem()
    assert problem is not None
    assert problem.text == "没有填标题"
