"""Reads a case script, the product's text interface: one case as a TOML file, taken whole or refused.

History is never refused for breaking the law: a script is refused only for what can't be read as a case.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from types import MappingProxyType
from typing import Any

from procedures.case import Act, Case, Conduct, Evidence, Goods, Officer, Party
from procedures.field_types import description
from procedures.identity import credit_code_problem, identity_problem
from procedures.kinds import ActKind, kinds
from procedures.problems import Problem
from procedures.records import VIEW_KEYS, AnyRecord, act_from, record_from
from procedures.script_values import Place, ScriptError, nearest, read_rows, read_table, refuse_unknown, shown

FORMAT = 1
TOP_KEYS = dict.fromkeys(
    ("format", *VIEW_KEYS, "case", "officer", "party", "conduct", "goods", "evidence", "act", "expect")
)
SINGLE_CERTIFICATE = {"certificate": "no", "valid_from": "valid_from", "valid_until": "valid_until"}

__all__ = ["ScriptError", "read_script", "read_script_file", "script_warnings"]


def read_script_file(file: Path) -> Case:
    """The case in a script file (UTF-8); ScriptError names file, key and what was expected."""
    try:
        return read_script(file.read_bytes().decode("utf-8"), file.name)
    except OSError as error:
        raise ScriptError(file.name, "", f"读不了这个文件（{error.strerror}）；请检查文件是否存在、能否打开") from error
    except UnicodeDecodeError as error:
        raise ScriptError(file.name, "", f"第 {error.start + 1} 个字节起不是 UTF-8；请以 UTF-8 编码保存") from error


def read_script(text: str, name: str) -> Case:
    """The case in the text of a script; `name` is the file that ScriptError names beside key and what was expected."""
    place = Place(name)
    raw = _parse(text.removeprefix("\ufeff"), place)
    form = raw.get("format")
    if type(form) is not int or form != FORMAT:
        raise place.at("format").refuse(
            f"应为 {FORMAT}" + (f"，现为{shown(form)}" if "format" in raw else "，缺少这个键")
        )
    refuse_unknown(raw, TOP_KEYS, place)
    records = description().records
    view = read_table({key: raw[key] for key in VIEW_KEYS if key in raw}, records["view"], place)
    head = read_table(raw.get("case", {}), records["case"], place.at("case"))
    case = Case(
        **view,
        **head,
        officers=_officers(raw, place),
        parties=_records(Party, "party", raw, place),
        conducts=_records(Conduct, "conduct", raw, place),
        goods=_records(Goods, "goods", raw, place),
        evidence=_records(Evidence, "evidence", raw, place),
        acts=_acts(raw, place),
        expect=_expect(raw, place),
    )
    _check_references(case, place)
    return case


def script_warnings(case: Case) -> tuple[Problem, ...]:
    """What is odd in a case and no reason to refuse it: check digits, and fines that don't add up."""
    found: list[Problem] = []
    for party in case.parties:
        identity = identity_problem(party.identity_no, party.born_on)
        credit = credit_code_problem(party.credit_code)
        found += [replace(identity, where=f"party.{party.id}.identity_no")] if identity else []
        found += [replace(credit, where=f"party.{party.id}.credit_code")] if credit else []
    return (*found, *(problem for act in case.acts if (problem := _fines_problem(act)) is not None))


def _fines_problem(act: Act) -> Problem | None:
    fines = act.get("fines", ())
    total = sum(row["amount"] for row in fines)
    if not fines or total == act.get("fine"):
        return None
    remedy = "对照文书更正 fine 或者 fines"
    return Problem("各违法行为的罚款相加不等于罚款总额", remedy=remedy, where=f"{act.id}.fines", severity="formal")


def _parse(text: str, place: Place) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text, parse_float=_decimal)
    except RecursionError as error:
        raise place.refuse("嵌套太深；请按案卷脚本的格式书写") from error
    except ValueError as error:
        raise place.refuse(f"不是有效的 TOML，请改正所指的行：{error}") from error


def _decimal(text: str) -> Decimal:
    """A TOML float, exact; NaN, which every check refuses, where its exponent is beyond all reckoning."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal("NaN")


def _expect(raw: Mapping[str, Any], place: Place) -> Mapping[str, Any]:
    expect = raw.get("expect", {})
    if not isinstance(expect, dict):
        raise place.at("expect").refuse(f"应为一组键与值，现为{shown(expect)}")
    return MappingProxyType(expect)


def _records(kind: type[AnyRecord], name: str, raw: Mapping[str, Any], place: Place) -> tuple[AnyRecord, ...]:
    fields = description().records[name]
    rows = read_rows(raw.get(name, []), place.at(name))
    made = [(record_from(kind, read_table(row, fields, at)), at) for row, at in rows]
    if "id" in fields:
        _refuse_twice(((getattr(record, "id", ""), at) for record, at in made), "编号")
    return tuple(record for record, _ in made)


def _refuse_twice(ids: Iterable[tuple[str, Place]], label: str) -> None:
    first: dict[str, str] = {}
    for one, place in ids:
        if one in first:
            raise place.at("id").refuse(f"{label}“{one}”已经用于 {first[one]}；每个编号只能用一次，请改用别的编号")
        first[one] = place.key


def _officers(raw: Mapping[str, Any], place: Place) -> tuple[Officer, ...]:
    rows = read_rows(raw.get("officer", []), place.at("officer"))
    made = [(record_from(Officer, _officer_table(row, at)), at) for row, at in rows]
    _refuse_twice(((officer.id, at) for officer, at in made), "执法人员编号")
    return tuple(officer for officer, _ in made)


def _officer_table(row: Any, place: Place) -> dict[str, Any]:
    """An officer with the certificates as a list, also where the script gives a single one in three keys."""
    fields = description().records["officer"]
    if isinstance(row, dict) and "certificates" in row:
        also = next((key for key in SINGLE_CERTIFICATE if key in row), None)
        if also:
            raise place.at(also).refuse("已经写了 certificates，不再写 certificate、valid_from、valid_until")
        return read_table(row, fields, place)
    single = {key: fields["certificates"].fields[name] for key, name in SINGLE_CERTIFICATE.items()}
    table = read_table(row, {"id": fields["id"], "name": fields["name"], **single}, place)
    single_row = {name: table.pop(key) for key, name in SINGLE_CERTIFICATE.items()}
    return {**table, "certificates": (single_row,)}


def _acts(raw: Mapping[str, Any], place: Place) -> tuple[Act, ...]:
    rows = read_rows(raw.get("act", []), place.at("act"))
    made = [(_act(row, number, at), at) for number, (row, at) in enumerate(rows, start=1)]
    _refuse_twice(((act.id, at) for act, at in made), "行为编号")
    return tuple(act for act, _ in made)


def _act(row: Any, number: int, place: Place) -> Act:
    kind = _kind_of(row, place)
    table = read_table(row, kind.keys, _about(place, kind))
    for group in kind.one_of:
        given = [name for name in group if name in table]
        if len(given) != 1:
            names = " 与 ".join(group)
            told = (
                f"{names} 只能写其中一个" if given else f"缺少 {names}" + ("，应写其中一个" if len(group) > 1 else "")
            )
            expected = "；".join(f"{name} 应为{kind.keys[name].expected}" for name in group)
            raise _about(place, kind).at(group[-1]).refuse(f"{told}：{expected}")
    return act_from({"id": f"act-{number}", **table}, kind.fields)


def _kind_of(row: Any, place: Place) -> ActKind:
    if not isinstance(row, dict):
        raise place.refuse(f"应为一组键与值，写成 [[act]]，现为{shown(row)}")
    name = row.get("kind")
    if isinstance(name, str) and name in kinds():
        return kinds()[name]
    if "kind" not in row:
        raise place.at("kind").refuse('缺少必填的“行为”，应为行为的种类，如 "decision_made"')
    if isinstance(name, str):
        raise place.at("kind").refuse(f"没有“{name}”这种行为，{nearest(name, kinds())}")
    raise place.at("kind").refuse(f'应为行为的种类，如 "decision_made"，现为{shown(name)}')


def _about(place: Place, kind: ActKind) -> Place:
    return replace(place, about=f"{kind.label}（{kind.kind}）")


def _check_references(case: Case, place: Place) -> None:
    """Every party, officer and act that is named exists, and where there are several parties one is named."""
    parties = {party.id: party.name for party in case.parties}
    for number, conduct in enumerate(case.conducts, start=1):
        _refuse_stranger(conduct.party, parties, "当事人", place.at("conduct").row(number).at("party"))
    known = {
        "party": parties,
        "officer": {officer.id: officer.name for officer in case.officers},
        "act_ref": {act.id: act.kind for act in case.acts},
    }
    for number, act in enumerate(case.acts, start=1):
        kind = kinds()[act.kind]
        at = _about(place.at("act").row(number), kind)
        _check_act(act, kind, known, at)
        if len(parties) > 1 and kind.names_party == "must" and not act.party:
            raise at.at("party").refuse("案件有几名当事人，应写明这一行为针对哪一名：" + "、".join(parties))


def _check_act(act: Act, kind: ActKind, known: Mapping[str, Mapping[str, str]], place: Place) -> None:
    if act.party:
        _refuse_stranger(act.party, known["party"], "当事人", place.at("party"))
    for officer in act.officers:
        _refuse_stranger(officer, known["officer"], "执法人员", place.at("officers"))
    others = {one: name for one, name in known["act_ref"].items() if one != act.id}
    if act.ref:
        _refuse_stranger(act.ref, others, "行为", place.at("ref"))
    for name, field in kind.fields.items():
        value = act.get(name)
        if value and field.type == "officer":
            _refuse_stranger(value, known["officer"], "执法人员", place.at(name))
        elif value and field.type == "act_ref":
            _refuse_stranger(value, others, "行为", place.at(name))


def _refuse_stranger(one: str, known: Mapping[str, str], label: str, place: Place) -> None:
    if one not in known:
        listed = "可用的编号：" + "、".join(known) if known else f"文件里没有别的{label}"
        raise place.refuse(f"没有编号为“{one}”的{label}；{listed}")
