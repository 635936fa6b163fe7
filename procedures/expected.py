"""What a sample or a law case expects of the answer of `assess`, and where the answer differs.

Any part of the answer may be expected. A table must hold the keys named. A list must hold a row for each one named, in
any order. An empty table or list must be empty or not there. `…` at the end of a text stands for any text there.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from typing import Any

ANY_TEXT = "…"
NAMING_KEYS = ("id", "party", "recipient", "act", "level", "deadline", "head", "article", "item")
NOTHING: tuple[Any, ...] = (None, {}, [], ())


def differences(expected: Any, found: Any, where: str = "") -> Iterator[str]:
    """Each difference in words, beginning with its place in the answer; nothing where all is as expected."""
    if isinstance(expected, Mapping | list | tuple) and not expected:
        if found not in NOTHING:
            yield f"{where}：预期没有，得到 {_shown(found)}"
    elif isinstance(expected, Mapping):
        yield from _in_table(expected, found, where)
    elif isinstance(expected, list | tuple):
        yield from _in_list(expected, found, where)
    elif not _same(_plain(expected), found):
        yield f"{where}：预期 {_shown(expected)}，得到 {_shown(found)}"


def _in_table(expected: Mapping[str, Any], found: Any, where: str) -> Iterator[str]:
    if not isinstance(found, Mapping):
        yield f"{where}：预期一组键与值，得到 {_shown(found)}"
        return
    for key, value in expected.items():
        yield from differences(value, found.get(key), f"{where}.{key}" if where else key)


def _in_list(expected: Sequence[Any], found: Any, where: str) -> Iterator[str]:
    """The differences of each expected row from the row that comes nearest and is not yet taken."""
    left = list(found) if isinstance(found, list | tuple) else []
    for row in expected:
        name = f"{where}[{_name(row)}]"
        near = [candidate for candidate in left if _may_be(row, candidate)]
        if not near:
            yield f"{name}：没有这一行"
            continue
        nearest = min(near, key=lambda candidate: len(list(differences(row, candidate))))
        left.remove(nearest)
        yield from differences(row, nearest, name)


def _may_be(row: Any, candidate: Any) -> bool:
    """Whether a found row is the one meant: all keys that name a row agree."""
    if not isinstance(row, Mapping):
        return _same(_plain(row), candidate)
    if not isinstance(candidate, Mapping):
        return False
    return all(_same(_plain(row[key]), candidate.get(key)) for key in NAMING_KEYS if key in row)


def _name(row: Any) -> str:
    if not isinstance(row, Mapping):
        return _shown(row)
    return "、".join(str(row[key]) for key in NAMING_KEYS if key in row) or _shown(row)


def _same(wanted: Any, found: Any) -> bool:
    if isinstance(wanted, bool) or isinstance(found, bool):
        return wanted is found
    if isinstance(wanted, str) and isinstance(found, str) and ANY_TEXT in (wanted[:1], wanted[-1:]):
        return _within(wanted, found)
    return bool(wanted == found)


def _within(wanted: str, found: str) -> bool:
    words = wanted.strip(ANY_TEXT)
    starts = wanted.startswith(ANY_TEXT) or found.startswith(words)
    ends = wanted.endswith(ANY_TEXT) or found.endswith(words)
    return words in found and starts and ends


def _plain(value: Any) -> Any:
    """A value of a script as the answer holds it: days and times as text, amounts as decimals."""
    if isinstance(value, date | time):
        return value.isoformat()
    return Decimal(str(value)) if isinstance(value, float) else value


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + "，".join(f"{key} {_shown(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + "；".join(map(_shown, value)) + "]"
    return "没有" if value is None else str(value)
