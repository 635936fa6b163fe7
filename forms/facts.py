"""Every fact once (`resources/forms/facts.toml`): its label, its kind, who owns it, and how to get it."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from forms.derived import DERIVED
from forms.kinds import KINDS, Choice, Column
from forms.sources import Sources
from procedures.field_types import description
from procedures.problems import DataError
from resources import path

FILE = path("forms", "facts.toml")
KEYS = frozenset({"key", "label", "kind", "owner", "derived", "choices", "columns", "basis", "certainty"})
OWNERS: Mapping[str, str] = MappingProxyType(
    {
        "office": "机关设置",
        "officer": "人员证件",
        "case": "案件",
        "party": "当事人",
        "conduct": "违法行为",
        "act": "本次办案行为",
        "document": "文书",
    }
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact. `owner` is a key of OWNERS or the kind of act that establishes it, `derived` a function of DERIVED."""

    key: str
    label: str
    kind: str
    owner: str
    derived: str = ""
    choices: tuple[Choice, ...] = ()
    columns: tuple[Column, ...] = ()
    basis: str = ""
    certainty: str = ""

    @property
    def name(self) -> str:
        """The part of the key after the owner."""
        return self.key.partition(".")[2]


@cache
def facts() -> Mapping[str, Fact]:
    """All facts by key; DataError for a broken file."""
    return read_facts(FILE)


def fact(key: str, sources: Sources) -> Any:
    """The value of a fact, None where it is not recorded.

    KeyError for an unknown key, LackingError where a derived one lacks another.
    """
    known = facts()[key]
    if known.derived:
        return DERIVED[known.derived](sources)
    reader = _READERS.get(known.owner)
    return reader(known.name, sources) if reader else _of_act(known.owner, known.name, sources)


def owner_label(owner: str) -> str:
    """What an officer calls the owner of a fact."""
    if owner in OWNERS:
        return OWNERS[owner]
    from procedures.kinds import kinds

    return kinds()[owner].label


def read_facts(file: Path) -> Mapping[str, Fact]:
    """Reads and checks the table of facts: no key twice, no fact under two names; DataError naming file and fact."""
    try:
        rows = tomllib.loads(file.read_text("utf-8"))["fact"]
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise DataError(file.name, "fact", f"读不出来：{error}") from error
    found: dict[str, Fact] = {}
    names: dict[tuple[str, str], str] = {}
    for number, row in enumerate(rows, 1):
        made = _fact(row, file.name, number)
        if made.key in found:
            raise DataError(file.name, made.key, "同一事实只列一次")
        twin = names.setdefault((made.owner, made.label), made.key)
        if twin != made.key:
            raise DataError(file.name, made.key, f"与 {twin} 是同一事实（{made.label}），一个事实只有一个名字")
        found[made.key] = made
    return MappingProxyType(found)


def read_choices(rows: Any, file: str, where: str) -> tuple[Choice, ...]:
    """Options as TOML writes them: `"words"`, `{ value, label }`, a list of `acts.toml` by its name; else DataError."""
    if isinstance(rows, str):
        named = description().choices
        if rows not in named:
            raise DataError(file, where, f"acts.toml 里没有“{rows}”这一组选项")
        return tuple(Choice(value, label) for value, label in named[rows].items())
    made = tuple(Choice(row, row) if isinstance(row, str) else Choice(row["value"], row["label"]) for row in rows)
    if len({choice.value for choice in made}) != len(made):
        raise DataError(file, where, "选项的值不能重复")
    return made


def read_columns(rows: Any, file: str, where: str) -> tuple[Column, ...]:
    """Columns of a list field as TOML writes them; DataError for one of an unknown kind or shape."""
    made = tuple(_column(row, file, where) for row in rows)
    for column in made:
        if column.kind not in KINDS:
            raise DataError(file, f"{where}.{column.key}.kind", f"没有“{column.kind}”这一种类")
        if bool(column.choices) != (column.kind == "choice"):
            raise DataError(file, f"{where}.{column.key}.choices", "选择栏要列出选项，其他栏没有选项")
    return made


def _column(row: Mapping[str, Any], file: str, where: str) -> Column:
    choices = read_choices(row.get("choices", ()), file, f"{where}.choices")
    try:
        return Column(**{**row, "choices": choices})
    except TypeError as error:
        raise DataError(file, where, "列只有 key label kind width required choices 六项") from error


def _fact(row: Mapping[str, Any], file: str, number: int) -> Fact:
    where = str(row.get("key", f"第{number}项"))
    unknown, missing = set(row) - KEYS, {"key", "label", "kind", "owner"} - set(row)
    if unknown or missing:
        raise DataError(
            file, where, f"不认识 {'、'.join(sorted(unknown))}" if unknown else f"缺 {'、'.join(sorted(missing))}"
        )
    if row["kind"] not in KINDS:
        raise DataError(file, f"{where}.kind", f"没有“{row['kind']}”这一种类")
    if where.partition(".")[0] != row["owner"]:
        raise DataError(file, f"{where}.owner", f"键的前一段应是拥有者 {row['owner']}")
    if row.get("derived", "") and row["derived"] not in DERIVED:
        raise DataError(file, f"{where}.derived", f"没有登记“{row['derived']}”这一算法")
    return Fact(
        key=row["key"],
        label=row["label"],
        kind=row["kind"],
        owner=row["owner"],
        derived=row.get("derived", ""),
        choices=read_choices(row.get("choices", ()), file, f"{where}.choices"),
        columns=read_columns(row.get("columns", ()), file, f"{where}.columns"),
        basis=row.get("basis", ""),
        certainty=row.get("certainty", ""),
    )


def _of_office(name: str, sources: Sources) -> Any:
    return sources.office.get(f"office.{name}")


def _of_party(name: str, sources: Sources) -> Any:
    return getattr(sources.party, name) if sources.party else None


def _of_case(name: str, sources: Sources) -> Any:
    value = getattr(sources.case, name)
    return tuple(asdict(row) for row in value) if isinstance(value, tuple) else value


def _of_conduct(name: str, sources: Sources) -> Any:
    conduct = sources.conduct
    if conduct is None:
        return None
    return getattr(conduct, name) if hasattr(conduct, name) else conduct.facts.get(name)


def _of_this_act(name: str, sources: Sources) -> Any:
    return _field(sources.act, name)


def _of_document(name: str, sources: Sources) -> Any:
    return getattr(sources.document, name) if sources.document else None


def _of_act(kind: str, name: str, sources: Sources) -> Any:
    act = sources.newest(kind)
    return None if act is None else _field(act, name)


def _field(act: Any, name: str) -> Any:
    if name in ("on", "at", "until", "note"):
        return getattr(act, name)
    return act.fields[name] if name in act.fields else act.values.get(name)


_READERS: Mapping[str, Callable[[str, Sources], Any]] = {
    "office": _of_office,
    "party": _of_party,
    "case": _of_case,
    "conduct": _of_conduct,
    "act": _of_this_act,
    "document": _of_document,
}
