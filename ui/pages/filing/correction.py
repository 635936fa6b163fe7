"""What a recipient found, and the ways out: correct the paper or the decision, object in writing, explain."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.casefile import IssuedDocument
from models.operations.documents import is_delivered
from procedures.case import Act
from ui.pages.case.opened import OpenedCase
from ui.pages.filing.content import Content
from ui.pages.filing.steps import CORRECTION_PAPER, FOUND, OBJECTED, REVIEWED
from ui.pages.filing.words import short_date

CORRECT, CHANGE, OBJECT, SERVE, RECORD = "correct", "change", "object", "serve", "record"
PAPER_CORRECTED, DECISION_CHANGED = "paper_corrected", "decision_changed"
SERVICES = ("paper_served", "decision_served")
OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Correction:
    """What was found (empty where that is not told), and how far the correction is.

    The act, the paper of it that is not served yet, and whether there is one on paper only.
    """

    found: str
    act: Act | None
    unserved: str
    planned: bool

    @property
    def is_served(self) -> bool:
        """Whether the party has been told: only then is it corrected."""
        return self.act is not None and not self.unserved


@dataclass(frozen=True, slots=True)
class WayOut:
    """One way: what it is, what it leads to, and the words of its link."""

    id: str
    title: str
    note: str
    action: str


def correction_of(content: Content) -> Correction | None:
    """How far a correction has come since the last review; None without a case."""
    opened = content.opened
    if opened is None:
        return None
    reviews = content.acts(REVIEWED)
    review = reviews[-1] if reviews else None
    found = str(review.values.get(FOUND) or review.note) if review is not None else ""
    since = review.on if review is not None else content.line.decided_on
    acts = [
        act
        for act in opened.case.live_acts()
        if act.kind in (PAPER_CORRECTED, DECISION_CHANGED) and act.on >= since and act.party in ("", content.line.party)
    ]
    act = acts[-1] if acts else None
    papers = [paper for paper in opened.stored.file.documents if paper.cancelled_on is None]
    waiting = {paper.id for paper in opened.unrecorded}
    planned = any(paper.form == CORRECTION_PAPER and paper.id in waiting for paper in papers)
    return Correction(found, act, _unserved(opened, act, papers), planned)


def _unserved(opened: OpenedCase, act: Act | None, papers: Sequence[IssuedDocument]) -> str:
    """The paper of a correction that has not reached the party; `OUTSIDE` for one made elsewhere."""
    if act is None or act.kind != PAPER_CORRECTED:
        return ""
    own = [paper for paper in papers if paper.act == act.id]
    if own:
        return next((paper.id for paper in own if not is_delivered(opened.case, paper)), "")
    served = any(each.kind in SERVICES and each.ref == act.id for each in opened.case.live_acts())
    return "" if served else OUTSIDE


def ways_out(content: Content, correction: Correction) -> tuple[WayOut, ...]:
    """The ways out of what was found, the one under way first."""
    who = content.line.recipient_name
    ways = [_correcting(content, correction)]
    if correction.act is None:
        ways.append(WayOut(CHANGE, "变更决定", "决定本身要改的，变更以后向两处重新备案。", "变更决定"))
    if OBJECTED in content.line.next_acts:
        note = f"不同意处理意见、需要说明情况的，向{who}提出书面报告；只报这一处。"
        ways.append(WayOut(OBJECT, "书面异议", note, "写异议报告" if content.report(OBJECTED) is None else "登记异议"))
    return tuple(ways)


def _correcting(content: Content, correction: Correction) -> WayOut:
    if correction.act is None:
        words = (
            "补正通知书已签发，登记补正以后再送达。"
            if correction.planned
            else "文书写错、写漏的，用补正更正，并送达当事人。"
        )
        return WayOut(CORRECT, "改正", words, "登记补正" if correction.planned else "补正文书")
    day = short_date(correction.act.on, content.line.last_on)
    if correction.act.kind == DECISION_CHANGED:
        return WayOut(RECORD, "改正", f"{day} 已变更决定，变更的决定须重新备案。报告改正情况以后了结。", "登记已改正")
    if not correction.is_served:
        return WayOut(SERVE, "改正", f"{day} 已补正，还没有送达当事人。送达以后才算已改正。", "登记送达")
    return WayOut(RECORD, "改正", f"{day} 已补正并送达当事人。报告改正情况以后了结。", "登记已改正")
