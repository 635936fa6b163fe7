"""What is done to a filing beside the acts: its package sent back or built, reminders; who sees it and when."""

from dataclasses import replace
from datetime import timedelta

import pytest

from models.entries import case_stream
from models.errors import StaleError
from models.matters import matter_stream
from models.operations.cases import join_officer, void_act
from models.operations.filing import drop_reminder, record_package, return_filing, set_reminder
from models.operations.matters import record_matter
from models.operations.unit import CaseChange
from models.queries.cases import read_case
from models.queries.filing import filing_history, filings_of
from models.queries.journal import journal_lines
from models.queries.workbench import due_reminders, returned_filings, workbench
from models.rebuild import rebuild
from models.reminders import Reminder
from models.session import Session
from procedures.matters import Matter
from procedures.problems import RuleError
from tests.builders import make_officer
from tests.models.conftest import NOW
from tests.models.filing_cases import CITY, DECIDED, SUPERIOR, answered, filed, recorded, stored

TODAY = NOW.date()
REASON = "缺主要证据材料复印件"
CLERK = "D"


def sent_back(session: Session, change: CaseChange, recipient: str = CITY, reason: str = REASON) -> CaseChange:
    """The case after the clerk returned its package."""
    return return_filing(session, change.case_id, change.seen, "decision", recipient, reason, actor=CLERK, now=NOW)


def built(session: Session, change: CaseChange, sha256: str = "a" * 64) -> CaseChange:
    """The case after the package for the city government was built."""
    return record_package(session, change.case_id, change.seen, "decision", CITY, sha256, actor="A", now=NOW)


def test_a_returned_package_is_shown_to_the_officers_of_the_case_alone(session: Session) -> None:
    change = sent_back(session, stored(session))
    for actor in ("A", "B"):
        (line,) = returned_filings(session, actor=actor)
        assert (line.case_id, line.recipient, line.by, line.reason) == (change.case_id, CITY, CLERK, REASON)
        assert (line.returned_on, line.recipient_name) == (TODAY, "浏阳市人民政府")
    assert returned_filings(session, actor="C") == ()
    assert workbench(session, TODAY, actor="A").returned == returned_filings(session, actor="A")


def test_the_desk_shows_the_return_for_its_recipient_alone(session: Session) -> None:
    change = sent_back(session, stored(session))
    city, superior = filings_of(session, change.case_id, TODAY)
    assert city.returned is not None and (city.returned.reason, city.returned.by) == (REASON, CLERK)
    assert superior.returned is None and city.is_owed


def test_a_return_stands_until_the_package_is_built_anew(session: Session) -> None:
    change = built(session, sent_back(session, built(session, stored(session))), "b" * 64)
    assert returned_filings(session, actor="A") == ()
    again = sent_back(session, change)
    assert returned_filings(session, actor="A")
    assert rebuild(session.database, session.rulebook).different == 0
    assert built(session, again, "b" * 64).entries != ()


def test_a_return_stands_until_the_package_is_handed_in(session: Session) -> None:
    change = sent_back(session, stored(session))
    recorded(session, change, filed(CITY, DECIDED, evidence_copies=False))
    assert returned_filings(session, actor="A") == ()


def test_a_filing_before_the_return_does_not_answer_it(session: Session) -> None:
    change = recorded(session, stored(session), filed(CITY, DECIDED, evidence_copies=False))
    sent_back(session, change)
    assert len(returned_filings(session, actor="A")) == 1


def test_the_same_package_recorded_again_changes_nothing(session: Session) -> None:
    change = built(session, stored(session))
    assert built(session, change).entries == ()


def test_a_return_of_a_voided_decision_is_gone(session: Session) -> None:
    change = sent_back(session, stored(session))
    void_act(session, change.case_id, change.seen, "decision", "记错了", actor="A", now=NOW)
    assert returned_filings(session, actor="A") == ()


@pytest.mark.parametrize(
    ("decision", "recipient", "reason", "said"),
    [
        ("decision", CITY, "  ", "必须写明理由"),
        ("decision", "province", REASON, "只须向浏阳市人民政府、长沙市农业农村局备案"),
        ("decision", "", REASON, "只须向浏阳市人民政府"),
        ("nothing", CITY, REASON, "不是须备案的重大行政处罚决定"),
    ],
)
def test_a_return_that_makes_no_sense_is_refused_with_the_reason(
    session: Session, decision: str, recipient: str, reason: str, said: str
) -> None:
    change = stored(session)
    with pytest.raises(RuleError, match=said):
        return_filing(session, change.case_id, change.seen, decision, recipient, reason, actor=CLERK, now=NOW)
    assert read_case(session, change.case_id).seen == change.seen


def test_a_minor_decision_has_no_package_to_return(session: Session) -> None:
    change = stored(session, fine=100_00)
    with pytest.raises(RuleError, match="不是须备案"):
        sent_back(session, change)


def test_a_complete_filing_is_not_returned(session: Session) -> None:
    change = recorded(session, stored(session), filed(CITY, DECIDED))
    with pytest.raises(RuleError, match="已经齐全报送"):
        sent_back(session, change)
    sent_back(session, change, SUPERIOR)


def test_a_return_over_an_older_state_is_refused(session: Session) -> None:
    change = stored(session)
    sent_back(session, change)
    with pytest.raises(StaleError):
        sent_back(session, change)


def test_history_tells_acts_and_packages_with_who_and_when(session: Session) -> None:
    change = built(session, sent_back(session, stored(session)))
    handed_in = TODAY + timedelta(1)
    change = recorded(session, change, filed(CITY, handed_in), answered("filing_received", CITY, handed_in))
    recorded(session, change, filed(SUPERIOR, handed_in))
    told = filing_history(session, change.case_id, "decision", CITY)
    assert [(line.kind, line.actor) for line in told] == [
        ("filing_returned", CLERK),
        ("filing_package_built", "A"),
        ("major_filed", "A"),
        ("filing_received", "A"),
    ]
    assert told[0].words == f"退回备案材料：{REASON}" and told[0].recorded_at == NOW
    assert {line.act for line in told[2:]} == {f"filed-{CITY}-{handed_in}", f"filing_received-{CITY}-{handed_in}"}


def test_the_journal_of_the_case_tells_the_return(session: Session) -> None:
    change = built(session, sent_back(session, stored(session)))
    lines = journal_lines(session, read_case(session, change.case_id))[-2:]
    assert [(line.label, line.told) for line in lines] == [
        ("退回备案材料", f"报浏阳市人民政府，{REASON}"),
        ("生成备案卷", f"报浏阳市人民政府，校验值 {'a' * 10}…"),
    ]


def reminder(case_id: str, days: int = 0) -> Reminder:
    """A reminder about the filing with the superior department, some days from today."""
    return Reminder(
        case_stream(case_id), TODAY + timedelta(days), "书面异议报告写好了没有", "某农资有限公司", "decision", SUPERIOR
    )


def test_a_reminder_is_shown_from_its_day_on_to_who_set_it_and_the_officers_of_the_case(session: Session) -> None:
    case_id = stored(session).case_id
    kept = set_reminder(session, reminder(case_id, 2), actor=CLERK, now=NOW)
    assert due_reminders(session, TODAY + timedelta(1), actor=CLERK) == ()
    for actor in (CLERK, "A", "B"):
        (line,) = due_reminders(session, TODAY + timedelta(2), actor=actor)
        assert (line.reminder, line.case_id, line.set_by) == (kept, case_id, CLERK)
    assert due_reminders(session, TODAY + timedelta(2), actor="C") == ()


def test_a_reminder_is_no_draft_of_the_workbench_and_no_day_of_the_case(session: Session) -> None:
    case_id = stored(session).case_id
    before = read_case(session, case_id).seen
    set_reminder(session, reminder(case_id), actor="A", now=NOW)
    shown = workbench(session, TODAY, actor="A")
    assert shown.drafts == () and len(shown.reminders) == 1
    assert read_case(session, case_id).seen == before
    assert filings_of(session, case_id, TODAY)[0].due == DECIDED + timedelta(17)


def test_a_reminder_set_again_takes_the_place_of_the_one_before_and_can_be_dropped(session: Session) -> None:
    case_id = stored(session).case_id
    set_reminder(session, reminder(case_id), actor=CLERK, now=NOW)
    later = set_reminder(session, replace(reminder(case_id, 1), words="再看一次"), actor=CLERK, now=NOW)
    found = due_reminders(session, TODAY + timedelta(9), actor=CLERK)
    assert [each.reminder for each in found] == [later]
    drop_reminder(session, later, actor=CLERK, now=NOW)
    assert due_reminders(session, TODAY + timedelta(9), actor=CLERK) == ()


def test_a_reminder_of_a_matter_is_shown_to_who_set_it(session: Session) -> None:
    matter = record_matter(session, Matter("", "licence_decision", "某许可", "", DECIDED), actor=CLERK, now=NOW)
    about = Reminder(matter_stream(matter.matter_id), TODAY, "问回执", "某许可", recipient=CITY)
    set_reminder(session, about, actor=CLERK, now=NOW)
    assert [each.case_id for each in due_reminders(session, TODAY, actor=CLERK)] == [""]
    assert due_reminders(session, TODAY, actor="A") == ()


@pytest.mark.parametrize(("days", "words", "said"), [(-1, "问回执", "已经过去"), (0, " ", "没有写内容")])
def test_a_reminder_that_reminds_of_nothing_is_refused(session: Session, days: int, words: str, said: str) -> None:
    asked = replace(reminder("x", days), words=words)
    with pytest.raises(RuleError, match=said):
        set_reminder(session, asked, actor=CLERK, now=NOW)


def test_an_officer_who_joins_later_sees_what_was_returned_before(session: Session) -> None:
    change = sent_back(session, stored(session))
    assert returned_filings(session, actor="E") == ()
    join_officer(session, change.case_id, change.seen, make_officer("E"), actor="A", now=NOW)
    assert len(returned_filings(session, actor="E")) == 1
