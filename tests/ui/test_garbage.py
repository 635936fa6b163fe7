"""Cyclic garbage is collected in the window's thread only."""

import gc
import threading
import weakref

from pytestqt.qtbot import QtBot

from ui.garbage import Collector


class Ring:
    """Something that only the collector can free."""

    def __init__(self) -> None:
        self.me = self


def test_nothing_is_collected_by_another_thread_and_everything_by_the_window(qtbot: QtBot) -> None:
    collector = Collector()
    try:
        rings = [Ring() for _ in range(2000)]
        seen = [weakref.ref(ring) for ring in rings]
        del rings
        worker = threading.Thread(target=lambda: [Ring() for _ in range(5000)])
        worker.start()
        worker.join()
        assert all(ref() is not None for ref in seen)
        qtbot.waitUntil(lambda: all(ref() is None for ref in seen), timeout=5000)
    finally:
        collector.stop()
    assert gc.isenabled()


def test_little_garbage_is_left_for_later(qtbot: QtBot) -> None:
    collector = Collector()
    try:
        gc.collect()
        assert collector.collect() == -1
    finally:
        collector.stop()
