"""What the draft of a report to a recipient begins with: the same as to the other one, its copies counted anew."""

from collections.abc import Mapping
from typing import Any

from models.entries import case_stream
from models.operations.drafts import save_draft
from models.operations.packages import report_attachments
from models.queries.drafts import draft
from procedures.case import Act
from ui.desk import Desk
from ui.pages.case.paper_items import key_of
from ui.pages.filing.begun import report_elsewhere
from ui.pages.filing.content import Content, evidence_for
from ui.pages.filing.steps import FILED, PAPERS
from ui.widgets.field_editors import plain_value

ATTACHMENTS = "attachments"


def begin_report(desk: Desk, content: Content, act: Act) -> None:
    """Keep what a report begins with as its draft, what is typed already left as it is. Reads the files of evidence.

    For a thread other than the window's. Raises StorageError.
    """
    if act.kind != FILED:
        return
    kept = _kept(desk, content, act)
    begun = dict(report_elsewhere(content)) if not kept else {}
    if ATTACHMENTS not in kept and content.decision_paper() is not None:
        line, pieces = content.line, evidence_for(content)
        begun[ATTACHMENTS] = report_attachments(desk.session, line.source_id, line.decision, line.recipient, pieces)
    told = {key: plain_value(value) for key, value in begun.items() if value}
    if told:
        _keep(desk, content, act, {**kept, **told})


def forget_attachments(desk: Desk, content: Content, act: Act) -> None:
    """Other evidence was chosen: its copies are counted anew when the draft is opened next."""
    kept = dict(_kept(desk, content, act))
    if kept.pop(ATTACHMENTS, None) is not None:
        _keep(desk, content, act, kept)


def _page(act: Act) -> str:
    return key_of(PAPERS[act.kind], act.id)


def _kept(desk: Desk, content: Content, act: Act) -> Mapping[str, Any]:
    found = draft(desk.session, case_stream(content.line.source_id), _page(act), actor=desk.actor)
    return found.content if found else {}


def _keep(desk: Desk, content: Content, act: Act, told: Mapping[str, Any]) -> None:
    stream = case_stream(content.line.source_id)
    save_draft(desk.session, stream, _page(act), told, actor=desk.actor, now=desk.now())
