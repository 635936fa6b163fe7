"""Finding an offence by words, common names, initials, law and article."""

from datetime import date

import pytest

from procedures.catalogue import find_offences
from procedures.catalogue.initials import initials
from tests.procedures.catalogue.small import small

DAY = date(2025, 10, 9)


def ids(words: str, limit: int = 400) -> list[str]:
    return [entry.id for entry in find_offences(words, DAY, limit)]


@pytest.mark.parametrize(
    ("text", "letters"),
    [("假农药", "jny"), ("兽药GSP案", "sygspa"), ("未附、标签", "wfbq"), ("反刍动物", "fcdw")],
)
def test_initials_are_the_first_letters_of_the_reading(text: str, letters: str) -> None:
    assert letters in initials(text)


def test_character_read_in_two_ways_counts_as_either() -> None:
    assert {"cq", "zq"} == set(initials("长期"))


@pytest.mark.parametrize("words", ["jny", "JNY", "ｊｎｙ", "经营假农药", "农药 假", "农药 jny", "农药管理条例55条"])
def test_traded_fake_pesticide_is_found(words: str) -> None:
    assert "pesticide-55-1-2" in ids(words)


def test_initials_of_a_common_name_come_first() -> None:
    assert ids("eb")[0] == ids("耳标")[0] == "stock-88-b"


@pytest.mark.parametrize("words", ["74", "第74条", "74条", "种子法74", "种子法第74条", "种子法第七十四条"])
def test_article_finds_its_offence(words: str) -> None:
    assert "seed-74-1" in ids(words)


def test_article_of_the_penalty_comes_before_that_of_the_duty() -> None:
    found = find_offences("34", DAY, 400)
    articles = [entry.penalty.article == 34 for entry in found]
    assert any(articles) and not all(articles) and articles == sorted(articles, reverse=True)


def test_law_narrows_an_article() -> None:
    assert all(identifier.startswith("seed-") for identifier in ids("种子法74"))
    assert len(ids("74")) > len(ids("种子法74"))


def test_beginning_of_an_id_is_found() -> None:
    assert ids("seed-76-1") == [f"seed-76-1-{number}" for number in range(1, 7)]


def test_nothing_typed_finds_nothing() -> None:
    assert ids("  ") == [] and ids("没有这样的行为") == []


def test_every_word_must_fit_and_no_more_than_asked_come_back() -> None:
    assert ids("农药 种子法") == []
    assert len(ids("农药", 3)) == 3


def test_another_catalogue_is_searched_where_it_is_given() -> None:
    assert [entry.id for entry in find_offences("zlmm", DAY, 5, small())] == ["new-1"]
