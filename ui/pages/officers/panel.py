"""The panel beside a list of the register: a form for the chosen row, what was recorded before, one button."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout

from models.queries.office import RegisterLine
from procedures.zone import CHINA
from ui.desk import Desk
from ui.pages.asking import Ask
from ui.pages.case.keeping import keep_draft, kept_draft
from ui.pages.place import SideBox
from ui.widgets.buttons import button
from ui.widgets.field_editors import EditorContext
from ui.widgets.form_page import FormPage
from ui.widgets.layout import Item, clear, column, frame, row, rule, scroll
from ui.widgets.text import Elided, set_text, text

STREAM = "office"
History = Sequence[tuple[RegisterLine, str]]


class RecordPanel(SideBox):
    """Holds the form of one row. What is typed is kept as a draft until it is recorded with the button."""

    submitted = Signal()

    def __init__(self, desk: Desk, kind: str) -> None:
        super().__init__()
        self._desk, self._kind, self._page = desk, kind, ""
        self.form: FormPage | None = None
        self._title = Elided("", "heading")
        self.lead, self._place, self.history = column(gap=6), column(gap=0), column(gap=4)
        self.act = button("", "primary", then=self._on_act)
        self._told = text("", "caption", wrap=True)
        inner = column(self.lead, self._place, self.history, None, gap=12, margins=(16, 12, 16, 12))
        foot = row(gap=8, margins=(16, 9, 16, 9))
        foot.addWidget(self._told, 1)
        foot.addWidget(self.act)
        whole = column(frame(row(self._title, margins=(16, 10, 16, 8)), "header"), gap=0, margins=(1, 0, 0, 0))
        whole.addWidget(scroll(frame(inner)), 1)
        whole.addWidget(frame(foot, "footer"))
        self.setLayout(whole)

    def show_form(
        self, row_id: str, title: str, action: str, fields: Sequence[Ask], values: Mapping[str, Any]
    ) -> FormPage:
        """Show another row's form, with what was typed in it before and not yet recorded."""
        self.flush()
        self._page = f"{self._kind}/{row_id or 'new'}"
        set_text(self._title, title)
        self.act.setText(action)
        self.act.setToolTip(f"{action}（Ctrl+Enter）")
        clear(self._place)
        self.form = FormPage(fields, EditorContext(self._desk.today()))
        _narrow(self.form)
        self.form.set_values(values)
        kept = kept_draft(self._desk, STREAM, self._page)
        self.form.set_draft(kept)
        self.say("有未登记的内容，已恢复" if kept else "")
        self.form.edited.connect(self._keep)
        self.form.submitted.connect(self.submitted)
        self._place.addWidget(self.form)
        return self.form

    def show_history(self, lines: History, names: Mapping[str, str]) -> None:
        """Show what was recorded before, newest first."""
        clear(self.history)
        if not lines:
            return
        self.history.addWidget(rule())
        self.history.addWidget(text("登记经过", "small-strong"))
        for line, words in reversed(lines):
            when = f"{line.recorded_at.astimezone(CHINA):%Y-%m-%d %H:%M}"
            who = names.get(line.actor, "本机")
            told: Item = column(text(words, "small", "ink", wrap=True), text(f"{when}·{who}", "caption"), gap=0)
            self.history.addLayout(told)  # type: ignore[arg-type]

    def say(self, words: str) -> None:
        """Say something beside the button."""
        set_text(self._told, words)

    def forget(self) -> None:
        """The row is recorded: its draft is no longer wanted."""
        if self._page:
            keep_draft(self._desk, STREAM, self._page, {}, self)

    def flush(self) -> None:
        """Keep what is typed, at once."""
        if self.form is not None:
            self.form.flush()

    def _keep(self) -> None:
        if self.form is not None:
            keep_draft(self._desk, STREAM, self._page, self.form.draft(), self)

    def _on_act(self) -> None:
        if self.form is not None:
            self.form.flush()
        self.submitted.emit()


def _narrow(form: FormPage) -> None:
    """Let the twelve columns of a form be as narrow as the panel."""
    for grid in form.findChildren(QGridLayout):
        for number in range(grid.columnCount()):
            grid.setColumnMinimumWidth(number, 0)
