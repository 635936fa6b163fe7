"""What the steps of a procedure ask of a case: done, needed, barred; named for the step tables of the law's data.

The predicates of the simple procedure are in `simple.py`, those of the general one in `general/`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from procedures.case import Act
from procedures.clocks import ClockState, first_open
from procedures.thresholds import PartyVerdict
from procedures.view import CaseView


@dataclass(frozen=True, slots=True)
class Situation:
    """What a step predicate may look at: a case on a day, for one party or (`party` empty) for the whole of it.

    `recipient` is the body that the step goes to, where it goes to one.
    """

    view: CaseView
    today: date
    clocks: Sequence[ClockState]
    party: str = ""
    verdict: PartyVerdict | None = None
    recipient: str = ""

    def of(self, *kinds: str) -> Sequence[Act]:
        """The acts of these kinds that concern the party, in the order of their days."""
        return self.view.of(*kinds, party=self.party or None)

    def last(self, *kinds: str) -> Act | None:
        """The newest act of these kinds."""
        found = self.of(*kinds)
        return found[-1] if found else None

    def day_of(self, *kinds: str) -> date | None:
        """The day of the newest act of these kinds."""
        act = self.last(*kinds)
        return act.on if act else None

    def clock(self, clock_ids: Sequence[str], recipient: str = "") -> ClockState | None:
        """The first clock that is still open, else the first; of the first id of which the case has one."""
        own = [s for s in self.clocks if s.clock.id in clock_ids and recipient in ("", s.clock.recipient)]
        return next((found for clock_id in clock_ids if (found := first_open(own, clock_id))), None)


@dataclass(frozen=True, slots=True)
class Need:
    """Whether a step has to be taken, why or why not, and the article where it is not the step's own."""

    needed: bool
    reason: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """Why an act may not be done today, and from which day it may (None: not by waiting).

    `waits`: nothing is wrong, what was done only has to take effect.
    """

    reason: str
    basis: str
    certainty: str = "verified"
    possible_on: date | None = None
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Ending:
    """What ended a case, or the part of it that concerns one party."""

    name: str
    reason: str


# Gives the day on which a step was done, or None.
Done = Callable[[Situation], date | None]
# Gives None as long as it isn't known whether the step will be needed.
Needed = Callable[[Situation], Need | None]
Barred = Callable[[Situation], Bar | None]
Ends = Callable[[Situation], Ending | None]
Function = TypeVar("Function")

DONE: dict[str, Done] = {}
NEEDED: dict[str, Needed] = {}
BARRED: dict[str, Barred] = {}
ENDINGS: dict[str, Ends] = {}


def named(table: dict[str, Function], name: str) -> Callable[[Function], Function]:
    """Register a predicate under the name that step tables use."""

    def register(function: Function) -> Function:
        table[name] = function
        return function

    return register
