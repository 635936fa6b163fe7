"""The case list on a real office: pages, words, filters, and what Enter opens."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from benchmarks.make_office import make_office
from models.queries.cases import PAGE
from tests.ui.pages.desks import furnish, import_running, import_sample, noted, open_desk
from ui.desk import Desk
from ui.pages.case_list import STATUSES, CaseListPage
from ui.widgets.rows import NO_INDEX


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk at an office with two officers."""
    with open_desk(tmp_path, monkeypatch) as opened:
        furnish(opened.session)
        yield opened


def shown(qtbot: QtBot, desk: Desk) -> CaseListPage:
    page = CaseListPage(desk)
    qtbot.addWidget(page)
    page.resize(1290, 700)
    page.show()
    page.refresh()
    return page


def test_further_pages_are_read_only_when_the_reader_comes_to_the_end(qtbot: QtBot, desk: Desk) -> None:
    make_office(desk.session, PAGE * 2 + 10)
    page = shown(qtbot, desk)
    rows = page.table.model()
    assert rows.rowCount() == PAGE
    assert page.told() == f"{PAGE * 2 + 10} 件"
    while rows.canFetchMore(NO_INDEX):
        rows.fetchMore(NO_INDEX)
    assert len({line.case_id for line in page._rows.lines}) == PAGE * 2 + 10


def test_words_find_and_forgetting_shows_all(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    import_sample(desk.session)
    import_running(desk.session, tmp_path, "2026-10-10", "吴某")
    page = shown(qtbot, desk)
    page.search.setText("吴")
    qtbot.waitUntil(lambda: page.told() == "1 件")
    page._forget()
    assert page.table.model().rowCount() == 2


def test_nothing_found_names_what_was_looked_for(qtbot: QtBot, desk: Desk) -> None:
    import_sample(desk.session)
    page = shown(qtbot, desk)
    page.search.setText("克百威")
    page.refresh()
    assert page._stack.currentIndex() == 1
    assert any("克百威" in label.text() for label in page._stack.currentWidget().findChildren(type(page._count)))


def test_status_filter_leaves_the_others_out(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    import_sample(desk.session)
    import_running(desk.session, tmp_path, "2026-10-10", "吴某")
    page = shown(qtbot, desk)
    page.status.choose(STATUSES.index("settled"))
    assert [line.parties for line in page._rows.lines] == ["王某"]


def test_enter_opens_the_chosen_case(qtbot: QtBot, desk: Desk) -> None:
    case_id = import_sample(desk.session)
    page = shown(qtbot, desk)
    page.table.selectRow(0)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert noted(desk).opened == [case_id]


def test_only_mine_is_offered_to_a_registered_officer(qtbot: QtBot, desk: Desk) -> None:
    import_sample(desk.session)
    page = shown(qtbot, desk)
    assert not page.mine.isVisible()
    desk.work_as("B")
    assert page.mine.isVisible()
    page.mine.setChecked(True)
    assert page.told() == "1 件"
