"""The page of a step that is done, or that no act of its own does: what was recorded and what can follow."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from models.queries.journal import JournalLine
from procedures.case import Act
from procedures.stages import Step
from procedures.zone import CHINA
from ui.pages.case.act_words import title_of
from ui.pages.case.moved_days import moved_days
from ui.pages.case.opened import OpenedCase
from ui.pages.case.words import STEP_STATES, act_facts, act_label, doubt_of
from ui.widgets.buttons import button
from ui.widgets.glyphs import StateTag
from ui.widgets.layout import Item, column, frame, row, scroll
from ui.widgets.surfaces import card, notice
from ui.widgets.text import facts, pill, text

A_LINE = 3


class DonePage(QWidget):
    """What is known of a step.

    `act_asked` carries a kind of act, `paper_asked` form and act, `service_asked` a paper, `void_asked` an act.
    """

    act_asked = Signal(str)
    paper_asked = Signal(str, object)
    service_asked = Signal(str)
    void_asked = Signal(str)

    def __init__(self, opened: OpenedCase, step: Step) -> None:
        super().__init__()
        self._opened, self._step = opened, step
        acts = [act for act in opened.case.live_acts() if step.takes(act) and self._concerns(act)]
        head = row(text(step.name, "heading"), StateTag(STEP_STATES[step.state]), None, gap=10)
        items: list[Item] = [head, *self._about()]
        items += [self._card(act) for act in acts]
        if not acts:
            items += self._facts_of_decision()
        items += self._more(bool(acts))
        area = scroll(frame(column(*items, None, gap=12, margins=(20, 12, 20, 16))))
        self.setLayout(column(area, gap=0))

    def _concerns(self, act: Act) -> bool:
        return not self._opened.party or self._opened.view.concerns(act, self._opened.party)

    def _about(self) -> list[Item]:
        step = self._step
        if step.state == "blocked":
            return [notice(step.reason, step.basis, "red", "blocked")]
        doubt = doubt_of(step.certainty)
        line = row(text(f"{step.reason}（{step.basis}）", "small", "soft", wrap=True), gap=8)
        line.setStretch(0, 1)
        if doubt:
            mark = pill("待确认", "amber")
            mark.setToolTip(doubt)
            line.addWidget(mark)
        return [line]

    def _card(self, act: Act) -> QFrame:
        opened = self._opened
        told = next((line for line in opened.lines if line.act is not None and line.act.id == act.id), None)
        marks: list[Item] = [pill("补录", "amber")] if told and told.backfilled else []
        head = row(text(f"{act_label(act)}　{_when(act)}", "strong"), *marks, None, gap=8)
        shown = facts(_pairs(act, told, opened), label_width=96)
        ways = self._ways(act)
        lines = [row(*ways[first : first + A_LINE], None, gap=16) for first in range(0, len(ways), A_LINE)]
        return card(head, shown, column(*lines, gap=4), gap=8)

    def _ways(self, act: Act) -> list[Item]:
        ways: list[Item] = []
        issued = {paper.form: paper for paper in self._opened.papers if paper.act == act.id and not paper.cancelled_on}
        for form in self._opened.session.forms.forms_for(act):
            outside = act.document is not None and act.document.form == form.id and form.id not in issued
            verb = "查看" if form.id in issued or outside else "制作"
            ways.append(self._paper_link(f"{verb}{form.title}", form.id, act))
        for paper in self._opened.unserved():
            if paper.act == act.id:
                serve = partial(self.service_asked.emit, paper.id)
                ways.append(button(f"登记送达{paper.title}", "link", "document", small=True, then=serve))
        ways.append(button("作废更正", "link", small=True, then=lambda: self.void_asked.emit(act.id)))
        return ways

    def _paper_link(self, label: str, form_id: str, act: Act) -> QWidget:
        return button(label, "link", "document", small=True, then=lambda: self.paper_asked.emit(form_id, act))

    def _facts_of_decision(self) -> list[Item]:
        """What a step rests on that has no act of its own: the officers, or what the decision says."""
        opened, step = self._opened, self._step
        if step.id == "officers":
            return [card(facts([_officer_line(opened, officer.id) for officer in opened.case.officers], 96))]
        decision = opened.decision()
        if decision is None or step.state != "done":
            return []
        if step.id == "statement":
            told = str(decision.values.get("party_statement", "")) or "已记录"
            return [card(facts([("当事人陈述申辩", told)], 112))]
        number = decision.document.number if decision.document else ""
        pairs = [("决定书", number), *act_facts(decision, opened.case, opened.session.rulebook.recipients)]
        shown = [pair for pair in pairs if pair[1] and pair[0] != "文号"]
        ways = row(self._paper_link("查看决定书", "7", decision), None) if number else row(None)
        return [card(facts(shown, 112), ways)]

    def _more(self, again: bool) -> list[Item]:
        kinds = self._step.act_kinds
        if not kinds or self._opened.pending is not None:
            return []
        if again and not self._opened.is_general() and self._step.id not in ("evidence", "payment"):
            return []
        made = {act.kind for act in self._opened.case.live_acts()}
        buttons = [
            button(
                f"再登记一次{title_of(kind)}" if kind in made else f"登记{title_of(kind)}",
                small=True,
                then=partial(self.act_asked.emit, kind),
            )
            for kind in kinds
        ]
        return [row(*buttons, None)]


def _when(act: Act) -> str:
    at = f" {act.at:%H:%M}" if act.at else ""
    return f"{act.on}{at}"


def _pairs(act: Act, told: JournalLine | None, opened: OpenedCase) -> Sequence[tuple[str, str]]:
    pairs = [*act_facts(act, opened.case, opened.session.rulebook.recipients), *moved_days(opened, act)]
    if act.officers:
        pairs.append(("执法人员", "、".join(opened.officer_name(each) for each in act.officers)))
    if told is not None:
        moment = told.recorded_at.astimezone(CHINA)
        pairs.append(("记载", f"{moment:%Y-%m-%d %H:%M}，{opened.officer_name(told.actor)}"))
        if told.backfill_reason:
            second = opened.officer_name(told.second_person)
            pairs.append(("补录理由", f"{told.backfill_reason}（第二名人员 {second}）"))
    return pairs


def _officer_line(opened: OpenedCase, officer_id: str) -> tuple[str, str]:
    officer = opened.case.officer(officer_id)
    days = [act.on for act in opened.case.live_acts() if officer_id in act.officers] or [opened.today]
    certificate = officer.certificate_on(days[0])
    if certificate is None:
        return officer.name, f"{days[0]} 没有有效的执法证件"
    return officer.name, f"执法证号 {certificate.no}，有效期 {certificate.valid_from} 至 {certificate.valid_until}"
