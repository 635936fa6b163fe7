"""For whom an article sets a fine: which of its bands concern a kind of person, and who stands in place of whom."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from procedures.catalogue import Offence
from procedures.catalogue.words import WHO

RESPONSIBLE = "responsible_person"
# Of such a pair only one can be the party.
ALTERNATIVES: Sequence[frozenset[str]] = (
    frozenset({"unit", "individual"}),
    frozenset({"operator", "household"}),
    frozenset({"any", "non_business"}),
)
# What a person counts as where the article has no words of its own for it, the nearest first. A household is an
# individual, and one who produces or trades; whoever produces or trades may be a unit or an individual.
COUNTS_AS: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "unit": ("unit", "operator", "institution", "any"),
        "institution": ("institution", "unit", "operator", "any"),
        "individual": ("individual", "operator", "any"),
        "household": ("household", "individual", "operator", "any"),
        "operator": ("operator", "any"),
        "non_business": ("non_business", "any"),
        RESPONSIBLE: (RESPONSIBLE,),
    }
)


def persons_of(offence: Offence) -> tuple[str, ...]:
    """The kinds of person that the article tells apart, in its order."""
    return tuple(dict.fromkeys(band.who for band in offence.bands))


def concerned(offence: Offence, who: str) -> tuple[str, ...]:
    """The article's words for `who`; all of them where it isn't told or may be any of them; none where not fined."""
    told = persons_of(offence)
    if not who:
        return told
    for word in COUNTS_AS[who]:
        if word in told:
            return (word,)
    if who in ("operator", "non_business"):
        return tuple(word for word in told if word != RESPONSIBLE)
    return ()


def alternatives(words: Sequence[str]) -> tuple[str, ...]:
    """Those among the article's words of which only one can be the party; empty where there are none."""
    for pair in ALTERNATIVES:
        if pair <= set(words):
            return tuple(word for word in words if word in pair)
    return ()


def not_fined(offence: Offence, who: str) -> str:
    """Why the article has no fine for `who`."""
    told = "、".join(WHO[word] for word in persons_of(offence) if word != "any")
    if who == RESPONSIBLE:
        return f"{offence.penalty.short}没有对责任人员另设罚款"
    return f"{offence.penalty.short}只对{told}规定了罚款，对{WHO[who]}没有规定罚款"
