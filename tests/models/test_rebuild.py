"""Projections are functions of entries and rules: built anew they are equal, column for column."""

from dataclasses import replace

import pytest

from models.entries import case_stream
from models.journal import read_stream
from models.office import RegisteredOfficer
from models.operations.cases import open_case, record_act, record_party, void_act
from models.operations.imports import import_scripts
from models.operations.office import record_officer, record_settings, reserve_numbers
from models.projections import outdated_cases, project_stream
from models.queries.cases import list_cases
from models.rebuild import rebuild
from models.session import Session
from procedures.days import YearTable
from resources import path
from tests.builders import make_act, make_case, make_inspection, make_officer, make_on_the_spot, make_party
from tests.models.conftest import NOW

SAMPLES = sorted(path("samples").glob("*.toml"))


@pytest.fixture
def filled(session: Session) -> Session:
    """An office with a register, a block of numbers, the samples and one case worked on act by act."""
    record_officer(session, RegisteredOfficer(make_officer("A"), partner="B"), actor="x", now=NOW)
    record_settings(session, {"office.region": "浏"}, actor="x", now=NOW)
    reserve_numbers(session, "当罚/畜牧/2026", 30, "dev-other", actor="x", now=NOW)
    import_scripts(session, SAMPLES, actor="x", now=NOW)
    change = open_case(session, make_case(), actor="A", now=NOW)
    for act in (make_inspection(), make_on_the_spot()):
        change = record_act(session, change.case_id, change.seen, act, actor="A", now=NOW)
    renamed = make_party(name="王某某")
    change = record_party(session, change.case_id, change.seen, renamed, actor="A", now=NOW)
    void_act(session, change.case_id, change.seen, "decision", "日期记错", actor="A", now=NOW)
    return session


def test_tables_filled_anew_are_equal_in_every_column(filled: Session) -> None:
    result = rebuild(filled.database, filled.rulebook)
    assert (result.cases, result.different, result.repaired) == (len(SAMPLES) + 1, 0, False)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE case_row SET title = 'x'",
        "UPDATE clock_row SET due = '2030-01-01' WHERE position = 0",
        "DELETE FROM case_party",
        "UPDATE number_block SET used = 7",
        "UPDATE officer_row SET name = 'x'",
        "UPDATE case_text SET text = 'x'",
        "INSERT INTO told_number VALUES ('c', 'n')",
    ],
)
def test_a_changed_column_is_found_and_mended(filled: Session, change: str) -> None:
    filled.database.sql(change)
    found = rebuild(filled.database, filled.rulebook)
    assert found.different > 0 and not found.repaired
    assert rebuild(filled.database, filled.rulebook, repair=True).repaired
    assert rebuild(filled.database, filled.rulebook).different == 0
    assert len(list_cases(filled, words="王某某").lines) == 1


def test_rows_made_under_other_rules_are_found_and_recomputed(filled: Session) -> None:
    changed = filled.rulebook.with_years({2026: YearTable({})})
    assert outdated_cases(filled.database, filled.rulebook.digest) == ()
    outdated = outdated_cases(filled.database, changed.digest)
    assert len(outdated) == rebuild(filled.database, changed).outdated == len(SAMPLES) + 1
    for case_id in outdated:
        with filled.database.transaction():
            project_stream(filled.database, case_id, read_stream(filled.database, case_stream(case_id)), changed)
    assert outdated_cases(filled.database, changed.digest) == ()
    assert rebuild(filled.database, changed).different == 0


def test_voided_act_is_left_out_of_what_is_derived(session: Session) -> None:
    case = make_case(make_inspection(), make_on_the_spot())
    change = open_case(session, case, actor="A", now=NOW)
    assert list_cases(session).lines[0].procedure == "simple"
    void_act(session, change.case_id, change.seen, "decision", "记错了案件", actor="A", now=NOW)
    assert list_cases(session).lines[0].procedure == ""
    assert rebuild(session.database, session.rulebook).different == 0


def test_closed_case_is_closed_until_the_closing_is_voided(session: Session) -> None:
    closing = make_act("case_closed", ground="performed", approved_by="A")
    change = open_case(session, make_case(replace(closing, id="closing")), actor="A", now=NOW)
    assert list_cases(session, status="closed").lines
    void_act(session, change.case_id, change.seen, "closing", "未缴清", actor="A", now=NOW)
    assert not list_cases(session, status="closed").lines
