"""The catalogue of offences (案由库): laws, provisions, measures and fine bands as the laws have them."""

from procedures.catalogue.book import Catalogue
from procedures.catalogue.crimes import Crime, read_crimes, shipped_crimes
from procedures.catalogue.entries import (
    LIFE,
    Ask,
    Ban,
    Band,
    Condition,
    Confiscation,
    Detention,
    Law,
    Licence,
    Measure,
    Offence,
    Pattern,
    Provision,
    Suspension,
)
from procedures.catalogue.reading import read_catalogue
from procedures.catalogue.search import find_offences
from procedures.catalogue.shipped import (
    OFFENCES,
    PATTERNS,
    all_offences,
    catalogue_in_use,
    law_ends,
    law_kinds,
    offence,
    shipped_catalogue,
    shipped_patterns,
    use_catalogue,
)

__all__ = [
    "LIFE",
    "OFFENCES",
    "PATTERNS",
    "Ask",
    "Ban",
    "Band",
    "Catalogue",
    "Condition",
    "Confiscation",
    "Crime",
    "Detention",
    "Law",
    "Licence",
    "Measure",
    "Offence",
    "Pattern",
    "Provision",
    "Suspension",
    "all_offences",
    "catalogue_in_use",
    "find_offences",
    "law_ends",
    "law_kinds",
    "offence",
    "read_catalogue",
    "read_crimes",
    "shipped_catalogue",
    "shipped_crimes",
    "shipped_patterns",
    "use_catalogue",
]
