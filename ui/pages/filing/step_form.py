"""The small form of a step in the panel: whose filing it is, what is asked, the scan, what the rules object to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QWidget

from models.queries.filing_lines import FilingLine
from procedures.problems import Problem
from ui.pages.case.evidence.given import Given
from ui.pages.case.incoming import ScanBox
from ui.pages.filing.steps import FOUND, Step
from ui.pages.filing.words import PARTS, missing_words, spaced
from ui.widgets.field_editors import EditorContext
from ui.widgets.fields import tone_of
from ui.widgets.form_page import FormPage
from ui.widgets.layout import clear, column
from ui.widgets.surfaces import notice, well
from ui.widgets.text import facts, text

INCOMPLETE = "看过所缺的材料，仍登记为不完整报送"


@dataclass(frozen=True, slots=True)
class Begun:
    """What a form begins with: values with where they come from, and what the package lacks (keys of `PARTS`)."""

    values: Mapping[str, Any]
    sources: Mapping[str, str]
    lacking: tuple[str, ...] = ()


class StepForm(QWidget):
    """One step of one filing. `changed` tells of typing; `edited` when it is time to keep it."""

    changed = Signal()
    edited = Signal()
    submitted = Signal()
    left = Signal()

    def __init__(self, step: Step, line: FilingLine, context: EditorContext, begun: Begun) -> None:
        super().__init__()
        self.step, self.line, self._begun = step, line, begun
        self.form = FormPage(step.fields, context, narrow=True)
        self.scan = ScanBox() if step.scan else None
        self._notices = column(gap=8)
        self.seen = QCheckBox(INCOMPLETE)
        self.seen.hide()
        self._tried = False
        stack = column(_whose(line), gap=10)
        if step.told:
            stack.addWidget(text(step.told, "small", "soft", wrap=True))
        if self.scan is not None:
            self.scan.setAccessibleName(step.scan)
            stack.addLayout(column(text(step.scan, "label"), self.scan, gap=4))
            self.scan.changed.connect(self.changed)
        stack.addLayout(self._notices)
        stack.addWidget(self.seen)
        stack.addWidget(self.form)
        stack.addStretch(1)
        self.setLayout(stack)
        self._fill()
        self.form.changed.connect(lambda _key: self._on_changed())
        self.form.edited.connect(self.edited)
        self.form.submitted.connect(self.submitted)
        self.seen.toggled.connect(lambda _on: self.changed.emit())
        QShortcut(QKeySequence("Esc"), self, self.left.emit, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def given(self) -> Given | None:
        """The scan, where one was given."""
        return self.scan.given if self.scan is not None else None

    def lacking(self) -> tuple[str, ...]:
        """The parts that are not handed in with this filing; empty for another step."""
        values = self.form.values()
        if "parts" not in values:
            return ()
        handed = values["parts"] or ()
        return tuple(part for part in PARTS if part not in handed and part in (self.line.missing or PARTS))

    def wanting(self) -> tuple[Problem, ...]:
        """What stands in the way of recording."""
        values = self.form.values()
        found = list(self.form.own_problems())
        named = {problem.where for problem in found}
        for field in self.step.fields:
            if field.required and values[field.key] in (None, "", ()) and field.key not in named:
                found.append(Problem(f"没有填{field.label}", remedy="补填这一项", where=field.key))
        on = values.get("on")
        if on is not None and on < self.line.decided_on:
            remedy = f"决定作出于 {self.line.decided_on}，核对日期"
            found.append(Problem("这一天早于作出决定的日期", remedy=remedy, where="on"))
        if values.get("outcome") == "problems" and FOUND in values and not values[FOUND]:
            found.append(Problem("没有写审查发现的问题", remedy="照来函写一句", where=FOUND))
        if self.lacking() and not self.seen.isChecked():
            found.append(Problem("还没有确认所缺的材料", where="seen"))
        return tuple(found)

    def show_objections(self, found: Sequence[Problem]) -> None:
        """Show what the rules object to: at its field, else above the form."""
        keys = set(self.form.keys())
        wanting = [each for each in self.wanting() if self._tried or self.form.values().get(each.where) is not None]
        self.form.set_problems([*(each for each in found if each.where in keys), *wanting])
        clear(self._notices)
        lacking = self.lacking()
        if lacking:
            self._notices.addWidget(_incomplete(lacking))
        self.seen.setVisible(bool(lacking))
        for each in found:
            if each.where not in keys:
                reason = "。".join(part for part in (each.basis, each.remedy) if part)
                self._notices.addWidget(notice(each.text, reason, tone_of(each), "warning"))

    def try_it(self) -> bool:
        """Whether all is told; else show what is wanting and go there."""
        self._tried = True
        self.form.flush()
        wanting = self.wanting()
        self.show_objections(())
        if wanting:
            where = next((each.where for each in wanting if each.where in self.form.values()), "")
            if where:
                self.form.go_to(where)
            elif self.seen.isVisible():
                self.seen.setFocus()
        return not wanting

    def take_draft(self, kept: Mapping[str, Any]) -> None:
        """Go on with what was typed before."""
        known = set(self.form.keys())
        self.form.set_draft({key: value for key, value in kept.items() if key in known})

    def _fill(self) -> None:
        known = set(self.form.keys())
        values = {key: value for key, value in self._begun.values.items() if key in known}
        self.form.set_values(values, self._begun.sources)

    def _on_changed(self) -> None:
        if not self.lacking():
            self.seen.setChecked(False)
        self.changed.emit()


def _whose(line: FilingLine) -> QWidget:
    """Whose filing it is, before anything is recorded: a receipt laid to the wrong case is seen here."""
    of_case = line.source == "case"
    pairs = [
        ("报送给", line.recipient_name),
        ("案件" if of_case else "", line.title),
        ("当事人" if of_case else "名称", line.party_name if of_case else line.title),
        ("处罚" if of_case else "", spaced(line.penalty)),
        ("文号", line.number or "没有文号"),
    ]
    return well(facts([pair for pair in pairs if pair[0]], label_width=56, gap=3))


def _incomplete(lacking: Sequence[str]) -> QWidget:
    title = f"不完整：缺{missing_words(lacking)}"
    body = "现在报送只能登记为不完整，期限继续计算，直到补齐（附件2 第四条；附件4 第十二条第七项）。"
    made = notice(title, body, "amber", "warning")
    made.setAccessibleName(f"{title}。{body}")
    return made
