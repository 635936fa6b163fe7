"""Opens the office and its window, and gives the window everything that needs the office."""

import importlib
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from models.errors import StorageError
from models.folder import DataFolder, data_root
from models.queries.cases import find_case, list_cases
from models.queries.deadlines import due_clocks
from models.queries.office import officers, settings
from models.session import Session
from procedures.problems import DataError
from procedures.zone import CHINA
from ui import faults, tasks, theme
from ui.changes import changes
from ui.desk import NEW, Desk
from ui.memory import Memory
from ui.opening import open_office
from ui.translation import speak_chinese
from ui.widgets.search import Hit
from ui.window import MainWindow, Place

PLACES = (
    ("workbench", "工作台", "ui.pages.workbench", "WorkbenchPage"),
    ("case", "案件", "ui.pages.case_list", "CaseListPage"),
    ("filing", "备案", "ui.pages.coming", "FilingPage"),
    ("supervision", "监督", "ui.pages.coming", "SupervisionPage"),
    ("ledger", "台账", "ui.pages.coming", "LedgerPage"),
    ("offence", "案由库", "ui.pages.offences", "OffencesPage"),
    ("officer", "人员", "ui.pages.officers", "OfficersPage"),
    ("settings", "设置", "ui.pages.settings", "SettingsPage"),
)
WEEKDAYS = "一二三四五六日"


def start_window(asked: str | None) -> int:
    """Show the window on the office's data until it is closed; returns the exit status of the text interface."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Nongantong")
    app.setApplicationDisplayName("农案通")
    theme.apply(app)
    speak_chinese(app)
    with ExitStack() as stack:
        try:
            session = stack.enter_context(open_office(asked))
        except (DataError, StorageError) as error:
            QMessageBox.critical(None, "农案通打不开", str(error))
            sys.stderr.write(f"{error}\n")
            return 4 if isinstance(error, StorageError) else 2
        faults.start_log(DataFolder(data_root(asked)).logs)
        faults.take_over()
        window = open_window(app, session)
        window.show()
        QTimer.singleShot(0, window, partial(_check_data, session))
        status = app.exec()
        tasks.wait_for_all()
    return status


def _check_data(session: Session) -> None:
    """Rules that can't be used end the program before anything is decided by them."""
    try:
        _ready = session.rulebook, session.forms
    except DataError as error:
        QMessageBox.critical(None, "规则或文书数据不能使用", f"{error}\n请改正或移走这个文件后再打开程序。")
        QApplication.exit(2)


def open_window(app: QApplication, session: Session) -> MainWindow:
    """The window on an open office, dressed and filled but not shown."""
    memory = Memory(session)
    desk = Desk(session, memory)
    theme.apply(app, theme.DARK if memory.get("dark") else theme.LIGHT, memory.get("text_scale", 1.0))
    places = [Place(name, name, words, partial(_make_place, desk, name)) for name, words, *_ in PLACES]
    window = MainWindow(places, partial(_make_case, desk), partial(_find, desk))
    desk.set_window(window)
    _Frame(desk, window, memory)
    return window


def is_ready(session: Session) -> bool:
    """Whether the office can work: its name is set and two officers are registered."""
    return bool(settings(session).get("office.agency_name")) and len(officers(session, active_only=True)) >= 2


class _Frame:
    """Keeps what stands around the pages true: tabs, counts, status bar, who works here."""

    def __init__(self, desk: Desk, window: MainWindow, memory: Memory) -> None:
        self.desk, self.window, self.memory = desk, window, memory
        window.setProperty("frame", self)
        self._ready = is_ready(desk.session)
        window.restore_cases([(case, name) for case, name in memory.get("tabs", []) if self._exists(case)])
        window.tabs_changed.connect(self._remember_tabs)
        window.status_clicked.connect(self._on_status)
        window.article_asked.connect(window.say)
        window.add_command("当场处罚", desk.new_on_the_spot, "Ctrl+Shift+N", "new")
        desk.stored.connect(lambda at: window.status.set_saved(f"{at.astimezone(CHINA):%H:%M}"))
        desk.actor_changed.connect(self._tell_person)
        changes.happened.connect(lambda _changes: QTimer.singleShot(0, window, self._renew))
        self._tell_status()
        self._tell_person()
        window.resize(1440, 900)
        window.show_place("workbench")
        QTimer.singleShot(0, window, self._count)

    def _exists(self, case_id: str) -> bool:
        return case_id.startswith(NEW) or find_case(self.desk.session, case_id) is not None

    def _remember_tabs(self) -> None:
        tabs = self.window.tabs
        named = [[case, tabs.tabText(number + 1)] for number, case in enumerate(self.window.open_cases())]
        self.memory.set("tabs", named)

    def _renew(self) -> None:
        self._count()
        self._tell_person()
        if not self._ready and is_ready(self.desk.session):
            self._ready = True
            self.window.renew_place("workbench")

    def _count(self) -> None:
        today = self.desk.today()
        self.window.set_count("workbench", len(due_clocks(self.desk.session, today, until=today)))

    def _tell_status(self) -> None:
        session, status, today = self.desk.session, self.window.status, self.desk.today()
        sealed = session.database.encrypted
        status.set_part("network", "离线可用，数据在本机", "offline", tip=str(session.folder.root))
        if not sealed:
            status.set_part("backup", "数据库未加密", "warning", "amber", "本机没有加密驱动，数据以明文保存")
        status.set_part("rules", f"规则包 {session.rulebook.version}", "rules", tip=session.rulebook.digest[:16])
        status.set_part("today", _long_day(today), tone="ink")

    def _tell_person(self) -> None:
        known = {one.officer.id: one.officer.name for one in officers(self.desk.session)}
        self.window.set_person(known.get(self.desk.actor, ""), "执法人员")

    def _on_status(self, part: str) -> None:
        if part in ("rules", "backup", "network"):
            self.window.show_place("settings")


def _make_place(desk: Desk, name: str) -> QWidget:
    if name == "workbench" and not is_ready(desk.session):
        from ui.pages.first_start import FirstStartPage

        return FirstStartPage(desk)
    module, cls = next((module, cls) for place, _, module, cls in PLACES if place == name)
    made: QWidget = getattr(importlib.import_module(module), cls)(desk)
    return made


def _make_case(desk: Desk, case_id: str) -> QWidget:
    if case_id.startswith(NEW):
        from ui.pages.on_the_spot import OnTheSpotPage

        return OnTheSpotPage(desk, case_id)
    from ui.pages.case import CasePage

    return CasePage(desk, case_id)


def _find(desk: Desk, words: str) -> Sequence[Hit]:
    lines = list_cases(desk.session, words=words, limit=8).lines
    hits = [Hit("case", line.title, line.number, partial(desk.window.open_case, line.case_id)) for line in lines]
    from procedures.catalogue import find_offences

    for entry in find_offences(words, desk.today(), limit=4):
        hits.append(Hit("offence", entry.title, entry.penalty.short, partial(desk.window.show_place, "offence")))
    return hits


def _long_day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日 星期{WEEKDAYS[day.weekday()]}"
