"""A catalogue as it was read: its laws and offences by their ids."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from procedures.catalogue.crimes import Crime
from procedures.catalogue.entries import Law, Offence


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """Laws and offences in the file's order, crimes by article; `texts_as_of` is the last day of the texts compared."""

    texts_as_of: date
    laws: Mapping[str, Law]
    offences: Mapping[str, Offence]
    crimes: Mapping[str, Crime]

    def offence(self, offence_id: str) -> Offence | None:
        """The entry with this id, or None."""
        return self.offences.get(offence_id)

    def legal_bases(self) -> tuple[Law, ...]:
        """Every law, those that the office's own regulation names first."""
        return tuple(sorted(self.laws.values(), key=lambda law: not law.named_in_regulation))
