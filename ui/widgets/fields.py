"""A field on a page: label, editor, then one line of help or the objection; and twelve columns for them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from procedures.problems import Problem
from ui.widgets.buttons import Action, ElidedLink, links
from ui.widgets.field_editors import FieldEditor
from ui.widgets.layout import clear, column, frame, row
from ui.widgets.painted import Picture
from ui.widgets.surfaces import notice
from ui.widgets.text import Elided, set_text, text

COLUMNS = 12
BOX_FROM = 5
LEAST_COLUMN = 44
GUTTER = 12
LEAST_LABEL = 96
Ways = Sequence[tuple[str, Action]]


def tone_of(problem: Problem) -> str:
    """Red must be mended before the step can be done, amber must be looked at."""
    return "red" if problem.severity == "blocking" else "amber"


def objection(problem: Problem, narrow: bool = False, ways: Ways = ()) -> QWidget:
    """A problem at its field: a box with its ways out, or in a narrow column one line with a caption."""
    tone = tone_of(problem)
    icon = "blocked" if tone == "red" else "warning"
    reason = "。".join(part for part in (problem.basis, problem.remedy) if part)
    if not narrow:
        return notice(problem.text, reason, tone, icon, links(*ways) if ways else None)
    head = row(Picture(icon, 14, tone), gap=5)
    head.addWidget(text(problem.text, "small-strong", tone, wrap=True), 1)
    lines = column(head, gap=0)
    if reason:
        lines.addWidget(text(reason, "caption", "soft", wrap=True))
    if ways:
        lines.addWidget(links(*ways))
    made = frame(lines)
    made.setAccessibleName(f"{problem.text}。{reason}")
    return made


class FieldBox(QWidget):
    """One field with all that belongs to it. The editor's own problem comes before those of the form."""

    source_asked = Signal()

    def __init__(
        self, label: str, editor: FieldEditor, *, required: bool = False, help_: str = "", width: int = COLUMNS
    ) -> None:
        super().__init__()
        self.editor, self._help, self._narrow = editor, help_, width < BOX_FROM
        if not editor.accessibleName():
            editor.set_spoken_name(label)
        self._given: Problem | None = None
        self._ways: Ways = ()
        self._shown: tuple[object, ...] = ()
        self._source = ElidedLink("", then=self.source_asked.emit)
        self._source.setProperty("density", "tiny")
        self._source.hide()
        head = row(Elided(label, "label", least=LEAST_LABEL), gap=4)
        head.addStrut(20)
        if required:
            head.addWidget(text("*", "label", "red"))
        head.addStretch(1)
        head.addWidget(self._source)
        self._foot = column(gap=0)
        self._hint = text(help_, "caption", wrap=True)
        self._hint.setVisible(bool(help_))
        self.setLayout(column(head, editor, self._hint, self._foot, None, gap=4))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        editor.helped.connect(self._on_helped)
        editor.changed.connect(self._on_changed)
        editor.left.connect(self._look)

    def set_problem(self, problem: Problem | None, ways: Ways = ()) -> None:
        """Show what the form objects to, with ways out; None when there is nothing any more."""
        self._given, self._ways = problem, ways
        self._look()

    def problem(self) -> Problem | None:
        """What is objected to now."""
        return self.editor.own_problem() or self._given

    def set_filled(self, source: str) -> None:
        """Show that the program filled the field; its source stands at the right of the label, one click away."""
        self.editor.set_filled(source)
        self._source.setText(source)
        self._source.setToolTip(f"由程序带入：{source}" if source else "")
        self._source.setVisible(bool(source))

    def _on_helped(self, words: str) -> None:
        shown = words or self._help
        set_text(self._hint, shown)
        self._hint.setVisible(bool(shown))

    def _on_changed(self) -> None:
        if not self.editor.filled():
            self._source.hide()
        if self._shown:
            self._look()

    def _look(self) -> None:
        own = self.editor.own_problem()
        problem = own or self._given
        ways = self._ways if own is None else self._clean_way(own)
        shown = (problem, tuple(label for label, _ in ways)) if problem else ()
        self.editor.set_problem(problem)
        self.setProperty("article", problem.basis if problem else "")
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._foot)
        if problem is not None:
            self._foot.addWidget(objection(problem, self._narrow, ways))

    def _clean_way(self, problem: Problem) -> Ways:
        return [("清理文字", self._clean)] if "清理文字" in problem.remedy else ()

    def _clean(self) -> None:
        self.editor.clean()
        self._look()


def form_grid(boxes: Sequence[tuple[QWidget | QLayout, int]]) -> QGridLayout:
    """Place widgets on twelve columns, row after row; each comes with its width in twelfths.

    The gutter is shared out as margins, since a QGridLayout gives no spacing to columns in which nothing ends.
    """
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(0)
    grid.setVerticalSpacing(10)
    for number in range(COLUMNS):
        grid.setColumnStretch(number, 1)
        grid.setColumnMinimumWidth(number, LEAST_COLUMN)
    line = used = 0
    for box, width in boxes:
        span = min(max(1, width or COLUMNS), COLUMNS)
        if used + span > COLUMNS:
            line, used = line + 1, 0
        before, after = GUTTER * used // COLUMNS, GUTTER * (COLUMNS - used - span) // COLUMNS
        grid.addLayout(column(box, gap=0, margins=(before, 0, after, 0)), line, used, 1, span)
        used += span
    return grid


def form_lines(boxes: Sequence[tuple[QWidget, int]]) -> QVBoxLayout:
    """Place widgets in lines of twelve twelfths, for a narrow panel: they share the room there is, whatever it is."""
    lines, used = column(gap=10), COLUMNS
    for box, width in boxes:
        if used + width > COLUMNS:
            line, used = row(gap=GUTTER), 0
            lines.addLayout(line)
        line.addWidget(box, width)
        used += width
    return lines


@dataclass(frozen=True, slots=True)
class ProblemCount:
    """How much is to be mended (须改) and how much to be looked at (提醒)."""

    mend: int = 0
    look: int = 0
