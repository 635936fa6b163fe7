"""What a party is punished for in an act, and what the catalogue says of each breach on the facts of the case.

Several breaches in one decision stand each for itself: own range, own limitation; their fines add up. Amounts are fen.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from procedures.case import Act, Conduct, Party
from procedures.catalogue import Catalogue, Offence
from procedures.discretion.told import is_mitigated
from procedures.penalties import CatalogueRefusedError, Facts, Range, facts_of, penalty
from procedures.penalties.persons import persons_of
from procedures.view import CaseView

if TYPE_CHECKING:
    from procedures.clocks import Clock

NON_BUSINESS = "non_business"
WHO: Mapping[str, str] = {
    "citizen": "individual",
    "farm_household": "household",
    # 个体工商户 may count as a unit or as an individual: what produces or trades may be either.
    "sole_trader": "operator",
    "legal_person": "unit",
    "other_organisation": "unit",
}


@dataclass(frozen=True, slots=True)
class Breach:
    """One breach: the conduct (None where an act names an offence of which none is recorded) and the offence chosen.

    `range` is the lawful range on `facts`, None where the catalogue refuses it (`refused`) or doesn't hold the offence.
    `fine` is the part of the act's fine that is for this breach, None where that isn't told.
    """

    offence_id: str
    offence: Offence | None
    conduct: Conduct | None
    facts: Facts
    range: Range | None
    refused: CatalogueRefusedError | None
    fine: int | None

    @property
    def name(self) -> str:
        """What was done, in the catalogue's words."""
        return self.offence.name if self.offence else self.offence_id


def who_of(party: Party, offence: Offence | None = None) -> str:
    """The kind of person a party is for the bands of an offence; a recorded fact `who` goes before it."""
    if not party.in_business and offence is not None and NON_BUSINESS in persons_of(offence):
        return NON_BUSINESS
    return WHO[party.kind]


def breaches(view: CaseView, party: Party, act: Act) -> tuple[Breach, ...]:
    """The breaches for which an act punishes a party, or would: those it names, else all of the party's conduct."""
    key = ("breaches", party.id, id(act))
    if key not in view.memo:
        # The act is kept beside the answer, so that no other can come to stand under its address.
        view.memo[key] = (act, tuple(_breaches(view, party, act)))
    found: tuple[Breach, ...] = view.memo[key][1]
    return found


def _breaches(view: CaseView, party: Party, act: Act) -> Iterator[Breach]:
    own = [each for each in view.case.conducts if each.party == party.id and each.offence]
    named = tuple(act.get("offences") or ())
    meant = [each for each in own if each.offence in named] if named else own
    fined = (row["offence"] for row in act.get("fines") or ())
    recorded = {conduct.offence for conduct in meant}
    missing = [each for each in dict.fromkeys((*named, *fined)) if each not in recorded]
    done: list[tuple[str, Conduct | None]] = [(each.offence, each) for each in meant]
    done += [(offence_id, None) for offence_id in missing]
    fines = _fines(act, [offence_id for offence_id, _ in done])
    for (offence_id, conduct), fine in zip(done, fines, strict=True):
        yield _breach(view, party, act, offence_id, conduct, fine)


def _fines(act: Act, offences: Sequence[str]) -> Sequence[int | None]:
    """The fine for each of these offences: its rows, or the whole fine where there is only one."""
    rows = act.get("fines") or ()
    if not rows:
        return [act.get("fine")] if len(offences) == 1 else [None] * len(offences)
    told: dict[str, list[int]] = {}
    for row in rows:
        told.setdefault(row["offence"], []).append(row["amount"])
    return [
        _share(told.get(each, []), offences.count(each), offences[:place].count(each))
        for place, each in enumerate(offences)
    ]


def _share(amounts: Sequence[int], breaches_of_one: int, place: int) -> int | None:
    if breaches_of_one == 1:
        return sum(amounts) if amounts else 0
    return amounts[place] if len(amounts) == breaches_of_one else None


def _breach(
    view: CaseView, party: Party, act: Act, offence_id: str, conduct: Conduct | None, fine: int | None
) -> Breach:
    catalogue: Catalogue = view.rulebook.catalogue
    offence = catalogue.offence(offence_id)
    facts = facts_for(view, party, act, conduct, offence)
    facts = replace(facts, proposed_fine=fine)
    try:
        found = penalty(catalogue, offence_id, facts) if offence is not None else None
    except CatalogueRefusedError as refused:
        return Breach(offence_id, offence, conduct, facts, None, refused, fine)
    return Breach(offence_id, offence, conduct, facts, found, None, fine)


def facts_for(view: CaseView, party: Party, act: Act, conduct: Conduct | None, offence: Offence | None) -> Facts:
    """The facts of a breach as the case records them up to an act; what its conduct doesn't say, acts may."""
    told = conduct or Conduct("", party.id, conduct_day(view, party, act))
    changed: dict[str, Any] = {}
    if not told.facts.get("who"):
        changed["who"] = who_of(party, offence)
    if not told.facts.get("corrected"):
        changed["corrected"] = corrected_before(view, party, act)
    if not told.facts.get("mitigation") and is_mitigated(view, party, act):
        changed["mitigation"] = "yes"
    return facts_of(told, **changed)


def conduct_day(view: CaseView, party: Party, act: Act) -> date:
    """The last day of what a party did, as far as it is recorded, else the day of the act."""
    days = [each.until or each.on for each in view.case.conducts if each.party == party.id]
    return max(days, default=act.on)


def corrected_before(view: CaseView, party: Party, act: Act) -> str:
    """yes or no as the last check before an act found; empty where none was made."""
    checks = [each for each in view.of("correction_checked", party=party.id) if each.on <= act.on]
    if not checks or checks[-1].get("corrected") is None:
        return ""
    return "yes" if checks[-1].get("corrected") else "no"


def time_barred(clocks: Sequence["Clock"], breach: Breach) -> "Clock | None":
    """The limitation that had run out before a breach was discovered; None while it may still be punished."""
    if breach.conduct is None:
        return None
    ended = breach.conduct.until or breach.conduct.on
    own = [each for each in clocks if each.id == "limitation" and each.party == breach.conduct.party]
    own = [each for each in own if each.trigger_on == ended]
    late = [each for each in own if each.met_on is not None and each.met_on > each.due]
    return late[-1] if late and len(late) == len(own) else None
