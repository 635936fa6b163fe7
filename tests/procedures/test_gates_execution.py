"""The rules on paying, going to court and goods: silent about what is lawful, speaking where it is not."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from procedures.case import Goods
from procedures.objections import blocking, objections_to
from procedures.rulebook import Rulebook, load_rulebook
from tests.builders import make_act, make_general_case
from tests.procedures.asking import found, rules

NO_HEARING = ("request", "invited", "hearing")
SMALL = {"fine": 500_00, "confiscated_gains": None, "confiscated_goods": None}


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook()


ROWS = (
    {"amount": 10000_00, "due_on": date(2024, 7, 31)},
    {"amount": 20000_00, "due_on": date(2024, 8, 30)},
)


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        ({}, ""),
        ({"instalments": (ROWS[0], {"amount": 20500_00, "due_on": date(2024, 8, 30)})}, "instalments_differ"),
        ({"instalments": (ROWS[0], {**ROWS[1], "due_on": date(2024, 7, 31)})}, "instalments_not_rising"),
        ({"until": date(2024, 9, 30)}, "instalments_not_rising"),
        ({"approved_by": None}, "deferral_without_approval"),
    ],
)
def test_plan_of_instalments(rulebook: Rulebook, given: Mapping[str, Any], rule: str) -> None:
    fields = {"until": date(2024, 8, 30), "instalments": ROWS, "approved_by": "周某", **given}
    plan = make_act("deferral_approved", date(2024, 6, 20), "plan", **fields)
    case = make_general_case(plan)
    assert {o.rule for o in found(rulebook, case) if o.act == "plan"} == ({rule} if rule else set())
    refused = blocking(objections_to(case, plan, rulebook, plan.on, issuing=True), "36")
    assert {o.rule for o in refused} == ({rule} if rule else set())


@pytest.mark.parametrize(
    ("reminded", "filed", "rule"),
    [
        (None, date(2025, 1, 6), "court_without_reminder"),
        (date(2024, 12, 16), date(2024, 12, 30), "court_before_reminder_ends"),
        (date(2024, 12, 16), date(2024, 12, 31), ""),
        (date(2024, 9, 2), date(2024, 12, 12), "court_before_remedies_end"),
    ],
)
def test_application_to_the_court_waits_for_reminder_and_remedies(
    rulebook: Rulebook, reminded: date | None, filed: date, rule: str
) -> None:
    acts = [make_act("court_application_filed", filed, "asked-court")]
    if reminded:
        acts.append(make_act("reminder_served", reminded))
    case = make_general_case(*acts, without=("paid", "paid-gains", "closed", "archived"))
    assert {o.rule for o in found(rulebook, case, filed) if o.act == "asked-court"} == ({rule} if rule else set())


def test_public_notice_needs_its_reason(rulebook: Rulebook) -> None:
    bare = make_act("public_notice_issued", date(2024, 6, 12), "posted")
    told = replace(bare, values={"public_notice_reason": "上门、邮寄均无法送达"})
    assert "public_notice_unfounded" in rules(rulebook, make_general_case(bare, without=("served",)))
    assert "public_notice_unfounded" not in rules(rulebook, make_general_case(told, without=("served",)))


@pytest.mark.parametrize(("gains", "told"), [(19_00, False), (22_00, False), (21_00, True), (0, False)])
def test_gains_that_the_list_does_not_explain_are_named_with_both_sums(
    rulebook: Rulebook, gains: int, told: bool
) -> None:
    listed = (Goods(name="诱饵", quantity="60", unit="袋", sold="19", sampled="3", price=1_00),)
    case = replace(make_general_case(changed={"decision": {"confiscated_gains": gains}}), goods=listed)
    texts = [each.text for each in found(rulebook, case) if each.rule == "gains_differ_from_goods"]
    decided = [text for text in texts if f"没收违法所得{gains // 100}元" in text]
    assert bool(decided) is told
    assert all("19元，连同付款的抽样为22元" in text for text in decided)
