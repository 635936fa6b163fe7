"""The fold: entries of a case stream to the case as the rules see it, and its inverse."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Any, Literal

from models.entries import Entry, NewEntry
from models.upcasts import read_payload
from procedures.case import Act, Case, Conduct, Document, Evidence, Goods, Officer, Party
from procedures.kinds import decode_act, encode_act
from procedures.plain import decode_head, decode_record, decode_values, encode_head, encode_record, encode_values

NUMBER = "number_"
ROW_KINDS = frozenset(
    {
        "case_described",
        "party_recorded",
        "officer_joined",
        "conduct_recorded",
        "goods_listed",
        "evidence_recorded",
        "evidence_withdrawn",
        "document_issued",
        "document_cancelled",
        "filing_returned",
        "filing_package_built",
    }
)


@dataclass(frozen=True, slots=True)
class IssuedDocument:
    """A paper as it was issued and frozen: form version, number, values as resolved that day, digests of its two files.

    `act` is the id of the act it puts on paper, `planned` that act as it stood when the paper was made.
    """

    id: str
    form: str
    form_from: date
    title: str
    number: str
    series: str
    sequence: int
    category: str
    issued_on: date
    act: str
    values: Mapping[str, Any]
    own_values: Mapping[str, Any]
    docx: str
    pdf: str
    planned: Act | None = None
    cancelled_on: date | None = None
    cancel_reason: str = ""


@dataclass(frozen=True, slots=True)
class Backfill:
    """Why something was recorded after the event, and the second person who stands for it."""

    reason: str
    second_person: str


@dataclass(frozen=True, slots=True)
class WithdrawnEvidence:
    """A piece of evidence that no longer counts, and why; its file stays where it is."""

    evidence: Evidence
    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class PackageNote:
    """A filing package that was sent back with a reason, or built (`sha256` of its folder's parts), by an officer.

    `seq` is its place in the stream; `on` the day it was recorded.
    """

    kind: Literal["returned", "built"]
    decision: str
    recipient: str
    on: date
    by: str
    seq: int
    reason: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A whole case file: the case, its papers, and where each act stands in the stream."""

    case: Case
    seen: int
    documents: tuple[IssuedDocument, ...] = ()
    withdrawn: tuple[WithdrawnEvidence, ...] = ()
    entries: Mapping[str, Entry] = field(default_factory=dict)
    backfills: Mapping[str, Backfill] = field(default_factory=dict)
    import_digest: str = ""
    packages: tuple[PackageNote, ...] = ()


def case_from_entries(entries: Iterable[Entry]) -> Case:
    """The case that these entries of one stream tell of; the newest row of one id counts."""
    return file_from_entries(entries).case


def file_from_entries(entries: Iterable[Entry]) -> CaseFile:
    """The case with its papers and backfill marks; raises StorageError for entries of a newer program."""
    fold = CaseFold()
    for entry in entries:
        fold.take(entry)
    return fold.result()


def entries_from_case(case: Case, on: date) -> list[NewEntry]:
    """The entries that fold to this case; rows carry `on`, acts their own day. `expect` is of tests and not kept."""
    made = [NewEntry("case_described", on, {"case": encode_head(case)})]
    made += [officer_entry(officer, on) for officer in case.officers]
    made += [party_entry(party, on) for party in case.parties]
    made += [conduct_entry(conduct, on) for conduct in case.conducts]
    made += [goods_entry(case.goods, on)] if case.goods else []
    made += [evidence_entry(evidence, on) for evidence in case.evidence]
    made += [act_entry(act) for act in case.acts]
    return made


def described_entry(case: Case, on: date) -> NewEntry:
    """What describes the case as a whole."""
    return NewEntry("case_described", on, {"case": encode_head(case)})


def officer_entry(officer: Officer, on: date) -> NewEntry:
    """An officer who acts in the case, with all certificates."""
    return NewEntry("officer_joined", on, {"officer": encode_record(officer)})


def party_entry(party: Party, on: date, reason: str = "") -> NewEntry:
    """A party as a whole row, with the reason of the change where one was asked for."""
    told = {"party": encode_record(party)}
    return NewEntry("party_recorded", on, told | {"reason": reason} if reason else told)


def conduct_entry(conduct: Conduct, on: date) -> NewEntry:
    """A conduct as a whole row."""
    return NewEntry("conduct_recorded", on, {"conduct": encode_record(conduct)})


def goods_entry(goods: Iterable[Goods], on: date) -> NewEntry:
    """The whole list of goods."""
    return NewEntry("goods_listed", on, {"goods": [encode_record(line) for line in goods]})


def evidence_entry(evidence: Evidence, on: date) -> NewEntry:
    """A piece of evidence as a whole row."""
    return NewEntry("evidence_recorded", on, {"evidence": encode_record(evidence)})


def withdrawn_entry(evidence_id: str, reason: str, on: date) -> NewEntry:
    """A piece of evidence that no longer counts."""
    return NewEntry("evidence_withdrawn", on, {"evidence": evidence_id, "reason": reason})


def act_entry(act: Act, backfill: Backfill | None = None) -> NewEntry:
    """An act, under its own kind."""
    payload: dict[str, Any] = {"act": encode_act(act)}
    if backfill is not None:
        payload["backfill"] = {"reason": backfill.reason, "second_person": backfill.second_person}
    return NewEntry(act.kind, act.on, payload)


def returned_entry(decision: str, recipient: str, reason: str, by: str, on: date) -> NewEntry:
    """A filing package that was sent back to the officers of the case."""
    return NewEntry("filing_returned", on, {"decision": decision, "recipient": recipient, "reason": reason, "by": by})


def package_entry(decision: str, recipient: str, sha256: str, by: str, on: date) -> NewEntry:
    """A filing package that was built."""
    told = {"decision": decision, "recipient": recipient, "sha256": sha256, "by": by}
    return NewEntry("filing_package_built", on, told)


def issued_entry(document: IssuedDocument) -> NewEntry:
    """A paper, frozen."""
    told = {
        "id": document.id,
        "form": document.form,
        "form_from": document.form_from.isoformat(),
        "title": document.title,
        "number": document.number,
        "series": document.series,
        "sequence": document.sequence,
        "category": document.category,
        "issued_on": document.issued_on.isoformat(),
        "act": document.act,
        "values": encode_values(document.values),
        "own_values": encode_values(document.own_values),
        "docx": document.docx,
        "pdf": document.pdf,
        "planned": encode_act(document.planned) if document.planned else None,
    }
    return NewEntry("document_issued", document.issued_on, {"document": told})


class CaseFold:
    """Rows gathered so far, by id, in the order in which each id first came."""

    def __init__(self) -> None:
        self.described = Case()
        self.officers: dict[str, Officer] = {}
        self.parties: dict[str, Party] = {}
        self.conducts: dict[str, Conduct] = {}
        self.evidence: dict[str, Evidence] = {}
        self.withdrawn: dict[str, WithdrawnEvidence] = {}
        self.goods: tuple[Goods, ...] = ()
        self.acts: list[Act] = []
        self.entries: dict[str, Entry] = {}
        self.documents: dict[str, IssuedDocument] = {}
        self.backfills: dict[str, Backfill] = {}
        self.import_digest = ""
        self.packages: list[PackageNote] = []
        self.seen = 0

    def take(self, entry: Entry) -> None:
        """Take the next entry of the stream; raises StorageError for one of a newer program."""
        payload = read_payload(entry)
        self.seen = entry.stream_seq
        take = getattr(self, f"_{entry.kind}", None) if entry.kind in ROW_KINDS else self._act
        assert take is not None
        take(payload, entry)

    def result(self) -> CaseFile:
        """The case file as it stands after what was taken."""
        case = replace(
            self.described,
            officers=tuple(self.officers.values()),
            parties=tuple(self.parties.values()),
            conducts=tuple(self.conducts.values()),
            goods=self.goods,
            evidence=tuple(self.evidence.values()),
            acts=tuple(self.acts),
        )
        documents = tuple(self.documents.values())
        case = replace(case, acts=tuple(_with_papers(act, documents) for act in case.acts)) if documents else case
        return CaseFile(
            case,
            self.seen,
            documents,
            tuple(self.withdrawn.values()),
            dict(self.entries),
            dict(self.backfills),
            self.import_digest,
            tuple(self.packages),
        )

    def _act(self, payload: Mapping[str, Any], entry: Entry) -> None:
        act = decode_act(payload["act"])
        self.acts.append(act)
        self.entries[act.id] = entry
        if payload.get("backfill"):
            self.backfills[act.id] = Backfill(payload["backfill"]["reason"], payload["backfill"]["second_person"])

    def _case_described(self, payload: Mapping[str, Any], _: Entry) -> None:
        self.described = Case(**decode_head(payload["case"]))
        self.import_digest = payload.get("imported", {}).get("sha256", self.import_digest)

    def _officer_joined(self, payload: Mapping[str, Any], _: Entry) -> None:
        officer = decode_record(Officer, payload["officer"])
        self.officers[officer.id] = officer

    def _party_recorded(self, payload: Mapping[str, Any], _: Entry) -> None:
        party = decode_record(Party, payload["party"])
        self.parties[party.id] = party

    def _conduct_recorded(self, payload: Mapping[str, Any], _: Entry) -> None:
        conduct = decode_record(Conduct, payload["conduct"])
        self.conducts[conduct.id] = conduct

    def _goods_listed(self, payload: Mapping[str, Any], _: Entry) -> None:
        self.goods = tuple(decode_record(Goods, line) for line in payload["goods"])

    def _evidence_recorded(self, payload: Mapping[str, Any], _: Entry) -> None:
        evidence = decode_record(Evidence, payload["evidence"])
        self.evidence[evidence.id] = evidence
        self.withdrawn.pop(evidence.id, None)

    def _evidence_withdrawn(self, payload: Mapping[str, Any], entry: Entry) -> None:
        evidence = self.evidence.pop(payload["evidence"])
        self.withdrawn[evidence.id] = WithdrawnEvidence(evidence, entry.on, payload["reason"])

    def _document_issued(self, payload: Mapping[str, Any], _: Entry) -> None:
        document = _issued_from(payload["document"])
        self.documents[document.id] = document

    def _document_cancelled(self, payload: Mapping[str, Any], entry: Entry) -> None:
        document = self.documents[payload["document"]]
        self.documents[document.id] = replace(document, cancelled_on=entry.on, cancel_reason=payload["reason"])

    def _filing_returned(self, payload: Mapping[str, Any], entry: Entry) -> None:
        self._package("returned", payload, entry, reason=payload["reason"])

    def _filing_package_built(self, payload: Mapping[str, Any], entry: Entry) -> None:
        self._package("built", payload, entry, sha256=payload["sha256"])

    def _package(
        self, kind: Literal["returned", "built"], payload: Mapping[str, Any], entry: Entry, **told: str
    ) -> None:
        decision, recipient, by = payload["decision"], payload["recipient"], payload["by"]
        self.packages.append(PackageNote(kind, decision, recipient, entry.on, by, entry.stream_seq, **told))


def _with_papers(act: Act, documents: Iterable[IssuedDocument]) -> Act:
    """The act with what was filled in for its papers, so that a later paper finds it there (one fact typed once).

    The number of each paper stands there as `number_<form>`.
    """
    papers = [paper for paper in documents if paper.act == act.id and paper.cancelled_on is None]
    if not papers:
        return act
    values = dict(act.values)
    for paper in papers:
        values |= {key: value for key, value in paper.own_values.items() if value is not None}
    values |= paper_numbers(papers)
    named = min(papers, key=lambda paper: (not paper.number, len(paper.form), paper.form))
    document = act.document or Document(named.form, named.number, named.issued_on)
    return replace(act, values=MappingProxyType(values), document=document)


def paper_numbers(papers: Iterable[IssuedDocument]) -> Mapping[str, str]:
    """The numbers of an act's papers under the keys by which its other papers find them: `number_<form>`."""
    return {f"{NUMBER}{paper.form}": paper.number for paper in papers if paper.number}


def _issued_from(told: Mapping[str, Any]) -> IssuedDocument:
    return IssuedDocument(
        id=told["id"],
        form=told["form"],
        form_from=date.fromisoformat(told["form_from"]),
        title=told["title"],
        number=told["number"],
        series=told["series"],
        sequence=told["sequence"],
        category=told["category"],
        issued_on=date.fromisoformat(told["issued_on"]),
        act=told["act"],
        values=decode_values(told["values"]),
        own_values=decode_values(told["own_values"]),
        docx=told["docx"],
        pdf=told["pdf"],
        planned=decode_act(told["planned"]) if told["planned"] else None,
    )
