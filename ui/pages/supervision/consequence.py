"""追究方式: what follows under article 7, with what becomes of the certificates before it is done."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from forms.kinds import Choice
from models.session import Session
from procedures.faults import CONSEQUENCE_WORDS, Consequence, ConsequenceRule, FaultFile, rule_words
from procedures.problems import Problem
from ui.pages.asking import Ask
from ui.pages.supervision.annex import in_full_width
from ui.pages.supervision.fields import FieldGroup
from ui.pages.supervision.told import effect_words
from ui.widgets.field_editors import EditorContext, FieldEditor
from ui.widgets.layout import Item, clear, column
from ui.widgets.surfaces import notice
from ui.widgets.text import text

QUALIFICATION: tuple[str, ...] = ("certificate_from", "certificates_of")
COMPENSATION: tuple[str, ...] = ("amount",)
CRIME: tuple[str, ...] = ("crime", "handed_to", "handed_on")
YES_NO = (Choice("true", "构成，送交司法机关"), Choice("false", "不构成"))


class RulesEditor(FieldEditor):
    """The items of article 7, ticked, each with the regulation's own words; the value is a tuple of their keys."""

    def __init__(self, provisions: Mapping[ConsequenceRule, str]) -> None:
        super().__init__()
        self._boxes: dict[ConsequenceRule, QCheckBox] = {}
        lines: list[Item] = []
        for rule, words in provisions.items():
            made = QCheckBox(f"{rule_words(rule)}：{CONSEQUENCE_WORDS[rule]}")
            made.clicked.connect(lambda _checked=False: self._on_typed())
            self._boxes[rule] = made
            self.add_part(made)
            said = text(words, "caption", wrap=True)
            said.setContentsMargins(26, 0, 0, 0)
            lines += [made, said]
        self.setLayout(column(*lines, gap=1))

    def set_spoken_name(self, name: str) -> None:
        self.setAccessibleName(name)
        for made in self._boxes.values():
            made.setAccessibleName(f"{name}：{made.text()}")

    def value(self) -> Any:
        return tuple(rule for rule, made in self._boxes.items() if made.isChecked())

    def set_value(self, value: Any) -> None:
        chosen = set(value or ())
        for rule, made in self._boxes.items():
            made.setChecked(rule in chosen)


class ConsequenceForm(FieldGroup):
    """The fields of a consequence; those of an item show once it is ticked."""

    looked = Signal()

    def __init__(self, session: Session, file: FaultFile, context: EditorContext) -> None:
        super().__init__()
        self._session, self._file = session, file
        self._effect = column(gap=4)
        items = session.rulebook.accountability.items
        provisions = {rule: in_full_width(items[7, int(rule[2:])].text) for rule in CONSEQUENCE_WORDS}
        bearers = tuple(Choice(one.officer_id, one.name) for one in file.bearers() if one.officer_id)
        self.add(Ask("rules", "追究方式", help="都不选的，写明不予追究处分的理由"), RulesEditor(provisions))
        asks: Sequence[Ask] = (
            Ask("words", "处分和理由", "long_text", required=True),
            Ask("certificates_of", "取消谁的执法资格", "choices", 12, required=True, choices=bearers),
            Ask("certificate_from", "自哪一天起取消", "date", 6, required=True),
            Ask("crime", "是否构成犯罪", "boolean", choices=YES_NO),
            Ask("handed_to", "送交的司法机关"),
            Ask("handed_on", "送交的日期", "date", 6),
            Ask("amount", "责任人承担的赔偿费用（元）", "money", 7, required=True),
        )
        for ask in asks:
            self.add(ask, context=context)
        order = ("rules", "words", "certificates_of", "certificate_from")
        shown: list[QWidget] = [self.boxes[key] for key in order]
        more = [self.boxes[key] for key in (*CRIME, *COMPENSATION)]
        self.setLayout(column(*shown, self._effect, *more, gap=10))
        self.changed.connect(lambda _key: self._look())
        self._look()

    def consequence(self) -> Consequence:
        """What is typed; fields of an item that is not ticked don't count."""
        values, rules = self.values(), self.boxes["rules"].editor.value()
        heavy, crime = "7.2" in rules, values["crime"] is True
        return Consequence(
            rules=rules,
            words=values["words"] or "",
            certificate_from=values["certificate_from"] if heavy else None,
            certificates_of=(values["certificates_of"] or ()) if heavy else (),
            amount=values["amount"] if "7.3" in rules else None,
            crime=heavy and crime,
            handed_to=(values["handed_to"] or "") if heavy and crime else "",
            handed_on=values["handed_on"] if heavy and crime else None,
        )

    def show_wanting(self, problems: Sequence[Problem]) -> Sequence[Problem]:
        """Show what is missing at the fields; gives back what names none of them."""
        others = self.set_problems(problems)
        self.go_to_problem()
        return others

    def effect(self) -> tuple[str, ...]:
        """What will become of certificates, in words."""
        return effect_words(self._session, self._file, self.consequence())

    def _look(self) -> None:
        now = self.consequence()
        heavy = "7.2" in now.rules
        for key in (*QUALIFICATION, "crime"):
            self.boxes[key].setVisible(heavy)
        for key in ("handed_to", "handed_on"):
            self.boxes[key].setVisible(now.crime)
        for key in COMPENSATION:
            self.boxes[key].setVisible("7.3" in now.rules)
        clear(self._effect)
        told = self.effect()
        if told:
            body = "。".join((*told, "此后由其承办的行为，程序会指出没有有效证件。申诉期间先行恢复"))
            self._effect.addWidget(notice("记录以后，证件随之改变", f"{body}。", "amber", "officer"))
        self.looked.emit()
