"""Clocks come back from the database as they were made; one that stands still is counted for the day that is asked."""

from datetime import date

import pytest

from models.clocks import clock_from, clock_row
from models.operations.cases import open_case
from models.queries.cases import list_cases
from models.queries.deadlines import case_clocks, colour_on, due_clocks
from models.rebuild import rebuild
from models.session import Session
from procedures.case import Act, Case
from procedures.deadlines import clocks
from procedures.rulebook import Rulebook
from tests.builders import make_act, make_case
from tests.models.conftest import NOW

TODAY = date(2026, 10, 9)


def opened(*more: Act) -> Case:
    return make_case(make_act("case_opened", date(2026, 7, 13), "opened", approved_by="赵某"), *more)


def suspended() -> Case:
    acts = (
        make_act("testing_started", date(2026, 8, 3)),
        make_act("testing_ended", date(2026, 8, 10)),
        make_act("investigation_suspended", date(2026, 9, 1), reason="等待另案结果", approved_by="赵某"),
    )
    return opened(*acts)


@pytest.mark.parametrize("case", [opened(), suspended()], ids=["running", "standing still"])
def test_stored_clock_is_read_back_as_it_was_made(rulebook: Rulebook, case: Case) -> None:
    made = clocks(case, rulebook)
    assert tuple(clock_from(clock_row("c", position, clock)) for position, clock in enumerate(made)) == made


def test_right_given_up_is_read_back(rulebook: Rulebook) -> None:
    told = make_act("notice_served", date(2026, 9, 1), hearing_offered=True, fine=5000_00)
    waived = make_act("rights_waived", date(2026, 9, 2), which="both")
    (made,) = (clock for clock in clocks(make_case(told, waived), rulebook) if clock.id == "hearing_request")
    assert clock_from(clock_row("c", 0, made)).waived_on == date(2026, 9, 2)


def test_case_that_stands_still_is_counted_up_to_the_day_asked(session: Session) -> None:
    change = open_case(session, suspended(), actor="A", now=NOW)
    for today, due in ((date(2026, 9, 1), date(2026, 10, 19)), (TODAY, date(2026, 11, 25))):
        (state,) = (s for s in case_clocks(session, change.case_id, today) if s.clock.id == "decision")
        assert (state.state, state.clock.due, state.clock.certain) == ("suspended", due, False)
        assert colour_on(state.clock, today) == ""
    assert rebuild(session.database, session.rulebook).different == 0


def test_due_days_ask_for_the_day_as_it_stands_not_as_it_was_stored(session: Session) -> None:
    open_case(session, suspended(), actor="A", now=NOW)
    open_case(session, opened(), actor="A", now=NOW)
    soon = due_clocks(session, TODAY, until=date(2026, 10, 31))
    assert [(due.state.state, due.state.clock.due) for due in soon] == [("running", date(2026, 10, 12))]
    later = due_clocks(session, TODAY, since=date(2026, 11, 1))
    assert [(due.state.state, due.state.clock.due) for due in later] == [("suspended", date(2026, 11, 25))]


def test_list_names_no_day_of_a_clock_that_stands_still(session: Session) -> None:
    open_case(session, suspended(), actor="A", now=NOW)
    open_case(session, opened(), actor="A", now=NOW)
    assert sorted(str(row.next_due) for row in list_cases(session).lines) == ["2026-10-12", "None"]
