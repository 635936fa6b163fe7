"""认定: fault or not, to be found out, or not followed up; each with what it asks for. Nothing is chosen before."""

from collections.abc import Mapping
from typing import Any, Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from ui.pages.asking import Ask
from ui.pages.supervision.fields import AskedFields, put_in
from ui.widgets.field_editors import EditorContext
from ui.widgets.layout import Item, clear, column, frame, row
from ui.widgets.text import text

Outcome = Literal["fault", "no_fault", "defer", "reject"]
OUTCOMES: Mapping[Outcome, tuple[str, str]] = {
    "fault": ("构成过错", "须写明故意或者过失、损害和因果，由第二人复核"),
    "no_fault": ("不构成过错", "不构成附件4第二条之过错，可作纪律提醒；须写明理由"),
    "defer": ("还要查明", "留在登记簿，设提醒"),
    "reject": ("不予采纳", "线索不成立；须写明理由"),
}
ASKS: Mapping[Outcome, tuple[Ask, ...]] = {
    "fault": (),
    "no_fault": (Ask("reason", "理由", "long_text", required=True),),
    "defer": (
        Ask("reason", "还要查明什么", "long_text", required=True),
        Ask("remind_on", "哪一天提醒", "date", 7, required=True, help="由办理人确定，不是法定期限"),
    ),
    "reject": (Ask("reason", "理由", "long_text", required=True),),
}
BASIS = "附件4 第二条"
ACTIONS: Mapping[Outcome, str] = {
    "fault": "提交复核",
    "no_fault": "认定不构成过错",
    "defer": "留待查明",
    "reject": "不予采纳",
}


class DecisionFields(QWidget):
    """The choice with its fields. `chosen` tells of another choice, `typed` that something is to be kept."""

    chosen = Signal()
    typed = Signal()

    def __init__(self, context: EditorContext) -> None:
        super().__init__()
        self._context = context
        self._kept: dict[str, Mapping[str, Any]] = {}
        self.form: AskedFields | None = None
        self._place = column(gap=0)
        self._group = QButtonGroup(self)
        self.buttons: dict[Outcome, QRadioButton] = {}
        lines: list[Item] = [text("认定", "small-strong")]
        for outcome, (label, caption) in OUTCOMES.items():
            made = QRadioButton(label)
            made.setAccessibleDescription(caption)
            made.clicked.connect(lambda _checked=False: self._on_chosen())
            self._group.addButton(made)
            self.buttons[outcome] = made
            line = row(made, gap=10)
            line.addWidget(text(caption, "caption", wrap=True), 1)
            lines.append(line)
        self.setLayout(column(*lines, self._place, gap=4))

    def outcome(self) -> Outcome | None:
        """What is chosen, None while nothing is."""
        return next((outcome for outcome, made in self.buttons.items() if made.isChecked()), None)

    def choose(self, outcome: Outcome) -> None:
        """Choose as a click does."""
        self.buttons[outcome].setChecked(True)
        self._on_chosen()

    def values(self) -> Mapping[str, Any]:
        """What is typed for the choice."""
        return self.form.values() if self.form is not None else {}

    def check(self) -> bool:
        """Show what is missing for the choice; True where nothing is."""
        return self.form is None or (not self.form.composing() and self.form.check())

    def draft(self) -> dict[str, Any]:
        """What is chosen and typed."""
        self._keep()
        chosen = self.outcome()
        return {"chosen": chosen, "forms": dict(self._kept)} if chosen else {}

    def set_draft(self, draft: Mapping[str, Any]) -> None:
        """Put back what was chosen and typed."""
        self._kept = dict(draft.get("forms", {}))
        self._group.setExclusive(False)
        for outcome, made in self.buttons.items():
            made.setChecked(outcome == draft.get("chosen"))
        self._group.setExclusive(True)
        self._show()

    def flush(self) -> None:
        """Tell at once of what is not kept yet."""
        if self.form is not None:
            self.form.flush()

    def _keep(self) -> None:
        if self.form is not None:
            self._kept[self.form.objectName()] = self.form.draft()

    def _on_chosen(self) -> None:
        self._keep()
        self._show()
        self.chosen.emit()
        self.typed.emit()

    def _show(self) -> None:
        clear(self._place)
        self.form, outcome = None, self.outcome()
        if outcome is None or not ASKS[outcome]:
            return
        self.form = AskedFields(ASKS[outcome], self._context, BASIS)
        self.form.setObjectName(outcome)
        self.form.set_values(self._kept.get(outcome, {}))
        self.form.edited.connect(self.typed)
        put_in(self._place, frame(column(self.form, gap=0, margins=(12, 8, 12, 10)), "well"))
