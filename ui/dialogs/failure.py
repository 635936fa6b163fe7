"""A fault of the machine, in this order: what failed, what is saved, what is not, what is untouched, ways out."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ui.dialogs.frame import StopDialog
from ui.dialogs.ways import WayOut, first_button, way_row
from ui.widgets.buttons import button
from ui.widgets.layout import Item
from ui.widgets.text import facts, text


@dataclass(frozen=True, slots=True)
class Failure:
    """What failed and why, what is safe, and a number under which the technical log has the details."""

    title: str
    cause: str
    saved: str
    unsaved: str
    untouched: str = ""
    ways: tuple[WayOut, ...] = ()
    number: str = ""

    def for_administrator(self) -> str:
        """Everything on the dialog as plain text, to be sent on; no personal data beyond what it says."""
        lines = (self.number, self.title, self.cause, f"已保存：{self.saved}", f"没有保存：{self.unsaved}")
        return "\n".join(line for line in lines if line)


class FailureDialog(StopDialog):
    """Tells a failure; `chosen` carries the id of a way out, Esc and 关闭 choose nothing."""

    chosen = Signal(str)

    def __init__(self, failure: Failure, parent: QWidget | None = None) -> None:
        super().__init__(failure.title, "warning", "amber", parent)
        self._choice = ""
        told = (("已保存", failure.saved), ("没有保存", failure.unsaved), ("没有影响", failure.untouched))
        body: list[Item] = [text(failure.cause, "body", wrap=True)]
        body.append(facts([pair for pair in told if pair[1]], label_width=72, gap=3))
        self.add_body(body)
        lines = [way_row(way, self._choose) for way in failure.ways]
        self.add_lines(lines)
        number = f"编号 {failure.number}，已写入诊断记录" if failure.number else ""
        copy = button("复制给管理员", "quiet", "copy", small=True, then=lambda: self._copy(failure))
        back = button("关闭", then=self.reject)
        self.add_foot([text(number, "caption"), None, copy, back])
        self.set_first(first_button(lines) or back)

    def _copy(self, failure: Failure) -> None:
        QGuiApplication.clipboard().setText(failure.for_administrator())

    def _choose(self, way: str) -> None:
        self._choice = way
        self.chosen.emit(way)
        self.accept()

    def ask(self) -> str:
        """Show it and wait; the id of the way chosen, an empty string for none."""
        self.exec()
        return self._choice
