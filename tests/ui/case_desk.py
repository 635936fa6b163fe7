"""A desk at a real office in a temporary folder, on a stated day, with cases to open."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from forms.schema import FormSet, load_forms
from models.casefile import CaseFile
from models.folder import DataFolder
from models.office import RegisteredOfficer
from models.operations.documents import Issued
from models.operations.imports import import_scripts
from models.operations.office import record_officer, record_settings
from models.operations.on_the_spot import Collection, OnTheSpotDraft, deliver_on_the_spot, issue_on_the_spot
from models.queries.cases import read_case
from models.session import Session, open_session
from procedures.rulebook import Rulebook, load_rulebook
from resources import path
from tests.builders import DAY, OFFICE, make_conduct, make_inspection, make_officer, make_on_the_spot, make_party
from ui.desk import Desk
from ui.dialogs.frame import StopDialog
from ui.dialogs.reason import ReasonDialog
from ui.memory import Memory
from ui.pages.case.page import CasePage
from ui.pages.case.work import WorkPage
from ui.widgets.buttons import Action


class Said:
    """A window that only remembers what it was told."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.places: list[str] = []
        self.opened: list[str] = []

    def open_case(self, case_id: str, name: str = "") -> QWidget:
        """Remember the case."""
        self.opened.append(case_id)
        return QWidget()

    def close_case(self, case_id: str) -> None:
        """Nothing is closed."""

    def show_place(self, place: str) -> None:
        """Remember the place."""
        self.places.append(place)

    def say(self, words: str, undo: Action | None = None) -> None:
        """Remember the words."""
        self.words.append(words)


class CaseDesk(Desk):
    """A desk at which the test says what day it is."""

    def __init__(self, session: Session, day: date = DAY) -> None:
        super().__init__(session, Memory(session))
        self.day, self.said = day, Said()
        self.shown: list[CasePage] = []
        self.set_window(self.said)

    def today(self) -> date:
        return self.day

    def now(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 2, tzinfo=UTC)

    def file(self, case_id: str) -> CaseFile:
        """The case as it is stored now."""
        return read_case(self.session, case_id).file


@cache
def _rules() -> Rulebook:
    return load_rulebook()


@cache
def _forms() -> FormSet:
    return load_forms(path("forms"))


@contextmanager
def opened_desk(root: Path, day: date = DAY) -> Iterator[CaseDesk]:
    """An office with settings and the officers 陈某 and 李某; 陈某 works here."""
    with open_session(DataFolder(root), _rules, _forms) as session:
        desk = CaseDesk(session, day)
        record_settings(session, OFFICE, actor="A", now=desk.now())
        for officer in ("A", "B"):
            record_officer(session, RegisteredOfficer(make_officer(officer)), actor="A", now=desk.now())
        desk.work_as("A")
        try:
            yield desk
        finally:
            _take_down(desk.shown)


def issued_case(desk: CaseDesk, **decision: Any) -> Issued:
    """A stall case whose form 7 is issued and not delivered; 100 yuan, collected on the spot unless told otherwise."""
    told: dict[str, Any] = {"collected_on_the_spot": True, "collection_ground": "small_fine"} | decision
    planned = make_on_the_spot(act_id="", at=time(8, 56), **told)
    draft = OnTheSpotDraft(
        party=make_party(),
        conduct=make_conduct(),
        inspection=make_inspection(act_id="", at=time(8, 40), until=time(8, 52)),
        decision=planned,
        cause="销售应当加施标识而没有标识的畜禽",
        sector="livestock",
        title="王某销售未加施标识的畜禽案",
        own_values={
            "place": "浏阳市某镇活禽畜交易市场",
            "offence_facts": "当事人销售仔猪5头，其中2头未加施畜禽标识。",
            "party_statement": "无异议",
        },
        constructed=("case.*",),
    )
    return issue_on_the_spot(desk.session, draft, actor="A", now=desk.now())


def delivered_case(desk: CaseDesk, *, on_water: bool = False, **decision: Any) -> str:
    """The stall case with its paper handed over, and the money taken where it is collected on the spot; its id."""
    made = issued_case(desk, **decision)
    collects = bool(decision.get("collected_on_the_spot", True))
    deliver_on_the_spot(
        desk.session,
        made.change.case_id,
        made.change.seen,
        made.document.id,
        actor="A",
        now=desk.now(),
        collected=Collection(100_00, "湘0000001", on_water) if collects else None,
    )
    return made.change.case_id


def imported_case(desk: CaseDesk, name: str = "simple-citizen.toml") -> str:
    """A case of the samples; its id."""
    return import_scripts(desk.session, [path("samples", name)], actor="A", now=desk.now())[0].case_id


def _take_down(pages: list[CasePage]) -> None:
    """Delete pages at once: a widget that lingers is dressed anew for every later test."""
    for page in pages:
        page.close()
        page.deleteLater()
    pages.clear()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def opened(desk: CaseDesk, case_id: str, day: date = DAY) -> CasePage:
    """The page of a case on a day, shown and kept until the desk is left."""
    desk.day = day
    page = CasePage(desk, case_id)
    desk.shown.append(page)
    page.resize(1290, 700)
    page.show()
    return page


def work_of(page: CasePage) -> WorkPage:
    """The page 办理 of a case."""
    work = page.page("work")
    assert isinstance(work, WorkPage)
    return work


def open_dialog_of(kind: type[StopDialog] = ReasonDialog) -> Any:
    """The dialog that stands open."""
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]
    assert found, f"no {kind.__name__} is open"
    return found[-1]


def answer(reason: str, second_person: str = "") -> None:
    """Answer the open question with a reason, and a second person where one is asked for."""
    dialog = open_dialog_of()
    dialog.fill(reason, second_person)
    dialog._accept()
