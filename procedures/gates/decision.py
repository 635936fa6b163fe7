"""What must come before a decision, and what it may hold: review, discussion, no more than was noticed.

Sources: 行政处罚法 第四十四条、第四十五条、第五十七条、第五十八条、第六十二条.
"""

from collections.abc import Iterator

from procedures.case import Act
from procedures.gates.notice import notice_before
from procedures.gates.registry import Context, Hit, predicate
from procedures.goods_value import illegal_gains
from procedures.thresholds import HEAD_WORDS, Duty, PartyVerdict, verdict_on
from procedures.view import PENALTY_WORDS, penalty_of, yuan

NOT_A_PENALTY = "order"


def _verdict(context: Context, act: Act) -> PartyVerdict | None:
    party = context.party(act)
    return verdict_on(context.view, party, act) if party else None


@predicate("review_missing", "reason", "why")
def _review_missing(context: Context, act: Act) -> Iterator[Hit]:
    """A required legal review that wasn't given, came after the decision or wasn't passed."""
    verdict = _verdict(context, act)
    if verdict is None or verdict.legal_review is None or not verdict.legal_review.required:
        return
    given = context.before(act, "legal_review_given")
    if given and given[-1].get("passed"):
        return
    if given:
        yield Hit({"reason": verdict.legal_review.reason, "why": f"{given[-1].on}的审核没有通过"})
    else:
        yield _missing(context, act, "legal_review_given", verdict.legal_review, "没有法制审核的记录")


@predicate("discussion_missing", "reason", "why")
def _discussion_missing(context: Context, act: Act) -> Iterator[Hit]:
    verdict = _verdict(context, act)
    duty: Duty | None = verdict.discussion if verdict else None
    if duty and duty.required and not context.before(act, "discussion_held"):
        yield _missing(context, act, "discussion_held", duty, "没有集体讨论的记录")


def _missing(context: Context, act: Act, kind: str, duty: Duty, absent: str) -> Hit:
    later = [other for other in context.of(act, kind) if other.on > act.on]
    why = f"{later[0].on}才进行，晚于决定" if later else absent
    return Hit({"reason": duty.reason, "why": why}, certain=bool(later) or context.kept_since_opening(act))


@predicate("reviewer_investigated", "reviewer")
def _reviewer_investigated(context: Context, act: Act) -> Iterator[Hit]:
    reviewer = act.get("reviewer")
    if reviewer and context.investigated(reviewer):
        yield Hit({"reviewer": context.name(reviewer)})


@predicate("reviewer_chaired", "reviewer")
def _reviewer_chaired(context: Context, act: Act) -> Iterator[Hit]:
    reviewer = act.get("reviewer")
    chairs = {context.name(held.get("presided_by") or "") for held in context.before(act, "hearing_held")}
    if reviewer and context.name(reviewer) in chairs:
        yield Hit({"reviewer": context.name(reviewer)})


@predicate("heavier_than_noticed", "notice", "more")
def _heavier_than_noticed(context: Context, act: Act) -> Iterator[Hit]:
    """More money, or another kind of penalty, than the newest notice told of."""
    notice = notice_before(context, act)
    if notice is None or not _tells_of_penalty(notice):
        return
    told, decided = penalty_of(notice), penalty_of(act)
    amounts = (
        ("fine", told.fine, decided.fine),
        ("confiscated_gains", told.gains, decided.gains),
        ("confiscated_goods", told.goods, decided.goods),
    )
    more = [f"{HEAD_WORDS[head]}{yuan(now)}元，告知{yuan(then)}元" for head, then, now in amounts if now > then]
    more += [
        f"没有告知的{PENALTY_WORDS[kind]}"
        for kind in decided.kinds
        if kind not in told.kinds and kind != NOT_A_PENALTY and not (kind == "warning" and told.warning)
    ]
    if more:
        yield Hit({"notice": str(notice.on), "more": "；".join(more)})


def _tells_of_penalty(notice: Act) -> bool:
    """Whether a notice records any of what it proposes; one that records nothing can't be compared."""
    return any(notice.get(key) is not None for key in ("fine", "confiscated_gains", "confiscated_goods", "kinds"))


@predicate("fines_do_not_add_up", "sum", "fine")
def _fines_do_not_add_up(_: Context, act: Act) -> Iterator[Hit]:
    fines = penalty_of(act).fines
    if fines and sum(fines) != penalty_of(act).fine:
        yield Hit({"sum": yuan(sum(fines)), "fine": yuan(penalty_of(act).fine)})


@predicate("no_gains_to_confiscate", "why")
def _no_gains_to_confiscate(context: Context, act: Act) -> Iterator[Hit]:
    """A confiscation of gains that are recorded as nothing."""
    gains = act.get("confiscated_gains")
    if gains == 0:
        yield Hit({"why": "没收的违法所得填写为零"})
    if not gains:
        return
    party = context.view.case.party_of(act)
    found = [c.facts.get("illegal_gains") for c in context.view.case.conducts if c.party == party]
    if found and all(amount == 0 for amount in found):
        yield Hit({"why": f"查明的违法所得为零，却没收违法所得{yuan(gains)}元"})


@predicate("recused_officer_acted", "officer", "day")
def _recused_officer_acted(context: Context, act: Act) -> Iterator[Hit]:
    for decided in context.view.of("recusal_decided"):
        officer = decided.get("officer")
        if decided.get("recused") and officer in act.officers and act.on > decided.on:
            yield Hit({"officer": context.name(officer), "day": str(decided.on)})


@predicate("gains_differ_from_goods", "told", "counted", "with_samples")
def _gains_differ_from_goods(context: Context, act: Act) -> Iterator[Hit]:
    """A confiscation of gains that are not what the list says was taken for the goods, samples paid for or not."""
    told, goods = act.get("confiscated_gains"), context.view.case.goods
    sold, paid = illegal_gains(goods), illegal_gains(goods, samples_paid=True)
    alone = len(context.view.case.parties) == 1
    if alone and told and sold.steps and paid.complete and told not in (sold.total, paid.total):
        more = f"，连同付款的抽样为{yuan(paid.total)}元" if paid.total != sold.total else ""
        yield Hit({"told": yuan(told), "counted": yuan(sold.total), "with_samples": more})
