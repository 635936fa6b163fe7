"""Whether an issued paper has reached the party, and what may not be undone then."""

from models.casefile import CaseFile, IssuedDocument
from procedures.case import Act, Case
from procedures.problems import Problem, RuleError

DECISION_FORM = "29"
# acts that hand their own paper over
HANDS_OVER_ITSELF = frozenset({"on_the_spot_decision", "notice_served", "hearing_notice_served", "reminder_served"})


def is_delivered(case: Case, paper: IssuedDocument) -> bool:
    """Whether a live act tells that this paper was handed over."""
    return any(_hands_over(act, paper) for act in case.live_acts())


def refuse_to_void(file: CaseFile, act_id: str) -> None:
    """RuleError when the act is unknown, voided already, referred to by a live act, or carried by a served document."""
    live = {act.id: act for act in file.case.live_acts()}
    if act_id not in live:
        raise RuleError([Problem("要作废的记载不存在或已经作废", remedy="请刷新本案后重新选择", where="ref")])
    referring = [act for act in live.values() if act.ref == act_id]
    if referring:
        told = f"还有 {len(referring)} 条有效记载以它为依据（{_days(referring)}）"
        raise RuleError([Problem(told, remedy="请先作废那些记载，再作废这一条", where="ref")])
    served = [
        paper
        for paper in file.documents
        if paper.act == act_id and paper.cancelled_on is None and is_delivered(file.case, paper)
    ]
    if served:
        raise RuleError([_served_problem(paper) for paper in served])


def _hands_over(act: Act, paper: IssuedDocument) -> bool:
    if act.id == paper.act:
        return act.kind in HANDS_OVER_ITSELF
    if act.document is not None and paper.number and act.document.number == paper.number:
        return act.kind in HANDS_OVER_ITSELF
    if act.kind == "decision_served":
        return act.ref == paper.act if act.ref else paper.form == DECISION_FORM
    if act.kind == "paper_served" and act.get("paper") == paper.form:
        return not act.ref or act.ref == paper.act
    return False


def _served_problem(paper: IssuedDocument) -> Problem:
    return Problem(
        f"《{paper.title}》{paper.number}已经送达，以它为依据的记载不能作废",
        remedy="文字有误的用“补正”更正；内容有误的作出变更决定",
        where="ref",
    )


def _days(acts: list[Act]) -> str:
    return "、".join(sorted({act.on.isoformat() for act in acts}))
