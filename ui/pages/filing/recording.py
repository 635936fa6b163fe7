"""From what is typed on a step to the act that is stored, with the scan that goes with it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from models.casefile import Backfill
from models.matters import MatterFile
from models.operations.cases import record_act
from models.operations.evidence import keep_file
from models.operations.matters import MatterChange, close_matter, file_matter, receive_matter, review_matter
from models.operations.unit import CaseChange
from models.queries.filing_lines import FilingLine
from models.session import Session
from procedures.case import Act
from procedures.kinds import kinds
from procedures.matters import Outcome
from ui.pages.case.evidence.given import Given
from ui.pages.case.opened import OpenedCase
from ui.pages.filing.content import SCAN, SCAN_NAME
from ui.pages.filing.steps import MATTER_FILED, MATTER_RECEIVED, MATTER_REVIEWED
from ui.pages.filing.words import PARTS

HANDED_IN = "parts"
OF_THE_ACT = frozenset({"on", "note"})


def fresh_act(line: FilingLine, kind: str, on: date) -> Act:
    """An act about one filing of which nothing else is known yet."""
    fields: dict[str, Any] = {"recipient": line.recipient}
    if kind == "major_filed":
        fields |= dict.fromkeys(PARTS, True)
    return Act("", kind, on, party=line.party, ref=line.decision, fields=MappingProxyType(fields))


def told_act(base: Act, values: Mapping[str, Any]) -> Act:
    """The act with what was typed: fields of its kind, its day and note, the rest beside them."""
    fields, beside = dict(base.fields), dict(base.values)
    own = kinds()[base.kind].fields
    for key, value in values.items():
        if key == HANDED_IN:
            fields |= {part: part in (value or ()) for part in PARTS}
        elif key in own:
            fields.pop(key, None)
            fields |= {key: value} if value not in (None, "") else {}
        elif key not in OF_THE_ACT:
            beside.pop(key, None)
            beside |= {key: value} if value not in (None, "") else {}
    ordered = {name: fields[name] for name in own if name in fields}
    return replace(
        base,
        on=values.get("on") or base.on,
        note=str(values.get("note") or ""),
        fields=MappingProxyType(ordered),
        values=MappingProxyType(beside),
    )


def record_step(
    session: Session,
    opened: OpenedCase,
    act: Act,
    scan: Given | None,
    backfill: Backfill | None = None,
    *,
    actor: str,
    now: datetime,
) -> CaseChange:
    """Keep the scan, then record the act that names it. Raises as `record_act`; then only the file is kept."""
    if scan is not None:
        digest = keep_file(session, scan.content())
        act = replace(act, values=MappingProxyType({**act.values, SCAN: digest, SCAN_NAME: scan.name}))
    return record_act(session, opened.case_id, opened.seen, act, actor=actor, now=now, backfill=backfill)


def record_matter_step(
    session: Session,
    file: MatterFile,
    line: FilingLine,
    kind: str,
    values: Mapping[str, Any],
    scan: Given | None,
    *,
    actor: str,
    now: datetime,
) -> MatterChange:
    """Record a step of a matter with its scan. Raises RuleError, StaleError, StorageError; then nothing is recorded."""
    digest = keep_file(session, scan.content()) if scan is not None else ""
    told = {key: str(value) for key, value in values.items() if key != "on" and value not in (None, "")}
    matter, seen, recipient, on = file.matter.id, file.seen, line.recipient, values["on"]
    if kind == MATTER_FILED:
        return file_matter(session, matter, seen, recipient, on, actor=actor, now=now, **told)
    if kind == MATTER_RECEIVED:
        return receive_matter(session, matter, seen, recipient, on, actor=actor, now=now, scan=digest, **told)
    if kind == MATTER_REVIEWED:
        outcome: Outcome = "problems" if told.pop("outcome", "") == "problems" else "no_objection"
        found = told.get("found", "")
        return review_matter(
            session, matter, seen, recipient, on, outcome, actor=actor, now=now, found=found, scan=digest
        )
    reason = told.get("reason", "")
    return close_matter(session, matter, seen, on, reason, actor=actor, now=now, recipient=recipient)
