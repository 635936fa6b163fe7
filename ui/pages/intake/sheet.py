"""The fields of the page: a FormPage whose boxes stand in blocks made by hand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from procedures.problems import Problem
from ui.widgets.field_editors import ChoiceLike, ColumnLike, EditorContext, FieldEditor
from ui.widgets.fields import FieldBox, Ways
from ui.widgets.form_page import FormPage
from ui.widgets.layout import column
from ui.widgets.text import Elided

EMPTY: tuple[Any, ...] = (None, "", (), [])
# What an offence asks for stands under keys that begin so.
ASK = "ask_"


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a field."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Spec:
    """A field of this page, in the shape that the field editors know."""

    key: str
    label: str
    kind: str = "text"
    width: int = 12
    required: bool = False
    help: str = ""
    choices: Sequence[ChoiceLike] = ()
    limit: int = 0
    derived: bool = False
    fact: str = ""
    section: str = ""
    columns: Sequence[ColumnLike] = ()


class Sheet(FormPage):
    """Boxes are made with `add` and put where they belong; fields that are not shown have no say."""

    def __init__(self, context: EditorContext) -> None:
        super().__init__((), context)
        self._context = context
        self._blocks = column(gap=12, margins=(20, 12, 20, 14))
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertLayout(0, self._blocks)

    def add(self, spec: Spec, editor: FieldEditor | None = None) -> FieldBox:
        """A field under its key, with the editor of its kind unless another is given."""
        if editor is None:
            return self._box(spec, self._context)
        editor.set_spoken_name(spec.label)
        box = FieldBox(spec.label, editor, required=spec.required, help_=spec.help, width=spec.width)
        editor.changed.connect(lambda: self._on_changed(spec.key))
        editor.left.connect(self._on_left)
        self._boxes[spec.key] = box
        return box

    def forget(self, keys: Iterable[str]) -> None:
        """Take fields away; their widgets are deleted by whoever placed them."""
        for key in keys:
            self._boxes.pop(key, None)

    def place(self, *blocks: QWidget) -> None:
        """Put the blocks below each other."""
        for block in blocks:
            self._blocks.addWidget(block)
        self._blocks.addStretch(1)

    def order(self) -> tuple[str, ...]:
        """The keys of all fields as they stand on the page: what an offence asks for stands before its sentence."""
        asked = tuple(key for key in self._boxes if key.startswith(ASK))
        rest = tuple(key for key in self._boxes if key not in asked)
        at = rest.index("facts") if "facts" in rest else len(rest)
        return (*rest[:at], *asked, *rest[at:])

    def has(self, key: str) -> bool:
        """Whether there is such a field now."""
        return key in self._boxes

    def shown(self, key: str) -> bool:
        """Whether a field is offered now."""
        return key in self._boxes and self._boxes[key].isVisibleTo(self)

    def enter(self, key: str, value: Any) -> None:
        """Put a value as if the officer had entered it: it is saved and everything beside is worked out anew."""
        editor = self._boxes[key].editor
        editor.set_filled("")
        editor.set_value(value)
        self._on_changed(key)

    def fill(self, key: str, value: Any, source: str) -> bool:
        """Let the program fill a field that nobody typed in; False where the officer has."""
        if key not in self._boxes:
            return False
        editor = self._boxes[key].editor
        if editor.composing() or (not editor.filled() and (not is_blank(editor.draft()) or self.focused() == key)):
            return False
        if editor.value() != value or not editor.filled():
            editor.set_value(value)
        self._boxes[key].set_filled(source if value not in EMPTY else "")
        return True

    def values(self) -> dict[str, Any]:
        found = super().values()
        officers = found.get("officers") or ()
        found["officers"] = tuple(each["id"] for each in officers)
        return found

    def own_problems(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in super().own_problems() if self.shown(problem.where))

    def show_problems(self, problems: Mapping[str, Problem], ways: Mapping[str, Ways]) -> None:
        """Show each problem at its field; a field without one shows none."""
        for key, box in self._boxes.items():
            box.set_problem(problems.get(key), ways.get(key, ()))

    def focused(self) -> str:
        """The key of the field in which the keyboard is, empty for none."""
        at = self.focusWidget()
        if at is None:
            return ""
        return next((key for key, box in self._boxes.items() if box.isAncestorOf(at)), "")


def is_blank(kept: Any) -> bool:
    """Whether a draft of a field keeps nothing: no words, or only places in which nobody is chosen."""
    return kept in EMPTY or (isinstance(kept, list) and not any(kept))


def relabel(box: FieldBox, label: str) -> None:
    """Call a field by another name, as its kind of party does."""
    for words in box.findChildren(Elided):
        if words.property("role") == "label":
            words.set_whole(label)
            break
    box.editor.set_spoken_name(label)
