"""The panel beside the list: the chosen filing, its steps as small forms, and the one button for what comes next."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from models.queries.filing_lines import DeskRow, FilingLine, JudgedLine
from ui import tasks
from ui.desk import Desk
from ui.pages.case.why import show_why
from ui.pages.case.words import clock_doubt
from ui.pages.filing.content import Content, names_of, read_content
from ui.pages.filing.correction import correction_of
from ui.pages.filing.judged import JudgedView, verdict_tag
from ui.pages.filing.matter_page import MatterPage
from ui.pages.filing.overview import Overview
from ui.pages.filing.panel_page import PanelPage
from ui.pages.filing.reminder_page import ReminderPage
from ui.pages.filing.step_page import StepPage
from ui.pages.filing.steps import CORRECTED, FILED, step_of, usual_next
from ui.pages.filing.words import look_of, name_of, short_date, short_name
from ui.pages.place import SideBox
from ui.widgets.buttons import button
from ui.widgets.glyphs import SignalGlyph, StateGlyph
from ui.widgets.layout import clear, column, frame, row, scroll
from ui.widgets.popover import Popover
from ui.widgets.surfaces import empty_state
from ui.widgets.text import Elided, pill, set_text, text

DECIDED = "作出处罚决定"
NOTHING = "选一行，看这一处的材料、经过和下一步。"


class FilingPanel(SideBox):
    """One filing. `paper_asked` goes to the report of a step, `recorded` tells in words what was done.

    `case_asked` opens its case, `other_asked` goes to another recipient of the same decision.
    """

    paper_asked = Signal(str)
    step_changed = Signal()  # a form took the place of the overview, or was left
    case_asked = Signal()
    loaded = Signal()
    recorded = Signal(str)
    other_asked = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._asked, self._writing, self._drafting = 0, "", False
        self._row: DeskRow | None = None
        self._judged: JudgedLine | None = None
        self.line: FilingLine | None = None
        self.content: Content | None = None
        self.step: PanelPage | None = None
        self._step_area: QWidget | None = None
        self._goes_on = False
        self.why: Popover | None = None
        self.overview = Overview()
        self._judged_view = JudgedView()
        # the forms that take the place of the overview, and drafts beside it, have this key for themselves
        self._keys = QShortcut(QKeySequence("Ctrl+Return"), self, self._on_primary)
        self._lay()
        self.overview.step_asked.connect(self.begin)
        self.overview.reminder_asked.connect(self.begin_reminder)
        self.overview.other_asked.connect(self.other_asked)

    def _lay(self) -> None:
        self._title = Elided("", "heading")
        self._open = button("打开案件", "link", small=True, then=self.case_asked.emit)
        self._tag = row(gap=8)
        first = row(gap=10)
        first.addWidget(self._title, 1)
        first.addWidget(self._open)
        self._head = frame(column(first, self._tag, gap=4, margins=(18, 11, 16, 10)), "header")
        self._body = QStackedWidget()
        self._overview = scroll(self.overview)
        self._about = scroll(self._judged_view)
        self._nothing = empty_state("filing", "没有选中的事项", NOTHING)
        for each in (self._overview, self._about, self._nothing):
            self._body.addWidget(each)
        self._told = text("", "caption", wrap=True)
        self._back = button("返回", then=self.leave_step)
        self.primary = button("", "primary", then=self._on_primary)
        foot = row(gap=8, margins=(18, 9, 16, 9))
        foot.addWidget(self._told, 1)
        foot.addWidget(self._back)
        foot.addWidget(self.primary)
        self._foot = frame(foot, "footer")
        stack = column(self._head, gap=0, margins=(1, 0, 0, 0))
        stack.addWidget(self._body, 1)
        stack.addWidget(self._foot)
        self.setLayout(stack)
        self.show_nothing()

    def show_filing(self, entry: DeskRow, line: FilingLine) -> None:
        """Show one filing; what lies behind it is read off the window's thread."""
        same = self.line is not None and _key(self.line) == _key(line)
        if not same:
            self.leave_step()
            self.content = None
            self.overview.show_waiting()
        self._row, self.line, self._judged = entry, line, None
        self._show_head(line)
        if self.step is None:
            self._body.setCurrentWidget(self._overview)
        self._show_foot()
        self._load(line)

    def reload(self) -> None:
        """Read anew what lies behind the filing."""
        if self.line is not None:
            self._load(self.line)

    def show_judged(self, line: JudgedLine) -> None:
        """Show why a decision need not be filed."""
        self._forget()
        self._judged = line
        set_text(self._title, name_of(line))
        clear(self._tag)
        self._tag.addWidget(verdict_tag(line))
        self._head.show()
        self._judged_view.show_line(line)
        self._body.setCurrentWidget(self._about)
        self._show_foot()

    def show_nothing(self) -> None:
        """Nothing is chosen."""
        self._forget()
        self._head.hide()
        self._body.setCurrentWidget(self._nothing)
        self._show_foot()

    def tell_writing(self, words: str, *, is_draft: bool = False) -> None:
        """A report is being looked at beside the panel: say what comes after it, in the place of the button.

        While it is a draft, button and Ctrl+Enter are the draft's even where a form is open in the panel.
        """
        self._writing, self._drafting = words, is_draft
        self._show_foot()

    def case_id(self) -> str:
        """The case of what is shown; empty for a matter."""
        if self._judged is not None:
            return self._judged.case_id
        return self.line.source_id if self.line is not None and self.line.source == "case" else ""

    def begin(self, kind: str) -> None:
        """Show the form of a step in the place of the overview."""
        if self.content is not None:
            self._put(StepPage(self._desk, self.content, kind))

    def begin_reminder(self) -> None:
        """Show the form of one's own reminder."""
        if self.content is not None:
            self._put(ReminderPage(self._desk, self.content))

    def begin_matter(self) -> None:
        """Show the form that records another matter."""
        self.show_nothing()
        self._put(MatterPage(self._desk))

    def go_on(self) -> None:
        """Do what comes next of the filing that is shown, once it is read."""
        self._goes_on = self.content is None
        if self.content is not None:
            self._on_primary()

    def _put(self, page: PanelPage) -> None:
        self.leave_step()
        page.left.connect(self.leave_step)
        page.recorded.connect(self._on_recorded)
        page.renamed.connect(self._show_foot)
        page.paper_asked.connect(self.paper_asked)
        self.step = page
        self._step_area = area = scroll(page)
        self._body.addWidget(area)
        self._body.setCurrentWidget(area)
        self._show_foot()
        self.step_changed.emit()
        page.begin()

    def leave_step(self) -> None:
        """Go back to the overview; what is typed is kept."""
        if self.step is None:
            return
        self.step.save()
        area = self._step_area
        self.step = self._step_area = None
        self._body.setCurrentWidget(self._overview if self.line is not None else self._nothing)
        if area is not None:
            self._body.removeWidget(area)
            area.hide()
            area.deleteLater()
        self._show_foot()
        self.step_changed.emit()

    def save(self) -> None:
        """Keep what is typed."""
        if self.step is not None:
            self.step.save()

    def explain(self) -> None:
        """为什么是这一天."""
        if self.line is not None:
            self.why = show_why(self.line.clock, self._desk.session.rulebook, DECIDED, self._head)

    def names(self) -> Mapping[str, str]:
        """Officers by id with their names."""
        return dict(names_of(self._desk, self.content.opened if self.content else None))

    def _forget(self) -> None:
        self.leave_step()
        self._asked += 1
        self._row = self.line = self.content = self._judged = None

    def _show_head(self, line: FilingLine) -> None:
        self._head.show()
        set_text(self._title, f"{short_name(line)} → {line.recipient_name}")
        self._open.setVisible(line.source == "case")
        clear(self._tag)
        look = look_of(line, self._desk.today())
        if look.signal is not None:
            self._tag.addWidget(SignalGlyph(look.signal))
        elif look.state is not None:
            self._tag.addWidget(StateGlyph(look.state))
        self._tag.addWidget(text(look.word, "small-strong" if look.signal else "small", look.tone))
        self._tag.addStretch(1)
        if clock_doubt(line.clock.clock):
            self._tag.addWidget(pill("待确认", "amber"))
        due = short_date(line.due, self._desk.today())
        self._tag.addWidget(button(f"为什么是 {due}", "link", small=True, then=self.explain))

    def _load(self, line: FilingLine) -> None:
        self._asked += 1
        asked, desk = self._asked, self._desk

        def show(content: Content) -> None:
            if asked == self._asked:
                self._on_content(content)

        tasks.run(
            lambda _progress: read_content(desk, line),
            then=show,
            failed=lambda error: desk.tell(error, self, "这件备案现在读不出来"),
            owner=self,
        )

    def _on_content(self, content: Content) -> None:
        self.content = content
        if self.step is not None:
            self.step.take(content)
        entry = self._row
        others = [each for each in entry.lines if each.recipient != content.line.recipient] if entry else []
        self.overview.show_content(content, others, self.names(), self._desk.today())
        self._show_foot()
        self.loaded.emit()
        if self._goes_on:
            self._goes_on = False
            self._on_primary()

    def _show_foot(self) -> None:
        self._foot.setVisible(self.step is not None or bool(self._next()) or bool(self._writing))
        self._back.setVisible(self.step is not None)
        self._keys.setEnabled(self.step is None and not self._writing)
        if self.step is not None:
            self.step.set_submits(not self._drafting)
        if self.step is not None and not self._drafting:
            set_text(self._told, self.step.article)
            self._say(self.step.action, True)
            return
        kind = self._next()
        self.primary.setVisible(bool(kind) and not self._writing)
        if self._writing:
            set_text(self._told, self._writing)
            return
        set_text(self._told, step_of(kind, self.line).article if kind and self.line else "")
        if kind and self.line is not None:
            self._say(self._words_of(kind), self.content is not None)

    def _next(self) -> str:
        """The kind of act that the button leads to; empty for none."""
        if self.line is None:
            return ""
        correction = correction_of(self.content) if self.content and self.line.state == "problems" else None
        if correction is not None and correction.is_served:
            return CORRECTED
        return usual_next(self.line)

    def _say(self, words: str, on: bool) -> None:
        self.primary.setVisible(True)
        self.primary.setText(words)
        self.primary.setToolTip(f"{words}（Ctrl+Enter）")
        self.primary.setEnabled(on)

    def _words_of(self, kind: str) -> str:
        assert self.line is not None
        return "制作备案报告" if self._wants_report(kind) else step_of(kind, self.line).action

    def _wants_report(self, kind: str) -> bool:
        """Whether the report comes first."""
        return kind == FILED and self.content is not None and self.content.wants_report()

    def _on_primary(self) -> None:
        if self.step is not None:
            self.step.record()
        elif self.line is not None and self.primary.isVisible() and self.primary.isEnabled():
            kind = self._next()
            if self._wants_report(kind):
                self.paper_asked.emit(FILED)
            else:
                self.begin(kind)

    def _on_recorded(self, words: str) -> None:
        self.leave_step()
        self.recorded.emit(words)


def _key(line: FilingLine) -> tuple[str, str, str, str]:
    return (line.source_id, line.decision, line.party, line.recipient)
