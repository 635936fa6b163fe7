"""A desk at an office with two officers, on the day of the standing example, and a window that remembers."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from PySide6.QtWidgets import QWidget

from forms.schema import load_forms
from models.folder import DataFolder
from models.office import RegisteredOfficer
from models.operations.office import record_officer
from models.session import Session, open_session
from procedures.rulebook import load_rulebook
from resources import path
from tests.models.offices import SAMPLE, furnish
from ui.desk import Desk
from ui.memory import Memory
from ui.pages.on_the_spot import OnTheSpotPage

NOW = datetime(2026, 10, 9, 0, 40, tzinfo=UTC)
STREAM = "new:stall"


class RememberingWindow:
    """Stands where the window does and keeps what it was asked."""

    def __init__(self) -> None:
        self.opened: list[str] = []
        self.closed: list[str] = []
        self.places: list[str] = []
        self.said: list[str] = []

    def open_case(self, case_id: str, name: str = "") -> QWidget:
        self.opened.append(case_id)
        return QWidget()

    def close_case(self, case_id: str) -> None:
        self.closed.append(case_id)

    def show_place(self, place: str) -> None:
        self.places.append(place)

    def say(self, words: str, undo: Any = None) -> None:
        self.said.append(words)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Friday 2026-10-09, 08:40 in China; it stands still until a test moves it."""
    with time_machine.travel(NOW, tick=False) as moved:
        yield moved


@pytest.fixture
def session(tmp_path: Path, clock: time_machine.Traveller) -> Iterator[Session]:
    """An office in which A and B usually work together."""
    folder = DataFolder(tmp_path / "data")
    folder.create()
    with open_session(folder, load_rulebook, lambda: load_forms(path("forms"))) as opened:
        furnish(opened)
        for officer, partner in zip(SAMPLE.officers, ("B", "A"), strict=True):
            record_officer(opened, RegisteredOfficer(officer, partner=partner), actor="A", now=NOW)
        yield opened


@pytest.fixture
def window() -> RememberingWindow:
    """What stands for the window."""
    return RememberingWindow()


@pytest.fixture
def desk(session: Session, window: RememberingWindow) -> Desk:
    """Officer A sits at the desk."""
    made = Desk(session, Memory(session))
    made.set_window(window)
    made.work_as("A")
    return made


@pytest.fixture
def page(desk: Desk, qtbot: Any) -> OnTheSpotPage:
    """An empty page."""
    made = OnTheSpotPage(desk, STREAM)
    qtbot.addWidget(made)
    made.resize(1290, 650)
    made.show()
    return made
