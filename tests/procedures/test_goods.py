"""The ledger of goods: where everything went, and every way in which quantities can contradict each other."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from procedures.case import Act, Case, Goods
from procedures.goods import goods_ledger, goods_problems
from procedures.goods_lines import GoodsLine, key_of
from procedures.goods_rules import goods_rules
from tests.builders import make_act, make_case

CHECK, KEPT, DECIDED, LATER = date(2025, 3, 19), date(2025, 3, 20), date(2025, 3, 28), date(2025, 4, 24)
PACKS = Goods("70%杀螺胺", "20", spec="40克", batch="20230102", unit="包", sold="6", price=600)


def row(quantity: str | None = "14", **changes: Any) -> dict[str, Any]:
    """Fourteen packs, as an act lists them."""
    told = {"name": "70%杀螺胺", "spec": "40克", "batch": "20230102", "unit": "包"} | changes
    return told if quantity is None else told | {"quantity": quantity}


def preserved(quantity: str | None = "14", on: date = CHECK, **given: Any) -> Act:
    return make_act("evidence_preserved", on, "kept", items=(row(quantity),), approved_by="周某", **given)


def disposed_of(disposal: str, quantity: str = "14", on: date = DECIDED) -> Act:
    values = {"item_disposals": (row(quantity, disposal=disposal),)}
    return make_act("preservation_decided", on, "decided", ref="kept", disposal="见清单", values=values)


def seized(quantity: str = "14", on: date = DECIDED, act_id: str = "seized", **given: Any) -> Act:
    told = {"measure": "seize", "basis": "农药管理条例第四十一条", "approved_by": "周某", "list_given": True} | given
    return make_act("property_seized", on, act_id, items=(row(quantity),), **told)


def decision(quantity: str = "14", on: date = LATER, kind: str = "decision_made", **given: Any) -> Act:
    values = {"confiscated_items": (row(quantity),)}
    return make_act(kind, on, kind, confiscated_goods=84_00, values=values, **given)


def released(on: date = LATER, **given: Any) -> Act:
    return make_act("seizure_released", on, "released", ref="seized", reason="已作出处理决定", **given)


def destroyed(quantity: str = "14", on: date = date(2025, 5, 9)) -> Act:
    return make_act("goods_disposed", on, "destroyed", items=(row(quantity),), method="销毁")


def case_of(*acts: Act, goods: tuple[Goods, ...] = (PACKS,)) -> Case:
    return make_case(*acts, goods=goods)


def line_of(case: Case, on: date = date(2025, 12, 31)) -> GoodsLine:
    line = goods_ledger(case, on).line(key_of("70%杀螺胺", "40克", "20230102"))
    assert line is not None
    return line


def counts(line: GoodsLine, *names: str) -> list[int]:
    return [int(getattr(line, name)) for name in names]


def told(case: Case) -> list[tuple[str, str]]:
    return [(problem.act, problem.rule) for problem in goods_problems(case)]


WHOLE_CASE = (
    preserved(values={"keep_place": "本店库房"}),
    disposed_of("seized"),
    seized(values={"keep_place": "执法大队罚没库"}),
    decision(),
    released(),
    destroyed(),
    make_act("case_closed", date(2025, 5, 12), "closed", ground="performed"),
)


def test_expired_pesticide_goes_from_preservation_to_destruction_and_adds_up() -> None:
    case = case_of(*WHOLE_CASE)
    assert told(case) == []
    line = line_of(case)
    assert counts(line, "found", "sold", "preserved", "seized") == [20, 6, 14, 14]
    assert counts(line, "confiscated", "disposed", "custody", "outside", "returned") == [14, 14, 0, 0, 0]


def test_custody_tells_the_act_and_the_place_of_each_day() -> None:
    case = case_of(*WHOLE_CASE)
    assert [(each.act, str(each.quantity), each.place) for each in line_of(case, KEPT).kept] == [
        ("kept", "14", "本店库房")
    ]
    assert [(kept.act, kept.place) for kept in line_of(case, DECIDED).kept] == [("seized", "执法大队罚没库")]
    assert [kept.act for kept in line_of(case, LATER).kept] == ["decision_made"]


def test_movements_stand_in_the_order_of_the_acts() -> None:
    ledger = goods_ledger(case_of(*WHOLE_CASE), LATER)
    assert [move.what for move in ledger.movements] == ["preserved", "turned", "seized", "confiscated"]
    assert [move.what for move in ledger.of_act("kept")] == ["preserved"]


def test_seizure_recorded_before_the_disposal_of_the_same_day_is_not_sealed_twice() -> None:
    assert told(case_of(preserved(), seized(), disposed_of("seized"))) == []


def test_bait_of_sixty_bags_adds_up_and_one_more_does_not() -> None:
    bait = Goods("呋虫胺饵剂", "60", unit="袋", sold="19", sampled="3")
    whole = ({"name": "呋虫胺饵剂", "quantity": "38"},)
    assert told(case_of(make_act("property_seized", CHECK, "s", items=whole), goods=(bait,))) == []
    more = ({"name": "呋虫胺饵剂", "quantity": "39"},)
    found = goods_problems(case_of(make_act("property_seized", CHECK, "s", items=more), goods=(bait,)))
    assert [problem.text for problem in found] == [
        "“呋虫胺饵剂”：查封、扣押39袋，多于当时尚在的38袋（总数60袋－已售19袋－抽样3袋）"
    ]


def test_list_that_sells_more_than_there_was_is_told_of_the_list() -> None:
    found = goods_problems(case_of(goods=(Goods("种子", "60", sold="50", sampled="3", returned="10"),)))
    assert [(problem.act, problem.text) for problem in found] == [("", "“种子”：已售50＋抽样3＋退回10＝63，多于总数60")]


def test_samples_taken_count_once_beside_the_list() -> None:
    goods = (Goods("种子", "60", sampled="3", unit="袋"),)
    sample = make_act("sample_taken", CHECK, "sample", items=({"name": "种子", "quantity": "3"},))
    rest = make_act("property_seized", CHECK, "s", items=({"name": "种子", "quantity": "57"},))
    assert told(case_of(sample, rest, goods=goods)) == []
    four = make_act("sample_taken", CHECK, "sample", items=({"name": "种子", "quantity": "4"},))
    found = goods_problems(case_of(four, goods=goods))
    assert [problem.text for problem in found] == ["“种子”：物品清单记抽样3袋，抽样取证共记4袋"]


def test_samples_come_out_of_what_is_held_when_nothing_lies_open() -> None:
    sample = make_act("sample_taken", KEPT, "sample", items=(row("2"),))
    line = line_of(case_of(preserved(), sample))
    assert counts(line, "custody", "sampled") == [12, 2]


@pytest.mark.parametrize("listed", [True, False])
def test_same_goods_sealed_twice_name_the_first_sealing(listed: bool) -> None:
    twice = case_of(
        seized(on=CHECK, act_id="first"), seized(on=KEPT, act_id="second"), goods=(PACKS,) if listed else ()
    )
    found = goods_problems(twice)
    assert [(problem.act, problem.rule) for problem in found] == [("second", "sealed_twice")]
    assert "14包，其中14包已在2025-03-19查封、扣押" in found[0].text
    assert line_of(twice).custody == 14


def test_released_goods_may_be_sealed_again() -> None:
    assert told(case_of(seized(on=CHECK), released(KEPT), seized(on=DECIDED, act_id="again"))) == []


def test_preserved_goods_are_disposed_of_once_each() -> None:
    left = goods_problems(case_of(preserved(), disposed_of("seized", "10")))
    assert [problem.text for problem in left] == [
        "“70%杀螺胺 40克 20230102”：登记保存14包，已处理10包，还有4包没有处理"
    ]
    more = goods_problems(case_of(preserved(), disposed_of("seized", "15")))
    assert [(problem.rule, problem.act) for problem in more] == [("disposal_differs", "decided")]
    assert "处理15包，尚待处理的登记保存物品为14包" in more[0].text


def test_disposal_in_words_of_the_form_counts_for_all_of_them() -> None:
    decided = make_act("preservation_decided", DECIDED, "decided", ref="kept", disposal="解除登记保存")
    line = line_of(case_of(preserved(), decided))
    assert counts(line, "returned", "custody", "outside") == [14, 0, 14]


def test_disposal_in_other_words_leaves_the_goods_to_a_later_seizure() -> None:
    decided = make_act("preservation_decided", DECIDED, "decided", ref="kept", disposal="改为扣押")
    assert told(case_of(preserved(), decided, seized(), decision(), released(), destroyed())) == []


def test_goods_given_back_and_then_confiscated_are_asked_for() -> None:
    found = goods_problems(case_of(preserved(), disposed_of("released"), decision()))
    assert [problem.rule for problem in found] == ["confiscated_returned"]
    assert "没收14包，而已于2025-03-28返还当事人14包，在本机关的只有0包" in found[0].text
    assert line_of(case_of(preserved(), disposed_of("released")), LATER).returned == 14
    gone = line_of(case_of(preserved(), disposed_of("released"), decision(), destroyed()))
    assert counts(gone, "outside", "custody", "disposed") == [0, 0, 14]


def test_giving_back_what_an_opinion_wants_confiscated_is_told() -> None:
    opinion = decision(kind="opinion_submitted", on=KEPT)
    found = goods_problems(case_of(preserved(), opinion, disposed_of("returned")))
    assert [(problem.act, problem.rule) for problem in found] == [("decided", "return_of_proposed")]


def test_more_confiscated_than_held_is_named_with_both_numbers() -> None:
    found = goods_problems(case_of(seized(), decision("15")))
    assert [problem.text for problem in found] == ["“70%杀螺胺 40克 20230102”：没收15包，在本机关保管的为14包"]


def test_more_confiscated_than_noticed_needs_a_new_notice() -> None:
    notice = decision("13", date(2025, 4, 14), "notice_served")
    found = goods_problems(case_of(seized(), notice, decision()))
    assert [(problem.act, problem.rule) for problem in found] == [("decision_made", "more_than_told")]
    assert "决定没收14包，事先告知的为13包" in found[0].text


def test_decision_without_a_list_confiscates_what_is_held() -> None:
    plain = make_act("decision_made", LATER, "decision_made", confiscated_goods=84_00)
    case = case_of(seized(), plain, released(), destroyed())
    assert told(case) == []
    assert line_of(case).confiscated == 14


def test_release_gives_back_what_was_not_confiscated() -> None:
    line = line_of(case_of(seized(), decision("10"), released()))
    assert counts(line, "returned", "custody", "confiscated") == [4, 10, 10]


def test_release_of_more_than_was_seized_is_told() -> None:
    found = goods_problems(case_of(seized(), released(values={"items": (row("15"),)})))
    assert [problem.rule for problem in found] == ["released_more"]


def test_count_of_held_goods_must_find_them_all() -> None:
    fewer = make_act("goods_counted", KEPT, "count", ref="seized", items=(row("13"),))
    found = goods_problems(case_of(seized(on=CHECK), fewer))
    assert [(problem.rule, problem.basis) for problem in found] == [("count_differs", "行政强制法 第二十六条")]
    none = make_act("goods_counted", KEPT, "count", ref="seized", items=())
    assert "清点0包，应有14包" in goods_problems(case_of(seized(on=CHECK), none))[0].text


def test_surrendered_gear_is_destroyed_outside_the_decision() -> None:
    gear = (Goods("可视化锚鱼器", "1", unit="套"),)
    item = ({"name": "可视化锚鱼器", "quantity": "1"},)
    given = make_act("goods_surrendered", CHECK, "given", items=item)
    fined = make_act("decision_made", LATER, "decision_made", fine=1000_00)
    gone = make_act("goods_disposed", date(2025, 5, 22), "gone", items=item, method="销毁")
    closed = make_act("case_closed", date(2025, 6, 3), "closed", ground="performed")
    assert told(case_of(given, fined, gone, closed, goods=gear)) == []
    both = make_act("decision_made", LATER, "decision_made", values={"confiscated_items": item})
    assert told(case_of(given, both, goods=gear)) == [("decision_made", "confiscated_surrendered")]


def test_disposal_must_be_of_what_was_confiscated() -> None:
    found = goods_problems(case_of(seized(), decision("10"), destroyed("14")))
    assert [problem.text for problem in found] == ["“70%杀螺胺 40克 20230102”：处理14包，没收、上缴而尚未处理的为10包"]


def test_closing_asks_for_what_is_still_held_and_not_disposed_of() -> None:
    closed = make_act("case_closed", date(2025, 5, 12), "closed", ground="performed")
    found = goods_problems(case_of(seized(), decision("10"), destroyed("4"), closed))
    assert [problem.rule for problem in found] == ["disposal_left", "held_at_closing"]
    assert "没收10包，已处理4包，还有6包" in found[0].text
    assert "还有4包在2025-03-28查封、扣押中" in found[1].text


def test_revoked_decision_confiscates_nothing() -> None:
    revoked = make_act("decision_changed", date(2025, 6, 1), "changed", how="revoked")
    line = line_of(case_of(seized(), decision(), revoked))
    assert counts(line, "confiscated", "custody") == [0, 14]


def test_goods_of_another_unit_are_named_and_not_added() -> None:
    boxes = make_act("property_seized", CHECK, "s", items=(row("2", unit="箱"),))
    found = goods_problems(case_of(boxes))
    assert [problem.text for problem in found] == [
        "“70%杀螺胺 40克 20230102”：以“包”计的数量与这里以“箱”计的2箱不能相加"
    ]
    assert not line_of(case_of(boxes)).certain


def test_goods_without_a_recorded_quantity_raise_nothing() -> None:
    names = make_act("property_seized", CHECK, "s", items=(row(None),))
    case = case_of(names, decision("99"))
    assert told(case) == []
    assert [kept.quantity for kept in line_of(case).kept] == [None]


def test_item_that_names_less_is_the_only_line_it_can_mean() -> None:
    short = make_act("property_seized", CHECK, "s", items=({"name": "70%杀螺胺", "quantity": Decimal(14)},))
    assert line_of(case_of(short)).seized == 14
    two = (PACKS, Goods("70%杀螺胺", "5", spec="40克", batch="20240101"))
    assert told(case_of(short, goods=two)) == [("s", "ambiguous")]


def test_full_width_and_blanks_do_not_make_other_goods() -> None:
    typed = make_act("property_seized", CHECK, "s", items=(row("14", name="７０％ 杀螺胺"),))
    assert told(case_of(typed)) == []


def test_goods_that_the_list_lacks_are_told_only_where_there_is_a_list() -> None:
    knife = make_act("property_seized", CHECK, "s", items=({"name": "屠刀", "quantity": "2"},))
    assert told(case_of(knife)) == [("s", "not_listed")]
    assert told(case_of(knife, goods=())) == []


def test_voided_acts_move_nothing() -> None:
    voided = make_act("act_voided", KEPT, "void", ref="seized", reason="记错")
    assert line_of(case_of(seized(on=CHECK), voided)).custody == 0


def test_every_rule_has_a_source_for_days_before_2021() -> None:
    for rule in goods_rules().values():
        assert rule.remedy and rule.source.basis
        assert (rule.earlier is not None) == rule.source.basis.startswith("行政处罚法(2021)")


def test_law_is_cited_as_it_stood_on_the_day_of_the_act() -> None:
    too_many = case_of(seized("15", date(2021, 7, 14)))
    assert [(each.basis, each.certainty) for each in goods_problems(too_many)] == [("行政处罚法(1996)", "recalled")]
