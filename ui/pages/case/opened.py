"""A case as its pages show it: read once, judged once, shared by all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from models.casefile import IssuedDocument
from models.entries import case_stream
from models.operations.documents import is_delivered
from models.operations.on_the_spot import FORM
from models.projections import case_number
from models.queries.cases import StoredCase, read_case
from models.queries.documents import DocumentLine, case_documents
from models.queries.journal import JournalLine, journal_lines
from models.queries.office import officers
from models.queries.reviews import ReviewProgress, review_progress
from models.session import Session
from procedures.account import Account, Due, account_of
from procedures.assess import Assessment, assess
from procedures.case import NOTHING, Act, Case, Document
from procedures.general import takes_general
from procedures.review import REVIEW
from procedures.stages import Stage, Step, StepState, stages, stages_of
from procedures.view import CaseView
from ui.pages.case.words import officer_name

DELIVER, PROOF_OF_SERVICE = "deliver", "33"
# Records that the party signs where they are made, and the list of goods that goes with its decision.
# Reports to the bodies with which a penalty is filed (X4, X20, X21) are sent to these, not to the party.
WITHOUT_SERVICE = frozenset({FORM, PROOF_OF_SERVICE, "11", "12", "19", "21", "31", "X4", "X20", "X21"})
OPEN_STATES = ("overdue", "current", "blocked")
NOTICE_EFFECT = "public_notice_effective"


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """Everything the pages of a case show. `today` is the day it is looked at, `party` whose steps are shown.

    `unrecorded` are the papers issued for acts that are not recorded yet; `pending` is the on-the-spot decision among
    them, which is not delivered. `view` is the case prepared for the rules. `reviewing` tells how far a legal review
    has come that somebody is still writing. `names` are those of the register by id: of who only files or reviews.
    """

    session: Session
    stored: StoredCase
    today: date
    party: str
    view: CaseView
    assessment: Assessment
    stages: tuple[Stage, ...]
    papers: tuple[DocumentLine, ...]
    lines: tuple[JournalLine, ...]
    unrecorded: tuple[IssuedDocument, ...]
    pending: IssuedDocument | None
    reviewing: tuple[ReviewProgress, ...] = ()
    names: Mapping[str, str] = field(default_factory=lambda: NOTHING)

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

    def officer_name(self, officer_id: str) -> str:
        """The name of whoever did something here, an officer of the case or of the register."""
        return officer_name(self.case, officer_id, self.names)

    def newest(self, *kinds: str, party: str = "") -> Act | None:
        """The newest live act of these kinds, with `party` of those that concern it."""
        found = [act for act in self.case.live_acts() if act.kind in kinds]
        concerned = [act for act in found if not party or self.view.concerns(act, party)]
        return max(reversed(concerned), key=lambda act: act.on, default=None)

    def failed_review(self) -> Act | None:
        """The newest legal review of the parties shown, where it did not pass: no decision until another one does."""
        review = self.newest(REVIEW, party=self.party)
        return review if review is not None and review.get("passed") is False else None

    def account(self, party: str) -> Account:
        """What a party owes and has paid."""
        return account_of(self.view, [state.clock for state in self.assessment.deadlines], party, self.today)

    def next_instalment(self) -> Due | None:
        """The instalment of the parties shown that falls due first of those that are not paid in full."""
        shown = [each.id for each in self.case.parties if self.party in ("", each.id)]
        dues = [due for party in shown for due in self.account(party).dues if due.number and due.open]
        return min(dues, key=lambda due: due.due_on or date.max, default=None)

    def decision(self) -> Act | None:
        """The on-the-spot decision, recorded or as it stands on the paper that is not delivered yet."""
        return self.newest("on_the_spot_decision") or (decided_on_paper(self.pending) if self.pending else None)

    def is_general(self) -> bool:
        """Whether the case has taken the general procedure."""
        return takes_general(self.view)

    def number(self) -> str:
        """The number the case is known by: its own, else that of its opening, else of its newest decision."""
        return self.case.number or case_number(self.stored.file, self.case.live_acts())

    def paper_count(self) -> int:
        """How many papers there are: issued and not cancelled, or made before they came into the program."""
        issued = [paper for paper in self.papers if paper.cancelled_on is None]
        numbers = {(paper.form, paper.number) for paper in issued}
        told = {(act.document.form, act.document.number) for act in self.case.live_acts() if act.document}
        return len(issued) + len(told - numbers)

    def unserved(self) -> tuple[IssuedDocument, ...]:
        """The outward papers of recorded acts that have not reached the party, the newest first."""
        recorded = {act.id for act in self.case.live_acts()} - self._taken_as_served()
        papers = [paper for paper in self.stored.file.documents if paper.cancelled_on is None and paper.act in recorded]
        return tuple(
            paper for paper in reversed(papers) if self._goes_out(paper) and not is_delivered(self.case, paper)
        )

    def _taken_as_served(self) -> set[str]:
        """The decisions whose public notice has run out."""
        clocks = (state.clock for state in self.assessment.deadlines)
        return {clock.decision for clock in clocks if clock.id == NOTICE_EFFECT and clock.due <= self.today}

    def _goes_out(self, paper: IssuedDocument) -> bool:
        form = self.session.forms.form(paper.form, paper.issued_on)
        return form.reach == "external" and paper.form not in WITHOUT_SERVICE

    def next_step(self) -> Step | None:
        """The step that the agency takes next: by the rules, else the first that is overdue or can be done."""
        steps = self.steps()
        for act in self.assessment.next if self.is_general() else ():
            for step in steps:
                if act.act in step.act_kinds and step.state in ("current", "overdue"):
                    return step
        for state in OPEN_STATES:
            own = [step for step in steps if step.state == state and not (step.party_acts and state == "current")]
            if own:
                return own[0]
        return next((step for step in steps if step.state in OPEN_STATES), None)

    def steps(self) -> tuple[Step, ...]:
        """The steps of all stages in order."""
        return tuple(step for stage in self.stages for step in stage.steps)


def open_case(session: Session, case_id: str, today: date, party: str = "") -> OpenedCase:
    """Read and judge a case; `party` is the one whose steps are shown. Raises StorageError where there is none.

    A case whose acts lie after `today` is looked at as of its last act.
    """
    stored = read_case(session, case_id)
    case = stored.file.case
    day = max([today, *(act.on for act in case.acts)])
    known = party if party in {each.id for each in case.parties} else ""
    recorded = {act.id for act in case.acts}
    unrecorded = tuple(paper for paper in stored.file.documents if _is_unrecorded(paper, recorded))
    pending = next((paper for paper in reversed(unrecorded) if _is_pending(case, paper)), None)
    view, assessment = CaseView(case.until(day), session.rulebook), assess(case, session.rulebook, day)
    lines = journal_lines(session, stored)
    return OpenedCase(
        session=session,
        stored=stored,
        today=day,
        party=known,
        view=view,
        assessment=assessment,
        stages=_stages(view, assessment, pending, day, known),
        papers=case_documents(session, case_id),
        lines=lines,
        unrecorded=unrecorded,
        pending=pending,
        reviewing=tuple(each for each in review_progress(session, case_stream(case_id)) if _goes_on(each, lines)),
        names={one.officer.id: one.officer.name for one in officers(session)},
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


def _goes_on(review: ReviewProgress, lines: Sequence[JournalLine]) -> bool:
    """Whether a review is still being written: its writer has recorded none since."""
    reviews = (line for line in lines if line.act is not None and line.act.kind == REVIEW)
    return all(line.recorded_at < review.saved_at for line in reviews if line.actor == review.actor)


def _is_unrecorded(paper: IssuedDocument, recorded: set[str]) -> bool:
    return paper.cancelled_on is None and paper.planned is not None and paper.act not in recorded


def _is_pending(case: Case, paper: IssuedDocument) -> bool:
    return paper.form == FORM and not is_delivered(case, paper)


def _stages(
    view: CaseView, assessment: Assessment, pending: IssuedDocument | None, day: date, party: str
) -> tuple[Stage, ...]:
    planned = decided_on_paper(pending) if pending else None
    if planned is None:
        return stages_of(view, assessment.deadlines, assessment.parties, day, party)
    return _before_delivery(stages(replace(view.case, acts=(*view.case.acts, planned)), view.rulebook, day, party))


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
