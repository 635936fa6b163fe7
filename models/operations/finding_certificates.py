"""Certificates in the office's register as consequences of faults end them and give them back (附件4 第七条第二项).

Several findings may end the same certificate: it holds until the first of the days of those that stand. One that was
issued after a consequence took effect is not touched by it.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from models.findings import finding_from_entries, finding_stream
from models.journal import read_stream
from models.office import RegisteredOfficer
from models.operations.office import record_officer
from models.operations.unit import refuse
from models.register import registered_officers
from models.session import Session
from models.tables.findings import FindingPersonRow, FindingRow
from procedures.case import Certificate
from procedures.faults import Consequence, EndedCertificate, FaultFile

IN_EFFECT = ("decided", "closed")


def take_effect(
    session: Session, finding_id: str, consequence: Consequence, *, actor: str, now: datetime
) -> Consequence:
    """End the certificates that a consequence names in the register; the consequence with their former days.

    Raises RuleError for somebody who is not in the register.
    """
    first_day = consequence.certificate_from
    if first_day is None:
        return consequence
    registered = registered_officers(session.database, consequence.certificates_of)
    if any(officer_id not in registered for officer_id in consequence.certificates_of):
        raise refuse("有一名责任人不在人员登记中", where="certificates_of", remedy="先在人员证件登记，再取消执法资格")
    others = _in_effect(session, finding_id, consequence.certificates_of)
    whole = {officer_id: _whole(registered[officer_id], _ended(others)) for officer_id in consequence.certificates_of}
    ended = tuple(
        EndedCertificate(officer_id, one.no, one.valid_from, one.valid_until)
        for officer_id, certificates in whole.items()
        for one in certificates
        if one.valid_until >= first_day
    )
    taken = replace(consequence, ended=ended)
    for officer_id, certificates in whole.items():
        _record(session, registered[officer_id], _held(officer_id, certificates, (*others, taken)), actor, now)
    return taken


def give_back(session: Session, file: FaultFile, *, actor: str, now: datetime) -> None:
    """Give the certificates that a finding ended their former days again, as far as no other finding ended them.

    What was changed in the register since stays as it is.
    """
    own = file.consequence.ended if file.consequence is not None else ()
    people = tuple(dict.fromkeys(one.officer_id for one in own))
    if not people:
        return
    others = _in_effect(session, file.id, people)
    for officer_id, registered in registered_officers(session.database, people).items():
        whole = _whole(registered, (*own, *_ended(others)))
        _record(session, registered, _held(officer_id, whole, others), actor, now)


def _in_effect(session: Session, finding_id: str, people: Collection[str]) -> tuple[Consequence, ...]:
    """The consequences of other findings that stand and ended certificates of these people."""
    of_people = FindingPersonRow.select(FindingPersonRow.finding_id).where(FindingPersonRow.officer_id.in_(people))
    chosen = FindingRow.select(FindingRow.finding_id).where(
        FindingRow.finding_id.in_(of_people),
        FindingRow.finding_id != finding_id,
        FindingRow.state.in_(IN_EFFECT),
        FindingRow.certificate_from.is_null(False),
    )
    found = (
        finding_from_entries(read_stream(session.database, finding_stream(other))).consequence
        for (other,) in session.database.rows(chosen)
    )
    return tuple(consequence for consequence in found if consequence is not None)


def _ended(consequences: Iterable[Consequence]) -> tuple[EndedCertificate, ...]:
    return tuple(one for consequence in consequences for one in consequence.ended)


def _whole(registered: RegisteredOfficer, ended: Iterable[EndedCertificate]) -> tuple[Certificate, ...]:
    """The certificates of an officer with the days that they had before any of these consequences."""
    whole = {(one.no, one.valid_from): one for one in registered.officer.certificates}
    for former in ended:
        if former.officer_id == registered.officer.id:
            again = Certificate(former.no, former.valid_from, former.valid_until)
            now_held = whole.get((former.no, former.valid_from), again)
            longer = max(now_held.valid_until, former.valid_until)
            whole[former.no, former.valid_from] = replace(now_held, valid_until=longer)
    return tuple(sorted(whole.values(), key=lambda one: one.valid_from))


def _held(
    officer_id: str, whole: Sequence[Certificate], consequences: Sequence[Consequence]
) -> tuple[Certificate, ...]:
    """The certificates as these consequences leave them: each to the day before the first one that ends it."""
    last_days: dict[tuple[str, date], date] = {}
    for consequence in consequences:
        for one in consequence.ended:
            if one.officer_id == officer_id and consequence.certificate_from is not None:
                last = consequence.certificate_from - timedelta(days=1)
                key = (one.no, one.valid_from)
                last_days[key] = min(last, last_days.get(key, last))
    held = (
        replace(one, valid_until=min(one.valid_until, last_days.get((one.no, one.valid_from), one.valid_until)))
        for one in whole
    )
    return tuple(one for one in held if one.valid_from <= one.valid_until)


def _record(
    session: Session, registered: RegisteredOfficer, certificates: tuple[Certificate, ...], actor: str, now: datetime
) -> None:
    if certificates != registered.officer.certificates:
        officer = replace(registered.officer, certificates=certificates)
        record_officer(session, replace(registered, officer=officer), actor=actor, now=now)
