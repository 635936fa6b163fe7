"""Writes a case as a case script, laid out as by hand; `procedures.script` reads it back without loss."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import PurePath
from typing import Any

import tomli_w

from procedures.case import Act, Case, Officer
from procedures.field_types import DECIMAL_TEXT, FieldType, description
from procedures.kinds import kinds
from procedures.records import CASE_KEYS, VIEW_KEYS, Record, act_table, case_table, table_of
from procedures.script import FORMAT

LINE_LENGTH = 100
FEN_EXPONENT = -2
FILES = ".evidence"
RECORDS = {"party": "parties", "conduct": "conducts", "goods": "goods", "evidence": "evidence"}


def write_script(case: Case) -> str:
    """The case as TOML text in a stable order; amounts in yuan with two decimals, what was not recorded left out."""
    records = description().records
    view = {"as_of": None, "ruleset": case.ruleset} | case_table(case, VIEW_KEYS)
    settings = view.pop("settings", {})
    top = {key: value for key, value in view.items() if value is not None}
    parts = [_block("", {"format": FORMAT, **top})]
    parts += [_block("[settings]", _written(settings, records["settings"]))] if settings else []
    head = case_table(case, CASE_KEYS)
    parts += [_block("[case]", _written(head, records["case"]))] if head else []
    parts += [_block("[[officer]]", _officer(officer)) for officer in case.officers]
    for name, rows in RECORDS.items():
        parts += [_block(f"[[{name}]]", _record(row, records[name])) for row in getattr(case, rows)]
    parts += [_block("[[act]]", _act(act, number)) for number, act in enumerate(case.acts, start=1)]
    parts += [tomli_w.dumps({"expect": case.expect})] if case.expect else []
    return "\n".join(parts)


def evidence_folder(script: str) -> str:
    """The folder beside a script in which its evidence files are written; it bears the script's name."""
    return PurePath(script).stem + FILES


def with_files_in(case: Case, folder: str) -> Case:
    """The case whose evidence files lie in a folder beside its script."""
    placed = (replace(one, file=f"{folder}/{one.file}") if one.file and one.sha256 else one for one in case.evidence)
    return replace(case, evidence=tuple(placed))


def with_files_out_of(case: Case, folder: str) -> Case:
    """The case that `with_files_in` was given."""
    named = (replace(one, file=one.file.removeprefix(f"{folder}/")) for one in case.evidence)
    return replace(case, evidence=tuple(named))


def _officer(officer: Officer) -> dict[str, Any]:
    """One certificate stands in three keys, any other number in a list."""
    table: dict[str, Any] = {"id": officer.id, "name": officer.name}
    if len(officer.certificates) != 1:
        return {**table, "certificates": [table_of(each) for each in officer.certificates]}
    only = officer.certificates[0]
    return {**table, "certificate": only.no, "valid_from": only.valid_from, "valid_until": only.valid_until}


def _record(record: Record, fields: Mapping[str, FieldType]) -> dict[str, Any]:
    return _written(table_of(record), fields)


def _act(act: Act, number: int) -> dict[str, Any]:
    """An act; the id that its place gives it anyway is left out."""
    table = _written(act_table(act), kinds()[act.kind].keys)
    if act.id == f"act-{number}":
        del table["id"]
    return table


def _written(table: Mapping[str, Any], fields: Mapping[str, FieldType]) -> dict[str, Any]:
    """The table with the values that a script has, in the fields' order."""
    return {name: _value(table[name], kind) for name, kind in fields.items() if name in table}


def _value(value: Any, kind: FieldType) -> Any:
    if kind.type == "values":
        return value
    if isinstance(value, Mapping):
        return _written(value, kind.fields)
    if kind.type == "items":
        return [row["name"] if list(row) == ["name"] else _written(row, kind.fields) for row in value]
    if isinstance(value, tuple):
        return [_value(each, kind) for each in value]
    if kind.type in ("money", "money_or_unknown") and isinstance(value, int):
        return Decimal(value).scaleb(FEN_EXPONENT)
    if kind.type == "quantity" and DECIMAL_TEXT.fullmatch(value):
        return Decimal(value) if "." in value else int(value)
    return value


def _block(header: str, table: Mapping[str, Any]) -> str:
    """A table with one key a line and a line break at its end."""
    lines = [header] if header else []
    return "\n".join([*lines, *(f"{_key(name)} = {_literal(value, top=True)}" for name, value in table.items())]) + "\n"


def _literal(value: Any, top: bool = False) -> str:
    """A value on one line; on a line of its own (`top`) a text of several lines or a long list is broken."""
    if isinstance(value, Mapping):
        pairs = [f"{_key(name)} = {_literal(each)}" for name, each in value.items() if each is not None]
        return "{ " + ", ".join(pairs) + " }" if pairs else "{}"
    if isinstance(value, list | tuple):
        return _list([_literal(each) for each in value], top)
    return tomli_w.dumps({"x": value}, multiline_strings=top).removeprefix("x = ").removesuffix("\n")


def _list(literals: Sequence[str], top: bool) -> str:
    one_line = "[" + ", ".join(literals) + "]"
    if not top or len(one_line) <= LINE_LENGTH:
        return one_line
    return "[\n" + "".join(f"    {literal},\n" for literal in literals) + "]"


def _key(name: str) -> str:
    return tomli_w.dumps({name: 0}).removesuffix(" = 0\n")
