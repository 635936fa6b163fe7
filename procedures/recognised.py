"""Where others found a case to be wrong (过错的认定): a court, a reconsideration, a superior (附件4 第五条).

Such an act breaks no law itself, so it is no objection; it points to an item all the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from procedures.gates import PREDICATES, Context
from procedures.rules import Item


@dataclass(frozen=True, slots=True)
class Recognised:
    """One act by which others found the case wrong, the way it points to, and what it says in words."""

    rule: str
    item: Item
    act: str
    on: date
    party: str
    recipient: str
    text: str
    certain: bool


def recognised(context: Context) -> Iterator[Recognised]:
    """All acts of a case that point to a way of article 5, by rule and day."""
    view = context.view
    for rule in view.rulebook.recognitions.values():
        for act in view.of(*rule.acts):
            for hit in PREDICATES[rule.predicate].find(context, act):
                yield Recognised(
                    rule=rule.id,
                    item=rule.finding,
                    act=act.id,
                    on=act.on,
                    party=view.case.party_of(act),
                    recipient=act.get("recipient") or "",
                    text=hit.fill(rule.words),
                    certain=hit.certain,
                )
