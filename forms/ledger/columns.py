"""The columns that ledgers can show, from `resources/ledgers/columns.toml`, and the words of their choices."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, TypeVar

from procedures.faults import (
    CONSEQUENCE_WORDS,
    FAULT_ARTICLES,
    FAULT_WORDS,
    HARM_WORDS,
    NOT_COVERED_WORDS,
    ORIGIN_WORDS,
)
from procedures.faults import STATE_WORDS as FAULT_STATE_WORDS
from procedures.field_types import description
from procedures.filing import STATE_WORDS as FILING_STATE_WORDS
from procedures.kinds import stages
from procedures.lawdata import Place, check_keys, choice, flag, read_toml, table, text, whole
from procedures.numerals import article_words
from procedures.signals import LEVEL_WORDS
from resources import path

Source = Literal["cases", "filings", "findings", "certificates"]
Kind = Literal["text", "id", "day", "money", "integer", "choice"]
Personal = Literal["", "identity", "phone", "address"]
SOURCES: Mapping[Source, str] = MappingProxyType(
    {"cases": "案件", "filings": "备案", "findings": "过错责任追究", "certificates": "执法证件"}
)
KINDS: tuple[Kind, ...] = ("text", "id", "day", "money", "integer", "choice")
PERSONAL: tuple[Personal, ...] = ("identity", "phone", "address")
FILE = "columns.toml"
WIDEST = 120
BEARING_RULES = ("6.1", "6.2", "6.3", "6.4")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a source.

    `width` in characters. `choices` are the words of a choice by its stored code; `several`: a cell may hold more than
    one of them. `personal` says how it is masked unless asked for, `note` what is not plain from the label.
    """

    key: str
    label: str
    group: str
    kind: Kind
    width: int
    choices: Mapping[str, str]
    several: bool
    personal: Personal
    note: str

    def word(self, code: str) -> str:
        """The word of a choice; a code that is on no list stands for itself."""
        return self.choices.get(code, code)


Columns = Mapping[str, Column]
Code = TypeVar("Code", bound=str)


@cache
def columns_of(source: Source) -> Columns:
    """The columns of a source by key, in the order in which they are offered. Raises DataError."""
    return _all_columns()[source]


def groups_of(source: Source) -> Mapping[str, tuple[Column, ...]]:
    """The columns of a source under the headings under which they are offered."""
    found: dict[str, list[Column]] = {}
    for column in columns_of(source).values():
        found.setdefault(column.group, []).append(column)
    return MappingProxyType({group: tuple(members) for group, members in found.items()})


@cache
def _all_columns() -> Mapping[Source, Columns]:
    return read_columns(read_toml(path("ledgers", FILE), FILE), FILE)


def read_columns(raw: Mapping[str, Any], file: str) -> Mapping[Source, Columns]:
    """The columns of every source; DataError names file and key of what is unknown, missing or wrong."""
    place = Place(file)
    check_keys(raw, place, ("format", "choices", *SOURCES))
    if raw["format"] != 1:
        raise place.at("format").expected("应为 1")
    lists = _lists(table(raw["choices"], place.at("choices")), place.at("choices"))
    return MappingProxyType({source: _columns(raw[source], lists, place.at(source)) for source in SOURCES})


def _lists(own: Mapping[str, Any], place: Place) -> Mapping[str, Mapping[str, str]]:
    read = {name: _words(table(words, place.at(name)), place.at(name)) for name, words in own.items()}
    read["progress"] = {**stages(), **read.get("progress", {})}
    read["served_by"] = {**description().choices["service_method"], **read.get("served_by", {})}
    return {**description().choices, **_kept_by_the_program(), **read}


def _words(words: Mapping[str, Any], place: Place) -> Mapping[str, str]:
    return {code: text(words, code, place) for code in words}


def _kept_by_the_program() -> Mapping[str, Mapping[str, str]]:
    return {
        "signal": LEVEL_WORDS,
        "filing_state": _by_code(FILING_STATE_WORDS),
        "fault_state": _by_code(FAULT_STATE_WORDS),
        "fault_origin": _by_code(ORIGIN_WORDS),
        "fault": _by_code(FAULT_WORDS),
        "harm": _by_code(HARM_WORDS),
        "consequence": _by_code(CONSEQUENCE_WORDS),
        "bearing_rule": {**{rule: _item_words(rule) for rule in BEARING_RULES}, "not_covered": NOT_COVERED_WORDS},
        "fault_item": _fault_items(),
    }


def _by_code(words: Mapping[Code, str]) -> Mapping[str, str]:
    return {str(code): word for code, word in words.items()}


def _fault_items() -> Mapping[str, str]:
    file = "accountability.toml"
    items = read_toml(path("law", file), file)["items"]
    return {key: _item_words(key) for key in items if int(key.partition(".")[0]) in FAULT_ARTICLES}


def _item_words(key: str) -> str:
    article, _, item = key.partition(".")
    return article_words(int(article), None, int(item))


def _columns(entries: Any, lists: Mapping[str, Mapping[str, str]], place: Place) -> Columns:
    if not isinstance(entries, list) or not entries:
        raise place.expected("应至少有一列（[[…]]）")
    found: dict[str, Column] = {}
    for number, entry in enumerate(entries, 1):
        column = _column(table(entry, place.at(number)), lists, place.at(number))
        if column.key in found:
            raise place.at(number).at("key").expected(f"“{column.key}”重复")
        found[column.key] = column
    return MappingProxyType(found)


def _column(entry: Mapping[str, Any], lists: Mapping[str, Mapping[str, str]], place: Place) -> Column:
    is_choice = entry.get("kind") == "choice"
    required = ("key", "label", "group", "kind", "width", *(("choices",) if is_choice else ()))
    check_keys(entry, place, required, ("several", "personal", "note"))
    kind = next(each for each in KINDS if each == choice(entry, "kind", place, KINDS))
    named = choice(entry, "choices", place, lists) if is_choice else ""
    personal: Personal = next((each for each in PERSONAL if each == entry.get("personal")), "")
    if "personal" in entry and not personal:
        raise place.at("personal").expected(f"应为 {'、'.join(PERSONAL)} 之一")
    width = whole(entry, "width", place)
    if width > WIDEST:
        raise place.at("width").expected(f"应不大于 {WIDEST}")
    return Column(
        key=text(entry, "key", place),
        label=text(entry, "label", place),
        group=text(entry, "group", place),
        kind=kind,
        width=width,
        choices=MappingProxyType(dict(lists[named])) if named else MappingProxyType({}),
        several=flag(entry, "several", place),
        personal=personal,
        note=text(entry, "note", place, ""),
    )
