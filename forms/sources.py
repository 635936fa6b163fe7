"""What a paper is filled from: the case and the act it belongs to, the office, the officers and the document."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from procedures.case import Act, Case, Conduct, Document, Officer, Party

if TYPE_CHECKING:
    from procedures.rulebook import Rulebook


class LackingError(LookupError):
    """A derived fact that cannot be worked out yet; `lacking` is the key of the fact it needs."""

    def __init__(self, lacking: str) -> None:
        super().__init__(lacking)
        self.lacking = lacking


@dataclass(frozen=True, slots=True)
class Sources:
    """Where facts come from.

    `act` is the planned or recorded act the paper belongs to, `office` the office's settings by fact key
    (`office.agency_name`), `officers` those of the register; the case's own officers come first. Without a `rulebook`
    facts that count days stay empty.
    """

    case: Case
    party: Party | None
    act: Act
    office: Mapping[str, Any]
    officers: Sequence[Officer]
    document: Document | None
    today: date
    rulebook: "Rulebook | None" = None

    @property
    def rules(self) -> "Rulebook":
        """The office's rules, else the shipped ones of the case's rule set."""
        return self.rulebook or _shipped_rules(self.case.ruleset)

    @property
    def day(self) -> date:
        """The day of the document: issued, else the day of its act."""
        return (self.document and self.document.issued_on) or self.act.on

    @property
    def conduct(self) -> Conduct | None:
        """The conduct of the paper's party, the first where there are several."""
        wanted = self.party.id if self.party else ""
        return next((one for one in self.case.conducts if not wanted or one.party == wanted), None)

    def with_values(self, own: Mapping[str, Any]) -> "Sources":
        """The same sources as they will be once `own` is stored with the act; what is None was taken out."""
        values = {key: value for key, value in {**self.act.values, **own}.items() if value is not None}
        return replace(self, act=replace(self.act, values=values))

    def setting(self, key: str) -> str:
        """A setting of the office as text; LackingError where it is not filled in."""
        value = self.office.get(key)
        if not value:
            raise LackingError(key)
        return str(value)

    def officer(self, officer_id: str) -> Officer | None:
        """The officer with this id, as the case knows them or else the register."""
        return next((one for one in (*self.case.officers, *self.officers) if one.id == officer_id), None)

    def newest(self, *kinds: str) -> Act | None:
        """This paper's act if it is of such a kind, else the newest live one of the party."""
        if self.act.kind in kinds:
            return self.act
        return max(self.acts(*kinds), key=lambda act: act.on, default=None)

    def acts(self, *kinds: str) -> tuple[Act, ...]:
        """The live acts of these kinds that concern the party, up to the day of the document, oldest first."""
        found = [
            act for act in self.case.live_acts() if act.kind in kinds and self._concerns(act) and act.on <= self.day
        ]
        return tuple(sorted(found, key=lambda act: act.on))

    def act_with(self, act_id: str) -> Act | None:
        """The live act with this id."""
        return next((act for act in self.case.live_acts() if act.id == act_id), None)

    def _concerns(self, act: Act) -> bool:
        return self.party is None or self.case.party_of(act) in ("", self.party.id)


@cache
def _shipped_rules(ruleset: str) -> "Rulebook":
    from procedures.rulebook import load_rulebook

    return load_rulebook(ruleset)
