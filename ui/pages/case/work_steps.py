"""The strip of stages and the steps of the one that is shown; in a narrow window the steps fold into the strip."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from models.casefile import IssuedDocument
from models.operations.delivery import DECISION_FORM
from procedures.stages import Stage, Step
from ui.pages.case.act_words import title_of
from ui.pages.case.known_hearing import NOTICE as HEARING_NOTICE
from ui.pages.case.known_hearing import may_hear_of_own_will
from ui.pages.case.opened import OpenedCase
from ui.pages.case.words import STEP_STATES, party_name, review_words, short_day
from ui.widgets.buttons import ElidedLink, button
from ui.widgets.glyphs import StateGlyph
from ui.widgets.layout import Item, clear, column, frame, row
from ui.widgets.steps import Step as StepRow
from ui.widgets.steps import StepList
from ui.widgets.strips import Stage as StageCell
from ui.widgets.strips import StageStrip
from ui.widgets.text import Elided

ALSO_SIMPLE = ("interview_held", "paper_served", "complaint_received")
ALSO_GENERAL = ("interview_held", "paper_served", "paper_received")
# Offered beside the steps of a case that is not decided, once what they are about has begun.
MOST_UNSERVED, MOST_IN_ORDER = 2, 9
# A step's own words why it is not needed, as far as a row of the list holds them.
LONGEST_REASON = 10
PAY, LEGAL_REVIEW = "pay", "legal_review"
WHILE_OPEN = {"case_opened": "decision_extended", "property_seized": "seizure_extended"}


@dataclass(frozen=True, slots=True)
class Place:
    """What stands in the middle: `step`, `done`, `act`, `kinds` or `void`, and which one.

    `kind` is the kind of act chosen for a step, or the issued paper whose service an act is. `party` is the one chosen
    on the page of an act, where it is not the one that the step comes to first.
    """

    what: str
    id: str = ""
    kind: str = ""
    party: str = ""


class WorkSteps(QWidget):
    """The strip. `stage_chosen` carries the number of a stage, `place_chosen` a place; `list` stands at the left."""

    stage_chosen = Signal(int)
    place_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.strip = StageStrip()
        self.strip.chosen.connect(self.stage_chosen)
        self.list = StepList()
        self.list.chosen.connect(lambda step: self.place_chosen.emit(Place("step", step)))
        self._menu_line = row(gap=8, margins=(16, 2, 12, 4))
        self._folded = frame(self._menu_line)
        self._folded.hide()
        self._menu = QMenu(self)
        box = frame(column(self.strip, self._folded, gap=0, margins=(4, 0, 12, 0)), "header")
        self.setLayout(column(box, gap=0))

    def fold(self, on: bool) -> None:
        """Let the list of steps go, and name the step that is shown below the strip, with the others in a menu."""
        self.list.setVisible(not on)
        self._folded.setVisible(on)

    def show_steps(self, opened: OpenedCase, stage: str, place: Place) -> None:
        """Show all stages, the steps of one of them, and what may also be done."""
        self.strip.setVisible(bool(opened.stages))
        self.strip.set_stages([_cell(each, each.id == stage) for each in opened.stages])
        shown = next((each for each in opened.stages if each.id == stage), None)
        rows = [step_row(step, place, opened) for step in _in_order(shown.steps)] if shown else []
        links = also(opened)
        self.list.set_steps(shown.name if shown else "登记行为", rows, [self._link(*each, place) for each in links])
        self._show_menu(rows, links, place)

    def _link(self, label: str, target: Place, now: Place) -> QWidget:
        made = ElidedLink(label, small=True, then=lambda: self.place_chosen.emit(target))
        made.setAccessibleDescription("已打开" if target == now else "")
        return made

    def _show_menu(self, rows: Sequence[StepRow], links: Sequence[tuple[str, Place]], place: Place) -> None:
        clear(self._menu_line)
        self._menu.clear()
        for step in rows:
            words = f"{step.name}　{step.when or step.state.word}"
            self._menu.addAction(words, partial(self.place_chosen.emit, Place("step", step.id)))
        self._menu.addSeparator()
        for label, target in links:
            self._menu.addAction(label, partial(self.place_chosen.emit, target))
        shown = next((step for step in rows if step.shown), None)
        parts: list[Item] = []
        if shown is not None:
            parts = [StateGlyph(shown.state), Elided(f"{shown.name}，{shown.when}", "small-strong")]
        elif place.what == "act":
            parts = [Elided(title_of(place.id), "small-strong")]
        opener = button("其他步骤", icon="list", small=True)
        opener.setMenu(self._menu)
        for part in (*parts, None, opener):
            if isinstance(part, QWidget):
                self._menu_line.addWidget(part)
            else:
                self._menu_line.addStretch(1)


def also(opened: OpenedCase) -> list[tuple[str, Place]]:
    """What may be done beside the steps: what is usual, what is open to be done, any kind, a correction."""
    kinds = list(ALSO_GENERAL if opened.is_general() else ALSO_SIMPLE)
    if opened.is_general() and opened.newest("decision_made", "case_closed") is None:
        kinds += [kind for begun, kind in WHILE_OPEN.items() if opened.newest(begun)]
    kinds += [HEARING_NOTICE] if may_hear_of_own_will(opened) else []
    papers = opened.unserved()[:MOST_UNSERVED]
    links = [(_serving(paper, opened), Place("act", service_of(paper.form), paper.id)) for paper in papers]
    links += [(title_of(kind), Place("act", kind)) for kind in kinds if kind != "paper_served" or not papers]
    return [*links, ("其他行为", Place("kinds")), ("更正已作的行为", Place("void"))]


def _serving(paper: IssuedDocument, opened: OpenedCase) -> str:
    """送达行政处罚决定书; in a case of several parties with the one who receives it."""
    act = opened.view.by_id.get(paper.act)
    name = party_name(act, opened.case) if act is not None else ""
    return f"送达{paper.title}（{name}）" if name else f"送达{paper.title}"


def _in_order(steps: Sequence[Step]) -> Sequence[Step]:
    """The steps as they follow each other; of a long stage those that are not needed stand last."""
    if len(steps) <= MOST_IN_ORDER:
        return steps
    return sorted(steps, key=lambda step: step.state == "not_needed")


def service_of(form: str) -> str:
    """The kind of act that records the service of a paper."""
    return "decision_served" if form == DECISION_FORM else "paper_served"


def step_row(step: Step, place: Place, opened: OpenedCase) -> StepRow:
    """One step as the list shows it."""
    shown = place.what in ("step", "done") and place.id == step.id
    tip = f"{step.name}：{step.reason}" + (f"（{step.basis}）" if step.basis else "")
    return StepRow(step.id, step.name, STEP_STATES[step.state], when_words(step, opened), shown, tip)


def when_words(step: Step, opened: OpenedCase) -> str:
    """When a step was done or is due, or why not yet, in a few words."""
    if step.id == "deliver" and opened.pending is not None:
        return "已签发未交付"
    if step.state == "done":
        return f"{step.done_on:%m-%d} 已办" if step.done_on and step.done_on != date.min else "已办"
    begun = _begun(step, opened)
    if begun:
        return begun
    if step.state == "blocked" and step.possible_on is not None:
        if step.due is not None and step.due >= step.possible_on:
            return f"{step.possible_on:%m-%d} 至 {step.due:%m-%d} 可办"
        return f"{short_day(step.possible_on, opened.today)} 起可办"
    if step.state == "waiting" and step.possible_on is not None:
        return f"等到 {short_day(step.possible_on, opened.today)}"
    instalment = opened.next_instalment() if step.id == PAY else None
    if instalment is not None and instalment.due_on is not None:
        late = instalment.due_on < opened.today
        return f"第{instalment.number}期{'已逾期' if late else f' {instalment.due_on:%m-%d} 前'}"
    if step.due is not None:
        return _until(step.due, opened, step.state == "overdue")
    if step.state == "not_needed":
        return step.reason if len(step.reason) <= LONGEST_REASON else "不适用"
    return {"waiting": "等前面的步骤", "blocked": "暂不能办", "current": "现在办"}[step.state]


def _begun(step: Step, opened: OpenedCase) -> str:
    """That a paper of the step is issued, how far its review has come, or that the last one did not pass it."""
    planned = {paper.planned.kind for paper in opened.unrecorded if paper.planned}
    if planned & set(step.act_kinds):
        return "文书已签发，待登记"
    if step.id == LEGAL_REVIEW and opened.reviewing:
        furthest = max(opened.reviewing, key=lambda each: each.marked)
        return f"审核中（{furthest.marked}/{furthest.points}）"
    review = opened.failed_review() if step.id == LEGAL_REVIEW else None
    return f"{review.on:%m-%d} {review_words(review)}" if review is not None else ""


def _until(day: date, opened: OpenedCase, late: bool) -> str:
    """07-31 周三 前; 今天止; 07-31 周三，已逾期."""
    told = short_day(day, opened.today)
    if late:
        return f"{told}，已逾期"
    return told + ("止" if told in ("今天", "明天") else " 前")


def _cell(stage: Stage, shown: bool) -> StageCell:
    steps = tuple(STEP_STATES[step.state] for step in stage.steps)
    return StageCell(stage.name, STEP_STATES[stage.state], stage.day_text, steps, shown)
