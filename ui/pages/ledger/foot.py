"""The fixed line under the table: how many, where they stand, and the sums."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel

from forms.ledger.columns import Source, columns_of
from forms.ledger.counting import UNITS, LedgerCount
from models.queries.ledger import LedgerTotals
from procedures.view import grouped
from ui import theme
from ui.pages.ledger.cells import STANDING
from ui.widgets.layout import clear, row
from ui.widgets.text import Elided, set_text, text

HEIGHT = 38
MOST_STANDINGS = 4
CLOSED, INSTALMENTS = "closed", "instalments"
YUAN = "（元）"
WAITING = "正在统计"


@dataclass(frozen=True, slots=True)
class FootContent:
    """What stands in the line: the totals, and how many rows stand where (by code)."""

    totals: LedgerTotals
    standings: Mapping[str, int]
    is_narrowed: bool


class Foot(QFrame):
    """The line itself. Too narrow, it first gives up where the rows stand, then the sums from the last on."""

    narrowed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "footer")
        self.setProperty("place", "card")
        self._count = text("", "small-strong")
        self._standings = Elided("", "small", "soft", least=0)
        self._sums = row(gap=8)
        self._labels: list[QLabel] = []
        self._hidden = text("", "caption")
        line = row(self._count, gap=8, margins=(16, 0, 16, 0))
        line.addWidget(self._standings, 1)
        line.addLayout(self._sums)
        line.addWidget(self._hidden)
        self.setLayout(line)
        self.setFixedHeight(theme.scaled(HEIGHT))

    def show_content(self, content: FootContent) -> None:
        """Show the count, where the rows stand, and the sums."""
        totals = content.totals
        source = totals.count.source
        count = count_words(totals.count, content.is_narrowed)
        standings = standing_words(source, content.standings)
        set_text(self._count, count)
        set_text(self._standings, standings)
        clear(self._sums)
        self._labels = []
        sums = sum_pairs(source, totals.sums)
        for label, amount in sums:
            name, figure = text(f"{label}合计", "small", "soft"), text(amount, "small-strong")
            self._sums.addWidget(name)
            self._sums.addWidget(figure)
            self._sums.addSpacing(12)
            self._labels += [name, figure]
        if sums:
            self._sums.addWidget(text("元", "caption"))
        whole = "；".join(f"{label}合计 {amount} 元" for label, amount in sums)
        self.setAccessibleName("；".join(part for part in (count, standings, whole) if part))
        self.setToolTip(whole)
        self._fit()

    def show_waiting(self) -> None:
        """The numbers are still being read."""
        clear(self._sums)
        self._labels = []
        set_text(self._count, WAITING)
        set_text(self._standings, "")
        self.setAccessibleName(WAITING)
        self.setToolTip("")
        self._fit()

    def told(self) -> str:
        """The whole line in words."""
        return self.accessibleName()

    def minimumSizeHint(self) -> QSize:
        return QSize(120, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(theme.scaled(HEIGHT))
        self._fit()

    def _fit(self) -> None:
        """As many sums as there is room for, from the first on; the tooltip has them all."""
        room = self.width() - self._count.sizeHint().width() - 110
        shown = 0
        for name, figure in zip(self._labels[::2], self._labels[1::2], strict=True):
            room -= name.sizeHint().width() + figure.sizeHint().width() + 28
            fits = room >= 0
            name.setVisible(fits)
            figure.setVisible(fits)
            shown += fits
        left = len(self._labels) // 2 - shown
        set_text(self._hidden, f"另有 {left} 项合计" if left else "")
        self._hidden.setVisible(left > 0)


def count_words(count: LedgerCount, is_narrowed: bool) -> str:
    """214 件，已筛选（共 1,120 件）; with the rows where a case has several."""
    unit = UNITS[count.source]
    rows = f" {count.rows:,} 行" if count.rows != count.things else ""
    told = f"{count.things:,} {unit}{rows}"
    return f"{told}，已筛选（共 {count.of_things:,} {unit}）" if is_narrowed else told


def standing_words(source: Source, standings: Mapping[str, int]) -> str:
    """在办 8·分期 1·已结 4; of other sources the words of their states."""
    if source == "cases":
        closed, instalments = standings.get(CLOSED, 0), standings.get(INSTALMENTS, 0)
        under_way = sum(standings.values()) - closed - instalments
        pairs: Sequence[tuple[str, int]] = (("在办", under_way), ("分期", instalments), ("已结", closed))
    else:
        column = columns_of(source)[STANDING[source]]
        listed = sorted(standings, key=lambda code: list(column.choices).index(code) if code in column.choices else 99)
        pairs = [(column.word(code), standings[code]) for code in listed if code]
    told = [f"{name} {number:,}" for name, number in pairs if number]
    return "·".join(told[:MOST_STANDINGS]) + ("…" if len(told) > MOST_STANDINGS else "")


def sum_pairs(source: Source, sums: Mapping[str, int]) -> list[tuple[str, str]]:
    """The sums with their names: 罚款, 158,562.90. Numbers that are no money stand as they are."""
    known = columns_of(source)
    return [
        (known[key].label.removesuffix(YUAN), grouped(amount) if known[key].kind == "money" else f"{amount:,}")
        for key, amount in sums.items()
    ]
