"""Papers of preservation, sealing and seizure: goods, days, numbers of other papers, which checks speak up."""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from forms.blocks import Grid, Text
from forms.facts import fact
from forms.numbering import all_series, document_number, numbered
from procedures.seizure_powers import seizure_powers
from tests.builders import OFFICE, make_act, make_case, make_officer
from tests.forms.investigation_samples import (
    FEEDS,
    PACKS,
    VACCINES,
    disposal_sources,
    investigation_papers,
    lines,
    pesticide_case,
    preservation_sources,
    preserved,
    release_sources,
    seized,
    seizure_sources,
    sources_of,
)
from tests.forms.samples import FORMS, fill
from tests.forms.told import plain, struck, told

# ---- 16, 17 -----------------------------------------------------------------------------------------------------


def test_goods_are_kept_for_seven_working_days() -> None:
    assert fact("evidence_preserved.until", preservation_sources()) == date(2025, 3, 28)
    assert "自2025年3月19日起至2025年3月28日止" in plain(investigation_papers()["16"])


def test_planned_preservation_has_its_last_day_before_it_is_recorded() -> None:
    sources = preservation_sources()
    planned = replace(sources, case=replace(sources.case, acts=sources.case.acts[:-1]))
    assert fact("evidence_preserved.until", planned) == date(2025, 3, 28)


@pytest.mark.parametrize(("day", "article"), [(date(2021, 7, 14), "第三十七条"), (date(2021, 7, 15), "第五十六条")])
def test_article_on_preservation_follows_the_day(day: date, article: str) -> None:
    act = replace(preserved(), on=day, document=None)
    basis = fact("evidence_preserved.basis", sources_of(act, make_case(act)))
    assert basis == f"《中华人民共和国行政处罚法》{article}"


@pytest.mark.parametrize(
    ("given", "count"),
    [
        ({"approved_by": ""}, 1),
        ({"approved_at": time(10, 31)}, 1),
        ({"approved_at": time(10, 30)}, 0),
        ({"approved_on": date(2025, 3, 20)}, 1),
        ({"approved_on": date(2025, 3, 18), "approved_at": time(18, 0)}, 0),
    ],
)
def test_preservation_is_approved_before_it_is_done(given: dict[str, Any], count: int) -> None:
    found = fill("16", preservation_sources(**given))[1].problems
    assert [problem.severity for problem in found] == ["blocking"] * count
    assert {problem.basis for problem in found} <= {"行政处罚法第五十六条"}


def test_list_of_goods_is_not_empty_and_has_quantities() -> None:
    assert [text for _, text in told("16", preservation_sources(()), "act_listed_goods")] == ["物品清单是空的"]
    bare = ({key: value for key, value in PACKS.items() if key != "quantity"},)
    found = [text for _, text in told("16", preservation_sources(bare), "act_listed_goods")]
    assert found == ["清单第1项“70%杀螺胺可湿性粉剂”没有数量"]


def test_more_goods_than_were_found_are_told_with_both_figures() -> None:
    found = told("16", preservation_sources(({**PACKS, "quantity": "15"},)), "act_listed_goods")
    assert len(found) == 1
    assert "15" in found[0][1]
    assert "14" in found[0][1]


def test_goods_are_named_once_in_the_act_and_completed_from_the_list_of_the_case() -> None:
    bare = {key: PACKS[key] for key in ("name", "spec", "batch", "quantity")}
    (row,) = fill("16", preservation_sources((bare,)))[1].values["act_listed_goods"]
    assert (row["maker"], row["unit"], row["note"]) == ("某农药有限公司", "包", "货架上")


def test_disposals_are_proposed_line_by_line() -> None:
    sources = disposal_sources(values={}, disposal="解除登记保存")
    rows = fill("17", sources)[1].values["item_disposals"]
    assert [(row["name"], row["quantity"], row["disposal"]) for row in rows] == [(PACKS["name"], "14", "released")]
    open_rows = fill("17", disposal_sources(values={}))[1].values["item_disposals"]
    assert [row["disposal"] for row in open_rows] == [None]


def test_disposal_is_printed_in_words() -> None:
    words = plain(investigation_papers()["17 feed"])
    for word in ("送检鉴定", "采取证据保全措施后返还", "解除登记保存", "改为查封（扣押）"):
        assert word in words
    assert "tested" not in words


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([{**PACKS, "disposal": ""}], "没有处理决定"),
        ([{**PACKS, "disposal": "burnt"}], "没有“burnt”这一选项"),
        ([{**PACKS, "disposal": "returned", "quantity": "13"}], "13"),
        ([{**PACKS, "disposal": "returned"}, {**PACKS, "disposal": "seized"}], "14"),
    ],
)
def test_every_preserved_line_is_disposed_of_once(rows: list[dict[str, str]], says: str) -> None:
    found = told("17", disposal_sources(values={"item_disposals": rows}), "item_disposals")
    assert any(says in text for _, text in found), found


def test_disposal_after_the_last_day_is_told() -> None:
    assert told("17", disposal_sources(on=date(2025, 3, 28))) == []
    found = told("17", disposal_sources(on=date(2025, 3, 31)), "act_on")
    assert found == [("irregular", "登记保存的物品应当在2025年3月28日前作出处理决定")]


def test_disposal_refers_to_the_notice_it_answers() -> None:
    words = plain(investigation_papers()["17 feed"])
    assert "2023年2月8日" in words
    assert "浏农（饲料）登保〔2023〕1号" in words


# ---- 18, 19, 20, 21 ---------------------------------------------------------------------------------------------


def test_measure_ends_on_the_thirtieth_day_unless_a_shorter_term_is_chosen() -> None:
    assert fill("18", seizure_sources())[1].values["to_on"] == date(2026, 1, 24)
    assert told("18", seizure_sources(values={"to_on": date(2026, 1, 10)})) == []
    for day in (date(2026, 1, 25), date(2025, 12, 24)):
        assert [severity for severity, _ in told("18", seizure_sources(values={"to_on": day}), "to_on")] == ["blocking"]


@pytest.mark.parametrize(
    ("basis", "count"),
    [
        ("《兽药管理条例》第四十六条", 0),
        ("《中华人民共和国种子法》第四十九条第四项、第五项", 0),
        ("《兽用生物制品经营管理办法》第七条", 1),
        ("《某县查封扣押规定》第三条", 1),
        ("有关规定", 1),
        ("", 1),
    ],
)
def test_only_a_law_or_regulation_allows_the_measure(basis: str, count: int) -> None:
    found = fill("18", seizure_sources(basis=basis))[1].problems
    assert [problem.where for problem in found] == ["property_seized_basis"] * count
    assert {problem.basis for problem in found} <= {"行政强制法第十条"}
    assert all("《兽药管理条例》第四十六条" in problem.remedy for problem in found)


def test_powers_to_choose_from_are_those_of_the_sector_and_the_day() -> None:
    (power,) = seizure_powers("pesticide", date(2025, 3, 19))
    assert power.words == "《农药管理条例》第四十一条第五项、第六项"
    assert seizure_powers("pesticide", date(2022, 4, 30)) == ()
    assert seizure_powers("fishery", date(2025, 3, 19)) == ()


@pytest.mark.parametrize(
    ("given", "count"),
    [
        ({"approved_on": date(2025, 12, 26)}, 1),
        ({"approved_on": date(2025, 12, 26), "approved_at": time(10, 0), "emergency": True}, 0),
        ({"approved_on": date(2025, 12, 26), "approved_at": time(10, 1), "emergency": True}, 1),
        ({"approved_by": ""}, 1),
    ],
)
def test_measure_is_approved_before_or_in_an_emergency_within_a_day(given: dict[str, Any], count: int) -> None:
    found = fill("18", seizure_sources(**given))[1].problems
    assert [problem.severity for problem in found] == ["blocking"] * count


def test_decision_holds_what_the_law_asks_for() -> None:
    words = plain(investigation_papers()["18"])
    for needed in (
        "浏阳市某农业服务部",
        "浏阳市某镇某路12号",
        "涉嫌无兽药经营许可证经营兽用生物制品",
        "《兽药管理条例》第四十六条",
        "自2025年12月25日起至2026年1月24日止",
        "猪瘟活疫苗等6种47瓶",
        "向浏阳市人民政府申请行政复议",
        "向浏阳市人民法院提起行政诉讼",
    ):
        assert needed in words, needed


def test_party_that_is_not_there_needs_a_witness() -> None:
    assert told("19", seizure_sources("19", values={"party_present": "absent"}), "witness") == [
        ("blocking", "当事人不到场的，应当邀请见证人到场签名")
    ]
    assert told("19", seizure_sources("19", values={"party_present": "absent", "witness": "周某"})) == []


def test_certificates_are_shown_at_the_measure() -> None:
    found = told("19", seizure_sources("19", values={"certificates_shown": False}))
    assert [severity for severity, _ in found] == ["blocking"]


def test_certificates_on_the_papers_are_those_of_the_day() -> None:
    sources = seizure_sources()
    renewed = make_officer("A", certificates=())
    case = replace(sources.case, officers=(renewed, *sources.case.officers[1:]))
    assert [text for _, text in told("18", replace(sources, case=case))] == ["陈某当日没有有效的执法证件"]


def test_release_gives_back_all_unless_it_lists_a_part() -> None:
    whole, part = release_sources(), release_sources(items=lines(VACCINES[:2], "瓶"))
    assert fact("seizure_released.scope", whole) == "all"
    assert fact("seizure_released.scope", part) == "part"
    assert len(fact("act.listed_goods", whole)) == 6
    assert [row["name"] for row in fact("act.listed_goods", part)] == ["猪瘟活疫苗", "猪伪狂犬病活疫苗"]
    assert {row["place"] for row in fact("act.listed_goods", part)} == {"本局冷藏柜"}
    assert "解除对部分财物的扣押" in plain(fill("20", part)[2])


def test_release_of_more_than_was_seized_is_told() -> None:
    too_many = ({**lines(VACCINES[:1], "瓶")[0], "quantity": "11"},)
    found = told("20", release_sources(items=too_many), "act_listed_goods")
    assert len(found) == 1
    assert "11" in found[0][1]


def test_release_after_the_last_day_is_told() -> None:
    late = replace(release_sources().act, on=date(2026, 1, 26))
    sources = release_sources()
    case = replace(sources.case, acts=(*sources.case.acts[:-1], late))
    found = told("20", replace(sources, act=late, case=case, document=None), "act_on")
    assert [severity for severity, _ in found] == ["irregular"]


def test_release_within_an_approved_extension_is_in_time() -> None:
    sources = release_sources()
    late = replace(sources.act, on=date(2026, 2, 10))
    longer = make_act(
        "seizure_extended",
        date(2026, 1, 22),
        ref="property_seized",
        days=30,
        approved_by="赵某",
        told_in_writing=True,
    )
    case = replace(sources.case, acts=(*sources.case.acts[:-1], longer, late))
    assert told("20", replace(sources, act=late, case=case, document=None), "act_on") == []


def test_papers_of_one_measure_name_each_other() -> None:
    assert fill("21", seizure_sources("21"))[1].values["decision_number"] == "浏农（兽药）扣〔2025〕2号"
    assert fill("19", seizure_sources("19"))[1].values["list_number"] == "浏农（兽药）扣清〔2025〕2号"
    assert fill("20", release_sources())[1].values["seizure_number"] == "浏农（兽药）扣〔2025〕2号"
    assert fill("21", release_sources("21"))[1].values["decision_number"] == "浏农（兽药）解扣〔2026〕1号"


def test_kind_of_the_list_is_struck_in_title_and_line() -> None:
    papers = investigation_papers()
    assert struck(papers["21"]) == ["解除查封（扣押）", "查封", "解除查封", "解除扣押"]
    assert struck(papers["21 released"]) == ["查封（扣押）", "查封", "扣押", "解除查封"]


@pytest.mark.parametrize(
    ("form_id", "measure", "number"),
    [
        ("18", "seal", "浏农（兽药）封〔2025〕1号"),
        ("18", "seize", "浏农（兽药）扣〔2025〕1号"),
        ("21", "seize", "浏农（兽药）扣清〔2025〕1号"),
    ],
)
def test_number_says_which_measure_it_is(form_id: str, measure: str, number: str) -> None:
    sources = seizure_sources(measure=measure)
    form = numbered(FORMS.form(form_id, sources.day), sources)
    assert document_number(form, OFFICE, "兽药", 2025, 1) == number


def test_release_and_its_list_are_numbered_as_such() -> None:
    sources = release_sources()
    words = [numbered(FORMS.form(form_id, sources.day), sources).series for form_id in ("20", "21")]
    assert words == ["解扣", "解扣清"]
    assert all_series(FORMS.form("21", sources.day)) == ("封清", "扣清", "解封清", "解扣清")
    assert all_series(FORMS.form("16", sources.day)) == ("登保",)
    assert all_series(FORMS.form("12", sources.day)) == ()


def test_certificate_numbers_stand_in_the_blanks_of_the_list() -> None:
    grids = [block for block in investigation_papers()["21"].blocks if isinstance(block, Grid) and block.keep]
    rows = [["".join(text.plain for text in cell.texts) for cell in row.cells] for row in grids[-1].rows]
    assert rows[2] == ["执法人员签名：", "", "", "执法证件号：", "18010065"]
    assert rows[0] == ["当事人签名或盖章：", "", "", "日　　　期：", ""]


def test_feed_of_four_kinds_is_summed_up() -> None:
    act = make_act("evidence_preserved", items=lines(FEEDS, "袋"), approved_by="赵某")
    sources = sources_of(act, make_case(act))
    assert fact("act.goods_total", sources) == "4种28袋。"
    assert fact("act.goods_named", sources) == "951仔猪配合饲料等4种28袋"


def test_planned_measure_is_seen_by_the_rules_once() -> None:
    sources = seizure_sources()
    recorded = sources_of(seized(), replace(pesticide_case(), acts=(seized(),)))
    assert fact("property_seized.until", sources) == fact("property_seized.until", recorded) == date(2026, 1, 24)


def test_letters_print_only_the_chosen_words() -> None:
    papers = investigation_papers()
    for name in ("10", "16", "17", "18", "20"):
        letter = [block for block in papers[name].blocks if isinstance(block, Text)]
        assert not [run for text in letter for run in text.runs if run.strike], name
