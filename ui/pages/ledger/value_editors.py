"""The value of a condition, asked by the editor of the column's kind: days, money, numbers, choices, words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from forms.kinds import Choice
from forms.ledger.columns import Column
from forms.ledger.conditions import LONGEST_WORD, TESTS, Test, Value, test_words
from procedures.problems import Problem
from ui.widgets.buttons import button
from ui.widgets.choice_editors import ChoicesEditor
from ui.widgets.field_editors import FieldEditor
from ui.widgets.flow import Flow
from ui.widgets.layout import clear, column, row
from ui.widgets.line_editors import DateEditor, MoneyEditor, ParsedEditor, TextEditor
from ui.widgets.text import text
from ui.widgets.typed import plain

# 年度 is how a year of days is asked for here; it is kept as the days from the first to the last.
Asked = Test | Literal["year"]
EMPTY: tuple[Asked, ...] = ("empty", "filled")
WRONG_YEAR = Problem("“{}”不是年份", remedy="写四位数字，例如 2024")
WRONG_NUMBER = Problem("“{}”不是数目", remedy="写整数，负数前加 -")
FIRST_YEAR, LAST_YEAR = 1949, 2199
LARGEST = 999_999_999


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days that is often asked for."""

    name: str
    first: date
    last: date


def usual_periods(today: date) -> tuple[Period, ...]:
    """今年, 去年, 本月, 上月, 上半年, 下半年 as seen from a day."""
    first = today.replace(day=1)
    before = (first - timedelta(1)).replace(day=1)
    year = today.year
    return (
        Period("今年", date(year, 1, 1), date(year, 12, 31)),
        Period("去年", date(year - 1, 1, 1), date(year - 1, 12, 31)),
        Period("本月", first, month_end(first)),
        Period("上月", before, month_end(before)),
        Period("上半年", date(year, 1, 1), date(year, 6, 30)),
        Period("下半年", date(year, 7, 1), date(year, 12, 31)),
    )


def month_end(day: date) -> date:
    """The last day of a month."""
    return (day.replace(day=1) + timedelta(31)).replace(day=1) - timedelta(1)


def read_year(words: str) -> int | None:
    """2024, 2024年, 24."""
    typed = plain(words).removesuffix("年")
    if not typed.isdecimal() or len(typed) not in (2, 4):
        return None
    year = int(typed) if len(typed) == 4 else 2000 + int(typed)
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def read_number(words: str) -> int | None:
    """A whole number, also below 0."""
    typed = plain(words).replace(",", "").replace("－", "-")
    digits = typed.removeprefix("-")
    if not digits.isdecimal() or int(digits) > LARGEST:
        return None
    return -int(digits) if typed.startswith("-") else int(digits)


def asked_of(column: Column) -> tuple[Asked, ...]:
    """The tests that a column offers, the most usual first."""
    tests: tuple[Asked, ...] = TESTS[column.kind]
    return ("year", *tests) if column.kind == "day" else tests


def asked_words(column: Column, asked: Asked) -> str:
    """The words of a test as it is offered."""
    return "年度" if asked == "year" else test_words(column.kind, asked)


def year_editor() -> ParsedEditor:
    """A year, typed with four digits or two."""
    made = ParsedEditor(read_year, str, lambda year: f"{year}-01-01 至 {year}-12-31", WRONG_YEAR)
    made.line.setPlaceholderText("例如 2024")
    return made


def number_editor() -> ParsedEditor:
    """A whole number, also below 0."""
    return ParsedEditor(read_number, str, lambda _number: "", WRONG_NUMBER)


class ValueEditor(QWidget):
    """Asks what a test of a column needs; `changed` at each change, `told` what is behind what was typed."""

    changed = Signal()
    told = Signal(str)

    def __init__(self, today: date, words_for: Callable[[str], Sequence[str]]) -> None:
        super().__init__()
        self._today, self._words_for = today, words_for
        self._editors: list[FieldEditor] = []
        self._asked: Asked = "is"
        self._body = column(gap=8)
        self.setLayout(self._body)

    def ask(self, of: Column, asked: Asked, values: Sequence[Value] = ()) -> None:
        """Ask for the values of a test; those given are shown."""
        clear(self._body)
        self._asked = asked
        self._editors = self._made(of, asked)
        for editor, value in zip(self._editors, self._shown(of, asked, values), strict=False):
            editor.set_value(value)
        for number, editor in enumerate(self._editors):
            editor.changed.connect(self.changed)
            editor.helped.connect(self.told)
            editor.set_spoken_name(of.label if len(self._editors) == 1 else f"{of.label}，{'从至'[number]}")
        if len(self._editors) == 2:
            line = row(self._editors[0], text("至", "small", "soft"), self._editors[1], gap=8)
            line.setStretch(0, 1)
            line.setStretch(2, 1)
            self._body.addLayout(line)
        for editor in self._editors if len(self._editors) == 1 else ():
            self._body.addWidget(editor)
        if asked in ("year", "between") and of.kind == "day":
            self._body.addWidget(self._periods())

    def values(self) -> tuple[Value, ...]:
        """The values as a condition keeps them; what is missing is left out."""
        read = [editor.value() for editor in self._editors]
        if self._asked == "year":
            return _year_days(read[0])
        if read and isinstance(read[0], tuple):
            return tuple(read[0])
        return tuple(value for value in read if value is not None)

    def problem(self) -> str:
        """What is wrong with what was typed, whatever the test says."""
        found = [problem for editor in self._editors if (problem := editor.own_problem()) is not None]
        return f"{found[0].text}。{found[0].remedy}" if found else ""

    def first(self) -> QWidget | None:
        """Where the keyboard goes."""
        return self._editors[0] if self._editors else None

    def _made(self, of: Column, asked: Asked) -> list[FieldEditor]:
        if asked in EMPTY:
            return []
        if asked == "year":
            return [year_editor()]
        one = _MAKERS[of.kind]
        return [one(self, of) for _ in range(2 if asked == "between" else 1)]

    def _shown(self, of: Column, asked: Asked, values: Sequence[Value]) -> Sequence[Any]:
        if of.kind == "choice":
            return (tuple(values),)
        if asked == "year":
            return [value.year for value in values[:1] if isinstance(value, date)]
        return values

    def _periods(self) -> Flow:
        """Stretches of days that are often asked for, each one press away."""
        flow = Flow(gap=14, line_gap=4)
        whole_years = self._asked == "year"
        periods = [each for each in usual_periods(self._today) if not whole_years or each.first.month == 1]
        periods = [each for each in periods if not whole_years or each.last.month == 12]
        flow.set_items([self._period(each) for each in periods])
        return flow

    def _period(self, period: Period) -> QWidget:
        made = button(period.name, "link", small=True)
        made.setToolTip(f"{period.first} 至 {period.last}")
        made.clicked.connect(lambda _checked=False: self._take(period))
        return made

    def _take(self, period: Period) -> None:
        days = [period.first.year] if self._asked == "year" else [period.first, period.last]
        for editor, value in zip(self._editors, days, strict=True):
            editor.set_value(value)
        self.changed.emit()

    def choices(self, of: Column) -> FieldEditor:
        """The words of a choice, to be ticked."""
        options = [Choice(code, word) for code, word in of.choices.items()]
        longest = max(len(option.label) for option in options)
        return ChoicesEditor(options, 4 if longest <= 4 else 3 if longest <= 6 else 2 if longest <= 10 else 1)

    def words(self, of: Column) -> FieldEditor:
        """Words, with those that the office knows offered while typing."""
        return TextEditor(LONGEST_WORD, tuple(self._words_for(of.key)))

    def day(self, _of: Column) -> FieldEditor:
        """A day."""
        return DateEditor(self._today)


def _year_days(year: int | None) -> tuple[Value, ...]:
    return (date(year, 1, 1), date(year, 12, 31)) if year is not None else ()


_MAKERS: Mapping[str, Callable[[ValueEditor, Column], FieldEditor]] = {
    "day": ValueEditor.day,
    "money": lambda _editor, _of: MoneyEditor(),
    "integer": lambda _editor, _of: number_editor(),
    "choice": ValueEditor.choices,
    "text": ValueEditor.words,
    "id": ValueEditor.words,
}
