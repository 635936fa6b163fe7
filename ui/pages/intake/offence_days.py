"""Whether the law of an offence was in force on the day of the conduct. Free of Qt."""

from datetime import date

from procedures.catalogue import Offence
from procedures.problems import Problem


def day_problem(entry: Offence | None, day: date | None) -> Problem | None:
    """That the range of an offence can't be used for conduct of this day; None where it can or nothing is chosen."""
    if entry is None or day is None or entry.covers(day):
        return None
    followed = f"；{entry.law.replaced_from} 起由{entry.law.replaced_by}取代" if _ended(entry, day) else ""
    return Problem(
        f"这一案由{days_told(entry, day)}，违法行为在 {day}",
        f"{entry.penalty.short}{followed}",
        "核对行为日；行为日没有错的，按行为日另选案由；案由库里没有的直接写案由，幅度没有录入，不能计算",
        "offence",
    )


def days_told(entry: Offence, day: date) -> str:
    """只用于 2022-02-28 以前的行为: why an offence isn't offered for conduct of a day."""
    return f"只用于 {entry.valid_to} 以前的行为" if _ended(entry, day) else f"只用于 {entry.in_force} 起的行为"


def _ended(entry: Offence, day: date) -> bool:
    return entry.valid_to is not None and entry.valid_to < day
