"""What the range panel of a case says: the answers of the law to a penalty that is typed, and how sums came about.

Free of Qt; amounts are fen.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from forms.derived_penalties import multiple_of
from procedures.case import Act, Case, Party
from procedures.catalogue.words import BASES
from procedures.certainty import mark
from procedures.clocks import Clock
from procedures.discretion import Breach, breaches, discretion_sheet
from procedures.discretion.told import amount_told
from procedures.goods_value import GAINS_BASIS, GoodsValue, goods_value, illegal_gains, value_differences
from procedures.penalties import Line
from procedures.penalties.bands import ends
from procedures.penalties.persons import RESPONSIBLE
from procedures.problems import Problem
from procedures.view import CaseView
from ui.pages.case.penalty_fields import BASE, BASE_LABEL, FINE, TIMES
from ui.pages.intake.answer import Answer, Working, exact
from ui.pages.intake.range_answers import PROPOSED, RANGE, range_answers

AMOUNTS, EQUATION, DISCRETION = "amounts", "equation", "discretion"
TABLE = "裁量基准"
# What other answers of the panel say.
TOLD_ELSEWHERE = ("法定幅度", "涉嫌犯罪")
VALUE_BASIS = "已售×实际售价＋未售×标价"
PLACES = 100
MOST_STEPS = 12


@dataclass(frozen=True, slots=True)
class Multiple:
    """What a fine is a multiple of: its name in the words of the law, and its sum."""

    label: str
    base: int


def case_answers(view: CaseView, party: Party, act: Act) -> tuple[Answer, ...]:
    """Range, proposed fine with its multiple, what stands beside it, and the sums of the goods."""
    found: list[Answer] = []
    for answer in range_answers(view, party, act):
        found.append(answer)
        if answer.id == PROPOSED:
            found += equation(act)
    return (*found, *amounts(view.case))


def discretion_answer(view: CaseView, clocks: Sequence[Clock], party: Party, act: Act) -> Answer | None:
    """What bears on the amount inside the range: table, circumstances, grounds for no penalty; nothing is decided."""
    sheet = discretion_sheet(view, clocks, party, act)
    parts = [part for part in sheet.parts if part.heading not in TOLD_ELSEWHERE]
    lines = [line for part in parts for line in part.lines]
    if not sheet.breaches or not lines:
        return None
    working = tuple(Working(part.heading, line.text, _marked(line)) for part in parts for line in part.lines)
    departing = tuple(f"拟罚款不在基准的{each.range_words}以内，须写明理由并经集体讨论" for each in sheet.departures)
    first = next((part.lines[0] for part in parts if part.heading == TABLE), lines[0])
    verdict = sheet.rule_words or "档次和理由由办案人员写明"
    reason = "" if sheet.rule_words else first.text
    return Answer(DISCRETION, "自由裁量", verdict, reason, first.basis, working=working, lines=departing)


def _marked(line: Line) -> str:
    return "，".join(part for part in (line.basis, mark(line.certainty)) if part)


def brief(answers: Sequence[Answer]) -> tuple[Answer, ...]:
    """The range and the multiple alone, for a narrow place."""
    return tuple(each for each in answers if each.id.split("/")[0] in (RANGE, EQUATION))


def multiple(view: CaseView, party: Party, act: Act) -> Multiple | None:
    """What the fine of the only breach multiplies on these facts; None for a fine between fixed amounts."""
    own = breaches(view, party, act)
    found = _multiplied(own[0]) if len(own) == 1 else None
    return Multiple(BASES[found[0]], found[1]) if found else None


def _multiplied(breach: Breach) -> tuple[str, int] | None:
    """The base of the band that governs, with its sum in whole fen."""
    governing = [band for band in breach.range.bands if band.who != RESPONSIBLE] if breach.range else []
    for band in breach.offence.bands if breach.offence and governing else ():
        told = breach.facts.quantities.get(band.base)
        if band.high_times is None or not isinstance(told, int) or band.who != governing[0].who:
            continue
        if ends(band, told) == (governing[0].exact_low, governing[0].exact_high):
            return band.base, told
    return None


def times_of(fine: int | None, base: int | None) -> str:
    """How many times the base a fine is; nothing where it doesn't come out even at two places."""
    if not fine or not base or fine * PLACES % base:
        return ""
    return f"{(Decimal(fine) / Decimal(base)).normalize():f}"


def equation(act: Act) -> Iterator[Answer]:
    """Base × times = amount, where a multiple is told."""
    base, times, fine = amount_told(act.values.get(BASE)), str(act.values.get(TIMES) or ""), act.get(FINE)
    product = multiple_of(base, times) if base and times else None
    if product is None or base is None:
        return
    label = str(act.values.get(BASE_LABEL) or "基数")
    verdict = f"{label} {exact(base)} 元 × {times} ＝ {exact(product)} 元"
    equal = product == fine
    reason = "" if equal else f"拟罚款 {exact(fine)} 元，与它不等"
    line = Working("倍数", f"{label}{exact(base)}元×{times}", "", f"{exact(product)} 元")
    yield Answer(EQUATION, "倍数", verdict, reason, stop=not equal, mark="不等", working=(line,))


def equation_problem(act: Act) -> Problem | None:
    """That base × times isn't the fine, to the fen; None where it is or no multiple is told."""
    base, times, fine = amount_told(act.values.get(BASE)), str(act.values.get(TIMES) or ""), act.get(FINE)
    if not times:
        return None
    if not base:
        return Problem("写了倍数，没有写基数", remedy="填写倍数罚款的基数，或者删去倍数", where=BASE)
    product = multiple_of(base, times)
    if product is None:
        return Problem(f"倍数“{times}”不是数字", remedy="写成 2.1 的样子", where=TIMES)
    if product == (fine or 0):
        return None
    told = f"{exact(base)} 元的 {times} 倍是 {exact(product)} 元，罚款是 {exact(fine)} 元"
    return Problem(told, remedy="改正倍数、基数或者罚款数额", where=TIMES)


def amounts(case: Case) -> Iterator[Answer]:
    """The value of the goods and the gains, each product shown, and where they differ from what is recorded."""
    value, gains = goods_value(case.goods), illegal_gains(case.goods)
    if not value.steps and not gains.steps:
        return
    parts = (("货值金额", value), ("违法所得", gains))
    verdict = "，".join(f"{name} {exact(sums.total)} 元" for name, sums in parts if sums.steps)
    working = (*_steps("货值金额", value, VALUE_BASIS), *_steps("违法所得", gains, GAINS_BASIS))
    differing = tuple(f"{problem.text}。{problem.remedy}" for problem in value_differences(case))
    missing = "" if value.complete else "有的物品没有单价，没有计入"
    yield Answer(
        AMOUNTS, "货值和违法所得（按物品清单）", verdict, missing, GAINS_BASIS, working=working, lines=differing
    )


def _steps(name: str, value: GoodsValue, basis: str) -> Iterator[Working]:
    """Every step and the sum, nothing without any; what is left out of sight of a long list stands in one line."""
    if not value.steps:
        return
    shown = value.steps[:MOST_STEPS]
    yield from (Working(name, str(step)) for step in shown)
    left = value.steps[MOST_STEPS:]
    if left:
        yield Working(name, f"其余 {len(left)} 项", "", f"{exact(sum(step.amount or 0 for step in left))} 元")
    yield Working(name, "合计", basis, f"{exact(value.total)} 元")
