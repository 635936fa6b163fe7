"""Acts that are planned: their papers come first, and the act is recorded under the same id once it has been done."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from PySide6.QtWidgets import QWidget

from models.casefile import NUMBER, IssuedDocument, paper_numbers
from models.entries import new_id
from models.operations.on_the_spot import FORM as ON_THE_SPOT
from models.queries.drafts import drafts
from procedures.case import Act, Document
from procedures.kinds import decode_act, encode_act
from procedures.problems import DataError
from ui.desk import Desk
from ui.pages.case.draft_names import PLAN
from ui.pages.case.keeping import keep_draft
from ui.pages.case.opened import OpenedCase


@dataclass(frozen=True, slots=True)
class Plan:
    """An act that is put on paper before it is recorded; `papers` are those issued for it.

    The act carries the first of them that has a number as its document and the numbers of all, so that the others can
    name them.
    """

    act: Act
    papers: tuple[IssuedDocument, ...] = ()

    def told(self) -> str:
        """《行政处罚决定书》浏农（农药）罚〔2026〕2号; of several how many there are."""
        if len(self.papers) > 1:
            return f" {len(self.papers)} 份文书"
        return "".join(f"《{paper.title}》{paper.number}" for paper in self.papers)

    def to_record(self) -> Act:
        """The act as it is recorded: what it knows of its papers follows from the papers."""
        values = {key: value for key, value in self.act.values.items() if not key.startswith(NUMBER)}
        return replace(self.act, values=MappingProxyType(values), document=None)


def plans_of(desk: Desk, opened: OpenedCase) -> tuple[Plan, ...]:
    """Every planned act of a case that is not recorded: with papers as they tell it, else as it was last kept."""
    issued: dict[str, Plan] = {}
    for paper in opened.unrecorded:
        if paper.form != ON_THE_SPOT:
            before = issued.get(paper.act)
            issued[paper.act] = _with_paper(before, paper)
    recorded = {act.id for act in opened.case.acts}
    kept = {act.id: Plan(act) for act in _kept(desk, opened) if act.id not in recorded}
    return tuple((kept | issued).values())


def plan_for(desk: Desk, opened: OpenedCase, kind: str, party: str) -> Plan | None:
    """The planned act of a kind that concerns a party, one with papers first."""
    found = [plan for plan in plans_of(desk, opened) if plan.act.kind == kind and plan.act.party in ("", party)]
    return min(found, key=lambda plan: not plan.papers, default=None)


def keep_plan(desk: Desk, opened: OpenedCase, act: Act, owner: QWidget) -> Act:
    """Keep a planned act, so that its papers can be made now or after the next start; it gets an id.

    An on-the-spot decision is not kept: its paper is made on the spot.
    """
    if act.kind == "on_the_spot_decision":
        return act
    planned = act if act.id else replace(act, id=new_id(desk.now()))
    keep_draft(desk, opened.stream, PLAN + planned.id, encode_act(planned), owner)
    return planned


def forget_plan(desk: Desk, opened: OpenedCase, act_id: str, owner: QWidget) -> None:
    """The act is recorded: nothing of the plan is needed any more."""
    keep_draft(desk, opened.stream, PLAN + act_id, {}, owner)


def _with_paper(before: Plan | None, paper: IssuedDocument) -> Plan:
    assert paper.planned is not None
    known: Mapping[str, Any] = before.act.values if before else {}
    own = {key: value for key, value in paper.own_values.items() if value is not None}
    papers = (*(before.papers if before else ()), paper)
    numbered = min((each for each in papers if each.number), key=lambda each: each.form.zfill(3), default=None)
    document = Document(numbered.form, numbered.number, numbered.issued_on) if numbered else None
    values = MappingProxyType({**known, **paper.planned.values, **own, **paper_numbers([paper])})
    return Plan(replace(paper.planned, values=values, document=document), papers)


def _kept(desk: Desk, opened: OpenedCase) -> list[Act]:
    found: list[Act] = []
    for each in drafts(desk.session, actor=desk.actor):
        if each.stream == opened.stream and each.page.startswith(PLAN):
            try:
                found.append(decode_act(each.content))
            except DataError:
                continue
    return found
