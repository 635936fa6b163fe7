"""Stretches of an amount: where a row, a condition of the law and an outcome hold together. Fen, exact."""

from dataclasses import dataclass
from fractions import Fraction

from procedures.catalogue import Condition

Number = int | Fraction


@dataclass(frozen=True, slots=True)
class Span:
    """From `low` to `high` (None: no end); an end that is open doesn't belong to it."""

    low: Number = 0
    high: Number | None = None
    low_open: bool = False
    high_open: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether no amount lies in it."""
        if self.high is None or self.low < self.high:
            return False
        return self.low > self.high or self.low_open or self.high_open

    def holds(self, amount: Number) -> bool:
        """Whether an amount lies in it."""
        return not self.within(Span(amount, amount)).is_empty

    def within(self, other: "Span") -> "Span":
        """What both have in common."""
        low, low_open = max((self.low, self.low_open), (other.low, other.low_open))
        ends = [(end.high, not end.high_open) for end in (self, other) if end.high is not None]
        if not ends:
            return Span(low, None, low_open)
        high, closed = min(ends)
        return Span(low, high, low_open, not closed)


def span_of(condition: Condition) -> Span:
    """Where a condition on an amount holds; `known` holds for every amount, `unknown` for none."""
    limit = condition.limit
    return {
        "<": Span(0, limit, high_open=True),
        "<=": Span(0, limit),
        "==": Span(limit, limit),
        ">=": Span(limit),
        ">": Span(limit, low_open=True),
        "known": Span(),
        "unknown": Span(0, 0, low_open=True),
    }[condition.sign]


def gap_between(before: Span, after: Span) -> str:
    """What is wrong where `after` follows `before`: 重叠, 空档, or nothing."""
    if before.high is None or after.low < before.high:
        return "重叠"
    if after.low > before.high or (after.low_open and before.high_open):
        return "空档"
    return "" if after.low_open or before.high_open else "重叠"
