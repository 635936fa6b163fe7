"""What the panel shows of one filing beyond its line: the case, its papers and plans, the package, what happened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from models.casefile import IssuedDocument
from models.entries import case_stream
from models.matters import MatterFile, matter_stream
from models.packages import PartKey
from models.queries.drafts import drafts
from models.queries.filing import filing_history
from models.queries.filing_lines import FilingLine, HistoryLine
from models.queries.matters import matter_history, read_matter
from models.queries.office import officers
from models.queries.packages import PackagePart, package_check
from models.reminders import PAGE as REMINDER
from models.reminders import Reminder, page_of, reminder_from
from procedures.case import Act
from procedures.incoming import proving
from ui.desk import Desk
from ui.pages.case.opened import OpenedCase, open_case
from ui.pages.case.plans import Plan, plans_of
from ui.pages.filing.steps import FILED, PAPERS

# Own values of a filing: the pieces of evidence that go with it, those that hold a part made outside the program.
CHOSEN, SCANS = "evidence", "scans"
SCAN, SCAN_NAME = "scan", "scan_name"
PART_KEYS: tuple[PartKey, ...] = ("report", "decision_copy")


@dataclass(frozen=True, slots=True)
class Content:
    """Everything behind one filing, of a case (`opened`) or of a matter; `parts` are those of the package."""

    line: FilingLine
    history: tuple[HistoryLine, ...]
    opened: OpenedCase | None = None
    matter: MatterFile | None = None
    plans: tuple[Plan, ...] = ()
    parts: tuple[PackagePart, ...] = ()
    reminder: Reminder | None = None

    def plan(self, kind: str) -> Plan | None:
        """The act of a kind about this filing that is on paper and not recorded, else as it was last kept."""
        found = [plan for plan in self.plans if plan.act.kind == kind and self.is_about(plan.act)]
        return min(found, key=lambda plan: not plan.papers, default=None)

    def with_plan(self, act: Act) -> "Content":
        """The same with an act that was just planned, so that it is not planned a second time."""
        papers = next((plan.papers for plan in self.plans if plan.act.id == act.id), ())
        return replace(self, plans=(Plan(act, papers), *(plan for plan in self.plans if plan.act.id != act.id)))

    def report(self, kind: str = FILED) -> IssuedDocument | None:
        """The issued report that goes with the next act of a kind."""
        plan = self.plan(kind)
        return plan.papers[-1] if plan is not None and plan.papers else None

    def report_id(self, kind: str = FILED) -> str:
        """The issued report of a step, of the next one or of one that is recorded; empty for none."""
        paper = self.report(kind)
        if paper is not None or self.opened is None:
            return paper.id if paper is not None else ""
        done = {act.id for act in self.acts(kind)}
        papers = self.opened.stored.file.documents
        found = [
            each for each in papers if each.act in done and each.form == PAPERS[kind] and each.cancelled_on is None
        ]
        return found[-1].id if found else ""

    def wants_report(self) -> bool:
        """Whether a report comes before the filing: none is issued, and none was handed in before."""
        return "report" in self.line.missing and self.report() is None

    def act(self, act_id: str) -> Act | None:
        """A recorded act."""
        acts = self.opened.case.acts if self.opened is not None else ()
        return next((each for each in acts if each.id == act_id), None)

    def acts(self, *kinds: str) -> tuple[Act, ...]:
        """The recorded acts of these kinds about this filing, in order."""
        if self.opened is None:
            return ()
        return tuple(act for act in self.opened.case.live_acts() if act.kind in kinds and self.is_about(act))

    def is_about(self, act: Act) -> bool:
        """Whether an act concerns this decision and this recipient."""
        same = act.ref in ("", self.line.decision) and act.party in ("", self.line.party)
        return same and act.get("recipient") == self.line.recipient

    def decision(self) -> Act | None:
        """The decision that is filed."""
        if self.opened is None:
            return None
        return next((act for act in self.opened.case.acts if act.id == self.line.decision), None)

    def decision_paper(self) -> IssuedDocument | None:
        """The decision as it was issued and frozen; None where it was made elsewhere."""
        if self.opened is None:
            return None
        papers = self.opened.stored.file.documents
        found = [paper for paper in papers if paper.act == self.line.decision and paper.cancelled_on is None]
        return min(found, key=lambda paper: (not paper.number, paper.form), default=None)

    def chosen_evidence(self) -> tuple[str, ...]:
        """The evidence that goes with the filing: as planned, else as it was handed in before."""
        plan = self.plan(FILED)
        told = plan.act if plan is not None else next(reversed(self.acts(FILED)), None)
        found = told.values.get(CHOSEN) if told is not None else None
        return tuple(str(each) for each in found or ())

    def scans(self) -> Mapping[PartKey, str]:
        """The pieces of evidence that hold a report or a decision made outside the program, as planned."""
        plan = self.plan(FILED)
        found = plan.act.values.get(SCANS) if plan is not None else None
        return {key: str(found[key]) for key in PART_KEYS if key in found} if isinstance(found, Mapping) else {}


def evidence_for(content: Content) -> tuple[str, ...]:
    """The evidence chosen for this filing, else what the other recipient was sent, else all that counts."""
    other = sent_elsewhere(content)
    sent = tuple(str(each) for each in other.values.get(CHOSEN) or ()) if other is not None else ()
    pieces = proving(content.opened.case) if content.opened is not None else ()
    return content.chosen_evidence() or sent or tuple(piece.id for piece in pieces)


def sent_elsewhere(content: Content) -> Act | None:
    """The newest filing of the same decision with another recipient."""
    if content.opened is None:
        return None
    line = content.line
    found = [
        act
        for act in content.opened.case.live_acts()
        if act.kind == FILED and act.ref == line.decision and act.get("recipient") != line.recipient
    ]
    return found[-1] if found else None


def stream_of(line: FilingLine) -> str:
    """The stream that a filing belongs to."""
    return matter_stream(line.source_id) if line.source == "matter" else case_stream(line.source_id)


def read_content(desk: Desk, line: FilingLine) -> Content:
    """Read what lies behind a filing; for a thread other than the window's. Raises StorageError."""
    session, kept = desk.session, reminder_of(desk, line)
    if line.source == "matter":
        history = matter_history(session, line.source_id, line.recipient)
        return Content(line, history, matter=read_matter(session, line.source_id), reminder=kept)
    opened = open_case(session, line.source_id, desk.today(), line.party)
    history = filing_history(session, line.source_id, line.decision, line.recipient)
    content = Content(line, history, opened, plans=plans_of(desk, opened), reminder=kept)
    parts = package_check(
        session,
        line.source_id,
        line.decision,
        line.recipient,
        evidence_for(content),
        scans=content.scans(),
    )
    return replace(content, parts=parts)


def reminder_of(desk: Desk, line: FilingLine) -> Reminder | None:
    """The reminder that who works here has set for a filing."""
    stream = stream_of(line)
    wanted = page_of(Reminder(stream, line.due, "", "", line.decision, line.recipient))
    for each in drafts(desk.session, actor=desk.actor):
        if each.stream == stream and each.page == wanted and each.page.startswith(REMINDER):
            return reminder_from(stream, each.content)
    return None


def names_of(desk: Desk, opened: OpenedCase | None) -> Sequence[tuple[str, str]]:
    """Officers by id with their names: those of the case and of the register."""
    known = {one.officer.id: one.officer.name for one in officers(desk.session)}
    known |= {officer.id: officer.name for officer in opened.case.officers} if opened else {}
    return tuple(known.items())
