"""新案: a lead with its party and offence in a tab of its own; stored, it is a case of the general procedure."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from models.operations.cases import open_case
from models.operations.unit import CaseChange
from procedures.case import Case
from procedures.zone import CHINA
from ui.changes import Changes, changes
from ui.desk import Desk
from ui.pages.intake.keeping import Keeping
from ui.pages.lead.form import LeadForm
from ui.pages.page import Page
from ui.widgets.buttons import button
from ui.widgets.layout import column, frame, row
from ui.widgets.surfaces import footer
from ui.widgets.text import Elided, pill, set_text, text

PAGE, TITLE, STORE = "lead", "新案", "存为线索"
MOST_NAMED = 4


class LeadPage(Page):
    """One lead from the first word to the case; `draft_stream` is also the id of its tab."""

    _attempted = Signal()

    def __init__(self, desk: Desk, draft_stream: str) -> None:
        super().__init__()
        self._desk, self._stream = desk, draft_stream
        self._keeping = Keeping(desk, draft_stream, PAGE, self)
        self._storing = False
        self.form = LeadForm(desk)
        self._told = Elided("", "small", "soft")
        self._store = button(STORE, "primary", then=self.store)
        self._store.setToolTip(f"{STORE}，进入立案（Ctrl+Enter）")
        foot = footer(self._told, None, self._store)
        stack = column(self._header(), gap=0)
        stack.addWidget(self.form, 1)
        stack.addWidget(foot)
        self.setLayout(stack)
        self.setWindowTitle(TITLE)
        self.form.judged.connect(self._on_judged)
        self.form.edited.connect(self.save)
        self.form.submitted.connect(self.store)
        self._attempted.connect(lambda: self._set_storing(False))
        changes.happened.connect(self._on_changes)
        self._begin()

    def store(self) -> None:
        """Record the lead as a new case; what still stands in the way is shown at its field."""
        self.form.ask_for_all()
        case = self.form.judgement.case
        if self.form.judgement.must_mend or case is None:
            self.form.go_to_first()
            return
        if self._storing:
            return
        self._set_storing(True)
        work = partial(self._store_now, case)
        self._desk.perform(work, owner=self, then=self._on_stored, title="线索没有存下来")

    def refresh(self) -> None:
        """Look at the page again: another day may have begun."""
        self.form.renew()

    def save(self) -> None:
        """Keep what is typed."""
        if not self.form.sheet.composing() and self.form.touched():
            self._keeping.save(self.form.content())

    def panels(self) -> Sequence[QWidget]:
        """The form and the legal panel."""
        return (self.form.sheet, self.form.panel)

    def _header(self) -> QFrame:
        self._note = Elided("", "small", "faint")
        self._restored = pill("", "accent")
        self._restored.hide()
        line = row(text(TITLE, "title"), gap=12, margins=(24, 0, 20, 0))
        line.addWidget(self._note, 1)
        line.addWidget(self._restored)
        line.addWidget(button("当场处罚", icon="new", then=self._desk.new_on_the_spot))
        return frame(line, "page-header")

    def _begin(self) -> None:
        kept = self._keeping.stored()
        if kept is not None:
            self.form.restore(kept.content)
            at = kept.saved_at.astimezone(CHINA)
            day = "" if at.date() == self._desk.today() else f"{at:%m-%d} "
            set_text(self._restored, f"已恢复 {day}{at:%H:%M} 的草稿")
            self._restored.show()
        self._on_judged()

    def _on_changes(self, told: Changes) -> None:
        if told.office:
            self.form.renew()

    def _on_judged(self) -> None:
        judgement = self.form.judgement
        names = list(dict.fromkeys(filter(None, (self.form.label(each.where) for each in judgement.must_mend))))
        more = f"等 {len(names)} 项" if len(names) > MOST_NAMED else ""
        wanting = f"还差：{'、'.join(names[:MOST_NAMED])}{more}"
        set_text(self._told, wanting if names else "存为线索后进入立案；其余可以立案后补")
        clock = judgement.opening
        latest = f"收到当天即可立案，最迟 {clock.due:%m-%d}（{clock.length} 个工作日）" if clock else ""
        set_text(self._note, latest)
        name = self.form.sheet.values().get("name") or ""
        title = f"{TITLE}：{name}" if name else TITLE
        if title != self.windowTitle():
            self.setWindowTitle(title)

    def _store_now(self, case: Case, *, actor: str, now: datetime) -> CaseChange:
        """In the database's thread; the button comes back whatever becomes of it."""
        try:
            return open_case(self._desk.session, case, actor=actor, now=now)
        finally:
            self._attempted.emit()

    def _set_storing(self, on: bool) -> None:
        self._storing = on
        self._store.setEnabled(not on)

    def _on_stored(self, change: CaseChange) -> None:
        self._keeping.end()
        window = self._desk.window
        window.say("线索已登记，下一步：立案")
        window.open_case(change.case_id)
        window.close_case(self._stream)
