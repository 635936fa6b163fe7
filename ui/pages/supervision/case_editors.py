"""Editors for a finding entered by hand: the case it is about, and the acts of that case."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCheckBox, QCompleter

from models.queries.cases import find_case, list_cases, read_case
from models.session import Session
from procedures.case import Act
from procedures.problems import Problem
from ui.pages.case.words import act_label
from ui.widgets.field_editors import FieldEditor
from ui.widgets.inputs import LineEdit
from ui.widgets.layout import clear, column
from ui.widgets.text import text

MOST = 8


class CaseEditor(FieldEditor):
    """A case found by its party, number or title; the value is its id, None while none is chosen."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._found: dict[str, str] = {}
        self._case_id = ""
        self.line = LineEdit(placeholder="当事人、案号、案由，选定一件", icon="search")
        self._model = QStringListModel(self)
        completer = QCompleter(self._model, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.activated.connect(self._choose)
        self.line.setCompleter(completer)
        self.line.textEdited.connect(self._on_words)
        self.line.returnPressed.connect(self._on_return)
        self.line.left.connect(self.left)
        self.add_part(self.line)
        self.setLayout(column(self.line, gap=0))

    def value(self) -> Any:
        return self._case_id or None

    def draft(self) -> Any:
        return self._case_id or None

    def set_value(self, value: Any) -> None:
        known = find_case(self._session, str(value)) if value else None
        self._case_id = known or ""
        case = read_case(self._session, known).file.case if known else None
        self.line.setText(_named(case.title, case.number) if case is not None else "")

    def own_problem(self) -> Problem | None:
        if self._case_id or not self.line.text().strip():
            return None
        return Problem("还没有选定案件", remedy="从列出的案件中选一件，或者把这一栏清空")

    def _on_words(self, words: str) -> None:
        self._case_id = ""
        lines = list_cases(self._session, words=words, limit=MOST).lines if words.strip() else ()
        self._found = {_named(line.title, line.number): line.case_id for line in lines}
        self._model.setStringList(list(self._found))
        self._on_typed()

    def _on_return(self) -> None:
        if not self._case_id and len(self._found) == 1 and not self.line.composing():
            self._choose(next(iter(self._found)))

    def _choose(self, named: str) -> None:
        self._case_id = self._found.get(named, "")
        self.line.setText(named)
        self._on_typed()


class ActsEditor(FieldEditor):
    """Acts of a case, ticked; the value is a tuple of their ids. `told` says an act in words."""

    def __init__(self) -> None:
        super().__init__()
        self._boxes: dict[str, QCheckBox] = {}
        self._list = column(gap=0)
        self.setLayout(self._list)
        self.show_acts((), lambda _act: "")

    def show_acts(self, acts: Sequence[Act], told: Callable[[Act], str]) -> None:
        """Offer the acts of another case; what is ticked of them stays ticked."""
        chosen = set(self.value())
        clear(self._list)
        self._boxes.clear()
        self._parts.clear()
        for act in acts:
            made = QCheckBox(f"{act.on} {act_label(act)}")
            made.setToolTip(told(act))
            made.setChecked(act.id in chosen)
            made.clicked.connect(lambda _checked=False: self._on_typed())
            self._boxes[act.id] = made
            self.add_part(made)
            self._list.addWidget(made)
        if not acts:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._list.addWidget(text("选定案件以后，在这里勾选所涉的办案行为", "caption", wrap=True))

    def set_spoken_name(self, name: str) -> None:
        self.setAccessibleName(name)

    def value(self) -> Any:
        return tuple(act_id for act_id, made in self._boxes.items() if made.isChecked())

    def set_value(self, value: Any) -> None:
        chosen = set(value or ())
        for act_id, made in self._boxes.items():
            made.setChecked(act_id in chosen)


def _named(title: str, number: str) -> str:
    return "　".join(filter(None, (title, number)))
