"""What the form of a step begins with: today, what the package holds, and what the other recipient was sent."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

from procedures.case import Act
from ui.pages.filing.content import CHOSEN, Content, evidence_for, sent_elsewhere
from ui.pages.filing.recording import HANDED_IN, fresh_act
from ui.pages.filing.step_form import Begun
from ui.pages.filing.steps import FILED, RECEIVED
from ui.pages.filing.words import PARTS

TODAY = "今天"
PACKAGE = "package_sha256"


def begun_with(content: Content, kind: str, today: date) -> Begun:
    """The values that the form of a step begins with, and where each comes from."""
    values: dict[str, Any] = {"on": today}
    sources = {"on": TODAY}
    if kind == FILED:
        values[HANDED_IN] = ready_parts(content)
        sources[HANDED_IN] = "备案材料"
        other = sent_elsewhere(content)
        if other is not None and other.values.get("way"):
            values["way"] = other.values["way"]
            sources["way"] = "同另一处"
    filed = next(reversed(content.acts(FILED)), None) if kind == RECEIVED else None
    if filed is not None and filed.values.get("handed_to"):
        values["receiver"] = filed.values["handed_to"]
        sources["receiver"] = "报送时的接收人"
    return Begun(values, sources)


def base_of(content: Content, kind: str, today: date) -> Act:
    """The act of a step before anything is typed: the one that is on paper already, else a fresh one."""
    plan = content.plan(kind)
    base = plan.to_record() if plan is not None else fresh_act(content.line, kind, today)
    if kind != FILED:
        return base
    known = dict(base.values)
    known.setdefault(CHOSEN, list(evidence_for(content)))
    built = built_package(content)
    if built:
        known[PACKAGE] = built
    return replace(base, values=MappingProxyType({key: value for key, value in known.items() if value}))


def ready_parts(content: Content) -> tuple[str, ...]:
    """The parts that the package holds and that were not handed in before."""
    wanted = content.line.missing or tuple(PARTS)
    present = {part.key for part in content.parts if part.present}
    return tuple(part for part in PARTS if part in wanted and part in present)


def report_elsewhere(content: Content) -> Mapping[str, Any]:
    """What was typed on the report to another recipient: everything is the same but whom it goes to."""
    if content.opened is None:
        return {}
    line = content.line
    papers = [
        paper
        for paper in content.opened.stored.file.documents
        if paper.form == "X4" and paper.cancelled_on is None and paper.planned is not None
        if paper.planned.ref == line.decision and paper.planned.get("recipient") != line.recipient
    ]
    return papers[-1].own_values if papers else {}


def built_package(content: Content) -> str:
    """The digest of the package that was built last for this filing; empty for none."""
    if content.opened is None:
        return ""
    line = content.line
    notes = [
        note
        for note in content.opened.stored.file.packages
        if note.kind == "built" and (note.decision, note.recipient) == (line.decision, line.recipient)
    ]
    return notes[-1].sha256 if notes else ""
