"""A report beside the form of its step: one primary button, one meaning of Ctrl+Enter."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.case_desk import CaseDesk
from tests.ui.pages.filing.desks import (
    CITY,
    begin,
    choose,
    decided,
    filed,
    followed,
    link,
)
from ui.pages.case.drafting import DraftPage
from ui.pages.case.frozen import FrozenPage
from ui.pages.filing import FilingPage
from ui.pages.filing.step_page import StepPage
from ui.pages.filing.steps import FOUND, OBJECTED

Shown = Callable[[], FilingPage]


def objecting(desk: CaseDesk, shown: Shown) -> tuple[FilingPage, StepPage, DraftPage]:
    """The form of an objection with the draft of its report beside it."""
    problems = followed("filing_reviewed", CITY, date(2024, 10, 25), outcome="problems", values={FOUND: "罚款偏低"})
    decided(desk, more=[filed(CITY, date(2024, 10, 24)), problems])
    page = shown()
    choose(page, "某种业", CITY)
    step = begin(page, OBJECTED)
    link(step, "制作").click()
    draft = page.sheet.page()
    assert isinstance(draft, DraftPage)
    return page, step, draft


def primary_words(page: FilingPage) -> list[str]:
    QApplication.processEvents()
    found = [each for each in page.findChildren(QPushButton) if each.property("kind") == "primary"]
    return [each.text() for each in found if each.isVisible()]


def test_beside_the_form_of_its_step_a_draft_has_the_one_button_and_its_key(
    qtbot: QtBot, desk: CaseDesk, shown: Shown
) -> None:
    page, step, draft = objecting(desk, shown)
    assert primary_words(page) == ["签发"]
    issued, recorded = QSignalSpy(draft.form.submitted), QSignalSpy(step.form.submitted)
    page.activateWindow()
    QApplication.processEvents()
    QTest.keyClick(step.form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (issued.count(), recorded.count()) == (1, 0)


def test_once_its_report_is_issued_the_form_of_the_step_has_button_and_key_again(
    qtbot: QtBot, desk: CaseDesk, shown: Shown
) -> None:
    page, step, draft = objecting(desk, shown)
    draft.form.set_values({"reasons": "罚款在法定幅度以内。"})
    draft.issue()
    assert isinstance(page.sheet.page(), FrozenPage)
    assert primary_words(page) == ["登记书面异议"]
    assert page.panel.primary.isVisible()
    page.activateWindow()
    QApplication.processEvents()
    recorded = QSignalSpy(step.form.submitted)
    QTest.keyClick(step.form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert recorded.count() == 1
    page.panel.leave_step()
    assert primary_words(page) == ["登记异议报告"]
    assert not page.panel.primary.isVisible()
