"""What the program already knows of an act that is about to be recorded, gathered value by value."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from procedures.case import Act, Case, Party
from procedures.catalogue import Offence, offence
from procedures.kinds import ActKind
from ui.pages.case.opened import OpenedCase

NOTHING = (None, "", ())
TODAY, OF_CASE = "今天", "本案"


@dataclass(slots=True)
class Filling:
    """What is known so far; the first to know a value wins.

    `settings` are those of the office; `step` is the step of the strip from which the act is recorded, `paper` the
    issued paper whose service it is (both may be empty).
    """

    kind: ActKind
    opened: OpenedCase
    party: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    step: str = ""
    paper: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day the case is looked at."""
        return self.opened.today

    def put(self, key: str, value: Any, source: str) -> None:
        """A value with the words for where it comes from; nothing known, and what is known already, changes nothing."""
        if value not in NOTHING and key not in self.values:
            self.values[key], self.sources[key] = value, source

    def newest(self, *kinds: str) -> Act | None:
        """The newest act of these kinds that concerns the party."""
        return self.opened.newest(*kinds, party=self.party)

    def person(self) -> Party | None:
        """The party the act concerns: the one named, else the first of the case."""
        parties = self.opened.case.parties
        return next((each for each in parties if each.id == self.party), parties[0] if parties else None)

    def offences(self) -> tuple[str, ...]:
        """The offences that the party is suspected of, each once."""
        found = [each.offence for each in self.opened.case.conducts if each.party == self.party or not self.party]
        return tuple(dict.fromkeys(each for each in found if each))

    def offence(self) -> Offence | None:
        """The first of them, as the catalogue has it."""
        return next((found for each in self.offences() if (found := offence(each))), None)

    def planned(self) -> Act:
        """The act as far as it is known."""
        fields = {name: value for name, value in self.values.items() if name in self.kind.fields}
        on = self.values.get("on") or self.today
        return replace(Act("planned", self.kind.kind, on, party=self.party), fields=fields)


Filler = Callable[[Filling], None]


def only_party(case: Case) -> str:
    """The party that an act concerns without being asked: the only one of the case."""
    return case.parties[0].id if len(case.parties) == 1 else ""
