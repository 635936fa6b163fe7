"""Form files are read strictly; a folder of deliberately broken ones proves the messages."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from forms.custom import CUSTOM
from forms.derived_records import form_titles
from forms.loader import read_form
from forms.schema import load_forms
from procedures.problems import DataError, RuleError
from resources import path
from tests.forms.samples import FORMS

BROKEN = sorted((Path(__file__).parent / "broken_forms").glob("*.toml"))


@pytest.mark.parametrize("file", BROKEN, ids=lambda file: file.stem)
def test_broken_form_is_refused_naming_file_and_place(file: Path) -> None:
    key, says = (line.partition(": ")[2] for line in file.read_text("utf-8").splitlines()[:2])
    with pytest.raises(DataError) as refused:
        read_form(file, "99", date(2024, 1, 1))
    assert refused.value.file == f"99/{file.name}"
    assert refused.value.key == key
    assert says in refused.value.expected


def test_every_shipped_form_loads() -> None:
    assert {form.id for form in FORMS.all()} <= form_titles().keys()


def test_form_in_force_is_the_newest_that_has_begun() -> None:
    assert FORMS.form("7", date(2023, 12, 31)).since == date(2021, 7, 15)
    assert FORMS.form("7", date(2024, 1, 1)).since == date(2024, 1, 1)
    assert FORMS.form("7", date(2021, 7, 14)).since == date(1996, 10, 1)


def test_form_before_its_first_version_is_refused() -> None:
    with pytest.raises(RuleError, match="没有1996-09-30有效的版本"):
        FORMS.form("29", date(1996, 9, 30))


def test_forms_of_an_act_are_found() -> None:
    assert [form.id for form in FORMS.forms_of("on_the_spot_decision", date(2026, 10, 9))] == ["7"]
    assert [form.id for form in FORMS.forms_of("decision_served", date(2026, 10, 9))] == ["33"]


def test_pack_replaces_one_version_and_leaves_the_others(tmp_path: Path) -> None:
    place = tmp_path / "forms" / "7"
    place.mkdir(parents=True)
    text = path("forms", "7", "2024-01-01.toml").read_text("utf-8")
    (place / "2024-01-01.toml").write_text(text.replace("copies = 2", "copies = 3"), "utf-8")
    laid = load_forms(path("forms"), [tmp_path])
    assert laid.form("7", date(2026, 1, 1)).copies == 3
    assert laid.form("7", date(2023, 1, 1)).copies == 2
    assert FORMS.form("7", date(2026, 1, 1)).copies == 2


def test_form_that_has_ended_gives_way_to_the_one_before(tmp_path: Path) -> None:
    place = tmp_path / "forms" / "7"
    place.mkdir(parents=True)
    text = path("forms", "7", "2024-01-01.toml").read_text("utf-8")
    (place / "2025-01-01.toml").write_text("until = 2025-12-31\n" + text, "utf-8")
    laid = load_forms(path("forms"), [tmp_path])
    assert laid.form("7", date(2025, 6, 1)).since == date(2025, 1, 1)
    assert laid.form("7", date(2026, 1, 1)).since == date(2024, 1, 1)


def test_file_named_other_than_a_day_is_refused(tmp_path: Path) -> None:
    (tmp_path / "7").mkdir()
    shutil.copy(path("forms", "7", "2024-01-01.toml"), tmp_path / "7" / "new.toml")
    with pytest.raises(DataError, match=r"7/new\.toml.*施行日期"):
        load_forms(tmp_path)


def test_no_more_than_four_functions_build_blocks() -> None:
    assert len(CUSTOM) <= 4


def test_field_tells_the_page_all_it_needs() -> None:
    field = FORMS.form("33", date(2026, 1, 1)).field("act_method")
    assert (field.label, field.kind, field.required, field.owner, field.derived) == (
        "送达方式",
        "choice",
        True,
        "act",
        True,
    )
    assert [choice.label for choice in field.choices][:2] == ["直接", "留置"]
    rows = FORMS.form("11", date(2026, 1, 1)).field("dialogue")
    assert rows.own
    assert [column.label for column in rows.columns] == ["问", "答"]
