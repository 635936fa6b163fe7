"""Work off the window's thread."""

import sys
import threading
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QSignalSpy

from ui import tasks
from ui.changes import Changes, ChangeSignal
from ui.tasks import Pool, Progress, run


def _note(done: list[tuple[int, int]], number: int, _progress: Progress) -> None:
    done.append((number, threading.get_ident()))


@pytest.fixture
def threads() -> None:
    """Real threads instead of work at once."""
    tasks.run_inline(False)


@pytest.mark.usefixtures("threads")
def test_work_runs_elsewhere_and_its_result_arrives_in_the_window(qtbot: Any) -> None:
    seen: list[int] = []

    def note(result: int) -> None:
        seen.extend([result, threading.get_ident()])

    task = run(lambda _progress: threading.get_ident(), then=note)
    with qtbot.waitSignal(task.finished):
        pass
    assert seen[0] != threading.get_ident()
    assert seen[1] == threading.get_ident()


@pytest.mark.usefixtures("threads")
@pytest.mark.parametrize("pool", Pool)
def test_one_pool_is_one_thread_and_keeps_the_order(qtbot: Any, pool: Pool) -> None:
    done: list[tuple[int, int]] = []
    for number in range(20):
        last = run(partial(_note, done, number), pool=pool)
    with qtbot.waitSignal(last.finished):
        pass
    assert [number for number, _ in done] == list(range(20))
    assert len({thread for _, thread in done}) == 1


@pytest.mark.usefixtures("threads")
def test_error_arrives_as_it_was_raised(qtbot: Any) -> None:
    errors: list[Exception] = []
    task = run(lambda _progress: 1 // 0, failed=errors.append)
    with qtbot.waitSignal(task.finished):
        pass
    assert [type(error) for error in errors] == [ZeroDivisionError]


def test_error_that_nobody_takes_goes_to_the_one_handler(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _trace: taken.append(kind))
    run(lambda _progress: 1 // 0)
    assert taken == [ZeroDivisionError]


@pytest.mark.usefixtures("threads")
def test_progress_is_told_only_once_the_work_is_slow(qtbot: Any) -> None:
    go_on = threading.Event()

    def work(progress: Progress) -> None:
        progress.report(22, 37, "第 22 页，共 37 页")
        go_on.wait(10)

    task = run(work)
    told = QSignalSpy(task.progressed)
    with qtbot.waitSignal(task.progressed):
        pass
    assert told.at(0) == [22, 37, "第 22 页，共 37 页"]
    with qtbot.waitSignal(task.finished):
        go_on.set()


@pytest.mark.usefixtures("threads")
def test_cancelled_work_stops_and_tells_neither_result_nor_error(qtbot: Any) -> None:
    begun, results = threading.Event(), list[object]()

    def work(progress: Progress) -> None:
        begun.set()
        while True:
            progress.check()

    task = run(work, then=results.append, failed=results.append)
    assert begun.wait(10)
    with qtbot.waitSignal(task.finished):
        task.cancel()
    assert results == []


@pytest.mark.usefixtures("threads")
def test_result_for_a_closed_page_is_dropped(qtbot: Any) -> None:
    import shiboken6

    owner, results, go_on = QObject(), list[object](), threading.Event()
    task = run(lambda _progress: go_on.wait(10), then=results.append, owner=owner)
    shiboken6.delete(owner)
    with qtbot.waitSignal(task.finished):
        go_on.set()
    assert results == []


def test_inline_work_is_done_before_run_returns() -> None:
    results: list[int] = []
    run(lambda _progress: 7, then=results.append)
    assert results == [7]


def test_change_is_told_with_its_streams() -> None:
    signal = ChangeSignal()
    told: list[Changes] = []
    signal.happened.connect(told.append)
    signal.announce(["case-1"])
    signal.announce(office=True)
    signal.announce()
    assert told == [Changes(frozenset({"case-1"})), Changes(office=True)]
    assert told[0].concern("case-1")
    assert not told[0].concern("case-2")
    assert told[1].concern("case-2")
