"""为什么是这一天: the working of a clock, line by line, with the source under each."""

import re
from datetime import date

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from procedures.clocks import ClockState, Line
from procedures.rulebook import Rulebook
from ui.pages.case.words import clock_doubt, clock_words, doubt_of, length_words, weekday
from ui.widgets.popover import Popover, Why, WhyLine, why_popover

DAY = re.compile(r"\d{4}-(\d{2}-\d{2})")


def why_of(state: ClockState, rulebook: Rulebook, trigger: str) -> Why:
    """The working of a clock; `trigger` is the name of what set it running."""
    clock = state.clock
    lines = [WhyLine(f"{clock.trigger_on}", f"{trigger}，期限 {length_words(clock)}", clock.basis)]
    lines += [_line(each) for each in clock.explanation]
    if clock.due != clock.base_due:
        lines.append(WhyLine("延期", f"由 {clock.base_due} 延到 {clock.due}"))
    end = f"{weekday(clock.due)}，24 时届满"
    lines.append(WhyLine(f"{clock.due}", end, "", clock_words(state), strong=True))
    return Why(
        title=f"为什么是 {clock.due}",
        subtitle=f"{clock.label}的最后一天",
        lines=tuple(lines),
        doubt=clock_doubt(clock),
        foot=f"节假日表 {_years(clock.trigger_on, clock.due)}，规则 {rulebook.version}",
    )


def show_why(state: ClockState, rulebook: Rulebook, trigger: str, at: QWidget, box: QRect | None = None) -> Popover:
    """Open the working beside what was clicked."""
    made = why_popover(why_of(state, rulebook, trigger), at)
    made.show_at(at, box)
    return made


def _line(line: Line) -> WhyLine:
    doubt = doubt_of(line.certainty)
    found = DAY.search(line.text)
    return WhyLine(found[1] if found else "", line.text, f"{line.basis}（待确认：{doubt}）" if doubt else line.basis)


def _years(first: date, last: date) -> str:
    return str(first.year) if first.year == last.year else f"{first.year} 至 {last.year}"
