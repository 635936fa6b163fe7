"""An office with overseers, a case whose filing came late, and the page 监督 as somebody there sees it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from models.office import Post, RegisteredOfficer
from models.operations.cases import open_case
from models.operations.office import assign_post, record_officer
from procedures.faults import FaultFile
from procedures.faults_suggest import suggest_bearing
from tests.builders import make_general_case, make_officer
from tests.ui.case_desk import CaseDesk, opened_desk
from ui.pages.supervision import SupervisionPage
from ui.pages.supervision.describe_view import DescribeView
from ui.pages.supervision.judged_view import JudgedView
from ui.pages.supervision.view import FindingView

TODAY = date(2024, 12, 3)
PEOPLE = {"S": "己某", "T": "丁某", "H": "周某", "U": "庚某"}
POSTS = {"S": "监察室监督员", "T": "法制审核", "H": "主管领导"}
LATE = {"filed-superior": {"on": date(2024, 8, 20)}}
ITEM = (12, 7)


@contextmanager
def overseers(root: Path, day: date = TODAY) -> Iterator[CaseDesk]:
    """The office of 陈某 and 李某 with a supervisor S, a legal clerk T, the head H and U without a post; S works here.

    One case is stored: its filing to the superior department came two months late.
    """
    with opened_desk(root, day) as desk:
        given: dict[str, Any] = {"actor": "S", "now": desk.now()}
        for officer_id, name in PEOPLE.items():
            record_officer(desk.session, RegisteredOfficer(make_officer(officer_id, name)), **given)
        for officer_id, post in POSTS.items():
            assign_post(desk.session, Post("", officer_id, post, "", date(2020, 1, 1)), **given)
        open_case(desk.session, make_general_case(changed=LATE), **given)
        desk.work_as("S")
        yield desk


@contextmanager
def shown(desk: CaseDesk, width: int = 1290, height: int = 700) -> Iterator[SupervisionPage]:
    """The page, looked at; gone again afterwards, since a widget that lingers is dressed anew for every later test."""
    page = SupervisionPage(desk)
    page.resize(width, height)
    page.show()
    page.activateWindow()
    QApplication.processEvents()
    page.refresh()
    try:
        yield page
    finally:
        page.close()
        page.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def view_of(page: SupervisionPage) -> FindingView:
    """What the panel shows."""
    assert page.panel.view is not None
    return page.panel.view


def file_of(page: SupervisionPage) -> FaultFile:
    """The finding that the panel shows, as it is recorded."""
    return view_of(page).file


def describing(page: SupervisionPage) -> DescribeView:
    """The form of the finding that the panel shows."""
    view = view_of(page)
    assert isinstance(view, DescribeView)
    return view


def judged(page: SupervisionPage) -> JudgedView:
    """The judged finding that the panel shows."""
    view = view_of(page)
    assert isinstance(view, JudgedView)
    return view


def taken_up(page: SupervisionPage) -> DescribeView:
    """The late filing taken up from the program's proposal."""
    page.articles.choose(ITEM)
    view_of(page).submit()
    return describing(page)


def type_into(view: DescribeView, key: str, value: Any) -> None:
    """Give a field of the form a value as an officer does."""
    editor = view.form.boxes[key].editor
    editor.set_value(value)
    editor.changed.emit()


def described(page: SupervisionPage) -> DescribeView:
    """The late filing with everything answered and all persons heard; not confirmed."""
    view = taken_up(page)
    for person in view.file.persons:
        view.statements.open_form("hear", person.key)
        assert view.statements.form is not None
        view.statements.form.set_values({"words": "国庆前后交接疏漏"})
        view.statements._submit("hear", person.key)
        view = describing(page)
    type_into(view, "origin", "inspection")
    type_into(view, "origin_reason", "归档案卷检查提出")
    type_into(view, "fault", "negligence")
    type_into(view, "harm", "found")
    type_into(view, "harm_words", "决定脱离上级审查两个月")
    type_into(view, "cause_words", "没有报送使审查不能进行")
    suggested = suggest_bearing(None, view.form.described())
    assert suggested is not None
    type_into(view, "persons", suggested.persons)
    type_into(view, "bearing_rule", "6.1")
    type_into(view, "appeal_days", 30)
    return view


def confirmed(page: SupervisionPage) -> JudgedView:
    """The same once 丁某 has confirmed it."""
    from tests.ui.case_desk import answer

    view = described(page)
    view.decision.choose("fault")
    view.submit()
    answer("同意认定", "T")
    return judged(page)
