"""Several offences by one act: one fine, by the provision with the higher one."""

import pytest

from procedures.penalties import CatalogueRefusedError
from tests.procedures.penalties.ranges import compared

PRODUCE, DRUG = "agriproduct-70-1-2", "vetdrug-63-a"


@pytest.mark.parametrize("order", [f"{DRUG} {PRODUCE}", f"{PRODUCE} {DRUG}"])
def test_higher_upper_limit_governs_whatever_the_order(order: str) -> None:
    found = compared(order, "goods_value=10000 who=unit")
    assert found.governing == PRODUCE
    assert "上限10万元" in found.why and "上限30万元" in found.why


def test_kind_of_party_that_would_change_the_outcome_is_asked_for() -> None:
    found = compared(f"{DRUG} {PRODUCE}", "goods_value=10000")
    assert found.governing == PRODUCE and "当事人是农户的，适用兽药管理条例 第六十三条" in found.why


def test_for_a_household_the_other_provision_governs() -> None:
    assert compared(f"{DRUG} {PRODUCE}", "goods_value=10000 who=household").governing == DRUG


def test_same_upper_limits_are_settled_by_the_lower() -> None:
    found = compared("seed-86 feed-43-1", "goods_value=10000")
    assert found.governing == "feed-43-1"
    assert "下限2000元" in found.why and "下限2万元" in found.why


def test_same_limits_ask_for_a_reason() -> None:
    found = compared("pesticide-55-1-1 pesticide-55-1-2", "goods_value=1")
    assert found.governing is None and "写明选择适用哪一条的理由" in found.why


def test_only_provision_with_a_fine_governs() -> None:
    found = compared("machinery-50 machinery-52")
    assert found.governing == "machinery-52" and "只有" in found.why


def test_no_provision_with_a_fine_governs_nothing() -> None:
    assert compared("land-78-1 machinery-50").governing is None


def test_missing_amount_leaves_it_open() -> None:
    found = compared(f"{DRUG} {PRODUCE}")
    assert found.governing is None and "货值金额没有填写或者无法查明" in found.why


def test_fine_of_the_responsible_person_is_not_compared_with_that_of_the_party() -> None:
    assert compared("pesticide-55-1-2 pig-35", "goods_value=1").governing == "pig-35"
    assert compared("pig-35 seed-71", "goods_value=1 who=responsible_person").governing == "pig-35"


def test_three_provisions_are_compared_at_once() -> None:
    assert compared(f"land-78-1 {DRUG} {PRODUCE}", "goods_value=10000 who=unit").governing == PRODUCE


def test_one_that_can_not_be_computed_refuses_all() -> None:
    with pytest.raises(CatalogueRefusedError):
        compared(f"{DRUG} fertilizer-27-1")


def test_method_is_marked_as_a_convention() -> None:
    assert {line.certainty for line in compared(f"{DRUG} {PRODUCE}").lines} == {"verified", "convention"}
