"""What the program sees of the seven points of a legal review, and from where."""

from dataclasses import replace
from datetime import date

import pytest

from procedures.assess import assess
from procedures.case import Act, Case, Conduct, Evidence
from procedures.field_types import description
from procedures.goods_rules import goods_rules
from procedures.review import Point, review_points, seen_points
from procedures.rulebook import load_rulebook
from procedures.script import read_script
from procedures.view import CaseView
from resources import path
from tests.builders import make_act, make_officer

RULES = load_rulebook()
C11, TODAY = "c11-slaughter-from-procuratorate.toml", date(2024, 9, 25)


def sample(day: date = TODAY) -> Case:
    """C11 as it stood on a day, before it was reviewed."""
    case = read_script(path("samples", C11).read_text("utf-8"), C11)
    return replace(case, acts=tuple(act for act in case.acts if act.on <= day), expect={})


def points(case: Case, day: date = TODAY) -> dict[str, Point]:
    found = assess(case, RULES, day)
    view = CaseView(case.until(day), RULES)
    return {each.point: each for each in seen_points(view, found.objections, found.deadlines, "p1")}


def with_opinion(case: Case, **changes: object) -> Case:
    return replace(
        case, acts=tuple(_changed(act, changes) if act.kind == "opinion_submitted" else act for act in case.acts)
    )


def _changed(act: Act, changes: dict[str, object]) -> Act:
    return replace(act, values={**act.values, **changes})


def test_the_seven_points_stand_in_the_order_of_the_sheet() -> None:
    assert list(points(sample())) == list(description().choices["review_point"])


def test_rules_that_are_told_at_a_point_exist() -> None:
    known = {*RULES.gates, *goods_rules()}
    assert review_points().rules.keys() <= known


def test_where_the_seven_points_come_from_stays_marked() -> None:
    assert review_points().source.certainty == "second_hand"


def test_a_case_in_order_is_proposed_as_fit_where_the_program_can_see() -> None:
    found = points(sample())
    marks = {point: each.proposed for point, each in found.items()}
    assert marks == {
        "subject": "yes",
        "facts": "",
        "evidence": "",
        "basis": "yes",
        "discretion": "",
        "procedure": "yes",
        "papers": "",
    }
    assert "陈某：执法证 18010001，6 次行为当日都有效" in found["subject"].words
    assert found["basis"].words == ("未经定点从事生猪屠宰活动：依据《生猪屠宰管理条例》第三十一条第一款处罚",)
    assert "证据 6 件" in found["evidence"].words
    assert found["procedure"].words[-1].startswith("经过：05-08 立案")


def test_an_officer_without_certificate_is_told_with_the_days() -> None:
    case = sample()
    bare = replace(make_officer("B", "李某"), certificates=())
    found = points(replace(case, officers=(case.officers[0], bare)))["subject"]
    assert found.proposed == "no"
    assert any("李某：2024-05-08" in words for words in found.words)


def test_an_officer_whom_the_case_does_not_know_leaves_the_point_open() -> None:
    case = sample()
    unknown = replace(case, acts=tuple(replace(act, officers=("A", "Z")) if act.officers else act for act in case.acts))
    assert points(unknown)["subject"].proposed in ("no", "open")


def test_a_decision_period_that_ran_out_is_told_of_the_procedure() -> None:
    case = sample(date(2024, 8, 20))
    late = replace(case, acts=tuple(act for act in case.acts if act.kind != "decision_extended"))
    found = points(late, date(2024, 8, 20))["procedure"]
    assert found.proposed == "no"
    assert any("作出决定应当在 2024-08-06 前完成" in words or "2024-08-06" in words for words in found.words)


def test_other_provisions_than_the_catalogue_s_leave_the_basis_open() -> None:
    other = with_opinion(sample(), penalty_basis=("《生猪屠宰管理条例》第三十三条",))
    found = points(other)["basis"]
    assert found.proposed == "open"
    assert found.words[0] == "处理意见引用《生猪屠宰管理条例》第三十三条，案由库为《生猪屠宰管理条例》第三十一条第一款"
    same = with_opinion(sample(), penalty_basis=("《生猪屠宰管理条例》第三十一条第一款",))
    assert points(same)["basis"].proposed == "yes"


def test_an_article_that_nobody_checked_leaves_the_basis_open() -> None:
    conduct = Conduct("c1", "p1", date(2024, 3, 1), offence="plantquarantine-18-1")
    found = points(replace(sample(), conducts=(conduct,)))["basis"]
    assert (found.proposed, "条文尚未核对原文" in "".join(found.words)) == ("open", True)


def test_without_an_offence_the_basis_is_left_to_the_reviewer() -> None:
    found = points(replace(sample(), conducts=()))["basis"]
    assert (found.proposed, found.words) == ("open", ("没有按案由库登记案由，处罚依据由审核人核对",))


def test_evidence_that_proves_nothing_is_named() -> None:
    case = replace(
        sample(), evidence=(Evidence("e1", "书证", "销售单据"), Evidence("e2", "书证", "身份证", proves="身份"))
    )
    assert points(case)["evidence"].words == ("证据 2 件", "没有写证明内容：销售单据")


def test_the_range_stands_beside_the_fine_that_is_proposed() -> None:
    words = points(sample())["discretion"].words
    assert words[0] == "生猪屠宰管理条例 第三十一条第一款：罚款 5万元以上10万元以下，拟罚 50000 元"
    fixed = replace(sample(), conducts=(Conduct("c1", "p1", date(2024, 3, 1), offence="stock-88-b"),))
    assert "畜牧法 第八十八条第一款：罚款 2000元以下，拟罚 50000 元" in points(fixed)["discretion"].words
    assert points(with_opinion(sample(), discretion_rule=""))["discretion"].words[-1] == "处理意见没有写裁量基准和档次"


def test_an_earlier_review_by_a_handler_is_not_held_against_the_next() -> None:
    first = make_act("legal_review_given", date(2024, 9, 20), reviewer="A", passed=False, outcome="revise")
    case = sample()
    assert points(replace(case, acts=(*case.acts, first)))["procedure"].proposed == "yes"


@pytest.mark.parametrize("party", ["p1", ""])
def test_every_point_is_told_for_one_party_and_for_all(party: str) -> None:
    case = sample()
    found = assess(case, RULES, TODAY)
    assert len(seen_points(CaseView(case, RULES), found.objections, found.deadlines, party)) == 7
