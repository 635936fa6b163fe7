"""Which band governs: persons, grades, refusal, thresholds on exact amounts, what can't be computed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from procedures.case import Conduct
from procedures.catalogue import Band, Condition, shipped_catalogue
from procedures.catalogue.statute import band_phrase
from procedures.penalties import Facts, facts_of, penalty
from tests.procedures.penalties.ranges import computed, ends, facts


def test_responsible_person_is_fined_beside_the_unit() -> None:
    found = computed("seed-71")
    assert ends(found) == [("unit", "50000.00", "100000.00"), ("responsible_person", "10000.00", "50000.00")]
    assert not found.warnings


def test_unit_and_individual_are_alternatives() -> None:
    found = computed("pesticide-60-1-1")
    assert ends(found) == [("unit", "50000.00", "100000.00"), ("individual", "0.00", "10000.00")]
    assert "单位、个人只适用其中一档" in found.warnings[0]


@pytest.mark.parametrize(
    ("offence", "told", "who"),
    [
        ("seed-71", "who=unit", ["unit"]),
        ("seed-71", "who=responsible_person", ["responsible_person"]),
        ("pesticide-60-1-1", "who=individual", ["individual"]),
        ("pesticide-60-1-1", "who=household", ["individual"]),
        ("pesticide-60-1-1", "who=operator", ["unit", "individual"]),
        ("agriproduct-71-1", "who=household goods_value=75", ["household"]),
        ("agriproduct-71-1", "who=unit goods_value=75", ["operator"]),
        ("agriproduct-71-1", "who=individual goods_value=75", ["operator"]),
        ("epidemic-106-1", "who=individual", ["individual"]),
        ("epidemic-106-1", "who=unit", ["institution"]),
        ("pig-35", "who=unit goods_value=1", ["any"]),
        ("pig-35", "who=responsible_person goods_value=1", ["responsible_person"]),
        ("pesticide-55-1-1", "who=individual goods_value=1", ["any"]),
    ],
)
def test_only_the_band_of_the_person_is_given(offence: str, told: str, who: list[str]) -> None:
    assert [band.who for band in computed(offence, told).bands] == who


def test_article_that_fines_units_alone_has_no_fine_for_an_individual() -> None:
    found = computed("vetdrug-62-a", "who=individual")
    assert found.bands == () and "只对单位规定了罚款" in str(found.no_fine)


def test_article_without_a_fine_of_its_own_for_the_responsible_person_has_none() -> None:
    found = computed("pesticide-55-1-1", "who=responsible_person goods_value=1")
    assert found.bands == () and "没有对责任人员另设罚款" in str(found.no_fine)


def test_serious_grade_replaces_the_basic_band() -> None:
    ordinary, serious = computed("epidemic-98-1"), computed("epidemic-98-1", "grade=serious")
    assert ends(ordinary) != ends(serious) and len(serious.bands) == 1
    assert serious.bands[0].how.startswith("情节严重：")


def test_refusal_replaces_the_basic_band_and_turns_may_into_must() -> None:
    assert [band.mode for band in computed("epidemic-108-1", "corrected=no").bands] == ["may"]
    assert [band.mode for band in computed("epidemic-108-1", "corrected=refused").bands] == ["must"]


def test_serious_grade_prevails_over_a_refusal() -> None:
    assert ends(computed("epidemic-96", "corrected=refused")) == [("any", "1000.00", "10000.00")]
    assert ends(computed("epidemic-96", "corrected=refused grade=serious")) == [("any", "10000.00", "50000.00")]


@pytest.mark.parametrize(
    ("offence", "told", "state"),
    [
        ("agriproduct-73-1", "", "还没有责令改正的结果"),
        ("agriproduct-73-1", "corrected=yes", "已经改正"),
        ("machinery-50", "corrected=no", "逾期没有改正，但没有记载拒不改正"),
        ("pesticide-58-1", "corrected=no", "情节不属严重"),
        ("dairy-59", "", "没有造成后果的记载"),
        ("epidemic-107", "", "情节不属严重"),
    ],
)
def test_no_fine_before_its_condition_is_met(offence: str, told: str, state: str) -> None:
    found = computed(offence, told)
    assert found.bands == () and state in str(found.no_fine) and found.lacking == ()


@pytest.mark.parametrize(
    ("offence", "told"),
    [
        ("agriproduct-73-1", "corrected=no"),
        ("agriproduct-73-1", "corrected=refused"),
        ("machinery-50", "corrected=refused"),
        ("pesticide-58-1", "grade=serious"),
        ("dairy-59", "consequence=yes"),
        ("epidemic-107", "grade=especially_serious"),
    ],
)
def test_fine_once_its_condition_is_met(offence: str, told: str) -> None:
    assert len(computed(offence, told).bands) == 1


def test_article_without_a_fine_says_so() -> None:
    assert computed("land-78-1").no_fine == "土地管理法 第七十八条第一款没有规定罚款"


def test_multiple_of_nothing_is_no_fine() -> None:
    found = computed("agriproduct-66-1", "illegal_gains=0")
    assert found.bands == () and "罚款为零" in str(found.no_fine) and found.lacking == ()


def test_nothing_gained_still_falls_into_the_lower_band() -> None:
    assert ends(computed("stock-81", "illegal_gains=0"))[0][0] == "any"


@pytest.mark.parametrize(("told", "words"), [("", "没有填写货值金额"), ("goods_value=unknown", "货值金额无法查明")])
def test_amount_that_splits_the_bands_and_is_not_known_leaves_it_open(told: str, words: str) -> None:
    found = computed("pesticide-55-1-1", told)
    assert found.bands == () and found.lacking == ("goods_value",)
    assert str(found.no_fine).startswith(words) and "5000元以上5万元以下" in str(found.no_fine)


def test_statute_with_an_amount_for_unknown_value_uses_it() -> None:
    assert ends(computed("vetdrug-56-b", "goods_value=unknown")) == [("any", "100000.00", "200000.00")]
    assert computed("vetdrug-56-b").lacking == ("goods_value",)


def test_person_with_a_fixed_band_is_told_where_the_other_is_open() -> None:
    found = computed("agriproduct-71-1")
    assert [band.who for band in found.bands] == ["household"]
    assert found.lacking == ("goods_value",) and any("没有填写货值金额" in each for each in found.warnings)


def test_threshold_compares_before_anything_is_rounded() -> None:
    just_below = Facts(date(2026, 1, 1), {"goods_value": Fraction(10_000_00) - Fraction(1, 1000)})
    found = penalty(shipped_catalogue(), "pesticide-55-1-1", just_below)
    assert ends(found) == [("any", "5000.00", "50000.00")]


def test_end_that_is_no_whole_fen_is_brought_inside_the_range() -> None:
    found = computed("feed-41-2", "goods_value=0.33 grade=serious corrected=no")
    assert (found.bands[0].low, found.bands[0].high, found.bands[0].exact_high) == (0, 9, Fraction(99, 10))
    assert any("整分" in line.text and line.certainty == "convention" for line in found.bands[0].working)


def test_less_than_a_fen_is_no_fine() -> None:
    assert computed("feed-41-2", "goods_value=0.03 grade=serious").bands == ()


def test_value_where_the_statute_itself_overlaps_may_use_both_bands() -> None:
    found = computed("pvp2014-40", "goods_value=50000 act_on=2022-01-01")
    assert ends(found) == [("any", "0.00", "250000.00")] and "；" in found.bands[0].how
    assert any("两档都适用" in each for each in found.warnings)
    assert ends(computed("pvp2014-40", "goods_value=50000.01 act_on=2022-01-01")) == [("any", "50000.01", "250000.05")]


def test_working_shows_every_step() -> None:
    lines = [line.text for line in computed("pesticide-55-1-1", "goods_value=12000.50").bands[0].working]
    assert lines == [
        "货值金额1万元以上：货值金额的5倍以上10倍以下",
        "货值金额12000.50元，属于货值金额1万元以上",
        "下限：货值金额12000.50元×5＝60002.50元",
        "上限：货值金额12000.50元×10＝120005.00元",
    ]


def band(**changed: object) -> Band:
    made = Band("illegal_gains", "any", "ordinary", "must", "none", low_times=1, high_times=3, cap=30_000_00)
    return replace(made, **changed)


def with_band(made: Band, offence: str = "agriproduct-66-1") -> list[tuple[int, int]]:
    """The range of an offence of the catalogue with this band in place of its own, for gains of 20,000.00."""
    catalogue = shipped_catalogue()
    changed = replace(catalogue.offences[offence], bands=(made,))
    own = replace(catalogue, offences={offence: changed})
    told = facts("illegal_gains=20000 area_m2=12.5")
    return [(each.low, each.high) for each in penalty(own, offence, told).bands]


def test_ceiling_holds_whatever_the_multiple() -> None:
    assert with_band(band()) == [(20_000_00, 30_000_00)]
    assert with_band(band(low_times=2)) == [(30_000_00, 30_000_00)]
    assert with_band(band(cap=90_000_00)) == [(20_000_00, 60_000_00)]


def test_area_is_multiplied_by_yuan_a_square_metre() -> None:
    made = band(base="area_m2", low_times=10, high_times=Decimal(30), cap=None)
    assert with_band(made) == [(125_00, 375_00)]
    assert band_phrase(made) == "每平方米10元以上30元以下"


def test_fall_of_the_range_is_said() -> None:
    catalogue = shipped_catalogue()
    changed = replace(catalogue.offences["agriproduct-66-1"], nonmonotone=True)
    own = replace(catalogue, offences={changed.id: changed})
    assert "幅度反而降低" in penalty(own, changed.id, facts("illegal_gains=1")).warnings[0]


@pytest.mark.parametrize(
    ("when", "condition", "words"),
    [
        ("goods_value < 10000", Condition("goods_value", "<", 10_000_00), "货值金额不足1万元"),
        ("goods_value >= 15000", Condition("goods_value", ">=", 15_000_00), "货值金额1.5万元以上"),
        ("illegal_gains == 0", Condition("illegal_gains", "==", 0), "没有违法所得"),
        ("illegal_gains > 0", Condition("illegal_gains", ">", 0), "有违法所得"),
        ("goods_value unknown", Condition("goods_value", "unknown"), "货值金额无法查明"),
        ("goods_value <= 5000", Condition("goods_value", "<=", 5_000_00), "货值金额5000元以下"),
    ],
)
def test_threshold_reads_as_the_statute_has_it(when: str, condition: Condition, words: str) -> None:
    made = Band("goods_value", "any", "ordinary", "must", "none", 0, 1_000_00, when)
    assert made.condition == condition
    assert band_phrase(made) == f"{words}：1000元以下"


def test_facts_of_a_case_are_read_with_the_last_day_of_the_conduct() -> None:
    told = {"goods_value": 9_999_99, "illegal_gains": "unknown", "grade": "serious", "area_m2": Decimal("1.5")}
    conduct = Conduct("c1", "p1", date(2024, 3, 1), until=date(2024, 5, 20), facts=told)
    found = facts_of(conduct, who="unit", proposed_fine=100)
    assert (found.act_on, found.grade, found.who, found.proposed_fine) == (date(2024, 5, 20), "serious", "unit", 100)
    assert dict(found.quantities) == {"goods_value": 9_999_99, "illegal_gains": "unknown", "area_m2": Fraction(3, 2)}
