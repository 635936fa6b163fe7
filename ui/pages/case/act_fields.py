"""The fields of an act kind as the page generator takes them, and the values of a page back as an act."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from types import MappingProxyType
from typing import Any

from forms.derived_records import form_titles
from forms.kinds import Choice, Column
from forms.schema import FormField
from procedures.account import ALL, PURPOSE_WORDS
from procedures.attempts import REASON, UNKNOWN, WHEREABOUTS
from procedures.case import Act
from procedures.discretion.told import GRADE
from procedures.field_types import FieldType, accepts
from procedures.goods_lines import CONFISCATED_ITEMS, ITEM_DISPOSALS, KEEP_PLACE
from procedures.goods_stock import SURRENDER
from procedures.kinds import ActKind, decode_act, encode_act
from procedures.problems import DataError, Problem
from ui.pages.case.act_refs import choices as ref_choices
from ui.pages.case.act_words import NOTES
from ui.pages.case.filling import Filling
from ui.pages.case.known_money import TOWARDS, open_together
from ui.pages.case.penalty_fields import (
    DISCRETION,
    FINE,
    GROUNDS,
    MULTIPLE,
    WORKED_OUT,
    discretion_choices,
)
from ui.pages.case.words import act_label, offence_words
from ui.widgets.field_editors import FieldLike

BETWEEN = re.compile(r"[、,，;；\s]+")
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "long_text": "long_text",
        "bool": "boolean",
        "integer": "integer",
        "money": "money",
        "date": "date",
        "time": "time",
        "choice": "choice",
        "kinds": "choices",
        "offences": "choices",
        "factors": "choices",
        "officers": "officers",
        "person": "person",
        "party": "party",
        "form": "choice",
        "recipient": "choice",
        "officer": "choice",
        "act_ref": "choice",
        "items": "items",
        "instalments": "instalments",
        "fines": "rows",
        "attempts": "rows",
        "checks": "rows",
        "speeches": "rows",
        "evidence": "choice",
    }
)
ROWS = frozenset({"items", "instalments", "rows"})
LISTED = frozenset({"persons"})
# Kept beside the fields by the pages that make them: scans and packages by digest, lists of evidence.
ASKED_ELSEWHERE = frozenset({"sha256", "texts"})
# Types whose description says how "no record" is written: an empty one may stand there.
MAY_BE_EMPTY: Mapping[str, Any] = MappingProxyType(
    {"person": "", "officer": "", "persons": (), "officers": (), "items": ()}
)
WIDTHS: Mapping[str, int] = MappingProxyType(
    {"money": 4, "integer": 4, "date": 4, "time": 4, "boolean": 4, "choice": 6, "person": 4, "party": 6}
)
ATTEMPT_WIDTHS: Mapping[str, int] = MappingProxyType(
    {"on": 6, "at": 3, "way": 4, "place": 5, "result": 7, "evidence": 5}
)
SPEECH_WIDTHS: Mapping[str, int] = MappingProxyType({"person": 3, "post": 3, "view": 8, "vote": 3})
# Wide and narrow columns of rows of goods; a column that is not named takes what its kind needs.
COLUMN_WIDTHS: Mapping[str, int] = MappingProxyType(
    {
        "name": 4,
        "quantity": 2,
        "unit": 1,
        "spec": 2,
        "batch": 3,
        "maker": 3,
        "unit_price": 2,
        **ATTEMPT_WIDTHS,
        **SPEECH_WIDTHS,
    }
)
COLUMN_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "money": "money",
        "date": "date",
        "time": "time",
        "id": "choice",
        "choice": "choice",
        "evidence": "choice",
        "long_text": "long_text",
    }
)
# Asked only once another field says so.
ASKED_WHEN: Mapping[str, tuple[str, str]] = MappingProxyType({WHEREABOUTS: (REASON, UNKNOWN)})
APPROVAL = ("approved_by", "approved_on", "approved_at")
COMMON_LAST = ("note",)
LEFT_OUT = frozenset({"id", "kind", "values", "document"})
APPROVED, OTHER = "批准", "其他"
OUTSIDE_NUMBER = "outside_number"
# What is kept beside the fields comes first where a field follows from it.
BESIDE_FIRST = frozenset({"fine_paid", "preservation_decided"})
# What later papers and the goods ledger read from an act beside its own fields; asked for as its papers ask.
SHARED = (CONFISCATED_ITEMS, ITEM_DISPOSALS, KEEP_PLACE)


@dataclass(frozen=True, slots=True)
class ActField:
    """One field of an act, with what `FieldLike` asks for; `beside` means that it is kept in the act's `values`."""

    key: str
    label: str
    kind: str
    required: bool = False
    choices: tuple[Choice, ...] = ()
    columns: tuple[Column, ...] = ()
    section: str = ""
    width: int = 12
    help: str = ""
    limit: int = 0
    fact: str = ""
    derived: bool = False
    beside: bool = False


def outside_field(now: Filling) -> ActField | None:
    """The number of a paper that was made before it came into the program, for kinds whose papers are numbered."""
    forms = now.opened.session.forms.forms_of(now.kind.kind, now.today)
    if not any(form.number for form in forms) or now.kind.kind == "on_the_spot_decision":
        return None
    help_ = "文书在本程序以外制作的，填它的文号；由本程序制作的不填，签发时编号"
    return ActField(OUTSIDE_NUMBER, "案外制作的文书的文号", "text", section=OTHER, width=12, help=help_, limit=60)


def act_fields(now: Filling, hidden: frozenset[str] = frozenset()) -> tuple[ActField, ...]:
    """The fields of a page that asks for an act: its day first, its own fields, its approval, who did it, the note."""
    named = dict(now.kind.keys)
    first = [name for name in ("on", "at", "until", "party", "ref") if name in named]
    last = [name for name in ("officers", *COMMON_LAST) if name in named]
    approval = [name for name in APPROVAL if name in named]
    own = [name for name in named if name not in first and name not in last and name not in approval]
    left_out = LEFT_OUT | hidden
    asked = [_field(named[name], now, "") for name in first if name not in left_out]
    told = [_field(named[name], now, "") for name in own if name not in left_out]
    beside = [field for field in _beside(now) if field.key not in hidden]
    asked += [*beside, *told] if now.kind.kind in BESIDE_FIRST else _with_beside(told, beside)
    closing = [(name, APPROVED) for name in approval] + [(name, OTHER if approval else "") for name in last]
    asked += [_field(named[name], now, section) for name, section in closing if name not in left_out]
    return tuple(asked)


def _with_beside(told: Sequence[ActField], beside: Sequence[ActField]) -> list[ActField]:
    """What is kept beside the fields behind them; how a fine is worked out stands before it, why at the end."""
    before = [field for field in beside if field.key in WORKED_OUT]
    place = next((number for number, field in enumerate(told) if field.key == FINE), len(told)) if before else len(told)
    grounds = [replace(field, section=DISCRETION) for field in beside if field.key in GROUNDS]
    others = [field for field in beside if field.key not in (*WORKED_OUT, *GROUNDS)]
    return [*told[:place], *before, *told[place:], *others, *grounds]


def _beside(now: Filling) -> Iterator[ActField]:
    """What is kept with the act for its papers: as their fields ask for it, and what a payment is for."""
    if now.kind.kind == "fine_paid":
        both = open_together(now)
        heads = tuple(Choice(head, words) for head, words in PURPOSE_WORDS.items() if head != ALL or both)
        yield ActField(TOWARDS, "缴纳的款项", "choice", required=True, choices=heads, width=6, beside=True)
    if now.kind.kind == SURRENDER:
        yield ActField(KEEP_PLACE, "存放地点", "text", limit=200, beside=True)
    asked = (each for each in now.kind.beside.values() if each.type not in ASKED_ELSEWHERE)
    yield from (replace(_field(each, now, ""), beside=True) for each in asked)
    found: dict[str, FormField] = {}
    for form in now.opened.session.forms.forms_of(now.kind.kind, now.today):
        for field in form.fields:
            if field.own and field.key in SHARED and field.key not in found:
                found[field.key] = field
    for key, field in found.items():
        yield ActField(
            key,
            field.label,
            field.kind,
            False,
            field.choices,
            field.columns,
            "",
            12,
            field.help,
            field.limit,
            beside=True,
        )


def _field(field: FieldType, now: Filling, section: str) -> ActField:
    kind = "choice" if field.name == GRADE else KINDS.get(field.type, "text")
    choices = tuple(_choices(field, now))
    limit = {"name": 200, "person": 200}.get(field.type, 0)
    help_ = "几项之间用顿号隔开" if field.type in LISTED else ""
    width = WIDTHS.get(kind, 12)
    if kind == "text" and field.type == "name":
        width = 4 if field.name in MULTIPLE else 6
    label = NOTES.get(now.kind.kind, field.label) if field.name == "note" else field.label
    return ActField(
        field.name, label, kind, field.required, choices, _columns(field, now), section, width, help_, limit
    )


def _columns(field: FieldType, now: Filling) -> tuple[Column, ...]:
    if KINDS.get(field.type) not in ROWS:
        return ()
    return tuple(_column(each, now) for each in field.fields.values())


def _column(field: FieldType, now: Filling) -> Column:
    kind = COLUMN_KINDS.get(field.type, "text")
    choices = _offence_choices(now) if field.type == "id" else tuple(_choices(field, now))
    return Column(field.name, field.label, kind, COLUMN_WIDTHS.get(field.name, 0), field.required, choices)


def _offence_choices(now: Filling) -> tuple[Choice, ...]:
    return tuple(Choice(each, offence_words(each)) for each in now.offences())


def _choices(field: FieldType, now: Filling) -> Iterator[Choice]:
    """What a choice offers: the list of the field, or what the case and the rules know."""
    opened = now.opened
    yield from (Choice(value, label) for value, label in field.choices.items())
    if field.type == "form":
        issued = [paper.form for paper in opened.papers if paper.cancelled_on is None]
        for form_id in dict.fromkeys([*reversed(issued), *form_titles()]):
            yield Choice(form_id, form_titles().get(form_id, form_id))
    elif field.type == "recipient":
        known = opened.session.rulebook.recipients
        yield from (Choice(each, known[each].name) for each in opened.session.rulebook.recipients_on(opened.today))
    elif field.type == "officer":
        yield from (Choice(officer.id, officer.name) for officer in opened.case.officers)
    elif field.type == "evidence":
        yield from (Choice(each.id, each.name) for each in opened.case.evidence)
    elif field.type == "offences":
        yield from _offence_choices(now)
    elif field.name in GROUNDS:
        yield from discretion_choices(field.name, now)
    elif field.name == "ref":
        yield from ref_choices(now)
    elif field.type == "act_ref":
        yield from (Choice(act.id, f"{act.on} {act_label(act)}") for act in reversed(opened.case.live_acts()))


@dataclass(frozen=True, slots=True)
class Read:
    """What a page says: the act where it can be recorded, and what stands in the way of that."""

    act: Act | None
    problems: tuple[Problem, ...]


def read_act(kind: ActKind, values: Mapping[str, Any], fields: Sequence[ActField], base: Act, today: date) -> Read:
    """The act that a page's values tell, on top of `base`; `fields` are the fields of the page."""
    asked = {field.key: kind.keys[field.key] for field in fields if not field.beside}
    told: dict[str, Any] = {}
    problems = [_lacking(field) for field in fields if field.beside and field.required and not values.get(field.key)]
    problems += filter(None, (_row_problem(kind.beside[key], rows) for key, rows in _rows_beside(kind, values)))
    for name, field in asked.items():
        value = _stored(field, values.get(name))
        problem = _problem(field, value, today)
        if problem is not None:
            problems.append(problem)
        elif value is None and field.required and field.type in MAY_BE_EMPTY:
            told[name] = MAY_BE_EMPTY[field.type]
        elif value is not None:
            told[name] = value
    for group in kind.one_of:
        if sum(name in told for name in group) != 1:
            labels = "、".join(kind.keys[name].label for name in group)
            problems.append(Problem(f"{labels}应当只填一项" if len(group) > 1 else f"没有填{labels}", where=group[-1]))
    if problems:
        return Read(None, tuple(problems))
    beside = {field.key: values.get(field.key) for field in fields if field.beside}
    act = _with_values(_assembled(kind, told, base, frozenset(asked)), beside)
    try:
        return Read(decode_act(encode_act(replace(act, id=act.id or "new"))) and act, ())
    except DataError as error:
        return Read(None, (Problem(f"{error.key}：{error.expected}", where=error.key.rpartition(".")[2]),))


def _rows_beside(kind: ActKind, values: Mapping[str, Any]) -> Iterator[tuple[str, tuple[Mapping[str, Any], ...]]]:
    """The rows that are kept beside the fields, without their empty cells."""
    for key, field in kind.beside.items():
        if KINDS.get(field.type) in ROWS:
            yield key, tuple(_row(row, field) for row in values.get(key) or ())


def is_asked_for(key: str, values: Mapping[str, Any]) -> bool:
    """Whether a field is asked for, given what the others say."""
    other, value = ASKED_WHEN.get(key, ("", ""))
    return not other or values.get(other) == value


def _lacking(field: FieldLike) -> Problem:
    return Problem(f"没有填{field.label}", remedy="补填这一项", where=field.key)


def _with_values(act: Act, beside: Mapping[str, Any]) -> Act:
    """The act with what is kept beside its fields; what is empty is not kept."""
    if not beside:
        return act
    kept = {key: value for key, value in act.values.items() if key not in beside}
    told = {key: _plain(value) for key, value in beside.items() if value not in (None, "", ())}
    return replace(act, values=MappingProxyType(kept | told))


def _plain(value: Any) -> Any:
    """Rows without their empty cells; anything else as it is."""
    if not isinstance(value, tuple):
        return value
    return tuple(_filled_cells(row) if isinstance(row, Mapping) else row for row in value)


def _filled_cells(row: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: each for name, each in row.items() if each not in (None, "")}


def missing_reminders(kind: ActKind, act: Act, fields: Sequence[ActField]) -> tuple[Problem, ...]:
    """What may stay empty and is worth a look."""
    asked = [kind.keys[field.key] for field in fields if not field.beside]
    return tuple(
        Problem(f"没有记录{field.label}", "", "现在知道的，补填；确实没有的，可以空着", field.name, "formal")
        for field in asked
        if field.required and field.type in MAY_BE_EMPTY and act.get(field.name) in ("", ())
    )


def _assembled(kind: ActKind, told: dict[str, Any], base: Act, asked: frozenset[str]) -> Act:
    own = {name: value for name, value in base.fields.items() if name not in asked}
    own |= {name: value for name, value in told.items() if name in kind.fields}
    common = {name: value for name, value in told.items() if name not in kind.fields}
    if "at" in asked and "at" not in common:
        common["at"] = None
    ordered = {name: own[name] for name in kind.fields if name in own}
    return replace(base, **common, fields=MappingProxyType(ordered))


def _stored(field: FieldType, value: Any) -> Any:
    """A page's value in the type of the record; None where nothing is entered."""
    if value is None or value == "" or value == ():
        return None
    if field.type == "officers":
        return tuple(row["id"] for row in value)
    if field.type in LISTED:
        return tuple(part for part in BETWEEN.split(value) if part)
    if KINDS.get(field.type) in ROWS:
        return tuple(_row(row, field) for row in value)
    return value


def _row(row: Mapping[str, Any], field: FieldType) -> Mapping[str, Any]:
    return {name: row[name] for name in field.fields if row.get(name) not in (None, "")}


def _problem(field: FieldType, value: Any, today: date) -> Problem | None:
    if value is None:
        if field.required and field.type not in MAY_BE_EMPTY:
            return Problem(f"没有填{field.label}", remedy="补填这一项", where=field.name)
        return None
    if field.name == "on" and isinstance(value, date) and value > today:
        return Problem("这一天还没有到", remedy="只记载已经发生的事", where="on")
    if KINDS.get(field.type) in ROWS:
        return _row_problem(field, value)
    moment = date if field.type == "date" else time
    fits = isinstance(value, moment) if field.name == "until" else accepts(field, value)
    return None if fits else Problem(f"{field.label}应为{field.expected}", where=field.name)


def _row_problem(field: FieldType, rows: tuple[Mapping[str, Any], ...]) -> Problem | None:
    for number, row in enumerate(rows, 1):
        for name, each in field.fields.items():
            lacking = each.required and name not in row
            if lacking or (name in row and not accepts(each, row[name])):
                return Problem(f"第 {number} 行的{each.label}应为{each.expected}", where=field.name)
    return None
