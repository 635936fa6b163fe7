"""The sheet lays out range, table, circumstances, grounds, limitation and transfer, each line with its article."""

from dataclasses import replace
from datetime import date
from typing import Any

from procedures.case import Conduct, Party
from procedures.discretion import Sheet, discretion_sheet, factors, no_penalty_grounds
from tests.builders import make_company, make_party
from tests.procedures.discretion.cases import case_of, conduct, penalty_act, seen


def sheet(*done: Conduct, packs: tuple[str, ...] = (), party: Party | None = None, **fields: Any) -> Sheet:
    act = penalty_act("opinion_submitted", **fields)
    view, who, clocks = seen(case_of(act, conducts=done, party=party), *packs)
    return discretion_sheet(view, clocks, who, act)


def lines(found: Sheet, heading: str) -> list[str]:
    return [line.text for part in found.parts if part.heading == heading for line in part.lines]


def test_every_line_has_its_article() -> None:
    over = sheet(conduct(goods_value=84_00, sales=50000_00), packs=("city",), fine=5000_00)
    under = sheet(conduct("pig-31-1", goods_value=84_00))
    assert [line.text for found in (over, under) for part in found.parts for line in part.lines if not line.basis] == []


def test_range_is_told_with_how_it_came_about() -> None:
    told = lines(sheet(conduct(goods_value=10000_00)), "法定幅度")
    assert told[0] == "处2万元以上5万元以下罚款（货值金额1万元以上：货值金额的2倍以上5倍以下）"
    assert "上限：货值金额10000.00元×5＝50000.00元" in told


def test_sheet_never_names_a_fine() -> None:
    found = sheet(conduct(goods_value=84_00), packs=("city",))
    assert found.departures == () and [each.fine for each in found.judged] == [None]
    assert not any("拟处罚款" in line.text for part in found.parts for line in part.lines)


def test_governing_row_is_named_for_the_opinion_and_its_shared_end_explained() -> None:
    found = sheet(conduct(goods_value=84_00), packs=("city",))
    assert found.rule_words == "《某市农业行政处罚裁量权基准》（某农发〔2026〕1号）第1项，轻微"
    told = lines(found, "裁量基准")
    assert "相邻两档共有的数，归入较高的一档" in told and "按本案数额为2000元以上3000元以下" in told


def test_open_row_is_left_to_the_officer() -> None:
    found = sheet(conduct("seed-79-2"), packs=("city",))
    assert found.rule_words == "" and "由办案人员选定档次" in lines(found, "裁量基准")[0]


def test_missing_table_is_said_and_no_grade_is_made_up() -> None:
    found = sheet(conduct(goods_value=84_00))
    (told,) = lines(found, "裁量基准")
    assert "没有装入2026-06-11施行的裁量基准" in told


def test_grades_of_a_profile_keep_their_mark() -> None:
    found = sheet(conduct(goods_value=84_00), packs=("city",))
    marked = [line for part in found.parts for line in part.lines if line.text.startswith("构造的裁量阶次")]
    assert [line.certainty for line in marked] == ["recalled", "recalled"]
    assert all("只作参考" in line.text for line in marked)


def test_departure_asks_for_reason_and_discussion() -> None:
    told = lines(sheet(conduct(goods_value=84_00), packs=("city",), fine=5000_00), "裁量基准")
    assert told[-1] == "拟处罚款5000元，不在裁量基准的2000元以上3000元以下以内，须写明理由并经集体讨论"


def test_time_barred_breach_must_go_unpunished() -> None:
    late = Conduct("c1", "p1", date(2024, 4, 1), offence="pesticide-56", discovered_on=date(2026, 5, 1))
    told = lines(sheet(late), "不予处罚")
    assert told[0] == "经营劣质农药：追究时效已于2026-03-31届满，2026-05-01才发现，应当不予处罚"


def test_grounds_for_natural_persons_are_not_shown_for_a_company() -> None:
    company, citizen = (sheet(conduct(goods_value=84_00), party=party) for party in (make_company(), make_party()))
    assert not any("周岁" in told for told in (*lines(company, "不予处罚"), *lines(company, "裁量情节")))
    assert any("不满十四周岁" in told for told in lines(citizen, "不予处罚"))


def test_age_on_the_day_of_the_conduct_decides_which_ground_is_shown() -> None:
    def told(born_on: date) -> tuple[bool, bool]:
        found = sheet(conduct(goods_value=84_00), party=make_party(born_on=born_on))
        none = any("不满十四周岁" in each for each in lines(found, "不予处罚"))
        return none, any("不满十八周岁" in each for each in lines(found, "裁量情节"))

    assert told(date(2012, 4, 21)) == (True, False)
    assert told(date(2012, 4, 20)) == (False, True)
    assert told(date(2008, 4, 21)) == (False, True)
    assert told(date(2008, 4, 20)) == (False, False)


def test_weighed_circumstances_stand_alone() -> None:
    told = lines(
        sheet(conduct(goods_value=84_00), values={"discretion_factors": ("confessed", "nonsense")}), "裁量情节"
    )
    assert told == ["已记载：主动供述行政机关尚未掌握的违法行为的，应当从轻或者减轻处罚"]


def test_one_act_is_compared_and_the_method_marked_as_a_convention() -> None:
    done = (conduct("agriproduct-70-1-2", goods_value=10000_00), conduct("vetdrug-63-b", "c2", goods_value=10000_00))
    found = sheet(*done, values={"same_act": ("agriproduct-70-1-2", "vetdrug-63-b")})
    assert found.one_act is not None and found.one_act.governing == "agriproduct-70-1-2"
    assert any(part.heading == "几个违法行为" and part.lines[-1].certainty == "convention" for part in found.parts)


def test_unverified_offence_shows_the_range_entered_by_hand_with_its_source() -> None:
    done = conduct("fertilizer-27-1", illegal_gains=1160_00)
    told = {"range_low": 0, "range_high": 3480_00, "range_source": "第二十六条", "range_voucher": "丁某"}
    assert lines(sheet(done, values=told), "法定幅度") == [
        "“生产、销售未取得登记证的肥料产品案”的罚则尚未核对原文，不计算幅度",
        "手工填写的幅度：3480元以下；来源：第二十六条；核对人：丁某",
    ]


def test_must_and_may_of_the_law_are_kept_apart() -> None:
    assert {key: each.duty for key, each in no_penalty_grounds().items()} == {
        "under_fourteen": "must",
        "no_capacity": "must",
        "minor_and_corrected": "must",
        "first_time": "may",
        "no_fault": "must",
        "time_barred": "must",
    }
    assert (
        no_penalty_grounds()["first_time"].line.text
        == "初次违法且危害后果轻微并及时改正的，可以不予处罚，对当事人进行教育"
    )


def test_circumstances_that_are_only_recalled_say_so_and_hold_no_number() -> None:
    recalled = [each for each in factors().values() if each.certainty == "recalled"]
    assert recalled and all(each.effects == ("heavier",) for each in recalled)
    assert replace(recalled[0].line).certainty == "recalled"
