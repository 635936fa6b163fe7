"""Asked before the window closes while something is still on its way into a case."""

from PySide6.QtWidgets import QWidget

from ui.dialogs.frame import StopDialog
from ui.dialogs.ways import WayOut, first_button, way_row
from ui.widgets.text import text

STAY, QUIT = "stay", "quit"
WAYS = (
    WayOut(STAY, "等它存完", "窗口留着，存完再退出", "留下", primary=True),
    WayOut(QUIT, "现在退出", "已存入的都在；没有存完的以后要重新拖入", "退出"),
)


class QuitDialog(StopDialog):
    """Says what is unfinished; `ask` tells whether to quit all the same."""

    def __init__(self, unfinished: str, parent: QWidget | None = None) -> None:
        super().__init__("还有文件没有存完", "warning", "amber", parent)
        self._quits = False
        self.add_body([text(unfinished, "body", wrap=True)])
        rows = [way_row(way, self._on_chosen) for way in WAYS]
        self.add_lines(rows)
        first = first_button(rows)
        if first is not None:
            self.set_first(first)

    def ask(self) -> bool:
        """Wait for the answer; going back means staying."""
        self.exec()
        return self._quits

    def _on_chosen(self, way: str) -> None:
        self._quits = way == QUIT
        self.accept()
