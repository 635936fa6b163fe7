"""Days and times as documents write them."""

from datetime import date, datetime, time

from procedures.numerals import chinese_number


def day(value: date) -> str:
    """2024年7月15日, no leading zeros."""
    return f"{value.year}年{value.month}月{value.day}日"


def clock(value: time | datetime) -> str:
    """9时05分."""
    return f"{value.hour}时{value.minute:02d}分"


def moment(value: datetime) -> str:
    """2024年5月10日9时30分."""
    return day(value) + clock(value)


def compact(value: date) -> str:
    """20240715, as archives write dates in lists."""
    return f"{value:%Y%m%d}"


def age_on(born_on: date, on: date) -> int:
    """Full years of age on a day (周岁)."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def ordinal(number: int) -> str:
    """1 → 一, 12 → 十二: the number of an item in a list."""
    return chinese_number(number)
