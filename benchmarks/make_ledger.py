"""Fills the ledger of an office with N rows: those of the samples again and again, each a case of its own.

They were opened one after the other over ten years, as an office records them.
"""

from datetime import date, timedelta

from models.operations.imports import import_scripts
from models.session import Session
from models.tables.ledger import LedgerRow
from resources import path
from ui.commands.walk.office import at_noon

BATCH = 2000
COLUMNS = 30
FIRST_DAY, DAYS = date(2016, 1, 4), 3650


def make_ledger(session: Session, number: int) -> None:
    """Import the samples and repeat their rows in the ledger until there are so many."""
    made = import_scripts(session, sorted(path("samples").glob("*.toml")), actor="A", now=at_noon(date(2026, 11, 24)))
    names = [field.column_name for field in LedgerRow._meta.sorted_fields]
    rows = session.database.sql(f"SELECT {', '.join(names)} FROM ledger_row ORDER BY case_id")
    assert len(rows) >= len(made)
    key, title, opened = (names.index(name) for name in ("case_id", "case_number", "opened_on"))
    for start in range(len(rows), number, BATCH):
        more = []
        for place in range(start, min(start + BATCH, number)):
            row = list(rows[place % len(rows)])
            row[key], row[title] = f"constructed-{place:08d}", f"某农（构造）立〔2024〕{place}号"
            row[opened] = (FIRST_DAY + timedelta(days=DAYS * place // number)).isoformat()
            more.append(tuple(row))
        with session.database.transaction():
            session.database.insert(LedgerRow, more)
