"""Asks for the reason of what can't be undone: 作废 with a reason, 补录 with a reason and a second person."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from procedures.text import check_text, clean_text
from ui.dialogs.frame import StopDialog
from ui.widgets.buttons import button
from ui.widgets.field_editors import Option
from ui.widgets.inputs import ComboBox, TextArea
from ui.widgets.layout import Item, column, row
from ui.widgets.text import facts, set_text, text

LIMIT = 500


@dataclass(frozen=True, slots=True)
class Reason:
    """What was answered; `second_person` is an officer's id, empty where none was asked for."""

    text: str
    second_person: str = ""


@dataclass(frozen=True, slots=True)
class ReasonQuestion:
    """What is about to be done: title, why a reason is needed, facts, the verb on the button.

    `people` are those who may be the second person; with none, no second person is asked for.
    """

    title: str
    why: str
    action: str
    facts: tuple[tuple[str, str], ...] = ()
    label: str = "理由"
    people: tuple[Option, ...] = ()
    danger: bool = True


def voiding(what: str, consequence: str, facts_: Sequence[tuple[str, str]] = ()) -> ReasonQuestion:
    """The question before 作废: `what` is named with its number, `consequence` says what follows."""
    return ReasonQuestion(f"作废{what}", consequence, f"作废{what}", tuple(facts_), "作废理由")


def backfill(what: str, why: str, people: Sequence[Option], facts_: Sequence[tuple[str, str]] = ()) -> ReasonQuestion:
    """The question before 补录: recording needs a reason and a second person, and stays marked."""
    return ReasonQuestion(f"补录{what}", why, f"补录{what}", tuple(facts_), "补录理由", tuple(people), danger=False)


class ReasonDialog(StopDialog):
    """Asks a ReasonQuestion. The button works once all is answered; what is lacking stands beside it in words."""

    answered = Signal(object)

    def __init__(self, question: ReasonQuestion, parent: QWidget | None = None) -> None:
        super().__init__(question.title, "note", "soft", parent)
        self._people = question.people
        self._answer: Reason | None = None
        self._area = TextArea(lines=3)
        self._area.setAccessibleName(question.label)
        self._area.textChanged.connect(self._look)
        self._second = ComboBox([(each.id, each.label) for each in question.people], "选第二名人员")
        self._second.setAccessibleName("第二名人员")
        self._second.activated.connect(lambda _index: self._look())
        body: list[Item] = [text(question.why, "body", wrap=True)]
        if question.facts:
            body.append(facts(question.facts, label_width=80, gap=3))
        body.append(column(_label(question.label), self._area, gap=4))
        if question.people:
            body.append(column(_label("第二名人员"), self._second, gap=4))
        self.add_body(body)
        self._lacking = text("", "caption")
        self._act = button(question.action, "danger" if question.danger else "primary", then=self._accept)
        self.add_foot([self._lacking, None, button("返回", then=self.reject), self._act])
        QShortcut(QKeySequence("Ctrl+Return"), self, self._accept)
        self.set_first(self._area)
        self._look()

    def _reason(self) -> str:
        return self._area.toPlainText().strip()

    def _missing(self) -> str:
        if not self._reason():
            return "还没有写理由"
        problem = check_text(self._reason(), limit=LIMIT)
        if problem is not None:
            return problem.text
        return "还没有选第二名人员" if self._people and not self._second.chosen() else ""

    def _look(self) -> None:
        missing = self._missing()
        set_text(self._lacking, missing)
        self._act.setEnabled(not missing)

    def _accept(self) -> None:
        if self._missing() or self._area.composing():
            return
        self._answer = Reason(clean_text(self._reason()), self._second.chosen() if self._people else "")
        self.answered.emit(self._answer)
        self.accept()

    def fill(self, reason: str, second_person: str = "") -> None:
        """Propose an answer."""
        self._area.setPlainText(reason)
        self._second.choose(second_person)
        self._look()

    def ask(self) -> Reason | None:
        """Show it and wait; None where the officer went back."""
        self.exec()
        return self._answer


def _label(words: str) -> Item:
    return row(text(words, "label"), text("*", "label", "red"), None, gap=4)
