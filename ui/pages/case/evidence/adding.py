"""Pieces on their way into a case, one after the other and off the window's thread; what is kept stays kept."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from models.entries import case_stream
from models.errors import StaleError, StorageError
from models.operations.evidence import Added, keep_file, record_evidence
from models.queries.cases import read_case
from procedures.problems import RuleError
from ui import tasks
from ui.changes import changes
from ui.desk import Desk
from ui.pages.case.evidence.given import Given, Look, look_at, proposed

TRIES = 5  # somebody else may record in the case between looking and recording
PART = 1000  # steps of the bar for one file
MEGABYTE = 1_000_000
BIG = 30 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Failed:
    """A piece that did not come in, and why."""

    given: Given
    error: Exception


@dataclass(slots=True)
class Outcome:
    """What became of a batch."""

    added: list[Added] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)
    cancelled: bool = False

    def words(self) -> str:
        """What was done, in one sentence."""
        again = sum(bool(each.twins) for each in self.added)
        told = f"已存入 {len(self.added)} 件证据" if self.added else "没有存入证据"
        told += f"，其中 {again} 件本案已有同一文件，文件只存一份" if again else ""
        told += f"，{len(self.failed)} 个文件没有存进来" if self.failed else ""
        return told + ("，其余已取消" if self.cancelled else "")


@dataclass(frozen=True, slots=True)
class _Kept:
    digest: str
    look: Look


class Adding(QObject):
    """Adds one batch after the other. `progressed` is for a progress line; `finished` carries the Outcome.

    A piece is recorded on top of the case as it stands at that moment: adding one takes nothing away from others. It
    belongs to the desk and goes on when the page that asked is closed.
    """

    progressed = Signal(int, int, str)
    recorded = Signal(object)  # each piece, as `Added`
    finished = Signal(object)

    def __init__(self, desk: Desk, case_id: str) -> None:
        super().__init__(desk)
        self._desk, self._case_id = desk, case_id
        self._waiting: list[Given] = []
        self._done = self._total = 0
        self._slow = False
        self._outcome = Outcome()
        self._task: tasks.Task | None = None
        desk.watch(self.unfinished)

    def add(self, given: Sequence[Given]) -> None:
        """Take more pieces; they join a batch that is under way."""
        begins = given and not self.is_running()
        self._waiting += given
        self._total += len(given)
        if begins:
            self._outcome, self._slow = Outcome(), False
            QTimer.singleShot(tasks.SLOW_MS, self, self._on_slow)
            self._next()

    def is_running(self) -> bool:
        """Whether pieces are still on their way."""
        return self._total > 0

    def unfinished(self) -> str:
        """What is still on its way, in words; empty where nothing is."""
        left = len(self._waiting) + 1
        return f"还有 {left} 个文件正在存入案卷的证据" if self.is_running() else ""

    def cancel(self) -> None:
        """Stop; what is recorded stays, of what is under way nothing is left."""
        if self.is_running():
            self._outcome.cancelled = True
            self._waiting.clear()
            if self._task is not None:
                self._task.cancel()

    def _next(self) -> None:
        if not self._waiting:
            self._end()
            return
        given = self._waiting.pop(0)
        self._tell(0, 0)
        task = tasks.run(
            lambda progress: self._keep(given, progress),
            then=lambda kept: self._record(given, kept),
            failed=lambda error: self._on_failed(given, error),
            owner=self,
            pool=tasks.Pool.FILES,
        )
        task.progressed.connect(lambda done, total, _words: self._tell(done, total))
        task.finished.connect(self._on_finished)
        self._task = task

    def _keep(self, given: Given, progress: tasks.Progress) -> _Kept:
        content = given.content()
        digest = keep_file(self._desk.session, content, progress=progress.report)
        return _Kept(digest, look_at(given, content))

    def _record(self, given: Given, kept: _Kept) -> None:
        session, case_id = self._desk.session, self._case_id
        actor, now = self._desk.actor, self._desk.now()

        def work(_progress: tasks.Progress) -> Added:
            for left in reversed(range(TRIES)):
                stored = read_case(session, case_id)
                piece = replace(proposed(given, kept.look, stored.file.case), sha256=kept.digest)
                try:
                    return record_evidence(session, case_id, stored.seen, piece, actor=actor, now=now)
                except StaleError:
                    if not left:
                        raise
            raise AssertionError

        tasks.run(
            work,
            then=lambda added: self._on_added(added, now),
            failed=lambda error: self._on_failed(given, error),
            owner=self,
        )

    def _on_added(self, added: Added, now: datetime) -> None:
        self._outcome.added.append(added)
        self.recorded.emit(added)
        self._desk.stored.emit(now)
        changes.announce(
            [case_stream(self._case_id)]
        )  # each time: what is done beside it must not rest on an older state
        self._go_on()

    def _on_failed(self, given: Given, error: Exception) -> None:
        if not isinstance(error, StorageError | StaleError | RuleError):
            self._waiting.clear()
            self._end()
            raise error
        self._outcome.failed.append(Failed(given, error))
        self._go_on()

    def _on_finished(self) -> None:
        """A task that was cancelled tells nobody else."""
        if self._outcome.cancelled and self.is_running():
            self._end()

    def _go_on(self) -> None:
        self._done += 1
        QTimer.singleShot(0, self, self._next)

    def _end(self) -> None:
        self._task = None
        self._done = self._total = 0
        self._desk.window.say(self._outcome.words())
        self.finished.emit(self._outcome)

    def _on_slow(self) -> None:
        self._slow = True
        if self.is_running():
            self._tell(0, 0)

    def _tell(self, done: int, total: int) -> None:
        if not self._slow:
            return
        words = f"第 {self._done + 1} 个，共 {self._total} 个"
        if total > BIG:
            words += f"，{done // MEGABYTE} / {total // MEGABYTE} MB"
        part = PART * done // total if total else 0
        self.progressed.emit(self._done * PART + part, self._total * PART, words)
