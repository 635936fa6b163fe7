"""附件4 as it is quoted: word for word, whole, with a short name for every item."""

from procedures.faults import FAULT_ARTICLES
from procedures.rulebook import load_rulebook
from ui.pages.supervision import annex
from ui.pages.supervision.item_words import SHORT, short_name

BOOK = load_rulebook().accountability
HALF_WIDTH = {full: half for half, full in ((chr(key), value) for key, value in annex.FULL_WIDTH.items())}


def test_quoting_changes_nothing_but_the_width_of_punctuation() -> None:
    for place, item in BOOK.items.items():
        quoted = annex.item_text(BOOK, place).removeprefix(annex.item_mark(place[1]))
        assert "".join(HALF_WIDTH.get(each, each) for each in quoted) == item.text


def test_the_whole_annex_has_thirteen_articles_in_order_with_all_items() -> None:
    read = annex.whole(BOOK)
    assert [each.article for each in read if not each.item] == list(range(1, 14))
    assert sum(bool(each.item) for each in read) == 57
    assert read[0].words.startswith("第一条　为加强对农业行政执法监督")
    assert read[-1].words == "第十三条　本制度自通过之日起施行。"


def test_every_item_of_articles_5_and_8_to_12_has_a_short_name_of_its_own() -> None:
    wanted = {place for place in BOOK.items if place[0] in (5, *FAULT_ARTICLES)}
    assert set(SHORT) == wanted
    for article in (5, *FAULT_ARTICLES):
        names = [name for place, name in SHORT.items() if place[0] == article]
        assert len(set(names)) == len(names)


def test_several_items_are_named_by_the_first_and_their_number() -> None:
    assert short_name(((9, 6), (12, 7))) == "违反法定程序，等 2 项"
    assert short_name(()) == "还没有选定过错情形"
