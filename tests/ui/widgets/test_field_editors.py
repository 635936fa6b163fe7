"""The editors of the field kinds."""

import json
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest

from forms.kinds import KINDS, Column, read_value
from tests.ui.widgets.fields_for_tests import CONTEXT, YES_NO, Field, commit, compose, on_screen, type_into
from ui.widgets.choice_editors import BooleanEditor, ChoiceEditor, CitationsEditor
from ui.widgets.field_editors import FieldEditor, make_editor
from ui.widgets.line_editors import DateEditor, LongTextEditor, MoneyEditor, TextEditor
from ui.widgets.people_editors import OfficersEditor
from ui.widgets.row_editors import RowsEditor

VALUES: dict[str, Any] = {
    "text": "某养殖户",
    "long_text": "第一行\n第二行",
    "date": date(2026, 10, 9),
    "time": time(8, 40),
    "datetime": datetime.combine(date(2026, 10, 9), time(8, 40)),
    "integer": 5,
    "money": 238_200,
    "boolean": False,
    "choice": "left",
    "choices": ("direct", "left"),
    "person": "王某",
    "party": "王某",
    "citations": ("畜牧法第四十五条",),
    "officers": (
        {"id": "o2", "name": "李某", "certificate_no": "18430002"},
        {"id": "o1", "name": "陈某", "certificate_no": "18430001"},
    ),
    "items": (
        {"name": "仔猪", "spec": None, "batch": None, "maker": None, "unit": "头", "quantity": "5", "price": 60_000},
    ),
    "evidence": ({"name": "照片", "copies": 1, "pages": 3, "proves": None},),
    "opinions": ({"role": "机关负责人", "opinion": "同意", "signer": None, "signed_on": date(2026, 10, 9)},),
    "instalments": ({"amount": 100_000, "due_on": date(2026, 11, 9)},),
    "attachments": ({"title": "清单", "number": None, "copies": 2},),
    "signature": None,
}


def _editor(kind: str) -> FieldEditor:
    return make_editor(Field("key", kind, choices=YES_NO if kind.startswith("choice") else ()), CONTEXT)


def test_every_kind_of_the_forms_has_its_editor() -> None:
    assert set(VALUES) == KINDS


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_value_shown_is_the_value_given_and_nobody_is_told(kind: str) -> None:
    editor = _editor(kind)
    told = QSignalSpy(editor.changed)
    editor.set_value(VALUES[kind])
    assert editor.value() == VALUES[kind]
    assert editor.own_problem() is None
    assert told.count() == 0


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_draft_comes_back_through_json(kind: str) -> None:
    first, second = _editor(kind), _editor(kind)
    first.set_value(VALUES[kind])
    second.set_value(json.loads(json.dumps(first.draft())))
    assert second.value() == VALUES[kind]


@pytest.mark.parametrize("kind", sorted(KINDS - {"officers"}))
def test_draft_is_what_the_forms_read(kind: str) -> None:
    editor = _editor(kind)
    editor.set_value(VALUES[kind])
    stored = json.loads(json.dumps(editor.draft()))
    assert read_value(kind, stored) == VALUES[kind]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_empty_editor_has_no_value(kind: str) -> None:
    editor = _editor(kind)
    editor.set_value(None)
    assert editor.value() is None


def test_day_is_shown_in_one_form_when_the_field_is_left(qtbot: Any) -> None:
    editor = DateEditor(CONTEXT.today)
    on_screen(qtbot, editor)
    helped = QSignalSpy(editor.helped)
    type_into(editor.line, "10.12")
    editor.line.clearFocus()
    assert editor.line.text() == "2026-10-12"
    assert helped.at(helped.count() - 1) == ["2026年10月12日 周一"]


def test_what_can_not_be_read_is_kept_and_objected_to() -> None:
    editor = MoneyEditor()
    type_into(editor.line, "一百")
    assert editor.value() is None
    assert editor.draft() == "一百"
    problem = editor.own_problem()
    assert problem is not None
    assert "一百" in problem.text


def test_money_tells_its_capitals() -> None:
    editor = MoneyEditor()
    helped = QSignalSpy(editor.helped)
    type_into(editor.line, "2382")
    assert helped.at(helped.count() - 1) == ["贰仟叁佰捌拾贰元整"]


@pytest.mark.parametrize("words", ["无法查明", "不明", " 不详 "])
def test_sum_that_can_not_be_established_is_said_in_words(words: str) -> None:
    editor = _editor("money_or_unknown")
    editor.set_value(words)
    assert editor.value() == "unknown" and editor.own_problem() is None
    again = _editor("money_or_unknown")
    again.set_value(json.loads(json.dumps(editor.draft())))
    assert again.value() == "unknown" and again.draft() == "无法查明"


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("money_or_unknown", "1,160", 116_000),
        ("money_or_unknown", "1.234", None),
        ("number_or_unknown", "1,200.50", Decimal("1200.50")),
        ("number_or_unknown", "-3", None),
        ("number_or_unknown", "十亩", None),
    ],
)
def test_known_quantity_is_read_or_objected_to(kind: str, typed: str, value: Any) -> None:
    editor = _editor(kind)
    editor.set_value(typed)
    assert editor.value() == value
    problem = editor.own_problem()
    assert (problem is None) is (value is not None)
    assert problem is None or "无法查明" in problem.remedy
    again = _editor(kind)
    again.set_value(json.loads(json.dumps(editor.draft())))
    assert again.value() == value


def test_text_with_what_can_not_stand_in_a_document_is_cleaned_in_one_go() -> None:
    editor = TextEditor()
    editor.set_value("王\u200b某")
    problem = editor.own_problem()
    assert problem is not None
    assert "第 2 个字" in problem.text
    editor.clean()
    assert editor.own_problem() is None
    assert editor.value() == "王某"


def test_composition_is_neither_replaced_nor_left_by_enter(qtbot: Any) -> None:
    editor = TextEditor()
    on_screen(qtbot, editor)
    editor.line.setFocus()
    compose(editor.line, "wang")
    assert editor.composing()
    editor.set_value("李某")
    assert editor.line.text() == ""
    commit(editor.line, "王某")
    assert not editor.composing()
    assert editor.value() == "王某"


def test_long_text_grows_with_its_lines(qtbot: Any) -> None:
    editor = LongTextEditor()
    qtbot.addWidget(editor)
    editor.resize(400, 100)
    editor.show()
    before = editor.area.height()
    editor.set_value("\n".join("一行" for _ in range(8)))
    assert editor.area.height() > before


def test_question_not_answered_is_not_a_no() -> None:
    editor = BooleanEditor("经营", "非经营")
    assert editor.value() is None
    editor.set_value(True)
    editor.set_value(None)
    assert editor.value() is None


def test_required_choice_offers_nothing_empty() -> None:
    assert ChoiceEditor(YES_NO, required=True).box.count() == 2
    assert ChoiceEditor(YES_NO).box.count() == 3


def test_filled_value_looks_filled_until_it_is_changed() -> None:
    editor = TextEditor()
    editor.set_value("浏阳市")
    editor.set_filled("机关设置")
    assert editor.line.property("state") == "derived"
    type_into(editor.line, "长沙市")
    assert editor.filled() == ""
    assert not editor.line.property("state")


def test_same_officer_twice_is_said() -> None:
    editor = OfficersEditor(CONTEXT.officers)
    editor.set_value(("o1", "o1"))
    notes = [note.whole() for _, note, _ in editor._rows]
    assert notes == ["同一人不能算两名", "同一人不能算两名"]


def test_citation_typed_out_is_taken_once() -> None:
    editor = CitationsEditor(CONTEXT)
    told = QSignalSpy(editor.changed)
    for _ in range(2):
        type_into(editor.line, "law 45")
        QTest.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.value() == ("law 45",)
    assert told.count() == 1


def _items() -> RowsEditor:
    return RowsEditor(Field("goods", "items"), CONTEXT)


def test_table_pasted_whole_fills_rows() -> None:
    editor = _items()
    editor.paste("仔猪\t15 kg\t\t\t头\t5\t600\n母猪\t\t\t\t头\t1\t2,000.00\n")
    rows = editor.value()
    assert [(row["name"], row["quantity"], row["price"]) for row in rows] == [
        ("仔猪", "5", 60_000),
        ("母猪", "1", 200_000),
    ]


def test_wrong_cell_is_named_by_row_and_column() -> None:
    editor = _items()
    editor.paste("仔猪\t\t\t\t头\t5\t贵")
    problem = editor.own_problem()
    assert problem is not None
    assert problem.text.startswith("第 1 行“单价”：")


def test_last_row_taken_away_leaves_an_empty_one() -> None:
    editor = _items()
    editor.set_value(VALUES["items"])
    editor._remove(editor._rows[0][0])
    assert editor.value() is None
    assert len(editor._rows) == 1


def test_read_only_list_can_not_be_added_to(qtbot: Any) -> None:
    editor = _items()
    qtbot.addWidget(editor)
    editor.set_read_only(True)
    editor.show()
    assert not editor._add.isVisible()


def test_choice_in_a_list_is_stored_by_its_value(qtbot: Any) -> None:
    columns = (Column("name", "名称"), Column("what", "处理", "choice", choices=YES_NO))
    editor = RowsEditor(Field("rows", "items", columns=columns), CONTEXT)
    qtbot.addWidget(editor)
    editor.set_value(({"name": "某农药", "what": "left"},))
    assert [dict(row) for row in editor.value()] == [{"name": "某农药", "what": "left"}]


def test_only_a_list_of_goods_offers_to_add_goods() -> None:
    dialogue = (Column("question", "问", "text", 6), Column("answer", "答", "text", 6))
    lists = (Field("goods", "items"), Field("dialogue", "items", columns=dialogue), Field("papers", "attachments"))
    offered = [RowsEditor(each, CONTEXT)._add.text() for each in lists]
    assert offered == ["添加物品", "添加一行", "添加一份"]
