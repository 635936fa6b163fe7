"""Who may look at findings: those whose post is to oversee, and the person concerned at his own.

There is no login yet: the actor is whoever the window says works here.
"""

from datetime import date
from typing import Literal

from models.register import posts
from models.session import Session
from procedures.faults import FaultFile
from procedures.problems import Problem, RuleError

# A post (岗位分工) that oversees has one of these words in its name.
OVERSEEING = ("监督", "监察", "法制", "主管")
WHO_MAY_LOOK = f"过错责任追究限岗位分工中含“{'、'.join(OVERSEEING)}”的人员查看，当事人员可以查看与本人有关的"
Access = Literal["all", "own"]


def access_of(session: Session, actor: str, day: date) -> Access:
    """Whether the actor (an officer id) sees all findings on a day, or at most those about himself."""
    held = (post for post in posts(session.database) if post.officer == actor)
    overseeing = (
        post.valid_from <= day and (post.valid_until is None or day <= post.valid_until)
        for post in held
        if any(word in post.post for word in OVERSEEING)
    )
    return "all" if any(overseeing) else "own"


def is_concerned(file: FaultFile, actor: str) -> bool:
    """Whether a finding names this officer."""
    return any(person.officer_id == actor for person in file.persons)


def bears(file: FaultFile, actor: str) -> bool:
    """Whether this officer bears the fault, alone, first or jointly, as the finding describes it."""
    return any(person.officer_id == actor for person in file.bearers())


def refuse_bearer(file: FaultFile, actor: str) -> None:
    """RuleError where the actor bears the fault: nobody judges himself."""
    name = next((person.name for person in file.bearers() if person.officer_id == actor), "")
    if name:
        text = f"{name}是这一件的责任人，不能由本人认定、不予采纳或者办结"
        raise RuleError([Problem(text, remedy="请监督、监察、法制或者主管岗位的另一名人员办理", where="actor")])


def refuse_strangers(session: Session, actor: str, day: date, file: FaultFile | None = None) -> None:
    """RuleError unless the actor oversees, or the finding names him."""
    if access_of(session, actor, day) == "all" or (file is not None and is_concerned(file, actor)):
        return
    raise RuleError([not_allowed()])


def not_allowed() -> Problem:
    """Why somebody sees nothing here, and what to do about it."""
    return Problem(WHO_MAY_LOOK, remedy="在“人员证件—岗位分工”登记岗位，或者换由有权的人员办理", where="actor")
