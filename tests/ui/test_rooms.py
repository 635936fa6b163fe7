"""What stands around the pages follows the day, also in a window that stays open overnight."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import time_machine
from PySide6.QtWidgets import QWidget

from tests.ui.case_desk import opened_desk
from ui.pages.page import Page
from ui.rooms import Rooms
from ui.widgets.layout import column
from ui.window import MainWindow, Place

EVENING, MORNING = datetime(2024, 7, 5, 12, 0, tzinfo=UTC), datetime(2024, 7, 6, 0, 30, tzinfo=UTC)


def test_a_window_that_stays_open_overnight_shows_the_new_day(qtbot: Any, tmp_path: Path) -> None:
    read: list[date] = []

    class Logged(Page):
        def refresh(self) -> None:
            read.append(rooms.desk.today())

    def page(_name: str = "") -> QWidget:
        return Logged(column(None))

    with time_machine.travel(EVENING, tick=False) as clock, opened_desk(tmp_path) as desk:
        window = MainWindow([Place("workbench", "workbench", "工作台", page)], page)
        qtbot.addWidget(window)
        rooms = Rooms(desk.session, window)
        window.show_place("workbench")
        rooms.look_at_day()
        assert read == [date(2024, 7, 5)]
        clock.move_to(MORNING)
        rooms.look_at_day()
        assert read == [date(2024, 7, 5), date(2024, 7, 6)]
        assert "7月6日" in window.status.part("today").words()
