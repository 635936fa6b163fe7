"""What stands above the fields of an act: which act, why it is due, what follows from what is typed, its papers."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from procedures.case import Act
from procedures.problems import Problem
from procedures.stages import Step
from ui.pages.case.act_notes import Note
from ui.pages.case.act_words import title_of
from ui.pages.case.plans import Plan
from ui.pages.case.words import doubt_of
from ui.widgets.buttons import Segments, button
from ui.widgets.fields import objection
from ui.widgets.glyphs import State, StateTag
from ui.widgets.layout import clear, column, frame, row
from ui.widgets.painted import Picture
from ui.widgets.surfaces import notice
from ui.widgets.text import pill, text

NOT_RECORDED = "还没有登记"


class ActTop(QWidget):
    """The head of an act's page.

    `kind_chosen` carries another kind of the same step, `paper_shown` an issued paper, `done_asked` asks for what is
    recorded of the step.
    """

    kind_chosen = Signal(str)
    paper_shown = Signal(str)
    done_asked = Signal()

    def __init__(self, kind: str, step: Step | None, plan: Plan | None, recorded: Sequence[Act] = ()) -> None:
        super().__init__()
        self._state = StateTag(State.DRAFT, NOT_RECORDED)
        self._counts = row(gap=6)
        self._notes, self._objections = column(gap=2), column(gap=8)
        head = row(text(title_of(kind), "heading"), self._state, None, self._counts, gap=10)
        stack = column(head, gap=8)
        kinds = step.act_kinds if step else ()
        if len(kinds) > 1:
            stack.addWidget(self._choice(kind, kinds))
        for part in (*_why(step), *self._recorded(recorded), *self._papers(plan)):
            stack.addWidget(part)
        stack.addLayout(self._notes)
        stack.addLayout(self._objections)
        self.setLayout(stack)

    def set_state(self, words: str) -> None:
        """Say where the draft stands."""
        self._state.set_state(State.DRAFT, words)

    def set_counts(self, mend: int, look: int) -> None:
        """Say how much is to be filled in and how much to be looked at."""
        clear(self._counts)
        if mend:
            self._counts.addWidget(pill(f"须填 {mend}", "red"))
        if look:
            self._counts.addWidget(pill(f"提醒 {look}", "amber"))

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Show what follows from what is typed, each line with its article."""
        clear(self._notes)
        for each in notes:
            words = f"{each.text}（{each.basis}）" if each.basis else each.text
            told = text(words, "small", each.tone, wrap=True)
            told.setProperty("article", each.basis)
            line = row(
                column(2, Picture("warning" if each.tone == "amber" else "info", 14, each.tone), None, gap=0), gap=6
            )
            line.addWidget(told, 1)
            self._notes.addWidget(frame(line))

    def show_objections(self, problems: Sequence[Problem]) -> None:
        """Show the objections that stand at no field."""
        clear(self._objections)
        for problem in problems:
            self._objections.addWidget(objection(problem))

    def _choice(self, kind: str, kinds: Sequence[str]) -> QWidget:
        parts = Segments([title_of(each) for each in kinds], kinds.index(kind) if kind in kinds else 0, keys=False)
        parts.chosen.connect(lambda number: self.kind_chosen.emit(kinds[number]))
        return parts

    def _recorded(self, acts: Sequence[Act]) -> Sequence[QFrame]:
        if not acts:
            return ()
        days = "、".join(f"{act.on:%m-%d}" for act in acts[-3:])
        told = text(f"已登记 {len(acts)} 次：{days}", "small", "soft")
        return (frame(row(told, button("查看", "link", small=True, then=self.done_asked.emit), None, gap=8)),)

    def _papers(self, plan: Plan | None) -> Sequence[QFrame]:
        """The papers that are issued for this act: it counts once it is recorded."""
        if plan is None or not plan.papers:
            return ()
        links = [
            button(f"查看{paper.title}", "link", small=True, then=partial(self.paper_shown.emit, paper.id))
            for paper in plan.papers
        ]
        told = "登记后生效。文书上的内容不能在这里改；写错的，先作废文书。"
        return (notice(f"已签发{plan.told()}", told, "blue", "document", frame(column(*links, gap=2))),)


def _why(step: Step | None) -> Sequence[QWidget]:
    """Why the step is due, barred or waiting, with its article."""
    if step is None or not step.reason:
        return ()
    if step.state == "blocked":
        earliest = f"。最早 {step.possible_on}" if step.possible_on and f"{step.possible_on}" not in step.reason else ""
        told = "已经办过的，可以如实补记；补记的留有异议。"
        return (notice(f"{step.reason}{earliest}", f"{step.basis}。{told}", "red", "blocked"),)
    words = text(f"{step.reason}（{step.basis}）" if step.basis else step.reason, "small", "soft", wrap=True)
    words.setProperty("article", step.basis)
    line = row(gap=8)
    line.addWidget(words, 1)
    doubt = doubt_of(step.certainty)
    if doubt:
        mark = pill("待确认", "amber")
        mark.setToolTip(doubt)
        line.addWidget(mark)
    return (frame(line),)
