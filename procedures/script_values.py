"""The values of a case script, checked against their field types and turned into the program's own."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from procedures.field_types import (
    EXPECTED,
    FIRST_YEAR,
    LARGEST_AMOUNT,
    NAME_LIMIT,
    ROW_RECORDS,
    TEXT_LIMIT,
    UNKNOWN,
    FieldType,
    accepts,
)
from procedures.problems import DataError
from procedures.text import check_text

FEN_IN_YUAN = 100
LARGEST_EXPONENT = 30
LONGEST_SHOWN = 40
LARGEST_SHOWN = 10**30  # Python refuses to write out integers of thousands of digits
DEEPEST = 8
LISTS = frozenset({"texts", "persons", "officers", "offences", "kinds"})
MONEY = frozenset({"money", "money_or_unknown"})
NUMBERS = frozenset({"fraction", "number_or_unknown"})
LINES = frozenset({"id", "party", "act_ref", "name", "person", "officer", "text"})


class ScriptError(DataError):
    """A case script that is refused: file, key and what was expected. Nothing of it is taken over."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a script: the file, the key (rows counted from 1), and the act it belongs to."""

    file: str
    key: str = ""
    about: str = ""

    def at(self, name: str) -> "Place":
        """A key below this place."""
        return replace(self, key=f"{self.key}.{name}" if self.key else name)

    def row(self, number: int) -> "Place":
        """A row of the list at this place, counted from 1."""
        return replace(self, key=f"{self.key}[{number}]")

    def refuse(self, expected: str) -> ScriptError:
        """The refusal of what stands here."""
        return ScriptError(self.file, self.key, f"{self.about}：{expected}" if self.about else expected)


def read_table(raw: Any, fields: Mapping[str, FieldType], place: Place) -> dict[str, Any]:
    """A table with exactly these fields, in their order; ScriptError for an unknown, missing or wrong key."""
    if not isinstance(raw, dict):
        raise place.refuse(f"应为{EXPECTED['table']}，现为{shown(raw)}")
    refuse_unknown(raw, fields, place)
    table = {}
    for name, kind in fields.items():
        if name in raw:
            table[name] = read_value(raw[name], kind, place.at(name))
        elif kind.required:
            raise place.at(name).refuse(f"缺少必填的“{kind.label}”，应为{kind.expected}")
    return table


def refuse_unknown(raw: Mapping[str, Any], known: Mapping[str, Any], place: Place) -> None:
    """Raise ScriptError for the first key that is not known, with the nearest one that is."""
    for name in raw:
        if name not in known:
            raise place.at(name).refuse(f"没有这个键，{nearest(name, known)}")


def nearest(name: str, known: Iterable[str]) -> str:
    """The hint that goes with an unknown name: the one that was probably meant, else all there are."""
    near = difflib.get_close_matches(name, known, n=1)
    return f"是否应为 {near[0]}？" if near else "可用：" + "、".join(known)


def read_value(raw: Any, kind: FieldType, place: Place) -> Any:
    """The value of one field in the program's own shape; ScriptError says what was expected and what stands there."""
    if kind.type == "values":
        return _free_table(raw, place)
    if kind.type == "table":
        return MappingProxyType(read_table(raw, kind.fields, place))
    if kind.type in ROW_RECORDS:
        return _rows(raw, kind, place)
    value = _own_shape(raw, kind.type)
    if accepts(kind, value):
        return value
    raise place.refuse(_unfit_text(raw, kind) or f"“{kind.label}”应为{kind.expected}，现为{shown(raw)}")


def read_rows(raw: Any, place: Place) -> list[tuple[Any, Place]]:
    """The rows of an array of tables, each with its place; ScriptError where it is no array."""
    if not isinstance(raw, list):
        raise place.refuse(f"应为列表，写成 [[{place.key}]]，现为{shown(raw)}")
    return [(row, place.row(number)) for number, row in enumerate(raw, start=1)]


def shown(raw: Any) -> str:
    """A value of a script as a message shows it, shortened."""
    if isinstance(raw, bool):
        return " true" if raw else " false"
    if isinstance(raw, dict):
        return "一组键与值"
    if isinstance(raw, list):
        return "列表" if raw else "空列表"
    if isinstance(raw, int) and abs(raw) > LARGEST_SHOWN:
        return "一个过大的整数"
    if not isinstance(raw, str):
        return f" {raw}"[:LONGEST_SHOWN]
    visible = "".join(each if each.isprintable() else "□" for each in raw[: LONGEST_SHOWN + 1])
    return f"文字“{visible[:LONGEST_SHOWN]}…”" if len(raw) > LONGEST_SHOWN else f"文字“{visible}”"


def _own_shape(raw: Any, kind: str) -> Any:
    """The value as the program holds it; what can't be turned stays a value that its check refuses."""
    if kind in LISTS:
        return tuple(raw) if isinstance(raw, list) else None
    if kind in MONEY and raw != UNKNOWN:
        return _fen(raw)
    if kind in NUMBERS and raw != UNKNOWN:
        return _number(raw)
    if kind == "quantity" and not isinstance(raw, str):
        number = _number(raw)
        return None if number is None else f"{number:f}"
    return raw


def _number(raw: Any) -> Decimal | None:
    """A number as a finite decimal without exponent, or None."""
    if isinstance(raw, bool) or not isinstance(raw, int | Decimal):
        return None
    number = Decimal(raw)
    if not number.is_finite() or abs(number.adjusted()) > LARGEST_EXPONENT:
        return Decimal(0) if number.is_zero() else None
    return Decimal(f"{abs(number) if number.is_zero() else number:f}")


def _fen(raw: Any) -> int | None:
    """An amount of yuan as exact fen; None for what is no amount, finer than a fen or larger than any amount."""
    number = _number(raw)
    if number is None or not 0 <= number <= LARGEST_AMOUNT // FEN_IN_YUAN + 1:
        return None
    fen = Fraction(number) * FEN_IN_YUAN
    return fen.numerator if fen.denominator == 1 else None


def _unfit_text(raw: Any, kind: FieldType) -> str:
    """What is wrong with a text where only the text itself is wrong, else an empty string."""
    if not isinstance(raw, str) or kind.type not in LINES | {"long_text"} or not raw:
        return ""
    limit = TEXT_LIMIT if kind.type in ("text", "long_text") else NAME_LIMIT
    problem = check_text(raw, limit=limit, line=kind.type in LINES)
    return f"“{kind.label}”{problem.text}；{problem.remedy}" if problem else ""


def _rows(raw: Any, kind: FieldType, place: Place) -> tuple[Mapping[str, Any], ...]:
    if not isinstance(raw, list):
        raise place.refuse(f"“{kind.label}”应为{kind.expected}，现为{shown(raw)}")
    made = []
    for number, row in enumerate(raw, start=1):
        table = {"name": row} if kind.type == "items" and isinstance(row, str) else row
        made.append(MappingProxyType(read_table(table, kind.fields, place.row(number))))
    return tuple(made)


def _free_table(raw: Any, place: Place, depth: int = 1) -> Mapping[str, Any]:
    if not isinstance(raw, dict):
        raise place.refuse(f"应为{EXPECTED['values']}，现为{shown(raw)}")
    for key in raw:
        if not key or key.startswith("$") or check_text(key, limit=NAME_LIMIT, line=True):
            raise place.at(key).refuse("键应为文书栏目的名称：一行文字，不为空，不以 $ 开头")
    return MappingProxyType({key: _free(value, place.at(key), depth) for key, value in raw.items()})


def _free(raw: Any, place: Place, depth: int) -> Any:
    """A value whose type only its document knows: text, truth, number, day, time, list or table."""
    if depth > DEEPEST and isinstance(raw, dict | list):
        raise place.refuse(f"嵌套太深，最多 {DEEPEST} 层")
    if isinstance(raw, dict):
        return _free_table(raw, place, depth + 1)
    if isinstance(raw, list):
        return tuple(_free(each, place.row(number), depth + 1) for number, each in enumerate(raw, start=1))
    if isinstance(raw, str):
        problem = check_text(raw, limit=TEXT_LIMIT)
        if problem:
            raise place.refuse(f"{problem.text}；{problem.remedy}")
        return raw
    if _is_free(raw):
        return _number(raw) if isinstance(raw, Decimal) else raw
    raise place.refuse(
        f"应为文字、true 或 false、数、{FIRST_YEAR} 年以后的日期、精确到秒的时刻或者它们的列表，现为{shown(raw)}"
    )


def _is_free(raw: Any) -> bool:
    if isinstance(raw, Decimal):
        return _number(raw) is not None
    if isinstance(raw, int):
        return abs(raw) <= LARGEST_AMOUNT
    if isinstance(raw, datetime):
        return raw.tzinfo is None and raw.microsecond == 0 and raw.year >= FIRST_YEAR
    if isinstance(raw, date):
        return raw.year >= FIRST_YEAR
    return isinstance(raw, time) and raw.microsecond == 0
