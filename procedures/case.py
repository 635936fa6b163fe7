"""The case as the rules see it: parties, officers and acts, all frozen.

Money is integer fen, days are `date`, times of day `time`. Nothing here knows how a case is stored or shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from types import MappingProxyType
from typing import Any, Literal

PartyKind = Literal["citizen", "farm_household", "sole_trader", "legal_person", "other_organisation"]
NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Certificate:
    """An enforcement certificate (执法证); both days are valid days."""

    no: str
    valid_from: date
    valid_until: date


@dataclass(frozen=True, slots=True)
class Officer:
    """An enforcement officer with all certificates ever held, renewals included."""

    id: str
    name: str
    certificates: tuple[Certificate, ...] = ()

    def certificate_on(self, day: date) -> Certificate | None:
        """The certificate that is valid on `day`, if there is one."""
        return next((c for c in self.certificates if c.valid_from <= day <= c.valid_until), None)


@dataclass(frozen=True, slots=True)
class Party:
    """The person or organisation the case is about (当事人); `in_business` means 经营活动中的违法行为."""

    id: str
    kind: PartyKind
    name: str
    in_business: bool
    address: str = ""
    credit_code: str = ""
    identity_no: str = ""
    representative: str = ""
    phone: str = ""
    gender: str = ""
    born_on: date | None = None
    ethnicity: str = ""
    licence_name: str = ""
    licence_no: str = ""


@dataclass(frozen=True, slots=True)
class Conduct:
    """What was done wrong (违法行为). `facts` are the facts of `app.py penalty`; amounts among them in fen."""

    id: str
    party: str
    on: date
    offence: str = ""
    until: date | None = None
    discovered_on: date | None = None
    harm_to_life: bool = False
    facts: Mapping[str, Any] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True)
class Goods:
    """One line of the goods the case is about; prices in fen for one unit, quantities as decimal text.

    `lawfully_sold` is the part of `sold` that broke no rule. `refunded` was given back to buyers, `sample_paid` was
    paid for samples; both in fen.
    """

    name: str
    quantity: str
    spec: str = ""
    batch: str = ""
    maker: str = ""
    unit: str = ""
    sold: str = ""
    sampled: str = ""
    returned: str = ""
    price: int | None = None
    marked_price: int | None = None
    note: str = ""
    lawfully_sold: str = ""
    refunded: int | None = None
    sample_paid: int | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence; `kind` is one of the eight of 行政处罚法 第四十六条.

    `file` names the file, `sha256` its bytes. `maker` took it, at `place`, on `made_on`; the original lies
    `original_at`.
    """

    id: str
    kind: str
    name: str
    copies: int | None = None
    pages: int | None = None
    proves: str = ""
    file: str = ""
    sha256: str = ""
    maker: str = ""
    place: str = ""
    made_on: date | None = None
    original_at: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """The paper that goes with an act: form id, number, and the day on which it was issued."""

    form: str
    number: str = ""
    issued_on: date | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that was done (办案行为).

    `fields` holds what its kind asks for, under the names and types of `resources/law/acts.toml`; a key that is absent
    was not recorded. `values` holds what only its document needs.
    """

    id: str
    kind: str
    on: date
    at: time | None = None
    until: time | date | None = None
    officers: tuple[str, ...] = ()
    party: str = ""
    ref: str = ""
    note: str = ""
    fields: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    values: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    document: Document | None = None

    def get(self, name: str, default: Any = None) -> Any:
        """A field of this kind of act, or `default` where it was not recorded."""
        return self.fields.get(name, default)


@dataclass(frozen=True, slots=True)
class Case:
    """A whole case file; `acts` stand in the order in which they were recorded, the rules sort them where needed."""

    title: str = ""
    number: str = ""
    cause: str = ""
    sector: str = ""
    complex: bool = False
    public_interest: bool = False
    constructed: tuple[str, ...] = ()
    ruleset: str = "liuyang"
    as_of: date | None = None
    settings: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    officers: tuple[Officer, ...] = ()
    parties: tuple[Party, ...] = ()
    conducts: tuple[Conduct, ...] = ()
    goods: tuple[Goods, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    acts: tuple[Act, ...] = ()
    expect: Mapping[str, Any] = field(default_factory=lambda: NOTHING, compare=False)

    def live_acts(self) -> tuple[Act, ...]:
        """The acts that count: without those that another act voided, and without the voiding acts.

        A voiding act may be voided itself: what it took away then counts again. The later recorded one prevails.
        """
        voided: set[str] = set()
        for act in reversed(self.acts):
            if act.kind == "act_voided" and act.id not in voided:
                voided.add(act.ref)
        return tuple(act for act in self.acts if act.kind != "act_voided" and act.id not in voided)

    def until(self, day: date) -> "Case":
        """The case as it stood at the end of `day`: acts with a later `on` are left out."""
        return replace(self, acts=tuple(act for act in self.acts if act.on <= day))

    def party(self, party_id: str) -> Party:
        """The party with this id; KeyError if there is none."""
        for party in self.parties:
            if party.id == party_id:
                return party
        raise KeyError(party_id)

    def officer(self, officer_id: str) -> Officer:
        """The officer with this id; KeyError if there is none."""
        for officer in self.officers:
            if officer.id == officer_id:
                return officer
        raise KeyError(officer_id)

    def party_of(self, act: Act) -> str:
        """The party an act concerns: the one it names, else the only one of the case, else an empty string."""
        return act.party or (self.parties[0].id if len(self.parties) == 1 else "")
