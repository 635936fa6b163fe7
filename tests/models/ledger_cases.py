"""An office with cases of several kinds for the ledger, and questions about them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from forms.ledger.conditions import Condition
from forms.ledger.counting import LedgerQuestion
from forms.ledger.layout import Layout, Sort, shipped_layouts
from models.ledger_reading import ledger_rows
from models.operations.cases import open_case
from models.operations.imports import import_scripts
from models.session import Session
from procedures.case import Case
from resources import path
from tests.models.conftest import NOW

TODAY = date(2026, 11, 24)
CASES, FILINGS, FINDINGS, CERTIFICATES = shipped_layouts()


def with_samples(session: Session) -> Session:
    """The session with all samples imported."""
    import_scripts(session, sorted(path("samples").glob("*.toml")), actor="x", now=NOW)
    return session


def stored(session: Session, case: Case) -> str:
    """The id of a case that was stored."""
    return open_case(session, case, actor="A", now=NOW).case_id


def layout(*columns: str, source: Layout = CASES, **changes: Any) -> Layout:
    """A layout of these columns, unsorted, nothing added up."""
    return replace(source, columns=columns or source.columns, **({"totals": (), "sort": (), "pivot": None} | changes))


def asked(
    *columns: str, filters: tuple[Condition, ...] = (), sort: tuple[Sort, ...] = (), **given: Any
) -> LedgerQuestion:
    """A question about these columns of the cases."""
    today = given.pop("today", TODAY)
    return LedgerQuestion(layout(*columns, filters=filters, sort=sort), today, **given)


def only_row(session: Session, *columns: str, **given: Any) -> Mapping[str, Any]:
    """The only row of the ledger, by column."""
    [cells] = ledger_rows(session, asked(*columns, **given))
    return dict(zip(columns, cells, strict=True))


def column(session: Session, key: str, question: LedgerQuestion) -> list[Any]:
    """The cells of one column for the rows that answer."""
    narrowed = replace(question, layout=replace(question.layout, columns=(key,), totals=()))
    return [cells[0] for cells in ledger_rows(session, narrowed)]
