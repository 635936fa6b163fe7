"""Text templates: `{key}` stands for the words of a field's value, once and plainly."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from types import MappingProxyType
from typing import Any

from forms.blocks import Run
from forms.dates import ordinal
from forms.kinds import Column, options, show, show_cell
from forms.predicates import Values
from forms.schema import FormField

PLACE = re.compile(r"\{([a-z][a-z0-9_]*)\}")
NUMBER, ORDINAL = "no", "no_cn"
MARKS = "。；，、"
NO_FORMATS: Mapping[str, str] = MappingProxyType({})


class Filler:
    """Fills templates of one form with one case's values; inside a list also with the item's columns."""

    def __init__(self, fields: Mapping[str, FormField], values: Values) -> None:
        self.fields = fields
        self.values = values
        self.blank = False  # stands for an item that the list does not have
        self._item: Mapping[str, str] = {}

    def within(
        self, columns: Sequence[Column], item: Mapping[str, Any], number: int, formats: Mapping[str, str] = NO_FORMATS
    ) -> "Filler":
        """The same filler with one list item's words on top, and its number as `{no}` and `{no_cn}`.

        `formats` names another format than the usual one for some of the columns.
        """
        inner = Filler(self.fields, self.values)
        words = {
            column.key: _plain(show_cell(column, item.get(column.key), formats.get(column.key, "")))
            for column in columns
        }
        inner.blank = not item
        inner._item = {NUMBER: str(number), ORDINAL: ordinal(number)} | words
        return inner

    def runs(self, template: str) -> tuple[Run, ...]:
        """The template as runs; neighbours of one look are one run, so that a word is never cut in two."""
        runs: list[Run] = []
        at = 0
        for match in PLACE.finditer(template):
            runs.append(Run(template[at : match.start()]))
            runs.extend(_meeting(self._value(match[1]), template[match.end() : match.end() + 1]))
            at = match.end()
        runs.append(Run(template[at:]))
        groups = groupby((run for run in runs if run.text), key=lambda run: run.strike)
        return tuple(Run("".join(run.text for run in group), strike) for strike, group in groups)

    def lines(self, template: str) -> list[tuple[Run, ...]]:
        """As `runs`, cut at every line break of the template or of a typed value: one tuple a paragraph."""
        done: list[list[Run]] = [[]]
        for run in self.runs(template):
            first, *more = run.text.split("\n")
            if first:
                done[-1].append(replace(run, text=first))
            done += [[replace(run, text=line)] if line else [] for line in more]
        return [tuple(line) for line in done]

    def plain(self, template: str) -> str:
        """The template as plain text."""
        return "".join(run.text for run in self.runs(template))

    def _value(self, key: str) -> Sequence[Run]:
        if key in self._item:
            return (Run(self._item[key]),)
        field, value = self.fields[key], self.values.get(key)
        if field.kind in ("choice", "choices"):
            chosen = (value,) if isinstance(value, str) else tuple(value or ())
            return options(field.choices, chosen, field.format)
        return (Run(_plain(show(field.kind, value, field.format))),)


def _meeting(value: Sequence[Run], after: str) -> Sequence[Run]:
    """A value before a mark of the template: its own closing mark gives way, so that no two stand together."""
    if not value or not after or after not in MARKS:
        return value
    *lead, last = value
    return (*lead, replace(last, text=last.text.rstrip(MARKS)))


def _plain(text: str) -> str:
    """A tab has no fixed width on paper: two characters' space instead."""
    return text.replace("\t", "　　")
