"""Whether a proposed fine lies inside the range, and why, in words.

Below the floor only with a ground of 行政处罚法 第三十二条 on record; above the ceiling never.
"""

from collections.abc import Sequence

from procedures.catalogue import Offence
from procedures.catalogue.words import WHO, plain_amount
from procedures.penalties.answers import GoverningBand, Proposed
from procedures.penalties.facts import Facts
from procedures.penalties.measures import competence_words, competent

MITIGATED = "行政处罚法(2021) 第三十二条"


def judged(
    offence: Offence, facts: Facts, bands: Sequence[GoverningBand], no_fine: str | None, settled: bool
) -> Proposed | None:
    """The proposed fine judged; None where none is. Of several persons it has to fit one, which `why` names.

    Where a fact is lacking (not `settled`) and no band governs, no fine is said to be lawful, none at all included.
    """
    fine = facts.proposed_fine
    if fine is None:
        return None
    place = offence.penalty.short
    if no_fine is not None and not settled:
        return Proposed(fine, False, no_fine, place)
    if no_fine is not None:
        return Proposed(fine, fine == 0, no_fine if fine else f"不处罚款。{no_fine}", place)
    if not competent(offence, facts):
        return Proposed(fine, False, f"{competence_words(offence)}，本机关不能处罚", place)
    verdicts = [_for_band(fine, band, facts, place) for band in bands]
    if len(verdicts) == 1:
        return verdicts[0]
    chosen = next((each for each in verdicts if each.lawful), verdicts[0])
    told = (f"对{WHO[band.who]}：{each.why}" for band, each in zip(bands, verdicts, strict=True))
    return Proposed(fine, chosen.lawful, f"{'；'.join(told)}；写明罚款是对谁的（who）", chosen.basis)


def _for_band(fine: int, band: GoverningBand, facts: Facts, place: str) -> Proposed:
    low, high = plain_amount(band.low), plain_amount(band.high)
    if fine > band.high:
        return Proposed(fine, False, f"高于法定最高罚款{high}，不得超过", place)
    if fine == 0 and band.mode == "may":
        return Proposed(fine, True, "条文规定可以罚款，不处罚款也在规定之内", place)
    if fine >= band.low and fine > 0:
        within = f"{low}以上{high}以下" if band.low else f"{high}以下"
        return Proposed(fine, True, f"在法定幅度{within}之内", place)
    short = f"低于法定最低罚款{low}" if band.low else "条文规定应当处罚款，罚款应当大于零"
    if facts.mitigation:
        return Proposed(fine, True, f"{short}；已记载减轻处罚的情形，可以在幅度以下处罚", MITIGATED)
    return Proposed(fine, False, f"{short}；没有记载减轻处罚的情形，不得低于幅度", MITIGATED)
