"""Text on screen: the roles, the line that gives way, tags, label and value for reading."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy

from ui import theme
from ui.widgets.layout import restyle

_NUMBER_AND_UNIT = re.compile(r"(?<=[0-9]) (?=[\u4e00-\u9fff])")


def typeset(content: str) -> str:
    """Keep a number and its unit on one line: the space between them becomes unbreakable."""
    return _NUMBER_AND_UNIT.sub("\u00a0", content)


def text(content: str, role: str = "body", tone: str = "", wrap: bool = False) -> QLabel:
    """A label in one of the text roles; `wrap` also lets it shrink. Never rich text: what was typed stays."""
    label = QLabel(typeset(content))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    if role == "law":
        theme.serif()
    if tone:
        label.setProperty("tone", tone)
    label.setWordWrap(wrap)
    if wrap:
        label.setMinimumWidth(40)
    return label


def set_text(label: QLabel, content: str, tone: str | None = None) -> None:
    """Change the words of a label made here, and its tone where one is given."""
    if isinstance(label, Elided):
        label.set_whole(content)
    else:
        label.setText(typeset(content))
    if tone is not None and label.property("tone") != tone:
        restyle(label, tone=tone)


def pill(content: str, tone: str = "soft") -> QLabel:
    """A small tag without a state: a kind, a count, a mark."""
    label = text(content, "pill", tone)
    label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    return label


class Elided(QLabel):
    """One line that gives way: too long, it ends in an ellipsis and tells the rest in its tooltip."""

    def __init__(self, content: str, role: str = "body", tone: str = "", least: int = 40) -> None:
        super().__init__()
        self._whole, self._least = typeset(content), least
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.set_whole(content)

    def set_whole(self, content: str) -> None:
        """Change the words."""
        self._whole = typeset(content)
        self.setAccessibleName(content)
        self._fit()
        self.updateGeometry()

    def whole(self) -> str:
        """The words, also those that are not shown."""
        return self._whole

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self._least, self.sizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(self.width(), self._least))
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")


def facts(pairs: Sequence[tuple[str, str]], label_width: int = 76, gap: int = 6) -> QGridLayout:
    """Label and value in two columns, for reading; values can be marked and copied."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(gap)
    for index, (label, value) in enumerate(pairs):
        name = text(label, "small", "faint")
        name.setMinimumWidth(label_width)
        words = text(value, "small", "ink", wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setAccessibleName(f"{label} {value}")
        grid.addWidget(name, index, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(words, index, 1)
    grid.setColumnStretch(1, 1)
    return grid
