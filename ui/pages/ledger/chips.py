"""The conditions of a ledger in words, each on a chip that is changed by pressing it and taken away by its ×."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QWidget

from forms.ledger.columns import Source
from forms.ledger.conditions import Condition, condition_words
from ui import theme
from ui.widgets.buttons import button, tool
from ui.widgets.flow import Flow
from ui.widgets.layout import column, row
from ui.widgets.popover import Popover
from ui.widgets.text import text, typeset

MOST = 6
WIDEST = 300


class ChipWords(QPushButton):
    """The words of a chip: Enter or a press changes the condition, Delete takes it away."""

    removed = Signal()

    def __init__(self, words: str) -> None:
        super().__init__(typeset(words))
        self._words = words
        self.setProperty("kind", "link")
        self.setProperty("density", "small")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"条件：{words}")
        self.setToolTip(f"{words}\n改条件（Enter），去掉（Delete）")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        natural = super().sizeHint()
        return QSize(min(natural.width(), theme.scaled(WIDEST)), natural.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class Chip(QFrame):
    """One condition."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self.setProperty("tone", "accent")
        self.words = ChipWords(words)
        self.close_tool = tool("close", f"去掉 {words}")
        self.close_tool.setProperty("kind", "close")
        self.close_tool.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setLayout(row(self.words, self.close_tool, gap=2, margins=(7, 0, 2, 0)))
        self.setFixedHeight(theme.sizes().control_small)


class Chips(Flow):
    """All conditions, in as many lines as they need; what is beyond a few stands behind one link."""

    edit_asked = Signal(int)
    remove_asked = Signal(int)
    add_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._source: Source = "cases"
        self._conditions: tuple[Condition, ...] = ()
        self._scale = theme.scale()
        self.add = button("加条件", "link", "filter", small=True, then=self.add_asked.emit)
        self.add.setToolTip("加条件（Ctrl+Shift+F）")
        self.add.setFixedHeight(theme.sizes().control_small)
        self.set_items([self.add])

    def show_conditions(self, source: Source, conditions: Sequence[Condition]) -> None:
        """Show these conditions."""
        if (source, tuple(conditions), theme.scale()) == (self._source, self._conditions, self._scale):
            return
        self._scale = theme.scale()
        self.add.setFixedHeight(theme.sizes().control_small)
        at = next((number for number, chip in enumerate(self.chips()) if chip.words.hasFocus()), -1)
        self._source, self._conditions = source, tuple(conditions)
        made: list[QWidget] = [self._chip(number, each) for number, each in enumerate(self._conditions[:MOST])]
        if len(self._conditions) > MOST:
            more = button(f"另有 {len(self._conditions) - MOST} 个条件", "link", small=True)
            more.setFixedHeight(theme.sizes().control_small)
            more.clicked.connect(lambda _checked=False: self._show_all(more))
            made.append(more)
        self.set_items([*made, self.add])
        if at >= 0:
            left = self.chips()
            (left[min(at, len(left) - 1)].words if left else self.add).setFocus()

    def chips(self) -> list[Chip]:
        """The chips in their order."""
        return [item for item in self.items() if isinstance(item, Chip)]

    def _chip(self, number: int, condition: Condition) -> Chip:
        made = Chip(condition_words(self._source, condition))
        made.words.clicked.connect(lambda _checked=False: self.edit_asked.emit(number))
        made.words.removed.connect(partial(self.remove_asked.emit, number))
        made.close_tool.clicked.connect(lambda _checked=False: self.remove_asked.emit(number))
        return made

    def _show_all(self, anchor: QWidget) -> None:
        lines = column(gap=2)
        opened = Popover([text("全部条件", "heading"), lines], "全部条件", self)
        for number, condition in enumerate(self._conditions):
            words = condition_words(self._source, condition)
            line = row(gap=6)
            line.addWidget(text(words, "small", "ink", wrap=True), 1)
            line.addWidget(button("改", "link", small=True, then=partial(self._from_list, opened, number, True)))
            line.addWidget(button("去掉", "link", small=True, then=partial(self._from_list, opened, number, False)))
            lines.addLayout(line)
        opened.show_at(anchor)

    def _from_list(self, opened: Popover, number: int, edits: bool) -> None:
        opened.close()
        (self.edit_asked if edits else self.remove_asked).emit(number)
