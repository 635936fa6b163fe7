"""What gates look for in an act, named so that data can call it.

A predicate yields a `Hit` for each thing found wrong: the words for the placeholders of its gate, and `certain` False
where a fact of it is not recorded. What an on-the-spot decision needs beyond its fields stands in its `values`:
`party_statement` (what the party answered), `told_fine` (the fine told to the party), `party_request` (whether
the party asked to pay on the spot).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from procedures.case import Act, Party
from procedures.money import decided_fine
from procedures.thresholds import kinds_beyond_simple, simple_limit
from procedures.triggers import review_comes_first
from procedures.view import DECISIONS, KIND_WORDS, CaseView, answers, penalty_of, yuan

if TYPE_CHECKING:
    from procedures.clocks import Clock

GENERAL_STEPS = {"case_opened": "立案", "notice_served": "事先告知", "decision_made": "普通程序的处罚决定"}
FILING_PARTS = {"report": "备案报告", "evidence_copies": "主要证据材料复印件", "decision_copy": "处罚决定书复印件"}
INSPECTION_FIELDS = {"reason": "理由", "matter": "事项", "content": "内容", "object": "对象"}


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found wrong: the words for the gate's placeholders; `certain` False where a fact is not recorded."""

    words: Mapping[str, str] = field(default_factory=dict)
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Context:
    """What a predicate may look at beside the act."""

    view: CaseView
    clocks: Sequence[Clock]

    def party(self, act: Act) -> Party | None:
        """The party an act concerns."""
        party_id = self.view.case.party_of(act)
        return next((party for party in self.view.parties() if party.id == party_id), None)


Predicate = Callable[[Context, Act], Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class Registered:
    """A predicate and the placeholders that it fills."""

    find: Predicate
    placeholders: frozenset[str]


PREDICATES: dict[str, Registered] = {}


def predicate(name: str, *placeholders: str) -> Callable[[Predicate], Predicate]:
    """Register a predicate under the name that gates use, with the placeholders it fills."""

    def register(function: Predicate) -> Predicate:
        PREDICATES[name] = Registered(function, frozenset(placeholders))
        return function

    return register


@predicate("fewer_than_two_officers", "count")
def _fewer_than_two_officers(_: Context, act: Act) -> Iterator[Hit]:
    count = len(set(act.officers))
    # In a general decision no officer is named on the paper: only a single one is a fact against it.
    if count < 2 and (count or act.kind != "decision_made"):
        yield Hit({"count": str(count)}, certain=count > 0)


@predicate("certificate_not_valid", "officer", "day", "detail")
def _certificate_not_valid(context: Context, act: Act) -> Iterator[Hit]:
    for officer_id in dict.fromkeys(act.officers):
        officer = context.view.officers.get(officer_id)
        if officer is None or officer.certificate_on(act.on):
            continue
        held = "；".join(f"{c.no}：{c.valid_from}至{c.valid_until}" for c in officer.certificates)
        detail = f"（{held}）" if held else ""
        yield Hit({"officer": officer.name, "day": str(act.on), "detail": detail})


@predicate("certificates_not_shown")
def _certificates_not_shown(_: Context, act: Act) -> Iterator[Hit]:
    if act.get("certificates_shown") is False:
        yield Hit()


@predicate("inspection_incomplete", "missing")
def _inspection_incomplete(_: Context, act: Act) -> Iterator[Hit]:
    missing = [label for key, label in INSPECTION_FIELDS.items() if not act.get(key)]
    if missing:
        yield Hit({"missing": "、".join(missing)})


@predicate("simple_fine_over_limit", "fine", "limit", "kind", "basis")
def _simple_fine_over_limit(context: Context, act: Act) -> Iterator[Hit]:
    party = context.party(act)
    if party is None:
        return
    limit, basis = simple_limit(context.view, party, act.on)
    fine = act.get("fine") or 0
    if fine > limit:
        kind = KIND_WORDS[context.view.limit_kind(party, act.on)]
        yield Hit({"fine": yuan(fine), "limit": yuan(limit), "kind": kind, "basis": basis})


@predicate("simple_kind_not_allowed", "kinds", "basis")
def _simple_kind_not_allowed(context: Context, act: Act) -> Iterator[Hit]:
    words = kinds_beyond_simple(context.view, penalty_of(act))
    if words:
        basis = context.view.rulebook.value("simple_kinds", act.on).basis
        yield Hit({"kinds": "、".join(words), "basis": basis})


@predicate("simple_without_penalty")
def _simple_without_penalty(_: Context, act: Act) -> Iterator[Hit]:
    penalty = penalty_of(act)
    if not (penalty.fine or penalty.warning or penalty.kinds or penalty.gains or penalty.goods):
        yield Hit()


@predicate("statement_not_recorded")
def _statement_not_recorded(context: Context, act: Act) -> Iterator[Hit]:
    if not statement_recorded(context.view, act):
        yield Hit(certain=False)


def statement_recorded(view: CaseView, act: Act) -> bool:
    """Whether the party's answer to the rights told stands in the decision, or in an act by that day."""
    answered = act.values.get("party_statement")
    if isinstance(answered, str) and answered.strip():
        return True
    heard = view.of("statement_received", "rights_waived", party=view.case.party_of(act))
    return any(other.on <= act.on for other in heard)


@predicate("fine_above_told", "fine", "told")
def _fine_above_told(context: Context, act: Act) -> Iterator[Hit]:
    told = _told_fine(act)
    if told is None:
        notices = context.view.of("notice_served", party=context.view.case.party_of(act))
        told = notices[-1].get("fine") if notices and notices[-1].on <= act.on else None
    fine = act.get("fine") or 0
    if told is not None and fine > told:
        yield Hit({"fine": yuan(fine), "told": yuan(told)})


def _told_fine(act: Act) -> int | None:
    """The fine told, in fen: a page stores fen, a script writes yuan with a decimal point."""
    told = act.values.get("told_fine")
    if isinstance(told, Decimal):
        return int(told * 100)
    return told if isinstance(told, int) else None


@predicate("remedies_not_told")
def _remedies_not_told(_: Context, act: Act) -> Iterator[Hit]:
    if act.get("remedies_told", True) is False:
        yield Hit()


@predicate("review_first_not_told")
def _review_first_not_told(context: Context, act: Act) -> Iterator[Hit]:
    if review_comes_first(context.view, act.on) and act.get("review_first_told") is False:
        yield Hit()


@predicate("review_first_not_recorded")
def _review_first_not_recorded(context: Context, act: Act) -> Iterator[Hit]:
    if review_comes_first(context.view, act.on) and act.get("review_first_told") is None:
        yield Hit(certain=False)


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


@predicate("limitation_passed", "due", "discovered")
def _limitation_passed(context: Context, act: Act) -> Iterator[Hit]:
    party = context.view.case.party_of(act)
    own = [clock for clock in context.clocks if clock.id == "limitation" and clock.party == party]
    late = [clock for clock in own if clock.met_on is not None and clock.met_on > clock.due]
    # Where one of several breaches is still within time, the penalty may rest on that one.
    if late and len(late) == len(own):
        yield Hit({"due": str(late[-1].due), "discovered": str(late[-1].met_on)})


@predicate("procedures_mixed", "steps")
def _procedures_mixed(context: Context, act: Act) -> Iterator[Hit]:
    party = context.view.case.party_of(act)
    steps = [words for kind, words in GENERAL_STEPS.items() if context.view.of(kind, party=party)]
    if steps:
        yield Hit({"steps": "、".join(steps)})


@predicate("decided_twice", "day")
def _decided_twice(context: Context, act: Act) -> Iterator[Hit]:
    party = context.view.case.party_of(act)
    fined = [other for other in context.view.of(*DECISIONS, party=party) if other.get("fine")]
    if act in fined and fined[0] is not act:
        yield Hit({"day": str(fined[0].on)})


@predicate("no_evidence")
def _no_evidence(context: Context, _: Act) -> Iterator[Hit]:
    if not evidence_recorded(context.view):
        yield Hit(certain=False)


def evidence_recorded(view: CaseView) -> bool:
    """Whether the case holds any evidence: a piece listed, an inspection, an interview or a sample."""
    return bool(view.case.evidence or view.of("site_inspected", "interview_held", "sample_taken"))


@predicate("filing_incomplete", "missing")
def _filing_incomplete(_: Context, act: Act) -> Iterator[Hit]:
    missing = [label for key, label in FILING_PARTS.items() if not act.get(key)]
    if missing:
        yield Hit({"missing": "、".join(missing)})
