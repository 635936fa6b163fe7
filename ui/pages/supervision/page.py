"""The place 监督 with its part 责任追究: articles at the left, the register in the middle, one finding at the right."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from forms.ledger.counting import LedgerQuestion
from models.findings_access import OVERSEEING
from models.queries.findings import may_see_findings
from models.queries.ledger import find_layout, ledger_count
from models.queries.office import officers
from procedures.faults import FAULT_ARTICLES, FaultFile, Place
from ui.desk import Desk
from ui.pages.case.page import CasePage
from ui.pages.ledger.exporting import Exporting
from ui.pages.place import PlacePage
from ui.pages.supervision.articles import ArticlesPanel
from ui.pages.supervision.opened import OpenedLine
from ui.pages.supervision.opinion import OpinionView
from ui.pages.supervision.panel import FindingPanel
from ui.pages.supervision.reading import RegisterLine, Segment, segment_of
from ui.pages.supervision.register import RegisterView
from ui.pages.supervision.tab_order import step
from ui.pages.supervision.whole_text import WholeText
from ui.widgets.buttons import button
from ui.widgets.layout import clear, column, frame, row
from ui.widgets.surfaces import empty_state
from ui.widgets.toast import ProgressLine

PART = LAYOUT = "过错责任追究登记"
NO_LOGIN = "当事人员看本人的。现在没有登录，\n以本机使用人和岗位分工的登记为准。"
NARROW = 1280


class SupervisionPage(PlacePage):
    """The register of fault accountability, for those whose post oversees; others see what concerns themselves."""

    def __init__(self, desk: Desk) -> None:
        self.by_hand = button("登记线索", icon="note", then=self.register_by_hand)
        self.export = button("导出登记簿", icon="export", then=self.export_register)
        super().__init__(desk, "监督", self.by_hand, self.export)
        self.progress = ProgressLine("正在导出登记簿")
        self.exporting = Exporting(desk, self, self.progress)
        book = desk.session.rulebook.accountability
        self.articles = ArticlesPanel(book, self.register_by_hand, lambda: self.show_whole(None))
        self.register, self.panel = RegisterView(desk), FindingPanel(desk)
        self.whole, self.opinion = WholeText(book), OpinionView(desk)
        self._middle, self._stack = QStackedWidget(), QStackedWidget()
        for part in (self.register, self.whole, self.opinion):
            self._middle.addWidget(part)
        body = row(self.articles, gap=0)
        body.addWidget(self._middle, 1)
        body.addWidget(self.panel)
        self._closed = column(gap=0)
        self._stack.addWidget(frame(body))
        self._stack.addWidget(frame(self._closed))
        whole = column(column(self.progress, gap=0, margins=(24, 0, 20, 0)), gap=0)
        whole.addWidget(self._stack, 1)
        self.put(whole)
        self._wire()

    def _wire(self) -> None:
        self.articles.chosen.connect(self._on_place)
        self.register.picked.connect(self._on_picked)
        self.register.refreshed.connect(self._on_refreshed)
        self.register.opened.connect(self._on_opened)
        self.register.unfiltered.connect(lambda: self.articles.choose(None))
        self.panel.recorded.connect(self._on_recorded)
        self.panel.whole_asked.connect(self.show_whole)
        self.panel.paper_asked.connect(self._on_paper)
        self.panel.case_asked.connect(self._on_case)
        self.panel.act_asked.connect(self._on_act)
        self.panel.document_asked.connect(self._on_document)
        for part in (self.whole, self.opinion):
            part.closed.connect(self._on_back)

    def refresh(self) -> None:
        if self.panel.is_recording():
            return
        session, actor, today = self.desk.session, self.desk.actor, self.desk.today()
        sees_all = may_see_findings(session, actor, today)
        for action in (self.by_hand, self.export):
            action.setVisible(sees_all)
        self.articles.set_own_only(not sees_all)
        self.tell(PART)
        self._look()
        shown = self.register.register()
        is_empty = not sees_all and not shown.counts["all"]
        if is_empty:
            self._show_closed()
        if self._stack.currentIndex() != int(is_empty):
            self._stack.setCurrentIndex(int(is_empty))
            self.setFocus()

    def register_by_hand(self) -> None:
        """Enter a finding by hand, under the item that is chosen at the left."""
        place = self.articles.chosen_place()
        places: tuple[Place, ...] = (place,) if place and place[1] and place[0] in FAULT_ARTICLES else ()
        self.panel.register_by_hand(places)
        self._middle.setCurrentWidget(self.register)
        self.panel.enter()

    def export_register(self) -> None:
        """Write the register as a workbook, by the layout that the office or the program has for it."""
        session, desk = self.desk.session, self.desk
        known = find_layout(session, LAYOUT)
        if known is not None and known.layout is not None:
            question = LedgerQuestion(known.layout, desk.today(), actor=desk.actor)
            self.exporting.ask(question, ledger_count(session, question), with_pivot=False)

    def show_whole(self, place: object) -> None:
        """Show the whole annex in the middle, at a provision."""
        self._middle.setCurrentWidget(self.whole)
        self.whole.show_at(place if isinstance(place, tuple) else None)

    def choose(self, key: str, segment: Segment = "all") -> None:
        """Show a line by its key; where the list does not hold it, in the part of the register named."""
        if not self.register.choose(key):
            self.register.search.clear()
            if self.articles.chosen_place() is not None:
                self.articles.choose(None)
            self.register.choose_segment(segment)
            self.register.choose(key)
        self.panel.show_line(self.register.current())

    def show_finding(self, finding_id: str) -> None:
        """Open one finding, whatever the list is narrowed to; nothing happens where it may not be seen."""
        self._middle.setCurrentWidget(self.register)
        if not self.register.choose(finding_id):
            if self.articles.chosen_place() is not None:
                self.articles.choose(None)
            if not self.register.look_up(finding_id):
                return
        self.panel.show_line(self.register.current())
        self.register.table.setFocus()

    def _look(self) -> None:
        self.register.refresh()
        self.articles.show_counts(self.register.register().articles)

    def _show_closed(self) -> None:
        clear(self._closed)
        known = {one.officer.id: one.officer.name for one in officers(self.desk.session)}
        who = known.get(self.desk.actor, "")
        title = f"{who}看不到过错责任追究登记" if who else "还没有选本机使用人"
        body = f"限岗位中含{'、'.join(OVERSEEING)}的人员，\n{NO_LOGIN}"
        posts = button("看岗位分工", then=lambda: self.desk.window.show_place("officer"))
        person = button("换使用人", then=lambda: self.desk.window.show_place("settings"))
        self._closed.addWidget(empty_state("lock", title, body, posts, person))

    def _on_place(self, place: object) -> None:
        self._middle.setCurrentWidget(self.register)
        self.register.show_place(place if isinstance(place, tuple) else None)

    def _on_picked(self, line: RegisterLine | None) -> None:
        self.panel.show_line(line)

    def _on_refreshed(self) -> None:
        if not self.panel.is_new():
            self.panel.show_line(self.register.current())

    def _on_opened(self, line: RegisterLine | None) -> None:
        self.panel.show_line(line)
        self.panel.enter()

    def _on_recorded(self, file: FaultFile) -> None:
        self._look()
        self.choose(file.id, segment_of(file.state))
        self.panel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_paper(self, opened: object) -> None:
        if isinstance(opened, OpenedLine):
            self._middle.setCurrentWidget(self.opinion)
            self.opinion.show_opinion(opened)

    def _on_back(self) -> None:
        self._middle.setCurrentWidget(self.register)
        self.register.table.setFocus()

    def _on_case(self, case_id: str) -> None:
        self.desk.window.open_case(case_id)

    def _on_document(self, case_id: str, document_id: str) -> None:
        page = self.desk.window.open_case(case_id)
        if isinstance(page, CasePage):
            page.show_document(document_id)

    def _on_act(self, case_id: str, act_id: str) -> None:
        from ui.pages.case.journal import JournalPage
        from ui.pages.case.parts import JOURNAL

        page = self.desk.window.open_case(case_id)
        if not isinstance(page, CasePage):
            return
        journal = page.page(JOURNAL)
        if isinstance(journal, JournalPage):
            lines = journal.lines()
            place = next((n for n, line in enumerate(lines) if line.act is not None and line.act.id == act_id), -1)
            journal.table.selectRow(place)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return step(self, forward) or super().focusNextPrevChild(forward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.articles.set_narrow(self.width() < NARROW)
        self.panel.fit(self.width())

    def save(self) -> None:
        self.panel.flush()

    def main_part(self) -> QWidget:
        return self.register.table

    def panels(self) -> tuple[QWidget, ...]:
        middle = self._middle.currentWidget()
        parts = self.register.panels() if middle is self.register else (middle,)
        if self._stack.currentIndex():
            return (self._stack,)
        return tuple(each for each in (self.articles, *parts, self.panel) if each is not None)
