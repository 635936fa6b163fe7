"""为什么是这一天: the working of a time limit, line by line, as a popover shows it."""

from procedures.clocks import ClockState
from ui.pages.case.words import clock_doubt, clock_words, weekday
from ui.widgets.popover import Why, WhyLine


def clock_why(state: ClockState, whose: str, from_words: str = "") -> Why:
    """The working of a clock as it stands; `whose` names the case, `from_words` the event that set it running."""
    clock = state.clock
    start = WhyLine(f"{clock.trigger_on:%m-%d} {weekday(clock.trigger_on)}", from_words or "期限由此起算")
    lines = [WhyLine("", line.text, line.basis) for line in clock.explanation]
    end = f"{clock.due:%m-%d} {weekday(clock.due)}"
    last = WhyLine(end, "最后一日，到 24 时届满", clock.basis, clock_words(state), strong=True)
    foot = "休息日按国务院办公厅公布的放假安排计算" if clock.unit == "working" or clock.due != clock.plain_due else ""
    title = f"为什么是 {clock.due.month}月{clock.due.day}日"
    return Why(title, f"{clock.label}，{whose}", (start, *lines, last), clock_doubt(clock), foot)
