"""A step on its way to being recorded: its form with its paper, what the rules object to, the recording itself."""

from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from forms.derived_records import form_titles
from models.casefile import Backfill
from models.matters import MatterFile
from models.queries.journal import is_backfilled
from procedures.case import Act
from procedures.filing import filings
from procedures.objections import objections_to
from procedures.problems import Problem
from ui.desk import Desk
from ui.dialogs.reason import Reason, ReasonDialog, backfill
from ui.pages.case.draft_names import FILING
from ui.pages.case.keeping import keep_draft, kept_draft, open_dialog
from ui.pages.case.plans import forget_plan
from ui.pages.case.words import doubt_of
from ui.pages.filing.begun import base_of, begun_with
from ui.pages.filing.content import Content, names_of, stream_of
from ui.pages.filing.panel_page import PanelPage
from ui.pages.filing.recording import record_matter_step, record_step, told_act
from ui.pages.filing.step_form import StepForm
from ui.pages.filing.steps import CORRECTED, FILED, OBJECTED, step_of
from ui.pages.filing.words import short_name
from ui.widgets.buttons import button
from ui.widgets.field_editors import EditorContext, Option
from ui.widgets.glyphs import State, StateGlyph
from ui.widgets.layout import clear, column, frame, row
from ui.widgets.text import Elided, text

PAUSE_MS = 200
PLANNED = "planned"
INCOMPLETE = "登记为不完整报送"
# What the form says by itself: what is left empty, what is not handed in.
SAID = frozenset({"left_empty", "filing_incomplete"})
WITH_PAPER = (CORRECTED, OBJECTED)


class StepPage(PanelPage):
    """One step of one filing."""

    def __init__(self, desk: Desk, content: Content, kind: str) -> None:
        super().__init__()
        self._desk, self._content = desk, content
        self.step = step_of(kind, content.line)
        self.action, self.article = self.step.action, self.step.article
        self._draft = f"{FILING}{kind}/{content.line.decision}/{content.line.recipient}"
        context = EditorContext(desk.today())
        self.form = StepForm(self.step, content.line, context, begun_with(content, kind, desk.today()))
        self.form.take_draft(kept_draft(desk, stream_of(content.line), self._draft))
        head = frame(row(text(self.step.action, "heading"), None))
        stack = column(head, gap=8, margins=(18, 12, 16, 12))
        self._report = column(gap=0)
        stack.addLayout(self._report)
        stack.addWidget(self.form, 1)
        self.setLayout(stack)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.look)
        self.form.changed.connect(self._pause.start)
        self.form.edited.connect(self._keep)
        self.form.submitted.connect(self.record)
        self.form.left.connect(self.left)
        self.take(content)

    def begin(self) -> None:
        self.form.form.go_to("on")

    def take(self, content: Content) -> None:
        self._content = content
        clear(self._report)
        if self.step.kind in WITH_PAPER:
            self._report.addWidget(self._paper(self.step.kind))
        self.look()

    def act(self) -> Act:
        """The act as it would be recorded now."""
        base = base_of(self._content, self.step.kind, self._desk.today())
        return told_act(base, self.form.form.values())

    def look(self) -> None:
        """Show what the rules object to in what is typed."""
        self.form.show_objections(self._objections() if not self.form.form.own_problems() else ())
        action = INCOMPLETE if self.form.lacking() else self.step.action
        if action != self.action:
            self.action = action
            self.renamed.emit()

    def record(self) -> None:
        if not self.form.try_it():
            self.look()
            return
        if self._content.matter is not None:
            self._store_matter(self._content.matter)
            return
        act = self.act()
        if is_backfilled(act.on, self._desk.now(), self._desk.session.rulebook.calendar):
            self._ask_reason(act)
        else:
            self._store(act, None)

    def save(self) -> None:
        self.form.form.flush()

    def _objections(self) -> list[Problem]:
        opened = self._content.opened
        if opened is None:
            return []
        act, rules = self.act(), self._desk.session.rulebook
        asked = act if act.id else replace(act, id=PLANNED)
        found = objections_to(opened.case, asked, rules, self._desk.today())
        gates = rules.gates
        told = [each for each in found if each.rule not in gates or gates[each.rule].predicate not in SAID]
        made = []
        for each in told:
            doubt = doubt_of(each.certainty)
            basis = f"{each.basis}（待确认：{doubt}）" if doubt else each.basis
            where = "on" if each.rule in rules.deadlines else each.field
            made.append(Problem(each.text, basis, each.remedy, where, "irregular"))
        return made

    def _paper(self, kind: str) -> QWidget:
        """The report that goes with the step, and the way to it."""
        paper = self._content.report(kind)
        title = form_titles().get(self.step.paper, "报告")
        state, note = (State.DONE, f"{paper.number} 已签发") if paper else (State.OPEN, "还没有制作")
        words = column(Elided(title, "small", "ink"), text(note, "caption"), gap=0)
        link = button("预览" if paper else "制作", "link", small=True, then=lambda: self.paper_asked.emit(kind))
        line = row(column(3, StateGlyph(state), None, gap=0), gap=8)
        line.addLayout(words, 1)
        line.addWidget(link)
        return frame(line)

    def _keep(self) -> None:
        keep_draft(self._desk, stream_of(self._content.line), self._draft, self.form.form.draft(), self)

    def _ask_reason(self, act: Act) -> None:
        people = tuple(
            Option(each, name) for each, name in names_of(self._desk, self._content.opened) if each != self._desk.actor
        )
        why = f"{act.on} 的事到 {self._desk.today()} 才登记，超过一个工作日。"
        why += "须写明理由，由第二名人员确认；登记后一直带“补录”标记。"
        facts = [("日期", f"{act.on}"), ("备案机关", self._content.line.recipient_name)]
        dialog = ReasonDialog(backfill(self._what(), why, people, facts), self.window())
        dialog.answered.connect(lambda reason: self._on_reason(act, reason))
        open_dialog(dialog)

    def _on_reason(self, act: Act, reason: Reason) -> None:
        self._store(act, Backfill(reason.text, reason.second_person))

    def _store(self, act: Act, told: Backfill | None) -> None:
        session, opened, scan = self._desk.session, self._content.opened, self.form.given()
        assert opened is not None
        self._desk.perform(
            lambda *, actor, now: record_step(session, opened, act, scan, told, actor=actor, now=now),
            owner=self,
            then=lambda _change: self._on_stored(),
            title=f"“{self._what()}”没有登记上",
        )

    def _store_matter(self, matter: MatterFile) -> None:
        session, line, scan = self._desk.session, self._content.line, self.form.given()
        values, kind = self.form.form.values(), self.step.kind
        self._desk.perform(
            lambda *, actor, now: record_matter_step(session, matter, line, kind, values, scan, actor=actor, now=now),
            owner=self,
            then=lambda _change: self._on_stored(),
            title=f"“{self._what()}”没有登记上",
        )

    def _what(self) -> str:
        return self.step.action.removeprefix("登记").removeprefix("已")

    def _on_stored(self) -> None:
        keep_draft(self._desk, stream_of(self._content.line), self._draft, {}, self)
        plan, opened = self._content.plan(self.step.kind), self._content.opened
        if plan is not None and opened is not None:
            forget_plan(self._desk, opened, plan.act.id, self)
        self.recorded.emit(self._done_words())

    def _done_words(self) -> str:
        """What was done, for whom; with the last of several recipients, that all have it and whether in time."""
        line, opened = self._content.line, self._content.opened
        done = self._what() if not self.form.lacking() else INCOMPLETE.removeprefix("登记")
        words = f"已登记{done}：{short_name(line)} → {line.recipient_name}"
        if self.step.kind != FILED or self.form.lacking() or opened is None:
            return words
        clocks = [state.clock for state in opened.assessment.deadlines]
        others = [
            each
            for each in filings(opened.view, clocks)
            if (each.decision, each.party) == (line.decision, line.party) and each.recipient != line.recipient
        ]
        if not others or any(each.is_owed for each in others):
            return words
        late = self.act().on > line.due or any((each.complete_on or line.due) > each.clock.due for each in others)
        count = "两" if len(others) == 1 else f" {len(others) + 1} "
        return f"{words}；{count}处都已报送" + ("" if late else "，按期")
