"""From what is seen to the rows behind it: the condition that a cell, a bar, or a place in a pivot stands for."""

from datetime import date, timedelta

from forms.ledger.columns import Column, Source, columns_of
from forms.ledger.conditions import LONGEST_WORD, Condition, Value
from forms.ledger.layout import Axis
from ui.widgets.typed import read_money

DAYS_OF_MONTH = 31


def condition_of_axis(source: Source, axis: Axis, value: str) -> Condition | None:
    """The rows for which an axis has a value (a code, a text, 2024-05 of a month); None where none can say it."""
    column = columns_of(source)[axis.column]
    if not value:
        return Condition(column.key, "empty")
    if column.kind == "day":
        return Condition(column.key, "between", days_of(value))
    return _is(column, _read(column, value))


def condition_of_words(column: Column, words: str) -> Condition | None:
    """The rows that have the same in a column as what is shown of one; None for what is masked or can't be read."""
    if column.personal or column.several:
        return None
    if not words:
        return Condition(column.key, "empty")
    if column.kind == "day":
        return Condition(column.key, "is", (date.fromisoformat(words),))
    if column.kind == "choice":
        code = next((code for code, word in column.choices.items() if word == words), None)
        return _is(column, code)
    return _is(column, read_money(words) if column.kind == "money" else _read(column, words.replace(",", "")))


def days_of(value: str) -> tuple[date, date]:
    """First and last day of a month (2024-05) or of a year (2024)."""
    year, _, month = value.partition("-")
    if not month:
        return date(int(year), 1, 1), date(int(year), 12, 31)
    first = date(int(year), int(month), 1)
    return first, (first + timedelta(DAYS_OF_MONTH)).replace(day=1) - timedelta(1)


def _read(column: Column, value: str) -> Value | None:
    if column.kind in ("money", "integer"):
        digits = value.removeprefix("-")
        return int(value) if digits.isdecimal() else None
    if column.kind == "choice":
        return value if value in column.choices else None
    return value if len(value) <= LONGEST_WORD else None


def _is(column: Column, value: Value | None) -> Condition | None:
    return None if value is None else Condition(column.key, "is", (value,))
