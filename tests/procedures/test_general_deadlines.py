"""The clocks of the general procedure: each party, measure and notice has its own; pauses and extensions move them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from procedures.case import Act, Case
from procedures.clocks import Clock, at, level_of, state_of
from procedures.days import Calendar, YearTable
from procedures.deadlines import clocks, clocks_of, states_of
from procedures.rulebook import Rulebook, load_rulebook
from procedures.view import CaseView
from tests.builders import make_act, make_case, make_company, make_party

OPENED_ON = date(2024, 3, 4)


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook()


def found(case: Case, rulebook: Rulebook, clock_id: str, **own: object) -> list[Clock]:
    return [
        clock
        for clock in clocks(case, rulebook)
        if clock.id == clock_id and all(getattr(clock, key) == value for key, value in own.items())
    ]


def only(case: Case, rulebook: Rulebook, clock_id: str, **own: object) -> Clock:
    (clock,) = found(case, rulebook, clock_id, **own)
    return clock


def opened(on: date = OPENED_ON, act_id: str = "opened", **given: object) -> Act:
    return make_act("case_opened", on, act_id, approved_by="赵某", **given)


def notice(on: date, act_id: str = "notice", *, offered: bool = True, fine: int = 20_000_00, **given: object) -> Act:
    return make_act("notice_served", on, act_id, hearing_offered=offered, fine=fine, **given)


def seized(on: date, act_id: str = "seized") -> Act:
    return make_act("property_seized", on, act_id, measure="seize", items=(), basis="农药管理条例 第四十一条")


def extended(on: date, act_id: str = "", *, days: int = 30, told: bool = True) -> Act:
    return make_act("seizure_extended", on, act_id or f"extended-{on}", ref="seized", days=days, told_in_writing=told)


def two_parties(*acts: Act) -> Case:
    return make_case(*acts, parties=(make_company("p1"), make_party("p2")))


# ---- whose clock --------------------------------------------------------------------------------------------------


def test_each_party_has_its_own_term_for_the_decision(rulebook: Rulebook) -> None:
    decided = make_act("decision_made", date(2024, 4, 8), party="p2", fine=500_00)
    case = two_parties(opened(), decided)
    assert [(c.party, c.met_on) for c in found(case, rulebook, "decision")] == [("p1", None), ("p2", date(2024, 4, 8))]


def test_opening_for_one_party_sets_no_term_for_the_other(rulebook: Rulebook) -> None:
    assert [c.party for c in found(two_parties(opened(party="p2")), rulebook, "decision")] == ["p2"]


def test_lead_about_all_is_met_by_the_opening_for_one(rulebook: Rulebook) -> None:
    lead = make_act("lead_received", date(2024, 3, 1), source="inspection")
    clock = only(two_parties(lead, opened(party="p2")), rulebook, "opening_decision")
    assert (clock.party, clock.met_by) == ("", "opened")


def test_lead_in_an_opened_case_asks_for_no_opening(rulebook: Rulebook) -> None:
    later = make_act("lead_received", date(2024, 3, 5), source="complaint")
    assert not found(make_case(opened(), later), rulebook, "opening_decision")


def test_pause_of_one_party_does_not_stop_the_other(rulebook: Rulebook) -> None:
    requested = make_act("hearing_requested", date(2024, 4, 30), party="p1", sent="handed_in")
    case = two_parties(opened(), notice(date(2024, 4, 29), party="p1"), requested)
    assert {c.party: c.paused_from for c in found(case, rulebook, "decision")} == {"p1": date(2024, 4, 30), "p2": None}


def test_release_names_the_measure_that_it_ends(rulebook: Rulebook) -> None:
    released = make_act("seizure_released", date(2024, 6, 14), ref="second", reason="与案件无关")
    case = make_case(seized(date(2024, 5, 20), "first"), seized(date(2024, 5, 20), "second"), released)
    assert {c.act: c.met_on for c in found(case, rulebook, "seizure_end")} == {
        "first": None,
        "second": date(2024, 6, 14),
    }


def test_testing_that_names_another_measure_is_counted(rulebook: Rulebook) -> None:
    sent = make_act("testing_started", date(2024, 5, 22), told_in_writing=True, ref="second")
    back = make_act("testing_ended", date(2024, 6, 5), ref="second")
    case = make_case(seized(date(2024, 5, 20), "first"), seized(date(2024, 5, 20), "second"), sent, back)
    assert {c.act: c.excluded_days for c in found(case, rulebook, "seizure_end")} == {"first": 0, "second": 14}


# ---- notice, statement, hearing -----------------------------------------------------------------------------------


def test_right_to_a_hearing_that_was_not_offered_still_runs(rulebook: Rulebook) -> None:
    case = make_case(notice(date(2024, 9, 23), offered=False), parties=(make_company(),))
    assert found(case, rulebook, "hearing_request") and not found(case, rulebook, "statement_period")


def test_notice_without_a_right_to_a_hearing_leaves_three_days_for_a_statement(rulebook: Rulebook) -> None:
    case = make_case(notice(date(2024, 9, 23), offered=False, fine=19_999_99), parties=(make_company(),))
    assert only(case, rulebook, "statement_period").due == date(2024, 9, 26)
    assert not found(case, rulebook, "hearing_request")


def test_answer_belongs_to_the_newest_notice_unless_it_names_one(rulebook: Rulebook) -> None:
    first, second = notice(date(2024, 9, 2), "first"), notice(date(2024, 9, 23), "second")
    asked = make_act("hearing_requested", date(2024, 9, 24), sent="handed_in")
    case = make_case(first, second, asked)
    assert {c.act: c.met_on for c in found(case, rulebook, "hearing_request")} == {
        "first": None,
        "second": date(2024, 9, 24),
    }
    named = make_case(first, second, replace(asked, ref="first"))
    assert {c.act: bool(c.met_on) for c in found(named, rulebook, "hearing_request")} == {
        "first": True,
        "second": False,
    }


def test_waiver_of_an_old_notice_does_not_reach_the_new_one(rulebook: Rulebook) -> None:
    waived = make_act("rights_waived", date(2024, 9, 3), which="both")
    case = make_case(notice(date(2024, 9, 2), "first"), waived, notice(date(2024, 9, 23), "second"))
    assert {c.act: c.waived_on for c in found(case, rulebook, "hearing_request")} == {
        "first": date(2024, 9, 3),
        "second": None,
    }


@pytest.mark.parametrize(("which", "state"), [("hearing", "waived"), ("both", "waived"), ("statement", "running")])
def test_only_the_right_that_was_given_up_is_waived(rulebook: Rulebook, which: str, state: str) -> None:
    waived = make_act("rights_waived", date(2024, 9, 24), which=which)
    clock = only(make_case(notice(date(2024, 9, 23)), waived), rulebook, "hearing_request")
    assert state_of(clock, date(2024, 9, 25)).state == state
    assert state_of(clock, date(2024, 9, 23)).state == "running"


def test_hearing_asked_for_and_then_given_up_is_waived(rulebook: Rulebook) -> None:
    asked = make_act("hearing_requested", date(2024, 9, 24), sent="handed_in")
    waived = make_act("rights_waived", date(2024, 9, 27), which="hearing")
    clock = only(make_case(notice(date(2024, 9, 23)), asked, waived), rulebook, "hearing_request")
    assert state_of(clock, date(2024, 9, 26)).state == "met"
    assert (state_of(clock, date(2024, 9, 27)).state, state_of(clock, date(2024, 9, 27)).days_left) == ("waived", None)


def test_giving_the_hearing_up_ends_the_pause(rulebook: Rulebook) -> None:
    asked = make_act("hearing_requested", date(2024, 4, 30), sent="handed_in")
    waived = make_act("rights_waived", date(2024, 5, 10), which="hearing")
    clock = only(make_case(opened(), notice(date(2024, 4, 29)), asked, waived), rulebook, "decision")
    assert (clock.excluded_days, clock.paused_from) == (10, None)


# ---- pauses and extensions ----------------------------------------------------------------------------------------


def paused(rulebook: Rulebook, **more: object) -> Clock:
    return only(make_case(opened(), make_act("testing_started", date(2024, 3, 11)), **more), rulebook, "decision")


def test_open_pause_moves_the_end_day_by_day(rulebook: Rulebook) -> None:
    clock = paused(rulebook)
    for days in (0, 1, 21):
        today = date(2024, 3, 11) + timedelta(days=days)
        state = state_of(clock, today)
        assert (state.state, state.clock.excluded_days, state.clock.certain) == ("suspended", days, False)
        assert state.clock.plain_due == date(2024, 6, 2) + timedelta(days=days)
    assert state_of(clock, date(2024, 3, 10)).state == "running"


def test_clock_moved_once_is_not_moved_again(rulebook: Rulebook) -> None:
    today = date(2024, 4, 1)
    moved = at(paused(rulebook), today)
    assert at(moved, today) == moved and state_of(moved, today).clock == moved


def test_moved_day_rolls_over_the_holidays_of_the_office(rulebook: Rulebook) -> None:
    off = {date(2024, 6, 24): "构造假期"}
    clock, today = paused(rulebook), date(2024, 4, 1)
    assert state_of(clock, today).clock.due == date(2024, 6, 24)
    assert state_of(clock, today, Calendar({2024: YearTable(off)})).clock.due == date(2024, 6, 25)


def test_signal_stands_still_with_the_clock(rulebook: Rulebook) -> None:
    late = make_act("investigation_suspended", date(2024, 5, 20), reason="另案", approved_by="赵某")
    clock = only(make_case(opened(), late), rulebook, "decision")
    assert level_of(clock, date(2024, 5, 16)) == ("notice", date(2024, 5, 16))
    assert level_of(clock, date(2024, 12, 1)) == ("notice", date(2024, 5, 16))
    early = only(make_case(opened(), replace(late, on=date(2024, 5, 15))), rulebook, "decision")
    assert level_of(early, date(2024, 12, 1)) is None


def test_pause_that_begins_after_the_last_day_changes_nothing(rulebook: Rulebook) -> None:
    late = make_act("testing_started", date(2024, 6, 4))
    clock = only(make_case(opened(), late), rulebook, "decision")
    assert (clock.due, clock.paused_from, state_of(clock, date(2024, 7, 1)).state) == (
        date(2024, 6, 3),
        None,
        "overdue",
    )
    on_the_day = only(make_case(opened(), replace(late, on=date(2024, 6, 3))), rulebook, "decision")
    assert state_of(on_the_day, date(2024, 7, 1)).state == "suspended"


def test_decision_ends_a_pause_that_was_left_open(rulebook: Rulebook) -> None:
    sent = make_act("testing_started", date(2024, 3, 11))
    decided = make_act("decision_made", date(2024, 3, 21), fine=500_00)
    clock = only(make_case(opened(), sent, decided), rulebook, "decision")
    assert (clock.excluded_days, clock.paused_from) == (10, None)
    assert state_of(clock, date(2024, 4, 1)).state == "met"


def test_two_tests_that_overlap_are_left_out_once(rulebook: Rulebook) -> None:
    acts = [
        make_act("testing_started", date(2024, 3, 11), "one"),
        make_act("testing_started", date(2024, 3, 18), "two"),
        make_act("testing_ended", date(2024, 3, 25), "first-back"),
        make_act("testing_ended", date(2024, 4, 15), "second-back"),
    ]
    clock = only(make_case(opened(), *acts), rulebook, "decision")
    assert (clock.excluded_days, clock.pauses) == (35, ((date(2024, 3, 11), date(2024, 4, 15)),))
    assert any("重叠的和期限以外的日子不扣除，共扣除35日" in line.text for line in clock.explanation)


def test_pause_within_the_extended_time_counts(rulebook: Rulebook) -> None:
    longer = make_act("decision_extended", date(2024, 5, 30), days=30, level="head")
    sent, back = make_act("testing_started", date(2024, 6, 10)), make_act("testing_ended", date(2024, 6, 15))
    clock = only(make_case(opened(), longer, sent, back), rulebook, "decision")
    assert (clock.plain_due, clock.excluded_days, clock.base_due) == (date(2024, 7, 7), 5, date(2024, 6, 7))


def test_extension_approved_earlier_than_recorded_is_in_time(rulebook: Rulebook) -> None:
    longer = make_act("decision_extended", date(2024, 6, 5), days=30, level="head", approved_on=date(2024, 6, 3))
    assert only(make_case(opened(), longer), rulebook, "decision").due == date(2024, 7, 2)


def test_extension_to_a_day_before_the_end_moves_nothing(rulebook: Rulebook) -> None:
    earlier = make_act("decision_extended", date(2024, 5, 30), until=date(2024, 6, 3), level="superior")
    clock = only(make_case(opened(), earlier), rulebook, "decision")
    assert clock.due == date(2024, 6, 3) and any("不晚于原期限" in line.text for line in clock.explanation)


def test_day_named_by_an_extension_is_that_day_even_on_a_sunday(rulebook: Rulebook) -> None:
    named = make_act("decision_extended", date(2024, 5, 30), until=date(2024, 7, 7), level="superior")
    assert only(make_case(opened(), named), rulebook, "decision").due == date(2024, 7, 7)


@pytest.mark.parametrize(
    ("extensions", "due"),
    [
        ((extended(date(2024, 6, 18)), extended(date(2024, 7, 15))), date(2024, 7, 19)),
        ((extended(date(2024, 6, 18), days=10), extended(date(2024, 6, 25), days=10)), date(2024, 7, 9)),
        ((extended(date(2024, 6, 18), days=31),), date(2024, 7, 19)),
        ((extended(date(2024, 6, 19)),), date(2024, 7, 19)),
        ((extended(date(2024, 6, 20)),), date(2024, 6, 19)),
        ((extended(date(2024, 6, 18), told=False),), date(2024, 6, 19)),
    ],
    ids=["twice", "in parts", "a day too long", "on the last day", "a day late", "not told"],
)
def test_seizure_is_extended_by_thirty_days_at_most_in_time_and_told(
    rulebook: Rulebook, extensions: tuple[Act, ...], due: date
) -> None:
    assert only(make_case(seized(date(2024, 5, 20)), *extensions), rulebook, "seizure_end").due == due


def test_seizure_never_rolls_to_a_working_day(rulebook: Rulebook) -> None:
    clock = only(make_case(seized(date(2025, 12, 25))), rulebook, "seizure_end")
    assert clock.due == date(2026, 1, 24) and not Calendar().is_working(clock.due)
    assert clock.explanation[-1].text == "最后一日不顺延"


def test_decision_that_confiscates_nothing_does_not_end_a_seizure(rulebook: Rulebook) -> None:
    decided = make_act("decision_made", date(2024, 6, 1), fine=500_00)
    assert only(make_case(seized(date(2024, 5, 20)), decided), rulebook, "seizure_end").met_on is None
    taken = replace(decided, values={"confiscated_items": ({"name": "某农药"},)})
    assert only(make_case(seized(date(2024, 5, 20)), taken), rulebook, "seizure_end").met_on == date(2024, 6, 1)


# ---- public notice ------------------------------------------------------------------------------------------------


def published(*more: Act) -> Case:
    decided = make_act("decision_made", date(2025, 9, 28), "decision", fine=1160_00)
    return make_case(decided, make_act("public_notice_issued", date(2025, 10, 14), "published"), *more)


def test_public_notice_takes_effect_by_itself(rulebook: Rulebook) -> None:
    clock = only(published(), rulebook, "public_notice_effective")
    assert [state_of(clock, day).state for day in (date(2025, 11, 12), date(2025, 11, 13))] == ["running", "met"]
    assert level_of(clock, date(2026, 1, 1)) is None


@pytest.mark.parametrize(
    ("signed", "due"), [(date(2025, 11, 13), date(2025, 11, 28)), (date(2025, 11, 14), date(2025, 11, 28))]
)
def test_signature_on_or_after_the_last_day_of_the_notice_moves_nothing(
    rulebook: Rulebook, signed: date, due: date
) -> None:
    served = make_act("decision_served", signed, method="direct")
    assert only(published(served), rulebook, "payment").due == due


def test_notice_of_another_decision_serves_only_that(rulebook: Rulebook) -> None:
    other = make_act("decision_made", date(2025, 10, 10), "other", fine=500_00)
    case = published(other)
    acts = tuple(replace(act, ref="decision") if act.id == "published" else act for act in case.acts)
    named = replace(case, acts=acts)
    assert [c.decision for c in found(named, rulebook, "reconsideration")] == ["decision"]
    assert {c.act: c.met_by for c in found(named, rulebook, "service")} == {"decision": "published", "other": ""}


# ---- what is told -------------------------------------------------------------------------------------------------


def test_every_line_of_an_explanation_has_its_source_and_doubt(rulebook: Rulebook) -> None:
    sent, back = make_act("testing_started", date(2024, 3, 11)), make_act("testing_ended", date(2024, 4, 15))
    longer = make_act("decision_extended", date(2024, 5, 30), days=30, level="head")
    clock = only(make_case(opened(), sent, back, longer), rulebook, "decision")
    assert all(line.basis for line in clock.explanation)
    recalled = [line.text for line in clock.explanation if line.certainty == "recalled"]
    assert recalled == [
        "检验、检测、鉴定2024-03-11至2024-04-15，35日不计入",
        "共扣除35日，最后一日为2024-07-07",
        "2024-05-30批准延长办案期限30日，至2024-08-06",
    ]


def test_opening_before_the_law_of_2021_owes_nothing(rulebook: Rulebook) -> None:
    clock = only(make_case(opened(date(2021, 7, 14))), rulebook, "decision")
    assert (clock.duty, clock.notice_from, clock.certainty) == ("advisory", None, "convention")
    assert state_of(clock, date(2022, 1, 1)).state == "lapsed"


def test_states_stand_by_the_day_that_counts_on_the_day_of_looking(rulebook: Rulebook) -> None:
    case = make_case(opened(), make_act("testing_started", date(2024, 3, 11)), seized(date(2024, 5, 20)))
    view = CaseView(case, rulebook)
    states = states_of(view, clocks_of(view), date(2024, 6, 17))
    assert [state.clock.id for state in states] == ["seizure_end", "decision"]
