"""What the panel's links lead to: the report, drafted or issued, the decision, the choice of evidence, the package."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QObject, Signal

from models.queries.documents import document_bytes
from models.queries.evidence import evidence_lines
from procedures.case import Act
from ui import tasks
from ui.desk import Desk
from ui.pages.case.act_page import ActPage
from ui.pages.case.drafting import DraftPage
from ui.pages.case.frozen import FrozenPage
from ui.pages.case.keeping import open_dialog
from ui.pages.case.page import CasePage
from ui.pages.case.paper_items import ISSUED, MAKEABLE, PaperItem, key_of
from ui.pages.case.parts import WORK
from ui.pages.case.plans import keep_plan
from ui.pages.case.work import WorkPage
from ui.pages.filing.begun import base_of
from ui.pages.filing.content import CHOSEN, SCAN, SCAN_NAME, SCANS, Content, evidence_for
from ui.pages.filing.correction import (
    CHANGE,
    CORRECT,
    DECISION_CHANGED,
    OBJECT,
    OUTSIDE,
    PAPER_CORRECTED,
    RECORD,
    SERVE,
    correction_of,
)
from ui.pages.filing.evidence_dialog import DECISION_SCAN, MAIN, EvidenceDialog
from ui.pages.filing.materials import DECISION, EVIDENCE, REPORT
from ui.pages.filing.packaging import Packaging
from ui.pages.filing.panel import FilingPanel
from ui.pages.filing.report_draft import begin_report, forget_attachments
from ui.pages.filing.scan_page import ScanPage
from ui.pages.filing.sheet import PaperSheet, PdfPage
from ui.pages.filing.steps import CORRECTED, FILED, OBJECTED, PAPERS
from ui.pages.filing.voiding import ask_void
from ui.widgets.glyphs import State

REF, REASON, PAPER_SERVED = "ref", "reason", "paper_served"


class FilingPapers(QObject):
    """Puts papers in the place of the list and takes care of what is done with them. `left` gives the list back."""

    shown = Signal()
    left = Signal()

    def __init__(self, desk: Desk, panel: FilingPanel, sheet: PaperSheet) -> None:
        super().__init__(panel)
        self._desk, self._panel, self._sheet = desk, panel, sheet
        self._kind = ""
        self.packaging = Packaging(desk, panel)
        overview = panel.overview
        overview.part_asked.connect(self.open_part)
        overview.way_asked.connect(self.go_way)
        overview.package_asked.connect(self.packaging.build)
        overview.scan_asked.connect(self.open_scan)
        overview.correction_asked.connect(self.correct_records)
        overview.comparison_asked.connect(self.packaging.ask_comparison)
        overview.return_asked.connect(self.packaging.ask_return)
        overview.void_asked.connect(self._on_void)
        panel.paper_asked.connect(self.open_report)
        panel.loaded.connect(self._on_loaded)
        panel.step_changed.connect(self._share_key)
        sheet.left.connect(self.left)

    def open_part(self, key: str) -> None:
        """Show one of the three parts, or let it be made or chosen."""
        if key == REPORT:
            self.open_report(FILED)
        elif key == EVIDENCE:
            self.choose_evidence()
        elif key == DECISION and not self.open_decision():
            self.choose_scan()

    def open_report(self, kind: str) -> None:
        """The report that goes with a step: as it was issued, else its draft."""
        content = self._panel.content
        if content is None or content.opened is None:
            return
        self._kind = kind
        issued = content.report_id(kind) if kind not in content.line.next_acts else ""
        paper = content.report(kind)
        if paper is not None or issued:
            self._show_frozen(content, paper.id if paper is not None else issued)
            return
        act = keep_plan(self._desk, content.opened, base_of(content, kind, self._desk.today()), self._panel)
        self._panel.content = content.with_plan(act)
        desk = self._desk
        tasks.run(
            lambda _progress: begin_report(desk, content, act),
            then=lambda _done: self._show_draft(content, act),
            failed=lambda error: desk.tell(error, self._panel, "这份报告现在不能制作"),
            owner=self._panel,
        )

    def open_decision(self) -> bool:
        """Show the decision as it was issued; False where it was made elsewhere."""
        content = self._panel.content
        paper = content.decision_paper() if content is not None else None
        if paper is None:
            return False
        self._leave_report()
        read = partial(document_bytes, self._desk.session, paper.id, "pdf")
        self._sheet.show_page(PdfPage(self._desk, read, paper.title, paper.number), paper.title, paper.number)
        self.shown.emit()
        return True

    def open_scan(self, act_id: str) -> None:
        """The receipt or the letter that came with a step."""
        content = self._panel.content
        act = content.act(act_id) if content is not None else None
        if act is None or not act.values.get(SCAN):
            return
        self._leave_report()
        name = str(act.values.get(SCAN_NAME) or "")
        self._sheet.show_page(ScanPage(self._desk, str(act.values[SCAN]), name), name or "扫描件", "")
        self.shown.emit()

    def choose_scan(self) -> None:
        """选扫描件: the piece of evidence that holds a decision made outside the program."""
        content = self._panel.content
        if content is None or content.opened is None:
            return
        lines = evidence_lines(self._desk.session, content.opened.stored)
        dialog = EvidenceDialog(
            self._desk.session, lines, content.scans().values(), self._panel.window(), question=DECISION_SCAN
        )
        dialog.picked.connect(lambda pieces: self._keep(content, {SCANS: {DECISION: pieces[0]}}))
        open_dialog(dialog)

    def choose_evidence(self) -> None:
        """选证据: keep the choice with the planned filing."""
        content = self._panel.content
        if content is None or content.opened is None:
            return
        lines = evidence_lines(self._desk.session, content.opened.stored)
        report = content.report(FILED)
        locked = f"{report.number} 已签发，附件以报告所列为准；要改，先作废报告" if report is not None else ""
        question = replace(MAIN, locked=locked)
        dialog = EvidenceDialog(self._desk.session, lines, evidence_for(content), self._panel.window(), question)
        dialog.picked.connect(lambda pieces: self._keep(content, {CHOSEN: list(pieces)}))
        open_dialog(dialog)

    def go_way(self, way: str) -> None:
        """A way out of what a recipient found."""
        content = self._panel.content
        if content is None or content.opened is None:
            return
        if way in (OBJECT, RECORD):
            self._panel.begin(OBJECTED if way == OBJECT else CORRECTED)
            return
        page = self._desk.window.open_case(content.line.source_id)
        if not isinstance(page, CasePage):
            return
        correction = correction_of(content)
        if way == SERVE and correction is not None and correction.unserved == OUTSIDE:
            page.record_kind(PAPER_SERVED)
        elif way == SERVE and correction is not None:
            page.serve(correction.unserved)
        elif way in (CORRECT, CHANGE):
            page.record_kind(PAPER_CORRECTED if way == CORRECT else DECISION_CHANGED)
            _begin_with(page, content.line.decision, correction.found if correction is not None else "")

    def correct_records(self) -> None:
        """更正登记: what was recorded wrongly is struck out in the case, and recorded anew."""
        page = self._desk.window.open_case(self._panel.case_id())
        if isinstance(page, CasePage):
            page.correct_records()

    def save(self) -> None:
        """Keep what is typed in a draft."""
        page = self._sheet.page()
        if isinstance(page, DraftPage):
            page.save()

    def close(self) -> None:
        """The list is shown again; what is typed is kept."""
        self._leave_report()
        self._sheet.clear()

    def _leave_report(self) -> None:
        """No report is looked at any more; what is typed is kept."""
        self.save()
        self._kind = ""
        self._panel.tell_writing("")

    def _on_void(self, event_id: str) -> None:
        if self._panel.content is not None:
            ask_void(self._desk, self._panel.content, event_id, self._panel)

    def _share_key(self) -> None:
        """The button of an issued report leads to the form that records it; once that is open, it has its own."""
        page = self._sheet.page()
        if isinstance(page, FrozenPage):
            page.offer_recording(self._panel.step is None)

    def _show_draft(self, content: Content, act: Act) -> None:
        assert content.opened is not None
        form = self._desk.session.forms.form(PAPERS[act.kind], act.on)
        order = (0, "", 0, "")
        item = PaperItem(
            key_of(form.id, act.id), form.title, "", State.DRAFT, "", "", MAKEABLE, order, form=form, act=act
        )
        draft = DraftPage(self._desk, content.opened, item)
        self._panel.tell_writing("左边的报告签发以后，再登记报送。", is_draft=True)
        self._sheet.show_page(draft, f"报给{content.line.recipient_name}", "")
        self.shown.emit()

    def _show_frozen(self, content: Content, document_id: str) -> None:
        opened = content.opened
        line = next((each for each in opened.papers if each.document_id == document_id), None) if opened else None
        if opened is None or line is None:
            return
        order = (0, "", 0, "")
        state = State.CURRENT if document_id in {each.id for each in opened.unrecorded} else State.DONE
        word = "待报送" if state is State.CURRENT else "已报送"
        item = PaperItem(document_id, line.title, line.number, state, word, "", ISSUED, order, issued=line)
        self._panel.tell_writing("报告已签发，在左边登记。" if state is State.CURRENT else "")
        page = FrozenPage(self._desk, opened, item)
        page.act_asked.connect(self._on_act_asked)
        self._sheet.show_page(page, line.title, line.number)
        self._share_key()
        self.shown.emit()

    def _on_act_asked(self, kind: str) -> None:
        self.left.emit()
        self._panel.begin(kind)

    def _keep(self, content: Content, told: Mapping[str, Any]) -> None:
        """Keep a choice with the planned filing."""
        assert content.opened is not None
        act = base_of(content, FILED, self._desk.today())
        chosen = MappingProxyType({**act.values, **told})
        planned = keep_plan(self._desk, content.opened, replace(act, values=chosen), self._panel)
        self._panel.content = content.with_plan(planned)
        forget_attachments(self._desk, content, act)
        self._panel.reload()

    def _on_loaded(self) -> None:
        """The case has moved on: go on with the draft on top of it, or show the report that was just issued."""
        content, page = self._panel.content, self._sheet.page()
        if content is None or content.opened is None or not self._kind:
            return
        paper = content.report(self._kind)
        if paper is not None and isinstance(page, DraftPage):
            self._show_frozen(content, paper.id)
        elif isinstance(page, DraftPage | FrozenPage):
            if isinstance(page, FrozenPage) and paper is None:
                self.left.emit()
            else:
                page.update_case(content.opened)


def _begin_with(page: CasePage, decision: str, found: str) -> None:
    """Let the page that records a correction begin with the decision that is corrected, and with what was found."""
    work = page.page(WORK)
    shown = work.middle() if isinstance(work, WorkPage) else None
    if not isinstance(shown, ActPage):
        return
    known, begun = shown.form.values(), {REF: decision, REASON: found}
    told = {key: value for key, value in begun.items() if value and key in known and not known[key]}
    shown.form.set_values(told, dict.fromkeys(told, "备案审查意见"))
    for key in told:
        shown.form.changed.emit(key)
