"""The page of a penalty: the fine beside its lawful range, as a multiple both ways, by hand for an unread article."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from models.operations.cases import open_case
from models.operations.documents import issue_document, preview_values
from procedures.case import Case
from procedures.problems import RuleError
from procedures.script import read_script
from resources import path
from tests.procedures.discretion.cases import DECIDED, case_of, conduct, rules
from tests.ui.case_desk import CaseDesk, opened, opened_desk, work_of
from ui.pages.case.page import CasePage
from ui.pages.case.penalty_page import PenaltyPage
from ui.pages.intake.answer import Answer

C3, C7, C12 = (
    "c03-expired-pesticide.toml",
    "c07-unregistered-fertiliser.toml",
    "c12-unlicensed-vetdrugs-instalments.toml",
)
SOURCE = "公布的决定引用的肥料登记管理办法第二十六条：违法所得的3倍以下，最高3万元"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[CaseDesk]:
    with opened_desk(tmp_path) as made:
        yield made


def until(name: str, day: date, **changes: Any) -> Case:
    """A sample on the evening of a day."""
    case = read_script(path("samples", name).read_text("utf-8"), name)
    acts = tuple(act for act in case.acts if act.on <= day)
    return replace(case, acts=acts, as_of=day, expect={}, **changes)


def page_of(desk: CaseDesk, case: Case, day: date) -> CasePage:
    desk.day = day
    return opened(desk, open_case(desk.session, case, actor="A", now=desk.now()).case_id, day)


def asked(page: CasePage, kind: str = "opinion_submitted") -> PenaltyPage:
    found = work_of(page).act_page(kind)
    assert isinstance(found, PenaltyPage)
    return found


def type_into(page: PenaltyPage, **values: Any) -> None:
    for key, value in values.items():
        page.form.set_values({key: value})
        page.form.box(key).editor.changed.emit()


def told(page: PenaltyPage, answer: str) -> Answer:
    return next(each for each in page.panel.answers() if each.id == answer)


def shown(page: PenaltyPage, key: str) -> bool:
    return not page.form.box(key).isHidden()


def vetdrugs(desk: CaseDesk) -> CasePage:
    return page_of(desk, until(C12, date(2024, 5, 29)), date(2024, 5, 30))


def test_base_is_known_and_a_multiple_makes_the_fine_to_the_fen(desk: CaseDesk) -> None:
    page = asked(vetdrugs(desk))
    values = page.form.values()
    assert (values["fine_base_label"], values["fine_base"]) == ("货值金额", 7649_00)
    type_into(page, fine_times="2.1")
    assert page.form.values()["fine"] == 16062_90
    assert told(page, "range").verdict == "罚款 15,298.00 至 38,245.00 元"
    assert told(page, "proposed").verdict == "16,062.90 元，在幅度内"


def test_fine_makes_the_multiple_where_it_comes_out_even(desk: CaseDesk) -> None:
    page = asked(vetdrugs(desk))
    type_into(page, fine=22947_00)
    assert page.form.values()["fine_times"] == "3"
    type_into(page, fine=22947_01)
    assert page.form.values()["fine_times"] is None


def test_draft_brings_back_the_multiple_and_the_fine_that_follows(desk: CaseDesk) -> None:
    page = vetdrugs(desk)
    first = asked(page)
    type_into(first, fine_times="2.1")
    first.save()
    again = asked(opened(desk, first._opened.case_id, desk.day))
    assert (again.form.values()["fine_times"], again.form.values()["fine"]) == ("2.1", 16062_90)


def test_multiple_that_is_not_the_fine_is_refused_at_its_field(desk: CaseDesk) -> None:
    page = asked(vetdrugs(desk))
    type_into(page, fine_times="2.1")
    page.form.set_values({"fine": 16062_91})
    page._look()
    assert page.act() is None
    problem = page.form.box("fine_times").problem()
    assert problem is not None
    assert problem.text == "7,649.00 元的 2.1 倍是 16,062.90 元，罚款是 16,062.91 元"


def test_multiple_that_is_no_number_is_told(desk: CaseDesk) -> None:
    page = asked(vetdrugs(desk))
    type_into(page, fine_times="两倍")
    problem = page.form.box("fine_times").problem()
    assert problem is not None and "不是数字" in problem.text


def test_multiple_reaches_notice_and_papers(desk: CaseDesk) -> None:
    page = vetdrugs(desk)
    opinion = asked(page)
    type_into(opinion, fine_times="2.1")
    opinion.record()
    page = opened(desk, opinion._opened.case_id, desk.day)
    notice = asked(page, "notice_served")
    assert {key: notice.form.values()[key] for key in ("fine", "fine_base", "fine_times", "fine_base_label")} == {
        "fine": 16062_90,
        "fine_base": 7649_00,
        "fine_times": "2.1",
        "fine_base_label": "货值金额",
    }
    planned = notice.act()
    assert planned is not None
    prepared = preview_values(desk.session, notice._opened.case, planned, "26", {})
    assert "处货值金额（7649.00元）2.1倍的罚款" in "".join(row["text"] for row in prepared.values["penalties"])


def test_decision_takes_the_multiple_of_the_opinion_where_the_notice_tells_none(desk: CaseDesk) -> None:
    page = asked(page_of(desk, until(C12, date(2024, 6, 19)), date(2024, 6, 20)), "decision_made")
    assert page.form.values()["fine_times"] == "2.1"
    assert page.form.box("fine").editor.filled() == "事先告知 06-05"
    planned = page.act()
    assert planned is not None
    paper = preview_values(desk.session, page._opened.case, planned, "29", {})
    assert "2.1倍的罚款" in "".join(row["text"] for row in paper.values["penalties"])


def test_multiple_of_another_fine_is_not_taken_over(desk: CaseDesk) -> None:
    case = until(C12, date(2024, 6, 19))
    lower = [replace(a, fields={**a.fields, "fine": 15298_00}) if a.kind == "notice_served" else a for a in case.acts]
    page = asked(page_of(desk, replace(case, acts=tuple(lower)), date(2024, 6, 20)), "decision_made")
    assert page.form.values()["fine"] == 15298_00 and page.form.values()["fine_times"] != "2.1"


def test_discretion_tells_its_circumstances_and_decides_nothing(desk: CaseDesk) -> None:
    answer = told(asked(vetdrugs(desk)), "discretion")
    assert answer.verdict == "档次和理由由办案人员写明"
    assert {line.name for line in answer.working} >= {"裁量基准", "裁量情节", "不予处罚"}


def test_what_a_trade_ban_brings_with_it_is_told(desk: CaseDesk) -> None:
    lines = told(asked(vetdrugs(desk)), "beside").lines
    assert any(line.startswith("作出限制从业的，须告知听证") for line in lines)
    assert told(asked(vetdrugs(desk)), "doubts").lines[0].endswith("适用前请法制机构审核")


def pesticide(desk: CaseDesk) -> CasePage:
    case = until(C3, date(2025, 4, 7))
    goods = tuple(replace(line, lawfully_sold="6") for line in case.goods)
    return page_of(desk, replace(case, goods=goods), date(2025, 4, 8))


def test_fine_below_the_floor_is_told_and_needs_a_ground(desk: CaseDesk) -> None:
    page = asked(pesticide(desk))
    assert not shown(page, "fine_times") and not shown(page, "range_low") and not shown(page, "discretion_factors")
    type_into(page, fine=1999_99)
    assert told(page, "proposed").stop
    problem = page.form.box("fine").problem()
    assert problem is not None and "低于最低罚款2000元" in problem.text
    type_into(page, circumstances=("reduced",))
    assert page.act() is None and shown(page, "discretion_factors")
    type_into(page, discretion_factors=("confessed",))
    act = page.act()
    assert act is not None and act.values["discretion_factors"] == ("confessed",)
    assert told(page, "proposed").verdict == "1,999.99 元，低于下限"
    assert page.form.box("fine").problem() is None


def test_heavier_circumstance_is_no_ground_for_a_reduced_fine(desk: CaseDesk) -> None:
    page = asked(pesticide(desk))
    type_into(page, fine=1000_00, circumstances=("reduced",), discretion_factors=("grave_harm",))
    assert page.act() is None


def test_goods_sold_lawfully_are_shown_with_their_working(desk: CaseDesk) -> None:
    answer = told(asked(pesticide(desk)), "amounts")
    assert answer.verdict == "货值金额 84.00 元，违法所得 0.00 元"
    assert "合法售出6包，不计入" in answer.working[0].words
    assert answer.lines == ()


def test_illegal_gains_of_nothing_are_not_to_be_listed(desk: CaseDesk) -> None:
    assert "没有违法所得，不列没收违法所得这一项" in told(asked(pesticide(desk)), "beside").lines


def fertiliser(desk: CaseDesk) -> CasePage:
    return page_of(desk, until(C7, date(2025, 9, 7)), date(2025, 9, 8))


def test_article_that_was_not_checked_asks_for_a_range_by_hand(desk: CaseDesk) -> None:
    page = asked(fertiliser(desk))
    assert told(page, "range").verdict == "不计算幅度" and shown(page, "range_low") and shown(page, "fine_times")
    type_into(page, fine=1160_00)
    problem = page.form.box("fine").problem()
    assert problem is not None and "没有手工填写的幅度、来源和核对人" in problem.text
    type_into(page, range_low=0, range_high=3480_00, range_source=SOURCE)
    assert told(page, "range").verdict == "不计算幅度"
    type_into(page, range_voucher="丁某")
    answer = told(page, "range")
    assert answer.verdict == "罚款 3,480 元以下" and answer.unsure == "条文尚未核对"
    assert answer.lines == ("引文不一致：来源引第二十六条，案由库为第二十七条（条文尚未核对），由法制机构确认",)
    assert page.form.box("fine").problem() is None


def test_paper_waits_for_the_range_that_somebody_vouches_for(desk: CaseDesk) -> None:
    page = asked(fertiliser(desk))
    type_into(page, fine=1160_00, fine_base_label="违法所得", fine_base=1160_00, fine_times="1")
    planned = page.act()
    assert planned is not None
    opened_case = page._opened
    with pytest.raises(RuleError) as refused:
        issue_document(
            desk.session,
            opened_case.case_id,
            opened_case.seen,
            "24",
            replace(planned, id="plan"),
            {},
            actor="A",
            now=desk.now(),
        )
    assert any("尚未核对" in problem.text for problem in refused.value.problems)


def test_range_by_hand_is_not_asked_again_on_the_notice(desk: CaseDesk) -> None:
    day = date(2025, 9, 11)
    case = until(C7, date(2025, 9, 8))
    page = asked(page_of(desk, case, day), "notice_served")
    assert not shown(page, "range_low")
    assert told(page, "range").verdict == "罚款 3,480 元以下"
    assert page.form.values()["fine_base"] == 1160_00


def test_panel_stands_beside_the_page_and_goes_with_it(desk: CaseDesk) -> None:
    page = vetdrugs(desk)
    work = work_of(page)
    asked(page)
    assert work.aside._stack.count() == 2 and work.aside._stack.currentIndex() == 1
    work.act_page("interview_held")
    assert work.aside._stack.count() == 1 and not work.aside._head.isVisibleTo(work)


@pytest.fixture
def graded_desk(tmp_path: Path) -> Iterator[CaseDesk]:
    """An office that has loaded the discretion tables of the packs for tests."""
    with opened_desk(tmp_path, DECIDED) as made:
        made.session = replace(made.session, load_rules=partial(rules, "city"))
        yield made


def graded(desk: CaseDesk, offence: str, **facts: Any) -> PenaltyPage:
    case = case_of(conducts=(conduct(offence, **facts),))
    return asked(page_of(desk, case, DECIDED))


def test_fine_outside_the_table_asks_for_a_written_reason(graded_desk: CaseDesk) -> None:
    page = graded(graded_desk, "pesticide-56", goods_value=84_00)
    assert not shown(page, "departure_reason")
    type_into(page, fine=19_000_00)
    assert shown(page, "departure_reason")
    assert any("须写明理由并经集体讨论" in line for line in told(page, "discretion").lines)
    type_into(page, departure_reason="两年内第二次违法，主动藏匿")
    act = page.act()
    assert act is not None and act.values["departure_reason"] == "两年内第二次违法，主动藏匿"


def test_grade_that_facts_leave_open_is_chosen_among_those_of_the_table(graded_desk: CaseDesk) -> None:
    page = graded(graded_desk, "seed-79-2")
    assert shown(page, "discretion_grade")
    page.form.set_values({"discretion_grade": "较重"})
    assert page.form.values()["discretion_grade"] == "较重"
    assert not shown(graded(graded_desk, "pesticide-56", goods_value=84_00), "discretion_grade")


def test_breaches_of_one_act_can_be_named_where_there_are_several(graded_desk: CaseDesk) -> None:
    both = (conduct("pesticide-56", "c1", goods_value=84_00), conduct("pesticide-55-1-2", "c2", goods_value=84_00))
    page = asked(page_of(graded_desk, case_of(conducts=both), DECIDED))
    assert shown(page, "same_act")
    type_into(page, same_act=("pesticide-56", "pesticide-55-1-2"))
    assert "第二十九条" in told(page, "one_act").basis
    assert not shown(graded(graded_desk, "pesticide-56"), "same_act")
