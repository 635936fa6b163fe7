"""Finding an offence by words, common names, initials, law and article."""

from datetime import date

import pytest

from procedures.catalogue import all_offences, find_offences
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


@pytest.mark.parametrize("words", ["农药56条", "农药第五十六条", "农药管理条例第56条", "农药 56"])
def test_word_of_a_title_and_an_article_find_the_offence(words: str) -> None:
    assert ids(words) == ["pesticide-56"]


@pytest.mark.parametrize("words", ["55条1款2项", "第五十五条第一款第二项", "第55条第1款第2项", "农药55条1款2项"])
def test_paragraph_and_item_narrow_an_article(words: str) -> None:
    assert "pesticide-55-1-2" in ids(words) and "pesticide-55-1-1" not in ids(words)


@pytest.mark.parametrize("words", ["0", "第0条", "000", "1000", "第", "条", "#", "-", "第条", "()[]*", "\\", "条条条"])
def test_odd_words_find_what_holds_them_or_nothing(words: str) -> None:
    assert isinstance(ids(words), list)


def test_offence_that_begins_with_the_words_comes_before_one_that_mentions_them() -> None:
    found = ids("兽药")
    assert found.index("vetdrug-56-a") < found.index("agriproduct-70-1-2")


def test_entries_of_every_day_are_found_where_no_day_is_named() -> None:
    later = {entry.id for entry in find_offences("渔业", date(2026, 10, 9), 400)}
    whole = {entry.id for entry in find_offences("渔业", None, 400)}
    assert set(ids("渔业")) <= whole and later < whole
    assert "fishery2013-38-1-a" in whole - later


def test_every_title_is_found_by_its_own_initials() -> None:
    for entry in all_offences():
        letters = initials(entry.name)
        assert letters and letters[0], entry.title
        assert entry in find_offences(letters[0][:12], entry.in_force, 400), (entry.title, letters[0])
