"""The only threads of the window: for the database, rendering, files. Whatever may take over 300 ms uses `run`.

Each pool is one thread that stays: a database connection belongs to its thread, PDFium may not be entered twice.
"""

import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

Result = TypeVar("Result")
SLOW_MS = 300


class Pool(Enum):
    """Which of the threads does the work."""

    DATABASE = "database"
    RENDERING = "rendering"
    FILES = "files"


class CancelledError(Exception):
    """The user no longer wants the result."""


class Progress:
    """What a piece of work tells while it runs, and where it learns that it was cancelled. Safe from any thread."""

    def __init__(self, tell: Callable[[int, int, str], None]) -> None:
        self._tell = tell
        self.cancelled = False

    def report(self, done: int, total: int, words: str = "") -> None:
        """Say how far the work is. Raises CancelledError when it is no longer wanted."""
        self.check()
        self._tell(done, total, words)

    def check(self) -> None:
        """Raise CancelledError when the work is no longer wanted."""
        if self.cancelled:
            raise CancelledError


Work = Callable[[Progress], Result]


@dataclass(slots=True)
class _Mode:
    inline: bool = False


_mode = _Mode()
_running: set["Task"] = set()
_waiting: set[Future[None]] = set()


def run_inline(on: bool = True) -> None:
    """Do all work at once in the calling thread, for tests and text commands."""
    _mode.inline = on


class Task(QObject):
    """One piece of work on its way. Its signals arrive in the window's thread; `progressed` only once it is slow."""

    progressed = Signal(int, int, str)
    succeeded = Signal(object)
    failed = Signal(object)
    finished = Signal()
    _reported = Signal(int, int, str)
    _done = Signal(object, object)

    def __init__(self, handlers: "Handlers[Result]") -> None:
        super().__init__()
        self._handlers = handlers
        self._latest = (0, 0, "")
        self._slow = False
        self.progress = Progress(self._reported.emit)
        kind = Qt.ConnectionType.DirectConnection if _mode.inline else Qt.ConnectionType.QueuedConnection
        self._reported.connect(self._on_reported, kind)
        self._done.connect(self._on_done, kind)

    def cancel(self) -> None:
        """Ask the work to stop at its next report; neither `succeeded` nor `failed` follows, `finished` does."""
        self.progress.cancelled = True

    def begin(self, work: Work[Result], pool: Pool) -> None:
        """Start the work; called once, by `run`."""
        _running.add(self)
        if _mode.inline:
            self._perform(work)
            return
        QTimer.singleShot(SLOW_MS, self, self._on_slow)
        future = _pool(pool).submit(self._perform, work)
        _waiting.add(future)
        future.add_done_callback(_waiting.discard)

    def _perform(self, work: Work[Result]) -> None:
        try:
            self.progress.check()
            outcome: tuple[object, Exception | None] = (work(self.progress), None)
        except Exception as error:
            outcome = (None, error)
        self._done.emit(*outcome)

    def _on_slow(self) -> None:
        self._slow = True
        if self in _running:
            self.progressed.emit(*self._latest)

    def _on_reported(self, done: int, total: int, words: str) -> None:
        self._latest = (done, total, words)
        if self._slow:
            self.progressed.emit(done, total, words)

    def _on_done(self, result: object, error: Exception | None) -> None:
        _running.discard(self)
        try:
            if not self.progress.cancelled and self._handlers.wanted():
                self._deliver(result, error)
        finally:
            self.finished.emit()

    def _deliver(self, result: object, error: Exception | None) -> None:
        if error is None:
            self.succeeded.emit(result)
            self._handlers.succeed(result)
        else:
            self.failed.emit(error)
            self._handlers.fail(error)


@dataclass(frozen=True, slots=True)
class Handlers(Generic[Result]):
    """What follows a task; dropped when the widget that asked no longer exists."""

    then: Callable[[Result], object] | None
    failed: Callable[[Exception], object] | None
    owner: QObject | None

    def wanted(self) -> bool:
        """Whether the one who asked still exists."""
        return self.owner is None or shiboken6.isValid(self.owner)

    def succeed(self, result: object) -> None:
        """Hand over the result."""
        if self.then is not None:
            self.then(result)  # type: ignore[arg-type]  # a Qt signal carries it as object

    def fail(self, error: Exception) -> None:
        """Hand over the error, to the program's one handler where nobody else takes it."""
        if self.failed is not None:
            self.failed(error)
        else:
            sys.excepthook(type(error), error, error.__traceback__)


def run(
    work: Work[Result],
    *,
    then: Callable[[Result], object] | None = None,
    failed: Callable[[Exception], object] | None = None,
    owner: QObject | None = None,
    pool: Pool = Pool.DATABASE,
) -> Task:
    """Do `work(progress)` off the window's thread, then call `then(result)` or `failed(error)` in it.

    Work of one pool is done in the order in which it was asked for. Nothing is called once `owner` is deleted. An error
    that nobody takes goes to `sys.excepthook`.
    """
    task = Task(Handlers(then, failed, owner))
    task.begin(work, pool)
    return task


@cache
def _pool(pool: Pool) -> ThreadPoolExecutor:
    # WORKAROUND: in a QThreadPool every task begins and ends a Python thread state; what belongs to the thread dies
    # with it, so each task would open the database anew and close it while the interpreter is not held, which aborts.
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix=pool.value)


def wait_for_all(milliseconds: int = 30_000) -> bool:
    """Wait until all work is done, before the program ends. False when it was not done in time."""
    return not wait(tuple(_waiting), timeout=milliseconds / 1000).not_done
