"""What a gate is asked: the registry of predicates, what one may look at, and what it finds.

A predicate yields a `Hit` for each thing found wrong: the words for the placeholders of its gate, and `certain` False
where a fact of it is not recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from procedures.case import Act, Party
from procedures.view import CaseView

if TYPE_CHECKING:
    from procedures.clocks import Clock


INVESTIGATING = (
    "interview_held",
    "site_inspected",
    "sample_taken",
    "evidence_preserved",
    "preservation_decided",
    "property_seized",
    "opinion_submitted",
)


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found wrong: the words for the gate's placeholders; `certain` False where a fact is not recorded.

    `possible_on` is the first day on which the act would no longer be wrong (None: waiting does not mend it).
    `deadline` is the time limit that the act did not wait for.
    """

    words: Mapping[str, str] = field(default_factory=dict)
    certain: bool = True
    possible_on: date | None = None
    deadline: str = ""

    def fill(self, words: str) -> str:
        """The words of a rule with its placeholders filled."""
        for name, value in self.words.items():
            words = words.replace(f"{{{name}}}", value)
        return words


@dataclass(frozen=True, slots=True)
class Context:
    """What a predicate may look at beside the act."""

    view: CaseView
    clocks: Sequence[Clock]

    def party(self, act: Act) -> Party | None:
        """The party an act concerns."""
        party_id = self.view.case.party_of(act)
        return next((party for party in self.view.parties() if party.id == party_id), None)

    def act(self, act_id: str) -> Act | None:
        """The act of this id, if it counts."""
        return self.view.by_id.get(act_id)

    def recipient(self, act: Act) -> str:
        """The name of the body that an act of a filing concerns."""
        known = self.view.rulebook.recipients.get(act.get("recipient") or "")
        return known.name if known else "备案机关"

    def kept_since_opening(self, act: Act) -> bool:
        """Whether the file holds the opening: only then does what it lacks tell that it was not done."""
        return bool(self.of(act, "case_opened"))

    def name(self, person: str) -> str:
        """The name of a person: of an officer, or as it stands."""
        officer = self.view.officers.get(person)
        return officer.name if officer else person

    def investigated(self, person: str) -> bool:
        """Whether a person took part in the investigation; the same one where the ids or the names agree."""
        name = self.name(person)
        return any(
            person == officer or name == self.name(officer)
            for act in self.view.of(*INVESTIGATING)
            for officer in act.officers
        )

    def of(self, act: Act, *kinds: str) -> Sequence[Act]:
        """The acts of these kinds that concern the party of `act` (all where it names none), by day."""
        return self.view.of(*kinds, party=self.view.case.party_of(act) or None)

    def before(self, act: Act, *kinds: str) -> Sequence[Act]:
        """As `of`, those up to the day of `act`."""
        return [other for other in self.of(act, *kinds) if other.on <= act.on]


Predicate = Callable[[Context, Act], Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class Registered:
    """A predicate and the placeholders that it fills."""

    find: Predicate
    placeholders: frozenset[str]


PREDICATES: dict[str, Registered] = {}


def predicate(name: str, *placeholders: str) -> Callable[[Predicate], Predicate]:
    """Register a predicate under the name that gates use, with the placeholders it fills."""

    def register(function: Predicate) -> Predicate:
        PREDICATES[name] = Registered(function, frozenset(placeholders))
        return function

    return register
