"""The journal of a case as an officer reads it: what happened, when and by whom recorded, what was backfilled."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from models.casefile import ROW_KINDS, CaseFile
from models.entries import Entry
from models.queries.cases import StoredCase
from models.session import Session
from models.upcasts import read_payload
from procedures.case import Act
from procedures.days import Calendar
from procedures.kinds import kinds
from procedures.rulebook import Recipient, Rulebook
from procedures.zone import local_day

LABELS = {
    "case_described": "案件信息",
    "party_recorded": "当事人信息",
    "officer_joined": "执法人员加入本案",
    "conduct_recorded": "违法行为",
    "goods_listed": "涉案物品清单",
    "evidence_recorded": "证据",
    "evidence_withdrawn": "撤回证据",
    "document_issued": "签发文书",
    "document_cancelled": "作废文书",
    "filing_returned": "退回备案材料",
    "filing_package_built": "生成备案卷",
}


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One entry. `backfilled` (补录): recorded more than one working day after it happened, or with a reason.

    `voided` an act that a later one voided; `act` the act itself, None for what is not an act.
    """

    stream_seq: int
    kind: str
    label: str
    told: str
    on: date
    recorded_at: datetime
    actor: str
    device: str
    digest: str
    backfilled: bool
    backfill_reason: str
    second_person: str
    voided: bool
    act: Act | None


def journal_lines(session: Session, stored: StoredCase) -> tuple[JournalLine, ...]:
    """The entries of a case in the order in which they were recorded."""
    acts = {entry.id: act_id for act_id, entry in stored.file.entries.items()}
    by_id = {act.id: act for act in stored.file.case.acts}
    voided = {act.ref for act in by_id.values() if act.kind == "act_voided"}
    first = {entry.id for entry in first_of_evidence(stored.entries).values()}
    return tuple(
        _line(entry, by_id.get(acts.get(entry.id, "")), stored.file, voided, session.rulebook, entry.id in first)
        for entry in stored.entries
    )


def is_backfilled(on: date, recorded_at: datetime, calendar: Calendar) -> bool:
    """Whether something was recorded more than one working day after the day it happened."""
    return local_day(recorded_at) > calendar.step(on, 1)


def first_of_evidence(entries: Iterable[Entry]) -> Mapping[str, Entry]:
    """The entry that first recorded each piece of evidence, by its id; later ones correct it."""
    first: dict[str, Entry] = {}
    for entry in entries:
        if entry.kind == "evidence_recorded":
            first.setdefault(read_payload(entry)["evidence"]["id"], entry)
    return first


def _line(
    entry: Entry, act: Act | None, file: CaseFile, voided: set[str], rules: Rulebook, is_new_evidence: bool
) -> JournalLine:
    backfill = file.backfills.get(act.id) if act else None
    happened_on = act.on if act else _made_on(entry) if is_new_evidence else None
    late = happened_on is not None and is_backfilled(happened_on, entry.recorded_at, rules.calendar)
    return JournalLine(
        stream_seq=entry.stream_seq,
        kind=entry.kind,
        label=LABELS.get(entry.kind) or kinds()[entry.kind].label,
        told="" if act else _told(entry, file, rules.recipients),
        on=entry.on,
        recorded_at=entry.recorded_at,
        actor=entry.actor,
        device=entry.device,
        digest=entry.digest,
        backfilled=backfill is not None or late,
        backfill_reason=backfill.reason if backfill else "",
        second_person=backfill.second_person if backfill else "",
        voided=act is not None and act.id in voided,
        act=act,
    )


def _made_on(entry: Entry) -> date | None:
    made_on = read_payload(entry)["evidence"].get("made_on")
    return date.fromisoformat(made_on) if made_on else None


def _told(entry: Entry, file: CaseFile, recipients: Mapping[str, Recipient]) -> str:
    if entry.kind not in ROW_KINDS:
        return ""
    payload: dict[str, Any] = read_payload(entry)
    if entry.kind == "document_issued":
        return f"《{payload['document']['title']}》{payload['document']['number']}"
    if entry.kind in ("filing_package_built", "filing_returned"):
        to = recipients[payload["recipient"]].name if payload["recipient"] in recipients else payload["recipient"]
        told = str(payload["reason"]) if "reason" in payload else f"校验值 {payload['sha256'][:10]}…"
        return f"报{to}，{told}"
    if entry.kind == "document_cancelled":
        return str(payload["reason"])
    if entry.kind == "evidence_withdrawn":
        name = next((one.evidence.name for one in file.withdrawn if one.evidence.id == payload["evidence"]), "")
        return f"{name}：{payload['reason']}" if name else str(payload["reason"])
    if entry.kind == "goods_listed":
        return f"{len(payload['goods'])} 种"
    row: dict[str, Any] = next(value for value in payload.values() if isinstance(value, dict))
    named = str(row.get("name") or row.get("title") or row.get("offence") or "")
    return f"{named}：{payload['reason']}" if payload.get("reason") else named
