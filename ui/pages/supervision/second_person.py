"""Who may confirm a finding: another person who oversees, and neither handled nor approved the case."""

from collections.abc import Iterator
from datetime import date

from models.queries.findings import may_see_findings
from models.queries.office import officers, posts
from models.session import Session
from procedures.case import Case
from procedures.faults import FaultFile
from procedures.faults_suggest import acted_in
from procedures.problems import Problem
from ui.widgets.field_editors import Option


def who_may_confirm(
    session: Session, file: FaultFile, case: Case | None, actor: str, today: date
) -> tuple[Option, ...]:
    """Those who may be the second person on a day, with their posts."""
    return tuple(_fit(session, file, case, actor, today))


def nobody() -> Problem:
    """Why nobody can confirm, and what to do about it."""
    return Problem(
        "没有可以复核的第二人",
        "附件3 第三条",
        "在“人员—岗位分工”登记另一名监督、监察、法制或者主管岗位的人员；本案的承办人、批准人和当事人员不能复核",
        "second_person",
    )


def _fit(session: Session, file: FaultFile, case: Case | None, actor: str, today: date) -> Iterator[Option]:
    held: dict[str, list[str]] = {}
    for post in posts(session):
        if post.valid_from <= today and (post.valid_until is None or today <= post.valid_until):
            held.setdefault(post.officer, []).append(post.post)
    concerned = {person.officer_id for person in file.persons} | {person.name for person in file.persons}
    for one in officers(session, active_only=True):
        known = {one.officer.id, one.officer.name}
        if concerned & known or one.officer.id in (actor, file.taken_up_by):
            continue
        if not may_see_findings(session, one.officer.id, today):
            continue
        if case is not None and acted_in(case, one.officer.id, one.officer.name) is not None:
            continue
        yield Option(one.officer.id, f"{one.officer.name}（{'、'.join(held.get(one.officer.id, ()))}）")
