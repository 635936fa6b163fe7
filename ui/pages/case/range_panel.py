"""The lawful range above the fields of a penalty, in brief, and what stands beside a page that has more to say."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from ui.pages.case.range_told import brief
from ui.pages.intake.answer import Answer
from ui.pages.intake.answer_row import scale_widget
from ui.widgets.buttons import Segments
from ui.widgets.layout import clear, column, frame, row
from ui.widgets.text import Elided, text

MARGINS = (14, 8, 14, 8)


class RangeBar(QFrame):
    """Verdict, scale and multiple on a card; nothing where there is no offence."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._shown: tuple[Answer, ...] | None = None
        self._lines = column(gap=2, margins=MARGINS)
        self.setLayout(self._lines)
        self.show_answers(())

    def show_answers(self, answers: Sequence[Answer]) -> None:
        """Show what of these answers belongs here."""
        told = brief(answers)
        if told == self._shown:
            return
        self._shown = told
        clear(self._lines)
        for answer in told:
            for part in _parts(answer):
                self._lines.addWidget(part)
        self.setVisible(bool(told))
        self.setAccessibleName("；".join(f"{each.question}：{each.verdict}" for each in told))


def _parts(answer: Answer) -> Sequence[QWidget]:
    head = row(text(answer.question, "small", "faint"), gap=10)
    head.addWidget(text(answer.verdict, "strong", "red" if answer.stop else ""))
    head.addWidget(Elided("，".join(part for part in (answer.aside, answer.reason) if part), "small", "soft"), 1)
    parts: list[QWidget] = [frame(head)]
    return [*parts, scale_widget(answer.scale)] if answer.scale is not None else parts


class Aside(QWidget):
    """The right of a case: the panel that is always there, and the one that the page in the middle brings along."""

    def __init__(self, usual: QWidget, labels: tuple[str, str]) -> None:
        super().__init__()
        self._choice = Segments(labels, keys=False)
        self._choice.chosen.connect(self._on_chosen)
        self._head = frame(row(self._choice, None, margins=(8, 0, 8, 0)), "header")
        self._stack = QStackedWidget()
        self._stack.addWidget(usual)
        whole = column(self._head, gap=0)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)
        self.show_guest(None)

    def show_guest(self, guest: QWidget | None) -> None:
        """Let a panel of the page stand here, first; None where it brings none."""
        before = self._stack.widget(1)
        if before is not None:
            self._stack.removeWidget(before)
            before.hide()
            before.deleteLater()
        self._head.setVisible(guest is not None)
        if guest is not None:
            self._stack.addWidget(guest)
            self._choice.choose(0, quietly=True)
        self._stack.setCurrentIndex(0 if guest is None else 1)
        self.fit()

    def _on_chosen(self, number: int) -> None:
        self._stack.setCurrentIndex(1 - number)
        self.fit()

    def fit(self) -> None:
        """As wide as the panel that is shown."""
        shown = self._stack.currentWidget()
        if shown is not None:
            self.setFixedWidth(shown.minimumWidth())
