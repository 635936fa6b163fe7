"""Shows what was understood of a pasted table of goods before it is taken; columns can be chosen anew."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from procedures.goods_cells import LABELS, GoodsRow
from procedures.goods_headings import LEFT_OUT, NOTED, NUMBERING
from procedures.goods_table import PastedGoods, read_goods_table
from procedures.problems import Problem
from ui import theme
from ui.dialogs.frame import StopDialog
from ui.widgets.buttons import button
from ui.widgets.inputs import ComboBox
from ui.widgets.layout import clear, column, frame
from ui.widgets.surfaces import notice
from ui.widgets.tables import Cell, Column, Table
from ui.widgets.text import Elided, set_text, text

WIDTH, TABLE_HEIGHT = 980, 260
COLUMNS_A_LINE = 5
WIDTHS: Mapping[str, int] = {"name": 170, "spec": 110, "batch": 120, "maker": 130, "unit": 56, "note": 120}
CHOICES = (*LABELS.items(), (NUMBERING, "序号（不取）"), (NOTED, "写入备注"), (LEFT_OUT, "不取"))


class GoodsPasteDialog(StopDialog):
    """Asks whether the table was understood. `taken` carries the rows of cells, and whether they replace the list."""

    taken = Signal(object, bool)

    def __init__(self, words: str, standing: int, parent: QWidget | None = None) -> None:
        super().__init__("粘贴物品表格", "list", "soft", parent)
        self.setFixedWidth(theme.scaled(WIDTH))
        self._words, self._standing = words, standing
        self._choices: list[ComboBox] = []
        self.read: PastedGoods = read_goods_table(words)
        self._sums = text("", "heading")
        self._left_out = Elided("", "caption", "faint")
        self._told = column(gap=6)
        self._columns = QGridLayout()
        self._columns.setHorizontalSpacing(10)
        self._columns.setVerticalSpacing(6)
        self._preview = column(gap=0)
        self._lacking = Elided("", "caption", "soft")
        self._add = button("取用", "primary", then=lambda: self._take(False))
        self._replace = button("", then=lambda: self._take(True))
        self.add_body([column(self._sums, self._left_out, gap=2), self._told, self._columns, 4, self._preview])
        self.add_foot([self._lacking, None, button("返回", then=self.reject), self._replace, self._add])
        self.set_first(self._add)
        self._show_columns()
        self._show()

    def choose_column(self, number: int, field: str) -> None:
        """Say which field a pasted column is."""
        self._choices[number].choose(field)
        self._on_chosen()

    def _on_chosen(self) -> None:
        self.read = read_goods_table(self._words, [choice.currentData() or "" for choice in self._choices])
        self._show()

    def _show_columns(self) -> None:
        for number, heading in enumerate(self.read.columns):
            choice = ComboBox(CHOICES)
            choice.setProperty("density", "small")
            choice.setAccessibleName(f"第 {number + 1} 列 {heading.words}")
            choice.setCurrentIndex(choice.findData(heading.field))
            choice.activated.connect(lambda _index: self._on_chosen())
            line, place = divmod(number, COLUMNS_A_LINE)
            label = text(heading.words or f"第 {number + 1} 列", "caption", "soft")
            self._columns.addLayout(column(label, choice, gap=2), line, place)
            self._choices.append(choice)

    def _show(self) -> None:
        read = self.read
        set_text(self._sums, str(read.totals))
        set_text(self._left_out, "没有取用：" + "；".join(read.left_out) if read.left_out else "")
        self._left_out.setVisible(bool(read.left_out))
        clear(self._told)
        for each in _notices(read):
            self._told.addWidget(each)
        clear(self._preview)
        self._preview.addWidget(_table(read))
        wanting = sum(row.blocked for row in read.rows)
        look = sum(bool(row.problems) for row in read.rows) - wanting
        parts = [f"{wanting} 行有读不出的内容" if wanting else "", f"{look} 行要核对" if look else ""]
        told = "，".join(part for part in parts if part)
        set_text(self._lacking, f"{told}；取用后在清单里标出，什么也不丢" if told else "")
        self._replace.setVisible(bool(self._standing))
        self._replace.setText(f"替换现有 {self._standing} 行")
        self._add.setText(f"取用 {len(read.rows)} 行" if not self._standing else f"加上这 {len(read.rows)} 行")
        for each in (self._add, self._replace):
            each.setEnabled(bool(read.rows))

    def _take(self, replacing: bool) -> None:
        self.taken.emit(tuple(dict(row.cells) for row in self.read.rows), replacing)
        self.accept()


def _notices(read: PastedGoods) -> list[QWidget]:
    told: list[QWidget] = []
    if read.guessed:
        told.append(notice("没有认出表头", "各列是按内容推断的，请核对上面各列，选错的改过来。", "amber"))
    told += [notice(each.text, each.remedy, "amber") for each in read.problems if not each.where]
    return told


def _table(read: PastedGoods) -> QWidget:
    fields = [field for field in LABELS if any(field in row.cells for row in read.rows)]
    columns = [Column("行", 44), *(_column(field) for field in fields), Column("核对")]
    table = Table(columns, [_row(number, row, fields) for number, row in enumerate(read.rows, 1)])
    table.setFixedHeight(theme.scaled(TABLE_HEIGHT))
    return frame(column(table, gap=0), "card")


def _column(field: str) -> Column:
    return Column(LABELS[field], WIDTHS.get(field, 84), field not in WIDTHS)


def _row(number: int, row: GoodsRow, fields: Sequence[str]) -> list[Cell | str]:
    troubled = {problem.where: problem for problem in row.problems}
    cells: list[Cell | str] = [Cell(str(number), tone="faint")]
    cells += [Cell(row.cells.get(field, ""), tone=tone_at(troubled.get(field))) for field in fields]
    cells.append(Cell("；".join(each.text for each in row.problems), tone="red" if row.blocked else "amber"))
    return cells


def tone_at(problem: Problem | None) -> str:
    """The tone of a cell with this problem."""
    if problem is None:
        return "text"
    return "red" if problem.severity == "blocking" else "amber"
