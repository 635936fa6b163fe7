"""What the program proposes, before anybody has taken it up: the provision, the facts, and two ways to go on."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from models.operations.findings import reject_proposal, take_up
from procedures.faults import BEARING_WORDS, ROLE_WORDS, FaultFile, rule_words
from procedures.faults_suggest import BearingSuggested, suggest_bearing, suggest_origin
from ui.desk import Desk
from ui.dialogs.reason import Reason, ReasonQuestion
from ui.pages.supervision.editors import quoted
from ui.pages.supervision.facts_view import FactsView
from ui.pages.supervision.item_words import short_name
from ui.pages.supervision.opened import OpenedLine, case_in
from ui.pages.supervision.view import FindingView
from ui.widgets.buttons import button
from ui.widgets.layout import Item, column, row, rule
from ui.widgets.text import facts, pill, text

TITLE = "这条线索现在不能这样办"


class ProposalView(FindingView):
    """A proposal: read, taken up, or rejected with a reason."""

    def __init__(self, desk: Desk, opened: OpenedLine) -> None:
        super().__init__(desk, opened)
        proposal = opened.line.proposal
        assert proposal is not None
        self._proposal = proposal
        place = (proposal.article, proposal.item)
        book = desk.session.rulebook.accountability
        whole = button("全文", "link", small=True, then=lambda: self.whole_asked.emit(place))
        shown = FactsView(opened)
        shown.act_asked.connect(self.act_asked)
        shown.document_asked.connect(self.document_asked)
        head = row(text("事实", "small-strong"), text("由办案日志得出，不是结论", "caption"), None, gap=8)
        if not proposal.established:
            mark = pill("待核", "amber")
            mark.setToolTip("记载还不足以判定这一项，须由人核实")
            head.addWidget(mark)
        self.setLayout(column(quoted(book, place, whole), head, shown, rule(), _suggested(opened), None, gap=8))
        self.take = button("登记办理", "primary", then=self.submit)
        self.take.setToolTip("登记到过错责任追究登记簿，接着听取说明、认定（Ctrl+Enter）")
        self.drop = button("不予采纳", then=self.ask_reject)
        self.say("登记以后请本人说明，再由两人认定")

    def foot(self) -> Sequence[QWidget]:
        return (self.drop, self.take)

    def submit(self) -> None:
        """Take the proposal up."""
        work = partial(take_up, self.desk.session, self._proposal.source_id, self._proposal.key)
        self.perform(work, "已登记，可以请本人说明", TITLE)

    def ask_reject(self) -> None:
        """Ask why the proposal is not taken up."""
        name = short_name(((self._proposal.article, self._proposal.item),))
        question = ReasonQuestion(
            f"不予采纳“{name}”这条线索",
            "线索和理由留在登记簿里。所依据的行为没有变化的，程序不再提出。",
            "不予采纳",
            (("线索", self._proposal.because),),
            "不予采纳的理由",
            danger=False,
        )
        self.ask_reason(question, self._reject)

    def _reject(self, reason: Reason) -> None:
        work = partial(reject_proposal, self.desk.session, self._proposal.source_id, self._proposal.key, reason.text)
        self.perform(work, "已记明不予采纳", TITLE)


def _suggested(opened: OpenedLine) -> Item:
    """What the case records of way and persons, and what only people can say; nothing of it is decided."""
    file, case = opened.file, case_in(opened)
    origin = suggest_origin(case) if case is not None else None
    bearing = suggest_bearing(case, file)
    told = "；".join(f"{one.name} {ROLE_WORDS[one.role]}" for one in file.persons) or "案件没有记载经办人员"
    pairs = [
        ("认定途径", origin.because if origin else "案件没有记载第五条各项途径，登记后由人填写"),
        ("所涉人员", told),
        ("责任承担", _borne(bearing) if bearing else "由人确认"),
        ("损害后果", "尚未填写。第二条：须对行政管理相对人造成损害"),
    ]
    return facts(pairs, gap=4)


def _borne(suggested: BearingSuggested) -> str:
    bearers = FaultFile(persons=suggested.persons).bearers()
    shares = "，".join(f"{one.name}{BEARING_WORDS[one.bearing]}" for one in bearers)
    return "；".join(filter(None, (f"可依{rule_words(suggested.rule)}", shares, "由人确认")))
