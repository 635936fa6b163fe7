"""The fold and its inverse: a case becomes entries and comes back equal."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from models.casefile import CaseFold, case_from_entries, entries_from_case, party_entry
from models.entries import NewEntry
from models.journal import make_entry
from procedures.case import Case
from procedures.script import read_script_file
from resources import path
from tests.builders import DAY, make_case, make_party
from tests.models.conftest import NOW
from tests.strategies import cases

SCRIPTS = [*path("samples").glob("*.toml"), *(Path(__file__).parents[1] / "law_cases").glob("*.toml")]


def _folded(entries: list[NewEntry]) -> Case:
    return case_from_entries(
        make_entry(new, "case/x", seq, "", actor="A", device="d", now=NOW) for seq, new in enumerate(entries, 1)
    )


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.stem)
def test_script_comes_back_from_the_journal_without_loss(file: Path) -> None:
    case = read_script_file(file)
    assert _folded(entries_from_case(case, DAY)) == case


@given(cases())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_case_comes_back_from_the_journal_without_loss(case: Case) -> None:
    assert _folded(entries_from_case(case, DAY)) == case


def test_newest_row_of_one_id_counts_and_keeps_its_place() -> None:
    case = make_case(parties=(make_party("p1"), make_party("p2", name="赵某")))
    changed = make_party("p1", name="王某某")
    folded = _folded([*entries_from_case(case, DAY), party_entry(changed, DAY)])
    assert folded == replace(case, parties=(changed, case.parties[1]))


def test_result_of_a_fold_does_not_change_as_more_is_taken() -> None:
    entries = [
        make_entry(new, "case/x", seq, "", actor="A", device="d", now=NOW)
        for seq, new in enumerate(entries_from_case(read_script_file(SCRIPTS[0]), DAY), 1)
    ]
    fold = CaseFold()
    for entry in entries[:-1]:
        fold.take(entry)
    before = fold.result()
    fold.take(entries[-1])
    assert len(fold.result().entries) == len(before.entries) + 1
