"""The ledger (台账) as the window shows it: pages, totals, and the layouts to choose from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from forms.ledger.counting import LedgerCount, LedgerQuestion
from forms.ledger.layout import Layout, read_layout, shipped_layouts
from models.ledger_pivot import pivot as pivot
from models.ledger_reading import After as After
from models.ledger_reading import Cells, cells_from, ledger_where, order_for, read_rows
from models.ledger_reading import ledger_count as ledger_count
from models.ledger_reading import ledger_rows as ledger_rows
from models.ledger_reading import ledger_years as ledger_years
from models.ledger_sql import PLACES, stored_columns
from models.queries.rows import instant
from models.session import Session
from models.tables.ledger import LayoutRow
from procedures.problems import DataError

PAGE = 200


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One row: the case, matter, finding or officer that it opens, and a cell for each column of the layout.

    Cells are `date`, integers (money in fen), or text, choices in words; None or empty where there is nothing.
    """

    opens: str
    cells: Cells


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """A page of a ledger; `after` is the key to ask for the next one with, None at the end."""

    lines: tuple[LedgerLine, ...]
    after: After | None


@dataclass(frozen=True, slots=True)
class LedgerTotals:
    """How many rows answer, and the sums (fen) of the layout's totals."""

    count: LedgerCount
    sums: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class KnownLayout:
    """A layout to choose: one that the office keeps (`made_by` an officer's id), or a shipped one (`made_at` None).

    `layout` is None, and `wrong` says why, where the text of a kept one can't be read any more.
    """

    name: str
    layout: Layout | None
    layout_id: str = ""
    made_by: str = ""
    made_at: datetime | None = None
    wrong: str = ""


def ledger_page(
    session: Session, question: LedgerQuestion, *, after: After | None = None, limit: int = PAGE
) -> LedgerPage:
    """A page of the rows that answer, in the order of the layout; hand the page's `after` back for the next one."""
    width = len(question.layout.columns)
    rows = read_rows(session, question, order_for(question), after, limit + 1, "")
    shown = rows[:limit]
    cells = cells_from(question, [row[:width] for row in shown])
    lines = tuple(LedgerLine(row[width], each) for row, each in zip(shown, cells, strict=True))
    return LedgerPage(lines, shown[-1][width + 1 :] if len(rows) > limit else None)


def ledger_totals(session: Session, question: LedgerQuestion) -> LedgerTotals:
    """The count, and the sum of each column that the layout adds up."""
    layout = question.layout
    count = ledger_count(session, question)
    if not layout.totals:
        return LedgerTotals(count, {})
    known = stored_columns(layout.source, question.today)
    sums = ", ".join(f"coalesce(sum({known[key].sql}), 0)" for key in layout.totals)
    where, parameters = ledger_where(session, question)
    row = session.database.sql(f"SELECT {sums} FROM {PLACES[layout.source].table}{where}", parameters)[0]
    return LedgerTotals(count, {key: int(amount) for key, amount in zip(layout.totals, row, strict=True)})


def known_layouts(session: Session) -> tuple[KnownLayout, ...]:
    """The layouts to choose from: those that come with the program, then those that the office keeps, by name."""
    shipped = [KnownLayout(layout.name, layout) for layout in shipped_layouts()]
    query = LayoutRow.select(
        LayoutRow.layout_id, LayoutRow.name, LayoutRow.text, LayoutRow.made_by, LayoutRow.recorded_at
    )
    kept = [_kept(*row) for row in session.database.rows(query.order_by(LayoutRow.name, LayoutRow.layout_id))]
    return (*shipped, *kept)


def find_layout(session: Session, name: str) -> KnownLayout | None:
    """The layout of a name; None where there is none."""
    return next((known for known in known_layouts(session) if known.name == name), None)


def _kept(layout_id: str, name: str, text: str, made_by: str, recorded_at: str) -> KnownLayout:
    made_at = instant(recorded_at)
    try:
        return KnownLayout(name, read_layout(text, f"布局“{name}”", layout_id), layout_id, made_by, made_at)
    except DataError as error:
        return KnownLayout(name, None, layout_id, made_by, made_at, str(error))
