"""How a filing stands, in shape, word and days: the same in the list, in the panel and for a screen reader."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from models.queries.filing_lines import DeskRow, FilingLine, JudgedLine
from procedures.clocks import Clock
from ui.pages.case.words import weekday
from ui.widgets.glyphs import Signal, State
from ui.widgets.strips import DayCount

SIGNALS: Mapping[str, Signal] = {"notice": Signal.NOTICE, "yellow": Signal.YELLOW, "red": Signal.RED}
TONES: Mapping[Signal, str] = {Signal.NOTICE: "blue", Signal.YELLOW: "amber", Signal.RED: "red"}
# What is known once a complete package has been handed in.
STATES: Mapping[str, tuple[State, str]] = {
    "filed": (State.DONE, "已报送"),
    "received": (State.DONE, "已收讫"),
    "file_called": (State.CURRENT, "调阅案卷，待送交"),
    "file_handed_over": (State.CURRENT, "案卷已送交"),
    "problems": (State.BLOCKED, "发现问题，待改正"),
    "corrected": (State.DONE, "已改正"),
    "objection": (State.CURRENT, "已提出书面异议"),
    "no_objection": (State.DONE, "审查无异议"),
}
PARTS: Mapping[str, str] = {
    "report": "备案报告",
    "evidence_copies": "主要证据材料复印件",
    "decision_copy": "处罚决定书复印件",
}
SHORT: Mapping[str, str] = {"report": "报告", "evidence_copies": "证据", "decision_copy": "决定书"}
MATTERS: Mapping[str, str] = {"normative_document": "规范性文件", "licence_decision": "重大行政许可决定"}
MOST_OVER = 15
_FIGURE_THEN_WORD = re.compile(r"(\d)((?!号)[\u4e00-\u9fff])")
_WORD_THEN_FIGURE = re.compile(r"((?!件)[\u4e00-\u9fff])(\d)")  # 附件2 is a name


@dataclass(frozen=True, slots=True)
class Look:
    """A filing at a glance: shape (a state or a signal), word with its tone, the words below, the days."""

    word: str
    tone: str
    caption: str
    days: DayCount
    state: State | None = None
    signal: Signal | None = None

    def spoken(self) -> str:
        """The whole in words."""
        return f"{self.word}，{self.caption}"


def look_of(line: FilingLine, today: date) -> Look:
    """How a filing looks on a day."""
    days = day_count(line, today)
    if not line.is_owed:
        state, word = STATES.get(line.state, (State.DONE, line.state))
        if not line.is_open and line.state not in STATES:
            state, word = State.NOT_NEEDED, "不再要求备案"
        return Look(word, state.value[1], progress_words(line, today), days, state)
    signal = SIGNALS.get(line.colour)
    left = line.days_left or 0
    word = left_words(left)
    if signal is not None:
        tone = "red" if left == 0 else TONES[signal]
        return Look(f"{signal.word}·{word}", tone, owed_words(line, today), days, signal=signal)
    if left <= 0:
        return Look(word, "red", owed_words(line, today), days, State.OVERDUE)
    begun = "不完整" if line.state == "incomplete" else "待报送"
    return Look(f"{begun}，{word}", "soft", owed_words(line, today), days, State.OPEN)


def left_words(left: int) -> str:
    """逾期 3 日, 今天到期, 剩 1 日."""
    return f"逾期 {-left} 日" if left < 0 else "今天到期" if left == 0 else f"剩 {left} 日"


def day_count(line: FilingLine, today: date) -> DayCount:
    """The fifteen days as they stand on a day, or as they stood when the package was complete."""
    clock = line.clock.clock
    until = today if line.is_owed else line.complete_on or line.filed_on or clock.waived_on or today
    used = min(clock.length, max(0, (until - clock.trigger_on).days))
    over = min(MOST_OVER, max(0, (until - clock.due).days))
    notice = (clock.plain_due - clock.notice_from).days + 1 if clock.notice_from else 0
    return DayCount(clock.length, used, not line.is_owed, over, min(clock.length, max(0, notice)))


def owed_words(line: FilingLine, today: date) -> str:
    """Below a filing that is owed: what was done so far, and the last day, plain and rolled."""
    last = last_day_words(line.clock.clock, today)
    if line.returned is not None:
        return f"{short_date(line.returned.on, today)} 退回，{last}"
    if line.state == "incomplete":
        return f"{last}，缺{'、'.join(SHORT[each] for each in line.missing)}"
    return last if line.days_left is None or line.days_left >= 0 else f"{last}，尚未报送"


def last_day_words(clock: Clock, today: date) -> str:
    """第 15 日 01-24 周六，顺延至 01-26; the plain day alone where it is not moved."""
    plain = f"第 {clock.length} 日 {short_date(clock.plain_due, today)}"
    if clock.due == clock.plain_due:
        return plain if is_past(clock, today) else f"{plain} {weekday(clock.plain_due)}"
    return f"{plain} {weekday(clock.plain_due)}，顺延至 {short_date(clock.due, today)}"


def is_past(clock: Clock, today: date) -> bool:
    """Whether the last day lies behind."""
    return clock.due < today


def progress_words(line: FilingLine, today: date) -> str:
    """Below a filing that was handed in: when, and what happened last."""
    filed = f"{short_date(line.complete_on or line.filed_on, today)} 报送"
    late = (line.complete_on - line.due).days if line.complete_on else 0
    told = filed + (f"（迟 {late} 日）" if late > 0 else "")
    if line.state == "filed":
        return told
    if line.state == "received" and line.received_on is not None:
        same = line.received_on == line.complete_on
        return f"{told}，当日收讫" if same else f"{told}，{short_date(line.received_on, today)} 收讫"
    return f"{told}，{short_date(line.last_on, today)} {LAST.get(line.state, '')}".rstrip()


LAST: Mapping[str, str] = {
    "file_called": "调阅",
    "file_handed_over": "送交案卷",
    "problems": "审查意见",
    "corrected": "改正",
    "objection": "异议报告",
    "no_objection": "结论",
}


def missing_words(missing: Sequence[str]) -> str:
    """主要证据材料复印件、备案报告."""
    return "、".join(PARTS.get(each, each) for each in missing)


def short_date(day: date | None, today: date) -> str:
    """01-14; with the year where it is another than this or the one just ended."""
    if day is None:
        return ""
    near = day.year == today.year or abs(day - today) < timedelta(120)
    return f"{day:%m-%d}" if near else f"{day}"


def name_of(row: DeskRow | FilingLine | JudgedLine) -> str:
    """聂某·未经定点从事生猪屠宰活动; of a matter its title."""
    if isinstance(row, DeskRow | FilingLine) and row.source == "matter":
        return row.title
    return "·".join(part for part in (row.party_name, row.cause.removeprefix("涉嫌") or row.title) if part)


def short_name(row: FilingLine) -> str:
    """聂某案; of a matter its kind."""
    return f"{row.party_name}案" if row.source == "case" else MATTERS.get(row.kind, row.title)


def penalty_line(row: DeskRow | FilingLine) -> tuple[str, str]:
    """罚款 60,000.00 元 and ·决定 2026-01-05; of a matter its kind with its number, and the day."""
    if row.source == "matter":
        return "·".join(part for part in (MATTERS.get(row.kind, ""), row.number) if part), f"·{row.decided_on}"
    return spaced(row.penalty), f"·决定 {row.decided_on}"


def judged_title(line: JudgedLine) -> str:
    """尚未决定 before the decision."""
    return "不需备案" if line.decided else "拟不需备案"


def judged_words(line: JudgedLine) -> str:
    """The amounts that were compared; 尚未决定 before them where the penalty is only proposed."""
    amounts = [each.text for each in line.comparisons if each.threshold is not None]
    words = spaced("；".join(amounts) or line.words)
    return words if line.decided else f"尚未决定；{words}"


def spaced(words: str) -> str:
    """Words of a document as they stand on screen: one space between a figure and the Chinese beside it."""
    return _FIGURE_THEN_WORD.sub(r"\1 \2", _WORD_THEN_FIGURE.sub(r"\1 \2", words))
