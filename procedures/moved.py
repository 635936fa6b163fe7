"""What an act does to the time limits of its case: which begin with it, and which end on another day because of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from procedures.case import Act, Case
from procedures.clocks import Clock
from procedures.deadlines import clocks_of
from procedures.rulebook import Rulebook
from procedures.view import CaseView

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Moved:
    """A time limit that an act begins (`before` None) or moves, with its last day before and after."""

    clock: Clock
    before: date | None
    after: date


def moved_by(case: Case, act: Act, rulebook: Rulebook, today: date) -> tuple[Moved, ...]:
    """The limits that an act begins or moves, in the order of their last days.

    The act may stand in the case already, or be planned. Of a limit that a case has several times, as many are compared
    as there were.
    """
    others = [other for other in case.acts if other.id != act.id]
    earlier = _by_key(replace(case, acts=tuple(others)), rulebook, max(today, act.on))
    later = _by_key(replace(case, acts=(*others, act)), rulebook, max(today, act.on))
    found = [
        Moved(clock, known[number].due if number < len(known) else None, clock.due)
        for key, clocks in later.items()
        for known in (earlier.get(key, ()),)
        for number, clock in enumerate(clocks)
        if number >= len(known) or known[number].due != clock.due
    ]
    return tuple(sorted(found, key=lambda each: each.after))


def _by_key(case: Case, rulebook: Rulebook, day: date) -> Mapping[Key, Sequence[Clock]]:
    found: dict[Key, list[Clock]] = {}
    for clock in clocks_of(CaseView(case.until(day), rulebook)):
        found.setdefault((clock.id, clock.party, clock.recipient), []).append(clock)
    return found
