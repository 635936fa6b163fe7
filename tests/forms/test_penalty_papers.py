"""Opinion, notice, approval sheet and decision: one story typed once, the right words on the right day, checks."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from forms.blocks import Grid, Paper, Seal, Text
from forms.facts import fact
from forms.prepare import prepare
from procedures.case import Act, Case, Conduct, Document
from procedures.problems import Problem
from tests.builders import make_act, make_case
from tests.forms.penalty_samples import (
    DISCRETION,
    FINE,
    FOUND,
    GAINS,
    VALUE,
    c1_case,
    c11_case,
    c12_case,
    filled,
    goods_lines,
    opinion_of_c12,
    sources_of,
)
from tests.forms.samples import FORMS

C12 = c12_case()
IMPOSED = {"fine": FINE, "confiscated_gains": GAINS, "confiscated_goods": VALUE}
LINES = [
    "没收违法财物49种678盒（瓶、袋）（见所附没收物品清单）；",
    "没收违法所得壹仟柒佰壹拾贰元肆角（¥1712.40元）；",
    "处货值金额（7649.00元）2.1倍的罚款，即壹万陆仟零陆拾贰元玖角（¥16062.90元）。",
]


def decision(**changes: Any) -> Act:
    """C12's decision with other figures or values."""
    given = next(act for act in C12.acts if act.kind == "decision_made")
    fields = {key: value for key, value in changes.items() if key != "values"}
    return replace(given, fields=dict(given.fields) | fields, values=changes.get("values", {}))


def notice(**changes: Any) -> Act:
    """C12's notice with other figures or values."""
    given = next(act for act in C12.acts if act.kind == "notice_served")
    fields = {key: value for key, value in changes.items() if key != "values"}
    return replace(given, fields=dict(given.fields) | fields, values=changes.get("values", {}))


def words(paper: Paper) -> str:
    """All words of a paper, a line a paragraph."""
    cells = [cell for block in paper.blocks if isinstance(block, Grid) for row in block.rows for cell in row.cells]
    texts = [block for block in paper.blocks if isinstance(block, Text)]
    return "\n".join(text.plain for text in (*texts, *(text for cell in cells for text in cell.texts)))


def told(form_id: str, case: Case, kind: str, where: str, **own: Any) -> list[Problem]:
    return [problem for problem in filled(form_id, case, kind, **own)[1].problems if problem.where == where]


def lines(form_id: str, case: Case, kind: str) -> list[str]:
    return [row["text"] for row in filled(form_id, case, kind)[1].values["penalties"]]


@pytest.mark.parametrize(
    ("form_id", "kind"),
    [("24", "opinion_submitted"), ("26", "notice_served"), ("28", "decision_made"), ("29", "decision_made")],
)
def test_complete_papers_of_c12_have_no_problem(form_id: str, kind: str) -> None:
    assert [str(problem) for problem in filled(form_id, C12, kind)[1].problems] == []


def test_what_is_typed_in_the_opinion_stands_in_notice_approval_and_decision() -> None:
    for form_id, kind in (("24", "opinion_submitted"), ("28", "decision_made"), ("29", "decision_made")):
        values = filled(form_id, C12, kind)[1].values
        assert values["found_facts"] == FOUND
        assert values["order"] == "责令当事人停止经营兽药"
        assert values["penalty_basis"] == ("《兽药管理条例》第五十六条第一款",)
        assert [row["text"] for row in values["penalties"]] == LINES
    assert DISCRETION in filled("29", C12, "decision_made")[1].values["discretion"]
    assert lines("26", C12, "notice_served") == LINES


def test_notice_speaks_to_the_party_and_the_decision_of_it() -> None:
    values = filled("26", C12, "notice_served")[1].values
    assert values["order"] == "责令你单位停止经营兽药"
    assert "当事人" not in values["found_facts"]
    typed = c12_case(notice(values={"found_facts": "你（单位）在场内经营兽药。"}))
    assert filled("29", typed, "decision_made")[1].values["found_facts"] == "当事人在场内经营兽药。"


def test_standard_of_discretion_goes_before_its_grounds_after_the_opinion() -> None:
    assert filled("24", C12, "opinion_submitted")[1].values["discretion"] == DISCRETION
    later = filled("28", C12, "decision_made")[1].values["discretion"]
    assert later == "参照省农业行政处罚裁量基准第157项，" + DISCRETION


def test_words_typed_for_the_penalties_are_kept_while_the_figures_agree() -> None:
    typed = [{"text": "没收全部兽药；"}, {"text": "罚款壹万陆仟零陆拾贰元玖角（¥16062.90元）。"}]
    case = c12_case(opinion_of_c12(penalties=typed))
    assert lines("29", case, "decision_made") == [row["text"] for row in typed]
    milder = c12_case(opinion_of_c12(penalties=typed), decision(fine=1529800))
    assert lines("29", milder, "decision_made")[-1] == (
        "处货值金额（7649.00元）2倍的罚款，即壹万伍仟贰佰玖拾捌元整（¥15298.00元）。"
    )


def test_facts_and_breach_are_put_together_where_nothing_was_typed() -> None:
    values = filled("24", c1_case(), "opinion_submitted")[1].values
    assert "无兽药经营许可证经营兽用生物制品" in values["found_facts"]
    assert "货值金额794.00元，违法所得289.00元" in values["found_facts"]
    assert values["opinion"].startswith(
        "当事人无兽药经营许可证经营兽用生物制品的行为，违反了《兽药管理条例》第二十二条"
    )
    assert [row["text"] for row in values["penalties"]][-1] == (
        "处货值金额（794.00元）3倍的罚款，即贰仟叁佰捌拾贰元整（¥2382.00元）。"
    )


def test_fine_between_fixed_amounts_is_no_multiple() -> None:
    assert lines("29", c11_case(), "decision_made") == [
        "没收屠宰刀具1套、褪毛机1台；",
        "没收违法所得壹仟捌佰元整（¥1800.00元）；",
        "处罚款伍万元整（¥50000.00元）。",
    ]


def test_penalties_stand_in_the_order_of_the_law() -> None:
    kinds = ["trade_ban", "order", "revoke_licence", "warning"]
    act = make_act("decision_made", date(2024, 6, 20), kinds=kinds, fine=100000, confiscated_gains=5000)
    found = [row["text"] for row in fact("act.penalties", sources_of(make_case(act), "decision_made"))]
    assert found == [
        "给予警告；",
        "没收违法所得伍拾元整（¥50.00元）；",
        "处罚款壹仟元整（¥1000.00元）；",
        "吊销许可证件；",
        "限制从业。",
    ]
    assert fact("case.order_words", sources_of(make_case(act), "decision_made")) == "责令当事人改正违法行为"


def test_fine_of_two_breaches_is_told_with_its_parts() -> None:
    fines = [{"offence": "vetdrug-56-b", "amount": 60000}, {"offence": "stock-88-b", "amount": 40000}]
    act = make_act("decision_made", date(2024, 6, 20), fine=100000, fines=fines)
    (line,) = fact("act.penalties", sources_of(make_case(act), "decision_made"))
    assert line["text"].startswith("处罚款壹仟元整（¥1000.00元），其中：无兽药经营许可证经营兽药罚款600.00元，")


def test_goods_that_were_sold_or_returned_are_not_confiscated() -> None:
    first, second, third, fourth = goods_lines(4, 40)
    goods = (first, replace(second, sold="4"), replace(third, sold="10"), replace(fourth, returned="1.5"))
    rows = filled("29", c12_case(goods=goods), "decision_made")[1].values["confiscated_items"]
    assert [row["quantity"] for row in rows] == ["10", "6", "8.5"]


def test_many_goods_stand_in_a_list_behind_the_seal() -> None:
    paper = filled("29", C12, "decision_made")[2]
    place = next(index for index, block in enumerate(paper.blocks) if isinstance(block, Seal))
    table = next(block for block in paper.blocks[place:] if isinstance(block, Grid))
    assert sum(not row.header and not row.fill for row in table.rows) == 49 + 2  # 以下空白, 合计
    assert not any(isinstance(block, Grid) for block in filled("29", c11_case(), "decision_made")[2].blocks)


@pytest.mark.parametrize(
    ("on", "statement", "hearing"),
    [
        (date(2021, 7, 14), "三日内", "第四十二条"),
        (date(2021, 7, 15), "五个工作日内", "第六十三条、第六十四条"),
        (date(2024, 6, 5), "五个工作日内", "第六十三条、第六十四条"),
    ],
)
def test_rights_of_the_notice_with_hearing_by_its_day(on: date, statement: str, hearing: str) -> None:
    act = make_act("notice_served", on, hearing_offered=True, **IMPOSED)
    told = words(filled("26", make_case(act), "notice_served")[2])
    assert f"依据《中华人民共和国行政处罚法》{hearing}的规定，你有权要求听证" in told
    assert f"收到本告知书后{statement}向本机关提出" in told


def test_notice_without_hearing_tells_of_the_days_of_the_setting() -> None:
    act = make_act("notice_served", date(2024, 8, 6), hearing_offered=False, kinds=["warning"])
    case = make_case(act)
    assert "三个工作日内" in words(filled("25", case, "notice_served")[2])
    longer = replace(case, settings={"statement_days": 5})
    assert "五个工作日内" in words(filled("25", longer, "notice_served")[2])
    assert "听证" not in words(filled("25", case, "notice_served")[2])


def test_paper_of_a_notice_is_the_one_for_its_rights() -> None:
    def found(**given: Any) -> list[str]:
        act = make_act("notice_served", date(2024, 6, 5), **given)
        return [form.id for form in FORMS.forms_for(act)]

    assert found(hearing_offered=True) == ["26", "33"]
    assert found(hearing_offered=False) == ["25", "33"]
    assert found() == ["25", "26", "33"]


def test_hearing_right_decides_the_paper() -> None:
    (problem,) = told("25", replace(C12, acts=(notice(hearing_offered=False),)), "notice_served", "statement_right")
    assert (problem.basis, problem.severity) == ("行政处罚法第六十三条", "blocking")
    small = replace(C12, acts=(notice(fine=50000, confiscated_gains=0, confiscated_goods=0),))
    (hint,) = told("26", small, "notice_served", "hearing_right")
    assert hint.severity == "formal"


def test_old_decision_cites_no_article_of_the_new_law() -> None:
    act = make_act("decision_made", date(2020, 6, 20), **IMPOSED)
    form, prepared, paper = filled("29", c12_case(acts=(act,)), "decision_made")
    assert form.since == date(1996, 10, 1)
    assert "行政处罚法》第" not in words(paper)
    missing = [problem.basis for problem in prepared.problems if problem.text.startswith("决定书应当")]
    assert missing == []
    empty = filled("29", make_case(replace(act, fields={})), "decision_made")[1].problems
    assert {problem.basis for problem in empty if problem.text.startswith("决定书应当")} == {"行政处罚法（1996年）"}


def test_statement_and_hearing_stand_in_the_order_of_the_story() -> None:
    reaction = filled("29", c11_case(), "decision_made")[1].values["reaction"]
    assert reaction == (
        "2024年8月29日，当事人提出陈述、申辩意见。本机关对当事人提出的事实、理由和证据进行了复核，决定不予采纳。"
        "2024年8月30日，当事人要求听证。2024年9月18日，本机关依法举行了听证。"
    )


@pytest.mark.parametrize(
    ("which", "says"),
    [
        ("both", "当事人书面放弃陈述、申辩和听证的权利。"),
        ("hearing", "当事人书面放弃听证的权利。当事人逾期未提出陈述、申辩。"),
        ("statement", "当事人书面放弃陈述、申辩的权利。当事人逾期未要求听证。"),
        ("", "当事人逾期未提出陈述、申辩，也未要求听证。"),
    ],
)
def test_what_was_waived_and_what_was_let_pass_is_told(which: str, says: str) -> None:
    waived = (make_act("rights_waived", date(2024, 6, 6), which=which),) if which else ()
    assert filled("29", c12_case(*waived), "decision_made")[1].values["reaction"] == says


def test_only_penalty_stands_without_a_number() -> None:
    case = c12_case(decision(confiscated_gains=0, confiscated_goods=0), goods=(), conducts=())
    paper = words(filled("29", case, "decision_made")[2])
    assert "\n处罚款壹万陆仟零陆拾贰元玖角（¥16062.90元）。" in paper


def test_law_that_is_broken_in_several_articles_is_named_once() -> None:
    conduct = Conduct("c1", "p1", date(2024, 4, 28), offence="pesticide-56")
    told = fact("case.legal_view", sources_of(c12_case(conducts=(conduct,), acts=(decision(),)), "decision_made"))
    assert told.count("《农药管理条例》") == 1
    assert "第二十八条第一款、第四十五条" in told


def test_case_without_a_number_goes_by_that_of_its_opening() -> None:
    opened = make_act("case_opened", date(2024, 4, 29), document=Document("8", "浏农（兽药）立〔2024〕5号"))
    values = filled("24", c12_case(opened, number=""), "opinion_submitted")[1].values
    assert values["case_file_number"] == "浏农（兽药）立〔2024〕5号"


def test_answer_to_a_notice_that_was_replaced_is_not_told() -> None:
    early = make_act("statement_received", date(2024, 6, 1), adopted=True)
    assert "陈述、申辩意见" not in filled("29", c12_case(early), "decision_made")[1].values["reaction"]


def test_measures_are_told_with_their_numbers() -> None:
    note = filled("29", C12, "decision_made")[1].values["measures_note"]
    assert note == "2024年4月28日，本机关对涉案财物依法予以扣押（浏农（兽药）扣〔2024〕3号）。"


def test_course_of_the_investigation_is_proposed() -> None:
    process = filled("24", C12, "opinion_submitted")[1].values["process"]
    assert process.startswith("2024年4月28日，在监督检查中发现本案线索；同日，对")
    assert process.endswith("2024年4月29日，经批准立案；2024年5月10日，询问赵某。")


def test_approval_sheet_tells_of_review_and_discussion() -> None:
    values = filled("28", C12, "decision_made")[1].values
    assert values["legal_review"] == "2024年6月17日，孙某审核：同意。"
    assert values["discussion"] == "2024年6月18日，由郑某主持集体讨论，参加人员：郑某、钱某、冯某。"


def test_review_and_discussion_that_are_missing_are_told_with_their_article() -> None:
    acts = tuple(act for act in c11_case().acts if act.kind not in ("legal_review_given", "discussion_held"))
    case = replace(c11_case(), acts=acts, complex=True)
    (review,) = told("28", case, "decision_made", "legal_review")
    (talk,) = told("28", case, "decision_made", "discussion")
    assert (review.severity, talk.severity) == ("irregular", "irregular")
    assert "第五十八条" in review.basis
    assert "第五十七条" in talk.basis


@pytest.mark.parametrize("form_id", ["28", "29"])
@pytest.mark.parametrize(
    ("changes", "severity", "says"),
    [
        (
            {"fine": FINE + 1},
            "blocking",
            "罚款壹万陆仟零陆拾贰元玖角壹分（¥16062.91元），原为壹万陆仟零陆拾贰元玖角（¥16062.90元），重于",
        ),
        ({"kinds": ["revoke_licence"]}, "blocking", "增加了吊销许可证件，重于"),
        ({"confiscated_gains": 0}, "irregular", "没收违法所得没有这一项，原为壹仟柒佰壹拾贰元肆角（¥1712.40元），轻于"),
    ],
)
def test_decision_that_differs_from_its_notice_is_told_with_both_figures(
    form_id: str, changes: dict[str, Any], severity: str, says: str
) -> None:
    (problem,) = told(form_id, c12_case(decision(**changes)), "decision_made", "penalties")[:1]
    assert problem.text.startswith(says)
    assert problem.basis == "行政处罚法第四十四条、第四十五条、第六十二条"
    assert problem.severity == severity


def test_other_words_with_the_same_figures_show_those_of_the_notice() -> None:
    case = c12_case(notice(values={"penalties": [{"text": "罚款壹万陆仟零陆拾贰元玖角（¥16062.90元）。"}]}))
    own = {"penalties": [{"text": "处罚款壹万陆仟零陆拾贰元玖角（¥16062.90元）。"}]}
    (problem,) = told("29", case, "decision_made", "penalties", **own)
    assert "告知书为：罚款壹万陆仟零陆拾贰元玖角（¥16062.90元）。" in problem.text
    assert problem.severity == "formal"
    assert told("29", case, "decision_made", "penalties") == []


def test_notice_that_differs_from_the_opinion_is_told() -> None:
    (problem,) = told("26", c12_case(notice(fine=FINE - 100)), "notice_served", "penalties")
    assert "轻于案件处理意见" in problem.text


@pytest.mark.parametrize(
    ("times", "says"),
    [("2.2", "7649.00元的2.2倍是16827.80元，罚款是16062.90元"), ("两倍", "倍数“两倍”不是数字"), ("2.1", "")],
)
def test_base_times_multiple_is_the_fine_to_the_fen(times: str, says: str) -> None:
    found = told("29", C12, "decision_made", "fine_times", fine_times=times)
    assert [problem.text for problem in found] == ([says] if says else [])


def test_gains_that_were_not_found_are_not_confiscated_unseen() -> None:
    conduct = Conduct("c1", "p1", date(2024, 4, 28), offence="vetdrug-56-b", facts={"illegal_gains": 0})
    found = told("24", c12_case(conducts=(conduct,)), "opinion_submitted", "penalties")
    assert [problem.text for problem in found] == ["没收违法所得1712.40元，查明的违法所得是0.00元"]


def test_article_without_its_law_is_told() -> None:
    own = {"penalty_basis": ["兽药管理条例第五十六条", "《兽药管理条例》第五十六条第一款"]}
    found = told("29", C12, "decision_made", "penalty_basis", **own)
    assert [problem.text for problem in found] == ["“兽药管理条例第五十六条”不是完整的条款"]


def test_opinion_without_evidence_is_told() -> None:
    assert len(told("24", c12_case(evidence=()), "opinion_submitted", "case_evidence_list")) == 1


def test_opinion_that_proposes_no_penalty_says_only_its_conclusion() -> None:
    case = make_case(make_act("opinion_submitted", date(2024, 5, 30)))
    sources = sources_of(case, "opinion_submitted")
    form = FORMS.form("24", sources.day)
    prepared = prepare(form, sources, {"conclusion": "违法事实不能成立，建议撤销立案。"})
    assert not [problem for problem in prepared.problems if problem.where in ("penalties", "penalty_basis")]
    paper = filled("24", case, "opinion_submitted", conclusion="违法事实不能成立，建议撤销立案。")[2]
    assert "违法事实不能成立，建议撤销立案。" in words(paper)
    assert "给予如下行政处罚" not in words(paper)
