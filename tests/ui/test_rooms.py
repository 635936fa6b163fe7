"""What stands around the pages follows the day, also in a window that stays open overnight."""

from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import time_machine
from PySide6.QtWidgets import QAbstractButton, QWidget

from models.operations.findings import register_finding
from models.queries.filing import filing_desk
from tests.fault_files import make_fault
from tests.models.filing_cases import stored
from tests.ui.case_desk import CaseDesk, opened_desk
from tests.ui.pages.supervision.offices import overseers
from tests.ui.widgets.fields_for_tests import on_screen
from ui.pages.ledger import LedgerPage
from ui.pages.ledger.layout_box import key_of
from ui.pages.page import Page
from ui.pages.supervision import SupervisionPage
from ui.pages.supervision.page import LAYOUT
from ui.rooms import PAGES, Rooms
from ui.widgets.layout import column
from ui.window import MainWindow, Place

# the places whose number stands beside their name
COUNTED = (("workbench", "工作台"), ("filing", "备案"))
EVENING, MORNING = datetime(2024, 7, 5, 12, 0, tzinfo=UTC), datetime(2024, 7, 6, 0, 30, tzinfo=UTC)


def test_a_window_that_stays_open_overnight_shows_the_new_day(qtbot: Any, tmp_path: Path) -> None:
    read: list[date] = []

    class Logged(Page):
        def refresh(self) -> None:
            read.append(rooms.desk.today())

    def page(_name: str = "") -> QWidget:
        return Logged(column(None))

    with time_machine.travel(EVENING, tick=False) as clock, opened_desk(tmp_path) as desk:
        window = MainWindow([Place(name, name, words, page) for name, words in COUNTED], page)
        qtbot.addWidget(window)
        rooms = Rooms(desk.session, window)
        window.show_place("workbench")
        rooms.look_at_day()
        assert read == [date(2024, 7, 5)]
        clock.move_to(MORNING)
        rooms.look_at_day()
        assert read == [date(2024, 7, 5), date(2024, 7, 6)]
        assert "7月6日" in window.status.part("today").words()


def test_what_an_earlier_program_left_is_worked_out_anew_behind_the_window(qtbot: Any, tmp_path: Path) -> None:
    def page(_name: str = "") -> QWidget:
        return Page(column(None))

    with opened_desk(tmp_path) as desk:
        stored(desk.session)
        desk.session.database.sql('DELETE FROM "filing_row"')
        desk.session.database.sql("""UPDATE "case_row" SET "rules" = ''""")
        window = MainWindow([Place(name, name, words, page) for name, words in COUNTED], page)
        qtbot.addWidget(window)
        Rooms(desk.session, window).renew_rows()
        qtbot.waitUntil(lambda: len(filing_desk(desk.session, date(2024, 10, 28)).rows) == 1)


def window_of(desk: CaseDesk, qtbot: Any) -> MainWindow:
    """The whole window with its real places, the workbench in front."""
    rooms: list[Rooms] = []
    places = [Place(name, name, name, partial(lambda place: rooms[0].place(place), name)) for name in PAGES]
    window = MainWindow(places, lambda case_id: rooms[0].case(case_id))
    rooms.append(Rooms(desk.session, window))
    rooms[0].desk.work_as(desk.actor)
    window.show_place("workbench")
    on_screen(qtbot, window)
    return window


@pytest.mark.parametrize("place", PAGES)
def test_a_place_that_is_first_shown_has_the_keyboard_at_its_list_and_at_no_button(
    place: str, qtbot: Any, tmp_path: Path
) -> None:
    with overseers(tmp_path) as desk:
        window = window_of(desk, qtbot)
        window.show_place(place)
        page = window.current_page()
        assert isinstance(page, Page)
        assert window.focusWidget() is (page.main_part() or page)
        assert not isinstance(window.focusWidget(), QAbstractButton)


def test_a_row_of_the_ledger_of_findings_opens_that_finding(qtbot: Any, tmp_path: Path) -> None:
    with overseers(tmp_path) as desk:
        wanted = register_finding(desk.session, make_fault(facts="要找的这一件"), actor="S", now=desk.now())
        register_finding(desk.session, make_fault(facts="另外的一件"), actor="S", now=desk.now())
        window = window_of(desk, qtbot)
        window.show_place("ledger")
        ledger = window.current_page()
        assert isinstance(ledger, LedgerPage)
        ledger.choose_layout(next(key_of(each) for each in ledger._known if each.name == LAYOUT))
        rows = ledger.sheet.table.ledger_rows()
        assert rows is not None
        number = next(number for number in range(rows.rowCount()) if rows.opens(number) == wanted.finding_id)
        ledger.sheet.table.opened.emit(number)
        page = window.current_page()
        assert isinstance(page, SupervisionPage)
        assert page.panel.view is not None
        assert page.panel.view.file.facts == "要找的这一件"


def test_the_post_of_who_works_here_stands_beside_the_name(qtbot: Any, tmp_path: Path) -> None:
    with overseers(tmp_path) as desk:
        window = MainWindow([], lambda _case: QWidget())
        qtbot.addWidget(window)
        rooms = Rooms(desk.session, window)
        for officer_id, role in (("S", "监察室监督员"), ("U", "执法人员")):
            rooms.desk.work_as(officer_id)
            rooms._tell_person()
            assert window._role.whole() == role
