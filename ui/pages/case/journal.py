"""办案日志: every entry of a case in the order in which it was recorded, and all of the chosen one."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from models.queries.journal import JournalLine
from models.queries.office import officers as registered_officers
from procedures.zone import CHINA
from ui.pages.case.opened import OpenedCase
from ui.pages.case.sub_page import CaseSubPage
from ui.pages.case.words import act_facts, act_told, offence_words, officer_name, weekday
from ui.widgets.inputs import search_box
from ui.widgets.layout import clear, column, frame, row, scroll
from ui.widgets.surfaces import empty_state
from ui.widgets.tables import Cell, Column, Table
from ui.widgets.text import facts, pill, set_text, text

SIDE = 316
COLUMNS = (
    Column("日期", 104),
    Column("办案行为", 168),
    Column("内容"),
    Column("记载", 128),
    Column("记载人", 76),
    Column("标记", 92),
)


class JournalPage(CaseSubPage):
    """The journal of a case: a table with a filter, the whole of one entry at the right."""

    def __init__(self) -> None:
        super().__init__()
        self._opened: OpenedCase | None = None
        self._names: dict[str, str] = {}
        self._lines: tuple[JournalLine, ...] = ()
        self.filter = search_box("筛选日志", 220)
        self.filter.textChanged.connect(lambda _words: self._show())
        self._count = text("", "caption")
        self.table = Table(COLUMNS)
        self.table.picked.connect(self._pick)
        head = frame(row(self._count, None, self.filter, margins=(20, 8, 20, 8)), "header")
        left = column(head, gap=0)
        left.addWidget(self.table, 1)
        self._nothing = empty_state("journal", "没有这样的记载", "换几个字再筛选。")
        self._nothing.hide()
        left.addWidget(self._nothing, 1)
        self._detail = column(gap=10, margins=(16, 12, 16, 16))
        self._side = frame(column(scroll(frame(self._detail)), gap=0, margins=(1, 0, 0, 0)), "panel")
        self._side.setFixedWidth(SIDE)
        whole = row(gap=0)
        whole.addLayout(left, 1)
        whole.addWidget(self._side)
        self.setLayout(whole)

    def show_case(self, opened: OpenedCase) -> None:
        """Show the journal as it stands, the newest entry last."""
        self._opened = opened
        self._names = {each.officer.id: each.officer.name for each in registered_officers(opened.session)}
        self._show()

    def lines(self) -> tuple[JournalLine, ...]:
        """The entries that the filter lets through."""
        return self._lines

    def panels(self) -> Sequence[QWidget]:
        """Filter, table, detail."""
        return (self.filter, self.table, self._side)

    def _show(self) -> None:
        assert self._opened is not None
        words = self.filter.text().strip()
        every = self._opened.lines
        self._lines = tuple(line for line in every if words in self._searched(line))
        total = f"{len(every)} 条" if not words else f"{len(self._lines)} / {len(every)} 条"
        set_text(self._count, f"{total}，按记载的先后")
        self.table.set_rows([self._row(line) for line in self._lines])
        self.table.setVisible(bool(self._lines))
        self._nothing.setVisible(not self._lines)
        if self._lines:
            at = self.table.currentIndex().row()
            self.table.selectRow(at if 0 <= at < len(self._lines) else len(self._lines) - 1)
        else:
            clear(self._detail)

    def _searched(self, line: JournalLine) -> str:
        return " ".join((f"{line.on}", line.label, self._content(line), self._who(line.actor), _marks(line)))

    def _row(self, line: JournalLine) -> list[Cell | str]:
        tone, struck = ("faint", True) if line.voided else ("text", False)
        moment = line.recorded_at.astimezone(CHINA)
        late = line.backfilled and not line.voided
        return [
            Cell(f"{line.on}", tone=tone, struck=struck),
            Cell(line.label, tone=tone, strong=True, struck=struck),
            Cell(self._content(line), tone=tone, struck=struck),
            Cell(f"{moment:%m-%d %H:%M}" if moment.year == line.on.year else f"{moment:%Y-%m-%d}", tone="soft"),
            Cell(self._who(line.actor), tone="soft"),
            Cell(_marks(line), tone="amber" if late else "faint"),
        ]

    def _content(self, line: JournalLine) -> str:
        assert self._opened is not None
        if line.act is not None:
            return act_told(line.act, self._opened.case, self._opened.session.rulebook.recipients)
        return offence_words(line.told) if line.kind == "conduct_recorded" else line.told

    def _who(self, officer_id: str) -> str:
        assert self._opened is not None
        return officer_name(self._opened.case, officer_id, self._names)

    def _pick(self, number: int) -> None:
        assert self._opened is not None
        clear(self._detail)
        line = self._lines[number]
        marks = [pill(mark, "amber" if mark == "补录" else "soft") for mark in _marks(line).split("、") if mark]
        head = row(gap=6)
        head.addWidget(text(line.label, "heading", wrap=True), 1)
        for mark in marks:
            head.addWidget(mark)
        self._detail.addLayout(head)
        pairs = [("发生", f"{line.on} {weekday(line.on)}")]
        if line.act is not None:
            pairs += act_facts(line.act, self._opened.case, self._opened.session.rulebook.recipients)
            officers = "、".join(self._who(each) for each in line.act.officers)
            pairs += [("执法人员", officers)] if officers else []
        elif line.told:
            pairs.append(("内容", self._content(line)))
        self._detail.addLayout(facts(pairs, label_width=84))
        recorded = [
            ("记载", f"{line.recorded_at.astimezone(CHINA):%Y-%m-%d %H:%M:%S}"),
            ("记载人", self._who(line.actor)),
            ("序号", f"第 {line.stream_seq} 条"),
            ("设备", line.device[:12]),
            ("摘要", _spaced(line.digest)),
        ]
        if line.backfill_reason:
            recorded += [("补录理由", line.backfill_reason), ("第二名人员", self._who(line.second_person))]
        self._detail.addWidget(text("记载情况", "small-strong"))
        self._detail.addLayout(facts(recorded, label_width=84))
        if line.voided:
            self._detail.addWidget(text("这条记载已作废，不再计入期限和步骤。", "small", "soft", wrap=True))
        self._detail.addStretch(1)


def _marks(line: JournalLine) -> str:
    return "、".join(mark for mark, holds in (("作废", line.voided), ("补录", line.backfilled)) if holds)


def _spaced(digest: str) -> str:
    """A digest in groups of eight, so that it can be read aloud and breaks at the end of a line."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))
