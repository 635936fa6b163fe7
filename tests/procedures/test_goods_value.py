"""The value of goods: sold at the real price, unsold at the marked one, every product shown."""

from decimal import Decimal

from procedures.case import Goods
from procedures.goods_value import amount_of, goods_value, illegal_gains, total_quantity, value_differences
from tests.builders import make_case, make_conduct


def test_sold_counts_at_its_price_and_the_rest_at_the_marked_one() -> None:
    value = goods_value([Goods("猪用疫苗", "11", unit="瓶", sold="5", price=20_00, marked_price=22_00)])
    assert (value.sold, value.unsold, value.total) == (100_00, 132_00, 232_00)
    assert value.working() == (
        "“猪用疫苗”已售5瓶×20.00元＝100.00元",
        "“猪用疫苗”未售6瓶×22.00元＝132.00元",
        "合计232.00元",
    )


def test_one_price_stands_for_the_other_where_only_one_is_known() -> None:
    assert goods_value([Goods("种子", "3", sold="1", price=10_00)]).total == 30_00
    assert goods_value([Goods("种子", "3", sold="1", marked_price=10_00)]).total == 30_00


def test_line_without_a_price_is_named_and_counts_nothing() -> None:
    value = goods_value([Goods("种子", "3", price=10_00), Goods("化肥", "5", unit="袋")])
    assert (value.total, value.complete) == (30_00, False)
    assert "“化肥”未售5袋没有单价" in value.working()


def test_gains_are_what_was_taken_at_the_real_price_alone() -> None:
    assert illegal_gains([Goods("化肥", "50", sold="29", price=40_00)]).total == 1160_00
    assert not illegal_gains([Goods("化肥", "50", sold="29", marked_price=40_00)]).complete
    assert illegal_gains([Goods("化肥", "50")]).steps == ()


def test_sums_of_the_conducts_that_differ_from_the_list_are_named_with_both_figures() -> None:
    bait = Goods("呋虫胺饵剂", "60", unit="袋", sold="19", sampled="3", price=1_00)
    told = make_conduct(facts={"goods_value": 60_00, "illegal_gains": 21_00})
    found = value_differences(make_case(goods=(bait,), conducts=(told,)))
    assert [problem.text for problem in found] == ["案情中违法所得为21.00元，按已售数量×售价为19.00元"]
    same = make_conduct(facts={"goods_value": 61_00, "illegal_gains": 19_00})
    assert [problem.where for problem in value_differences(make_case(goods=(bait,), conducts=(same,)))] == [
        "goods_value"
    ]


def test_sums_that_are_unknown_are_not_compared() -> None:
    goods = (Goods("种子", "3", sold="1", price=10_00),)
    for facts in ({}, {"goods_value": "unknown", "illegal_gains": "unknown"}):
        assert value_differences(make_case(goods=goods, conducts=(make_conduct(facts=facts),))) == ()


def test_half_a_fen_is_rounded_up() -> None:
    assert amount_of(Decimal("0.5"), 1) == 1
    assert amount_of(Decimal("7.333"), 3_33) == 24_42


def test_quantities_in_different_units_are_not_added() -> None:
    goods = [Goods("甲", "6", unit="盒"), Goods("乙", "2.50", unit="盒"), Goods("丙", "3", unit="袋")]
    assert total_quantity(goods) == "3种8.5盒、3袋"
    assert total_quantity([]) == ""


def test_what_was_sold_lawfully_counts_neither_as_value_nor_as_gains() -> None:
    packs = [Goods("杀螺胺", "20", unit="包", sold="6", lawfully_sold="6", price=6_00, marked_price=6_00)]
    value, gains = goods_value(packs), illegal_gains(packs)
    assert (value.total, gains.total) == (84_00, 0)
    assert value.working() == ("“杀螺胺”合法售出6包，不计入", "“杀螺胺”未售14包×6.00元＝84.00元", "合计84.00元")


def test_money_given_back_is_taken_out_of_the_gains_and_money_for_samples_is_counted() -> None:
    bags = [Goods("化肥", "50", unit="袋", sold="29", sampled="2", price=40_00, refunded=80_00, sample_paid=80_00)]
    gains = illegal_gains(bags)
    assert gains.total == 1160_00
    assert gains.working()[1:] == ("“化肥”抽样付款80.00元", "“化肥”退赔买受人－80.00元", "合计1160.00元")
    assert illegal_gains(bags, samples_paid=True) == gains


def test_more_given_back_than_taken_leaves_no_gains() -> None:
    assert illegal_gains([Goods("化肥", "5", sold="1", price=40_00, refunded=90_00)]).total == 0
