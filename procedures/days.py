"""Statutory counting of time over the published holidays: working days, days, months, years, hours.

Sources: 行政处罚法 第八十五条, 民法典 第二百零一条至第二百零三条, 民事诉讼法 第八十五条. Years without a
published table are counted with Monday to Friday as working days, marked as uncertain, and reported.
"""

import calendar as month_lengths
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from typing import Literal

Unit = Literal["working", "calendar", "month", "year", "hour"]
DAY_UNITS: tuple[Unit, ...] = ("working", "calendar", "month", "year")
UNIT_WORDS: Mapping[str, str] = {"working": "个工作日", "calendar": "日", "month": "个月", "year": "年", "hour": "小时"}
WEEKDAYS = "一二三四五六日"
FESTIVALS = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
    "Anti-Fascist 70th Day": "抗战胜利纪念日",
}


@dataclass(frozen=True, slots=True)
class YearTable:
    """The published arrangement of one year: days off with the name of the holiday, weekend days that are worked."""

    off: Mapping[date, str]
    worked: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Period:
    """A counted period.

    `plain_due` is the unrolled last day, `due` the one that counts; `counted` are the working days counted.
    `gaps` are the years without a published table that mattered; then `certain` is False.
    """

    first_day: date
    plain_due: date
    due: date
    gaps: tuple[int, ...] = ()
    counted: tuple[date, ...] = ()

    @property
    def certain(self) -> bool:
        """Whether every year that mattered has a published table."""
        return not self.gaps


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working days and holidays; `overrides` are whole years as the office recorded them and win over the seed."""

    overrides: Mapping[int, YearTable] = field(default_factory=dict)

    def table(self, year: int) -> YearTable | None:
        """The table of a year, or None where none has been published."""
        return self.overrides.get(year) or _seeded().get(year)

    def is_working(self, day: date) -> bool:
        """Whether `day` is a working day; for a year without a table Monday to Friday."""
        table = self.table(day.year)
        if table is None:
            return day.weekday() < 5
        return day in table.worked or (day.weekday() < 5 and day not in table.off)

    def note(self, day: date) -> str:
        """What is out of the ordinary about `day`: 国庆节假期, 星期六, 星期六调休上班; else empty."""
        table = self.table(day.year)
        if table and day in table.worked:
            return f"星期{WEEKDAYS[day.weekday()]}调休上班"
        if table and day in table.off:
            return f"{table.off[day]}假期"
        return f"星期{WEEKDAYS[day.weekday()]}" if day.weekday() > 4 else ""

    def count(self, start: date, length: int, unit: Unit, *, rolls: bool, counts_start: bool = False) -> Period:
        """The period of `length` units after `start`; the starting day counts only where `counts_start` says so.

        `rolls`: a last day off moves to the next working day. Not for hours: see `hours_later`.
        """
        if unit == "working":
            return self._count_working(start, length, counts_start)
        first = start if counts_start else shifted(start, 1)
        plain = _plain_end(first, start, length, unit, counts_start)
        return self._rolled(first, plain) if rolls else Period(first, plain, plain)

    def roll(self, day: date) -> date:
        """`day` itself if it is a working day, else the next one."""
        while not self.is_working(day) and day < date.max:
            day = shifted(day, 1)
        return day

    def step(self, day: date, working_days: int) -> date:
        """The day that lies this many working days after (or, negative, before) `day`."""
        direction = 1 if working_days > 0 else -1
        for _ in range(abs(working_days)):
            day = shifted(day, direction)
            while not self.is_working(day) and date.min < day < date.max:
                day = shifted(day, direction)
        return day

    def gaps(self, first: date, last: date) -> tuple[int, ...]:
        """The years from `first` to `last` without a published table."""
        return tuple(year for year in range(first.year, last.year + 1) if self.table(year) is None)

    def _count_working(self, start: date, length: int, counts_start: bool) -> Period:
        counted: list[date] = []
        day = first = start if counts_start else shifted(start, 1)
        while len(counted) < length:
            if self.is_working(day):
                counted.append(day)
            if day == date.max:
                break
            day = shifted(day, 1)
        # Of no days at all, the day before the first is the last.
        last = counted[-1] if counted else start
        return Period(counted[0] if counted else first, last, last, self.gaps(start, last), tuple(counted))

    def _rolled(self, first: date, plain: date) -> Period:
        due = self.roll(plain)
        return Period(first, plain, due, self.gaps(plain, due))


def shifted(day: date, days: int) -> date:
    """The day this many days later (or, negative, earlier); never beyond the ends of the computer's calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def hours_later(moment: datetime, hours: int) -> datetime:
    """The moment `hours` later; hours run through nights and holidays."""
    return moment + timedelta(hours=hours)


def months_later(day: date, months: int) -> date:
    """The same day number `months` later or (negative) earlier, else that month's last day (民法典 第二百零二条)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if not date.min.year <= year <= date.max.year:
        return date.max if months > 0 else date.min
    return date(year, month, min(day.day, month_lengths.monthrange(year, month)[1]))


def share_of(length: int, share_per_thousand: int) -> int:
    """The share of a length, rounded up, at least one: 20 % of 15 → 3."""
    return max(1, -(-length * share_per_thousand // 1000))


def _plain_end(first: date, start: date, length: int, unit: Unit, counts_start: bool) -> date:
    if unit == "calendar":
        return shifted(first, length - 1)
    end = months_later(start, length * (12 if unit == "year" else 1))
    return shifted(end, -1) if counts_start else end


PUBLISHED = Calendar()


@cache
def _seeded() -> Mapping[int, YearTable]:
    # Loaded here: a program start that counts nothing must not pay for twenty years of tables.
    from chinese_calendar import constants

    off: dict[int, dict[date, str]] = {}
    worked: dict[int, set[date]] = {}
    for day, name in constants.holidays.items():
        off.setdefault(day.year, {})[day] = FESTIVALS.get(str(name), str(name))
    for day in constants.workdays:
        worked.setdefault(day.year, set()).add(day)
    return {year: YearTable(days, frozenset(worked.get(year, ()))) for year, days in off.items()}
