"""登记线索: a finding entered by hand, under any item, with or without a case."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from models.errors import StorageError
from models.operations.findings import register_finding
from models.queries.cases import read_case
from models.queries.office import settings
from procedures.case import Case
from procedures.faults import FaultFile, Involved
from procedures.faults_suggest import suggest_persons
from procedures.problems import DataError, Problem
from ui.desk import Desk
from ui.pages.asking import Ask
from ui.pages.case.words import act_told
from ui.pages.supervision.case_editors import ActsEditor, CaseEditor
from ui.pages.supervision.editors import ItemsEditor, PersonsEditor
from ui.pages.supervision.fields import FieldGroup
from ui.pages.supervision.opened import OpenedLine
from ui.pages.supervision.view import FindingView
from ui.widgets.buttons import button
from ui.widgets.layout import column
from ui.widgets.text import text

NOTE = "登记的是线索，不是结论。登记以后请本人说明，再由两人认定。"


class HandView(FindingView):
    """The form of a new finding. Persons recorded for the acts that are ticked are filled in and can be changed."""

    def __init__(self, desk: Desk, opened: OpenedLine) -> None:
        super().__init__(desk, opened)
        self.form = FieldGroup()
        self._case: Case | None = None
        self._notes: dict[str, str] = {}
        agency = str(settings(desk.session).get("office.agency_name") or "本单位")
        self.items = ItemsEditor(desk.session.rulebook.accountability)
        self.items.whole_asked.connect(self.whole_asked)
        self.case_editor, self.acts = CaseEditor(desk.session), ActsEditor()
        self.persons = PersonsEditor(self.context.officers, agency)
        found_on = Ask("found_on", "发现的日期", "date", 6)
        boxes = [
            self.form.add(Ask("items", "过错情形", required=True), self.items),
            self.form.add(Ask("case_id", "所涉案件", help="没有具体案件的可以不选"), self.case_editor),
            self.form.add(Ask("acts", "所涉行为"), self.acts),
            self.form.add(Ask("persons", "当事人员、角色和责任"), self.persons),
            self.form.add(Ask("facts", "过错事实", "long_text", required=True), context=self.context),
            self.form.add(found_on, context=self.context),
        ]
        self.form.setLayout(column(*boxes, gap=10))
        self.form.set_values({"items": opened.file.items})
        self.form.changed.connect(self._on_changed)
        self.form.edited.connect(self.typed)
        self.keep = button("登记线索", "primary", then=self.submit)
        self.keep.setToolTip("登记线索（Ctrl+Enter）")
        self.setLayout(column(text(NOTE, "small", "soft", wrap=True), self.form, None, gap=10))
        self.say("写到一半也留作草稿")

    def foot(self) -> Sequence[QWidget]:
        return (self.keep,)

    def draft(self) -> Mapping[str, Any]:
        kept = self.form.draft()
        return {"form": kept} if any(kept.values()) else {}

    def set_draft(self, draft: Mapping[str, Any]) -> None:
        kept = draft.get("form", {})
        self.form.set_values({"case_id": kept.get("case_id")})
        self._show_acts()
        self.form.set_values(kept)

    def flush(self) -> None:
        self.form.flush()

    def submit(self) -> None:
        """Register it."""
        missing = [] if self.items.value() else [_wanted("过错情形", "items")]
        missing += [] if self.form.values()["facts"] else [_wanted("过错事实", "facts")]
        self.form.set_problems([*self.form.own_problems(), *missing])
        if not self.form.go_to_problem() and not self.form.composing():
            work = partial(register_finding, self.desk.session, self._described())
            self.perform(work, "已登记，可以请本人说明", "没有登记")

    def show_problems(self, problems: Sequence[Problem]) -> Sequence[Problem]:
        others = self.form.set_problems(problems)
        self.form.go_to_problem()
        return others

    def _described(self) -> FaultFile:
        values = self.form.values()
        return FaultFile(
            items=values["items"],
            case_id=values["case_id"] or "",
            acts=values["acts"],
            persons=values["persons"],
            facts=values["facts"] or "",
            found_on=values["found_on"],
        )

    def _on_changed(self, key: str) -> None:
        if key == "case_id":
            self._show_acts()
        if key in ("case_id", "acts"):
            self._suggest_persons()

    def _show_acts(self) -> None:
        case_id = self.case_editor.value()
        self._case = _case_of(self, case_id) if case_id else None
        case, recipients = self._case, self.desk.session.rulebook.recipients
        acts = case.live_acts() if case is not None else ()
        self.acts.show_acts(acts, lambda act: act_told(act, case, recipients) if case is not None else "")

    def _suggest_persons(self) -> None:
        """Fill in those whom the case records for the acts ticked, in place of those filled in before."""
        case, acts = self._case, self.acts.value()
        suggested = suggest_persons(case, acts) if case is not None and acts else ()
        before = set(self._notes)
        typed: tuple[Involved, ...] = tuple(one for one in self.persons.value() if one.key not in before)
        self._notes = {one.person.key: one.because for one in suggested}
        kept = tuple(one for one in typed if one.key not in self._notes)
        self.persons.set_value((*(one.person for one in suggested), *kept))
        self.persons.set_notes(self._notes)


def _wanted(label: str, key: str) -> Problem:
    return Problem(f"还没有填写{label}", "附件4 第八条至第十二条", where=key)


def _case_of(view: FindingView, case_id: str) -> Case | None:
    try:
        return read_case(view.desk.session, case_id).file.case
    except (StorageError, DataError):
        return None
