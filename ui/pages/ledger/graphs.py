"""Two small charts under the table, a third where there is room: by month, by kind, how long things take."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from forms.ledger.columns import Source, columns_of
from forms.ledger.conditions import Condition
from forms.ledger.counting import UNITS, LedgerQuestion
from forms.ledger.layout import Axis, PivotLayout
from models.queries.ledger import pivot
from models.queries.ledger_charts import MedianDays, Share, count_by_month, median_days, sum_by
from models.session import Session
from ui import theme
from ui.pages.ledger.cells import STANDING
from ui.pages.ledger.narrowing import condition_of_axis
from ui.widgets.charts import Bar, Bars, Chart, Lines
from ui.widgets.layout import column, row
from ui.widgets.text import Elided, set_text, text

HEIGHT, THIRD_FROM = 162, 820
MOST_MONTHS, MOST_YEARS, MOST_KINDS = 18, 12, 5
MONTHS = "一二三四五六七八九十"
TITLES: Mapping[Source, tuple[str, str, str]] = {
    "cases": ("立案数", "罚款", "用时"),
    "filings": ("决定数", "办理情况", "用时"),
    "findings": ("登记数", "状态", "用时"),
    "certificates": ("到期证件", "证件状态", ""),
}


@dataclass(frozen=True, slots=True)
class ChartData:
    """One chart: title, what its numbers are, its bars, and the condition that each bar stands for."""

    title: str
    note: str
    bars: tuple[Bar, ...]
    conditions: tuple[Condition | None, ...] = ()


def read_charts(session: Session, question: LedgerQuestion) -> tuple[ChartData, ...]:
    """The three charts of what a question answers; read off the window's thread."""
    return (_by_time(session, question), _by_kind(session, question), _spans(session, question))


def _by_time(session: Session, question: LedgerQuestion) -> ChartData:
    layout = question.layout
    title, unit = TITLES[layout.source][0], UNITS[layout.source]
    months = [share for share in count_by_month(session, question) if share.value]
    if len(months) > MOST_MONTHS:
        years = _years(months)[-MOST_YEARS:]
        bars = [_time_bar(share, f"{share.value}年", unit, question.today) for share in years]
        return _chart(title, _note("按年", years, question.today), bars, layout.source, layout.period, years)
    bars = [_time_bar(share, f"{int(share.value[5:])}月", unit, question.today) for share in months]
    return _chart(title, _note("按月", months, question.today), bars, layout.source, layout.period, months)


def _years(months: Sequence[Share]) -> list[Share]:
    counted: dict[str, int] = {}
    for share in months:
        counted[share.value[:4]] = counted.get(share.value[:4], 0) + share.amount
    return [Share(f"{year}年", amount, year) for year, amount in counted.items()]


def _time_bar(share: Share, name: str, unit: str, today: date) -> Bar:
    is_open = today.isoformat().startswith(share.value)
    told = f"{share.words}，{share.amount:,} {unit}" + ("，未满" if is_open else "")
    return Bar(name, share.amount, f"{share.amount:,}", is_open, told)


def _note(words: str, shares: Sequence[Share], today: date) -> str:
    """按月，一月未满: the last bar stands for a time that has not ended."""
    if not shares:
        return words
    last = shares[-1].value
    if not today.isoformat().startswith(last):
        return words if len(last) == 4 or last[:4] == str(today.year) else f"{words}，至 {last}"
    return f"{words}，{month_name(int(last[5:]))}未满" if len(last) > 4 else f"{words}，{last}年未满"


def month_name(month: int) -> str:
    """一月 to 十二月."""
    return f"{MONTHS[month - 1] if month <= 10 else '十' + MONTHS[month - 11]}月"


def _by_kind(session: Session, question: LedgerQuestion) -> ChartData:
    source = question.layout.source
    title = TITLES[source][1]
    if source == "cases":
        shares = sum_by(session, question, "sector", "fine", most=MOST_KINDS)
        bars = [
            Bar(each.words, each.amount, yuan(each.amount), told=f"{each.words}，{yuan(each.amount)} 元")
            for each in shares
        ]
        return _chart(title, "按行业，元", bars, source, "sector", shares)
    key, unit = STANDING[source], UNITS[source]
    table = pivot(session, question, PivotLayout(Axis(key)))
    heads = sorted(table.rows, key=lambda head: -table.row_totals.get(head.value, 0))[:MOST_KINDS]
    shares = tuple(Share(head.words, table.row_totals.get(head.value, 0), head.value) for head in heads)
    bars = [
        Bar(each.words, each.amount, f"{each.amount:,}", told=f"{each.words}，{each.amount:,} {unit}")
        for each in shares
    ]
    return _chart(title, f"按{columns_of(source)[key].label}，{unit}", bars, source, key, shares)


def _spans(session: Session, question: LedgerQuestion) -> ChartData:
    title = TITLES[question.layout.source][2]
    return ChartData(title, "中位数", tuple(map(_span_bar, median_days(session, question))))


def _span_bar(span: MedianDays) -> Bar:
    if span.days is None:
        return Bar(span.words, 0, "—", told=f"{span.words}，没有两个日期都有的案件")
    return Bar(span.words, span.days, f"{span.days} 日", told=f"{span.words}，{span.rows:,} 行的中位数 {span.days} 日")


def _chart(title: str, note: str, bars: Sequence[Bar], source: Source, key: str, shares: Sequence[Share]) -> ChartData:
    axis = Axis(key, "month" if columns_of(source)[key].kind == "day" else "")
    conditions = tuple(condition_of_axis(source, axis, share.value) if share.value else None for share in shares)
    return ChartData(title, note, tuple(bars), conditions)


def yuan(fen: int) -> str:
    """A sum in whole yuan: 60,000; below one yuan with its fen."""
    return f"{round(fen / 100):,}" if fen >= 100 or not fen else f"{fen / 100:.2f}"


class ChartCard(QFrame):
    """One chart in its card. `chosen` gives the condition that a bar stands for."""

    chosen = Signal(object)

    def __init__(self, make: Callable[[], Chart]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._title, self._note = text("", "small-strong"), Elided("", "caption", least=0)
        self.chart = make()
        self._data = ChartData("", "", ())
        head = row(self._title, None, self._note, gap=8)
        whole = column(head, gap=6, margins=(16, 10, 16, 10))
        whole.addWidget(self.chart, 1)
        self.setLayout(whole)
        self.chart.chosen.connect(self._on_chosen)

    def show_data(self, data: ChartData) -> None:
        """Show a chart."""
        self._data = data
        set_text(self._title, data.title)
        set_text(self._note, data.note if data.bars else "没有数据")
        self.chart.set_bars(data.bars)
        self.setAccessibleName(f"{data.title}，{data.note}")

    def show_waiting(self) -> None:
        """Say that the numbers are being read."""
        self._data = ChartData("", "", ())
        set_text(self._note, "正在统计")
        self.chart.set_bars(())

    def _on_chosen(self, number: int) -> None:
        conditions = self._data.conditions
        if number < len(conditions) and conditions[number] is not None:
            self.chosen.emit(conditions[number])


class Graphs(QFrame):
    """The charts beside each other; the third only where there is room."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.cards = (ChartCard(Bars), ChartCard(Lines), ChartCard(Lines))
        line = row(gap=14)
        for card in self.cards:
            line.addWidget(card, 1)
            card.chosen.connect(self.chosen)
        self.setLayout(line)
        self._third = True
        self.setFixedHeight(theme.scaled(HEIGHT))

    def show_charts(self, charts: Sequence[ChartData]) -> None:
        """Show these charts."""
        for card, data in zip(self.cards, charts, strict=True):
            card.show_data(data)
        self._third = bool(charts[2].bars)
        self._fit()

    def show_waiting(self) -> None:
        """The numbers are still being read; those of other rows must not stand beside these."""
        for card in self.cards:
            card.show_waiting()

    def parts(self) -> tuple[QWidget, ...]:
        """The charts that are seen, for the keyboard."""
        return tuple(card.chart for card in self.cards if not card.isHidden())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(theme.scaled(HEIGHT))
        self._fit()

    def _fit(self) -> None:
        self.cards[2].setVisible(self._third and self.width() >= theme.scaled(THIRD_FROM))
