"""Editors of one line or one text: text, long_text, date, time, datetime, integer, money, signature."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCalendarWidget, QCompleter, QLineEdit

from procedures.problems import Problem
from procedures.text import check_text, clean_text
from ui import theme
from ui.widgets import typed
from ui.widgets.field_editors import EditorContext, FieldEditor, FieldLike, Maker
from ui.widgets.inputs import LineEdit, TextArea
from ui.widgets.layout import column, row
from ui.widgets.popover import Popover
from ui.widgets.text import text

NAME_LIMIT, TEXT_LIMIT = 200, 20_000


class TextEditor(FieldEditor):
    """One line of text, checked for what can't stand in a document; `suggestions` are offered while typing."""

    def __init__(self, limit: int = 0, suggestions: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._limit = limit or NAME_LIMIT
        self.line = LineEdit()
        if suggestions:
            self.line.setCompleter(_completer(suggestions, self.line))
        self.line.textEdited.connect(lambda _words: self._on_typed())
        self.line.left.connect(self.left)
        self.add_part(self.line)
        self.setLayout(column(self.line, gap=0))

    def value(self) -> Any:
        return self.line.text().strip() or None

    def draft(self) -> Any:
        return self.line.text()

    def set_value(self, value: Any) -> None:
        words = "" if value is None else str(value)
        if words != self.line.text() and not self.line.composing():
            self.line.setText(words)
            self.line.setCursorPosition(0)

    def own_problem(self) -> Problem | None:
        return check_text(self.line.text(), limit=self._limit, line=True)

    def clean(self) -> bool:
        self.line.setText(clean_text(self.line.text(), line=True))
        self._on_typed()
        return True


def _completer(suggestions: tuple[str, ...], parent: LineEdit) -> QCompleter:
    made = QCompleter(list(suggestions), parent)
    made.setFilterMode(Qt.MatchFlag.MatchContains)
    made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    return made


class LongTextEditor(FieldEditor):
    """Text of several lines that grows with what is written."""

    def __init__(self, limit: int = 0, lines: int = 2) -> None:
        super().__init__()
        self._limit = limit or TEXT_LIMIT
        self.area = TextArea(lines=lines)
        self._quiet = False
        self.area.textChanged.connect(self._on_text)
        self.area.left.connect(self.left)
        self.add_part(self.area)
        self.setLayout(column(self.area, gap=0))

    def _on_text(self) -> None:
        if not self._quiet:
            self._on_typed()

    def value(self) -> Any:
        return self.area.toPlainText().strip("\n") or None

    def draft(self) -> Any:
        return self.area.toPlainText()

    def set_value(self, value: Any) -> None:
        words = "" if value is None else str(value)
        if words != self.area.toPlainText() and not self.area.composing():
            self._quiet = True
            self.area.setPlainText(words)
            self._quiet = False

    def own_problem(self) -> Problem | None:
        return check_text(self.area.toPlainText(), limit=self._limit)

    def clean(self) -> bool:
        cursor = self.area.textCursor()
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(clean_text(self.area.toPlainText()))
        return True


class ParsedEditor(FieldEditor):
    """One line that stands for a value of another type: read in any common form, shown in one."""

    def __init__(
        self, read: Callable[[str], Any], show: Callable[[Any], str], tell: Callable[[Any], str], wrong: Problem
    ) -> None:
        super().__init__()
        self._read, self._show, self._tell, self._wrong = read, show, tell, wrong
        self.line = LineEdit()
        self.line.textEdited.connect(lambda _words: self._on_edited())
        self.line.left.connect(self._on_left)
        self.add_part(self.line)
        self._row = row(gap=4)
        self._row.addWidget(self.line, 1)
        self.setLayout(self._row)

    def value(self) -> Any:
        words = self.line.text().strip()
        return self._read(words) if words else None

    def draft(self) -> Any:
        value = self.value()
        return super().draft() if value is not None else self.line.text().strip() or None

    def set_value(self, value: Any) -> None:
        if self.line.composing():
            return
        if isinstance(value, str):
            value = self._stored(value)
        self.line.setText(value if isinstance(value, str) else "" if value is None else self._show(value))
        self.line.setCursorPosition(0)
        self._say()

    def _stored(self, words: str) -> Any:
        """A draft keeps what could be read as ISO text, and the rest as it was typed."""
        read = self._read(words) if words else None
        return words if read is None else read

    def own_problem(self) -> Problem | None:
        words = self.line.text().strip()
        if not words or self.value() is not None:
            return None
        return replace(self._wrong, text=self._wrong.text.format(words))

    def _on_edited(self) -> None:
        self._say()
        self._on_typed()

    def _on_left(self) -> None:
        value = self.value()
        if value is not None and self.line.text() != self._show(value):
            self.line.setText(self._show(value))
        self._say()
        self.left.emit()

    def _say(self) -> None:
        value = self.value()
        self.helped.emit("" if value is None else self._tell(value))


WRONG_DAY = Problem("“{}”不是日期", remedy="可写成 0124、1.24、1月24日 或者 2026-01-24", severity="blocking")
WRONG_TIME = Problem("“{}”不是时刻", remedy="可写成 0840、8:40 或者 8时40分")
WRONG_MONEY = Problem("“{}”不是金额", remedy="以元计，最多两位小数，可写成 2382、2,382.00 或者 1.2万")
WRONG_NUMBER = Problem("“{}”不是数目", remedy="写不小于 0 的整数")


class DateEditor(ParsedEditor):
    """A day, typed in any common form or picked from a month; its weekday is told below."""

    def __init__(self, today: date) -> None:
        super().__init__(lambda words: typed.read_day(words, today), typed.shown_day, typed.told_day, WRONG_DAY)
        self._today = today
        self.line.setPlaceholderText("年-月-日")
        pick = self.line.addAction(theme.icon("calendar", "soft"), QLineEdit.ActionPosition.TrailingPosition)
        pick.setToolTip("选日期（Alt+↓）")
        pick.setShortcut("Alt+Down")
        pick.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        pick.triggered.connect(self.pick)

    def pick(self) -> None:
        """Open a month to pick the day from."""
        if self._read_only:
            return
        months = QCalendarWidget()
        months.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        months.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        day: date = self.value() or self._today
        months.setSelectedDate(QDate(day.year, day.month, day.day))
        opened = Popover([months], "选日期", self.line, 320)
        months.activated.connect(lambda _day: self._picked(months, opened))
        months.clicked.connect(lambda _day: self._picked(months, opened))
        opened.show_at(self.line)
        months.setFocus()

    def _picked(self, months: QCalendarWidget, opened: Popover) -> None:
        chosen = months.selectedDate()
        self.set_value(date(chosen.year(), chosen.month(), chosen.day()))
        opened.close()
        self._on_typed()
        self.left.emit()


class TimeEditor(ParsedEditor):
    """A time of day, in hours and minutes."""

    def __init__(self) -> None:
        super().__init__(typed.read_time, typed.shown_time, lambda _value: "", WRONG_TIME)
        self.line.setPlaceholderText("时:分")

    def _stored(self, words: str) -> Any:
        try:
            return time.fromisoformat(words)
        except ValueError:
            return super()._stored(words)


class MoneyEditor(ParsedEditor):
    """An amount in yuan, right aligned, with the amount in capitals as help; the value is integer fen."""

    def __init__(self) -> None:
        super().__init__(typed.read_money, typed.shown_money, _capitals, WRONG_MONEY)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.line.setProperty("role", "money")


def _capitals(fen: int) -> str:
    from forms.amounts import capitals

    return capitals(fen)


class IntegerEditor(ParsedEditor):
    """A whole number from 0."""

    def __init__(self) -> None:
        super().__init__(typed.read_integer, str, lambda _value: "", WRONG_NUMBER)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class MomentEditor(FieldEditor):
    """A day and a time beside each other."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.day, self.time = DateEditor(today), TimeEditor()
        for part in (self.day, self.time):
            self.add_part(part.line)
            part.changed.connect(self._on_typed)
            part.left.connect(self.left)
        self.day.helped.connect(self.helped)
        line = row(gap=8)
        line.addWidget(self.day, 3)
        line.addWidget(self.time, 2)
        self.setLayout(line)

    def value(self) -> Any:
        day, clock = self.day.value(), self.time.value()
        return datetime.combine(day, clock) if day is not None and clock is not None else None

    def draft(self) -> Any:
        whole = super().draft()
        return whole or [self.day.draft(), self.time.draft()] if self.day.draft() or self.time.draft() else None

    def set_value(self, value: Any) -> None:
        if isinstance(value, str):
            value = datetime.fromisoformat(value)
        if isinstance(value, datetime):
            value = (value.date(), value.time())
        day, clock = value or (None, None)
        self.day.set_value(day)
        self.time.set_value(clock)

    def own_problem(self) -> Problem | None:
        found = self.day.own_problem() or self.time.own_problem()
        if found is None and (self.day.value() is None) != (self.time.value() is None):
            return Problem("日期和时刻要一起填写", remedy="补上另一半，或者两样都删去")
        return found


class SignatureEditor(FieldEditor):
    """Nothing to type: the place is signed by hand on paper."""

    def __init__(self) -> None:
        super().__init__()
        self.setLayout(row(text("打印后手写签名", "small", "faint"), None))

    def value(self) -> Any:
        return None

    def set_value(self, value: Any) -> None:
        del value


def _text(field: FieldLike, _context: EditorContext) -> FieldEditor:
    return TextEditor(field.limit)


def _long(field: FieldLike, _context: EditorContext) -> FieldEditor:
    return LongTextEditor(field.limit)


MAKERS: Mapping[str, Maker] = {
    "text": _text,
    "long_text": _long,
    "date": lambda _field, context: DateEditor(context.today),
    "time": lambda _field, _context: TimeEditor(),
    "datetime": lambda _field, context: MomentEditor(context.today),
    "integer": lambda _field, _context: IntegerEditor(),
    "money": lambda _field, _context: MoneyEditor(),
    "signature": lambda _field, _context: SignatureEditor(),
}
