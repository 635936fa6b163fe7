"""Writes the ledger as it is seen into a workbook, behind the window, one at a time."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from exports.ledger.book import Written
from forms.ledger.counting import LedgerCount, LedgerQuestion
from models.errors import StorageError
from models.operations.ledgers import export_ledger
from ui import tasks
from ui.changes import changes
from ui.desk import Desk
from ui.dialogs.failure import Failure, FailureDialog
from ui.dialogs.ways import WayOut
from ui.pages.case.keeping import open_dialog
from ui.pages.case.leaving import file_name
from ui.pages.ledger.export_dialog import ExportDialog, Wanted
from ui.widgets.toast import ProgressLine

FILES = "Excel 工作簿 (*.xlsx)"
NOT_WRITTEN = "台账没有导出"


class Exporting(QObject):
    """Asks how and where to, writes, and tells what became of it. 取消 leaves nothing behind."""

    def __init__(self, desk: Desk, owner: QWidget, progress: ProgressLine) -> None:
        super().__init__(owner)
        self._desk, self._owner = desk, owner
        self._is_busy = False
        self._progress = progress
        desk.watch(self.unfinished)

    def unfinished(self) -> str:
        """What is under way, in words."""
        return "台账正在导出" if self._is_busy else ""

    def ask(self, question: LedgerQuestion, count: LedgerCount, with_pivot: bool) -> None:
        """Ask how, then where to."""
        if self._is_busy:
            return
        dialog = ExportDialog(question, count, with_pivot, self._owner.window())
        dialog.agreed.connect(lambda wanted: self._ask_place(_as_wanted(question, wanted), wanted))
        open_dialog(dialog)

    def _ask_place(self, question: LedgerQuestion, wanted: Wanted, before: str = "") -> None:
        proposed = before or file_name(question.layout.name, question.today.isoformat(), "xlsx")
        name, _ = QFileDialog.getSaveFileName(self._owner, "导出 Excel", proposed, FILES)
        if name:
            place = Path(name if name.lower().endswith(".xlsx") else f"{name}.xlsx")
            self.write(question, wanted, place)

    def write(self, question: LedgerQuestion, wanted: Wanted, place: Path) -> None:
        """Write a workbook."""
        session, actor, now = self._desk.session, self._desk.actor, self._desk.now()

        def work(progress: tasks.Progress) -> Written:
            return export_ledger(
                session,
                question,
                place,
                actor=actor,
                now=now,
                with_pivot=wanted.with_pivot,
                progress=lambda done, total: progress.report(done, total, f"第 {done:,} 行，共 {total:,} 行"),
            )

        self._is_busy = True
        task = tasks.run(
            work,
            then=self._on_written,
            failed=lambda error: self._on_failed(error, question, wanted, place),
            owner=self._owner,
            pool=tasks.Pool.FILES,
        )
        self._progress.follow(task)
        task.finished.connect(self._on_finished)

    def _on_written(self, written: Written) -> None:
        self._on_finished()
        changes.announce(office=True)
        notes = "".join(f"；{note}" for note in written.notes)
        self._desk.window.say(f"已导出 {written.path.name}，{written.rows:,} 行{notes}")

    def _on_finished(self) -> None:
        self._is_busy = False

    def _on_failed(self, error: Exception, question: LedgerQuestion, wanted: Wanted, place: Path) -> None:
        self._on_finished()
        if not isinstance(error, StorageError):
            self._desk.tell(error, self._owner, NOT_WRITTEN)
            return
        ways = (
            WayOut("again", "关闭占用它的程序以后再试", f"仍写到 {place.name}", "再试一次", primary=True),
            WayOut("other", "换一个文件名", "原来的文件不动", "换文件名"),
        )
        failure = Failure(NOT_WRITTEN, str(error), "全部案卷；原来的文件没有动", "这一次导出", ways=ways)
        dialog = FailureDialog(failure, self._owner.window())

        def go_on(way: str) -> None:
            if way == "again":
                self.write(question, wanted, place)
            else:
                self._ask_place(question, wanted, str(place))

        dialog.chosen.connect(go_on)
        open_dialog(dialog)


def _as_wanted(question: LedgerQuestion, wanted: Wanted) -> LedgerQuestion:
    return replace(question, layout=replace(question.layout, per_year=wanted.per_year))
