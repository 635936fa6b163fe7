"""How a value of a ledger stands in the table: figures, days, states and signals with shape and word."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from forms.ledger.columns import Column, Source, columns_of
from procedures.signals import LEVEL_WORDS
from procedures.view import grouped
from ui.widgets.glyphs import Signal, State
from ui.widgets.rows import Cell

SIGNALS: Mapping[str, Signal] = {"notice": Signal.NOTICE, "yellow": Signal.YELLOW, "red": Signal.RED}
# The column that says where a row stands, and the one whose signal goes before its words.
STANDING: Mapping[Source, str] = {
    "cases": "progress",
    "filings": "state",
    "findings": "state",
    "certificates": "standing",
}
SIGNAL = "signal"
LEFT = ("days_left", "filing_left")
# Of findings no shape stands out: they are not known until two people have decided.
STATES: Mapping[Source, Mapping[str, State]] = {
    "cases": {
        "closed": State.DONE,
        "instalments": State.PAUSED,
        "filing_problems": State.BLOCKED,
    },
    "filings": {
        "due": State.OPEN,
        "incomplete": State.OPEN,
        "problems": State.BLOCKED,
        "filed": State.DONE,
        "received": State.DONE,
        "corrected": State.DONE,
        "no_objection": State.DONE,
    },
    "findings": {},
    "certificates": {"valid": State.DONE, "expired": State.OVERDUE, "not_yet": State.OPEN},
}
OTHERWISE: Mapping[Source, State | None] = {
    "cases": State.CURRENT,
    "filings": State.CURRENT,
    "findings": None,
    "certificates": State.OPEN,
}


class CellMaker:
    """Makes the cells of the rows of one source; `columns` are those that were read, in their order."""

    def __init__(self, source: Source, columns: Sequence[Column]) -> None:
        self._source = source
        self._columns = tuple(columns)
        self._keys = [column.key for column in columns]
        known = columns_of(source)
        self._standing = {word: code for code, word in known[STANDING[source]].choices.items()}
        self._signals = {word: SIGNALS[code] for code, word in LEVEL_WORDS.items() if code in SIGNALS}

    def cells(self, values: Sequence[Any], count: int) -> tuple[Cell, ...]:
        """The first `count` values of a row as cells."""
        signal = self._signal(values)
        return tuple(self._cell(self._columns[place], values[place], signal) for place in range(count))

    def _signal(self, values: Sequence[Any]) -> Signal | None:
        return self._signals.get(values[self._keys.index(SIGNAL)]) if SIGNAL in self._keys else None

    def _cell(self, column: Column, value: Any, signal: Signal | None) -> Cell:
        if value is None or value == "":
            return Cell()
        if column.key == STANDING[self._source]:
            return self._stands(str(value), signal)
        if column.key == SIGNAL:
            return Cell(str(value), signal=self._signals.get(value))
        if isinstance(value, date):
            return Cell(value.isoformat())
        if column.kind == "money":
            return Cell(grouped(value))
        if column.key in LEFT:
            return Cell(f"{value:,}", tone="red" if value <= 0 else "text")
        if isinstance(value, int):
            return Cell(f"{value:,}")
        return Cell(str(value))

    def _stands(self, word: str, signal: Signal | None) -> Cell:
        """Where a row stands; a yellow or red card goes before everything else."""
        if self._source == "cases" and signal in (Signal.YELLOW, Signal.RED):
            return Cell(f"{signal.word}，{word}", signal=signal)
        code = self._standing.get(word, "")
        state = STATES[self._source].get(code, OTHERWISE[self._source])
        return Cell(word, state=state)


def extra_columns(source: Source, shown: Sequence[str]) -> tuple[str, ...]:
    """Columns that are read beside those shown: the signal that goes before the words of a state."""
    needs = source == "cases" and STANDING[source] in shown and SIGNAL not in shown
    return (SIGNAL,) if needs else ()
