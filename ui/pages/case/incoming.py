"""收到来文: the papers a case received, and the next one with its scan, recorded in one go."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QFrame, QWidget

from models.casefile import Backfill
from models.operations.incoming import Received, receive_paper
from procedures.case import Act, Evidence
from procedures.incoming import NUMBER, ReceivedPaper, received_papers
from ui.pages.case.act_page import ActPage
from ui.pages.case.evidence.given import Given, files_given, given_by, look_at, proposed, takes
from ui.pages.case.keeping import kept_draft
from ui.pages.case.opened import OpenedCase
from ui.widgets.buttons import button
from ui.widgets.fields import FieldBox, form_grid
from ui.widgets.layout import clear, column, frame, row
from ui.widgets.line_editors import TextEditor
from ui.widgets.painted import Picture
from ui.widgets.rows import Cell, Column
from ui.widgets.tables import Table
from ui.widgets.text import Elided, set_text, text

KIND = "书证"
FILE = "file"
COLUMNS = (
    Column("收到日期", 104),
    Column("来文机关", 180),
    Column("标题"),
    Column("文号", 170),
    Column("扫描件", 150),
)
EMPTY = "把扫描件拖到这里，或者粘贴截图；没有扫描件也可以登记"


class ScanBox(QFrame):
    """Takes one file by drop, paste or choice; `changed` tells of another one, or none."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "well")
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("来文的扫描件")
        self.given: Given | None = None
        self._told = Elided(EMPTY, "small", "soft")
        self._gone = button("去掉", "link", small=True, then=lambda: self.take(None))
        line = row(Picture("evidence", 18, "soft"), gap=8, margins=(12, 8, 12, 8))
        line.addWidget(self._told, 1)
        line.addWidget(self._gone)
        line.addWidget(button("粘贴", "link", small=True, then=self.paste))
        line.addWidget(button("选择文件", "link", small=True, then=self._choose))
        self.setLayout(line)
        self.take(None)

    def take(self, given: Given | None) -> None:
        """Hold this file, or none."""
        self.given = given
        set_text(self._told, given.name if given else EMPTY, "text" if given else "soft")
        self._gone.setVisible(given is not None)
        self.changed.emit()

    def paste(self) -> None:
        """Take the file or the picture on the clipboard."""
        self._take_first(given_by(QGuiApplication.clipboard().mimeData()))

    def path(self) -> str:
        """Where the file lies; empty for none and for a pasted picture."""
        return str(self.given.source) if self.given and isinstance(self.given.source, Path) else ""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if takes(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._take_first(given_by(event.mimeData()))
        event.acceptProposedAction()

    def _take_first(self, given: Sequence[Given]) -> None:
        if given:
            self.take(given[0])

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "来文的扫描件")
        if name:
            self.take(files_given([Path(name)])[0])


class IncomingPage(ActPage):
    """The page of the act «收到来文» with its scan, and the papers received before."""

    def _below(self) -> Sequence[QWidget]:
        self.number = FieldBox("来文文号", TextEditor(), help_="对方文书的文号，照录；与本机关的文号无关")
        self.scan = ScanBox()
        self._list = column(gap=6)
        label = text("扫描件", "label")
        number = form_grid([(self.number, 6)])
        return (frame(number), frame(column(label, self.scan, gap=4)), frame(self._list))

    def _fill(self) -> None:
        super()._fill()
        kept = kept_draft(self._desk, self._opened.stream, self.draft_page)
        self.number.editor.set_value(kept.get(NUMBER))
        path = Path(str(kept.get(FILE) or ""))
        if kept.get(FILE) and path.is_file():
            self.scan.take(files_given([path])[0])
        self.number.editor.changed.connect(self._keep)
        self.scan.changed.connect(self._keep)
        self._show_list()

    def update_case(self, opened: OpenedCase) -> None:
        super().update_case(opened)
        self._show_list()

    def _draft(self) -> Mapping[str, Any]:
        return {**super()._draft(), NUMBER: self.number.editor.draft() or "", FILE: self.scan.path()}

    def _store(self, act: Act, told: Backfill | None) -> None:
        number = str(self.number.editor.value() or "")
        values = {**act.values, **({NUMBER: number} if number else {})}
        named = replace(act, values=MappingProxyType(values))
        self._desk.perform(
            self._work(named, self.scan.given, told), owner=self, then=self._on_received, title="这份来文没有登记上"
        )

    def _work(self, act: Act, given: Given | None, told: Backfill | None) -> Any:
        session, opened = self._desk.session, self._opened

        def work(*, actor: str, now: datetime) -> Received:
            content = given.content() if given else None
            scan = self._scan(act, given, content) if given and content is not None else None
            return receive_paper(
                session, opened.case_id, opened.seen, act, scan, content, actor=actor, now=now, backfill=told
            )

        return work

    def _scan(self, act: Act, given: Given, content: Path | bytes) -> Evidence:
        """The scan as a piece of evidence: a document, named as the paper, made by its sender."""
        found = proposed(given, look_at(given, content), self._opened.case)
        sender = str(act.get("from") or "")
        return replace(
            found, kind=KIND, name=str(act.get("title") or found.name), maker=sender, note=f"收到来文：{sender}"
        )

    def _on_received(self, received: Received) -> None:
        self.number.editor.set_value(None)
        self.scan.take(None)
        self._on_stored(received.change)

    def _show_list(self) -> None:
        clear(self._list)
        papers = received_papers(self._opened.case)
        if papers:
            self._list.addWidget(text(f"已收到 {len(papers)} 件", "label"))
            self._list.addWidget(Table(COLUMNS, [_row(paper) for paper in papers]).fit())


def _row(paper: ReceivedPaper) -> list[Cell | str]:
    scan = paper.evidence.file if paper.evidence else "没有扫描件"
    return [
        Cell(f"{paper.on}"),
        Cell(paper.sender),
        Cell(paper.title, strong=True),
        Cell(paper.number),
        Cell(scan, tone="text" if paper.evidence else "faint"),
    ]
