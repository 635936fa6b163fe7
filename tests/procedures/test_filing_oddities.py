"""Filings recorded oddly: before the decision, to a stranger, of several decisions at once, under new lines."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from procedures.assess import assess
from procedures.case import Case
from procedures.rulebook import Rulebook, load_rulebook
from tests.builders import make_act, make_party
from tests.procedures.test_filing import DECIDED, END, all_of, company_case, day, decision, filed, of, rules, step

PACK = 'id = "county"\nversion = "1"\napproved_by = "局法制科"\napproved_on = 2024-01-01\n'
TRADERS = """
[sole_trader_as]
label = "个体工商户适用的数额标准"
[[sole_trader_as.dated]]
from = 1996-10-01
until = 2024-09-19
value = "citizen"
basis = "本机关选择"
certainty = "convention"
[[sole_trader_as.dated]]
from = 2024-09-20
value = "organisation"
basis = "本机关选择"
certainty = "convention"
"""


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook()


def test_a_line_drawn_anew_between_decision_and_change_opens_no_filing(tmp_path: Path) -> None:
    pack = tmp_path / "county"
    pack.mkdir()
    (pack / "pack.toml").write_text(PACK, encoding="utf-8")
    (pack / "values.toml").write_text(TRADERS, encoding="utf-8")
    book = load_rulebook(packs=(pack,))
    trader = make_party(kind="sole_trader", in_business=False)

    def kept(decided_on: date, **change: Any) -> set[str]:
        changed = make_act("decision_changed", day(9, 25), "change", how="changed", **change)
        case = company_case(decision(800_00, decided_on), changed, parties=(trader,))
        return {each.decision for each in all_of(case, book)}

    assert kept(day(9, 18), confiscated_gains=100_00) == {"decision"}
    assert kept(day(9, 20), confiscated_gains=100_00) == set()
    assert kept(day(9, 18), fine=700_00) == {"decision", "change"}


def test_a_filing_before_its_decision_counts_for_nothing_and_is_told(rulebook: Rulebook) -> None:
    early = company_case(filed(day(9, 17)), decision())
    assert of(early, rulebook).state == "due"
    assert "filing_before_decision" in rules(early, rulebook, "filed")
    of_the_change = company_case(
        decision(),
        filed(day(9, 20), ref="change"),
        make_act("decision_changed", day(9, 25), "change", how="changed", fine=30000_00),
    )
    assert "filing_before_decision" in rules(of_the_change, rulebook, "filed")
    assert "filing_before_decision" not in rules(company_case(decision(), filed(DECIDED)), rulebook, "filed")


@pytest.mark.parametrize(("recipient", "told"), [("moon", "备案机关“moon”不在名单中"), ("", "没有记明备案机关")])
def test_a_body_with_which_nothing_is_filed_is_told(rulebook: Rulebook, recipient: str, told: str) -> None:
    case = company_case(decision(), filed(day(9, 20), recipient=recipient))
    (found,) = [each for each in assess(case, rulebook, END).objections if each.rule == "filing_recipient_unknown"]
    assert told in found.text and "浏阳市人民政府、长沙市农业农村局" in found.text
    assert of(case, rulebook).state == "due"


def test_a_filing_that_may_be_of_several_decisions_is_told(rulebook: Rulebook) -> None:
    two = (decision(on=day(9, 1), act_id="first"), decision(on=day(9, 10), act_id="second"))
    assert "filing_names_none" in rules(company_case(*two, filed(day(9, 12))), rulebook, "filed")
    assert "filing_names_none" not in rules(company_case(*two, filed(day(9, 12), ref="second")), rulebook, "filed")
    changed = make_act("decision_changed", day(9, 19), "change", how="changed", fine=30000_00)
    with_change = company_case(decision(), changed, filed(day(9, 20)))
    assert "filing_names_none" not in rules(with_change, rulebook, "filed")


def test_a_correction_that_names_nothing_goes_with_the_review_that_it_answers(rulebook: Rulebook) -> None:
    case = company_case(
        decision(on=day(9, 1), act_id="first"),
        filed(day(9, 2), "filed-1", ref="first"),
        step("filing_reviewed", day(9, 9), ref="first", outcome="problems"),
        decision(on=day(9, 10), act_id="second"),
        filed(day(9, 12), "filed-2", ref="second"),
        make_act("paper_corrected", day(9, 13), "paper", ref="first", reason="笔误"),
        step("filing_corrected", day(9, 14)),
    )
    assert of(case, rulebook, act_id="first").state == "corrected"
    assert of(case, rulebook, act_id="second").state == "filed"


def test_what_was_left_out_is_told_no_more_once_the_decision_was_revoked_in_time(rulebook: Rulebook) -> None:
    def case(revoked_on: date) -> Case:
        revoked = make_act("decision_changed", revoked_on, "revoked", how="revoked")
        return company_case(decision(), filed(day(9, 19), report=False), revoked)

    assert "filing_incomplete" not in rules(case(day(10, 8)), rulebook, "filed")
    assert "filing_incomplete" in rules(case(day(10, 9)), rulebook, "filed")


def test_filings_of_one_day_stand_as_they_were_made(rulebook: Rulebook) -> None:
    changed = make_act("decision_changed", DECIDED, "act-10", how="changed", fine=30000_00)
    found = all_of(company_case(decision(act_id="act-9"), changed), rulebook)
    assert [each.decision for each in found] == ["act-9", "act-9", "act-10", "act-10"]
