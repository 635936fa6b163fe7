"""The finding as its own stream tells it: the fold from entries to a fault file, and the entries that operations make.

A finding about officers never travels with a case: it has a stream of its own, `finding/<id>`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from models.entries import Entry, NewEntry
from models.upcasts import read_payload
from procedures.faults import (
    Appeal,
    AppealOutcome,
    Cause,
    Confirmation,
    Consequence,
    FaultFile,
    FaultPaper,
    FaultState,
    Statement,
    is_answered,
)
from procedures.faults_plain import decode, encode

FINDING_PREFIX = "finding/"
# What `finding_described` replaces as a whole; the rest of a fault file follows from the other entries.
DESCRIBED = (
    "items",
    "case_id",
    "case_title",
    "case_number",
    "party",
    "acts",
    "facts",
    "evidence",
    "persons",
    "origin",
    "origin_reason",
    "bearing_rule",
    "bearing_reason",
    "fault",
    "harm",
    "harm_words",
    "cause_words",
    "opinion",
    "proposer",
    "appeal_days",
    "appeal_to",
    "found_on",
)
Taking = Callable[[FaultFile, Mapping[str, Any], Entry], FaultFile]


def finding_stream(finding_id: str) -> str:
    """The stream of a finding."""
    return FINDING_PREFIX + finding_id


def finding_id_of(stream: str) -> str:
    """The finding that a stream tells of."""
    return stream.removeprefix(FINDING_PREFIX)


def finding_from_entries(entries: Iterable[Entry]) -> FaultFile:
    """The fault file that these entries of one stream tell of; StorageError for entries of a newer program."""
    file = FaultFile()
    for entry in entries:
        file = take(file, entry)
    return file


def take(file: FaultFile, entry: Entry) -> FaultFile:
    """The file after the next entry of its stream."""
    taken = TAKING[entry.kind](file, read_payload(entry), entry)
    return replace(taken, id=finding_id_of(entry.stream), seen=entry.stream_seq)


def described_values(file: FaultFile) -> dict[str, Any]:
    """What is described of a finding, as plain values; what nobody has said yet stays absent."""
    told = encode(file)
    return {name: told[name] for name in DESCRIBED if name in told}


def taken_up_entry(file: FaultFile, on: date) -> NewEntry:
    """The first entry of a finding: what is described of it, and the proposal it was taken up from."""
    payload: dict[str, Any] = {"finding": described_values(file)}
    if file.cause is not None:
        payload["cause"] = encode(file.cause)
    return NewEntry("finding_taken_up", on, payload)


def described_entry(file: FaultFile, on: date) -> NewEntry:
    """The description as a whole row."""
    return NewEntry("finding_described", on, {"finding": described_values(file)})


def statement_entry(kind: str, statement: Statement, on: date) -> NewEntry:
    """What a person was asked (`finding_asked`) or has answered (`finding_answered`)."""
    return NewEntry(kind, on, {"statement": encode(statement)})


def confirmed_entry(confirmation: Confirmation) -> NewEntry:
    """The confirmation by a second person."""
    return NewEntry("finding_confirmed", confirmation.on, {"confirmation": encode(confirmation)})


def decided_entry(consequence: Consequence, on: date) -> NewEntry:
    """The consequence, with the certificates that it ended."""
    return NewEntry("finding_decided", on, {"consequence": encode(consequence)})


def appealed_entry(appeal: Appeal) -> NewEntry:
    """An appeal without an outcome."""
    return NewEntry("finding_appealed", appeal.on, {"appeal": encode(appeal)})


def settled_entry(
    person: str, outcome: AppealOutcome, words: str, on: date, consequence: Consequence | None
) -> NewEntry:
    """How an appeal ended, and the consequence that takes effect again, if it does."""
    payload: dict[str, Any] = {"person": person, "outcome": outcome, "words": words}
    if consequence is not None:
        payload["consequence"] = encode(consequence)
    return NewEntry("finding_appeal_settled", on, payload)


def cancelled_entry(paper: FaultPaper, reason: str, on: date) -> NewEntry:
    """That an opinion is cancelled, and why."""
    return NewEntry("document_cancelled", on, {"document": paper.id, "reason": reason})


def reasoned_entry(kind: str, reason: str, on: date, *, remind_on: date | None = None) -> NewEntry:
    """An entry that says no more than why; a deferral also when to be reminded."""
    payload = {"reason": reason}
    return NewEntry(kind, on, payload if remind_on is None else {**payload, "remind_on": remind_on.isoformat()})


def _stage(file: FaultFile) -> FaultFile:
    """The state before confirming follows from who was asked and who has answered."""
    state: FaultState = "taken_up"
    if file.statements:
        waiting = file.unheard() or any(not is_answered(one) for one in file.statements)
        state = "asked" if waiting else "heard"
    return replace(file, state=state)


def _described(file: FaultFile, payload: Mapping[str, Any]) -> FaultFile:
    told = decode(FaultFile, payload["finding"])
    return replace(file, **{name: getattr(told, name) for name in DESCRIBED})


def _take_up(file: FaultFile, payload: Mapping[str, Any], entry: Entry) -> FaultFile:
    cause = decode(Cause, payload["cause"]) if "cause" in payload else None
    taken = replace(_described(file, payload), cause=cause, taken_up_by=entry.actor, taken_up_on=entry.on)
    return _stage(taken)


def _describe(file: FaultFile, payload: Mapping[str, Any], _: Entry) -> FaultFile:
    return _stage(replace(_described(file, payload), confirmation=None))


def _ask(file: FaultFile, payload: Mapping[str, Any], _: Entry) -> FaultFile:
    return _with_statement(file, decode(Statement, payload["statement"]))


def _answer(file: FaultFile, payload: Mapping[str, Any], _: Entry) -> FaultFile:
    told = decode(Statement, payload["statement"])
    asked = next((one for one in file.statements if one.person == told.person), told)
    return _with_statement(file, replace(asked, answer=told.answer, on=told.on, words=told.words))


def _with_statement(file: FaultFile, statement: Statement) -> FaultFile:
    others = tuple(one for one in file.statements if one.person != statement.person)
    return _stage(replace(file, statements=(*others, statement)))


def _defer(file: FaultFile, payload: Mapping[str, Any], _: Entry) -> FaultFile:
    return replace(file, remind_on=_day(payload.get("remind_on")), remind_words=payload["reason"])


def _end(state: FaultState) -> Taking:
    def end(file: FaultFile, payload: Mapping[str, Any], entry: Entry) -> FaultFile:
        return replace(_unreminded(file), state=state, ended_on=entry.on, outcome=payload["reason"])

    return end


def _confirm(file: FaultFile, payload: Mapping[str, Any], _: Entry) -> FaultFile:
    confirmation = decode(Confirmation, payload["confirmation"])
    return replace(_unreminded(file), confirmation=confirmation, state="confirmed")


def _decide(file: FaultFile, payload: Mapping[str, Any], entry: Entry) -> FaultFile:
    consequence = decode(Consequence, payload["consequence"])
    return replace(file, consequence=consequence, decided_on=entry.on, state="decided")


def _withdraw_decision(file: FaultFile, _: Mapping[str, Any], __: Entry) -> FaultFile:
    return replace(file, consequence=None, decided_on=None, state="confirmed")


def _issue(file: FaultFile, payload: Mapping[str, Any], _: Entry) -> FaultFile:
    told = payload["document"]
    paper = FaultPaper(
        told["id"],
        told["form"],
        told["title"],
        told["number"],
        date.fromisoformat(told["issued_on"]),
        told["docx"],
        told["pdf"],
    )
    return replace(file, papers=(*file.papers, paper))


def _cancel(file: FaultFile, payload: Mapping[str, Any], entry: Entry) -> FaultFile:
    papers = tuple(
        replace(one, cancelled_on=entry.on, cancel_reason=payload["reason"]) if one.id == payload["document"] else one
        for one in file.papers
    )
    return replace(file, papers=papers)


def _appeal(file: FaultFile, payload: Mapping[str, Any], _: Entry) -> FaultFile:
    return replace(file, appeals=(*file.appeals, decode(Appeal, payload["appeal"])), state="appealed")


def _settle(file: FaultFile, payload: Mapping[str, Any], entry: Entry) -> FaultFile:
    outcome: AppealOutcome = payload["outcome"]
    appeals = tuple(
        replace(one, outcome=outcome, settled_on=entry.on, settled_words=payload["words"])
        if one.outcome is None and (outcome == "changed" or one.person == payload["person"])
        else one
        for one in file.appeals
    )
    settled = replace(file, appeals=appeals)
    if outcome == "changed":
        return _stage(replace(settled, confirmation=None, consequence=None, decided_on=None))
    if "consequence" in payload:
        settled = replace(settled, consequence=decode(Consequence, payload["consequence"]))
    return replace(settled, state="appealed" if settled.open_appeal else "decided")


def _unreminded(file: FaultFile) -> FaultFile:
    return replace(file, remind_on=None, remind_words="")


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


TAKING: Mapping[str, Taking] = {
    "finding_taken_up": _take_up,
    "finding_described": _describe,
    "finding_asked": _ask,
    "finding_answered": _answer,
    "finding_deferred": _defer,
    "finding_rejected": _end("rejected"),
    "finding_closed_without_fault": _end("without_fault"),
    "finding_confirmed": _confirm,
    "finding_decided": _decide,
    "finding_decision_withdrawn": _withdraw_decision,
    "document_issued": _issue,
    "document_cancelled": _cancel,
    "finding_appealed": _appeal,
    "finding_appeal_settled": _settle,
    "finding_closed": _end("closed"),
}
FINDING_KINDS = frozenset(kind for kind in TAKING if kind.startswith("finding_"))
