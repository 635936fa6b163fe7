"""Fills a form: every field's value, where it came from, and what the officer still has to mend."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from forms.checks import CHECKS
from forms.facts import fact, facts, owner_label
from forms.kinds import LIST_COLUMNS, UnfitError, read_value
from forms.predicates import holds
from forms.schema import Form, FormField
from forms.sources import LackingError, Sources
from procedures.problems import Problem
from procedures.text import check_text

DERIVED_LABEL, SUGGESTED_LABEL = "自动生成", "按已有信息拟写"
TEXTS = frozenset({"text", "long_text", "person", "party"})


@dataclass(frozen=True, slots=True)
class Prepared:
    """A form with its values.

    `filled` says where each value came from that was not typed for this paper; `where` of a problem is a field key.
    """

    values: Mapping[str, Any]
    filled: Mapping[str, str]
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Filling:
    """What is known of the fields so far."""

    sources: Sources
    own: Mapping[str, Any]
    values: dict[str, Any]
    filled: dict[str, str]
    problems: list[Problem]


def prepare(form: Form, sources: Sources, own: Mapping[str, Any] = MappingProxyType({})) -> Prepared:
    """Every field from its source, or as typed: `own` first, then what the act recorded, then what a fact suggests.

    Own values are read by the kind of their field: money as integer fen or a decimal number of yuan, days and times as
    such or as ISO text. Raises nothing for what an officer can mend.
    """
    filling = _Filling(sources.with_values(own), own, {}, {}, [])
    for field in form.fields:
        _fill(field, filling)
    values = filling.values
    troubled = {problem.where for problem in filling.problems}
    for field in form.fields:
        if values[field.key] in (None, "", ()) and field.key not in troubled and _is_required(field, values):
            filling.problems.append(_missing(field))
            troubled.add(field.key)
    for name in form.checks:
        found = CHECKS[name].run(values, sources)
        filling.problems += [problem for problem in found if problem.where not in troubled]
    return Prepared(MappingProxyType(values), MappingProxyType(filling.filled), tuple(filling.problems))


def _fill(field: FormField, filling: _Filling) -> None:
    value, origin = None, ""
    try:
        value, origin = _found(field, filling)
        value = read_value(field.kind, value, field.columns)
    except LackingError as error:
        filling.problems.append(_lacking(field, error))
    except UnfitError as error:
        filling.problems.append(Problem(f"{field.label}{error}", remedy=error.remedy, where=field.key))
        value = None
    filling.values[field.key] = value
    if origin and value not in (None, "", ()):
        filling.filled[field.key] = origin
    filling.problems += _unfit(field, value)


def _found(field: FormField, filling: _Filling) -> tuple[Any, str]:
    """The stored value and where it came from; nothing where it was typed for this paper."""
    if field.fact:
        return fact(field.fact, filling.sources), DERIVED_LABEL if field.derived else owner_label(field.owner)
    for typed in (filling.own, filling.sources.act.values):
        if field.key in typed:
            return typed[field.key], ""
    return (fact(field.suggest, filling.sources), SUGGESTED_LABEL) if field.suggest else (None, "")


def _is_required(field: FormField, values: Mapping[str, Any]) -> bool:
    return field.required or (bool(field.required_when) and holds(field.required_when, values))


def _missing(field: FormField) -> Problem:
    remedy = f"到“{owner_label(field.owner)}”填写" if field.fact and not field.derived else "补填这一项"
    return Problem(f"没有填{field.label}", remedy=remedy, where=field.key)


def _lacking(field: FormField, error: LackingError) -> Problem:
    known = facts().get(error.lacking)
    if known is None:
        return Problem(f"没有适用于文书日期的“{field.label}”用语", remedy="核对文书日期", where=field.key)
    return Problem(
        f"{field.label}要用到{known.label}，还没有填写", remedy=f"到“{owner_label(known.owner)}”填写", where=field.key
    )


def _unfit(field: FormField, value: Any) -> Iterator[Problem]:
    """What cannot stand in a document: unseen characters, text too long, a word that is no option."""
    for label, kind, text in _texts(field, value):
        problem = check_text(text, limit=field.limit, line=kind != "long_text")
        if problem:
            yield Problem(f"{label}：{problem.text}", problem.basis, problem.remedy, field.key)
    if field.kind in ("choice", "choices") and value:
        known = {choice.value for choice in field.choices}
        for word in sorted(set((value,) if isinstance(value, str) else value) - known):
            yield Problem(f"{field.label}没有“{word}”这一选项", remedy="从所列选项中选", where=field.key)
    for column in field.columns:
        known = {choice.value for choice in column.choices}
        for number, row in enumerate(value or (), 1):
            if known and row[column.key] and row[column.key] not in known:
                text = f"{field.label}第{number}行{column.label}没有“{row[column.key]}”这一选项"
                yield Problem(text, remedy="从所列选项中选", where=field.key)


def _texts(field: FormField, value: Any) -> Iterator[tuple[str, str, str]]:
    """(label, kind, text) of every text in a field."""
    if field.kind in TEXTS and value:
        yield field.label, field.kind, value
    if field.kind in LIST_COLUMNS:
        for number, row in enumerate(value or (), 1):
            for column in field.columns:
                if column.kind in TEXTS and row[column.key]:
                    yield f"{field.label}第{number}行{column.label}", column.kind, row[column.key]
