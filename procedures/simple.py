"""What is special to the simple procedure (简易程序): the predicates of its step table `national/simple.toml`.

Sources: 行政处罚法 第五十一条至第五十三条、第六十七条至第七十一条.
"""

from datetime import date

from procedures.case import Act
from procedures.gates.both import evidence_recorded
from procedures.gates.collection import collected_on_the_spot
from procedures.gates.on_the_spot import statement_recorded
from procedures.steps import BARRED, DONE, NEEDED, Bar, Need, Situation, named

SECTION = "simple"


def _decision(now: Situation) -> Act | None:
    return now.last("on_the_spot_decision")


@named(DONE, "two_valid_officers")
def _two_valid_officers(now: Situation) -> date | None:
    """The first act at which two officers with certificates valid on its day took part."""
    for act in now.view.acts:
        officers = (now.view.officers.get(officer) for officer in set(act.officers))
        if sum(1 for officer in officers if officer and officer.certificate_on(act.on)) >= 2:
            return act.on
    return None


@named(DONE, "evidence_recorded")
def _evidence_recorded(now: Situation) -> date | None:
    if not evidence_recorded(now.view):
        return None
    acts = now.of("site_inspected", "interview_held", "sample_taken") or now.view.acts
    return acts[0].on if acts else date.min


@named(DONE, "statement_recorded")
def _statement_recorded(now: Situation) -> date | None:
    decision = _decision(now)
    if decision is not None:
        return decision.on if statement_recorded(now.view, decision) else None
    return now.day_of("statement_received", "rights_waived")


@named(DONE, "decided_on_the_spot")
def _decided_on_the_spot(now: Situation) -> date | None:
    return now.day_of("on_the_spot_decision")


@named(DONE, "fine_collected")
def _fine_collected(now: Situation) -> date | None:
    decision = _decision(now)
    told_by_decision = decision and decision.get("collected_on_the_spot") and decision.get("receipt_no")
    return now.day_of("fine_collected") or (decision.on if decision and told_by_decision else None)


@named(NEEDED, "collection_chosen")
def _collection_chosen(now: Situation) -> Need | None:
    decision = _decision(now)
    if decision is None:
        return None
    if collected_on_the_spot(now.view, decision):
        return Need(True, "")
    return Need(False, "罚款到银行缴纳，没有当场收缴" if decision.get("fine") else "没有罚款")


@named(NEEDED, "bank_payment_chosen")
def _bank_payment_chosen(now: Situation) -> Need | None:
    decision = _decision(now)
    if decision is None:
        return None
    if not decision.get("fine"):
        return Need(False, "没有罚款")
    return Need(False, "罚款当场收缴") if collected_on_the_spot(now.view, decision) else Need(True, "")


@named(NEEDED, "publication_due")
def _publication_due(now: Situation) -> Need | None:
    decision = now.last("on_the_spot_decision", "decision_made")
    if decision is None:
        return None
    if decision.values.get("social_effect") is False:
        return Need(False, "没有社会影响，不公开")
    return Need(True, "")


@named(BARRED, "beyond_simple")
def _beyond_simple(now: Situation) -> Bar | None:
    """A penalty proposed that may not be decided on the spot."""
    if now.verdict is None or now.verdict.simple_allowed is not False:
        return None
    first = now.verdict.simple_reasons[0]
    return Bar(first.text, first.basis)
