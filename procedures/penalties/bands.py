"""Which band governs for a person on the facts, and what it comes to.

Thresholds compare exact amounts: 不足 excludes the number, 以上 includes it. A serious grade or a refusal replaces the
basic band. Ends that don't come out in whole fen are brought inside the range.
"""

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from procedures.catalogue import Band, Condition, Offence
from procedures.catalogue.entries import FEN_IN_YUAN
from procedures.catalogue.statute import band_phrase, circumstances, condition_words
from procedures.catalogue.words import BASES, plain_amount, trimmed
from procedures.penalties.answers import GoverningBand, Line
from procedures.penalties.conditions import is_met
from procedures.penalties.facts import AREA, UNKNOWN, Amount, Facts, Told
from procedures.penalties.persons import concerned, not_fined

COMPARED: Mapping[str, Callable[[Amount, int], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
}
GRADES_MET: Mapping[str, Sequence[str]] = {
    "ordinary": ("ordinary", "serious", "especially_serious"),
    "serious": ("serious", "especially_serious"),
    "especially_serious": ("especially_serious",),
}
CORRECTED = {
    "": "还没有责令改正的结果",
    "yes": "已经改正",
    "no": "逾期没有改正，但没有记载拒不改正",
    "refused": "",
}


@dataclass(frozen=True, slots=True)
class NoRange:
    """Why there is no range for a person; `lacking` names the quantity that would settle it."""

    why: str
    lacking: tuple[str, ...] = ()


def governing(offence: Offence, facts: Facts) -> tuple[tuple[GoverningBand, ...], tuple[NoRange, ...]]:
    """The governing band of each person concerned, and why there is none for the others."""
    words = concerned(offence, facts.who)
    if not words:
        return (), (NoRange(not_fined(offence, facts.who)),)
    found = [_for_person(offence, word, facts) for word in words]
    bands = tuple(each for each in found if isinstance(each, GoverningBand))
    return bands, tuple(each for each in found if isinstance(each, NoRange))


def _for_person(offence: Offence, who: str, facts: Facts) -> GoverningBand | NoRange:
    own = [band for band in offence.bands if band.who == who]
    met = [band for band in own if facts.grade in GRADES_MET[band.grade] and is_met(band.requires, facts)]
    if not met:
        return NoRange(_condition_not_met(offence, own, facts))
    rank = max(band.rank for band in met)
    bands = [band for band in met if band.rank == rank]
    if bands[0].mode == "none":
        return NoRange(f"{offence.penalty.short}没有规定罚款")
    told = facts.quantities.get(bands[0].base)
    if bands[0].base != "fixed" and told is None:
        return NoRange(_unsettled(f"没有填写{BASES[bands[0].base]}", bands), (bands[0].base,))
    fitting = [band for band in bands if _holds(band.condition, told)]
    if not fitting or (told == UNKNOWN and any(band.high is None for band in fitting)):
        return NoRange(_unsettled(f"{BASES[bands[0].base]}无法查明", bands), (bands[0].base,))
    return _range_of(offence, fitting, told)


def _holds(condition: Condition | None, told: Told | None) -> bool:
    if condition is None:
        return True
    if condition.sign in ("known", "unknown"):
        return (told == UNKNOWN) == (condition.sign == "unknown")
    return not isinstance(told, str) and told is not None and COMPARED[condition.sign](told, condition.limit)


def _range_of(offence: Offence, bands: Sequence[Band], told: Told | None) -> GoverningBand | NoRange:
    """The range of the bands that fit; two do where the statute itself overlaps."""
    base: Amount = 0 if told is None or isinstance(told, str) else told
    both = [ends(band, base) for band in bands]
    low, high = min(low for low, _ in both), max(high for _, high in both)
    if high < 1:
        name = BASES[bands[0].base]
        return NoRange(f"{name}为{_exact(bands[0].base, base)}，按{name}倍数计算的罚款为零，不能处罚款")
    working = tuple(line for band in bands for line in _working(offence, band, base))
    if low.denominator > 1 or high.denominator > 1:
        working += (Line("计算结果不是整分的，取幅度以内的整分", offence.penalty.short, "convention"),)
    how = "；".join(band_phrase(band) for band in bands)
    return GoverningBand(bands[0].who, ceil(low), floor(high), bands[0].mode, how, working, low, high)


def ends(band: Band, base: Amount) -> tuple[Fraction, Fraction]:
    """Both ends of a band where its base comes to an amount, exact, in fen (square metres for an area)."""
    if band.high is not None:
        return Fraction(band.low or 0), Fraction(band.high)
    low, high = (Fraction(each or 0) * base * unit(band) for each in (band.low_times, band.high_times))
    return (low, high) if band.cap is None else (min(low, Fraction(band.cap)), min(high, Fraction(band.cap)))


def unit(band: Band) -> int:
    """Fen for one of the base: a multiple of fen, or yuan a square metre."""
    return FEN_IN_YUAN if band.base == AREA else 1


def _working(offence: Offence, band: Band, base: Amount) -> list[Line]:
    place = offence.penalty.short
    lines = [Line(band_phrase(band), place)]
    if band.base == "fixed" or (band.condition and band.condition.sign == "unknown"):
        return lines
    told = f"{BASES[band.base]}{_exact(band.base, base)}"
    if band.condition is not None and band.condition.sign != "known":
        lines.append(Line(f"{told}，属于{condition_words(band.condition)}", place))
    if band.high_times is None:
        return lines
    for end, times in (("下限", band.low_times), ("上限", band.high_times)):
        if times:
            product = Fraction(times) * base * unit(band)
            lines.append(Line(f"{end}：{told}×{trimmed(Fraction(times))}＝{exact_amount(product)}", place))
    if band.cap is not None and Fraction(band.high_times) * base > band.cap:
        lines.append(Line(f"最高{plain_amount(band.cap)}", place))
    return lines


def _exact(base: str, amount: Amount) -> str:
    return f"{trimmed(Fraction(amount))}平方米" if base == AREA else exact_amount(amount)


def exact_amount(fen: Amount) -> str:
    """12000.00元; more decimals where it doesn't come out in whole fen."""
    told = trimmed(Fraction(fen) / FEN_IN_YUAN)
    whole, _, rest = told.partition(".")
    return f"{whole}.{rest:0<2}元"


def _unsettled(why: str, bands: Sequence[Band]) -> str:
    told = "；".join(band_phrase(band) for band in bands)
    return f"{why}，不能确定罚款幅度。条文规定：{told}"


def _condition_not_met(offence: Offence, bands: Sequence[Band], facts: Facts) -> str:
    told = "、".join(dict.fromkeys(circumstances(band) for band in bands))
    requires = {band.requires for band in bands}
    states = []
    if requires & {"overdue", "refusal", "refusal_or_serious"}:
        states.append(CORRECTED[facts.corrected])
    if "consequence" in requires:
        states.append("没有造成后果的记载")
    if "serious" in {band.grade for band in bands} or requires & {"serious", "refusal_or_serious"}:
        states.append("情节不属严重")
    state = "，".join(each for each in states if each)
    return f"{offence.penalty.short}：{told}的，才处罚款；{state}"
