"""The blocks of a lead and the live panel: every change is judged at once, and shown where it belongs."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.queries import office as office_queries
from models.queries.cases import data_as_of, earlier_cases
from procedures.catalogue import offence
from procedures.problems import Problem
from procedures.view import CaseView
from procedures.zone import CHINA
from ui.desk import Desk
from ui.pages.intake.legal_answers import Question, answers, unanswered
from ui.pages.intake.legal_panel import LegalPanel
from ui.pages.intake.officers import officer_option
from ui.pages.intake.party import identity_filled, moved_to, party_of
from ui.pages.intake.party_block import PartyBlock
from ui.pages.intake.sheet import EMPTY, Sheet, is_blank
from ui.pages.lead.blocks import TODAY, ForeseenBlock, OffenceBlock, SourceBlock
from ui.pages.lead.draft import foreseen, judged_case
from ui.pages.lead.judging import Judgement, judge
from ui.widgets.field_editors import EditorContext
from ui.widgets.layout import row, scroll

PARTNER, BY_IDENTITY = "登记的搭档", "身份证件号码"
NUMBERS = frozenset({"identity_no", "credit_code"})


class LeadForm(QWidget):
    """Holds the values; `judged` tells that they were looked at anew, `edited` that there is something to keep."""

    judged = Signal()
    edited = Signal()
    submitted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._kind: str | None = None
        self._asked_for_all = False
        self._looked_up: object = None
        self._register = {each.officer.id: each for each in office_queries.officers(desk.session)}
        options = [officer_option(each, desk.today()) for each in self._register.values() if each.active]
        self.sheet = Sheet(EditorContext(desk.today(), officers=options))
        self.panel = LegalPanel()
        self.panel.set_rules(f"规则包 {desk.session.rulebook.version}")
        self._source = SourceBlock(self.sheet)
        self._party = PartyBlock(self.sheet, self._open_case)
        self._offence = OffenceBlock(self.sheet, self._conduct_day)
        self._foreseen = ForeseenBlock(self.sheet)
        self.sheet.place(self._source, self._party, self._offence, self._foreseen)
        area = scroll(self.sheet)
        area.setProperty("role", "page")
        line = row(gap=0)
        line.addWidget(area, 1)
        line.addWidget(self.panel)
        self.setLayout(line)
        self.judgement = Judgement(None, None, None, ())
        self.sheet.changed.connect(self._on_changed)
        self.sheet.edited.connect(self._on_edited)
        self.sheet.submitted.connect(self.submitted)
        self._fill_known()

    def label(self, key: str) -> str:
        """What a field is called."""
        return self.sheet.box(key).editor.accessibleName() if key and self.sheet.has(key) else ""

    def touched(self) -> bool:
        """Whether anything was entered that the program did not fill."""
        return any(not is_blank(each) for each in self.sheet.draft().values())

    def content(self) -> dict[str, Any]:
        """What a draft keeps."""
        return {"fields": self.sheet.draft(), "at": self.sheet.focused()}

    def restore(self, content: Mapping[str, Any]) -> None:
        """Show a draft again, with the cursor where it was."""
        fields = dict(content.get("fields", {}))
        self._kind = fields.get("kind")
        self._party.lay(self._kind)
        self.sheet.set_draft(fields)
        self._fill_known()
        if self.sheet.shown(str(content.get("at", ""))):
            self.sheet.go_to(str(content["at"]))

    def ask_for_all(self) -> None:
        """From now on also show what is not filled in yet, at its field."""
        self._asked_for_all = True
        self.renew()

    def go_to_first(self) -> None:
        """Go to the first field that must be mended."""
        where = {problem.where for problem in self.judgement.must_mend}
        first = next((key for key in self.sheet.order() if key in where and self.sheet.shown(key)), "")
        if first:
            self.sheet.go_to(first)

    def renew(self) -> None:
        """Work out what follows from the page as it stands, and show it."""
        self._offence.update_for(self.sheet.values())
        self._foreseen.update_for(self.sheet.values())
        self._party.show_age(self.sheet.values(), self._desk.today())
        values = self.sheet.values()
        judgement = judge(values, self._desk.session.rulebook, self._desk.today())
        own = tuple(self.sheet.own_problems())
        named = {problem.where for problem in own}
        rest = tuple(each for each in judgement.problems if each.where not in named)
        self.judgement = replace(judgement, problems=(*own, *rest))
        self._show(values)
        self.judged.emit()

    def _show(self, values: Mapping[str, Any]) -> None:
        by_key: dict[str, Problem] = {}
        for problem in self.judgement.problems:
            if values.get(problem.where) in EMPTY and not self._asked_for_all:
                continue
            red = problem.where in NUMBERS and values.get(problem.where) not in EMPTY
            by_key.setdefault(problem.where, replace(problem, severity="blocking") if red else problem)
        self.sheet.show_problems(by_key, {})
        self._answer(values)

    def _answer(self, values: Mapping[str, Any]) -> None:
        judgement, rulebook, today = self.judgement, self._desk.session.rulebook, self._desk.today()
        if judgement.case is None or judgement.verdict is None:
            self.panel.show_answers(unanswered(rulebook, today, offence(values.get("offence") or "")))
            return
        case = judged_case(values, today) or judgement.case
        told_business = values.get("in_business") not in EMPTY
        view, planned = CaseView(case, rulebook), foreseen(values, today)
        asked = Question(view, case.parties[0], planned, judgement.verdict, told_business)
        # Beyond the simple procedure nothing is barred here: this is the way into the general one.
        procedure, *others = answers(asked)
        self.panel.show_answers([replace(procedure, stop=False), *others])

    def _fill_known(self) -> None:
        self.sheet.fill("received_on", self._desk.today(), TODAY)
        me = self._desk.actor if self._desk.actor in self._register else ""
        if me:
            self.sheet.fill("officers", (me, self._register[me].partner), PARTNER)
        self.renew()
        self._look_up()

    def _on_changed(self, key: str) -> None:
        if key == "kind":
            self._on_kind()
        elif key == "identity_no":
            for each, value in identity_filled(self.sheet.box(key).editor.value() or "").items():
                self.sheet.fill(each, value, BY_IDENTITY)
        self.renew()

    def _on_kind(self) -> None:
        values = self.sheet.values()
        moved = moved_to(values["kind"], {**values, "kind": self._kind})
        self._kind = values["kind"]
        self._party.lay(self._kind)
        self.sheet.set_values(moved)

    def _on_edited(self) -> None:
        self._look_up()
        self.edited.emit()

    def _look_up(self) -> None:
        """Look for other cases of the same party, where there is something new to look for."""
        party = party_of(self.sheet.values())
        known = (party.name, party.identity_no, party.credit_code) if party else None
        if known == self._looked_up:
            return
        self._looked_up = known
        if party is None or not any(known or ()):
            self._party.show_earlier((), "")
            return
        as_of = data_as_of(self._desk.session)
        told = f"本机数据截至 {as_of.astimezone(CHINA):%m-%d %H:%M}" if as_of else "本机还没有案件"
        self._party.show_earlier(earlier_cases(self._desk.session, party), told)

    def _open_case(self, case_id: str) -> object:
        return self._desk.window.open_case(case_id)

    def _conduct_day(self) -> Any:
        return self.sheet.box("conduct_on").editor.value() or self._desk.today()
