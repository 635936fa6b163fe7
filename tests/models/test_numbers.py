"""Numbers of documents: one after the other, none burnt, none doubled, from the device's block where there is one."""

import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from models.folder import DataFolder
from models.operations.documents import cancel_document
from models.operations.imports import import_scripts
from models.operations.office import reserve_numbers, return_numbers
from models.operations.on_the_spot import issue_on_the_spot
from models.queries.documents import number_register
from models.queries.office import number_blocks, numbers_left
from models.rebuild import rebuild
from models.session import Session
from models.verify import verify
from procedures.problems import RuleError
from resources import path
from tests.models.conftest import NOW
from tests.models.offices import SERIES, draft, furnish


@pytest.fixture
def office(session: Session) -> Session:
    """An office ready to issue."""
    furnish(session)
    return session


def _issue(session: Session, **changes: object) -> str:
    return issue_on_the_spot(session, draft(**changes), actor="A", now=NOW).document.number


def _in_order(session: Session) -> None:
    assert verify(session.database, session.folder, session.device).damages == ()
    assert rebuild(session.database, session.rulebook).different == 0


def test_numbers_of_a_year_and_category_follow_each_other(office: Session) -> None:
    assert [_issue(office) for _ in range(2)] == ["浏农（畜牧）当罚〔2026〕1号", "浏农（畜牧）当罚〔2026〕2号"]
    assert _issue(office, sector="pesticide") == "浏农（农药）当罚〔2026〕1号"
    _in_order(office)


def test_a_refused_paper_burns_no_number_and_leaves_no_case(office: Session) -> None:
    with pytest.raises(RuleError):
        _issue(office, decision=replace(draft().decision, officers=("A",)))
    assert office.database.sql('SELECT count(*) FROM "case_row"') == [(0,)]
    assert _issue(office).endswith("1号")


def test_a_number_told_by_a_recorded_act_is_passed_over(office: Session) -> None:
    import_scripts(office, [path("samples", "simple-citizen.toml")], actor="A", now=NOW)
    assert _issue(office) == "浏农（畜牧）当罚〔2026〕2号"
    _in_order(office)


def test_device_with_a_block_draws_from_it_and_the_office_passes_it_over(office: Session) -> None:
    reserve_numbers(office, SERIES, 5, "dev-laptop", actor="A", now=NOW)
    assert _issue(office).endswith("〔2026〕6号")
    reserve_numbers(office, SERIES, 2, office.device.id, actor="A", now=NOW)
    assert numbers_left(office, SERIES) == 2
    assert _issue(office).endswith("〔2026〕7号")
    assert (numbers_left(office, SERIES), [block.left for block in number_blocks(office)]) == (1, [5, 1])
    _in_order(office)


def test_used_up_block_is_said_with_what_to_do(office: Session) -> None:
    reserve_numbers(office, SERIES, 1, office.device.id, actor="A", now=NOW)
    _issue(office)
    with pytest.raises(RuleError, match="号段已经用完") as refused:
        _issue(office)
    assert "再留一段号码" in refused.value.problems[0].remedy


def test_returned_numbers_are_never_used_and_the_device_draws_freely_again(office: Session) -> None:
    block = reserve_numbers(office, SERIES, 3, office.device.id, actor="A", now=NOW)
    _issue(office)
    return_numbers(office, block.id, actor="A", now=NOW)
    assert numbers_left(office, SERIES) is None
    assert _issue(office).endswith("〔2026〕4号")
    with pytest.raises(RuleError, match="已经交回"):
        return_numbers(office, block.id, actor="A", now=NOW)
    _in_order(office)


@pytest.mark.parametrize("count", [0, -1, 100_000])
def test_block_of_no_sensible_size_is_refused(office: Session, count: int) -> None:
    with pytest.raises(RuleError):
        reserve_numbers(office, SERIES, count, "d", actor="A", now=NOW)


def test_cancelled_paper_keeps_its_number_in_the_register(office: Session) -> None:
    issued = issue_on_the_spot(office, draft(), actor="A", now=NOW)
    cancel_document(
        office, issued.change.case_id, issued.change.seen, issued.document.id, "打印错误", actor="A", now=NOW
    )
    assert _issue(office).endswith("2号")
    assert [(line.sequence, line.cancel_reason) for line in number_register(office, SERIES)] == [
        (1, "打印错误"),
        (2, ""),
    ]
    _in_order(office)


def test_two_threads_never_draw_the_same_number(office: Session) -> None:
    drawn: list[str] = []

    def issue() -> None:
        for _ in range(3):
            drawn.append(_issue(office))
        office.database.close()

    threads = [threading.Thread(target=issue) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(drawn) == [f"浏农（畜牧）当罚〔2026〕{n}号" for n in range(1, 7)]
    _in_order(office)


def test_two_processes_never_draw_the_same_number(office: Session, place: DataFolder | str) -> None:
    child = str(Path(__file__).with_name("issuing_child.py"))
    url = [place] if isinstance(place, str) else []
    command = [sys.executable, child, str(office.folder.root), "3", *url]
    children = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    for one in children:
        assert one.stdout is not None and one.stdout.readline() == "ready\n"
    told = [one.communicate("\n")[0].split() for one in children]
    assert sorted(number for numbers in told for number in numbers) == [
        f"浏农（畜牧）当罚〔2026〕{n}号" for n in range(1, 7)
    ]
    _in_order(office)


def test_missing_number_is_noticed(office: Session) -> None:
    _issue(office)
    office.database.sql("UPDATE number_series SET last = 3")
    _issue(office)
    texts = [damage.text for damage in verify(office.database, office.folder, office.device).damages]
    assert len(texts) == 2 and all("号码缺失" in text for text in texts)
