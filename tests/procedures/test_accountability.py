"""All 57 items of articles 5 to 12 stand in the words of the regulation."""

from collections import Counter

from procedures.rulebook import load_rulebook
from tests.procedures.regulation import ITEMS, LEADS

COUNTS = {5: 4, 6: 4, 7: 3, 8: 12, 9: 17, 10: 5, 11: 4, 12: 8}


def test_every_article_has_all_its_items() -> None:
    book = load_rulebook().accountability
    assert Counter(article for article, _ in book.items) == COUNTS
    assert set(book.leads) == set(COUNTS)


def test_items_of_articles_8_to_12_are_decidable_partial_or_manual() -> None:
    book = load_rulebook().accountability
    counted = Counter(item.detectability for item in book.items.values() if item.article >= 8)
    assert counted == {"decidable": 19, "partial": 17, "manual": 10}


def test_item_keeps_the_regulations_words_and_place() -> None:
    item = load_rulebook().accountability.items[9, 10]
    assert item.text == "违反中华人民共和国行政处罚法,规定自行收缴罚款的;"
    assert item.place == "附件4 第九条第十项"


def test_misprint_of_the_regulation_is_kept() -> None:
    assert load_rulebook().accountability.items[9, 1].text == "未取得政执法主体资格实施行政处罚的;"


def test_every_text_equals_the_regulation_character_for_character() -> None:
    book = load_rulebook().accountability
    printed = {
        (article, number): text for article, texts in ITEMS.items() for number, text in enumerate(texts, start=1)
    }
    assert {place: item.text for place, item in book.items.items()} == printed
    assert dict(book.leads) == LEADS
    assert sum(map(len, ITEMS.values())) == 57
