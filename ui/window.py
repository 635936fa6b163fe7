"""The window: rail of places, tabs of open cases, search, status bar. It knows no models; pages come from factories."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QMainWindow, QStackedWidget, QWidget

from ui.pages.page import Page, article_here
from ui.widgets.buttons import Action
from ui.widgets.case_tabs import CaseTabs
from ui.widgets.layout import column, frame, row, rule_v
from ui.widgets.mark import window_icon
from ui.widgets.painted import Picture
from ui.widgets.rail import Rail
from ui.widgets.search import Command, Find, SearchBox
from ui.widgets.status_bar import StatusBar
from ui.widgets.text import Elided, set_text
from ui.widgets.toast import Toast

MakePage = Callable[[], QWidget]
MakeCase = Callable[[str], QWidget]
CASES = "case"


@dataclass(frozen=True, slots=True)
class Place:
    """One of the places in the rail; its page is made when it is first shown."""

    id: str
    icon: str
    name: str
    make: MakePage = field(compare=False)


class MainWindow(QMainWindow):
    """The window of the program.

    The caller keeps which cases are open (`tabs_changed`, `open_cases`) and gives them back with `restore_cases`.
    """

    place_shown = Signal(str)
    case_shown = Signal(str)
    tabs_changed = Signal()
    article_asked = Signal(str)
    status_clicked = Signal(str)

    def __init__(self, places: Sequence[Place], make_case: MakeCase, find: Find | None = None) -> None:
        super().__init__()
        self.setWindowTitle("农案通")
        self.setWindowIcon(window_icon())
        self._places = {place.id: place for place in places}
        self._make_case = make_case
        self._pages: dict[str, QWidget] = {}
        self._cases: dict[str, QWidget] = {}
        self._place = ""
        self._fresh: set[QWidget] = set()  # places that were made and not shown yet
        self.unfinished: Callable[[], str] = str  # says what must not be cut off by closing
        self.rail, self.tabs, self.status = Rail(places), CaseTabs(), StatusBar()
        self.search = SearchBox(find)
        self._stack = QStackedWidget()
        self._person, self._role = Elided("", "small", "ink", least=24), Elided("", "caption", least=0)
        right = column(self._topbar(), gap=0)
        right.addWidget(self._stack, 1)
        right.addWidget(self.status)
        whole = row(self.rail, gap=0)
        whole.addLayout(right, 1)
        self.setCentralWidget(frame(whole, "page"))
        self._toast = Toast(self)
        self.rail.chosen.connect(self.show_place)
        self.tabs.currentChanged.connect(self._on_tab)
        self.tabs.close_asked.connect(self.close_case)
        self.status.clicked.connect(self.status_clicked)
        self._add_keys()

    def _topbar(self) -> QFrame:
        line = row(gap=8, margins=(0, 0, 14, 1))
        line.addWidget(self.tabs, 1, Qt.AlignmentFlag.AlignBottom)
        self._person_box = frame(row(rule_v(), 2, Picture("person", 18), self._person, self._role, gap=6))
        self._person_box.hide()
        line.addWidget(self.search)
        line.addWidget(self._person_box)
        return frame(line, "topbar")

    def _add_keys(self) -> None:
        for number, place in enumerate(self._places):
            self._key(f"Alt+{number + 1}", partial(self.show_place, place))
        for keys, action in (
            ("Ctrl+K", self.search.enter),
            ("Ctrl+W", self._close_current),
            ("Ctrl+Tab", partial(self._turn, 1)),
            ("Ctrl+Shift+Tab", partial(self._turn, -1)),
            ("F1", self._ask_article),
            ("F6", partial(self._next_panel, 1)),
            ("Shift+F6", partial(self._next_panel, -1)),
        ):
            self._key(keys, action)

    def _key(self, keys: str, action: Action) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.activated.connect(lambda: action())

    def add_command(self, name: str, run: Action, shortcut: str = "", icon: str = "jump") -> None:
        """Offer a command everywhere: by its shortcut and in the search box."""
        self.search.add_command(Command(name, run, shortcut, icon))
        if shortcut:
            self._key(shortcut, run)

    def set_person(self, name: str, role: str) -> None:
        """Name who works here."""
        set_text(self._person, name)
        set_text(self._role, role)
        self._person_box.setVisible(bool(name))

    def set_count(self, place: str, count: int) -> None:
        """Show in the rail how much is due in a place."""
        self.rail.set_count(place, count)

    def say(self, words: str, undo: Action | None = None) -> None:
        """Tell that something was done, for six seconds at the foot; never an error."""
        self._toast.say(words, undo)

    def show_place(self, place: str) -> None:
        """Show a place in the first tab. KeyError for a place that there is not."""
        shown = self._places[place]
        self._save_current()
        if place not in self._pages:
            self._pages[place] = shown.make()
            self._stack.addWidget(self._pages[place])
            self._fresh.add(self._pages[place])
        self._place = place
        self.tabs.set_place(shown.icon, shown.name)
        self.rail.choose(place)
        if self.tabs.currentIndex() != 0:
            self.tabs.setCurrentIndex(0)
        else:
            self._show(self._pages[place])
        self.place_shown.emit(place)

    def renew_place(self, place: str) -> None:
        """Make the page of a place anew: it has become another one."""
        old = self._pages.pop(place, None)
        if old is not None:
            self._fresh.discard(old)
            self._stack.removeWidget(old)
            old.deleteLater()
        if place == self._place:
            self.show_place(place)

    def place(self) -> str:
        """The place in the first tab."""
        return self._place

    def page_of(self, place: str) -> QWidget | None:
        """The page of a place, None where it has not been shown yet."""
        return self._pages.get(place)

    def open_case(self, case_id: str, name: str = "") -> QWidget:
        """Open a case in a tab of its own, or go to the tab it has; its page, whose `windowTitle` names the tab."""
        page = self._case_page(case_id)
        number = self.tabs.add_case(case_id, page.windowTitle() or name or "案件")
        if self.tabs.currentIndex() == number:
            self._show(page)
        self.tabs.setCurrentIndex(number)
        self.tabs_changed.emit()
        return page

    def restore_cases(self, cases: Sequence[tuple[str, str]]) -> None:
        """Put back the tabs of cases, given as (id, name); their pages are made when they are first looked at."""
        for case_id, name in cases:
            self.tabs.add_case(case_id, name)

    def _case_page(self, case_id: str) -> QWidget:
        page = self._cases.get(case_id)
        if page is None:
            page = self._cases[case_id] = self._make_case(case_id)
            page.windowTitleChanged.connect(lambda title: self.tabs.rename_case(case_id, title))
            self._stack.addWidget(page)
        return page

    def close_case(self, case_id: str) -> None:
        """Close the tab of a case after saving what is typed in it."""
        page = self._cases.pop(case_id, None)
        if isinstance(page, Page):
            page.save()
        self.tabs.remove_case(case_id)
        if page is not None:
            self._stack.removeWidget(page)
            page.deleteLater()
        self.tabs_changed.emit()

    def open_cases(self) -> tuple[str, ...]:
        """The cases that have tabs, from left to right."""
        return self.tabs.cases()

    def current_case(self) -> str:
        """The case in front, empty when a place is."""
        return self.tabs.case_at(self.tabs.currentIndex())

    def current_page(self) -> QWidget | None:
        """The page in front."""
        return self._stack.currentWidget()

    def _on_tab(self, number: int) -> None:
        self._save_current()
        case_id = self.tabs.case_at(number)
        if case_id:
            page = self._case_page(case_id)
            self.tabs.rename_case(case_id, page.windowTitle() or self.tabs.tabText(number))
            self._show(page)
            if CASES in self._places:
                self.rail.choose(CASES)
            self.case_shown.emit(case_id)
        elif self._place:
            self.rail.choose(self._place)
            self._show(self._pages[self._place])

    def _show(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(page)
        if isinstance(page, Page):
            page.refresh()
        at = self.focusWidget()
        if page in self._fresh or at is None or self.rail.isAncestorOf(at):
            self._focus_into(page)
        self._fresh.discard(page)

    def renew_shown(self) -> None:
        """Read the page that is shown again."""
        page = self._stack.currentWidget()
        if isinstance(page, Page):
            page.refresh()

    def _focus_into(self, page: QWidget) -> None:
        """Put the keyboard to the main part of the page, else to the page, without a ring around any button."""
        main = page.main_part() if isinstance(page, Page) else None
        if main is not None and main.isVisibleTo(page):
            main.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        page.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save_current(self) -> None:
        page = self._stack.currentWidget()
        if isinstance(page, Page):
            page.save()

    def _close_current(self) -> None:
        if self.current_case():
            self.close_case(self.current_case())

    def _turn(self, step: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % self.tabs.count())

    def _ask_article(self) -> None:
        article = article_here()
        if article:
            self.article_asked.emit(article)

    def _next_panel(self, step: int) -> None:
        page = self._stack.currentWidget()
        inner = list(page.panels()) if isinstance(page, Page) else [page] if page is not None else []
        panels: list[QWidget] = [self.rail, self.tabs, *inner, self.status]
        at = QApplication.focusWidget()
        inside = [n for n, each in enumerate(panels) if at is not None and (each is at or each.isAncestorOf(at))]
        start = inside[-1] if inside else 1
        for offset in range(1, len(panels) + 1):
            target = _first_focus(panels[(start + step * offset) % len(panels)])
            if target is not None:
                target.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def closeEvent(self, event: QCloseEvent) -> None:
        unfinished = self.unfinished()
        if unfinished and not self._quits(unfinished):
            event.ignore()
            return
        for page in (*self._pages.values(), *self._cases.values()):
            if isinstance(page, Page):
                page.save()
        super().closeEvent(event)

    def _quits(self, unfinished: str) -> bool:
        from ui.dialogs.quitting import QuitDialog

        return QuitDialog(unfinished, self).ask()


def _first_focus(panel: QWidget) -> QWidget | None:
    takes = Qt.FocusPolicy.TabFocus.value
    for each in (panel, *panel.findChildren(QWidget)):
        if each.focusPolicy().value & takes and each.isVisible() and each.isEnabled():
            return each
    return None
