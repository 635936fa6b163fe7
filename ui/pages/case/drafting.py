"""A paper that is being drafted: the form page, the preview, the drafting check, and 签发."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from forms.facts import owner_label
from forms.prepare import Prepared
from forms.schema import Form, FormField
from models.operations.documents import Issued, issue_document, preview_values
from models.queries.evidence import shown_bytes
from procedures.case import Act, Case
from procedures.objections import Objection, blocking, objections_to
from procedures.problems import Problem, RuleError
from ui import tasks
from ui.desk import Desk
from ui.pages.case.act_context import editor_context
from ui.pages.case.check_panel import CheckPanel
from ui.pages.case.goods.sourcing import CaseGoods
from ui.pages.case.keeping import keep_draft, kept_draft, tell_refusal
from ui.pages.case.marks import Drawn, draw_preview
from ui.pages.case.opened import OpenedCase
from ui.pages.case.owners import PLACES, is_writable, write_fact
from ui.pages.case.paper_items import PaperItem, key_of
from ui.widgets.buttons import Segments
from ui.widgets.fields import Ways
from ui.widgets.form_page import FormPage
from ui.widgets.glyphs import State, StateTag
from ui.widgets.layout import column, frame, row, scroll
from ui.widgets.paper import Paper
from ui.widgets.text import text

BOTH_FROM = 1500
PAUSE_MS = 350
FILL, PREVIEW = 0, 1
EMPTY = (None, "", ())


class DraftPage(QWidget):
    """Fills one form for one act. `issued` carries the id of the paper that was made."""

    issued = Signal(str)

    def __init__(self, desk: Desk, opened: OpenedCase, item: PaperItem) -> None:
        super().__init__()
        assert item.form is not None and item.act is not None
        self._desk, self._opened = desk, opened
        self.paper_form: Form = item.form
        self.act: Act = item.act
        self.key = key_of(item.form.id, item.act.id)
        self._fields = {field.key: field for field in _shown_fields(item.form, opened.case)}
        self._edited: dict[str, Any] = {}
        self._offered: set[str] = set()
        self._refused: tuple[Problem, ...] = ()
        self._unlawful = self._barred()
        self._prepared: Prepared | None = None
        self._wanted = 0
        goods = CaseGoods(opened, item.act.kind, lambda: self.act.ref)
        context = replace(editor_context(desk, opened), parties=(), goods=goods)
        self.form = FormPage(tuple(self._fields.values()), context)
        self.check = CheckPanel()
        self.paper = Paper(left=frame(row(StateTag(State.DRAFT, "草稿预览"), gap=0)))
        self._tabs = Segments(("填写", "预览"), keys=False)
        self._lay(item.title)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._draw)
        self._fill_draft()
        self._wire()
        self._look()
        self._draw()

    def _lay(self, title: str) -> None:
        head = row(text(title, "heading"), None, self._tabs, gap=10, margins=(20, 6, 16, 0))
        self._area = scroll(frame(column(self.form, gap=8, margins=(20, 12, 20, 12))))
        both = row(gap=0)
        both.addWidget(self._area, 1)
        both.addWidget(self.paper, 1)
        middle = column(frame(head, "header"), gap=0)
        middle.addLayout(both, 1)
        whole = row(gap=0)
        whole.addLayout(middle, 1)
        whole.addWidget(self.check)
        self.setLayout(whole)

    def _wire(self) -> None:
        self._tabs.chosen.connect(lambda _number: self._show_part())
        self.form.changed.connect(self._on_changed)
        self.form.edited.connect(self._keep)
        self.form.submitted.connect(self.issue)
        self.form.source_asked.connect(self._go_to_source)
        self.check.problem_asked.connect(self.go_to)
        self.check.issue_asked.connect(self.issue)
        self._show_part()

    def update_case(self, opened: OpenedCase) -> None:
        """Go on with what is typed on top of a newer state of the case."""
        self._opened = opened
        self._unlawful = self._barred()
        self._edited.clear()
        self._look()
        self._pause.start()

    def _barred(self) -> tuple[Problem, ...]:
        """What the law says against issuing this paper now, whatever is filled in."""
        opened, act = self._opened, self.act if self.act.id else replace(self.act, id="planned")
        found = objections_to(opened.case, act, self._desk.session.rulebook, self._desk.today(), issuing=True)
        return tuple(self._placed(each) for each in blocking(found, self.paper_form.id))

    def _placed(self, found: Objection) -> Problem:
        """An objection as a problem, at the field of the paper that takes the field of the act."""
        where = f"{self.act.kind}_{found.field}"
        return replace(found.problem(), where=where if where in self._fields else "")

    def save(self) -> None:
        """Save what is typed, at once."""
        self.form.flush()

    def own_values(self) -> dict[str, Any]:
        """What the officer typed for this paper alone; what was taken out on purpose is None."""
        values = self.form.values()
        typed = [key for key, field in self._fields.items() if field.own and not self.form.box(key).editor.filled()]
        return {key: values[key] for key in typed if values[key] is not None or key in self._offered}

    def issue(self) -> None:
        """Draw the number, freeze the paper; what still stands in the way is shown at its field."""
        self.form.flush()
        problems = self._look()
        stopping = [problem for problem in problems if problem.severity == "blocking"]
        if stopping:
            self.go_to(stopping[0].where)
            return
        session, opened, own = self._desk.session, self._opened, self.own_values()
        self._desk.perform(
            lambda *, actor, now: issue_document(
                session, opened.case_id, opened.seen, self.paper_form.id, self.act, own, actor=actor, now=now
            ),
            owner=self,
            then=self._on_issued,
            refused=self._on_refused,
            title="这份文书没有签发",
        )

    def go_to(self, key: str) -> None:
        """Put the keyboard into a field, or go to the owner of what it takes."""
        if key in self._fields:
            self._tabs.choose(FILL)
            self.form.go_to(key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_part()

    def _show_part(self) -> None:
        both = self.width() >= BOTH_FROM
        self._tabs.setVisible(not both)
        self._area.setVisible(both or self._tabs.current() == FILL)
        self.paper.setVisible(both or self._tabs.current() == PREVIEW)

    def _fill_draft(self) -> None:
        kept = kept_draft(self._desk, self._opened.stream, self.key)
        known = {key: value for key, value in kept.items() if key in self._fields and self._fields[key].own}
        self._prepared = self._prepare({})
        self._show_values(self._prepared, {})
        self.form.set_draft(known)

    def _prepare(self, own: Mapping[str, Any]) -> Prepared:
        return preview_values(self._desk.session, self._opened.case, self.act, self.paper_form.id, own)

    def _on_changed(self, key: str) -> None:
        field = self._fields[key]
        if field.fact and self._prepared is not None:
            value = self.form.values()[key]
            if _same(value, self._prepared.values.get(key)):
                self._edited.pop(key, None)
            else:
                self._edited[key] = value
        self._refused = ()
        self._look()
        self._pause.start()

    def _look(self) -> tuple[Problem, ...]:
        """Fill what the program knows, and show what is still to be mended."""
        own = self.own_values()
        self._prepared = self._prepare(own)
        self._show_values(self._prepared, own)
        typed = self.form.own_problems()
        named = {problem.where for problem in typed} | set(self._edited)
        found = [each for each in (*self._prepared.problems, *self._refused) if each.where not in named]
        changed = [self._changed_fact(key) for key in self._edited]
        problems = (*typed, *changed, *found, *self._unsaid(found))
        self.form.set_problems([*changed, *found], self._ways(problems))
        self.check.show_problems(problems, self._fields.keys())
        return problems

    def _unsaid(self, found: Sequence[Problem]) -> list[Problem]:
        """What the law says against the paper, without what the form already says of the same field of the act."""
        said = {problem.where for problem in found if problem.severity == "blocking"}
        return [each for each in self._unlawful if not each.where or each.where not in said]

    def _show_values(self, prepared: Prepared, own: Mapping[str, Any]) -> None:
        """Show what comes from elsewhere; what was typed here and what is being changed is left alone."""
        kept = own.keys() | self._edited.keys()
        shown = {key: prepared.values.get(key) for key in self._fields if key not in kept}
        self.form.set_values(shown, prepared.filled)
        self._offered |= {key for key, value in shown.items() if value not in EMPTY}

    def _changed_fact(self, key: str) -> Problem:
        field = self._fields[key]
        owner = owner_label(field.owner)
        told = f"改动还没有写入{owner}"
        remedy = f"写入后，本案的文书自 {self._desk.today()} 起都用新的内容；已签发的不变"
        return Problem(told, "", remedy, key)

    def _ways(self, problems: Sequence[Problem]) -> dict[str, Ways]:
        ways: dict[str, Ways] = {}
        for problem in problems:
            field = self._fields.get(problem.where)
            if field is None or not field.fact:
                continue
            key = problem.where
            if key in self._edited:
                write = (f"写入{owner_label(field.owner)}", partial(self._write, key))
                ways[key] = (write, ("恢复原来的", partial(self._restore, key)))
            elif field.owner in PLACES:
                ways[key] = ((f"到{owner_label(field.owner)}", partial(self._go_to_source, key)),)
        return ways

    def _write(self, key: str) -> None:
        session = self._desk.session
        write = write_fact(self._opened, self.act, self._fields[key], self._edited[key])
        self._desk.perform(lambda *, actor, now: write(session, actor, now), owner=self)

    def _restore(self, key: str) -> None:
        self._edited.pop(key, None)
        self._look()

    def _go_to_source(self, key: str) -> None:
        place = PLACES.get(self._fields[key].owner)
        if place is not None:
            self._desk.window.show_place(place)

    def _keep(self) -> None:
        kept = {key: value for key, value in self.form.draft().items() if self._fields[key].own}
        keep_draft(self._desk, self._opened.stream, self.key, kept, self)
        self.check.tell("草稿已保存")

    def _draw(self) -> None:
        """Draw the preview off the window's thread; only the newest is shown."""
        assert self._prepared is not None
        self._wanted += 1
        asked, form, prepared, problems = self._wanted, self.paper_form, self._prepared, self.check.problems()
        pictures = partial(shown_bytes, self._desk.session)

        def show(drawn: Drawn) -> None:
            if asked == self._wanted:
                self.paper.show_pdf(drawn.pdf, drawn.marks)
                self.check.number(drawn.numbered)

        tasks.run(
            lambda _progress: draw_preview(form, prepared, problems, pictures=pictures),
            then=show,
            owner=self,
            pool=tasks.Pool.RENDERING,
        )

    def _on_issued(self, made: Issued) -> None:
        keep_draft(self._desk, self._opened.stream, self.key, {}, self)
        self.issued.emit(made.document.id)
        self._desk.window.say(f"已签发《{made.document.title}》{made.document.number}")

    def _on_refused(self, error: RuleError) -> None:
        self._refused = tuple(problem for problem in error.problems if problem.where in self._fields)
        others = [problem for problem in error.problems if problem.where not in self._fields]
        self._look()
        if others:
            tell_refusal(RuleError(others), "这份文书现在不能签发", self)
        elif self._refused:
            self.go_to(self._refused[0].where)


def _shown_fields(form: Form, case: Case) -> list[FormField]:
    """The fields as the page asks for them: each fact once, and typed only where its owner can take it from here."""
    shown: list[FormField] = []
    facts: set[str] = set()
    for field in form.fields:
        if field.fact in facts or field.fact == "document.number":
            continue
        facts |= {field.fact} if field.fact else set()
        shown.append(replace(field, derived=not is_writable(field, case)) if field.fact else field)
    return shown


def _same(first: Any, second: Any) -> bool:
    return first == second or (first in EMPTY and second in EMPTY)
