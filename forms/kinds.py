"""The kinds of form field: how a value is read from what was stored, and the words in which it stands in a document.

Stored values are what TOML and JSON hold: days and times may be ISO text, lists hold tables. Money is integer fen, as
the program stores it, or a decimal number of yuan, as a case script writes it (`100.00`).
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from itertools import takewhile
from types import MappingProxyType
from typing import Any, TypeVar

from forms.amounts import capitals, figures, in_full
from forms.blocks import Run
from forms.dates import clock, compact, day, moment
from procedures.field_types import LARGEST_AMOUNT

Value = TypeVar("Value")
Show = Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class Choice:
    """One option: the value that is stored and the words that are printed."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list field; `choices` are the options of one whose kind is `choice`."""

    key: str
    label: str
    kind: str = "text"
    width: int = 0
    required: bool = True
    choices: tuple[Choice, ...] = ()


NAME_LIMIT, TEXT_LIMIT = 200, 20_000
BETWEEN = "/"
CITED_PARTS = re.compile("《[^》]*》|第[^第《]*|[^第《]+|.")
OPTIONS, CHOSEN = "options", "chosen"
FEN_IN_YUAN = 100


def _columns(*triples: tuple[str, str, str]) -> tuple[Column, ...]:
    return tuple(Column(key, label, kind) for key, label, kind in triples)


LIST_COLUMNS: Mapping[str, tuple[Column, ...]] = MappingProxyType(
    {
        "officers": _columns(("name", "姓名", "text"), ("certificate_no", "执法证件号", "text")),
        "items": _columns(
            ("name", "名称", "text"),
            ("spec", "规格（型号）", "text"),
            ("batch", "生产日期（批号）", "text"),
            ("maker", "生产单位", "text"),
            ("unit", "单位", "text"),
            ("quantity", "数量", "text"),
            ("price", "单价", "money"),
        ),
        "evidence": _columns(
            ("name", "名称", "text"),
            ("copies", "份数", "integer"),
            ("pages", "页数", "integer"),
            ("proves", "证明内容", "text"),
        ),
        "opinions": _columns(
            ("role", "意见栏", "text"),
            ("opinion", "意见", "long_text"),
            ("signer", "签名", "text"),
            ("signed_on", "日期", "date"),
        ),
        "instalments": _columns(("amount", "数额", "money"), ("due_on", "缴款期限", "date")),
        "attachments": _columns(
            ("title", "文书名称", "text"), ("number", "文号", "text"), ("copies", "份数", "integer")
        ),
    }
)
LISTS = frozenset({*LIST_COLUMNS, "citations", "choices"})


def _joined(items: Sequence[str]) -> str:
    return "、".join(items)


def _cited(items: Sequence[str]) -> str:
    """Provisions in a row; law and article are not repeated where those of the one before are the same."""
    words: list[str] = []
    before: list[str] = []
    for item in items:
        parts = CITED_PARTS.findall(item)
        same = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(before[:-1], parts[:-1], strict=False))))
        words.append("".join(parts[same:]))
        before = parts
    return _joined(words)


def _column(key: str) -> Show:
    return lambda items: _joined([str(item[key]) for item in items if item.get(key)])


def _yes_no(value: bool) -> str:
    return "是" if value else "否"


# kind → format → words; the first is the one without `format`. Choices are shown by `options`, other lists by `each`.
FORMATS: Mapping[str, Mapping[str, Show]] = MappingProxyType(
    {
        "text": {"plain": str},
        "long_text": {"plain": str},
        "date": {"day": day, "compact": compact},
        "time": {"clock": clock},
        "datetime": {"moment": moment, "day": day, "clock": clock},
        "integer": {"plain": str},
        "money": {"in_full": in_full, "capitals": capitals, "figures": figures},
        "boolean": {"yes_no": _yes_no},
        "choice": {OPTIONS: str, CHOSEN: str},
        "choices": {OPTIONS: str, CHOSEN: str},
        "person": {"name": str},
        "officers": {"names": _column("name"), "certificates": _column("certificate_no")},
        "party": {"name": str},
        "citations": {"joined": _cited},
        "items": {},
        "evidence": {},
        "opinions": {},
        "instalments": {},
        "attachments": {},
        "signature": {},
    }
)
KINDS = frozenset(FORMATS)


class UnfitError(ValueError):
    """A value that its kind does not hold: what was expected, and how to write it."""

    def __init__(self, text: str, remedy: str = "改正这一项") -> None:
        super().__init__(text)
        self.remedy = remedy


def read_value(kind: str, value: Any, columns: Sequence[Column] = ()) -> Any:
    """A stored value in the kind's own type; UnfitError in Chinese where it does not fit. None and "" stay empty."""
    if value is None or value == "":
        return None
    if kind in LIST_COLUMNS:
        return _read_list(value, columns or LIST_COLUMNS[kind])
    if kind in ("citations", "choices"):
        return _read_texts(value)
    reader = _READERS.get(kind)
    return reader(value) if reader else value


def show(kind: str, value: Any, form: str = "") -> str:
    """The words of a value; nothing for an empty one. `form` names another format of the kind."""
    if value is None or value == "" or value == ():
        return ""
    formats = FORMATS[kind]
    return formats[form or next(iter(formats))](value)


def show_cell(column: Column, value: Any, form: str = "") -> str:
    """The words of a value in a column; of a choice its label alone."""
    if column.choices:
        return next((choice.label for choice in column.choices if choice.value == value), "")
    return show(column.kind, value, form)


def options(choices: Sequence[Choice], chosen: Sequence[str], form: str) -> tuple[Run, ...]:
    """All options in order, those not chosen struck; nothing chosen leaves all open for the pen.

    With `form` "chosen" only the chosen words.
    """
    if form == CHOSEN:
        words = _joined([choice.label for choice in choices if choice.value in chosen])
        return (Run(words),) if words else ()
    runs: list[Run] = []
    for index, choice in enumerate(choices):
        if index:
            runs.append(Run(BETWEEN))
        runs.append(Run(choice.label, strike=bool(chosen) and choice.value not in chosen))
    return tuple(runs)


def _sequence(value: Any) -> Sequence[Any]:
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise UnfitError("应为列表", "逐项列出")
    return value


def _read_texts(value: Any) -> tuple[str, ...]:
    items = _sequence(value)
    for number, item in enumerate(items, 1):
        if not isinstance(item, str):
            raise UnfitError(f"第{number}项应为文字")
    return tuple(items)


def _read_list(value: Any, columns: Sequence[Column]) -> tuple[Mapping[str, Any], ...]:
    rows: list[Mapping[str, Any]] = []
    for number, item in enumerate(_sequence(value), 1):
        if not isinstance(item, Mapping):
            raise UnfitError(f"第{number}行应为各栏齐全的一行")
        rows.append(MappingProxyType({column.key: _read_cell(column, item, number) for column in columns}))
    return tuple(rows)


def _read_cell(column: Column, item: Mapping[str, Any], number: int) -> Any:
    try:
        return read_value(column.kind, item.get(column.key))
    except UnfitError as error:
        raise UnfitError(f"第{number}行“{column.label}”{error}", error.remedy) from error


def _read_text(value: Any) -> str:
    if not isinstance(value, str):
        raise UnfitError("应为文字")
    return value.strip("\n")


def _read_line(value: Any) -> str:
    """A line of text; a number (a quantity, a telephone) as it was written."""
    if isinstance(value, Decimal) and value.is_finite():
        return f"{value:f}"
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else _read_text(value)


def _read_day(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else _parsed(date.fromisoformat, value, "日期", "2026-10-09")


def _read_time(value: Any) -> time:
    return value if isinstance(value, time) else _parsed(time.fromisoformat, value, "时刻", "09:30:00")


def _read_moment(value: Any) -> datetime:
    if isinstance(value, datetime):
        return value
    return _parsed(datetime.fromisoformat, value, "日期和时刻", "2026-10-09T09:30:00")


def _parsed(parse: Callable[[str], Value], value: Any, wanted: str, example: str) -> Value:
    try:
        return parse(value)
    except (TypeError, ValueError) as error:
        raise UnfitError(f"应为{wanted}", f"写成 {example} 的样子") from error


def _read_integer(value: Any) -> int:
    number = _whole(value)
    if isinstance(number, bool) or not isinstance(number, int) or number < 0:
        raise UnfitError("应为不小于零的整数")
    return number


def _read_money(value: Any) -> int:
    """Integer fen as it is, decimal yuan as fen."""
    fen = _whole(value * FEN_IN_YUAN if isinstance(value, Decimal) else value)
    if isinstance(fen, bool) or not isinstance(fen, int) or not 0 <= fen <= LARGEST_AMOUNT:
        raise UnfitError("应为不小于零、不细于分的金额", "按元写两位小数，如 100.00")
    return fen


def _whole(value: Any) -> Any:
    """A decimal number without a fraction as an integer; anything else as it is."""
    is_whole = isinstance(value, Decimal) and value.is_finite() and value == value.to_integral_value()
    return int(value) if is_whole else value


def _read_boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise UnfitError("应为是或否")
    return value


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "text": _read_line,
    "long_text": _read_text,
    "date": _read_day,
    "time": _read_time,
    "datetime": _read_moment,
    "integer": _read_integer,
    "money": _read_money,
    "boolean": _read_boolean,
    "choice": _read_text,
    "person": _read_text,
    "party": _read_text,
}
