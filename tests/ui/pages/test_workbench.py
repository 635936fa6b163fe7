"""The workbench on a real office: what is due, in which order, and what its buttons open."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from models.entries import case_stream
from models.operations.drafts import save_draft
from models.operations.filing import record_package, return_filing, set_reminder
from models.queries.workbench import due_reminders
from models.reminders import Reminder
from tests.models.filing_cases import CITY, SUPERIOR, stored
from tests.ui.pages.desks import NOW, furnish, import_running, import_sample, noted, open_desk
from ui.desk import Desk
from ui.pages.workbench import WorkbenchPage
from ui.pages.workbench_cards import Card, DueRow
from ui.widgets.buttons import RowButton
from ui.widgets.popover import Popover
from ui.widgets.text import Elided


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk at an office with two officers, on 2026-10-12."""
    with open_desk(tmp_path, monkeypatch) as opened:
        furnish(opened.session)
        yield opened


def shown(qtbot: QtBot, desk: Desk) -> WorkbenchPage:
    """The page after its first paint."""
    page = WorkbenchPage(desk)
    qtbot.addWidget(page)
    page.resize(1290, 700)
    page.show()
    page.refresh()
    qtbot.waitUntil(lambda: bool(page.told()))
    return page


def rows(page: WorkbenchPage) -> list[str]:
    return [row.accessibleName() for row in page.due.findChildren(DueRow)]


def test_overdue_stands_before_what_is_due_today(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    import_running(desk.session, tmp_path, "2026-10-09", "周某")
    import_running(desk.session, tmp_path, "2026-09-15", "吴某")
    found = rows(shown(qtbot, desk))
    assert "吴某" in found[0] and found[0].startswith("逾期")
    assert "周某" in found[-1] and found[-1].startswith("今天")


def test_nothing_due_shows_the_empty_state(qtbot: QtBot, desk: Desk) -> None:
    import_sample(desk.session)
    page = shown(qtbot, desk)
    assert rows(page) == []
    assert not page.due.count.isVisible()


def test_the_button_opens_the_case(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    case_id = import_running(desk.session, tmp_path, "2026-09-15")
    page = shown(qtbot, desk)
    act = next(b for b in page.due.findChildren(QPushButton) if b.text() == "打开案件")
    act.click()
    assert noted(desk).opened == [case_id]


def test_why_names_the_last_day_and_the_article(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    import_running(desk.session, tmp_path, "2026-10-09")
    page = shown(qtbot, desk)
    row = page.due.findChildren(DueRow)[0]
    row._explain()
    popover = row.findChild(Popover)
    assert popover is not None
    assert "10月12日" in popover.accessibleName()
    assert "行政处罚法" in " ".join(label.text() for label in popover.findChildren(QLabel))
    popover.close()


def test_day_of_the_fortnight_lists_only_that_day(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    import_running(desk.session, tmp_path, "2026-10-10", "周某")
    import_running(desk.session, tmp_path, "2026-10-12", "吴某")
    page = shown(qtbot, desk)
    page.coming.days.choose(1)
    qtbot.waitUntil(lambda: any(row.isVisible() for row in page.coming.findChildren(DueRow)))
    listed = [row.accessibleName() for row in page.coming.findChildren(DueRow) if row.isVisible()]
    assert all("周某" in name for name in listed)


def test_draft_of_a_new_case_is_opened_again_by_its_stream(qtbot: QtBot, desk: Desk) -> None:
    save_draft(desk.session, "new:7", "on_the_spot", {"party": {"name": "郑某"}}, actor=desk.actor, now=NOW)
    page = shown(qtbot, desk)
    row = page.drafts.findChildren(RowButton)[0]
    assert "郑某" in row.findChildren(Elided)[0].whole()
    row.click()
    assert noted(desk).opened == ["new:7"]


def test_what_the_window_remembers_is_no_draft(qtbot: QtBot, desk: Desk) -> None:
    desk.memory.set("text_scale", 1.2)
    assert shown(qtbot, desk).drafts.findChildren(RowButton) == []


def test_my_cases_are_those_of_the_officer_who_works_here(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    import_running(desk.session, tmp_path, "2026-10-09")
    desk.work_as("A")
    page = shown(qtbot, desk)
    assert page.told().startswith("陈某")
    assert page.cases.table.model().rowCount() == 1
    page.cases.table.opened.emit(0)
    assert len(noted(desk).opened) == 1


def words_of(card: Card) -> str:
    """Everything that a card says."""
    labels = [label.whole() if isinstance(label, Elided) else label.text() for label in card.findChildren(QLabel)]
    return "\n".join(labels)


def test_a_returned_package_stands_with_its_reason_until_it_is_built_anew(qtbot: QtBot, desk: Desk) -> None:
    change = stored(desk.session)
    change = return_filing(
        desk.session, change.case_id, change.seen, "decision", CITY, "缺主要证据材料复印件", actor="B", now=NOW
    )
    desk.work_as("A")
    page = shown(qtbot, desk)
    told = words_of(page.returned)
    assert page.returned.isVisible() and "缺主要证据材料复印件" in told
    assert "某农资有限公司 → 浏阳市人民政府" in told and "李某" in told
    page.returned.findChildren(RowButton)[0].click()
    assert noted(desk).opened == [change.case_id]
    record_package(desk.session, change.case_id, change.seen, "decision", CITY, "a" * 64, actor="A", now=NOW)
    page.refresh()
    qtbot.waitUntil(lambda: not page.returned.isVisible())


def test_a_reminder_says_that_its_day_is_no_day_of_the_law_and_can_be_ended_by_who_set_it(
    qtbot: QtBot, desk: Desk
) -> None:
    case_id = stored(desk.session).case_id
    about = Reminder(case_stream(case_id), desk.today(), "书面异议写好了没有", "某农资有限公司", "decision", SUPERIOR)
    desk.work_as("A")
    set_reminder(desk.session, about, actor="A", now=NOW)
    page = shown(qtbot, desk)
    told = words_of(page.reminders)
    assert page.reminders.isVisible() and "不是法定期限" in told and "书面异议写好了没有" in told
    assert not page.drafts.findChildren(RowButton)
    open_, end = (each for each in page.reminders.findChildren(QPushButton))
    open_.click()
    assert noted(desk).opened == [case_id]
    end.click()
    qtbot.waitUntil(lambda: due_reminders(desk.session, desk.today(), actor="A") == ())


def test_a_reminder_of_somebody_else_is_shown_with_the_name_and_without_an_end(qtbot: QtBot, desk: Desk) -> None:
    case_id = stored(desk.session).case_id
    about = Reminder(case_stream(case_id), desk.today(), "问回执", "某农资有限公司", "decision", SUPERIOR)
    set_reminder(desk.session, about, actor="B", now=NOW)
    desk.work_as("A")
    page = shown(qtbot, desk)
    assert "李某" in words_of(page.reminders)
    assert [each.text() for each in page.reminders.findChildren(QPushButton)] == ["打开"]


def test_cards_without_anything_in_them_are_away(qtbot: QtBot, desk: Desk) -> None:
    stored(desk.session)
    page = shown(qtbot, desk)
    assert not page.returned.isVisible() and not page.reminders.isVisible()
