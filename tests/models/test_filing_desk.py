"""The filing desk: what is owed first and by its day, every decision once, found through the index."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from models.operations.matters import record_matter
from models.queries.filing import (
    After,
    DeskPage,
    DeskRow,
    FilingCounts,
    OwedTo,
    View,
    county_owes,
    filing_counts,
    filing_desk,
    filing_register,
    judged_not_major,
    proposals_of,
)
from models.queries.workbench import returned_filings
from models.session import Session
from procedures.matters import Matter
from tests.models.conftest import NOW
from tests.models.filing_cases import CITY, DECIDED, SUPERIOR, answered, filed, recorded, reopened, stored

TODAY = date(2024, 10, 28)
# decided on these days, due on 10-23, 10-28 and 10-31
OVERDUE, TODAY_DUE, LATER = date(2024, 10, 8), DECIDED, date(2024, 10, 16)


def names(page: DeskPage) -> list[str]:
    return [row.title for row in page.rows]


@pytest.fixture
def desk(session: Session) -> Session:
    """Decisions owed, answered and closed, in no order."""
    stored(session, LATER, title="剩三日")
    waiting = stored(session, date(2024, 9, 2), title="待审查")
    recorded(session, waiting, filed(CITY, date(2024, 9, 5)), filed(SUPERIOR, date(2024, 9, 5)))
    stored(session, TODAY_DUE, title="今日到期")
    called = stored(session, date(2024, 8, 1), title="调阅案卷")
    both = (filed(CITY, date(2024, 8, 5)), filed(SUPERIOR, date(2024, 8, 5)))
    recorded(session, called, *both, answered("case_file_called", CITY, date(2024, 10, 25)))
    stored(session, OVERDUE, title="逾期")
    for month in (6, 7):
        closed = stored(session, date(2024, month, 3), title=f"{month}月办结")
        both = (filed(CITY, date(2024, month, 5)), filed(SUPERIOR, date(2024, month, 5)))
        answers = [
            answered("filing_reviewed", recipient, date(2024, month, 20), outcome="no_objection")
            for recipient in (CITY, SUPERIOR)
        ]
        recorded(session, closed, *both, *answers)
    stored(session, LATER, 16_062_90, title="未达标准")
    return session


def test_overdue_stands_first_then_today_then_by_day_then_what_recipients_asked(desk: Session) -> None:
    page = filing_desk(desk, TODAY)
    assert names(page) == ["逾期", "今日到期", "剩三日", "调阅案卷", "待审查"]
    assert [row.lines[0].days_left for row in page.rows] == [-5, 0, 3, None, None]
    assert [row.lines[0].colour for row in page.rows[:3]] == ["red", "notice", ""]


def test_order_stays_the_same_whatever_day_it_is(desk: Session) -> None:
    assert names(filing_desk(desk, TODAY)) == names(filing_desk(desk, TODAY + timedelta(400)))


def test_recipients_stand_beside_each_other_in_one_row(desk: Session) -> None:
    row = filing_desk(desk, TODAY).rows[0]
    assert [line.recipient for line in row.lines] == [CITY, SUPERIOR]
    assert {(line.decision, line.party) for line in row.lines} == {(row.decision, row.party)}


def test_a_decision_moves_down_once_one_of_two_recipients_has_it(desk: Session) -> None:
    page = filing_desk(desk, TODAY)
    assert names(page)[0] == "逾期"
    case_id = page.rows[0].source_id
    change = recorded(desk, reopened(desk, case_id), filed(CITY, TODAY))
    assert names(filing_desk(desk, TODAY))[0] == "逾期"
    recorded(desk, change, filed(SUPERIOR, TODAY))
    assert names(filing_desk(desk, TODAY))[0] == "今日到期"


def test_closed_ones_stand_newest_first_and_every_view_is_counted(desk: Session) -> None:
    page = filing_desk(desk, TODAY, view="closed")
    assert names(page) == ["7月办结", "6月办结"]
    assert (page.counts.open, page.counts.closed, page.counts.judged, page.counts.all) == (5, 2, 1, 7)
    assert len(filing_desk(desk, TODAY, view="all").rows) == 7


@pytest.mark.parametrize("view", ["open", "closed", "all"])
@pytest.mark.parametrize("limit", [1, 2, 5])
def test_pages_hold_every_decision_once_and_whole(desk: Session, view: View, limit: int) -> None:
    found: list[DeskRow] = []
    after: After | None = None
    while True:
        page = filing_desk(desk, TODAY, view=view, limit=limit, after=after)
        assert len(page.rows) <= limit and all(len(row.lines) == 2 for row in page.rows)
        found += page.rows
        after = page.after
        if after is None:
            break
    assert tuple(found) == filing_desk(desk, TODAY, view=view).rows


def test_words_find_decisions_by_party_number_and_single_characters(desk: Session) -> None:
    assert names(filing_desk(desk, TODAY, words="逾期")) == ["逾期"]
    page = filing_desk(desk, TODAY, words="农资", view="all", limit=3)
    assert len(page.rows) == 3 and page.counts.all == 7
    number = filing_desk(desk, TODAY).rows[0].number
    assert [row.number for row in filing_desk(desk, TODAY, words=number).rows] == [number]
    assert filing_desk(desk, TODAY, words="，").rows == ()
    assert filing_desk(desk, TODAY, words="没有这个人").counts.all == 0


def test_matters_stand_among_the_decisions_and_are_found_by_words(desk: Session) -> None:
    matter = Matter("", "normative_document", "某办法", "浏农〔2024〕3号", date(2024, 10, 10))
    record_matter(desk, matter, actor="D", now=NOW)
    assert names(filing_desk(desk, TODAY))[:2] == ["逾期", "某办法"]
    row = filing_desk(desk, TODAY, words="某办法").rows[0]
    assert (row.source, row.kind, row.decision, row.party) == ("matter", "normative_document", "", "")
    assert {line.clock.clock.certainty for line in row.lines} == {"convention"}


def test_what_was_judged_not_major_is_paged_newest_first(session: Session) -> None:
    for number in range(5):
        stored(session, DECIDED + timedelta(number), 100_00)
    first = judged_not_major(session, since=DECIDED, limit=2)
    rest = judged_not_major(session, since=DECIDED, after=first[-1].place)
    assert [line.judged_on.day for line in (*first, *rest)] == [15, 14, 13, 12, 11]
    assert judged_not_major(session, since=DECIDED + timedelta(5)) == ()
    assert len(judged_not_major(session, since=DECIDED, words="农资")) == 5


def test_a_supervisor_sees_what_is_owed_to_whom(desk: Session) -> None:
    change = reopened(desk, filing_desk(desk, TODAY).rows[1].source_id)
    recorded(desk, change, filed(CITY, TODAY))
    assert county_owes(desk, TODAY) == (
        OwedTo(CITY, "浏阳市人民政府", 2, 1, 0, 1, 3, date(2024, 10, 23)),
        OwedTo(SUPERIOR, "长沙市农业农村局", 3, 1, 1, 2, 2, date(2024, 10, 23)),
    )


def test_nothing_owed_names_both_recipients_with_nothing(session: Session) -> None:
    assert [(one.owed, one.earliest) for one in county_owes(session, TODAY)] == [(0, None), (0, None)]
    assert filing_counts(session, TODAY) == FilingCounts(0, 0, 0)


def test_each_recipient_counts_for_the_rail(desk: Session) -> None:
    assert filing_counts(desk, TODAY) == FilingCounts(overdue=2, due_today=2, due_soon=4)


def test_the_register_of_a_month_holds_what_was_decided_in_it(desk: Session) -> None:
    lines = filing_register(desk, date(2024, 10, 1), date(2024, 10, 31), TODAY)
    assert [(line.title, line.recipient) for line in lines] == [
        (title, recipient) for title in ("逾期", "今日到期", "剩三日") for recipient in (CITY, SUPERIOR)
    ]
    assert (lines[2].plain_due, lines[2].due) == (date(2024, 10, 26), TODAY)


@pytest.mark.parametrize(
    ("asked", "index"),
    [
        (lambda session: filing_desk(session, TODAY), "filing_row_desk"),
        (lambda session: filing_desk(session, TODAY, view="closed"), "filing_row_desk"),
        (lambda session: filing_counts(session, TODAY), "filing_row_owed"),
        (lambda session: county_owes(session, TODAY), "filing_row_open"),
        (lambda session: filing_register(session, DECIDED, TODAY, TODAY), "filing_row_decided"),
        (lambda session: judged_not_major(session, since=DECIDED), "judged_row_day"),
        (lambda session: proposals_of(session, TODAY), "proposal_row_since"),
        (lambda session: proposals_of(session, TODAY, article=12, item=7), "proposal_row_item"),
        (lambda session: returned_filings(session, actor="A"), "filing_row_returned"),
    ],
)
def test_no_list_is_read_or_sorted_without_an_index(
    local_session: Session, asked: Callable[[Session], object], index: str
) -> None:
    stored(local_session)
    plans = [plan for statement in _statements(local_session, asked) for plan in _plan(local_session, statement)]
    assert any(index in plan for plan in plans)
    assert not [plan for plan in plans if "TEMP B-TREE" in plan and index != "filing_row_returned"]
    assert not [plan for plan in plans if plan.startswith("SCAN") and "INDEX" not in plan and "CONSTANT" not in plan]


def _statements(session: Session, asked: Callable[[Session], object]) -> list[tuple[str, tuple[Any, ...]]]:
    """The statements that a query sends, in the order in which the driver got them."""
    sent: list[tuple[str, tuple[Any, ...]]] = []
    driver = session.database.driver
    execute = driver.execute_sql

    def noted(sql: str, params: Any = None, *rest: Any, **more: Any) -> Any:
        sent.append((sql, tuple(params or ())))
        return execute(sql, params, *rest, **more)

    driver.execute_sql = noted
    try:
        asked(session)
    finally:
        del driver.execute_sql
    return [(sql, params) for sql, params in sent if "filing_row" in sql or "judged_row" in sql or "proposal" in sql]


def _plan(session: Session, statement: tuple[str, tuple[Any, ...]]) -> list[str]:
    sql, params = statement
    return [str(row[3]) for row in session.database.sql(f"EXPLAIN QUERY PLAN {sql}", params)]
