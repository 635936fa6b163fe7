"""A finding from the proposal to the confirmation by a second person: who may, what is refused, what is kept."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from models.entries import case_stream
from models.errors import StaleError
from models.journal import read_stream
from models.office import RegisteredOfficer
from models.operations.cases import record_act
from models.operations.findings import (
    ask_officer,
    close_without_fault,
    confirm,
    defer,
    hear_statement,
    register_finding,
    reject,
    reject_proposal,
    take_up,
)
from models.operations.matters import record_matter
from models.operations.office import record_officer
from models.queries.findings import (
    counts_by_item,
    counts_by_origin,
    due_reminders,
    finding_lines,
    open_proposals,
    read_finding,
    view_counts,
)
from models.rebuild import rebuild
from models.session import Session
from procedures.faults import FAULT_ARTICLES, FaultFile, Involved
from procedures.matters import Matter
from procedures.problems import RuleError
from tests.builders import make_act, make_general_case, make_officer
from tests.fault_files import HANDLER, make_fault
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


def only_proposal(session: Session, article: int, item: int) -> Any:
    """The one proposal under an item."""
    (found,) = open_proposals(session, "S", TODAY, article=article, item=item)
    return found


def refused(call: Any) -> str:
    """What a refusal says, with its articles."""
    with pytest.raises(RuleError) as caught:
        call()
    return "；".join(f"{one.where}|{one.text}|{one.basis}" for one in caught.value.problems)


def test_a_late_filing_is_proposed_and_taken_up_with_the_recorded_roles(session: Session) -> None:
    furnish(session)
    case_id = open_late_case(session).case_id
    proposal = only_proposal(session, 12, 7)
    change = take_up(session, case_id, proposal.key, **BY_SUPERVISOR)
    file = change.file
    assert (file.items, file.case_id, file.state) == (((12, 7),), case_id, "taken_up")
    assert file.facts == proposal.because and file.case_title == "某公司经营假农药案"
    assert {(one.name, one.role, one.officer_id) for one in file.persons} == {
        ("陈某", "handler", "A"),
        ("李某", "handler", "B"),
        ("戊某", "reviewer", ""),
        ("周某", "head", "H"),
    }
    assert (file.origin, file.bearing_rule, file.fault, file.harm) == (None, None, None, None)
    assert all(person.bearing == "none" for person in file.persons)
    assert open_proposals(session, "S", TODAY, article=12) == ()
    assert rebuild(session.database, session.rulebook).different == 0


def test_a_proposal_is_dealt_with_once(local_session: Session) -> None:
    furnish(local_session)
    case_id = open_late_case(local_session).case_id
    key = only_proposal(local_session, 12, 7).key
    take_up(local_session, case_id, key, **BY_SUPERVISOR)
    assert "已经登记过" in refused(lambda: take_up(local_session, case_id, key, **BY_SUPERVISOR))
    assert "已经没有了" in refused(lambda: take_up(local_session, case_id, "9.1/x//", **BY_SUPERVISOR))


def test_a_rejected_proposal_comes_again_only_when_its_acts_change(local_session: Session) -> None:
    from models.operations.cases import open_case

    furnish(local_session)
    never = make_general_case(without=("filed-superior", "closed", "archived"))
    case = open_case(local_session, never, actor="A", now=NOW)
    proposal = only_proposal(local_session, 12, 7)
    rejected = reject_proposal(local_session, case.case_id, proposal.key, "口头已报，补手续", **BY_SUPERVISOR)
    assert (rejected.file.state, rejected.file.outcome) == ("rejected", "口头已报，补手续")
    assert open_proposals(local_session, "S", TODAY, article=12) == ()
    filed = make_act(
        "major_filed",
        date(2024, 9, 2),
        "late",
        ref="decision",
        recipient="superior_department",
        report=True,
        evidence_copies=True,
        decision_copy=True,
    )
    record_act(local_session, case.case_id, case.seen, filed, actor="A", now=NOW)
    again = only_proposal(local_session, 12, 7)
    assert again.key == proposal.key and again.acts == (*proposal.acts, "late")
    assert take_up(local_session, case.case_id, again.key, **BY_SUPERVISOR).file.state == "taken_up"


def test_a_normative_document_never_filed_is_taken_up_without_a_case(session: Session) -> None:
    furnish(session)
    matter = Matter("", "normative_document", "某某办法", "浏农发〔2026〕3号", date(2026, 6, 1))
    matter_id = record_matter(session, matter, actor="T", now=NOW).matter_id
    proposed = open_proposals(session, "S", TODAY, article=12, item=7, words="某某办法")
    assert {one.recipient for one in proposed} == {"city_government", "superior_department"}
    change = take_up(session, matter_id, proposed[0].key, **BY_SUPERVISOR)
    assert (change.file.case_id, change.file.case_title, change.file.persons) == ("", "某某办法", ())
    assert len(open_proposals(session, "S", TODAY, article=12)) == 1
    assert rebuild(session.database, session.rulebook).different == 0


def test_proposals_are_found_by_the_words_of_their_case(session: Session) -> None:
    furnish(session)
    open_late_case(session)
    found = open_proposals(session, "S", TODAY, words="假农药 农资")
    assert found == open_proposals(session, "S", TODAY) != ()
    assert open_proposals(session, "S", TODAY, words="兽药") == ()


def test_rejecting_needs_a_reason(local_session: Session) -> None:
    furnish(local_session)
    case_id = open_late_case(local_session).case_id
    key = only_proposal(local_session, 12, 7).key
    assert "没有写不予采纳的理由" in refused(lambda: reject_proposal(local_session, case_id, key, " ", **BY_SUPERVISOR))
    assert len(open_proposals(local_session, "S", TODAY, article=12)) == 1


def test_every_one_of_the_46_items_can_be_registered_by_hand(local_session: Session) -> None:
    furnish(local_session)
    places = [place for place in local_session.rulebook.accountability.items if place[0] in FAULT_ARTICLES]
    for place in places:
        register_finding(local_session, FaultFile(items=(place,), facts="手工登记"), **BY_SUPERVISOR)
    counts = counts_by_item(local_session, "S", TODAY)
    assert len(places) == len(counts) == 46
    assert {(one.open, one.total) for one in counts} == {(1, 1)}


@pytest.mark.parametrize(
    ("items", "told"), [((), "没有选定过错情形"), (((12, 9),), "没有第12条第9项"), (((5, 1),), "第5条第1项")]
)
def test_without_an_item_of_articles_8_to_12_nothing_is_registered(
    local_session: Session, items: Any, told: str
) -> None:
    furnish(local_session)
    found = refused(lambda: register_finding(local_session, make_fault(items=items), **BY_SUPERVISOR))
    assert told in found and "第八条至第十二条" in found
    assert view_counts(local_session, "S", TODAY)["all"] == 0


def test_asked_heard_and_waived_lead_to_confirmation(session: Session) -> None:
    furnish(session)
    case_id = open_late_case(session).case_id
    change = registered(session, case_id)
    assert change.file.state == "taken_up"
    change = ask_officer(
        session, change.finding_id, change.seen, "A", "为何逾期", reply_by=TODAY + timedelta(days=6), **BY_SUPERVISOR
    )
    assert change.file.state == "asked"
    change = hear_statement(session, change.finding_id, change.seen, "A", "交接疏漏", TODAY, actor="A", now=NOW)
    assert change.file.state == "asked"
    change = heard(session, case_id)
    assert change.file.state == "heard"
    change = confirm(session, change.finding_id, change.seen, "T", "同意", **BY_SUPERVISOR)
    assert change.file.state == "confirmed"
    assert change.file.confirmation is not None and change.file.confirmation.name == "丁某"
    assert rebuild(session.database, session.rulebook).different == 0


@pytest.mark.parametrize(
    ("changes", "where", "article"),
    [
        ({"persons": ()}, "persons", "第六条"),
        ({"harm": None, "harm_words": ""}, "harm", "第二条"),
        ({"fault": None}, "fault", "第二条"),
        ({"origin": None}, "origin", "第五条"),
    ],
)
def test_confirming_is_refused_while_something_is_wanting(
    local_session: Session, changes: dict[str, Any], where: str, article: str
) -> None:
    furnish(local_session)
    change = heard(local_session)
    change = described_again(local_session, change, replace(change.file, **changes))
    found = refused(lambda: confirm(local_session, change.finding_id, change.seen, "T", "", **BY_SUPERVISOR))
    assert where in found and article in found
    assert read_finding(local_session, change.finding_id, "S", TODAY).file.confirmation is None


def test_a_statement_neither_heard_nor_waived_stops_the_confirmation(local_session: Session) -> None:
    furnish(local_session)
    change = registered(local_session)
    found = refused(lambda: confirm(local_session, change.finding_id, change.seen, "T", "", **BY_SUPERVISOR))
    assert "没有听取甲某的陈述" in found and "附件4 第四条" in found


@pytest.mark.parametrize(
    ("second", "told"),
    [
        ("A", "陈某是本案的承办人"),
        ("H", "周某是本案的批准人"),
        ("S", "认定由两人作出"),
        ("U", "岗位不负责监督"),
        ("Z", "不在人员登记中"),
    ],
)
def test_the_second_person_oversees_and_had_no_part_in_the_case(local_session: Session, second: str, told: str) -> None:
    furnish(local_session)
    change = heard(local_session, open_late_case(local_session).case_id)
    found = refused(lambda: confirm(local_session, change.finding_id, change.seen, second, "", **BY_SUPERVISOR))
    assert told in found


def test_a_person_of_the_finding_does_not_confirm_it(local_session: Session) -> None:
    furnish(local_session)
    change = heard(
        local_session,
        persons=(
            HANDLER,
            replace(HANDLER, name="乙某", officer_id="B"),
            replace(HANDLER, name="丁某", officer_id="T", bearing="none"),
        ),
    )
    assert "当事人员" in refused(
        lambda: confirm(local_session, change.finding_id, change.seen, "T", "", **BY_SUPERVISOR)
    )


def test_a_confirmation_lapses_when_the_description_changes(local_session: Session) -> None:
    furnish(local_session)
    change = confirmed(local_session)
    change = described_again(local_session, change, replace(change.file, facts="另一事实"))
    assert (change.file.state, change.file.confirmation) == ("heard", None)


def test_a_finding_is_deferred_with_a_reminder(local_session: Session) -> None:
    furnish(local_session)
    change = registered(local_session)
    on = TODAY + timedelta(days=10)
    change = defer(local_session, change.finding_id, change.seen, "收文登记待核对", on, **BY_SUPERVISOR)
    assert change.file.state == "taken_up"
    assert due_reminders(local_session, "S", TODAY) == ()
    assert [line.finding_id for line in due_reminders(local_session, "S", on)] == [change.finding_id]
    past = TODAY - timedelta(days=1)
    assert "早于今天" in refused(
        lambda: defer(local_session, change.finding_id, change.seen, "再查", past, **BY_SUPERVISOR)
    )


@pytest.mark.parametrize(("close", "state"), [(close_without_fault, "without_fault"), (reject, "rejected")])
def test_closing_without_a_fault_needs_a_reason_and_is_final(local_session: Session, close: Any, state: str) -> None:
    furnish(local_session)
    change = registered(local_session)
    assert "理由" in refused(lambda: close(local_session, change.finding_id, change.seen, "", **BY_SUPERVISOR))
    change = close(local_session, change.finding_id, change.seen, "未见当事人受损，作纪律提醒", **BY_SUPERVISOR)
    assert (change.file.state, change.file.ended_on) == (state, TODAY)
    assert "不能这样办" in refused(
        lambda: close(local_session, change.finding_id, change.seen, "再来一次", **BY_SUPERVISOR)
    )


def test_forty_thousand_characters_are_refused_and_nothing_is_stored(local_session: Session) -> None:
    furnish(local_session)
    change = registered(local_session)
    found = refused(lambda: described_again(local_session, change, replace(change.file, facts="错" * 40_000)))
    assert "finding.facts|文字有 40000 个字，超过 20000 个字" in found
    assert read_finding(local_session, change.finding_id, "S", TODAY).seen == change.seen


def test_the_second_writer_is_refused(local_session: Session) -> None:
    furnish(local_session)
    change = registered(local_session)
    described_again(local_session, change, replace(change.file, facts="改过"))
    with pytest.raises(StaleError):
        described_again(local_session, change, replace(change.file, facts="又改"))


def test_the_register_is_narrowed_by_item_view_and_words(session: Session) -> None:
    furnish(session)
    registered(session)
    heard(session, items=((9, 6), (12, 7)), facts="听证期限未届满即作出决定")
    close = registered(session, items=((8, 4),))
    close_without_fault(session, close.finding_id, close.seen, "有计划书", **BY_SUPERVISOR)
    assert dict(view_counts(session, "S", TODAY)) == {
        "to_confirm": 1,
        "statement": 1,
        "judged": 1,
        "open": 2,
        "ended": 1,
        "all": 3,
    }
    assert len(finding_lines(session, "S", TODAY, article=12, item=7).lines) == 2
    assert len(finding_lines(session, "S", TODAY, article=9).lines) == 1
    assert [line.facts for line in finding_lines(session, "S", TODAY, words="听证 陈").lines] == []
    assert [line.items for line in finding_lines(session, "S", TODAY, words="听证 甲某").lines] == [((9, 6), (12, 7))]
    assert [line.state for line in finding_lines(session, "S", TODAY, view="ended").lines] == ["without_fault"]
    counted = {
        (one.article, one.item): (one.open, one.total) for one in counts_by_item(session, "S", TODAY) if one.total
    }
    assert counted == {(8, 4): (0, 1), (9, 6): (1, 1), (12, 7): (2, 2)}
    assert dict(counts_by_origin(session, "S", TODAY)) == {"inspection": 3}
    assert finding_lines(session, "S", TODAY, view="all", origins=("judgment", "superior")).lines == ()


def test_the_register_is_paged_without_losing_a_line(local_session: Session) -> None:
    furnish(local_session)
    made = [registered(local_session).finding_id for _ in range(5)]
    page = finding_lines(local_session, "S", TODAY, limit=2)
    found = list(page.lines)
    while page.after is not None:
        page = finding_lines(local_session, "S", TODAY, limit=2, after=page.after)
        found += page.lines
    assert sorted(line.finding_id for line in found) == sorted(made)


def test_the_history_tells_every_step_in_words(local_session: Session) -> None:
    furnish(local_session)
    change = confirmed(local_session)
    told = [(line.label, line.told) for line in read_finding(local_session, change.finding_id, "S", TODAY).history]
    assert told == [
        ("登记", "手工登记"),
        ("听取陈述", "甲某：交接疏漏"),
        ("本人放弃陈述", "乙某：书面声明"),
        ("复核认定", "丁某：同意"),
    ]


def test_a_finding_leaves_no_trace_in_the_case(local_session: Session) -> None:
    furnish(local_session)
    case_id = open_late_case(local_session).case_id
    before = read_stream(local_session.database, case_stream(case_id))
    confirmed(local_session, case_id)
    assert read_stream(local_session.database, case_stream(case_id)) == before


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE finding_row SET state = 'closed'",
        "DELETE FROM finding_item",
        "UPDATE finding_person SET bearing = 'none'",
        "UPDATE finding_cause SET acts = '[]'",
    ],
)
def test_a_changed_row_of_the_register_is_found_and_mended(local_session: Session, change: str) -> None:
    furnish(local_session)
    case_id = open_late_case(local_session).case_id
    take_up(local_session, case_id, only_proposal(local_session, 12, 7).key, **BY_SUPERVISOR)
    heard(local_session)
    local_session.database.sql(change)
    assert rebuild(local_session.database, local_session.rulebook).different > 0
    assert rebuild(local_session.database, local_session.rulebook, repair=True).repaired
    assert rebuild(local_session.database, local_session.rulebook).different == 0


def test_an_officer_of_an_imported_case_is_the_one_of_the_name_in_the_register(local_session: Session) -> None:
    furnish(local_session)
    namesakes = RegisteredOfficer(make_officer("V", "李某"))
    record_officer(local_session, namesakes, actor="x", now=NOW)
    persons = (Involved("陈某", "officer-1"), Involved("李某", "officer-2"))
    change = register_finding(local_session, make_fault(persons=persons), **BY_SUPERVISOR)
    assert [one.officer_id for one in change.file.persons] == ["A", "officer-2"]
    own = finding_lines(local_session, "A", TODAY).lines
    assert [line.finding_id for line in own] == [change.finding_id]
