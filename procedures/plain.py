"""Records as plain JSON values, the shape in which the journal stores them: stable, minimal, exact both ways.

Money is integer fen, days are ISO text, times HH:MM[:SS], decimals text; what is absent stays absent. The free `values`
of an act carry no types, so a value there that JSON lacks is one tagged pair: {"$date": "2024-10-09"}. Every `decode_`
is the inverse of its `encode_` and raises DataError for an unknown, missing or unreadable key.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from procedures.case import Case
from procedures.field_types import UNKNOWN, FieldType, description
from procedures.problems import DataError
from procedures.records import CASE_KEYS, RECORD_NAMES, VIEW_KEYS, AnyRecord, Record, case_table, record_from, table_of

STORED = "卷宗记载"
TAG = "$"


def encode_record(record: Record) -> dict[str, Any]:
    """A party, officer, conduct, line of goods, piece of evidence, document or certificate."""
    name = RECORD_NAMES[type(record)]
    return encode_table(table_of(record), description().records[name], name)


def decode_record(kind: type[AnyRecord], plain: Mapping[str, Any]) -> AnyRecord:
    """The record that `encode_record` made `plain` of."""
    name = RECORD_NAMES[kind]
    return record_from(kind, decode_table(plain, description().records[name], name))


def encode_head(case: Case) -> dict[str, Any]:
    """What describes the case as a whole: title, number, cause … with `as_of`, `ruleset` and `settings`; no rows."""
    return encode_table(case_table(case, VIEW_KEYS + CASE_KEYS), _head_fields(), "case")


def decode_head(plain: Mapping[str, Any]) -> dict[str, Any]:
    """The keyword arguments of `Case` that `encode_head` made `plain` of."""
    return decode_table(plain, _head_fields(), "case")


def encode_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values whose types only their document knows; days, times and decimals are tagged pairs."""
    return {key: _encode_free(value) for key, value in values.items()}


def decode_values(plain: Mapping[str, Any]) -> Mapping[str, Any]:
    """The values that `encode_values` made `plain` of."""
    return MappingProxyType({key: _decode_free(value) for key, value in plain.items()})


def encode_table(table: Mapping[str, Any], fields: Mapping[str, FieldType], where: str) -> dict[str, Any]:
    """The table in the fields' order as plain values; DataError for a key that is not among the fields."""
    _refuse_others(table, fields, where)
    return {name: _encode(table[name], kind, f"{where}.{name}") for name, kind in fields.items() if name in table}


def decode_table(plain: Mapping[str, Any], fields: Mapping[str, FieldType], where: str) -> dict[str, Any]:
    """The inverse of `encode_table`; DataError also for a value that cannot be read or a required one missing."""
    _refuse_others(plain, fields, where)
    table = {}
    for name, kind in fields.items():
        if name in plain:
            table[name] = _decode(plain[name], kind, f"{where}.{name}")
        elif kind.required:
            raise DataError(STORED, f"{where}.{name}", f"缺少{kind.label}")
    return table


def _head_fields() -> Mapping[str, FieldType]:
    records = description().records
    return {**records["view"], **records["case"]}


def _refuse_others(table: Mapping[str, Any], fields: Mapping[str, FieldType], where: str) -> None:
    for name in table:
        if name not in fields:
            raise DataError(STORED, f"{where}.{name}", "没有这个键；记载可能来自更新版本的程序")


def _encode(value: Any, kind: FieldType, where: str) -> Any:
    if kind.type == "values":
        return encode_values(value)
    if isinstance(value, Mapping):
        return encode_table(value, kind.fields, where)
    if isinstance(value, tuple | list):
        return [_encode(each, kind, where) for each in value]
    return PLAIN.get(type(value), _unchanged)(value)


def _decode(plain: Any, kind: FieldType, where: str) -> Any:
    if kind.type == "values":
        return decode_values(plain)
    if isinstance(plain, dict):
        return MappingProxyType(decode_table(plain, kind.fields, where))
    if isinstance(plain, list):
        return tuple(_decode(each, kind, where) for each in plain)
    try:
        return READ.get(kind.type, _unchanged)(plain)
    except (ArithmeticError, TypeError, ValueError) as error:
        raise DataError(STORED, where, f"{kind.label}应为{kind.expected}") from error


def _encode_free(value: Any) -> Any:
    if isinstance(value, Mapping):
        return encode_values(value)
    if isinstance(value, tuple | list):
        return [_encode_free(each) for each in value]
    tag = TAGS.get(type(value))
    return {TAG + tag: PLAIN[type(value)](value)} if tag else value


def _decode_free(plain: Any) -> Any:
    if isinstance(plain, list):
        return tuple(_decode_free(each) for each in plain)
    if not isinstance(plain, dict):
        return plain
    tag = next(iter(plain), "")
    if tag.startswith(TAG):
        return TAGGED[tag.removeprefix(TAG)](plain[tag])
    return decode_values(plain)


def _unchanged(value: Any) -> Any:
    return value


def _time_text(value: time) -> str:
    return value.isoformat("minutes" if not value.second and not value.microsecond else "auto")


def _decimal_text(value: Decimal) -> str:
    return f"{value:f}"


def _number_or_unknown(plain: Any) -> Any:
    return UNKNOWN if plain == UNKNOWN else Decimal(plain)


PLAIN: Mapping[type, Callable[[Any], Any]] = MappingProxyType(
    {date: date.isoformat, datetime: datetime.isoformat, time: _time_text, Decimal: _decimal_text}
)
READ: Mapping[str, Callable[[Any], Any]] = MappingProxyType(
    {
        "date": date.fromisoformat,
        "time": time.fromisoformat,
        "fraction": Decimal,
        "number_or_unknown": _number_or_unknown,
    }
)
TAGS: Mapping[type, str] = MappingProxyType({date: "date", datetime: "datetime", time: "time", Decimal: "decimal"})
TAGGED: Mapping[str, Callable[[str], Any]] = MappingProxyType(
    {"date": date.fromisoformat, "datetime": datetime.fromisoformat, "time": time.fromisoformat, "decimal": Decimal}
)
