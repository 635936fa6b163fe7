"""What the panel says of a penalty: range, measures, doubts and transfer, each with its working."""

import re
from datetime import date
from types import MappingProxyType
from typing import Any

import pytest

from procedures.case import Case
from procedures.catalogue import all_offences, offence
from procedures.catalogue.tokens import QUANTITIES
from procedures.rulebook import load_rulebook
from procedures.view import CaseView
from tests.builders import make_act, make_case, make_company, make_conduct, make_party
from ui.pages.intake.answer import Answer
from ui.pages.intake.asked_facts import FACTS, asked, fact_specs, facts_in
from ui.pages.intake.bands import range_words
from ui.pages.intake.offence_days import day_problem
from ui.pages.intake.range_answers import conflict, range_answers

RULEBOOK, DAY = load_rulebook(), date(2025, 6, 3)


Facts = dict[str, Any]


def answers(offence_id: str, party: Any = None, facts: Facts | None = None, **fields: Any) -> dict[str, Answer]:
    """The answers for one conduct of a company, by their ids."""
    case = case_of(offence_id, party, facts)
    planned = make_act("opinion_submitted", DAY, "planned", **fields)
    return {each.id: each for each in range_answers(CaseView(case, RULEBOOK), case.parties[0], planned)}


def case_of(offence_id: str, party: Any = None, facts: Facts | None = None) -> Case:
    conduct = make_conduct(offence=offence_id, on=DAY, facts=MappingProxyType(facts or {}))
    return make_case(parties=(party or make_company(),), conducts=(conduct,))


def test_range_names_the_value_it_rests_on_and_shows_its_working() -> None:
    told = answers("pesticide-55-1-2", facts={"goods_value": 10_000_00, "illegal_gains": 0})["range"]
    assert told.verdict == "罚款 50,000.00 至 100,000.00 元"
    assert told.aside == "货值金额 10,000.00 元"
    words = [line.words for line in told.working]
    assert any("下限：货值金额10000.00元×5＝50000.00元" in each for each in words)
    assert all(line.note for line in told.working)


def test_scale_marks_hearing_and_filing_and_leaves_out_what_lies_beyond() -> None:
    scale = answers("pesticide-56", make_party(), {"goods_value": 84_00}, fine=2000_00)["range"].scale
    assert scale is not None
    assert (scale.low, scale.high, scale.proposed) == (2000_00, 20_000_00, 2000_00)
    assert [word for _, word in scale.thresholds] == ["听证", "备案"]


def test_missing_value_is_named_and_nothing_is_drawn() -> None:
    told = answers("pesticide-55-1-2")["range"]
    assert told.verdict == "还不能确定" and told.scale is None
    assert "没有填写货值金额" in told.reason


def test_article_without_a_fine_says_so() -> None:
    entry = next(e for e in all_offences() if e.verified and e.covers(DAY) and e.bands[0].mode == "none")
    told = answers(entry.id)["range"]
    assert told.verdict == "不处罚款" and "没有规定罚款" in told.reason


def test_fine_of_an_article_that_has_none_is_barred() -> None:
    entry = next(e for e in all_offences() if e.verified and e.covers(DAY) and e.bands[0].mode == "none")
    assert answers(entry.id, fine=100_00)["proposed"].stop


def test_fine_for_the_persons_responsible_stands_beside_that_of_the_unit() -> None:
    entry = next(
        e
        for e in all_offences()
        if e.verified
        and e.covers(DAY)
        and {band.who for band in e.bands} == {"unit", "responsible_person"}
        and all(band.base == "fixed" and band.requires == "none" and band.grade == "ordinary" for band in e.bands)
    )
    found = answers(entry.id)
    assert found["range"].verdict.startswith("罚款")
    assert any(line.startswith("对责任人员另处罚款 ") for line in found["beside"].lines)


def test_revocation_and_ban_bring_hearing_and_filing() -> None:
    facts = {"goods_value": 84_00, "grade": "serious"}
    lines = answers("pesticide-56", facts=facts)["beside"].lines
    assert any("吊销" in line for line in lines)
    assert any(line.startswith("作出吊销许可证件") and "须告知听证" in line for line in lines)
    assert any("须报送重大处罚备案" in line for line in lines)


def test_measure_of_another_body_is_a_referral() -> None:
    usable = (each for each in all_offences() if each.verified and each.covers(DAY))
    entry = next(each for each in usable if each.detention and each.detention.when == "serious")
    lines = answers(entry.id, facts={"grade": "serious"})["beside"].lines
    assert any(line.startswith("移送公安机关：") for line in lines)


def test_reached_amount_bars_until_the_transfer_is_decided() -> None:
    facts = {"goods_value": 60_000_00, "sales": 60_000_00}
    told = answers("pesticide-55-1-2", facts=facts)["crime"]
    assert told.stop and told.mark == "先决定是否移送"
    assert "销售金额60000.00元" in told.reason


def test_amount_below_is_told_without_a_bar() -> None:
    told = answers("pesticide-55-1-2", facts={"goods_value": 100_00, "sales": 100_00, "unsold": 0})["crime"]
    assert not told.stop and told.reason == "按目前的数额没有达到移送标准"


def test_law_of_another_day_is_not_computed_and_names_what_replaced_it() -> None:
    entry = next(e for e in all_offences() if e.valid_to is not None and e.valid_to < DAY)
    told = answers(entry.id)["range"]
    assert told.verdict == "不计算幅度" and entry.law.replaced_by in told.reason


def test_several_breaches_have_answers_of_their_own() -> None:
    conducts = (
        make_conduct("c1", offence="pesticide-56", on=DAY, facts=MappingProxyType({"goods_value": 84_00})),
        make_conduct("c2", offence="seed-74-1", on=DAY, facts=MappingProxyType({"goods_value": 100_00})),
    )
    case = make_case(parties=(make_company(),), conducts=conducts)
    planned = make_act("opinion_submitted", DAY, "planned")
    found = range_answers(CaseView(case, RULEBOOK), case.parties[0], planned)
    ranges = [each for each in found if each.id.startswith("range")]
    assert [each.id for each in ranges] == ["range", "range/2"]
    assert ranges[0].question.endswith("经营劣质农药") and ranges[1].question.endswith("假种子")


@pytest.mark.parametrize(
    ("source", "differs"), [("办法第二十六条", True), ("办法第二十七条第一款", False), ("没有写条文", False)]
)
def test_other_article_than_the_catalogue_is_a_conflict(source: str, differs: bool) -> None:
    assert bool(conflict(source, offence("fertilizer-27-1"))) is differs


def test_only_the_facts_that_an_offence_needs_are_asked() -> None:
    assert {"goods_value", "illegal_gains", "grade", "loss"} == asked(offence("pesticide-56"))
    waits = next(entry for entry in all_offences() if entry.fine_needs_failure)
    assert "corrected" in asked(waits)
    assert asked(None) == {"goods_value", "illegal_gains"}
    for entry in all_offences():
        assert asked(entry) <= set(FACTS)
        assert {band.base for band in entry.bands} - {"fixed", "none"} <= asked(entry)


def test_sole_trader_says_whether_unit_or_person_where_the_article_tells_them_apart() -> None:
    entry = next(e for e in all_offences() if {"unit", "individual"} <= {band.who for band in e.bands})
    assert "who" in asked(entry, make_party(kind="sole_trader"))
    assert "who" not in asked(entry, make_company())


def test_every_fact_has_a_field_and_empty_ones_are_left_out() -> None:
    assert [spec.key for spec in fact_specs()] == list(FACTS)
    assert facts_in({"goods_value": 0, "illegal_gains": None, "grade": "", "other": 1}) == {"goods_value": 0}


def test_offence_of_another_day_is_a_problem_that_names_its_successor() -> None:
    entry = next(e for e in all_offences() if e.valid_to is not None)
    problem = day_problem(entry, date(2026, 10, 9))
    assert problem is not None and f"{entry.law.replaced_from} 起由" in problem.basis
    assert day_problem(entry, entry.valid_to) is None


def test_phrase_of_a_fine_follows_the_kind_of_party() -> None:
    entry = next(e for e in all_offences() if {"unit", "individual"} <= {band.who for band in e.bands} and e.verified)
    assert range_words(entry, "citizen") != range_words(entry, "legal_person")
    for each in all_offences():
        assert range_words(each)


TOKEN = re.compile(r"[a-z]{2,}_[a-z]|None|[<>]=|unknown|Fraction|Decimal")
VALUES: tuple[dict[str, Any], ...] = (
    {},
    dict.fromkeys(QUANTITIES, 0),
    dict.fromkeys(QUANTITIES, "unknown"),
    dict.fromkeys(QUANTITIES, 12345678) | {"grade": "especially_serious", "corrected": "refused"},
    dict.fromkeys(QUANTITIES, 9999) | {"grade": "serious", "corrected": "no", "consequence": "yes", "loss": 30_000_00},
)


@pytest.mark.parametrize("kind", ["citizen", "farm_household", "sole_trader", "legal_person"])
@pytest.mark.parametrize("number", range(len(VALUES)))
def test_every_offence_is_answered_in_words_for_every_party(kind: str, number: int) -> None:
    party = make_party(kind=kind)
    for entry in all_offences():
        for fine in (None, 0, 1, 50_000_00):
            fields = {} if fine is None else {"fine": fine}
            for answer in answers(entry.id, party, VALUES[number], **fields).values():
                working = [f"{line.words}{line.note}{line.result}" for line in answer.working]
                told = "".join((answer.verdict, answer.reason, answer.aside, *answer.lines, *working))
                assert told and not TOKEN.search(told), (entry.id, answer.id, told)
