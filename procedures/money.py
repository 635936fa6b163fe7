"""What a party owes and when: fine, confiscated gains, and the surcharge (加处罚款) for paying the fine late.

Sources: 行政处罚法 第六十六条、第六十七条、第七十二条、第七十三条; 行政强制法 第四十五条. Amounts in fen. The
account of a party, row by row, is in `account.py`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from procedures.case import Act
from procedures.days import shifted
from procedures.view import CaseView, decision_meant, revoked_by

if TYPE_CHECKING:
    from procedures.clocks import Clock

Head = Literal["fine", "gains", "surcharge"]
HEADS: tuple[Head, ...] = ("fine", "gains", "surcharge")
PER_THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class LateDays:
    """Late days that cost the same: so many at a rate (in thousandths) of what is unpaid (fen)."""

    base: int
    rate: int
    days: int

    @property
    def amount(self) -> int:
        """What these days cost, fen."""
        return _rounded(self.base * self.rate * self.days)


@dataclass(frozen=True, slots=True)
class Surcharge:
    """The surcharge so far: the late days that count (also beyond the cap), the last one's sum, the sum to the cap.

    `late` is the working, step by step.
    """

    days: int
    per_day: int
    amount: int
    capped: bool
    cap_reached_on: date | None
    late: tuple[LateDays, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Payment:
    """Money that came in, as far as it goes towards one head; `act` paid it."""

    on: date
    amount: int
    head: Head
    act: str
    receipt_no: str = ""


def decided_fine(view: CaseView, party: str, until: date | None = None) -> int:
    """The fine in force against a party, in fen: that of its newest decision, as changed or revoked later."""
    return _decided(view, party, "fine", until)


def decided_gains(view: CaseView, party: str, until: date | None = None) -> int:
    """The confiscated gains (没收违法所得) in force against a party, in fen, as `decided_fine`."""
    return _decided(view, party, "confiscated_gains", until)


def _decided(view: CaseView, party: str, field: str, until: date | None) -> int:
    made = [act for act in view.decisions(party) if until is None or act.on <= until]
    return in_force(view, made[-1], field, until) if made else 0


def in_force(view: CaseView, decision: Act, field: str = "fine", until: date | None = None) -> int:
    """The sum of a decision under one of its keys, in fen, as changed or revoked later (by the end of `until`)."""
    revoked = revoked_by(view, decision)
    if revoked is not None and (until is None or revoked.on <= until):
        return 0
    amount = decision.get(field) or 0
    for act in view.of("decision_changed", party=view.case.party_of(decision)):
        counts = act.on >= decision.on and (until is None or act.on <= until)
        if counts and act.get(field) is not None and decision_meant(view, act) is decision:
            amount = act.get(field)
    return int(amount)


def payments(view: CaseView, party: str, decision: Act | None = None) -> tuple[Payment, ...]:
    """What a party has paid on a decision (default: its newest), at a bank or on the spot, by day and by head.

    `values.towards` names the head. What names none goes towards the fine, unless it is to the fen the gains still
    open; what is left over of it towards the gains, then towards the surcharge. What was paid on a decision that was
    revoked counts for the one that took its place.
    """
    made = view.decisions(party)
    decision = decision or (made[-1] if made else None)
    owed: dict[Head, int] = {"fine": 0, "gains": 0}
    if decision is not None:
        owed = {"fine": in_force(view, decision), "gains": in_force(view, decision, "confiscated_gains")}
    received = _received(view, party, decision)
    return tuple(part for payment, named in received for part in _parts(payment, named, owed))


def _received(view: CaseView, party: str, decision: Act | None) -> list[tuple[Payment, bool]]:
    """Each payment on a decision with its head, and whether that head was named."""
    paid = [act for act in view.of("fine_paid", "fine_collected", party=party) if paid_on(view, act) is decision]
    found = [
        (Payment(act.on, act.get("amount") or 0, _head(act), act.id, act.get("receipt_no") or ""), _is_named(act))
        for act in paid
    ]
    collected = any(act.kind == "fine_collected" for act in paid)
    if decision is not None and decision.get("collected_on_the_spot") and not collected:
        # A script may say no more than that the decision's fine was collected.
        told = Payment(decision.on, decision.get("fine") or 0, "fine", decision.id, decision.get("receipt_no") or "")
        found.append((told, True))
    return sorted(found, key=lambda one: one[0].on)


def paid_on(view: CaseView, act: Act) -> Act | None:
    """The decision that a payment is made on: as `decision_meant`, else the first; of a revoked one its successor."""
    made = view.decisions(view.case.party_of(act))
    if len(made) < 2:
        return made[0] if made else None
    meant = decision_meant(view, act) or made[0]
    while (revoked := revoked_by(view, meant)) is not None:
        later = [other for other in made if other.on >= revoked.on and other is not meant]
        if not later:
            break
        meant = later[0]
    return meant


def _is_named(act: Act) -> bool:
    return act.values.get("towards") in HEADS


def _head(act: Act) -> Head:
    towards = act.values.get("towards")
    return next((head for head in HEADS if head == towards), "fine")


def _parts(payment: Payment, named: bool, owed: dict[Head, int]) -> Iterator[Payment]:
    """A payment by heads; `owed` is what is still open of each and is brought up to date."""
    head, left = payment.head, payment.amount
    if not named and left == owed["gains"] and left != owed["fine"]:
        head = "gains"
    for into in (head,) if named else HEADS[HEADS.index(head) :]:
        part = left if named or into == "surcharge" else min(left, owed[into])
        if into in owed:
            owed[into] = max(0, owed[into] - part)
        left -= part
        if part:
            yield replace(payment, head=into, amount=part)


def paid_in_full_on(view: CaseView, decision: Act) -> date | None:
    """The day on which the payments towards the fine of a decision reached it."""
    fine, total = in_force(view, decision), 0
    for payment in payments(view, view.case.party_of(decision), decision):
        total += payment.amount if payment.head == "fine" else 0
        if total >= fine:
            return payment.on
    return None


def first_payment_due(clocks: Sequence["Clock"], party: str) -> date | None:
    """The last day of payment before any deferral, of the newest decision."""
    own = [clock for clock in clocks if clock.id == "payment" and clock.party == party]
    return max(own, key=lambda clock: clock.trigger_on).base_due if own else None


def money_of(view: CaseView, party: str, due: date | None, as_of: date) -> Money | None:
    """Fine, day of payment and surcharge at the end of `as_of`; None without a decision. `due` is not yet extended."""
    if not view.decisions(party):
        return None
    fine = decided_fine(view, party)
    plan = _plan_on(view, party, date.max)
    last_due = due
    if due is not None and plan is not None:
        last_due = max(due, *(portion.due for portion in _portions_of(plan, fine, due)))
    return Money(fine, last_due, surcharge_of(view, party, due, as_of))


def surcharge_of(view: CaseView, party: str, due: date | None, as_of: date, *, whole: bool = False) -> Surcharge | None:
    """The surcharge at the end of `as_of`; None as long as no day was late. `due` is not yet extended.

    `whole`: as if every late day cost its share of the whole fine, not of what is unpaid.
    """
    fine = decided_fine(view, party)
    if due is None or not fine:
        return None
    rule = view.rulebook.value("surcharge", shifted(due, 1)).value
    cap = fine * rule["cap"] * PER_THOUSAND if rule["cap"] else None
    paid = [payment for payment in payments(view, party) if payment.head == "fine"]
    pauses = tuple(_pauses(view, party, as_of))
    late: list[LateDays] = []
    owed, reached = 0, None
    for stretch in _stretches(view, party, fine, due, as_of, paid, pauses):
        if any(first <= stretch.first <= last for first, last in pauses):
            continue
        base = _overdue(portions_on(view, party, fine, due, stretch.first), paid, stretch.first)
        if base <= 0:
            continue
        base = fine if whole else base
        daily = base * rule["rate"]
        before_it = late.pop() if late and late[-1].base == base else LateDays(base, rule["rate"], 0)
        late.append(replace(before_it, days=before_it.days + stretch.days))
        before, owed = owed, owed + daily * stretch.days
        if cap is not None and reached is None and owed >= cap:
            reached = shifted(stretch.first, -(-(cap - before) // daily) - 1)
    if not late:
        return None
    amount = owed if cap is None else min(owed, cap)
    days, per_day = sum(each.days for each in late), _rounded(late[-1].base * late[-1].rate)
    return Surcharge(days, per_day, _rounded(amount), reached is not None, reached, tuple(late))


def _stretches(
    view: CaseView,
    party: str,
    fine: int,
    due: date,
    as_of: date,
    paid: Sequence[Payment],
    pauses: Sequence[tuple[date, date]],
) -> Iterator[Stretch]:
    """The days after `due` up to `as_of`, cut wherever the base or a pause may change."""
    cuts = {shifted(payment.on, 1) for payment in paid}
    cuts |= {first for first, _ in pauses} | {shifted(last, 1) for _, last in pauses}
    for plan in view.of("deferral_approved", party=party):
        cuts.add(plan.on)
        cuts |= {shifted(portion.due, 1) for portion in _portions_of(plan, fine, due)}
    first = shifted(due, 1)
    for cut in (*sorted(cut for cut in cuts if first < cut <= as_of), shifted(as_of, 1)):
        if first < cut:
            yield Stretch(first, shifted(cut, -1))
        first = cut


def portions_on(view: CaseView, party: str, fine: int, due: date, day: date) -> Sequence[Portion]:
    """What of the fine is to be paid by when, under the plan in force on `day`."""
    plan = _plan_on(view, party, day)
    return (Portion(fine, due),) if plan is None else _portions_of(plan, fine, due)


def _plan_on(view: CaseView, party: str, day: date) -> Act | None:
    made = view.decisions(party)
    since = made[-1].on if made else date.min
    plans = [plan for plan in view.of("deferral_approved", party=party) if since <= plan.on <= day]
    return plans[-1] if plans else None


def _portions_of(plan: Act, fine: int, due: date) -> Sequence[Portion]:
    """The instalments; what they leave of the fine keeps its day. Without instalments all of it is due at the end."""
    rows = sorted(plan.get("instalments") or (), key=lambda row: row["due_on"])
    if not rows:
        return (Portion(fine, max(plan.until, due) if isinstance(plan.until, date) else due),)
    rest = fine - sum(row["amount"] for row in rows)
    portions = tuple(Portion(row["amount"], row["due_on"]) for row in rows)
    return (Portion(rest, due), *portions) if rest > 0 else portions


def _overdue(portions: Sequence[Portion], paid: Sequence[Payment], day: date) -> int:
    """What is unpaid at the start of `day` of the portions that were due before it."""
    return sum(p.amount for p in portions if p.due < day) - sum(one.amount for one in paid if one.on < day)


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
