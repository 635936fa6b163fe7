"""The ledger of goods: where every line went, what is kept where and until when, how the chosen one moved."""

from decimal import Decimal

from PySide6.QtWidgets import QWidget

from procedures.clocks import ClockState, level_of
from procedures.goods import goods_ledger, goods_problems
from procedures.goods_lines import Custody, GoodsLedger, GoodsLine, GoodsMovement, counted, figure
from procedures.goods_offers import where_words
from procedures.goods_rules import GoodsProblem
from procedures.kinds import kinds
from ui.pages.case.goods.judging import about
from ui.pages.case.opened import OpenedCase
from ui.pages.case.words import clock_words, short_day
from ui.widgets.fields import objection
from ui.widgets.glyphs import Signal as Mark
from ui.widgets.glyphs import State
from ui.widgets.layout import clear, column, frame, row, scroll
from ui.widgets.rows import Cell, Column
from ui.widgets.surfaces import empty_state
from ui.widgets.tables import Table
from ui.widgets.text import text

WORDS = {
    "sampled": "抽样取走",
    "preserved": "登记保存",
    "seized": "查封、扣押",
    "surrendered": "自愿上缴",
    "returned": "返还当事人",
    "tested": "送检",
    "transferred": "依法移送",
    "turned": "改为查封、扣押",
    "confiscated": "没收",
    "disposed": "处理完毕",
}
MARKS = {"notice": Mark.NOTICE, "yellow": Mark.YELLOW, "red": Mark.RED}
OPEN_CLOCKS = ("running", "overdue", "suspended")
SIDE = 316
COLUMNS = (
    Column("物品", 178),
    Column("总数", 66, right=True),
    Column("已售", 52, right=True),
    Column("抽样", 52, right=True),
    Column("返还", 52, right=True),
    Column("没收", 52, right=True),
    Column("已处理", 60, right=True),
    Column("现在何处", 176),
    Column("期限", 150),
    Column("核对"),
)


class LedgerPart(QWidget):
    """Every line of the ledger; the movements and the trouble of the chosen one at the right."""

    def __init__(self) -> None:
        super().__init__()
        self._opened: OpenedCase | None = None
        self.ledger = GoodsLedger((), ())
        self._problems: tuple[GoodsProblem, ...] = ()
        self.table = Table(COLUMNS, tall=True)
        self.table.setAccessibleName("物品去向")
        self.table.picked.connect(self._show_line)
        self._nothing = empty_state("goods", "还没有物品", "在“清单”里登记查到的物品，或者登记涉及物品的办案行为。")
        self._detail = column(gap=8, margins=(16, 12, 16, 16))
        side = frame(column(scroll(frame(self._detail)), gap=0, margins=(1, 0, 0, 0)), "panel")
        side.setFixedWidth(SIDE)
        self._side = side
        left = column(gap=0)
        left.addWidget(self.table, 1)
        left.addWidget(self._nothing, 1)
        whole = row(gap=0)
        whole.addLayout(left, 1)
        whole.addWidget(side)
        self.setLayout(whole)

    def show_case(self, opened: OpenedCase) -> None:
        """Show the ledger as the recorded list and the acts make it."""
        self._opened = opened
        self.ledger = goods_ledger(opened.case, opened.today)
        self._problems = goods_problems(opened.case)
        has_lines = bool(self.ledger.lines)
        self.table.setVisible(has_lines)
        self._side.setVisible(has_lines)
        self._nothing.setVisible(not has_lines)
        at = max(0, self.table.currentIndex().row())
        self.table.set_rows([self._row(line) for line in self.ledger.lines])
        if has_lines:
            self.table.selectRow(min(at, len(self.ledger.lines) - 1))

    def troubled(self) -> int:
        """How many lines have something that does not add up."""
        return len({problem.key for problem in self._problems})

    def _row(self, line: GoodsLine) -> list[Cell | str]:
        found = about(line.key, self._problems)
        clock = self._clock(line)
        under = " ".join(part for part in (line.spec, line.batch) if part)
        if not line.listed:
            under = "，".join(part for part in (under, "未列入清单") if part)
        return [
            Cell(line.name, sub=under, strong=True, state=State.PAUSED if found else None),
            Cell(counted(line.found, line.unit) if line.found else ""),
            *(_number(number) for number in (line.sold, line.sampled, line.returned, line.confiscated, line.disposed)),
            Cell(where_words(line), sub=_kept_words(line), sub_tone="soft"),
            self._clock_cell(clock),
            Cell("；".join(problem.text for problem in found), tone="amber"),
        ]

    def _clock(self, line: GoodsLine) -> ClockState | None:
        """The clock that still runs for what is kept of a line, the nearest one."""
        assert self._opened is not None
        acts = {kept.act for kept in line.kept}
        running = [each for each in self._opened.assessment.deadlines if each.state in OPEN_CLOCKS]
        mine = [each for each in running if each.clock.act in acts]
        return min(mine, key=lambda each: each.clock.due, default=None)

    def _clock_cell(self, state: ClockState | None) -> Cell:
        assert self._opened is not None
        if state is None:
            return Cell()
        level = level_of(state.clock, self._opened.today)
        mark = MARKS.get(level[0]) if level else None
        due = short_day(state.clock.due, self._opened.today)
        tone = "red" if state.state == "overdue" else "soft"
        return Cell(f"{due} {clock_words(state)}", sub=state.clock.label, sub_tone=tone, signal=mark)

    def _show_line(self, number: int) -> None:
        assert self._opened is not None
        clear(self._detail)
        line = self.ledger.lines[number]
        self._detail.addWidget(text(" ".join(part for part in (line.name, line.spec) if part), "strong", wrap=True))
        for problem in about(line.key, self._problems):
            self._detail.addWidget(objection(problem, narrow=True))
        for kept in line.kept:
            where = f"，{kept.place}" if kept.place else "，没有写存放地点"
            self._detail.addWidget(text(f"在本机关：{_kept(kept, line.unit)}{where}", "small", "soft", wrap=True))
        moved = [each for each in self.ledger.movements if each.key == line.key]
        self._detail.addWidget(text("经过" if moved else "还没有办案行为涉及这一物品", "label"))
        for each in moved:
            self._detail.addWidget(text(_told(each), "small", wrap=True))
        if not line.certain:
            self._detail.addWidget(text("有的行为没有记数量，以上为已知的最少数。", "caption", "amber", wrap=True))
        self._detail.addStretch(1)


def _number(number: Decimal) -> Cell:
    return Cell(figure(number) if number else "", tone="text")


def _kept_words(line: GoodsLine) -> str:
    """By which acts the agency holds it, and where it lies: 查封、扣押 14包，罚没库."""
    held = [_kept(kept, line.unit) for kept in line.kept if kept.quantity is None or kept.quantity]
    places = dict.fromkeys(kept.place for kept in line.kept if kept.place)
    return "，".join((*held, *places))


def _kept(kept: Custody, unit: str) -> str:
    return f"{kinds()[kept.kind].label} {counted(kept.quantity, unit)}"


def _told(move: GoodsMovement) -> str:
    return f"{move.on}　{WORDS[move.what]} {counted(move.quantity, move.unit)}"
