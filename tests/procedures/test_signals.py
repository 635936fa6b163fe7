"""Signals of duties and of acts: an act that did not wait for a limit names that limit."""

from datetime import date

from procedures.objections import Objection
from procedures.signals import Signal, signals

DAY = date(2021, 7, 20)


def objection(signal: str = "red", deadline: str = "") -> Objection:
    return Objection(
        act="decision",
        on=DAY,
        severity="blocking",
        text="听证申请期限至2021-07-22，不得作出决定",
        basis="行政处罚法(2021) 第六十四条第一项",
        certainty="verified",
        remedy="期满后再决定",
        rule="decided_too_early",
        party="p1",
        signal=signal,
        deadline=deadline,
    )


def test_act_that_did_not_wait_is_red_and_names_act_and_deadline() -> None:
    (found,) = signals((), (objection(deadline="hearing_request"),), DAY)
    assert found == Signal("red", "hearing_request", "p1", "", DAY, objection().text, "decision")


def test_act_that_breaks_another_condition_names_no_deadline() -> None:
    (found,) = signals((), (objection(),), DAY)
    assert (found.deadline, found.act) == ("", "decision")


def test_objection_without_a_signal_gives_none() -> None:
    assert signals((), (objection("none"),), DAY) == ()
