"""A proposed fine is judged against the range, below the floor only with a ground on record."""

import pytest

from tests.procedures.penalties.ranges import computed

LOW = "goods_value=9000"


@pytest.mark.parametrize(
    ("told", "lawful", "why"),
    [
        ("proposed_fine=4999.99", False, "低于法定最低罚款5000元"),
        ("proposed_fine=5000", True, "在法定幅度5000元以上5万元以下之内"),
        ("proposed_fine=50000", True, "在法定幅度"),
        ("proposed_fine=50000.01", False, "高于法定最高罚款5万元"),
        ("proposed_fine=4999.99 mitigation=yes", True, "已记载减轻处罚的情形"),
        ("proposed_fine=0 mitigation=yes", True, "已记载减轻处罚的情形"),
        ("proposed_fine=50000.01 mitigation=yes", False, "高于法定最高罚款"),
    ],
)
def test_fine_is_judged_to_the_fen(told: str, lawful: bool, why: str) -> None:
    proposed = computed("pesticide-55-1-1", f"{LOW} {told}").proposed
    assert proposed is not None
    assert proposed.lawful is lawful and why in proposed.why


def test_floor_is_given_up_by_article_thirty_two_alone() -> None:
    proposed = computed("pesticide-55-1-1", f"{LOW} proposed_fine=1").proposed
    assert proposed is not None and proposed.basis == "行政处罚法(2021) 第三十二条"


def test_law_without_a_floor_still_asks_for_more_than_nothing() -> None:
    told = "act_on=2025-02-14"
    nothing, fen = (computed("fishery2013-38-1-a", f"{told} proposed_fine={each}").proposed for each in ("0", "0.01"))
    assert nothing is not None and fen is not None
    assert not nothing.lawful and "大于零" in nothing.why
    assert fen.lawful and fen.why == "在法定幅度5万元以下之内"


def test_fine_that_may_be_imposed_may_be_left_out() -> None:
    proposed = computed("gmo-50", "proposed_fine=0").proposed
    assert proposed is not None and proposed.lawful


def test_fine_where_none_is_allowed_is_unlawful() -> None:
    asked, none = (computed("machinery-50", f"proposed_fine={each}").proposed for each in (200, 0))
    assert asked is not None and none is not None
    assert not asked.lawful and "还没有责令改正" in asked.why
    assert none.lawful


def test_of_several_persons_the_fine_names_whom_it_fits() -> None:
    proposed = computed("pesticide-60-1-1", "proposed_fine=500").proposed
    assert proposed is not None and proposed.lawful
    assert "对单位：低于法定最低罚款5万元" in proposed.why and "对个人：在法定幅度1万元以下之内" in proposed.why


def test_fine_that_fits_nobody_is_unlawful() -> None:
    proposed = computed("pesticide-60-1-1", "proposed_fine=20000").proposed
    assert proposed is not None and not proposed.lawful


def test_body_that_is_not_high_enough_can_not_fine() -> None:
    county = computed("seed-83", "proposed_fine=1000000").proposed
    province = computed("seed-83", "proposed_fine=1000000 authority=province").proposed
    assert county is not None and province is not None
    assert not county.lawful and "省级以上" in county.why
    assert province.lawful


def test_nothing_is_judged_where_nothing_is_proposed() -> None:
    assert computed("pesticide-55-1-1", LOW).proposed is None


@pytest.mark.parametrize("told", ["", "goods_value=unknown"])
@pytest.mark.parametrize("fine", ["0", "5000"])
def test_no_fine_is_called_lawful_while_a_fact_is_lacking(told: str, fine: str) -> None:
    proposed = computed("pesticide-55-1-1", f"{told} proposed_fine={fine}").proposed
    assert proposed is not None and not proposed.lawful and "货值金额" in proposed.why
