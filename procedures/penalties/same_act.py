"""Two or more offences by one act: no second fine, the provision with the higher fine applies.

Source: 行政处罚法 第二十九条. The law doesn't say how ranges are compared; the method (upper limits, then lower limits,
then a reason) is a convention that stays marked as such.
"""

from collections.abc import Sequence

from procedures.catalogue import Catalogue
from procedures.catalogue.words import BASES, WHO, plain_amount
from procedures.penalties.answers import GoverningBand, Line, Range, SameAct
from procedures.penalties.computing import penalty
from procedures.penalties.facts import Facts
from procedures.penalties.persons import RESPONSIBLE, alternatives, concerned

ONE_FINE = "行政处罚法(2021) 第二十九条"


def same_act(catalogue: Catalogue, offence_ids: Sequence[str], facts: Facts) -> SameAct:
    """The ranges of two or more different offences for one act, and the one whose fine applies.

    `governing` is None where the facts don't settle it: `why` then says what is missing or asks for a reason. Where the
    kind of party isn't told and would change the outcome, `why` says for whom. Raises as `penalty` does.
    """
    ranges = tuple(penalty(catalogue, each, facts) for each in offence_ids)
    governing, why = _higher(ranges, "")
    for who in _persons(ranges):
        other, _ = _higher(ranges, who)
        if other not in (governing, None):
            why += f"；当事人是{WHO[who]}的，适用{_place(ranges, other)}，先写明当事人（who）"
    lines = (Line("同一个违法行为不得给予两次以上罚款；按照罚款数额高的规定处罚", ONE_FINE),)
    method = Line("先比计算出的上限，上限相同的比下限，仍相同的写明选择的理由", ONE_FINE, "convention")
    return SameAct(ranges, governing, why, (*lines, method))


def _persons(ranges: Sequence[Range]) -> Sequence[str]:
    """The kinds of party of which only one can be it, where that isn't told."""
    return tuple(dict.fromkeys(who for each in ranges for who in alternatives([band.who for band in each.bands])))


def _higher(ranges: Sequence[Range], who: str) -> tuple[str | None, str]:
    """The offence whose fine is higher for one kind of party (empty: any), and why; None where it can't be said."""
    lacking = [each for each in ranges if each.lacking]
    if lacking:
        told = "、".join(dict.fromkeys(BASES[name] for each in lacking for name in each.lacking))
        return None, f"{told}没有填写或者无法查明，比不出高低"
    fined = [(each.offence.id, band) for each in ranges if (band := _main_band(each, who)) is not None]
    if not fined:
        return None, "各条在这些事实上都没有罚款"
    if len(fined) == 1:
        return fined[0][0], f"只有{_place(ranges, fined[0][0])}在这些事实上有罚款"
    return _compared(ranges, fined)


def _main_band(found: Range, who: str) -> GoverningBand | None:
    """The highest band that may concern the party itself; a responsible person is fined beside it."""
    words = concerned(found.offence, who)
    bands = [band for band in found.bands if band.who in words]
    own = [band for band in bands if band.who != RESPONSIBLE] or bands
    return max(own, key=lambda band: (band.exact_high, band.exact_low), default=None)


def _compared(ranges: Sequence[Range], fined: Sequence[tuple[str, GoverningBand]]) -> tuple[str | None, str]:
    for name, end in (("上限", "exact_high"), ("下限", "exact_low")):
        ends = {offence_id: getattr(band, end) for offence_id, band in fined}
        highest = [offence_id for offence_id, amount in ends.items() if amount == max(ends.values())]
        if len(highest) < len(fined):
            fined = [each for each in fined if each[0] in highest]
        if len(fined) == 1:
            told = "、".join(f"{_place(ranges, each)}{name}{plain_amount(amount)}" for each, amount in ends.items())
            return highest[0], f"{told}，按照罚款数额高的{_place(ranges, highest[0])}处罚"
    told = "、".join(_place(ranges, offence_id) for offence_id, _ in fined)
    return None, f"{told}的上限和下限都相同，写明选择适用哪一条的理由"


def _place(ranges: Sequence[Range], offence_id: str | None) -> str:
    return next(each.offence.penalty.short for each in ranges if each.offence.id == offence_id)
