"""An office that an earlier program made is brought up to date with every case it holds."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from forms.schema import FormSet
from models import schema
from models.casefile import entries_from_case, file_from_entries
from models.checkpoints import Device
from models.database import Database, open_database
from models.entries import case_stream
from models.folder import DataFolder
from models.journal import append, read_stream
from models.operations.renewing import renew_rows
from models.projections import case_rows
from models.queries.cases import list_cases
from models.queries.filing import filing_desk, judged_not_major
from models.rebuild import rebuild
from models.session import open_session
from procedures.rulebook import Rulebook
from procedures.script import read_script_file
from resources import path
from tests.models.conftest import NOW

SAMPLES = ("c01-unlicensed-vet-biologics.toml", "c11-slaughter-from-procuratorate.toml")
TABLES_THEN = ("case_row", "case_party", "case_officer", "clock_row", "document_row", "told_number")
TODAY = date(2024, 10, 20)


@pytest.fixture
def earlier(
    place: DataFolder | str, rulebook: Rulebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> DataFolder | str:
    """A database as the program with two migrations left it: entries and the rows of that time."""
    then = tmp_path / "migrations"
    then.mkdir()
    for name in ("0001_initial.py", "0002_clock_pauses.py"):
        shutil.copy(schema.MIGRATIONS / name, then / name)
    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", then)
        database = open_database(place)
        for number, name in enumerate(SAMPLES):
            _store(database, f"case-{number}", name, rulebook)
        database.close()
    return place


def _store(database: Database, case_id: str, name: str, rulebook: Rulebook) -> None:
    device = Device("dev-test", b"k" * 32)
    case = read_script_file(path("samples", name))
    with database.transaction():
        new = entries_from_case(case, NOW.date())
        entries = append(database, case_stream(case_id), 0, new, actor="A", device=device.id, now=NOW)
        rows = case_rows(case_id, file_from_entries(entries), entries[-1], entries, rulebook)
        for table, made in rows.by_table():
            if table._meta.table_name in TABLES_THEN:
                database.insert(table, made)


def test_an_office_of_two_migrations_gets_its_filings_once_its_rows_are_renewed(
    earlier: DataFolder | str, folder: DataFolder, rulebook: Rulebook, forms: FormSet
) -> None:
    url = earlier if isinstance(earlier, str) else ""
    with open_session(folder, lambda: rulebook, lambda: forms, url=url) as session:
        assert len(list_cases(session).lines) == len(SAMPLES)
        assert filing_desk(session, TODAY, view="all").rows == ()
        assert [renew_rows(session) for _ in range(2)] == [len(SAMPLES), 0]
        (row,) = filing_desk(session, TODAY, view="all").rows
        assert row.party_name == "聂某" and len(row.lines) == 2
        assert [line.party_name for line in judged_not_major(session, since=date(2020, 1, 1))] == ["某农业服务部"]
        assert rebuild(session.database, rulebook).different == 0


def test_nothing_recorded_is_touched_and_a_copy_was_made_before(earlier: DataFolder | str, folder: DataFolder) -> None:
    database = open_database(earlier)
    entries = [read_stream(database, case_stream(f"case-{number}")) for number in range(len(SAMPLES))]
    assert all(entries) and entries[0][0].kind == "case_described"
    assert database.sql("SELECT DISTINCT rules FROM case_row") == [("",)]
    copies = [copy.name for copy in folder.backups.iterdir()] if database.dialect == "sqlite" else []
    assert copies == (["before-0003_filing.db"] if database.dialect == "sqlite" else [])
    database.close()
