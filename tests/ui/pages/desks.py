"""A desk at a real office in a temporary folder, on a fixed day, with a window that notes what it is asked."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from models.office import RegisteredOfficer
from models.operations.imports import import_scripts
from models.operations.office import record_officer, record_settings
from models.session import Session
from procedures.case import Certificate, Officer
from resources import path
from tests.builders import OFFICE
from ui import clock
from ui.desk import Desk
from ui.memory import Memory
from ui.opening import open_office

NOW = datetime(2026, 10, 12, 1, 30, tzinfo=UTC)
UNTIL = date(2026, 12, 31)


class NotingWindow:
    """Does nothing but note what pages ask of the window."""

    def __init__(self) -> None:
        self.opened: list[str] = []
        self.places: list[str] = []
        self.said: list[str] = []

    def open_case(self, case_id: str, name: str = "") -> QWidget:
        """Note the case."""
        del name
        self.opened.append(case_id)
        return QWidget()

    def close_case(self, case_id: str) -> None:
        """Note that the case is gone."""
        self.opened.remove(case_id)

    def show_place(self, place: str) -> None:
        """Note the place."""
        self.places.append(place)

    def say(self, words: str, undo: Callable[[], object] | None = None) -> None:
        """Note the words."""
        del undo
        self.said.append(words)


@contextmanager
def open_desk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk at an empty office; the clock stands at `NOW`."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    with open_office(folder) as session:
        desk = Desk(session, Memory(session))
        desk.set_window(NotingWindow())
        yield desk


def noted(desk: Desk) -> NotingWindow:
    """What the window was asked."""
    assert isinstance(desk.window, NotingWindow)
    return desk.window


def register(session: Session, officer_id: str, name: str, until: date = UNTIL, **changes: object) -> None:
    """Put an officer with one certificate into the register; its number ends with the officer's id."""
    number = f"1801000{'ABCDEF'.index(officer_id) + 1}"
    held = Certificate(number, date(2022, 1, 1), until)
    one = RegisteredOfficer(Officer(officer_id, name, (held,)), **changes)  # type: ignore[arg-type]
    record_officer(session, one, actor="test", now=NOW)


def furnish(session: Session) -> None:
    """The standing office with 陈某 and 李某."""
    record_settings(session, OFFICE, actor="test", now=NOW)
    register(session, "A", "陈某")
    register(session, "B", "李某")


def import_sample(session: Session) -> str:
    """The finished sample case of the citizen; its id."""
    return import_scripts(session, [path("samples", "simple-citizen.toml")], actor="A", now=NOW)[0].case_id


def import_running(session: Session, folder: Path, on: str, party: str = "王某") -> str:
    """The sample case as it stands on the evening of the decision: nothing handed in; its id."""
    words = path("samples", "simple-citizen.toml").read_text("utf-8")
    words = words[: words.index('[[act]]\nid = "materials"')].replace("2026-10-09", on).replace("王某", party)
    file = folder / f"{on}-{party}.toml"
    file.write_text(words.replace("as_of = 2026-10-14", "as_of = 2026-12-31"), "utf-8")
    return import_scripts(session, [file], actor="A", now=NOW)[0].case_id
