"""The desk of the on-the-spot tests, with an empty page for a lead."""

from typing import Any

import pytest

from tests.ui.pages.on_the_spot.conftest import clock, desk, session, window
from ui.desk import Desk
from ui.pages.lead import LeadPage

__all__ = ["clock", "desk", "session", "window"]
STREAM = "lead:one"


@pytest.fixture
def page(desk: Desk, qtbot: Any) -> LeadPage:
    """An empty page."""
    made = LeadPage(desk, STREAM)
    qtbot.addWidget(made)
    made.resize(1290, 668)
    made.show()
    return made
