"""办理: the strip of stages, the steps of one, the page of a step, and what is looked up while working."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from procedures.simple import Stage, Step
from ui.desk import Desk
from ui.pages.case.act_known import title_of
from ui.pages.case.act_page import ActPage
from ui.pages.case.choosing import KindPage, VoidPage
from ui.pages.case.done_page import DonePage
from ui.pages.case.opened import OpenedCase
from ui.pages.case.side import CaseSide
from ui.pages.case.sub_page import CaseSubPage
from ui.pages.case.words import STEP_STATES, short_day
from ui.pages.on_the_spot.delivery import DeliveryPanel
from ui.widgets.buttons import button
from ui.widgets.layout import Item, column, frame, row
from ui.widgets.steps import Step as StepRow
from ui.widgets.steps import StepList
from ui.widgets.strips import Stage as StageCell
from ui.widgets.strips import StageStrip
from ui.widgets.surfaces import empty_state

SIDE_FROM = 1080
ALSO = ("interview_held", "paper_served", "complaint_received")
OPEN = ("overdue", "blocked", "current")


@dataclass(frozen=True, slots=True)
class Place:
    """What stands in the middle: `step`, `act`, `kinds` or `void`, and which one."""

    what: str
    id: str = ""


class WorkPage(CaseSubPage):
    """What is to be done in a case. `page_asked` goes to another page of it, `paper_asked` to a paper (form, act)."""

    page_asked = Signal(int)
    paper_asked = Signal(str, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._opened: OpenedCase | None = None
        self._place: Place | None = None
        self._shown: tuple[object, ...] = ()
        self._stage = ""
        self.strip = StageStrip()
        self.strip.chosen.connect(self._on_stage)
        self._strip_box = frame(column(self.strip, gap=0, margins=(4, 0, 12, 0)), "header")
        self.step_list = StepList()
        self.step_list.chosen.connect(lambda step: self.go_to(Place("step", step)))
        self._stack = QStackedWidget()
        self.side = CaseSide()
        self.side.timeline_asked.connect(lambda: self.page_asked.emit(2))
        body = row(self.step_list, gap=0)
        body.addWidget(self._stack, 1)
        body.addWidget(self.side)
        stack = column(self._strip_box, gap=0)
        stack.addLayout(body, 1)
        self.setLayout(stack)

    def show_case(self, opened: OpenedCase) -> None:
        """Show the case as it stands; the step that is looked at stays, and what is typed in it."""
        self._opened = opened
        if self._place is None or not self._exists(self._place):
            self._place = self._due_now(opened)
        self._strip_box.setVisible(bool(opened.stages))
        self.side.show_case(opened)
        self._show_place()

    def go_to(self, place: Place) -> None:
        """Show the page of a step, an act, or one of the lists; what was typed before is saved."""
        self.save()
        self._place = place
        self._show_place()

    def act_page(self, kind: str) -> ActPage:
        """The page that records an act of a kind, shown."""
        self.go_to(Place("act", kind))
        page = self.middle()
        assert isinstance(page, ActPage)
        return page

    def middle(self) -> QWidget | None:
        """The page that stands in the middle."""
        return self._stack.currentWidget()

    def save(self) -> None:
        """Save what is typed in the middle."""
        page = self.middle()
        if isinstance(page, ActPage | VoidPage):
            page.save()

    def panels(self) -> Sequence[QWidget]:
        """Strip, steps, the page in the middle, the panel at the side."""
        shown = (self.strip, self.step_list, self.middle(), self.side)
        return tuple(each for each in shown if each is not None and each.isVisible())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side.setVisible(self.width() >= SIDE_FROM)

    def _exists(self, place: Place) -> bool:
        assert self._opened is not None
        return place.what != "step" or place.id in {step.id for step in self._opened.steps()}

    def _due_now(self, opened: OpenedCase) -> Place:
        for state in OPEN:
            for step in opened.steps():
                if step.state == state:
                    return Place("step", step.id)
        steps = opened.steps()
        return Place("step", steps[-1].id) if steps else Place("kinds")

    def _on_stage(self, number: int) -> None:
        assert self._opened is not None
        steps = self._opened.stages[number].steps
        order = [*OPEN, "waiting", "done", "not_needed"]
        chosen = min(steps, key=lambda step: order.index(step.state))
        self.go_to(Place("step", chosen.id))

    def _show_place(self) -> None:
        opened, place = self._opened, self._place
        assert opened is not None and place is not None
        if place.what == "step":
            self._stage = next(stage.id for stage in opened.stages if place.id in {s.id for s in stage.steps})
        elif not self._stage and opened.stages:
            self._stage = opened.stages[0].id
        self._show_steps(opened, place)
        page = self.middle()
        shown = self._key(opened, place)
        if shown == self._shown and isinstance(page, ActPage | VoidPage):
            page.update_case(opened)
            return
        if shown == self._shown and isinstance(page, KindPage | DeliveryPanel):
            return
        self._shown = shown
        self._put(self._make(opened, place))

    def _key(self, opened: OpenedCase, place: Place) -> tuple[object, ...]:
        """What the page in the middle depends on beyond the place: it is made anew when this changes."""
        step = next((each for each in opened.steps() if each.id == place.id), None)
        pending = f"{opened.pending.id} {opened.seen}" if opened.pending and place.what == "step" else ""
        return (place, step.state if step else "", pending, self._desk.actor)

    def _put(self, page: QWidget) -> None:
        before = self.middle()
        had_focus = before is not None and before.isAncestorOf(self._focus_widget())
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if before is not None:
            self._stack.removeWidget(before)
            before.hide()
            before.deleteLater()
        if had_focus:
            self.step_list.setFocus()

    def _focus_widget(self) -> QWidget:
        return self.window().focusWidget() or self

    def _make(self, opened: OpenedCase, place: Place) -> QWidget:
        if place.what == "act":
            return self._act(opened, place.id)
        if place.what == "kinds":
            page = KindPage()
            page.chosen.connect(lambda kind: self.go_to(Place("act", kind)))
            return page
        if place.what == "void":
            return self._void(opened)
        return self._step(opened, next(step for step in opened.steps() if step.id == place.id))

    def _step(self, opened: OpenedCase, step: Step) -> QWidget:
        if step.id == "deliver" and opened.pending is not None:
            return self._delivery(opened)
        records = len(step.act_kinds) == 1 and step.state in ("current", "overdue", "waiting")
        if records and not (opened.pending is not None and step.id in ("collect", "decide")):
            return self._act(opened, step.act_kinds[0], step)
        if not step.name:
            return empty_state("case", "没有这一步", "")
        page = DonePage(opened, step)
        page.act_asked.connect(lambda kind: self.go_to(Place("act", kind)))
        page.paper_asked.connect(self.paper_asked)
        page.void_asked.connect(self._on_void_asked)
        return page

    def _act(self, opened: OpenedCase, kind: str, step: Step | None = None) -> ActPage:
        reason, basis = (step.reason, step.basis) if step else ("", "")
        page = ActPage(self._desk, opened, kind, reason, basis)
        page.recorded.connect(self._on_recorded)
        page.paper_asked.connect(lambda act: self.paper_asked.emit("7", act))
        return page

    def _delivery(self, opened: OpenedCase) -> DeliveryPanel:
        assert opened.pending is not None
        page = DeliveryPanel(self._desk, opened.case_id, opened.pending.id)
        page.delivered.connect(lambda _change: self._go_on("决定书已登记交付"))
        page.cancelled.connect(lambda _change: self._go_on("决定书已作废，号码留在登记簿里"))
        return page

    def _void(self, opened: OpenedCase) -> VoidPage:
        page = VoidPage(self._desk, opened)
        page.voided.connect(lambda: self._go_on("记载已作废，原来的内容留在办案日志里"))
        return page

    def _on_void_asked(self, act_id: str) -> None:
        self.go_to(Place("void"))
        page = self.middle()
        assert isinstance(page, VoidPage)
        page.ask(act_id)

    def _on_recorded(self, kind: str) -> None:
        self._go_on(f"已登记：{title_of(kind)}")

    def _go_on(self, words: str) -> None:
        """Say what was done, and show what is due next."""
        assert self._opened is not None
        self._place = self._due_now(self._opened)
        self._shown = ()
        self._show_place()
        self._desk.window.say(words)

    def _show_steps(self, opened: OpenedCase, place: Place) -> None:
        self.strip.set_stages([_cell(stage, stage.id == self._stage) for stage in opened.stages])
        also: list[Item] = [self._link(title_of(kind), Place("act", kind), place) for kind in ALSO]
        also.append(self._link("其他行为", Place("kinds"), place))
        also.append(self._link("更正已作的行为", Place("void"), place))
        stage = next((each for each in opened.stages if each.id == self._stage), None)
        if stage is None:
            self.step_list.set_steps("登记行为", (), also)
            return
        rows = [_row(step, place, opened) for step in stage.steps]
        self.step_list.set_steps(stage.name, rows, also)

    def _link(self, label: str, target: Place, now: Place) -> QWidget:
        made = button(label, "link", small=True, then=lambda: self.go_to(target))
        made.setAccessibleDescription("已打开" if target == now else "")
        return made


def _cell(stage: Stage, shown: bool) -> StageCell:
    steps = tuple(STEP_STATES[step.state] for step in stage.steps)
    return StageCell(stage.name, STEP_STATES[stage.state], stage.day_text, steps, shown)


def _row(step: Step, place: Place, opened: OpenedCase) -> StepRow:
    shown = place.what == "step" and place.id == step.id
    return StepRow(step.id, step.name, STEP_STATES[step.state], _when(step, opened), shown)


def _when(step: Step, opened: OpenedCase) -> str:
    if step.id == "deliver" and opened.pending is not None:
        return "已签发未交付"
    if step.state == "done":
        return f"{step.done_on:%m-%d} 已办" if step.done_on and step.done_on != date.min else "已办"
    if step.due is not None:
        told = short_day(step.due, opened.today)
        if step.state == "overdue":
            return f"{told}，已逾期"
        return told + ("止" if told in ("今天", "明天") else " 前")
    return {"waiting": "等前面的步骤", "not_needed": "不适用", "blocked": "暂不能办", "current": "现在办"}[step.state]
