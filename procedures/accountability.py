"""The fault items of 附件4, articles 5 to 12, in the regulation's words, and how far data can show each."""

from collections.abc import Mapping
from dataclasses import dataclass

from procedures.lawdata import check_keys, choice, table, text
from procedures.numerals import chinese_number
from procedures.overlay import Entry

DETECTABILITY = ("decidable", "partial", "manual", "rule")


@dataclass(frozen=True, slots=True)
class FaultItem:
    """One item: its exact text, and whether it is decidable, partial, manual, or a rule of liability and sanction."""

    article: int
    item: int
    text: str
    detectability: str

    @property
    def place(self) -> str:
        """附件4 第九条第十项."""
        return f"附件4 第{chinese_number(self.article)}条第{chinese_number(self.item)}项"


@dataclass(frozen=True, slots=True)
class Accountability:
    """All items by (article, item), and the opening words of each article."""

    leads: Mapping[int, str]
    items: Mapping[tuple[int, int], FaultItem]

    def decidable(self, article: int, item: int) -> bool:
        """Whether recorded facts alone establish the item; what is left to a person is fault, harm and cause."""
        found = self.items.get((article, item))
        return found is not None and found.detectability == "decidable"


def read_accountability(articles: Mapping[str, Entry], items: Mapping[str, Entry]) -> Accountability:
    """The items from their entries, keyed `article.item`; DataError for an unknown key or detectability."""
    leads: dict[int, str] = {}
    for number, entry in articles.items():
        raw = table(entry.raw, entry.place)
        check_keys(raw, entry.place, ("lead",))
        if not number.isdecimal():
            raise entry.place.expected("应以条文序号为键")
        leads[int(number)] = text(raw, "lead", entry.place)
    found = [_item(key, entry, leads) for key, entry in items.items()]
    return Accountability(leads, {(item.article, item.item): item for item in found})


def _item(key: str, entry: Entry, leads: Mapping[int, str]) -> FaultItem:
    raw = table(entry.raw, entry.place)
    check_keys(raw, entry.place, ("text", "detectability"))
    article, _, item = key.partition(".")
    if not (article.isdecimal() and item.isdecimal()) or int(article) not in leads:
        raise entry.place.expected("应以「条.项」为键，条须在 articles 中")
    how = choice(raw, "detectability", entry.place, DETECTABILITY)
    return FaultItem(int(article), int(item), text(raw, "text", entry.place), how)
