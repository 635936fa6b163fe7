"""Walks a sample case through the same operations as the window, each at the moment the sample says."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from forms.schema import Form
from models.office import RegisteredOfficer
from models.operations.cases import record_act
from models.operations.documents import issue_document
from models.operations.office import record_officer, record_settings
from models.operations.on_the_spot import Collection, OnTheSpotDraft, deliver_on_the_spot, issue_on_the_spot
from models.operations.unit import CaseChange
from models.queries.office import officers
from models.session import Session
from procedures.case import Act, Case, Officer
from procedures.zone import CHINA

# Filler for a demonstration: a bank, an address and an account that do not exist.
OFFICE = {
    "office.agency_name": "浏阳市农业农村局",
    "office.region": "浏",
    "office.bank_name": "某银行浏阳市支行",
    "office.bank_address": "浏阳市某路1号",
    "office.bank_account": "0000000000000000",
    "office.review_body": "浏阳市人民政府",
    "office.superior_department": "长沙市农业农村局",
    "office.court": "浏阳市人民法院",
    "office.contact_name": "陈某",
    "office.contact_phone": "0731-00000000",
    "office.contact_address": "浏阳市某路2号",
}


def prepare_office(session: Session, case: Case, now: datetime) -> Mapping[str, str]:
    """Settings and the sample's officers in the register; gives the register's id for each officer id of the sample."""
    actor = session.device.id
    record_settings(session, OFFICE, actor=actor, now=now)
    return {officer.id: _registered(session, officer, now) for officer in case.officers}


def walk_simple(session: Session, sample: Case, registered: Mapping[str, str]) -> CaseChange:
    """Issue, deliver and follow up the on-the-spot decision of a sample; numbers are drawn, not copied.

    Raises RuleError where the law stops it, StorageError.
    """
    acts = [_renamed(act, registered) for act in sample.acts]
    decision = next(act for act in acts if act.kind == "on_the_spot_decision")
    inspection = next(act for act in acts if act.kind == "site_inspected")
    actor = registered[sample.officers[0].id]
    form = session.forms.form("7", decision.on)
    issued = issue_on_the_spot(
        session,
        OnTheSpotDraft(
            party=sample.parties[0],
            conduct=sample.conducts[0],
            inspection=inspection,
            decision=replace(decision, document=None, values=_without(decision, form), fields=_planned(decision)),
            cause=sample.cause,
            sector=sample.sector,
            title=sample.title,
            own_values=_own(decision, form),
            constructed=sample.constructed,
        ),
        actor=actor,
        now=_moment(decision),
    )
    change, number = issued.change, issued.document.number
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
        now=_moment(decision),
        collected=Collection(collected.get("amount"), collected.get("receipt_no", "")) if collected else None,
    )
    told = ("on_the_spot_decision", "site_inspected", "fine_collected", "interview_held")
    for act in acts:
        if act.kind not in told:
            change = record_act(session, change.case_id, change.seen, act, actor=actor, now=_moment(act))
    assert number
    return change


def _interview(session: Session, change: CaseChange, act: Act, actor: str) -> CaseChange:
    recorded = record_act(
        session, change.case_id, change.seen, replace(act, document=None), actor=actor, now=_moment(act)
    )
    form = session.forms.form("11", act.on)
    own = _own(act, form)
    issued = issue_document(
        session, change.case_id, recorded.seen, "11", replace(act, document=None), own, actor=actor, now=_moment(act)
    )
    return issued.change


def _registered(session: Session, officer: Officer, now: datetime) -> str:
    numbers = {certificate.no for certificate in officer.certificates}
    for known in officers(session):
        if numbers & {certificate.no for certificate in known.officer.certificates}:
            return known.officer.id
    made = record_officer(session, RegisteredOfficer(replace(officer, id="")), actor=session.device.id, now=now)
    return made.officer.id


def _renamed(act: Act, registered: Mapping[str, str]) -> Act:
    return replace(act, officers=tuple(registered[officer] for officer in act.officers))


def _planned(decision: Act) -> Mapping[str, Any]:
    return {key: value for key, value in decision.fields.items() if key != "receipt_no"}


def _own(act: Act, form: Form) -> Mapping[str, Any]:
    keys = {field.key for field in form.fields}
    return {key: value for key, value in act.values.items() if key in keys}


def _without(act: Act, form: Form) -> Mapping[str, Any]:
    keys = {field.key for field in form.fields}
    return {key: value for key, value in act.values.items() if key not in keys}


def _moment(act: Act) -> datetime:
    return at_noon(act.on) if act.at is None else datetime.combine(act.on, act.at, CHINA)


def at_noon(day: date) -> datetime:
    """Noon of a day in China."""
    return datetime.combine(day, time(12), CHINA)
