"""Reads a ledger behind the window: only the newest question is answered, the charts after the rows."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from forms.ledger.counting import LedgerQuestion
from forms.ledger.layout import Axis, PivotLayout
from models.queries.ledger import After, LedgerPage, LedgerTotals, ledger_page, ledger_totals, pivot
from models.session import Session
from procedures.problems import RuleError
from ui import tasks
from ui.desk import Desk
from ui.pages.ledger.cells import STANDING, CellMaker, extra_columns
from ui.pages.ledger.foot import FootContent
from ui.pages.ledger.graphs import read_charts
from ui.pages.ledger.rows import PAGE, LedgerRows

NOT_READ = "台账没有读出来"


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows that a question was answered with."""

    question: LedgerQuestion
    rows: LedgerRows

    @property
    def is_empty(self) -> bool:
        """Whether no row answers."""
        return not self.rows.rowCount()


class Reader(QObject):
    """Asks the database: the first rows, then the line under them, then pivot or charts."""

    answered = Signal(object)  # Answer
    summed = Signal(object)  # FootContent
    charted = Signal(object)  # the charts
    crossed = Signal(object)  # PivotTable
    refused = Signal(object)  # RuleError of a pivot without end
    summing = Signal()  # the line under the rows is not read yet, and that takes its time
    charting = Signal()  # so are the charts

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        super().__init__(owner)
        self._desk, self._owner = desk, owner
        self._number = 0
        self._summed_of: object = None
        self._charted_of: object = None
        self._foot: FootContent | None = None
        self._under_way: list[tasks.Task] = []
        self._asked: tuple[LedgerQuestion, bool] | None = None
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(tasks.SLOW_MS)
        self._slow.timeout.connect(self._tell_slow)

    def forget(self) -> None:
        """What was read may have changed meanwhile: the next question is read whole."""
        self._summed_of = self._charted_of = None

    def ask(self, question: LedgerQuestion, table: PivotLayout | None, charts: bool) -> None:
        """Read what answers a question, and the pivot or the charts that belong to it; earlier ones are dropped.

        Other columns or another order of the same rows leave sums and charts as they are.
        """
        self._number += 1
        for task in self._under_way:
            task.cancel()
        self._under_way = []
        self._asked = (question, charts and table is None)
        self._slow.start()
        session, number = self._desk.session, self._number
        self._run(lambda: _first_page(session, question), partial(self._on_read, number, question))
        rows = _rows_of(question)
        if self._summed_of != (rows, question.layout.totals):
            self._run(lambda: _foot(session, question), self._if_newest(number, partial(self._on_summed, question)))
        if table is not None:
            show = self._if_newest(number, self.crossed.emit)
            self._run(lambda: pivot(session, question, table), show, self._on_pivot)
        elif charts and self._charted_of != rows:
            self._run(lambda: read_charts(session, question), self._if_newest(number, partial(self._on_charted, rows)))

    def _on_summed(self, question: LedgerQuestion, content: object) -> None:
        if isinstance(content, FootContent):
            self._foot, self._summed_of = content, (_rows_of(question), question.layout.totals)
            self.summed.emit(content)

    def _tell_slow(self) -> None:
        if self._asked is None:
            return
        question, charts = self._asked
        if self.totals(question) is None:
            self.summing.emit()
        if charts and self._charted_of != _rows_of(question):
            self.charting.emit()

    def totals(self, question: LedgerQuestion) -> LedgerTotals | None:
        """Count and sums of a question; None while they are being read."""
        known = self._summed_of == (_rows_of(question), question.layout.totals)
        return self._foot.totals if known and self._foot is not None else None

    def _on_charted(self, rows: object, charts: object) -> None:
        self._charted_of = rows
        self.charted.emit(charts)

    def _run(
        self,
        work: Callable[[], object],
        then: Callable[[object], object],
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        task = tasks.run(lambda _progress: work(), then=then, failed=failed or self._tell, owner=self._owner)
        self._under_way.append(task)

    def _if_newest(self, number: int, then: Callable[[object], object]) -> Callable[[object], object]:
        return lambda found: then(found) if number == self._number else None

    def _on_read(self, number: int, question: LedgerQuestion, read: object) -> None:
        if number != self._number or not isinstance(read, _Read):
            return
        maker = CellMaker(question.layout.source, read.question.layout.shown())
        fetch = partial(self._fetch, number, read.question)
        self.answered.emit(Answer(question, LedgerRows(question.layout, maker, read.page, fetch)))

    def _fetch(
        self, number: int, question: LedgerQuestion, after: After | None, then: Callable[[LedgerPage], None]
    ) -> None:
        session = self._desk.session

        def take(page: object) -> None:
            if number == self._number and isinstance(page, LedgerPage):
                then(page)

        self._run(lambda: ledger_page(session, question, after=after, limit=PAGE), take)

    def _on_pivot(self, error: Exception) -> None:
        if isinstance(error, RuleError):
            self.refused.emit(error)
        else:
            self._tell(error)

    def _tell(self, error: Exception) -> None:
        self._desk.tell(error, self._owner, NOT_READ)


def _rows_of(question: LedgerQuestion) -> object:
    """What decides which rows answer, whatever is shown of them."""
    layout = question.layout
    return (layout.source, layout.period, question.conditions, question.words, question.today, question.actor)


@dataclass(frozen=True, slots=True)
class _Read:
    question: LedgerQuestion
    page: LedgerPage


def _first_page(session: Session, question: LedgerQuestion) -> _Read:
    """The first rows, read with what goes before the words of a state."""
    layout = question.layout
    extra = extra_columns(layout.source, layout.columns)
    wider = replace(question, layout=replace(layout, columns=(*layout.columns, *extra)))
    return _Read(wider, ledger_page(session, wider, limit=PAGE))


def _foot(session: Session, question: LedgerQuestion) -> FootContent:
    """The totals, and how many rows stand where."""
    standing = pivot(session, question, PivotLayout(Axis(STANDING[question.layout.source])))
    is_narrowed = bool(question.conditions or question.words.strip())
    return FootContent(ledger_totals(session, question), standing.row_totals, is_narrowed)
