"""办理: the strip of stages, the steps of one, the page of a step, and what is looked up while working."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from procedures.discretion.told import LEADING_UP
from procedures.incoming import RECEIVED
from procedures.review import REVIEW
from procedures.stages import Step
from ui.desk import Desk
from ui.pages.case.act_page import ActPage
from ui.pages.case.act_words import title_of
from ui.pages.case.choosing import KindPage, VoidPage
from ui.pages.case.done_page import DonePage
from ui.pages.case.opened import OPEN_STATES, OpenedCase
from ui.pages.case.range_panel import Aside
from ui.pages.case.side import CaseSide
from ui.pages.case.sub_page import CaseSubPage
from ui.pages.case.work_steps import Place, WorkSteps, service_of
from ui.pages.on_the_spot.delivery import DeliveryPanel
from ui.widgets.layout import column, row
from ui.widgets.surfaces import empty_state

FOLD_BELOW, SIDE_FROM = 1200, 1080
ASKED = (*OPEN_STATES, "waiting")
PENDING_STEPS = ("collect", "decide")
DEADLINES = "deadlines"


class WorkPage(CaseSubPage):
    """What is to be done in a case."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._opened: OpenedCase | None = None
        self._place: Place | None = None
        self._shown: tuple[object, ...] = ()
        self._stage = ""
        self.steps = WorkSteps()
        self.steps.stage_chosen.connect(self._on_stage)
        self.steps.place_chosen.connect(self.go_to)
        self._stack = QStackedWidget()
        self.side = CaseSide()
        self.side.timeline_asked.connect(lambda: self.page_asked.emit(DEADLINES))
        self.side.payment_asked.connect(lambda: self.go_to(Place("act", "fine_paid")))
        body = row(self.steps.list, gap=0)
        body.addWidget(self._stack, 1)
        self.aside = Aside(self.side, ("幅度", "期限和案件"))
        body.addWidget(self.aside)
        stack = column(self.steps, gap=0)
        stack.addLayout(body, 1)
        self.setLayout(stack)

    def show_case(self, opened: OpenedCase) -> None:
        """Show the case as it stands; the step that is looked at stays, and what is typed in it."""
        self.save()
        other = self._opened is not None and self._opened.party != opened.party
        self._opened = opened
        if self._place is None or other or not self._exists(self._place):
            self._place = self._due_now(opened)
        self.side.show_case(opened)
        self.aside.fit()
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

    def serve(self, document_id: str) -> None:
        """Show the page that records the service of an issued paper."""
        assert self._opened is not None
        paper = next(each for each in self._opened.stored.file.documents if each.id == document_id)
        self.go_to(Place("act", service_of(paper.form), document_id))

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
        shown = (self.steps.strip, self.steps.list, self.middle(), self.aside)
        return tuple(each for each in shown if each is not None and each.isVisible())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.steps.fold(self.width() < FOLD_BELOW)
        self.aside.setVisible(self.width() >= SIDE_FROM)

    def _exists(self, place: Place) -> bool:
        assert self._opened is not None
        return place.what not in ("step", "done") or place.id in {step.id for step in self._opened.steps()}

    def _due_now(self, opened: OpenedCase) -> Place:
        """What comes next, else the first that waits, else the last step."""
        steps = opened.steps()
        waiting = next((step for step in steps if step.state == "waiting"), None)
        step = opened.next_step() or waiting or next(reversed(steps), None)
        return Place("step", step.id) if step else Place("kinds")

    def _on_stage(self, number: int) -> None:
        assert self._opened is not None
        steps = self._opened.stages[number].steps
        order = [*ASKED, "done", "not_needed"]
        chosen = min(steps, key=lambda step: order.index(step.state))
        self.go_to(Place("step", chosen.id))

    def _show_place(self) -> None:
        opened, place = self._opened, self._place
        assert opened is not None and place is not None
        self._stage = _stage_of(opened, place) or self._stage or (opened.stages[0].id if opened.stages else "")
        self.steps.show_steps(opened, self._stage, place)
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
        planned = tuple(paper.id for paper in opened.unrecorded)
        return (place, step.state if step else "", pending, planned, opened.party, opened.today, self._desk.actor)

    def _put(self, page: QWidget) -> None:
        before = self.middle()
        had_focus = before is not None and before.isAncestorOf(self._focus_widget())
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self.aside.show_guest(page.beside() if isinstance(page, ActPage) else None)
        if before is not None:
            self._stack.removeWidget(before)
            before.hide()
            before.deleteLater()
        if had_focus:
            self.steps.list.setFocus()

    def _focus_widget(self) -> QWidget:
        return self.window().focusWidget() or self

    def _make(self, opened: OpenedCase, place: Place) -> QWidget:
        if place.what == "act":
            return self._act(opened, place.id, place, paper=place.kind)
        if place.what == "kinds":
            page = KindPage()
            page.chosen.connect(lambda kind: self.go_to(Place("act", kind)))
            return page
        if place.what == "void":
            return self._void(opened)
        step = next(step for step in opened.steps() if step.id == place.id)
        return self._done(opened, step) if place.what == "done" else self._step(opened, step, place)

    def _step(self, opened: OpenedCase, step: Step, place: Place) -> QWidget:
        if step.id == "deliver" and opened.pending is not None:
            return self._delivery(opened)
        on_paper = opened.pending is not None and step.id in PENDING_STEPS
        if step.act_kinds and step.state in ASKED and not on_paper:
            return self._act(opened, place.kind or _planned_kind(opened, step), place, step)
        if not step.name:
            return empty_state("case", "没有这一步", "")
        return self._done(opened, step)

    def _done(self, opened: OpenedCase, step: Step) -> QWidget:
        page = DonePage(opened, step)
        page.act_asked.connect(lambda kind: self.go_to(Place("act", kind)))
        page.paper_asked.connect(self.paper_asked)
        page.service_asked.connect(self.serve)
        page.void_asked.connect(self._on_void_asked)
        return page

    def _act(self, opened: OpenedCase, kind: str, place: Place, step: Step | None = None, paper: str = "") -> ActPage:
        party = place.party or _party_of(opened, paper)
        page = _page_for(kind)(self._desk, opened, kind, step, party, paper=paper)
        page.party_chosen.connect(lambda chosen: self.go_to(replace(place, party=chosen)))
        page.recorded.connect(self._on_recorded)
        page.paper_asked.connect(self.paper_asked)
        page.paper_shown.connect(self.document_asked)
        if step is not None:
            page.kind_chosen.connect(lambda chosen: self.go_to(replace(place, kind=chosen)))
            page.done_asked.connect(lambda: self.go_to(Place("done", step.id)))
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


def _page_for(kind: str) -> type[ActPage]:
    """The page that asks for a kind of act, where it asks for more than the fields of the kind."""
    if kind == RECEIVED:
        from ui.pages.case.incoming import IncomingPage

        return IncomingPage
    if kind == REVIEW:
        from ui.pages.case.review_page import ReviewPage

        return ReviewPage
    if kind in LEADING_UP:
        from ui.pages.case.penalty_page import PenaltyPage

        return PenaltyPage
    return ActPage


def _party_of(opened: OpenedCase, paper: str) -> str:
    """The party to whom an issued paper is addressed."""
    act_id = next((each.act for each in opened.stored.file.documents if each.id == paper), "")
    return next((opened.case.party_of(act) for act in opened.case.live_acts() if act.id == act_id), "")


def _stage_of(opened: OpenedCase, place: Place) -> str:
    """The stage to which a step or a kind of act belongs; empty for the lists."""
    wanted = {place.id} if place.what in ("step", "done") else set()
    for stage in opened.stages:
        for step in stage.steps:
            if step.id in wanted or (place.what == "act" and place.id in step.act_kinds):
                return stage.id
    return ""


def _planned_kind(opened: OpenedCase, step: Step) -> str:
    """The kind of act by which a step is done: the one that is on paper already, else the usual one."""
    planned = {paper.planned.kind for paper in opened.unrecorded if paper.planned}
    return next((kind for kind in step.act_kinds if kind in planned), step.act_kinds[0])
