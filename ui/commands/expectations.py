"""What is expected of a sample beside its own `[expect]`: other days, its goods, its papers, what is refused.

A file of `resources/samples/expectations` holds `[warnings]` (how many objections and signals on the sample's day),
`[[view]]` (on, why, expect), `[[filing]]` (what `demo_filing.as_rows` tells of each decision), `[[range]]` (what
`demo_range.range_rows` tells of each fine), `[goods]` (figures by name), `[papers]` (form → how many) and `[[mended]]`
(act, without, refused, why): a fact as published with which the program refuses papers, and which fields the walk
leaves out to go on.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from procedures.case import NOTHING
from procedures.problems import DataError
from resources import path

FOLDER = ("samples", "expectations")
TOP_KEYS = frozenset({"warnings", "view", "filing", "range", "goods", "papers", "mended"})
WARNINGS = frozenset({"objections", "signals"})
VIEW_KEYS = frozenset({"on", "why", "expect"})
MEND_KEYS = frozenset({"act", "without", "refused", "why"})


@dataclass(frozen=True, slots=True)
class View:
    """What the answer of `assess` must hold when the case is looked at on another day, and why that day matters."""

    on: date
    why: str
    expect: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Mend:
    """A published fact with which papers of an act are refused: those forms, and the fields to leave out then."""

    act: str
    without: tuple[str, ...]
    refused: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Expectations:
    """Everything expected of one sample beside its script; what is empty is not looked at, but for `mended`."""

    warnings: Mapping[str, int] = field(default_factory=lambda: NOTHING)
    views: tuple[View, ...] = ()
    filing: tuple[Mapping[str, Any], ...] = ()
    ranges: tuple[Mapping[str, Any], ...] = ()
    goods: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    papers: Mapping[str, int] = field(default_factory=lambda: NOTHING)
    mended: tuple[Mend, ...] = ()


def expectations_of(name: str) -> Expectations:
    """What is expected of the sample with this name; nothing where it has no such file. Raises DataError."""
    file = path(*FOLDER, f"{name}.toml")
    if not file.exists():
        return Expectations()
    raw = tomllib.loads(file.read_text("utf-8"), parse_float=Decimal)
    _only(raw, TOP_KEYS, file.name, "")
    _only(raw.get("warnings", {}), WARNINGS, file.name, "warnings")
    return Expectations(
        warnings=raw.get("warnings", {}),
        views=tuple(_view(row, file.name, f"view[{number}]") for number, row in enumerate(raw.get("view", ()), 1)),
        filing=tuple(raw.get("filing", ())),
        ranges=tuple(raw.get("range", ())),
        goods=raw.get("goods", {}),
        papers=_papers(raw.get("papers", {}), file.name),
        mended=tuple(_mend(row, file.name, f"mended[{number}]") for number, row in enumerate(raw.get("mended", ()), 1)),
    )


def _view(row: Mapping[str, Any], file: str, key: str) -> View:
    _only(row, VIEW_KEYS, file, key)
    if type(row.get("on")) is not date:
        raise DataError(file, f"{key}.on", "应为日期")
    if not row.get("why") or not row.get("expect"):
        raise DataError(file, key, "应写明为什么看这一天（why）和预期（expect）")
    return View(row["on"], row["why"], row["expect"])


def _mend(row: Mapping[str, Any], file: str, key: str) -> Mend:
    _only(row, MEND_KEYS, file, key)
    for name in MEND_KEYS:
        if not row.get(name):
            raise DataError(file, f"{key}.{name}", "不能缺少")
    return Mend(row["act"], tuple(row["without"]), tuple(row["refused"]), row["why"])


def _papers(raw: Mapping[str, Any], file: str) -> Mapping[str, int]:
    for form, count in raw.items():
        if type(count) is not int or count < 1:
            raise DataError(file, f"papers.{form}", "应为不小于一的份数")
    return raw


def _only(raw: Mapping[str, Any], known: frozenset[str], file: str, key: str) -> None:
    for name in raw:
        if name not in known:
            raise DataError(file, f"{key}.{name}" if key else name, "没有这个键，可用：" + "、".join(sorted(known)))
