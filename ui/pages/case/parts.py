"""The pages below the header of a case: the name on each tab, how a page is made, how much it holds.

A further page is one more line of `PARTS`; its module is read when the tab is first opened.
"""

from collections.abc import Callable
from dataclasses import dataclass

from ui.desk import Desk
from ui.pages.case.opened import OpenedCase
from ui.pages.case.sub_page import CaseSubPage


@dataclass(frozen=True, slots=True)
class Part:
    """One page: its id, the name on its tab, how it is made, and what is counted beside the name."""

    id: str
    name: str
    make: Callable[[Desk], CaseSubPage]
    count: Callable[[OpenedCase], int] | None = None


def _work(desk: Desk) -> CaseSubPage:
    from ui.pages.case.work import WorkPage

    return WorkPage(desk)


def _particulars(desk: Desk) -> CaseSubPage:
    from ui.pages.case.particulars import ParticularsPage

    return ParticularsPage(desk)


def _goods(desk: Desk) -> CaseSubPage:
    from ui.pages.case.goods.page import GoodsPage

    return GoodsPage(desk)


def _goods_lines(opened: OpenedCase) -> int:
    """The goods listed; where none are, those that acts name."""
    from procedures.goods import goods_ledger

    return len(opened.case.goods) or len(goods_ledger(opened.case, opened.today).lines)


def _documents(desk: Desk) -> CaseSubPage:
    from ui.pages.case.documents import DocumentsPage

    return DocumentsPage(desk)


def _evidence(desk: Desk) -> CaseSubPage:
    from ui.pages.case.evidence import EvidencePage

    return EvidencePage(desk)


def _deadlines(_desk: Desk) -> CaseSubPage:
    from ui.pages.case.deadlines import DeadlinesPage

    return DeadlinesPage()


def _journal(_desk: Desk) -> CaseSubPage:
    from ui.pages.case.journal import JournalPage

    return JournalPage()


WORK, PARTICULARS, DOCUMENTS, EVIDENCE = "work", "particulars", "documents", "evidence"
DEADLINES, JOURNAL = "deadlines", "journal"
GOODS = "goods"
PARTS: tuple[Part, ...] = (
    Part(WORK, "办理", _work),
    Part(PARTICULARS, "案情", _particulars),
    Part(GOODS, "物品", _goods, _goods_lines),
    Part(DOCUMENTS, "文书", _documents, OpenedCase.paper_count),
    Part(EVIDENCE, "证据", _evidence, lambda opened: len(opened.case.evidence)),
    Part(DEADLINES, "期限", _deadlines, lambda opened: len(opened.assessment.deadlines)),
    Part(JOURNAL, "办案日志", _journal, lambda opened: len(opened.lines)),
)
