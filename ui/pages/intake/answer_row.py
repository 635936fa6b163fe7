"""One answer as it stands in a panel: question, verdict, scale, reason, article, 为什么 with the working."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from ui.pages.intake.answer import Answer, Scale
from ui.widgets.buttons import button
from ui.widgets.glyphs import State, StateTag
from ui.widgets.layout import Margins, column, frame, row
from ui.widgets.popover import Why, WhyLine, why_popover
from ui.widgets.ranges import RangeScale, Threshold
from ui.widgets.text import Elided, pill, text

STOPS = "不得当场处罚"
MARGINS = (16, 7, 16, 7)


def answer_row(answer: Answer, version: str = "", before: str = "", margins: Margins = MARGINS) -> QFrame:
    """The row of an answer; `before` is the verdict that has just fallen away, `version` names the rules."""
    made = QFrame()
    lines = column(_head(answer), gap=1, margins=margins)
    if answer.verdict:
        lines.addWidget(text(answer.verdict, "strong", "red" if answer.stop else "", wrap=True))
    if before:
        lines.addWidget(text(f"有变化：{before} → {answer.verdict}", "small", "amber", wrap=True))
    if answer.scale is not None:
        lines.addWidget(scale_widget(answer.scale))
    for words in (answer.reason, *answer.lines):
        if words:
            lines.addWidget(text(words, "small", "soft", wrap=True))
    if answer.basis or answer.working:
        foot = row(gap=8)
        foot.addWidget(Elided(answer.basis, "caption"), 1)
        if answer.working:
            foot.addWidget(_why(answer, version, made))
        lines.addLayout(foot)
    made.setProperty("role", "listrow")
    made.setProperty("article", answer.basis)
    made.setLayout(lines)
    told = (answer.question, answer.aside, answer.verdict, answer.reason, *answer.lines, answer.basis)
    made.setAccessibleName("，".join(filter(None, told)))
    return made


def scale_widget(scale: Scale) -> RangeScale:
    """The range drawn to scale."""
    made = RangeScale()
    made.set_range(scale.low, scale.high, scale.proposed, [Threshold(*each) for each in scale.thresholds])
    return made


def _head(answer: Answer) -> QWidget:
    head = row(text(answer.question, "small", "faint"), gap=6)
    head.addWidget(Elided(answer.aside, "caption", least=0), 1)
    for mark in _marks(answer):
        head.addWidget(mark)
    return frame(head)


def _marks(answer: Answer) -> Sequence[QWidget]:
    marks: list[QWidget] = []
    if answer.stop:
        marks.append(StateTag(State.BLOCKED, answer.mark or STOPS))
    elif answer.duty:
        marks.append(StateTag(State.OPEN, answer.mark or "须先办"))
    if answer.unsure:
        doubt = pill("待确认", "amber")
        doubt.setToolTip(f"{answer.unsure}，须由法制机构确认")
        marks.append(frame(row(doubt)))
    return marks


def _why(answer: Answer, version: str, owner: QWidget) -> QPushButton:
    made = button("为什么", "link", small=True)
    made.setAccessibleName(f"{answer.question}：为什么")
    made.clicked.connect(partial(_explain, answer, version, owner, made))
    return made


def _explain(answer: Answer, version: str, owner: QWidget, at: QPushButton, _checked: bool = False) -> None:
    lines = tuple(WhyLine(each.name, each.words, each.note, each.result) for each in answer.working)
    result = WhyLine("结论", answer.verdict, answer.basis, strong=True)
    doubt = f"这一规定{answer.unsure}，须由法制机构确认" if answer.unsure else ""
    why = Why(f"{answer.question}：{answer.verdict}", answer.reason, (*lines, result), doubt, version)
    why_popover(why, owner).show_at(at)
