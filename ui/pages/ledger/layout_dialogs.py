"""Questions about layouts: what it is called, whether it goes; and about personal data."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from forms.ledger.layout import LONGEST_NAME
from procedures.text import check_text
from ui.dialogs.frame import StopDialog
from ui.widgets.buttons import button
from ui.widgets.inputs import LineEdit
from ui.widgets.layout import Item, column, row
from ui.widgets.text import facts, set_text, text


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a typed name would do: the verb on the button and a note; `wrong` stands in the way."""

    verb: str
    note: str = ""
    wrong: str = ""


class NameDialog(StopDialog):
    """Asks for the name of a layout; `judge` says what a name would do."""

    answered = Signal(str)

    def __init__(
        self, title: str, why: str, name: str, judge: Callable[[str], Verdict], parent: QWidget | None = None
    ) -> None:
        super().__init__(title, "ledger", "soft", parent)
        self._judge = judge
        self.line = LineEdit(name)
        self.line.setAccessibleName("布局名称")
        self.line.textChanged.connect(lambda _words: self._look())
        label: Item = row(text("布局名称", "label"), text("*", "label", "red"), None, gap=4)
        self._told = text("", "caption", wrap=True)
        self.add_body([text(why, "body", wrap=True), column(label, self.line, self._told, gap=4)])
        self.act = button("", "primary", then=self._accept)
        self.add_foot([None, button("返回", then=self.reject), self.act])
        for keys in ("Return", "Enter", "Ctrl+Return"):
            QShortcut(QKeySequence(keys), self.line, self._accept)
        self.set_first(self.line)
        self.line.selectAll()
        self._look()

    def name(self) -> str:
        """The name as it is typed."""
        return self.line.text().strip()

    def _verdict(self) -> Verdict:
        problem = check_text(self.name(), limit=LONGEST_NAME, line=True)
        verdict = self._judge(self.name())
        if not self.name():
            return Verdict(verdict.verb, wrong="还没有写名称")
        return Verdict(verdict.verb, wrong=problem.text) if problem is not None else verdict

    def _look(self) -> None:
        verdict = self._verdict()
        self.act.setText(verdict.verb)
        self.act.setEnabled(not verdict.wrong)
        set_text(self._told, verdict.wrong or verdict.note)

    def _accept(self) -> None:
        if not self._verdict().wrong and not self.line.composing():
            self.answered.emit(self.name())
            self.accept()


class AskDialog(StopDialog):
    """One question that must be answered by its verb, or left by 返回; a `careful` one is not answered by Enter."""

    agreed = Signal()

    def __init__(
        self,
        title: str,
        words: Sequence[str],
        verb: str,
        icon: str = "lock",
        pairs: Sequence[tuple[str, str]] = (),
        danger: bool = False,
        careful: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, icon, "soft", parent)
        body: list[Item] = [text(each, "body", wrap=True) for each in words]
        if pairs:
            body.append(facts(pairs, label_width=72, gap=3))
        self.add_body(body)
        self.act = button(verb, "danger" if danger else "primary", then=self._agree)
        back = button("返回", then=self.reject)
        self.add_foot([None, back, self.act])
        self.set_first(back if danger or careful else self.act)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._agree)

    def _agree(self) -> None:
        self.agreed.emit()
        self.accept()


def personal_dialog(labels: Sequence[str], parent: QWidget) -> AskDialog:
    """Asked once before a column with personal data is shown."""
    named = "、".join(labels)
    words = (
        f"{named}属于个人信息。列出时遮盖中间或者后面的部分，导出和打印的表也遮盖。",
        "需要完整内容的，在列的面板里另作一步。",
    )
    return AskDialog("含个人信息", words, "遮盖后列出", parent=parent)


def unmask_dialog(labels: Sequence[str], count: str, parent: QWidget) -> AskDialog:
    """Asked before personal data is shown whole."""
    words = (
        "显示以后，导出和打印的表也是完整的。显示和每次导出都记入日志：谁、何时、哪些列和条件。",
        "换布局、离开台账或者重新打开程序以后，恢复遮盖。",
    )
    pairs = (("列", "、".join(labels)), ("范围", count))
    return AskDialog("显示完整的个人信息", words, "显示完整内容", "eye", pairs, careful=True, parent=parent)


def remove_dialog(name: str, parent: QWidget) -> AskDialog:
    """Asked before a layout goes."""
    words = (f"本单位的人都不再能选“{name}”。用它导出过的表不受影响；要留一份的，先导出布局文件。",)
    return AskDialog(f"删除布局“{name}”", words, "删除布局", "trash", danger=True, parent=parent)
