"""What is done about a fault until it is confirmed: taken up, described, asked and heard, rejected, confirmed.

Source: 附件4 articles 2, 5, 6. Only people whose post is to oversee may do so; the person concerned may answer for
himself. `seen` is the stream_seq that the caller has read, as with cases.
"""

from dataclasses import replace
from datetime import date, datetime

from models.entries import NewEntry
from models.findings import (
    confirmed_entry,
    described_entry,
    reasoned_entry,
    statement_entry,
    taken_up_entry,
)
from models.findings_access import access_of, bears
from models.operations.finding_sources import completed, proposed
from models.operations.finding_unit import (
    FindingChange,
    begin_finding,
    change_finding,
    person_of,
    read_case,
    required,
)
from models.operations.unit import own_day, refuse
from models.register import registered_officers
from models.session import Session
from procedures.faults import BEFORE_CONFIRMING, Confirmation, FaultFile, Statement
from procedures.faults_suggest import acted_in
from procedures.faults_wanting import wanting
from procedures.problems import RuleError

DESCRIBABLE = frozenset({*BEFORE_CONFIRMING, "confirmed"})


def take_up(session: Session, source_id: str, key: str, *, actor: str, now: datetime) -> FindingChange:
    """Take a proposal of the program up: its item, acts and facts, the recorded persons with their roles.

    Bearing, fault and harm are left open: they are for people to say. Raises RuleError where the proposal stands no
    more or was dealt with as it is, StorageError.
    """
    with session.database.transaction():
        file = proposed(session, source_id, key, own_day(now))
        return begin_finding(session, [taken_up_entry(file, own_day(now))], actor=actor, now=now)


def register_finding(session: Session, described: FaultFile, *, actor: str, now: datetime) -> FindingChange:
    """Register a finding by hand, under any item of articles 8 to 12, with or without a case.

    What is missing may be described later. Raises RuleError without an item or for one that doesn't exist.
    """
    if not described.items:
        raise refuse(
            "没有选定过错情形", basis="附件4 第八条至第十二条", where="items", remedy="从第八条至第十二条的各项中选"
        )
    file = completed(session, replace(described, cause=None))
    return begin_finding(session, [taken_up_entry(file, own_day(now))], actor=actor, now=now)


def reject_proposal(
    session: Session, source_id: str, key: str, reason: str, *, actor: str, now: datetime
) -> FindingChange:
    """Reject a proposal with a reason; it is proposed again only when its acts change. Raises RuleError."""
    why = required(reason, "不予采纳的理由", "reason")
    with session.database.transaction():
        today = own_day(now)
        file = proposed(session, source_id, key, today)
        new = [taken_up_entry(file, today), reasoned_entry("finding_rejected", why, today)]
        return begin_finding(session, new, actor=actor, now=now)


def describe(
    session: Session, finding_id: str, seen: int, described: FaultFile, *, actor: str, now: datetime
) -> FindingChange:
    """Replace what is described of a finding; a confirmation that was given already lapses.

    Only the fields of `models.findings.DESCRIBED` count. Raises RuleError, StaleError, StorageError.
    """

    def make(file: FaultFile) -> list[NewEntry]:
        new = completed(session, described)
        if bears(file, actor) and not bears(new, actor):
            raise refuse("本人的责任不能由本人取消", where="persons", remedy="请另一名监督岗位的人员改")
        return [described_entry(new, own_day(now))]

    return change_finding(session, finding_id, seen, make, states=DESCRIBABLE, actor=actor, now=now)


def ask_officer(
    session: Session,
    finding_id: str,
    seen: int,
    person: str,
    question: str,
    *,
    actor: str,
    now: datetime,
    reply_by: date | None = None,
) -> FindingChange:
    """Ask a person of the finding (by `Involved.key`) to explain; `reply_by` is the asker's own day, no limit of law.

    Raises RuleError, StaleError, StorageError.
    """
    today = own_day(now)

    def make(file: FaultFile) -> list[NewEntry]:
        asked = required(question, "要说明的问题", "question")
        if reply_by is not None and reply_by < today:
            raise refuse("答复日期早于今天", where="reply_by", remedy="改为今天或者以后的日期")
        statement = Statement(person_of(file, person).key, today, asked, reply_by)
        return [statement_entry("finding_asked", statement, today)]

    return change_finding(session, finding_id, seen, make, states=BEFORE_CONFIRMING, actor=actor, now=now)


def hear_statement(
    session: Session, finding_id: str, seen: int, person: str, words: str, on: date, *, actor: str, now: datetime
) -> FindingChange:
    """Record what a person stated, and on which day; the person may do so himself.

    Raises RuleError, StaleError, StorageError.
    """
    return _answered(session, finding_id, seen, Statement(person, answer="heard", on=on, words=words), actor, now)


def waive_statement(
    session: Session, finding_id: str, seen: int, person: str, words: str, on: date, *, actor: str, now: datetime
) -> FindingChange:
    """Record that a person waived the statement, and how that was made known.

    Raises RuleError, StaleError, StorageError.
    """
    return _answered(session, finding_id, seen, Statement(person, answer="waived", on=on, words=words), actor, now)


def defer(
    session: Session, finding_id: str, seen: int, reason: str, remind_on: date, *, actor: str, now: datetime
) -> FindingChange:
    """Keep a finding open (还要查明): what is still to be found out, and a reminder that is no limit of the law.

    Raises RuleError, StaleError, StorageError.
    """
    today = own_day(now)

    def make(_file: FaultFile) -> list[NewEntry]:
        if remind_on < today:
            raise refuse("提醒的日期早于今天", where="remind_on", remedy="改为今天或者以后的日期")
        why = required(reason, "还要查明什么", "reason")
        return [reasoned_entry("finding_deferred", why, today, remind_on=remind_on)]

    return change_finding(session, finding_id, seen, make, states=BEFORE_CONFIRMING, actor=actor, now=now)


def reject(session: Session, finding_id: str, seen: int, reason: str, *, actor: str, now: datetime) -> FindingChange:
    """Reject a finding that was taken up, with a reason.

    Raises RuleError, also for one who bears the fault himself; StaleError, StorageError.
    """
    return _ended(session, finding_id, seen, "finding_rejected", reason, "不予采纳的理由", actor, now)


def close_without_fault(
    session: Session, finding_id: str, seen: int, reason: str, *, actor: str, now: datetime
) -> FindingChange:
    """Close as no fault of 附件4 第二条, with a reason; a reminder of discipline may follow outside the program.

    Raises RuleError, StaleError, StorageError.
    """
    kind, what = "finding_closed_without_fault", "不构成附件4第二条之过错的理由"
    return _ended(session, finding_id, seen, kind, reason, what, actor, now)


def confirm(
    session: Session, finding_id: str, seen: int, second_person: str, words: str, *, actor: str, now: datetime
) -> FindingChange:
    """Confirm a finding by a second person (an officer id) who oversees, and neither handled nor approved the case.

    Raises RuleError while something is wanting or the second person may not confirm, StaleError, StorageError.
    """
    today = own_day(now)

    def make(file: FaultFile) -> list[NewEntry]:
        problems = wanting(file)
        if problems:
            raise RuleError(problems)
        name = _second_person(session, file, second_person, today)
        return [confirmed_entry(Confirmation(second_person, name, today, words.strip()))]

    return change_finding(session, finding_id, seen, make, states=BEFORE_CONFIRMING, actor=actor, now=now, judging=True)


def _answered(
    session: Session, finding_id: str, seen: int, answer: Statement, actor: str, now: datetime
) -> FindingChange:
    today = own_day(now)

    def make(file: FaultFile) -> list[NewEntry]:
        what = "本人的陈述" if answer.answer == "heard" else "本人是怎样放弃陈述的"
        words = required(answer.words, what, "words")
        if answer.on is not None and answer.on > today:
            raise refuse("陈述的日期晚于今天", where="on", remedy="核对日期")
        person = person_of(file, answer.person)
        return [statement_entry("finding_answered", replace(answer, person=person.key, words=words), today)]

    own = answer.person if answer.answer == "heard" else ""
    return change_finding(
        session, finding_id, seen, make, states=BEFORE_CONFIRMING, actor=actor, now=now, concerned_may=own
    )


def _ended(
    session: Session, finding_id: str, seen: int, kind: str, reason: str, what: str, actor: str, now: datetime
) -> FindingChange:
    def make(_file: FaultFile) -> list[NewEntry]:
        return [reasoned_entry(kind, required(reason, what, "reason"), own_day(now))]

    return change_finding(session, finding_id, seen, make, states=DESCRIBABLE, actor=actor, now=now, judging=True)


def _second_person(session: Session, file: FaultFile, officer_id: str, today: date) -> str:
    """The name of a second person who may confirm; RuleError with the reason where not."""
    registered = registered_officers(session.database, [officer_id]).get(officer_id)
    if registered is None:
        raise refuse("复核人不在人员登记中", where="second_person", remedy="请选已登记的人员")
    name = registered.officer.name
    case = read_case(session, file.case_id)
    role = acted_in(case.case, officer_id, name) if case is not None else None
    if role is not None:
        doing = "承办人" if role == "handler" else "批准人"
        text = f"{name}是本案的{doing}，不能复核本案的过错责任"
    elif any(officer_id == person.officer_id or name == person.name for person in file.persons):
        text = f"{name}是这一件的当事人员，不能复核"
    elif officer_id == file.taken_up_by:
        text = f"{name}是提出人，认定由两人作出，复核人应为另一人"
    elif access_of(session, officer_id, today) == "own":
        text = f"{name}的岗位不负责监督，不能复核"
    else:
        return name
    basis = "附件3 第三条、附件4 第六条"
    raise refuse(text, basis=basis, where="second_person", remedy="请监督、监察或者法制岗位的另一名人员复核")
