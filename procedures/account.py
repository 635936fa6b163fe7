"""The account of a party, row by row: what is due of each head and instalment, what came in, what is still open.

Amounts in fen. Sources: 行政处罚法 第六十六条、第六十七条、第七十二条.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from procedures.clocks import Clock
from procedures.money import (
    HEADS,
    Head,
    Payment,
    Surcharge,
    decided_fine,
    decided_gains,
    first_payment_due,
    payments,
    portions_on,
    surcharge_of,
)
from procedures.view import CaseView

HEAD_WORDS: Mapping[Head, str] = {"fine": "罚款", "gains": "没收违法所得", "surcharge": "加处罚款"}
# A payment of fine and gains in one sum names no head: it goes towards the heads in order.
ALL = "all"
PURPOSE_WORDS: Mapping[str, str] = {str(head): words for head, words in HEAD_WORDS.items()} | {
    ALL: "罚款和没收违法所得一并"
}


@dataclass(frozen=True, slots=True)
class Due:
    """One sum to be paid: a head, or one instalment of the fine (`number` from 1; 0 where it isn't in instalments).

    `due_on` is its last day (None: not yet known, or with the fine); `settled_on` the day on which it was paid in full.
    """

    head: Head
    number: int
    amount: int
    due_on: date | None
    paid: int
    settled_on: date | None

    @property
    def open(self) -> int:
        """What is still to be paid of it."""
        return self.amount - self.paid

    @property
    def label(self) -> str:
        """罚款, 罚款第2期, 没收违法所得."""
        return HEAD_WORDS[self.head] + (f"第{self.number}期" if self.number else "")


@dataclass(frozen=True, slots=True)
class Account:
    """What a party owes and has paid at the end of a day.

    `late` is the surcharge so far; `late_on_whole` what it would be on the whole fine, where the party pays by a plan
    and was late: no text decides between the two (待确认).
    """

    dues: tuple[Due, ...]
    payments: tuple[Payment, ...]
    refunded: int
    late: Surcharge | None
    late_on_whole: int | None

    @property
    def owed(self) -> int:
        """All that is to be paid, the surcharge so far included."""
        return sum(due.amount for due in self.dues)

    @property
    def decided(self) -> int:
        """What the decision asks for: fine and gains."""
        return sum(due.amount for due in self.dues if due.head != "surcharge")

    @property
    def received(self) -> int:
        """All that came in."""
        return sum(payment.amount for payment in self.payments)

    @property
    def paid(self) -> int:
        """What came in and was not given back."""
        return self.received - self.refunded

    @property
    def open(self) -> int:
        """What is still to be paid, over all heads."""
        return sum(due.open for due in self.dues)

    @property
    def overpaid(self) -> int:
        """What came in beyond what is owed under its head and was not given back."""
        over = sum(max(0, self.paid_towards(head) - self.owed_of(head)) for head in HEADS)
        return max(0, over - self.refunded)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is open and nothing has to be given back."""
        return not self.open and not self.overpaid

    def owed_of(self, head: Head) -> int:
        """What is owed under one head."""
        return sum(due.amount for due in self.dues if due.head == head)

    def open_of(self, head: Head) -> int:
        """What is open under one head."""
        return sum(due.open for due in self.dues if due.head == head)

    def paid_towards(self, head: Head) -> int:
        """What came in towards one head."""
        return sum(payment.amount for payment in self.payments if payment.head == head)


def account_of(view: CaseView, clocks: Sequence[Clock], party: str, today: date) -> Account:
    """The account of a party at the end of `today`; without a decision nothing is due. The view holds no later acts."""
    paid = payments(view, party)
    due = first_payment_due(clocks, party)
    late = surcharge_of(view, party, due, today)
    rows = [*_fine_dues(view, party, due, today, paid), *_other_dues(view, party, due, late, paid)]
    planned = any(row.number for row in rows)
    on_whole = surcharge_of(view, party, due, today, whole=True) if planned and late else None
    return Account(
        dues=tuple(sorted(rows, key=lambda row: (HEADS.index(row.head), row.due_on or date.max))),
        payments=paid,
        refunded=sum(act.get("amount") or 0 for act in view.of("refund_made", party=party)),
        late=late,
        late_on_whole=on_whole.amount if on_whole and late and on_whole.amount != late.amount else None,
    )


def _fine_dues(view: CaseView, party: str, due: date | None, today: date, paid: Sequence[Payment]) -> Iterator[Due]:
    """The fine, whole or by instalments, the earliest paid first."""
    fine = decided_fine(view, party)
    if not fine:
        return
    parts = [(fine, None)] if due is None else [(p.amount, p.due) for p in portions_on(view, party, fine, due, today)]
    before = 0
    for number, (amount, day) in enumerate(parts, 1):
        yield _due("fine", number if len(parts) > 1 else 0, amount, day, paid, before)
        before += amount


def _other_dues(
    view: CaseView, party: str, due: date | None, late: Surcharge | None, paid: Sequence[Payment]
) -> Iterator[Due]:
    """The confiscated gains, which no plan defers, and the surcharge so far."""
    gains = decided_gains(view, party)
    if gains:
        yield _due("gains", 0, gains, due, paid, 0)
    if late is not None:
        yield _due("surcharge", 0, late.amount, None, paid, 0)


def _due(head: Head, number: int, amount: int, day: date | None, paid: Sequence[Payment], before: int) -> Due:
    """One row; `before` is what the rows of its head before it take of the payments."""
    total, settled_on = 0, None
    for payment in paid:
        if payment.head == head:
            total += payment.amount
            if settled_on is None and total >= before + amount:
                settled_on = payment.on
    return Due(head, number, amount, day, min(amount, max(0, total - before)), settled_on)
