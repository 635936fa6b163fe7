"""The lawful range of each breach of a sample, and the fine inside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from procedures.case import Case
from procedures.discretion import Bounds, Judged, hand_range, judged_fines
from procedures.rulebook import Rulebook
from procedures.thresholds import PENALTY_ACTS
from procedures.view import CaseView, grouped

CENT = Decimal("0.01")
BY_HAND = "手工"


@dataclass(frozen=True, slots=True)
class Ranged:
    """What a party is fined for by its newest decision (before one, by what was last proposed), and the bounds.

    `by_hand`: a person entered them, because the catalogue refuses the offence.
    """

    party: str
    offences: tuple[str, ...]
    fine: int | None
    bounds: Bounds
    by_hand: bool
    lawful: bool

    @property
    def words(self) -> str:
        """5,000.00—50,000.00; 手工 where a person entered it."""
        if self.bounds.why_none:
            return "不罚款"
        told = f"{grouped(self.bounds.low)}—{grouped(self.bounds.high)}"
        return f"{told}{'' if self.lawful else '外'}{BY_HAND if self.by_hand else ''}"


def ranges_in(case: Case, rulebook: Rulebook, day: date) -> tuple[Ranged, ...]:
    """The bounds of what every party is fined for, at the end of `day`."""
    view = CaseView(case.until(day), rulebook)
    found = []
    for party in view.parties():
        for act in (view.decisions(party.id) or view.of(*PENALTY_ACTS, party=party.id))[-1:]:
            by_hand = hand_range(view, party, act) is not None
            found += [_ranged(party.id, judged, by_hand) for judged in judged_fines(view, party, act)]
    return tuple(found)


def range_rows(found: Sequence[Ranged]) -> list[Mapping[str, Any]]:
    """The same as plain values, for what is expected of a sample: sums in yuan."""
    return [
        {
            "party": each.party,
            "offences": list(each.offences),
            "low": _yuan(each.bounds.low),
            "high": _yuan(each.bounds.high),
            "fine": None if each.fine is None else _yuan(each.fine),
            "lawful": each.lawful,
            "by_hand": each.by_hand,
        }
        for each in found
    ]


def range_words(found: Sequence[Ranged], party: str) -> str:
    """The cell of a party in the table of the demonstration."""
    return "；".join(each.words for each in found if each.party == party) or "—"


def _ranged(party: str, judged: Judged, by_hand: bool) -> Ranged:
    offences = tuple(dict.fromkeys(breach.offence_id for breach in judged.breaches))
    unknown = any(breach.range is None for breach in judged.breaches)
    return Ranged(party, offences, judged.fine, judged.bounds, by_hand and unknown, not judged.why)


def _yuan(fen: int) -> Decimal:
    return (Decimal(fen) / 100).quantize(CENT)
