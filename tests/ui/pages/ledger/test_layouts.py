"""Layouts in the window: kept under a name, replaced, renamed, removed, handed on as a file and taken in from one."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from forms.ledger.conditions import Condition
from models.office import Post
from models.operations.office import assign_post
from models.queries.ledger import known_layouts
from tests.ui.pages.desks import NOW, noted
from ui.desk import Desk
from ui.dialogs.failure import FailureDialog
from ui.pages.ledger import LedgerPage
from ui.pages.ledger.layout_dialogs import AskDialog, NameDialog

Shown = Callable[[], LedgerPage]
YEAR = Condition("opened_on", "between", (date(2024, 1, 1), date(2024, 12, 31)))


@pytest.fixture(autouse=True)
def closed_dialogs() -> Iterator[None]:
    """No dialog of one test is there in the next."""
    yield
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog):
            widget.reject()


def dialog(kind: type[QDialog]) -> QDialog:
    """The dialog of a kind that is open."""
    [found] = [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]
    return found


def keep(page: LedgerPage, name: str) -> NameDialog:
    """Keep what is shown under a name."""
    page.layouts.ask_save(page.editing.layout, page._known)
    asked = dialog(NameDialog)
    assert isinstance(asked, NameDialog)
    asked.line.setText(name)
    asked.act.click()
    return asked


def source(page: LedgerPage) -> str:
    return page.editing.layout.source


def offered(page: LedgerPage) -> list[str]:
    box = page.bar.layouts.box
    return [box.itemText(number) for number in range(box.count())]


def test_a_layout_is_kept_with_columns_widths_conditions_and_order(shown: Shown, desk: Desk) -> None:
    page = shown()
    page.editing.put_condition(YEAR)
    page.editing.widen("cause", 40)
    page.editing.sort("fine", True, False)
    assert page.bar.layouts.box.currentText() == "案件台账（已改动）"
    keep(page, "局长年报版")
    assert page.bar.layouts.box.currentText() == "局长年报版"
    kept = known_layouts(desk.session)[-1]
    assert kept.name == "局长年报版"
    assert kept.layout == page.editing.layout
    assert kept.layout is not None
    assert kept.layout.filters == (YEAR,)
    assert kept.layout.widths == (("cause", 40),)


def test_keeping_under_the_name_of_one_that_is_kept_replaces_it(shown: Shown, desk: Desk) -> None:
    page = shown()
    keep(page, "局长年报版")
    page.editing.show_column("penalty", False)
    asked = keep(page, "局长年报版")
    assert asked.act.text() == "替换布局"
    kept = [known for known in known_layouts(desk.session) if known.layout_id]
    assert len(kept) == 1
    assert kept[0].layout is not None
    assert "penalty" not in kept[0].layout.columns


def test_the_name_of_a_shipped_layout_is_not_taken(shown: Shown) -> None:
    page = shown()
    page.layouts.ask_save(page.editing.layout, page._known)
    asked = dialog(NameDialog)
    assert isinstance(asked, NameDialog)
    asked.line.setText("备案登记")
    assert not asked.act.isEnabled()
    asked.line.setText("")
    assert not asked.act.isEnabled()


def test_renaming_leaves_what_is_worked_on_as_it_is(shown: Shown, desk: Desk) -> None:
    page = shown()
    keep(page, "年报")
    page.editing.put_condition(YEAR)
    page.layouts.ask_rename(page.editing.shown.kept, page._known)
    asked = dialog(NameDialog)
    assert isinstance(asked, NameDialog)
    asked.line.setText("局长年报")
    asked.act.click()
    assert [known.name for known in known_layouts(desk.session) if known.layout_id] == ["局长年报"]
    kept = known_layouts(desk.session)[-1].layout
    assert kept is not None
    assert kept.filters == ()


def test_a_removed_layout_gives_way_to_the_first_one(shown: Shown, desk: Desk) -> None:
    page = shown()
    keep(page, "年报")
    page.layouts.ask_remove(page.editing.shown.kept)
    asked = dialog(AskDialog)
    assert isinstance(asked, AskDialog)
    asked.act.click()
    assert not [known for known in known_layouts(desk.session) if known.layout_id]
    assert page.bar.layouts.box.currentText() == "案件台账"
    assert "年报" not in offered(page)


def test_a_layout_travels_as_a_file(shown: Shown, tmp_path: Path) -> None:
    page = shown()
    page.editing.put_condition(YEAR)
    keep(page, "年报")
    place = tmp_path / "年报.toml"
    page.layouts.hand_on(page.editing.layout, place)
    before = page.editing.layout
    page.layouts.take_in(place)
    assert page.editing.layout.name == "年报 2"
    assert page.editing.layout.filters == before.filters
    assert page.editing.layout.columns == before.columns


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xff\xfe\x00", "UTF-8"),
        (b"format = 1\n", "name"),
        (b'format = 1\nname = "x"\nsource = "cases"\nperiod = "opened_on"\ncolumns = ["secret"]\n', "secret"),
        (b"x" * 300_000, "200 KB"),
    ],
)
def test_a_file_that_is_no_layout_says_what_is_wrong_and_nothing_is_kept(
    shown: Shown, desk: Desk, tmp_path: Path, content: bytes, told: str
) -> None:
    page = shown()
    place = tmp_path / "坏.toml"
    place.write_bytes(content)
    page.layouts.take_in(place)
    asked = dialog(FailureDialog)
    assert any(told in label.text() for label in asked.findChildren(QLabel))
    assert not [known for known in known_layouts(desk.session) if known.layout_id]


def test_findings_are_offered_only_to_those_who_oversee(shown: Shown, desk: Desk) -> None:
    page = shown()
    assert "过错责任追究登记" not in offered(page)
    assign_post(desk.session, Post("", "A", "法制监督岗", "监督", date(2024, 1, 1)), actor="A", now=NOW)
    page.refresh()
    assert "过错责任追究登记" in offered(page)
    page.choose_layout("shipped:过错责任追究登记")
    assert source(page) == "findings"
    desk.work_as("B")
    assert source(page) == "cases"
    assert "过错责任追究登记" not in offered(page)


def test_a_layout_of_findings_from_a_file_says_who_may_look(shown: Shown, desk: Desk, tmp_path: Path) -> None:
    page = shown()
    place = tmp_path / "过错.toml"
    columns = 'columns = ["items", "state"]\n'
    place.write_text(f'format = 1\nname = "过错"\nsource = "findings"\nperiod = "taken_up_on"\n{columns}', "utf-8")
    page.layouts.take_in(place)
    assert source(page) == "cases"
    assert "岗位分工" in noted(desk).said[-1]
