"""The typed fields of acts and records, read strictly from `resources/law/acts.toml`.

A value inside the program: money integer fen, days `date`, times `time`, quantities decimal text, other decimals
`Decimal`, lists tuples, tables and rows `Mapping`.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from procedures.problems import DataError
from procedures.text import check_text
from resources import path

NAME_LIMIT = 200
TEXT_LIMIT = 20_000
FIRST_YEAR = 1900
LARGEST_AMOUNT = 99_999_999_999_999  # fen: what amounts in capitals and the columns of ledgers can carry
LARGEST_INTEGER = 1_000_000_000
UNKNOWN = "unknown"
Named = TypeVar("Named")
ROW_RECORDS = {
    "items": "item",
    "instalments": "instalment",
    "fines": "fine",
    "certificates": "certificate",
    "attempts": "attempt",
    "checks": "review_check",
    "speeches": "speech",
}
DECIMAL_TEXT = re.compile(r"(0|[1-9][0-9]{0,14})(\.[0-9]{1,10})?")
FORM_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")
RECIPIENT_ID = re.compile(r"[a-z][a-z0-9_]{0,63}")
RULESET_ID = re.compile(r"[a-z][a-z0-9_-]{0,63}")
SHA256 = re.compile(r"[0-9a-f]{64}")

EXPECTED: Mapping[str, str] = MappingProxyType(
    {
        "id": f"编号：不为空的一行文字，不超过 {NAME_LIMIT} 字",
        "name": f"一行文字，不超过 {NAME_LIMIT} 字",
        "text": "一行文字",
        "texts": '文字的列表，如 ["act-9.fine"]',
        "long_text": "文字",
        "bool": "true 或 false",
        "integer": "不小于 0 的整数",
        "money": "金额：以元计，不为负，最多两位小数，如 20000.00",
        "money_or_unknown": '金额（以元计，不为负，最多两位小数，如 20000.00）或 "unknown"',
        "number_or_unknown": '不为负的数或 "unknown"',
        "fraction": "0 到 1 之间的小数，如 0.20",
        "quantity": '数量：不为负的数，如 20 或 12.5；没有记录时写 ""',
        "date": f"日期：{FIRST_YEAR} 年以后，不带时刻，不加引号，如 2024-09-18",
        "time": "时刻：精确到秒，不加引号，如 09:30:00",
        "choice": "下列之一：",
        "kinds": "列表，每项为下列之一：",
        "person": f'人员：执法人员编号或者姓名，不超过 {NAME_LIMIT} 字；没有记录时写 ""',
        "persons": "人员的列表，每项为执法人员编号或者姓名；没有记录时写 []",
        "officer": '执法人员编号；没有记录时写 ""',
        "officers": '执法人员编号的列表，如 ["A", "B"]；没有记录时写 []',
        "offences": '案由编号的列表，如 ["pesticide-56"]',
        "factors": '裁量情形编号的列表，如 ["confessed"]',
        "party": '当事人编号，如 "p1"',
        "act_ref": '另一行为的编号，如 "act-3"',
        "form": '文书编号，写成文字，如 "29"、"X4"',
        "recipient": '备案机关编号，如 "city_government"',
        "ruleset": '规则包编号，如 "liuyang"',
        "file": "案卷脚本旁的文件名，不得为绝对路径，不得含 ..",
        "sha256": "64 位小写十六进制校验值",
        "items": '物品的列表，每项为名称或者 { name = "…", quantity = … }；没有记录时写 []',
        "instalments": "分期的列表，每项为 { amount = 1000.00, due_on = 2024-10-08 }",
        "fines": '罚款的列表，每项为 { offence = "…", amount = 1000.00 }',
        "evidence": '证据编号，如 "e1"',
        "attempts": '送达经过的列表，每项为 { on = 2024-01-01, way = "direct", result = "…" }',
        "checks": '审核内容的列表，每项为 { point = "subject", mark = "yes" }',
        "speeches": '发言的列表，每项为 { person = "…", view = "…" }',
        "certificates": '证件的列表，每项为 { no = "…", valid_from = 2024-01-01, valid_until = 2026-12-31 }',
        "table": "一组键与值，如 { 键 = 值 }",
        "values": '一组键与值，如 { place = "…" }',
    }
)


@dataclass(frozen=True, slots=True)
class FieldType:
    """One field of an act or a record.

    `default` is what an absent field counts as (None: not recorded). `choices` maps ids to Chinese labels; `fields`
    describes the rows of `items instalments fines certificates attempts checks speeches` and the keys of a `table`.
    """

    name: str
    label: str
    type: str
    required: bool = True
    default: Any = None
    choices: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    fields: Mapping[str, "FieldType"] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def expected(self) -> str:
        """What a value of this field must be, in Chinese, for the message that refuses another."""
        return EXPECTED[self.type] + "、".join(self.choices)


def _is_line(value: Any, limit: int = NAME_LIMIT) -> bool:
    return isinstance(value, str) and check_text(value, limit=limit, line=True) is None


def _is_whole(value: Any, largest: int = LARGEST_INTEGER) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= largest


def _is_money(value: Any) -> bool:
    return _is_whole(value, LARGEST_AMOUNT)


def _is_number(value: Any) -> bool:
    return isinstance(value, Decimal) and DECIMAL_TEXT.fullmatch(f"{value:f}") is not None


def _is_day(value: Any) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime) and value.year >= FIRST_YEAR


def _is_time(value: Any) -> bool:
    return isinstance(value, time) and value.microsecond == 0 and value.tzinfo is None


def _matches(pattern: re.Pattern[str]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def _is_list_of(check: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, tuple) and all(check(each) for each in value)


def _is_id(value: Any) -> bool:
    return value != "" and _is_line(value)


def _is_beside(value: Any) -> bool:
    """Whether a file name stays in the script's folder, on every system."""
    if not _is_id(value) or value[0] in "/\\" or ":" in value:
        return False
    return ".." not in re.split(r"[/\\]", value)


CHECKS: Mapping[str, Callable[[Any], bool]] = MappingProxyType(
    {
        "id": _is_id,
        "party": _is_id,
        "act_ref": _is_id,
        "evidence": _is_id,
        "name": _is_line,
        "person": _is_line,
        "officer": _is_line,
        "text": lambda value: _is_line(value, TEXT_LIMIT),
        "long_text": lambda value: isinstance(value, str) and check_text(value, limit=TEXT_LIMIT) is None,
        "texts": _is_list_of(_is_line),
        "persons": _is_list_of(_is_line),
        "officers": _is_list_of(_is_id),
        "offences": _is_list_of(_is_id),
        "factors": _is_list_of(_is_id),
        "bool": lambda value: isinstance(value, bool),
        "integer": _is_whole,
        "money": _is_money,
        "money_or_unknown": lambda value: value == UNKNOWN or _is_money(value),
        "number_or_unknown": lambda value: value == UNKNOWN or _is_number(value),
        "fraction": lambda value: _is_number(value) and value <= 1,
        "quantity": lambda value: value == "" or _matches(DECIMAL_TEXT)(value),
        "date": _is_day,
        "time": _is_time,
        "form": _matches(FORM_ID),
        "recipient": _matches(RECIPIENT_ID),
        "ruleset": _matches(RULESET_ID),
        "sha256": _matches(SHA256),
        "file": _is_beside,
    }
)


def accepts(kind: FieldType, value: Any) -> bool:
    """Whether a single value (not a list of rows or a table) may stand in this field."""
    if kind.type == "choice":
        return isinstance(value, str) and value in kind.choices
    if kind.type == "kinds":
        return isinstance(value, tuple) and all(isinstance(each, str) and each in kind.choices for each in value)
    return CHECKS[kind.type](value)


@dataclass(frozen=True, slots=True)
class Description:
    """All of `acts.toml`: lists of choices, records, stages, and the acts as they stand there."""

    stages: Mapping[str, str]
    records: Mapping[str, Mapping[str, FieldType]]
    acts: Mapping[str, Mapping[str, Any]]
    choices: Mapping[str, Mapping[str, str]]


def read_description(text: str, file: str) -> Description:
    """The description in `text`; DataError naming `file` and key for anything unknown, missing or of a wrong type."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(file, "", f"不是有效的 TOML：{error}") from error
    only_keys(raw, {"format", "stages", "choices", "record", "act"}, file, "")
    if raw.get("format") != 1:
        raise DataError(file, "format", "应为 1")
    for key in ("stages", "choices", "record", "act"):
        if not isinstance(raw.get(key), dict):
            raise DataError(file, key, "应为一组键与值")
    choices = {name: _labels(table, file, f"choices.{name}") for name, table in raw["choices"].items()}
    stages = _labels(raw["stages"], file, "stages")
    records: dict[str, Mapping[str, FieldType]] = {}
    read = Description(stages, MappingProxyType(records), MappingProxyType(raw["act"]), MappingProxyType(choices))
    for name, table in raw["record"].items():
        records[name] = read_field_types(table, read, file, f"record.{name}")
    return read


def read_field_types(raw: Any, known: Description, file: str, key: str) -> Mapping[str, FieldType]:
    """The fields described by a table; records that they use stand before them. DataError as `read_description`."""
    if not isinstance(raw, dict):
        raise DataError(file, key, "应为一组字段")
    return MappingProxyType({name: _field_type(name, one, known, file, f"{key}.{name}") for name, one in raw.items()})


def _field_type(name: str, raw: Any, known: Description, file: str, key: str) -> FieldType:
    if not isinstance(raw, dict):
        raise DataError(file, key, "应为 { label = …, type = … }")
    only_keys(raw, {"label", "type", "optional", "default", "choices", "record"}, file, key)
    label, kind, optional = raw.get("label"), raw.get("type"), raw.get("optional", False)
    if not isinstance(label, str) or not label:
        raise DataError(file, f"{key}.label", "应为不为空的文字")
    if not isinstance(kind, str) or kind not in EXPECTED:
        raise DataError(file, f"{key}.type", "应为下列之一：" + "、".join(EXPECTED))
    if not isinstance(optional, bool):
        raise DataError(file, f"{key}.optional", "应为 true 或 false")
    choices = _named(raw, "choices", kind in ("choice", "kinds"), known.choices, file, key)
    record = {"record": ROW_RECORDS[kind]} if kind in ROW_RECORDS else raw
    fields = _named(record, "record", kind == "table" or kind in ROW_RECORDS, known.records, file, key)
    made = FieldType(name, label, kind, not optional, raw.get("default"), choices, fields)
    if made.default is not None and (made.required or not accepts(made, made.default)):
        raise DataError(file, f"{key}.default", f"只用于可以不填的字段，应为{made.expected}")
    return made


def _named(
    raw: Mapping[str, Any], key: str, used: bool, known: Mapping[str, Mapping[str, Named]], file: str, at: str
) -> Mapping[str, Named]:
    """What `raw[key]` names among `known`; it stands there exactly where the type uses it."""
    name = raw.get(key)
    if not used and name is None:
        return MappingProxyType({})
    if not used or not isinstance(name, str) or name not in known:
        raise DataError(
            file, f"{at}.{key}", "应为已经列出的名称：" + "、".join(known) if used else "这一类型不用这个键"
        )
    return known[name]


def _labels(raw: Any, file: str, key: str) -> Mapping[str, str]:
    if not isinstance(raw, dict) or not raw:
        raise DataError(file, key, "应为一组编号与名称")
    for name, label in raw.items():
        if not isinstance(label, str) or not label:
            raise DataError(file, f"{key}.{name}", "应为不为空的名称")
    return MappingProxyType(dict(raw))


def only_keys(raw: Mapping[str, Any], known: set[str], file: str, key: str) -> None:
    """Raise DataError for the first key of `raw` that is not among `known`."""
    for name in raw:
        if name not in known:
            raise DataError(file, f"{key}.{name}" if key else name, "没有这个键；可用：" + "、".join(sorted(known)))


@cache
def description() -> Description:
    """The description of this program, read once."""
    file: Path = path("law", "acts.toml")
    return read_description(file.read_text(encoding="utf-8"), file.name)
