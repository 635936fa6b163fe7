"""Clocks depend on the acts alone; their state, signals and explanation follow from the day."""

from dataclasses import replace
from datetime import date

import pytest

from procedures.case import Act, Case
from procedures.clocks import Clock, level_of, state_of
from procedures.deadlines import clocks
from procedures.rulebook import Rulebook, load_rulebook
from tests.builders import (
    DAY,
    make_act,
    make_case,
    make_collected,
    make_company,
    make_conduct,
    make_inspection,
    make_on_the_spot,
    make_simple_case,
)


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook()


def clock_of(case: Case, rulebook: Rulebook, clock_id: str, recipient: str = "") -> Clock:
    return next(c for c in clocks(case, rulebook) if c.id == clock_id and c.recipient == recipient)


def ids(case: Case, rulebook: Rulebook) -> set[str]:
    return {clock.id for clock in clocks(case, rulebook)}


def general(on: date, served: date, *more: Act, fine: int = 20_000_00) -> Case:
    decided = make_act("decision_made", on, fine=fine)
    return make_case(decided, make_act("decision_served", served, method="direct"), *more, parties=(make_company(),))


def test_clocks_stand_in_the_order_of_their_days(rulebook: Rulebook) -> None:
    found = clocks(make_simple_case(), rulebook)
    assert [c.due for c in found] == sorted(c.due for c in found)
    assert [c.id for c in found[:2]] == ["fine_hand_in", "simple_materials"]


def test_collected_fine_is_not_to_be_paid_at_a_bank(rulebook: Rulebook) -> None:
    assert "payment" not in ids(make_simple_case(), rulebook)
    assert "fine_hand_in" in ids(make_simple_case(), rulebook)


def test_fine_that_was_not_collected_is_to_be_paid_within_fifteen_days(rulebook: Rulebook) -> None:
    case = make_case(make_on_the_spot())
    assert clock_of(case, rulebook, "payment").due == date(2026, 10, 26)
    assert "fine_hand_in" not in ids(case, rulebook)


def test_warning_alone_leaves_nothing_to_pay(rulebook: Rulebook) -> None:
    case = make_case(make_on_the_spot(fine=0, warning=True))
    assert not ids(case, rulebook) & {"payment", "court_application", "fine_hand_in"}


def test_collection_that_only_the_decision_tells_of_starts_the_hand_in(rulebook: Rulebook) -> None:
    case = make_case(make_on_the_spot(collected_on_the_spot=True, receipt_no="1"))
    clock = clock_of(case, rulebook, "fine_hand_in")
    assert (clock.trigger, clock.due) == ("on_the_spot_decision", date(2026, 10, 12))


def test_part_of_the_money_does_not_meet_the_hand_in(rulebook: Rulebook) -> None:
    part = make_act("fine_handed_in", date(2026, 10, 10), "part", amount=60_00)
    rest = make_act("fine_handed_in", date(2026, 10, 13), "rest", amount=40_00)
    assert clock_of(make_simple_case(part), rulebook, "fine_hand_in").met_on is None
    whole = clock_of(make_simple_case(part, rest), rulebook, "fine_hand_in")
    assert (whole.met_on, whole.met_by) == (date(2026, 10, 13), "rest")


def test_voided_act_meets_nothing(rulebook: Rulebook) -> None:
    handed = make_act("fine_handed_in", date(2026, 10, 12), "handed", amount=100_00)
    voided = make_act("act_voided", date(2026, 10, 13), ref="handed", reason="误记")
    assert clock_of(make_simple_case(handed), rulebook, "fine_hand_in").met_on == date(2026, 10, 12)
    assert clock_of(make_simple_case(handed, voided), rulebook, "fine_hand_in").met_on is None


def test_on_the_spot_penalty_since_2024_leaves_no_direct_suit(rulebook: Rulebook) -> None:
    assert "suit" in ids(make_case(make_on_the_spot(date(2023, 12, 31))), rulebook)
    assert "suit" not in ids(make_case(make_on_the_spot(date(2024, 1, 1))), rulebook)


def test_general_decision_may_be_sued_against_directly_until_reconsideration_is_chosen(rulebook: Rulebook) -> None:
    served = date(2024, 9, 19)
    applied = make_act("reconsideration_applied", date(2024, 10, 9))
    assert clock_of(general(date(2024, 9, 18), served), rulebook, "suit").due == date(2025, 3, 19)
    assert "suit" not in ids(general(date(2024, 9, 18), served, applied), rulebook)


def test_court_application_waits_for_a_pending_remedy(rulebook: Rulebook) -> None:
    applied = make_act("reconsideration_applied", date(2024, 10, 9))
    decided = make_act("reconsideration_decided", date(2024, 12, 2), outcome="upheld", served_on=date(2024, 12, 4))
    pending = general(date(2024, 9, 18), date(2024, 9, 19), applied)
    assert "court_application" not in ids(pending, rulebook)
    ended = replace(pending, acts=(*pending.acts, decided))
    assert clock_of(ended, rulebook, "suit_after_reconsideration").due == date(2024, 12, 19)
    assert clock_of(ended, rulebook, "court_application").due == date(2025, 3, 19)


def test_court_application_starts_at_the_end_of_a_deferral(rulebook: Rulebook) -> None:
    deferred = make_act("deferral_approved", date(2024, 10, 8), until=date(2025, 6, 30))
    case = general(date(2024, 9, 18), date(2024, 9, 19), deferred)
    assert clock_of(case, rulebook, "court_application").due == date(2025, 9, 30)


def test_paid_fine_needs_no_court(rulebook: Rulebook) -> None:
    paid = make_act("fine_paid", date(2024, 9, 30), amount=20_000_00)
    assert "court_application" not in ids(general(date(2024, 9, 18), date(2024, 9, 19), paid), rulebook)


def test_major_decision_is_filed_with_each_recipient_and_a_lesser_one_with_none(rulebook: Rulebook) -> None:
    case = general(date(2024, 9, 18), date(2024, 9, 19))
    filed = [c.recipient for c in clocks(case, rulebook) if c.id == "major_filing"]
    assert filed == ["city_government", "superior_department"]
    lesser = general(date(2024, 9, 18), date(2024, 9, 19), fine=19_999_99)
    assert "major_filing" not in ids(lesser, rulebook)


def test_decision_without_social_effect_need_not_be_published(rulebook: Rulebook) -> None:
    quiet = make_on_the_spot(values={"party_statement": "无异议", "social_effect": False})
    assert "publication" not in ids(make_case(quiet), rulebook)
    assert clock_of(make_case(make_on_the_spot()), rulebook, "publication").due == date(2026, 10, 19)


def test_decision_before_the_publicity_rules_has_no_publication_day(rulebook: Rulebook) -> None:
    assert "publication" not in ids(make_case(make_on_the_spot(date(2018, 6, 1), 20_00)), rulebook)


def test_limitation_is_five_years_where_life_was_harmed(rulebook: Rulebook) -> None:
    harmed = make_conduct(on=date(2022, 3, 1), until=date(2022, 5, 20), harm_to_life=True)
    clock = clock_of(make_case(make_inspection(), conducts=(harmed,)), rulebook, "limitation")
    assert (clock.first_day, clock.due) == (date(2022, 5, 20), date(2027, 5, 19))
    assert clock.certain


def test_discovery_is_the_first_lead_where_it_is_not_recorded(rulebook: Rulebook) -> None:
    conduct = make_conduct(on=date(2024, 10, 9), discovered_on=None)
    lead = make_act("lead_received", date(2026, 10, 1), source="inspection")
    case = make_case(lead, make_inspection(), conducts=(conduct,))
    assert clock_of(case, rulebook, "limitation").met_on == date(2026, 10, 1)


def test_states_of_a_duty(rulebook: Rulebook) -> None:
    clock = clock_of(make_simple_case(), rulebook, "fine_hand_in")
    assert (state_of(clock, date(2026, 10, 12)).state, state_of(clock, date(2026, 10, 12)).days_left) == ("running", 0)
    assert (state_of(clock, date(2026, 10, 14)).state, state_of(clock, date(2026, 10, 14)).days_left) == ("overdue", -2)
    late = replace(clock, met_on=date(2026, 10, 13))
    assert (state_of(late, date(2026, 10, 14)).state, state_of(late, date(2026, 10, 14)).days_left) == (
        "met_late",
        None,
    )
    assert state_of(late, date(2026, 10, 12)).state == "running"


def test_right_that_was_not_used_lapses(rulebook: Rulebook) -> None:
    clock = clock_of(make_simple_case(), rulebook, "reconsideration")
    assert state_of(clock, date(2026, 12, 8)).state == "running"
    assert (state_of(clock, date(2026, 12, 9)).state, state_of(clock, date(2026, 12, 9)).days_left) == ("lapsed", None)
    used_late = replace(clock, met_on=date(2026, 12, 9))
    assert state_of(used_late, date(2026, 12, 10)).state == "lapsed"


@pytest.mark.parametrize(
    ("day", "level"),
    [
        (date(2024, 9, 30), None),
        (date(2024, 10, 1), "notice"),
        (date(2024, 10, 8), "notice"),
        (date(2024, 10, 9), "yellow"),
        (date(2024, 10, 11), "yellow"),
        (date(2024, 10, 12), "red"),
    ],
)
def test_signal_days_of_a_filing_over_national_day(rulebook: Rulebook, day: date, level: str | None) -> None:
    clock = clock_of(general(date(2024, 9, 18), date(2024, 9, 19)), rulebook, "major_filing", "city_government")
    found = level_of(clock, day)
    assert (found[0] if found else None) == level


def test_duty_done_late_keeps_the_colour_of_its_day(rulebook: Rulebook) -> None:
    clock = clock_of(make_simple_case(), rulebook, "fine_hand_in")
    late = replace(clock, met_on=date(2026, 10, 13))
    assert level_of(late, date(2026, 12, 1)) == ("yellow", date(2026, 10, 13))
    in_time = replace(clock, met_on=date(2026, 10, 12))
    assert level_of(in_time, date(2026, 12, 1)) is None


def test_rights_of_the_party_give_no_signal(rulebook: Rulebook) -> None:
    assert level_of(clock_of(make_simple_case(), rulebook, "reconsideration"), date(2027, 1, 1)) is None


def test_explanation_names_first_day_last_day_and_source(rulebook: Rulebook) -> None:
    clock = clock_of(make_simple_case(), rulebook, "simple_materials")
    assert [line.text for line in clock.explanation] == [
        "自当场处罚之日的次日起按工作日计算：2026-10-10（星期六调休上班）为第1个工作日",
        "计入 10-10（星期六调休上班）、10-12",
        "第2个工作日为2026-10-12",
    ]
    assert all(line.basis for line in clock.explanation)
    assert clock.certainty == "recalled"


def test_each_collection_has_its_own_hand_in(rulebook: Rulebook) -> None:
    second = make_collected(date(2026, 10, 13), 50_00, "second")
    handed = make_act("fine_handed_in", date(2026, 10, 12), "handed", amount=100_00)
    found = [c for c in clocks(make_simple_case(second, handed), rulebook) if c.id == "fine_hand_in"]
    assert [(c.act, c.met_by) for c in found] == [("collected", "handed"), ("second", "")]


def test_money_goes_to_the_oldest_collection_first(rulebook: Rulebook) -> None:
    second = make_collected(date(2026, 10, 13), 50_00, "second")
    one = make_act("fine_handed_in", date(2026, 10, 14), "one", amount=100_00)
    two = make_act("fine_handed_in", date(2026, 10, 15), "two", amount=50_00)
    found = [c for c in clocks(make_simple_case(second, one, two), rulebook) if c.id == "fine_hand_in"]
    assert [(c.act, c.met_by) for c in found] == [("collected", "one"), ("second", "two")]


def test_money_goes_where_it_is_referred_to(rulebook: Rulebook) -> None:
    second = make_collected(date(2026, 10, 9), 50_00, "second")
    named = make_act("fine_handed_in", date(2026, 10, 10), "named", amount=50_00, ref="second")
    rest = make_act("fine_handed_in", date(2026, 10, 12), "rest", amount=100_00)
    found = [c for c in clocks(make_simple_case(second, named, rest), rulebook) if c.id == "fine_hand_in"]
    assert {c.act: c.met_by for c in found} == {"collected": "rest", "second": "named"}


def test_service_that_names_another_decision_starts_nothing(rulebook: Rulebook) -> None:
    decisions = [make_act("decision_made", date(2024, 9, 18), act_id, fine=100_00) for act_id in ("one", "two")]
    served = make_act("decision_served", date(2024, 9, 19), method="direct", ref="two")
    found = [c.decision for c in clocks(make_case(*decisions, served), rulebook) if c.id == "reconsideration"]
    assert found == ["two"]


def test_money_settled_by_reference_is_not_asked_for_twice(rulebook: Rulebook) -> None:
    second = make_collected(date(2026, 10, 10), 50_00, "second")
    named = make_act("fine_handed_in", date(2026, 10, 10), "named", amount=100_00, ref="collected")
    rest = make_act("fine_handed_in", date(2026, 10, 12), "rest", amount=50_00)
    found = [c for c in clocks(make_simple_case(second, named, rest), rulebook) if c.id == "fine_hand_in"]
    assert {c.act: c.met_by for c in found} == {"collected": "named", "second": "rest"}


def test_act_before_the_decision_does_not_meet_its_duties(rulebook: Rulebook) -> None:
    early = make_act("decision_published", date(2026, 10, 8))
    assert clock_of(make_simple_case(early), rulebook, "publication").met_on is None


def test_landing_on_the_day_of_the_decision_counts(rulebook: Rulebook) -> None:
    landed = make_act("simple_materials_handed_in", date(2026, 10, 12), landed_on=DAY)
    clock = clock_of(make_simple_case(landed), rulebook, "simple_materials")
    assert "抵岸" in clock.explanation[0].text


def test_clocks_do_not_ask_what_day_it_is(rulebook: Rulebook) -> None:
    case = make_simple_case()
    assert clocks(case, rulebook) == clocks(replace(case, as_of=date(2030, 1, 1)), rulebook)


def test_day_at_the_end_of_the_calendar_is_left_alone(rulebook: Rulebook) -> None:
    assert clocks(make_case(make_on_the_spot(date(9999, 12, 31))), rulebook) == ()


def test_default_day_is_a_friday_before_a_worked_saturday() -> None:
    assert DAY.weekday() == 4
