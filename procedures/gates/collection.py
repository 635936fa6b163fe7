"""Money taken on the spot and where it went (行政处罚法 第六十七条至第七十一条).

`values.party_request` of the decision says whether the party asked to pay on the spot.
"""

from collections.abc import Iterator

from procedures.case import Act
from procedures.gates.registry import Context, Hit, predicate
from procedures.money import decided_fine
from procedures.view import CaseView, answers, yuan

HEARING = ("hearing_requested", "hearing_notice_served", "hearing_held")


def collected_on_the_spot(view: CaseView, decision: Act) -> bool:
    """Whether the fine of an on-the-spot decision was, or is to be, collected by the officers themselves."""
    collected = [act for act in view.of("fine_collected", party=view.case.party_of(decision)) if answers(act, decision)]
    return bool(decision.get("collected_on_the_spot")) or bool(collected)


def _small_fine_limit(context: Context, act: Act) -> int:
    return int(context.view.rulebook.value("on_the_spot_collection", act.on).value)


@predicate("collected_without_ground", "fine")
def _collected_without_ground(context: Context, act: Act) -> Iterator[Hit]:
    fine = act.get("fine") or 0
    if _collected_unexplained(context, act) and fine > _small_fine_limit(context, act):
        yield Hit({"fine": yuan(fine)})


@predicate("collection_ground_not_recorded")
def _collection_ground_not_recorded(context: Context, act: Act) -> Iterator[Hit]:
    if _collected_unexplained(context, act) and (act.get("fine") or 0) <= _small_fine_limit(context, act):
        yield Hit()


def _collected_unexplained(context: Context, act: Act) -> bool:
    return collected_on_the_spot(context.view, act) and not act.get("collection_ground")


@predicate("small_fine_exceeded", "fine", "limit", "basis")
def _small_fine_exceeded(context: Context, act: Act) -> Iterator[Hit]:
    fine, limit = act.get("fine") or 0, _small_fine_limit(context, act)
    if collected_on_the_spot(context.view, act) and act.get("collection_ground") == "small_fine" and fine > limit:
        basis = context.view.rulebook.value("on_the_spot_collection", act.on).basis
        yield Hit({"fine": yuan(fine), "limit": yuan(limit), "basis": basis})


@predicate("party_did_not_request")
def _party_did_not_request(context: Context, act: Act) -> Iterator[Hit]:
    if _collected_as_remote(context, act) and act.values.get("party_request") is False:
        yield Hit()


@predicate("request_not_recorded")
def _request_not_recorded(context: Context, act: Act) -> Iterator[Hit]:
    if _collected_as_remote(context, act) and act.values.get("party_request") in (None, ""):
        yield Hit(certain=False)


def _collected_as_remote(context: Context, act: Act) -> bool:
    return act.get("collection_ground") == "remote_at_request" and collected_on_the_spot(context.view, act)


@predicate("no_receipt", "fine")
def _no_receipt(context: Context, act: Act) -> Iterator[Hit]:
    decisions = context.view.decisions(context.view.case.party_of(act))
    receipts = [decision.get("receipt_no") for decision in decisions if answers(act, decision)]
    if not act.get("receipt_no") and not any(receipts):
        yield Hit({"fine": yuan(act.get("amount") or 0)})


@predicate("no_receipt_on_decision", "fine")
def _no_receipt_on_decision(context: Context, act: Act) -> Iterator[Hit]:
    """A decision that alone tells of the collection, as scripts may; else the receipt belongs to the collection."""
    told_here = act.get("collected_on_the_spot") and act.get("fine") and not act.get("receipt_no")
    if told_here and not context.view.of("fine_collected", party=context.view.case.party_of(act)):
        yield Hit({"fine": yuan(act.get("fine"))})


@predicate("collected_amount_differs", "amount", "fine")
def _collected_amount_differs(context: Context, act: Act) -> Iterator[Hit]:
    party = context.view.case.party_of(act)
    fine = decided_fine(context.view, party, until=act.on)
    collected = sum(other.get("amount") or 0 for other in context.view.of("fine_collected", party=party))
    if context.view.decisions(party) and collected != fine:
        yield Hit({"amount": yuan(collected), "fine": yuan(fine)})


@predicate("handed_in_amount_differs", "amount", "fine")
def _handed_in_amount_differs(context: Context, act: Act) -> Iterator[Hit]:
    return _moved_differs(context, act, "fine_collected")


@predicate("banked_amount_differs", "amount", "fine")
def _banked_amount_differs(context: Context, act: Act) -> Iterator[Hit]:
    return _moved_differs(context, act, "fine_handed_in")


def _moved_differs(context: Context, act: Act, source: str) -> Iterator[Hit]:
    """The last act that moved money on, where the sums up to it do not agree with what came in."""
    view, party = context.view, context.view.case.party_of(act)
    moved, came = view.of(act.kind, party=party), view.of(source, party=party)
    if not came or act.id != moved[-1].id:
        return
    total, expected = (sum(other.get("amount") or 0 for other in acts) for acts in (moved, came))
    if total != expected:
        yield Hit({"amount": yuan(total), "fine": yuan(expected)})


@predicate("fee_for_hearing", "amount")
def _fee_for_hearing(context: Context, act: Act) -> Iterator[Hit]:
    """A fee charged for a hearing: it names an act of one, or names nothing and a hearing was asked for before."""
    named = context.act(act.ref)
    about = [named] if named else context.before(act, *HEARING)
    if act.get("amount") and any(other.kind in HEARING for other in about):
        yield Hit({"amount": yuan(act.get("amount"))}, certain=named is not None)


@predicate("fee_for_inspection", "amount")
def _fee_for_inspection(context: Context, act: Act) -> Iterator[Hit]:
    """A fee charged for an inspection: it names one, or names nothing and there is no hearing it can be for."""
    named = context.act(act.ref)
    about = [named] if named else [] if context.before(act, *HEARING) else context.before(act, "site_inspected")
    if act.get("amount") and any(other.kind == "site_inspected" for other in about):
        yield Hit({"amount": yuan(act.get("amount"))}, certain=named is not None)
