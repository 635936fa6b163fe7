"""A page generated from a form's fields: sections, columns, filled marks, objections, a calm signal for saving."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QScrollArea, QWidget

from procedures.problems import Problem
from ui.widgets.field_editors import EditorContext, FieldLike, make_editor
from ui.widgets.fields import COLUMNS, FieldBox, ProblemCount, Ways, form_grid, form_lines, tone_of
from ui.widgets.layout import Item, column
from ui.widgets.text import text

SAVE_AFTER_MS = 800


class FormPage(QWidget):
    """The fields of one form.

    `edited` comes once typing has paused or a field was left, never within a composition: save the draft then.
    `changed` comes at every change, with the key: recompute what is shown beside. `submitted` is Ctrl+Enter.
    """

    edited = Signal()
    changed = Signal(str)
    submitted = Signal()
    source_asked = Signal(str)

    def __init__(
        self, fields: Sequence[FieldLike], context: EditorContext, first: Sequence[Item] = (), narrow: bool = False
    ) -> None:
        """`narrow`: for a panel at the side, in lines instead of columns of a least width."""
        super().__init__()
        self._fields = tuple(fields)
        self._boxes: dict[str, FieldBox] = {}
        self._unsaved = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SAVE_AFTER_MS)
        self._pause.timeout.connect(self._on_pause)
        stack = column(*first, gap=10)
        for section, members in _sections(self._fields):
            if section:
                stack.addWidget(text(section, "heading"))
            boxes = [(self._box(field, context), field.width or COLUMNS) for field in members]
            stack.addLayout(form_lines(boxes) if narrow else form_grid(boxes))
            stack.addSpacing(4)
        stack.addStretch(1)
        self.setLayout(stack)
        self._submit_key = QShortcut(QKeySequence("Ctrl+Return"), self, self._on_submit)

    def set_submits(self, on: bool) -> None:
        """Whether Ctrl+Enter is this form's; of two forms beside each other one gives it up."""
        self._submit_key.setEnabled(on)

    def _box(self, field: FieldLike, context: EditorContext) -> FieldBox:
        editor = make_editor(field, context)
        box = FieldBox(field.label, editor, required=field.required, help_=field.help, width=field.width or 12)
        box.source_asked.connect(lambda: self.source_asked.emit(field.key))
        editor.changed.connect(lambda: self._on_changed(field.key))
        editor.left.connect(self._on_left)
        if field.derived:
            editor.set_read_only(True)
        self._boxes[field.key] = box
        return box

    def box(self, key: str) -> FieldBox:
        """The field with this key; KeyError if the form has none."""
        return self._boxes[key]

    def keys(self) -> tuple[str, ...]:
        """The keys of all fields, in order."""
        return tuple(self._boxes)

    def values(self) -> dict[str, Any]:
        """All values in the types of their kinds; None where nothing is entered or it can't be read."""
        return {key: box.editor.value() for key, box in self._boxes.items()}

    def set_values(self, values: Mapping[str, Any], filled: Mapping[str, str] | None = None) -> None:
        """Show values; `filled` says by key where the program took them from. A field in composition is left alone."""
        sources = filled or {}
        for key, value in values.items():
            box = self._boxes.get(key)
            if box is None or box.editor.composing():
                continue
            box.editor.set_value(value)
            box.set_filled(sources.get(key, ""))

    def draft(self) -> dict[str, Any]:
        """What the officer typed, ready for JSON; fields that the program fills are left out, to be filled anew."""
        return {key: box.editor.draft() for key, box in self._boxes.items() if not box.editor.filled()}

    def set_draft(self, draft: Mapping[str, Any]) -> None:
        """Show a stored draft over what is filled."""
        self.set_values(draft)

    def set_problems(self, problems: Iterable[Problem], ways: Mapping[str, Ways] | None = None) -> None:
        """Show each problem at the field it names by `where`; what is not named any more goes."""
        found: dict[str, Problem] = {}
        for problem in problems:
            known = found.get(problem.where)
            if known is None or (tone_of(known) == "amber" and tone_of(problem) == "red"):
                found[problem.where] = problem
        for key, box in self._boxes.items():
            box.set_problem(found.get(key), (ways or {}).get(key, ()))

    def own_problems(self) -> tuple[Problem, ...]:
        """What can't be read or can't stand in a document, with the field's key as `where`."""
        found = ((key, box.editor.own_problem()) for key, box in self._boxes.items())
        return tuple(Problem(p.text, p.basis, p.remedy, key, p.severity) for key, p in found if p is not None)

    def count(self) -> ProblemCount:
        """How many fields have something to mend and how many something to look at."""
        shown = [problem for box in self._boxes.values() if (problem := box.problem()) is not None]
        mend = sum(tone_of(problem) == "red" for problem in shown)
        return ProblemCount(mend, len(shown) - mend)

    def go_to_problem(self, tone: str = "red") -> bool:
        """Go to the first field with a problem of this tone; False where there is none."""
        for key, box in self._boxes.items():
            problem = box.problem()
            if problem is not None and tone_of(problem) == tone:
                self.go_to(key)
                return True
        return False

    def go_to(self, key: str) -> None:
        """Put the keyboard into a field and bring it into view."""
        box = self._boxes[key]
        box.editor.setFocus()
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(box)

    def set_read_only(self, on: bool) -> None:
        """Let the whole page only be read and copied."""
        for field in self._fields:
            self._boxes[field.key].editor.set_read_only(on or field.derived)

    def flush(self) -> None:
        """Tell at once of what is not saved yet, before the page is left; a composition under way is kept for later."""
        if self._unsaved:
            self._on_pause()

    def composing(self) -> bool:
        """Whether an input method is in the middle of a word."""
        return any(box.editor.composing() for box in self._boxes.values())

    def _on_changed(self, key: str) -> None:
        self._unsaved = True
        self._pause.start()
        self.changed.emit(key)

    def _on_left(self) -> None:
        if self._unsaved:
            self._pause.start(0)

    def _on_pause(self) -> None:
        self._pause.setInterval(SAVE_AFTER_MS)
        if self.composing():
            self._pause.start()
            return
        self._pause.stop()
        self._unsaved = False
        self.edited.emit()

    def _on_submit(self) -> None:
        if not self.composing():
            self.flush()
            self.submitted.emit()


def _sections(fields: Sequence[FieldLike]) -> list[tuple[str, list[FieldLike]]]:
    sections: list[tuple[str, list[FieldLike]]] = []
    for field in fields:
        if not sections or sections[-1][0] != field.section:
            sections.append((field.section, []))
        sections[-1][1].append(field)
    return sections
