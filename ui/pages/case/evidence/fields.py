"""The fields that are asked of a piece of evidence, and a piece with what was typed. Free of Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from forms.kinds import Choice
from procedures.case import Evidence
from procedures.field_types import NAME_LIMIT, description
from procedures.problems import Problem
from ui.pages.case.act_fields import KINDS, ActField

# key → width in twelfths, in the order of the page
ASKED: Mapping[str, int] = {
    "kind": 12,
    "name": 12,
    "proves": 12,
    "made_on": 6,
    "copies": 3,
    "pages": 3,
    "maker": 12,
    "place": 12,
    "original_at": 12,
    "note": 12,
}
HELP: Mapping[str, str] = {
    "maker": "两名执法人员用顿号隔开",
    "original_at": "复印件、照片写明原件、原物存放在哪里",
}
OWN = frozenset({"name"})  # what each piece has for itself, never given to several at once
EMPTY: Mapping[str, Any] = {"copies": None, "pages": None, "made_on": None}


def asked_fields() -> tuple[ActField, ...]:
    """The fields of the page."""
    known = description().records["evidence"]
    return tuple(
        ActField(
            key=key,
            label=known[key].label,
            kind=KINDS.get(known[key].type, "text"),
            required=known[key].required,
            choices=tuple(Choice(value, label) for value, label in known[key].choices.items()),
            width=width,
            help=HELP.get(key, ""),
            limit=NAME_LIMIT if known[key].type == "name" else 0,
        )
        for key, width in ASKED.items()
    )


def values_of(pieces: Sequence[Evidence]) -> dict[str, Any]:
    """What is said of the pieces: a value where all have the same."""
    first = pieces[0]
    same = {key for key in ASKED if all(getattr(each, key) == getattr(first, key) for each in pieces)}
    return {key: getattr(first, key) if key in same and getattr(first, key) != "" else None for key in ASKED}


def corrected(pieces: Sequence[Evidence], changed: Mapping[str, Any]) -> tuple[Evidence, ...]:
    """The pieces with what was changed on the page, each with all of it."""
    given = {key: EMPTY.get(key, "") if value is None else value for key, value in changed.items()}
    return tuple(replace(piece, **given) for piece in pieces)


def wanting(values: Mapping[str, Any]) -> tuple[Problem, ...]:
    """What stands in the way of recording the piece."""
    found = []
    if "name" in values and not values["name"]:
        found.append(Problem("还没有写证据名称", remedy="写一个能认出它的名称", where="name"))
    if not values.get("kind"):
        found.append(Problem("还没有选证据种类", remedy="八种证据选一种", where="kind"))
    return tuple(found)
