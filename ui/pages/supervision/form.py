"""The description of a finding: items, facts, way established, who bears it, fault, harm and cause, what X6 prints."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from procedures.accountability import Accountability
from procedures.case import Case
from procedures.faults import FAULT_WORDS, HARM_WORDS, FaultFile
from procedures.faults_suggest import BearingSuggested, suggest_bearing, suggest_origin
from ui.pages.asking import Ask
from ui.pages.supervision.editors import ItemsEditor, OneOfEditor, PersonsEditor
from ui.pages.supervision.fields import FieldGroup
from ui.pages.supervision.words import BEARING_CHOICES, ORIGIN_CHOICES, provision_of
from ui.widgets.buttons import button
from ui.widgets.field_editors import EditorContext
from ui.widgets.fields import form_lines
from ui.widgets.layout import Item, clear, column, row, rule
from ui.widgets.line_editors import LongTextEditor
from ui.widgets.text import Elided, text

ORIGINS_WITH_REASON = ("inspection", "local_rules")
LINES = ("evidence",)
TEXTS = (
    "facts",
    "origin_reason",
    "bearing_reason",
    "harm_words",
    "cause_words",
    "opinion",
    "proposer",
    "appeal_to",
)
CHOICES = ("origin", "bearing_rule", "fault", "harm")


@dataclass(frozen=True, slots=True)
class FormContext:
    """What the form offers beside the finding: the regulation, the case if there is one, people, where roles stand."""

    accountability: Accountability
    case: Case | None
    editors: EditorContext
    agency: str
    notes: Mapping[str, str]


class FindingForm(FieldGroup):
    """The fields of a finding. `between` are the parts that stand among them: facts of the journal, statements."""

    whole_asked = Signal(object)

    def __init__(self, file: FaultFile, context: FormContext, facts: QWidget, statements: QWidget) -> None:
        super().__init__()
        self._file, self._context = file, context
        self._suggested: BearingSuggested | None = None
        self._origin_hint, self._bearing_hint = column(gap=0), column(gap=0)
        self._shown_hints: tuple[object, ...] = ()
        self.setLayout(column(*self._parts(facts, statements), gap=10))
        self._show(file)
        self._recorded = super().draft()
        self.changed.connect(lambda _key: self._look())
        self._look()

    def described(self) -> FaultFile:
        """The finding with what is typed."""
        values = self.values()
        changes: dict[str, Any] = {key: (values[key] or "") for key in TEXTS}
        changes |= {key: values[key] for key in CHOICES}
        changes["evidence"] = tuple(line.strip() for line in (values["evidence"] or "").splitlines() if line.strip())
        changes |= {"items": values["items"], "persons": values["persons"], "appeal_days": values["appeal_days"]}
        return replace(self._file, **changes)

    def draft(self) -> dict[str, Any]:
        """What differs from what is recorded, so that a draft never lies over what somebody else recorded meanwhile."""
        return {key: typed for key, typed in super().draft().items() if typed != self._recorded[key]}

    def is_changed(self) -> bool:
        """Whether anything differs from what is recorded."""
        return self.described() != _tidied(self._file)

    def _parts(self, facts: QWidget, statements: QWidget) -> list[Item]:
        return [
            self._items(),
            _head("事实", "由办案日志得出，不是结论"),
            facts,
            self._ask(
                "facts", "过错事实", "long_text", required=True, help="照印在意见书上：什么时间，做了什么，没有做什么"
            ),
            self._ask("evidence", "证据", "long_text", help="一行一件"),
            rule(),
            statements,
            rule(),
            _head("认定途径", "附件4 第五条"),
            self._choice("origin", "过错怎样认定", ORIGIN_CHOICES),
            self._origin_hint,
            self._ask("origin_reason", "途径的说明和理由", "long_text"),
            rule(),
            _head("责任承担", "附件4 第六条，由人确认"),
            self._bearing_hint,
            self._choice("bearing_rule", "依哪一项承担", BEARING_CHOICES),
            self._persons(),
            self._ask("bearing_reason", "第六条没有规定的，由谁承担和理由", "long_text"),
            rule(),
            _head("过错和损害", "附件4 第二条：须有故意或者过失，并且造成损害"),
            self._one_of("fault", "是故意还是过失", FAULT_WORDS),
            self._one_of("harm", "是否给行政管理相对人造成损害", HARM_WORDS),
            self._ask("harm_words", "损害的情况；未发现的，写明理由", "long_text"),
            self._ask("cause_words", "行为与损害的因果关系", "long_text"),
            rule(),
            _head("意见书", "签发时照印，附件4 没有规定申诉期限"),
            self._ask("opinion", "认定意见", "long_text"),
            self._pair(),
            self._ask("proposer", "提出单位"),
        ]

    def _ask(self, key: str, label: str, kind: str = "text", **more: Any) -> QWidget:
        editor = LongTextEditor(lines=1) if kind == "long_text" else None
        return self.add(Ask(key, label, kind, 12, **more), editor, self._context.editors)

    def _pair(self) -> QVBoxLayout:
        days = self.add(Ask("appeal_days", "申诉期限（日）", "integer"), context=self._context.editors, width=4)
        place = self.add(Ask("appeal_to", "向哪里申诉"), context=self._context.editors)
        return form_lines([(days, 4), (place, 8)])

    def _choice(self, key: str, label: str, pairs: Sequence[Any]) -> QWidget:
        ask = Ask(key, label, "choice", 12, required=True, choices=tuple(pairs))
        return self.add(ask, context=self._context.editors)

    def _one_of(self, key: str, label: str, words: Mapping[Any, str]) -> QWidget:
        return self.add(Ask(key, label, required=True), OneOfEditor(words))

    def _items(self) -> QWidget:
        editor = ItemsEditor(self._context.accountability)
        editor.whole_asked.connect(self.whole_asked)
        return self.add(Ask("items", "过错情形", required=True), editor)

    def _persons(self) -> QWidget:
        editor = PersonsEditor(self._context.editors.officers, self._context.agency)
        editor.set_notes(self._context.notes)
        return self.add(Ask("persons", "当事人员、角色和责任", required=True), editor)

    def _show(self, file: FaultFile) -> None:
        values: dict[str, Any] = {key: getattr(file, key) for key in (*TEXTS, *CHOICES)}
        values |= {"items": file.items, "persons": file.persons, "appeal_days": file.appeal_days}
        values["evidence"] = "\n".join(file.evidence)
        self.set_values(values)

    def _look(self) -> None:
        """Show the fields that are asked for as things stand, the provision chosen, and what the records suggest."""
        now = self.described()
        self.boxes["origin_reason"].setVisible(now.origin in ORIGINS_WITH_REASON or bool(now.origin_reason))
        self.boxes["bearing_reason"].setVisible(now.bearing_rule == "not_covered" or bool(now.bearing_reason))
        for key, value in (("origin", now.origin), ("bearing_rule", now.bearing_rule)):
            self.boxes[key].editor.helped.emit(provision_of(self._context.accountability, value))
        self._hint(now)

    def _hint(self, now: FaultFile) -> None:
        case = self._context.case
        origin = suggest_origin(case) if case is not None else None
        bearing = suggest_bearing(case, now)
        shown = (origin, bearing, now.origin, now.bearing_rule, now.persons)
        if shown == self._shown_hints:
            return
        self._shown_hints, self._suggested = shown, bearing
        clear(self._origin_hint)
        clear(self._bearing_hint)
        if origin is None:
            told = "案件没有记载第五条各项途径" if case is not None else "没有指明案件，途径由人填写"
            self._origin_hint.addWidget(text(told, "caption", wrap=True))
        elif now.origin != origin.origin:
            use = button("采用", "link", small=True, then=lambda: self._use("origin", origin.origin))
            self._origin_hint.addLayout(_suggestion(f"案件记载：{origin.because}", use))
        if bearing is not None and (now.bearing_rule != bearing.rule or now.persons != bearing.persons):
            use = button("采用", "link", small=True, then=self._use_bearing)
            self._bearing_hint.addLayout(_suggestion(f"可依{_rule_words(bearing)}：{bearing.because}", use))

    def _use(self, key: str, value: Any) -> None:
        self.boxes[key].editor.set_value(value)
        self._on_changed(key)
        self.go_to(key)

    def _use_bearing(self) -> None:
        suggested = self._suggested
        if suggested is not None:
            self.boxes["persons"].editor.set_value(suggested.persons)
            self._use("bearing_rule", suggested.rule)


def _rule_words(suggested: BearingSuggested) -> str:
    from procedures.faults import rule_words

    return rule_words(suggested.rule) if suggested.rule != "not_covered" else "“第六条没有规定的情形”"


def _head(words: str, caption: str) -> Item:
    line = row(text(words, "small-strong"), gap=8)
    line.addWidget(Elided(caption, "caption", least=0), 1)
    return line


def _suggestion(words: str, use: QWidget) -> QVBoxLayout:
    line = row(gap=10)
    line.addWidget(text(words, "caption", "blue", wrap=True), 1)
    line.addWidget(use)
    return column(line, gap=0)


def _tidied(file: FaultFile) -> FaultFile:
    """The file as the form would give it back untouched: texts without blank lines at their ends."""
    changes = {key: getattr(file, key).strip("\n") for key in TEXTS}
    return replace(file, **changes)
