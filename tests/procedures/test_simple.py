"""The strip of a simple case shows what is done, what is due, and what waits."""

from datetime import date

import pytest

from procedures.assess import assess
from procedures.case import Act, Case
from procedures.rulebook import Rulebook, load_rulebook
from procedures.stages import stages
from tests.builders import make_act, make_case, make_inspection, make_on_the_spot, make_simple_case

DONE = (
    make_act("simple_materials_handed_in", date(2026, 10, 12)),
    make_act("fine_handed_in", date(2026, 10, 12), amount=100_00),
    make_act("fine_banked", date(2026, 10, 14), amount=100_00),
    make_act("decision_published", date(2026, 10, 15)),
)


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook()


def strip(case: Case, rulebook: Rulebook, today: date) -> dict[str, str]:
    return {step.id: step.state for stage in stages(case, rulebook, today) for step in stage.steps}


def test_empty_case_begins_with_evidence(rulebook: Rulebook) -> None:
    found = strip(make_case(), rulebook, date(2026, 10, 9))
    assert (found["evidence"], found["decide"], found["materials"]) == ("current", "waiting", "waiting")


def test_decision_waits_for_the_partys_answer(rulebook: Rulebook) -> None:
    found = strip(make_case(make_inspection()), rulebook, date(2026, 10, 9))
    assert (found["evidence"], found["statement"], found["decide"]) == ("done", "current", "waiting")


def test_collected_case_asks_for_hand_in_and_not_for_bank_payment(rulebook: Rulebook) -> None:
    found = strip(make_simple_case(), rulebook, date(2026, 10, 9))
    assert (found["fine_to_agency"], found["fine_to_bank"], found["payment"]) == ("current", "waiting", "not_needed")


def test_bank_payment_asks_for_no_hand_in(rulebook: Rulebook) -> None:
    found = strip(make_case(make_inspection(), make_on_the_spot()), rulebook, date(2026, 10, 9))
    assert (found["collect"], found["fine_to_agency"], found["payment"]) == ("not_needed", "not_needed", "current")


def test_duty_past_its_day_is_overdue_and_the_stage_with_it(rulebook: Rulebook) -> None:
    found = {stage.id: stage for stage in stages(make_simple_case(), rulebook, date(2026, 10, 13))}
    assert (found["hand_in"].state, found["hand_in"].day_text) == ("overdue", "10-12 前")


def test_case_can_be_closed_when_money_and_papers_are_in(rulebook: Rulebook) -> None:
    found = strip(make_simple_case(*DONE), rulebook, date(2026, 10, 15))
    assert (found["close"], found["archive"]) == ("current", "waiting")


def test_finished_case_is_done_from_end_to_end(rulebook: Rulebook) -> None:
    closed = make_act("case_closed", date(2026, 10, 20), ground="performed", approved_by="某人")
    case = make_simple_case(*DONE, closed, make_act("case_archived", date(2026, 10, 21)))
    assert {stage.state for stage in stages(case, rulebook, date(2026, 10, 21))} == {"done"}


def test_later_acts_do_not_show_yet(rulebook: Rulebook) -> None:
    assert strip(make_simple_case(*DONE), rulebook, date(2026, 10, 9))["materials"] == "current"


def test_penalty_beyond_the_simple_procedure_blocks_the_decision_with_its_reason(rulebook: Rulebook) -> None:
    opinion = make_act("opinion_submitted", date(2026, 10, 9), fine=300_00)
    case = make_case(make_inspection(), opinion)
    step = next(s for stage in stages(case, rulebook, date(2026, 10, 9)) for s in stage.steps if s.id == "decide")
    assert step.state == "blocked"
    assert "超过200元" in step.reason


@pytest.mark.parametrize(
    ("more", "today", "acts"),
    [
        ((), date(2026, 10, 9), ["simple_materials_handed_in", "fine_handed_in", "decision_published"]),
        (DONE[:2], date(2026, 10, 12), ["fine_banked", "decision_published"]),
        (DONE, date(2026, 10, 15), ["case_closed"]),
    ],
)
def test_next_acts_come_by_day_then_by_step(
    rulebook: Rulebook, more: tuple[Act, ...], today: date, acts: list[str]
) -> None:
    found = assess(make_simple_case(*more), rulebook, today)
    assert [act.act for act in found.next] == acts


def test_unpaid_fine_does_not_call_for_the_court_before_the_remedies_end(rulebook: Rulebook) -> None:
    case = make_case(make_inspection(), make_on_the_spot(date(2024, 3, 8)))
    assert "court_application_filed" not in [act.act for act in assess(case, rulebook, date(2024, 4, 8)).next]
    assert "court_application_filed" in [act.act for act in assess(case, rulebook, date(2024, 5, 8)).next]
