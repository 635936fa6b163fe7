"""The range in which the law lets a fine lie, and the row of the discretion table, where the facts leave no doubt."""

from dataclasses import dataclass

from forms.sources import Sources
from procedures.discretion import bounds_of, breaches, graded_rows
from procedures.view import CaseView


@dataclass(frozen=True, slots=True)
class FineRange:
    """From `low` to `high`, both included, in fen; `provision` is the one that carries the penalty."""

    provision: str
    low: int
    high: int


def fine_range(sources: Sources) -> FineRange | None:
    """The range for the only breach of the paper's party.

    None where there are several breaches, where the entry was not checked against the law or was not in force, where
    no band or more than one fits, or where the sum it multiplies is not known.
    """
    if sources.party is None:
        return None
    view = CaseView(sources.case, sources.rules)
    found = breaches(view, sources.party, sources.act)
    if len(found) != 1 or found[0].range is None:
        return None
    bounds = bounds_of(view, sources.party, sources.act, found[0])
    if bounds is None or bounds.why_none or not bounds.certain:
        return None
    return FineRange(str(found[0].range.offence.penalty), bounds.low, bounds.high)


def discretion_rule(sources: Sources) -> str:
    """The table, item and grade that each breach falls into on the day of the decision; nothing where that is open."""
    if sources.party is None or not sources.rules.discretion.tables:
        return ""
    view = CaseView(sources.case, sources.rules)
    rows = (graded_rows(view, sources.party, sources.act, each) for each in breaches(view, sources.party, sources.act))
    return "；".join(dict.fromkeys(found[0].name for found in rows if len(found) == 1))
