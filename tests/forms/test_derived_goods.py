"""Goods as papers print them: rows of the list and of an act, their count, their value."""

from decimal import Decimal

from forms.derived_goods import act_goods, case_goods, case_goods_count, case_goods_value
from forms.facts import fact
from procedures.case import Goods
from tests.builders import make_act, make_case, make_sources

PACKS = Goods("杀螺胺", "20", spec="40克", batch="1", maker="某厂", unit="包", sold="6", price=600, note="过期")


def test_list_stands_with_price_and_amount() -> None:
    sources = make_sources(make_act("site_inspected"), make_case(goods=(PACKS,)))
    assert case_goods(sources) == (
        {
            "name": "杀螺胺",
            "spec": "40克",
            "batch": "1",
            "maker": "某厂",
            "unit": "包",
            "quantity": "20",
            "unit_price": 600,
            "amount": 120_00,
            "note": "过期",
        },
    )
    assert fact("case.goods", sources) == case_goods(sources)


def test_act_lists_what_it_says_and_the_list_completes_it() -> None:
    items = ({"name": "", "quantity": "1"}, {"name": "杀螺胺", "spec": "40克", "batch": "1", "quantity": "14"})
    act = make_act("evidence_preserved", items=(*items, {"name": "屠刀"}))
    sources = make_sources(act, make_case(act, goods=(PACKS,)))
    packs, knife = act_goods(sources)
    assert (packs["maker"], packs["unit"], packs["unit_price"], packs["amount"]) == ("某厂", "包", 600, 84_00)
    assert (knife["name"], knife["quantity"], knife["amount"]) == ("屠刀", "", None)
    assert fact("act.goods", sources) == (packs, knife)


def test_price_of_the_act_comes_before_that_of_the_list() -> None:
    for price in (500, Decimal("5.00")):
        item = {"name": "杀螺胺", "spec": "40克", "batch": "1", "quantity": "2", "unit_price": price}
        act = make_act("evidence_preserved", items=(item,))
        (row,) = act_goods(make_sources(act, make_case(act, goods=(PACKS,))))
        assert (row["unit_price"], row["amount"]) == (500, 10_00)


def test_count_and_value_are_those_of_the_whole_list() -> None:
    sources = make_sources(make_act("site_inspected"), make_case(goods=(PACKS, Goods("乙", "3", unit="包", price=100))))
    assert (case_goods_count(sources), case_goods_value(sources)) == ("2种23包", 123_00)


def test_value_is_open_while_a_price_is_missing() -> None:
    sources = make_sources(make_act("site_inspected"), make_case(goods=(PACKS, Goods("乙", "3"))))
    assert case_goods_value(sources) is None
    assert case_goods_value(make_sources(make_act("site_inspected"), make_case())) is None
