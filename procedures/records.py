"""Acts and the records of a case as tables of key and value, in the order of a script, and back.

A table holds what was recorded: a key at its default is left out, so that absent stays absent in every copy.
"""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from types import MappingProxyType
from typing import Any, TypeVar

from procedures.case import Act, Case, Certificate, Conduct, Document, Evidence, Goods, Officer, Party

Record = Party | Officer | Conduct | Goods | Evidence | Document | Certificate
AnyRecord = TypeVar("AnyRecord", Party, Officer, Conduct, Goods, Evidence, Document, Certificate)
RECORD_NAMES: Mapping[type, str] = MappingProxyType(
    {
        Party: "party",
        Officer: "officer",
        Conduct: "conduct",
        Goods: "goods",
        Evidence: "evidence",
        Document: "document",
        Certificate: "certificate",
    }
)
CASE_KEYS = ("title", "number", "cause", "sector", "complex", "public_interest", "constructed")
VIEW_KEYS = ("as_of", "ruleset", "settings")


def table_of(record: Record | Act | Case) -> dict[str, Any]:
    """What a record says, by key; nested records are tables too."""
    table = {}
    for one in fields(record):
        value = getattr(record, one.name)
        if value != _default(one):
            table[one.name] = _plain(value)
    return table


def _default(one: Field[Any]) -> Any:
    return one.default if one.default_factory is MISSING else one.default_factory()


def record_from(kind: type[AnyRecord], table: Mapping[str, Any]) -> AnyRecord:
    """The record that `table_of` made `table` of."""
    if kind is Officer:
        certificates = tuple(Certificate(**row) for row in table.get("certificates", ()))
        return kind(**{**table, "certificates": certificates})
    return kind(**table)


def act_table(act: Act) -> dict[str, Any]:
    """What an act says, by key: its own fields beside the common ones."""
    table = table_of(act)
    own = table.pop("fields", {})
    return {**table, **own}


def act_from(table: Mapping[str, Any], own: Mapping[str, Any]) -> Act:
    """The act that `act_table` made `table` of; `own` are the fields of its kind."""
    common = {name: value for name, value in table.items() if name not in own}
    if "document" in common:
        common["document"] = Document(**common["document"])
    return Act(**common, fields=MappingProxyType({name: table[name] for name in own if name in table}))


def case_table(case: Case, keys: tuple[str, ...]) -> dict[str, Any]:
    """What the head of a case says, of `CASE_KEYS` or `VIEW_KEYS`."""
    table = table_of(case)
    return {key: table[key] for key in keys if key in table}


def _plain(value: Any) -> Any:
    if isinstance(value, Certificate | Document):
        return table_of(value)
    if isinstance(value, tuple):
        return tuple(_plain(each) for each in value)
    return value
