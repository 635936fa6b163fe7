"""Normative documents and major licence decisions: two recipients, fifteen days, never more than a possible finding."""

from datetime import date

import pytest

from procedures.filing import Filing
from procedures.matters import Matter, MatterEvent, MatterKind, matter_clocks, matter_filings, matter_proposals
from procedures.rulebook import Rulebook, load_rulebook

CITY, SUPERIOR = "city_government", "superior_department"


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook()


def matter(kind: MatterKind = "normative_document", made_on: date = date(2024, 9, 18)) -> Matter:
    return Matter("m1", kind, "某某管理办法", "浏农发〔2024〕9号", made_on)


def filed(day: int, recipient: str = CITY) -> MatterEvent:
    return MatterEvent(f"filed-{recipient}", "matter_filed", date(2024, 10, day), recipient)


def of(events: list[MatterEvent], rulebook: Rulebook, recipient: str = CITY) -> Filing:
    return next(each for each in matter_filings(matter(), events, rulebook) if each.recipient == recipient)


@pytest.mark.parametrize("kind", ["normative_document", "licence_decision"])
def test_both_days_are_counted_as_for_a_penalty_and_marked_as_a_convention(
    rulebook: Rulebook, kind: MatterKind
) -> None:
    found = matter_clocks(matter(kind), [], rulebook)
    assert [clock.recipient for clock in found] == [CITY, SUPERIOR]
    assert {(clock.plain_due, clock.due) for clock in found} == {(date(2024, 10, 3), date(2024, 10, 8))}
    assert {clock.certainty for clock in found} == {"convention"}
    assert found[0].notice_from == date(2024, 10, 1) and found[0].red_from == date(2024, 10, 12)


def test_a_filing_meets_the_clock_of_its_recipient_only(rulebook: Rulebook) -> None:
    events = [filed(8)]
    assert (of(events, rulebook).state, of(events, rulebook).is_owed) == ("filed", False)
    assert (of(events, rulebook, SUPERIOR).state, of(events, rulebook, SUPERIOR).is_owed) == ("due", True)


def test_a_matter_goes_on_to_its_end(rulebook: Rulebook) -> None:
    events = [filed(8)]
    expected = (
        (MatterEvent("r", "matter_received", date(2024, 10, 9), CITY, receipt_no="7"), "received"),
        (MatterEvent("p", "matter_reviewed", date(2024, 10, 20), CITY, outcome="problems"), "problems"),
        (MatterEvent("c", "matter_closed", date(2024, 10, 30), CITY, reason="已修改重发"), "corrected"),
    )
    for event, state in expected:
        events.append(event)
        assert of(events, rulebook).state == state
    assert not of(events, rulebook).is_open
    assert [event.words for event in of(events, rulebook).events][1:] == [
        "备案收件（7）",
        "备案审查结果：有问题",
        "办结（已修改重发）",
    ]


def test_a_matter_without_objection_is_done(rulebook: Rulebook) -> None:
    events = [filed(8), MatterEvent("p", "matter_reviewed", date(2024, 10, 20), CITY, outcome="no_objection")]
    assert (of(events, rulebook).state, of(events, rulebook).is_open) == ("no_objection", False)


def test_a_matter_withdrawn_before_it_was_filed_owes_nothing(rulebook: Rulebook) -> None:
    closed = MatterEvent("c", "matter_closed", date(2024, 9, 25), reason="文件废止")
    for recipient in (CITY, SUPERIOR):
        found = of([closed], rulebook, recipient)
        assert (found.is_owed, found.is_open, found.clock.waived_on) == (False, False, date(2024, 9, 25))
    assert not matter_proposals(matter(), [closed], rulebook)


def test_an_overdue_matter_is_a_possible_finding_of_its_recipient(rulebook: Rulebook) -> None:
    found = matter_proposals(matter(), [filed(8), filed(9, SUPERIOR)], rulebook)
    assert [(p.article, p.item, p.recipient, p.established, p.since) for p in found] == [
        (12, 7, SUPERIOR, False, date(2024, 10, 9))
    ]
    assert found[0].because == "规范性文件“某某管理办法”：规范性文件备案应于2024-10-08前完成，迟至2024-10-09完成"


def test_a_matter_filed_before_it_was_made_is_not_filed(rulebook: Rulebook) -> None:
    early = MatterEvent("f", "matter_filed", date(2024, 9, 17), CITY)
    assert of([early], rulebook).state == "due"
