"""Finding offences by what officers type: Chinese words, common names, initials of the reading, law and article."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from procedures.catalogue.book import Catalogue
from procedures.catalogue.entries import STATE, Offence, Provision
from procedures.catalogue.initials import initials
from procedures.catalogue.shipped import catalogue_in_use

# 种子法74条, 第74条, 74
ARTICLE = re.compile(r"(?P<law>[^0-9a-z第-]*)第?(?P<article>[0-9]{1,3})条?")
ID_MARK = "#"


@dataclass(frozen=True, slots=True, eq=False)
class Findable:
    """What an entry is found by, one thing a line; `names` are the common ones, `letters` the initials."""

    entry: Offence
    first: date
    last: date
    names: str
    penalty: str
    texts: str
    letters: str


def find_offences(words: str, day: date, limit: int = 20, catalogue: Catalogue | None = None) -> tuple[Offence, ...]:
    """Entries in force on `day` that hold every word, of the catalogue in use unless another is given.

    A word is part of a title, a common name or a provision, initials (`jny`), an article (`种子法74`, `74条`) or an id.
    Entries found by a common name come first, then those whose penalty stands in the article asked for.
    """
    needles = [_needle(word) for word in unicodedata.normalize("NFKC", words).casefold().split()]
    if not needles:
        return ()
    found: Sequence[Findable] = _index(catalogue or catalogue_in_use())
    for needle in needles:
        found = _holding(found, needle)
    in_force = [each for each in found if each.first <= day <= each.last]
    return tuple(each.entry for each in _ordered(in_force, needles)[:limit])


def _holding(found: Sequence[Findable], needle: str) -> Sequence[Findable]:
    if needle.isascii() and not needle.startswith(ID_MARK):
        return [each for each in found if needle in each.letters]
    return [each for each in found if needle in each.texts]


def _needle(word: str) -> str:
    """What has to stand in the lines of an entry for a word to be found there."""
    if place := ARTICLE.fullmatch(word):
        return f"{place['law']}第{place['article']}条"
    return f"{ID_MARK}{word}" if "-" in word else word


def _ordered(found: list[Findable], needles: list[str]) -> list[Findable]:
    """Common names first, then penalties in an article that was asked for; else as the catalogue has them."""
    named = [each for each in found if each.names and any(needle in each.names for needle in needles)]
    articles = [needle for needle in needles if "第" in needle]
    placed = [each for each in found if any(needle in each.penalty for needle in articles)] if articles else []
    return list(dict.fromkeys((*named, *placed, *found))) if named or placed else found


@lru_cache(maxsize=2)
def _index(catalogue: Catalogue) -> tuple[Findable, ...]:
    return tuple(_findable(entry) for entry in catalogue.offences.values())


def _findable(entry: Offence) -> Findable:
    words = entry.pattern.words
    read = [variant for name in words for variant in initials(name)]
    places = [_place(each) for each in (entry.penalty, *entry.violated, *entry.also)]
    return Findable(
        entry,
        entry.in_force,
        entry.valid_to or date.max,
        names=_lines(*words, *read),
        penalty=places[0],
        texts=_lines(entry.title, *words, *places, ID_MARK + entry.id),
        letters=_lines(*initials(entry.title), *read),
    )


def _lines(*texts: str) -> str:
    return "\n".join(texts).casefold()


def _place(provision: Provision) -> str:
    """Both ways to write an article: 种子法第七十四条第一款, 种子法第74条."""
    law = provision.title.removeprefix(STATE)
    return f"{law}{provision.article_words}\n{law}第{provision.article}条"
