"""Why a time limit ends on this day: first day, plain last day, holidays, each with the law behind it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from procedures.clocks import Line
from procedures.days import UNIT_WORDS, Calendar, Period, Unit
from procedures.lawdata import Sourced
from procedures.rules import DeadlineRule
from procedures.triggers import Start

LISTED = 10


@dataclass(frozen=True, slots=True)
class Counted:
    """How a limit was counted: the length that applied, why another than usual (`why`), and the period it gave."""

    length: int
    unit: Unit
    rolls: bool
    counts_trigger_day: bool
    source: Sourced
    why: str
    period: Period


def explain(
    rule: DeadlineRule, start: Start, counted: Counted, calendar: Calendar, principles: Mapping[str, Line]
) -> tuple[Line, ...]:
    """The lines that explain a date, in the order of the counting."""
    lines = [Line(note, counted.source.basis, counted.source.certainty) for note in start.notes]
    if counted.why:
        lines.append(Line(counted.why, counted.source.basis, counted.source.certainty))
    lines += _counting(rule, counted, calendar, principles)
    lines += _end(counted, calendar, principles)
    for year in counted.period.gaps:
        lines.append(_as(principles["unknown_year"], f"{year}年的节假日安排没有公布，日期待定"))
    return tuple(lines)


def _counting(
    rule: DeadlineRule, counted: Counted, calendar: Calendar, principles: Mapping[str, Line]
) -> Iterator[Line]:
    first = counted.period.first_day
    if counted.counts_trigger_day:
        yield Line(f"自{rule.from_words}起算：{first} 为第1日", counted.source.basis, counted.source.certainty)
        return
    if counted.unit != "working":
        yield _as(principles["first_day"], f"自{rule.from_words}的次日起算：{first} 为第1日")
        return
    note = calendar.note(first)
    told = f"（{note}）" if note else " "
    yield _as(principles["first_day"], f"自{rule.from_words}的次日起按工作日计算：{first}{told}为第1个工作日")
    days = counted.period.counted
    if 1 < len(days) <= LISTED:
        yield _as(principles["working_days"], "计入 " + "、".join(_short(day, calendar) for day in days))


def _end(counted: Counted, calendar: Calendar, principles: Mapping[str, Line]) -> Iterator[Line]:
    period = counted.period
    nth = f"第{counted.length}个工作日" if counted.unit == "working" else _nth(counted)
    note = "" if counted.unit == "working" else calendar.note(period.plain_due)
    comma = f"，{note}" if note else ""
    principle = {"working": "working_days", "month": "months", "year": "months"}.get(counted.unit)
    if principle:
        yield _as(principles[principle], f"{nth}为{period.plain_due}{comma}")
    else:
        yield Line(f"{nth}为{period.plain_due}{comma}", counted.source.basis, counted.source.certainty)
    if period.due != period.plain_due:
        after = "假期后" if note.endswith("假期") else "其后"
        yield _as(principles["roll"], f"顺延至{after}第一个工作日{period.due}")
    elif not counted.rolls and note:
        yield _as(principles["no_roll"], "最后一日不顺延")


def _nth(counted: Counted) -> str:
    if counted.unit == "calendar":
        return f"第{counted.length}日"
    return f"满{counted.length}{UNIT_WORDS[counted.unit]}之日"


def _short(day: date, calendar: Calendar) -> str:
    note = calendar.note(day)
    return f"{day:%m-%d}{f'（{note}）' if note else ''}"


def _as(principle: Line, text: str) -> Line:
    return Line(text, principle.basis, principle.certainty)
