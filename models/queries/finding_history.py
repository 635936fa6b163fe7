"""The history of a finding as a person reads it: what was recorded, when and by whom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from models.entries import Entry
from models.upcasts import read_payload
from procedures.faults import APPEAL_WORDS, CONSEQUENCE_WORDS

LABELS: Mapping[str, str] = {
    "finding_taken_up": "登记",
    "finding_described": "补充、更正",
    "finding_asked": "请本人说明",
    "finding_answered": "听取陈述",
    "finding_deferred": "还要查明",
    "finding_rejected": "不予采纳",
    "finding_closed_without_fault": "不构成附件4第二条之过错",
    "finding_confirmed": "复核认定",
    "finding_decided": "追究方式",
    "finding_decision_withdrawn": "收回追究方式",
    "document_issued": "签发文书",
    "document_cancelled": "作废文书",
    "finding_appealed": "申诉",
    "finding_appeal_settled": "处理申诉",
    "finding_closed": "办结",
}


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One entry: what it is, what it says in words, the day it is about, when and by whom it was recorded."""

    stream_seq: int
    kind: str
    label: str
    told: str
    on: date
    recorded_at: datetime
    actor: str


def history_of(entries: Iterable[Entry]) -> tuple[HistoryLine, ...]:
    """The entries of a finding in the order in which they were recorded."""
    names: dict[str, str] = {}
    lines: list[HistoryLine] = []
    for entry in entries:
        payload = read_payload(entry)
        for person in payload.get("finding", {}).get("persons", ()):
            names[person.get("officer_id") or person["name"]] = person["name"]
        label, told = _label(entry, payload), _told(entry, payload, names)
        lines.append(HistoryLine(entry.stream_seq, entry.kind, label, told, entry.on, entry.recorded_at, entry.actor))
    return tuple(lines)


def _label(entry: Entry, payload: Mapping[str, Any]) -> str:
    waived = entry.kind == "finding_answered" and payload["statement"]["answer"] == "waived"
    return "本人放弃陈述" if waived else LABELS[entry.kind]


def _told(entry: Entry, payload: Mapping[str, Any], names: Mapping[str, str]) -> str:
    if "statement" in payload:
        told = payload["statement"]
        return f"{names.get(told['person'], told['person'])}：{told.get('words') or told.get('question', '')}"
    if "appeal" in payload:
        return f"{names.get(payload['appeal']['person'], payload['appeal']['person'])}：{payload['appeal']['words']}"
    if entry.kind == "finding_appeal_settled":
        who = names.get(payload["person"], payload["person"])
        return f"{who}的申诉：{APPEAL_WORDS[payload['outcome']]}。{payload['words']}"
    if "confirmation" in payload:
        return "：".join(filter(None, (payload["confirmation"]["name"], payload["confirmation"].get("words", ""))))
    if "consequence" in payload:
        told = payload["consequence"]
        return "；".join([*(CONSEQUENCE_WORDS[rule] for rule in told.get("rules", ())), told.get("words", "")])
    if entry.kind == "document_issued":
        return f"《{payload['document']['title']}》{payload['document']['number']}"
    if entry.kind == "finding_deferred":
        return f"{payload['reason']}（{payload['remind_on']}提醒）"
    if entry.kind == "finding_taken_up":
        return str(payload.get("cause", {}).get("because", "")) or "手工登记"
    return str(payload.get("reason", ""))
