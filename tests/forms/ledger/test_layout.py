"""Layouts: the shipped ones, the file they are handed on as, and what is refused with file and key."""

from dataclasses import replace
from datetime import date

import pytest

from exports.ledger.layout_file import write_layout
from forms.ledger.conditions import Condition
from forms.ledger.layout import (
    Axis,
    Layout,
    PivotLayout,
    Sort,
    layout_problems,
    read_layout,
    shipped_layouts,
)
from procedures.problems import DataError

HEAD = 'format = 1\nname = "年报"\nsource = "cases"\nperiod = "opened_on"\ncolumns = ["case_number", "fine"]\n'


def full_layout() -> Layout:
    """A layout that uses everything a layout can hold."""
    return Layout(
        name="局长年报版“2024”",
        source="cases",
        columns=("case_number", "party_name", "sector", "opened_on", "fine", "days_left"),
        period="opened_on",
        filters=(
            Condition("opened_on", "between", (date(2024, 1, 1), date(2024, 12, 31))),
            Condition("fine", "at_least", (2000001,)),
            Condition("sector", "is", ("pesticide", "seed")),
            Condition("party_name", "contains", ('“a"\\b',)),
            Condition("days_left", "at_most", (-3,)),
            Condition("closed_on", "empty"),
        ),
        sort=(Sort("sector"), Sort("opened_on", descending=True)),
        totals=("fine",),
        widths=(("party_name", 40),),
        per_year=True,
        pivot=PivotLayout(Axis("opened_on", "month"), Axis("sector"), "fine"),
    )


def test_the_four_shipped_layouts_are_there() -> None:
    assert [layout.name for layout in shipped_layouts()] == ["案件台账", "备案登记", "过错责任追究登记", "执法证件"]


@pytest.mark.parametrize("layout", [*shipped_layouts(), full_layout()], ids=lambda layout: layout.name)
def test_a_layout_comes_back_from_its_file_without_loss(layout: Layout) -> None:
    assert read_layout(write_layout(layout), "x.toml") == layout


@pytest.mark.parametrize("layout", shipped_layouts(), ids=lambda layout: layout.name)
def test_personal_columns_are_in_no_shipped_layout(layout: Layout) -> None:
    assert not [column.label for column in layout.shown() if column.personal]


@pytest.mark.parametrize(
    ("told", "key"),
    [
        ("", "x.toml：format"),
        ("format = 2\n" + HEAD[11:], "x.toml：format"),
        (HEAD + 'colour = "red"\n', "x.toml：colour"),
        (HEAD.replace("cases", "people"), "x.toml：source"),
        (HEAD.replace('"fine"', '"fines"'), "x.toml：columns.2：没有“fines”这一列"),
        (HEAD.replace('"fine"', '"case_number"'), "x.toml：columns.2：“case_number”重复"),
        (HEAD.replace("opened_on", "sector"), "x.toml：period"),
        (HEAD + 'totals = ["case_number"]\n', "x.toml：totals"),
        (HEAD + 'totals = ["paid"]\n', "x.toml：totals：“paid”不在 columns 中"),
        (HEAD + "per_year = 1\n", "x.toml：per_year"),
        (HEAD + "[widths]\nfine = 900\n", "x.toml：widths.fine"),
        (HEAD + '[[filter]]\ncolumn = "colour"\ntest = "is"\n', "x.toml：filter.1.column"),
        (HEAD + '[[filter]]\ncolumn = "fine"\ntest = "like"\n', "x.toml：filter.1.test"),
        (HEAD + '[[filter]]\ncolumn = "fine"\ntest = "contains"\nvalue = 1.00\n', "x.toml：filter.1：“罚款（元）”没有"),
        (HEAD + '[[filter]]\ncolumn = "fine"\ntest = "is"\nvalue = 0.001\n', "x.toml：filter.1.value"),
        (HEAD + '[[filter]]\ncolumn = "opened_on"\ntest = "is"\nvalue = "2024-01-01"\n', "x.toml：filter.1：应为日期"),
        (HEAD + '[[filter]]\ncolumn = "sector"\ntest = "is"\nvalue = "wheat"\n', "x.toml：filter.1：“行业”没有“wheat”"),
        (HEAD + '[[sort]]\ncolumn = "colour"\n', "x.toml：sort.1"),
        (HEAD + '[pivot]\nrows = "opened_on"\n', "x.toml：pivot.rows"),
        (HEAD + '[pivot]\nrows = "sector:month"\n', "x.toml：pivot.rows"),
        (HEAD + '[pivot]\nrows = "opened_on:week"\n', "x.toml：pivot.rows"),
        (HEAD + '[pivot]\nrows = "sector"\nvalue = "sector"\n', "x.toml：pivot.value"),
        (HEAD + "name = 1", "x.toml：不是有效的 TOML"),
    ],
)
def test_what_is_wrong_with_a_file_is_named_with_its_key(told: str, key: str) -> None:
    with pytest.raises(DataError) as error:
        read_layout(told, "x.toml")
    assert key in str(error.value)


@pytest.mark.parametrize("name", ["", "   ", "年报\n", "年" * 41])
def test_a_name_that_no_list_can_show_is_refused(name: str) -> None:
    assert [key for key, _ in layout_problems(replace(full_layout(), name=name))] == ["name"]
