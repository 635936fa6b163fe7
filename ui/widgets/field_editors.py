"""One carefully made editor per field kind, all with one protocol; `make_editor` picks it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from procedures.problems import Problem
from ui.widgets.inputs import is_composing
from ui.widgets.layout import restyle


class ChoiceLike(Protocol):
    """One option of a field: what is stored and what is shown."""

    @property
    def value(self) -> str: ...
    @property
    def label(self) -> str: ...


class ColumnLike(Protocol):
    """One column of a list field."""

    @property
    def key(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def width(self) -> int: ...
    @property
    def required(self) -> bool: ...
    @property
    def choices(self) -> Sequence[ChoiceLike]: ...


class FieldLike(Protocol):
    """What the generator needs to know of a field; `forms.schema.FormField` has it all."""

    @property
    def key(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def fact(self) -> str: ...
    @property
    def derived(self) -> bool: ...
    @property
    def required(self) -> bool: ...
    @property
    def choices(self) -> Sequence[ChoiceLike]: ...
    @property
    def columns(self) -> Sequence[ColumnLike]: ...
    @property
    def section(self) -> str: ...
    @property
    def width(self) -> int: ...
    @property
    def help(self) -> str: ...
    @property
    def limit(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Option:
    """Something of the case or the register to choose: id, name, a note such as the certificate, its tone."""

    id: str
    label: str
    note: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class ReadyRow:
    """A row of a list field that the program already knows: how it is offered, and its values."""

    label: str
    values: Mapping[str, Any]


class GoodsSource(Protocol):
    """Where rows of goods come from beside typing: the goods of the case, and tables from a spreadsheet."""

    def pick(self, keys: Sequence[str], owner: QWidget, then: Callable[[Sequence[Mapping[str, Any]]], None]) -> None:
        """Let goods of the case be picked; `then` gets the rows in the columns `keys`."""

    def paste(self, words: str, keys: Sequence[str], standing: int, owner: QWidget, then: "TakeRows") -> bool:
        """Show what is understood of a pasted table; `then` gets its rows. False where it has no heading of goods."""


TakeRows = Callable[[Sequence[Mapping[str, Any]], bool], None]  # the rows, and whether they replace those there are


def _no_words(_words: str) -> Sequence[str]:
    return ()


def _no_rows(_key: str) -> Sequence[ReadyRow]:
    return ()


@dataclass(frozen=True, slots=True)
class EditorContext:
    """What editors offer: the day reckoned with, people, parties, citations for words, rows for a list field, goods.

    `not_offered` are, by field, the names that a field for a person leaves out.
    """

    today: date
    officers: Sequence[Option] = ()
    parties: Sequence[Option] = ()
    persons: Sequence[str] = ()
    not_offered: Mapping[str, Collection[str]] = field(default_factory=dict)
    find_citations: Callable[[str], Sequence[str]] = field(default=_no_words)
    ready_rows: Callable[[str], Sequence[ReadyRow]] = field(default=_no_rows)
    goods: GoodsSource | None = None


class FieldEditor(QWidget):
    """The protocol. `changed` tells of changes by the officer only, `left` that it was left, `helped` its help."""

    changed = Signal()
    left = Signal()
    helped = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[QWidget] = []
        self._problem: Problem | None = None
        self._filled = ""
        self._read_only = False

    def value(self) -> Any:
        """The value in the kind's own type; None where nothing is entered or it can't be read."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value, as typed or as stored in a draft; tells nobody."""
        raise NotImplementedError

    def draft(self) -> Any:
        """What a draft stores, ready for JSON: what can't be read yet is kept as it was typed."""
        return plain_value(self.value())

    def own_problem(self) -> Problem | None:
        """What is wrong with what was typed, whatever the form says."""
        return None

    def clean(self) -> bool:
        """Take out what can't stand in a document; False where there is nothing to clean in this kind of field."""
        return False

    def set_problem(self, problem: Problem | None) -> None:
        """Show by its outline that there is something to mend; the words stand below, where the form puts them."""
        self._problem = problem
        self._restyle()

    def set_filled(self, source: str) -> None:
        """Show that the program filled it, and from where; an empty string ends that."""
        self._filled = source
        self._restyle()

    def filled(self) -> str:
        """Where the program took the value from, empty where the officer typed it."""
        return self._filled

    def set_read_only(self, on: bool) -> None:
        """Let it only be read and copied."""
        self._read_only = on
        for part in self._parts:
            if part.metaObject().indexOfProperty("readOnly") >= 0:
                part.setProperty("readOnly", on)
            else:
                part.setEnabled(not on)
        self._restyle()

    def composing(self) -> bool:
        """Whether an input method is in the middle of a word; nothing may be saved or replaced then."""
        return is_composing(self)

    def add_part(self, part: QWidget) -> None:
        """Name an input that shows the states of the field and takes the keyboard; called by subclasses."""
        if not self._parts:
            self.setFocusProxy(part)
        self._parts.append(part)

    def set_spoken_name(self, name: str) -> None:
        """The name that a screen reader speaks."""
        self.setAccessibleName(name)
        for part in self._parts:
            part.setAccessibleName(name)

    def _restyle(self) -> None:
        state = ""
        if self._problem is not None:
            state = "error" if self._problem.severity == "blocking" else "warn"
        elif self._filled or self._read_only:
            state = "derived"
        for part in self._parts:
            if (part.property("state") or "") != state:
                restyle(part, state=state)
            part.setToolTip(f"由程序带入：{self._filled}" if self._filled else "")

    def _on_typed(self) -> None:
        if self._filled:
            self.set_filled("")
        self.changed.emit()


def plain_value(value: Any) -> Any:
    """A typed value as JSON has it: days and times as ISO text, tuples as lists, money stays integer fen."""
    if isinstance(value, date | time | datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: plain_value(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [plain_value(each) for each in value]
    return value


Maker = Callable[[FieldLike, EditorContext], FieldEditor]


def make_editor(field_: FieldLike, context: EditorContext) -> FieldEditor:
    """The editor for a field's kind. Raises KeyError for a kind that has none."""
    from ui.widgets import choice_editors, known_editors, line_editors, people_editors, row_editors

    makers: Mapping[str, Maker] = {
        **line_editors.MAKERS,
        **known_editors.MAKERS,
        **choice_editors.MAKERS,
        **people_editors.MAKERS,
        **row_editors.MAKERS,
    }
    made = makers[field_.kind](field_, context)
    made.set_spoken_name(field_.label)
    return made
