"""当事人员的说明: who was asked, who has answered or waived, and the small forms by which that is recorded."""

from collections.abc import Mapping
from functools import partial
from typing import Any, Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from procedures.faults import ROLE_WORDS, FaultFile, Involved, Statement
from procedures.faults_wanting import STATEMENT
from procedures.problems import Problem
from ui.pages.asking import Ask
from ui.pages.supervision.fields import AskedFields, put_in
from ui.widgets.buttons import button
from ui.widgets.field_editors import EditorContext
from ui.widgets.fields import objection
from ui.widgets.glyphs import State, StateTag
from ui.widgets.layout import Item, clear, column, frame, row
from ui.widgets.text import Elided, text

What = Literal["ask", "hear", "waive"]
REPLY_HELP = "由提出人确定，不是法定期限"
FORMS: Mapping[What, tuple[str, tuple[Ask, ...]]] = {
    "ask": (
        "请本人说明",
        (
            Ask("question", "请说明什么", "long_text", required=True),
            Ask("reply_by", "请在哪一天前答复", "date", 7, help=REPLY_HELP),
        ),
    ),
    "hear": (
        "记录说明",
        (Ask("words", "说明的内容", "long_text", required=True), Ask("on", "哪一天", "date", 7, required=True)),
    ),
    "waive": (
        "记明放弃",
        (
            Ask("words", "本人怎样表示放弃", "long_text", required=True),
            Ask("on", "哪一天", "date", 7, required=True),
        ),
    ),
}


class StatementsView(QWidget):
    """The persons to be heard. `asked` carries (what, person key, values); `typed` that something is to be kept.

    `own` is the key of the person who reads this about himself, empty for those who oversee.
    """

    asked = Signal(str, str, object)
    typed = Signal()

    def __init__(self, context: EditorContext, own: str = "") -> None:
        super().__init__()
        self._context, self._own = context, own
        self._file = FaultFile()
        self._open: tuple[What, str] | None = None
        self.form: AskedFields | None = None
        self._kept: dict[str, Mapping[str, Any]] = {}
        self._lines, self._objections = column(gap=8), column(gap=4)
        head = row(text("当事人员的说明", "small-strong"), text("认定前须听取", "caption"), None, gap=8)
        self.setLayout(column(head, self._lines, self._objections, gap=8))

    def show_file(self, file: FaultFile) -> None:
        """Show who is to be heard, as recorded."""
        self._keep()
        self._file = file
        if self._open is not None and self._open[1] not in {person.key for person in file.persons}:
            self._open = None
        self._fill()

    def show_problem(self, problem: Problem | None) -> None:
        """Show who is still to be heard, below the persons."""
        clear(self._objections)
        if problem is not None:
            self._objections.addWidget(objection(problem, narrow=True))

    def draft(self) -> dict[str, Any]:
        """What is typed in the small forms, by form and person."""
        self._keep()
        open_ = list(self._open) if self._open else []
        return {"forms": dict(self._kept), "open": open_} if self._kept or open_ else {}

    def set_draft(self, draft: Mapping[str, Any]) -> None:
        """Put back what was typed."""
        self._kept = dict(draft.get("forms", {}))
        what, person = (*draft.get("open", ()), "", "")[:2]
        for each in FORMS:
            if each == what:
                self._open = (each, person)
        self._fill()

    def open_form(self, what: What, person: str) -> None:
        """Open the form for a person; what was typed in it before is there again."""
        self._keep()
        self._open = (what, person)
        self._fill()
        if self.form is not None:
            self.form.go_to(next(iter(self.form.boxes)))

    def flush(self) -> None:
        """Tell at once of what is not kept yet."""
        if self.form is not None:
            self.form.flush()

    def _keep(self) -> None:
        if self.form is not None and self._open is not None:
            self._kept["/".join(self._open)] = self.form.draft()

    def _people(self) -> list[Involved]:
        if self._own:
            return [person for person in self._file.persons if person.key == self._own]
        needed = [*self._file.to_be_heard()]
        answered = [one for one in self._file.persons if self._file.statement_of(one) and one not in needed]
        return [*needed, *answered]

    def _fill(self) -> None:
        clear(self._lines)
        self.form = None
        people = self._people()
        for person in people:
            put_in(self._lines, self._person(person))
        if not people:
            self._lines.addWidget(
                text("还没有列出当事人员。先在“责任承担”列出，保存以后请其说明。", "small", "soft", wrap=True)
            )

    def _person(self, person: Involved) -> QFrame:
        statement = self._file.statement_of(person)
        shape, word = _state(statement)
        head = row(text(person.name, "small-strong"), Elided(ROLE_WORDS[person.role], "caption", least=0), gap=8)
        head.addWidget(StateTag(shape, word))
        head.addStretch(1)
        for way in self._ways(person, statement):
            head.addWidget(way)
        lines = column(head, *_told(statement), gap=3)
        if self._open is not None and self._open[1] == person.key:
            lines.addWidget(self._form(self._open[0], person))
        return frame(lines)

    def _ways(self, person: Involved, statement: Statement | None) -> list[QWidget]:
        if self._open is not None and self._open[1] == person.key:
            return []
        if statement is not None and statement.answer is not None:
            return [self._way("更正", "hear", person)] if not self._own else []
        if self._own:
            return [self._way("写说明", "hear", person)]
        ask = [self._way(f"请{person.name}说明", "ask", person)] if statement is None else []
        return [*ask, self._way("记录说明", "hear", person), self._way("放弃", "waive", person)]

    def _way(self, words: str, what: What, person: Involved) -> QWidget:
        made = button(words, "link", small=True, then=partial(self.open_form, what, person.key))
        made.setAccessibleName(f"{words}（{person.name}）")
        return made

    def _form(self, what: What, person: Involved) -> QFrame:
        action, asks = FORMS[what]
        if self._own:
            asks = tuple(ask for ask in asks if ask.key != "on")
        self.form = AskedFields(asks, self._context, STATEMENT)
        self.form.set_values({"on": self._context.today, **self._kept.get(f"{what}/{person.key}", {})})
        self.form.edited.connect(self.typed)
        action = "提交说明" if self._own else action
        act = button(action, small=True, then=lambda: self._submit(what, person.key))
        back = button("返回", "link", small=True, then=self._back)
        return frame(column(self.form, row(None, back, act, gap=14), gap=8, margins=(12, 8, 12, 10)), "well")

    def _submit(self, what: What, person: str) -> None:
        if self.form is not None and not self.form.composing() and self.form.check():
            self.asked.emit(what, person, {"on": self._context.today, **self.form.values()})

    def _back(self) -> None:
        self._keep()
        self._open = None
        self._fill()
        self.typed.emit()


def _state(statement: Statement | None) -> tuple[State, str]:
    if statement is None:
        return State.OPEN, "还没有听取"
    if statement.answer is None:
        return State.CURRENT, "已请说明"
    return State.DONE, "已说明" if statement.answer == "heard" else "放弃说明"


def _told(statement: Statement | None) -> list[Item]:
    """The question with its day, and the answer in full."""
    if statement is None:
        return []
    told: list[Item] = []
    if statement.question:
        until = f"，请在 {statement.reply_by} 前答复" if statement.reply_by else ""
        words = f"{statement.asked_on} 问：{statement.question}{until}"
        told.append(text(words, "small", "soft", wrap=True))
    if statement.words:
        told.append(text(f"{statement.on} 答：{statement.words}", "small", "ink", wrap=True))
    return told
