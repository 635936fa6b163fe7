"""起草检查: what is to be mended and looked at on a paper, with the numbers it has on the page, and 签发 below."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from procedures.problems import Problem
from ui.pages.case.marks import Numbered
from ui.widgets.buttons import button
from ui.widgets.fields import tone_of
from ui.widgets.glyphs import State, StateGlyph
from ui.widgets.layout import clear, column, frame, row, scroll
from ui.widgets.text import pill, set_text, text

WIDTH = 304


class CheckPanel(QFrame):
    """The panel at the right of a draft. `problem_asked` carries the key of a field."""

    problem_asked = Signal(str)
    issue_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._problems: tuple[Problem, ...] = ()
        self._numbers: dict[tuple[str, str], int] = {}
        self._keys: Collection[str] = ()
        self._mend, self._look = text("", "small-strong", "red"), text("", "small-strong", "amber")
        head = frame(
            row(text("起草检查", "heading"), None, self._mend, self._look, gap=10, margins=(16, 10, 14, 8)), "header"
        )
        self._body = column(gap=0)
        self._told = text("", "caption", wrap=True)
        self.issue_button = button("签发", "primary", then=self.issue_asked.emit)
        self.issue_button.setMinimumWidth(96)
        foot = row(gap=8, margins=(16, 10, 16, 10))
        foot.addWidget(self._told, 1)
        foot.addWidget(self.issue_button)
        stack = column(head, gap=0, margins=(1, 0, 0, 0))
        stack.addWidget(scroll(frame(column(self._body, None, gap=0))), 1)
        stack.addWidget(frame(foot, "footer"))
        self.setLayout(stack)
        self.setFixedWidth(WIDTH)
        self.tell("签发时取号、定版，定版后不能改。")

    def tell(self, words: str) -> None:
        """Say something at the foot, beside the button."""
        set_text(self._told, words)

    def problems(self) -> tuple[Problem, ...]:
        """What is listed."""
        return self._problems

    def show_problems(self, problems: Sequence[Problem], keys: Collection[str]) -> None:
        """List what was found, the gravest first; `keys` are the fields that can be gone to."""
        self._problems, self._keys = tuple(problems), keys
        mend = sum(tone_of(problem) == "red" for problem in problems)
        set_text(self._mend, f"须改 {mend}" if mend else "")
        set_text(self._look, f"提醒 {len(problems) - mend}" if len(problems) > mend else "")
        self.issue_button.setEnabled(not mend)
        self._list()

    def number(self, numbered: Sequence[Numbered]) -> None:
        """Give the listed problems the numbers that they have on the page."""
        self._numbers = {(each.problem.where, each.problem.text): each.number for each in numbered}
        self._list()

    def _list(self) -> None:
        clear(self._body)
        order = sorted(self._problems, key=lambda each: (tone_of(each) != "red", self._number_of(each)))
        for problem in order:
            self._body.addWidget(self._row(problem))
        if not order:
            line = row(StateGlyph(State.DONE), text("没有发现要改的地方", "small", "soft"), None, gap=8)
            line.setContentsMargins(16, 12, 14, 8)
            self._body.addWidget(frame(line))

    def _number_of(self, problem: Problem) -> int:
        return self._numbers.get((problem.where, problem.text), len(self._problems))

    def _row(self, problem: Problem) -> QFrame:
        number = self._numbers.get((problem.where, problem.text))
        tone = tone_of(problem)
        words = column(text(problem.text, "small-strong", wrap=True), gap=2)
        reason = "。".join(part for part in (problem.basis, problem.remedy) if part)
        if reason:
            words.addWidget(text(reason, "small", "soft", wrap=True))
        if problem.where in self._keys:
            link = button("去填写", "link", small=True, then=lambda: self.problem_asked.emit(problem.where))
            words.addLayout(row(link, None))
        mark = pill(str(number) if number else ("改" if tone == "red" else "看"), tone)
        line = row(column(mark, None, gap=0), gap=8, margins=(16, 9, 14, 9))
        line.addLayout(words, 1)
        return frame(line, "listrow")
