"""交叉表: counts or sums by rows and columns, each number a way to the cases behind it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QLabel

from forms.ledger.columns import Source, columns_of
from forms.ledger.conditions import Condition
from forms.ledger.counting import UNITS, PivotTable, axis_words
from forms.ledger.layout import Axis, Layout, PivotLayout
from procedures.view import grouped
from ui import theme
from ui.pages.ledger.narrowing import condition_of_axis
from ui.pages.ledger.pinned import PinnedColumn
from ui.pages.ledger.table import LedgerDelegate
from ui.widgets.buttons import tool
from ui.widgets.inputs import ComboBox
from ui.widgets.layout import column, frame, row
from ui.widgets.rows import NO_INDEX, Cell, Column, Index, Rows
from ui.widgets.tables import Table
from ui.widgets.text import Elided, set_text, text

TOTAL, EMPTY = "合计", "（空）"
NONE, COUNT = "none", "count"
WIDEST_TEXT = 30
FIRST_LEAST, LEAST, AROUND = 132, 64, 22
AXIS_LENGTH, EDGE = 12, 8
WAY = "双击或者回车，列出这些"


class CrossRows(Rows):
    """The rows of a pivot, and the totals as the last one; made as they come into view."""

    def __init__(self, table: PivotTable) -> None:
        self.table = table
        heads = [axis_words(table.source, table.layout.rows), *(head.words for head in table.columns), TOTAL]
        wide = [FIRST_LEAST, *(_wide(self._told(table.column_totals.get(head.value, 0))) for head in table.columns)]
        wide.append(_wide(self._told(table.total)) + EDGE)
        super().__init__(
            [
                Column(words, max(_wide(words), least), number > 0)
                for number, (words, least) in enumerate(zip(heads, wide, strict=True))
            ]
        )

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.table.rows) + 1

    def row(self, number: int) -> tuple[Cell, ...]:
        table = self.table
        if number == len(table.rows):
            totals = [table.column_totals.get(head.value, 0) for head in table.columns]
            return tuple(
                Cell(words, strong=True) for words in (TOTAL, *map(self._told, totals), self._told(table.total))
            )
        head = table.rows[number]
        cells = [Cell(self._told(table.cells.get((head.value, across.value), 0))) for across in table.columns]
        return (Cell(head.words or EMPTY), *cells, Cell(self._told(table.row_totals.get(head.value, 0)), strong=True))

    def conditions(self, number: int, place: int) -> list[Condition] | None:
        """What the rows behind a number have in common; None where the layout can't say it."""
        table = self.table
        asked: list[Condition | None] = []
        if number < len(table.rows):
            asked.append(condition_of_axis(table.source, table.layout.rows, table.rows[number].value))
        if table.layout.columns is not None and 0 < place <= len(table.columns):
            asked.append(condition_of_axis(table.source, table.layout.columns, table.columns[place - 1].value))
        return None if None in asked else [each for each in asked if each is not None]

    def _told(self, amount: int) -> str:
        if not amount:
            return ""
        return grouped(amount) if self.table.layout.value else f"{amount:,}"


def _wide(words: str) -> int:
    """How wide a column must be for these words (px at 100 %)."""
    wide = QFontMetrics(theme.font("small", 500)).horizontalAdvance(words) / theme.scale() + AROUND
    return max(LEAST, round(wide))


class CrossView(QFrame):
    """The table, above it what it is made of. `changed` gives another pivot, `listed` the conditions of a number."""

    changed = Signal(object)
    listed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._source: Source = "cases"
        self._pivot: PivotLayout | None = None
        self.rows, self.columns, self.value = ComboBox(), ComboBox(), ComboBox()
        self.swap = tool("refresh", "行列互换", then=self._on_swap)
        self._told = Elided("", "caption", least=0)
        self._wrong: QLabel = text("", "small", "soft", wrap=True)
        self._wrong.hide()
        self.table = Table((Column(""),))
        self._pinned = PinnedColumn(self.table)
        self._lay()

    def _lay(self) -> None:
        line = row(gap=8, margins=(16, 8, 16, 8))
        for words, box, name in (("行", self.rows, "行"), ("列", self.columns, "列"), ("数值", self.value, "数值")):
            label = text(words, "small", "soft")
            label.setBuddy(box)
            line.addWidget(label)
            line.addWidget(box)
            box.setProperty("density", "small")
            box.setAccessibleName(name)
            box.setMinimumContentsLength(AXIS_LENGTH)
            box.activated.connect(lambda _index: self._on_changed())
            if box is self.rows:
                line.addWidget(self.swap)
        line.addWidget(self._told, 1)
        self.table.setItemDelegate(LedgerDelegate(self.table))
        self._pinned.setItemDelegate(LedgerDelegate(self._pinned))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.table.setAccessibleName("交叉表")
        self.table.opened.connect(self._on_opened)
        whole = column(frame(line, "listrow"), self._wrong, gap=0)
        whole.addWidget(self.table, 1)
        self._wrong.setContentsMargins(16, 12, 16, 12)
        self.setLayout(whole)

    def show_choice(self, layout: Layout, pivot: PivotLayout) -> None:
        """Offer what the table can be made of, with what it is made of now."""
        self._source, self._pivot = layout.source, pivot
        axes = [(str(axis), axis_words(layout.source, axis)) for axis in axes_of(layout.source)]
        self.rows.set_pairs(axes)
        self.columns.set_pairs([(NONE, "（不分列）"), *axes])
        money = [(key, each.label) for key, each in columns_of(layout.source).items() if each.kind == "money"]
        self.value.set_pairs([(COUNT, f"{UNITS[layout.source]}数"), *money])
        self.rows.choose(str(pivot.rows))
        self.columns.choose(str(pivot.columns) if pivot.columns is not None else NONE)
        self.value.choose(pivot.value or COUNT)
        self.swap.setEnabled(pivot.columns is not None)

    def show_table(self, table: PivotTable) -> None:
        """Show the numbers."""
        self._wrong.hide()
        self.table.show()
        shown = CrossRows(table)
        self.table.setModel(shown)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for number, each in enumerate(shown.columns):
            self.table.setColumnWidth(number, theme.scaled(each.width))
        self._pinned.follow(shown, self.table.selectionModel())
        self.table.setCurrentIndex(shown.index(0, min(1, len(shown.columns) - 1)))
        set_text(self._told, WAY)

    def show_wrong(self, words: str) -> None:
        """Say why there is no table."""
        set_text(self._wrong, words)
        self._wrong.show()
        self.table.hide()

    def cross_rows(self) -> CrossRows | None:
        """What is shown."""
        model = self.table.model()
        return model if isinstance(model, CrossRows) else None

    def _on_swap(self) -> None:
        if self._pivot is not None and self._pivot.columns is not None:
            self.changed.emit(PivotLayout(self._pivot.columns, self._pivot.rows, self._pivot.value))

    def _on_changed(self) -> None:
        across = self.columns.chosen()
        value = self.value.chosen()
        columns = None if across in ("", NONE) else axis_from(across)
        self.changed.emit(PivotLayout(axis_from(self.rows.chosen()), columns, "" if value == COUNT else value))

    def _on_opened(self, number: int) -> None:
        rows = self.cross_rows()
        conditions = rows.conditions(number, self.table.currentIndex().column()) if rows is not None else None
        if conditions is not None:
            self.listed.emit(conditions)


def axes_of(source: Source) -> Sequence[Axis]:
    """What the rows and columns of a pivot may stand for: choices and short texts, of days their month or year."""
    found: list[Axis] = []
    for key, each in columns_of(source).items():
        if each.kind == "day":
            found += [Axis(key, "month"), Axis(key, "year")]
        elif each.kind == "choice" or (each.kind == "text" and each.width <= WIDEST_TEXT and not each.personal):
            found.append(Axis(key))
    return found


def axis_from(told: str) -> Axis:
    """The axis that a choice stands for."""
    key, _, step = told.partition(":")
    return Axis(key, "month" if step == "month" else "year" if step == "year" else "")
