"""Reading the ledger (台账): its rows as cells, in batches, and how many there are. Shared by pages and files."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache, partial
from typing import Any

from forms.ledger.columns import Column, columns_of
from forms.ledger.counting import LedgerCount, LedgerQuestion
from forms.ledger.layout import Layout
from forms.ledger.masking import masked
from models import search
from models.database import Row
from models.findings_access import access_of
from models.ledger_sql import PLACES, Clause, Order, all_of, clause_of, order_of, pattern_of, stored_columns
from models.session import Session

BATCH, SORTED_BATCH = 2000, 6000  # each batch of a sorted ledger goes through all its rows
NO_YEAR = "none"
Cells = tuple[Any, ...]
After = tuple[Any, ...]


def ledger_rows(session: Session, question: LedgerQuestion, *, year: str = "", batch: int = 0) -> Iterator[Cells]:
    """Every row that answers, as its cells (see `LedgerLine`), read in batches by key so that memory stays flat.

    `year` keeps to one year of the layout's period; `none` to rows without that day. Inside `Database.reading` all
    batches see the same state. `batch` rows are read at a time (0: what suits the order).
    """
    order = order_for(question)
    batch = batch or (BATCH if _is_indexed(question.layout) else SORTED_BATCH)
    width = len(question.layout.columns)
    after: After | None = None
    while True:
        rows = read_rows(session, question, order, after, batch, year)
        yield from cells_from(question, [row[:width] for row in rows])
        if len(rows) < batch:
            return
        after = rows[-1][width + 1 :]


def ledger_count(session: Session, question: LedgerQuestion) -> LedgerCount:
    """How many rows answer, and of how many cases (decisions, findings, certificates) in all."""
    source = question.layout.source
    place = PLACES[source]
    where, parameters = ledger_where(session, question)
    rows, things = session.database.sql(f"SELECT count(*), count({place.thing}) FROM {place.table}{where}", parameters)[
        0
    ]
    everything, known = all_of(_visible(session, question))
    of_things = session.database.sql(f"SELECT count({place.thing}) FROM {place.table}{everything}", known)[0][0]
    return LedgerCount(source, int(rows), int(things), int(of_things))


def ledger_years(session: Session, question: LedgerQuestion) -> tuple[tuple[str, int], ...]:
    """The years of the layout's period with their rows, the earliest first; rows without that day last, as `none`."""
    layout = question.layout
    day = stored_columns(layout.source, question.today)[layout.period].sql
    where, parameters = ledger_where(session, question)
    rows = session.database.sql(
        f"SELECT substr({day}, 1, 4), count(*) FROM {PLACES[layout.source].table}{where} GROUP BY substr({day}, 1, 4)",
        parameters,
    )
    return tuple(sorted(((year or NO_YEAR, int(count)) for year, count in rows), key=lambda one: one[0]))


def ledger_where(session: Session, question: LedgerQuestion, *more: Clause) -> Clause:
    """The rows that answer a question, as a WHERE with its parameters."""
    source, today = question.layout.source, question.today
    clauses = [clause_of(source, condition, today) for condition in question.conditions]
    return all_of((*_visible(session, question), *_found(session, question), *clauses, *more))


def order_for(question: LedgerQuestion) -> Order:
    """The order in which a layout shows its rows."""
    layout = question.layout
    return order_of(layout.source, [(sort.column, sort.descending) for sort in layout.sort], question.today)


def _is_indexed(layout: Layout) -> bool:
    """Whether the rows of a layout are read along an index."""
    sorts = [sort.column for sort in layout.sort]
    return not sorts or (len(sorts) == 1 and sorts[0] in PLACES[layout.source].indexed)


def read_rows(
    session: Session, question: LedgerQuestion, order: Order, after: After | None, limit: int, year: str
) -> list[Row]:
    """Rows with the cells of the layout as stored, what the row opens, and its place in the order."""
    layout = question.layout
    place, known = PLACES[layout.source], stored_columns(layout.source, question.today)
    selected = [known[key].sql for key in layout.columns]
    selected += [f"r.{place.opens}", *(key for key, _ in order.keys)]
    more = [_of_year(known[layout.period].sql, year)] if year else []
    more += [order.after(after)] if after is not None else []
    where, parameters = ledger_where(session, question, *more)
    return session.database.sql(
        f"SELECT {', '.join(selected)} FROM {place.table}{where} ORDER BY {order.sql} LIMIT {limit}", parameters
    )


def _of_year(day: str, year: str) -> Clause:
    return (f"{day} = ''", ()) if year == NO_YEAR else (f"{day} BETWEEN ? AND ?", (f"{year}-01-01", f"{year}-12-31"))


def _visible(session: Session, question: LedgerQuestion) -> Iterator[Clause]:
    """Of findings what the person who asks may see: everything for those who oversee, else what names that person."""
    if question.layout.source == "findings" and access_of(session, question.actor, question.today) != "all":
        named = "SELECT 1 FROM finding_person AS n WHERE n.finding_id = r.finding_id AND n.officer_id = ?"
        yield f"EXISTS ({named})", (question.actor,)


def _found(session: Session, question: LedgerQuestion) -> Iterator[Clause]:
    """The rows with the words that were searched for."""
    if not question.words.strip():
        return
    source = question.layout.source
    if PLACES[source].case:
        found = search.find(session.database, question.words)
        yield (f"r.{PLACES[source].case} IN ({found})" if found else "1 = 0"), ()
        return
    known = stored_columns(source, question.today)
    texts = [known[column.key].sql for column in columns_of(source).values() if column.kind in ("text", "id")]
    for word in question.words.split():
        holds = " OR ".join(f"lower({text}) LIKE lower(?) ESCAPE '\\'" for text in texts)
        yield f"({holds})", (pattern_of(word),) * len(texts)


def cells_from(question: LedgerQuestion, rows: Sequence[Row]) -> Iterable[Cells]:
    """Stored rows as cells; column by column, which is several times as fast as cell by cell."""
    layout = question.layout
    known = stored_columns(layout.source, question.today)
    reads = [_reader(column, known[column.key].left, question.today, question.unmasked) for column in layout.shown()]
    columns = zip(*rows, strict=True)
    made = (
        [column if read is None else map(read, column) for read, column in zip(reads, columns, strict=True)]
        if rows
        else []
    )
    return zip(*made, strict=True)


def _reader(column: Column, left: bool, today: date, unmasked: bool) -> Callable[[Any], Any] | None:
    if left:
        return partial(_days_left, today)
    if column.kind == "day":
        return _day
    if column.personal and not unmasked:
        return partial(masked, column.personal)
    if column.kind == "choice":
        return _several(column) if column.several else _Words(column.choices).__getitem__
    return None


class _Words(dict[str, str]):
    """The words of a choice by code; a code on no list stands for itself."""

    def __missing__(self, code: str) -> str:
        return code


def _several(column: Column) -> Callable[[str], str]:
    return lambda codes: "、".join(column.word(code) for code in codes.split(",") if code)


@cache
def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _days_left(today: date, text: str) -> int | None:
    due = _day(text)
    return None if due is None else (due - today).days
