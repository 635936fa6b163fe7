"""The catalogue: every entry loads, provisions read as law texts do, search finds what officers call things."""

from datetime import date

import pytest

from procedures import catalogue
from procedures.numerals import article_words, chinese_number

DAY = date(2026, 10, 9)


def test_whole_catalogue_loads() -> None:
    entries = catalogue.all_offences()
    assert (len(entries), sum(len(entry.bands) for entry in entries)) == (340, 522)
    assert len(catalogue.shipped_catalogue().laws) == 38
    assert sum(entry.verified for entry in entries) == 323


def test_legal_bases_of_the_regulation_stand_first() -> None:
    bases = catalogue.shipped_catalogue().legal_bases()
    assert [law.named_in_regulation for law in bases] == [True] * 12 + [False] * 26
    assert bases[0].name == "中华人民共和国种子法"


def test_law_that_has_ended_says_by_what_and_since_when() -> None:
    laws = catalogue.shipped_catalogue().laws.values()
    ended = {law.id: law for law in laws if law.status in ("superseded", "repealed", "obsolete")}
    assert set(ended) == {"pesticide-impl-1999", "hazardfree-mark-2002", "pvp-2014", "fishery-2013"}
    assert ended["fishery-2013"].replaced_from == date(2026, 5, 1)
    assert "2025年修订" in ended["fishery-2013"].replaced_by
    assert all(not law.replaced_by and law.replaced_from is None for law in laws if law.id not in ended)


def test_what_officers_read_of_the_catalogue_is_chinese() -> None:
    words = [law.remark + law.replaced_by for law in catalogue.shipped_catalogue().laws.values()]
    for entry in catalogue.all_offences():
        words += [entry.remark, *(measure.text for measure in entry.measures), *(band.remark for band in entry.bands)]
        words += [entry.licence.which, entry.licence.by, entry.ban.who if entry.ban else ""]
    assert not [each for each in words if any(letter.isascii() and letter.isalpha() for letter in each)]


def test_measure_of_the_catalogue_keeps_its_conditions() -> None:
    fishing, poisoned = catalogue.offence("fishery2013-38-1-a"), catalogue.offence("pig-33")
    assert fishing is not None and poisoned is not None and poisoned.detention is not None
    assert fishing.confiscation.especially_serious_may == ("vessel",)
    assert (poisoned.detention.low, poisoned.detention.high, poisoned.detention.when) == (5, 15, "serious")


def test_provisions_of_untagged_livestock_read_like_the_law() -> None:
    entry = catalogue.offence("stock-88-b")
    assert entry is not None
    assert str(entry.violated[0]) == "《中华人民共和国畜牧法》第四十五条第一款"
    assert str(entry.penalty) == "《中华人民共和国畜牧法》第八十八条第一款"
    assert (0, 2000_00, "may") in [(band.low, band.high, band.mode) for band in entry.bands]


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
