"""Deferral, closing report and proofs of service: sums to the fen, nothing left open, every way of service."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from forms.blocks import Grid
from forms.dates import day
from forms.prepare import prepare
from procedures.case import Act, Case
from procedures.problems import Problem
from tests.builders import make_act, make_case, make_simple_case
from tests.forms.penalty_samples import FINE, c11_case, c12_case, filled, sources_of
from tests.forms.samples import FORMS
from tests.forms.test_penalty_papers import words

C12 = c12_case()


def told(form_id: str, case: Case, kind: str, where: str, **own: Any) -> list[Problem]:
    return [problem for problem in filled(form_id, case, kind, **own)[1].problems if problem.where == where]


def deferral(**changes: Any) -> Act:
    """C12's instalments with other rows or days; keys of the act itself or its fields."""
    given = next(act for act in C12.acts if act.kind == "deferral_approved")
    own = {key: value for key, value in changes.items() if key in ("until", "on")}
    fields = {key: value for key, value in changes.items() if key not in own}
    return replace(given, fields=dict(given.fields) | fields, **own)


def plan(*rows: tuple[int, date]) -> list[dict[str, Any]]:
    return [{"amount": amount, "due_on": due} for amount, due in rows]


def without(*ids: str) -> Case:
    """C12 without these acts."""
    return replace(C12, acts=tuple(act for act in C12.acts if act.id not in ids))


@pytest.mark.parametrize(
    ("form_id", "kind"), [("36", "deferral_approved"), ("38", "case_closed"), ("33", "decision_served")]
)
def test_complete_papers_of_c12_have_no_problem(form_id: str, kind: str) -> None:
    assert [str(problem) for problem in filled(form_id, C12, kind)[1].problems] == []


def test_instalments_stand_in_a_table_and_gains_are_not_deferred() -> None:
    paper = words(filled("36", C12, "deferral_approved")[2])
    for part in ("第一期", "2024年7月31日", "陆仟零陆拾贰元玖角（¥6062.90元）", "第三期", "第六十六条", "第七十二条"):
        assert part in paper
    assert "没收的违法所得壹仟柒佰壹拾贰元肆角（¥1712.40元）不在延期、分期缴纳之列" in paper


def test_deferral_without_instalments_names_the_day() -> None:
    paper = words(filled("36", c12_case(deferral(instalments=None)), "deferral_approved")[2])
    assert "准予你单位延期缴纳罚款，延期至2024年9月30日。" in paper
    assert "期　次" not in paper


def test_deferral_before_the_present_law_cites_no_article() -> None:
    decided = make_act("decision_made", date(2020, 6, 20), fine=FINE)
    deferred = deferral(on=date(2020, 7, 5), until=date(2020, 9, 30), instalments=None)
    deferred = replace(deferred, document=None)
    assert "行政处罚法》第" not in words(filled("36", make_case(decided, deferred), "deferral_approved")[2])


@pytest.mark.parametrize(
    ("amounts", "says"),
    [
        ((606290, 500000, 550000), "各期合计16562.90元，罚款16062.90元，多500.00元"),
        ((606289, 500000, 500000), "各期合计16062.89元，罚款16062.90元，少0.01元"),
        ((606290, 500000, 500000), ""),
    ],
)
def test_instalments_are_the_fine_to_the_fen(amounts: tuple[int, ...], says: str) -> None:
    days = (date(2024, 7, 31), date(2024, 8, 30), date(2024, 9, 30))
    case = c12_case(deferral(instalments=plan(*zip(amounts, days, strict=True))))
    found = told("36", case, "deferral_approved", "deferral_approved_instalments")
    assert [problem.text for problem in found] == ([says] if says else [])


@pytest.mark.parametrize(("amount", "says"), [(500000, ""), (500100, "各期合计5001.00元，未缴罚款5000.00元，多1.00元")])
def test_a_later_plan_is_of_what_is_unpaid_of_the_fine(amount: int, says: str) -> None:
    """Two instalments and the gains are paid; the third is put off."""
    day = date(2024, 10, 31)
    again = replace(deferral(on=date(2024, 10, 8), until=day, instalments=plan((amount, day))), document=None)
    known = tuple(act for act in C12.acts if act.on < again.on and act.kind != "deferral_approved")
    case = replace(C12, acts=(*known, again))
    found = told("36", case, "deferral_approved", "deferral_approved_instalments")
    assert [problem.text for problem in found] == ([says] if says else [])
    assert "不在延期、分期缴纳之列" not in words(filled("36", case, "deferral_approved")[2])


def test_instalments_rise_and_end_with_the_deferral() -> None:
    rows = plan((606290, date(2024, 7, 31)), (500000, date(2024, 7, 31)), (500000, date(2024, 9, 29)))
    case = c12_case(deferral(instalments=rows))
    (order,) = told("36", case, "deferral_approved", "deferral_approved_instalments")
    (end,) = told("36", case, "deferral_approved", "deferral_approved_until")
    assert order.text == "第2期的期限2024年7月31日不晚于上一期的2024年7月31日"
    assert end.text == "最后一期期限是2024年9月29日，记载的截止日期是2024年9月30日"


def test_deferral_without_approval_is_told() -> None:
    (problem,) = told("36", c12_case(deferral(approved_by="")), "deferral_approved", "deferral_approved_approved_by")
    assert problem.basis == "行政处罚法第六十六条"


def test_closing_report_tells_decision_payments_and_totals() -> None:
    paper = words(filled("38", C12, "case_closed")[2])
    assert "浏阳市某饲料经营部：浏农（兽药）罚〔2024〕12号，2024年6月20日作出，2024年6月21日直接送达。" in paper
    assert "1.2024年7月5日，没收违法所得1712.40元，票据号0001001。" in paper
    assert "5.2024年10月12日，加处罚款1800.00元，票据号0001005。" in paper
    assert "应缴罚没款壹万柒仟柒佰柒拾伍元叁角（¥17775.30元），已缴壹万柒仟柒佰柒拾伍元叁角（¥17775.30元）。" in paper
    assert "另缴加处罚款壹仟捌佰元整（¥1800.00元）。" in paper
    assert filled("38", C12, "case_closed")[1].values["mode"] == "deferred"


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (make_act("fine_paid", date(2024, 10, 13), "slip", amount=1, receipt_no="9"), "多0.01元"),
        (make_act("refund_made", date(2024, 10, 13), "back", amount=1), "少0.01元"),
    ],
)
def test_one_fen_between_receipts_and_decision_stops_the_closing(more: Act, says: str) -> None:
    (problem,) = told("38", c12_case(more), "case_closed", "case_closed_payments_total")
    assert problem.text.endswith(says)
    assert problem.severity == "blocking"


def test_surcharge_is_not_taken_for_a_payment_of_the_fine() -> None:
    (problem,) = told("38", without("third"), "case_closed", "case_closed_payments_total")
    assert problem.text == "已缴12775.30元，应缴罚没款17775.30元，少5000.00元"


def test_payments_are_not_compared_where_a_court_took_the_case() -> None:
    closed = replace(next(act for act in C12.acts if act.kind == "case_closed"), fields={"ground": "court_accepted"})
    acts = tuple(act for act in without("third").acts if act.kind != "case_closed")
    assert told("38", replace(C12, acts=(*acts, closed)), "case_closed", "case_closed_payments_total") == []


def test_revoked_decision_is_owed_nothing() -> None:
    revoked = make_act("decision_changed", date(2024, 7, 1), how="revoked")
    values = filled("38", c12_case(revoked), "case_closed")[1].values
    assert values["case_closed_decided_total"] == 0


@pytest.mark.parametrize(
    ("missing", "where", "article"),
    [
        ("goods_disposed", "goods", "行政处罚法第七十四条"),
        ("decision_published", "publication", "行政处罚法第四十八条"),
    ],
)
def test_what_is_still_open_is_told_before_closing(missing: str, where: str, article: str) -> None:
    (problem,) = told("38", without(missing), "case_closed", where)
    assert problem.basis == article


def test_order_to_correct_is_checked_before_closing() -> None:
    order = make_act("correction_ordered", date(2024, 4, 29), by=date(2024, 5, 6))
    assert len(told("38", c12_case(order), "case_closed", "corrections")) == 1
    checked = make_act("correction_checked", date(2024, 5, 7), corrected=True)
    case = c12_case(order, checked)
    assert told("38", case, "case_closed", "corrections") == []
    assert "2024年5月7日复查，当事人已改正" in filled("38", case, "case_closed")[1].values["corrections"]


def test_major_penalty_is_filed_with_both_bodies_before_closing() -> None:
    closed = make_act("case_closed", date(2024, 11, 20), ground="performed")
    case = replace(c11_case(), acts=(*c11_case().acts, closed))
    found = [problem.text for problem in told("38", case, "case_closed", "filing")]
    assert len(found) == 2
    incomplete = make_act("major_filed", date(2024, 10, 20), "filed", recipient="city_government", report=True)
    partly = told("38", replace(case, acts=(*case.acts, incomplete)), "case_closed", "filing")
    assert [problem.basis for problem in partly] == ["附件2 第四条", "附件2 第三条"]
    rest = make_act(
        "major_filed", date(2024, 10, 21), recipient="city_government", evidence_copies=True, decision_copy=True
    )
    assert len(told("38", replace(case, acts=(*case.acts, incomplete, rest)), "case_closed", "filing")) == 1
    assert told("38", C12, "case_closed", "filing") == []


def test_closing_of_a_case_with_several_parties_names_all_of_them() -> None:
    second = replace(C12.parties[0], id="p2", name="浏阳市另一经营部")
    acts = tuple(act if act.kind == "case_closed" else replace(act, party="p1") for act in C12.acts)
    case = replace(C12, parties=(*C12.parties, second), acts=acts)
    sources = sources_of(case, "case_closed", party=None)
    values = prepare(FORMS.form("38", sources.day), sources).values
    assert values["case_party_names"] == "浏阳市某饲料经营部、浏阳市另一经营部"
    assert values["case_closed_decided_total"] == 1777530
    assert all(row["towards"].startswith("浏阳市某饲料经营部，") for row in values["case_closed_payments"])


def test_simple_case_can_be_closed_on_the_same_report() -> None:
    case = make_simple_case(make_act("case_closed", date(2026, 10, 20), ground="performed"))
    _, prepared, paper = filled("38", case, "case_closed")
    assert [problem.text for problem in prepared.problems if problem.severity == "blocking"] == []
    assert "当场交付" in words(paper)


@pytest.mark.parametrize(
    ("method", "values", "where", "article"),
    [
        ("post", {}, "mail_no", "民事诉讼法第九十一条"),
        ("electronic", {}, "note", "行政处罚法第六十一条"),
        ("left", {}, "witness", "民事诉讼法第八十九条"),
    ],
)
def test_each_way_of_service_asks_for_its_proof(method: str, values: dict[str, Any], where: str, article: str) -> None:
    act = make_act("decision_served", date(2024, 6, 21), method=method, values=values)
    (problem,) = told("33", make_case(act), "decision_served", where)
    assert problem.basis == article
    kept = replace(act, values={"note": "附照片", "mail_no": "XA0001"})
    assert told("33", make_case(kept), "decision_served", where) == []


@pytest.mark.parametrize(("on", "days"), [(date(2025, 10, 14), "三十日"), (date(2021, 12, 31), "六十日")])
def test_public_notice_says_when_it_counts_as_service(on: date, days: str) -> None:
    act = make_act("public_notice_issued", on)
    values = filled("33", make_case(act), "public_notice_issued")[1].values
    assert f"经过{days}，即视为送达" in values["note"]
    assert values["place"] is None
    paper = filled("33", make_case(act), "public_notice_issued")[2]
    struck = [cell for block in paper.blocks if isinstance(block, Grid) for row in block.rows for cell in row.cells]
    assert sum(cell.stroke for cell in struck) == 2 + 2 * 3 + 2  # receiver, two papers, witness
    assert f"公告日期：{day(on)}" in words(paper)
