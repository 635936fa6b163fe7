"""自设提醒: a day and a few words for whoever works here; never a day of the law."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from models.operations.filing import drop_reminder, set_reminder
from models.reminders import Reminder
from procedures.problems import RuleError
from ui.desk import Desk
from ui.pages.asking import Ask
from ui.pages.filing.content import Content, stream_of
from ui.pages.filing.panel_page import PanelPage
from ui.pages.filing.words import name_of
from ui.widgets.buttons import button
from ui.widgets.field_editors import EditorContext
from ui.widgets.form_page import FormPage
from ui.widgets.layout import column, row
from ui.widgets.text import text

FIELDS = (
    Ask("on", "哪一天提醒", "date", 6, required=True),
    Ask("words", "提醒的内容", width=12, required=True, limit=100),
)
TOLD = "审查、改正、异议都没有规定期限。到这一天在工作台提醒本人，不是法定期限，也不会变红。"


class ReminderPage(PanelPage):
    """Sets, changes or drops the reminder of one filing."""

    def __init__(self, desk: Desk, content: Content) -> None:
        super().__init__()
        self.action = "改提醒" if content.reminder else "自设提醒"
        self._desk, self._content = desk, content
        self.form = FormPage(FIELDS, EditorContext(desk.today()), narrow=True)
        kept = content.reminder
        if kept is not None:
            self.form.set_values({"on": kept.on, "words": kept.words})
        head = row(text(self.action, "heading"), None)
        if kept is not None:
            head.addWidget(button("不再提醒", "link", small=True, then=self._drop))
        told = text(TOLD, "small", "soft", wrap=True)
        self.setLayout(column(head, told, self.form, None, gap=10, margins=(18, 12, 16, 12)))
        self.form.submitted.connect(self.record)
        QShortcut(QKeySequence("Esc"), self, self.left.emit, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def begin(self) -> None:
        self.form.go_to("on")

    def reminder(self) -> Reminder | None:
        """The reminder as it is typed; None while something is wanting."""
        values, line = self.form.values(), self._content.line
        if values["on"] is None or not values["words"]:
            return None
        title = f"{name_of(line)} → {line.recipient_name}"
        return Reminder(stream_of(line), values["on"], values["words"], title, line.decision, line.recipient)

    def record(self) -> None:
        told, session = self.reminder(), self._desk.session
        if told is None:
            self.form.go_to("on" if self.form.values()["on"] is None else "words")
            return
        self._desk.perform(
            lambda *, actor, now: set_reminder(session, told, actor=actor, now=now),
            owner=self,
            then=lambda _kept: self.recorded.emit(f"到 {told.on:%m-%d} 提醒"),
            refused=self._on_refused,
        )

    def _on_refused(self, error: RuleError) -> None:
        self.form.set_problems(error.problems)

    def _drop(self) -> None:
        kept, session = self._content.reminder, self._desk.session
        assert kept is not None
        self._desk.perform(
            lambda *, actor, now: drop_reminder(session, kept, actor=actor, now=now),
            owner=self,
            then=lambda _done: self.recorded.emit("不再提醒"),
        )
