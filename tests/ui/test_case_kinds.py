"""Every kind of act on a real case of the general procedure: its page opens, is filled, recorded, told and voided."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from models.operations.cases import void_act
from models.queries.cases import read_case
from models.queries.journal import journal_lines
from procedures.kinds import kinds, stages
from tests.ui.case_desk import CaseDesk, answer, imported_case, opened, opened_desk, work_of
from ui.pages.case.act_fields import ActField
from ui.pages.case.act_page import ActPage
from ui.pages.case.parts import JOURNAL
from ui.pages.case.review_page import ReviewPage

TODAY = date(2025, 6, 3)
ROW: dict[str, Any] = {"name": "杀螺胺", "quantity": "1", "unit": "包"}
WALKED = [stage for stage in stages() if stage]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[CaseDesk]:
    with opened_desk(tmp_path, TODAY) as made:
        yield made


def value_for(field: ActField) -> Any:
    """Something that fits a field, as an officer would enter it."""
    plain: dict[str, Any] = {
        "date": TODAY,
        "time": time(10, 0),
        "boolean": True,
        "integer": 10,
        "money": 100_00,
        "items": (ROW,),
        "instalments": ({"amount": 100_00, "due_on": TODAY},),
        "rows": (),
    }
    if field.kind in plain:
        return plain[field.kind]
    if field.kind in ("choice", "choices"):
        first = field.choices[0].value
        return first if field.kind == "choice" else (first,)
    return "某人" if field.kind == "person" else "如实填写的内容"


def fill(page: ActPage) -> None:
    """Fill what the page asks for and the program does not know; what a page doesn't show it doesn't ask."""
    values = page.form.values()
    for field in page._fields:
        if page.form.box(field.key).isHidden():
            continue
        alternative = page.kind.kind == "decision_extended" and field.key == "until"
        if values[field.key] in (None, "", ()) and field.kind not in ("officers", "party") and not alternative:
            page.form.set_values({field.key: value_for(field)})
            page.form.box(field.key).editor.changed.emit()
    if isinstance(page, ReviewPage):
        page.points.set_typed({each.point: {"mark": "yes", "note": "核对无误"} for each in page.points.marked()})
        page.points.changed.emit()


def kinds_of_stage(stage: str) -> list[str]:
    """The kinds of a stage that have a page of their own."""
    return [kind.kind for kind in kinds().values() if kind.stage == stage and kind.kind != "act_voided"]


@pytest.mark.parametrize("stage", WALKED)
def test_every_kind_is_filled_recorded_told_and_voided(desk: CaseDesk, stage: str) -> None:
    case_id = imported_case(desk, "c03-expired-pesticide.toml")
    page = opened(desk, case_id, TODAY)
    work = work_of(page)
    for kind in kinds_of_stage(stage):
        before = {act.id for act in desk.file(case_id).case.live_acts()}
        asked = work.act_page(kind)
        fill(asked)
        assert asked.record_button.isEnabled(), (kind, asked._told.whole())
        asked.record()
        if asked._forbidden:
            answer("已经这样办了，如实补记", "B")
        made = [act for act in desk.file(case_id).case.live_acts() if act.id not in before]
        assert [act.kind for act in made] == [kind]
        line = journal_lines(desk.session, read_case(desk.session, case_id))[-1]
        assert (line.label, line.act is not None) == (kinds()[kind].label, True)
        void_act(desk.session, case_id, desk.file(case_id).seen, made[0].id, "走查后作废", actor="A", now=desk.now())
        page.refresh()
    page.show_page(JOURNAL)


def test_every_kind_has_a_title_an_action_and_labels_in_chinese(desk: CaseDesk) -> None:
    work = work_of(opened(desk, imported_case(desk, "c03-expired-pesticide.toml"), TODAY))
    for kind in kinds():
        if kind == "act_voided":
            continue
        asked = work.act_page(kind)
        words = [asked.record_button.text(), *(field.label for field in asked._fields)]
        words += [choice.label for field in asked._fields for choice in field.choices]
        assert all(any("一" <= letter <= "鿿" for letter in word) for word in words), (kind, words)
