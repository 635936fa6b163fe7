"""A lead as it is typed, as the case that it opens. Free of Qt; amounts in fen."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

from procedures.case import Act, Case, Conduct
from procedures.catalogue import offence
from ui.pages.intake.asked_facts import facts_in
from ui.pages.intake.party import PARTY_ID, Values, party_of, words_in

CONDUCT_ID, LEAD_ID, FORESEEN_ID = "c1", "lead", "foreseen"
SUSPECTED = "涉嫌"
# What is confiscated of which fact, where the offence's article confiscates it.
CONFISCATED = {"illegal_gains": ("confiscated_gains", "illegal_gains"), "goods_value": ("confiscated_goods", "goods")}


def cause_of(offence_id: str | None) -> str:
    """The cause as papers name it before the decision (案由，带“涉嫌”); empty without an offence."""
    entry = offence(offence_id or "")
    return f"{SUSPECTED}{entry.name}" if entry else ""


def case_of(values: Values) -> Case | None:
    """The case that this lead opens; None before the kind of party is chosen and a day of receipt is typed."""
    party, received = party_of(values), values.get("received_on")
    if party is None or received is None:
        return None
    cause = words_in(values, "cause")
    entry = offence(values.get("offence") or "")
    return Case(
        title=f"{party.name}{cause}案",
        cause=cause,
        sector=entry.domain if entry else "",
        complex=bool(values.get("complex")),
        public_interest=bool(values.get("public_interest")),
        parties=(party,),
        conducts=tuple(conduct for conduct in (_conduct(values, received),) if conduct),
        acts=(_lead(values, received),),
    )


def without_party(values: Values) -> Case:
    """The lead alone, for the day by which it must be decided whether to open a case."""
    received = values.get("received_on")
    return Case(acts=(_lead(values, received),) if received else ())


def foreseen(values: Values, day: date) -> Act:
    """What is foreseen as an opinion, for the questions of the legal panel; it is never recorded."""
    entry = offence(values.get("offence") or "")
    fields: dict[str, Any] = {"fine": values["fine"]} if values.get("fine") else {}
    for key, (name, taken) in CONFISCATED.items():
        if isinstance(values.get(key), int) and values[key] and (entry is None or taken in entry.confiscate):
            fields[name] = values[key]
    if values.get("kinds"):
        fields["kinds"] = tuple(values["kinds"])
    return Act(FORESEEN_ID, "opinion_submitted", day, party=PARTY_ID, fields=MappingProxyType(fields))


def officers_of(values: Values) -> tuple[str, ...]:
    """The ids of the officers chosen, each once."""
    return tuple(dict.fromkeys(str(each) for each in values.get("officers") or () if each))


def judged_case(values: Values, today: date) -> Case | None:
    """The case for the legal panel: where no day of the conduct is typed yet, the offence counts as of the receipt."""
    case, received = case_of(values), values.get("received_on") or today
    if case is None or case.conducts or not values.get("offence"):
        return case
    return replace(case, conducts=tuple(filter(None, (_conduct({**values, "conduct_on": received}, received),))))


def _conduct(values: Values, received: date) -> Conduct | None:
    if values.get("conduct_on") is None:
        return None
    return Conduct(
        id=CONDUCT_ID,
        party=PARTY_ID,
        on=values["conduct_on"],
        until=values.get("conduct_until"),
        offence=values.get("offence") or "",
        discovered_on=received,
        harm_to_life=bool(values.get("harm_to_life")),
        facts=MappingProxyType(facts_in(values)),
    )


def _lead(values: Values, received: date) -> Act:
    source = values.get("source") or "other"
    fields: dict[str, Any] = {"source": source}
    if source == "complaint":
        fields["complaint"] = True
    kept = {key: words_in(values, key) for key in ("summary", "provider", "place")}
    if values.get("fine"):
        kept["proposed_fine"] = values["fine"]
    return Act(
        id=LEAD_ID,
        kind="lead_received",
        on=received,
        officers=officers_of(values),
        fields=MappingProxyType(fields),
        values=MappingProxyType({key: value for key, value in kept.items() if value}),
    )
