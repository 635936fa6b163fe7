"""The rows of the ledger that a case gives: one for each decision against a party, one for a party without any.

Functions of the case and the rules, whatever day it is today. Amounts in fen.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter, itemgetter
from typing import Any

from models.database import Row
from models.filing_rows import FilingRows, penalty_words
from models.ledger_filings import DecisionFilings, decision_filings
from models.tables.ledger import LedgerRow
from procedures.case import Act, Party
from procedures.clocks import Clock
from procedures.filing import DUTY as FILING_DUTY
from procedures.goods_value import goods_value
from procedures.kinds import kinds
from procedures.money import payments
from procedures.view import (
    DECISIONS,
    CaseView,
    Penalty,
    changes_of,
    decision_meant,
    penalty_after,
    penalty_of,
    revoked_by,
)

DECIDED = (*DECISIONS, "no_penalty_decided")
ENDED_EARLY = ("case_not_opened", "opening_cancelled")
DECISION_KINDS: Mapping[str, str] = {
    "on_the_spot_decision": "on_the_spot",
    "decision_made": "penalty",
    "no_penalty_decided": "no_penalty",
}
GRADES = ("ordinary", "serious", "especially_serious")
GENERAL, SIMPLE = "case_opened", "on_the_spot_decision"
PUBLIC_NOTICE = "public_notice_effective"
KEYS: tuple[str, ...] = tuple(field.column_name for field in LedgerRow._meta.sorted_fields)
ABSENT: Mapping[str, Any] = {field.column_name: None if field.null else "" for field in LedgerRow._meta.sorted_fields}
_IN_ORDER = itemgetter(*KEYS)


@dataclass(frozen=True, slots=True)
class _Told:
    """What the rows of one case are made of; `filings` are those of each decision and party."""

    view: CaseView
    running: Sequence[Clock]
    filings: Mapping[tuple[str, str], DecisionFilings]


def ledger_rows(
    case_id: str, number: str, view: CaseView, running: Sequence[Clock], filed: FilingRows
) -> tuple[Row, ...]:
    """The rows of a case from its prepared view, its clocks and the rows of its filings.

    `number` is the one that the case is known by.
    """
    told = _Told(view, running, decision_filings(filed, tuple(view.rulebook.recipients)))
    shared = {"case_id": case_id, "case_number": number, **_of_case(view)}
    found: list[Row] = []
    for party in view.parties():
        found += (_row(shared, part) for part in _of_party(told, party))
    return tuple(found) or (_row(shared, {"progress": _progress(told, None, ()), **_of_duties(told, "", "", True)}),)


def _row(shared: Mapping[str, Any], part: Mapping[str, Any]) -> Row:
    return tuple(_IN_ORDER({**ABSENT, **shared, **part}))


def _of_case(view: CaseView) -> Mapping[str, Any]:
    leads = view.of("lead_received")
    happened = {act.kind for act in view.acts}
    return {
        "case_title": view.case.title,
        "cause": view.case.cause,
        "sector": view.case.sector,
        "lead_source": str(leads[0].get("source") or "") if leads else "",
        "lead_on": leads[0].on.isoformat() if leads else "",
        "handlers": "、".join(officer.name for officer in view.case.officers),
        "procedure": "simple" if SIMPLE in happened else "general" if GENERAL in happened else "",
    }


def _of_party(told: _Told, party: Party) -> Iterable[Mapping[str, Any]]:
    """What the rows of one party hold: a row for each decision, one where there is none."""
    decided = told.view.of(*DECIDED, party=party.id)
    shared = {**_who(party), **_course(told.view, party.id), "progress": _progress(told, party, decided)}
    if not decided:
        yield {**shared, **_of_duties(told, party.id, "", True), "goods_value": _value_of_goods(told.view, party)}
    for act in decided:
        is_last = act is decided[-1]
        yield {
            **shared,
            **_of_decision(told, party, act),
            **_of_duties(told, party.id, act.id, is_last),
            **_of_filings(told, party, act),
            "goods_value": _value_of_goods(told.view, party) if is_last else None,
        }


def _who(party: Party) -> Mapping[str, str]:
    return {
        "party": party.id,
        "party_name": party.name,
        "party_kind": party.kind,
        "in_business": _yes(party.in_business),
        "identity_no": party.identity_no,
        "credit_code": party.credit_code,
        "representative": party.representative,
        "address": party.address,
        "phone": party.phone,
    }


def _course(view: CaseView, party: str) -> Mapping[str, str]:
    """How the case went for a party, apart from what was decided."""
    opened = view.of(GENERAL, party=party) or view.of(SIMPLE, party=party)
    reviewed = view.of("legal_review_given", party=party)
    closed = view.of("case_closed", *ENDED_EARLY, party=party)
    discussed = bool(view.of("discussion_held", party=party))
    return {
        "opened_on": _day(opened[:1]),
        "notice_on": _day(view.of("notice_served", party=party)),
        "measures": _measures(view, party),
        "legal_review": ("passed" if reviewed[-1].get("passed") else "not_passed") if reviewed else "",
        "discussed": _yes(discussed) if discussed or view.of("decision_made", party=party) else "",
        "statement": _statement(view, party),
        "hearing": _hearing(view, party),
        "extended": _yes(bool(view.of("decision_extended", party=party))) if view.of(GENERAL, party=party) else "",
        "transferred": _transferred(view, party),
        "reconsideration": _remedy(view, party, "reconsideration_decided", "reconsideration_applied"),
        "suit": _remedy(view, party, "judgment_given", "suit_filed"),
        "closing_ground": str(closed[-1].get("ground") or "") if closed else "",
        "closed_on": _day(closed),
        "archived_on": _day(view.of("case_archived", party=party)),
    }


def _measures(view: CaseView, party: str) -> str:
    known = kinds()
    words = [known["evidence_preserved"].label] if view.of("evidence_preserved", party=party) else []
    measures = known["property_seized"].fields["measure"].choices
    words += [measures[act.get("measure")] for act in view.of("property_seized", party=party) if act.get("measure")]
    return "、".join(dict.fromkeys(words))


def _statement(view: CaseView, party: str) -> str:
    received = view.of("statement_received", party=party)
    if received:
        return {True: "adopted", False: "not_adopted", None: "received"}[received[-1].get("adopted")]
    return "waived" if _waived(view, party, "statement") else ""


def _hearing(view: CaseView, party: str) -> str:
    if view.of("hearing_held", party=party):
        return "held"
    if view.of("hearing_requested", party=party):
        return "requested"
    if _waived(view, party, "hearing"):
        return "waived"
    offered = any(act.get("hearing_offered") for act in view.of("notice_served", party=party))
    return "offered" if offered else ""


def _waived(view: CaseView, party: str, right: str) -> bool:
    return any(act.get("which") in (right, "both") for act in view.of("rights_waived", party=party))


def _transferred(view: CaseView, party: str) -> str:
    if view.of("crime_transferred", party=party):
        return "police"
    return "jurisdiction" if view.of("case_transferred", party=party) else ""


def _remedy(view: CaseView, party: str, ended: str, begun: str) -> str:
    outcomes = view.of(ended, party=party)
    if outcomes:
        return str(outcomes[-1].get("outcome") or "")
    return "pending" if view.of(begun, party=party) else ""


def _progress(told: _Told, party: Party | None, decided: Sequence[Act]) -> str:
    """Where the case stands for a party: closed, paid by instalments, a filing found wanting, else its newest stage."""
    view, own = told.view, party.id if party else None
    if view.of("case_closed", "case_archived", *ENDED_EARLY, party=own):
        return "closed"
    if any(told.filings[act.id, own or ""].has_problems for act in decided if (act.id, own or "") in told.filings):
        return "filing_problems"
    if decided and _status_of_payment(view, own or "", decided[-1], *_owed(view, decided[-1])) == "instalments":
        return "instalments"
    stages = [kinds()[act.kind].stage for act in view.acts if own is None or view.concerns(act, own)]
    return next((stage for stage in reversed(stages) if stage != "record"), "")


def _of_decision(told: _Told, party: Party, act: Act) -> Mapping[str, Any]:
    view = told.view
    common = {
        "decision": act.id,
        "decision_kind": DECISION_KINDS[act.kind],
        "decision_number": act.document.number if act.document else "",
        "decided_on": act.on.isoformat(),
        "published_on": _day(
            [one for one in view.of("decision_published", party=party.id) if _is_about(view, one, act)]
        ),
        **_service(told, act),
    }
    if act.kind not in DECISIONS:
        return {**common, "penalty": kinds()[act.kind].label, "basis": str(act.get("ground") or "")}
    return {
        **common,
        "penalty": penalty_words(penalty_of(act)),
        "basis": str(act.get("basis") or ""),
        "grade": _grade(view, party.id),
        "altered": _altered(view, act),
        **_amounts(view, party.id, act),
        "payment_due": _payment_due(told, act),
    }


def _service(told: _Told, act: Act) -> Mapping[str, str]:
    """When and how a decision reached the party: served, by public notice at its end, or handed over on the spot."""
    view = told.view
    party = view.case.party_of(act)
    served = [one for one in view.of("decision_served", party=party) if _is_about(view, one, act)]
    if served:
        return {"served_on": _day(served), "service_method": str(served[-1].get("method") or "")}
    by_notice = [
        one.due for one in told.running if one.id == PUBLIC_NOTICE and one.decision == act.id and not one.met_by
    ]
    if by_notice:
        return {"served_on": by_notice[-1].isoformat(), "service_method": "public_notice"}
    return {"served_on": act.on.isoformat() if act.kind == SIMPLE else ""}


def _amounts(view: CaseView, party: str, act: Act) -> Mapping[str, Any]:
    """What is to be paid and given up as it stands after changes, what was paid of it, what is left."""
    penalty = _in_force(view, act)
    owed, paid = _owed(view, act)
    days = [payment.on for payment in payments(view, party, act)]
    settled = owed and paid >= owed
    return {
        "fine": penalty.fine if penalty else 0,
        "confiscated": penalty.gains + penalty.goods if penalty else 0,
        "confiscated_gains": penalty.gains if penalty else 0,
        "confiscated_goods": penalty.goods if penalty else 0,
        "paid": paid,
        "unpaid": max(0, owed - paid),
        "payment": _status_of_payment(view, party, act, owed, paid),
        "paid_on": max(days).isoformat() if settled and days else "",
    }


def _in_force(view: CaseView, decision: Act) -> Penalty | None:
    """The penalty after all changes; None once it was revoked."""
    if revoked_by(view, decision) is not None:
        return None
    changes = changes_of(view, decision)
    return penalty_after(view, changes[-1] if changes else decision)


def _owed(view: CaseView, decision: Act) -> tuple[int, int]:
    """What a decision asks to be paid, and what was paid of it and not given back; the surcharge stays out of both."""
    penalty, party = _in_force(view, decision), view.case.party_of(decision)
    received = sum(one.amount for one in payments(view, party, decision) if one.head != "surcharge")
    decisions = view.decisions(party)
    is_last = bool(decisions) and decision is decisions[-1]
    refunded = sum(act.get("amount") or 0 for act in view.of("refund_made", party=party)) if is_last else 0
    return (penalty.fine + penalty.gains if penalty else 0), max(0, received - refunded)


def _status_of_payment(view: CaseView, party: str, act: Act, owed: int, paid: int) -> str:
    if act.kind not in DECISIONS or not owed:
        return "nothing"
    if paid >= owed:
        return "paid"
    if any(one.on >= act.on for one in view.of("court_application_filed", party=party)):
        return "court"
    plans = view.of("deferral_approved", party=party)
    if any(plan.get("instalments") and plan.on >= act.on for plan in plans):
        return "instalments"
    return "part" if paid else "unpaid"


def _payment_due(told: _Told, act: Act) -> str:
    due = [clock.due for clock in told.running if clock.id == "payment" and act.id in (clock.decision, clock.act)]
    return due[-1].isoformat() if due else ""


def _altered(view: CaseView, act: Act) -> str:
    if revoked_by(view, act) is not None:
        return "revoked"
    return "changed" if changes_of(view, act) else ""


def _grade(view: CaseView, party: str) -> str:
    told = [one.facts.get("grade") for one in view.case.conducts if one.party == party]
    return max((str(grade) for grade in told if grade in GRADES), key=GRADES.index, default="")


def _value_of_goods(view: CaseView, party: Party) -> int | None:
    """The value recorded with the conducts of a party; where none is, that of the goods of a case with one party."""
    told = [one.facts.get("goods_value") for one in view.case.conducts if one.party == party.id]
    amounts = [amount for amount in told if isinstance(amount, int)]
    if amounts or len(view.case.parties) > 1 or not view.case.goods:
        return sum(amounts) if amounts else None
    value = goods_value(view.case.goods)
    return value.total if value.complete else None


def _of_filings(told: _Told, party: Party, act: Act) -> Mapping[str, str]:
    found = told.filings.get((act.id, party.id))
    return found.columns() if found else {}


def _of_duties(told: _Told, party: str, decision: str, is_last: bool) -> Mapping[str, str]:
    """The duty of the agency that ends first, and from when a duty has a signal: of this decision, or of none.

    What stands still has no last day and stays out.
    """
    decided = {act.id for act in told.view.of(*DECIDED)}
    closed = bool(told.view.of("case_closed", *ENDED_EARLY, party=party or None))
    mine = [
        clock
        for clock in told.running
        if _is_still_to_do(clock, closed)
        and clock.party in ("", party)
        and (_decision_of(clock, decided) == decision or (is_last and not _decision_of(clock, decided)))
    ]
    first = min(mine, key=attrgetter("due"), default=None)
    return {
        "next_label": first.label if first else "",
        "next_due": first.due.isoformat() if first else "",
        "notice_from": _earliest(clock.notice_from for clock in mine),
        "yellow_from": _earliest(clock.yellow_from for clock in mine),
        "red_from": _earliest(clock.red_from for clock in mine),
    }


def _is_still_to_do(clock: Clock, closed: bool) -> bool:
    owed = clock.duty == "agency" and clock.met_on is None and clock.waived_on is None
    stands_still = clock.paused_from is not None and clock.paused_until is None
    return owed and not stands_still and (not closed or clock.id == FILING_DUTY)


def _decision_of(clock: Clock, decided: set[str]) -> str:
    return next((act for act in (clock.act, clock.decision) if act in decided), "")


def _is_about(view: CaseView, act: Act, decision: Act) -> bool:
    return act.ref == decision.id or decision_meant(view, act) is decision


def _earliest(days: Iterable[date | None]) -> str:
    return min((day.isoformat() for day in days if day is not None), default="")


def _day(acts: Sequence[Act]) -> str:
    return acts[-1].on.isoformat() if acts else ""


def _yes(is_so: bool) -> str:
    return "yes" if is_so else "no"
