"""Public notice as the last way: other ways first, what it begins, what a service made meanwhile moves."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from procedures.attempts import attempts_of, ways_tried
from procedures.case import Act, Case
from procedures.moved import moved_by
from procedures.objections import blocking, objections_to
from procedures.plain import decode_values, encode_values
from procedures.rulebook import Rulebook, load_rulebook
from tests.builders import make_act, make_case
from tests.procedures.asking import strip

POSTED = date(2025, 10, 14)
DOOR = {"on": date(2025, 10, 9), "way": "direct", "place": "住所", "result": "家中无人"}
POST = {"on": date(2025, 10, 10), "way": "post", "result": "10月13日以“查无此人”退回"}
LATER = {**POST, "on": date(2025, 10, 15)}


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook()


def notice(reason: str = "no_other_way", attempts: Sequence[Mapping[str, Any]] = (), **values: Any) -> Act:
    told = {"public_notice_reason": reason, "posting_record": "e1", "service_attempts": tuple(attempts), **values}
    return make_act("public_notice_issued", POSTED, "posted", values=told)


def decided(*more: Act) -> Case:
    """A citizen's fine of 1,160 yuan of 28 September 2025."""
    opened = make_act("case_opened", date(2025, 7, 31), approved_by="周某")
    decision = make_act("decision_made", date(2025, 9, 28), fine=1160_00, remedies_told=True)
    return make_case(opened, decision, *more)


@pytest.mark.parametrize(
    ("act", "rules"),
    [
        (notice(attempts=(DOOR, POST)), set()),
        (notice(attempts=(DOOR,)), {"other_ways_untried"}),
        (notice(attempts=(DOOR, DOOR)), {"other_ways_untried"}),
        (notice(attempts=(DOOR, LATER)), {"other_ways_untried"}),
        (notice(attempts=(DOOR, {**POST, "result": ""})), {"other_ways_untried"}),
        (notice("whereabouts_unknown"), {"public_notice_unfounded"}),
        (notice("whereabouts_unknown", whereabouts_basis="村民委员会证明"), set()),
        (notice(attempts=(DOOR, POST), posting_record=""), {"posting_unrecorded"}),
    ],
)
def test_public_notice_comes_after_other_ways_and_is_kept_on_record(
    rulebook: Rulebook, act: Act, rules: set[str]
) -> None:
    found = objections_to(decided(), act, rulebook, POSTED, issuing=True)
    asked = {"other_ways_untried", "public_notice_unfounded", "posting_unrecorded"}
    assert {each.rule for each in found} & asked == rules
    assert {each.rule for each in blocking(found)} == rules - {"posting_unrecorded"}


def test_one_attempt_is_named_with_how_many_it_takes(rulebook: Rulebook) -> None:
    found = objections_to(decided(), notice(attempts=(DOOR,)), rulebook, POSTED)
    (told,) = [each for each in found if each.rule == "other_ways_untried"]
    assert "只记录了直接送达，至少要有2种" in told.text and told.field == "service_attempts"
    assert told.severity == "irregular" and told.certainty == "convention"


def test_attempts_are_the_same_after_the_journal_has_kept_them() -> None:
    act = notice(attempts=(DOOR, POST))
    kept = replace(act, values=decode_values(encode_values(act.values)))
    assert attempts_of(kept) == attempts_of(act) and ways_tried(kept) == {"direct", "post"}


def test_public_notice_begins_every_later_day_from_its_effect(rulebook: Rulebook) -> None:
    begun = {each.clock.id: each.after for each in moved_by(decided(), notice(), rulebook, POSTED)}
    assert begun["public_notice_effective"] == date(2025, 11, 13)
    assert begun["payment"] == date(2025, 11, 28)
    assert begun["reconsideration"] == date(2026, 1, 12) and begun["suit"] == date(2026, 5, 13)


@pytest.mark.parametrize("recorded", [False, True])
def test_service_while_the_notice_runs_moves_every_later_day(rulebook: Rulebook, recorded: bool) -> None:
    signed = make_act("decision_served", date(2025, 11, 3), "signed", method="direct")
    case = decided(notice(), *([signed] if recorded else []))
    moved = {each.clock.id: (each.before, each.after) for each in moved_by(case, signed, rulebook, signed.on)}
    assert moved["payment"] == (date(2025, 11, 28), date(2025, 11, 18))
    assert moved["reconsideration"] == (date(2026, 1, 12), date(2026, 1, 4))
    assert "public_notice_effective" not in moved and "service" not in moved


def test_what_is_received_twice_moves_nothing(rulebook: Rulebook) -> None:
    served = make_act("decision_served", date(2025, 9, 29), "first", method="direct")
    again = make_act("decision_served", date(2025, 10, 9), "again", method="post")
    assert moved_by(decided(served), again, rulebook, again.on) == ()


def test_reminder_by_public_notice_counts_from_its_effect(rulebook: Rulebook) -> None:
    signed = make_act("decision_served", date(2025, 11, 3), "signed", method="direct")
    told = {"public_notice_reason": "whereabouts_unknown", "whereabouts_basis": "村民委员会证明"}
    posted = make_act("public_notice_issued", date(2026, 5, 18), "reminder", paper="34", values=told)
    case = decided(signed, posted)
    days = {"court_without_reminder": date(2026, 6, 16), "court_before_reminder_ends": date(2026, 7, 2)}
    for rule, day in {**days, "": date(2026, 7, 3)}.items():
        asked = make_act("court_application_filed", day, "asked", court="某县人民法院")
        found = [each for each in objections_to(case, asked, rulebook, day) if each.rule.startswith("court_")]
        assert [each.rule for each in found] == ([rule] if rule else [])
    (early,) = [
        each
        for each in objections_to(
            case, make_act("court_application_filed", date(2026, 7, 2), "asked"), rulebook, date(2026, 7, 2)
        )
        if each.rule == "court_before_reminder_ends"
    ]
    assert early.possible_on == date(2026, 7, 3) and "2026-06-17" in early.text


def test_strip_waits_for_the_public_notice_of_the_reminder(rulebook: Rulebook) -> None:
    signed = make_act("decision_served", date(2025, 11, 3), "signed", method="direct")
    posted = make_act("public_notice_issued", date(2026, 5, 18), "reminder", paper="34")
    case = decided(signed, posted)
    waiting = strip(case, rulebook, date(2026, 6, 16))["remind"]
    assert waiting.state == "waiting" and waiting.possible_on == date(2026, 6, 17)
    done = strip(case, rulebook, date(2026, 6, 17))["remind"]
    assert (done.state, done.done_on) == ("done", date(2026, 6, 17))


def test_reminder_handed_over_meanwhile_ends_its_public_notice(rulebook: Rulebook) -> None:
    posted = make_act("public_notice_issued", date(2026, 5, 18), "reminder", paper="34")
    handed = make_act("reminder_served", date(2026, 6, 1), "handed")
    served = make_act("decision_served", date(2025, 11, 3), "signed", method="direct")
    assert strip(decided(served, posted, handed), rulebook, date(2026, 6, 2))["remind"].done_on == date(2026, 6, 1)


def test_notice_of_a_reminder_is_no_step_of_the_service_of_the_decision(rulebook: Rulebook) -> None:
    served = make_act("decision_served", date(2025, 11, 3), "signed", method="direct")
    posted = make_act("public_notice_issued", date(2026, 5, 18), "reminder", paper="34")
    steps = strip(decided(served, posted), rulebook, date(2026, 6, 20))
    assert steps["public_notice"].state == "not_needed" and steps["serve"].done_on == date(2025, 11, 3)
    assert [step.id for step in steps.values() if step.takes(posted)] == ["remind"]
    assert [step.id for step in steps.values() if step.takes(notice())] == ["serve", "public_notice"]


def test_second_notice_does_not_change_what_the_first_began(rulebook: Rulebook) -> None:
    reminder = make_act("public_notice_issued", date(2026, 5, 18), "reminder", paper="34")
    case = decided(notice(), reminder)
    moved = moved_by(case, notice(), rulebook, date(2026, 6, 20))
    assert {each.clock.act for each in moved if each.clock.id == "public_notice_effective"} == {"posted"}
    assert all(each.before is None for each in moved)
    assert [each.after for each in moved_by(case, reminder, rulebook, reminder.on)] == [date(2026, 6, 17)]
