"""The catalogue that the program ships with, read and checked on first use, and the one that an office works with."""

import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from procedures.catalogue.book import Catalogue
from procedures.catalogue.crimes import shipped_crimes
from procedures.catalogue.entries import Ask, Offence, Pattern
from procedures.catalogue.reading import read_catalogue
from procedures.problems import DataError
from resources import path

OFFENCES = ("law", "national", "offences.toml")
PATTERNS = ("law", "fact_patterns.toml")
# A law that is superseded lives on under its title; these do not.
ENDED = ("repealed", "obsolete")


# What the office that this process has open works with, where its packs lay entries over the shipped ones. Rules are
# given their catalogue with the rulebook; pages and papers ask here.
_in_use: list[Catalogue] = []


def use_catalogue(catalogue: Catalogue | None) -> None:
    """Let pages and papers see the catalogue of the office that is open; None for the shipped one."""
    _in_use[:] = [] if catalogue is None else [catalogue]


def catalogue_in_use() -> Catalogue:
    """The catalogue of the office that is open, else the shipped one."""
    return _in_use[0] if _in_use else shipped_catalogue()


def offence(offence_id: str) -> Offence | None:
    """The entry with this id, or None."""
    return catalogue_in_use().offence(offence_id)


def all_offences() -> tuple[Offence, ...]:
    """Every entry in the catalogue's order."""
    return tuple(catalogue_in_use().offences.values())


def law_kinds(catalogue: Catalogue | None = None) -> Mapping[str, str]:
    """What every law of the catalogue is, by its title: law, administrative_regulation, ministry_rule …"""
    return {law.name: law.kind for law in (catalogue or catalogue_in_use()).laws.values()}


def law_ends(catalogue: Catalogue | None = None) -> Mapping[str, date]:
    """Since when a law of the catalogue that nothing under its title followed is no longer in force, by its title."""
    laws = (catalogue or catalogue_in_use()).laws.values()
    return {law.title: law.replaced_from for law in laws if law.status in ENDED and law.replaced_from is not None}


@cache
def shipped_catalogue() -> Catalogue:
    """The whole catalogue; DataError with file and key where its data can't be used."""
    patterns = shipped_patterns()
    catalogue = read_catalogue(_read(OFFENCES), patterns, shipped_crimes(), OFFENCES[-1])
    unknown = set(patterns) - set(catalogue.offences) - {""}
    if unknown:
        raise DataError(PATTERNS[-1], "offence", f"案由库里没有 {'、'.join(sorted(unknown))}")
    return catalogue


@cache
def shipped_patterns() -> Mapping[str, Pattern]:
    """The words for the facts of offences by their id; "" for every other."""
    data = _read(PATTERNS)
    made = {item["offence"]: _pattern(item) for item in data["pattern"]}
    return {**made, "": _pattern(data["default"])}


def _read(place: tuple[str, ...]) -> dict[str, Any]:
    file: Path = path(*place)
    try:
        return tomllib.loads(file.read_text("utf-8"), parse_float=Decimal)
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise DataError(place[-1], "", f"读不出来：{error}") from error


def _pattern(item: Mapping[str, Any]) -> Pattern:
    return Pattern(
        sentence=item["sentence"],
        check=item["check"],
        asks=tuple(Ask(ask["key"], ask["label"], ask["kind"], ask.get("preset", "")) for ask in item.get("asks", ())),
        words=tuple(item.get("words", ())),
    )
