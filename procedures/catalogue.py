"""The catalogue of offences (案由库), read on first use: titles, provisions and fine bands as the laws have them.

Source: `resources/law/national/offences.toml` and, for the words of facts, `resources/law/fact_patterns.toml`.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from procedures.numerals import article_words
from procedures.problems import DataError
from resources import path

OFFENCES = ("law", "national", "offences.toml")
PATTERNS = ("law", "fact_patterns.toml")


@dataclass(frozen=True, slots=True)
class Provision:
    """A place in a law: 《title》第X条第X款第X项."""

    law: str
    title: str
    article: int
    paragraph: int | None = None
    item: int | None = None

    def __str__(self) -> str:
        return f"《{self.title}》{article_words(self.article, self.paragraph, self.item)}"

    @property
    def short(self) -> str:
        """For the screen: without 《》 and 中华人民共和国."""
        return f"{self.title.removeprefix('中华人民共和国')} {article_words(self.article, self.paragraph, self.item)}"


@dataclass(frozen=True, slots=True)
class Band:
    """One fine band; amounts in fen, both ends included; `low` is 0 where the law sets no minimum.

    `low_times` to `high_times` multiply the base, `cap` is the most in fen whatever the multiple.
    """

    base: str
    who: str
    grade: str
    mode: str
    requires: str
    low: int | None = None
    high: int | None = None
    when: str = ""
    low_times: float | None = None
    high_times: float | None = None
    cap: int | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that the sentence of facts asks for."""

    key: str
    label: str
    kind: str
    preset: str = ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """The words for the facts of an offence and for the check that found it."""

    sentence: str
    check: Mapping[str, str]
    asks: tuple[Ask, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Offence:
    """One entry of the catalogue."""

    id: str
    title: str
    domain: str
    violated: tuple[Provision, ...]
    penalty: Provision
    subject: str
    business: bool
    warning: bool
    confiscate: tuple[str, ...]
    bands: tuple[Band, ...]
    verified: bool
    in_force: date
    valid_to: date | None
    pattern: Pattern

    @property
    def name(self) -> str:
        """The conduct in words, without 案 at the end."""
        return self.title.removesuffix("案")

    def covers(self, day: date) -> bool:
        """Whether the entry's law was in force for conduct on `day`."""
        return self.in_force <= day and (self.valid_to is None or day <= self.valid_to)

    def fixed_bands(self, organisation: bool) -> tuple[Band, ...]:
        """The bands of fixed amounts that need no further condition and fit the kind of party."""
        fitting = ("any", "unit", "operator", "institution") if organisation else ("any", "individual", "household")
        return tuple(
            band
            for band in self.bands
            if band.base == "fixed" and band.requires == "none" and band.grade == "ordinary" and band.who in fitting
        )


def offence(offence_id: str) -> Offence | None:
    """The entry with this id, or None."""
    return _catalogue().get(offence_id)


def all_offences() -> tuple[Offence, ...]:
    """Every entry in the catalogue's order."""
    return tuple(_catalogue().values())


def find_offences(words: str, day: date, limit: int = 20) -> tuple[Offence, ...]:
    """Entries in force on `day` whose title, common names or provision hold every word; common names first."""
    asked = [word for word in words.split() if word]
    if not asked:
        return ()
    found = [entry for entry in all_offences() if entry.covers(day) and all(_holds(entry, word) for word in asked)]
    found.sort(key=lambda entry: not any(word in name for name in entry.pattern.words for word in asked))
    return tuple(found[:limit])


@cache
def law_kinds() -> Mapping[str, str]:
    """What every law of the catalogue is, by its title: law, administrative_regulation, ministry_rule …"""
    return {law["title"].split("（20")[0]: law["kind"] for law in _read(OFFENCES)["law"]}


def _holds(entry: Offence, word: str) -> bool:
    return (
        word in entry.title
        or word in entry.penalty.short.replace(" ", "")
        or word == entry.id
        or any(word in name for name in entry.pattern.words)
    )


@cache
def _catalogue() -> Mapping[str, Offence]:
    data, patterns = _read(OFFENCES), _patterns()
    laws = {law["id"]: law for law in data["law"]}
    entries = {item["id"]: _offence(item, laws, patterns) for item in data["offence"]}
    unknown = set(patterns) - set(entries) - {""}
    if unknown:
        raise DataError(PATTERNS[-1], "offence", f"案由库里没有 {'、'.join(sorted(unknown))}")
    return entries


def _read(place: Sequence[str]) -> dict[str, Any]:
    file: Path = path(*place)
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise DataError(place[-1], "", f"读不出来：{error}") from error


def _patterns() -> Mapping[str, Pattern]:
    data = _read(PATTERNS)
    made = {item["offence"]: _pattern(item) for item in data["pattern"]}
    return {**made, "": _pattern(data["default"])}


def _pattern(item: Mapping[str, Any]) -> Pattern:
    return Pattern(
        sentence=item["sentence"],
        check=item["check"],
        asks=tuple(Ask(ask["key"], ask["label"], ask["kind"], ask.get("preset", "")) for ask in item.get("asks", ())),
        words=tuple(item.get("words", ())),
    )


def _offence(item: Mapping[str, Any], laws: Mapping[str, Any], patterns: Mapping[str, Pattern]) -> Offence:
    try:
        law = laws[item["law"]]
        return Offence(
            id=item["id"],
            title=item["title"],
            domain=item["domain"],
            violated=tuple(_provision(place, laws) for place in item["violated"]),
            penalty=_provision(item["penalty"], laws),
            subject=item["subject"],
            business=item["business"],
            warning=item["warning"],
            confiscate=tuple(item["confiscate"]),
            bands=tuple(_band(band) for band in item["fine"]),
            verified=item["verified"],
            in_force=law["in_force"],
            valid_to=item.get("valid_to"),
            pattern=patterns.get(item["id"], patterns[""]),
        )
    except KeyError as error:
        raise DataError(
            OFFENCES[-1], f"{item.get('id', '?')}.{error.args[0]}", "缺少这一项，或者所指的法律不在目录里"
        ) from error


def _provision(place: Mapping[str, Any], laws: Mapping[str, Any]) -> Provision:
    title = laws[place["law"]]["title"]
    return Provision(place["law"], title.split("（20")[0], place["art"], place.get("para"), place.get("item"))


def _band(item: Mapping[str, Any]) -> Band:
    low, high, cap = item.get("min"), item.get("max"), item.get("cap")
    return Band(
        base=item["base"],
        who=item["who"],
        grade=item["grade"],
        mode=item["mode"],
        requires=item["requires"],
        low=None if low is None else low * 100,
        high=None if high is None else high * 100,
        when=item.get("when", ""),
        low_times=item.get("min_times"),
        high_times=item.get("max_times"),
        cap=None if cap is None else cap * 100,
    )
