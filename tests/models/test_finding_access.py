"""Findings are confidential: who may look, who may act, and that nothing of them shows with the cases."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from exports.script import write_script
from models.office import Post
from models.operations.finding_outcomes import close_finding, decide_consequence
from models.operations.finding_papers import issue_opinion
from models.operations.finding_unit import FindingChange
from models.operations.findings import (
    close_without_fault,
    confirm,
    defer,
    describe,
    hear_statement,
    register_finding,
    reject,
    waive_statement,
)
from models.operations.office import assign_post
from models.queries.cases import list_cases, read_case
from models.queries.documents import case_documents
from models.queries.findings import (
    WHO_MAY_LOOK,
    counts_by_item,
    due_reminders,
    finding_lines,
    finding_paper_bytes,
    may_see_findings,
    open_proposals,
    read_finding,
    view_counts,
)
from models.session import Session
from procedures.faults import Bearing, Involved
from procedures.problems import RuleError
from tests.fault_files import HANDLER, LEADER, make_fault
from tests.models.conftest import NOW
from tests.models.faults_office import (
    BY_SUPERVISOR,
    TODAY,
    confirmed,
    described_again,
    furnish,
    heard,
    open_late_case,
    registered,
)
from tests.models.test_finding_outcomes import LIGHT, decided

SECRET = "鸭嘴兽"


@pytest.mark.parametrize(
    ("post", "may"),
    [("监察室主任", True), ("法制审核", True), ("执法监督员", True), ("主管副局长", True), ("执法二中队执法员", False)],
)
def test_the_words_of_the_post_decide(local_session: Session, post: str, may: bool) -> None:
    furnish(local_session)
    assign_post(local_session, Post("", "U", post, "", date(2026, 1, 1)), actor="x", now=NOW)
    assert may_see_findings(local_session, "U", TODAY) is may


def test_a_post_counts_on_its_own_days_alone(local_session: Session) -> None:
    furnish(local_session)
    assign_post(local_session, Post("", "U", "监察", "", TODAY, TODAY), actor="x", now=NOW)
    days = (TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=1))
    assert [may_see_findings(local_session, "U", day) for day in days] == [False, True, False]


def test_somebody_without_such_a_post_sees_nothing_at_all(local_session: Session) -> None:
    furnish(local_session)
    open_late_case(local_session)
    change = registered(local_session)
    defer(local_session, change.finding_id, change.seen, "再查", TODAY, **BY_SUPERVISOR)
    assert finding_lines(local_session, "U", TODAY, view="all").lines == ()
    assert open_proposals(local_session, "U", TODAY) == ()
    assert due_reminders(local_session, "U", TODAY) == ()
    assert set(view_counts(local_session, "U", TODAY).values()) == {0}
    assert all((one.proposed, one.open, one.total) == (0, 0, 0) for one in counts_by_item(local_session, "U", TODAY))
    with pytest.raises(RuleError) as caught:
        read_finding(local_session, change.finding_id, "U", TODAY)
    assert caught.value.problems[0].text == WHO_MAY_LOOK and "监察" in WHO_MAY_LOOK


def test_the_person_concerned_sees_his_own_and_no_other(local_session: Session) -> None:
    furnish(local_session)
    own = registered(local_session)
    other = registered(local_session, persons=(replace(make_fault().persons[1], officer_id="B", name="李某"),))
    assert [line.finding_id for line in finding_lines(local_session, "A", TODAY).lines] == [own.finding_id]
    assert view_counts(local_session, "A", TODAY)["all"] == 1
    assert sum(one.total for one in counts_by_item(local_session, "A", TODAY)) == 1
    assert read_finding(local_session, own.finding_id, "A", TODAY).file.facts
    with pytest.raises(RuleError):
        read_finding(local_session, other.finding_id, "A", TODAY)


def test_the_paper_is_as_confidential_as_the_finding(local_session: Session) -> None:
    furnish(local_session)
    change = decided(local_session)
    change = issue_opinion(local_session, change.finding_id, change.seen, **BY_SUPERVISOR)
    assert change.file.paper is not None
    assert finding_paper_bytes(local_session, change.file.paper.id, "pdf", "A", TODAY)[:5] == b"%PDF-"
    with pytest.raises(RuleError):
        finding_paper_bytes(local_session, change.file.paper.id, "pdf", "U", TODAY)


def test_only_overseers_act_but_a_person_answers_for_himself(local_session: Session) -> None:
    furnish(local_session)
    change = registered(local_session)
    as_concerned: dict[str, Any] = {"actor": "A", "now": NOW}
    attempts: tuple[Callable[[], object], ...] = (
        lambda: register_finding(local_session, make_fault(), **as_concerned),
        lambda: defer(local_session, change.finding_id, change.seen, "再查", TODAY, **as_concerned),
        lambda: hear_statement(local_session, change.finding_id, change.seen, "B", "代答", TODAY, **as_concerned),
        lambda: waive_statement(local_session, change.finding_id, change.seen, "A", "放弃", TODAY, **as_concerned),
    )
    for attempt in attempts:
        with pytest.raises(RuleError, match="岗位分工"):
            attempt()
    heard = hear_statement(local_session, change.finding_id, change.seen, "A", "交接疏漏", TODAY, **as_concerned)
    assert heard.file.statements[0].words == "交接疏漏"


def test_no_list_search_document_or_export_of_cases_shows_a_finding(local_session: Session) -> None:
    furnish(local_session)
    case_id = open_late_case(local_session).case_id
    before = list_cases(local_session).lines
    change = confirmed(local_session, case_id, facts=f"{SECRET}一事", harm_words=f"未见{SECRET}受损")
    assert list_cases(local_session).lines == before
    assert list_cases(local_session, words=SECRET).lines == ()
    assert case_documents(local_session, case_id) == ()
    stored = read_case(local_session, case_id)
    exported = write_script(stored.file.case)
    assert "finding" not in exported and SECRET not in exported
    assert not any(SECRET in entry.payload or change.finding_id in entry.payload for entry in stored.entries)
    kept = local_session.database.sql('SELECT "payload" FROM "entry" WHERE "stream" LIKE ?', ("finding/%",))
    assert any(SECRET in json.dumps(json.loads(row[0]), ensure_ascii=False) for row in kept)


def with_overseer(session: Session, bearing: Bearing) -> FindingChange:
    """A finding that names 周某, who oversees, everybody heard."""
    overseer = Involved("周某", "H", "head", bearing)
    change = heard(session, persons=(HANDLER, LEADER, overseer))
    if bearing == "none":
        return change
    return waive_statement(session, change.finding_id, change.seen, "H", "放弃", TODAY, **BY_SUPERVISOR)


def judgments(session: Session, change: FindingChange) -> tuple[Callable[[], FindingChange], ...]:
    """The ways in which 周某 may try to judge it."""
    of: tuple[Any, ...] = (session, change.finding_id, change.seen)
    return (
        lambda: reject(*of, "不属实", actor="H", now=NOW),
        lambda: close_without_fault(*of, "不构成过错", actor="H", now=NOW),
        lambda: confirm(*of, "T", "同意", actor="H", now=NOW),
    )


@pytest.mark.parametrize("bearing", ["main", "joint"])
@pytest.mark.parametrize("way", range(3))
def test_an_overseer_who_bears_the_fault_does_not_judge_it(local_session: Session, bearing: Bearing, way: int) -> None:
    furnish(local_session)
    change = with_overseer(local_session, bearing)
    with pytest.raises(RuleError, match="周某是这一件的责任人，不能由本人认定"):
        judgments(local_session, change)[way]()


@pytest.mark.parametrize("way", range(3))
def test_an_overseer_named_without_a_share_may_judge_it(local_session: Session, way: int) -> None:
    furnish(local_session)
    change = judgments(local_session, with_overseer(local_session, "none"))[way]()
    assert change.file.state in ("rejected", "without_fault", "confirmed")


def test_nobody_takes_the_own_share_away(local_session: Session) -> None:
    furnish(local_session)
    change = with_overseer(local_session, "joint")
    for persons in ((HANDLER, LEADER), (HANDLER, LEADER, Involved("周某", "H", "head", "none"))):
        with pytest.raises(RuleError, match="本人的责任不能由本人取消"):
            described = replace(change.file, persons=persons)
            describe(local_session, change.finding_id, change.seen, described, actor="H", now=NOW)
    by_another = described_again(local_session, change, replace(change.file, persons=(HANDLER, LEADER)))
    assert len(by_another.file.persons) == 2


def test_who_bears_the_fault_decides_neither_its_consequence_nor_its_end(local_session: Session) -> None:
    furnish(local_session)
    change = with_overseer(local_session, "joint")
    change = confirm(local_session, change.finding_id, change.seen, "T", "同意", **BY_SUPERVISOR)
    own: dict[str, Any] = {"actor": "H", "now": NOW}
    with pytest.raises(RuleError, match="责任人"):
        decide_consequence(local_session, change.finding_id, change.seen, LIGHT, **own)
    change = decide_consequence(local_session, change.finding_id, change.seen, LIGHT, **BY_SUPERVISOR)
    with pytest.raises(RuleError, match="责任人"):
        close_finding(local_session, change.finding_id, change.seen, "已谈话", **own)
