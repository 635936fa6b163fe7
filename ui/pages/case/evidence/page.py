"""证据: the pieces at the left, the chosen one large in the middle, what is said of it at the right.

Files are added by dropping them anywhere on the page, by pasting, and by choosing; the window stays alive meanwhile.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QFrame, QMenu, QStackedWidget, QWidget

from models.objects import Condition, evidence_store
from models.operations.evidence import Added, add_evidence, record_evidence
from models.operations.unit import CaseChange
from models.queries.evidence import EvidenceLine, check_objects, evidence_lines
from procedures.case import Act, Evidence
from procedures.evidence import DOCUMENTARY
from ui import tasks
from ui.desk import Desk
from ui.pages.case.evidence.adding import Adding, Failed, Outcome
from ui.pages.case.evidence.described import Described
from ui.pages.case.evidence.drop_sign import DropSign
from ui.pages.case.evidence.given import Given, files_given, given_by, takes
from ui.pages.case.evidence.pieces import PieceList
from ui.pages.case.evidence.preview import Preview
from ui.pages.case.evidence.records import record_pieces
from ui.pages.case.evidence.states import is_damaged
from ui.pages.case.evidence.thumbnails import Thumbnails
from ui.pages.case.opened import OpenedCase
from ui.pages.case.sub_page import CaseSubPage
from ui.widgets.buttons import button, native, tool
from ui.widgets.layout import clear, column, frame, row
from ui.widgets.surfaces import empty_state, notice
from ui.widgets.text import set_text, text
from ui.widgets.toast import ProgressLine

LIST_WIDTH = 316
LISTED = 3  # failures that are told one by one
LIST_FORM = "X12"
NEW_THING = "未命名的证据"
RECORDS = "把笔录、通知书列为证据"


class EvidencePage(CaseSubPage):
    """The evidence of one case."""

    settled = Signal()  # all files of the case have been read and compared

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._opened: OpenedCase | None = None
        self._adding: Adding | None = None
        self._conditions: dict[str, Condition] = {}
        self._failed: tuple[Failed, ...] = ()
        self._newest: list[str] = []
        self.thumbnails = Thumbnails(desk.session, self)
        self.list = PieceList(self.thumbnails)
        self.preview = Preview(desk.session)
        self.described = Described(desk)
        self.progress = ProgressLine("正在存入")
        self._count = text("", "caption")
        self._news = column(gap=8)
        self._whole = QStackedWidget()
        self._whole.addWidget(self._filled())
        self._whole.addWidget(self._empty())
        line = frame(column(self.progress, gap=0, margins=(20, 0, 20, 0)))
        stack = column(line, frame(self._news), gap=0)
        stack.addWidget(self._whole, 1)
        self.setLayout(stack)
        self._sign = DropSign(self)
        self._wire()
        self.setAcceptDrops(True)
        self.setAccessibleName("证据，可以把文件拖到这里")

    def show_case(self, opened: OpenedCase) -> None:
        """Show the pieces as they stand; those that are looked at stay, and what is typed."""
        self._opened = opened
        lines = evidence_lines(opened.session, opened.stored)
        self._conditions = {
            line.evidence.sha256: self._conditions[line.evidence.sha256]
            for line in lines
            if line.evidence.sha256 in self._conditions and line.state != "missing"
        }
        counting = sum(line.number > 0 for line in lines)
        gone = len(lines) - counting
        set_text(self._count, f"{counting} 件" + (f"，另有 {gone} 件已撤回" if gone else ""), "faint")
        self._whole.setCurrentIndex(0 if lines else 1)
        self.papers.setVisible(self._listed_by() is not None)
        self.list.set_lines(lines, self._conditions)
        self._show_chosen()
        self._check([line for line in lines if line.state == "kept"])

    def add(self, given: Sequence[Given]) -> None:
        """Add files and pictures to the case, one after the other."""
        if not given or self._opened is None:
            return
        if self._adding is None:
            self._adding = Adding(self._desk, self._opened.case_id)
            self._adding.progressed.connect(self.progress.show_progress)
            self._adding.recorded.connect(self._on_recorded)
            self._adding.finished.connect(self._on_finished)
            self.progress.cancelled.connect(self._adding.cancel)
        self._tell_failures(())
        self._adding.add(given)

    def choose_files(self) -> None:
        """Let files be chosen."""
        chosen, _ = QFileDialog.getOpenFileNames(self, "添加证据文件")
        self.add(files_given(Path(name) for name in chosen))

    def paste(self) -> None:
        """Add what is on the clipboard: files that were copied, or a picture."""
        mime = QGuiApplication.clipboard().mimeData()
        given = given_by(mime) if mime is not None else ()
        if given:
            self.add(given)
        else:
            self._desk.window.say("剪贴板里没有文件或图片")

    def add_thing(self) -> None:
        """Record a piece that has no file: a thing, a paper that is only named."""
        assert self._opened is not None
        session, opened = self._desk.session, self._opened
        piece = Evidence("", DOCUMENTARY, NEW_THING, copies=1)
        self._desk.perform(
            lambda *, actor, now: (
                add_evidence(session, opened.case_id, opened.seen, None, piece, actor=actor, now=now).change
            ),
            owner=self,
            then=lambda change: self._go_to_new([change.file.case.evidence[-1].id]),
            title="这件证据没有登记上",
        )

    def add_records(self, pieces: Sequence[Evidence]) -> None:
        """List issued records and notices of this case as evidence."""
        assert self._opened is not None
        session, opened = self._desk.session, self._opened

        def work(*, actor: str, now: datetime) -> CaseChange:
            seen = opened.seen
            for piece in pieces:
                added = record_evidence(session, opened.case_id, seen, piece, actor=actor, now=now)
                seen = added.change.seen
            return added.change

        self._desk.perform(
            work,
            owner=self,
            then=lambda change: self._go_to_new([each.id for each in change.file.case.evidence[-len(pieces) :]]),
            title="这些文书没有列为证据",
        )

    def _offer_records(self) -> None:
        assert self._opened is not None
        pieces = record_pieces(self._opened)
        if not pieces:
            self._desk.window.say("本案已签发的笔录和通知书都已列为证据")
            return
        menu = QMenu(self)
        if len(pieces) > 1:
            menu.addAction(f"以下 {len(pieces)} 件都列为证据", partial(self.add_records, pieces))
            menu.addSeparator()
        for piece in pieces:
            words = f"{piece.name}　{piece.made_on:%m-%d}"
            menu.addAction(words, partial(self.add_records, [piece]))
        asked = self.records if self.records.isVisible() else self._records_first
        menu.popup(asked.mapToGlobal(asked.rect().bottomLeft()))

    def check_again(self) -> None:
        """Read the files of the chosen pieces again."""
        chosen = self.list.chosen()
        for line in chosen:
            self._conditions.pop(line.evidence.sha256, None)
            self.thumbnails.forget(line.evidence.sha256)
        self.preview.again()
        assert self._opened is not None
        self.show_case(self._opened)

    def save_copy(self) -> None:
        """Save a copy of the chosen file elsewhere; what is stored is never opened for writing."""
        line = self.list.chosen()[0]
        place, _ = QFileDialog.getSaveFileName(self, "另存副本", line.evidence.file)
        if not place:
            return
        store, digest = evidence_store(self._desk.session.folder), line.evidence.sha256
        tasks.run(
            lambda _progress: store.copy_to(digest, Path(place)),
            then=lambda _done: self._desk.window.say(f"副本已存为 {Path(place).name}"),
            failed=lambda error: self._desk.tell(error, self, "副本没有存出来"),
            owner=self,
            pool=tasks.Pool.FILES,
        )

    def save(self) -> None:
        """Keep what is typed."""
        self.described.save()

    def panels(self) -> Sequence[QWidget]:
        """The list, the view, the fields."""
        return (self.list, self.preview, self.described)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if takes(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._sign.appear()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._sign.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self._sign.hide()
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.add(given_by(event.mimeData()))

    def _filled(self) -> QWidget:
        head = row(text("证据", "heading"), self._count, None, gap=8, margins=(20, 8, 12, 6))
        head.addWidget(tool("paste", f"粘贴文件或图片（{native('Ctrl+V')}）", then=self.paste))
        self.records = tool("document", RECORDS, then=self._offer_records)
        head.addWidget(self.records)
        head.addWidget(tool("goods", "登记没有文件的证据", then=self.add_thing))
        head.addWidget(button("添加", "default", "new", small=True, shortcut="Ctrl+O", then=self.choose_files))
        left = QFrame()
        left.setProperty("role", "panel-left")
        stack = column(frame(head, "listrow"), gap=0, margins=(0, 0, 1, 0))
        stack.addWidget(self.list, 1)
        self.papers = button("清单和粘贴页", "link", small=True, then=self._ask_papers)
        stack.addWidget(
            frame(row(text("文件拖到这一页就能加入", "caption"), None, self.papers, margins=(20, 4, 12, 6)))
        )
        left.setLayout(stack)
        left.setFixedWidth(LIST_WIDTH)
        line = row(left, gap=0)
        line.addWidget(self.preview, 1)
        line.addWidget(self.described)
        return frame(line)

    def _empty(self) -> QFrame:
        self._records_first = button(RECORDS, then=self._offer_records)
        return empty_state(
            "evidence",
            "还没有证据",
            "把照片、扫描件、录音录像拖到这里，\n或者按 Ctrl+V 粘贴；存入时记下校验值，以后不能改动。",
            self._records_first,
            button("登记没有文件的证据", then=self.add_thing),
            button("添加文件", "primary", "new", shortcut="Ctrl+O", then=self.choose_files),
        )

    def _wire(self) -> None:
        self.list.shown.connect(self._show_chosen)
        self.list.opened.connect(lambda: self.described.form().go_to("kind"))
        self.list.removal_asked.connect(self.described.ask_withdraw)
        self.described.check_asked.connect(self.check_again)
        self.described.copy_asked.connect(self.save_copy)
        # wherever the keyboard is while this page is in sight; a field that is typed in takes it for itself
        QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self, self.paste)

    def _show_chosen(self) -> None:
        if self._opened is None:
            return
        chosen = self.list.chosen()
        self.described.show_lines(self._opened, chosen, self._conditions)
        self.preview.show_piece(chosen[0] if chosen else None)

    def _listed_by(self) -> Act | None:
        """The act whose papers list the evidence: the opinion, before it the inspection."""
        assert self._opened is not None
        return self._opened.newest("opinion_submitted") or self._opened.newest("site_inspected")

    def _ask_papers(self) -> None:
        act = self._listed_by()
        if act is not None:
            self.paper_asked.emit(LIST_FORM, act)

    def _check(self, lines: Sequence[EvidenceLine]) -> None:
        """Read the files that have not been read yet, off the window's thread."""
        digests = [each.evidence.sha256 for each in lines if each.evidence.sha256 not in self._conditions]
        wanted = list(dict.fromkeys(digests))
        if not wanted:
            self.settled.emit()
            return
        session = self._desk.session
        tasks.run(
            lambda progress: check_objects(session, wanted, progress.report),
            then=self._on_checked,
            owner=self,
            pool=tasks.Pool.FILES,
        )

    def _on_checked(self, found: Mapping[str, Condition]) -> None:
        self._conditions.update(found)
        self.list.set_lines(self.list.lines(), self._conditions)
        self._show_chosen()
        damaged = sum(is_damaged(line, self._conditions) for line in self.list.lines())
        if damaged:
            set_text(self._count, f"{damaged} 件有问题", "red")
        self.settled.emit()

    def _on_recorded(self, added: Added) -> None:
        self._conditions[added.evidence.sha256] = "whole"  # compared before it was recorded

    def _on_finished(self, outcome: Outcome) -> None:
        self.progress.hide()
        self._tell_failures(tuple(outcome.failed))
        self._go_to_new([each.evidence.id for each in outcome.added])

    def _go_to_new(self, ids: Sequence[str]) -> None:
        if ids:
            self.list.choose(ids)

    def _tell_failures(self, failed: tuple[Failed, ...]) -> None:
        clear(self._news)
        self._failed = failed
        if not failed:
            return
        told = [f"{each.given.name}：{_reason(each.error)}" for each in failed[:LISTED]]
        if len(failed) > LISTED:
            told.append(f"还有 {len(failed) - LISTED} 个")
        again = button("再试一次", "link", small=True, then=self._try_again)
        box = notice(f"{len(failed)} 个文件没有存进来，其余的已保存", "\n".join(told), "red", "warning", again)
        self._news.addWidget(frame(column(box, margins=(20, 8, 20, 8))))

    def _try_again(self) -> None:
        self.add([each.given for each in self._failed])


def _reason(error: Exception) -> str:
    reason = getattr(error, "reason", "")
    return f"{reason}。{getattr(error, 'remedy', '')}" if reason else str(error)
