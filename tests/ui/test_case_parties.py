"""A case of two parties in the window: each with own opinion and notice, and never the amounts of the other."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models.operations.cases import open_case
from procedures.case import Case
from procedures.script import read_script
from resources import path
from tests.builders import make_act
from tests.ui.case_desk import CaseDesk, opened, opened_desk, work_of
from ui.pages.case.act_page import ActPage
from ui.pages.case.documents import DocumentsPage
from ui.pages.case.page import CasePage
from ui.pages.case.parts import DOCUMENTS

SAMPLE = "c07-unregistered-fertiliser.toml"
TODAY, LATER = date(2025, 9, 10), date(2025, 9, 11)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[CaseDesk]:
    with opened_desk(tmp_path, TODAY) as made:
        yield made


def two_parties() -> Case:
    """The fertiliser case up to the opinion, with a second seller of whom 500 yuan are asked and no warning."""
    case = read_script(path("samples", SAMPLE).read_text("utf-8"), SAMPLE)
    first, second = case.parties[0], replace(case.parties[0], id="p2", name="吴某", identity_no="")
    conducts = (*case.conducts, replace(case.conducts[0], id="c2", party="p2"))
    acts = [replace(act, party="p1") if act.kind == "opinion_submitted" else act for act in case.acts]
    until = [act.id for act in acts].index("opinion") + 1
    other = make_act("opinion_submitted", date(2025, 9, 8), "opinion-2", party="p2", fine=500_00)
    whole = (*acts[:until], other)
    return replace(case, parties=(first, second), conducts=conducts, acts=whole, as_of=TODAY, expect={})


def page_of(desk: CaseDesk) -> CasePage:
    return opened(desk, open_case(desk.session, two_parties(), actor="A", now=desk.now()).case_id, TODAY)


def asked_of(page: CasePage) -> ActPage:
    shown = work_of(page).middle()
    assert isinstance(shown, ActPage)
    return shown


def choose(asked: ActPage, key: str, value: Any) -> None:
    asked.form.set_values({key: value})
    asked.form.box(key).editor.changed.emit()


def test_party_chosen_on_the_page_brings_its_own_amounts(desk: CaseDesk) -> None:
    page = page_of(desk)
    work_of(page).act_page("notice_served")
    page.show_party("p1")
    work_of(page).act_page("notice_served")
    asked = asked_of(page)
    assert asked.form.values()["fine"] == 1160_00 and asked.form.values()["hearing_offered"] is True
    choose(asked, "party", "p2")
    other = asked_of(page)
    assert other is not asked
    values = other.form.values()
    assert (values["party"], values["fine"], values["hearing_offered"]) == ("p2", 500_00, False)
    assert not values["kinds"]


def test_what_is_typed_for_one_party_stays_with_it(desk: CaseDesk) -> None:
    page = page_of(desk)
    page.show_party("p1")
    work_of(page).act_page("notice_served")
    choose(asked_of(page), "note", "只给朱某的话")
    choose(asked_of(page), "party", "p2")
    assert asked_of(page).form.values()["note"] in (None, "")
    choose(asked_of(page), "party", "p1")
    values = asked_of(page).form.values()
    assert (values["party"], values["note"], values["fine"]) == ("p1", "只给朱某的话", 1160_00)


def test_papers_of_several_parties_are_told_apart(desk: CaseDesk) -> None:
    page = page_of(desk)
    page.show_page(DOCUMENTS)
    documents = page.page(DOCUMENTS)
    assert isinstance(documents, DocumentsPage)
    under = [item.under for item in documents.items() if item.title == "案件处理意见书"]
    assert len(under) == 2 and {words.split("·")[0] for words in under} == {"朱某", "吴某"}


def test_fine_foreseen_with_the_lead_is_the_first_partys(desk: CaseDesk) -> None:
    case = two_parties()
    lead = replace(case.acts[0], values={"proposed_fine": 1160_00})
    without = replace(case, acts=(lead, *[act for act in case.acts[1:] if act.kind != "opinion_submitted"]))
    page = opened(desk, open_case(desk.session, without, actor="A", now=desk.now()).case_id, TODAY)
    page.show_party("p1")
    assert work_of(page).act_page("opinion_submitted").form.values()["fine"] == 1160_00
    page.show_party("p2")
    assert work_of(page).act_page("opinion_submitted").form.values()["fine"] is None


def test_page_left_open_over_night_asks_for_the_new_day_and_keeps_what_is_typed(desk: CaseDesk) -> None:
    page = page_of(desk)
    page.show_party("p1")
    work_of(page).act_page("notice_served")
    choose(asked_of(page), "note", "送达的情况")
    desk.day = LATER
    page.refresh()
    values = asked_of(page).form.values()
    assert (values["on"], values["note"]) == (LATER, "送达的情况")
