"""事实: what the journal says, each fact with the way to the act, the paper or the working that shows it."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from procedures.objections import Objection
from ui.pages.case.why import show_why
from ui.pages.case.words import trigger_words
from ui.pages.supervision.opened import FactLine, OpenedLine, facts_of
from ui.pages.supervision.words import day_words
from ui.widgets.buttons import button
from ui.widgets.layout import column, frame, row
from ui.widgets.painted import Picture
from ui.widgets.popover import Why, WhyLine, why_popover
from ui.widgets.text import text

LONGEST = 90


class FactsView(QWidget):
    """The facts of a line. `act_asked` carries an act's id, `document_asked` that of an issued paper."""

    act_asked = Signal(str)
    document_asked = Signal(str)

    def __init__(self, opened: OpenedLine) -> None:
        super().__init__()
        self._opened = opened
        facts = facts_of(opened)
        lines = [self._line(fact) for fact in facts]
        if not lines:
            lines = [text(_nothing(opened), "small", "soft", wrap=True)]
        self.setLayout(column(*lines, gap=4))

    def _line(self, fact: FactLine) -> QWidget:
        when = day_words(fact.on, self._opened.today)
        words = fact.words if len(fact.words) <= LONGEST else f"{fact.words[:LONGEST]}…"
        told = text(f"{when} {words}", "small", "ink", wrap=True)
        told.setToolTip(fact.words if words != fact.words else "")
        line = row(column(2, Picture("link", 14, "faint"), None, gap=0), gap=8)
        line.addWidget(told, 1)
        if fact.is_shown_by_something:
            line.addLayout(column(self._link(fact), None, gap=0))
        made = frame(line)
        made.setAccessibleName(f"{when} {fact.words}")
        return made

    def _link(self, fact: FactLine) -> QPushButton:
        made = button(_link_words(fact), "link", small=True)
        if fact.clock is not None or fact.objection is not None:
            made.clicked.connect(lambda _checked=False: self._explain(fact, made))
        elif fact.document:
            made.setToolTip(f"打开《{fact.paper}》")
            made.clicked.connect(lambda _checked=False: self.document_asked.emit(fact.document))
        else:
            made.clicked.connect(partial(self._on_act, fact.act))
        made.setAccessibleDescription(fact.words)
        return made

    def _on_act(self, act: str, _checked: bool = False) -> None:
        self.act_asked.emit(act)

    def _explain(self, fact: FactLine, at: QWidget) -> None:
        case = self._opened.case
        assert case is not None
        if fact.clock is not None:
            show_why(fact.clock, case.session.rulebook, trigger_words(fact.clock.clock, case.case), at)
        elif fact.objection is not None:
            why_popover(_objection_why(fact.objection), at).show_at(at)


def _link_words(fact: FactLine) -> str:
    if fact.clock is not None:
        return "为什么是这一天"
    if fact.objection is not None:
        return "为什么"
    return "看文书" if fact.document else "看记载"


def _objection_why(objection: Objection) -> Why:
    basis = WhyLine(f"{objection.on:%m-%d}", objection.text, objection.basis)
    doubt = "" if objection.certainty == "verified" else "这一规则的原文尚未核对，或者没有明文"
    remedy = (WhyLine("可以补救", objection.remedy),) if objection.remedy else ()
    return Why("为什么", objection.basis, (basis, *remedy), doubt)


def _nothing(opened: OpenedLine) -> str:
    told = opened.file.cause.because if opened.file.cause else ""
    return told or "没有指明案件里的行为，事实由登记人写明。"
