"""The window's frame."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from tests.ui.widgets.fields_for_tests import on_screen
from ui import theme
from ui.dialogs.quitting import QuitDialog
from ui.pages.page import Page
from ui.widgets.layout import column
from ui.widgets.search import Hit
from ui.window import MainWindow, Place

NAMES = ("workbench", "case", "filing", "supervision", "ledger", "offence", "officer", "settings")


class Made:
    """Pages that say when they were made, shown and saved."""

    def __init__(self) -> None:
        self.log: list[str] = []

    def page(self, name: str) -> QWidget:
        """A page with one line to type into."""
        log = self.log
        log.append(f"make {name}")

        class Logged(Page):
            def refresh(self) -> None:
                log.append(f"show {name}")

            def save(self) -> None:
                log.append(f"save {name}")

        made = Logged(column(QLineEdit(), None))
        made.setWindowTitle(f"案 {name}")
        return made


@pytest.fixture
def made() -> Made:
    """Where pages are written down."""
    return Made()


@pytest.fixture
def window(qtbot: Any, made: Made) -> MainWindow:
    """A window of eight places on screen."""

    def factory(name: str) -> Callable[[], QWidget]:
        return lambda: made.page(name)

    shown = MainWindow([Place(name, name, name, factory(name)) for name in NAMES], made.page)
    shown.show_place("workbench")
    shown.resize(1280, 720)
    on_screen(qtbot, shown)
    return shown


def test_page_of_a_place_is_made_when_it_is_first_shown(window: MainWindow, made: Made) -> None:
    assert made.log == ["make workbench", "show workbench"]
    window.show_place("ledger")
    window.show_place("workbench")
    assert [line for line in made.log if line.startswith("make")] == ["make workbench", "make ledger"]


def test_place_is_reached_by_its_key(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert window.place() == "filing"
    assert window.rail.button("filing").isChecked()


def test_case_opens_once_and_is_named_by_its_page(window: MainWindow, made: Made) -> None:
    first = window.open_case("c1")
    assert window.open_case("c1") is first
    assert window.open_cases() == ("c1",)
    assert window.current_case() == "c1"
    first.setWindowTitle("王某 耳标")
    assert window.tabs.tabText(1) == "王某 耳标"


def test_closing_a_case_saves_it_first_and_tells(window: MainWindow, made: Made) -> None:
    window.open_case("c1")
    told = QSignalSpy(window.tabs_changed)
    QTest.keyClick(window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert window.open_cases() == ()
    assert "save c1" in made.log
    assert told.count() == 1
    QTest.keyClick(window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert window.tabs.count() == 1


def test_middle_click_closes_a_case_but_not_the_place(window: MainWindow) -> None:
    window.open_case("c1")
    for number in (0, 1):
        spot: QPoint = window.tabs.tabRect(number).center()
        QTest.mouseClick(window.tabs, Qt.MouseButton.MiddleButton, Qt.KeyboardModifier.NoModifier, spot)
    assert window.tabs.count() == 1


def test_restored_cases_are_made_only_when_looked_at(window: MainWindow, made: Made) -> None:
    window.restore_cases([("c1", "王某"), ("c2", "何某")])
    assert window.open_cases() == ("c1", "c2")
    assert "make c1" not in made.log
    QTest.keyClick(window, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert window.current_case() == "c1"
    assert "make c1" in made.log
    assert "make c2" not in made.log


def test_page_is_saved_before_another_is_shown(window: MainWindow, made: Made) -> None:
    window.open_case("c1")
    window.show_place("ledger")
    assert made.log.index("save c1") < made.log.index("show ledger")


def test_f1_asks_for_the_article_at_the_field(window: MainWindow) -> None:
    asked = QSignalSpy(window.article_asked)
    line = window.open_case("c1").findChild(QLineEdit)
    assert line is not None
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_F1)
    assert asked.count() == 0
    line.setProperty("article", "行政处罚法第五十一条")
    QTest.keyClick(line, Qt.Key.Key_F1)
    assert asked.at(0) == ["行政处罚法第五十一条"]


def test_f6_walks_through_the_panels_and_back_to_the_first(window: MainWindow) -> None:
    window.status.set_saved("14:03")
    line = window.page_of("workbench").findChild(QLineEdit)  # type: ignore[union-attr]
    assert line is not None
    line.setFocus()
    seen = [_panel(window)]
    for _ in range(4):
        QTest.keyClick(window, Qt.Key.Key_F6)
        seen.append(_panel(window))
    assert seen == ["page", "status", "rail", "tabs", "page"]


def _panel(window: MainWindow) -> str:
    at = QApplication.focusWidget()
    assert at is not None
    for name, panel in (("rail", window.rail), ("tabs", window.tabs), ("status", window.status)):
        if panel is at or panel.isAncestorOf(at):
            return name
    return "page"


def test_search_finds_cases_and_commands_and_opens_with_enter(window: MainWindow) -> None:
    opened: list[str] = []
    window.search.set_find(lambda words: [Hit("case", f"{words}案", "立案", lambda: opened.append(words))])
    window.add_command("wang 命令", lambda: opened.append("command"), "Ctrl+Shift+N")
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.search.hasFocus()
    QTest.keyClicks(window.search, "wang")
    window.search._search()
    assert [hit.title for hit in window.search.hits()] == ["wang案", "wang 命令"]
    QTest.keyClick(window.search, Qt.Key.Key_Return)
    assert opened == ["wang"]
    assert window.search.hits() == ()
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert opened == ["wang", "command"]


def test_escape_leaves_the_search_and_goes_back(window: MainWindow) -> None:
    line = window.page_of("workbench").findChild(QLineEdit)  # type: ignore[union-attr]
    assert line is not None
    line.setFocus()
    window.search.enter()
    QTest.keyClick(window.search, Qt.Key.Key_Escape)
    assert line.hasFocus()


def test_status_says_what_it_is_told_and_each_part_can_be_clicked(window: MainWindow) -> None:
    clicked = QSignalSpy(window.status_clicked)
    window.status.set_part("network", "离线工作，本机完整", "offline")
    window.status.part("network").click()
    assert window.status.part("network").words() == "离线工作，本机完整"
    assert clicked.at(0) == ["network"]
    assert not window.status.part("backup").isVisible()


@pytest.mark.parametrize("scale", theme.TEXT_SCALES.values(), ids=theme.TEXT_SCALES.keys())
def test_window_asks_for_no_more_room_than_a_small_screen(window: MainWindow, qapp: QApplication, scale: float) -> None:
    for name in ("saved", "network", "backup", "rules", "today"):
        window.status.set_part(name, "规则包 浏阳 2026.1·节假日表 2026", "rules")
    window.set_person("陈某", "执法人员")
    window.restore_cases([(str(number), "某农业服务部（杨某）无证经营兽用生物制品") for number in range(12)])
    theme.apply(qapp, theme.LIGHT, scale)
    qapp.processEvents()
    least = window.minimumSizeHint()
    assert (least.width() <= 1280, least.height() <= 690) == (True, True), least


def test_closing_the_window_saves_every_page(window: MainWindow, made: Made) -> None:
    window.open_case("c1")
    made.log.clear()
    window.close()
    assert {"save workbench", "save c1"} <= set(made.log)


@pytest.mark.parametrize(("answer", "closed"), [("留下", False), ("退出", True)])
def test_window_asks_before_it_cuts_off_what_is_unfinished(window: MainWindow, answer: str, closed: bool) -> None:
    window.unfinished = lambda: "还有 2 个文件正在存入案卷的证据"
    told: list[str] = []

    def choose() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QuitDialog)
        told.extend(label.text() for label in dialog.findChildren(QLabel))
        next(each for each in dialog.findChildren(QPushButton) if each.text() == answer).click()

    QTimer.singleShot(0, window, choose)
    assert window.close() is closed
    window.unfinished = str
    assert any("2" in words and "文件正在存入" in words for words in told)


def test_the_page_that_is_shown_can_be_read_again(window: MainWindow, made: Made) -> None:
    made.log.clear()
    window.renew_shown()
    assert made.log == ["show workbench"]
