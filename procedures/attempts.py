"""Public notice as the last way of service: what was tried before it, why nothing else works, where it was put up.

Kept in the `values` of the act as `acts.toml` describes them. Source: 民事诉讼法 第九十五条.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from procedures.case import Act

REASON, WHEREABOUTS, ATTEMPTS = "public_notice_reason", "whereabouts_basis", "service_attempts"
CARRIER, POSTED = "notice_carrier", "posting_record"
UNKNOWN, NO_OTHER_WAY = "whereabouts_unknown", "no_other_way"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt of service that did not reach the party.

    `way` is a method of service, `evidence` the id of the photo or slip in the case's evidence; what is not recorded
    is empty or None.
    """

    on: date | None
    at: time | None
    way: str
    place: str
    result: str
    evidence: str


def attempts_of(act: Act) -> tuple[Attempt, ...]:
    """The attempts that an act tells of, in their order; days and times may be ISO text, as the journal keeps them."""
    rows = act.values.get(ATTEMPTS) or ()
    return tuple(_attempt(row) for row in rows if isinstance(row, Mapping))


def ways_tried(act: Act) -> frozenset[str]:
    """The ways of service that are told to have failed before an act, each with its day and what came of it."""
    return frozenset(
        each.way for each in attempts_of(act) if each.way and each.result and each.on is not None and each.on <= act.on
    )


def _attempt(row: Mapping[str, Any]) -> Attempt:
    on, at = row.get("on"), row.get("at")
    return Attempt(
        on=date.fromisoformat(on) if isinstance(on, str) and on else on or None,
        at=time.fromisoformat(at) if isinstance(at, str) and at else at or None,
        way=str(row.get("way") or ""),
        place=str(row.get("place") or ""),
        result=str(row.get("result") or ""),
        evidence=str(row.get("evidence") or ""),
    )
