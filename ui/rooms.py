"""What the window holds once the office is open: the pages, what is found, and what stands around the pages."""

import importlib
from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from models.operations.renewing import renew_rows
from models.queries.cases import find_case, list_cases
from models.queries.deadlines import due_clocks
from models.queries.filing import filing_counts
from models.queries.office import officers, posts_of, settings
from models.session import Session
from procedures.zone import CHINA
from ui import faults, tasks
from ui.changes import changes
from ui.desk import NEW, NEW_LEAD, Desk
from ui.memory import Memory
from ui.widgets.search import Hit
from ui.window import MainWindow

PAGES = {
    "workbench": ("ui.pages.workbench", "WorkbenchPage"),
    "case": ("ui.pages.case_list", "CaseListPage"),
    "filing": ("ui.pages.filing", "FilingPage"),
    "supervision": ("ui.pages.supervision", "SupervisionPage"),
    "ledger": ("ui.pages.ledger", "LedgerPage"),
    "offence": ("ui.pages.offences", "OffencesPage"),
    "officer": ("ui.pages.officers", "OfficersPage"),
    "settings": ("ui.pages.settings", "SettingsPage"),
}
WEEKDAYS = "一二三四五六日"
LOOK_AT_DAY_MS = 60_000
RENEW_AFTER_MS = 500


class Rooms:
    """The pages of one window on one open office."""

    def __init__(self, session: Session, window: MainWindow) -> None:
        self.session, self.window = session, window
        self.memory = Memory(session)
        self.desk = Desk(session, self.memory)
        self.desk.set_window(window)
        self.desk.finding_asked.connect(self.show_finding)
        self._ready = is_ready(session)
        self._day = self.desk.today()
        self._rules = ""

    def furnish(self) -> None:
        """Put back the tabs, show the workbench, and keep everything around the pages true from now on."""
        window, desk = self.window, self.desk
        faults.start_log(self.session.folder.logs)
        faults.take_over()
        window.restore_cases([(case, name) for case, name in self.memory.get("tabs", []) if self._exists(case)])
        window.tabs_changed.connect(self._remember_tabs)
        window.status_clicked.connect(self._on_status)
        window.article_asked.connect(window.say)
        window.unfinished = desk.unfinished
        window.add_command("新案", desk.new_lead, "Ctrl+N", "new")
        window.add_command("当场处罚", desk.new_on_the_spot, "Ctrl+Shift+N", "new")
        desk.stored.connect(lambda at: window.status.set_saved(f"{at.astimezone(CHINA):%H:%M}"))
        desk.actor_changed.connect(self._tell_person)
        changes.happened.connect(lambda _changes: QTimer.singleShot(0, window, self._renew))
        self._tell_person()
        window.show_place("workbench")
        QTimer.singleShot(40, window, self._tell_status)
        QTimer.singleShot(0, window, self._count)
        QTimer.singleShot(RENEW_AFTER_MS, window, self.renew_rows)
        watch = QTimer(window)
        watch.timeout.connect(self.look_at_day)
        watch.start(LOOK_AT_DAY_MS)

    def look_at_day(self) -> None:
        """Where another day has begun, show everything as it stands on it: a window may stay open overnight."""
        if self.desk.today() != self._day:
            self._day = self.desk.today()
            self._tell_status()
            self._count()
            self.window.renew_shown()

    def renew_rows(self, renewed: int = 0) -> None:
        """Work out anew, a few cases at a time behind the window, what an earlier program or other rules left.

        `renewed` is how many are done: once nothing is left, the pages look again if anything was.
        """
        then = partial(self._on_renewed, renewed)
        tasks.run(lambda _progress: renew_rows(self.session), then=then, owner=self.window)

    def place(self, name: str) -> QWidget:
        """The page of a place; the first start instead of the workbench while the office can't work yet."""
        if name == "workbench" and not self._ready:
            return _page("ui.pages.first_start", "FirstStartPage", self.desk)
        return _page(*PAGES[name], self.desk)

    def case(self, case_id: str) -> QWidget:
        """The page of a case, or an empty page for an on-the-spot penalty or a lead."""
        if case_id.startswith(NEW):
            return _page("ui.pages.on_the_spot", "OnTheSpotPage", self.desk, case_id)
        if case_id.startswith(NEW_LEAD):
            return _page("ui.pages.lead", "LeadPage", self.desk, case_id)
        return _page("ui.pages.case", "CasePage", self.desk, case_id)

    def find(self, words: str) -> Sequence[Hit]:
        """Cases first, then offences."""
        from procedures.catalogue import find_offences

        lines = list_cases(self.session, words=words, limit=8).lines
        found = find_offences(words, self.desk.today(), limit=4)
        window = self.window
        return [
            *(Hit("case", line.title, line.number, partial(window.open_case, line.case_id)) for line in lines),
            *(Hit("offence", e.title, e.penalty.short, partial(self._show_offence, e.id)) for e in found),
        ]

    def _show_offence(self, offence_id: str) -> None:
        from ui.pages.offences import OffencesPage

        self.window.show_place("offence")
        page = self.window.page_of("offence")
        if isinstance(page, OffencesPage):
            page.show_offence(offence_id)

    def show_finding(self, finding_id: str) -> None:
        """Open a finding in 监督."""
        from ui.pages.supervision import SupervisionPage

        self.window.show_place("supervision")
        page = self.window.page_of("supervision")
        if isinstance(page, SupervisionPage):
            page.show_finding(finding_id)

    def _exists(self, case_id: str) -> bool:
        return case_id.startswith((NEW, NEW_LEAD)) or find_case(self.session, case_id) is not None

    def _remember_tabs(self) -> None:
        tabs = self.window.tabs
        named = [[case, tabs.tabText(number + 1)] for number, case in enumerate(self.window.open_cases())]
        self.memory.set("tabs", named)

    def _renew(self) -> None:
        if self._rules not in ("", self.session.rulebook.digest):
            self._tell_status()
            self.renew_rows()
        self._count()
        self._tell_person()
        if not self._ready and is_ready(self.session):
            self._ready = True
            self.window.renew_place("workbench")

    def _count(self) -> None:
        today = self.desk.today()
        self.window.set_count("workbench", len(due_clocks(self.session, today, until=today)))
        owed = filing_counts(self.session, today)
        self.window.set_count("filing", owed.overdue + owed.due_today)

    def _on_renewed(self, before: int, number: int) -> None:
        if number:
            self.renew_rows(before + number)
        elif before:
            changes.announce(office=True)

    def _tell_status(self) -> None:
        session, status, today = self.session, self.window.status, self.desk.today()
        status.set_part("network", "离线可用，数据在本机", "offline", tip=str(session.folder.root))
        if not session.database.encrypted:
            status.set_part("backup", "数据库未加密", "warning", "amber", "本机没有加密驱动，数据以明文保存")
        self._rules = session.rulebook.digest
        status.set_part("rules", f"规则包 {session.rulebook.version}", "rules", tip=session.rulebook.digest[:16])
        status.set_part("today", _long_day(today), tone="ink")

    def _tell_person(self) -> None:
        known = {one.officer.id: one.officer.name for one in officers(self.session)}
        held = posts_of(self.session, self.desk.actor, self.desk.today())
        self.window.set_person(known.get(self.desk.actor, ""), held[0].post if held else "执法人员")

    def _on_status(self, part: str) -> None:
        if part in ("rules", "backup", "network"):
            self.window.show_place("settings")


def is_ready(session: Session) -> bool:
    """Whether the office can work: its name is set and two officers are registered."""
    return bool(settings(session).get("office.agency_name")) and len(officers(session, active_only=True)) >= 2


def _page(module: str, name: str, *arguments: object) -> QWidget:
    made = getattr(importlib.import_module(module), name)(*arguments)
    assert isinstance(made, QWidget)
    return made


def _long_day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日 星期{WEEKDAYS[day.weekday()]}"
