"""The page of one case: header, the pages below it, read again when its stream or the office has changed."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from models.errors import StorageError
from procedures.case import Act
from procedures.problems import DataError
from ui.changes import Changes, changes
from ui.desk import Desk
from ui.pages.case.header import CaseHeader, tab_name
from ui.pages.case.opened import OpenedCase, open_case
from ui.pages.case.parts import DOCUMENTS, PARTS, WORK
from ui.pages.case.sub_page import CaseSubPage
from ui.pages.page import Page
from ui.widgets.layout import column, frame
from ui.widgets.surfaces import empty_state

NUMBERS = {part.id: number for number, part in enumerate(PARTS)}


class CasePage(Page):
    """One case in its tab."""

    def __init__(self, desk: Desk, case_id: str) -> None:
        super().__init__()
        self._desk, self._case_id, self._party = desk, case_id, ""
        self.opened: OpenedCase | None = None
        self.header = CaseHeader()
        self._pages: dict[str, CaseSubPage] = {}
        self._stack = QStackedWidget()
        self._failed = QStackedWidget()
        inside = column(self.header, gap=0)
        inside.addWidget(self._stack, 1)
        self._failed.addWidget(frame(inside))
        self.setLayout(column(self._failed, gap=0))
        self.header.chosen.connect(lambda number: self.show_page(PARTS[number].id))
        self.header.party_chosen.connect(self.show_party)
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
            opened = open_case(self._desk.session, self._case_id, self._desk.today(), self._party)
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

    def show_party(self, party: str) -> None:
        """Show the steps of one party, or (empty) of all of them together."""
        self.save()
        self._party = party
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.header.set_low(self.height() < self.LOW)

    def show_page(self, part: str) -> None:
        """Show one of the pages, by its id in `parts`."""
        if self.opened is None:
            return
        self.save()
        if part not in self._pages:
            self._pages[part] = self._make(part)
            self._stack.addWidget(self._pages[part])
        page = self._pages[part]
        self._stack.setCurrentWidget(page)
        self.header.segments.choose(NUMBERS[part], quietly=True)
        page.show_case(self.opened)

    def page(self, part: str) -> CaseSubPage:
        """One of the pages; it is shown first."""
        self.show_page(part)
        return self._pages[part]

    def make_paper(self, form_id: str, act: Act) -> None:
        """Go to 文书 with the paper of an act."""
        from ui.pages.case.documents import DocumentsPage

        page = self.page(DOCUMENTS)
        assert isinstance(page, DocumentsPage)
        page.choose_paper(form_id, act)

    def show_document(self, document_id: str) -> None:
        """Go to 文书 with an issued paper."""
        from ui.pages.case.documents import DocumentsPage

        page = self.page(DOCUMENTS)
        assert isinstance(page, DocumentsPage)
        page.choose(document_id)

    def record_kind(self, kind: str) -> None:
        """Go to 办理 with the page that records an act of a kind."""
        from ui.pages.case.work import WorkPage

        page = self.page(WORK)
        assert isinstance(page, WorkPage)
        page.act_page(kind)

    def correct_records(self) -> None:
        """Go to 办理 with what is recorded, to strike out what is wrong."""
        from ui.pages.case.work import WorkPage
        from ui.pages.case.work_steps import Place

        page = self.page(WORK)
        assert isinstance(page, WorkPage)
        page.go_to(Place("void"))

    def record_goods(self, kind: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Go to 办理 with the page that records an act of a kind, and let it list these goods."""
        from ui.pages.case.work import WorkPage

        page = self.page(WORK)
        assert isinstance(page, WorkPage)
        page.act_page(kind).take_goods(rows)

    def serve(self, document_id: str) -> None:
        """Go to 办理 with the page that records the service of an issued paper."""
        from ui.pages.case.work import WorkPage

        page = self.page(WORK)
        assert isinstance(page, WorkPage)
        page.serve(document_id)

    def save(self) -> None:
        """Save what is typed on the page that is shown."""
        page = self._shown()
        if page is not None:
            page.save()

    def panels(self) -> Sequence[QWidget]:
        """The tabs, then the panels of the page that is shown."""
        page = self._shown()
        return (self.header.segments, *(page.panels() if page else ()))

    def _make(self, part: str) -> CaseSubPage:
        made = PARTS[NUMBERS[part]].make(self._desk)
        made.page_asked.connect(self.show_page)
        made.paper_asked.connect(self.make_paper)
        made.document_asked.connect(self.show_document)
        made.act_asked.connect(self.record_kind)
        made.service_asked.connect(self.serve)
        made.goods_asked.connect(self.record_goods)
        return made

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
