"""Facts as the text interface writes them: each is read, and whatever is wrong is told by its name."""

from datetime import date
from fractions import Fraction

import pytest

from procedures.penalties import read_facts

TODAY = date(2026, 10, 9)


def test_all_facts_are_read() -> None:
    told = (
        "goods_value=12000.5 illegal_gains=unknown area_m2=66.667 who=unit grade=serious corrected=refused "
        "consequence=yes act_on=2024-03-01 authority=province proposed_fine=4999 mitigation=yes sales=1 unsold=2 loss=3"
    )
    facts, problems = read_facts(told.split(), TODAY)
    assert problems == ()
    assert dict(facts.quantities) == {
        "goods_value": 12_000_50,
        "illegal_gains": "unknown",
        "area_m2": Fraction(66667, 1000),
    }
    assert (facts.who, facts.grade, facts.corrected, facts.consequence) == ("unit", "serious", "refused", "yes")
    assert (facts.act_on, facts.authority, facts.mitigation) == (date(2024, 3, 1), "province", True)
    assert (facts.proposed_fine, facts.sales, facts.unsold, facts.loss) == (4_999_00, 100, 200, 300)


def test_what_is_not_told_is_what_the_contract_says() -> None:
    facts, _ = read_facts([], TODAY)
    assert (facts.act_on, facts.grade, facts.authority, facts.corrected, facts.mitigation) == (
        TODAY,
        "ordinary",
        "county",
        "",
        False,
    )


@pytest.mark.parametrize(
    "told",
    [
        "weight=3",
        "goods_value",
        "goods_value=",
        "=3",
        "goods_value=-1",
        "goods_value=1.234",
        "goods_value=1e3",
        "goods_value=1,000",
        "goods_value=１２",
        "goods_value=nan",
        "goods_value=inf",
        "goods_value=Unknown",
        "goods_value=9999999999999",
        "goods_value=.5",
        "area_m2=-1",
        "area_m2=x",
        "who=farmer",
        "who=any",
        "who=",
        "grade=heavy",
        "corrected=maybe",
        "consequence=unknown",
        "authority=city",
        "authority=issuing",
        "mitigation=no",
        "proposed_fine=unknown",
        "proposed_fine=-0.01",
        "sales=unknown",
        "loss=0.001",
        "act_on=20240301",
        "act_on=2024-02-30",
        "act_on=1899-12-31",
        "act_on=2024-3-1",
        "act_on=today",
    ],
)
def test_fact_that_can_not_be_is_told_by_name(told: str) -> None:
    facts, problems = read_facts([told], TODAY)
    assert len(problems) == 1
    assert problems[0].where == told.partition("=")[0] and problems[0].remedy
    assert facts == read_facts([], TODAY)[0]


def test_fact_told_twice_is_refused() -> None:
    _, problems = read_facts(["goods_value=1", "goods_value=2"], TODAY)
    assert [problem.where for problem in problems] == ["goods_value"]


def test_every_problem_is_told_at_once() -> None:
    assert len(read_facts(["x=1", "who=y", "goods_value=-1"], TODAY)[1]) == 3
