"""The desk and its page."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from models.operations.office import record_settings
from tests.builders import OFFICE
from tests.ui.case_desk import CaseDesk, opened_desk
from tests.ui.pages.filing.desks import TODAY
from ui.pages.filing import FilingPage

CONTACT = {"office.contact_name": "陈某", "office.contact_phone": "0731-00000000"}
Shown = Callable[[], FilingPage]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[CaseDesk]:
    """A desk at an office with two officers on Monday 2024-10-28."""
    with opened_desk(tmp_path, TODAY) as opened:
        record_settings(opened.session, {**OFFICE, **CONTACT}, actor="A", now=opened.now())
        yield opened


@pytest.fixture
def shown(qtbot: QtBot, desk: CaseDesk) -> Shown:
    """Shows the page."""

    def show() -> FilingPage:
        page = FilingPage(desk)
        qtbot.addWidget(page)
        page.resize(1290, 700)
        page.show()
        page.refresh()
        return page

    return show
