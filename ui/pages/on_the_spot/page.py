"""The page for an on-the-spot penalty, in a tab of its own: the form, then the delivery of the paper it made."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLayout, QStackedWidget, QWidget

from forms.numbering import series_of
from models.errors import StorageError
from models.operations.cases import open_case
from models.operations.documents import Issued
from models.operations.on_the_spot import FORM, OnTheSpotDraft, issue_on_the_spot
from models.operations.unit import CaseChange
from models.queries.office import number_blocks, numbers_left
from procedures.problems import Problem, RuleError
from procedures.zone import CHINA
from ui.changes import Changes, changes
from ui.desk import Desk
from ui.dialogs.blocked import BlockedDialog, refusal_of
from ui.dialogs.ways import WayOut
from ui.pages.intake.keeping import Keeping
from ui.pages.on_the_spot.delivery import DeliveryPanel
from ui.pages.on_the_spot.draft import lead_of
from ui.pages.on_the_spot.form import OnTheSpotForm, read_office
from ui.pages.on_the_spot.judging import SETTINGS
from ui.pages.on_the_spot.penalty_block import TRANSFER
from ui.pages.on_the_spot.undelivered import set_waiting, waiting
from ui.pages.page import Page
from ui.widgets.buttons import button
from ui.widgets.layout import column, frame, row
from ui.widgets.text import Elided, pill, set_text, text

PAGE = "on_the_spot"
TITLE, ISSUE, LEAD = "当场处罚", "签发并打印", "lead"
NOT_ISSUED = "现在还不能签发当场处罚决定书"
BEYOND_PLACES = frozenset({"fine", "penalties"})
MOST_NAMED = 4


class OnTheSpotPage(Page):
    """One on-the-spot penalty from the party to the paper in its hand; `draft_stream` is also the id of its tab."""

    _attempted = Signal()

    def __init__(self, desk: Desk, draft_stream: str) -> None:
        super().__init__()
        self._desk, self._stream = desk, draft_stream
        self._keeping = Keeping(desk, draft_stream, PAGE, self)
        self._issuing = False
        self.delivery: DeliveryPanel | None = None
        self.form = OnTheSpotForm(desk, self.transfer)
        self._form_page = QWidget()
        self._form_page.setLayout(self._laid())
        self._stack = QStackedWidget()
        self._stack.addWidget(self._form_page)
        self.setLayout(column(self._header(), self._stack, gap=0))
        self.setWindowTitle(TITLE)
        self.form.judged.connect(self._on_judged)
        self.form.edited.connect(self.save)
        self.form.submitted.connect(self.issue)
        self._attempted.connect(lambda: self._set_issuing(False))
        changes.happened.connect(self._on_changes)
        self._begin()

    def _laid(self) -> QLayout:
        self._lacking = Elided("", "small", "soft")
        self._lead = button(TRANSFER, then=self.transfer)
        self._issue = button(ISSUE, "primary", "print", then=self.issue)
        self._issue.setToolTip(f"{ISSUE}（Ctrl+Enter）")
        line = row(gap=8, margins=(20, 0, 20, 0))
        line.addWidget(self._lacking, 1)
        line.addWidget(self._lead)
        line.addWidget(self._issue)
        stack = column(gap=0)
        stack.addWidget(self.form, 1)
        stack.addWidget(frame(line, "footer", place="page"))
        return stack

    def _header(self) -> QFrame:
        self._note = Elided("", "small", "faint")
        self._restored = pill("", "accent")
        self._restored.hide()
        self._mend = button("", "quiet", "blocked", small=True, then=partial(self.form.go_to_first, "red"))
        self._look = button("", "quiet", "warning", small=True, then=partial(self.form.go_to_first, "amber"))
        line = row(text(TITLE, "title"), gap=12, margins=(24, 0, 20, 0))
        line.addWidget(self._note, 1)
        for part in (self._restored, self._mend, self._look):
            line.addWidget(part)
        return frame(line, "page-header")

    def _begin(self) -> None:
        issued = waiting(self._desk, self._stream)
        if issued is not None and self._await_delivery(*issued):
            return
        kept = self._keeping.stored()
        if kept is not None:
            self.form.restore(kept.content)
            at = kept.saved_at.astimezone(CHINA)
            day = "" if at.date() == self._desk.today() else f"{at:%m-%d} "
            set_text(self._restored, f"已恢复 {day}{at:%H:%M} 的草稿")
            self._restored.show()
        self._on_judged()

    def refresh(self) -> None:
        """Look at the page again: another day may have begun."""
        if self.delivery is None:
            self.form.renew()

    def save(self) -> None:
        """Keep what is typed."""
        if self.delivery is None and not self.form.sheet.composing() and self.form.touched():
            self._keeping.save(self.form.content())

    def panels(self) -> Sequence[QWidget]:
        """The form and the legal panel."""
        return (self.delivery,) if self.delivery is not None else (self.form.sheet, self.form.panel)

    def _on_changes(self, told: Changes) -> None:
        if told.office and self.delivery is None:
            self.form.office = read_office(self._desk)
            self.form.renew()

    def _on_judged(self) -> None:
        judgement = self.form.judgement
        mend, look = len(judgement.must_mend), len(judgement.to_look_at)
        self._mend.setText(f"须改 {mend}")
        self._mend.setVisible(bool(mend))
        self._look.setText(f"提醒 {look}")
        self._look.setVisible(bool(look))
        names = list(dict.fromkeys(filter(None, map(self._name_of, judgement.must_mend))))
        more = f"等 {len(names)} 项" if len(names) > MOST_NAMED else ""
        told = f"还差：{'、'.join(names[:MOST_NAMED])}{more}" if names else "可以签发，签发时编文号"
        set_text(self._lacking, told)
        self._lead.setVisible(judgement.beyond_simple)
        set_text(self._note, self._numbers_told())
        name = self.form.values().get("name") or ""
        title = f"{TITLE}：{name}" if name else TITLE
        if title != self.windowTitle() and self.delivery is None:
            self.setWindowTitle(title)

    def _name_of(self, problem: Problem) -> str:
        return "机关设置" if problem.where == SETTINGS else self.form.label(problem.where) or problem.text

    def _numbers_told(self) -> str:
        """How many numbers this device may still draw; nothing where it draws freely."""
        session, day = self._desk.session, self._desk.today()
        form = session.forms.form(FORM, day)
        draft = self.form.judgement.draft
        if draft is not None:
            left = numbers_left(session, series_of(form, session.rulebook.category_word(draft.sector), day.year))
        else:
            blocks = [each for each in number_blocks(session) if each.this_device and not each.returned_on]
            own = [each.left for each in blocks if each.series.startswith(f"{form.series}/")]
            left = sum(own) if own else None
        return "" if left is None else f"本机号段剩余 {left} 个"

    def issue(self) -> None:
        """Issue the paper: the number is drawn, the form frozen. What still stands in the way is shown at its field."""
        if self._issuing or self.delivery is not None:
            return
        self.form.ask_for_all()
        judgement = self.form.judgement
        if judgement.beyond_simple:
            self._refuse(RuleError([each for each in judgement.must_mend if each.where in BEYOND_PLACES]))
        elif judgement.must_mend or judgement.draft is None:
            self.form.go_to_first()
        else:
            self._set_issuing(True)
            work = partial(self._issue_now, judgement.draft)
            self._desk.perform(work, owner=self, then=self._on_issued, refused=self._refuse, title=NOT_ISSUED)

    def _issue_now(self, draft: OnTheSpotDraft, *, actor: str, now: datetime) -> Issued:
        """In the database's thread; the button comes back whatever becomes of it."""
        try:
            return issue_on_the_spot(self._desk.session, draft, actor=actor, now=now)
        finally:
            self._attempted.emit()

    def _set_issuing(self, on: bool) -> None:
        self._issuing = on
        self._issue.setEnabled(not on)

    def _refuse(self, error: RuleError) -> None:
        """The law bars it: said in a dialog, with the general procedure as the way out where that is one."""
        ways = []
        if self.form.judgement.beyond_simple:
            ways.append(WayOut(LEAD, "普通程序", "已填写的内容存为线索，随后立案调查", TRANSFER, primary=True))
        if BlockedDialog(refusal_of(error, NOT_ISSUED, ways), self.window()).ask() == LEAD:
            self.transfer()
        else:
            self.form.go_to_first()

    def _on_issued(self, issued: Issued) -> None:
        self.form.remember_place()
        set_waiting(self._desk, self._stream, issued.change.case_id, issued.document.id)
        self._keeping.end()
        if self._await_delivery(issued.change.case_id, issued.document.id) and self.delivery is not None:
            self.delivery.print_at_once()

    def _await_delivery(self, case_id: str, document_id: str) -> bool:
        """Show the paper that waits for delivery; False where it no longer does."""
        try:
            panel = DeliveryPanel(self._desk, case_id, document_id)
        except (KeyError, StorageError):
            set_waiting(self._desk, self._stream)
            return False
        if not panel.still_waits:
            set_waiting(self._desk, self._stream)
            panel.deleteLater()
            return False
        self.delivery = panel
        panel.delivered.connect(self._on_delivered)
        panel.cancelled.connect(self._on_cancelled)
        self._stack.addWidget(panel)
        self._stack.setCurrentWidget(panel)
        for part in (self._restored, self._mend, self._look):
            part.hide()
        set_text(self._note, panel.document.number)
        self.setWindowTitle(f"{TITLE}：{panel.document.number}")
        return True

    def _on_delivered(self, change: CaseChange) -> None:
        set_waiting(self._desk, self._stream)
        self._leave_for(change.case_id, "当场处罚决定书已交付")

    def _leave_for(self, case_id: str, words: str) -> None:
        window = self._desk.window
        window.say(words)
        window.open_case(case_id)
        window.close_case(self._stream)

    def _on_cancelled(self, change: CaseChange) -> None:
        """Back to the form with everything typed, to issue a new paper; without it to the case."""
        set_waiting(self._desk, self._stream)
        panel, self.delivery = self.delivery, None
        if panel is None or not self.form.touched():
            self._leave_for(change.case_id, "文书已作废，号码留在登记簿")
            return
        self._stack.setCurrentWidget(self._form_page)
        self._stack.removeWidget(panel)
        panel.deleteLater()
        self._keeping.begin_again()
        self._desk.window.say("文书已作废，号码留在登记簿")
        self.form.renew()
        self.save()

    def transfer(self) -> None:
        """Keep the matter as a lead for the general procedure; nothing typed is lost."""
        draft = self.form.judgement.draft
        if draft is None or not draft.party.name:
            self.form.ask_for_all()
            self.form.go_to_first()
            return
        work = partial(open_case, self._desk.session, lead_of(draft))
        self._desk.perform(work, owner=self, then=self._on_transferred, title="线索没有存下来")

    def _on_transferred(self, change: CaseChange) -> None:
        self._keeping.end()
        self._leave_for(change.case_id, "已存为线索")
