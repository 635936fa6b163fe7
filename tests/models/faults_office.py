"""An office with overseers, and a case whose filing to the superior department came late: what findings are about."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from models.office import Post, RegisteredOfficer
from models.operations.cases import open_case
from models.operations.finding_unit import FindingChange
from models.operations.findings import confirm, describe, hear_statement, register_finding, waive_statement
from models.operations.office import assign_post, record_officer, record_settings
from models.operations.unit import CaseChange, own_day
from models.session import Session
from procedures.case import Case
from procedures.faults import FaultFile
from tests.builders import make_general_case, make_officer
from tests.fault_files import make_fault
from tests.models.conftest import NOW
from tests.models.offices import settings

TODAY = own_day(NOW)
PEOPLE = {"A": "陈某", "B": "李某", "S": "己某", "T": "丁某", "U": "庚某", "H": "周某"}
POSTS = {"S": "监察室监督员", "T": "法制审核", "H": "主管领导", "A": "执法二中队执法员"}


@dataclass(frozen=True, slots=True)
class Doing:
    """Who does something, as keyword arguments of every operation."""

    actor: str = "S"
    now: datetime = NOW

    def given(self) -> dict[str, Any]:
        """`actor` and `now`."""
        return {"actor": self.actor, "now": self.now}


BY_SUPERVISOR = Doing().given()


def furnish(session: Session) -> None:
    """Officers A and B, the supervisor S, the legal clerk T, the head H and U without a post; settings."""
    for officer_id, name in PEOPLE.items():
        record_officer(session, RegisteredOfficer(make_officer(officer_id, name)), actor="x", now=NOW)
    for officer_id, post in POSTS.items():
        assign_post(session, Post("", officer_id, post, "", date(2020, 1, 1)), actor="x", now=NOW)
    record_settings(session, settings(agency_name="浏阳市农业农村局"), actor="x", now=NOW)


def late_case() -> Case:
    """The lawful case, but the superior department got the filing two months late."""
    return make_general_case(changed={"filed-superior": {"on": date(2024, 8, 20)}})


def open_late_case(session: Session) -> CaseChange:
    """That case, stored."""
    return open_case(session, late_case(), actor="A", now=NOW)


def registered(session: Session, case_id: str = "", **changes: Any) -> FindingChange:
    """A finding by hand, fully described, officers A and B bearing it; nobody heard yet."""
    made = make_fault(case_id=case_id, acts=("decision",) if case_id else (), **changes)
    return register_finding(session, made, **BY_SUPERVISOR)


def heard(session: Session, case_id: str = "", **changes: Any) -> FindingChange:
    """The same once A was heard and B has waived."""
    change = registered(session, case_id, **changes)
    change = hear_statement(session, change.finding_id, change.seen, "A", "交接疏漏", TODAY, **BY_SUPERVISOR)
    return waive_statement(session, change.finding_id, change.seen, "B", "书面声明", TODAY, **BY_SUPERVISOR)


def confirmed(session: Session, case_id: str = "", **changes: Any) -> FindingChange:
    """The same once the legal clerk has confirmed it."""
    change = heard(session, case_id, **changes)
    return confirm(session, change.finding_id, change.seen, "T", "同意", **BY_SUPERVISOR)


def described_again(session: Session, change: FindingChange, file: FaultFile) -> FindingChange:
    """The finding with another description."""
    return describe(session, change.finding_id, change.seen, file, **BY_SUPERVISOR)


def later(days: int) -> datetime:
    """The standing instant, some days on."""
    return NOW + timedelta(days=days)
