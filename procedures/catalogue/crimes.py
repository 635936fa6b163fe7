"""When a breach may be a crime: what the 刑法 asks for, as dated data (`resources/law/national/crimes.toml`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from procedures.lawdata import (
    Place,
    check_keys,
    choice,
    fen,
    read_dated,
    read_toml,
    sourced,
    table,
    text,
    whole,
)
from procedures.numerals import article_words
from resources import path

FILE = ("law", "national", "crimes.toml")
# What each rule compares; `told` has no amount that the program knows, only words.
RULES: Mapping[str, tuple[str, ...]] = {
    "sales": ("sales", "weighted"),
    "loss": ("loss",),
    "wildlife_value": ("wildlife_value",),
    "told": (),
}


@dataclass(frozen=True, slots=True)
class Threshold:
    """What a crime asked for from `start` to `end`; `amounts` in fen, `weight` multiplies sales under `weighted`.

    `start` is None where the first day isn't known: then no day is too early. `certainty` is that of the amounts.
    """

    start: date | None
    end: date | None
    text: str
    basis: str
    certainty: str
    amounts: Mapping[str, int]
    weight: int


@dataclass(frozen=True, slots=True)
class Crime:
    """An article of the 刑法; `rule` names what is compared: sales, loss, wildlife_value, or told in words alone."""

    article: str
    about: str
    rule: str
    thresholds: tuple[Threshold, ...]

    @property
    def name(self) -> str:
        """刑法第一百四十条."""
        return f"刑法{article_words(int(self.article))}"

    def threshold(self, day: date) -> Threshold | None:
        """What was asked for on `day`; None where no text is known."""
        for version in self.thresholds:
            if (version.start or day) <= day <= (version.end or day):
                return version
        return None


@cache
def shipped_crimes() -> Mapping[str, Crime]:
    """The crimes that the program knows, by article."""
    return read_crimes(read_toml(path(*FILE), FILE[-1]), FILE[-1])


def read_crimes(raw: Mapping[str, Any], file: str) -> Mapping[str, Crime]:
    """The crimes in the tables of a file; DataError with file and key for anything unknown, missing or out of order."""
    place = Place(file)
    check_keys(raw, place, ("crime",))
    at = place.at("crime")
    return {article: _crime(article, each, at.at(article)) for article, each in table(raw["crime"], at).items()}


def _crime(article: str, raw: Any, place: Place) -> Crime:
    item = table(raw, place)
    check_keys(item, place, ("about", "rule", "dated"))
    if not article.isascii() or not article.isdigit():
        raise place.expected("应为刑法的条号")
    rule = choice(item, "rule", place, RULES)

    def version(entry: Mapping[str, Any], where: Place) -> Threshold:
        return _threshold(entry, where, RULES[rule])

    dated = read_dated(item["dated"], place.at("dated"), version, open_start=True)
    return Crime(article, text(item, "about", place), rule, dated)


def _threshold(item: Mapping[str, Any], place: Place, compared: tuple[str, ...]) -> Threshold:
    weighted = ("weight",) if "weighted" in compared else ()
    check_keys(item, place, ("text", "basis", "certainty", *compared, *weighted), ("from", "until"))
    source = sourced(item, place)
    return Threshold(
        item.get("from"),
        item.get("until"),
        text(item, "text", place),
        source.basis,
        source.certainty,
        {key: fen(item[key], place.at(key)) for key in compared},
        whole(item, "weight", place) if weighted else 1,
    )
