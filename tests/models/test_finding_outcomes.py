"""What follows from a confirmed fault: the consequence in the register of certificates, the opinion X6, the appeal."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pypdf
import pytest

from models.office import RegisteredOfficer
from models.operations.cases import open_case, record_act
from models.operations.finding_outcomes import (
    close_finding,
    decide_consequence,
    record_appeal,
    settle_appeal,
    withdraw_consequence,
)
from models.operations.finding_papers import cancel_opinion, issue_opinion, preview_opinion
from models.operations.finding_unit import FindingChange
from models.operations.findings import confirm
from models.operations.office import record_officer, reserve_numbers
from models.queries.cases import read_case
from models.queries.findings import finding_lines, finding_paper_bytes, read_finding
from models.queries.office import officers
from models.rebuild import rebuild
from models.session import Session
from models.verify import verify
from procedures.assess import assess
from procedures.case import Certificate
from procedures.faults import Consequence
from procedures.problems import RuleError
from tests.builders import make_act, make_case, make_inspection, make_officer
from tests.models.conftest import NOW
from tests.models.faults_office import (
    BY_SUPERVISOR,
    TODAY,
    Doing,
    confirmed,
    described_again,
    furnish,
    heard,
    later,
    open_late_case,
)

LIGHT = Consequence(("7.1",), "批评教育")
ENDS = TODAY + timedelta(days=21)
SERIOUS = Consequence(("7.2",), "记过", ENDS, ("A",))


def certificates(session: Session, officer_id: str) -> tuple[Certificate, ...]:
    """The certificates of an officer as the register knows them."""
    return next(one.officer.certificates for one in officers(session) if one.officer.id == officer_id)


def decided(session: Session, consequence: Consequence = LIGHT, case_id: str = "") -> FindingChange:
    """A confirmed finding with its consequence."""
    change = confirmed(session, case_id)
    return decide_consequence(session, change.finding_id, change.seen, consequence, **BY_SUPERVISOR)


def refused(call: Any) -> str:
    """What a refusal says."""
    with pytest.raises(RuleError) as caught:
        call()
    return "；".join(f"{one.where}|{one.text}|{one.basis}" for one in caught.value.problems)


def test_7_2_ends_the_certificates_from_its_day_and_every_later_act_is_objected_to(session: Session) -> None:
    furnish(session)
    case = open_case(session, make_case(make_inspection(TODAY)), actor="A", now=NOW)
    change = decided(session, SERIOUS)
    assert [one.valid_until for one in certificates(session, "A")] == [ENDS - timedelta(days=1)]
    assert change.file.consequence is not None and change.file.consequence.ended[0].valid_until == date(2036, 12, 31)
    for day, objected in ((ENDS - timedelta(days=1), False), (ENDS, True)):
        asked = make_act("interview_held", day, f"asked-{day}", respondent="王某", certificates_shown=True)
        seen = read_case(session, case.case_id).seen
        file = record_act(session, case.case_id, seen, asked, actor="A", now=NOW).file
        found = assess(file.case, session.rulebook, ENDS).objections
        assert any(one.act == asked.id and one.rule == "certificate" for one in found) is objected
    assert rebuild(session.database, session.rulebook).different == 0


def test_a_certificate_that_begins_later_is_lost_and_comes_back(local_session: Session) -> None:
    furnish(local_session)
    held = (
        Certificate("18010000065", date(2020, 1, 1), date(2026, 12, 31)),
        Certificate("18010000066", date(2027, 1, 1), date(2031, 12, 31)),
    )
    record_officer(local_session, RegisteredOfficer(make_officer("A", "陈某", certificates=held)), actor="x", now=NOW)
    change = decided(local_session, SERIOUS)
    assert certificates(local_session, "A") == (replace(held[0], valid_until=ENDS - timedelta(days=1)),)
    change = withdraw_consequence(local_session, change.finding_id, change.seen, "选错人员", **BY_SUPERVISOR)
    assert certificates(local_session, "A") == held
    assert (change.file.state, change.file.consequence) == ("confirmed", None)


def test_qualification_does_not_end_before_the_decision(local_session: Session) -> None:
    furnish(local_session)
    change = confirmed(local_session)
    early = replace(SERIOUS, certificate_from=TODAY - timedelta(days=1))
    found = refused(lambda: decide_consequence(local_session, change.finding_id, change.seen, early, **BY_SUPERVISOR))
    assert "certificate_from" in found and "第七条第二项" in found
    assert certificates(local_session, "A")[0].valid_until == date(2036, 12, 31)
    assert read_finding(local_session, change.finding_id, "S", TODAY).file.state == "confirmed"


def test_an_unconfirmed_finding_has_no_consequence(local_session: Session) -> None:
    furnish(local_session)
    change = heard(local_session)
    found = refused(lambda: decide_consequence(local_session, change.finding_id, change.seen, LIGHT, **BY_SUPERVISOR))
    assert "不能这样办" in found


def test_while_an_appeal_is_open_the_consequence_waits(session: Session) -> None:
    furnish(session)
    change = decided(session, SERIOUS)
    change = record_appeal(session, change.finding_id, change.seen, "A", "不应由我承担", TODAY, **BY_SUPERVISOR)
    assert change.file.state == "appealed"
    assert certificates(session, "A")[0].valid_until == date(2036, 12, 31)
    assert finding_lines(session, "S", TODAY).lines[0].appealed_on == TODAY
    assert "申诉中" in refused(lambda: close_finding(session, change.finding_id, change.seen, "完", **BY_SUPERVISOR))
    assert "申诉中" in refused(lambda: issue_opinion(session, change.finding_id, change.seen, **BY_SUPERVISOR))
    new_day = ENDS + timedelta(days=30)
    change = settle_appeal(
        session, change.finding_id, change.seen, "A", "upheld", "维持", certificate_from=new_day, **BY_SUPERVISOR
    )
    assert change.file.state == "decided"
    assert certificates(session, "A")[0].valid_until == new_day - timedelta(days=1)
    assert rebuild(session.database, session.rulebook).different == 0


def test_two_appeals_wait_for_both_outcomes(local_session: Session) -> None:
    furnish(local_session)
    change = decided(local_session, SERIOUS)
    for person in ("A", "B"):
        change = record_appeal(local_session, change.finding_id, change.seen, person, "不服", TODAY, **BY_SUPERVISOR)
    change = settle_appeal(local_session, change.finding_id, change.seen, "A", "upheld", "维持", **BY_SUPERVISOR)
    assert change.file.state == "appealed"
    assert certificates(local_session, "A")[0].valid_until == date(2036, 12, 31)
    change = settle_appeal(local_session, change.finding_id, change.seen, "B", "withdrawn", "撤回", **BY_SUPERVISOR)
    assert change.file.state == "decided"
    assert certificates(local_session, "A")[0].valid_until == ENDS - timedelta(days=1)


def test_an_appeal_does_not_give_back_what_another_finding_ended(session: Session) -> None:
    furnish(session)
    first = decided(session, SERIOUS)
    later_day = ENDS + timedelta(days=10)
    second = decided(session, replace(SERIOUS, certificate_from=later_day))
    assert certificates(session, "A")[0].valid_until == ENDS - timedelta(days=1)
    record_appeal(session, first.finding_id, first.seen, "A", "不服", TODAY, **BY_SUPERVISOR)
    assert certificates(session, "A")[0].valid_until == later_day - timedelta(days=1)
    withdraw_consequence(session, second.finding_id, second.seen, "重复", **BY_SUPERVISOR)
    assert certificates(session, "A")[0].valid_until == date(2036, 12, 31)


def test_a_certificate_issued_after_one_finding_is_touched_by_the_next_alone(local_session: Session) -> None:
    furnish(local_session)
    decided(local_session, SERIOUS)
    new = Certificate("18010000099", date(2028, 1, 1), date(2032, 12, 31))
    held = (*certificates(local_session, "A"), new)
    record_officer(local_session, RegisteredOfficer(make_officer("A", "陈某", certificates=held)), actor="x", now=NOW)
    decided(local_session, replace(SERIOUS, certificate_from=date(2030, 1, 1)))
    ends = [one.valid_until for one in certificates(local_session, "A")]
    assert ends == [ENDS - timedelta(days=1), date(2029, 12, 31)]


def test_an_appeal_settled_after_its_day_ends_nothing_that_held_meanwhile(local_session: Session) -> None:
    furnish(local_session)
    change = decided(local_session, SERIOUS)
    change = record_appeal(local_session, change.finding_id, change.seen, "A", "不服", TODAY, **BY_SUPERVISOR)
    settling = Doing(now=later(60)).given()

    def settle(day: date | None) -> FindingChange:
        return settle_appeal(
            local_session,
            change.finding_id,
            change.seen,
            "A",
            "upheld",
            "维持",
            certificate_from=day,
            **settling,
        )

    assert "处理申诉" in refused(lambda: settle(ENDS))
    settle(None)
    assert certificates(local_session, "A")[0].valid_until == TODAY + timedelta(days=59)


def test_a_changed_finding_has_to_be_confirmed_again(local_session: Session) -> None:
    furnish(local_session)
    change = decided(local_session, SERIOUS)
    change = record_appeal(local_session, change.finding_id, change.seen, "B", "不服", TODAY, **BY_SUPERVISOR)
    change = settle_appeal(
        local_session, change.finding_id, change.seen, "B", "changed", "责任划分有误", **BY_SUPERVISOR
    )
    assert (change.file.state, change.file.confirmation, change.file.consequence) == ("heard", None, None)
    assert certificates(local_session, "A")[0].valid_until == date(2036, 12, 31)


def test_an_opinion_whose_finding_was_changed_on_appeal_stands_no_more(session: Session) -> None:
    furnish(session)
    change = decided(session)
    change = issue_opinion(session, change.finding_id, change.seen, **BY_SUPERVISOR)
    change = record_appeal(session, change.finding_id, change.seen, "B", "不服", TODAY, **BY_SUPERVISOR)
    change = settle_appeal(session, change.finding_id, change.seen, "B", "changed", "划分有误", **BY_SUPERVISOR)
    (paper,) = change.file.papers
    assert change.file.paper is None and paper.cancel_reason == "改变原认定"
    assert rebuild(session.database, session.rulebook).different == 0
    assert verify(session.database, session.folder, session.device).ok


def test_the_opinion_is_numbered_frozen_and_verified(session: Session) -> None:
    furnish(session)
    change = decided(session, case_id=open_late_case(session).case_id)
    assert preview_opinion(session, change.file, TODAY).problems == ()
    change = issue_opinion(session, change.finding_id, change.seen, **BY_SUPERVISOR)
    paper = change.file.paper
    assert paper is not None and paper.number == "浏农过错〔2026〕1号"
    pdf = finding_paper_bytes(session, paper.id, "pdf", "S", TODAY)
    text = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages).replace("\n", "")
    assert "浏农过错〔2026〕1号" in text and "附件3 第七条第四项" in text and "未见当事人受损" in text
    assert finding_paper_bytes(session, paper.id, "docx", "S", TODAY)[:2] == b"PK"
    second = decided(session)
    second = issue_opinion(session, second.finding_id, second.seen, **BY_SUPERVISOR)
    assert second.file.paper is not None and second.file.paper.number == "浏农过错〔2026〕2号"
    checked = verify(session.database, session.folder, session.device)
    assert checked.ok and checked.documents == 2
    assert rebuild(session.database, session.rulebook).different == 0


def test_an_altered_opinion_is_found(local_session: Session) -> None:
    furnish(local_session)
    change = decided(local_session)
    change = issue_opinion(local_session, change.finding_id, change.seen, **BY_SUPERVISOR)
    assert change.file.paper is not None
    file = next(local_session.folder.root.rglob(f"*{change.file.paper.pdf[2:]}*"))
    file.chmod(0o600)
    file.write_bytes(b"%PDF- another")
    damages = verify(local_session.database, local_session.folder, local_session.device).damages
    assert [damage.where for damage in damages] == ["行政执法过错责任认定意见书 浏农过错〔2026〕1号"]


def test_a_cancelled_opinion_keeps_its_number(local_session: Session) -> None:
    furnish(local_session)
    change = decided(local_session)
    change = issue_opinion(local_session, change.finding_id, change.seen, **BY_SUPERVISOR)
    again = refused(lambda: issue_opinion(local_session, change.finding_id, change.seen, **BY_SUPERVISOR))
    assert "已经签发" in again
    kept = refused(lambda: withdraw_consequence(local_session, change.finding_id, change.seen, "写错", **BY_SUPERVISOR))
    assert "已经签发" in kept
    change = cancel_opinion(local_session, change.finding_id, change.seen, "文字有误", **BY_SUPERVISOR)
    assert change.file.paper is None
    change = issue_opinion(local_session, change.finding_id, change.seen, **BY_SUPERVISOR)
    assert change.file.paper is not None and change.file.paper.number == "浏农过错〔2026〕2号"
    assert verify(local_session.database, local_session.folder, local_session.device).ok


def test_a_block_of_numbers_set_aside_is_used_and_counted(session: Session) -> None:
    furnish(session)
    reserve_numbers(session, "过错//2026", 2, session.device.id, actor="x", now=NOW)
    for _ in range(2):
        change = decided(session)
        change = issue_opinion(session, change.finding_id, change.seen, **BY_SUPERVISOR)
    third = decided(session)
    assert "号段已经用完" in refused(lambda: issue_opinion(session, third.finding_id, third.seen, **BY_SUPERVISOR))
    assert rebuild(session.database, session.rulebook).different == 0


def test_what_the_opinion_tells_of_a_complaint_is_asked_for_before_confirming(local_session: Session) -> None:
    furnish(local_session)
    change = heard(local_session)
    change = described_again(local_session, change, replace(change.file, appeal_days=None))
    found = refused(lambda: confirm(local_session, change.finding_id, change.seen, "T", "", **BY_SUPERVISOR))
    assert "没有写明申诉的期限" in found


def test_what_cannot_be_printed_is_refused_and_no_number_is_used(local_session: Session) -> None:
    furnish(local_session)
    change = heard(local_session)
    change = described_again(local_session, change, replace(change.file, facts="鸭嘴兽😀"))
    change = confirm(local_session, change.finding_id, change.seen, "T", "", **BY_SUPERVISOR)
    change = decide_consequence(local_session, change.finding_id, change.seen, LIGHT, **BY_SUPERVISOR)
    assert "😀" in refused(lambda: issue_opinion(local_session, change.finding_id, change.seen, **BY_SUPERVISOR))
    following = decided(local_session)
    following = issue_opinion(local_session, following.finding_id, following.seen, **BY_SUPERVISOR)
    assert following.file.paper is not None and following.file.paper.number == "浏农过错〔2026〕1号"


def test_the_opinion_is_not_issued_before_somebody_was_heard_and_it_was_decided(local_session: Session) -> None:
    furnish(local_session)
    change = heard(local_session)
    assert "不能这样办" in refused(
        lambda: issue_opinion(local_session, change.finding_id, change.seen, **BY_SUPERVISOR)
    )


def test_a_finding_carried_out_is_closed(local_session: Session) -> None:
    furnish(local_session)
    change = decided(local_session)
    change = close_finding(local_session, change.finding_id, change.seen, "已谈话并通报", **BY_SUPERVISOR)
    (line,) = finding_lines(local_session, "S", TODAY, view="ended").lines
    assert (line.state, line.outcome, line.rules) == ("closed", "已谈话并通报", ("7.1",))
