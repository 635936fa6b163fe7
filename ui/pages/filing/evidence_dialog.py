"""选证据: which pieces of the case's own evidence go into the package as copies; each file compared with its digest."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from models.objects import Condition
from models.queries.evidence import EvidenceLine, check_objects
from models.session import Session
from ui import tasks, theme
from ui.dialogs.frame import StopDialog
from ui.pages.case.evidence.pieces import number_words
from ui.widgets.buttons import button
from ui.widgets.glyphs import State
from ui.widgets.layout import column, frame, row
from ui.widgets.rows import Cell, Column
from ui.widgets.tables import Table
from ui.widgets.text import Elided, set_text, text

WIDTH, HEIGHT = 820, 360
DIGEST = 10


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be chosen: title, the sentence above the list, the button, whether one piece alone.

    `none` is told while no piece is chosen, `locked` why the choice can't be changed any more; empty where it can.
    """

    title: str
    told: str
    action: str
    none: str = ""
    single: bool = False
    locked: str = ""


HOW = "空格或者点一下，附入或者不附。"
MAIN = Question(
    "选主要证据材料",
    f"备案应提交主要证据材料复印件（附件2 第四条）。{HOW}",
    "附入这些证据",
    "至少附入一件；材料没有备齐的，退回承办人",
)
DECISION_SCAN = Question(
    "选处罚决定书的扫描件",
    "决定书不是在程序里签发的，选本案证据里它的扫描件；还没有的，先到案件的“证据”里添加。",
    "用这一件",
    single=True,
)
COLUMNS = (Column("附入", 84), Column("证据"), Column("页数", 64, right=True), Column("与原件比对", 210))


class EvidenceDialog(StopDialog):
    """Offers the pieces of one case. `picked` carries the ids of those chosen, in the order of the case."""

    picked = Signal(object)

    def __init__(
        self,
        session: Session,
        lines: Sequence[EvidenceLine],
        chosen: Collection[str],
        parent: QWidget | None = None,
        question: Question = MAIN,
    ) -> None:
        super().__init__(question.title, "evidence", "soft", parent)
        self.setFixedWidth(theme.scaled(WIDTH))
        self._pieces = [line for line in lines if line.number]
        self._chosen = {line.evidence.id for line in self._pieces} & set(chosen)
        self._question = question
        self._conditions: Mapping[str, Condition] = {}
        self.table = Table(COLUMNS, tall=True)
        self.table.setFixedHeight(theme.scaled(HEIGHT))
        self.table.setAccessibleName("本案证据")
        self.table.previewed.connect(self.turn)
        self.table.opened.connect(self.turn)
        self.table.clicked.connect(lambda index: self.turn(index.row()))
        self._told = Elided("", "caption", "soft")
        self.take = button(question.action, "primary", then=self._accept)
        hint = text(
            "备案应提交主要证据材料复印件（附件2 第四条）。空格或者点一下，附入或者不附。", "small", "soft", wrap=True
        )
        ways = row(
            button("全部附入", "link", small=True, then=lambda: self.choose_all(True)),
            button("全部不附", "link", small=True, then=lambda: self.choose_all(False)),
            None,
            gap=16,
        )
        above = frame(column(hint, *([] if question.single else [ways]), gap=6))
        if question.locked:
            above = frame(row(text(question.locked, "small", "amber", wrap=True)))
        self.add_body([column(above, frame(column(self.table, gap=0), "card"), gap=6)])
        self.add_foot([self._told, None, button("返回", then=self.reject), self.take])
        QShortcut(QKeySequence("Ctrl+Return"), self, self._accept)
        self.set_first(self.table)
        self.take.setVisible(not question.locked)
        self._show()
        self.table.selectRow(0)
        self._compare(session)

    def chosen(self) -> tuple[str, ...]:
        """The ids of the pieces chosen."""
        return tuple(line.evidence.id for line in self._pieces if line.evidence.id in self._chosen)

    def turn(self, number: int) -> None:
        """Take a piece in, or leave it out."""
        if self._question.locked:
            return
        piece = {self._pieces[number].evidence.id}
        self._chosen = piece if self._question.single else self._chosen ^ piece
        self._show()

    def choose_all(self, on: bool) -> None:
        """Take all pieces in, or none."""
        if self._question.locked:
            return
        self._chosen = {line.evidence.id for line in self._pieces} if on else set()
        self._show()

    def _compare(self, session: Session) -> None:
        digests = list(dict.fromkeys(line.evidence.sha256 for line in self._pieces if line.evidence.sha256))

        def told(found: Mapping[str, Condition]) -> None:
            self._conditions = found
            self._show()

        tasks.run(
            lambda progress: check_objects(session, digests, progress.report),
            then=told,
            owner=self,
            pool=tasks.Pool.FILES,
        )

    def _show(self) -> None:
        self.table.set_rows([self._cells(line) for line in self._pieces])
        chosen = [line for line in self._pieces if line.evidence.id in self._chosen]
        broken = sum(self._is_broken(line) for line in chosen)
        pages = sum(line.evidence.pages or 0 for line in chosen)
        told = f"附 {len(chosen)} 件" + (f"，{pages} 页" if pages else "") if chosen else self._question.none
        words = f"{told}，其中 {broken} 件与原件不一致，先从备份放回" if broken else told
        set_text(self._told, words, "red" if broken else "soft")
        self.take.setEnabled(bool(chosen) and not broken)

    def _is_broken(self, line: EvidenceLine) -> bool:
        return line.state == "missing" or self._conditions.get(line.evidence.sha256) in ("altered", "missing")

    def _cells(self, line: EvidenceLine) -> list[Cell]:
        piece, taken = line.evidence, line.evidence.id in self._chosen
        name = f"{number_words(line)}　{piece.name}"
        return [
            Cell("附入" if taken else "不附", tone="text" if taken else "faint", state=_mark(taken)),
            Cell(name, "·".join(part for part in (piece.kind, piece.proves) if part), strong=taken),
            Cell(str(piece.pages) if piece.pages else "未填", tone="text" if piece.pages else "faint"),
            self._compared(line),
        ]

    def _compared(self, line: EvidenceLine) -> Cell:
        digest = line.evidence.sha256
        if not digest:
            return Cell("没有电子文件", "复印件另附", tone="faint")
        if self._is_broken(line):
            return Cell("与原件不一致", "文件被改动或不见了", "red", state=State.BLOCKED)
        if digest in self._conditions:
            return Cell("与原件一致", f"校验值 {digest[:DIGEST]}…", "soft", state=State.DONE)
        return Cell("正在比对", f"校验值 {digest[:DIGEST]}…", "faint", state=State.OPEN)

    def _accept(self) -> None:
        if self.take.isEnabled():
            self.picked.emit(self.chosen())
            self.accept()


def _mark(taken: bool) -> State:
    return State.DONE if taken else State.OPEN
