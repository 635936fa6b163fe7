"""A sheet of typed cells: typing, pasting, copying, undoing; what was typed is never lost."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.widgets.cell_sheet import CellLine, CellSheet, SheetColumn
from ui.widgets.rows import Cell

COLUMNS = (
    SheetColumn("name", "名称", 120),
    SheetColumn("count", "数量", 60, right=True),
    SheetColumn("told", "核对", typed=False),
)


def is_table(words: str) -> bool:
    return "\t" in words or "\n" in words.strip("\n")


@pytest.fixture
def sheet(qtbot: QtBot) -> Iterator[CellSheet]:
    made = CellSheet(COLUMNS, is_table)
    qtbot.addWidget(made)
    made.resize(400, 200)
    made.show()
    yield made


def type_at(sheet: CellSheet, number: int, key: str, words: str) -> None:
    place = sheet.rows.index(number, sheet.rows.keys.index(key))
    assert sheet.rows.setData(place, words)


def paste(sheet: CellSheet, words: str) -> None:
    QGuiApplication.clipboard().setText(words)
    QTest.keyClick(sheet, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_typing_in_the_blank_line_adds_a_row_and_a_new_blank_line(sheet: CellSheet) -> None:
    assert sheet.rows.rowCount() == 1
    type_at(sheet, 0, "name", " 甲药 ")
    assert (sheet.rows.cells(), sheet.rows.rowCount()) == (({"name": "甲药"},), 2)


def test_emptying_the_last_row_takes_it_away(sheet: CellSheet) -> None:
    type_at(sheet, 0, "name", "甲药")
    type_at(sheet, 0, "name", "")
    assert (sheet.rows.cells(), sheet.rows.rowCount()) == ((), 1)


def test_shown_columns_cannot_be_typed_into(sheet: CellSheet) -> None:
    place = sheet.rows.index(0, 2)
    assert not sheet.rows.flags(place) & Qt.ItemFlag.ItemIsEditable
    assert not sheet.rows.setData(place, "x")


def test_every_change_by_the_officer_is_told_once_and_can_be_undone(sheet: CellSheet, qtbot: QtBot) -> None:
    sheet.rows.show_cells([{"name": "甲药"}])
    with qtbot.waitSignal(sheet.rows.edited):
        type_at(sheet, 0, "count", "3")
    sheet.rows.remove([0])
    assert sheet.rows.cells() == ()
    QTest.keyClick(sheet, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert sheet.rows.cells() == ({"name": "甲药", "count": "3"},)
    assert sheet.rows.undo()
    assert sheet.rows.cells() == ({"name": "甲药"},)
    assert not sheet.rows.undo()


def test_table_is_handed_on_and_one_cell_is_pasted_where_the_keyboard_is(sheet: CellSheet, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sheet.pasted) as handed:
        paste(sheet, "甲\t1\n乙\t2")
    assert handed.args == ["甲\t1\n乙\t2"]
    sheet.go_to(0, "name")
    paste(sheet, "甲药\n")
    assert sheet.rows.cells() == ({"name": "甲药"},)


def test_chosen_cells_are_copied_as_a_table_and_deleted_together(sheet: CellSheet) -> None:
    sheet.rows.show_cells([{"name": "甲", "count": "1"}, {"name": "乙", "count": "2"}])
    sheet.selectAll()
    QTest.keyClick(sheet, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().splitlines()[:2] == ["甲\t1\t", "乙\t2\t"]
    QTest.keyClick(sheet, Qt.Key.Key_Delete)
    assert sheet.rows.cells() == ({}, {})


def test_cells_look_as_they_are_told_to_and_keep_what_was_typed(sheet: CellSheet) -> None:
    sheet.rows.show_cells([{"name": "甲", "count": "三"}])
    sheet.rows.set_looks([{"count": Cell("三", tone="red"), "told": Cell("不是数量", tone="red")}])
    assert [cell.tone for cell in sheet.rows.row(0)] == ["text", "red", "red"]
    assert sheet.rows.data(sheet.rows.index(0, 1), Qt.ItemDataRole.EditRole) == "三"


def test_enter_ends_a_cell_and_goes_on_below(sheet: CellSheet) -> None:
    sheet.rows.show_cells([{"name": "甲"}, {"name": "乙"}])
    sheet.go_to(0, "name")
    sheet.edit(sheet.currentIndex())
    line = sheet.findChild(CellLine)
    assert line is not None
    line.setText("丙")
    QTest.keyClick(line, Qt.Key.Key_Return)
    QGuiApplication.processEvents()
    assert sheet.rows.cells()[0] == {"name": "丙"}
    assert sheet.currentIndex().row() == 1


def test_sheet_that_does_not_grow_has_no_blank_line(qtbot: QtBot) -> None:
    made = CellSheet(COLUMNS, is_table, grows=False)
    qtbot.addWidget(made)
    made.rows.show_cells([{"name": "甲"}])
    assert made.rows.rowCount() == 1


def test_read_only_sheet_is_only_read(sheet: CellSheet) -> None:
    sheet.rows.show_cells([{"name": "甲"}])
    sheet.rows.set_read_only(True)
    assert sheet.rows.rowCount() == 1
    assert not sheet.rows.flags(sheet.rows.index(0, 0)) & Qt.ItemFlag.ItemIsEditable
