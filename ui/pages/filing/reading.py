"""Reads the desk behind the window: the newest question wins, and the list keeps what it shows meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from models.queries.filing_lines import DeskCounts, JudgedLine
from ui import tasks
from ui.desk import Desk
from ui.pages.filing.desk_parts import DeskQuestion, FirstPart, Part, Place, first_part, next_part
from ui.pages.filing.rows import DeskRows

NOT_READ = "备案列表没有读出来"


@dataclass(frozen=True, slots=True)
class DeskAnswer:
    """The rows that a question was answered with, what each view holds, what was judged not major of late."""

    question: DeskQuestion
    rows: DeskRows
    counts: DeskCounts
    matters: int
    judged: tuple[JudgedLine, ...]


class DeskReader(QObject):
    """Asks the database for the first rows, and for further ones as the reader comes to them."""

    answered = Signal(object)  # DeskAnswer

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        super().__init__(owner)
        self._desk, self._owner = desk, owner
        self._number = 0
        self._under_way: list[tasks.Task] = []

    def ask(self, question: DeskQuestion) -> None:
        """Read what answers a question; earlier ones are dropped."""
        self._number += 1
        for task in self._under_way:
            task.cancel()
        self._under_way = []
        session, number = self._desk.session, self._number
        self._run(lambda: first_part(session, question), partial(self._on_read, number, question))

    def _on_read(self, number: int, question: DeskQuestion, read: object) -> None:
        if number == self._number and isinstance(read, FirstPart):
            rows = DeskRows(self._desk, question, read.part, partial(self._fetch, number, question))
            self.answered.emit(DeskAnswer(question, rows, read.counts, read.matters, read.judged))

    def _fetch(self, number: int, question: DeskQuestion, place: Place, then: Callable[[Part], object]) -> None:
        session = self._desk.session

        def take(part: object) -> None:
            if number == self._number and isinstance(part, Part):
                then(part)

        self._run(lambda: next_part(session, question, place), take)

    def _run(self, work: Callable[[], object], then: Callable[[object], object]) -> None:
        tell = partial(self._desk.tell, owner=self._owner, title=NOT_READ)
        self._under_way.append(tasks.run(lambda _progress: work(), then=then, failed=tell, owner=self._owner))
