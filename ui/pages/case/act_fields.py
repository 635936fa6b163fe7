"""The fields of an act kind as the page generator takes them, and the values of a page back as an act."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from types import MappingProxyType
from typing import Any

from forms.derived_records import form_titles
from forms.kinds import Choice, Column
from procedures.case import Act, Case
from procedures.field_types import FieldType, accepts
from procedures.kinds import ActKind, decode_act, encode_act
from procedures.problems import DataError, Problem
from ui.pages.case.opened import OpenedCase
from ui.pages.case.words import act_label
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
        "officers": "officers",
        "person": "person",
        "party": "party",
        "form": "choice",
        "recipient": "choice",
        "officer": "choice",
        "act_ref": "choice",
        "items": "items",
        "instalments": "items",
        "fines": "items",
    }
)
LISTED = frozenset({"persons", "offences"})
# Types whose description says how "no record" is written: an empty one may stand there.
MAY_BE_EMPTY: Mapping[str, Any] = MappingProxyType(
    {"person": "", "officer": "", "persons": (), "officers": (), "items": ()}
)
WIDTHS: Mapping[str, int] = MappingProxyType(
    {"money": 4, "integer": 4, "date": 4, "time": 4, "boolean": 4, "choice": 6, "person": 6, "party": 6}
)
COMMON_LAST = ("note",)
LEFT_OUT = frozenset({"id", "kind", "values", "document"})


@dataclass(frozen=True, slots=True)
class ActField:
    """One field of an act, with what `FieldLike` asks for."""

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


def act_fields(kind: ActKind, opened: OpenedCase, hidden: frozenset[str] = frozenset()) -> tuple[FieldLike, ...]:
    """The fields of a page that asks for an act: its day first, its own fields, who did it, the note."""
    named = dict(kind.keys)
    left_out = LEFT_OUT | hidden | ({"party"} if len(opened.case.parties) < 2 else frozenset())
    first = [name for name in ("on", "at", "until", "party") if name in named]
    last = [name for name in ("officers", "ref", "approved_on", "approved_at", *COMMON_LAST) if name in named]
    own = [name for name in named if name not in first and name not in last]
    return tuple(_field(named[name], opened) for name in (*first, *own, *last) if name not in left_out)


def _field(field: FieldType, opened: OpenedCase) -> ActField:
    kind = KINDS.get(field.type, "text")
    choices = tuple(_choices(field, opened))
    limit = {"name": 200, "person": 200}.get(field.type, 0)
    help_ = "几项之间用顿号隔开" if field.type in LISTED else ""
    width = WIDTHS.get(kind, 12)
    if kind == "text" and field.type == "name":
        width = 6
    return ActField(field.name, field.label, kind, field.required, choices, _columns(field), "", width, help_, limit)


def _columns(field: FieldType) -> tuple[Column, ...]:
    if KINDS.get(field.type) != "items":
        return ()
    return tuple(
        Column(each.name, each.label, each.type if each.type in ("money", "date") else "text", 0, each.required)
        for each in field.fields.values()
    )


def _choices(field: FieldType, opened: OpenedCase) -> Iterator[Choice]:
    """What a choice offers: the list of the field, or what the case and the rules know."""
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
    elif field.type == "act_ref":
        yield from (Choice(act.id, f"{act.on} {act_label(act)}") for act in reversed(opened.case.live_acts()))


@dataclass(frozen=True, slots=True)
class Read:
    """What a page says: the act where it can be recorded, and what stands in the way of that."""

    act: Act | None
    problems: tuple[Problem, ...]


def read_act(kind: ActKind, values: Mapping[str, Any], asked: Mapping[str, FieldType], base: Act, today: date) -> Read:
    """The act that a page's values tell, on top of `base`; `asked` are the fields of the page."""
    told: dict[str, Any] = {}
    problems: list[Problem] = []
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
    act = _assembled(kind, told, base, frozenset(asked))
    try:
        return Read(decode_act(encode_act(replace(act, id=act.id or "new"))) and act, ())
    except DataError as error:
        return Read(None, (Problem(f"{error.key}：{error.expected}", where=error.key.rpartition(".")[2]),))


def missing_reminders(act: Act, asked: Mapping[str, FieldType]) -> tuple[Problem, ...]:
    """What may stay empty and is worth a look."""
    return tuple(
        Problem(f"没有记录{field.label}", "", "现在知道的，补填；确实没有的，可以空着", name, "formal")
        for name, field in asked.items()
        if field.required and field.type in MAY_BE_EMPTY and act.get(name) in ("", ())
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
    if KINDS.get(field.type) == "items":
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
    if KINDS.get(field.type) == "items":
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


def only_party(case: Case) -> str:
    """The party that an act concerns without being asked: the only one of the case."""
    return case.parties[0].id if len(case.parties) == 1 else ""
