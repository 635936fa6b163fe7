"""Articles are cited by the day of the document."""

from datetime import date

import pytest

from procedures.citations import cite
from procedures.rulebook import load_rulebook

NAMED = load_rulebook().citations


def test_article_paragraph_and_item_are_written_in_chinese() -> None:
    assert cite("penalty", 68, item=1) == "《中华人民共和国行政处罚法》第六十八条第一项"
    assert cite("penalty", 51) == "《中华人民共和国行政处罚法》第五十一条"


def test_law_of_the_catalogue_is_cited_too() -> None:
    assert cite("stock-2022", 88, 1) == "《中华人民共和国畜牧法》第八十八条第一款"


def test_unknown_law_is_an_error() -> None:
    with pytest.raises(KeyError):
        cite("poetry", 1)


@pytest.mark.parametrize(("day", "article"), [(date(2021, 7, 14), "第三十三条"), (date(2021, 7, 15), "第五十一条")])
def test_named_articles_change_with_the_law(day: date, article: str) -> None:
    found = NAMED.citation("simple", day)
    assert found is not None
    assert found.words == f"《中华人民共和国行政处罚法》{article}"


def test_article_without_a_known_earlier_text_is_not_guessed() -> None:
    assert NAMED.citation("review_first", date(2023, 12, 31)) is None
    assert NAMED.citation("review_first", date(2024, 1, 1)) is not None
