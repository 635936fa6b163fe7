"""The lawful range of a fine on the facts of a case, from the catalogue; pure, without I/O."""

from procedures.penalties.answers import (
    CatalogueRefusedError,
    GoverningBand,
    Ground,
    LicenceMeasure,
    Line,
    Proposed,
    Range,
    Referral,
    SameAct,
    TransferCheck,
)
from procedures.penalties.computing import penalty
from procedures.penalties.facts import UNKNOWN, Facts, facts_of
from procedures.penalties.reading import read_facts
from procedures.penalties.same_act import same_act
from procedures.penalties.transfer import transfer_check

__all__ = [
    "UNKNOWN",
    "CatalogueRefusedError",
    "Facts",
    "GoverningBand",
    "Ground",
    "LicenceMeasure",
    "Line",
    "Proposed",
    "Range",
    "Referral",
    "SameAct",
    "TransferCheck",
    "facts_of",
    "penalty",
    "read_facts",
    "same_act",
    "transfer_check",
]
