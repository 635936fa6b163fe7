"""A decision judged not major: every head that was compared, with its line and article; 为什么 as a popover."""

from PySide6.QtWidgets import QWidget

from models.queries.filing_lines import JudgedLine
from procedures.thresholds import Comparison
from ui.pages.case.words import doubt_of
from ui.pages.filing.words import judged_title, name_of, spaced
from ui.widgets.glyphs import State, StateGlyph, StateTag
from ui.widgets.layout import clear, column, frame, row
from ui.widgets.popover import Why, WhyLine
from ui.widgets.text import pill, text
from ui.widgets.typed import shown_money

TITLE = "为什么判定为不需备案"


class JudgedView(QWidget):
    """The comparison behind the verdict."""

    def __init__(self) -> None:
        super().__init__()
        self._body = column(gap=8)
        self.setLayout(column(self._body, None, gap=0, margins=(18, 12, 16, 12)))

    def show_line(self, line: JudgedLine) -> None:
        """Show what was compared."""
        clear(self._body)
        self._body.addWidget(text(spaced(line.penalty) or "没有罚款和应当比较的处罚", "strong", wrap=True))
        told = "决定作出时由程序比较，依据留存。" if line.decided else "按拟作出的处罚比较；作出决定时再判定一次。"
        self._body.addWidget(text(told, "small", "soft", wrap=True))
        for each in line.comparisons:
            self._body.addWidget(_compared(each))


def _compared(each: Comparison) -> QWidget:
    words = column(text(spaced(each.text), "small", "ink", wrap=True), gap=0)
    limit = f"界限 {shown_money(each.threshold)} 元" if each.threshold is not None else ""
    words.addWidget(text("·".join(part for part in (limit, each.basis) if part), "caption", wrap=True))
    doubt = doubt_of(each.certainty)
    if doubt:
        line = row(pill("待确认", "amber"), gap=6)
        line.addWidget(text(doubt, "caption", wrap=True), 1)
        words.addLayout(line)
    state = State.CURRENT if each.reached else State.NOT_NEEDED
    inner = row(column(3, StateGlyph(state), None, gap=0), gap=8, margins=(0, 4, 0, 6))
    inner.addLayout(words, 1)
    return frame(inner, "listrow")


def judged_why(line: JudgedLine) -> Why:
    """The comparison as a popover shows it."""
    lines = tuple(
        WhyLine("达到" if each.reached else "未达", spaced(each.text), each.basis) for each in line.comparisons
    )
    doubt = next((found for each in line.comparisons if (found := doubt_of(each.certainty))), "")
    last = WhyLine("判定", judged_title(line), "", "", strong=True)
    foot = "" if line.decided else "按拟作出的处罚比较"
    return Why(TITLE, name_of(line), (*lines, last), doubt, foot)


def verdict_tag(line: JudgedLine) -> QWidget:
    """The verdict with its shape."""
    made = frame(row(StateTag(State.NOT_NEEDED, judged_title(line)), None, gap=0))
    made.setAccessibleName(judged_title(line))
    return made
