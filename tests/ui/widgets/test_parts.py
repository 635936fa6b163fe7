"""Painted parts, text, tables, paper: keyboard, names, sizes."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QPushButton, QWidget

from tests.ui.widgets.fields_for_tests import on_screen
from ui import tasks
from ui.widgets.buttons import ElidedLink, Segments, button
from ui.widgets.glyphs import State, StateTag
from ui.widgets.mark import outline
from ui.widgets.paper import Paper
from ui.widgets.popover import Why, WhyLine, why_popover
from ui.widgets.ranges import RangeScale, Threshold, side_by_side
from ui.widgets.rows import Cell, Column, PagedRows, Row
from ui.widgets.steps import Step, StepList
from ui.widgets.strips import Stage, StageStrip
from ui.widgets.surfaces import footer
from ui.widgets.tables import Table
from ui.widgets.text import Elided, typeset
from ui.widgets.timeline import ClockLine, Stretch, Timeline
from ui.widgets.toast import Toast

STAGES = (Stage("立案", State.DONE, "10-08"), Stage("决定", State.CURRENT, shown=True), Stage("执行", State.OPEN))


def test_number_and_unit_stay_on_one_line() -> None:
    assert typeset("剩 3 日") == "剩 3\u00a0日"


def test_elided_text_never_pushes_wider_and_keeps_the_whole() -> None:
    label = Elided("某农业服务部（杨某）无证经营兽用生物制品案")
    label.resize(80, 20)
    assert label.minimumSizeHint().width() <= 40
    assert label.text().endswith("…")
    assert label.toolTip() == label.whole() == label.accessibleName()


def test_strip_is_walked_with_arrows_and_tells_what_is_chosen(qtbot: Any) -> None:
    strip = StageStrip(STAGES)
    on_screen(qtbot, strip)
    strip.setFocus()
    chosen = QSignalSpy(strip.chosen)
    QTest.keyClick(strip, Qt.Key.Key_Right)
    QTest.keyClick(strip, Qt.Key.Key_Right)
    QTest.keyClick(strip, Qt.Key.Key_Return)
    assert chosen.at(0) == [2]
    assert strip.accessibleName() == "立案 已完成；决定 办理中；执行 待办"
    assert strip.accessibleDescription() == "执行，待办"


def test_strip_is_hit_where_it_is_drawn(qtbot: Any) -> None:
    strip = StageStrip(STAGES)
    strip.resize(600, 60)
    on_screen(qtbot, strip)
    chosen = QSignalSpy(strip.chosen)
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip.cell_box(1).center().toPoint())
    assert chosen.at(0) == [1]


def test_clock_says_both_days_when_the_last_day_moves(qtbot: Any) -> None:
    line = Timeline()
    stretch = Stretch(date(2026, 10, 10), date(2026, 10, 11))
    clock = ClockLine("交回材料", "2 日", (stretch,), date(2026, 10, 11), date(2026, 10, 12), State.CURRENT, "剩 3 日")
    line.show_clocks([clock], date(2026, 10, 1), date(2026, 11, 1), date(2026, 10, 9))
    on_screen(qtbot, line)
    assert "2026-10-12（原 10-11，顺延）" in line.accessibleName()
    assert not line.grab().isNull()


def test_amount_outside_the_range_is_said() -> None:
    scale = RangeScale()
    scale.resize(400, 62)
    scale.set_range(158_800, 397_000, 100_000, [Threshold(100_000, "听证")])
    assert scale.accessibleName() == "合法幅度 1,588 至 3,970 元，拟 1,000 元，不在幅度内"
    assert not scale.grab().isNull()


def test_state_changed_is_spoken() -> None:
    tag = StateTag(State.CURRENT)
    tag.set_state(State.DONE, "已收讫")
    assert tag.accessibleName() == "已收讫"


def test_segments_follow_their_keys(qtbot: Any) -> None:
    parts = Segments(("办理", "文书 9"))
    on_screen(qtbot, parts)
    QTest.keyClick(parts, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert parts.current() == 1


def test_shortcut_of_a_button_is_told() -> None:
    assert button("新案", "primary", shortcut="Ctrl+N").toolTip() == "新案（Ctrl+N）"


def test_step_chosen_is_named_by_its_id(qtbot: Any) -> None:
    steps = StepList()
    steps.set_steps("处罚决定", [Step("a", "审批", State.DONE), Step("b", "制作", State.CURRENT, shown=True)])
    on_screen(qtbot, steps)
    chosen = QSignalSpy(steps.chosen)
    rows = [each for each in steps.findChildren(QWidget) if each.property("role") == "listrow"]
    QTest.mouseClick(rows[0], Qt.MouseButton.LeftButton)
    assert chosen.at(0) == ["a"]


def test_mark_has_its_strokes() -> None:
    assert outline().elementCount() > 40
    assert outline().boundingRect().width() > 50


def test_table_copies_with_heads_and_opens_with_enter(qtbot: Any) -> None:
    table = Table((Column("当事人"), Column("阶段")), [("王某", Cell("执行", state=State.CURRENT)), ("何某", "立案")])
    on_screen(qtbot, table)
    opened = QSignalSpy(table.opened)
    table.selectRow(1)
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == "当事人\t阶段\n何某\t立案"
    assert opened.at(0) == [1]


def test_refilled_table_keeps_its_row(qtbot: Any) -> None:
    table = Table((Column("当事人"),), [("王某",), ("何某",)])
    on_screen(qtbot, table)
    table.selectRow(1)
    table.set_rows([("王某",), ("何某",), ("韩某",)])
    assert table.currentIndex().row() == 1


def test_paged_table_reads_only_what_is_looked_at(qtbot: Any) -> None:
    asked: list[int] = []

    def fetch(start: int, size: int) -> Sequence[Row]:
        asked.append(start)
        return [(str(number),) for number in range(start, min(start + size, 100_000))]

    columns = (Column("号"),)
    table = Table(columns)
    table.setModel(PagedRows(columns, 100_000, fetch))
    table.resize(300, 400)
    on_screen(qtbot, table)
    table.scrollToBottom()
    table.grab()
    assert set(asked) <= {0, 99_840}
    assert table.model().index(99_999, 0).data() == "99999"


def test_why_opens_beside_and_never_over_what_it_explains(qtbot: Any) -> None:
    anchor = QWidget()
    anchor.resize(300, 100)
    anchor.move(50, 100)
    on_screen(qtbot, anchor)
    lines = tuple(WhyLine(f"10-{day:02d}", "第 1 日", "行政处罚法第八十五条") for day in range(10, 14))
    popover = why_popover(Why("为什么是 2026-10-12", "交回材料的最后一天", lines, "条文尚未核对原文"), anchor)
    popover.show_at(anchor, QRect(0, 20, 300, 30))
    row = QRect(anchor.mapToGlobal(anchor.rect().topLeft()), anchor.size()).adjusted(0, 20, 0, -50)
    assert not popover.geometry().intersects(row)
    assert popover.screen().availableGeometry().contains(popover.geometry())
    QTest.keyClick(popover, Qt.Key.Key_Escape)
    assert not popover.isVisible()


def test_toast_offers_to_take_back(qtbot: Any) -> None:
    over, undone = QWidget(), list[str]()
    over.resize(600, 400)
    on_screen(qtbot, over)
    toast = Toast(over)
    toast.say("已报送", undo=lambda: undone.append("undone"))
    assert toast.isVisible()
    next(each for each in toast.findChildren(QPushButton) if each.text() == "撤销").click()
    assert undone == ["undone"]
    assert not toast.isVisible()


def _pdf(pages: int) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out)
    for number in range(pages):
        canvas.rect(100, 400, 200, 200, fill=1)
        canvas.drawString(100, 700, f"page {number + 1}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_preview_turns_pages_and_enlarges(qtbot: Any) -> None:
    paper = Paper()
    paper.resize(900, 700)
    on_screen(qtbot, paper)
    paper.show_pdf(_pdf(3))
    assert (paper.page(), paper.page_count()) == (0, 3)
    paper.next_page()
    paper.next_page()
    paper.next_page()
    assert paper.page() == 2
    before = paper.zoom()
    paper.zoom_by(1)
    assert paper.zoom() > before
    paper.show_pdf(_pdf(1))
    assert (paper.page(), paper.page_count()) == (0, 1)


def test_preview_is_drawn_in_a_thread_and_shows_ink(qtbot: Any) -> None:
    tasks.run_inline(False)
    paper = Paper()
    paper.resize(700, 900)
    on_screen(qtbot, paper)
    with qtbot.waitSignal(paper.page_shown):
        paper.show_pdf(_pdf(1))
    picture = paper.grab().toImage()
    shades = {picture.pixelColor(x, y).lightness() for x in range(0, 700, 5) for y in range(60, 900, 5)}
    assert min(shades) < 60


def test_what_is_no_pdf_is_told(qtbot: Any) -> None:
    paper = Paper()
    qtbot.addWidget(paper)
    failed = QSignalSpy(paper.failed)
    paper.show_pdf(b"no pdf")
    assert failed.count() == 1


def test_labels_of_thresholds_close_together_stand_side_by_side_and_inside() -> None:
    starts = side_by_side([10.0, 14.0], [40, 60], 300, 8)
    assert starts == [0.0, 48.0]
    starts = side_by_side([250.0, 295.0], [60, 60], 300, 8)
    assert starts == [172.0, 240.0]


def test_a_link_that_gives_way_keeps_its_words_and_its_tooltip() -> None:
    link = ElidedLink("送达证据先行登记保存通知书")
    assert link.minimumSizeHint().width() <= ElidedLink.LEAST < link.sizeHint().width()
    assert link.text() == link.toolTip() == "送达证据先行登记保存通知书"


def test_long_text_at_the_foot_gives_way_to_the_buttons(qtbot: Any) -> None:
    act = button("登记法制审核", "primary")
    foot = footer(Elided("还不能登记：" + "没有写审核结果；" * 20), None, act)
    foot.resize(600, 60)
    on_screen(qtbot, foot)
    assert act.width() >= act.sizeHint().width()
