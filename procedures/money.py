"""What a party owes and when: the fine, its day of payment, and the surcharge (加处罚款) for paying late.

Sources: 行政处罚法 第六十六条、第六十七条、第七十二条、第七十三条; 行政强制法 第四十五条. Amounts in fen.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from procedures.case import Act
from procedures.view import DECISIONS, CaseView

ONE_DAY = timedelta(days=1)
PER_THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class Surcharge:
    """The surcharge so far: the late days that count (also beyond the cap), the last one's sum, the sum to the cap."""

    days: int
    per_day: int
    amount: int
    capped: bool
    cap_reached_on: date | None


@dataclass(frozen=True, slots=True)
class Money:
    """A party's fine, its last day of payment (None: nothing to pay at a bank), the surcharge if a day was late."""

    fine: int
    payment_due: date | None
    surcharge: Surcharge | None


@dataclass(frozen=True, slots=True)
class Portion:
    """A part of the fine with its own last day."""

    amount: int
    due: date


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days in a row, both included, on which nothing that matters for the surcharge changes."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days the stretch has."""
        return (self.last - self.first).days + 1


def decided_fine(view: CaseView, party: str, until: date | None = None) -> int:
    """The fine in force against a party, in fen: that of its newest decision, as changed or revoked later."""
    fine = 0
    for act in view.of(*DECISIONS, "decision_changed", party=party):
        if until is not None and act.on > until:
            break
        if act.kind != "decision_changed":
            fine = act.get("fine") or 0
        elif act.get("how") == "revoked":
            fine = 0
        elif act.get("fine") is not None:
            fine = act.get("fine")
    return fine


def payments(view: CaseView, party: str) -> Sequence[tuple[date, int]]:
    """What a party has paid, at a bank or on the spot, by day."""
    paid = [(act.on, act.get("amount") or 0) for act in view.of("fine_paid", "fine_collected", party=party)]
    if not view.of("fine_collected", party=party):
        # A script may say no more than that the decision's fine was collected.
        paid += [(act.on, act.get("fine") or 0) for act in view.decisions(party) if act.get("collected_on_the_spot")]
    return sorted(paid)


def paid_in_full_on(view: CaseView, party: str, fine: int) -> date | None:
    """The day on which the payments reached the fine."""
    total = 0
    for day, amount in payments(view, party):
        total += amount
        if total >= fine:
            return day
    return None


def money_of(view: CaseView, party: str, due: date | None, as_of: date) -> Money | None:
    """Fine, day of payment and surcharge at the end of `as_of`; None without a decision. `due` is not yet extended."""
    if not view.decisions(party):
        return None
    fine = decided_fine(view, party)
    plans = view.of("deferral_approved", party=party)
    last_due = due
    if due is not None and plans and isinstance(plans[-1].until, date):
        last_due = max(plans[-1].until, due)
    surcharge = _surcharge(view, party, fine, due, as_of) if due is not None and fine else None
    return Money(fine, last_due, surcharge)


def _surcharge(view: CaseView, party: str, fine: int, due: date, as_of: date) -> Surcharge | None:
    rule = view.rulebook.value("surcharge", due + ONE_DAY).value
    cap = fine * rule["cap"] * PER_THOUSAND if rule["cap"] else None
    paid, pauses = payments(view, party), tuple(_pauses(view, party, as_of))
    days, owed, per_day, reached = 0, 0, 0, None
    for stretch in _stretches(view, party, fine, due, as_of, pauses):
        if any(first <= stretch.first <= last for first, last in pauses):
            continue
        base = _overdue(_portions(view, party, fine, due, stretch.first), paid, stretch.first)
        if base <= 0:
            continue
        daily = base * rule["rate"]
        days += stretch.days
        per_day = daily
        before, owed = owed, owed + daily * stretch.days
        if cap is not None and reached is None and owed >= cap:
            reached = stretch.first + timedelta(days=-(-(cap - before) // daily) - 1)
    if not days:
        return None
    amount = owed if cap is None else min(owed, cap)
    return Surcharge(days, _rounded(per_day), _rounded(amount), reached is not None, reached)


def _stretches(
    view: CaseView, party: str, fine: int, due: date, as_of: date, pauses: Sequence[tuple[date, date]]
) -> Iterator[Stretch]:
    """The days after `due` up to `as_of`, cut wherever the base or a pause may change."""
    cuts = {day + ONE_DAY for day, _ in payments(view, party)}
    cuts |= {first for first, _ in pauses} | {last + ONE_DAY for _, last in pauses}
    for plan in view.of("deferral_approved", party=party):
        cuts.add(plan.on)
        cuts |= {portion.due + ONE_DAY for portion in _plan(plan, fine, due)}
    first = due + ONE_DAY
    for cut in (*sorted(cut for cut in cuts if first < cut <= as_of), as_of + ONE_DAY):
        if first < cut:
            yield Stretch(first, cut - ONE_DAY)
        first = cut


def _portions(view: CaseView, party: str, fine: int, due: date, day: date) -> Sequence[Portion]:
    """What is to be paid by when, under the plan in force on `day`."""
    plans = [plan for plan in view.of("deferral_approved", party=party) if plan.on <= day]
    return _plan(plans[-1], fine, due) if plans else (Portion(fine, due),)


def _plan(plan: Act, fine: int, due: date) -> Sequence[Portion]:
    rows = plan.get("instalments") or ()
    if rows:
        return tuple(Portion(row["amount"], row["due_on"]) for row in rows)
    return (Portion(fine, plan.until if isinstance(plan.until, date) else due),)


def _overdue(portions: Sequence[Portion], paid: Sequence[tuple[date, int]], day: date) -> int:
    """What is unpaid at the start of `day` of the portions that were due before it."""
    return sum(p.amount for p in portions if p.due < day) - sum(amount for when, amount in paid if when < day)


def _pauses(view: CaseView, party: str, as_of: date) -> Iterator[tuple[date, date]]:
    """Stretches in which reconsideration or a suit is pending: from the application to the service of the outcome."""
    for started, ended in (("reconsideration_applied", "reconsideration_decided"), ("suit_filed", "judgment_given")):
        outcomes = view.of(ended, party=party)
        for act in view.of(started, party=party):
            ends = [outcome.get("served_on") or outcome.on for outcome in outcomes if outcome.on >= act.on]
            yield act.on, min(ends, default=as_of)


def _rounded(thousandths: int) -> int:
    """Thousandths of a fen as fen, half a fen up."""
    return (thousandths + PER_THOUSAND // 2) // PER_THOUSAND
