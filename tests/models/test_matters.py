"""Normative documents and major licence decisions: filed with the same two recipients, by the office's convention."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from models.errors import StaleError, StorageError
from models.operations.matters import (
    MatterChange,
    close_matter,
    file_matter,
    receive_matter,
    record_matter,
    review_matter,
    void_matter_event,
)
from models.operations.renewing import renew_rows
from models.queries.filing import county_owes, filing_desk, filings_of, proposals_of
from models.queries.matters import count_matters, matter_history, matters, read_matter
from models.rebuild import rebuild
from models.session import Session
from models.verify import verify
from procedures.days import YearTable
from procedures.matters import Matter
from procedures.problems import RuleError
from tests.models.filing_cases import CITY, SUPERIOR

MADE = date(2024, 10, 11)  # fifteenth day Saturday 2024-10-26, rolled to Monday 2024-10-28
DUE = date(2024, 10, 28)
NOW = datetime(2024, 11, 1, 1, 0, tzinfo=UTC)
MATTER = Matter("", "normative_document", "某市农业行政处罚裁量办法", "浏农发〔2024〕5号", MADE)


def made(session: Session, matter: Matter = MATTER) -> MatterChange:
    """A matter, recorded."""
    return record_matter(session, matter, actor="D", now=NOW)


def filed(session: Session, change: MatterChange, recipient: str = CITY, on: date = DUE) -> MatterChange:
    """The matter after it was filed with a recipient."""
    return file_matter(
        session, change.matter_id, change.seen, recipient, on, receiver="办公室张某", way="直接送达", actor="D", now=NOW
    )


def test_a_matter_has_the_two_recipients_and_fifteen_days_as_a_convention(session: Session) -> None:
    change = made(session)
    city, superior = filings_of(session, change.matter_id, DUE)
    assert (city.recipient, superior.recipient) == (CITY, SUPERIOR)
    assert {(line.plain_due, line.due, line.days_left) for line in (city, superior)} == {(date(2024, 10, 26), DUE, 0)}
    assert {(line.clock.clock.certainty, line.kind, line.source) for line in (city, superior)} == {
        ("convention", "normative_document", "matter")
    }
    assert city.cause == "规范性文件" and "第十二条第七项" in city.grounds


def test_each_recipient_goes_its_own_way_to_the_end(session: Session) -> None:
    change = filed(session, made(session))
    change = receive_matter(session, change.matter_id, change.seen, CITY, DUE, receipt_no="2024-9", actor="D", now=NOW)
    city, superior = filings_of(session, change.matter_id, DUE)
    assert (city.state, city.receiver, city.receipt_no, city.received_on) == ("received", "办公室张某", "2024-9", DUE)
    assert superior.state == "due"
    for recipient in (SUPERIOR,):
        change = filed(session, change, recipient)
    for recipient in (CITY, SUPERIOR):
        assert filing_desk(session, DUE).rows
        change = review_matter(
            session, change.matter_id, change.seen, recipient, NOW.date(), "no_objection", actor="D", now=NOW
        )
    assert filing_desk(session, DUE).rows == ()
    assert matters(session)[0].closed_on == NOW.date()


def test_problems_stay_open_until_a_closing_says_that_they_are_mended(session: Session) -> None:
    change = filed(session, made(session))
    today = NOW.date()
    change = review_matter(
        session,
        change.matter_id,
        change.seen,
        CITY,
        today,
        "problems",
        found="第三条与上位法不一致",
        actor="D",
        now=NOW,
    )
    assert filings_of(session, change.matter_id, DUE)[0].state == "problems"
    change = close_matter(
        session, change.matter_id, change.seen, today, "第三条已修改并重新公布", recipient=CITY, actor="D", now=NOW
    )
    city, superior = filings_of(session, change.matter_id, DUE)
    assert (city.state, city.is_open, superior.state) == ("corrected", False, "due")
    told = matter_history(session, change.matter_id, CITY)
    assert "第三条与上位法不一致" in told[1].words and told[-1].kind == "matter_closed"


def test_a_late_filing_is_proposed_under_12_7_for_its_recipient_alone_and_as_possible(session: Session) -> None:
    change = filed(session, made(session))
    filed(session, change, SUPERIOR, DUE + timedelta(1))
    assert proposals_of(session, DUE) == ()
    (line,) = proposals_of(session, DUE + timedelta(1), article=12, item=7)
    assert (line.source, line.source_id, line.recipient) == ("matter", change.matter_id, SUPERIOR)
    assert not line.established and MATTER.title in line.because


def test_a_wrong_record_is_voided_and_stays_visible(session: Session) -> None:
    change = filed(session, made(session))
    event = change.file.events[0].id
    change = void_matter_event(session, change.matter_id, change.seen, event, "报的是另一份文件", actor="D", now=NOW)
    assert filings_of(session, change.matter_id, DUE)[0].state == "due"
    assert matter_history(session, change.matter_id)[0].words.endswith("（已作废：报的是另一份文件）")
    with pytest.raises(RuleError, match="已经作废"):
        void_matter_event(session, change.matter_id, change.seen, event, "再来", actor="D", now=NOW)


def test_a_corrected_row_counts_and_moves_the_days(session: Session) -> None:
    change = made(session)
    corrected = replace(change.file.matter, made_on=MADE - timedelta(1), title="改正后的标题")
    change = record_matter(session, corrected, seen=change.seen, actor="D", now=NOW)
    line = filings_of(session, change.matter_id, DUE)[0]
    assert (line.title, line.due) == ("改正后的标题", date(2024, 10, 25))
    assert read_matter(session, change.matter_id).matter == corrected


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": "  "}, "没有填写标题"),
        ({"made_on": None}, "没有填写日期"),
        ({"made_on": date(2024, 11, 2)}, "还没有到"),
        ({"kind": "penalty"}, "没有选事项的种类"),
    ],
)
def test_a_matter_that_wants_something_is_refused(session: Session, wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(RuleError, match=said):
        made(session, replace(MATTER, **wrong))
    assert matters(session) == () and count_matters(session) == 0


def test_what_was_never_filed_can_be_neither_received_nor_reviewed(session: Session) -> None:
    change = filed(session, made(session))
    for recipient, on in ((SUPERIOR, DUE), (CITY, DUE - timedelta(1))):
        with pytest.raises(RuleError, match="还没有向这个机关报送"):
            receive_matter(session, change.matter_id, change.seen, recipient, on, actor="D", now=NOW)
        with pytest.raises(RuleError, match="还没有向这个机关报送"):
            review_matter(session, change.matter_id, change.seen, recipient, on, "no_objection", actor="D", now=NOW)


@pytest.mark.parametrize("recipient", ["", "province", "某单位"])
def test_an_unknown_recipient_is_refused(session: Session, recipient: str) -> None:
    change = made(session)
    with pytest.raises(RuleError, match="只向浏阳市人民政府、长沙市农业农村局备案"):
        filed(session, change, recipient)


@pytest.mark.parametrize("on", [MADE - timedelta(1), NOW.date() + timedelta(1)])
def test_a_day_before_the_matter_or_to_come_is_refused(session: Session, on: date) -> None:
    change = made(session)
    with pytest.raises(RuleError, match="至今天之间"):
        filed(session, change, CITY, on)


def test_problems_without_words_and_a_closing_without_reason_are_refused(session: Session) -> None:
    change = filed(session, made(session))
    with pytest.raises(RuleError, match="审查发现的问题"):
        review_matter(session, change.matter_id, change.seen, CITY, DUE, "problems", actor="D", now=NOW)
    with pytest.raises(RuleError, match="没有选审查结果"):
        review_matter(session, change.matter_id, change.seen, CITY, DUE, "", actor="D", now=NOW)
    with pytest.raises(RuleError, match="必须写明理由"):
        close_matter(session, change.matter_id, change.seen, DUE, " ", actor="D", now=NOW)


def test_a_scan_that_is_not_kept_is_refused(session: Session) -> None:
    change = filed(session, made(session))
    with pytest.raises(StorageError, match="还没有存入"):
        receive_matter(session, change.matter_id, change.seen, CITY, DUE, scan="0" * 64, actor="D", now=NOW)


def test_a_second_writer_and_a_matter_that_is_not_there_are_refused(session: Session) -> None:
    change = made(session)
    filed(session, change)
    with pytest.raises(StaleError):
        filed(session, change, SUPERIOR)
    with pytest.raises(StorageError, match="没有这件事项"):
        read_matter(session, "x")


def test_matters_are_rebuilt_recomputed_and_verified(session: Session) -> None:
    change = filed(session, made(session))
    made(session, replace(MATTER, kind="licence_decision", title="某许可"))
    assert count_matters(session) == 2
    assert rebuild(session.database, session.rulebook).different == 0
    session.database.sql("UPDATE filing_row SET state = 'due' WHERE position = 0")
    session.database.sql("DELETE FROM matter_row")
    session.database.sql("UPDATE case_text SET text = 'x'")
    assert rebuild(session.database, session.rulebook, repair=True).different > 0
    assert rebuild(session.database, session.rulebook).different == 0
    assert filings_of(session, change.matter_id, DUE)[0].state == "filed"
    assert len(filing_desk(session, DUE, words="裁量办法").rows) == 1
    changed = session.rulebook.with_years({2024: YearTable({DUE: "放假"})})
    other = Session(session.database, session.folder, lambda: changed, session.load_forms, session.device)
    assert (renew_rows(other), renew_rows(other)) == (2, 0)
    assert filings_of(other, change.matter_id, DUE)[1].due == DUE + timedelta(1)
    assert verify(session.database, session.folder, session.device).ok


def test_a_closing_of_all_ends_what_is_owed_to_both(session: Session) -> None:
    change = made(session)
    close_matter(session, change.matter_id, change.seen, DUE, "文件未公布，撤回", actor="D", now=NOW)
    assert [one.owed for one in county_owes(session, DUE)] == [0, 0]
    line = matters(session)[0]
    assert (line.closed_on, line.close_reason) == (DUE, "文件未公布，撤回")
