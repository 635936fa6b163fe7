"""The package of a filing: built into a folder that the officer names, or sent back to the officers of the case."""

from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from models.operations.filing import return_filing
from models.operations.packages import Package, build_package
from procedures.problems import RuleError
from ui import tasks
from ui.changes import changes
from ui.desk import Desk
from ui.dialogs.blocked import BlockedDialog, refusal_of
from ui.dialogs.reason import Reason, ReasonDialog, ReasonQuestion
from ui.dialogs.ways import WayOut
from ui.pages.case.keeping import open_dialog
from ui.pages.filing.content import Content, evidence_for, stream_of
from ui.pages.filing.copies_dialog import CopiesDialog
from ui.pages.filing.panel import FilingPanel
from ui.pages.filing.words import missing_words

REPLACE = WayOut("replace", "替换原来的备案卷", "文件夹、压缩包和 pdf 都换成新的", "替换", primary=True)
ELSEWHERE = WayOut("elsewhere", "换一个文件夹", "原来的备案卷不动", "选文件夹")


class Packaging(QObject):
    """Builds packages behind the window, one at a time; the panel shows how far the newest is."""

    def __init__(self, desk: Desk, panel: FilingPanel) -> None:
        super().__init__(panel)
        self._desk, self._panel = desk, panel
        self._task: tasks.Task | None = None
        self._is_building = False
        panel.overview.progress.cancelled.connect(self._cancel)
        desk.watch(self.unfinished)

    def build(self) -> None:
        """Ask where to, and build the package there."""
        content = self._panel.content
        if content is None or content.opened is None or self._is_building:
            return
        chosen = QFileDialog.getExistingDirectory(self._panel, "备案卷存到哪个文件夹")
        if chosen:
            self.build_into(content, Path(chosen))

    def build_into(self, content: Content, out: Path, replacing: bool = False) -> None:
        """Build the package of a filing into a folder, with progress; 取消 leaves nothing behind."""
        desk, line = self._desk, content.line
        pieces, actor, now = evidence_for(content), desk.actor, desk.now()

        def work(progress: tasks.Progress) -> Package:
            return build_package(
                desk.session,
                line.source_id,
                line.decision,
                line.recipient,
                pieces,
                out,
                actor=actor,
                now=now,
                scans=content.scans(),
                replacing=replacing,
                progress=progress.report,
            )

        self._is_building = True
        task = tasks.run(
            work,
            then=lambda made: self._on_built(content, made),
            failed=lambda error: self._on_failed(error, content, out),
            owner=self._panel,
            pool=tasks.Pool.FILES,
        )
        task.progressed.connect(self._panel.overview.progress.show_progress)
        task.finished.connect(self._on_finished)
        self._task = task

    def unfinished(self) -> str:
        """What is under way, in words."""
        return "备案卷正在生成" if self._is_building else ""

    def ask_comparison(self) -> None:
        """核对材料: let the files of a package that came in be chosen, and say whose copies they are."""
        content = self._panel.content
        if content is None or content.opened is None:
            return
        names, _ = QFileDialog.getOpenFileNames(self._panel, "选收到的备案材料")
        if names:
            files = [Path(name) for name in names]
            open_dialog(CopiesDialog(self._desk, content.line.source_id, files, self._panel.window()))

    def ask_return(self) -> None:
        """退回承办人: one line of what is wrong, which the officers of the case see on their workbench."""
        content = self._panel.content
        if content is None or content.opened is None:
            return
        line = content.line
        absent = [part.key for part in content.parts if not part.present]
        why = f"{line.recipient_name}的备案材料退回承办人，写一句缺什么、怎么补；承办人在工作台看到。"
        facts = (("当事人", line.party_name), ("处罚", line.penalty), ("决定书", line.number or "没有文号"))
        question = ReasonQuestion("退回备案材料", why, "退回承办人", facts, "退回的理由", danger=False)
        dialog = ReasonDialog(question, self._panel.window())
        dialog.fill(f"缺{missing_words(absent)}" if absent else "")
        dialog.answered.connect(lambda reason: self._return(content, reason))
        open_dialog(dialog)

    def _return(self, content: Content, reason: Reason) -> None:
        session, opened, line = self._desk.session, content.opened, content.line
        assert opened is not None
        self._desk.perform(
            lambda *, actor, now: return_filing(
                session, opened.case_id, opened.seen, line.decision, line.recipient, reason.text, actor=actor, now=now
            ),
            owner=self._panel,
            then=lambda _change: self._desk.window.say("已退回承办人"),
            title="这份材料没有退回",
        )

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _on_built(self, content: Content, made: Package) -> None:
        self._on_finished()
        changes.announce([stream_of(content.line)])
        self._desk.window.say(f"备案卷已生成：{made.folder.name}，{made.pages} 页")
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(made.folder)))

    def _on_failed(self, error: Exception, content: Content, out: Path) -> None:
        """One of that name is there already: let it be replaced; all else is told."""
        self._on_finished()
        if not isinstance(error, RuleError) or {problem.where for problem in error.problems} != {"out"}:
            self._desk.tell(error, self._panel, "备案卷没有生成")
            return
        refusal = refusal_of(error, "这个文件夹里已有这份备案卷", [REPLACE, ELSEWHERE])
        dialog = BlockedDialog(refusal, self._panel.window())
        dialog.chosen.connect(lambda way: self._on_way(way, content, out))
        open_dialog(dialog)

    def _on_way(self, way: str, content: Content, out: Path) -> None:
        if way == REPLACE.id:
            self.build_into(content, out, replacing=True)
        else:
            self.build()

    def _on_finished(self) -> None:
        self._is_building = False
        self._panel.overview.progress.hide()
