"""Editors of lists with columns: items, evidence, opinions, instalments, attachments; cells by their kind.

A table pasted from a spreadsheet fills as many rows and columns as it has, from the cell in which it is pasted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QMenu, QPushButton, QToolButton, QWidget

from forms.kinds import LIST_COLUMNS
from procedures.problems import Problem
from ui import theme
from ui.widgets.buttons import button, tool
from ui.widgets.field_editors import (
    ChoiceLike,
    ColumnLike,
    EditorContext,
    FieldEditor,
    FieldLike,
    Maker,
    ReadyRow,
    make_editor,
)
from ui.widgets.layout import column, row
from ui.widgets.text import text

ADD_ROW = "添加一行"
ADD = {
    "items": "添加物品",
    "evidence": "添加证据",
    "opinions": "添加意见",
    "instalments": "添加一期",
    "attachments": "添加一份",
    "rows": ADD_ROW,
}
GOODS_COLUMNS = frozenset({"name", "quantity"})
IDENTITY = ("name", "spec", "batch")
LEAST_DATE = 132
NARROW = {"integer": 1, "money": 2, "date": 2, "time": 1, "text": 3, "long_text": 5}


@dataclass(frozen=True, slots=True)
class _CellField:
    key: str
    label: str
    kind: str
    width: int = 12
    required: bool = False
    fact: str = ""
    derived: bool = False
    choices: tuple[ChoiceLike, ...] = ()
    columns: tuple[ColumnLike, ...] = ()
    section: str = ""
    help: str = ""
    limit: int = 0


class RowsEditor(FieldEditor):
    """A list of rows; the value is a tuple of mappings by column key, rows without any content left out."""

    def __init__(self, field: FieldLike, context: EditorContext) -> None:
        super().__init__()
        self._key, self._context = field.key, context
        self._columns: Sequence[ColumnLike] = field.columns or LIST_COLUMNS[field.kind]
        self._rows: list[tuple[list[FieldEditor], QToolButton]] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(6)
        for number, each in enumerate(self._columns):
            self._grid.addWidget(text(each.label, "caption"), 0, number)
            self._grid.setColumnStretch(number, each.width or NARROW.get(each.kind, 3))
            self._grid.setColumnMinimumWidth(number, theme.scaled(LEAST_DATE) if each.kind == "date" else 0)
        self._keys = tuple(each.key for each in self._columns)
        lists_goods = GOODS_COLUMNS.issubset(self._keys)
        words = ADD_ROW if field.kind == "items" and not lists_goods else ADD[field.kind]
        self._add = button(words, "link", "add", small=True, then=self._on_add)
        self._goods = context.goods if lists_goods else None
        self._pick = self._pick_button()
        self._from_goods = button("从涉案物品中选", "link", "goods", small=True, then=self._pick_goods)
        self._from_goods.setVisible(self._goods is not None)
        self.setLayout(column(self._grid, row(self._add, self._from_goods, self._pick, None, gap=16), gap=6))
        self._add_row({})

    def _pick_button(self) -> QPushButton:
        made = button("从已有的选", "link", "list", small=True, then=self._offer)
        made.setVisible(self._offers_ready())
        return made

    def _offers_ready(self) -> bool:
        """Goods are picked with their quantities; any other ready rows from a menu."""
        return self._goods is None and bool(self._context.ready_rows(self._key))

    def _offer(self) -> None:
        menu = QMenu(self)
        for ready in self._context.ready_rows(self._key):
            menu.addAction(ready.label, partial(self.add_ready, ready))
        menu.popup(self._pick.mapToGlobal(self._pick.rect().bottomLeft()))

    def add_ready(self, ready: ReadyRow) -> None:
        """Add a row that the program knows; an empty last row is filled first."""
        if self._rows and not _content(self._rows[-1][0]):
            self._take(self._rows[-1][0])
        self._add_row(ready.values)
        self._on_typed()

    def _pick_goods(self) -> None:
        if self._goods is not None:
            self._goods.pick(self._keys, self, self._take_picked)

    def _take_picked(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Goods picked again stand in the place of the row that names them already."""
        picked = {tuple(str(each.get(key) or "") for key in IDENTITY) for each in rows}
        for cells, _gone in list(self._rows):
            known = {each.key: cell.draft() for each, cell in zip(self._columns, cells, strict=True)}
            if tuple(str(known.get(key) or "") for key in IDENTITY) in picked:
                self._take(cells)
        self.take_rows(rows)

    def take_rows(self, rows: Sequence[Mapping[str, Any]], replacing: bool = False) -> None:
        """Add rows, or put them in the place of those there are."""
        kept = [] if replacing else [cells for cells, _ in self._rows if _content(cells)]
        for cells, _gone in list(self._rows):
            if cells not in kept:
                self._take(cells)
        for values in rows:
            self._add_row(values)
        if not self._rows:
            self._add_row({})
        self._on_typed()

    def _on_add(self) -> None:
        self._add_row({})
        self._rows[-1][0][0].setFocus()

    def _add_row(self, values: Mapping[str, Any]) -> None:
        line = self._grid.rowCount()
        cells: list[FieldEditor] = []
        for number, each in enumerate(self._columns):
            cell = make_editor(_CellField(each.key, each.label, each.kind, choices=tuple(each.choices)), self._context)
            cell.set_value(values.get(each.key))
            cell.set_spoken_name(f"第 {len(self._rows) + 1} 行 {each.label}")
            cell.changed.connect(self._on_typed)
            cell.left.connect(self.left)
            cell.set_read_only(self._read_only)
            for part in cell.findChildren(QWidget):
                part.installEventFilter(self)
            self._grid.addWidget(cell, line, number, Qt.AlignmentFlag.AlignTop)
            cells.append(cell)
        gone = tool("remove", "去掉这一行", then=lambda: self._remove(cells))
        gone.setVisible(not self._read_only)
        self._grid.addWidget(gone, line, len(self._columns), Qt.AlignmentFlag.AlignTop)
        before = self._rows[-1][1] if self._rows else None
        self._rows.append((cells, gone))
        self.setFocusProxy(self._rows[0][0][0])
        self._chain(before, cells, gone)

    def _chain(self, before: QWidget | None, cells: Sequence[FieldEditor], gone: QWidget) -> None:
        order = [*([before] if before else []), *[cell.focusProxy() or cell for cell in cells]]
        order += [gone, self._add, self._from_goods, self._pick]
        for first, second in pairwise(order):
            QWidget.setTabOrder(first, second)

    def _remove(self, cells: list[FieldEditor]) -> None:
        self._take(cells)
        if not self._rows:
            self._add_row({})
        self._on_typed()

    def _take(self, cells: list[FieldEditor]) -> None:
        for number, (each, gone) in enumerate(self._rows):
            if each is cells:
                for widget in (*each, gone):
                    self._grid.removeWidget(widget)
                    widget.hide()
                    widget.deleteLater()
                del self._rows[number]
                break
        if self._rows:
            self.setFocusProxy(self._rows[0][0][0])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            words = QGuiApplication.clipboard().text() if event.matches(QKeySequence.StandardKey.Paste) else ""
            if ("\t" in words or "\n" in words.strip("\n")) and not self._read_only:
                return self._paste_at(watched, words)
        return super().eventFilter(watched, event)

    def _paste_at(self, watched: QObject, words: str) -> bool:
        for line, (cells, _gone) in enumerate(self._rows):
            for number, cell in enumerate(cells):
                if isinstance(watched, QWidget) and cell.isAncestorOf(watched):
                    if self._columns[number].kind == "long_text" and "\t" not in words:
                        return False
                    if not self._paste_goods(words):
                        self.paste(words, line, number)
                    return True
        return False

    def _paste_goods(self, words: str) -> bool:
        """A table with headings is understood as a whole, wherever it is pasted."""
        standing = sum(_content(cells) for cells, _ in self._rows)
        return self._goods is not None and self._goods.paste(words, self._keys, standing, self, self.take_rows)

    def paste(self, words: str, line: int = 0, number: int = 0) -> None:
        """Fill cells from tab-separated lines, starting at a row and a column; rows are added as needed."""
        for offset, typed in enumerate(words.strip("\n").splitlines()):
            if line + offset >= len(self._rows):
                self._add_row({})
            cells = self._rows[line + offset][0][number:]
            for cell, value in zip(cells, typed.split("\t"), strict=False):
                cell.set_value(value.strip())
        self._on_typed()

    def set_read_only(self, on: bool) -> None:
        super().set_read_only(on)
        for cells, gone in self._rows:
            gone.setVisible(not on)
            for cell in cells:
                cell.set_read_only(on)
        self._add.setVisible(not on)
        self._pick.setVisible(not on and self._offers_ready())
        self._from_goods.setVisible(not on and self._goods is not None)

    def set_problem(self, problem: Problem | None) -> None:
        super().set_problem(problem)
        for cells, _gone in self._rows:
            for cell in cells:
                cell.set_problem(cell.own_problem())

    def value(self) -> Any:
        rows = [
            {each.key: cell.value() for each, cell in zip(self._columns, cells, strict=True)}
            for cells, _ in self._rows
            if _content(cells)
        ]
        return tuple(rows) or None

    def draft(self) -> Any:
        return [
            {each.key: cell.draft() for each, cell in zip(self._columns, cells, strict=True)} for cells, _ in self._rows
        ]

    def set_value(self, value: Any) -> None:
        for cells, _gone in list(self._rows):
            self._take(cells)
        rows: Sequence[Mapping[str, Any]] = value or ({},)
        for values in rows:
            self._add_row(values)

    def own_problem(self) -> Problem | None:
        for number, (cells, _gone) in enumerate(self._rows, start=1):
            for each, cell in zip(self._columns, cells, strict=True):
                found = cell.own_problem()
                if found is not None:
                    where = f"第 {number} 行“{each.label}”："
                    return Problem(where + found.text, found.basis, found.remedy, severity=found.severity)
        return None

    def clean(self) -> bool:
        wrong = [cell for cells, _ in self._rows for cell in cells if cell.own_problem() is not None]
        for cell in wrong:
            cell.clean()
        return bool(wrong)


def _content(cells: Sequence[FieldEditor]) -> bool:
    return any(cell.draft() for cell in cells)


def _rows(field: FieldLike, context: EditorContext) -> FieldEditor:
    return RowsEditor(field, context)


MAKERS: Mapping[str, Maker] = dict.fromkeys(ADD, _rows)
