"""A duty to file stands in the database with the decision that brings it, and follows from the journal alone."""

from datetime import date, timedelta

import pytest

from models.errors import StorageError
from models.operations.cases import open_case, void_act
from models.operations.renewing import renew_rows
from models.queries.filing import filing_desk, filings_of, judged_not_major, proposals_of
from models.rebuild import rebuild
from models.session import Session
from procedures.days import YearTable
from procedures.objections import blocking, objections_to
from tests.builders import make_act, make_case, make_company, make_party
from tests.models.conftest import NOW
from tests.models.filing_cases import (
    CITY,
    DECIDED,
    MAJOR,
    RECIPIENTS,
    SUPERIOR,
    answered,
    decided,
    decision,
    filed,
    recorded,
    stored,
)

TODAY = date(2024, 10, 28)
FILING_TABLES = ("filing_row", "judged_row", "proposal_row")


def counts(session: Session) -> dict[str, int]:
    """How many rows each table of filings holds."""
    return {table: session.database.sql(f'SELECT count(*) FROM "{table}"')[0][0] for table in FILING_TABLES}


def test_a_major_decision_opens_one_filing_for_each_recipient_with_it(session: Session) -> None:
    change = open_case(session, make_case(parties=(make_company(),)), actor="A", now=NOW)
    assert counts(session)["filing_row"] == 0
    change = recorded(session, change, decision())
    lines = filings_of(session, change.case_id, TODAY)
    assert [line.recipient for line in lines] == list(RECIPIENTS)
    assert {(line.state, line.plain_due, line.due) for line in lines} == {("due", date(2024, 10, 26), TODAY)}
    assert lines[0].missing == ("report", "evidence_copies", "decision_copy")
    assert (lines[0].penalty, lines[0].fine) == ("罚款20,000.00元", MAJOR)
    assert "达到20,000.00元" in lines[0].grounds


def test_what_fails_between_the_two_rows_leaves_neither_row_nor_decision(local_session: Session) -> None:
    session = local_session
    change = open_case(session, make_case(parties=(make_company(),)), actor="A", now=NOW)
    session.database.sql(
        'CREATE TRIGGER second_recipient BEFORE INSERT ON "filing_row" WHEN NEW."position" = 1 '
        "BEGIN SELECT RAISE(ABORT, 'broken'); END"
    )
    with pytest.raises(StorageError):
        recorded(session, change, decision())
    session.database.sql("DROP TRIGGER second_recipient")
    assert counts(session)["filing_row"] == 0
    assert session.database.sql('SELECT count(*) FROM "entry" WHERE "kind" = \'decision_made\'') == [(0,)]
    recorded(session, change, decision())
    assert counts(session)["filing_row"] == 2


@pytest.mark.parametrize(("fine", "major"), [(MAJOR - 1, False), (MAJOR, True), (MAJOR + 1, True)])
def test_a_fen_below_the_line_is_judged_not_major_and_says_so(session: Session, fine: int, major: bool) -> None:
    change = stored(session, fine=fine)
    assert len(filings_of(session, change.case_id, TODAY)) == (2 if major else 0)
    judged = judged_not_major(session, since=DECIDED)
    assert len(judged) == (0 if major else 1)
    if judged:
        assert judged[0].words == "经营活动中罚款19,999.99元，未达20,000.00元" and judged[0].decided
        assert [one.head for one in judged[0].comparisons] == ["kind", "fine_in_business"]


def test_a_fine_of_any_size_is_kept(session: Session) -> None:
    stored(session, fine=900_000_000_00)
    assert session.database.sql('SELECT DISTINCT "fine" FROM "filing_row"') == [(900_000_000_00,)]


def test_a_proposed_penalty_is_judged_until_it_is_decided(session: Session) -> None:
    opinion = make_act("opinion_submitted", DECIDED, party="p1", fine=2382_00)
    change = open_case(session, make_case(opinion, parties=(make_company(),)), actor="A", now=NOW)
    assert [(line.decided, line.kind) for line in judged_not_major(session, since=DECIDED)] == [
        (False, "opinion_submitted")
    ]
    recorded(session, change, decision(fine=2382_00))
    assert [line.decided for line in judged_not_major(session, since=DECIDED)] == [True]


def test_each_party_is_judged_by_its_own_decision(session: Session) -> None:
    acts = (decision(), make_act("decision_made", DECIDED, "other", party="p2", fine=400_00))
    case = make_case(*acts, parties=(make_company(), make_party("p2", in_business=False)))
    change = open_case(session, case, actor="A", now=NOW)
    assert {line.party for line in filings_of(session, change.case_id, TODAY)} == {"p1"}
    assert [line.party for line in judged_not_major(session, since=DECIDED)] == ["p2"]


def test_each_recipient_has_its_own_course(session: Session) -> None:
    received = answered("filing_received", CITY, TODAY, receipt_no="2024-7", values={"receiver": "市政府办张某"})
    change = recorded(session, stored(session), filed(CITY, TODAY, values={"handed_to": "传达室"}), received)
    city, superior = filings_of(session, change.case_id, TODAY)
    assert (city.state, city.filed_on, city.received_on) == ("received", TODAY, TODAY)
    assert (city.receiver, city.receipt_no) == ("市政府办张某", "2024-7")
    assert (superior.state, superior.receiver, superior.is_owed) == ("due", "", True)


def test_who_was_handed_the_package_counts_until_a_receipt_names_somebody(session: Session) -> None:
    change = recorded(session, stored(session), filed(CITY, TODAY, values={"handed_to": "传达室"}))
    assert filings_of(session, change.case_id, TODAY)[0].receiver == "传达室"


def test_an_incomplete_filing_stays_owed_and_its_clock_runs_on(session: Session) -> None:
    change = recorded(session, stored(session), filed(CITY, TODAY, evidence_copies=False))
    line = filings_of(session, change.case_id, TODAY + timedelta(3))[0]
    assert (line.state, line.missing, line.is_owed) == ("incomplete", ("evidence_copies",), True)
    assert (line.days_left, line.clock.state, line.colour) == (-3, "overdue", "yellow")
    recorded(session, change, filed(CITY, TODAY + timedelta(1), report=False, decision_copy=False))
    line = filings_of(session, change.case_id, TODAY + timedelta(3))[0]
    assert (line.state, line.is_owed, line.days_left) == ("filed", False, None)
    assert (line.filed_on, line.complete_on) == (TODAY, TODAY + timedelta(1))


def test_a_filing_without_its_three_parts_is_not_closed_by_a_review_and_stops_the_archiving(session: Session) -> None:
    acts = (filed(CITY, TODAY, evidence_copies=False), filed(SUPERIOR, TODAY))
    reviews = [answered("filing_reviewed", one, TODAY, outcome="no_objection") for one in RECIPIENTS]
    change = recorded(session, stored(session), *acts, *reviews)
    city, superior = filings_of(session, change.case_id, TODAY)
    assert (city.state, city.is_open, city.is_owed) == ("incomplete", True, True)
    assert (superior.state, superior.is_open) == ("no_objection", False)
    archiving = make_act("case_archived", TODAY)
    objections = blocking(objections_to(change.file.case, archiving, session.rulebook, TODAY, issuing=True))
    assert any("缺主要证据材料复印件，不能归档" in objection.text for objection in objections)


def test_a_revoked_decision_is_no_longer_owed_and_leaves_the_open_desk(session: Session) -> None:
    change = stored(session)
    revoked = make_act("decision_changed", TODAY, party="p1", ref="decision", how="revoked")
    recorded(session, change, revoked)
    assert filing_desk(session, TODAY).rows == ()
    closed = filing_desk(session, TODAY, view="closed").rows
    assert [line.is_owed for line in closed[0].lines] == [False, False]


def test_a_changed_fine_is_filed_anew_with_both(session: Session) -> None:
    change = recorded(session, stored(session), filed(CITY, TODAY), filed(SUPERIOR, TODAY))
    lowered = make_act("decision_changed", TODAY, "change", party="p1", ref="decision", how="changed", fine=25_000_00)
    change = recorded(session, change, lowered)
    again = [line for line in filings_of(session, change.case_id, TODAY) if line.refiles]
    assert [(line.decision, line.refiles, line.is_owed) for line in again] == [("change", "decision", True)] * 2
    assert again[0].penalty == "罚款25,000.00元" and again[0].number


def test_a_voided_decision_takes_its_filings_along(session: Session) -> None:
    change = stored(session)
    void_act(session, change.case_id, change.seen, "decision", "记错了案件", actor="A", now=NOW)
    assert counts(session) == {"filing_row": 0, "judged_row": 0, "proposal_row": 0}
    assert rebuild(session.database, session.rulebook).different == 0


def test_an_unmet_limit_is_proposed_from_the_day_after_it_and_met_in_time_never(session: Session) -> None:
    change = recorded(session, stored(session), filed(CITY, TODAY))
    for today, found in ((TODAY, []), (TODAY + timedelta(1), [SUPERIOR])):
        proposed = proposals_of(session, today, article=12, item=7)
        assert [line.recipient for line in proposed] == found
    line = proposals_of(session, TODAY + timedelta(1), article=12, item=7)[0]
    assert (line.since, line.source, line.source_id) == (TODAY + timedelta(1), "case", change.case_id)
    assert line.recipient_name == "长沙市农业农村局" and line.party_name == "某农资有限公司"


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE filing_row SET due = '2030-01-01'",
        "UPDATE filing_row SET desk_place = ''",
        "UPDATE filing_row SET clock = '[]'",
        "DELETE FROM filing_row WHERE position = 1",
        "UPDATE judged_row SET words = 'x'",
        "DELETE FROM proposal_row",
    ],
)
def test_a_changed_row_is_found_and_mended(session: Session, change: str) -> None:
    stored(session)
    stored(session, fine=100_00)
    session.database.sql(change)
    assert rebuild(session.database, session.rulebook).different > 0
    assert rebuild(session.database, session.rulebook, repair=True).repaired
    assert rebuild(session.database, session.rulebook).different == 0
    assert len(filing_desk(session, TODAY).rows) == 1


def test_rows_made_under_other_rules_are_worked_out_anew_a_few_at_a_time(session: Session) -> None:
    for number in range(3):
        stored(session, DECIDED - timedelta(number))
    changed = session.rulebook.with_years({2024: YearTable({TODAY: "放假"})})
    other = Session(session.database, session.folder, lambda: changed, session.load_forms, session.device)
    assert [renew_rows(other, limit=2) for _ in range(3)] == [2, 1, 0]
    assert {line.due for line in filings_of(other, _newest(other), TODAY)} == {TODAY + timedelta(1)}
    assert rebuild(other.database, changed).different == 0


def _newest(session: Session) -> str:
    return filing_desk(session, TODAY).rows[-1].source_id


def test_the_decision_of_a_case_opened_whole_is_filed_as_well(session: Session) -> None:
    open_case(session, decided(), actor="A", now=NOW)
    assert len(filing_desk(session, TODAY).rows) == 1
