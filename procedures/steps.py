"""What the steps of a procedure ask of a case: whether one is needed and done; named for the step tables."""

from collections.abc import Callable
from datetime import date

from procedures.case import Act
from procedures.predicates import collected_on_the_spot, evidence_recorded, statement_recorded
from procedures.view import CaseView

# Gives the day on which the thing was so, or None where it is not.
StepPredicate = Callable[[CaseView], date | None]
STEP_PREDICATES: dict[str, StepPredicate] = {}


def step(name: str) -> Callable[[StepPredicate], StepPredicate]:
    """Register a predicate under the name that step tables use."""

    def register(function: StepPredicate) -> StepPredicate:
        STEP_PREDICATES[name] = function
        return function

    return register


def on_the_spot(view: CaseView) -> Act | None:
    """The newest on-the-spot decision."""
    found = view.of("on_the_spot_decision")
    return found[-1] if found else None


def _day_of(view: CaseView, kind: str) -> date | None:
    found = view.of(kind)
    return found[-1].on if found else None


@step("two_valid_officers")
def _two_valid_officers(view: CaseView) -> date | None:
    """The first act at which two officers with certificates valid on its day took part."""
    for act in view.acts:
        officers = (view.officers.get(officer) for officer in set(act.officers))
        if sum(1 for officer in officers if officer and officer.certificate_on(act.on)) >= 2:
            return act.on
    return None


@step("evidence_recorded")
def _evidence_recorded(view: CaseView) -> date | None:
    if not evidence_recorded(view):
        return None
    acts = view.of("site_inspected", "interview_held", "sample_taken") or view.acts
    return acts[0].on if acts else date.min


@step("statement_recorded")
def _statement_recorded(view: CaseView) -> date | None:
    decision = on_the_spot(view)
    if decision is not None:
        return decision.on if statement_recorded(view, decision) else None
    return _day_of(view, "statement_received") or _day_of(view, "rights_waived")


@step("decided_on_the_spot")
def _decided_on_the_spot(view: CaseView) -> date | None:
    return _day_of(view, "on_the_spot_decision")


@step("fine_collected")
def _fine_collected(view: CaseView) -> date | None:
    decision = on_the_spot(view)
    told_by_decision = decision and decision.get("collected_on_the_spot") and decision.get("receipt_no")
    return _day_of(view, "fine_collected") or (decision.on if decision and told_by_decision else None)


@step("collection_chosen")
def _collection_chosen(view: CaseView) -> date | None:
    decision = on_the_spot(view)
    return decision.on if decision and collected_on_the_spot(view, decision) else None


@step("bank_payment_chosen")
def _bank_payment_chosen(view: CaseView) -> date | None:
    decision = on_the_spot(view)
    if decision is None or not decision.get("fine"):
        return None
    return None if collected_on_the_spot(view, decision) else decision.on


@step("publication_due")
def _publication_due(view: CaseView) -> date | None:
    decision = on_the_spot(view)
    return decision.on if decision and decision.values.get("social_effect") is not False else None


@step("case_closed")
def _case_closed(view: CaseView) -> date | None:
    return _day_of(view, "case_closed")


@step("case_archived")
def _case_archived(view: CaseView) -> date | None:
    return _day_of(view, "case_archived")
