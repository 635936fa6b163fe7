"""A case as its pages show it: read once, judged once, shared by all of them."""

from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from models.casefile import IssuedDocument
from models.entries import case_stream
from models.operations.documents import is_delivered
from models.operations.on_the_spot import FORM
from models.queries.cases import StoredCase, read_case
from models.queries.documents import DocumentLine, case_documents
from models.queries.journal import JournalLine, journal_lines
from models.session import Session
from procedures.assess import Assessment, assess
from procedures.case import Act, Case, Document
from procedures.simple import GENERAL_ACTS, Stage, Step, StepState, stages

DELIVER = "deliver"


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """Everything the pages of a case show. `today` is the day it is looked at; `pending` is issued, not delivered."""

    session: Session
    stored: StoredCase
    today: date
    assessment: Assessment
    stages: tuple[Stage, ...]
    papers: tuple[DocumentLine, ...]
    lines: tuple[JournalLine, ...]
    pending: IssuedDocument | None

    @property
    def case(self) -> Case:
        """The case as the rules see it."""
        return self.stored.file.case

    @property
    def case_id(self) -> str:
        """Its id."""
        return self.stored.case_id

    @property
    def stream(self) -> str:
        """Its stream in the journal."""
        return case_stream(self.stored.case_id)

    @property
    def seen(self) -> int:
        """The stream_seq that goes into the next operation."""
        return self.stored.seen

    def newest(self, *kinds: str) -> Act | None:
        """The newest live act of these kinds."""
        found = [act for act in self.case.live_acts() if act.kind in kinds]
        return max(found, key=lambda act: act.on, default=None)

    def decision(self) -> Act | None:
        """The on-the-spot decision, recorded or as it stands on the paper that is not delivered yet."""
        return self.newest("on_the_spot_decision") or (decided_on_paper(self.pending) if self.pending else None)

    def number(self) -> str:
        """The number the case is known by: its own, else that of its newest decision."""
        told = [act.document.number for act in self.case.live_acts() if act.document and act.document.number]
        issued = [paper.number for paper in self.stored.file.documents if paper.number and not paper.cancelled_on]
        return self.case.number or next(iter([*reversed(issued), *told]), "")

    def paper_count(self) -> int:
        """How many papers there are: issued and not cancelled, or made before they came into the program."""
        issued = [paper for paper in self.papers if paper.cancelled_on is None]
        numbers = {(paper.form, paper.number) for paper in issued}
        told = {(act.document.form, act.document.number) for act in self.case.live_acts() if act.document}
        return len(issued) + len(told - numbers)

    def steps(self) -> tuple[Step, ...]:
        """The steps of all stages in order."""
        return tuple(step for stage in self.stages for step in stage.steps)


def open_case(session: Session, case_id: str, today: date) -> OpenedCase:
    """Read and judge a case. Raises StorageError where there is none.

    A case whose acts lie after `today` is looked at as of its last act.
    """
    stored = read_case(session, case_id)
    case = stored.file.case
    day = max([today, *(act.on for act in case.acts)])
    pending = next((paper for paper in reversed(stored.file.documents) if _is_pending(case, paper)), None)
    return OpenedCase(
        session=session,
        stored=stored,
        today=day,
        assessment=assess(case, session.rulebook, day),
        stages=_stages(session, case, pending, day),
        papers=case_documents(session, case_id),
        lines=journal_lines(session, stored),
        pending=pending,
    )


def decided_on_paper(paper: IssuedDocument) -> Act | None:
    """The decision as an issued paper tells it, with its number."""
    if paper.planned is None:
        return None
    return replace(
        paper.planned,
        values=MappingProxyType({**paper.planned.values, **paper.own_values}),
        document=Document(paper.form, paper.number, paper.issued_on),
    )


def _is_pending(case: Case, paper: IssuedDocument) -> bool:
    if paper.form != FORM or paper.cancelled_on is not None or paper.planned is None:
        return False
    return not is_delivered(case, paper) and paper.act not in {act.id for act in case.live_acts()}


def _stages(session: Session, case: Case, pending: IssuedDocument | None, day: date) -> tuple[Stage, ...]:
    if any(act.kind in GENERAL_ACTS for act in case.live_acts()):
        return ()
    planned = decided_on_paper(pending) if pending else None
    if planned is None:
        return stages(case, session.rulebook, day)
    return _before_delivery(stages(replace(case, acts=(*case.acts, planned)), session.rulebook, day))


def _before_delivery(found: tuple[Stage, ...]) -> tuple[Stage, ...]:
    """The strip of a decision that is on paper and not handed over: what comes after it waits."""
    made: list[Stage] = []
    handed_over = True
    for stage in found:
        steps: list[Step] = []
        for step in stage.steps:
            if step.id == DELIVER:
                handed_over = False
                steps.append(replace(step, state="current", due=None, done_on=None))
            elif handed_over or step.state == "not_needed":
                steps.append(step)
            else:
                steps.append(replace(step, state="waiting", due=None, done_on=None))
        states = {step.state for step in steps}
        waits: StepState = "current" if "current" in states else "waiting" if "waiting" in states else stage.state
        made.append(stage if handed_over else replace(stage, state=waits, day_text="", steps=tuple(steps)))
    return tuple(made)
