"""What gates look for in an act: one module for each part of a case, every predicate under the name that data uses."""

from procedures.gates import (
    basis,
    both,
    collection,
    decision,
    execution,
    filing,
    measures,
    notice,
    officers,
    on_the_spot,
    opening,
    penalty,
    remedies,
    service,
)
from procedures.gates.registry import PREDICATES, Context, Hit

__all__ = [
    "PREDICATES",
    "Context",
    "Hit",
    "basis",
    "both",
    "collection",
    "decision",
    "execution",
    "filing",
    "measures",
    "notice",
    "officers",
    "on_the_spot",
    "opening",
    "penalty",
    "remedies",
    "service",
]
