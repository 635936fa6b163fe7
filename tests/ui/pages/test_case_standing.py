"""Where a general case stands, as the lists tell it: stage, next step, day; and what its drafts are called."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from models.operations.cases import open_case
from models.operations.drafts import save_draft
from models.queries.cases import list_cases
from procedures.script import read_script
from resources import path
from tests.ui.pages.desks import NOW, furnish, import_sample, open_desk
from ui.desk import Desk
from ui.pages.case_list import CaseListPage
from ui.pages.case_standing import standing_of
from ui.pages.workbench import WorkbenchPage
from ui.widgets.buttons import RowButton
from ui.widgets.glyphs import State

SAMPLE = "c03-expired-pesticide.toml"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk at an office with two officers."""
    with open_desk(tmp_path, monkeypatch) as opened:
        furnish(opened.session)
        yield opened


def stored(desk: Desk, until: date) -> str:
    """The sample as it stood on the evening of a day; its id."""
    case = read_script(path("samples", SAMPLE).read_text("utf-8"), SAMPLE)
    cut = replace(case, acts=tuple(act for act in case.acts if act.on <= until), as_of=until, expect={})
    return open_case(desk.session, cut, actor="A", now=NOW).case_id


def test_the_next_step_and_its_day_are_told(desk: Desk) -> None:
    stored(desk, date(2025, 3, 24))
    line = list_cases(desk.session).lines[0]
    standing = standing_of(desk.session, line, date(2025, 3, 25))
    assert standing is not None
    assert (standing.stage, standing.step) == ("保存查扣", "处理登记保存的物品")
    assert (standing.state, standing.when) == (State.CURRENT, "03-28 周五 前")


def test_a_closed_case_and_one_of_the_simple_procedure_stand_as_stored(desk: Desk) -> None:
    stored(desk, date(2025, 5, 26))
    import_sample(desk.session)
    lines = list_cases(desk.session).lines
    assert [standing_of(desk.session, line, date(2026, 10, 14)) for line in lines] == [None, None]


def test_the_list_shows_stage_and_next_step_of_a_general_case(qtbot: QtBot, desk: Desk) -> None:
    stored(desk, date(2025, 4, 7))
    page = CaseListPage(desk)
    qtbot.addWidget(page)
    page.refresh()
    row = page.table.model().row(0)
    assert [cell.text for cell in row[2:4]] == ["保存查扣", "解除查封、扣押"]
    assert row[2].state is State.OVERDUE


def test_a_draft_of_an_act_or_a_paper_is_named_after_it(qtbot: QtBot, desk: Desk) -> None:
    case_id = stored(desk, date(2025, 4, 7))
    for name in ("act/opinion_submitted/p1", "paper/24/x", "plan/x"):
        save_draft(desk.session, f"case/{case_id}", name, {"note": "某"}, actor=desk.actor, now=NOW)
    page = WorkbenchPage(desk)
    qtbot.addWidget(page)
    page.refresh()
    page._fill_rest()
    names = [each.accessibleName() for each in page.drafts.findChildren(RowButton)]
    told = sorted(name.partition("·")[0] for name in names)
    assert told == ["草稿 案件处理意见", "草稿 案件处理意见书"]
