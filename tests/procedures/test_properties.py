"""What holds for every case, lawful or not: generated ones, and every prefix of the samples."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procedures.answer import as_json
from procedures.assess import Assessment, assess
from procedures.case import Act, Case
from procedures.clocks import at
from procedures.deadlines import clocks_of
from procedures.kinds import kinds
from procedures.rulebook import Rulebook, load_rulebook
from procedures.script import read_script_file
from procedures.stages import stages
from procedures.view import CaseView
from resources import path
from tests import strategies
from tests.builders import make_case, make_company, make_party
from tests.strategies import acts_of

FIRST, LAST = date(2024, 4, 22), date(2024, 6, 14)
LATER = date(2024, 12, 31)
SAMPLES = sorted(path("samples").glob("*.toml"))
# What the clocks and the steps turn on: drawn as often as all other kinds together.
SPINE = (
    *("lead_received", "opening_extended", "case_opened", "case_not_opened", "opening_cancelled"),
    *("testing_started", "testing_ended", "investigation_suspended", "investigation_resumed"),
    *("evidence_preserved", "preservation_decided", "property_seized", "seizure_extended", "seizure_released"),
    *("opinion_submitted", "notice_served", "rights_waived", "statement_received", "hearing_requested"),
    *("hearing_notice_served", "hearing_held", "legal_review_given", "decision_extended", "decision_made"),
    *("public_notice_issued", "decision_served", "decision_published", "decision_changed", "major_filed"),
    *("fine_paid", "deferral_approved", "refund_made", "reconsideration_applied", "reconsideration_decided"),
    *("judgment_given", "court_application_filed", "court_refused", "case_closed", "on_the_spot_decision"),
)
RELAXED = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook()


def days() -> st.SearchStrategy[date]:
    return st.dates(FIRST, LAST)


@st.composite
def acts(draw: st.DrawFn, number: int, parties: tuple[str, ...], earlier: tuple[str, ...]) -> Act:
    """An act of any kind but a voiding, within eight weeks, so that the acts of a case meet."""
    names = draw(st.sampled_from([SPINE, tuple(kinds())]))
    fitting = [kinds()[name] for name in names if name != "act_voided"]
    kind = draw(st.sampled_from([kind for kind in fitting if earlier or kind.takes_ref != "must"]))
    known = {"party": parties, "officer": ("A", "B"), "act_ref": earlier}
    act = draw(acts_of(kind, f"act-{number}", known))
    return replace(act, on=draw(days()))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A case of one or two parties and up to eighteen acts."""
    parties = (make_company("p1"), make_party("p2"))[: draw(st.integers(1, 2))]
    made: list[Act] = []
    for number in range(draw(st.integers(0, 18))):
        made.append(draw(acts(number, tuple(party.id for party in parties), tuple(act.id for act in made))))
    return make_case(*made, parties=parties)


def check(case: Case, rulebook: Rulebook, today: date) -> Assessment:
    """The assessment of a case, after what must hold of any."""
    found = assess(case, rulebook, today)
    as_json(found)
    for state in found.deadlines:
        assert (state.days_left is None) == (state.state in ("met", "met_late", "lapsed", "waived"))
        assert state.state != "suspended" or not state.clock.certain
        assert state.state not in ("met", "met_late") or state.clock.met_on is not None
        assert state.clock.explanation
    assert len(set(found.next)) == len(found.next)
    not_needed: set[str] = set()
    needed: set[str] = set()
    for party in ("", *(party.id for party in case.parties)):
        for stage in stages(case, rulebook, today, party):
            assert stage.steps
            for step in stage.steps:
                assert step.reason and step.basis
                assert step.state != "done" or step.done_on is not None
                assert step.done_on is None or step.done_on in (date.min,) or step.done_on <= today
                (not_needed if step.state == "not_needed" else needed).update(step.act_kinds)
    # What comes next is never what every step says is not needed.
    assert not {act.act for act in found.next} & (not_needed - needed)
    assert not [objection for objection in found.objections if not (objection.text and objection.basis)]
    return found


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_every_prefix_of_a_sample_is_judged(sample: Any, rulebook: Rulebook) -> None:
    case = read_script_file(sample)
    for day in sorted({act.on for act in case.acts}):
        check(case, rulebook, day)
        check(case, rulebook, day + timedelta(days=40))


@RELAXED
@given(case=cases(), today=st.dates(FIRST, LATER))
def test_any_case_is_judged_on_any_day(case: Case, today: date, rulebook: Rulebook) -> None:
    check(case, rulebook, today)


@RELAXED
@given(case=strategies.cases(act_count=8), today=st.dates(date(1900, 1, 1)))
def test_any_script_is_judged_on_any_day_of_the_calendar(case: Case, today: date, rulebook: Rulebook) -> None:
    assess(case, rulebook, today)
    stages(case, rulebook, today)


@RELAXED
@given(case=cases(), data=st.data())
def test_act_that_was_voided_changes_nothing(case: Case, data: st.DataObject, rulebook: Rulebook) -> None:
    extra = data.draw(acts(99, tuple(party.id for party in case.parties), ("act-0",)))
    voiding = Act("voiding", "act_voided", extra.on, ref=extra.id, fields={"reason": "误记"})
    with_it = replace(case, acts=(*case.acts, extra, voiding))
    assert as_json(assess(with_it, rulebook, LATER)) == as_json(assess(case, rulebook, LATER))


@RELAXED
@given(case=cases(), data=st.data())
def test_order_of_recording_changes_nothing(case: Case, data: st.DataObject, rulebook: Rulebook) -> None:
    # Several acts of one kind on one day keep the order in which they were recorded.
    single = tuple({(act.kind, act.on): act for act in case.acts}.values())
    known = {act.id for act in single}
    single = tuple(replace(act, ref=act.ref if act.ref in known else "") for act in single)
    shuffled = tuple(data.draw(st.permutations(single)))
    answers = [as_json(assess(replace(case, acts=each), rulebook, LATER)) for each in (single, shuffled)]
    assert answers[0] == answers[1]


@RELAXED
@given(case=cases(), today=st.dates(FIRST, LATER))
def test_clock_moves_with_the_day_only_while_it_stands_still(case: Case, today: date, rulebook: Rulebook) -> None:
    for clock in clocks_of(CaseView(case, rulebook)):
        if not clock.is_paused(today):
            assert at(clock, today) == clock


@RELAXED
@given(case=cases())
def test_no_day_is_excluded_twice(case: Case, rulebook: Rulebook) -> None:
    for clock in clocks_of(CaseView(case, rulebook)):
        left_out = {
            start + timedelta(days=number) for start, end in clock.pauses if end for number in range((end - start).days)
        }
        assert clock.excluded_days == len(left_out)
        assert clock.excluded_days == 0 or clock.plain_due >= clock.trigger_on


def test_amounts_of_an_answer_are_exact(rulebook: Rulebook) -> None:
    case = read_script_file(SAMPLES[-1])
    answer = as_json(assess(case, rulebook, LATER.replace(year=2026)))
    assert all(isinstance(party["money"]["fine"], Decimal) for party in answer["parties"].values() if party["money"])
