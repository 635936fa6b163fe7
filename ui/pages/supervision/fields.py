"""A few fields beneath each other in the panel: what was typed, whether it changed, and objections at each field."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QWidget

from procedures.problems import Problem
from ui.pages.asking import Ask
from ui.widgets.field_editors import EditorContext, FieldEditor, make_editor
from ui.widgets.fields import COLUMNS, FieldBox, form_lines, tone_of
from ui.widgets.form_page import SAVE_AFTER_MS
from ui.widgets.layout import column

ROOM_AROUND = 40


class FieldGroup(QWidget):
    """Fields by key. `edited` comes once typing has paused or a field was left; `changed` at every change."""

    edited = Signal()
    changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[str, FieldBox] = {}
        self._unsaved = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SAVE_AFTER_MS)
        self._pause.timeout.connect(self._on_pause)

    def add(
        self,
        ask: Ask,
        editor: FieldEditor | None = None,
        context: EditorContext | None = None,
        width: int = COLUMNS,
    ) -> FieldBox:
        """Make the box of a field, `width` twelfths wide, with an editor of its own or the one of its kind."""
        if editor is None:
            assert context is not None
            editor = make_editor(ask, context)
        editor.set_spoken_name(ask.label)
        box = FieldBox(ask.label, editor, required=ask.required, help_=ask.help, width=width)
        editor.changed.connect(lambda: self._on_changed(ask.key))
        editor.left.connect(self._on_left)
        self.boxes[ask.key] = box
        return box

    def values(self) -> dict[str, Any]:
        """All values by key; None where nothing is entered or it can't be read."""
        return {key: box.editor.value() for key, box in self.boxes.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show values; a field in composition is left alone."""
        for key, value in values.items():
            box = self.boxes.get(key)
            if box is not None and not box.editor.composing():
                box.editor.set_value(value)

    def draft(self) -> dict[str, Any]:
        """What is typed, ready for JSON."""
        return {key: box.editor.draft() for key, box in self.boxes.items()}

    def set_problems(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Show each problem at the field that it names; those that name none of these fields are given back."""
        found: dict[str, Problem] = {}
        others: list[Problem] = []
        for problem in problems:
            if problem.where not in self.boxes:
                others.append(problem)
            else:
                found.setdefault(problem.where, problem)
        for key, box in self.boxes.items():
            box.set_problem(found.get(key))
        return tuple(others)

    def own_problems(self) -> tuple[Problem, ...]:
        """What can't be read or can't stand in a document, with the key as `where`."""
        found = ((key, box.editor.own_problem()) for key, box in self.boxes.items() if not box.isHidden())
        return tuple(Problem(p.text, p.basis, p.remedy, key, p.severity) for key, p in found if p is not None)

    def go_to_problem(self) -> bool:
        """Go to the first field that must be mended; False where there is none."""
        for key, box in self.boxes.items():
            problem = box.problem()
            if problem is not None and tone_of(problem) == "red" and not box.isHidden():
                self.go_to(key)
                return True
        return False

    def go_to(self, key: str) -> None:
        """Put the keyboard into a field and bring it into view."""
        box = self.boxes[key]
        box.editor.setFocus()
        bring_into_view(box)

    def flush(self) -> None:
        """Tell at once of what is not kept yet."""
        if self._unsaved:
            self._on_pause()

    def composing(self) -> bool:
        """Whether an input method is in the middle of a word."""
        return any(box.editor.composing() for box in self.boxes.values())

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


class AskedFields(FieldGroup):
    """A small form of generated fields, such as the question to an officer or a reason."""

    def __init__(self, asks: Sequence[Ask], context: EditorContext, basis: str = "") -> None:
        """`basis` is the article by which its required fields are asked for."""
        super().__init__()
        self._basis = basis
        self._required = {ask.key: ask.label for ask in asks if ask.required}
        spans = [COLUMNS if ask.kind == "long_text" else ask.width for ask in asks]
        boxes = [self.add(ask, context=context, width=span) for ask, span in zip(asks, spans, strict=True)]
        lines = form_lines(list(zip(boxes, spans, strict=True)))
        self.setLayout(column(lines, gap=8))

    def check(self) -> bool:
        """Show what is missing or can't be read, and go there; True where nothing is."""
        values = self.values()
        missing = [
            Problem(f"还没有填写{label}", self._basis, where=key)
            for key, label in self._required.items()
            if not values[key]
        ]
        self.set_problems([*self.own_problems(), *missing])
        return not self.go_to_problem()


def bring_into_view(widget: QWidget) -> None:
    """Scroll so that a part of a panel is seen."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    if isinstance(parent, QScrollArea):
        area = parent
        QTimer.singleShot(0, widget, lambda: area.ensureWidgetVisible(widget, 0, ROOM_AROUND))


def put_in(layout: QBoxLayout, widget: QWidget) -> None:
    """Put a widget into a layout and show it at once, so that it can take the keyboard; Qt alone would wait."""
    layout.addWidget(widget)
    widget.show()
