"""What an officer types, read in every common form: days, times, money, numbers; None where it can't be read."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation

from procedures.field_types import DECIMAL_TEXT, LARGEST_AMOUNT
from ui.widgets.ranges import yuan

WEEKDAYS = "一二三四五六日"
HALF_A_YEAR = timedelta(183)
_RELATIVE = {"今天": 0, "昨天": -1, "前天": -2, "明天": 1, "后天": 2}
_DAY = re.compile(r"(?:(\d{4}|\d{2})[年./\-])?(\d{1,2})[月./\-](\d{1,2})[日号]?")
_TIME = re.compile(r"(\d{1,2})[:时点.](\d{1,2})?分?|(\d{1,2})(\d{2})")


def plain(words: str) -> str:
    """Full-width digits and signs as half-width ones, without blanks."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", words))


def read_day(words: str, today: date) -> date | None:
    """0124, 1.24, 1月24日, 20260124, 26-1-24, 昨天. Without a year the nearest such day to `today` is meant."""
    typed = plain(words)
    if typed in _RELATIVE:
        return today + timedelta(_RELATIVE[typed])
    if typed.isdecimal():
        return _digits(typed, today)
    match = _DAY.fullmatch(typed)
    if match is None:
        return None
    year, month, day = match.groups()
    return _day(_year(year), int(month), int(day), today)


def _digits(typed: str, today: date) -> date | None:
    if len(typed) not in (4, 6, 8):
        return None
    return _day(_year(typed[:-4]), int(typed[-4:-2]), int(typed[-2:]), today)


def _year(typed: str | None) -> int | None:
    if not typed:
        return None
    return int(typed) if len(typed) == 4 else 2000 + int(typed)


def _day(year: int | None, month: int, day: int, today: date) -> date | None:
    years = (year,) if year is not None else (today.year, today.year - 1, today.year + 1)
    found = [made for each in years if (made := _made(each, month, day)) is not None]
    return min(found, key=lambda made: abs(made - today), default=None)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shown_day(day: date) -> str:
    """2026-01-24."""
    return day.isoformat()


def told_day(day: date) -> str:
    """2026年1月24日 周六, as help under the field."""
    return f"{day.year}年{day.month}月{day.day}日 周{WEEKDAYS[day.weekday()]}"


def read_time(words: str) -> time | None:
    """0840, 840, 8:40, 8时40分, 8点."""
    match = _TIME.fullmatch(plain(words))
    if match is None:
        return None
    hour, minute = (match[1], match[2]) if match[1] else (match[3], match[4])
    try:
        return time(int(hour), int(minute or 0))
    except ValueError:
        return None


def shown_time(value: time | datetime) -> str:
    """08:40."""
    return f"{value:%H:%M}"


def read_money(words: str) -> int | None:
    """2,382 or 2382.50 or ￥100元 or 1.2万, in fen; None also for a negative sum, a third decimal, or one too large."""
    typed = plain(words).replace(",", "").removeprefix("¥").removeprefix("￥").removesuffix("元")
    factor = 10_000 if typed.endswith("万") else 1
    number = _decimal(typed.removesuffix("万"))
    if number is None:
        return None
    fen = number * factor * 100
    return int(fen) if fen <= LARGEST_AMOUNT and fen == fen.to_integral_value() else None


def _decimal(typed: str) -> Decimal | None:
    if not re.fullmatch(r"\d+(\.\d*)?|\.\d+", typed):
        return None
    try:
        return Decimal(typed)
    except InvalidOperation:
        return None


def shown_money(fen: int) -> str:
    """2,382.00."""
    return yuan(fen, exact=True)


def read_number(words: str) -> Decimal | None:
    """A number from 0 with at most ten decimals: 1,200.5."""
    number = _decimal(plain(words).replace(",", ""))
    return number if number is not None and DECIMAL_TEXT.fullmatch(f"{number.normalize():f}") else None


def read_integer(words: str) -> int | None:
    """A whole number from 0."""
    typed = plain(words).replace(",", "")
    return int(typed) if re.fullmatch(r"\d{1,9}", typed) else None
