"""Reads facts as the text interface writes them: `goods_value=12000.00`, `who=unit`, `act_on=2024-03-01`."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from procedures.catalogue.entries import FEN_IN_YUAN
from procedures.catalogue.tokens import QUANTITIES
from procedures.field_types import FIRST_YEAR
from procedures.penalties.facts import AREA, CHOICES, NAMES, SUMS, UNKNOWN, Facts
from procedures.problems import Problem

AMOUNT = re.compile(r"[0-9]{1,12}(\.[0-9]{1,2})?")
NUMBER = re.compile(r"[0-9]{1,12}(\.[0-9]{1,9})?")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_facts(given: Sequence[str], today: date) -> tuple[Facts, tuple[Problem, ...]]:
    """The facts, and everything that is wrong with them; a fact with a problem is left out.

    The day of the act is `today` where none is told.
    """
    told: dict[str, Any] = {}
    problems = []
    for each in given:
        name, equals, value = each.partition("=")
        if not equals or name not in NAMES:
            problems.append(Problem(f"没有“{name}”这项事实", remedy=f"可用：{'、'.join(NAMES)}", where=name))
        elif name in told:
            problems.append(Problem("写了两次", remedy="只留一个", where=name))
        else:
            found, expected = _value(name, value)
            if expected:
                problems.append(Problem(f"“{value}”不能用", remedy=expected, where=name))
            told[name] = found
    return _facts({name: value for name, value in told.items() if value is not None}, today), tuple(problems)


def _facts(told: dict[str, Any], today: date) -> Facts:
    quantities = MappingProxyType({name: told[name] for name in QUANTITIES if name in told})
    rest = {name: value for name, value in told.items() if name not in (*QUANTITIES, "act_on", "mitigation")}
    return Facts(told.get("act_on", today), quantities, mitigation="mitigation" in told, **rest)


def _value(name: str, value: str) -> tuple[Any, str]:
    """The value of a fact, or None and what was expected."""
    if name in CHOICES:
        return (value, "") if value in CHOICES[name] else (None, f"应为 {'、'.join(CHOICES[name])} 之一")
    if name == "act_on":
        return _day(value)
    if name in QUANTITIES and value == UNKNOWN:
        return UNKNOWN, ""
    if name == AREA:
        fits = NUMBER.fullmatch(value)
        return (Fraction(value), "") if fits else (None, "应为不小于 0 的平方米数，整数部分至多 12 位，或者 unknown")
    if not AMOUNT.fullmatch(value):
        other = "" if name in SUMS else "，或者 unknown"
        return None, f"应为不小于 0、至多两位小数、整数部分至多 12 位的金额（元）{other}"
    return int(Decimal(value) * FEN_IN_YUAN), ""


def _day(value: str) -> tuple[date | None, str]:
    try:
        day = date.fromisoformat(value) if DAY.fullmatch(value) else None
    except ValueError:
        day = None
    if day is None or day.year < FIRST_YEAR:
        return None, f"应为 {FIRST_YEAR} 年以后的日期，例如 2024-03-01"
    return day, ""
