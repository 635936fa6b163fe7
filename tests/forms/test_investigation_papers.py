"""Papers of opening and investigation: what is taken from the case, what is proposed, which checks speak up."""

from dataclasses import replace
from datetime import date, time

import pytest

from forms.checks import CHECKS
from forms.checks_investigation import OPENING_CHECKS
from forms.checks_measures import MEASURE_CHECKS
from forms.facts import fact
from forms.sources import Sources
from tests.forms.investigation_samples import (
    correction_sources,
    disposal_sources,
    feed_disposal_sources,
    inspection_sources,
    investigation_papers,
    opening_sources,
    preservation_sources,
    release_sources,
    seizure_sources,
)
from tests.forms.samples import FORMS, empty_sources, fill
from tests.forms.told import plain, struck, told

FORM_IDS = ("8", "10", "12", "16", "17", "18", "19", "20", "21")
COMPLETE = (
    ("8", opening_sources()),
    ("8", opening_sources(opened=False)),
    ("10", correction_sources()),
    ("12", inspection_sources()),
    ("16", preservation_sources()),
    ("17", disposal_sources()),
    ("17", feed_disposal_sources()),
    ("18", seizure_sources()),
    ("19", seizure_sources("19")),
    ("20", release_sources()),
    ("21", seizure_sources("21")),
    ("21", release_sources("21")),
)


@pytest.mark.parametrize(("form_id", "sources"), COMPLETE)
def test_complete_paper_has_no_problem(form_id: str, sources: Sources) -> None:
    assert [str(problem) for problem in fill(form_id, sources)[1].problems] == []


def test_all_checks_of_these_forms_are_used_and_registered() -> None:
    used = {name for form in FORMS.all() if form.id in FORM_IDS for name in form.checks}
    assert {*OPENING_CHECKS, *MEASURE_CHECKS} <= used
    assert used <= set(CHECKS)


def test_forms_belong_to_their_acts() -> None:
    day = date(2025, 3, 19)
    found = {kind: [form.id for form in FORMS.forms_of(kind, day)] for kind in ("property_seized", "seizure_released")}
    assert found == {"property_seized": ["18", "21", "19"], "seizure_released": ["20", "21"]}


# ---- 8 ----------------------------------------------------------------------------------------------------------


def test_title_of_the_approval_sheet_strikes_what_was_not_decided() -> None:
    papers = investigation_papers()
    assert struck(papers["8"])[0] == "不予立案"
    assert struck(papers["8 declined"])[0] == "立案"
    assert struck(papers["8 empty"])[:1] == ["不予立案"]


def test_facts_of_the_case_are_put_together_and_can_be_overwritten() -> None:
    values = fill("8", opening_sources())[1].values
    assert values["brief_facts"] == (
        "2025年3月19日，本机关收到上级机关交办的本案线索。"
        "2025年3月19日，执法人员对浏阳市某镇某路12号当事人营业场所进行现场检查。"
        "经初步核查，浏阳市某农资经营部涉嫌经营劣质农药，货值金额84.00元。"
    )
    assert values["opening_reasons"].startswith(
        "当事人的行为涉嫌违反《农药管理条例》第二十八条第一款、第四十五条的规定，依据该条例第五十六条的规定"
    )
    assert values["officers_opinion"] == "建议立案调查，由陈某、李某承办。"
    assert fill("8", opening_sources(brief_facts="另写"))[1].values["brief_facts"] == "另写"


@pytest.mark.parametrize("day", [date(2021, 7, 14), date(2021, 7, 15)])
def test_article_on_opening_is_cited_since_2021(day: date) -> None:
    sources = opening_sources()
    act = replace(sources.act, on=day, document=None)
    told_then = fact("conduct.suspected_breach", replace(sources, act=act, document=None))
    assert ("第五十四条第二款" in told_then) is (day == date(2021, 7, 15))


def test_two_breaches_are_both_told() -> None:
    sources = opening_sources()
    second = replace(sources.case.conducts[0], id="c2", offence="pesticide-55-1-1")
    both = replace(sources, case=replace(sources.case, conducts=(*sources.case.conducts, second)))
    reasons = fact("conduct.suspected_breach", both)
    assert "第四十五条" in reasons
    assert "第二十四条第一款" in reasons
    assert "第五十六条、第五十五条第一款" in reasons
    assert fact("conduct.told", both).count("你单位有") == 2


def test_opening_needs_all_four_conditions() -> None:
    assert told("8", opening_sources(opening_conditions=["suspected"]), "opening_conditions") == [
        ("blocking", "立案的四项条件没有全部具备")
    ]
    every = ["suspected", "punishable", "jurisdiction", "in_time"]
    assert told("8", opening_sources(opened=False, opening_conditions=every), "opening_conditions") == [
        ("irregular", "四项立案条件都具备，却不予立案")
    ]


def test_condition_that_does_not_hold_is_struck() -> None:
    assert {"有违法嫌疑", "应当或者可以处罚"} <= set(struck(investigation_papers()["8 declined"]))


def test_reason_for_not_opening_is_that_of_the_act() -> None:
    sources = opening_sources(opened=False)
    assert sources.act.get("reason") in plain(fill("8", sources)[2])
    assert not fill("8", sources)[1].values["opening_reasons"].startswith("经核查")


def test_opening_on_another_day_than_the_approval_is_told() -> None:
    sources = opening_sources()
    later = replace(sources.act, fields={**sources.act.fields, "approved_on": date(2025, 3, 20)})
    assert [severity for severity, _ in told("8", replace(sources, act=later), "act_on")] == ["irregular"]


def test_opening_after_the_seven_days_is_told() -> None:
    sources = opening_sources()
    late = replace(sources.act, on=date(2025, 4, 7))
    case = replace(sources.case, acts=(*sources.case.acts[:2], late))
    found = told("8", replace(sources, act=late, case=case, document=None), "act_on")
    assert [severity for severity, _ in found] == ["irregular"]
    assert "2025年3月28日前决定是否立案" in found[0][1]


# ---- 10 ---------------------------------------------------------------------------------------------------------


def test_order_names_its_day_or_asks_at_once() -> None:
    papers = investigation_papers()
    assert "限期改正，于2025年4月3日前（含当日）完成" in plain(papers["10"])
    assert "立即改正，改正内容及要求如下" in plain(papers["10 at once"])
    assert "含当日" not in plain(papers["10 at once"])


def test_day_of_correction_lies_after_the_order() -> None:
    early = correction_sources(by=date(2025, 3, 19), mode="by_day")
    assert [severity for severity, _ in told("10", early, "correction_ordered_by")] == ["blocking"]
    assert told("10", correction_sources(by=date(2025, 3, 20), mode="by_day")) == []


def test_basis_of_the_order_is_proposed_only_where_its_text_is_known() -> None:
    sources = correction_sources()
    assert fact("correction_ordered.basis", sources) == ("《中华人民共和国行政处罚法》第二十八条",)
    before = replace(sources, act=replace(sources.act, on=date(2021, 7, 14)), document=None)
    assert fact("correction_ordered.basis", before) == ()


# ---- 12 ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "word"), [("reason", "理由"), ("matter", "事项"), ("content", "内容"), ("object", "对象")]
)
def test_inspection_without_one_of_its_four_statements_is_not_issued(key: str, word: str) -> None:
    sources = inspection_sources()
    without = replace(sources.act, fields={**sources.act.fields, key: ""})
    found = fill("12", replace(sources, act=without))[1].problems
    assert [(one.text, one.basis, one.severity, one.where) for one in found] == [
        (f"没有记明检查的{word}", "附件4 第八条第四项", "blocking", f"site_inspected_{key}")
    ]


def test_certificates_that_were_not_shown_are_told() -> None:
    sources = inspection_sources()
    hidden = replace(sources.act, fields={**sources.act.fields, "certificates_shown": False})
    assert [severity for severity, _ in told("12", replace(sources, act=hidden))] == ["blocking"]


def test_party_that_refuses_or_is_absent_needs_a_witness_or_video() -> None:
    for values in ({"refusal_note": "拒绝签名"}, {"party_present": "absent"}):
        assert len(told("12", inspection_sources(video="", **values), "witness")) == 1
        assert told("12", inspection_sources(**values), "witness") == []
        assert told("12", inspection_sources(video="", witness="周某", **values), "witness") == []


def test_legal_conclusion_in_the_findings_is_pointed_out() -> None:
    found = told("12", inspection_sources(findings="发现当事人违法销售农药14包。"), "findings")
    assert found == [("formal", "检查情况里有“违法”，像是法律结论")]


def test_record_ends_after_it_began_with_two_officers() -> None:
    sources = inspection_sources()
    act = replace(sources.act, until=time(9, 10), officers=("A",))
    found = [text for _, text in told("12", replace(sources, act=act))]
    assert found == ["执法人员不得少于两人，现有1人", "结束时间不晚于开始时间"]


@pytest.mark.parametrize("form_id", FORM_IDS)
def test_empty_paper_names_what_it_lacks(form_id: str) -> None:
    kind = FORMS.form(form_id, date(2026, 10, 9)).acts[0]
    found = {problem.where for problem in fill(form_id, empty_sources(kind))[1].problems}
    assert "party_name" in found
