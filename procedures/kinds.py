"""The kinds of act a case file knows, from `resources/law/acts.toml`, and an act as the journal stores it.

One description serves the case script, the journal's payload and the pages that ask for an act.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

from procedures.case import Act
from procedures.field_types import Description, FieldType, Named, accepts, description, only_keys, read_field_types
from procedures.plain import STORED, decode_table, encode_table
from procedures.problems import DataError
from procedures.records import act_from, act_table

Duty = Literal["must", "may", "no"]
Moment = Literal["time", "date"]
DUTIES: Mapping[str, Duty] = MappingProxyType({"must": "must", "may": "may", "no": "no"})
PARTY_DUTIES: Mapping[str, Duty] = MappingProxyType({"must": "must", "may": "may"})
MOMENTS: Mapping[str, Moment] = MappingProxyType({"time": "time", "date": "date"})
KIND_KEYS = {"label", "stage", "party", "ref", "until", "one_of", "field", "beside"}
APPROVED_ON = FieldType("approved_on", "批准日期", "date", required=False)
APPROVED_AT = FieldType("approved_at", "批准时刻", "time", required=False)
LAST_KEYS = ("note", "values", "document")

__all__ = ["ActKind", "FieldType", "accepts", "decode_act", "encode_act", "kinds", "read_kinds", "stages", "value_of"]


@dataclass(frozen=True, slots=True)
class ActKind:
    """A kind of act (办案行为).

    `order` is its place among the steps. In a case of several parties it names one: always (`must`) or where it
    concerns one (`may`). `until` says whether that key holds a time or a date. Of each group in `one_of` exactly one
    key is given. `fields` are its own fields; `keys` are all keys it takes, in the order of a script; `beside` are
    those that a page asks for and the act keeps in its `values`.
    """

    kind: str
    label: str
    order: int
    stage: str
    names_party: Duty
    takes_ref: Duty
    until: Moment
    one_of: tuple[tuple[str, ...], ...]
    fields: Mapping[str, FieldType]
    keys: Mapping[str, FieldType]
    beside: Mapping[str, FieldType]


@cache
def kinds() -> Mapping[str, ActKind]:
    """Every kind of act by its id, in the order of the steps; read once."""
    return read_kinds(description(), "acts.toml")


def stages() -> Mapping[str, str]:
    """The stages that kinds of act belong to, id to Chinese label, in order."""
    return description().stages


def read_kinds(described: Description, file: str) -> Mapping[str, ActKind]:
    """The kinds of act of a description; DataError naming `file` and key for anything unknown, missing or wrong."""
    numbered = enumerate(described.acts.items(), start=1)
    return MappingProxyType({kind: _read_kind(kind, order, raw, described, file) for order, (kind, raw) in numbered})


def value_of(act: Act, name: str) -> Any:
    """A field of the act as recorded, else what an absent one counts as (None: not recorded)."""
    return act.fields[name] if name in act.fields else kinds()[act.kind].fields[name].default


def encode_act(act: Act) -> dict[str, Any]:
    """The act as plain JSON values (see `plain`); DataError for an unknown kind or a field its kind does not have."""
    return encode_table(act_table(act), _kind(act.kind).keys, act.kind)


def decode_act(plain: Mapping[str, Any]) -> Act:
    """The act that `encode_act` made `plain` of; DataError for an unknown, missing or unreadable key."""
    kind = _kind(plain.get("kind", ""))
    if "id" not in plain:
        raise DataError(STORED, f"{kind.kind}.id", "缺少编号")
    return act_from(decode_table(plain, kind.keys, kind.kind), kind.fields)


def _kind(name: str) -> ActKind:
    if name not in kinds():
        raise DataError(STORED, "kind", f"没有“{name}”这种行为；记载可能来自更新版本的程序")
    return kinds()[name]


def _read_kind(kind: str, order: int, raw: Any, described: Description, file: str) -> ActKind:
    key = f"act.{kind}"
    if not isinstance(raw, dict):
        raise DataError(file, key, "应为一组键与值")
    only_keys(raw, KIND_KEYS, file, key)
    label = raw.get("label")
    if not isinstance(label, str) or not label:
        raise DataError(file, f"{key}.label", "应为不为空的文字")
    stage = _one(raw, "stage", "", {name: name for name in described.stages}, file, key)
    ref = _one(raw, "ref", "may", DUTIES, file, key)
    until = _one(raw, "until", "time", MOMENTS, file, key)
    own = _own_fields(raw.get("field", {}), described, file, f"{key}.field")
    keys = _all_keys(described.records["act"], own, ref, until)
    groups = _groups(raw.get("one_of", []), keys, file, f"{key}.one_of")
    beside = read_field_types(raw.get("beside", {}), described, file, f"{key}.beside")
    party = _one(raw, "party", "", PARTY_DUTIES, file, key)
    return ActKind(kind, label, order, stage, party, ref, until, groups, own, keys, beside)


def _one(raw: Mapping[str, Any], name: str, absent: str, known: Mapping[str, Named], file: str, key: str) -> Named:
    value = raw.get(name, absent)
    if not isinstance(value, str) or value not in known:
        raise DataError(file, f"{key}.{name}", "应为下列之一：" + "、".join(known))
    return known[value]


def _own_fields(raw: Any, described: Description, file: str, key: str) -> Mapping[str, FieldType]:
    own = dict(read_field_types(raw, described, file, key))
    for name in own:
        if name in described.records["act"]:
            raise DataError(file, f"{key}.{name}", "与各类行为共有的键同名")
    if "approved_by" in own:
        own |= {"approved_on": APPROVED_ON, "approved_at": APPROVED_AT}
    return MappingProxyType(own)


def _all_keys(
    common: Mapping[str, FieldType], own: Mapping[str, FieldType], ref: Duty, until: Moment
) -> Mapping[str, FieldType]:
    keys = {name: kind for name, kind in common.items() if name not in LAST_KEYS} | dict(own)
    keys.update({name: common[name] for name in LAST_KEYS})
    if until == "date":
        keys["until"] = replace(common["until"], type="date", label="截止日期")
    if ref == "no":
        del keys["ref"]
    else:
        keys["ref"] = replace(common["ref"], required=ref == "must")
    return MappingProxyType(keys)


def _groups(raw: Any, keys: Mapping[str, FieldType], file: str, key: str) -> tuple[tuple[str, ...], ...]:
    listed = isinstance(raw, list) and all(isinstance(group, list) and group for group in raw)
    if not listed or not all(name in keys for group in raw for name in group):
        raise DataError(file, key, '应为这一行为的键的分组，如 [["days", "until"]]')
    return tuple(tuple(group) for group in raw)
