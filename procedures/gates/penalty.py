"""What a fine and what goes with it must keep to: range, discretion table, kinds of the article, one fine for one act.

Sources: 行政处罚法 第二十七条至第二十九条、第三十二条、第三十四条、第三十六条、第五十七条; the article of each offence.
"""

from collections.abc import Iterator, Sequence

from procedures.case import Act
from procedures.catalogue import Offence
from procedures.discretion import (
    Breach,
    Departure,
    TransferQuestion,
    breaches,
    departures,
    hand_range,
    judged_fines,
    same_act_of,
    time_barred,
    told_value,
    transfer_question,
)
from procedures.gates.registry import Context, Hit, predicate
from procedures.goods_lines import ZERO, quantity_of
from procedures.view import PENALTY_WORDS, penalty_of, yuan

MONEY = frozenset({"illegal_gains", "test_fee", "transport_fee", "data"})
FITS_ALWAYS = ("order",)
ITEMS = "confiscated_items"


@predicate("fine_outside_range", "what", "fine", "why", "basis")
def _fine_outside_range(context: Context, act: Act) -> Iterator[Hit]:
    """A fine above the ceiling, below the floor without a ground, or where the article has none at all."""
    party = context.party(act)
    if party is None:
        return
    for judged in judged_fines(context.view, party, act):
        if judged.why and not (judged.bounds.why_none and _waits_for_failure(judged.breaches)):
            words = {"what": _names(context, act, judged.breaches), "fine": yuan(judged.fine or 0)}
            yield Hit(words | {"why": judged.why, "basis": judged.basis}, certain=judged.bounds.certain)


@predicate("fine_before_failure", "what", "why", "basis")
def _fine_before_failure(context: Context, act: Act) -> Iterator[Hit]:
    """A fine that the article allows only after a correction was refused or didn't come in time."""
    party = context.party(act)
    if party is None:
        return
    for judged in judged_fines(context.view, party, act):
        if judged.why and judged.bounds.why_none and _waits_for_failure(judged.breaches):
            # What is ordered and not yet found corrected may still turn out to be refused.
            ordered = bool(context.before(act, "correction_ordered"))
            corrected = all(breach.facts.corrected == "yes" for breach in judged.breaches)
            never_ordered = not ordered and context.kept_since_opening(act)
            words = {"what": _names(context, act, judged.breaches), "why": judged.why, "basis": judged.bounds.basis}
            yield Hit(words, certain=corrected or never_ordered)


def _waits_for_failure(own: Sequence[Breach]) -> bool:
    return all(breach.offence is not None and breach.offence.fine_needs_failure for breach in own)


def _names(context: Context, act: Act, own: Sequence[Breach]) -> str:
    """Which breach a fine is for, where there are several."""
    party = context.party(act)
    several = party is not None and len(breaches(context.view, party, act)) > len(own)
    return f"{'、'.join(breach.name for breach in own)}：" if several else ""


@predicate("range_not_checked", "what", "why")
def _range_not_checked(context: Context, act: Act) -> Iterator[Hit]:
    """A fine for an offence whose article wasn't checked, without a range entered by hand with source and voucher."""
    party = context.party(act)
    if party is None or not act.get("fine") or hand_range(context.view, party, act) is not None:
        return
    for breach in breaches(context.view, party, act):
        if breach.refused is not None and breach.refused.reason == "unverified":
            yield Hit({"what": breach.name, "why": str(breach.refused.problems[0].text)})


@predicate("departs_without_reason", "what", "fine", "table", "range")
def _departs_without_reason(context: Context, act: Act) -> Iterator[Hit]:
    yield from (_departing(each) for each in _departures(context, act) if not each.reason)


@predicate("departs_without_discussion", "what", "fine", "table", "range")
def _departs_without_discussion(context: Context, act: Act) -> Iterator[Hit]:
    if not context.before(act, "discussion_held"):
        yield from (_departing(each) for each in _departures(context, act))


def _departures(context: Context, act: Act) -> Sequence[Departure]:
    party = context.party(act)
    return departures(context.view, party, act) if party is not None else ()


def _departing(each: Departure) -> Hit:
    table = each.graded[0].name if each.certain else each.graded[0].table.name
    words = {"what": each.breach.name, "fine": yuan(each.fine), "table": table, "range": each.range_words}
    return Hit(words, certain=each.certain)


@predicate("kind_not_given", "kinds", "articles")
def _kind_not_given(context: Context, act: Act) -> Iterator[Hit]:
    """A kind of penalty that none of the articles has; said only where all of them were checked."""
    own = _checked(context, act)
    given = frozenset(FITS_ALWAYS).union(*(_kinds_of(entry) for entry in own))
    penalty = penalty_of(act)
    kinds = (*penalty.kinds, *(("warning",) if penalty.warning and "warning" not in penalty.kinds else ()))
    added = [PENALTY_WORDS[kind] for kind in kinds if kind not in given]
    if own and added:
        yield Hit({"kinds": "、".join(added), "articles": _articles(own)})


def _kinds_of(entry: Offence) -> frozenset[str]:
    """The kinds that an article has at all, whatever the facts."""
    measures = {each.measure for each in entry.measures}
    found = {"warning"} if entry.warning else set()
    if entry.stop_business != "none":
        found.add("stop_business")
    if entry.order == "close" or "close_business" in measures:
        found |= {"close_business", "stop_business"}
    if entry.licence.act == "revoke" or "revoke_business_licence" in measures:
        found.add("revoke_licence")
    if entry.licence.act == "suspend" or entry.suspension is not None:
        found.add("suspend_licence")
    if entry.ban is not None or "application_bar" in measures:
        found.add("trade_ban")
    return frozenset(found)


def _checked(context: Context, act: Act) -> Sequence[Offence]:
    """The offences that an act punishes; none where one of them is unknown or wasn't checked against the text."""
    party = context.party(act)
    own = breaches(context.view, party, act) if party is not None else ()
    entries = [breach.offence for breach in own if breach.offence is not None and breach.offence.verified]
    return tuple({entry.id: entry for entry in entries}.values()) if len(entries) == len(own) else ()


def _articles(own: Sequence[Offence]) -> str:
    return "、".join(dict.fromkeys(entry.penalty.short for entry in own))


@predicate("confiscation_not_given", "articles")
def _confiscation_not_given(context: Context, act: Act) -> Iterator[Hit]:
    """Things confiscated where no article allows any."""
    own = _checked(context, act)
    things = {token for entry in own for token in _confiscated(entry)} - MONEY
    if own and not things and _takes_things(context, act):
        yield Hit({"articles": _articles(own)})


@predicate("gains_not_given", "articles")
def _gains_not_given(context: Context, act: Act) -> Iterator[Hit]:
    """Gains confiscated where no article says so; since 2021-07-15 行政处罚法 第二十八条 does for all."""
    own = _checked(context, act)
    if own and act.get("confiscated_gains") and not any("illegal_gains" in _confiscated(entry) for entry in own):
        yield Hit({"articles": _articles(own)})


def _confiscated(entry: Offence) -> frozenset[str]:
    rules = entry.confiscation
    must = (*rules.always, *rules.overdue, *rules.refusal, *rules.serious)
    return frozenset((*must, *rules.may, *rules.serious_may, *rules.especially_serious_may))


@predicate("gains_left", "gains", "basis")
def _gains_left(context: Context, act: Act) -> Iterator[Hit]:
    """Gains that were found, and that the article confiscates, left with the party."""
    if act.get("fine") is None or act.get("confiscated_gains"):
        return
    for breach in _ranged(context, act):
        gains = breach.facts.quantities.get("illegal_gains")
        if "illegal_gains" in _must(breach) and not isinstance(gains, str) and gains:
            yield Hit({"gains": yuan(int(gains)), "basis": _place(breach)})


@predicate("goods_left", "basis")
def _goods_left(context: Context, act: Act) -> Iterator[Hit]:
    """Goods of the list that are still there, and that the article confiscates, left with the party."""
    if act.get("fine") is None or _takes_things(context, act):
        return
    surrendered = context.of(act, "goods_surrendered")
    alone = len(context.view.case.parties) == 1
    for breach in _ranged(context, act):
        if alone and not surrendered and "goods" in _must(breach) and _some_left(context):
            yield Hit({"basis": _place(breach)}, certain=False)


def _takes_things(context: Context, act: Act) -> bool:
    """Whether things are confiscated: by their value, or listed in the act or in what led up to it."""
    party = context.party(act)
    listed = told_value(context.view, party, act, ITEMS) if party is not None else ()
    return bool(act.get("confiscated_goods") or listed)


def _some_left(context: Context) -> bool:
    for line in context.view.case.goods:
        gone = (quantity_of(each) or ZERO for each in (line.sold, line.sampled, line.returned))
        if (quantity_of(line.quantity) or ZERO) - sum(gone, ZERO) > 0:
            return True
    return False


@predicate("licence_left", "licence", "basis")
def _licence_left(context: Context, act: Act) -> Iterator[Hit]:
    """A licence that the article revokes on these facts, left; nothing where the party is recorded to hold another."""
    party = context.party(act)
    if party is None or act.get("fine") is None or "revoke_licence" in penalty_of(act).kinds:
        return
    for breach in _ranged(context, act):
        licence = breach.range.licence if breach.range else None
        if licence is not None and licence.act == "revoke" and licence.mode == "must":
            held = licence.which in party.licence_name
            if held or not party.licence_name:
                yield Hit({"licence": licence.which, "basis": _place(breach)}, certain=held)


@predicate("revoked_by_another_body", "licence", "to", "basis")
def _revoked_by_another_body(context: Context, act: Act) -> Iterator[Hit]:
    """A licence revoked that the article leaves to another body."""
    if "revoke_licence" not in penalty_of(act).kinds:
        return
    own = _ranged(context, act)
    if any(breach.range.licence.act == "revoke" for breach in own if breach.range):
        return
    for breach in own:
        for referral in breach.range.referrals if breach.range else ():
            if referral.measure.startswith("revoke"):
                yield Hit({"licence": referral.text, "to": referral.to, "basis": _place(breach)})


@predicate("another_body_punishes", "why", "basis")
def _another_body_punishes(context: Context, act: Act) -> Iterator[Hit]:
    """A fine under an article that leaves the punishing to a higher body."""
    for breach in _ranged(context, act) if act.get("fine") else ():
        for referral in breach.range.referrals if breach.range else ():
            if referral.measure == "punish":
                yield Hit({"why": referral.text, "basis": _place(breach)})


def _ranged(context: Context, act: Act) -> Sequence[Breach]:
    """The breaches of which the catalogue gives a range; all that the act punishes, else none."""
    party = context.party(act)
    own = breaches(context.view, party, act) if party is not None else ()
    return own if all(breach.range is not None for breach in own) else ()


def _must(breach: Breach) -> tuple[str, ...]:
    return breach.range.confiscate if breach.range else ()


def _place(breach: Breach) -> str:
    return breach.offence.penalty.short if breach.offence else ""


@predicate("fined_for_what_is_time_barred", "what", "due", "discovered")
def _fined_for_what_is_time_barred(context: Context, act: Act) -> Iterator[Hit]:
    """One of several breaches fined after its own limitation had run out; of all of them another rule speaks."""
    party = context.party(act)
    own = breaches(context.view, party, act) if party is not None else ()
    late = [(breach, clock) for breach in own if (clock := time_barred(context.clocks, breach)) is not None]
    if len(late) == len(own):
        return
    for breach, clock in late:
        if breach.fine:
            yield Hit({"what": breach.name, "due": str(clock.due), "discovered": str(clock.met_on)})


@predicate("one_act_fined_twice", "what")
def _one_act_fined_twice(context: Context, act: Act) -> Iterator[Hit]:
    """Fines for more than one provision that the act itself says is one act."""
    party = context.party(act)
    compared = same_act_of(context.view, party, act) if party is not None else None
    if compared is None:
        return
    named = {each.offence.id: each.offence.name for each in compared.ranges}
    fined = [row["offence"] for row in act.get("fines") or () if row["amount"] and row["offence"] in named]
    if len(set(fined)) > 1:
        yield Hit({"what": "、".join(named[each] for each in dict.fromkeys(fined))})


@predicate("lower_provision_applied", "why")
def _lower_provision_applied(context: Context, act: Act) -> Iterator[Hit]:
    """A fine under another provision than the one with the higher fine."""
    party = context.party(act)
    compared = same_act_of(context.view, party, act) if party is not None else None
    if compared is None or compared.governing is None:
        return
    named = {each.offence.id for each in compared.ranges}
    fined = {row["offence"] for row in act.get("fines") or () if row["amount"] and row["offence"] in named}
    if len(fined) == 1 and compared.governing not in fined:
        yield Hit({"why": compared.why})


@predicate("fines_not_told_apart", "what")
def _fines_not_told_apart(context: Context, act: Act) -> Iterator[Hit]:
    """Several breaches, one fine, and nothing that says how much is for which."""
    party = context.party(act)
    own = breaches(context.view, party, act) if party is not None else ()
    alike = same_act_of(context.view, party, act) if party is not None else None
    apart = {breach.offence_id for breach in own} - {each.offence.id for each in (alike.ranges if alike else ())}
    if act.get("fine") and not act.get("fines") and len(own) > 1 and len(apart) + bool(alike) > 1:
        yield Hit({"what": "、".join(dict.fromkeys(breach.name for breach in own))})


@predicate("transfer_not_decided", "reached", "missing", "basis")
def _transfer_not_decided(context: Context, act: Act) -> Iterator[Hit]:
    """A fine while the question of a transfer is open; one that was raised as suspected has a rule of its own."""
    party = context.party(act)
    if party is None or not act.get("fine") or context.before(act, "crime_suspected"):
        return
    question = transfer_question(context.view, party, act.on)
    if question is not None and question.is_open:
        yield _asking(question)


@predicate("transfer_open_at_closing", "reached", "missing", "basis")
def _transfer_open_at_closing(context: Context, act: Act) -> Iterator[Hit]:
    """A case closed with a fine alone while the question of a transfer is open."""
    for party in context.view.parties():
        fined = [each for each in context.view.decisions(party.id) if each.get("fine") and each.on <= act.on]
        question = (
            transfer_question(context.view, party, act.on) if fined and context.view.concerns(act, party.id) else None
        )
        if question is not None and question.is_open:
            yield _asking(question)


def _asking(question: TransferQuestion) -> Hit:
    reached = "；".join(line.text for line in question.reached)
    basis = "；".join(dict.fromkeys(line.basis for line in question.reached))
    return Hit({"reached": reached, "missing": question.missing, "basis": basis}, certain=False)
