"""Amounts for a transfer to the police: compared where the text was read, told where it is only recalled."""

from datetime import date
from typing import Any

import pytest

from procedures.catalogue import Crime, read_crimes, shipped_crimes
from procedures.penalties import transfer_check
from procedures.problems import DataError
from tests.procedures.penalties.ranges import computed, facts

FAKE = "pesticide-55-1-2"
ENTRY: dict[str, Any] = {
    "from": date(2001, 4, 10),
    "text": "损失2万元以上",
    "basis": "某解释",
    "certainty": "verified",
    "loss": 20000,
}


@pytest.mark.parametrize(
    ("told", "crime", "amount", "threshold", "reached"),
    [
        ("sales=49999 unsold=2", "刑法第一百四十条", 149_999_00, 150_000_00, False),
        ("sales=49999.99 unsold=0.03", "刑法第一百四十条", 150_000_00, 150_000_00, True),
        ("sales=49999.99", "刑法第一百四十条", 149_999_97, 150_000_00, False),
        ("sales=50000", "刑法第一百四十条", 50_000_00, 50_000_00, True),
        ("sales=50000 unsold=149999", "刑法第一百四十条", 50_000_00, 50_000_00, True),
        ("unsold=149999.99", "刑法第一百四十条", 149_999_99, 150_000_00, False),
        ("unsold=150000", "刑法第一百四十条", 150_000_00, 150_000_00, True),
        ("loss=19999.99", "刑法第一百四十七条", 19_999_99, 20_000_00, False),
        ("loss=20000", "刑法第一百四十七条", 20_000_00, 20_000_00, True),
    ],
)
def test_amount_is_compared_to_the_fen(told: str, crime: str, amount: int, threshold: int, reached: bool) -> None:
    found = computed(FAKE, told).transfer_check
    assert found is not None
    assert [(each.crime, each.computed, each.threshold, each.reached) for each in found.grounds] == [
        (crime, amount, threshold, reached)
    ]
    assert found.reached is reached


def test_every_fact_given_has_its_ground() -> None:
    found = computed(FAKE, "sales=1 loss=20000").transfer_check
    assert found is not None and found.reached
    assert [each.reached for each in found.grounds] == [True, False]
    assert found.grounds[1].working == "销售金额1.00元×3＋未销售货值金额0.00元＝3.00元"


def test_without_a_fact_nothing_is_checked() -> None:
    assert computed(FAKE, "goods_value=900000").transfer_check is None


def test_recalled_amount_is_told_and_never_compared() -> None:
    found = computed("pesticide-55-1-1", "sales=900000").transfer_check
    assert found is not None and not found.reached and found.grounds == ()
    assert [line.certainty for line in found.unconfirmed] == ["recalled"]
    assert "待确认" in found.unconfirmed[0].text


def test_value_of_wildlife_is_compared() -> None:
    found = computed("wildlife-52-1", "wildlife_value=20000").transfer_check
    assert found is not None and found.reached
    below = computed("wildlife-52-1", "wildlife_value=19999.99").transfer_check
    assert below is not None and not below.reached


def test_crime_without_an_amount_is_told_beforehand() -> None:
    assert [line.certainty for line in computed("agriproduct-70-1-1").crimes] == ["verified", "verified"]
    assert computed(FAKE).crimes == ()


def test_offence_without_a_crime_reaches_nothing() -> None:
    found = computed("machinery-50", "sales=900000").transfer_check
    assert found is not None and not found.reached and found.grounds == ()


def test_day_before_every_known_text_is_unconfirmed() -> None:
    crimes = read_crimes({"crime": {"147": crime()}}, "crimes.toml")
    found = transfer_check(crimes, ("147",), facts("loss=20000 act_on=2001-04-09"))
    assert found is not None and found.grounds == () and "没有录入" in found.unconfirmed[0].text
    on_the_day = transfer_check(crimes, ("147",), facts("loss=20000 act_on=2001-04-10"))
    assert on_the_day is not None and on_the_day.reached


def test_first_day_that_nobody_has_checked_decides_nothing() -> None:
    assert [each for crime in shipped_crimes().values() for each in crime.thresholds if each.start] == []
    early = transfer_check(shipped_crimes(), ("341",), facts("wildlife_value=20000 act_on=2021-12-31"))
    assert early is not None and early.reached
    assert computed("vetdrug-63-b", "goods_value=1 act_on=2021-12-31").crimes == computed("vetdrug-63-b").crimes


def test_second_text_needs_its_first_day() -> None:
    later = {key: value for key, value in ENTRY.items() if key != "from"}
    raw = {"about": "某某", "rule": "loss", "dated": [{**later, "until": date(2020, 1, 1)}, later]}
    with pytest.raises(DataError, match="缺少开始日期"):
        read_crimes({"crime": {"147": raw}}, "crimes.toml")


def test_amount_that_is_only_recalled_is_not_compared_even_where_it_is_a_number() -> None:
    crimes = read_crimes({"crime": {"147": crime(certainty="recalled")}}, "crimes.toml")
    found = transfer_check(crimes, ("147",), facts("loss=900000"))
    assert found is not None and found.grounds == () and len(found.unconfirmed) == 1


def test_each_crime_has_an_article_and_words() -> None:
    for article, each in shipped_crimes().items():
        assert isinstance(each, Crime) and each.article == article and each.name.startswith("刑法第")


def crime(**changed: Any) -> dict[str, Any]:
    return {"about": "某某", "rule": "loss", "dated": [{**ENTRY, **changed}]}


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        ({"crime": {"147": {**crime(), "rule": "weight"}}}, "crime.147.rule"),
        ({"crime": {"147": {**crime(), "extra": 1}}}, "crime.147.extra"),
        ({"crime": {"abc": crime()}}, "crime.abc"),
        ({"crime": {"147": crime(loss="many")}}, "crime.147.dated.1.loss"),
        ({"crime": {"147": crime(loss=-1)}}, "crime.147.dated.1.loss"),
        ({"crime": {"147": crime(certainty="sure")}}, "crime.147.dated.1.certainty"),
        ({"crime": {"147": crime(basis="")}}, "crime.147.dated.1.basis"),
        ({"crime": {"147": crime(until=date(2000, 1, 1))}}, "crime.147.dated.1.until"),
        ({"crime": {"147": {**crime(), "dated": []}}}, "crime.147.dated"),
        ({"crime": {"147": crime(sales=1)}}, "crime.147.dated.1.sales"),
        ({"crimes": {}}, "crimes"),
    ],
)
def test_broken_crimes_are_refused_with_file_and_key(raw: dict[str, Any], key: str) -> None:
    with pytest.raises(DataError) as refused:
        read_crimes(raw, "crimes.toml")
    assert (refused.value.file, refused.value.key) == ("crimes.toml", key)
