"""Two lists to choose from: a kind of act to record, and a recorded act to void."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.operations.cases import void_act
from procedures.case import Act
from procedures.kinds import kinds, stages
from ui.desk import Desk
from ui.dialogs.reason import Reason, ReasonDialog, voiding
from ui.pages.case.act_words import title_of
from ui.pages.case.keeping import open_dialog, tell_refusal
from ui.pages.case.opened import OpenedCase
from ui.pages.case.words import act_label, act_told
from ui.widgets.buttons import button
from ui.widgets.inputs import search_box
from ui.widgets.layout import column, row
from ui.widgets.surfaces import empty_state, footer
from ui.widgets.tables import Cell, Column, Table
from ui.widgets.text import text

# Acts that other operations record, or that have a page of their own.
NOT_OFFERED = frozenset({"act_voided"})


class KindPage(QWidget):
    """All kinds of act by stage, with a filter. `chosen` carries one."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._filter = search_box("行为名称", 240)
        self._table = Table((Column("阶段", 150), Column("办案行为")))
        self._kinds: list[str] = []
        self._filter.textChanged.connect(lambda _words: self._show())
        self._filter.returnPressed.connect(lambda: self._open(0))
        self._table.opened.connect(self._open)
        head = row(text("登记其他行为", "heading"), None, self._filter)
        told = text("如实登记已经发生的行为；法律不允许的，登记后留有异议。", "small", "soft", wrap=True)
        stack = column(column(head, told, gap=6, margins=(20, 12, 20, 10)), gap=0)
        stack.addWidget(self._table, 1)
        stack.addWidget(
            footer(text("回车打开所选的行为", "caption"), None, button("登记", "primary", then=self._current))
        )
        self.setLayout(stack)
        self._show()

    def _show(self) -> None:
        words = self._filter.text().strip()
        offered = [kind for kind in kinds().values() if kind.kind not in NOT_OFFERED]
        found = [kind for kind in offered if words in kind.label or words in title_of(kind.kind)]
        self._kinds = [kind.kind for kind in found]
        self._table.set_rows([[Cell(stages()[kind.stage], tone="faint"), kind.label] for kind in found])
        if found and words:
            self._table.selectRow(0)

    def _open(self, number: int) -> None:
        if 0 <= number < len(self._kinds):
            self.chosen.emit(self._kinds[number])

    def _current(self) -> None:
        self._open(self._table.currentIndex().row())


class VoidPage(QWidget):
    """The live acts of a case; one is chosen to be voided with a reason. `voided` tells that it was."""

    voided = Signal()

    def __init__(self, desk: Desk, opened: OpenedCase) -> None:
        super().__init__()
        self._desk, self._opened = desk, opened
        self._acts: list[Act] = []
        self._table = Table((Column("日期", 110), Column("办案行为", 190), Column("内容")))
        self._table.opened.connect(lambda number: self.ask(self._acts[number].id))
        told = "记载不能改，只能作废后重新登记；作废的划去，仍然看得见。"
        stack = column(
            column(
                text("更正已作的行为", "heading"),
                text(told, "small", "soft", wrap=True),
                gap=6,
                margins=(20, 12, 20, 10),
            ),
            gap=0,
        )
        if opened.case.live_acts():
            stack.addWidget(self._table, 1)
            button_ = button("作废所选的记载", "danger", then=self._current)
            stack.addWidget(footer(text("选一条，写明哪里记错了", "caption"), None, button_))
        else:
            stack.addWidget(empty_state("journal", "还没有可以更正的行为", "登记了行为以后，记错的在这里作废。"), 1)
        self.setLayout(stack)
        self.update_case(opened)

    def update_case(self, opened: OpenedCase) -> None:
        """Show the live acts as they stand now, the newest first."""
        self._opened = opened
        self._acts = list(reversed(opened.case.live_acts()))
        self._table.set_rows(
            [
                (
                    f"{act.on}",
                    Cell(act_label(act), strong=True),
                    act_told(act, opened.case, opened.session.rulebook.recipients),
                )
                for act in self._acts
            ]
        )

    def save(self) -> None:
        """Nothing is typed here."""

    def ask(self, act_id: str) -> None:
        """Ask for the reason of voiding an act."""
        act = next(each for each in self._opened.case.live_acts() if each.id == act_id)
        question = voiding(
            f"“{act_label(act)}”",
            "作废后这条记载不再计入期限和步骤，需要的重新登记；作废的理由和原来的记载都留在办案日志里。",
            [
                ("日期", f"{act.on}"),
                ("内容", act_told(act, self._opened.case, self._opened.session.rulebook.recipients) or "无"),
            ],
        )
        dialog = ReasonDialog(question, self.window())
        dialog.answered.connect(lambda reason: self._void(act, reason))
        open_dialog(dialog)

    def _current(self) -> None:
        number = self._table.currentIndex().row()
        if 0 <= number < len(self._acts):
            self.ask(self._acts[number].id)

    def _void(self, act: Act, reason: Reason) -> None:
        session, opened = self._desk.session, self._opened
        self._desk.perform(
            lambda *, actor, now: void_act(
                session, opened.case_id, opened.seen, act.id, reason.text, actor=actor, now=now
            ),
            owner=self,
            then=lambda _change: self.voided.emit(),
            refused=lambda error: tell_refusal(error, f"“{act_label(act)}”不能作废", self),
        )
