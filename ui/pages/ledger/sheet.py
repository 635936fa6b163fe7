"""The middle of the page: the card with the rows or the pivot and the line under it, below it the charts."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from forms.ledger.columns import Source
from forms.ledger.counting import LedgerQuestion, PivotTable
from ui import theme
from ui.pages.ledger.cross_view import CrossView
from ui.pages.ledger.foot import Foot
from ui.pages.ledger.graphs import HEIGHT, ChartData, Graphs
from ui.pages.ledger.reading import Answer
from ui.pages.ledger.table import LedgerTable
from ui.widgets.buttons import button
from ui.widgets.layout import clear, column, frame, row
from ui.widgets.painted import Picture
from ui.widgets.surfaces import empty_state
from ui.widgets.text import Elided, set_text

ROWS, CROSS, NOTHING = range(3)
ROOM_FOR_CHARTS = 230
EMPTY: dict[Source, tuple[str, str, str]] = {
    "cases": ("case", "还没有案件", "办过和正在办的案件都列在这里，\n每个决定一行。"),
    "filings": ("filing", "还没有须备案的事项", "须备案的决定和登记的其他备案，\n每处一行。"),
    "findings": ("supervision", "还没有登记的过错责任追究", "在“监督”里登记的，列在这里。"),
    "certificates": ("officer", "还没有登记执法证件", "在“人员”里登记的，列在这里。"),
}


class Strip(QFrame):
    """One line over the table that says what is unusual about it, and the way back."""

    def __init__(self, icon: str, tone: str, way: str) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self.setProperty("tone", tone)
        self._words = Elided("", "small", "ink", least=0)
        self.way = button(way, "link", small=True)
        line = row(Picture(icon, 16, tone), gap=8, margins=(12, 5, 12, 5))
        line.addWidget(self._words, 1)
        line.addWidget(self.way)
        self.setLayout(line)
        self.hide()

    def tell(self, words: str) -> None:
        """Say this; nothing hides the line."""
        set_text(self._words, words)
        self.setVisible(bool(words))

    def told(self) -> str:
        """What it says."""
        return self._words.whole() if not self.isHidden() else ""


class LedgerSheet(QWidget):
    """Shows what was read. `forget_asked`: the officer wants to see all rows again."""

    forget_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.table, self.cross, self.foot, self.graphs = LedgerTable(), CrossView(), Foot(), Graphs()
        self.unmasked = Strip("lock", "amber", "重新遮盖")
        self.listing = Strip("ledger", "accent", "返回交叉表")
        self._nothing = column(gap=0)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.cross)
        self._stack.addWidget(frame(self._nothing))
        inside = column(gap=0, margins=(1, 1, 1, 1))
        inside.addWidget(self._stack, 1)
        inside.addWidget(self.foot)
        whole = column(self.unmasked, self.listing, gap=8, margins=(20, 14, 20, 14))
        whole.addWidget(frame(inside, "card"), 1)
        whole.addSpacing(6)
        whole.addWidget(self.graphs)
        self.setLayout(whole)
        self._has_charts = False
        self._question: LedgerQuestion | None = None

    def show_answer(self, answer: Answer, is_cross: bool) -> None:
        """Show the rows, or the line under the pivot."""
        if answer.is_empty:
            self._show_nothing(answer)
            self._stack.setCurrentIndex(NOTHING)
        else:
            self.table.show_rows(answer.rows, same=answer.question == self._question)
            self._stack.setCurrentIndex(CROSS if is_cross else ROWS)
        self._question = answer.question
        self._has_charts = not answer.is_empty and not is_cross
        self._fit()

    def show_cross(self, table: PivotTable) -> None:
        """Show a pivot."""
        self.cross.show_table(table)

    def show_charts(self, charts: Sequence[ChartData]) -> None:
        """Show the charts."""
        self.graphs.show_charts(charts)

    def parts(self) -> tuple[QWidget, ...]:
        """What F6 walks through."""
        shown: QWidget = self.cross if self._stack.currentIndex() == CROSS else self.table
        return (shown, *(self.graphs.parts() if self.graphs.isVisible() else ()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The charts give way to the table in a low window."""
        room = self.height() - theme.scaled(HEIGHT)
        self.graphs.setVisible(self._has_charts and room >= theme.scaled(ROOM_FOR_CHARTS))

    def _show_nothing(self, answer: Answer) -> None:
        clear(self._nothing)
        if answer.question.conditions or answer.question.words:
            body = f"条件：{answer.question.told}\n去掉一个条件，或者全部去掉再看。"
            way = button("去掉全部条件", then=self.forget_asked.emit)
            self._nothing.addWidget(empty_state("search", "没有符合条件的", body, way))
        else:
            self._nothing.addWidget(empty_state(*EMPTY[answer.question.layout.source]))
