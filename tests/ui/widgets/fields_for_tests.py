"""Fields as forms describe them, and typing as people type."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from forms.kinds import Choice
from ui.widgets.field_editors import EditorContext, Option

TODAY = date(2026, 10, 9)
OFFICERS = (Option("o1", "陈某", "18430001"), Option("o2", "李某", "18430002"), Option("o3", "赵某", "18430003"))
CONTEXT = EditorContext(TODAY, officers=OFFICERS)
YES_NO = (Choice("direct", "直接送达"), Choice("left", "留置送达"))


@dataclass(frozen=True)
class Field:
    """A field with the attributes of `forms.schema.FormField`."""

    key: str
    kind: str = "text"
    label: str = "名称"
    width: int = 6
    required: bool = False
    fact: str = ""
    derived: bool = False
    choices: tuple[Any, ...] = ()
    columns: tuple[Any, ...] = ()
    section: str = ""
    help: str = ""
    limit: int = 0


def on_screen(qtbot: Any, widget: QWidget) -> None:
    """Show a widget as the window in which the keyboard is."""
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)


def type_into(widget: QWidget, words: str) -> None:
    """Type over what stands there; Chinese comes from the input method."""
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    if words.isascii():
        QTest.keyClicks(widget, words)
    else:
        commit(widget, words)


def compose(widget: QWidget, letters: str) -> None:
    """Be in the middle of a composition."""
    QApplication.sendEvent(widget, QInputMethodEvent(letters, []))


def commit(widget: QWidget, words: str) -> None:
    """End a composition with what was chosen."""
    event = QInputMethodEvent("", [])
    event.setCommitString(words)
    QApplication.sendEvent(widget, event)
