"""Dialogs: only where an act must stop."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from procedures.problems import Problem, RuleError
from tests.ui.widgets.fields_for_tests import OFFICERS
from ui import theme
from ui.dialogs.blocked import BACKFILL, BlockedDialog, Refusal, refusal_of
from ui.dialogs.failure import Failure, FailureDialog
from ui.dialogs.reason import Reason, ReasonDialog, backfill, voiding
from ui.dialogs.ways import WayOut

WAYS = (WayOut("later", "明天再作出决定", "草稿保留", "改日期", True), WayOut("other", "补材料", "附上声明", "附声明"))


@pytest.fixture
def over(qtbot: Any) -> QWidget:
    """A window for dialogs to stand above."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1280, 680)
    made.show()
    return made


def _words(dialog: QWidget) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel)).replace("\u00a0", " ")


def _button(dialog: QWidget, words: str) -> QPushButton:
    return next(each for each in dialog.findChildren(QPushButton) if each.text() == words)


def test_way_out_chosen_is_told(over: QWidget) -> None:
    dialog = BlockedDialog(Refusal("今天还不能作出处罚决定", ("听证申请期未满",), ways=WAYS), over)
    chosen = QSignalSpy(dialog.chosen)
    dialog.open()
    _button(dialog, "附声明").click()
    assert chosen.at(0) == ["other"]
    assert not dialog.isVisible()


def test_escape_goes_back_and_chooses_nothing(over: QWidget) -> None:
    dialog = BlockedDialog(Refusal("不得", ways=WAYS), over)
    chosen = QSignalSpy(dialog.chosen)
    dialog.open()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert chosen.count() == 0
    assert not dialog.isVisible()


def test_recording_is_offered_only_where_it_may_be(over: QWidget) -> None:
    plain = BlockedDialog(Refusal("不得"), over)
    assert [each.text() for each in plain.findChildren(QPushButton)] == ["返回"]
    dialog = BlockedDialog(Refusal("不得", can_backfill=True), over)
    chosen = QSignalSpy(dialog.chosen)
    _button(dialog, "补录").click()
    assert chosen.at(0) == [BACKFILL]


def test_refusal_of_the_rules_names_article_and_remedy(over: QWidget) -> None:
    error = RuleError([Problem("执法人员不足两人", "行政处罚法第四十二条", "加一名执法人员", "officers")])
    dialog = BlockedDialog(refusal_of(error, "现在不能签发"), over)
    assert "执法人员不足两人（行政处罚法第四十二条）。加一名执法人员" in _words(dialog)


@pytest.mark.parametrize("scale", [1.0, 1.4])
def test_long_refusal_stays_inside_its_window(over: QWidget, qapp: Any, scale: float) -> None:
    theme.apply(qapp, theme.LIGHT, scale)
    reasons = tuple(f"第 {n} 个理由，写得很长很长，要占去不止一行的位置才能说得明白" for n in range(30))
    dialog = BlockedDialog(Refusal("不得", reasons, ways=WAYS), over)
    dialog.open()
    assert over.geometry().contains(dialog.geometry())
    assert _button(dialog, "返回").isVisible()


def test_failure_says_what_is_safe_before_what_is_lost(over: QWidget) -> None:
    failure = Failure("有一张照片没有保存", "D 盘只剩 12 MB", "前 2 张照片", "第 3 张照片", ways=WAYS, number="E-2301")
    dialog = FailureDialog(failure, over)
    words = _words(dialog)
    assert words.index("前 2 张照片") < words.index("第 3 张照片")
    _button(dialog, "复制给管理员").click()
    assert QGuiApplication.clipboard().text().startswith("E-2301\n")


def test_voiding_needs_a_reason(over: QWidget) -> None:
    dialog = ReasonDialog(voiding("决定书", "编号留在登记簿中"), over)
    answered = QSignalSpy(dialog.answered)
    dialog.open()
    act = _button(dialog, "作废决定书")
    assert not act.isEnabled()
    dialog.fill("  打印错误 ")
    act.click()
    assert answered.at(0) == [Reason("打印错误")]


def test_recording_needs_a_second_person(over: QWidget) -> None:
    dialog = ReasonDialog(backfill("当场处罚", "超过一个工作日", OFFICERS), over)
    answered = QSignalSpy(dialog.answered)
    dialog.open()
    dialog.fill("当时没有带电脑")
    act = _button(dialog, "补录当场处罚")
    assert not act.isEnabled()
    assert "还没有选第二名人员" in _words(dialog)
    dialog.fill("当时没有带电脑", "o2")
    act.click()
    assert answered.at(0) == [Reason("当时没有带电脑", "o2")]


def test_reason_with_hidden_characters_is_not_taken(over: QWidget) -> None:
    dialog = ReasonDialog(voiding("决定书", "编号留在登记簿中"), over)
    dialog.fill("打印\u202e错误")
    assert not _button(dialog, "作废决定书").isEnabled()
