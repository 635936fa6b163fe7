"""The steps after the decision: service, publication, filing, money, court, goods, closing.

Sources: 行政处罚法 第四十八条、第六十一条、第六十六条至第七十四条; 行政强制法 第五十三条至第五十五条; 附件2.
"""

from collections.abc import Sequence
from datetime import date

from procedures.account import Account, account_of
from procedures.filing import Filing, filings
from procedures.filing_acts import FILING_PARTS
from procedures.general.notice import published, still_published
from procedures.steps import BARRED, DONE, NEEDED, Bar, Need, Situation, named
from procedures.thresholds import comparisons
from procedures.triggers import DECISION_PAPER, REMINDER_PAPER, reminded_on
from procedures.view import DECISIONS, answers, yuan


@named(DONE, "decision_in_hand")
def _decision_in_hand(now: Situation) -> date | None:
    """Served, or taken as served at the end of a public notice of the decision."""
    decision = now.last("decision_made", "no_penalty_decided", "on_the_spot_decision")
    if decision is None:
        return None
    if decision.kind == "on_the_spot_decision":
        return decision.on
    days = [act.on for act in now.of("decision_served") if act.on >= decision.on and answers(act, decision)]
    days += [state.clock.due for _, state in published(now, DECISION_PAPER) if decision.on <= state.clock.trigger_on]
    return min((day for day in days if day <= now.today), default=None)


@named(BARRED, "decision_published")
def _decision_published(now: Situation) -> Bar | None:
    return still_published(now, DECISION_PAPER)


@named(NEEDED, "major_penalty")
def _major_penalty(now: Situation) -> Need | None:
    """Whether the decision, or a change of it, must be filed, with the figure that decides it (附件2 第二条)."""
    if now.verdict is None or now.verdict.major is None:
        return None
    standing = [filing for filing in _filings(now) if filing.clock.waived_on is None]
    grounds = standing[-1].grounds if standing else now.verdict.major_grounds
    if grounds:
        told = "、".join(ground.text for ground in grounds)
        missing = "、".join(FILING_PARTS[key] for filing in standing[-1:] for key in _left_out(filing))
        return Need(True, f"属于重大行政处罚：{told}" + (f"；已报送，缺{missing}" if missing else ""))
    if not now.of(*DECISIONS):
        return None
    party = next(party for party in now.view.parties() if party.id == now.party)
    fine = next(each for each in comparisons(now.view, party, now.of(*DECISIONS)[-1]) if each.threshold)
    return Need(False, f"不属于重大行政处罚：{fine.text}", fine.basis)


def _filings(now: Situation) -> Sequence[Filing]:
    """The filings with the recipient that is looked at."""
    found = filings(now.view, [state.clock for state in now.clocks])
    return [filing for filing in found if now.recipient in ("", filing.recipient)]


def _left_out(filing: Filing) -> Sequence[str]:
    return filing.missing if filing.state == "incomplete" else ()


@named(DONE, "filed_whole")
def _filed_whole(now: Situation) -> date | None:
    """With all its parts, and again after a change that asks for it."""
    found = _filings(now)
    days = [filing.complete_on for filing in found if filing.complete_on]
    return max(days) if days and not any(filing.is_owed for filing in found) else None


@named(NEEDED, "withdrawal")
def _withdrawal(now: Situation) -> Need:
    published, changed = now.last("decision_published"), now.last("decision_changed")
    if published and changed and changed.on >= published.on:
        return Need(True, "")
    return Need(False, "已公开的决定没有变更、撤销")


def account(now: Situation) -> Account:
    """The account of the party on the day that is looked at."""
    return account_of(now.view, [state.clock for state in now.clocks], now.party, now.today)


def _last_money(now: Situation) -> date | None:
    return now.day_of("fine_paid", "fine_collected")


@named(NEEDED, "money_owed")
def _money_owed(now: Situation) -> Need | None:
    if not now.of(*DECISIONS):
        return None
    if not account(now).decided:
        return Need(False, "没有罚款和没收违法所得")
    filed = now.last("court_application_filed")
    refused = now.last("court_refused")
    if filed and not (refused and refused.on >= filed.on):
        return Need(False, f"{filed.on}已申请人民法院强制执行")
    return Need(True, "")


@named(DONE, "paid")
def _paid(now: Situation) -> date | None:
    sums = account(now) if _last_money(now) else None
    if sums is None or not sums.decided or sums.open_of("fine") or sums.open_of("gains"):
        return None
    return _last_money(now)


@named(NEEDED, "surcharge_owed")
def _surcharge_owed(now: Situation) -> Need | None:
    if not now.of(*DECISIONS):
        return None
    owed = account(now).owed_of("surcharge")
    if not owed:
        return Need(False, "没有逾期缴纳")
    if now.of("court_application_filed"):
        return Need(False, "已申请人民法院强制执行")
    return Need(True, f"逾期缴纳，截至{now.today}加处罚款{yuan(owed)}元")


@named(DONE, "surcharge_paid")
def _surcharge_paid(now: Situation) -> date | None:
    if not _last_money(now):
        return None
    sums = account(now)
    return _last_money(now) if sums.owed_of("surcharge") and not sums.open else None


@named(DONE, "remedies_settled")
def _remedies_settled(now: Situation) -> date | None:
    """The outcome of the newest of reconsideration and suit."""
    asked = now.last("reconsideration_applied", "suit_filed")
    outcome = now.last("reconsideration_decided", "judgment_given")
    return outcome.on if asked and outcome and outcome.on >= asked.on else None


@named(NEEDED, "review_copy_received")
def _review_copy_received(now: Situation) -> Need:
    return Need(True, "") if now.of("reconsideration_copy_received") else Need(False, "没有收到复议申请副本")


@named(NEEDED, "reminder_due")
def _reminder_due(now: Situation) -> Need | None:
    """Once the day of payment has passed with something open."""
    return _after_payment_day(now, "没有逾期不履行")


@named(DONE, "reminded")
def _reminded(now: Situation) -> date | None:
    days = reminded_on(now.view, [state.clock for state in now.clocks], now.party)
    return next((day for day in reversed(days) if day <= now.today), None)


@named(BARRED, "reminder_published")
def _reminder_published(now: Situation) -> Bar | None:
    return still_published(now, REMINDER_PAPER)


@named(NEEDED, "court_needed")
def _court_needed(now: Situation) -> Need | None:
    return _after_payment_day(now, "没有逾期不履行")


def _after_payment_day(now: Situation, why_not: str) -> Need | None:
    if not now.of(*DECISIONS):
        return None
    payment = now.clock(("payment",))
    late = payment is not None and payment.clock.due < now.today and account(now).open > 0
    return Need(True, "") if late else Need(False, why_not)


@named(DONE, "court_applied")
def _court_applied(now: Situation) -> date | None:
    filed, refused = now.last("court_application_filed"), now.last("court_refused")
    return filed.on if filed and not (refused and refused.on >= filed.on) else None


@named(NEEDED, "goods_to_dispose")
def _goods_to_dispose(now: Situation) -> Need | None:
    """Goods that the decision confiscates, or that the party handed over of its own will."""
    decision = now.last(*DECISIONS)
    if now.of("goods_surrendered"):
        return Need(True, "当事人自愿上缴的物品")
    if decision is None:
        return None
    if decision.get("confiscated_goods") or decision.values.get("confiscated_items"):
        return Need(True, "")
    return Need(False, "没有没收、上缴的物品")


@named(DONE, "goods_out")
def _goods_out(now: Situation) -> date | None:
    """Every piece that was confiscated or handed over is disposed of; where quantities are not known one record is."""
    disposed = now.last("goods_disposed")
    if disposed is None:
        return None
    lines = now.view.goods.ledger().lines
    left = any(line.certain and line.confiscated + line.surrendered > line.disposed for line in lines)
    return None if left else disposed.on


@named(DONE, "refunded")
def _refunded(now: Situation) -> date | None:
    refunded = now.day_of("refund_made")
    return refunded if refunded and not account(now).overpaid else None


@named(NEEDED, "refund_due")
def _refund_due(now: Situation) -> Need | None:
    if not _last_money(now):
        return Need(False, "没有多收的款项")
    excess = account(now).overpaid
    if excess:
        return Need(True, f"多收{yuan(excess)}元")
    return Need(False, "没有多收的款项")
