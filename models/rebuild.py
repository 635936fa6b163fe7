"""Filling an empty set of projection tables from the journal and comparing every column with what is stored."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from peewee import AutoField, Model

from models import search
from models.casefile import file_from_entries
from models.database import Database, Row
from models.entries import CASE_PREFIX, OFFICE_STREAM, Entry
from models.finding_rows import finding_rows
from models.findings import FINDING_PREFIX
from models.journal import read_stream, read_streams
from models.matters import MATTER_PREFIX, matter_rows
from models.office import office_from_entries
from models.projections import CaseRows, case_id_of, case_rows, office_rows, write_series
from models.tables.filing import MatterRow
from models.tables.findings import FINDING_TABLES
from models.tables.projections import CASE_TABLES, OFFICE_TABLES, PROJECTION_TABLES, CaseTextRow

if TYPE_CHECKING:
    from procedures.rulebook import Rulebook

FRESH = "rebuilt_"
REBUILT: tuple[type[Model], ...] = (*PROJECTION_TABLES, *FINDING_TABLES)
REPLACED: tuple[type[Model], ...] = (*CASE_TABLES, MatterRow, *OFFICE_TABLES, *FINDING_TABLES)
BATCH = 200
MOST_DIFFERENCES = 20
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that is stored and should not be, or should be and is not."""

    table: str
    stored: bool
    row: Row


@dataclass(frozen=True, slots=True)
class Rebuild:
    """What a rebuild went through and found; `different` counts rows, `differences` shows the first of them.

    `outdated` cases and matters had rows made under other rules: these differ without anything being wrong.
    """

    cases: int
    entries: int
    different: int
    differences: tuple[Difference, ...]
    repaired: bool
    outdated: int = 0


def rebuild(
    database: Database, rulebook: "Rulebook", *, repair: bool = False, progress: Progress | None = None
) -> Rebuild:
    """Work out every row anew and compare every column; with `repair` the stored rows are replaced where they differ.

    One transaction. Raises StorageError.
    """
    with database.transaction():
        outdated = sum(
            database.sql(f'SELECT count(*) FROM "{table}" WHERE "rules" <> ?', (rulebook.digest,))[0][0]
            for table in ("case_row", "matter_row")
        )
        for table in REBUILT:
            name = table._meta.table_name
            database.sql(
                f'CREATE TEMPORARY TABLE "{FRESH}{name}" AS SELECT {_columns(table)} FROM "{name}" WHERE 1 = 0'
            )
        try:
            cases, entries, texts = _fill(database, rulebook, progress)
            differences, different = _compare(database)
            if repair and different:
                _replace(database, texts)
        finally:
            for table in REBUILT:
                database.sql(f'DROP TABLE "{FRESH}{table._meta.table_name}"')
    return Rebuild(cases, entries, different, differences, bool(repair and different), outdated)


def _fill(
    database: Database, rulebook: "Rulebook", progress: Progress | None
) -> tuple[int, int, list[tuple[str, str]]]:
    for table, rows in office_rows(office_from_entries(read_stream(database, OFFICE_STREAM))):
        database.insert(table, rows, into=FRESH + table._meta.table_name)
    cases = entries = 0
    texts: list[tuple[str, str]] = []
    waiting: list[CaseRows] = []
    for stream, told in read_streams(database, CASE_PREFIX):
        waiting.append(_rows_of(stream, told, rulebook))
        cases, entries = cases + 1, entries + len(told)
        if len(waiting) == BATCH:
            texts += _insert(database, waiting)
            waiting = []
            if progress is not None:
                progress(cases)
    texts += _insert(database, waiting)
    texts += _fill_matters(database, rulebook)
    _fill_findings(database)
    database.sql(f'CREATE INDEX "{FRESH}series" ON "{FRESH}document_row" ("series", "sequence")')
    named = database.sql(
        " UNION ".join(
            f'SELECT "series" FROM "{FRESH}{name}"' for name in ("document_row", "number_block", "finding_paper")
        )
    )
    write_series(database, {row[0] for row in named if row[0]}, prefix=FRESH)
    return cases, entries, texts


def _fill_matters(database: Database, rulebook: "Rulebook") -> list[tuple[str, str]]:
    made = [matter_rows(told, rulebook) for _, told in read_streams(database, MATTER_PREFIX)]
    for matter in made:
        for table, _, rows in matter.by_table():
            database.insert(table, rows, into=FRESH + table._meta.table_name)
    texts = [(matter.matter_id, matter.text) for matter in made]
    database.insert(CaseTextRow, texts, into=FRESH + "case_text")
    return texts


def _fill_findings(database: Database) -> None:
    for _, told in read_streams(database, FINDING_PREFIX):
        for table, rows in finding_rows(told).items():
            database.insert(table, rows, into=FRESH + table._meta.table_name)


def _rows_of(stream: str, entries: Sequence[Entry], rulebook: "Rulebook") -> CaseRows:
    return case_rows(case_id_of(stream), file_from_entries(entries), entries[-1], entries, rulebook)


def _insert(database: Database, cases: Sequence[CaseRows]) -> list[tuple[str, str]]:
    gathered: dict[type[Model], list[Row]] = {table: [] for table in CASE_TABLES}
    for case in cases:
        for table, rows in case.by_table():
            gathered[table] += rows
    for table, rows in gathered.items():
        database.insert(table, rows, into=FRESH + table._meta.table_name)
    texts = [(case.case_id, case.text) for case in cases]
    database.insert(CaseTextRow, texts, into=FRESH + "case_text")
    return texts


def _compare(database: Database) -> tuple[tuple[Difference, ...], int]:
    found: list[Difference] = []
    for table in REBUILT:
        name, columns = table._meta.table_name, _columns(table)
        stored, fresh = f'SELECT {columns} FROM "{name}"', f'SELECT {columns} FROM "{FRESH}{name}"'
        found += [Difference(name, True, row) for row in database.sql(f"{stored} EXCEPT {fresh}")]
        found += [Difference(name, False, row) for row in database.sql(f"{fresh} EXCEPT {stored}")]
    return tuple(found[:MOST_DIFFERENCES]), len(found)


def _replace(database: Database, texts: Sequence[tuple[str, str]]) -> None:
    for table in REPLACED:
        name, columns = table._meta.table_name, _columns(table)
        database.sql(f'DELETE FROM "{name}"')
        database.sql(f'INSERT INTO "{name}" ({columns}) SELECT {columns} FROM "{FRESH}{name}"')
    search.clear(database)
    for start in range(0, len(texts), BATCH):
        search.put_texts(database, texts[start : start + BATCH])


def _columns(table: type[Model]) -> str:
    fields = [field for field in table._meta.sorted_fields if not isinstance(field, AutoField)]
    return ", ".join(f'"{field.column_name}"' for field in fields)
