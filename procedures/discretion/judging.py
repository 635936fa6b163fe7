"""A fine beside what the law allows for it, one judgement for each breach; amounts are fen.

Whether it is lawful is said here, how much it should be never.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from procedures.case import Act, Party
from procedures.catalogue.words import plain_amount
from procedures.discretion.breaches import Breach, breaches
from procedures.discretion.sources import source_on
from procedures.discretion.told import SAME_ACT, hand_range, told_names
from procedures.penalties import CatalogueRefusedError, GoverningBand, SameAct, same_act
from procedures.penalties.persons import RESPONSIBLE
from procedures.view import CaseView


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between which sums a fine must lie, both included; `low` is 0 where the law sets no minimum.

    `optional`: no fine at all is lawful too. `certain` is False where the facts leave open which of several bands
    governs, or where a person entered them. `why_none` says why no fine is possible; then both ends are 0.
    """

    low: int
    high: int
    optional: bool
    certain: bool
    basis: str
    why_none: str = ""

    @property
    def words(self) -> str:
        """2000元以上2万元以下."""
        if self.why_none:
            return self.why_none
        high = plain_amount(self.high)
        return f"{plain_amount(self.low)}以上{high}以下" if self.low else f"{high}以下"


@dataclass(frozen=True, slots=True)
class Judged:
    """A fine and its bounds: of one breach, of one act that breaks several provisions, or of breaches not told apart.

    `why` says what is wrong; empty where the fine is lawful. `fine` is None where it isn't told for this part.
    """

    breaches: tuple[Breach, ...]
    fine: int | None
    bounds: Bounds
    why: str
    basis: str


@dataclass(frozen=True, slots=True)
class _Part:
    """What is fined at once: one breach, or one act that breaks several provisions."""

    breaches: tuple[Breach, ...]
    fine: int | None
    bounds: Bounds | None


def bounds_of(view: CaseView, party: Party, act: Act, breach: Breach) -> Bounds | None:
    """The bounds for one breach; None where neither the catalogue nor a person says them, or a fact is lacking."""
    if breach.range is None:
        told = hand_range(view, party, act)
        return Bounds(told.low, told.high, False, False, f"{told.source}，{told.voucher}核对") if told else None
    place = breach.range.offence.penalty.short
    own = [band for band in breach.range.bands if band.who != RESPONSIBLE or breach.facts.who == RESPONSIBLE]
    if own:
        return _hull(own, place)
    if breach.range.lacking or breach.range.no_fine is None:
        return None
    return Bounds(0, 0, True, True, place, breach.range.no_fine)


def _hull(bands: Sequence[GoverningBand], place: str) -> Bounds:
    low, high = min(band.low for band in bands), max(band.high for band in bands)
    return Bounds(low, high, any(band.mode == "may" for band in bands), len(bands) == 1, place)


def judged_fines(view: CaseView, party: Party, act: Act) -> tuple[Judged, ...]:
    """The fines of an act beside their bounds; parts of which nobody can say the bounds are left out."""
    parts = _parts(view, party, act)
    if len(parts) > 1 and any(part.fine is None for part in parts):
        return tuple(_together(parts, act))
    return tuple(_judged(part.breaches, part.fine, part.bounds, act) for part in parts if part.bounds is not None)


def same_act_of(view: CaseView, party: Party, act: Act) -> SameAct | None:
    """The comparison of 行政处罚法 第二十九条, where an act says that several breaches are one."""
    meant = _one_act(view, party, act)
    if len(meant) < 2 or any(breach.range is None for breach in meant):
        return None
    facts = meant[0].facts
    known = {name: value for breach in meant for name, value in breach.facts.quantities.items()}
    try:
        asked = replace(facts, quantities=known, proposed_fine=None)
        return same_act(view.rulebook.catalogue, [breach.offence_id for breach in meant], asked)
    except CatalogueRefusedError:
        return None


def _one_act(view: CaseView, party: Party, act: Act) -> tuple[Breach, ...]:
    """The breaches that are said to be one act; none where it isn't said of two."""
    named = told_names(view, party, act, SAME_ACT)
    meant = tuple(breach for breach in breaches(view, party, act) if breach.offence_id in named)
    return meant if len({breach.offence_id for breach in meant}) > 1 else ()


def _parts(view: CaseView, party: Party, act: Act) -> Sequence[_Part]:
    own = breaches(view, party, act)
    alike = _one_act(view, party, act)
    single = [breach for breach in own if breach not in alike]
    parts = [_Part((each,), each.fine, bounds_of(view, party, act, each)) for each in single]
    if alike:
        parts.insert(0, _Part(alike, _fine_of(act, alike, alone=not single), _governing(view, party, act, alike)))
    return parts


def _fine_of(act: Act, breaches_of_one: Sequence[Breach], alone: bool) -> int | None:
    if act.get("fines"):
        named = {breach.offence_id for breach in breaches_of_one}
        told: int = sum(row["amount"] for row in act.get("fines") if row["offence"] in named)
        return told
    whole: int | None = act.get("fine")
    return whole if alone else None


def _governing(view: CaseView, party: Party, act: Act, alike: Sequence[Breach]) -> Bounds | None:
    """The bounds of the provision that applies; of all of them where the comparison is left to a person."""
    compared = same_act_of(view, party, act)
    chosen = [each for each in alike if compared is not None and each.offence_id == compared.governing]
    found = [bounds_of(view, party, act, each) for each in chosen or alike]
    known = [each for each in found if each is not None]
    if not known or len(known) < len(found):
        return None
    if len(known) == 1:
        return known[0]
    low, high = min(each.low for each in known), max(each.high for each in known)
    basis = "；".join(dict.fromkeys(each.basis for each in known))
    return Bounds(low, high, any(each.optional for each in known), False, basis)


def _together(parts: Sequence[_Part], act: Act) -> Iterator[Judged]:
    """Fines that aren't told apart: all of them between the lowest floor and the sum of the ceilings."""
    bounds = [part.bounds for part in parts if part.bounds is not None]
    if len(bounds) < len(parts) or act.get("fine") is None:
        return
    low, high = min(each.low for each in bounds), sum(each.high for each in bounds)
    basis = "；".join(dict.fromkeys(each.basis for each in bounds))
    whole = Bounds(low, high, any(each.optional for each in bounds), False, basis)
    yield _judged(tuple(breach for part in parts for breach in part.breaches), act.get("fine"), whole, act)


def _judged(own: tuple[Breach, ...], fine: int | None, bounds: Bounds, act: Act) -> Judged:
    mitigated = any(breach.facts.mitigation for breach in own)
    why, basis = ("", "") if fine is None else _wrong(fine, bounds, mitigated, act.on)
    return Judged(own, fine, bounds, why, basis)


def _wrong(fine: int, bounds: Bounds, mitigated: bool, day: date) -> tuple[str, str]:
    """What is wrong with a fine decided on a day, and the provision."""
    if bounds.why_none:
        return (bounds.why_none, bounds.basis) if fine else ("", "")
    if fine > bounds.high:
        return f"高于最高罚款{plain_amount(bounds.high)}，不得超过", bounds.basis
    if mitigated or (fine == 0 and bounds.optional) or (fine > 0 and fine >= bounds.low):
        return "", ""
    short = f"低于最低罚款{plain_amount(bounds.low)}" if bounds.low else "条文规定应当处罚款"
    return f"{short}；没有记载减轻处罚的情形，不得低于幅度", f"{bounds.basis}；{source_on('mitigated', day).basis}"
