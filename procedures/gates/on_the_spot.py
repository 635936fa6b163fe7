"""What an on-the-spot decision must keep to (行政处罚法 第五十一条至第五十三条).

What it needs beyond its fields stands in its `values`: `party_statement` (what the party answered), `told_fine` (the
fine told to the party).
"""

from collections.abc import Iterator
from decimal import Decimal

from procedures.case import Act
from procedures.gates.registry import Context, Hit, predicate
from procedures.thresholds import kinds_beyond_simple, simple_limit
from procedures.triggers import review_comes_first
from procedures.view import KIND_WORDS, CaseView, penalty_of, yuan

GENERAL_STEPS = {"case_opened": "立案", "notice_served": "事先告知", "decision_made": "普通程序的处罚决定"}


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


@predicate("review_first_not_told")
def _review_first_not_told(context: Context, act: Act) -> Iterator[Hit]:
    if review_comes_first(context.view, act.on) and act.get("review_first_told") is False:
        yield Hit()


@predicate("review_first_not_recorded")
def _review_first_not_recorded(context: Context, act: Act) -> Iterator[Hit]:
    if review_comes_first(context.view, act.on) and act.get("review_first_told") is None:
        yield Hit(certain=False)


@predicate("procedures_mixed", "steps")
def _procedures_mixed(context: Context, act: Act) -> Iterator[Hit]:
    party = context.view.case.party_of(act)
    steps = [words for kind, words in GENERAL_STEPS.items() if context.view.of(kind, party=party)]
    if steps:
        yield Hit({"steps": "、".join(steps)})
