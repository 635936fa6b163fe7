"""The papers of filing: one report per recipient that tells all, and what is answered to a review."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from exports.docx import render_docx
from exports.pdf import render_pdf
from forms.checks_filing import FILING_CHECKS
from forms.compose import compose
from forms.lawful_range import fine_range
from forms.numbering import document_number
from forms.prepare import Prepared, prepare
from procedures.case import Act, Case, Conduct, Document, Evidence
from procedures.problems import Problem
from tests.builders import OFFICE, make_act, make_case, make_company, make_conduct, make_on_the_spot, make_sources
from tests.forms.penalty_samples import CONTACT, c11_case
from tests.forms.samples import FORMS
from tests.forms.test_penalty_papers import words

CITY, SUPERIOR = "city_government", "superior_department"
WHOLE = {"report": True, "evidence_copies": True, "decision_copy": True}
DUE = date(2024, 10, 28)
C11 = c11_case()


def filing(on: date = DUE, recipient: str = CITY, act_id: str = "", **given: Any) -> Act:
    """A complete filing, planned or recorded."""
    return make_act("major_filed", on, act_id or f"filed-{recipient}", recipient=recipient, **WHOLE, **given)


def review(recipient: str = CITY, **values: Any) -> Act:
    """A review that found problems."""
    told = {"letter_number": "浏政备审〔2024〕12号", "problem_summary": "条款没有写明到款"}
    return make_act(
        "filing_reviewed",
        date(2024, 11, 15),
        f"review-{recipient}",
        recipient=recipient,
        outcome="problems",
        values=told | values,
    )


def prepared(form_id: str, case: Case, act: Act, **own: Any) -> Prepared:
    """The paper of a planned act, filled."""
    number = Document(form_id, "浏农罚备〔2024〕1号", act.on)
    sources = make_sources(act, case, office={**OFFICE, **CONTACT}, document=number)
    return prepare(FORMS.form(form_id, act.on), sources, own)


def told(form_id: str, case: Case, act: Act, **own: Any) -> str:
    """All words of the paper."""
    return words(compose(FORMS.form(form_id, act.on), prepared(form_id, case, act, **own).values))


def with_acts(case: Case, *acts: Act) -> Case:
    return replace(case, acts=(*case.acts, *acts))


def problems(form_id: str, case: Case, act: Act, **own: Any) -> Sequence[Problem]:
    return prepared(form_id, case, act, **own).problems


def severities(found: Sequence[Problem]) -> list[str]:
    return [problem.severity for problem in found]


def test_report_tells_decision_ground_and_course_without_anything_typed() -> None:
    paper = told("X4", C11, filing())
    for part in (
        "浏阳市人民政府：",
        "2024年10月11日，本机关对聂某未经定点从事生猪屠宰活动一案作出行政处罚决定。",
        "较大数额罚款（经营活动中罚款50000.00元，达到20000.00元）",
        "《重大农业行政处罚决定备案审查制度》第三条、第四条",
        "决定书文号：浏农（屠宰）罚〔2024〕8号。",
        "处罚款伍万元整（¥50000.00元）",
        "罚没款合计人民币伍万壹仟捌佰元整（¥51800.00元）。",
        "2024年5月8日，本机关收到刑事司法机关移送的本案材料，同日立案。",
        "2024年8月26日，本机关向当事人送达《行政处罚事先告知书》（浏农（屠宰）罚告〔2024〕8号）",
        "2024年9月18日，本机关依法举行了听证。",
        "依据《生猪屠宰管理条例》第三十一条第一款的规定作出处罚。",
        "附件：1.行政处罚决定书复印件（1份）",
        "　　　2.主要证据材料复印件4件（1份25页）",
        "（联系人：周某、吴某；联系电话：0731-00000001）",
    ):
        assert part in paper, part
    assert [problem.severity for problem in problems("X4", C11, filing())] == ["formal"]


def test_two_reports_differ_in_addressee_and_number_alone() -> None:
    first, second = told("X4", C11, filing()), told("X4", C11, filing(recipient=SUPERIOR))
    assert first != second
    assert first.replace("浏阳市人民政府", "长沙市农业农村局") == second


def test_number_of_a_report_has_no_category() -> None:
    form = FORMS.form("X4", DUE)
    assert document_number(form, OFFICE, "屠宰", 2024, 3) == "浏农罚备〔2024〕3号"


def test_what_was_typed_for_one_recipient_stands_in_the_report_to_the_other() -> None:
    typed = {"brief": "简要说明只写一次。", "attachments": [{"name": "决定书复印件", "copies": 1, "pages": 3}]}
    recorded = with_acts(C11, filing(values=typed))
    paper = told("X4", recorded, filing(recipient=SUPERIOR))
    assert "简要说明只写一次。" in paper and "附件：1.决定书复印件（1份3页）" in paper


@pytest.mark.parametrize(("on", "late"), [(DUE, False), (date(2024, 10, 29), True)])
def test_report_after_the_last_day_is_told_and_not_stopped(on: date, late: bool) -> None:
    found = [problem for problem in problems("X4", C11, filing(on)) if problem.where == "document_day"]
    assert bool(found) is late
    assert all(problem.severity == "irregular" and "2024年10月26日" in problem.text for problem in found)


def test_first_report_names_the_recipient_that_is_still_to_come() -> None:
    (note,) = problems("X4", C11, filing())
    assert "长沙市农业农村局" in note.text and note.severity == "formal"
    assert problems("X4", with_acts(C11, filing()), filing(recipient=SUPERIOR)) == ()


def test_report_to_a_body_that_is_no_recipient_is_stopped() -> None:
    (problem,) = problems("X4", C11, filing(recipient="county_court"))
    assert problem.severity == "blocking" and "浏阳市人民政府、长沙市农业农村局" in problem.text


def test_report_without_brief_or_attachments_is_stopped() -> None:
    found = problems("X4", C11, filing(), brief="", attachments=[])
    assert {problem.where for problem in found if problem.severity == "blocking"} == {"brief", "attachments"}


def test_decision_below_the_line_is_told_with_both_figures() -> None:
    small = tuple(
        replace(act, fields={**act.fields, "fine": 1999999}) if act.kind == "decision_made" else act for act in C11.acts
    )
    found = [each for each in problems("X4", replace(C11, acts=small), filing()) if each.where == "act_major_ground"]
    assert severities(found) == ["irregular"]
    assert "经营活动中罚款19,999.99元，未达20,000.00元" in found[0].text


def test_evidence_of_another_case_is_named_and_stopped() -> None:
    found = [each for each in problems("X4", C11, filing(values={"evidence": ["e1", "e77"]})) if "e77" in each.text]
    assert [(problem.severity, problem.where) for problem in found] == [("blocking", "attachments")]


def test_pages_of_evidence_are_left_out_where_one_has_none() -> None:
    pieces = (*C11.evidence, Evidence("e9", "物证", "屠宰刀具"))
    assert "主要证据材料复印件5件（1份）" in told("X4", replace(C11, evidence=pieces), filing())
    assert "主要证据材料复印件1件（1份6页）" in told("X4", C11, filing(values={"evidence": ["e2"]}))


def test_filing_of_a_change_names_the_change_and_what_was_before() -> None:
    change = make_act("decision_changed", date(2024, 11, 1), how="changed", fine=6000000, ref="decision_made")
    paper = told("X4", with_acts(C11, change), filing(date(2024, 11, 5), ref="decision_changed"))
    assert "2024年11月1日，本机关变更该决定。" in paper
    assert "原处罚为：" in paper and "伍万元整" in paper.split("原处罚为：")[1].split("变更后")[0]
    assert "变更后的决定重新报送备案。" in paper
    assert "处罚款陆万元整（¥60000.00元）" in paper and "合计人民币陆万壹仟捌佰元整" in paper
    assert "附件：1.变更行政处罚决定的文书复印件（1份）" in paper


def test_major_decision_made_on_the_spot_is_filed_from_its_own_words() -> None:
    paper7 = Document("7", "浏农（畜牧）当罚〔2024〕1号")
    values = {"offence_facts": "当事人贮存不当。"}
    decided = make_on_the_spot(date(2024, 10, 11), 100000, document=paper7, values=values)
    case = make_case(
        decided, parties=(make_company(in_business=False),), conducts=(make_conduct(on=date(2024, 10, 11)),)
    )
    paper = told("X4", case, filing(date(2024, 10, 14)))
    assert "较大数额罚款（非经营活动中对法人或者其他组织罚款1000.00元，达到1000.00元）" in paper
    assert "当事人贮存不当。" in paper and "2024年10月11日作出决定，2024年10月11日当场交付。" in paper
    assert "附件：1.当场行政处罚决定书复印件（1份）" in paper
    assert "罚没款合计" not in paper


def test_longest_report_is_drawn_in_both_formats() -> None:
    form = FORMS.form("X4", DUE)
    own = {"brief": "当事人在其经营场所内从事屠宰活动。" * 400}
    paper = compose(form, prepared("X4", C11, filing(), **own).values)
    assert render_pdf(paper).startswith(b"%PDF") and render_docx(paper).startswith(b"PK")


# ---- objection, correction ----


def objection(recipient: str = SUPERIOR) -> Act:
    return make_act("objection_submitted", date(2024, 11, 21), "objected", recipient=recipient)


def test_objection_goes_to_the_recipient_that_objected_and_to_no_other() -> None:
    case = with_acts(C11, filing(), filing(recipient=SUPERIOR), review(SUPERIOR, problem_summary="罚款偏轻"))
    paper = told("X20", case, objection(), reasons="过罚相当。")
    assert paper.splitlines()[2:4] == ["浏农罚备〔2024〕1号", "长沙市农业农村局："]
    assert "第七条的规定" in paper and "罚款偏轻" in paper and "过罚相当。" in paper and "浏阳市人民政府" not in paper
    assert problems("X20", case, objection(), reasons="过罚相当。") == ()
    (problem,) = problems("X20", case, objection(CITY), reasons="过罚相当。", letter_on=DUE, problem_summary="无")
    assert (problem.severity, problem.where) == ("irregular", "act_filing_recipient")


def test_objection_needs_its_reasons() -> None:
    case = with_acts(C11, review(SUPERIOR))
    assert [problem.where for problem in problems("X20", case, objection())] == ["reasons"]


def test_objection_shows_that_the_fine_lies_within_the_range() -> None:
    case = with_acts(C11, review(SUPERIOR))
    paper = told("X20", case, objection(), reasons="过罚相当。")
    assert "在本案为50000.00元以上100000.00元以下；本案罚款50000.00元，在法定幅度以内。" in paper


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"goods_value": 640000}, (5000000, 10000000)),
        ({"goods_value": 999999}, (5000000, 10000000)),
        ({"goods_value": 1000000}, (10000000, 20000000)),
        ({}, None),
    ],
)
def test_range_follows_the_value_of_the_goods(facts: Mapping[str, int], expected: tuple[int, int] | None) -> None:
    case = replace(C11, conducts=(replace(C11.conducts[0], facts=facts),))
    found = fine_range(make_sources(C11.acts[-1], case))
    assert (found and (found.low, found.high)) == expected


def test_range_of_several_breaches_or_of_an_unknown_one_is_not_guessed() -> None:
    twice = replace(C11, conducts=(C11.conducts[0], Conduct("c2", "p1", DUE, offence="pig-31-2")))
    unknown = replace(C11, conducts=(Conduct("c1", "p1", DUE),))
    for case in (twice, unknown):
        assert fine_range(make_sources(C11.acts[-1], case)) is None
    outside = with_acts(
        replace(C11, acts=tuple(replace(act, fields={**act.fields, "fine": 4999999}) for act in C11.acts)),
        review(SUPERIOR),
    )
    assert "在法定幅度以内" not in told("X20", outside, objection(), reasons="过罚相当。")


CORRECTIONS = [{"place": "第二页", "wrong": "第三十一条的规定", "right": "第三十一条第一款的规定"}]
NOTICE = "浏农（屠宰）补正〔2024〕1号"


def correction(**given: Any) -> Act:
    known: dict[str, Any] = {"ref": "decision_made", "reason": "没有写明到款", "values": {"corrections": CORRECTIONS}}
    return make_act("paper_corrected", date(2024, 11, 18), "corrected", **(known | given))


def reported(on: date = date(2024, 11, 20)) -> Act:
    return make_act("filing_corrected", on, "reported", recipient=CITY)


SERVED = make_act("decision_served", date(2024, 10, 14), "served", ref="decision_made", method="direct")
HANDED = make_act("paper_served", date(2024, 11, 19), "handed", ref="corrected", paper="X22", method="direct")


def test_report_of_a_correction_names_problem_paper_words_and_service() -> None:
    numbered = correction(document=Document("X22", NOTICE, date(2024, 11, 18)))
    case = with_acts(C11, review(), numbered, HANDED)
    paper = told("X21", case, reported())
    assert "贵机关2024年11月15日来函（浏政备审〔2024〕12号）收悉" in paper and "第六条的规定" in paper
    assert "条款没有写明到款" in paper
    line = f"（一）2024年11月18日，本机关制发《补正通知书》（{NOTICE}），将“第三十一条的规定”补正为"
    assert line + "“第三十一条第一款的规定”，于2024年11月19日送达当事人。" in paper
    assert "附件：1.补正通知书复印件（1份）" in paper and "2.送达回证复印件（1份）" in paper
    assert problems("X21", case, reported()) == ()


def test_correction_that_was_not_served_is_told() -> None:
    case = with_acts(C11, review(), correction())
    (problem,) = problems("X21", case, reported())
    assert (problem.severity, problem.where) == ("irregular", "corrections")
    assert "尚未送达当事人" in told("X21", case, reported())


def test_report_of_a_correction_without_any_paper_is_stopped() -> None:
    (problem,) = problems("X21", with_acts(C11, review()), reported())
    assert (problem.severity, problem.where) == ("blocking", "corrections")


def test_changed_decision_counts_as_the_correction() -> None:
    change = make_act(
        "decision_changed", date(2024, 11, 18), "changed", how="changed", fine=6000000, ref="decision_made"
    )
    paper = told("X21", with_acts(C11, review(), change), reported())
    assert "本机关变更该处罚决定，变更为：" in paper and "处罚款陆万元整（¥60000.00元）" in paper


def test_correction_shows_the_wrong_and_the_right_words_beside_each_other() -> None:
    case = with_acts(C11, SERVED)
    paper = told("X22", case, correction())
    assert "本机关2024年10月11日对你作出的《行政处罚决定书》（浏农（屠宰）罚〔2024〕8号）有文字错误" in paper
    table = paper[paper.index("序号") :].splitlines()
    assert table[4:8] == ["1", "第二页", "第三十一条的规定", "第三十一条第一款的规定"]
    assert problems("X22", case, correction()) == ()


@pytest.mark.parametrize(
    ("wrong", "right", "severity"),
    [
        ("罚款5000元", "罚款50000元", "irregular"),
        ("第三十一条", "第三十二条", "irregular"),
        ("聂某某", "聂某", ""),
        ("聂某", "聂某", "blocking"),
    ],
)
def test_correction_that_changes_sums_articles_or_nothing_is_told(wrong: str, right: str, severity: str) -> None:
    rows = [{"place": "第一页", "wrong": wrong, "right": right}]
    found = problems("X22", with_acts(C11, SERVED), correction(values={"corrections": rows}))
    assert severities(found) == ([severity] if severity else [])


def test_correction_of_a_paper_that_was_not_served_is_told() -> None:
    (problem,) = problems("X22", C11, correction())
    assert problem.severity == "irregular" and "重新制作" in problem.text


def test_correction_is_served_like_any_other_paper() -> None:
    numbered = correction(document=Document("X22", NOTICE, date(2024, 11, 18)))
    paper = told("33", with_acts(C11, numbered), HANDED)
    assert "补正通知书" in paper and NOTICE in paper


def test_every_check_on_filing_belongs_to_a_paper_of_filing() -> None:
    named = {check for form in ("X4", "X20", "X21", "X22") for check in FORMS.form(form, DUE).checks}
    assert named - set(FILING_CHECKS) == {"figures_equal_capitals"} and set(FILING_CHECKS) <= named
