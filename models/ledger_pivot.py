"""Tables of a ledger: counts and sums by rows and columns. Shared by pages and files."""

from collections.abc import Iterable, Iterator, Mapping

from forms.ledger.columns import Column, Source, columns_of
from forms.ledger.counting import LedgerQuestion, PivotHead, PivotTable
from forms.ledger.layout import Axis, PivotLayout
from models.ledger_reading import ledger_where
from models.ledger_sql import PLACES, stored_columns
from models.session import Session
from procedures.problems import Problem, RuleError
from procedures.view import grouped

MOST_ROWS, MOST_COLUMNS = 2000, 100
MOST_MONTHS = 240
EMPTY = "（空）"


def pivot(session: Session, question: LedgerQuestion, layout: PivotLayout) -> PivotTable:
    """Counts or sums of the rows that answer, by the rows and columns of a pivot. RuleError for one without end."""
    source, value = question.layout.source, layout.value
    down = axis_sql(question, layout.rows)
    across = (axis_sql(question, layout.columns),) if layout.columns else ()
    row_totals = {row: amount for (row,), amount in grouped_amounts(session, question, value, down)}
    column_totals = (
        {column: amount for (column,), amount in grouped_amounts(session, question, value, *across)} if across else {}
    )
    cells = grouped_amounts(session, question, value, down, *across) if across else ()
    rows = tuple(_heads(source, layout.rows, row_totals))
    columns = tuple(_heads(source, layout.columns, column_totals)) if layout.columns else ()
    if len(rows) > MOST_ROWS or len(columns) > MOST_COLUMNS:
        words = f"交叉表有 {len(rows)} 行、{len(columns)} 列，最多 {MOST_ROWS} 行、{MOST_COLUMNS} 列"
        raise RuleError([Problem(words, remedy="请换一列，或者先加条件", where="pivot")])
    return PivotTable(
        layout=layout,
        source=source,
        rows=rows,
        columns=columns,
        cells={(row, column): amount for (row, column), amount in cells},
        row_totals=row_totals,
        column_totals=column_totals,
        total=sum(amount for _, amount in grouped_amounts(session, question, value)),
    )


def grouped_amounts(
    session: Session, question: LedgerQuestion, value: str, *by: str
) -> list[tuple[tuple[str, ...], int]]:
    """Counts, or sums of a money column, for each combination of these expressions."""
    source = question.layout.source
    stored = stored_columns(source, question.today)
    amount = f"coalesce(sum({stored[value].sql}), 0)" if value else f"count({PLACES[source].thing})"
    where, parameters = ledger_where(session, question)
    grouped = f" GROUP BY {', '.join(by)}" if by else ""
    rows = session.database.sql(
        f"SELECT {', '.join((*by, amount))} FROM {PLACES[source].table}{where}{grouped}", parameters
    )
    return [(tuple("" if each is None else str(each) for each in row[:-1]), int(row[-1])) for row in rows]


def axis_sql(question: LedgerQuestion, axis: Axis) -> str:
    """What an axis stands for, as SQL."""
    stored = stored_columns(question.layout.source, question.today)[axis.column]
    return f"substr({stored.sql}, 1, {_LENGTHS[axis.step]})" if axis.step else stored.sql


def _heads(source: Source, axis: Axis, found: Mapping[str, int]) -> Iterator[PivotHead]:
    """The rows or columns in their order: months without a gap, choices as they are listed, what is empty last."""
    column = columns_of(source)[axis.column]
    values = [value for value in found if value]
    if axis.step == "month":
        values = list(months_between(values))
    elif column.kind == "choice":
        places = {code: place for place, code in enumerate(column.choices)}
        values.sort(key=lambda code: (places.get(code, len(places)), code))
    elif column.kind in ("money", "integer"):
        values.sort(key=int)
    else:
        values.sort()
    for value in (*values, *([""] if "" in found else [])):
        yield PivotHead(value, month_words(value) if axis.step and value else value_words(column, value))


def months_between(found: Iterable[str]) -> Iterator[str]:
    """From the first month to the last without a gap; only those found where that would be without end."""
    known = sorted(month for month in found if month)
    if not known:
        return
    (year, month), (last_year, last_month) = (map(int, each.split("-")) for each in (known[0], known[-1]))
    count = 12 * (last_year - year) + last_month - month + 1
    if count > MOST_MONTHS:
        yield from known
        return
    for place in range(month - 1, month - 1 + count):
        yield f"{year + place // 12}-{place % 12 + 1:02d}"


def month_words(value: str) -> str:
    """2024年5月, 2024年."""
    year, _, month = value.partition("-")
    return f"{year}年{int(month)}月" if month else f"{year}年"


def value_words(column: Column, value: str) -> str:
    """A stored value of a column in words."""
    if not value:
        return EMPTY
    if column.kind == "money":
        return grouped(int(value))
    return "、".join(map(column.word, value.split(","))) if column.several else column.word(value)


_LENGTHS: Mapping[str, int] = {"month": 7, "year": 4}
