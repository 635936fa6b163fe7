"""The opinion is offered the row of the discretion table that its facts fall into, and nothing where that is open."""

from dataclasses import replace
from datetime import date
from typing import Any

from forms.lawful_range import discretion_rule
from forms.prepare import prepare
from forms.schema import load_forms
from procedures.case import Conduct
from resources import path
from tests.builders import make_sources
from tests.procedures.discretion.cases import case_of, conduct, penalty_act, rules

FORMS = load_forms(path("forms"))
LIGHT = "《某市农业行政处罚裁量权基准》（某农发〔2026〕1号）第1项，轻微"


def offered(*conducts: Conduct, packs: tuple[str, ...] = ("city",), values: dict[str, Any] | None = None) -> str:
    act = penalty_act("opinion_submitted", date(2026, 6, 1), values, fine=2000_00)
    sources = make_sources(act, case_of(act, conducts=conducts), rulebook=rules(*packs))
    return discretion_rule(sources)


def test_row_of_the_table_in_force_is_offered() -> None:
    assert offered(conduct(goods_value=84_00)) == LIGHT


def test_nothing_is_offered_without_a_table_or_where_the_row_is_open() -> None:
    assert offered(conduct(goods_value=84_00), packs=()) == ""
    assert offered(conduct("seed-79-2")) == ""
    assert offered(conduct("seed-79-2"), values={"discretion_grade": "较重"}).endswith("第2项，较重")


def test_opinion_stands_filled_with_it_and_what_is_typed_wins() -> None:
    act = penalty_act("opinion_submitted", date(2026, 6, 1), fine=2000_00)
    sources = make_sources(act, case_of(act, conducts=(conduct(goods_value=84_00),)), rulebook=rules("city"))
    form = FORMS.form("24", date(2026, 6, 1))
    assert form is not None
    assert prepare(form, sources).values["discretion_rule"] == LIGHT
    assert prepare(form, replace(sources), {"discretion_rule": "另一基准"}).values["discretion_rule"] == "另一基准"
