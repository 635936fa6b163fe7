"""How things are put beside and above each other: lines, stacks, surfaces, scroll areas."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

Item = QWidget | QLayout | int | None
Margins = tuple[int, int, int, int]


def _fill(layout: QBoxLayout, items: Sequence[Item], gap: int, margins: Margins) -> None:
    layout.setSpacing(gap)
    layout.setContentsMargins(*margins)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addWidget(item)


def row(*items: Item, gap: int = 8, margins: Margins = (0, 0, 0, 0)) -> QHBoxLayout:
    """A horizontal line; an int is a gap in pixels, `None` a spring."""
    layout = QHBoxLayout()
    _fill(layout, items, gap, margins)
    return layout


def column(*items: Item, gap: int = 8, margins: Margins = (0, 0, 0, 0)) -> QVBoxLayout:
    """A vertical stack; an int is a gap in pixels, `None` a spring."""
    layout = QVBoxLayout()
    _fill(layout, items, gap, margins)
    return layout


def frame(layout: QLayout, role: str = "plain", **properties: str) -> QFrame:
    """A surface around a layout; `role` picks its look from the style sheet."""
    made = QFrame()
    made.setProperty("role", role)
    for name, value in properties.items():
        made.setProperty(name, value)
    made.setLayout(layout)
    return made


def rule() -> QFrame:
    """A hairline across."""
    return frame(QVBoxLayout(), "rule")


def rule_v(height: int = 16) -> QFrame:
    """A short upright hairline between two groups on one line."""
    made = frame(QVBoxLayout(), "rule-v")
    made.setFixedHeight(height)
    return made


def scroll(content: QWidget) -> QScrollArea:
    """A vertical scroll area without a frame; its content is never wider than the area."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if not content.property("role"):
        content.setProperty("role", "plain")
    area.setWidget(content)
    return area


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete its widgets."""
    while (item := layout.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            clear(inner)
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()


def restyle(widget: QWidget, **properties: object) -> None:
    """Set properties that the style sheet selects by, and let it look again."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.updateGeometry()
