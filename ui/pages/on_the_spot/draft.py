"""What is typed on the page as the records that operations and rules take. Free of Qt.

`Values` are the page's values by field key, in the types of their kinds; None where nothing is entered. Money: fen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from types import MappingProxyType
from typing import Any

from models.operations.on_the_spot import OnTheSpotDraft
from procedures.case import Act, Case, Conduct, Officer
from procedures.catalogue import Offence, offence
from ui.pages.intake.party import PARTY_ID, Values, party_of, words_in

CONDUCT_ID, INSPECTION_ID = "c1", "inspection"
ASK = "ask_"
CHECK_KEYS = ("reason", "matter", "content", "object")
SENTENCES, ENDS = ("discretion", "correction"), "。！？；.;"
NO_OBJECTION, OBJECTION = "none", "made"
ON_THE_SPOT, BANK = "on_the_spot", "bank"
SMALL, HARD, REMOTE = "small_fine", "hard_to_collect", "remote_at_request"
STATEMENT_MADE = "当事人陈述、申辩："


@dataclass(frozen=True, slots=True)
class Moment:
    """When the check began (the page was opened) and when the decision is made; days and times in China."""

    began_on: date
    began_at: time
    on: date
    at: time


def conduct_of(values: Values, moment: Moment) -> Conduct:
    """What was done wrong, discovered when the check began."""
    return Conduct(
        id=CONDUCT_ID,
        party=PARTY_ID,
        on=values.get("conduct_on") or moment.began_on,
        offence=values.get("offence") or "",
        discovered_on=moment.began_on,
    )


def inspection_of(values: Values, moment: Moment) -> Act:
    """The check that found it."""
    told = {key: words_in(values, key) for key in ("place", *CHECK_KEYS)}
    fields: dict[str, Any] = told | {"certificates_shown": bool(values.get("certificates_shown")), "breach_found": True}
    return Act(
        id=INSPECTION_ID,
        kind="site_inspected",
        on=moment.began_on,
        at=moment.began_at,
        until=moment.at if moment.on == moment.began_on and moment.at > moment.began_at else None,
        officers=officers_of(values),
        fields=MappingProxyType(fields),
    )


def decision_of(values: Values, moment: Moment, review_first: bool, told: str) -> Act:
    """The decision as planned. `review_first`: reconsideration must come first; `told`: the words of `told_words`."""
    fields: dict[str, Any] = {"remedies_told": True}
    if review_first:
        fields["review_first_told"] = True
    fields |= _penalties(values)
    if fields.get("fine") and values.get("payment") == ON_THE_SPOT:
        fields["collected_on_the_spot"] = True
        if values.get("ground"):
            fields["collection_ground"] = values["ground"]
    return Act(
        id="",
        kind="on_the_spot_decision",
        on=moment.on,
        at=moment.at,
        officers=officers_of(values),
        party=PARTY_ID,
        fields=MappingProxyType(fields),
        values=MappingProxyType(_decision_values(values, told)),
    )


def _penalties(values: Values) -> dict[str, Any]:
    chosen = values.get("penalties") or ()
    fields: dict[str, Any] = {"warning": True} if "warning" in chosen else {}
    for key, field in (("fine", "fine"), ("gains", "confiscated_gains"), ("goods", "confiscated_goods")):
        if key in chosen and values.get(key):
            fields[field] = values[key]
    return fields


def _decision_values(values: Values, told: str) -> dict[str, Any]:
    """What gates and later papers read beside the fields: the answer, the fine told, the words of the facts."""
    kept: dict[str, Any] = {key.removeprefix(ASK): value for key, value in values.items() if key.startswith(ASK)}
    kept["place"] = words_in(values, "place")
    kept["party_statement"] = statement_of(values, told)
    kept["told_fine"] = values.get("told_fine")
    if values.get("payment") == ON_THE_SPOT:
        kept["collection_reason"] = words_in(values, "ground_reason") if values.get("ground") == HARD else ""
        kept["party_request"] = values.get("party_request") if values.get("ground") == REMOTE else None
    return {key: value for key, value in kept.items() if value not in (None, "")}


def statement_of(values: Values, told: str) -> str:
    """The answer to the rights told as it stands on the paper; empty while there is none."""
    if values.get("answer") == NO_OBJECTION:
        return told
    said = words_in(values, "statement")
    if values.get("answer") != OBJECTION or not said:
        return ""
    return f"{told.partition('。')[0]}。{STATEMENT_MADE}{said}"


def officers_of(values: Values) -> tuple[str, ...]:
    """The ids of the officers chosen, each once."""
    return tuple(dict.fromkeys(str(each) for each in values.get("officers") or () if each))


def draft_of(values: Values, moment: Moment, review_first: bool, told: str) -> OnTheSpotDraft | None:
    """What is issued; None before a kind of party and an offence are chosen."""
    party, entry = party_of(values), offence(values.get("offence") or "")
    if party is None or entry is None:
        return None
    decision = decision_of(values, moment, review_first, told)
    own = {"place": words_in(values, "place")} | {key: _sentence(words_in(values, key)) for key in SENTENCES}
    own |= {
        "offence_facts": words_in(values, "facts"),
        "party_statement": str(decision.values.get("party_statement", "")),
    }
    return OnTheSpotDraft(
        party=party,
        conduct=conduct_of(values, moment),
        inspection=inspection_of(values, moment),
        decision=decision,
        cause=entry.name,
        sector=entry.domain,
        own_values=MappingProxyType({key: value for key, value in own.items() if value}),
    )


def case_of(draft: OnTheSpotDraft, officers: Sequence[Officer]) -> Case:
    """The case as it will stand when the paper is issued."""
    return Case(
        title=draft.title,
        cause=draft.cause,
        sector=draft.sector,
        officers=tuple(officers),
        parties=(draft.party,),
        conducts=(draft.conduct,),
        acts=(draft.inspection,),
    )


def lead_of(draft: OnTheSpotDraft) -> Case:
    """The same matter as a lead for the general procedure, with everything that was typed."""
    kept = {**draft.decision.values, **draft.own_values}
    if draft.decision.get("fine"):
        kept["proposed_fine"] = draft.decision.get("fine")
    lead = Act(
        id="lead",
        kind="lead_received",
        on=draft.inspection.on,
        officers=draft.decision.officers,
        fields=MappingProxyType({"source": "inspection"}),
        values=MappingProxyType(kept),
    )
    cause = f"涉嫌{draft.cause}"
    return Case(
        title=f"{draft.party.name}{cause}案",
        cause=cause,
        sector=draft.sector,
        parties=(draft.party,),
        conducts=(draft.conduct,),
        acts=(draft.inspection, lead),
    )


def check_filled(entry: Offence, values: Values) -> dict[str, str]:
    """Reason, matter, content and object of the check in the words of the offence."""
    words = {ask.key: ask.preset for ask in entry.pattern.asks}
    words |= {key.removeprefix(ASK): str(value) for key, value in values.items() if key.startswith(ASK) and value}
    words |= {"conduct": entry.name, "party": words_in(values, "name") or "当事人"}
    return {key: _put(entry.pattern.check.get(key, ""), words) for key in CHECK_KEYS}


def _put(text: str, words: Mapping[str, str]) -> str:
    for key, word in words.items():
        text = text.replace(f"{{{key}}}", word)
    return text


def _sentence(words: str) -> str:
    """Words that follow others on the paper, ended with a full stop."""
    return f"{words}。" if words and words[-1] not in ENDS else words
