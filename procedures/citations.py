"""Articles as documents cite them, by the day of the document: never from the text of a template."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import Any

from procedures.lawdata import CERTAINTIES, Place, check_keys, choice, read_dated, read_toml, table, text
from procedures.numerals import article_words
from procedures.overlay import Entry
from resources import path

FILE = ("law", "national", "citations.toml")


@dataclass(frozen=True, slots=True)
class Citation:
    """Named articles of one law in force from `start` to `end`; `words` is what a document prints."""

    start: date
    end: date | None
    law: str
    articles: tuple[int, ...]
    certainty: str
    words: str


@dataclass(frozen=True, slots=True)
class Citations:
    """The titles of laws and the articles cited by name."""

    titles: Mapping[str, str]
    named: Mapping[str, tuple[Citation, ...]]

    def citation(self, name: str, day: date) -> Citation | None:
        """The articles of this name in force on `day`, None where no text is known; KeyError for an unknown name."""
        for version in self.named[name]:
            if version.start <= day and (version.end is None or day <= version.end):
                return version
        return None


def cite(law_id: str, article: int, paragraph: int | None = None, item: int | None = None) -> str:
    """《law》第X条第X款第X项: a law of procedure, else one of the catalogue; KeyError for an unknown law.

    Which version of a law a day asks for is part of its id in the catalogue; a law of procedure has one title for all.
    """
    title = shipped().titles.get(law_id) or _catalogue_title(law_id)
    return f"《{title}》{article_words(article, paragraph, item)}"


@cache
def shipped() -> Citations:
    """The citations the program ships with."""
    name = FILE[-1]
    raw = read_toml(path(*FILE), name)
    check_keys(raw, Place(name), ("laws", "named"))
    return read_citations(
        {key: Entry(value, Place(name, f"laws.{key}")) for key, value in raw["laws"].items()},
        {key: Entry(value, Place(name, f"named.{key}")) for key, value in raw["named"].items()},
    )


def read_citations(laws: Mapping[str, Entry], named: Mapping[str, Entry]) -> Citations:
    """Citations from their entries; DataError for an unknown key or law, an overlap or a gap."""
    titles = {}
    for law_id, entry in laws.items():
        raw = table(entry.raw, entry.place)
        check_keys(raw, entry.place, ("title",))
        titles[law_id] = text(raw, "title", entry.place)
    return Citations(titles, {name: _versions(entry, titles) for name, entry in named.items()})


def _versions(entry: Entry, titles: Mapping[str, str]) -> tuple[Citation, ...]:
    raw = table(entry.raw, entry.place)
    check_keys(raw, entry.place, ("dated",))
    return read_dated(raw["dated"], entry.place.at("dated"), partial(_version, titles))


def _version(titles: Mapping[str, str], entry: Mapping[str, Any], place: Place) -> Citation:
    check_keys(entry, place, ("from", "law", "articles", "certainty"), ("until",))
    law = choice(entry, "law", place, titles)
    articles = entry["articles"]
    if not isinstance(articles, list) or not articles or not all(type(a) is int and 1 <= a <= 999 for a in articles):
        raise place.at("articles").expected("应为条文序号的列表，如 [51]")
    words = f"《{titles[law]}》" + "、".join(article_words(article) for article in articles)
    certainty = choice(entry, "certainty", place, CERTAINTIES)
    return Citation(entry["from"], entry.get("until"), law, tuple(articles), certainty, words)


def _catalogue_title(law_id: str) -> str:
    from procedures.catalogue import all_offences

    for offence in all_offences():
        for provision in (*offence.violated, offence.penalty):
            if provision is not None and provision.law == law_id:
                return provision.title
    raise KeyError(law_id)
