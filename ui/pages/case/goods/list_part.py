"""The list of goods as a sheet: typed, pasted, judged while typing; the trouble of the chosen row below it."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from procedures.case import Case
from procedures.goods_cells import LABELS, cells_of
from procedures.goods_table import is_table
from procedures.goods_value import yuan
from procedures.problems import Problem
from ui.dialogs.goods_paste import GoodsPasteDialog, tone_at
from ui.pages.case.goods.judging import Cells, JudgedList, JudgedRow, is_unequal, judged, with_product
from ui.pages.case.keeping import open_dialog
from ui.widgets.buttons import button
from ui.widgets.cell_sheet import CellSheet, SheetColumn
from ui.widgets.fields import Ways, objection
from ui.widgets.glyphs import State
from ui.widgets.layout import clear, column, frame, row
from ui.widgets.rows import Cell
from ui.widgets.text import Elided, set_text, text

NUMBER, PRODUCT, TROUBLE = "number", "product", "trouble"
COLUMNS = (
    SheetColumn(NUMBER, "行", 52, typed=False),
    SheetColumn("name", "名称", 180),
    SheetColumn("spec", "规格", 100),
    SheetColumn("batch", "批号或生产日期", 120),
    SheetColumn("maker", "生产单位", 120),
    SheetColumn("unit", "单位", 60),
    SheetColumn("quantity", "数量", 68, right=True),
    SheetColumn("sold", "已售", 60, right=True),
    SheetColumn("sampled", "抽样", 60, right=True),
    SheetColumn("returned", "退回", 60, right=True),
    SheetColumn("lawfully_sold", "合法售出", 72, right=True),
    SheetColumn("price", "单价", 76, right=True),
    SheetColumn("marked_price", "标价", 76, right=True),
    SheetColumn("refunded", "退赔", 76, right=True),
    SheetColumn("sample_paid", "抽样付款", 76, right=True),
    SheetColumn("amount", "金额", 92, right=True),
    SheetColumn("note", "备注", 110),
    SheetColumn(TROUBLE, "核对", typed=False),
)
SELDOM = ("sampled", "returned", "lawfully_sold", "marked_price", "refunded", "sample_paid")
SHOWN_PROBLEMS = 4


class ListPart(QWidget):
    """The sheet with its totals. `edited` comes at every change by the officer."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._case = Case()
        self.judged: JudgedList = judged(self._case, ())
        self._at = -1
        self._wants_all = False
        self.sheet = CellSheet(COLUMNS, is_table)
        self.sheet.setAccessibleName("涉案物品清单")
        self.sheet.rows.edited.connect(self._on_edited)
        self.sheet.pasted.connect(self.paste)
        self.sheet.placed.connect(lambda number, _key: self._show_problems(number))
        self.totals = Elided("", "strong")
        self._count = text("", "small", "amber")
        head = row(self.totals, gap=12, margins=(20, 8, 20, 8))
        head.setStretch(0, 1)
        head.addWidget(self._count)
        self._all_columns = button("全部列", "quiet", small=True, then=self._show_all_columns)
        head.addWidget(self._all_columns)
        head.addWidget(button("粘贴表格", icon="paste", small=True, then=self.paste_clipboard))
        head.addWidget(button("删去所选行", "quiet", small=True, then=self._remove))
        head.addWidget(button("撤销", "quiet", small=True, then=self.sheet.rows.undo))
        self._problems = column(gap=6, margins=(20, 8, 20, 8))
        self._problem_box = frame(self._problems, "header")
        self._doubts = Elided("", "small", "amber")
        self._doubt_box = frame(row(self._doubts, gap=0, margins=(20, 0, 20, 8)), "header")
        stack = column(frame(head, "header"), self._doubt_box, gap=0)
        stack.addWidget(self.sheet, 1)
        stack.addWidget(self._problem_box)
        self.setLayout(stack)

    def show_case(self, case: Case) -> None:
        """Judge what stands in the sheet against the case as it is now."""
        self._case = case
        self._judge()

    def show_goods(self) -> None:
        """Show the list as it is recorded."""
        self.show_cells([cells_of(line) for line in self._case.goods])

    def show_cells(self, rows: Sequence[Cells]) -> None:
        """Show rows of cells, such as those of a draft."""
        self.sheet.rows.show_cells(rows)
        self._judge()

    def cells(self) -> tuple[Cells, ...]:
        """The rows as typed, empty ones left out."""
        return tuple(each for each in self.sheet.rows.cells() if each)

    def composing(self) -> bool:
        """Whether a cell is being typed in."""
        return self.sheet.state() == self.sheet.State.EditingState

    def paste_clipboard(self) -> None:
        """Paste what is on the clipboard as a table."""
        self.paste(QGuiApplication.clipboard().text())

    def paste(self, words: str) -> None:
        """Show what is understood of a pasted table; it is taken once the officer says so."""
        if not words.strip():
            self.sheet.setFocus()
            return
        dialog = GoodsPasteDialog(words, len(self.cells()), self.window())
        dialog.taken.connect(self._on_taken)
        open_dialog(dialog)

    def go_to_problem(self) -> None:
        """Put the keyboard on the first cell that must be mended."""
        number = self.judged.first_problem()
        if number is not None:
            problems = self.judged.rows[number].problems
            self.sheet.go_to(number, problems[0].where)

    def _on_taken(self, rows: tuple[Cells, ...], replacing: bool) -> None:
        before = () if replacing else self.cells()
        self.sheet.rows.change_cells([*before, *rows])
        self.sheet.go_to(len(before), "name")

    def _on_edited(self) -> None:
        self._judge()
        self.edited.emit()

    def _judge(self) -> None:
        typed = self.sheet.rows.cells()
        self.judged = judged(self._case, typed)
        self._show_columns()
        self.sheet.rows.set_looks([_looks(number, each) for number, each in enumerate(self.judged.rows)])
        set_text(self.totals, self.judged.totals)
        self.totals.setToolTip("\n".join(self.judged.working))
        set_text(self._doubts, "；".join(f"{each.text}。{each.remedy}" for each in self.judged.doubts))
        self._doubt_box.setVisible(bool(self.judged.doubts))
        troubled = sum(bool(each.problems) for each in self.judged.rows)
        set_text(self._count, f"{troubled} 行要核对" if troubled else "")
        self._show_problems(self.sheet.currentIndex().row())

    def _show_problems(self, number: int) -> None:
        """The trouble of the row where the keyboard is, with ways out."""
        clear(self._problems)
        rows = self.judged.rows
        problems = rows[number].problems if 0 <= number < len(rows) else ()
        self._at = number
        for problem in problems[:SHOWN_PROBLEMS]:
            self._problems.addWidget(objection(problem, ways=self._ways(problem)))
        self._problem_box.setVisible(bool(problems))

    def _ways(self, problem: Problem) -> Ways:
        """Where amount and product differ the product may be taken, here or in every such row."""
        if problem.where != "amount" or problem.severity == "blocking":
            return ()
        unequal = [number for number, each in enumerate(self.judged.rows) if is_unequal(each)]
        ways = [("以乘积为准", partial(self.take_products, [self._at]))]
        if len(unequal) > 1:
            ways.append((f"{len(unequal)} 行都以乘积为准", partial(self.take_products, unequal)))
        return ways

    def take_products(self, numbers: Sequence[int]) -> None:
        """Let quantity times price stand in these rows, in place of the amount that was written."""
        rows, at = list(self.sheet.rows.cells()), self._at
        for number in numbers:
            rows[number] = with_product(rows[number])
        self.sheet.rows.change_cells(rows)
        self.sheet.go_to(at, "quantity")

    def _show_all_columns(self) -> None:
        self._wants_all = True
        self._show_columns()

    def _show_columns(self) -> None:
        """Columns that are seldom used stand only where something is in them, or where they are asked for."""
        filled = {key for cells in self.sheet.rows.cells() for key in cells}
        for key in SELDOM:
            self.sheet.setColumnHidden(self.sheet.rows.keys.index(key), not self._wants_all and key not in filled)
        self._all_columns.setVisible(not self._wants_all and not filled.issuperset(SELDOM))

    def _remove(self) -> None:
        self.sheet.remove_chosen()
        self.sheet.setFocus()


def _looks(number: int, judged_row: JudgedRow) -> Mapping[str, Cell]:
    row_, looks = judged_row.row, {}
    blocked = State.BLOCKED if judged_row.tone == "red" else None
    looks[NUMBER] = Cell(str(number + 1), tone=judged_row.tone or "faint", strong=bool(judged_row.tone), state=blocked)
    for problem in reversed(judged_row.problems):
        if problem.where in LABELS:
            looks[problem.where] = Cell(row_.cells.get(problem.where, ""), tone=tone_at(problem), strong=True)
    if "amount" not in row_.cells and row_.amount is not None:
        looks["amount"] = Cell(yuan(row_.amount), tone="soft")
    looks[TROUBLE] = Cell(judged_row.told(), tone=judged_row.tone or "text")
    return looks


def draft_of(rows: Sequence[Cells]) -> dict[str, Any]:
    """The rows as a draft keeps them."""
    return {"rows": [dict(each) for each in rows]}


def rows_of_draft(content: Mapping[str, Any]) -> tuple[Cells, ...] | None:
    """The rows of a draft; None where there is none."""
    rows = content.get("rows")
    return tuple({str(key): str(words) for key, words in each.items()} for each in rows) if rows is not None else None
