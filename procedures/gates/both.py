"""What holds for both procedures: evidence, limitation, one fine for one act, remedies."""

from collections.abc import Iterator
from typing import Any

from procedures.case import Act
from procedures.gates.registry import Context, Hit, predicate
from procedures.kinds import kinds
from procedures.view import DECISIONS, CaseView, revoked_by

EMPTY: tuple[Any, ...] = ("", (), [])
INSPECTION_FIELDS = {"reason": "理由", "matter": "事项", "content": "内容", "object": "对象"}


@predicate("inspection_incomplete", "missing")
def _inspection_incomplete(_: Context, act: Act) -> Iterator[Hit]:
    missing = [label for key, label in INSPECTION_FIELDS.items() if not act.get(key)]
    if missing:
        yield Hit({"missing": "、".join(missing)})


@predicate("left_empty", "what", "missing")
def _left_empty(_: Context, act: Act) -> Iterator[Hit]:
    """Fields of which an act of this kind can't do without, recorded as empty; approvals have gates of their own."""
    kind = kinds()[act.kind]
    missing = [
        field.label
        for name, field in kind.fields.items()
        if field.required and name != "approved_by" and act.get(name) in EMPTY
    ]
    if missing:
        yield Hit({"what": kind.label, "missing": "、".join(missing)})


@predicate("remedies_not_told")
def _remedies_not_told(_: Context, act: Act) -> Iterator[Hit]:
    if act.get("remedies_told", True) is False:
        yield Hit()


@predicate("limitation_passed", "due", "discovered")
def _limitation_passed(context: Context, act: Act) -> Iterator[Hit]:
    party = context.view.case.party_of(act)
    own = [clock for clock in context.clocks if clock.id == "limitation" and clock.party == party]
    late = [clock for clock in own if clock.met_on is not None and clock.met_on > clock.due]
    # Where one of several breaches is still within time, the penalty may rest on that one.
    if late and len(late) == len(own):
        yield Hit({"due": str(late[-1].due), "discovered": str(late[-1].met_on)})


@predicate("decided_twice", "day")
def _decided_twice(context: Context, act: Act) -> Iterator[Hit]:
    party = context.view.case.party_of(act)
    fined = [other for other in context.view.of(*DECISIONS, party=party) if other.get("fine")]
    before = fined[: fined.index(act)] if act in fined else []
    standing = [other for other in before if not _revoked(context, other, act) and _same_offence(other, act)]
    if standing:
        yield Hit({"day": str(standing[0].on)})


def _revoked(context: Context, decision: Act, by: Act) -> bool:
    revoking = revoked_by(context.view, decision)
    return revoking is not None and revoking.on <= by.on


def _same_offence(one: Act, other: Act) -> bool:
    """Whether two decisions may be about the same breach: unless both say which, and none agree."""
    both = (set(one.get("offences") or ()), set(other.get("offences") or ()))
    return not all(both) or not both[0].isdisjoint(both[1])


@predicate("no_evidence")
def _no_evidence(context: Context, _: Act) -> Iterator[Hit]:
    if not evidence_recorded(context.view):
        yield Hit(certain=False)


def evidence_recorded(view: CaseView) -> bool:
    """Whether the case holds any evidence: a piece listed, an inspection, an interview or a sample."""
    return bool(view.case.evidence or view.of("site_inspected", "interview_held", "sample_taken"))
