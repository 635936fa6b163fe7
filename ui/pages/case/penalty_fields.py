"""What a penalty act keeps beside its fields: how its fine is worked out, and on what grounds. Free of Qt."""

from collections.abc import Iterator

from forms.kinds import Choice
from procedures.certainty import mark
from procedures.discretion.breaches import conduct_day
from procedures.discretion.factors import DUTIES, EFFECTS, Factor, factors
from procedures.discretion.told import (
    CIRCUMSTANCES,
    DEPARTURE,
    FACTORS,
    GRADE,
    RANGE_HIGH,
    RANGE_LOW,
    RANGE_SOURCE,
    RANGE_VOUCHER,
    SAME_ACT,
)
from ui.pages.case.filling import Filling

FINE, DISCRETION = "fine", "裁量"
BASE_LABEL, BASE, TIMES = "fine_base_label", "fine_base", "fine_times"
BY_HAND = (RANGE_LOW, RANGE_HIGH, RANGE_VOUCHER, RANGE_SOURCE)
MULTIPLE = (BASE_LABEL, BASE, TIMES)
WORKED_OUT = (*BY_HAND, *MULTIPLE)
GROUNDS = (SAME_ACT, GRADE, CIRCUMSTANCES, FACTORS, DEPARTURE)


def discretion_choices(key: str, now: Filling) -> Iterator[Choice]:
    """What the fields about discretion offer: circumstances, or grades of a table; nothing for any other field."""
    if key == FACTORS:
        yield from factor_choices(now)
    elif key == GRADE:
        yield from grade_choices(now)


def factor_choices(now: Filling) -> Iterator[Choice]:
    """The circumstances that may concern the party of the page; what is only recalled says so."""
    person = now.person()
    day = conduct_day(now.opened.view, person, now.planned()) if person else now.today
    meant = (each for each in factors().values() if person is None or each.whom.concerns(person, day))
    return (Choice(each.id, _words(each)) for each in meant)


def grade_choices(now: Filling) -> Iterator[Choice]:
    """The grades of the discretion table in force, of each offence of the party."""
    discretion = now.opened.session.rulebook.discretion
    tables = ((each, discretion.table_for(each, now.today)) for each in now.offences())
    rows = (row for each, table in tables if table is not None for row in table.rows if row.offence == each)
    return (Choice(grade, grade) for grade in dict.fromkeys(row.grade for row in rows))


def _words(factor: Factor) -> str:
    told = "、".join(EFFECTS[each] for each in factor.effects)
    place = factor.basis.split()[-1]
    doubt = f"，{mark(factor.certainty)}" if mark(factor.certainty) else ""
    return f"{factor.text}：{DUTIES[factor.duty]}{told}（{place}{doubt}）"
