"""An office with the finished sample cases, and the page of its ledger."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from models.operations.imports import import_scripts
from resources import path
from tests.ui.pages.desks import NOW, furnish, open_desk
from ui.desk import Desk
from ui.pages.ledger import LedgerPage

SAMPLES = ("c02-fake-pesticide", "c05-fake-maize-seed", "c09-closed-season-fishing", "c11-slaughter-from-procuratorate")
Shown = Callable[[], LedgerPage]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk at an office with four sample cases; 陈某 works here."""
    with open_desk(tmp_path / "office", monkeypatch) as opened:
        furnish(opened.session)
        files = [path("samples", f"{name}.toml") for name in SAMPLES]
        import_scripts(opened.session, files, actor="A", now=NOW)
        opened.work_as("A")
        yield opened


@pytest.fixture
def shown(qtbot: QtBot, desk: Desk) -> Shown:
    """Shows the page as it is on a screen of 1366 by 768."""

    def show() -> LedgerPage:
        page = LedgerPage(desk)
        qtbot.addWidget(page)
        page.resize(1290, 690)
        page.show()
        page.refresh()
        return page

    return show
