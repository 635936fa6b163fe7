"""The six blocks and the live panel: every change is judged at once, and shown where it belongs."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.operations.on_the_spot import FORM
from models.queries import office as office_queries
from models.queries.cases import data_as_of, earlier_cases
from procedures.catalogue import offence
from procedures.problems import Problem
from procedures.view import CaseView
from procedures.zone import CHINA
from ui.desk import Desk
from ui.pages.intake.answer import Answer
from ui.pages.intake.legal_answers import Question, answers, unanswered
from ui.pages.intake.legal_panel import LegalPanel
from ui.pages.intake.officers import officer_option
from ui.pages.intake.party import identity_filled, moved_to, party_of
from ui.pages.intake.party_block import PartyBlock
from ui.pages.intake.sheet import EMPTY, Sheet, is_blank
from ui.pages.on_the_spot import judging
from ui.pages.on_the_spot.collection_block import CollectionBlock
from ui.pages.on_the_spot.draft import Moment
from ui.pages.on_the_spot.facts_block import LAST_PLACE, TODAY, FactsBlock
from ui.pages.on_the_spot.issue_block import IssueBlock
from ui.pages.on_the_spot.judging import SETTINGS, Judgement, Office
from ui.pages.on_the_spot.officers_block import OfficersBlock
from ui.pages.on_the_spot.penalty_block import PenaltyBlock
from ui.pages.on_the_spot.statement_block import StatementBlock
from ui.widgets.buttons import Action
from ui.widgets.field_editors import EditorContext
from ui.widgets.fields import Ways
from ui.widgets.layout import row, scroll

PLACES, MOST_PLACES = "places", 8
PARTNER, BY_IDENTITY = "登记的搭档", "身份证件号码"
AT_ONCE = frozenset({"officers", "ground", "ground_reason", "party_request"})
NUMBERS = frozenset({"identity_no", "credit_code"})


class OnTheSpotForm(QWidget):
    """Holds the values; `judged` tells that they were looked at anew, `edited` that there is something to keep."""

    judged = Signal()
    edited = Signal()
    submitted = Signal()

    def __init__(self, desk: Desk, transfer: Action) -> None:
        super().__init__()
        self._desk, self._opened = desk, desk.now()
        self._told_fine: int | None = None
        self._kind: str | None = None
        self._asked_for_all = False
        self._looked_up: object = None
        self.office = read_office(desk)
        options = [officer_option(each, desk.today()) for each in self.office.officers.values() if each.active]
        self.sheet = Sheet(EditorContext(desk.today(), officers=options))
        self.panel = LegalPanel()
        self.panel.set_rules(f"规则包 {self.office.rulebook.version}")
        self._make_blocks(transfer)
        area = scroll(self.sheet)
        area.setProperty("role", "page")
        line = row(gap=0)
        line.addWidget(area, 1)
        line.addWidget(self.panel)
        self.setLayout(line)
        self.judgement = Judgement(None, None, None, None, ())
        self.sheet.changed.connect(self._on_changed)
        self.sheet.edited.connect(self._on_edited)
        self.sheet.submitted.connect(self.submitted)
        self.sheet.source_asked.connect(self.sheet.go_to)
        self.fill_known()

    def _make_blocks(self, transfer: Action) -> None:
        sheet, rulebook = self.sheet, self.office.rulebook
        self.officers = OfficersBlock(sheet)
        self.party = PartyBlock(sheet, self._desk_open)
        self.facts = FactsBlock(sheet, rulebook, self._places(), self._conduct_day)
        self.penalty = PenaltyBlock(sheet, transfer)
        self.statement = StatementBlock(sheet, rulebook)
        self.statement.told.connect(self._on_told)
        self.collection = CollectionBlock(sheet, rulebook)
        self.issue = IssueBlock(self.label)
        self.issue.wanted.connect(self.go_to)
        self.issue.failed.connect(lambda error: self._desk.tell(error, self, "文书没有画出来"))
        sheet.place(self.officers, self.party, self.facts, self.penalty, self.statement, self.collection, self.issue)

    def _desk_open(self, case_id: str) -> object:
        return self._desk.window.open_case(case_id)

    def _places(self) -> tuple[str, ...]:
        return tuple(str(each) for each in self._desk.memory.get(PLACES, ()))

    def _conduct_day(self) -> Any:
        return self.sheet.box("conduct_on").editor.value() or self._desk.today()

    def label(self, key: str) -> str:
        """What a field is called."""
        return self.sheet.box(key).editor.accessibleName() if key and self.sheet.has(key) else ""

    def moment(self) -> Moment:
        """When the check began and what time it is now."""
        began, now = self._opened.astimezone(CHINA), self._desk.now().astimezone(CHINA)
        minute = {"second": 0, "microsecond": 0, "tzinfo": None}
        return Moment(began.date(), began.time().replace(**minute), now.date(), now.time().replace(**minute))  # type: ignore[arg-type]

    def values(self) -> dict[str, Any]:
        """All values of the page, with the fine that was told."""
        return {**self.sheet.values(), "told_fine": self._told_fine}

    def fill_known(self) -> None:
        """Fill what the program knows: officers, place, day."""
        known = self.office.officers
        me = self._desk.actor if self._desk.actor in known else ""
        if me:
            self.sheet.fill("officers", (me, known[me].partner), PARTNER)
        places = self._places()
        if places:
            self.sheet.fill("place", places[0], LAST_PLACE)
        self.sheet.fill("conduct_on", self.moment().began_on, TODAY)
        self.officers.show_moment(self.moment())
        self.renew()

    def _on_changed(self, key: str) -> None:
        if key == "kind":
            self._on_kind()
        elif key == "identity_no":
            for each, value in identity_filled(self.sheet.box(key).editor.value() or "").items():
                self.sheet.fill(each, value, BY_IDENTITY)
        elif key == "fine":
            self.penalty.follow_fine(self.sheet.values())
        self.renew()

    def _on_kind(self) -> None:
        values = self.sheet.values()
        kind = values["kind"]
        moved = moved_to(kind, {**values, "kind": self._kind})
        self._kind = kind
        self.party.lay(kind)
        self.sheet.set_values(moved)

    def _on_told(self, fine: int | None) -> None:
        self._told_fine = fine
        self.renew()

    def _tell_again(self) -> None:
        """The fine was raised: what is proposed must be told again, and answered again."""
        self._told_fine = None
        self.sheet.enter("answer", None)
        self.sheet.go_to("answer")

    def renew(self) -> None:
        """Work out what follows from the page as it stands, and show it."""
        moment = self.moment()
        self.facts.update_for(self.values())
        self.collection.preset(self.values(), moment)
        self.party.show_age(self.sheet.values(), moment.on)
        self.facts.show_sentence(judging.facts_sentence(self.values(), moment, self.office))
        values = self.values()
        self.collection.update_for(values, moment)
        judgement = judging.judge(values, moment, self.office)
        self.penalty.update_for(values, judgement)
        self.statement.update_for(values, judgement, moment)
        own = tuple(self.sheet.own_problems())
        rest = tuple(each for each in judgement.problems if each.where not in {one.where for one in own})
        self.judgement = replace(judgement, problems=(*own, *rest))
        self._show(values)
        self.issue.update_for(self.judgement, self.office.forms.form(FORM, moment.on))
        self.judged.emit()

    def _show(self, values: Mapping[str, Any]) -> None:
        by_key: dict[str, Problem] = {}
        for problem in self.judgement.problems:
            lacking = values.get(problem.where) in EMPTY and problem.where not in AT_ONCE
            if not problem.where or (lacking and not self._asked_for_all):
                continue
            red = problem.where in NUMBERS and not lacking
            by_key.setdefault(problem.where, replace(problem, severity="blocking") if red else problem)
        self.sheet.show_problems(by_key, self._ways())
        self.panel.show_answers(self._answers())

    def _ways(self) -> dict[str, Ways]:
        ways: dict[str, Ways] = {}
        if self.judgement.rules & judging.COLLECTION:
            ways["ground"] = self.collection.ways()
        if "fine_above_told" in self.judgement.rules and not self.judgement.beyond_simple:
            ways["fine"] = (("重新告知", self._tell_again),)
        return ways

    def _answers(self) -> tuple[Answer, ...]:
        judgement, rulebook = self.judgement, self.office.rulebook
        draft, case, verdict = judgement.draft, judgement.case, judgement.verdict
        if draft is None or case is None or verdict is None:
            return unanswered(rulebook, self._desk.today())
        return answers(Question(CaseView(case, rulebook), draft.party, draft.decision, verdict))

    def _on_edited(self) -> None:
        self.look_up()
        self.edited.emit()

    def look_up(self) -> None:
        """Look for other cases of the same party, where there is something new to look for."""
        party = party_of(self.sheet.values())
        known = (party.name, party.identity_no, party.credit_code) if party else None
        if known == self._looked_up:
            return
        self._looked_up = known
        if party is None or not any(known or ()):
            self.party.show_earlier((), "")
            return
        as_of = data_as_of(self._desk.session)
        told = f"本机数据截至 {as_of.astimezone(CHINA):%m-%d %H:%M}" if as_of else "本机还没有案件"
        self.party.show_earlier(earlier_cases(self._desk.session, party), told)

    def ask_for_all(self) -> None:
        """From now on also show what is not filled in yet, at its field."""
        self._asked_for_all = True
        self.renew()

    def go_to(self, where: str) -> None:
        """Go to a field, or to the settings of the office."""
        if where == SETTINGS:
            self._desk.window.show_place("settings")
        elif self.sheet.shown(where):
            self.sheet.go_to(where)

    def go_to_first(self, tone: str = "red") -> None:
        """Go to the first field that must be mended, or looked at."""
        found = self.judgement.must_mend if tone == "red" else self.judgement.to_look_at
        where = {problem.where for problem in found}
        first = next((key for key in self.sheet.order() if key in where and self.sheet.shown(key)), "")
        self.go_to(first or next(iter(where), ""))

    def touched(self) -> bool:
        """Whether anything was entered that the program did not fill."""
        return any(not is_blank(each) for each in self.sheet.draft().values())

    def content(self) -> dict[str, Any]:
        """What a draft keeps."""
        return {
            "fields": self.sheet.draft(),
            "opened": self._opened.isoformat(),
            "told_fine": self._told_fine,
            "at": self.sheet.focused(),
        }

    def restore(self, content: Mapping[str, Any]) -> None:
        """Show a draft again, with the cursor where it was."""
        fields = dict(content.get("fields", {}))
        self._opened = datetime.fromisoformat(str(content["opened"]))
        self._told_fine, self._kind = content.get("told_fine"), fields.get("kind")
        self.party.lay(self._kind)
        entry = offence(str(fields.get("offence") or ""))
        if entry is not None:
            self.facts.ask(entry)
        self.sheet.set_draft(fields)
        self.fill_known()
        for key, value in identity_filled(str(fields.get("identity_no") or "")).items():
            self.sheet.fill(key, value, BY_IDENTITY)
        self.renew()
        self.look_up()
        if self.sheet.shown(str(content.get("at", ""))):
            self.sheet.go_to(str(content["at"]))

    def remember_place(self) -> None:
        """Keep the place for the next time."""
        place = self.values().get("place")
        if place:
            others = [each for each in self._places() if each != place]
            self._desk.memory.set(PLACES, [place, *others][:MOST_PLACES])


def read_office(desk: Desk) -> Office:
    """What judging needs of the office, read now."""
    session = desk.session
    register = {each.officer.id: each for each in office_queries.officers(session)}
    return Office(session.rulebook, session.forms, office_queries.settings(session), register)
