"""What must be true of a discretion table beside its shapes: inside the law, every amount in one row, citations right.

An outcome is compared with the law for every amount that falls into its row, the ends included where they belong to it.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from procedures.catalogue import Band, Catalogue, Condition, Offence
from procedures.catalogue.statute import band_phrase
from procedures.catalogue.words import plain_amount
from procedures.discretion.entries import Profile, Row, Share, Table
from procedures.discretion.spans import Number, Span, gap_between, span_of
from procedures.lawdata import Place
from procedures.penalties.bands import ends, unit

BEYOND = 2


def check_table(table: Table, catalogue: Catalogue, place: Place) -> None:
    """Every row of a table against the catalogue, and the rows against each other."""
    for number, row in enumerate(table.rows, 1):
        _check_row(row, _offence(row, catalogue, place.at(number)), place.at(number))
    for group in dict.fromkeys(row.group for row in table.rows):
        _check_cover([row for row in table.rows if row.group == group], place.at(group[0]))


def check_tables(tables: Mapping[str, Table], places: Mapping[str, Place]) -> None:
    """No two tables grade one offence on one day, unless one refines the other; `refines` names another table."""
    for table_id, table in tables.items():
        if table.refines and (table.refines not in tables or table_id in _refined(tables, table_id)):
            raise places[table_id].at("refines").expected("应为另一个已装入的裁量基准，不能互相细化")
    ids = list(tables)
    for place, one in enumerate(ids):
        for other in ids[place + 1 :]:
            shared = _shared(tables[one], tables[other])
            if shared and other not in _refined(tables, one) and one not in _refined(tables, other):
                told = f"“{shared}”在{tables[one].name}里也有，两者施行期间重叠；其中一个是细化的，写 refines"
                raise places[other].at("rows").expected(told)


def check_profile(profile: Profile, place: Place) -> None:
    """The shares of a profile go from 0 to 1 without overlap or hole."""
    for key, shares in (("with_floor", profile.with_floor), ("ceiling_only", profile.ceiling_only)):
        if not shares or shares[0].low != 0 or shares[-1].high != 1:
            raise place.at(key).expected("各档应从 0 到 1")
        for before, after in pairwise(_share_span(share) for share in shares):
            if gap_between(before, after):
                raise place.at(key).expected(f"相邻两档之间有{gap_between(before, after)}")


def _share_span(share: Share) -> Span:
    return Span(Fraction(share.low), Fraction(share.high), share.low_open, share.high_open)


def _refined(tables: Mapping[str, Table], table_id: str) -> tuple[str, ...]:
    """The tables that a table refines, the nearest first."""
    found: list[str] = []
    each = tables[table_id].refines
    while each in tables and each not in found:
        found.append(each)
        each = tables[each].refines
    return tuple(found)


def _shared(one: Table, other: Table) -> str:
    """An offence of both tables, where some day lies in both of their times."""
    ends = [table.valid_until for table in (one, other) if table.valid_until is not None]
    if ends and max(one.valid_from, other.valid_from) > min(ends):
        return ""
    theirs = {row.offence for row in other.rows}
    return next((row.offence for row in one.rows if row.offence in theirs), "")


def _offence(row: Row, catalogue: Catalogue, place: Place) -> Offence:
    offence = catalogue.offence(row.offence)
    if offence is None:
        raise place.at("offence").expected(f"案由库里没有“{row.offence}”")
    if not offence.verified:
        raise place.at("offence").expected("这个案由的罚则尚未核对原文，先核对再定裁量幅度")
    if row.article != offence.penalty.article_words:
        raise place.at("article").expected(f"应为《{offence.penalty.title}》的{offence.penalty.article_words}")
    return offence


def _check_row(row: Row, offence: Offence, place: Place) -> None:
    own = [b for b in offence.bands if (b.who, b.grade, b.requires) == (row.who, row.law_grade, row.requires)]
    law = [band for band in own if band.mode != "none"]
    if not law:
        raise place.at("who").expected("条文没有对这种当事人、情节、条件规定罚款")
    _check_outcomes(row, place.at("fine"))
    for number, outcome in enumerate(row.outcomes, 1):
        for span, band in _cells(row, outcome, law, place.at("fine").at(number)):
            wrong = _outside(outcome, band, span)
            if wrong:
                told = f"超出法定幅度（{offence.penalty.short}，{band_phrase(band)}）：{wrong}"
                raise place.at("fine").at(number).expected(told)


def _check_outcomes(row: Row, place: Place) -> None:
    """Several outcomes of a row tell two cases of the law apart: between them every amount, once."""
    conditions = [outcome.condition for outcome in row.outcomes]
    if len(conditions) == 1 and conditions[0] is None:
        return
    told = [condition for condition in conditions if condition is not None]
    if len(told) != len(conditions) or len({condition.base for condition in told}) > 1:
        raise place.expected("有几个幅度的，每个都要以同一数额写 when")
    if {"known", "unknown"} & {condition.sign for condition in told}:
        if sorted(condition.sign for condition in told) != ["known", "unknown"]:
            raise place.expected("known 和 unknown 各应有一个")
        return
    whole = row.pattern.span if row.pattern.base == told[0].base else Span()
    spans = sorted((span_of(each).within(whole) for each in told), key=lambda span: (span.low, span.low_open))
    _check_line([span for span in spans if not span.is_empty], whole, place)


def _check_line(spans: Sequence[Span], whole: Span, place: Place) -> None:
    """These stretches follow each other from one end of `whole` to the other."""
    ends = (spans[0].low, spans[0].low_open, spans[-1].high, spans[-1].high_open) if spans else None
    if ends != (whole.low, whole.low_open, whole.high, whole.high_open):
        raise place.expected("各档之间有空档：最低或者最高的数额没有归入任何一档")
    for before, after in pairwise(spans):
        if gap_between(before, after):
            raise place.expected(f"各档之间有{gap_between(before, after)}")


def _check_cover(rows: Sequence[Row], place: Place) -> None:
    """Rows told by an amount hold every amount once; rows told in words have different grades."""
    bases = {row.pattern.base for row in rows}
    if len(bases) > 1:
        raise place.expected("同一案由的各行应以同一项数额分档，或者都只写事实情形")
    if bases == {""}:
        if len({row.grade for row in rows}) != len(rows):
            raise place.expected("只写事实情形的各行，档次不能重复")
        return
    spans = sorted((row.pattern.span for row in rows), key=lambda span: (span.low, span.low_open))
    _check_line(spans, Span(), place)


def _cells(row: Row, outcome: Band, law: Sequence[Band], place: Place) -> Iterator[tuple[Span, Band]]:
    """Where the outcome meets each band of the law, as stretches of the one amount that both depend on."""
    bases = {band.base for band in (outcome, *law) if band.high_times is not None}
    bases |= {band.condition.base for band in (outcome, *law) if band.condition is not None}
    if len(bases) > 1:
        raise place.expected("幅度应以条文所用的数额为基数、为条件")
    own = row.pattern.span if row.pattern.base in bases else Span()
    for band in law:
        for unknown in (False, True):
            if unknown and row.pattern.base in bases:
                continue
            parts = [_met(condition, unknown) for condition in (outcome.condition, band.condition)]
            if None not in parts:
                span = own
                for part in parts:
                    span = span.within(part or Span())
                if not span.is_empty and not (unknown and band.condition is None and outcome.condition is None):
                    yield span, band


def _met(condition: Condition | None, unknown: bool) -> Span | None:
    """Where a condition holds for amounts that are known, or for one that can't be established; None for nowhere."""
    if condition is None:
        return Span()
    if unknown:
        return Span() if condition.sign == "unknown" else None
    return None if condition.sign == "unknown" else span_of(condition)


def _outside(outcome: Band, law: Band, span: Span) -> str:
    """What lies outside the law somewhere on a stretch; empty where nothing does.

    Both are straight lines between the points where a cap takes hold, so that the points and what lies far beyond tell.
    """
    points = sorted(set(_points(span, (outcome, law))))
    far = [points[-1] + 1, (points[-1] + 1) * BEYOND] if span.high is None else []
    for at in (*points, *far):
        wrong = _outside_at(outcome, law, at)
        if wrong:
            return wrong
    if far and not (outcome.cap or outcome.base == "fixed"):
        rise = [ends(outcome, far[1])[end] - ends(outcome, far[0])[end] for end in (0, 1)]
        bound = [ends(law, far[1])[end] - ends(law, far[0])[end] for end in (0, 1)]
        if rise[0] < bound[0] or rise[1] > bound[1]:
            return "数额很大时超出"
    return ""


def _points(span: Span, bands: Sequence[Band]) -> Iterator[Number]:
    yield span.low
    if span.high is not None:
        yield span.high
    for band in bands:
        for times in (band.low_times, band.high_times):
            if band.cap is not None and times:
                at = Fraction(band.cap) / (Fraction(times) * unit(band))
                if at > span.low and (span.high is None or at < span.high):
                    yield at


def _outside_at(outcome: Band, law: Band, amount: Number) -> str:
    (low, high), (least, most) = ends(outcome, amount), ends(law, amount)
    if low < least:
        return f"下限{plain_amount(low)}低于法定下限{plain_amount(least)}"
    if high > most:
        return f"上限{plain_amount(high)}高于法定上限{plain_amount(most)}"
    return ""
