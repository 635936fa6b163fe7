"""Why a time limit ends on this day: first day, plain last day, holidays, each with the law behind it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from procedures.clocks import Line
from procedures.course import Course
from procedures.days import UNIT_WORDS, Calendar, Period, Unit
from procedures.deadline_rules import DeadlineRule, Length
from procedures.lawdata import Sourced
from procedures.triggers import Start

LISTED = 10


@dataclass(frozen=True, slots=True)
class Counted:
    """How a limit was counted: the length that applied, why another than usual (`why`), and the period it gave."""

    length: int
    unit: Unit
    version: Length
    why: str
    period: Period

    @property
    def source(self) -> Sourced:
        """The text that fixes the length."""
        return self.version.source


def explain(
    rule: DeadlineRule,
    start: Start,
    counted: Counted,
    course: Course,
    calendar: Calendar,
    principles: Mapping[str, Line],
    ended_on: date | None = None,
) -> tuple[Line, ...]:
    """The lines that explain a date, in the order of the counting; `ended_on` is when nothing was owed any more."""
    lines = [Line(note, counted.source.basis, counted.source.certainty) for note in start.notes]
    if counted.why:
        lines.append(Line(counted.why, counted.source.basis, counted.source.certainty))
    if counted.version.advisory:
        lines.append(_as(principles["advisory"], principles["advisory"].text))
    lines += _counting(rule, counted, calendar, principles)
    lines += _plain_end(counted, calendar, principles)
    if course.named and not course.pauses:
        lines += _rolling(counted, counted.period.plain_due, course.base_due, calendar, principles)
    lines += course.lines
    if not course.named:
        lines += _rolling(counted, course.plain_due, course.due, calendar, principles)
    if rule.with_decision and ended_on is not None:
        lines.append(_sourced(counted, f"决定于{ended_on}被撤销，此后不再要求{rule.label}"))
    for year in counted.period.gaps:
        lines.append(_as(principles["unknown_year"], f"{year}年的节假日安排没有公布，日期待定"))
    return tuple(lines)


def _counting(
    rule: DeadlineRule, counted: Counted, calendar: Calendar, principles: Mapping[str, Line]
) -> Iterator[Line]:
    first = counted.period.first_day
    if counted.version.counts_trigger_day:
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


def _plain_end(counted: Counted, calendar: Calendar, principles: Mapping[str, Line]) -> Iterator[Line]:
    period = counted.period
    nth = f"第{counted.length}个工作日" if counted.unit == "working" else _nth(counted)
    words = f"{nth}为{period.plain_due}{_noted(period.plain_due, counted, calendar)}"
    principle = {"working": "working_days", "month": "months", "year": "months"}.get(counted.unit)
    yield _as(principles[principle], words) if principle else _sourced(counted, words)


def _rolling(
    counted: Counted, plain: date, due: date, calendar: Calendar, principles: Mapping[str, Line]
) -> Iterator[Line]:
    note = calendar.note(plain)
    if due != plain:
        after = "假期后" if note.endswith("假期") else "其后"
        yield _as(principles["roll"], f"顺延至{after}第一个工作日{due}")
    elif not counted.version.rolls and note:
        yield _as(principles["no_roll"], "最后一日不顺延")


def _noted(day: date, counted: Counted, calendar: Calendar) -> str:
    note = "" if counted.unit == "working" else calendar.note(day)
    return f"，{note}" if note else ""


def _sourced(counted: Counted, text: str) -> Line:
    return Line(text, counted.source.basis, counted.source.certainty)


def _nth(counted: Counted) -> str:
    if counted.unit == "calendar":
        return f"第{counted.length}日"
    return f"满{counted.length}{UNIT_WORDS[counted.unit]}之日"


def _short(day: date, calendar: Calendar) -> str:
    note = calendar.note(day)
    return f"{day:%m-%d}{f'（{note}）' if note else ''}"


def _as(principle: Line, text: str) -> Line:
    return Line(text, principle.basis, principle.certainty)
