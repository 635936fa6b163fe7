"""A way out: what the officer can do now, what it leads to, and its own button."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QPushButton

from ui.widgets.buttons import button
from ui.widgets.layout import column, frame, row
from ui.widgets.text import text


@dataclass(frozen=True, slots=True)
class WayOut:
    """One way out: an id for the caller, its name, what it leads to, the verb on its button."""

    id: str
    name: str
    result: str
    action: str
    primary: bool = False


def way_row(way: WayOut, chosen: Callable[[str], object]) -> QFrame:
    """The line of a way out."""
    words = column(text(way.name, "small-strong", wrap=True), text(way.result, "small", "soft", wrap=True), gap=1)
    line = row(gap=12, margins=(14, 8, 12, 8))
    line.addLayout(words, 1)
    act = button(way.action, "primary" if way.primary else "default", small=True, then=lambda: chosen(way.id))
    act.setMinimumWidth(96)
    act.setAccessibleDescription(f"{way.name}：{way.result}")
    if way.primary:
        act.setDefault(True)
    line.addWidget(act)
    return frame(line, "listrow")


def first_button(rows: Sequence[QFrame]) -> QPushButton | None:
    """The primary button among ways out, where there is one."""
    buttons = [made for line in rows for made in line.findChildren(QPushButton)]
    return next((made for made in buttons if made.isDefault()), None)
