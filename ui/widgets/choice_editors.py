"""Editors for choosing: boolean (in words, never a switch), choice, choices, citations."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QCompleter, QGridLayout, QRadioButton

from ui.widgets.buttons import tool
from ui.widgets.field_editors import ChoiceLike, EditorContext, FieldEditor, FieldLike, Maker
from ui.widgets.inputs import ComboBox, LineEdit
from ui.widgets.layout import clear, column, row
from ui.widgets.text import text


class BooleanEditor(FieldEditor):
    """Two words to choose between; nothing chosen is a value of its own (not answered)."""

    def __init__(self, yes: str = "是", no: str = "否") -> None:
        super().__init__()
        self._buttons = {True: QRadioButton(yes), False: QRadioButton(no)}
        self._group = QButtonGroup(self)
        for answer, made in self._buttons.items():
            self._group.addButton(made)
            self.add_part(made)
            made.clicked.connect(lambda _checked=False: self._on_typed())
            made.setAccessibleDescription("是" if answer else "否")
        self.setLayout(row(*self._buttons.values(), None, gap=16))

    def set_spoken_name(self, name: str) -> None:
        self.setAccessibleName(name)
        for made in self._buttons.values():
            made.setAccessibleName(f"{name}：{made.text()}")

    def value(self) -> Any:
        return next((answer for answer, made in self._buttons.items() if made.isChecked()), None)

    def set_value(self, value: Any) -> None:
        self._group.setExclusive(False)
        for answer, made in self._buttons.items():
            made.setChecked(value is answer)
        self._group.setExclusive(True)


class ChoiceEditor(FieldEditor):
    """One of a list, stored by its value."""

    def __init__(self, choices: Sequence[ChoiceLike], required: bool = False) -> None:
        super().__init__()
        pairs = [(choice.value, choice.label) for choice in choices]
        self.box = ComboBox(pairs if required else [("", "未选"), *pairs])
        self.box.activated.connect(lambda _index: self._on_typed())
        self.add_part(self.box)
        self.setLayout(column(self.box, gap=0))

    def value(self) -> Any:
        return self.box.chosen() or None

    def set_value(self, value: Any) -> None:
        self.box.choose(value or "")


class ChoicesEditor(FieldEditor):
    """Several of a list, ticked; the value is a tuple in the order of the list."""

    def __init__(self, choices: Sequence[ChoiceLike], columns: int = 3) -> None:
        super().__init__()
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        self._boxes: dict[str, QCheckBox] = {}
        for number, choice in enumerate(choices):
            made = QCheckBox(choice.label)
            made.setToolTip(choice.label)
            made.clicked.connect(lambda _checked=False: self._on_typed())
            self._boxes[choice.value] = made
            self.add_part(made)
            grid.addWidget(made, number // columns, number % columns)
        grid.setColumnStretch(columns, 1)
        self.setLayout(grid)

    def set_spoken_name(self, name: str) -> None:
        self.setAccessibleName(name)
        for made in self._boxes.values():
            made.setAccessibleName(f"{name}：{made.text()}")

    def value(self) -> Any:
        return tuple(value for value, box in self._boxes.items() if box.isChecked()) or None

    def set_value(self, value: Any) -> None:
        chosen = set(value or ())
        for each, box in self._boxes.items():
            box.setChecked(each in chosen)


class CitationsEditor(FieldEditor):
    """Articles one below the other, found by words; what is not found can be written out."""

    def __init__(self, context: EditorContext) -> None:
        super().__init__()
        self._find = context.find_citations
        self._chosen: list[str] = []
        self._list = column(gap=2)
        self.line = LineEdit(placeholder="法律简称或条号，回车加入", icon="search")
        self._model = QStringListModel(self)
        completer = QCompleter(self._model, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.activated.connect(self._add)
        self.line.setCompleter(completer)
        self.line.textEdited.connect(lambda words: self._model.setStringList(list(self._find(words))[:12]))
        self.line.returnPressed.connect(lambda: self._add(self.line.text()))
        self.line.left.connect(self.left)
        self.add_part(self.line)
        self.setLayout(column(self._list, self.line, gap=4))

    def _add(self, words: str) -> None:
        words = words.strip()
        if words and words not in self._chosen and not self.line.composing():
            self._chosen.append(words)
            self._show()
            self._on_typed()
        self.line.clear()

    def _remove(self, words: str) -> None:
        self._chosen.remove(words)
        self._show()
        self._on_typed()

    def _show(self) -> None:
        clear(self._list)
        for words in self._chosen:
            line = row(gap=6)
            line.addWidget(text(words, "small", "ink", wrap=True), 1)
            if not self._read_only:
                take = tool("remove", f"去掉 {words}", then=partial(self._remove, words))
                line.addWidget(take, 0, Qt.AlignmentFlag.AlignTop)
            self._list.addLayout(line)

    def set_read_only(self, on: bool) -> None:
        super().set_read_only(on)
        self.line.setVisible(not on)
        self._show()

    def value(self) -> Any:
        return tuple(self._chosen) or None

    def set_value(self, value: Any) -> None:
        self._chosen = [str(each) for each in value or ()]
        self._show()


def _boolean(field: FieldLike, _context: EditorContext) -> FieldEditor:
    labels = {choice.value: choice.label for choice in field.choices}
    return BooleanEditor(labels.get("true", "是"), labels.get("false", "否"))


def _choices(field: FieldLike, _context: EditorContext) -> FieldEditor:
    longest = max((len(choice.label) for choice in field.choices), default=0)
    room = max(1, round((field.width or 12) / 12 * 60 / (longest + 4)))
    return ChoicesEditor(field.choices, min(room, 4))


MAKERS: Mapping[str, Maker] = {
    "boolean": _boolean,
    "choice": lambda field, _context: ChoiceEditor(field.choices, field.required),
    "choices": _choices,
    "citations": lambda _field, context: CitationsEditor(context),
}
