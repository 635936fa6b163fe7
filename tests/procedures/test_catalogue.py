"""The catalogue: every entry loads, provisions read as law texts do, search finds what officers call things."""

from datetime import date

import pytest

from procedures import catalogue
from procedures.numerals import article_words, chinese_number

DAY = date(2026, 10, 9)


def test_whole_catalogue_loads() -> None:
    assert len(catalogue.all_offences()) == 340


def test_provisions_of_untagged_livestock_read_like_the_law() -> None:
    entry = catalogue.offence("stock-88-b")
    assert entry is not None
    assert str(entry.violated[0]) == "《中华人民共和国畜牧法》第四十五条第一款"
    assert str(entry.penalty) == "《中华人民共和国畜牧法》第八十八条第一款"
    assert [(band.low, band.high, band.mode) for band in entry.fixed_bands(organisation=False)] == [(0, 200000, "may")]


def test_common_name_finds_the_offence_first() -> None:
    assert catalogue.find_offences("耳标", DAY)[0].id == "stock-88-b"


def test_entry_of_a_superseded_law_is_not_offered_after_its_last_day() -> None:
    old = catalogue.offence("fishery2013-39-a")
    assert old is not None and old.valid_to == date(2026, 4, 30)
    assert old not in catalogue.find_offences("偷捕", DAY)
    assert old in catalogue.find_offences("偷捕", date(2026, 4, 30))


def test_every_pattern_names_only_what_it_asks_or_the_program_knows() -> None:
    known = {"day", "place", "party", "conduct"}
    for entry in catalogue.all_offences():
        allowed = dict.fromkeys(known | {ask.key for ask in entry.pattern.asks}, "×")
        assert entry.pattern.sentence.format(**allowed)
        assert set(entry.pattern.check) == {"reason", "matter", "content", "object"}
        for words in entry.pattern.check.values():
            words.format(**allowed)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (68, "六十八"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
    ],
)
def test_article_numbers_are_written_as_in_laws(number: int, words: str) -> None:
    assert chinese_number(number) == words


def test_item_stands_after_article_and_paragraph() -> None:
    assert article_words(56, 1, 3) == "第五十六条第一款第三项"
