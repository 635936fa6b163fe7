"""The settings: what is recorded in the journal, what stays on the device, what is still to be confirmed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from forms.facts import facts
from models.queries.drafts import draft
from models.queries.office import number_blocks, numbers_left, settings
from tests.builders import OFFICE
from tests.ui.pages.desks import furnish, import_sample, open_desk
from ui import theme
from ui.desk import Desk
from ui.pages.settings import SettingsPage
from ui.pages.settings.agency import AgencyPart
from ui.pages.settings.data import data_facts
from ui.pages.settings.display import DisplayPart
from ui.pages.settings.numbers import NumbersPart, ReturnDialog
from ui.pages.settings.person import PersonPart
from ui.pages.settings.rules import doubtful

AGENCY, DISPLAY, NUMBERS, RULES, DATA, PERSON = range(6)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk at an empty office."""
    with open_desk(tmp_path, monkeypatch) as opened:
        yield opened


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> SettingsPage:
    made = SettingsPage(desk)
    qtbot.addWidget(made)
    made.resize(1290, 700)
    made.show()
    made.refresh()
    return made


def agency(page: SettingsPage) -> AgencyPart:
    part = page.show_part(AGENCY)
    assert isinstance(part, AgencyPart)
    return part


def words_of(part: QWidget) -> str:
    return " ".join(label.text() for label in part.findChildren(QLabel)).replace("\u00a0", " ")


def test_every_fact_of_the_office_is_asked_for(page: SettingsPage) -> None:
    owned = {fact.key for fact in facts().values() if fact.owner == "office"}
    assert set(agency(page).form.keys()) == owned


def test_rule_set_proposes_what_it_knows_and_says_so(page: SettingsPage) -> None:
    form = agency(page).form
    assert form.values()["office.superior_department"] == "长沙市农业农村局"
    assert "待核对" in form.box("office.superior_department").editor.filled()
    assert form.values()["office.agency_name"] is None


def test_missing_name_is_refused_at_the_field_and_nothing_is_recorded(page: SettingsPage, desk: Desk) -> None:
    part = agency(page)
    part.act.click()
    problem = part.form.box("office.agency_name").problem()
    assert problem is not None and "机关全称" in problem.text
    assert settings(desk.session) == {}


def test_recorded_settings_are_read_back_whole(page: SettingsPage, desk: Desk) -> None:
    part = agency(page)
    part.form.set_values(OFFICE)
    part.act.click()
    assert settings(desk.session) == OFFICE
    assert part.form.box("office.review_body").editor.filled() == ""


def test_typed_but_unrecorded_text_is_kept_as_a_draft(qtbot: QtBot, page: SettingsPage, desk: Desk) -> None:
    part = agency(page)
    qtbot.keyClicks(part.form.box("office.court").editor.line, "ABC")  # type: ignore[attr-defined]
    page.save()
    kept = draft(desk.session, "settings", "agency", actor=desk.actor)
    assert kept is not None and kept.content["office.court"] == "ABC"
    assert settings(desk.session) == {}


def test_text_size_and_theme_apply_at_once_and_are_remembered(page: SettingsPage, desk: Desk) -> None:
    part = page.show_part(DISPLAY)
    assert isinstance(part, DisplayPart)
    part.sizes["特大"].click()
    part.themes[True].click()
    assert theme.scale() == theme.TEXT_SCALES["特大"]
    assert theme.colours() is theme.DARK
    assert (desk.memory.get("text_scale"), desk.memory.get("dark")) == (1.4, True)


def test_block_is_reserved_for_this_device_and_returned(page: SettingsPage, desk: Desk) -> None:
    part = page.show_part(NUMBERS)
    assert isinstance(part, NumbersPart)
    part.form.set_values({"form": "7", "category": "livestock", "year": 2026, "count": 23})
    part._on_reserve()
    assert numbers_left(desk.session, "当罚/畜牧/2026") == 23
    part._on_return(number_blocks(desk.session)[0])
    dialog = part.window().findChild(ReturnDialog)
    assert dialog is not None
    dialog.accept()
    (block,) = number_blocks(desk.session)
    assert block.returned_on is not None and block.left == 0


def test_form_whose_word_depends_on_the_case_has_a_block_for_each_word(page: SettingsPage, desk: Desk) -> None:
    part = page.show_part(NUMBERS)
    assert isinstance(part, NumbersPart)
    part.form.set_values({"form": "18/扣", "category": "vetdrug", "year": 2026, "count": 5})
    part._on_reserve()
    assert numbers_left(desk.session, "扣/兽药/2026") == 5
    assert numbers_left(desk.session, "封/兽药/2026") != 5


def test_count_of_numbers_is_checked_at_the_field(page: SettingsPage, desk: Desk) -> None:
    part = page.show_part(NUMBERS)
    assert isinstance(part, NumbersPart)
    part.form.set_values({"form": "7", "category": "none", "year": 2020, "count": 0})
    part._on_reserve()
    assert part.form.box("count").problem() is not None
    assert part.form.box("year").problem() is not None
    assert number_blocks(desk.session) == ()


def test_every_unverified_value_of_the_rule_set_is_listed_with_its_basis(desk: Desk) -> None:
    found = doubtful(desk.session.rulebook)
    listed = {(each.name, each.basis) for each in found}
    for value in desk.session.rulebook.values.values():
        for version in value.versions:
            assert ((value.label, version.basis) in listed) or version.source.certainty == "verified"
    assert not any(each.certainty == "verified" for each in found)


def test_rules_part_shows_digest_and_count(page: SettingsPage, desk: Desk) -> None:
    words = words_of(page.show_part(RULES))
    assert desk.session.rulebook.digest[:16] in words
    assert f"待确认 {len(doubtful(desk.session.rulebook))} 项" in words


def test_data_tell_that_there_is_no_backup_and_count_the_journal(page: SettingsPage, desk: Desk) -> None:
    import_sample(desk.session)
    told = dict(data_facts(desk.session))
    assert told["上次备份"] == "没有"
    assert told["办案日志"].endswith("1 件案件") and not told["办案日志"].startswith("0 ")
    words = words_of(page.show_part(DATA))
    assert "还没有备份" in words


def test_choosing_a_person_makes_the_desk_theirs(page: SettingsPage, desk: Desk) -> None:
    furnish(desk.session)
    part = page.show_part(PERSON)
    assert isinstance(part, PersonPart)
    next(made for made in part.findChildren(QRadioButton) if made.text() == "李某").click()
    assert desk.actor == "B"
