"""The page of an act that is about to be recorded: fields filled with what is known, objections live, one button."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.casefile import Backfill
from models.operations.cases import record_act
from models.operations.unit import CaseChange
from models.queries.journal import is_backfilled
from models.queries.office import officers as registered_officers
from procedures.case import Act, Officer
from procedures.kinds import kinds
from procedures.objections import Objection, objections_to
from procedures.problems import Problem
from ui.desk import Desk
from ui.dialogs.reason import Reason, ReasonDialog, backfill
from ui.pages.case.act_fields import act_fields, missing_reminders, read_act
from ui.pages.case.act_known import action_of, known_of, title_of
from ui.pages.case.keeping import keep_draft, kept_draft, open_dialog
from ui.pages.case.opened import OpenedCase
from ui.pages.case.words import doubt_of
from ui.widgets.buttons import button
from ui.widgets.field_editors import EditorContext, Option
from ui.widgets.fields import objection
from ui.widgets.form_page import FormPage
from ui.widgets.glyphs import State, StateTag
from ui.widgets.layout import clear, column, frame, row, scroll
from ui.widgets.painted import Picture
from ui.widgets.surfaces import footer
from ui.widgets.text import Elided, pill, set_text, text

# The field at which the objection of a gate stands.
FIELD_OF: Mapping[str, str] = MappingProxyType(
    {
        "two_officers": "officers",
        "two_officers_inspection": "officers",
        "certificate": "officers",
        "certificate_inspection": "officers",
        "certificates_not_shown": "certificates_shown",
        "simple_fine_over_limit": "fine",
        "fine_above_told": "fine",
        "small_fine_exceeded": "collection_ground",
        "collected_without_ground": "collection_ground",
        "collection_ground_not_recorded": "collection_ground",
        "party_did_not_request": "collection_ground",
        "request_not_recorded": "collection_ground",
        "remedies_not_told": "remedies_told",
        "review_first_not_told": "review_first_told",
        "review_first_not_recorded": "review_first_told",
        "no_receipt": "receipt_no",
        "no_receipt_on_decision": "receipt_no",
        "collected_amount_differs": "amount",
        "handed_in_amount_differs": "amount",
        "banked_amount_differs": "amount",
        "limitation_passed": "on",
    }
)


def editor_context(desk: Desk, opened: OpenedCase) -> EditorContext:
    """What the editors of a case offer: its officers and those of the register, its people."""
    case = opened.case
    known = {each.officer.id: each.officer for each in registered_officers(desk.session, active_only=True)}
    known = {officer.id: officer for officer in case.officers} | known
    people = tuple(_officer_option(officer, opened) for officer in known.values())
    persons = [name for party in case.parties for name in (party.name, party.representative) if name]
    persons += [officer.name for officer in known.values()]
    return EditorContext(
        today=opened.today,
        officers=people,
        parties=tuple(Option(party.id, party.name) for party in case.parties),
        persons=tuple(dict.fromkeys(persons)),
    )


class ActPage(QWidget):
    """Asks for one act and records it. `recorded` carries the id of its kind, `paper_asked` an act that is planned."""

    recorded = Signal(str)
    paper_asked = Signal(object)

    def __init__(self, desk: Desk, opened: OpenedCase, kind: str, reason: str = "", basis: str = "") -> None:
        super().__init__()
        self._desk, self._opened = desk, opened
        self.kind = kinds()[kind]
        self._known = known_of(kind, opened)
        self._tried = False
        fields = act_fields(self.kind, opened, self._known.hidden)
        self._asked = {field.key: self.kind.keys[field.key] for field in fields}
        self._objections = column(gap=8)
        self.form = FormPage(fields, editor_context(desk, opened), first=[*_why(reason, basis), self._objections])
        self._state = StateTag(State.DRAFT, "还没有登记")
        self._counts = row(gap=6)
        head = row(text(title_of(kind), "heading"), self._state, None, self._counts, gap=10)
        inner = column(head, self.form, gap=8, margins=(20, 12, 20, 12))
        self._told = Elided("", "small", "soft")
        self._told_mark = Picture("info", 16, "soft")
        self.record_button = button(action_of(kind), "primary", then=self.record)
        self._paper = button("制作决定书", icon="document", then=self._ask_paper)
        self._paper.setVisible(kind == "on_the_spot_decision")
        foot = footer(self._told_mark, self._told, self._paper, self.record_button)
        self._area = scroll(frame(inner))
        stack = column(gap=0)
        stack.addWidget(self._area, 1)
        stack.addWidget(foot)
        self.setLayout(stack)
        self._fill()
        self.form.changed.connect(lambda _key: self._look())
        self.form.edited.connect(self._keep)
        self.form.submitted.connect(self.record)
        self._look()

    @property
    def draft_page(self) -> str:
        """The name under which the draft is kept."""
        return f"act/{self.kind.kind}"

    def update_case(self, opened: OpenedCase) -> None:
        """Go on with what is typed on top of a newer state of the case."""
        self._opened = opened
        self._look()

    def save(self) -> None:
        """Save what is typed, at once."""
        self.form.flush()

    def act(self) -> Act | None:
        """The act as it would be recorded; None while something is wanting."""
        return read_act(self.kind, self.form.values(), self._asked, self._known.base, self._opened.today).act

    def record(self) -> None:
        """Record the act, after a reason and a second person where it is long past."""
        self._tried = True
        act = self._looked_at()
        if act is None:
            self.form.go_to_problem()
        elif is_backfilled(act.on, self._desk.now(), self._desk.session.rulebook.calendar):
            self._ask_reason(act)
        else:
            self._store(act, None)

    def _fill(self) -> None:
        self.form.set_values(self._known.values, self._known.sources)
        kept = kept_draft(self._desk, self._opened.stream, self.draft_page)
        if kept:
            self.form.set_draft({key: value for key, value in kept.items() if key in self._asked})
            self._state.set_state(State.DRAFT, "草稿，已恢复")

    def _keep(self) -> None:
        keep_draft(self._desk, self._opened.stream, self.draft_page, self.form.draft(), self)
        self._state.set_state(State.DRAFT, "草稿，已保存")

    def _look(self) -> None:
        self._looked_at()

    def _looked_at(self) -> Act | None:
        """Show what is wanting and what the rules object to; the act where it can be recorded."""
        read = read_act(self.kind, self.form.values(), self._asked, self._known.base, self._opened.today)
        own = self.form.own_problems()
        named = {problem.where for problem in own}
        wanting = [problem for problem in read.problems if problem.where not in named]
        found: list[Problem] = []
        if read.act is not None and not own:
            asked = read.act if read.act.id else _with_working_id(read.act)
            objections = objections_to(self._opened.case, asked, self._desk.session.rulebook, self._opened.today)
            found = [self._as_problem(each) for each in objections] + list(missing_reminders(read.act, self._asked))
        shown = wanting if self._tried else [each for each in wanting if self.form.values().get(each.where) is not None]
        self.form.set_problems([*shown, *(each for each in found if each.where in self._asked)])
        self._show_others([each for each in found if each.where not in self._asked])
        self._tell([*own, *wanting], len(found))
        return read.act if not own else None

    def _as_problem(self, found: Objection) -> Problem:
        """An objection as something to look at: recording is never refused."""
        where = "on" if found.rule in self._desk.session.rulebook.deadlines else FIELD_OF.get(found.rule, "")
        doubt = doubt_of(found.certainty)
        basis = f"{found.basis}（待确认：{doubt}）" if doubt else found.basis
        return Problem(found.text, basis, found.remedy, where, "irregular")

    def _show_others(self, problems: Sequence[Problem]) -> None:
        clear(self._objections)
        for problem in problems:
            self._objections.addWidget(objection(problem))

    def _tell(self, mend: Sequence[Problem], look: int) -> None:
        clear(self._counts)
        if mend and self._tried:
            self._counts.addWidget(pill(f"须填 {len(mend)}", "red"))
        if look:
            self._counts.addWidget(pill(f"提醒 {look}", "amber"))
        self.record_button.setEnabled(not mend)
        self._paper.setEnabled(not mend)
        if mend:
            words, icon, tone = f"还不能登记：{'；'.join(problem.text for problem in mend)}", "info", "soft"
        elif look:
            words, icon, tone = f"有 {look} 处提醒，仍可如实登记，提醒留在案卷里", "warning", "amber"
        else:
            words, icon, tone = "登记后记入办案日志，不能改，只能作废更正", "info", "soft"
        set_text(self._told, words)
        self._told_mark.set_icon(icon, tone)

    def _ask_reason(self, act: Act) -> None:
        known = {each.officer.id: each.officer.name for each in registered_officers(self._desk.session)}
        known |= {officer.id: officer.name for officer in self._opened.case.officers}
        people = tuple(Option(each, name) for each, name in known.items() if each != self._desk.actor)
        late = f"{act.on} 的行为到 {self._opened.today} 才登记，超过一个工作日。"
        why = f"{late}须写明理由，由第二名人员确认；登记后一直带“补录”标记。"
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
        self.recorded.emit(self.kind.kind)

    def _ask_paper(self) -> None:
        act = self._looked_at()
        if act is not None:
            self.save()
            self.paper_asked.emit(act)


def _officer_option(officer: Officer, opened: OpenedCase) -> Option:
    certificate = officer.certificate_on(opened.today)
    if certificate is None:
        return Option(officer.id, officer.name, "没有当日有效的执法证件", "red")
    return Option(officer.id, officer.name, certificate.no)


def _with_working_id(act: Act) -> Act:
    return replace(act, id="planned")


def _why(reason: str, basis: str) -> list[QWidget]:
    if not reason:
        return []
    told = text(f"{reason}（{basis}）" if basis else reason, "small", "soft", wrap=True)
    told.setProperty("article", basis)
    return [told]
