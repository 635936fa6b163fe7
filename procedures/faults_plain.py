"""The records of a finding as plain JSON values, the shape in which the journal stores them: minimal, exact both ways.

What stands at its default stays absent. Days are ISO text, money is integer fen.
"""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from procedures.problems import DataError

Record = TypeVar("Record")
STORED = "过错责任记载"


def encode(record: Any) -> dict[str, Any]:
    """A frozen record of `procedures.faults` as plain values."""
    return {
        one.name: _plain(getattr(record, one.name))
        for one in fields(record)
        if one.default is MISSING or getattr(record, one.name) != one.default
    }


def decode(kind: type[Record], plain: Mapping[str, Any]) -> Record:
    """The record that `encode` made `plain` of; DataError for an unknown key or a value that can't be read."""
    types = get_type_hints(kind)
    for name in plain:
        if name not in types:
            raise DataError(STORED, name, "没有这个键；记载可能来自更新版本的程序")
    return kind(**{name: _read(value, types[name], name) for name, value in plain.items()})


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return encode(value) if is_dataclass(value) else value


def _read(value: Any, wanted: Any, where: str) -> Any:
    origin, inner = get_origin(wanted), get_args(wanted)
    if origin in (Union, UnionType):
        some = next(kind for kind in inner if kind is not NoneType)
        return None if value is None else _read(value, some, where)
    if origin is tuple and isinstance(value, list):
        kinds = inner[:1] * len(value) if inner[-1] is Ellipsis else inner
        return tuple(_read(each, kind, where) for each, kind in zip(value, kinds, strict=True))
    if wanted is date:
        return _day(value, where)
    if is_dataclass(wanted) and isinstance(wanted, type):
        return decode(wanted, value)
    if value not in inner if origin is Literal else not isinstance(value, wanted):
        raise DataError(STORED, where, f"读不懂“{value}”")
    return value


def _day(value: Any, where: str) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise DataError(STORED, where, f"“{value}”不是日期") from error
