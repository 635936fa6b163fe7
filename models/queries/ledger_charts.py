"""The small charts beside a ledger: how many in each month, which sums, how long things take."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from forms.ledger.columns import Source, columns_of
from forms.ledger.counting import LedgerQuestion
from forms.ledger.layout import Axis
from models.ledger_pivot import axis_sql, grouped_amounts, month_words, months_between, value_words
from models.ledger_reading import ledger_where
from models.ledger_sql import PLACES
from models.queries.rows import day
from models.session import Session

OTHERS = "其他"


@dataclass(frozen=True, slots=True)
class Share:
    """One bar of a chart: what it stands for, and its amount (a count, fen, or days)."""

    words: str
    amount: int
    value: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a case between two days."""

    words: str
    begun: str
    ended: str


@dataclass(frozen=True, slots=True)
class MedianDays:
    """The middle number of days that a stretch took, over so many rows; None where there is none."""

    words: str
    days: int | None
    rows: int


# The later of the two filings; empty while one of them is missing.
_FILED = (
    "CASE WHEN r.filed_government_on = '' OR r.filed_superior_on = '' THEN '' "
    "WHEN r.filed_government_on > r.filed_superior_on THEN r.filed_government_on ELSE r.filed_superior_on END"
)
SPANS: Mapping[Source, tuple[Span, ...]] = MappingProxyType(
    {
        "cases": (
            Span("立案至决定", "r.opened_on", "r.decided_on"),
            Span("决定至送达", "r.decided_on", "r.served_on"),
            Span("决定至备案", "r.decided_on", _FILED),
            Span("决定至结案", "r.decided_on", "r.closed_on"),
        ),
        "filings": (
            Span("决定至报送", "r.decided_on", "coalesce(r.filed_on, '')"),
            Span("报送至收件", "coalesce(r.filed_on, '')", "coalesce(r.received_on, '')"),
        ),
        "findings": (
            Span("登记至认定", "r.taken_up_on", "coalesce(r.confirmed_on, '')"),
            Span("认定至办结", "coalesce(r.confirmed_on, '')", "coalesce(r.ended_on, '')"),
        ),
        "certificates": (),
    }
)


def count_by_month(session: Session, question: LedgerQuestion, day: str = "") -> tuple[Share, ...]:
    """How many cases fall into each month of a day (by default the layout's period), months without any included."""
    axis = Axis(day or question.layout.period, "month")
    counted = {
        month: count for (month,), count in grouped_amounts(session, question, "", axis_sql(question, axis)) if month
    }
    return tuple(Share(month_words(month), counted.get(month, 0), month) for month in months_between(counted))


def sum_by(session: Session, question: LedgerQuestion, column: str, money: str, *, most: int = 5) -> tuple[Share, ...]:
    """The sums (fen) of a money column by another one, the largest first; what is left over as 其他."""
    known = columns_of(question.layout.source)[column]
    found = [
        Share(value_words(known, value), amount, value)
        for (value,), amount in grouped_amounts(session, question, money, axis_sql(question, Axis(column)))
        if amount
    ]
    found.sort(key=lambda share: (-share.amount, share.words))
    if len(found) <= most:
        return tuple(found)
    return (*found[: most - 1], Share(OTHERS, sum(share.amount for share in found[most - 1 :])))


def median_days(session: Session, question: LedgerQuestion) -> tuple[MedianDays, ...]:
    """How many days the stretches of a source took in the middle, over the rows that answer and have both days."""
    return tuple(_median(session, question, span) for span in SPANS[question.layout.source])


def _median(session: Session, question: LedgerQuestion, span: Span) -> MedianDays:
    # Both days as one text: by the days themselves SQLite would go through an index and fetch row after row.
    both = f"{span.begun} || {span.ended}"
    where, parameters = ledger_where(session, question, (f"length({both}) = 20", ()))
    rows = session.database.sql(
        f"SELECT {both}, count(*) FROM {PLACES[question.layout.source].table}{where} GROUP BY {both}", parameters
    )
    taken = sorted(((day(days[10:]) - day(days[:10])).days, int(count)) for days, count in rows)
    total = sum(count for _, count in taken)
    return MedianDays(span.words, _middle(taken, total), total)


def _middle(taken: Sequence[tuple[int, int]], total: int) -> int | None:
    """The middle value, of two the lower one: whole days, as they are counted."""
    passed = 0
    for days, count in taken:
        passed += count
        if 2 * passed >= total:
            return days
    return None
