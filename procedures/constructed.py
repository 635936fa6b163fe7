"""Which values of a case are constructed: filler of a sample case, to be shown as such wherever it appears.

A value is named by its path in the case script, rows without an id by their number from 1: `case.title`,
`party.p1.address`, `conduct.c1.facts.goods_value`, `goods.1.price`, `officer.A.certificates.1.no`, `evidence.e1.pages`,
`settings.statement_days`, and of an act by its id alone: `act-9.fine`, `act-9.items.1.batch`, `act-9.values.place`.
In `case.constructed` a `*` stands for any run of characters.
"""

from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any

from procedures.case import Act, Case
from procedures.records import CASE_KEYS, act_table, case_table, table_of

ID_KEYS = frozenset({"id", "party"})
ACT_STRUCTURE = frozenset({"id", "kind", "party", "ref"})
LITERAL = str.maketrans({"[": "[[]", "?": "[?]"})


def value_paths(case: Case) -> Mapping[str, Any]:
    """Every value that the case records, by its path; ids, kinds of act and references are no values."""
    head = {key: value for key, value in case_table(case, CASE_KEYS).items() if key != "constructed"}
    found = dict(_below("case", head))
    found |= dict(_below("settings", case.settings))
    for name, rows in (("officer", case.officers), ("party", case.parties), ("conduct", case.conducts)):
        for row in rows:
            found |= dict(_below(f"{name}.{row.id}", _without(table_of(row), ID_KEYS)))
    for number, line in enumerate(case.goods, 1):
        found |= dict(_below(f"goods.{number}", table_of(line)))
    for piece in case.evidence:
        found |= dict(_below(f"evidence.{piece.id}", _without(table_of(piece), ID_KEYS)))
    for act in case.acts:
        found |= dict(_below(act.id, _act_values(act)))
    return found


def is_constructed(case: Case, path: str) -> bool:
    """Whether the value at this path is filler."""
    return any(fnmatchcase(path, pattern.translate(LITERAL)) for pattern in case.constructed)


def idle_patterns(case: Case) -> tuple[str, ...]:
    """The entries of `case.constructed` that name nothing the case records."""
    paths = value_paths(case)
    return tuple(pattern for pattern in case.constructed if not _names_any(pattern, paths))


def published(case: Case) -> Mapping[str, Any]:
    """The values that are not filler, by path."""
    return {path: value for path, value in value_paths(case).items() if not is_constructed(case, path)}


def _act_values(act: Act) -> dict[str, Any]:
    table = _without(act_table(act), ACT_STRUCTURE)
    if "document" in table:
        table["document"] = _without(table["document"], {"form"})
    return table


def _names_any(pattern: str, paths: Iterable[str]) -> bool:
    return any(fnmatchcase(path, pattern.translate(LITERAL)) for path in paths)


def _without(table: Mapping[str, Any], keys: Iterable[str]) -> dict[str, Any]:
    return {key: value for key, value in table.items() if key not in keys}


def _below(place: str, value: Any) -> Iterator[tuple[str, Any]]:
    """The values under a path: of a table by key, of a list of tables by number; anything else is a value itself."""
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield from _below(f"{place}.{key}", each)
    elif isinstance(value, tuple) and value and isinstance(value[0], Mapping):
        for number, each in enumerate(value, 1):
            yield from _below(f"{place}.{number}", each)
    else:
        yield place, value
