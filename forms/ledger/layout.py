"""Layouts of a ledger: columns and their widths, conditions, order, totals; read strictly from TOML."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Literal

from forms.ledger.columns import FILE as COLUMNS_FILE
from forms.ledger.columns import SOURCES, WIDEST, Column, Source, columns_of
from forms.ledger.conditions import TEST_WORDS, Condition, Test, Value, condition_problem
from procedures.lawdata import Place, check_keys, choice, fen, flag, table, text, texts, whole
from procedures.problems import DataError
from procedures.text import check_text
from resources import path

Step = Literal["", "month", "year"]
STEPS: Mapping[Step, str] = {"": "", "month": "按月", "year": "按年"}
COUNT = "count"
LONGEST_NAME = 40
MOST_CONDITIONS, MOST_SORTS = 40, 6
KEYS = ("totals", "per_year", "widths", "filter", "sort", "pivot")


@dataclass(frozen=True, slots=True)
class Sort:
    """A column to sort by; empty cells come first, last where `descending`."""

    column: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """What the rows or columns of a pivot stand for: a column, of a day its month or year."""

    column: str
    step: Step = ""

    def __str__(self) -> str:
        return f"{self.column}:{self.step}" if self.step else self.column


@dataclass(frozen=True, slots=True)
class PivotLayout:
    """A table of counts (`value` empty) or of sums of a money column, by rows and, where there are any, columns."""

    rows: Axis
    columns: Axis | None = None
    value: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a ledger is laid out.

    `columns` are keys of the source's columns, `widths` (in characters) those that differ from the column's own.
    `period` is the day by which a ledger is asked for from one day to another, and its years where it has a sheet for
    each (`per_year`). `id` is that of a saved layout; empty for a shipped one and one from a file.
    """

    name: str
    source: Source
    columns: tuple[str, ...]
    period: str
    filters: tuple[Condition, ...] = ()
    sort: tuple[Sort, ...] = ()
    totals: tuple[str, ...] = ()
    widths: tuple[tuple[str, int], ...] = ()
    per_year: bool = False
    pivot: PivotLayout | None = None
    id: str = ""

    def shown(self) -> tuple[Column, ...]:
        """The columns that are shown, in their order."""
        known = columns_of(self.source)
        return tuple(known[key] for key in self.columns)

    def width_of(self, key: str) -> int:
        """How wide a column is, in characters."""
        return dict(self.widths).get(key, columns_of(self.source)[key].width)


@cache
def shipped_layouts() -> tuple[Layout, ...]:
    """The layouts that come with the program, those of cases first. Raises DataError."""
    files = [file for file in sorted(path("ledgers").glob("*.toml")) if file.name != COLUMNS_FILE]
    read = [read_layout(file.read_text("utf-8"), file.name) for file in files]
    return tuple(sorted(read, key=lambda layout: list(SOURCES).index(layout.source)))


def read_layout(told: str, file: str, layout_id: str = "") -> Layout:
    """The layout that a TOML text describes; DataError names file and key of what is unknown, missing or wrong."""
    try:
        raw = tomllib.loads(told, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise DataError(file, "", f"不是有效的 TOML：{error}") from None
    place = Place(file)
    check_keys(raw, place, ("format", "name", "source", "period", "columns"), KEYS)
    if raw["format"] != 1:
        raise place.at("format").expected("应为 1；布局可能来自更新版本的程序")
    named = choice(raw, "source", place, SOURCES)
    source = next(each for each in SOURCES if each == named)
    layout = Layout(
        name=text(raw, "name", place),
        source=source,
        columns=texts(raw, "columns", place),
        period=text(raw, "period", place),
        filters=tuple(_filters(raw.get("filter", []), source, place.at("filter"))),
        sort=tuple(_sorts(raw.get("sort", []), place.at("sort"))),
        totals=texts(raw, "totals", place),
        widths=_widths(raw, place),
        per_year=flag(raw, "per_year", place),
        pivot=_pivot(raw["pivot"], place.at("pivot")) if "pivot" in raw else None,
        id=layout_id,
    )
    for key, wrong in layout_problems(layout):
        raise place.at(key).expected(wrong)
    return layout


def layout_problems(layout: Layout) -> Iterator[tuple[str, str]]:
    """What is wrong with a layout: the key of its file, and why in words."""
    name = check_text(layout.name, limit=LONGEST_NAME, line=True)
    if name is not None or not layout.name.strip():
        yield "name", name.text if name is not None else "布局没有名称"
    known = columns_of(layout.source)
    if not layout.columns:
        yield "columns", "应至少有一列"
    yield from _wrong_columns("columns", layout.columns, known)
    if layout.period not in known or known[layout.period].kind != "day":
        yield "period", "应为日期列：" + _listed(known, "day")
    for key in layout.totals:
        if key not in known or known[key].kind not in ("money", "integer"):
            yield "totals", f"“{key}”不能合计，应为 {_listed(known, 'money', 'integer')} 之一"
        elif key not in layout.columns:
            yield "totals", f"“{key}”不在 columns 中"
    for key, width in layout.widths:
        if key not in known or not 1 <= width <= WIDEST:
            yield f"widths.{key}", f"应为已有的列，宽 1 至 {WIDEST}" if key in known else "没有这一列"
    yield from _wrong_columns("sort", [sort.column for sort in layout.sort], known)
    yield from _wrong_filters(layout)
    if layout.pivot is not None:
        yield from _wrong_pivot(layout.pivot, known)


def _wrong_columns(key: str, named: Sequence[str], known: Mapping[str, Column]) -> Iterator[tuple[str, str]]:
    for number, column in enumerate(named, 1):
        if column not in known:
            yield f"{key}.{number}", f"没有“{column}”这一列，应为 {'、'.join(known)} 之一"
        elif column in named[: number - 1]:
            yield f"{key}.{number}", f"“{column}”重复"
    if key == "sort" and len(named) > MOST_SORTS:
        yield key, f"最多按 {MOST_SORTS} 列排序"


def _wrong_filters(layout: Layout) -> Iterator[tuple[str, str]]:
    if len(layout.filters) > MOST_CONDITIONS:
        yield "filter", f"最多 {MOST_CONDITIONS} 个条件"
    for number, condition in enumerate(layout.filters, 1):
        wrong = condition_problem(layout.source, condition)
        if wrong:
            yield f"filter.{number}", wrong


def _wrong_pivot(pivot: PivotLayout, known: Mapping[str, Column]) -> Iterator[tuple[str, str]]:
    for key, axis in (("rows", pivot.rows), ("columns", pivot.columns)):
        if axis is None:
            continue
        if axis.column not in known:
            yield f"pivot.{key}", f"没有“{axis.column}”这一列"
        elif axis.step not in STEPS or bool(axis.step) != (known[axis.column].kind == "day"):
            yield f"pivot.{key}", "日期列应按月或按年，写成 opened_on:month；其他列不写"
    if pivot.value and (pivot.value not in known or known[pivot.value].kind != "money"):
        yield "pivot.value", f"应为 {COUNT} 或金额列：{_listed(known, 'money')}"


def _listed(known: Mapping[str, Column], *kinds: str) -> str:
    return "、".join(key for key, column in known.items() if column.kind in kinds)


def _filters(entries: Any, source: Source, place: Place) -> Iterator[Condition]:
    for number, entry in enumerate(_tables(entries, place), 1):
        here = place.at(number)
        check_keys(entry, here, ("column", "test"), ("value",))
        column = columns_of(source).get(text(entry, "column", here))
        if column is None:
            known = "、".join(columns_of(source))
            raise here.at("column").expected(f"没有“{entry['column']}”这一列，应为 {known} 之一")
        named = choice(entry, "test", here, TEST_WORDS)
        test: Test = next(each for each in TEST_WORDS if each == named)
        given = entry.get("value", [])
        listed = given if isinstance(given, list) else [given]
        yield Condition(column.key, test, tuple(_value(each, column, here.at("value")) for each in listed))


def _value(value: Any, column: Column, place: Place) -> Value:
    """A value as conditions have it; what it must be is looked at with the whole condition."""
    if column.kind == "money":
        return fen(value, place)
    if isinstance(value, Decimal):
        raise place.expected("应为整数" if column.kind == "integer" else "应为文字")
    told: Value = value
    return told


def _sorts(entries: Any, place: Place) -> Iterator[Sort]:
    for number, entry in enumerate(_tables(entries, place), 1):
        here = place.at(number)
        check_keys(entry, here, ("column",), ("descending",))
        yield Sort(text(entry, "column", here), flag(entry, "descending", here))


def _widths(raw: Mapping[str, Any], place: Place) -> tuple[tuple[str, int], ...]:
    widths = table(raw.get("widths", {}), place.at("widths"))
    return tuple((key, whole(widths, key, place.at("widths"))) for key in widths)


def _pivot(entry: Any, place: Place) -> PivotLayout:
    raw = table(entry, place)
    check_keys(raw, place, ("rows",), ("columns", "value"))
    value = text(raw, "value", place, COUNT)
    return PivotLayout(
        _axis(text(raw, "rows", place), place.at("rows")),
        _axis(text(raw, "columns", place), place.at("columns")) if "columns" in raw else None,
        "" if value == COUNT else value,
    )


def _axis(told: str, place: Place) -> Axis:
    column, _, named = told.partition(":")
    step = next((each for each in STEPS if each == named), None)
    if step is None:
        raise place.expected("应为列名，日期列后加 :month 或 :year")
    return Axis(column, step)


def _tables(entries: Any, place: Place) -> Sequence[Mapping[str, Any]]:
    if not isinstance(entries, list):
        raise place.expected("应为表的列表（[[…]]）")
    return [table(entry, place.at(number)) for number, entry in enumerate(entries, 1)]
