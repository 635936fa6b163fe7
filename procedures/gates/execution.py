"""After the decision: service in its order, deferral that adds up, court after the reminder, closing with proof.

Sources: 行政处罚法 第四十八条、第六十一条、第六十六条; 行政强制法 第五十三条、第五十四条.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from procedures.account import Account, account_of
from procedures.case import Act, Party
from procedures.days import shifted
from procedures.gates.registry import Context, Hit, predicate
from procedures.kinds import kinds
from procedures.money import decided_fine, payments
from procedures.triggers import reminded_on
from procedures.view import DECISIONS, REVOKING, CaseView, answers, revoked_by, yuan

OUTCOMES = (*DECISIONS, "no_penalty_decided")


@predicate("served_before_decision", "decided")
def _served_before_decision(context: Context, act: Act) -> Iterator[Hit]:
    made = [other for other in context.of(act, *OUTCOMES) if answers(act, other)] or context.of(act, *OUTCOMES)
    if not made:
        yield Hit({"decided": "没有作出决定的记录"}, certain=False)
    elif act.on < made[0].on:
        yield Hit({"decided": f"决定于{made[0].on}作出"})


@predicate("before_decision", "what", "decided")
def _before_decision(context: Context, act: Act) -> Iterator[Hit]:
    made = context.of(act, *OUTCOMES)
    if made and act.on < made[0].on:
        yield Hit({"what": kinds()[act.kind].label, "decided": str(made[0].on)})


@predicate("instalments_differ", "sum", "what", "fine", "difference")
def _instalments_differ(context: Context, act: Act) -> Iterator[Hit]:
    """A plan that adds up neither to the fine nor to what was still unpaid of it."""
    rows = act.get("instalments") or ()
    party = context.view.case.party_of(act)
    if not rows or not context.view.decisions(party):
        return
    fine = decided_fine(context.view, party, until=act.on)
    total = sum(row["amount"] for row in rows)
    paid = sum(each.amount for each in payments(context.view, party) if each.head == "fine" and each.on < act.on)
    if total not in (fine, fine - paid):
        owed, what = fine - paid, "未缴罚款" if paid else "罚款"
        more = f"多{yuan(total - owed)}元" if total > owed else f"少{yuan(owed - total)}元"
        yield Hit({"sum": yuan(total), "what": what, "fine": yuan(owed), "difference": more})


@predicate("instalments_not_rising", "why")
def _instalments_not_rising(_: Context, act: Act) -> Iterator[Hit]:
    days = [row["due_on"] for row in act.get("instalments") or ()]
    for earlier, later in pairwise(days):
        if later <= earlier:
            yield Hit({"why": f"{earlier}之后是{later}"})
            return
    if days and isinstance(act.until, date) and days[-1] != act.until:
        yield Hit({"why": f"最后一期{days[-1]}与批准的期限{act.until}不一致"})


@predicate("court_without_reminder")
def _court_without_reminder(context: Context, act: Act) -> Iterator[Hit]:
    if not _reminded(context, act):
        yield Hit()


@predicate("court_before_reminder_ends", "reminded", "possible")
def _court_before_reminder_ends(context: Context, act: Act) -> Iterator[Hit]:
    reminded = _reminded(context, act)
    if not reminded:
        return
    days = int(context.view.rulebook.value("reminder_days", reminded[-1]).value)
    possible = shifted(context.view.rulebook.calendar.step(reminded[-1], days), 1)
    if act.on < possible:
        yield Hit({"reminded": str(reminded[-1]), "possible": str(possible)}, possible_on=possible)


def _reminded(context: Context, act: Act) -> Sequence[date]:
    """The days up to an act on which a reminder reached its party."""
    return [day for day in reminded_on(context.view, context.clocks, context.view.case.party_of(act)) if day <= act.on]


@predicate("court_before_remedies_end", "end")
def _court_before_remedies_end(context: Context, act: Act) -> Iterator[Hit]:
    party = context.view.case.party_of(act)
    for clock in context.clocks:
        if clock.id == "court_application" and clock.party == party and act.on <= clock.trigger_on:
            yield Hit({"end": str(clock.trigger_on)}, possible_on=shifted(clock.trigger_on, 1))


def _parties(context: Context, act: Act) -> Iterator[Party]:
    """The parties that a closing concerns."""
    return (party for party in context.view.parties() if context.view.concerns(act, party.id))


def _account(context: Context, act: Act, party: str) -> Account:
    """The account at the end of the day of an act: what was paid later does not count."""
    view = CaseView(context.view.case.until(act.on), context.view.rulebook)
    return account_of(view, context.clocks, party, act.on)


def _named(context: Context, party: Party) -> str:
    return f"{party.name}：" if len(context.view.case.parties) > 1 else ""


@predicate("money_not_settled", "who", "owed", "paid", "difference")
def _money_not_settled(context: Context, act: Act) -> Iterator[Hit]:
    """A case closed as performed whose receipts are not what was owed, to the fen."""
    if act.get("ground") != "performed":
        return
    for party in _parties(context, act):
        sums = _account(context, act, party.id)
        if not sums.is_settled and sums.dues:
            difference = f"少{yuan(sums.open)}元" if sums.open else f"多{yuan(sums.overpaid)}元"
            yield Hit(
                {
                    "who": _named(context, party),
                    "owed": yuan(sums.owed),
                    "paid": yuan(sums.paid),
                    "difference": difference,
                }
            )


@predicate("closing_ground_unproven", "who", "why")
def _closing_ground_unproven(context: Context, act: Act) -> Iterator[Hit]:
    for party in _parties(context, act):
        why = _unproven(context, act, party.id)
        if why:
            yield Hit({"who": _named(context, party), "why": why})


def _unproven(context: Context, act: Act, party: str) -> str:
    ground, view = act.get("ground"), context.view
    decided = [a for a in view.of(*OUTCOMES, party=party) if a.on <= act.on]
    if ground == "performed" and not decided:
        return "理由是履行完毕，但没有处罚决定的记录"
    if ground == "court_accepted" and not [
        a for a in view.of("court_application_filed", party=party) if a.on <= act.on
    ]:
        return "理由是法院受理，但没有申请强制执行的记录"
    if ground == "decision_revoked" and not _revoked(context, act, party):
        return "理由是决定被撤销，但没有撤销的记录"
    if ground == "nothing_to_perform" and decided and decided[-1].kind != "no_penalty_decided":
        decided_sum = _account(context, act, party).decided
        return f"理由是无须执行，但决定的款项有{yuan(decided_sum)}元" if decided_sum else ""
    return ""


def _revoked(context: Context, act: Act, party: str) -> bool:
    found = [other for other in context.view.of(*REVOKING, party=party) if other.on <= act.on]
    return any(other.get(REVOKING[other.kind]) == "revoked" for other in found)


@predicate("left_undone_at_closing", "missing")
def _left_undone_at_closing(context: Context, act: Act) -> Iterator[Hit]:
    """What a closing report would have to leave out: service, publication, goods of which nothing is recorded."""
    missing = [
        f"{_named(context, party)}{what}"
        for party in _parties(context, act)
        for what in _undone(context, act, party.id)
    ]
    if missing:
        yield Hit({"missing": "、".join(missing)})


def _undone(context: Context, act: Act, party: str) -> Iterator[str]:
    view = context.view
    decisions = [a for a in view.of("decision_made", party=party) if a.on <= act.on]
    if not decisions:
        return
    decision = decisions[-1]
    revoking = revoked_by(view, decision)
    if revoking is not None and revoking.on <= act.on:
        return
    done = {a.kind for a in view.acts if a.on <= act.on and view.concerns(a, party)}
    if not done & {"decision_served", "public_notice_issued"}:
        yield "决定书的送达"
    if "decision_published" not in done and decision.values.get("social_effect") is not False:
        yield "决定的公示"
    confiscated = decision.get("confiscated_goods") or decision.values.get("confiscated_items")
    if (confiscated or "goods_surrendered" in done) and "goods_disposed" not in done:
        yield "没收、上缴物品的处理"


@predicate("archived_before_closing")
def _archived_before_closing(context: Context, act: Act) -> Iterator[Hit]:
    if not context.before(act, "case_closed"):
        yield Hit(certain=False)
