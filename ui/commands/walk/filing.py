"""What the walk of a sample adds to a filing: the report's attachments with their pages, and its package."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from exports.package import Package
from models.casefile import CaseFile
from models.operations.packages import build_package, report_attachments
from models.queries.cases import read_case
from models.session import Session
from procedures.case import Act
from procedures.deadlines import clocks_of
from procedures.filing import Filing, filings
from procedures.view import CaseView

FILED = "major_filed"


def attachments_of(session: Session, case_id: str, file: CaseFile, act: Act) -> Mapping[str, Any]:
    """The attachments of the report of a filing, as own values of its paper; nothing for another act."""
    filing = next((one for one in _filings(session, file) if any(event.act == act.id for event in one.events)), None)
    if act.kind != FILED or filing is None:
        return {}
    return {"attachments": report_attachments(session, case_id, filing.decision, filing.recipient)}


def build_packages(session: Session, case_id: str, out: Path, *, actor: str, now: datetime) -> Iterator[Package]:
    """Build the package of every filing of a case that was reported, into `out`. Raises RuleError, StorageError."""
    for filing in _filings(session, read_case(session, case_id).file):
        if filing.filed_on is not None:
            yield build_package(session, case_id, filing.decision, filing.recipient, None, out, actor=actor, now=now)


def _filings(session: Session, file: CaseFile) -> tuple[Filing, ...]:
    view = CaseView(file.case, session.rulebook)
    return filings(view, clocks_of(view))
