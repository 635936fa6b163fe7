"""The on-the-spot penalty (当场处罚): one page at the stall, one transaction; then the delivery."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from models.casefile import CaseFile, act_entry
from models.entries import NewEntry
from models.operations.cases import entries_for_act, open_case, with_id
from models.operations.documents import Issued, issue_document
from models.operations.unit import CaseChange, change_case, refuse
from models.session import Session
from procedures.case import NOTHING, Act, Case, Conduct, Document, Party

FORM = "7"


@dataclass(frozen=True, slots=True)
class OnTheSpotDraft:
    """What the page for an on-the-spot penalty holds.

    `inspection` is the act `site_inspected`, `decision` the act `on_the_spot_decision` as planned (its fine in fen);
    both name their officers. `own_values` are the fields of form 7 that live in the paper alone.
    """

    party: Party
    conduct: Conduct
    inspection: Act
    decision: Act
    cause: str
    sector: str
    title: str = ""
    own_values: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    constructed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Collection:
    """Money taken on the spot: amount in fen, the number of the fiscal receipt, whether on water."""

    amount: int
    receipt_no: str
    on_water: bool = False


def issue_on_the_spot(
    session: Session, draft: OnTheSpotDraft, *, actor: str, now: datetime, category: str | None = None
) -> Issued:
    """Open the case, record party, conduct and inspection, and issue form 7: all of it or nothing.

    The decision itself is recorded when the paper is handed over (`deliver_on_the_spot`). RuleError, StorageError.
    """
    inspection, decision = with_id(draft.inspection, now), with_id(draft.decision, now)
    opening = Case(
        title=draft.title or f"{draft.party.name}{draft.cause}案",
        cause=draft.cause,
        sector=draft.sector,
        constructed=draft.constructed,
        parties=(draft.party,),
        conducts=(draft.conduct,),
        acts=(inspection,),
    )
    with session.database.transaction():
        opened = open_case(session, opening, actor=actor, now=now)
        return issue_document(
            session,
            opened.case_id,
            opened.seen,
            FORM,
            replace(decision, party=decision.party or draft.party.id),
            draft.own_values,
            actor=actor,
            now=now,
            category=category,
        )


def deliver_on_the_spot(
    session: Session,
    case_id: str,
    seen: int,
    document_id: str,
    *,
    actor: str,
    now: datetime,
    collected: Collection | None = None,
    fields: Mapping[str, Any] = NOTHING,
    refusal_note: str = "",
) -> CaseChange:
    """Record that form 7 was handed over: the decision, and the collection if money was taken.

    `fields` adds to the decision what is known only now; `refusal_note` says that the party refused to sign and how it
    was witnessed (行政处罚法 第五十二条). Sent again it changes nothing. Raises RuleError for a paper
    that is unknown or cancelled, or money without a receipt number (行政处罚法 第七十条), StaleError, StorageError.
    """
    if collected is not None and not collected.receipt_no.strip():
        raise refuse(
            "当场收缴罚款必须出具财政部门统一制发的专用票据，没有填票据号",
            basis="行政处罚法(2021) 第七十条",
            remedy="填写票据号；没有票据的，改为到银行缴款",
            where="receipt_no",
        )

    def make(file: CaseFile) -> list[NewEntry]:
        paper = next((one for one in file.documents if one.id == document_id), None)
        if paper is None or paper.planned is None or paper.cancelled_on is not None:
            raise refuse("这份决定书不存在或已经作废", where="document", remedy="请刷新本案后重新选择")
        told = dict(paper.planned.fields) | dict(fields)
        if collected is not None:
            told |= {"collected_on_the_spot": True, "receipt_no": collected.receipt_no}
        decision = replace(
            paper.planned,
            fields=MappingProxyType(told),
            document=Document(paper.form, paper.number, paper.issued_on),
            note=refusal_note.strip() or paper.planned.note,
        )
        entries = entries_for_act(session, file, decision, now)
        if entries and collected is not None:
            entries.append(act_entry(_collection(decision, collected)))
        return entries

    return change_case(session, case_id, seen, make, actor=actor, now=now)


def _collection(decision: Act, collected: Collection) -> Act:
    told: dict[str, Any] = {"amount": collected.amount, "receipt_no": collected.receipt_no}
    if collected.on_water:
        told["on_water"] = True
    return Act(
        id=f"{decision.id}-collected",
        kind="fine_collected",
        on=decision.on,
        at=decision.at,
        officers=decision.officers,
        party=decision.party,
        ref=decision.id,
        fields=MappingProxyType(told),
    )
