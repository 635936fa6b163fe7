"""其他备案: a normative document or a major licence decision that has to be filed, in a small form."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from forms.kinds import Choice
from models.matters import matter_stream
from models.operations.matters import record_matter
from procedures.matters import MATTER_WORDS, Matter
from procedures.problems import Problem, RuleError
from ui.desk import Desk
from ui.pages.asking import Ask
from ui.pages.case.draft_names import FILING
from ui.pages.case.keeping import keep_draft, kept_draft
from ui.pages.filing.panel_page import PanelPage
from ui.pages.filing.steps import MATTER_ARTICLE
from ui.widgets.field_editors import EditorContext
from ui.widgets.form_page import FormPage
from ui.widgets.layout import column
from ui.widgets.text import text

KINDS = tuple(Choice(value, label) for value, label in MATTER_WORDS.items())
FIELDS = (
    Ask("kind", "种类", "choice", 6, required=True, choices=KINDS),
    Ask("made_on", "日期", "date", 6, required=True),
    Ask("title", "标题", width=12, required=True, help="照文件写全称"),
    Ask("number", "文号", width=12),
    Ask("note", "备注", "long_text", 12),
)
TOLD = "规范性文件填公布之日，许可填决定之日。次日起 15 日内报两处，是参照重大处罚决定的做法（待确认）。"
STREAM, DRAFT = matter_stream("new"), f"{FILING}matter"


class MatterPage(PanelPage):
    """Records one matter; what is typed is kept until then."""

    action = "登记其他备案"
    article = MATTER_ARTICLE

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.form = FormPage(FIELDS, EditorContext(desk.today()), narrow=True)
        self.form.set_draft(kept_draft(desk, STREAM, DRAFT))
        told = text(TOLD, "small", "soft", wrap=True)
        self.setLayout(column(text(self.action, "heading"), told, self.form, None, gap=10, margins=(18, 12, 16, 12)))
        self.form.edited.connect(lambda: keep_draft(desk, STREAM, DRAFT, self.form.draft(), self))
        self.form.submitted.connect(self.record)
        QShortcut(QKeySequence("Esc"), self, self.left.emit, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def begin(self) -> None:
        self.form.go_to("kind")

    def save(self) -> None:
        self.form.flush()

    def record(self) -> None:
        self.form.flush()
        wanting = self._wanting()
        if wanting:
            self.form.set_problems(wanting)
            self.form.go_to(wanting[0].where)
            return
        values, session = self.form.values(), self._desk.session
        matter = Matter(
            "", values["kind"], values["title"], values["number"] or "", values["made_on"], values["note"] or ""
        )
        self._desk.perform(
            lambda *, actor, now: record_matter(session, matter, actor=actor, now=now),
            owner=self,
            then=lambda _change: self._on_stored(matter),
            refused=self._on_refused,
        )

    def _wanting(self) -> Sequence[Problem]:
        values, found = self.form.values(), list(self.form.own_problems())
        named = {problem.where for problem in found}
        for field in FIELDS:
            if field.required and values[field.key] in (None, "") and field.key not in named:
                found.append(Problem(f"没有填{field.label}", remedy="补填这一项", where=field.key))
        return found

    def _on_refused(self, error: RuleError) -> None:
        self.form.set_problems(error.problems)
        self.form.go_to_problem()

    def _on_stored(self, matter: Matter) -> None:
        keep_draft(self._desk, STREAM, DRAFT, {}, self)
        self.recorded.emit(f"已登记《{matter.title}》，向两处备案的期限从次日起算")
