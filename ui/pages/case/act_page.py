"""The page of an act that is about to be recorded: fields filled with what is known, objections live, one button."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from forms.schema import Form
from models.casefile import Backfill
from models.operations.cases import record_act
from models.operations.unit import CaseChange
from models.queries.journal import is_backfilled
from models.queries.office import officers as registered_officers
from procedures.case import Act, Document
from procedures.kinds import kinds
from procedures.objections import Objection, blocking, objections_to
from procedures.problems import Problem
from procedures.stages import Step
from ui.desk import Desk
from ui.dialogs.reason import Reason, ReasonDialog, backfill
from ui.pages.case.act_context import editor_context
from ui.pages.case.act_fields import (
    ASKED_WHEN,
    OUTSIDE_NUMBER,
    Read,
    act_fields,
    is_asked_for,
    missing_reminders,
    outside_field,
    read_act,
)
from ui.pages.case.act_known import known_of
from ui.pages.case.act_live import live
from ui.pages.case.act_notes import Live, Note
from ui.pages.case.act_top import ActTop
from ui.pages.case.act_words import action_of, title_of
from ui.pages.case.draft_names import ACT
from ui.pages.case.filling import only_party
from ui.pages.case.keeping import keep_draft, kept_draft, open_dialog
from ui.pages.case.moved_days import moved_days
from ui.pages.case.opened import OpenedCase
from ui.pages.case.plans import Plan, forget_plan, keep_plan, plan_for
from ui.pages.case.words import doubt_of
from ui.widgets.buttons import button
from ui.widgets.field_editors import Option
from ui.widgets.form_page import FormPage
from ui.widgets.layout import column, frame, scroll
from ui.widgets.painted import Picture
from ui.widgets.surfaces import footer
from ui.widgets.text import Elided, set_text

ITEMS, PARTY = "items", "party"
# The proof that a paper was handed over is made once it has been.
PROOF_OF_SERVICE = "33"
PLANNED = "planned"
ALREADY_DONE = "已经这样办了的，如实补记，异议留在案卷里；"
LEFT_EMPTY, PAPER, DECIDED = "left_empty", "paper", "decision_made"


class ActPage(QWidget):
    """Asks for one act and records it.

    `recorded` carries the id of its kind, `paper_asked` form and act of a paper that comes first, `paper_shown` an
    issued paper, `kind_chosen` another kind of act that does the same step, `party_chosen` another party, for whom the
    page is made anew, `done_asked` asks for what is recorded of it already. `party` is the one the act is about,
    `paper` the issued paper whose service it is.
    """

    recorded = Signal(str)
    party_chosen = Signal(str)
    paper_asked = Signal(str, object)
    paper_shown = Signal(str)
    kind_chosen = Signal(str)
    done_asked = Signal()

    def __init__(
        self,
        desk: Desk,
        opened: OpenedCase,
        kind: str,
        step: Step | None = None,
        party: str = "",
        plan: Plan | None = None,
        paper: str = "",
    ) -> None:
        super().__init__()
        self._desk, self._opened = desk, opened
        self.kind = kinds()[kind]
        self._party = party or (step.party if step else "") or opened.party or only_party(opened.case)
        self._plan = plan or plan_for(desk, opened, kind, self._party)
        self._known = known_of(kind, opened, self._party, self._plan, step.id if step else "", paper)
        self._does = self._is_done_here() or self._is_decided_elsewhere()
        self._forbidden: tuple[Objection, ...] = ()
        self._tried = False
        self._typed: set[str] = set()
        now = self._known.filling
        self._fields = act_fields(now, self._known.hidden)
        outside = outside_field(now) if not (self._plan and self._plan.papers) else None
        self.form = FormPage((*self._fields, *([outside] if outside else [])), editor_context(desk, opened, now))
        self._keys = frozenset(self.form.keys())
        self.top = ActTop(kind, step, self._plan, self._recorded(step))
        self._lay()
        self._fill()
        self.form.changed.connect(self._on_changed)
        self.form.edited.connect(self._keep)
        self.form.submitted.connect(self.record)
        self.top.kind_chosen.connect(self.kind_chosen)
        self.top.paper_shown.connect(self.paper_shown)
        self.top.done_asked.connect(self.done_asked)
        self._look()

    def _lay(self) -> None:
        inner = column(self.top, *self._above(), gap=8, margins=(20, 12, 20, 12))
        inner.addWidget(self.form, 1)
        for part in self._below():
            inner.addWidget(part)
        self._told = Elided("", "small", "soft")
        self._told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._told_mark = Picture("info", 16, "soft")
        self.record_button = button(action_of(self.kind.kind), "primary", then=self.record)
        self._paper = button("制作文书", icon="document", then=self._ask_paper)
        self._paper.setVisible(bool(self._forms()))
        foot = footer(self._told_mark, self._told, self._paper, self.record_button)
        self._area = scroll(frame(inner))
        stack = column(gap=0)
        stack.addWidget(self._area, 1)
        stack.addWidget(foot)
        self.setLayout(stack)

    def _above(self) -> Sequence[QWidget]:
        """What a kind of act asks for before its fields."""
        return ()

    def _below(self) -> Sequence[QWidget]:
        """What a kind of act asks for after its fields."""
        return ()

    def beside(self) -> QWidget | None:
        """What a kind of act lets stand at the right of the case while its page is open."""
        return None

    def _is_done_here(self) -> bool:
        """Whether recording is what does the act: where no paper of its own does it."""
        return all(form.id == PROOF_OF_SERVICE for form in self._forms_of_kind())

    def _is_decided_elsewhere(self) -> bool:
        """Whether it is a decision without a paper issued here, which would have been checked when it was issued."""
        return self.kind.kind == DECIDED and not (self._plan and self._plan.papers)

    def _recorded(self, step: Step | None) -> tuple[Act, ...]:
        """What is recorded of the step already."""
        done = [act for act in self._opened.case.live_acts() if step is not None and step.takes(act)]
        return tuple(act for act in done if self._opened.view.concerns(act, self._party))

    @property
    def draft_page(self) -> str:
        """The name under which the draft is kept."""
        return "/".join(part for part in (f"{ACT}{self.kind.kind}", self._party) if part)

    def update_case(self, opened: OpenedCase) -> None:
        """Go on with what is typed on top of a newer state of the case."""
        self._opened = opened
        self._look()

    def save(self) -> None:
        """Save what is typed, at once."""
        self.form.flush()

    def take_goods(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Let the act list these goods, in place of those it listed."""
        if ITEMS in self._keys - self._known.locked:
            self.form.set_values({ITEMS: rows})
            self.form.box(ITEMS).editor.changed.emit()
            self.form.go_to(ITEMS)

    def act(self) -> Act | None:
        """The act as it would be recorded; None while something is wanting."""
        return self._read(self.form.values()).act

    def _read(self, values: Mapping[str, Any]) -> Read:
        """What the page says; the service of another paper than the one proposed is not about that one's act."""
        base = self._known.base
        if PAPER in values and values[PAPER] != self._known.values.get(PAPER):
            base = replace(base, ref="")
        read = read_act(self.kind, values, self._fields, base, self._opened.today)
        number = values.get(OUTSIDE_NUMBER) if self._is_past(values.get("on")) else None
        if read.act is None or not number:
            return read
        forms = self._desk.session.forms.forms_for(read.act)
        form = next((each.id for each in forms if each.number), "")
        return Read(replace(read.act, document=Document(form, number, read.act.on)), ()) if form else read

    def _is_past(self, on: Any) -> bool:
        """Whether an act of this day is recorded after the event, so that its paper may have been made elsewhere."""
        return isinstance(on, date) and is_backfilled(on, self._desk.now(), self._desk.session.rulebook.calendar)

    def record(self) -> None:
        """Record the act, after a reason and a second person where it is long past."""
        self._tried = True
        act = self._looked_at()
        if act is None:
            self.form.go_to_problem()
        elif self._is_past(act.on):
            self._ask_reason(act, f"{act.on} 的行为到 {self._opened.today} 才登记，超过一个工作日。")
        elif self._forbidden:
            self._ask_reason(act, f"{self._forbidden[0].text}（{self._forbidden[0].basis}）。{ALREADY_DONE}")
        else:
            self._store(act, None)

    def _fill(self) -> None:
        self.form.set_values(self._known.values, self._known.sources)
        for key in self._known.locked & self._keys:
            self.form.box(key).editor.set_read_only(True)
        kept = kept_draft(self._desk, self._opened.stream, self.draft_page)
        typed = {key: value for key, value in kept.items() if key in self._keys - self._known.locked}
        if typed:
            self._typed |= typed.keys()
            self.form.set_draft(typed)
            self.top.set_state("草稿，已恢复")

    def _keep(self) -> None:
        keep_draft(self._desk, self._opened.stream, self.draft_page, self._draft(), self)
        self.top.set_state("草稿，已保存")

    def _draft(self) -> Mapping[str, Any]:
        return self.form.draft()

    def _on_changed(self, key: str) -> None:
        party = self.form.values().get(PARTY) if key == PARTY else None
        if party and self._party and party != self._party:
            self.form.set_values({PARTY: self._party})
            self.party_chosen.emit(party)
            return
        self._typed.add(key)
        self._look()

    def _look(self) -> None:
        self._looked_at()

    def _follow(self) -> tuple[Note, ...]:
        """Renew what follows from other fields, as long as the officer has not typed it; what is told above them."""
        values = self.form.values()
        found: Live = live(self._known.filling, values)
        for key, (value, source) in found.values.items():
            if key in self._keys - self._typed - self._known.locked and values[key] != value:
                self.form.set_values({key: value}, {key: source})
        return found.notes

    def _looked_at(self) -> Act | None:
        """Show what is wanting and what the rules object to; the act where it can be recorded."""
        notes = self._follow()
        values = self.form.values()
        if OUTSIDE_NUMBER in self._keys:
            self.form.box(OUTSIDE_NUMBER).setVisible(self._is_past(values["on"]))
        for key in ASKED_WHEN.keys() & self._keys:
            self.form.box(key).setVisible(is_asked_for(key, values))
        read = self._read(values)
        moved = moved_days(self._opened, replace(read.act, id=read.act.id or PLANNED)) if read.act else ()
        self.top.show_notes([*notes, *(Note(f"{label}：{words}") for label, words in moved)])
        own = self.form.own_problems()
        named = {problem.where for problem in own}
        wanting = [problem for problem in read.problems if problem.where not in named]
        found: list[Problem] = []
        self._forbidden = ()
        if read.act is not None and not own:
            asked = read.act if read.act.id else replace(read.act, id=PLANNED)
            rules, today = self._desk.session.rulebook, self._opened.today
            objections = objections_to(self._opened.case, asked, rules, today, issuing=self._does)
            self._forbidden = blocking(objections) if self._does else ()
            found = [self._as_problem(each) for each in objections if not self._is_gap(each)]
            found += missing_reminders(self.kind, read.act, self._fields) if self._typed or self._tried else ()
        shown = wanting if self._tried else [each for each in wanting if values.get(each.where) is not None]
        self.form.set_problems([*shown, *(each for each in found if each.where in self._keys)])
        self.top.show_objections([each for each in found if each.where not in self._keys])
        self._tell([*own, *wanting], len(found))
        return read.act if not own else None

    def _is_gap(self, found: Objection) -> bool:
        """Whether it only tells of what is left empty: the page says so at each field."""
        gate = self._desk.session.rulebook.gates.get(found.rule)
        return gate is not None and gate.predicate == LEFT_EMPTY

    def _as_problem(self, found: Objection) -> Problem:
        """An objection as something to look at: recording is never refused."""
        rules = self._desk.session.rulebook
        where = "on" if found.rule in rules.deadlines else found.field
        doubt = doubt_of(found.certainty)
        basis = f"{found.basis}（待确认：{doubt}）" if doubt else found.basis
        return Problem(found.text, basis, found.remedy, where, "irregular")

    def _tell(self, mend: Sequence[Problem], look: int) -> None:
        self.top.set_counts(len(mend) if self._tried else 0, look)
        self.record_button.setEnabled(not mend)
        self._paper.setEnabled(not mend)
        if mend:
            words, icon, tone = f"还不能登记：{'；'.join(problem.text for problem in mend)}", "info", "soft"
        elif self._forbidden:
            words, icon, tone = f"现在不能这样办。{ALREADY_DONE}须写明理由", "blocked", "red"
        elif look:
            words, icon, tone = f"有 {look} 处提醒，仍可如实登记，提醒留在案卷里", "warning", "amber"
        else:
            words, icon, tone = "登记后记入办案日志，不能改，只能作废更正", "info", "soft"
        set_text(self._told, words)
        self._told_mark.set_icon(icon, tone)

    def _ask_reason(self, act: Act, why: str) -> None:
        known = {each.officer.id: each.officer.name for each in registered_officers(self._desk.session)}
        known |= {officer.id: officer.name for officer in self._opened.case.officers}
        people = tuple(Option(each, name) for each, name in known.items() if each != self._desk.actor)
        why = f"{why}须写明理由，由第二名人员确认；登记后一直带“补录”标记。"
        title = title_of(self.kind.kind)
        dialog = ReasonDialog(backfill(title, why, people, [("日期", f"{act.on}"), ("行为", title)]), self.window())
        dialog.answered.connect(lambda reason: self._on_reason(act, reason))
        open_dialog(dialog)

    def _on_reason(self, act: Act, reason: Reason) -> None:
        self._store(act, Backfill(reason.text, reason.second_person))

    def _store(self, act: Act, told: Backfill | None) -> None:
        session, opened = self._desk.session, self._opened
        self._desk.perform(
            lambda *, actor, now: record_act(
                session, opened.case_id, opened.seen, act, actor=actor, now=now, backfill=told
            ),
            owner=self,
            then=self._on_stored,
            title="这条记载没有登记上",
        )

    def _on_stored(self, _change: CaseChange) -> None:
        keep_draft(self._desk, self._opened.stream, self.draft_page, {}, self)
        if self._plan is not None:
            forget_plan(self._desk, self._opened, self._plan.act.id, self)
        self.recorded.emit(self.kind.kind)

    def _forms(self) -> tuple[Form, ...]:
        """The forms that can be made before the act is recorded: those of its kind, without what only proves it."""
        act = self.act()
        day = self._opened.today
        forms = self._desk.session.forms
        found = forms.forms_for(act) if act is not None else forms.forms_of(self.kind.kind, day)
        made = {paper.form for paper in self._plan.papers} if self._plan else set()
        return tuple(form for form in found if form.id != PROOF_OF_SERVICE and form.id not in made)

    def _forms_of_kind(self) -> tuple[Form, ...]:
        """The forms of the kind of act."""
        return self._desk.session.forms.forms_of(self.kind.kind, self._opened.today)

    def _ask_paper(self) -> None:
        act, offered = self._looked_at(), self._forms()
        if act is None or not offered:
            return
        if len(offered) == 1:
            self.make_paper(offered[0].id)
            return
        menu = QMenu(self)
        for form in offered:
            menu.addAction(f"{form.title}（格式 {form.id}）", partial(self.make_paper, form.id))
        menu.popup(self._paper.mapToGlobal(self._paper.rect().topLeft()))

    def make_paper(self, form_id: str) -> None:
        """Keep the act as planned and go to one of its papers."""
        act = self._looked_at()
        if act is None:
            return
        self.save()
        planned = keep_plan(self._desk, self._opened, act, self)
        if planned.id:
            self._known = replace(self._known, base=replace(self._known.base, id=planned.id))
            self._plan = self._plan or Plan(planned)
        self.paper_asked.emit(form_id, planned)
