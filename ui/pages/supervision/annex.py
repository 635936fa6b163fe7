"""附件4 as it is quoted and read: each provision in its own words, the whole in the order of its articles."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from procedures.accountability import Accountability
from procedures.faults import Place
from procedures.lawdata import read_toml
from procedures.numerals import article_words, chinese_number
from resources import path

FILE = "accountability_text.toml"
FULL_WIDTH = str.maketrans({",": "，", ";": "；", ":": "：", "(": "（", ")": "）"})
ARTICLE_NAMES: Mapping[int, str] = {
    5: "过错的认定",
    8: "行政执法检查",
    9: "行政处罚",
    10: "行政强制措施",
    11: "行政复议",
    12: "其他情形",
}


@dataclass(frozen=True, slots=True)
class Provision:
    """One paragraph of the annex as it is read: an article's opening (`item` 0) or one of its items."""

    article: int
    item: int
    words: str

    @property
    def place(self) -> Place:
        """Article and item."""
        return self.article, self.item


def in_full_width(words: str) -> str:
    """The regulation's words with the punctuation of Chinese print; nothing else is changed."""
    return words.translate(FULL_WIDTH)


@cache
def title() -> str:
    """浏阳市农业局行政执法过错责任追究制度."""
    return str(read_toml(path("law", FILE), FILE)["title"])


def inspection_text() -> str:
    """附件3 第七条第四项, by which an inspection of the bureau itself proposes a finding."""
    return in_full_width(str(read_toml(path("law", FILE), FILE)["inspection"]))


@cache
def _frame() -> Mapping[int, str]:
    articles = read_toml(path("law", FILE), FILE)["articles"]
    return {int(number): str(words) for number, words in articles.items()}


def whole(accountability: Accountability) -> tuple[Provision, ...]:
    """Every paragraph of the annex, articles 1 to 13 with their items."""
    frame = _frame()
    found: list[Provision] = []
    for article in sorted({*frame, *accountability.leads}):
        opening = frame.get(article) or f"{accountability.leads[article]}:"
        found.append(Provision(article, 0, in_full_width(f"{article_words(article)}　{opening}")))
        items = sorted(place for place in accountability.items if place[0] == article)
        found += [Provision(*place, item_text(accountability, place)) for place in items]
    return tuple(found)


def lead_text(accountability: Accountability, article: int) -> str:
    """第十二条　……有下列情形之一的，应当追究行政执法过错责任：, the opening of an article with items."""
    return in_full_width(f"{article_words(article)}　{accountability.leads[article]}:")


def item_text(accountability: Accountability, place: Place) -> str:
    """（七）未按规定报送……备案的；, exactly as the regulation has it."""
    found = accountability.items[place]
    return in_full_width(f"{item_mark(place[1])}{found.text}")


def item_mark(item: int) -> str:
    """（七）."""
    return f"（{chinese_number(item)}）"


def place_words(place: Place) -> str:
    """第十二条（七）, or 第十二条 for an article as a whole."""
    return article_words(place[0]) + (item_mark(place[1]) if place[1] else "")
