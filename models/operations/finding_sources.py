"""Where a finding comes from: a stored proposal, the case it is about, the register of people."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from models.casefile import CaseFile
from models.finding_rows import acts_text
from models.operations.finding_unit import read_case
from models.operations.unit import refuse
from models.projections import case_number
from models.register import office_settings, posts, registered_officers
from models.session import Session
from models.tables.filing import ProposalRow
from models.tables.findings import FindingCauseRow
from procedures.faults import ORIGIN_ITEMS, Cause, FaultFile, Involved
from procedures.faults_suggest import suggest_persons
from procedures.faults_wanting import unknown_items
from procedures.problems import RuleError


def proposed(session: Session, source_id: str, key: str, today: date) -> FaultFile:
    """The finding that a proposal begins, with the persons that the case records; a proposal of 第五条 says the way.

    RuleError where the proposal stands no more or was dealt with as it is.
    """
    chosen = ProposalRow.select(
        ProposalRow.source,
        ProposalRow.article,
        ProposalRow.item,
        ProposalRow.party,
        ProposalRow.acts,
        ProposalRow.because,
        ProposalRow.since,
        ProposalRow.title,
        ProposalRow.number,
    ).where(ProposalRow.source_id == source_id, ProposalRow.key == key, ProposalRow.since <= today.isoformat())
    row = session.database.one(chosen)
    if row is None:
        raise refuse("这条线索已经没有了：案件的记载有了变化", where="proposal", remedy="请刷新登记簿")
    source, article, item, party, acts, because, since, title, number = row
    cause = Cause(source, source_id, key, tuple(json.loads(acts)), because, date.fromisoformat(since))
    _refuse_dealt_with(session, cause)
    origin = ORIGIN_ITEMS.get((article, item))
    file = FaultFile(
        items=() if origin else ((article, item),),
        case_id=source_id if source == "case" else "",
        case_title=title,
        case_number=number,
        party=party,
        acts=cause.acts if source == "case" else (),
        facts=because,
        origin=origin,
        found_on=cause.since if origin else None,
        cause=cause,
    )
    return completed(session, _with_recorded(file, read_case(session, file.case_id)))


def _refuse_dealt_with(session: Session, cause: Cause) -> None:
    """A proposal is dealt with once; again only when its acts have changed and nothing of it is open."""
    query = FindingCauseRow.select(FindingCauseRow.acts, FindingCauseRow.is_open).where(
        FindingCauseRow.source_id == cause.source_id, FindingCauseRow.key == cause.key
    )
    for acts, is_open in session.database.rows(query):
        if is_open or acts == acts_text(cause.acts):
            raise refuse("这条线索已经登记过", where="proposal", remedy="请在登记簿中打开原来的一件")


def _with_recorded(file: FaultFile, stored: CaseFile | None) -> FaultFile:
    if stored is None:
        return file
    case = stored.case
    return replace(
        file,
        persons=tuple(one.person for one in suggest_persons(case, file.acts)),
        case_number=file.case_number or case.number or case_number(stored, case.live_acts()),
    )


def completed(session: Session, file: FaultFile) -> FaultFile:
    """The file with what the office knows of its persons and of itself; RuleError for items that don't exist."""
    problems = unknown_items(file, session.rulebook.accountability)
    if problems:
        raise RuleError(problems)
    stored = read_case(session, file.case_id)
    if stored is not None and not file.case_title:
        file = replace(file, case_title=stored.case.title)
    agency = str(office_settings(session.database).get("office.agency_name") or "")
    persons = _with_register(session, file.persons)
    items = tuple(dict.fromkeys(file.items))
    return replace(
        file, items=items, persons=persons, proposer=file.proposer or agency, appeal_to=file.appeal_to or agency
    )


def _with_register(session: Session, persons: Sequence[Involved]) -> tuple[Involved, ...]:
    """The persons with id, post and certificate as the register knows them; what was typed stays.

    An id that the register doesn't know, as of an officer of an imported case, gives way to that of the one person of
    the name.
    """
    registered = registered_officers(session.database)
    by_name: dict[str, list[str]] = {}
    for officer_id, one in registered.items():
        by_name.setdefault(one.officer.name, []).append(officer_id)
    held: dict[str, list[str]] = {}
    for post in posts(session.database):
        if post.valid_until is None:
            held.setdefault(post.officer, []).append(post.post)
    made: list[Involved] = []
    for person in persons:
        named = by_name.get(person.name, [])
        only = named[0] if len(named) == 1 and person.role != "unit" else ""
        officer_id = person.officer_id if person.officer_id in registered else only or person.officer_id
        officer = registered[officer_id].officer if officer_id in registered else None
        certificate = person.certificate_no or (
            officer.certificates[-1].no if officer is not None and officer.certificates else ""
        )
        unit_post = person.unit_post or "、".join(held.get(officer_id, ()))
        made.append(replace(person, officer_id=officer_id, unit_post=unit_post, certificate_no=certificate))
    return tuple(made)
