"""核对材料: whose copies the files of a package are that came in: of this case, of another one, of none."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from models.queries.packages import CopyOwner, check_copies
from ui import tasks, theme
from ui.desk import Desk
from ui.dialogs.frame import StopDialog
from ui.widgets.buttons import button
from ui.widgets.glyphs import State
from ui.widgets.layout import column, frame
from ui.widgets.rows import Cell, Column
from ui.widgets.tables import Table
from ui.widgets.text import Elided, set_text, text
from ui.widgets.toast import ProgressLine

WIDTH, HEIGHT = 820, 320
COLUMNS = (Column("文件", 260), Column("对应的材料"), Column("核对", 120))
TOLD = "按校验值比对：与本案文书、证据的原件逐字节相同的才算一致。重新扫描、另存过的文件对不上，须看原件核对。"


class CopiesDialog(StopDialog):
    """Compares files with what the office keeps, and names the case that a foreign one belongs to."""

    def __init__(self, desk: Desk, case_id: str, files: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__("核对收到的材料", "evidence", "soft", parent)
        self.setFixedWidth(theme.scaled(WIDTH))
        self.table = Table(COLUMNS, tall=True)
        self.table.setFixedHeight(theme.scaled(HEIGHT))
        self.table.setAccessibleName("收到的材料")
        self._progress = ProgressLine("正在比对")
        self._told = Elided("", "caption", "soft")
        back = button("返回", then=self.reject)
        told = text(TOLD, "small", "soft", wrap=True)
        self.add_body([column(told, self._progress, frame(column(self.table, gap=0), "card"), gap=6)])
        self.add_foot([self._told, None, back])
        self.set_first(self.table)
        task = tasks.run(
            lambda progress: check_copies(desk.session, case_id, files, progress=progress.report),
            then=self._show,
            failed=lambda error: desk.tell(error, self, "材料没有核对成"),
            owner=self,
            pool=tasks.Pool.FILES,
        )
        self._progress.follow(task)

    def _show(self, found: Sequence[CopyOwner]) -> None:
        self.table.set_rows([_cells(each) for each in sorted(found, key=lambda each: not each.problem)])
        wrong = sum(bool(each.problem) for each in found)
        words = f"{len(found)} 件，{wrong} 件不是本案的原件" if wrong else f"{len(found)} 件，没有与原件不一致的"
        set_text(self._told, words, "red" if wrong else "soft")


def _cells(owner: CopyOwner) -> list[Cell]:
    if owner.problem:
        return [Cell(owner.file.name), Cell(owner.problem, tone="red"), Cell("不一致", tone="red", state=State.BLOCKED)]
    if owner.is_contents:
        return [Cell(owner.file.name), Cell(owner.title), Cell("不须比对", tone="soft", state=State.NOT_NEEDED)]
    return [Cell(owner.file.name), Cell(owner.title, strong=True), Cell("一致", tone="soft", state=State.DONE)]
