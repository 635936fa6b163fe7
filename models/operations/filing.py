"""What is done to a filing beside the acts of the case: its package sent back or built, a reminder of one's own."""

from datetime import datetime
from typing import TYPE_CHECKING

from models.casefile import CaseFile, package_entry, returned_entry
from models.entries import NewEntry
from models.operations.drafts import discard_draft, save_draft
from models.operations.unit import CaseChange, change_case, own_day, refuse
from models.reminders import Reminder, page_of
from models.session import Session

if TYPE_CHECKING:
    from procedures.filing import Filing


def return_filing(
    session: Session, case_id: str, seen: int, decision: str, recipient: str, reason: str, *, actor: str, now: datetime
) -> CaseChange:
    """Send an incomplete package back to the officers of the case, with a reason; their workbench shows it.

    It stands until the package is built anew or handed in. Raises RuleError without a reason, for a recipient with
    which the decision need not be filed, or one that has the complete package; StaleError, StorageError.
    """
    if not reason.strip():
        raise refuse("退回备案材料必须写明理由", where="reason", remedy="写一句缺什么、改什么")

    def make(file: CaseFile) -> list[NewEntry]:
        filing = _filing(session, file, decision, recipient)
        if not filing.is_owed:
            raise refuse(
                f"向{filing.recipient_name}的备案材料已经齐全报送，不能再退回",
                basis="附件2 第四条",
                remedy="对方审查后发现问题的，登记审查结果",
                where="decision",
            )
        return [returned_entry(decision, recipient, reason.strip(), actor, own_day(now))]

    return change_case(session, case_id, seen, make, actor=actor, now=now)


def record_package(
    session: Session, case_id: str, seen: int, decision: str, recipient: str, sha256: str, *, actor: str, now: datetime
) -> CaseChange:
    """Record that a package was built; one that was sent back counts as mended. The same again changes nothing.

    Raises RuleError for a recipient with which the decision need not be filed, StaleError, StorageError.
    """

    def make(file: CaseFile) -> list[NewEntry]:
        _filing(session, file, decision, recipient)
        notes = [note for note in file.packages if (note.decision, note.recipient) == (decision, recipient)]
        if notes and (notes[-1].kind, notes[-1].sha256) == ("built", sha256):
            return []
        return [package_entry(decision, recipient, sha256, actor, own_day(now))]

    return change_case(session, case_id, seen, make, actor=actor, now=now)


def set_reminder(session: Session, reminder: Reminder, *, actor: str, now: datetime) -> Reminder:
    """Keep a reminder of one's own about a filing, in place of the one before; it is no day of the law.

    Raises RuleError for one without words or on a day that has passed, StorageError.
    """
    if not reminder.words.strip():
        raise refuse("提醒没有写内容", where="words", remedy="写一句到时要办什么")
    if reminder.on < own_day(now):
        raise refuse(f"提醒日 {reminder.on} 已经过去", where="on", remedy="选今天或以后的一天")
    save_draft(session, reminder.stream, page_of(reminder), reminder.content(), actor=actor, now=now)
    return reminder


def drop_reminder(session: Session, reminder: Reminder, *, actor: str, now: datetime) -> None:
    """Forget a reminder that the actor set; one that does not exist is forgotten already. Raises StorageError."""
    del now
    discard_draft(session, reminder.stream, page_of(reminder), actor=actor)


def _filing(session: Session, file: CaseFile, decision: str, recipient: str) -> "Filing":
    """The filing of a decision with a recipient; RuleError where none is to be made."""
    from procedures.deadlines import clocks_of
    from procedures.filing import filings
    from procedures.view import CaseView

    view = CaseView(file.case, session.rulebook)
    found = [filing for filing in filings(view, clocks_of(view)) if filing.decision == decision]
    if not found:
        raise refuse(
            "这份决定不是须备案的重大行政处罚决定，或者已经撤销",
            basis="附件2 第二条",
            remedy="请刷新备案列表后重新选择",
            where="decision",
        )
    chosen = next((filing for filing in found if filing.recipient == recipient), None)
    if chosen is None:
        names = "、".join(filing.recipient_name for filing in found)
        raise refuse(f"这份决定只须向{names}备案", basis="附件2 第三条", remedy="请在其中选择", where="recipient")
    return chosen
