"""What an act does to the time limits of its case: which begin with it, and which end on another day because of it."""

from collections.abc import Iterator, Mapping, Sequence
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

    The case is looked at as it stands at the end of `today`; the act may stand in it already, or be planned. A limit
    that runs from the same act before and after is one and the same; of the others as many are compared as there were.
    """
    others = [other for other in case.acts if other.id != act.id]
    earlier = _by_key(replace(case, acts=tuple(others)), rulebook, max(today, act.on))
    later = _by_key(replace(case, acts=(*others, act)), rulebook, max(today, act.on))
    found = [pair for key, clocks in later.items() for pair in _pairs(earlier.get(key, ()), clocks)]
    return tuple(sorted((each for each in found if each.before != each.after), key=lambda each: each.after))


def _pairs(before: Sequence[Clock], after: Sequence[Clock]) -> Iterator[Moved]:
    """Each limit with its last day before: that of the same trigger, else of one that has lost its own."""
    same = {(clock.act, clock.trigger_on): clock.due for clock in before}
    kept = {(clock.act, clock.trigger_on) for clock in after}
    lost = [clock.due for clock in before if (clock.act, clock.trigger_on) not in kept]
    for clock in after:
        known = same.get((clock.act, clock.trigger_on))
        yield Moved(clock, known if known is not None else lost.pop(0) if lost else None, clock.due)


def _by_key(case: Case, rulebook: Rulebook, day: date) -> Mapping[Key, Sequence[Clock]]:
    found: dict[Key, list[Clock]] = {}
    for clock in clocks_of(CaseView(case.until(day), rulebook)):
        found.setdefault((clock.id, clock.party, clock.recipient), []).append(clock)
    return found
