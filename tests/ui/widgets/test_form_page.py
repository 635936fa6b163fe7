"""Pages generated from a form's fields."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QPushButton

from forms.schema import FormField
from procedures.problems import Problem
from tests.ui.widgets.fields_for_tests import CONTEXT, Field, commit, compose, on_screen, type_into
from ui.widgets.form_page import FormPage
from ui.widgets.line_editors import TextEditor

FIELDS = (
    Field("name", required=True),
    Field("on", "date", "日期", 3),
    Field("fine", "money", "罚款", 3),
    Field("facts", "long_text", "事实", 12),
)


@pytest.fixture
def page(qtbot: Any) -> FormPage:
    """A page on screen, ready to type."""
    made = FormPage(FIELDS, CONTEXT)
    made.resize(900, 500)
    on_screen(qtbot, made)
    return made


def _line(page: FormPage, key: str = "name") -> Any:
    editor = page.box(key).editor
    assert isinstance(editor, TextEditor)
    return editor.line


def test_fields_of_a_real_form_are_taken(qtbot: Any) -> None:
    page = FormPage([FormField("place", "地点", "text", limit=20)], CONTEXT)
    qtbot.addWidget(page)
    assert page.values() == {"place": None}


def test_draft_is_told_once_after_typing(page: FormPage, qtbot: Any) -> None:
    changed = QSignalSpy(page.changed)
    with qtbot.waitSignal(page.edited):
        type_into(_line(page), "abc")
    assert changed.count() == 3
    assert page.values()["name"] == "abc"


def test_draft_is_told_when_the_field_is_left(page: FormPage, qtbot: Any) -> None:
    type_into(_line(page), "abc")
    with qtbot.waitSignal(page.edited, timeout=400):
        page.box("on").editor.setFocus()


def test_nothing_is_saved_in_the_middle_of_a_composition(page: FormPage, qtbot: Any) -> None:
    line = _line(page)
    type_into(line, "a")
    compose(line, "wang")
    edited = QSignalSpy(page.edited)
    page.flush()
    assert edited.count() == 0
    commit(line, "王")
    page.flush()
    assert edited.count() == 1
    assert page.values()["name"] == "a王"


def test_leaving_without_a_change_saves_nothing(page: FormPage) -> None:
    edited = QSignalSpy(page.edited)
    _line(page).setFocus()
    page.flush()
    assert edited.count() == 0


def test_filled_values_stay_out_of_the_draft_until_changed(page: FormPage) -> None:
    page.set_values({"name": "某养殖户", "on": date(2026, 10, 9)}, {"name": "当事人"})
    assert "name" not in page.draft()
    assert page.draft()["on"] == "2026-10-09"
    type_into(_line(page), "abc")
    assert page.draft()["name"] == "abc"


def test_problem_stands_at_its_field_and_goes_with_its_cause(page: FormPage) -> None:
    page.set_problems([Problem("早于立案", where="on"), Problem("请核对", where="facts", severity="formal")])
    assert (page.count().mend, page.count().look) == (1, 1)
    assert page.go_to_problem()
    assert page.box("on").editor.hasFocus() or page.focusWidget() is page.box("on").editor.focusProxy()
    page.set_problems([])
    assert (page.count().mend, page.count().look) == (0, 0)
    assert not page.go_to_problem()


def test_gravest_problem_of_a_field_is_shown(page: FormPage) -> None:
    page.set_problems([Problem("提醒", where="on", severity="formal"), Problem("须改", where="on")])
    shown = page.box("on").problem()
    assert shown is not None
    assert shown.text == "须改"


def test_hidden_characters_are_cleaned_with_one_click(page: FormPage) -> None:
    box = page.box("name")
    _line(page).setText("王\u200b某")
    box.editor.left.emit()
    assert [problem.where for problem in page.own_problems()] == ["name"]
    clean = next(each for each in box.findChildren(QPushButton) if each.text() == "清理文字")
    clean.click()
    assert page.own_problems() == ()
    assert page.values()["name"] == "王某"


def test_columns_of_the_grid_are_equally_wide(page: FormPage, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: page.box("facts").width() > 400)
    assert abs(page.box("on").width() - page.box("fine").width()) <= 2
    assert page.box("facts").geometry().right() == page.box("fine").geometry().right()
