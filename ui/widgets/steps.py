"""The list of steps of a stage at the left of a case."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from ui.widgets.buttons import RowButton
from ui.widgets.glyphs import State, StateGlyph
from ui.widgets.layout import Item, clear, column, frame, row, rule, scroll
from ui.widgets.text import Elided, text


@dataclass(frozen=True, slots=True)
class Step:
    """One step: an id for the caller, name, state, when or why, whether its page is shown, the whole reason."""

    id: str
    name: str
    state: State
    when: str = ""
    shown: bool = False
    tip: str = ""


class StepList(QFrame):
    """The steps of one stage; choosing one shows its page. Below them what may also be done."""

    chosen = Signal(str)

    def __init__(self, width: int = 176) -> None:
        super().__init__()
        self.setProperty("role", "panel-left")
        self._body = column(gap=0)
        self._foot = column(gap=4, margins=(20, 10, 10, 14))
        inner = column(self._body, None, frame(self._foot), gap=0)
        self.setLayout(column(scroll(frame(inner)), gap=0, margins=(0, 0, 1, 0)))
        self.setFixedWidth(width)

    def set_steps(self, title: str, steps: Sequence[Step], also: Sequence[Item] = ()) -> None:
        """Show the steps of a stage; `also` holds links to what may be done beside them."""
        clear(self._body)
        clear(self._foot)
        done = sum(step.state in (State.DONE, State.NOT_NEEDED) for step in steps)
        count = text(f"{done} / {len(steps)}", "caption")
        self._body.addWidget(frame(row(text(title, "small-strong"), None, count, margins=(20, 10, 16, 6))))
        self._body.addWidget(rule())
        for step in steps:
            self._body.addWidget(self._row(step))
        if also:
            self._foot.addWidget(text("也可以办理", "caption"))
            self._foot.addLayout(column(*also, gap=4))

    def _row(self, step: Step) -> RowButton:
        tone = "accent" if step.shown else ("faint" if step.state is State.NOT_NEEDED else "ink")
        words = column(Elided(step.name, "small-strong" if step.shown else "small", tone), gap=0)
        if step.when:
            words.addWidget(Elided(step.when, "caption", "red" if step.state is State.BLOCKED else ""))
        line = row(column(3, StateGlyph(step.state), None, gap=0), gap=8, margins=(20, 6, 10, 6))
        line.addLayout(words, 1)
        made = RowButton(line, f"{step.name}，{step.state.word}，{step.when}", checkable=True)
        made.setAutoExclusive(True)
        made.setChecked(step.shown)
        made.setToolTip(step.tip)
        made.clicked.connect(lambda _checked=False: self.chosen.emit(step.id))
        return made
