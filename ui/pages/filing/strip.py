"""Below the decisions: those judged not major of late, each with its comparison and 为什么."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from models.queries.filing_lines import JudgedLine
from ui.pages.filing.desk_parts import DAYS, MOST
from ui.pages.filing.judged import judged_why
from ui.pages.filing.words import judged_words, name_of
from ui.widgets.buttons import button
from ui.widgets.glyphs import State, StateGlyph
from ui.widgets.layout import clear, column, frame, row
from ui.widgets.popover import Popover, why_popover
from ui.widgets.text import Elided, text

FEW = 3


class JudgedStrip(QFrame):
    """判定为不需备案 of the last thirty days, the first few; `all_asked` goes to all of them."""

    all_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.why: Popover | None = None
        self._body = column(gap=0, margins=(0, 0, 0, 8))
        self.setLayout(self._body)

    def show_lines(self, lines: Sequence[JudgedLine], low: bool) -> None:
        """Show the newest of these; in a low window fewer."""
        clear(self._body)
        self.setVisible(bool(lines))
        if not lines:
            return
        shown = lines[: 2 if low else FEW]
        count = f"{len(lines)} 件" if len(lines) < MOST else f"{MOST} 件以上"
        words = f"近 {DAYS} 日 {count}，判定依据留存"
        head = row(
            text("判定为不需备案", "small-strong", "soft"), text(words, "caption"), None, margins=(24, 12, 20, 4)
        )
        if len(lines) > len(shown):
            head.addWidget(button("全部", "link", small=True, then=self.all_asked.emit))
        self._body.addLayout(head)
        for line in shown:
            self._body.addWidget(self._line(line))

    def explain(self, line: JudgedLine, at: QWidget) -> None:
        """为什么."""
        self.why = why_popover(judged_why(line), at)
        self.why.show_at(at)

    def _line(self, line: JudgedLine) -> QFrame:
        why: QPushButton = button("为什么", "link", small=True)
        why.clicked.connect(partial(self._on_why, line, why))
        why.setAccessibleName(f"为什么：{name_of(line)}")
        inner = row(StateGlyph(State.NOT_NEEDED), gap=10, margins=(24, 3, 20, 3))
        inner.addWidget(Elided(name_of(line), "small", "soft"), 2)
        told = Elided(judged_words(line), "caption", least=120)
        inner.addWidget(told, 0)
        inner.addWidget(why)
        return frame(inner)

    def _on_why(self, line: JudgedLine, at: QPushButton, _checked: bool = False) -> None:
        self.explain(line, at)
