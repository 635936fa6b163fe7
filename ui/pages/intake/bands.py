"""The fine of an offence in one phrase for lists and pickers, as its article has it. Free of Qt."""

from collections.abc import Sequence

from procedures.catalogue import Band, Offence
from procedures.catalogue.statute import amount_words
from procedures.discretion.breaches import WHO
from procedures.penalties.persons import concerned

MODES = {"must": "罚款", "may": "可以罚款"}
NO_FINE, UNREAD = "没有罚款", "未核对"


def range_words(entry: Offence, kind: str | None = None) -> str:
    """罚款 2000元以上2万元以下，共 2 档: the first band for a kind of party, and how many there are."""
    own = fitting(entry, kind)
    fined = [band for band in own if band.mode in MODES]
    if not fined:
        return NO_FINE if entry.verified else UNREAD
    more = f"，共 {len(fined)} 档" if len(fined) > 1 else ""
    told = f"{MODES[fined[0].mode]} {amount_words(fined[0])}{more}"
    return told if entry.verified else f"{told}（{UNREAD}）"


def fitting(entry: Offence, kind: str | None) -> Sequence[Band]:
    """The bands that concern a kind of party, all where it isn't known; those of the usual case alone where it has
    any."""
    names = concerned(entry, WHO.get(kind or "", ""))
    own = [band for band in entry.bands if band.who in names]
    return [band for band in own if band.grade == "ordinary"] or own
