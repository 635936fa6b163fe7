"""What follows once a fault is confirmed: consequence, appeal, closing.

Source: 附件4 第七条. Ending certificates and recording why is one transaction; while an appeal is open the consequence
waits and the certificates hold again.
"""

from dataclasses import replace
from datetime import date, datetime

from models.entries import NewEntry
from models.findings import appealed_entry, cancelled_entry, decided_entry, reasoned_entry, settled_entry
from models.operations.finding_certificates import give_back, take_effect
from models.operations.finding_unit import FindingChange, change_finding, person_of, required
from models.operations.unit import own_day, refuse
from models.session import Session
from procedures.faults import APPEAL_WORDS, Appeal, AppealOutcome, Consequence, FaultFile, FaultState
from procedures.faults_wanting import wanting_in_consequence
from procedures.problems import RuleError

CONFIRMED: frozenset[FaultState] = frozenset({"confirmed"})
DECIDED: frozenset[FaultState] = frozenset({"decided"})
APPEALED: frozenset[FaultState] = frozenset({"appealed"})
APPEALABLE = DECIDED | APPEALED


def decide_consequence(
    session: Session, finding_id: str, seen: int, consequence: Consequence, *, actor: str, now: datetime
) -> FindingChange:
    """Decide what follows from a confirmed fault (第七条); 7.2 ends the certificates in the register from its day.

    Raises RuleError for what is missing or doesn't fit, StaleError, StorageError.
    """
    today = own_day(now)

    def make(file: FaultFile) -> list[NewEntry]:
        problems = wanting_in_consequence(file, consequence)
        if problems:
            raise RuleError(problems)
        _refuse_early(consequence, today, "作出追究决定")
        return [decided_entry(take_effect(session, file.id, consequence, actor=actor, now=now), today)]

    return change_finding(session, finding_id, seen, make, states=CONFIRMED, actor=actor, now=now, judging=True)


def withdraw_consequence(
    session: Session, finding_id: str, seen: int, reason: str, *, actor: str, now: datetime
) -> FindingChange:
    """Take a consequence back that was recorded wrongly, before X6 is issued; certificates hold again as before.

    Raises RuleError, StaleError, StorageError.
    """

    def make(file: FaultFile) -> list[NewEntry]:
        if file.paper is not None:
            raise refuse(
                f"《{file.paper.title}》{file.paper.number}已经签发，不能收回追究方式",
                where="consequence",
                remedy="先作废这份意见书",
            )
        why = required(reason, "收回的理由", "reason")
        give_back(session, file, actor=actor, now=now)
        return [reasoned_entry("finding_decision_withdrawn", why, own_day(now))]

    return change_finding(session, finding_id, seen, make, states=DECIDED, actor=actor, now=now, judging=True)


def record_appeal(
    session: Session, finding_id: str, seen: int, person: str, words: str, on: date, *, actor: str, now: datetime
) -> FindingChange:
    """Record that a person of the finding appeals; the consequence waits, ended certificates hold again meanwhile.

    Raises RuleError, StaleError, StorageError.
    """

    def make(file: FaultFile) -> list[NewEntry]:
        appellant = person_of(file, person).key
        if any(one.person == appellant and one.outcome is None for one in file.appeals):
            raise refuse("这名人员的申诉还没有处理，不用再记一次", where="person", remedy="先记处理结果")
        if on > own_day(now):
            raise refuse("申诉的日期晚于今天", where="on", remedy="核对日期")
        appeal = Appeal(appellant, on, required(words, "申诉的理由", "words"))
        if file.open_appeal is None:
            give_back(session, file, actor=actor, now=now)
        return [appealed_entry(appeal)]

    return change_finding(session, finding_id, seen, make, states=APPEALABLE, actor=actor, now=now)


def settle_appeal(
    session: Session,
    finding_id: str,
    seen: int,
    person: str,
    outcome: AppealOutcome,
    words: str,
    *,
    actor: str,
    now: datetime,
    certificate_from: date | None = None,
) -> FindingChange:
    """Record how an appeal ended. Upheld or withdrawn, the consequence takes effect, from `certificate_from` if given.

    Else from its own day, and from today where that has passed: meanwhile the certificates held. Changed, the finding
    stands as before its confirmation, and an opinion that was issued is cancelled.

    Raises RuleError, StaleError, StorageError.
    """
    today = own_day(now)

    def make(file: FaultFile) -> list[NewEntry]:
        open_ones = [one for one in file.appeals if one.outcome is None]
        if person not in {one.person for one in open_ones}:
            raise refuse("这名人员没有待处理的申诉", where="person", remedy="请刷新后重新选择")
        told = required(words, "处理的理由", "words")
        again: Consequence | None = None
        former = file.consequence
        if outcome != "changed" and len(open_ones) == 1 and former is not None and former.certificate_from is not None:
            day = certificate_from or max(former.certificate_from, today)
            consequence = replace(former, certificate_from=day, ended=())
            _refuse_early(consequence, today, "处理申诉")
            again = take_effect(session, file.id, consequence, actor=actor, now=now)
        entries = [settled_entry(person, outcome, told, today, again)]
        if outcome == "changed" and file.paper is not None:
            entries.append(cancelled_entry(file.paper, APPEAL_WORDS[outcome], today))
        return entries

    return change_finding(session, finding_id, seen, make, states=APPEALED, actor=actor, now=now, judging=True)


def close_finding(
    session: Session, finding_id: str, seen: int, words: str, *, actor: str, now: datetime
) -> FindingChange:
    """Close a finding whose consequence has been carried out, saying how.

    Raises RuleError, StaleError, StorageError.
    """

    def make(_file: FaultFile) -> list[NewEntry]:
        return [reasoned_entry("finding_closed", required(words, "执行情况", "reason"), own_day(now))]

    return change_finding(session, finding_id, seen, make, states=DECIDED, actor=actor, now=now, judging=True)


def _refuse_early(consequence: Consequence, day: date, what: str) -> None:
    if consequence.certificate_from is not None and consequence.certificate_from < day:
        raise refuse(
            f"执法资格不能从{what}（{day}）之前取消",
            basis="附件4 第七条第二项",
            where="certificate_from",
            remedy="改为当天或者以后的日期",
        )
