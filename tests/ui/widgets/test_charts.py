"""Charts tell their numbers, are walked by keyboard, and name as many bars as there is room for."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ui import theme
from ui.widgets.charts import Bar, Bars, Lines
from ui.widgets.flow import Flow

MONTHS = [Bar(f"{month}月", month % 4, str(month % 4)) for month in range(1, 13)]


def test_a_chart_says_all_its_numbers_to_a_reader(qtbot: QtBot) -> None:
    chart = Lines([Bar("屠宰", 60000, "60,000"), Bar("种子", 44000, "44,000", told="种子，44,000 元")])
    qtbot.addWidget(chart)
    assert chart.accessibleName() == "屠宰 60,000；种子，44,000 元"
    chart.set_bars([])
    assert chart.accessibleName() == "没有数据"


def test_bars_are_walked_and_chosen_by_keyboard(qtbot: QtBot) -> None:
    chart = Bars(MONTHS)
    qtbot.addWidget(chart)
    chosen: list[int] = []
    chart.chosen.connect(chosen.append)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert chosen == [1]


def test_a_narrow_chart_names_every_second_bar_and_always_the_last(qtbot: QtBot) -> None:
    chart = Bars(MONTHS)
    qtbot.addWidget(chart)
    metrics = QFontMetrics(theme.font("caption"))
    chart.resize(700, 110)
    assert chart._named(metrics) == frozenset(range(12))
    chart.resize(300, 110)
    assert 11 in chart._named(metrics)
    assert len(chart._named(metrics)) < 12


def test_bars_of_nothing_are_drawn_without_complaint(qtbot: QtBot) -> None:
    for chart in (Bars([Bar("5月", 0, "0")]), Lines([Bar("用时", 0, "—")]), Bars(), Lines()):
        qtbot.addWidget(chart)
        chart.resize(200, 110)
        assert not chart.grab().isNull()


def test_a_flow_goes_on_in_the_next_line_where_one_is_full(qtbot: QtBot) -> None:
    flow = Flow(gap=8, line_gap=6)
    qtbot.addWidget(flow)
    items = [QLabel(f"条件{number}") for number in range(4)]
    for item in items:
        item.setFixedSize(100, 26)
    flow.set_items(items)
    flow.show()
    flow.resize(450, 26)
    assert {item.y() for item in items} == {0}
    flow.resize(220, 100)
    assert [item.y() for item in items] == [0, 0, 32, 32]
    assert flow.heightForWidth(220) == 58
    flow.set_items(items[:1])
    assert flow.items() == (items[0],)
