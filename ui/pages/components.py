"""All reusable pieces on one page, for the developer menu: both themes and all text sizes at a glance."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtWidgets import QApplication, QCheckBox, QFrame, QProgressBar, QRadioButton, QWidget

from procedures.problems import Problem
from ui import theme
from ui.pages.filing.rows import WIDTH, Recipients, ThreeLines
from ui.pages.filing.table import HEIGHT, DeskTable
from ui.pages.filing.words import Look
from ui.pages.page import Page
from ui.widgets.buttons import Segments, button, disable, tool
from ui.widgets.charts import Bar, Bars, Lines
from ui.widgets.field_editors import EditorContext, Option
from ui.widgets.fields import FieldBox
from ui.widgets.form_page import FormPage
from ui.widgets.glyphs import Signal, SignalTag, State, StateTag
from ui.widgets.layout import column, frame, row, scroll
from ui.widgets.line_editors import MoneyEditor
from ui.widgets.popover import Why, WhyLine, why_popover
from ui.widgets.ranges import RangeScale, Threshold
from ui.widgets.rows import FixedRows
from ui.widgets.strips import Day, DayClock, DayCount, Fortnight, Stage, StageStrip
from ui.widgets.surfaces import card, empty_state, page_header, quote
from ui.widgets.tables import Cell, Column, Table
from ui.widgets.text import pill, text
from ui.widgets.timeline import ClockLine, Stretch, Timeline
from ui.widgets.toast import Toast

TODAY = date(2026, 10, 9)
DONE, NOW, WAIT, BLOCKED, PAUSED, NONE = (
    State.DONE,
    State.CURRENT,
    State.OPEN,
    State.BLOCKED,
    State.PAUSED,
    State.NOT_NEEDED,
)


@dataclass(frozen=True, slots=True)
class _Choice:
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class _Field:
    key: str
    label: str
    kind: str
    width: int = 3
    required: bool = False
    fact: str = ""
    derived: bool = False
    choices: tuple[Any, ...] = ()
    columns: tuple[Any, ...] = ()
    section: str = ""
    help: str = ""
    limit: int = 0


KINDS = (_Choice("citizen", "个人"), _Choice("sole_trader", "个体工商户"), _Choice("legal_person", "法人"))
FIELDS = (
    _Field("name", "名称", "text", 4, required=True),
    _Field("number", "案号", "text", 4),
    _Field("kind", "类型", "choice", 4, choices=KINDS),
    _Field("on", "日期", "date", required=True),
    _Field("at", "时刻", "time"),
    _Field("fine", "罚款（元）", "money"),
    _Field("count", "头数", "integer"),
    _Field("started", "开始", "datetime", 5),
    _Field("business", "是否经营活动", "boolean", 3),
    _Field("told", "送达方式", "choices", 4, choices=(_Choice("direct", "直接送达"), _Choice("left", "留置送达"))),
    _Field("facts", "违法事实", "long_text", 12, required=True),
    _Field("officers", "执法人员", "officers", 12),
    _Field("goods", "物品", "items", 12),
    _Field("laws", "依据", "citations", 8),
    _Field("signed", "当事人签名", "signature", 4),
)


def _buttons() -> QFrame:
    off, off_main = button("存草稿"), button("提交审批", "primary")
    disable(off, "没有可保存的内容")
    disable(off_main, "还有 2 处须改")
    tools = (tool("columns", "选列"), tool("filter", "筛选"))
    first = row(
        button("提交审批", "primary"),
        button("存草稿"),
        button("作废这份文书", "danger"),
        button("打印", "quiet", "print"),
        button("为什么", "link"),
        None,
    )
    small = (button("作出处理", small=True), button("报送备案", "primary", small=True))
    return card(
        first,
        row(off_main, off, *small, *tools, None),
        Segments(("办理", "文书 9", "证据 14", "期限 5"), 1, keys=False),
        heading="按钮与页签",
    )


def _fields() -> QFrame:
    officers = (Option("o1", "陈某", "18430001"), Option("o2", "李某", "18430002"))
    form = FormPage(FIELDS, EditorContext(TODAY, officers=officers))
    values = {
        "name": "某养殖户",
        "number": "浏农（畜牧）当罚〔2026〕1号",
        "kind": "sole_trader",
        "on": date(2026, 10, 9),
        "fine": 238_200,
        "business": True,
        "told": ("direct",),
        "facts": "2026年10月9日，当事人在某集市销售仔猪 5 头，其中 2 头未加施畜禽标识。",
        "officers": ("o1", "o2"),
        "goods": ({"name": "仔猪", "unit": "头", "quantity": "5", "price": 60_000},),
        "laws": ("畜牧法第四十五条",),
    }
    form.set_values(values, {"number": "程序编号"})
    form.set_problems([Problem("早于立案日期", remedy="改日期，或者先补录立案", where="on")])
    return card(form, heading="字段，每一种各一格")


def _objections() -> QFrame:
    fine, income = MoneyEditor(), MoneyEditor()
    fine.set_value(120_000)
    income.set_value(2_100)
    first = FieldBox("罚款（元）", fine, width=6)
    first.set_problem(
        Problem("低于下限 1,588.00 元", "行政处罚法第三十二条", "写明减轻处罚的情形"), [("写理由", _nothing)]
    )
    second = FieldBox("违法所得（元）", income, width=6)
    second.set_problem(
        Problem("19 袋按 1.00 元应为 19.00 元", remedy="相差 2.00 元，说明或者更正", severity="formal"),
        [("说明", _nothing)],
    )
    check, radio = QCheckBox("当事人同意电子送达"), QRadioButton("直接送达")
    check.setChecked(True)
    radio.setChecked(True)
    both = row(gap=12)
    both.addWidget(first, 1)
    both.addWidget(second, 1)
    law = quote("对公民处以二百元以下罚款的行政处罚的，可以当场作出行政处罚决定。", "行政处罚法第五十一条", _nothing)
    return card(both, row(check, 12, radio, 12, QRadioButton("留置送达"), None), law, heading="异议、选择、引用")


def _nothing() -> None:
    return None


def _states() -> QFrame:
    signals = (
        SignalTag(Signal.NOTICE, "剩 1 日"),
        SignalTag(Signal.YELLOW, "逾期 3 日"),
        SignalTag(Signal.RED, "逾期 9 日"),
        SignalTag(Signal.RED, "已销号", muted=True),
    )
    pills = (
        pill("畜牧"),
        pill("简易程序", "accent"),
        pill("须改 2", "red"),
        pill("待确认", "amber"),
        pill("须备案", "blue"),
    )
    clocks = row(
        DayClock(15, 6, notice=3),
        DayClock(15, 14, notice=3),
        DayClock(15, 15, over=3),
        DayClock(15, 9, done=True),
        gap=24,
    )
    return card(
        row(*[StateTag(state) for state in State], None, gap=16),
        row(*signals, 12, *pills, None, gap=12),
        clocks,
        heading="状态、信号、标签、十五日",
    )


def _strips() -> QFrame:
    stages = (
        Stage("立案", DONE, "10-08", (DONE, DONE)),
        Stage("调查取证", PAUSED, "10-08 起中止", (DONE, PAUSED, WAIT)),
        Stage("事先告知", NOW, "今天", (NOW, WAIT), shown=True),
        Stage("听证", NONE, "不适用", (NONE,)),
        Stage("处罚决定", BLOCKED, "10-13 起", (WAIT, WAIT)),
        Stage("执行", WAIT, "", (WAIT,)),
    )
    days = [TODAY + timedelta(n) for n in range(14)]
    fortnight = Fortnight(
        [
            Day(
                str(d.day), "一二三四五六日"[d.weekday()], d.weekday() > 4, (n * 3) % 5 if n % 3 == 0 else 0, n % 5 == 1
            )
            for n, d in enumerate(days)
        ]
    )
    scale = RangeScale()
    scale.set_range(158_800, 397_000, 238_200, (Threshold(100_000, "听证"),))
    bar = QProgressBar()
    bar.setRange(0, 37)
    bar.setValue(22)
    bar.setTextVisible(False)
    working = row(text("生成备案卷", "small-strong"), text("第 22 页，共 37 页", "small", "faint"), None)
    return card(StageStrip(stages), fortnight, scale, working, bar, heading="阶段、日子、幅度、进度")


def _timeline() -> QFrame:
    line = Timeline()
    start = date(2026, 9, 1)
    clocks = (
        ClockLine(
            "作出处罚决定",
            "行政处罚法第六十条·90 日",
            (
                Stretch(date(2026, 9, 2), date(2026, 9, 20)),
                Stretch(date(2026, 9, 21), date(2026, 9, 28), "pause"),
                Stretch(date(2026, 9, 29), date(2026, 10, 9)),
            ),
            date(2026, 12, 8),
            date(2026, 12, 8),
            NOW,
            "剩 60 日",
        ),
        ClockLine(
            "向机关交回材料",
            "2 日",
            (Stretch(date(2026, 10, 10), date(2026, 10, 11)),),
            date(2026, 10, 11),
            date(2026, 10, 12),
            NOW,
            "剩 3 日",
        ),
        ClockLine(
            "罚款缴存银行",
            "行政处罚法第七十一条·2 日",
            (Stretch(date(2026, 9, 28), date(2026, 9, 29)), Stretch(date(2026, 9, 30), date(2026, 10, 9), "over")),
            date(2026, 9, 29),
            date(2026, 9, 29),
            State.OVERDUE,
            "逾期 10 日",
            signal=Signal.RED,
        ),
    )
    rest = frozenset(d for n in range(120) if (d := start + timedelta(n)).weekday() > 4)
    line.show_clocks(clocks, start, date(2026, 12, 20), TODAY, rest)
    made = card(line, heading="期限；选一行看为什么")
    line.chosen.connect(
        lambda number: why_popover(_why(clocks[number]), line).show_at(line, line.cell_box(number).toRect())
    )
    return made


def _why(clock: ClockLine) -> Why:
    return Why(
        f"为什么是 {clock.due:%Y-%m-%d}",
        f"{clock.name}的最后一天",
        (
            WhyLine("2026-10-09", "当场收缴罚款，当日不计", "行政处罚法第八十五条"),
            WhyLine("10-10", "第 1 日"),
            WhyLine(f"{clock.due:%m-%d}", "24 时届满", result=clock.word, strong=True),
        ),
        "条文尚未核对原文",
        "节假日表 2026",
        (("打印期限单", _nothing),),
    )


def _table() -> QFrame:
    columns = (Column("当事人 / 案由"), Column("案号", 212), Column("阶段", 116), Column("最近期限", 116, right=True))
    rows = (
        (
            Cell("王某", "未按规定加施畜禽标识", strong=True),
            "浏农（畜牧）当罚〔2026〕1号",
            Cell("执行", state=NOW),
            "10-12",
        ),
        (
            Cell("某农资经营部", "经营劣质农药", strong=True),
            "浏农（农药）立〔2026〕2号",
            Cell("中止", state=PAUSED),
            Cell("10-09", "今天", tone="red", sub_tone="red"),
        ),
    )
    table = Table(columns, rows, tall=True).fit()
    table.selectRow(0)
    empty = empty_state(
        "filing",
        "没有需要备案的决定",
        "每作出一个决定，程序都判断是否须备案，依据都留着。",
        button("看判断依据", "link"),
    )
    title = row(text("表格与空白", "heading"), margins=(16, 0, 16, 0))
    return card(title, table, empty, margins=(0, 12, 0, 12))


def _charts() -> QFrame:
    months = (("七月", 3), ("八月", 7), ("九月", 5), ("十月", 2))
    bars = Bars([Bar(name, size, f"{size}", open=name == "十月") for name, size in months])
    kinds = (("农药", 6), ("种子", 4), ("动物卫生监督", 2), ("渔政", 0))
    lines = Lines([Bar(name, size, f"{size} 件") for name, size in kinds])
    for chart in (bars, lines):
        chart.setMinimumHeight(theme.scaled(120))
    both = row(gap=24)
    both.addWidget(bars, 1)
    both.addWidget(lines, 1)
    return card(both, heading="小图表：按月、按类")


def _filings() -> QFrame:
    overdue = Look(
        "黄牌·逾期 2 日", "red", "第 15 日 10-07 周三", DayCount(15, 15, over=2, notice=3), signal=Signal.YELLOW
    )
    filed = Look("已报送", "soft", "10-01 报送，第 9 日", DayCount(15, 9, done=True), State.DONE)
    looks = [Recipients(each.word, each.caption, each.tone, look=each) for each in (overdue, filed)]
    decision = ThreeLines(
        "某种业有限公司·经营假种子",
        "罚款 20,000.00 元",
        strong=True,
        third="经营活动中罚款达到界限",
        tail="·2026-09-22",
    )
    columns = (Column("处罚决定"), Column("市政府", WIDTH), Column("上一级主管部门", WIDTH))
    table = DeskTable()
    table.setModel(FixedRows(columns, [(decision, *looks)]))
    for number in range(1, len(columns)):
        table.setColumnWidth(number, theme.scaled(WIDTH))
    table.setFixedHeight(theme.sizes().table_head + theme.scaled(HEIGHT) + 2)
    return card(row(text("备案", "heading"), margins=(16, 0, 16, 0)), table, margins=(0, 12, 0, 12))


class ComponentsPage(Page):
    """The sheet, with switches for theme and text size."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("组件一览")
        self._toast = Toast(self)
        themes = (
            button("浅色", "quiet", "light", then=lambda: _dress(theme.LIGHT)),
            button("深色", "quiet", "dark", then=lambda: _dress(theme.DARK)),
        )
        sizes = [button(name, "quiet", then=partial(_dress, None, f)) for name, f in theme.TEXT_SCALES.items()]
        toast = button("轻提示", "default", then=lambda: self._toast.say("已存入案卷，10-09", undo=_nothing))
        made = (_buttons, _fields, _objections, _states, _strips, _charts, _filings, _timeline, _table)
        parts: tuple[QWidget, ...] = tuple(make() for make in made)
        body = scroll(frame(column(*parts, None, gap=12, margins=(24, 16, 24, 16))))
        stack = column(page_header("组件一览", "同一套令牌、字号和部件", *themes, *sizes, toast), gap=0)
        stack.addWidget(body, 1)
        self.setLayout(stack)


def _dress(scheme: theme.Colours | None, scale: float | None = None) -> None:
    app = QApplication.instance()
    if isinstance(app, QApplication):
        theme.apply(app, scheme or theme.colours(), theme.scale() if scale is None else scale)
