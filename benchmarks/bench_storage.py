"""Storing an act against peewee inserting the same rows; `rebuild` in acts a second at two sizes."""

import sys
import tempfile
import time
from operator import itemgetter
from pathlib import Path
from typing import Any

from peewee import Model

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.make_office import make_office
from benchmarks.measuring import interleaved, seconds, tell
from models.operations.cases import record_act
from models.queries.cases import list_cases, read_case
from models.rebuild import rebuild
from models.session import Session
from models.tables.filing import FilingRow, JudgedRow, ProposalRow
from models.tables.journal import EntryRow, LogRow
from models.tables.ledger import LedgerRow
from models.tables.projections import CaseRow, CaseTextRow, ClockRow
from procedures.case import Act
from ui.commands.walk.office import at_noon
from ui.opening import open_office

SIZES = (500, 2000)
ROUNDS = 40


def main() -> None:
    """Print the ratio of storing an act, and `rebuild` in acts a second."""
    with tempfile.TemporaryDirectory() as place:
        with open_office(Path(place) / "storing") as session:
            _storing(session)
        for size in SIZES:
            with open_office(Path(place) / f"rebuild-{size}") as session:
                acts = make_office(session, size)
                begun = time.perf_counter()
                done = rebuild(session.database, session.rulebook)
                taken = time.perf_counter() - begun
                assert done.different == 0
                print(f"rebuild, {size} cases, {acts} acts{'':<18} {acts / taken:9.0f} acts a second  aim 2000")


def _storing(session: Session) -> None:
    """The last act of an on-the-spot case, in cases that all lack it, against peewee inserting what that writes."""
    waiting = iter(_unfinished(session))
    bare = _BareTables(session)
    times = interleaved(
        {"product": lambda: _record(session, next(waiting)), "bare": bare.insert},
        ROUNDS,
    )
    tell("storing an act", times["product"], times["bare"], 2)


def _unfinished(session: Session) -> list[str]:
    make_office(session, 3 * (ROUNDS + 1))
    lines = list_cases(session, limit=3 * (ROUNDS + 1)).lines
    return [line.case_id for line in lines if line.last_kind == "fine_banked"]


def _record(session: Session, case_id: str) -> float:
    stored = read_case(session, case_id)
    last = max(stored.file.case.acts, key=lambda act: act.on)
    act = Act("", "case_closed", last.on, fields={"ground": "performed", "approved_by": "A"})
    return seconds(lambda: record_act(session, case_id, stored.file.seen, act, actor="A", now=at_noon(last.on)))


class _BareTables:
    """Copies of the tables without triggers and index of words, filled by peewee with rows that the product wrote."""

    def __init__(self, session: Session) -> None:
        self._database = session.database
        self._rows: list[tuple[type[Model], list[tuple[Any, ...]]]] = []
        case_id = _unfinished(session)[0]
        _record(session, case_id)
        for table, condition in (
            (EntryRow, f"stream = 'case/{case_id}' ORDER BY stream_seq DESC LIMIT 1"),
            (LogRow, "1 ORDER BY seq DESC LIMIT 1"),
            (CaseRow, f"case_id = '{case_id}'"),
            (ClockRow, f"case_id = '{case_id}'"),
            (CaseTextRow, f"case_id = '{case_id}'"),
            (FilingRow, f"source_id = '{case_id}'"),
            (JudgedRow, f"case_id = '{case_id}'"),
            (ProposalRow, f"source_id = '{case_id}'"),
            (LedgerRow, f"case_id = '{case_id}'"),
        ):
            name = table._meta.table_name
            copy = type(f"Bare{table.__name__}", (table,), {"Meta": type("Meta", (), {"table_name": f"bare_{name}"})})
            self._database.sql(f'CREATE TABLE "bare_{name}" AS SELECT * FROM "{name}" WHERE 0')
            columns = ", ".join(f'"{field.column_name}"' for field in table._meta.sorted_fields)
            rows = [tuple(row) for row in self._database.sql(f'SELECT {columns} FROM "{name}" WHERE {condition}')]
            self._rows.append((copy, rows))

    def insert(self) -> float:
        """Insert the rows once more, in one transaction."""
        return seconds(self._insert)

    def _insert(self) -> None:
        with self._database.transaction():
            for table, rows in filter(itemgetter(1), self._rows):
                self._database.run(table.insert_many(rows, fields=table._meta.sorted_fields))


if __name__ == "__main__":
    main()
