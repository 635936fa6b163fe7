"""The page of one case: header, four pages below it, read again when its stream or the office has changed."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from models.errors import StorageError
from procedures.case import Act
from procedures.problems import DataError
from ui.changes import Changes, changes
from ui.desk import Desk
from ui.pages.case.header import CaseHeader, tab_name
from ui.pages.case.opened import OpenedCase, open_case
from ui.pages.case.sub_page import CaseSubPage
from ui.pages.page import Page
from ui.widgets.layout import column, frame
from ui.widgets.surfaces import empty_state

WORK, DOCUMENTS, DEADLINES, JOURNAL = range(4)


class CasePage(Page):
    """One case in its tab."""

    def __init__(self, desk: Desk, case_id: str) -> None:
        super().__init__()
        self._desk, self._case_id = desk, case_id
        self.opened: OpenedCase | None = None
        self.header = CaseHeader()
        self._pages: dict[int, CaseSubPage] = {}
        self._stack = QStackedWidget()
        self._failed = QStackedWidget()
        inside = column(self.header, gap=0)
        inside.addWidget(self._stack, 1)
        self._failed.addWidget(frame(inside))
        self.setLayout(column(self._failed, gap=0))
        self.header.chosen.connect(self.show_page)
        changes.happened.connect(self._on_changes)
        self.refresh()
        self.show_page(WORK)

    @property
    def case_id(self) -> str:
        """The id of the case."""
        return self._case_id

    def refresh(self) -> None:
        """Read the case again and show it as it stands now."""
        try:
            opened = open_case(self._desk.session, self._case_id, self._desk.today())
        except (StorageError, DataError) as error:
            self._show_failure(str(error))
            return
        self.opened = opened
        self._failed.setCurrentIndex(0)
        self.setWindowTitle(tab_name(opened))
        self.header.show_case(opened)
        page = self._shown()
        if page is not None:
            page.show_case(opened)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.header.set_low(self.height() < self.LOW)

    def show_page(self, number: int) -> None:
        """Show one of the four pages: `WORK`, `DOCUMENTS`, `DEADLINES`, `JOURNAL`."""
        if self.opened is None:
            return
        self.save()
        if number not in self._pages:
            self._pages[number] = self._make(number)
            self._stack.addWidget(self._pages[number])
        page = self._pages[number]
        self._stack.setCurrentWidget(page)
        self.header.segments.choose(number, quietly=True)
        page.show_case(self.opened)

    def page(self, number: int) -> CaseSubPage:
        """One of the four pages; it is shown first."""
        self.show_page(number)
        return self._pages[number]

    def make_paper(self, form_id: str, act: Act) -> None:
        """Go to 文书 with the paper of an act."""
        from ui.pages.case.documents import DocumentsPage

        page = self.page(DOCUMENTS)
        assert isinstance(page, DocumentsPage)
        page.choose_paper(form_id, act)

    def save(self) -> None:
        """Save what is typed on the page that is shown."""
        page = self._shown()
        if page is not None:
            page.save()

    def panels(self) -> Sequence[QWidget]:
        """The tabs, then the panels of the page that is shown."""
        page = self._shown()
        return (self.header.segments, *(page.panels() if page else ()))

    def _make(self, number: int) -> CaseSubPage:
        if number == WORK:
            from ui.pages.case.work import WorkPage

            work = WorkPage(self._desk)
            work.page_asked.connect(self.show_page)
            work.paper_asked.connect(self.make_paper)
            return work
        if number == DOCUMENTS:
            from ui.pages.case.documents import DocumentsPage

            documents = DocumentsPage(self._desk)
            documents.delivery_asked.connect(lambda: self.show_page(WORK))
            return documents
        if number == DEADLINES:
            from ui.pages.case.deadlines import DeadlinesPage

            return DeadlinesPage()
        from ui.pages.case.journal import JournalPage

        return JournalPage()

    def _shown(self) -> CaseSubPage | None:
        page = self._stack.currentWidget()
        return page if isinstance(page, CaseSubPage) else None

    def _on_changes(self, told: Changes) -> None:
        if self.opened is None or not told.concern(self.opened.stream):
            return
        if self.isVisible() or self.opened.stream in told.streams:
            self.refresh()

    def _show_failure(self, why: str) -> None:
        shown = empty_state("warning", "这件案件现在打不开", why)
        before = self._failed.widget(1)
        if before is not None:
            self._failed.removeWidget(before)
        self._failed.addWidget(shown)
        self._failed.setCurrentWidget(shown)
        self.setWindowTitle("打不开的案件")
