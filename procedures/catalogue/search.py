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
from procedures.numerals import article_words

# 种子法74条, 第74条1款, 74
ARTICLE = re.compile(
    r"(?P<law>[^0-9a-z第-]*)第?(?P<article>[1-9][0-9]{0,2})条?"
    r"(?:第?(?P<paragraph>[1-9][0-9]?)款)?(?:第?(?P<item>[1-9][0-9]?)项)?"
)
ID_MARK, ARTICLE_SIGN = "#", "第"


@dataclass(frozen=True, slots=True, eq=False)
class Findable:
    """What an entry is found by, one thing a line, the title first: `names` the common ones, `letters` initials."""

    entry: Offence
    names: str
    penalty: str
    texts: str
    letters: str


def find_offences(
    words: str, day: date | None, limit: int = 20, catalogue: Catalogue | None = None
) -> tuple[Offence, ...]:
    """Entries in force on `day` (all where it is None) that hold every word, of the catalogue in use or the given one.

    A word is part of a title, a common name or a provision, initials (`jny`), an article (`种子法74`, `74条`) or an id.
    In order of fit: those found by a common name, those whose penalty stands in the article asked for, then by where
    in the title the words stand; of equals the legal bases that the office's regulation names come first.
    """
    needles = [_needle(word) for word in unicodedata.normalize("NFKC", words).casefold().split()]
    if not needles:
        return ()
    whole = _index_on(catalogue or catalogue_in_use(), day)
    found = _all_held(whole, needles)
    if not found and any(ARTICLE_SIGN in needle for needle in needles):
        # 农药56条 names the law by one word of its title.
        needles = [part for needle in needles for part in _apart(needle)]
        found = _all_held(whole, needles)
    return tuple(each.entry for each in _ordered(found, needles)[:limit])


def _all_held(found: Sequence[Findable], needles: Sequence[str]) -> Sequence[Findable]:
    for needle in needles:
        found = _holding(found, needle)
    return found


def _apart(needle: str) -> Sequence[str]:
    law, sign, article = needle.partition(ARTICLE_SIGN)
    return [part for part in (law, sign + article) if part]


def _holding(found: Sequence[Findable], needle: str) -> Sequence[Findable]:
    if needle.isascii() and not needle.startswith(ID_MARK):
        return [each for each in found if needle in each.letters]
    return [each for each in found if needle in each.texts]


def _needle(word: str) -> str:
    """What has to stand in the lines of an entry for a word to be found there."""
    if place := ARTICLE.fullmatch(word):
        article, paragraph, item = (int(place[part] or 0) for part in ("article", "paragraph", "item"))
        return place["law"] + article_words(article, paragraph, item)
    return f"{ID_MARK}{word}" if "-" in word else word


def _ordered(found: Sequence[Findable], needles: Sequence[str]) -> Sequence[Findable]:
    """Common names first, then penalties in an article that was asked for, then by the places in the title."""
    named = [each for each in found if each.names and any(needle in each.names for needle in needles)]
    articles = [needle for needle in needles if ARTICLE_SIGN in needle]
    placed = [each for each in found if any(needle in each.penalty for needle in articles)] if articles else []
    if not articles and not needles[0].startswith(ID_MARK):
        found = _by_place(found, needles)
    return list(dict.fromkeys((*named, *placed, *found))) if named or placed else found


def _by_place(found: Sequence[Findable], needles: Sequence[str]) -> Sequence[Findable]:
    if len(needles) > 1:
        return sorted(found, key=lambda each: sum(_place_in(each, needle) for needle in needles))
    needle = needles[0]
    if needle.isascii():
        return sorted(found, key=lambda each: each.letters.find(needle))
    return sorted(found, key=lambda each: each.texts.find(needle))


def _place_in(each: Findable, needle: str) -> int:
    return each.letters.find(needle) if needle.isascii() else each.texts.find(needle)


@lru_cache(maxsize=8)
def _index_on(catalogue: Catalogue, day: date | None) -> tuple[Findable, ...]:
    """What is in force on a day; nearly every question is about the same one."""
    whole = _index(catalogue)
    return whole if day is None else tuple(each for each in whole if each.entry.covers(day))


@lru_cache(maxsize=2)
def _index(catalogue: Catalogue) -> tuple[Findable, ...]:
    entries = sorted(catalogue.offences.values(), key=lambda entry: not entry.law.named_in_regulation)
    return tuple(_findable(entry) for entry in entries)


def _findable(entry: Offence) -> Findable:
    words = entry.pattern.words
    read = [variant for name in words for variant in initials(name)]
    places = [_place(each) for each in (entry.penalty, *entry.violated, *entry.also)]
    return Findable(
        entry,
        names=_lines(*words, *read),
        penalty=places[0],
        texts=_lines(entry.title, *words, *places, ID_MARK + entry.id),
        letters=_lines(*initials(entry.title), *read),
    )


def _lines(*texts: str) -> str:
    return "\n".join(texts).casefold()


def _place(provision: Provision) -> str:
    """种子法第七十四条第一款."""
    return provision.title.removeprefix(STATE) + provision.article_words
