"""The layout as it is worked on: each change is made here and told once."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from forms.ledger.conditions import Condition
from forms.ledger.layout import Layout, PivotLayout
from models.queries.ledger import KnownLayout
from ui.pages.ledger import edits
from ui.pages.ledger.desk_state import Shown, begin
from ui.pages.ledger.narrowing import condition_of_words


class Editing(QObject):
    """Holds what is shown. `changed` tells that it must be read anew, `relaid` that only its looks have changed."""

    changed = Signal()
    relaid = Signal()

    def __init__(self, shown: Shown) -> None:
        super().__init__()
        self.shown = shown
        self._before_listing: Shown | None = None
        self.listed: tuple[Condition, ...] = ()

    @property
    def layout(self) -> Layout:
        """The layout as it is worked on."""
        return self.shown.layout

    @property
    def pivot(self) -> PivotLayout | None:
        """The pivot that is looked at; None for the rows."""
        return self.shown.pivot

    def begin(self, known: KnownLayout) -> None:
        """Show a layout as it is kept."""
        self._before_listing = None
        self.shown = begin(known)
        self.changed.emit()

    def renew(self, shown: Shown) -> None:
        """The layouts have been read anew; nobody is told."""
        self.shown = shown

    def restore(self) -> None:
        """Drop what was worked on."""
        self.shown = replace(self.shown, layout=self.shown.kept)
        self.changed.emit()

    def show_column(self, key: str, on: bool) -> None:
        """Show a column as the last one, or no longer."""
        self._set((edits.with_column if on else edits.without_column)(self.layout, key))

    def move_column(self, key: str, step: int) -> None:
        """A column further to the left or right."""
        if key in self.layout.columns:
            self._set(edits.moved(self.layout, key, step))

    def order_columns(self, keys: Sequence[str]) -> None:
        """The columns in another order."""
        self._set(edits.with_columns(self.layout, keys))

    def widen(self, key: str, characters: int) -> None:
        """A column wider or narrower."""
        self.shown = replace(self.shown, layout=edits.with_width(self.layout, key, characters))
        self.relaid.emit()

    def sort(self, key: str, descending: bool, further: bool) -> None:
        """Other rows first."""
        self._set(edits.sorted_by(self.layout, key, descending, further))

    def total(self, key: str, on: bool) -> None:
        """A column added up, or no longer."""
        self._set(edits.with_total(self.layout, key, on))

    def put_condition(self, condition: Condition, place: int = -1) -> None:
        """One more condition, or another one at a place."""
        self._set(edits.with_condition(self.layout, condition, place))

    def narrow(self, condition: Condition) -> None:
        """Only the rows for which this holds too."""
        self._set(edits.narrowed(self.layout, (condition,)))

    def drop_condition(self, place: int) -> None:
        """One condition less."""
        self._set(edits.without_condition(self.layout, place))

    def drop_conditions(self) -> None:
        """No condition at all."""
        self._set(replace(self.layout, filters=()))

    def only(self, key: str, words: str) -> None:
        """Only the rows that have the same in a column."""
        column = next(each for each in self.layout.shown() if each.key == key)
        condition = condition_of_words(column, words)
        if condition is not None:
            self.put_condition(condition)

    def cross(self, pivot: PivotLayout) -> None:
        """Look at another pivot; the layout keeps it."""
        self._before_listing = None
        self.shown = replace(self.shown, layout=replace(self.layout, pivot=pivot), pivot=pivot)
        self.changed.emit()

    def toggle_cross(self) -> None:
        """From the rows to the pivot, and back."""
        self._before_listing = None
        self.shown = replace(self.shown, pivot=None if self.pivot is not None else edits.usual_pivot(self.layout))
        self.changed.emit()

    def list_behind(self, conditions: Sequence[Condition]) -> None:
        """The rows behind a number of the pivot; `back` leads to the pivot again."""
        self._before_listing, self.listed = self.shown, tuple(conditions)
        self.shown = replace(self.shown, layout=edits.narrowed(self.layout, conditions), pivot=None)
        self.changed.emit()

    @property
    def is_listing(self) -> bool:
        """Whether the rows behind a number of the pivot are shown."""
        return self._before_listing is not None

    def back(self) -> None:
        """From the rows behind a number to the pivot."""
        if self._before_listing is not None:
            self.shown, self._before_listing = self._before_listing, None
            self.changed.emit()

    def _set(self, layout: Layout) -> None:
        if layout != self.layout:
            self.shown = replace(self.shown, layout=layout)
            self.changed.emit()
