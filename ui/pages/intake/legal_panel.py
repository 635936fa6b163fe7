"""The live panel at the right of an intake: what the law answers to what is filled in, with 为什么 for each answer."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QFrame, QPushButton

from ui.pages.intake.legal_answers import Answer, Scale
from ui.widgets.buttons import button
from ui.widgets.glyphs import State, StateTag
from ui.widgets.layout import clear, column, frame, row
from ui.widgets.painted import Picture
from ui.widgets.popover import Why, WhyLine, why_popover
from ui.widgets.ranges import RangeScale, Threshold
from ui.widgets.surfaces import SidePanel
from ui.widgets.text import Elided, pill, text

WIDTH = 316


class LegalPanel(SidePanel):
    """Shows answers and the scale of the fine; nothing is rebuilt while nothing has changed."""

    def __init__(self, width: int = WIDTH) -> None:
        self._rows = column(gap=0)
        self._scale = RangeScale()
        self._shown: tuple[object, ...] = ()
        self._fallen: dict[str, str] = {}
        self._version = ""
        head = (
            Picture("offence", 18, "accent"),
            text("按目前填写的内容", "heading"),
            None,
            text("随填随算", "caption"),
        )
        super().__init__([self._rows], width, header=head)
        self._scale.setParent(self)
        self._scale.hide()
        self.setAccessibleName("按目前填写的内容，法律怎么说")

    def set_rules(self, version: str) -> None:
        """Name the rules that answer, for the foot of each 为什么."""
        self._version = version

    def show_answers(self, answers: Sequence[Answer], scale: Scale | None = None) -> None:
        """Show answers in their order; the scale stands with the lawful range."""
        if (tuple(answers), scale) == self._shown:
            return
        self._note_fallen(answers)
        self._shown = (tuple(answers), scale)
        self._scale.hide()
        self._scale.setParent(self)
        clear(self._rows)
        for answer in answers:
            self._rows.addWidget(self._row(answer, scale if answer.id == "range" else None))

    def answers(self) -> tuple[Answer, ...]:
        """The answers shown."""
        shown = self._shown[0] if self._shown else ()
        return shown if isinstance(shown, tuple) else ()

    def _note_fallen(self, answers: Sequence[Answer]) -> None:
        """Keep what a duty said that has just fallen away, until it stands again."""
        due = {before.id: before.verdict for before in self.answers() if before.duty}
        for answer in answers:
            if answer.duty:
                self._fallen.pop(answer.id, None)
            elif answer.id in due:
                self._fallen[answer.id] = due[answer.id]

    def _row(self, answer: Answer, scale: Scale | None) -> QFrame:
        head = row(text(answer.question, "small", "faint"), None, gap=6)
        for mark in self._marks(answer):
            head.addWidget(mark)
        tone = "red" if answer.stop else ""
        lines = column(head, text(answer.verdict, "strong", tone, wrap=True), gap=1, margins=(16, 7, 16, 7))
        if answer.id in self._fallen:
            lines.addWidget(text(f"有变化：{self._fallen[answer.id]} → {answer.verdict}", "small", "amber", wrap=True))
        if scale is not None:
            self._scale.set_range(
                scale.low, scale.high, scale.proposed, [Threshold(*each) for each in scale.thresholds]
            )
            lines.addWidget(self._scale)
            self._scale.show()
        if answer.reason:
            lines.addWidget(text(answer.reason, "small", "soft", wrap=True))
        if answer.basis or answer.working:
            foot = row(gap=8)
            foot.addWidget(Elided(answer.basis, "caption"), 1)
            if answer.working:
                foot.addWidget(self._why(answer))
            lines.addLayout(foot)
        made = frame(lines, "listrow")
        made.setAccessibleName("，".join(filter(None, (answer.question, answer.verdict, answer.reason, answer.basis))))
        return made

    def _marks(self, answer: Answer) -> list[QFrame | StateTag]:
        marks: list[QFrame | StateTag] = []
        if answer.stop:
            marks.append(StateTag(State.BLOCKED, "不得当场处罚"))
        elif answer.duty:
            marks.append(StateTag(State.OPEN, "须先办"))
        if answer.unsure:
            doubt = pill("待确认", "amber")
            doubt.setToolTip(f"{answer.unsure}，须由法制机构确认")
            marks.append(frame(row(doubt)))
        return marks

    def _why(self, answer: Answer) -> QPushButton:
        made = button("为什么", "link", small=True)
        made.setAccessibleName(f"{answer.question}：为什么")
        made.clicked.connect(partial(self._explain, answer, made))
        return made

    def _explain(self, answer: Answer, at: QPushButton, _checked: bool = False) -> None:
        lines = tuple(WhyLine(each.name, each.words, each.note, each.result) for each in answer.working)
        result = WhyLine("结论", answer.verdict, answer.basis, strong=True)
        doubt = f"这一规定{answer.unsure}，须由法制机构确认" if answer.unsure else ""
        why = Why(f"{answer.question}：{answer.verdict}", answer.reason, (*lines, result), doubt, self._version)
        why_popover(why, self).show_at(at)
