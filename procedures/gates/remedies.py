"""What courts, reconsideration bodies and superiors decide about the agency's acts (附件4 第五条)."""

from collections.abc import Iterator
from itertools import takewhile

from procedures.case import Act
from procedures.filing_acts import ANSWERING, subject_of
from procedures.gates.registry import Context, Hit, predicate
from procedures.kinds import kinds
from procedures.view import decision_meant

# Outcomes by which a remedy finds the act wrong; 维持 does not.
AGAINST = ("changed", "revoked", "unlawful")


@predicate("held_wrong", "day", "outcome")
def _held_wrong(context: Context, act: Act) -> Iterator[Hit]:
    """An outcome against the agency, unless a later one about the same decision took its place."""
    outcome = act.get("outcome")
    later = [other for other in context.of(act, act.kind) if other.on > act.on and _same_decision(context, act, other)]
    if outcome in AGAINST and not (later and later[-1].get("outcome") not in AGAINST):
        words = kinds()[act.kind].fields["outcome"].choices[outcome]
        yield Hit({"day": str(act.on), "outcome": words})


@predicate("filing_problems_found", "day", "recipient")
def _filing_problems_found(context: Context, act: Act) -> Iterator[Hit]:
    """Problems that a recipient found, unless it dropped them on an objection."""
    if act.get("outcome") == "problems" and not _dropped(context, act):
        yield Hit({"day": str(act.on), "recipient": context.recipient(act)})


@predicate("complaint_upheld", "day", "about")
def _complaint_upheld(context: Context, act: Act) -> Iterator[Hit]:
    if act.get("upheld"):
        about = context.act(act.get("about") or "")
        words = f"“{kinds()[about.kind].label}”" if about else ""
        yield Hit({"day": str(act.on), "about": words})


def _same_decision(context: Context, one: Act, other: Act) -> bool:
    return decision_meant(context.view, one) is decision_meant(context.view, other)


def _dropped(context: Context, review: Act) -> bool:
    """Whether a review without objections answered an objection to this one, and nothing was corrected before it."""
    later = [act for act in context.of(review, *ANSWERING, "filing_reviewed") if _follows(context, act, review)]
    before = [act.kind for act in takewhile(lambda act: act.get("outcome") != "no_objection", later)]
    is_answered = len(before) < len(later)
    return is_answered and "objection_submitted" in before and "filing_corrected" not in before


def _follows(context: Context, act: Act, review: Act) -> bool:
    """Whether an act comes after a review and is about the same filing, as far as both say which."""
    subjects = {subject_of(context.view, act), subject_of(context.view, review)} - {""}
    return act.on > review.on and act.get("recipient") == review.get("recipient") and len(subjects) < 2
