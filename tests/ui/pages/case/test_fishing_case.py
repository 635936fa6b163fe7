"""The closed-season fishing case as pages see it: surrendered gear, the days for a decision, two filings, records."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from models.operations.cases import open_case
from models.queries.cases import list_cases
from procedures.days import PUBLISHED
from procedures.kinds import kinds
from procedures.objections import objections_to
from tests.ui.case_desk import CaseDesk, opened_desk
from tests.ui.test_case_plans import sample_until
from ui.pages.case.act_fields import act_fields
from ui.pages.case.act_known import known_of
from ui.pages.case.deadlines import _range
from ui.pages.case.decision_days import hearing_told, window_told
from ui.pages.case.opened import OpenedCase
from ui.pages.case.opened import open_case as read_opened
from ui.pages.case.words import act_told, clock_name

NAME = "c09-closed-season-fishing.toml"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[CaseDesk]:
    with opened_desk(tmp_path, date(2025, 2, 14)) as made:
        yield made


def opened_on(desk: CaseDesk, day: date) -> OpenedCase:
    """The sample as it stood on the evening of a day."""
    desk.day = day
    change = open_case(desk.session, sample_until(NAME, day), actor="A", now=desk.now())
    return read_opened(desk.session, change.case_id, day)


def test_surrendered_gear_is_not_proposed_for_confiscation(desk: CaseDesk) -> None:
    opened = opened_on(desk, date(2025, 4, 27))
    assert "confiscated_items" not in known_of("opinion_submitted", opened, "p1").values


def test_what_was_surrendered_is_proposed_for_disposal_without_an_objection(desk: CaseDesk) -> None:
    opened = opened_on(desk, date(2025, 5, 15))
    known = known_of("goods_disposed", opened, "p1")
    assert [(row["name"], row["quantity"]) for row in known.values["items"]] == [("可视化锚鱼器", "1")]
    case = opened_on(desk, date(2025, 5, 22)).case
    act = next(each for each in case.acts if each.kind == "goods_disposed")
    assert objections_to(case, act, desk.session.rulebook, date(2025, 5, 22)) == ()


def test_the_place_of_surrendered_gear_is_that_of_the_preservation(desk: CaseDesk) -> None:
    opened = opened_on(desk, date(2025, 2, 20))
    assert known_of("goods_surrendered", opened, "p1").values["keep_place"] == "执法大队保管室"


def test_the_days_for_a_decision_lie_between_hearing_and_the_ninetieth_day(desk: CaseDesk) -> None:
    opened = opened_on(desk, date(2025, 5, 6))
    clocks = [each.clock for each in opened.assessment.deadlines]
    told = window_told(clocks, "p1", PUBLISHED)
    assert told is not None and told.narrow
    assert "2025-05-14 至 2025-05-19（第 90 日为 05-18 周日，顺延），其间 4 个工作日" in told.text


def test_a_hearing_asked_for_on_the_last_day_does_not_fit_before_the_ninetieth(desk: CaseDesk) -> None:
    opened = opened_on(desk, date(2025, 5, 13))
    clocks = [each.clock for each in opened.assessment.deadlines]
    told = hearing_told(opened.view, clocks, "p1", date(2025, 5, 13))
    assert told is not None and told.narrow
    assert "听证最早 2025-05-23" in told.text and "须批准延长" in told.text


def test_each_filing_is_told_with_the_body_to_which_it_is_owed(desk: CaseDesk) -> None:
    opened = opened_on(desk, date(2025, 5, 27))
    recipients = desk.session.rulebook.recipients
    filings = [each.clock for each in opened.assessment.deadlines if each.clock.recipient]
    names = {clock_name(clock, opened.case, recipients) for clock in filings}
    assert names == {"向浏阳市人民政府备案", "向长沙市农业农村局备案"}
    filed = [each for each in opened.case.acts if each.kind == "major_filed"]
    assert "浏阳市人民政府" in act_told(filed[0], opened.case, recipients)


def test_a_filing_takes_the_body_of_the_step_that_was_chosen(desk: CaseDesk) -> None:
    opened = opened_on(desk, date(2025, 5, 15))
    known = known_of("major_filed", opened, "p1", step="file_major.superior_department")
    assert known.values["recipient"] == "superior_department"
    assert known_of("major_filed", opened, "p1").values["recipient"] in desk.session.rulebook.recipients
    assert "recipient" in kinds()["major_filed"].fields


def test_page_of_a_filing_asks_for_people_and_letters_and_leaves_scans_to_the_desk(desk: CaseDesk) -> None:
    opened = opened_on(desk, date(2025, 5, 27))

    def asked(kind: str) -> set[str]:
        known = known_of(kind, opened, "p1")
        return {field.key for field in act_fields(known.filling, known.hidden) if field.beside}

    assert asked("major_filed") == {"handed_to", "way"}
    assert asked("filing_received") == {"receiver"}
    assert asked("filing_reviewed") == {"letter_number", "letter_on", "problem_summary"}
    assert asked("objection_submitted") == asked("filing_corrected") == {"receiver", "way"}


def test_the_time_line_of_a_finished_case_stays_at_the_days_of_the_case(desk: CaseDesk) -> None:
    opened_on(desk, date(2025, 6, 20))
    case_id = list_cases(desk.session).lines[0].case_id
    later = read_opened(desk.session, case_id, date(2026, 11, 24))
    start, end = _range(later.assessment.deadlines, later.today)
    assert start < date(2025, 2, 25) and date(2025, 5, 30) < end < later.today
