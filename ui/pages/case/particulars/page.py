"""案情: rows at the left, the chosen one at the right, recorded as a whole; the journal keeps what stood before."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from models.operations.unit import CaseChange
from procedures.catalogue import Offence, offence
from ui.desk import Desk
from ui.dialogs.reason import ReasonDialog, ReasonQuestion
from ui.pages.case.keeping import keep_draft, kept_draft, open_dialog
from ui.pages.case.opened import OpenedCase
from ui.pages.case.particulars.effects import NO, YES, Effect, effects_of
from ui.pages.case.particulars.ranges import LIST, conduct_answers, sums_of_goods
from ui.pages.case.particulars.rows import (
    CONDUCT,
    FACTS_SECTION,
    HEAD,
    PARTY,
    RowKey,
    changed_case,
    fields_of,
    new_id,
    problems_of,
    taken_ids,
    values_of,
    writing,
)
from ui.pages.case.sub_page import CaseSubPage
from ui.pages.intake.asked_facts import asked, facts_in
from ui.pages.intake.asked_grid import AskedGrid
from ui.pages.intake.bands import range_words
from ui.pages.intake.editors import OffenceEditor
from ui.pages.intake.legal_answers import NO_RANGE
from ui.pages.intake.legal_panel import LegalPanel
from ui.pages.intake.party import Values, identity_filled
from ui.pages.intake.sheet import Sheet, Spec
from ui.widgets.buttons import button
from ui.widgets.field_editors import EditorContext
from ui.widgets.fields import form_grid
from ui.widgets.glyphs import State
from ui.widgets.layout import Item, clear, column, frame, row, scroll
from ui.widgets.steps import Step, StepList
from ui.widgets.surfaces import footer, notice
from ui.widgets.text import Elided, set_text, text

NEW_PARTY, NEW_CONDUCT = "增加当事人", "增加违法行为"
BY_IDENTITY = "公民身份号码"
PANEL_FROM = 1080
NOTES = {
    HEAD: "案件名称、案由写进每一份文书；登记以后的文书用新的内容，已签发的不变。",
    PARTY: "一个当事人一行；几个当事人的案件，意见、告知、决定分别作出。",
    CONDUCT: "行为日期决定追究时效和适用的条文；案由从案由库里选，条文随之填进文书。",
}


class ParticularsPage(CaseSubPage):
    """Head, parties and conducts of a case."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._opened: OpenedCase | None = None
        self._key = RowKey(HEAD)
        self.list = StepList()
        self.list.chosen.connect(self._on_chosen)
        self._place: QVBoxLayout = column(gap=0)
        self._title = text("", "heading")
        self._note = text("", "small", "soft", wrap=True)
        self._told = Elided("", "small", "soft")
        self.record_button = button("登记", "primary", then=self.record)
        self._effects: QVBoxLayout = column(gap=0)
        self.effects: tuple[Effect, ...] = ()
        inside = column(self._title, self._note, self._effects, self._place, None, gap=10, margins=(20, 12, 20, 12))
        stack = column(gap=0)
        stack.addWidget(scroll(frame(inside)), 1)
        stack.addWidget(footer(self._told, None, self.record_button))
        self.panel = LegalPanel()
        self.panel.set_rules(f"规则包 {desk.session.rulebook.version}")
        self.panel.hide()
        body = row(self.list, gap=0)
        body.addLayout(stack, 1)
        body.addWidget(self.panel)
        self.setLayout(body)
        self.sheet: Sheet | None = None
        self._asked: AskedGrid | None = None

    def show_case(self, opened: OpenedCase) -> None:
        """Show the rows; what is typed in the chosen one stays."""
        self._opened = opened
        self._show_list()
        if self.sheet is None:
            self._make()
        elif not self.sheet.composing() and not self._draft():
            self._fill()
        self._look()

    def choose(self, key: RowKey) -> None:
        """Show one row; what was typed in another is kept."""
        self.save()
        self._key = key
        self._make()
        self._show_list()

    def record(self) -> None:
        """Record the row as typed; what still stands in the way is shown at its field."""
        assert self._opened is not None and self.sheet is not None
        self.sheet.flush()
        if self._look(asked=True):
            self.sheet.go_to_problem()
            return
        fallen = [each for each in self.effects if each.falls]
        if fallen and self._key.what == PARTY:
            self._ask_reason(fallen)
        else:
            self._store("")

    def _ask_reason(self, fallen: Sequence[Effect]) -> None:
        told = tuple((each.name, f"{YES} → {NO}（{each.basis}）") for each in fallen)
        why = "改动以后不再须办这几项。确实改的，写明为什么；理由同改动一起留在办案日志里。"
        dialog = ReasonDialog(
            ReasonQuestion("改动当事人的情况", why, "登记改动", told, "改动的理由", danger=False), self.window()
        )
        dialog.answered.connect(lambda reason: self._store(reason.text))
        open_dialog(dialog)

    def _store(self, reason: str) -> None:
        assert self._opened is not None and self.sheet is not None
        opened, values = self._opened, self.sheet.values()
        write = writing(self._key, opened.case, values, opened.case_id, opened.seen, reason)
        work = partial(write, self._desk.session)
        self._desk.perform(work, owner=self, then=self._on_recorded, title="这一行没有登记上")

    def save(self) -> None:
        """Keep what is typed."""
        if self.sheet is not None:
            self.sheet.flush()

    def panels(self) -> Sequence[QWidget]:
        """The rows, the fields of the chosen one, what the law says of it."""
        shown = (self.list, self.sheet, self.panel)
        return tuple(each for each in shown if each is not None and not each.isHidden())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_panel()

    def _show_panel(self) -> None:
        self.panel.setVisible(self._key.what == CONDUCT and self.width() >= PANEL_FROM)

    def _on_chosen(self, chosen: str) -> None:
        what, _, row_id = chosen.partition("/")
        self.choose(RowKey(what, row_id))

    def _on_recorded(self, _change: CaseChange) -> None:
        keep_draft(self._desk, self._stream(), self._page(), {}, self)
        self._fill()
        self._look()
        self._desk.window.say("已登记，原来的内容留在办案日志里")

    def _show_list(self) -> None:
        assert self._opened is not None
        case = self._opened.case
        rows = [self._row(RowKey(HEAD), "案件", "")]
        rows += [self._row(RowKey(PARTY, each.id), each.name or "（未填姓名）", "当事人") for each in case.parties]
        rows += [self._row(RowKey(CONDUCT, each.id), _name(each.offence), f"{each.on}") for each in case.conducts]
        also: list[Item] = [
            button(NEW_PARTY, "link", small=True, then=lambda: self.choose(RowKey(PARTY, new_id(PARTY, case)))),
            button(NEW_CONDUCT, "link", small=True, then=lambda: self.choose(RowKey(CONDUCT, new_id(CONDUCT, case)))),
        ]
        self.list.set_steps("案情", rows, also)

    def _row(self, key: RowKey, name: str, under: str) -> Step:
        return Step(f"{key.what}/{key.id}", name, State.DONE, under, key == self._key)

    def _make(self) -> None:
        assert self._opened is not None
        clear(self._place)
        self._asked = None
        self._show_panel()
        self.sheet = Sheet(EditorContext(self._desk.today()))
        self.sheet.place(self._block())
        self._place.addWidget(self.sheet)
        set_text(self._title, self._heading())
        set_text(self._note, NOTES[self._key.what])
        self._fill()
        self.sheet.set_draft(self._draft())
        self.sheet.changed.connect(self._on_changed)
        self.sheet.edited.connect(self._keep)
        self.sheet.submitted.connect(self.record)
        self._look()

    def _block(self) -> QFrame:
        assert self.sheet is not None and self._opened is not None
        lines = column(gap=8)
        if self._key.what == CONDUCT:
            lines.addWidget(self.sheet.add(Spec("offence", "案由"), OffenceEditor(self._range_told, self._conduct_day)))
        for section, specs in _sections(fields_of(self._key, self._opened.case)):
            if section:
                lines.addWidget(text(section, "strong"))
            boxes = [(spec.key, self.sheet.add(spec), spec.width) for spec in specs]
            if section == FACTS_SECTION:
                self._asked = AskedGrid(boxes)
                lines.addWidget(self._asked)
            else:
                lines.addLayout(form_grid([(box, width) for _, box, width in boxes]))
        return frame(lines)

    def _heading(self) -> str:
        assert self._opened is not None
        known = taken_ids(self._opened.case)
        if self._key.what == HEAD:
            return "案件"
        words = {PARTY: ("当事人", NEW_PARTY), CONDUCT: ("违法行为", NEW_CONDUCT)}[self._key.what]
        return words[0] if self._key.id in known else words[1]

    def _fill(self) -> None:
        assert self._opened is not None and self.sheet is not None
        values = values_of(self._key, self._opened.case)
        parties = self._opened.case.parties
        if self._key.what == CONDUCT and not values and len(parties) == 1:
            values = {"party": parties[0].id}
        self.sheet.set_values(values)
        if self._key.what == CONDUCT:
            for key, amount in sums_of_goods(self._opened.case):
                if values.get(key) is None:
                    self.sheet.fill(key, amount, LIST)

    def _on_changed(self, key: str) -> None:
        assert self.sheet is not None
        if key == "identity_no" and self._key.what == PARTY:
            values = self.sheet.values()
            for each, value in identity_filled(values.get("identity_no") or "").items():
                if values.get("kind") in ("citizen", "farm_household", "sole_trader"):
                    self.sheet.fill(each, value, BY_IDENTITY)
        self._look()

    def _look(self, asked: bool = False) -> bool:
        """Show what is wrong at its field; whether something stands in the way."""
        assert self._opened is not None and self.sheet is not None
        values = self.sheet.values()
        found = [*self.sheet.own_problems(), *problems_of(self._key, self._opened.case, values, self._desk.today())]
        blocking = [each for each in found if each.severity == "blocking"]
        shown = [each for each in found if asked or values.get(each.where) is not None]
        self.sheet.set_problems(shown)
        self._show_effects(None if blocking else values)
        if self._key.what == CONDUCT:
            self._show_law(values)
        wanting = "；".join(each.text for each in blocking)
        set_text(self._told, f"还不能登记：{wanting}" if wanting else "登记后记入办案日志，原来的内容仍可查")
        return bool(blocking)

    def _show_law(self, values: Values) -> None:
        """Ask for the facts that the offence needs, and tell what the law says of the conduct as it is typed."""
        assert self._opened is not None and self._asked is not None
        case, entry = self._opened.case, offence(values.get("offence") or "")
        party = next((each for each in case.parties if each.id == values.get("party")), None)
        self._asked.ask({*asked(entry, party), *facts_in(values)})
        if party is None or values.get("on") is None or entry is None:
            self.panel.show_answers([NO_RANGE])
            return
        after = changed_case(self._key, case, values)
        self.panel.show_answers(conduct_answers(after, self._desk.session.rulebook, party, self._desk.today()))

    def _show_effects(self, values: Values | None) -> None:
        """Tell which duties of the case the change turns; None while the row can't be recorded."""
        assert self._opened is not None
        case, rulebook = self._opened.case, self._desk.session.rulebook
        after = changed_case(self._key, case, values) if values is not None else case
        found = effects_of(case, after, rulebook, self._desk.today()) if after != case else ()
        if found == self.effects:
            return
        self.effects = found
        clear(self._effects)
        if found:
            told = "；".join(each.words for each in found)
            basis = "；".join(dict.fromkeys(each.basis for each in found))
            self._effects.addWidget(notice(f"改动以后，{told}", basis, "amber", "warning"))

    def _keep(self) -> None:
        assert self.sheet is not None
        keep_draft(self._desk, self._stream(), self._page(), self.sheet.draft(), self)

    def _draft(self) -> dict[str, Any]:
        kept = kept_draft(self._desk, self._stream(), self._page())
        return {key: value for key, value in kept.items() if self.sheet is not None and self.sheet.has(key)}

    def _stream(self) -> str:
        assert self._opened is not None
        return self._opened.stream

    def _page(self) -> str:
        return f"row/{self._key.what}/{self._key.id}"

    def _conduct_day(self) -> Any:
        on = self.sheet.values().get("on") if self.sheet and self.sheet.has("on") else None
        return on or self._desk.today()

    def _range_told(self, entry: Offence) -> str:
        assert self._opened is not None
        kinds = {party.id: party.kind for party in self._opened.case.parties}
        chosen = self.sheet.values().get("party") if self.sheet and self.sheet.has("party") else None
        return range_words(entry, kinds.get(str(chosen), next(iter(kinds.values()), None)))


def _name(offence_id: str) -> str:
    entry = offence(offence_id)
    return entry.title if entry else offence_id or "违法行为"


def _sections(specs: Sequence[Spec]) -> Iterator[tuple[str, list[Spec]]]:
    for section in dict.fromkeys(spec.section for spec in specs):
        yield section, [spec for spec in specs if spec.section == section]
