"""Filling a form: where values come from, and what is said beside the field."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest

from forms.prepare import prepare
from forms.sources import Sources
from procedures.case import Document
from tests.builders import OFFICE, make_act, make_case, make_party, make_sources
from tests.forms.block_samples import approval_values, fill_trial, paper_texts
from tests.forms.samples import FORMS, SIMPLE_VALUES, dialogue, empty_sources, fill, general_sources, simple_sources

# Constructed; region, birth date and check digit are right.
WITNESS_NO = "430181199010090025"


def problems_at(form_id: str, sources: Sources, where: str) -> list[str]:
    return [problem.text for problem in fill(form_id, sources)[1].problems if problem.where == where]


def test_complete_on_the_spot_decision_has_no_problem() -> None:
    assert fill("7", simple_sources())[1].problems == ()


@pytest.mark.parametrize(
    ("form_id", "kind"), [("11", "interview_held"), ("29", "decision_made"), ("33", "decision_served")]
)
def test_complete_papers_of_the_general_case_have_no_problem(form_id: str, kind: str) -> None:
    assert [str(problem) for problem in fill(form_id, general_sources(kind))[1].problems] == []


def test_filled_values_say_where_they_came_from() -> None:
    filled = fill("7", simple_sources())[1].filled
    assert filled["party_name"] == "当事人"
    assert filled["office_agency_name"] == "机关设置"
    assert filled["on_the_spot_decision_fine"] == "当场处罚"
    assert filled["on_the_spot_decision_remedies"] == "自动生成"
    assert filled["penalty_basis"] == "按已有信息拟写"
    assert "offence_facts" not in filled


def test_typed_text_wins_over_the_recorded_and_the_suggested() -> None:
    sources = simple_sources()
    form = FORMS.form("7", sources.day)
    assert prepare(form, sources, {"place": "另一处", "penalty_basis": "依据某条"}).values["place"] == "另一处"
    assert prepare(form, sources, {"penalty_basis": "依据某条"}).values["penalty_basis"] == "依据某条"
    assert prepare(form, sources).values["place"] == "某镇活禽畜交易市场"


def test_missing_value_names_the_owner_to_go_to() -> None:
    found = fill("7", simple_sources(party=make_party(address="")))[1].problems
    assert [(problem.where, problem.text, problem.remedy) for problem in found] == [
        ("party_address", "没有填住所（住址）", "到“当事人”填写")
    ]


def test_derived_text_names_the_setting_it_lacks() -> None:
    sources = simple_sources()
    office = {key: value for key, value in OFFICE.items() if key != "office.review_body"}
    form = FORMS.form("7", sources.day)
    found = prepare(form, make_sources(sources.act, sources.case, office=office)).problems
    assert [problem.where for problem in found] == ["on_the_spot_decision_remedies"]
    assert "行政复议机关" in found[0].text
    assert found[0].remedy == "到“机关设置”填写"


def test_bank_is_asked_for_only_where_the_fine_is_paid_there() -> None:
    office = {key: value for key, value in OFFICE.items() if "bank" not in key}
    cash, bank = simple_sources(), simple_sources(collected_on_the_spot=False)
    form = FORMS.form("7", cash.day)
    assert prepare(form, make_sources(cash.act, cash.case, office=office)).problems == ()
    found = prepare(form, make_sources(bank.act, bank.case, office=office)).problems
    assert {problem.where for problem in found} == {"office_bank_name", "office_bank_address", "office_bank_account"}


def test_one_officer_is_one_too_few() -> None:
    assert problems_at("7", simple_sources(officers=("A",)), "act_officers") == ["执法人员不得少于两人，现有1人"]


def test_officer_without_certificate_on_the_day_is_named() -> None:
    sources = simple_sources(date(2037, 1, 5))
    assert "陈某当日没有有效的执法证件" in problems_at("7", sources, "act_officers")


def test_decision_without_fine_or_warning_is_told() -> None:
    assert problems_at("7", simple_sources(fine=0), "on_the_spot_decision_penalties") == ["没有填处罚内容"]


@pytest.mark.parametrize(("until", "told"), [(time(9, 31), 0), (time(9, 30), 1), (time(9, 29), 1)])
def test_interview_ends_after_it_began(until: time, told: int) -> None:
    act = make_act(
        "interview_held",
        at=time(9, 30),
        until=until,
        respondent="王某",
        role="当事人",
        values={"dialogue": dialogue(1)},
    )
    assert len(problems_at("11", make_sources(act), "act_ended")) == told


def test_first_questions_of_an_interview_are_proposed_and_wait_for_answers() -> None:
    act = make_act("interview_held", at=time(9, 30), until=time(9, 50), respondent="王某", role="当事人")
    prepared = fill("11", make_sources(act))[1]
    first, second = prepared.values["dialogue"]
    assert "执法人员陈某、李某" in first["question"]
    assert "第四十三条" in second["question"]
    assert problems_at("11", make_sources(act), "dialogue") == ["第1问没有记“答”", "第2问没有记“答”"]


def test_respondent_who_is_the_party_is_known() -> None:
    act = make_act("interview_held", at=time(9, 30), until=time(9, 50), respondent="王某", role="当事人")
    values = fill("11", make_sources(act))[1].values
    assert (values["gender"], values["age"], values["phone"]) == ("男", 47, "13900000000")


def test_witness_is_not_taken_for_the_party() -> None:
    act = make_act("interview_held", at=time(9, 30), until=time(9, 50), respondent="孙某", role="证人")
    values = fill("11", make_sources(act))[1].values
    assert (values["gender"], values["age"], values["identity_no"]) == (None, None, None)


def test_identity_number_that_is_typed_tells_gender_and_age_on_the_day_of_the_act() -> None:
    act = make_act("interview_held", at=time(9, 30), until=time(9, 50), respondent="孙某", role="证人")
    form = FORMS.form("11", act.on)
    for typed, stored in (({"identity_no": WITNESS_NO}, {}), ({}, {"identity_no": WITNESS_NO})):
        prepared = prepare(form, make_sources(replace(act, values=stored)), typed)
        assert (prepared.values["gender"], prepared.values["age"]) == ("女", 36)
        assert prepared.filled["gender"] == "按已有信息拟写"
    day_before = make_sources(replace(act, on=date(2026, 10, 8)))
    assert prepare(form, day_before, {"identity_no": WITNESS_NO}).values["age"] == 35


def test_gender_that_is_typed_wins_over_the_identity_number() -> None:
    act = make_act("interview_held", at=time(9, 30), until=time(9, 50), respondent="孙某", role="证人")
    own = {"identity_no": WITNESS_NO, "gender": "男", "age": 40}
    values = prepare(FORMS.form("11", act.on), make_sources(act), own).values
    assert (values["gender"], values["age"]) == ("男", 40)


def test_identity_number_with_a_wrong_digit_tells_nothing() -> None:
    act = make_act("interview_held", at=time(9, 30), until=time(9, 50), respondent="孙某", role="证人")
    values = prepare(FORMS.form("11", act.on), make_sources(act), {"identity_no": WITNESS_NO[:-1] + "0"}).values
    assert (values["gender"], values["age"]) == (None, None)


def test_figures_that_differ_from_capitals_are_told() -> None:
    wrong = SIMPLE_VALUES | {"discretion": "罚款贰佰元整（¥100.00元）。"}
    assert problems_at("7", simple_sources(values=wrong), "discretion") == ["大写“贰佰元整”与小写“100.00元”不一致"]


def test_service_before_issue_is_told() -> None:
    decision = make_act("decision_made", date(2026, 7, 15), document=Document("29", "1号", date(2026, 7, 15)))
    served = make_act("decision_served", date(2026, 7, 14), method="direct", ref=decision.id)
    sources = make_sources(served, make_case(decision, served))
    assert problems_at("33", sources, "act_on") == ["送达日期2026年7月14日早于文书日期2026年7月15日"]


def test_left_service_needs_witness_or_pictures() -> None:
    def told(**values: str) -> list[str]:
        act = make_act("decision_served", method="left", values={"place": "门口", **values})
        return problems_at("33", make_sources(act), "witness")

    assert len(told()) == 1
    assert told(witness="村委会主任周某") == []
    assert told(note="已拍照、录像") == []


def test_six_items_of_article_59_are_each_asked_for() -> None:
    found = {problem.where: problem.basis for problem in fill("29", empty_sources("decision_made"))[1].problems}
    for key in ("party_name", "party_address", "found_facts", "case_evidence_list", "penalties", "penalty_basis"):
        assert found[key].startswith("行政处罚法第五十九条"), key


@pytest.mark.parametrize("bad", ["a\x00b", "从\u202e右", "半\ud800个", "零\u200b宽"])
def test_text_that_cannot_stand_in_a_document_is_told_at_its_field(bad: str) -> None:
    assert len(problems_at("7", simple_sources(values=SIMPLE_VALUES | {"offence_facts": bad}), "offence_facts")) == 1


def test_line_break_is_told_in_a_line_and_allowed_in_a_long_text() -> None:
    assert problems_at("7", simple_sources(values=SIMPLE_VALUES | {"offence_facts": "一\n二"}), "offence_facts") == []
    assert len(problems_at("7", simple_sources(values=SIMPLE_VALUES | {"place": "一\n二"}), "place")) == 1


def test_text_over_its_limit_is_told() -> None:
    assert len(problems_at("7", simple_sources(values=SIMPLE_VALUES | {"place": "市" * 201}), "place")) == 1
    assert len(problems_at("7", simple_sources(values=SIMPLE_VALUES | {"place": "市" * 200}), "place")) == 0


@pytest.mark.parametrize(
    ("value", "told"), [(3, "应为列表"), ([3], "第1行应为各栏齐全的一行"), ([{"question": 3}], "第1行“问”应为文字")]
)
def test_value_of_another_shape_is_told_and_not_drawn(value: object, told: str) -> None:
    act = make_act("interview_held", at=time(9, 30), until=time(9, 50), respondent="王某", values={"dialogue": value})
    sources = make_sources(act)
    assert problems_at("11", sources, "dialogue") == [f"问答{told}"]
    assert fill("11", sources)[1].values["dialogue"] is None


def test_values_of_a_case_script_stand_on_the_paper_by_the_kind_of_their_field() -> None:
    row = {"name": "某兽药", "unit": "盒", "quantity": Decimal("12.50"), "price": Decimal("19.90")}
    form, prepared, paper = fill_trial("list", "property_seized", {"goods": (row,)})
    assert [str(problem) for problem in prepared.problems] == []
    assert (prepared.values["goods"][0]["price"], prepared.values["goods"][0]["quantity"]) == (19_90, "12.50")
    assert form.field("goods").columns[5].kind == "money"
    assert "12.50" in [text.plain for text in paper_texts(paper)]


@pytest.mark.parametrize(
    ("price", "told"),
    [
        (Decimal("19.999"), "财物第1行“单价”应为不小于零、不细于分的金额"),
        ("二十元", "财物第1行“单价”应为不小于零、不细于分的金额"),
    ],
)
def test_value_of_a_case_script_that_does_not_fit_is_told_at_its_field(price: object, told: str) -> None:
    row = {"name": "某兽药", "unit": "盒", "quantity": 3, "price": price}
    prepared = fill_trial("list", "property_seized", {"goods": (row,)})[1]
    assert [(problem.where, problem.text) for problem in prepared.problems] == [("goods", told)]
    assert prepared.values["goods"] is None


def test_day_that_is_none_is_told_at_its_field() -> None:
    prepared = fill_trial("approval", "case_opened", approval_values() | {"received_on": Decimal("1.5")})[1]
    assert [str(problem) for problem in prepared.problems] == ["received_on：受案时间应为日期"]
