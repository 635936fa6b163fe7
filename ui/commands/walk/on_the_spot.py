"""The walk of a sample of the simple procedure: one page at the stall, then what follows at the office."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from forms.schema import Form
from models.operations.cases import record_act
from models.operations.documents import issue_document
from models.operations.on_the_spot import (
    FORM,
    Collection,
    OnTheSpotDraft,
    deliver_on_the_spot,
    issue_on_the_spot,
)
from models.operations.unit import CaseChange
from models.session import Session
from procedures.case import Act, Case
from ui.commands.walk.office import moment, own_values, renamed
from ui.commands.walk.walked import Walked

DECISION = "on_the_spot_decision"
TOLD_BY_THE_DECISION = (DECISION, "site_inspected", "fine_collected", "interview_held")
INTERVIEW_RECORD = "11"


def walk_simple(session: Session, sample: Case, registered: Mapping[str, str]) -> Walked:
    """Issue, deliver and follow up the on-the-spot decision of a sample; numbers are drawn, not copied.

    Raises RuleError where the law stops it, StorageError.
    """
    acts = [renamed(act, registered) for act in sample.acts]
    decision = next(act for act in acts if act.kind == DECISION)
    actor = registered[sample.officers[0].id]
    form = session.forms.form(FORM, decision.on)
    issued = issue_on_the_spot(session, _draft(sample, acts, decision, form), actor=actor, now=moment(decision))
    change = issued.change
    for act in acts:
        if act.kind == "interview_held":
            change = _interview(session, change, act, actor)
    collected = next((act for act in acts if act.kind == "fine_collected"), None)
    change = deliver_on_the_spot(
        session,
        change.case_id,
        change.seen,
        issued.document.id,
        actor=actor,
        now=moment(decision),
        collected=Collection(collected.get("amount"), collected.get("receipt_no", "")) if collected else None,
    )
    for act in acts:
        if act.kind not in TOLD_BY_THE_DECISION:
            change = record_act(session, change.case_id, change.seen, act, actor=actor, now=moment(act))
    return Walked(change)


def _draft(sample: Case, acts: list[Act], decision: Act, form: Form) -> OnTheSpotDraft:
    own = own_values(decision, form)
    return OnTheSpotDraft(
        party=sample.parties[0],
        conduct=sample.conducts[0],
        inspection=next(act for act in acts if act.kind == "site_inspected"),
        decision=replace(
            decision,
            document=None,
            values={key: value for key, value in decision.values.items() if key not in own},
            fields=_planned(decision),
        ),
        cause=sample.cause,
        sector=sample.sector,
        title=sample.title,
        own_values=own,
        constructed=sample.constructed,
    )


def _planned(decision: Act) -> Mapping[str, Any]:
    """What is known before the money is taken."""
    return {key: value for key, value in decision.fields.items() if key != "receipt_no"}


def _interview(session: Session, change: CaseChange, act: Act, actor: str) -> CaseChange:
    held = replace(act, document=None)
    now = moment(act)
    recorded = record_act(session, change.case_id, change.seen, held, actor=actor, now=now)
    own = own_values(act, session.forms.form(INTERVIEW_RECORD, act.on))
    issued = issue_document(session, change.case_id, recorded.seen, INTERVIEW_RECORD, held, own, actor=actor, now=now)
    return issued.change
