"""What officers do: recorded in one transaction, refused in words, sent twice without harm."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import psycopg
import pytest

from models.casefile import Backfill
from models.errors import StaleError, StorageError
from models.office import Post, RegisteredOfficer
from models.operations.cases import (
    describe_case,
    list_goods,
    open_case,
    record_act,
    record_conduct,
    record_party,
    void_act,
)
from models.operations.documents import cancel_document, issue_document
from models.operations.drafts import discard_draft, save_draft
from models.operations.evidence import add_evidence
from models.operations.imports import import_scripts
from models.operations.office import assign_post, record_calendar_year, record_officer
from models.operations.on_the_spot import Collection, deliver_on_the_spot, issue_on_the_spot
from models.queries.cases import count_cases, earlier_cases, find_case, list_cases, read_case
from models.queries.deadlines import URGENCY, case_clocks, due_clocks
from models.queries.documents import case_documents, document_bytes
from models.queries.drafts import draft as read_draft
from models.queries.drafts import drafts
from models.queries.journal import journal_lines
from models.queries.office import officers, posts, posts_of, settings
from models.queries.workbench import workbench
from models.rebuild import rebuild
from models.session import Session, with_calendar
from models.verify import verify
from procedures.case import Certificate, Document, Evidence, Goods
from procedures.days import YearTable
from procedures.problems import DataError, RuleError
from resources import path
from tests.builders import (
    DAY,
    make_act,
    make_case,
    make_collected,
    make_conduct,
    make_inspection,
    make_officer,
    make_on_the_spot,
    make_party,
)
from tests.models.conftest import NOW
from tests.models.offices import draft, furnish

FIVE_DAYS = timedelta(days=5)


@pytest.fixture
def office(session: Session) -> Session:
    """An office ready to issue."""
    furnish(session)
    return session


def test_rows_recorded_one_by_one_make_the_case(session: Session) -> None:
    change = open_case(session, make_case(parties=(), conducts=()), actor="A", now=NOW)
    party, conduct, goods = make_party(), make_conduct(), Goods("仔猪", "5", unit="头")
    evidence = Evidence("e1", "物证", "照片", copies=1)
    change = record_party(session, change.case_id, change.seen, party, actor="A", now=NOW)
    change = record_conduct(session, change.case_id, change.seen, conduct, actor="A", now=NOW)
    change = list_goods(session, change.case_id, change.seen, [goods], actor="A", now=NOW)
    change = add_evidence(session, change.case_id, change.seen, None, evidence, actor="A", now=NOW).change
    described = make_case(title="新的名称")
    change = describe_case(session, change.case_id, change.seen, described, actor="A", now=NOW)
    expected = make_case(title="新的名称", parties=(party,), conducts=(conduct,), goods=(goods,), evidence=(evidence,))
    assert read_case(session, change.case_id).file.case == expected


def test_officer_joins_by_acting_with_the_certificates_of_the_register(office: Session) -> None:
    change = open_case(office, make_case(officers=()), actor="A", now=NOW)
    change = record_act(office, change.case_id, change.seen, make_inspection(), actor="A", now=NOW)
    assert [entry.kind for entry in change.entries] == ["officer_joined", "officer_joined", "site_inspected"]
    again = record_act(office, change.case_id, change.seen, make_on_the_spot(), actor="A", now=NOW)
    assert [entry.kind for entry in again.entries] == ["on_the_spot_decision"]


def test_renewed_certificate_reaches_the_open_cases(office: Session) -> None:
    change = open_case(office, make_case(), actor="A", now=NOW)
    renewed = make_officer("A", certificates=(Certificate("18019999", date(2027, 1, 1), date(2031, 12, 31)),))
    record_officer(office, RegisteredOfficer(renewed), actor="A", now=NOW)
    assert read_case(office, change.case_id).file.case.officer("A") == renewed
    assert rebuild(office.database, office.rulebook).different == 0


def test_stranger_among_the_officers_is_refused_by_name(session: Session) -> None:
    change = open_case(session, make_case(), actor="A", now=NOW)
    with pytest.raises(RuleError, match="“Z”不在人员登记中"):
        record_act(session, change.case_id, change.seen, make_inspection(officers=("A", "Z")), actor="A", now=NOW)


@pytest.mark.parametrize("changes", [{"party": "p9"}, {"ref": "nowhere"}, {"kind": "no_such_kind"}])
def test_act_about_what_does_not_exist_is_refused(session: Session, changes: dict[str, str]) -> None:
    change = open_case(session, make_case(), actor="A", now=NOW)
    with pytest.raises(RuleError):
        record_act(session, change.case_id, change.seen, replace(make_inspection(), **changes), actor="A", now=NOW)


def test_unlawful_act_that_happened_is_recorded(session: Session) -> None:
    change = open_case(session, make_case(), actor="A", now=NOW)
    unlawful = make_on_the_spot(fine=100_000_00, officers=("A",))
    assert record_act(session, change.case_id, change.seen, unlawful, actor="A", now=NOW).seen == change.seen + 1


def test_same_act_sent_again_changes_nothing(session: Session) -> None:
    opened = open_case(session, make_case(), actor="A", now=NOW)
    first = record_act(session, opened.case_id, opened.seen, make_inspection(), actor="A", now=NOW)
    again = record_act(session, opened.case_id, opened.seen, make_inspection(), actor="A", now=NOW)
    assert (again.seen, again.entries) == (first.seen, ())


def test_second_officer_on_an_older_state_is_refused(session: Session) -> None:
    opened = open_case(session, make_case(), actor="A", now=NOW)
    record_act(session, opened.case_id, opened.seen, make_inspection(), actor="A", now=NOW)
    with pytest.raises(StaleError):
        record_act(session, opened.case_id, opened.seen, make_on_the_spot(), actor="B", now=NOW)


def test_voided_act_stays_visible_with_the_reason(session: Session) -> None:
    opened = open_case(session, make_case(make_inspection()), actor="A", now=NOW)
    void_act(session, opened.case_id, opened.seen, "check", "日期记错", actor="A", now=NOW)
    lines = journal_lines(session, read_case(session, opened.case_id))
    assert [line.kind for line in lines if line.voided] == ["site_inspected"]
    assert lines[-1].act is not None and lines[-1].act.get("reason") == "日期记错"


def test_voiding_is_refused_while_a_live_act_refers_to_it(session: Session) -> None:
    collected = make_act("fine_collected", act_id="collected", ref="decision", amount=100_00, receipt_no="1")
    opened = open_case(session, make_case(make_on_the_spot(), collected), actor="A", now=NOW)
    with pytest.raises(RuleError, match="有效记载以它为依据"):
        void_act(session, opened.case_id, opened.seen, "decision", "记错", actor="A", now=NOW)
    change = void_act(session, opened.case_id, opened.seen, "collected", "没有收", actor="A", now=NOW)
    assert void_act(session, change.case_id, change.seen, "decision", "记错", actor="A", now=NOW).entries


def test_voiding_needs_a_reason_and_a_live_act(session: Session) -> None:
    opened = open_case(session, make_case(make_inspection()), actor="A", now=NOW)
    with pytest.raises(RuleError, match="理由"):
        void_act(session, opened.case_id, opened.seen, "check", " ", actor="A", now=NOW)
    with pytest.raises(RuleError, match="不存在或已经作废"):
        void_act(session, opened.case_id, opened.seen, "nowhere", "记错", actor="A", now=NOW)


def test_what_is_recorded_more_than_a_working_day_later_is_marked(session: Session) -> None:
    friday = make_inspection(on=DAY)
    saturday_worked, monday, tuesday = (NOW + timedelta(days=n) for n in (1, 3, 4))
    for day, marked in ((saturday_worked, False), (monday, True), (tuesday, True)):
        opened = open_case(session, make_case(), actor="A", now=day)
        record_act(session, opened.case_id, opened.seen, friday, actor="A", now=day)
        assert journal_lines(session, read_case(session, opened.case_id))[-1].backfilled is marked


def test_backfilled_act_names_reason_and_second_person(session: Session) -> None:
    opened = open_case(session, make_case(), actor="A", now=NOW)
    with pytest.raises(RuleError, match="第二人"):
        record_act(
            session, opened.case_id, opened.seen, make_inspection(), actor="A", now=NOW, backfill=Backfill("停电", "")
        )
    record_act(
        session, opened.case_id, opened.seen, make_inspection(), actor="A", now=NOW, backfill=Backfill("停电", "B")
    )
    line = journal_lines(session, read_case(session, opened.case_id))[-1]
    assert (line.backfilled, line.backfill_reason, line.second_person) == (True, "停电", "B")


def test_on_the_spot_case_from_the_stall_to_the_file(office: Session) -> None:
    issued = issue_on_the_spot(office, draft(), actor="A", now=NOW)
    paper = case_documents(office, issued.change.case_id)[0]
    assert paper.number == "浏农（畜牧）当罚〔2026〕1号" and paper.form == "7"
    assert document_bytes(office, paper.document_id, "pdf").startswith(b"%PDF")
    assert document_bytes(office, paper.document_id, "docx").startswith(b"PK")
    change = deliver_on_the_spot(
        office,
        issued.change.case_id,
        issued.change.seen,
        paper.document_id,
        actor="A",
        now=NOW,
        collected=Collection(100_00, "湘财通字（2026）0000001"),
    )
    assert [entry.kind for entry in change.entries] == ["on_the_spot_decision", "fine_collected"]
    due = {state.clock.id: state.clock.due for state in case_clocks(office, change.case_id, DAY)}
    assert due["simple_materials"] == due["fine_hand_in"] == date(2026, 10, 12)
    assert due["reconsideration"] == date(2026, 12, 8)
    for kind, day in (("simple_materials_handed_in", 12), ("fine_handed_in", 12), ("fine_banked", 14)):
        fields = {} if kind == "simple_materials_handed_in" else {"amount": 100_00}
        act = make_act(kind, date(2026, 10, day), officers=("A",), **fields)
        change = record_act(office, change.case_id, change.seen, act, actor="A", now=NOW + FIVE_DAYS)
    met = {state.clock.id for state in case_clocks(office, change.case_id, date(2026, 10, 20)) if state.state == "met"}
    assert {"simple_materials", "fine_hand_in", "fine_banking"} <= met
    assert verify(office.database, office.folder, office.device).ok
    assert rebuild(office.database, office.rulebook).different == 0


def test_delivery_sent_again_changes_nothing(office: Session) -> None:
    issued = issue_on_the_spot(office, draft(), actor="A", now=NOW)
    case_id, seen = issued.change.case_id, issued.change.seen
    first = deliver_on_the_spot(office, case_id, seen, issued.document.id, actor="A", now=NOW)
    assert deliver_on_the_spot(office, case_id, seen, issued.document.id, actor="A", now=NOW).seen == first.seen


def test_money_without_a_receipt_number_is_refused_with_the_article(office: Session) -> None:
    issued = issue_on_the_spot(office, draft(), actor="A", now=NOW)
    with pytest.raises(RuleError, match="第七十条"):
        deliver_on_the_spot(
            office,
            issued.change.case_id,
            issued.change.seen,
            issued.document.id,
            actor="A",
            now=NOW,
            collected=Collection(100_00, " "),
        )


def test_delivered_paper_can_be_neither_cancelled_nor_its_act_voided(office: Session) -> None:
    issued = issue_on_the_spot(office, draft(), actor="A", now=NOW)
    change = deliver_on_the_spot(
        office, issued.change.case_id, issued.change.seen, issued.document.id, actor="A", now=NOW
    )
    with pytest.raises(RuleError, match="已经送达"):
        cancel_document(office, change.case_id, change.seen, issued.document.id, "错", actor="A", now=NOW)
    with pytest.raises(RuleError, match="已经送达"):
        void_act(office, change.case_id, change.seen, issued.document.act, "错", actor="A", now=NOW)


def test_issuing_what_the_law_forbids_is_refused_with_the_article(office: Session) -> None:
    decision = replace(draft().decision, officers=("A",))
    with pytest.raises(RuleError, match="第四十二条"):
        issue_on_the_spot(office, draft(decision=decision), actor="A", now=NOW)


def test_paper_lacking_a_field_is_refused_with_the_field(office: Session) -> None:
    with pytest.raises(RuleError) as refused:
        issue_on_the_spot(office, draft(own_values={**draft().own_values, "place": ""}), actor="A", now=NOW)
    assert "place" in {problem.where for problem in refused.value.problems}


def test_frozen_file_that_was_altered_is_noticed(office: Session) -> None:
    issued = issue_on_the_spot(office, draft(), actor="A", now=NOW)
    stored = next(office.folder.documents.glob(f"*/{issued.document.pdf}"))
    stored.chmod(0o600)
    stored.write_bytes(b"other")
    damages = verify(office.database, office.folder, office.device).damages
    assert [issued.document.number in damage.where for damage in damages] == [True]


def test_paper_for_a_recorded_act_is_issued_too(office: Session) -> None:
    opening = make_case(replace(draft().inspection, id="check"), conducts=(make_conduct(),))
    opened = open_case(office, opening, actor="A", now=NOW)
    decision = replace(draft().decision, id="decision", party="p1")
    change = record_act(office, opened.case_id, opened.seen, decision, actor="A", now=NOW)
    issued = issue_document(office, change.case_id, change.seen, "7", decision, draft().own_values, actor="A", now=NOW)
    assert issued.document.act == "decision" and [entry.kind for entry in issued.change.entries] == ["document_issued"]


def test_what_is_filled_in_for_a_paper_stands_with_its_act(office: Session) -> None:
    opening = make_case(replace(draft().inspection, id="check"), conducts=(make_conduct(),))
    opened = open_case(office, opening, actor="A", now=NOW)
    decision = replace(draft().decision, id="decision", party="p1")
    change = record_act(office, opened.case_id, opened.seen, decision, actor="A", now=NOW)
    own = {**draft().own_values, "discretion": "首次查获，从轻处罚"}
    issued = issue_document(office, change.case_id, change.seen, "7", decision, own, actor="A", now=NOW)
    [found] = [act for act in issued.change.file.case.acts if act.id == "decision"]
    assert found.values["discretion"] == "首次查获，从轻处罚"
    assert found.document == Document("7", issued.document.number, decision.on)
    assert record_act(office, change.case_id, issued.change.seen, decision, actor="A", now=NOW).entries == ()
    assert rebuild(office.database, office.rulebook).differences == ()


def test_import_takes_all_files_or_none(session: Session, tmp_path: Path) -> None:
    good = path("samples", "simple-citizen.toml")
    bad = tmp_path / "bad.toml"
    bad.write_text("format = 1\n[[act]]\nkind = 'nothing'\non = 2026-10-09\n", "utf-8")
    with pytest.raises(DataError, match=r"bad\.toml"):
        import_scripts(session, [good, bad], actor="A", now=NOW)
    assert count_cases(session) == 0 and read_lines(session) == 0


def read_lines(session: Session) -> int:
    """How many entries there are."""
    return int(session.database.sql('SELECT count(*) FROM "entry"')[0][0])


def test_script_imported_before_is_skipped_and_said_so(session: Session) -> None:
    files = sorted(path("samples").glob("*.toml"))
    first = import_scripts(session, files, actor="A", now=NOW)
    again = import_scripts(session, files, actor="A", now=NOW)
    assert [one.skipped for one in first + again] == [False] * len(files) + [True] * len(files)
    assert [one.case_id for one in again] == [one.case_id for one in first]
    assert count_cases(session) == len(files)
    assert find_case(session, first[0].number) == first[0].case_id


def test_list_is_paged_by_key_without_gaps(session: Session) -> None:
    for number in range(7):
        open_case(session, make_case(make_inspection(on=DAY - timedelta(days=number % 3))), actor="A", now=NOW)
    seen: list[str] = []
    after = None
    while True:
        page = list_cases(session, after=after, limit=3)
        seen += [line.case_id for line in page.lines]
        after = page.after
        if after is None:
            break
    assert len(seen) == len(set(seen)) == 7


def test_earlier_cases_are_found_by_identity_number_before_name(session: Session) -> None:
    open_case(session, make_case(), actor="A", now=NOW)
    assert len(earlier_cases(session, make_party(name="改了名"))) == 1
    assert earlier_cases(session, make_party(identity_no="430181199001010018")) == ()
    assert len(earlier_cases(session, make_party(identity_no=""))) == 1


def test_due_clocks_stand_with_the_overdue_first(session: Session) -> None:
    for days in (0, 1, 8, 9):
        day = DAY + timedelta(days=days)
        opening = make_case(make_inspection(on=day), make_on_the_spot(on=day), make_collected(on=day))
        open_case(session, opening, actor="A", now=NOW)
    due = due_clocks(session, date(2026, 10, 20))
    assert [(one.colour, one.state.clock.due) for one in due] == sorted(
        ((one.colour, one.state.clock.due) for one in due), key=lambda pair: (URGENCY.index(pair[0]), pair[1])
    )
    assert due[0].colour == "red" and due[0].state.state == "overdue" and due[-1].state.state == "running"


def test_draft_is_one_row_for_an_officer_stream_and_page(session: Session) -> None:
    for text in ("一", "二"):
        save_draft(session, "new", "on_the_spot", {"name": text}, actor="A", now=NOW)
    save_draft(session, "new", "on_the_spot", {"name": "别人的"}, actor="B", now=NOW)
    kept = read_draft(session, "new", "on_the_spot", actor="A")
    assert kept is not None and kept.content == {"name": "二"} and len(drafts(session, actor="A")) == 1
    discard_draft(session, "new", "on_the_spot", actor="A")
    assert read_draft(session, "new", "on_the_spot", actor="A") is None and read_lines(session) == 0


def test_register_posts_and_settings_are_read_back(office: Session) -> None:
    post = assign_post(office, Post("", "A", "法制审核", "审核案件", DAY), actor="A", now=NOW)
    assert posts(office) == (post,)
    assert {one.officer.name for one in officers(office)} == {"李某", "陈某"}
    assert settings(office)["office.region"] == "浏"
    with pytest.raises(RuleError, match="不在登记中"):
        assign_post(office, Post("", "Z", "法制审核", "", DAY), actor="A", now=NOW)
    assert len(posts(office)) == 1
    assert [posts_of(office, officer, DAY) for officer in ("A", "B")] == [(post,), ()]
    assert not posts_of(office, "A", DAY - timedelta(days=1))


def test_recorded_calendar_year_changes_how_days_are_counted(session: Session) -> None:
    before = session.rulebook.digest
    table = YearTable({date(2027, 1, 1): "元旦"}, frozenset({date(2027, 1, 2)}))
    record_calendar_year(session, 2027, table, "国务院办公厅通知（构造）", actor="A", now=NOW)
    renewed = with_calendar(session)
    assert renewed.rulebook.calendar.is_working(date(2027, 1, 2))
    assert renewed.rulebook.digest != before
    with pytest.raises(RuleError, match="不在 2028 年"):
        record_calendar_year(session, 2028, table, "x", actor="A", now=NOW)


@pytest.mark.parametrize("text", ["王\u202e某", "王\x00某", "王\ud800某", "长" * 20_001])
def test_text_that_cannot_stand_in_a_document_is_refused_with_its_place(session: Session, text: str) -> None:
    opened = open_case(session, make_case(), actor="A", now=NOW)
    with pytest.raises(RuleError) as refused:
        record_party(session, opened.case_id, opened.seen, make_party(address=text), actor="A", now=NOW)
    assert refused.value.problems[0].where == "party.address"
    assert read_case(session, opened.case_id).seen == opened.seen


def test_lost_connection_is_said_and_the_next_save_works(session: Session) -> None:
    if session.database.dialect != "postgresql":
        pytest.skip("a file has no connection to lose")
    opened = open_case(session, make_case(), actor="A", now=NOW)
    mine = session.database.sql("SELECT pg_backend_pid()")[0][0]
    with psycopg.connect(session.database.driver.database) as other:
        other.execute("SELECT pg_terminate_backend(%s)", (mine,))
    with pytest.raises(StorageError, match="断开"):
        read_case(session, opened.case_id)
    assert record_act(session, opened.case_id, opened.seen, make_inspection(), actor="A", now=NOW).seen > opened.seen


def test_workbench_of_an_empty_office_is_empty(session: Session) -> None:
    seen = workbench(session, DAY, actor="A")
    assert (seen.due, seen.drafts, seen.cases, seen.as_of) == ((), (), (), None)
