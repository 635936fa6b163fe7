"""A thing that can be recorded now and then: a link that opens a small form with its own button."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.pages.asking import Ask
from ui.pages.supervision.fields import AskedFields, put_in
from ui.widgets.buttons import button
from ui.widgets.field_editors import EditorContext
from ui.widgets.layout import clear, column, frame, row
from ui.widgets.text import text


class ActionBlock(QWidget):
    """Heading, caption and the link; opened, the fields. `submitted` carries their values."""

    submitted = Signal(object)
    typed = Signal()

    def __init__(
        self, title: str, caption: str, label: str, asks: Sequence[Ask], context: EditorContext, action: str
    ) -> None:
        super().__init__()
        self._asks, self._context, self._action = asks, context, action
        self._kept: Mapping[str, Any] = {}
        self.form: AskedFields | None = None
        self.link = button(label, "link", small=True, then=self.open)
        self._place = column(gap=0)
        head = row(text(title, "small-strong"), gap=8)
        head.addWidget(text(caption, "caption", wrap=True), 1)
        head.addWidget(self.link)
        self.setLayout(column(head, self._place, gap=6))

    def open(self) -> None:
        """Show the fields, with what was typed before."""
        self._show()
        if self.form is not None:
            self.form.go_to(self._asks[0].key)

    def draft(self) -> dict[str, Any]:
        """What is typed, empty while the form is closed."""
        return self.form.draft() if self.form is not None else {}

    def set_draft(self, draft: Mapping[str, Any]) -> None:
        """Put back what was typed."""
        if draft:
            self._kept = draft
            self._show()

    def flush(self) -> None:
        """Tell at once of what is not kept yet."""
        if self.form is not None:
            self.form.flush()

    def _show(self) -> None:
        clear(self._place)
        self.link.hide()
        self.form = AskedFields(self._asks, self._context)
        self.form.set_values(self._kept)
        self.form.edited.connect(self.typed)
        act = button(self._action, small=True, then=self._submit)
        back = button("返回", "link", small=True, then=self._close)
        inner = column(self.form, row(None, back, act, gap=14), gap=8, margins=(12, 8, 12, 10))
        put_in(self._place, frame(inner, "well"))

    def _close(self) -> None:
        if self.form is not None:
            self._kept = self.form.draft()
        self.form = None
        clear(self._place)
        self.link.show()
        self.link.setFocus()
        self.typed.emit()

    def _submit(self) -> None:
        if self.form is not None and not self.form.composing() and self.form.check():
            self.submitted.emit(self.form.values())
