"""The office in which samples are walked: its settings, its officers, and the moment of each act."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from forms.schema import Form
from models.office import RegisteredOfficer
from models.operations.office import record_officer, record_settings
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


def renamed(act: Act, registered: Mapping[str, str]) -> Act:
    """The act with its officers as the register knows them."""
    return replace(act, officers=tuple(registered[officer] for officer in act.officers))


def own_values(act: Act, form: Form) -> Mapping[str, Any]:
    """What the sample says for this form alone."""
    keys = {field.key for field in form.fields if field.own}
    return {key: value for key, value in act.values.items() if key in keys}


def moment(act: Act) -> datetime:
    """When an act was done: at the time it records, else at noon."""
    return at_noon(act.on) if act.at is None else datetime.combine(act.on, act.at, CHINA)


def at_noon(day: date) -> datetime:
    """Noon of a day in China."""
    return datetime.combine(day, time(12), CHINA)


def _registered(session: Session, officer: Officer, now: datetime) -> str:
    numbers = {certificate.no for certificate in officer.certificates}
    for known in officers(session):
        if numbers & {certificate.no for certificate in known.officer.certificates}:
            return known.officer.id
    made = record_officer(session, RegisteredOfficer(replace(officer, id="")), actor=session.device.id, now=now)
    return made.officer.id
