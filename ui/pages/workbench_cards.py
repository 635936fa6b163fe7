"""The cards of the workbench: what is due, the coming fortnight, my cases, packages sent back, reminders, drafts."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from models.queries.cases import CaseLine
from models.queries.deadlines import MOST as AT_MOST
from models.queries.deadlines import DueClock
from models.queries.workbench import DueReminder, ReturnedFiling
from models.session import Session
from procedures.kinds import stages
from ui import theme
from ui.pages.case.words import clock_words, is_urgent, short_day, weekday
from ui.pages.case_standing import Standing, standing_of
from ui.pages.why import clock_why
from ui.widgets import glyphs
from ui.widgets.buttons import RowButton, button
from ui.widgets.glyphs import SignalGlyph, State, StateGlyph
from ui.widgets.layout import Item, clear, column, frame, row, rule
from ui.widgets.popover import why_popover
from ui.widgets.strips import Day, Fortnight
from ui.widgets.surfaces import empty_state
from ui.widgets.tables import Cell, Column, Table
from ui.widgets.text import Elided, pill, set_text, text

Open = Callable[[str], object]
SIGNALS = {"red": glyphs.Signal.RED, "yellow": glyphs.Signal.YELLOW, "notice": glyphs.Signal.NOTICE}
DAYS = 14
FEW = 8
MOST = 40
WHEN, RULE = 104, 252
COLUMNS = (
    Column("当事人 / 案由"),
    Column("案号", 236),
    Column("阶段", 128),
    Column("下一步", 150),
    Column("最近期限", 116, right=True),
)

# the number of the case gives way first: the party's name tells cases apart
NUMBER, ROOMY = 1, 820


def rule_of(session: Session, clock_id: str) -> tuple[str, str]:
    """What a time limit asks for next, and the event from which it counts."""
    rule_ = session.rulebook.deadlines.get(clock_id)
    return (rule_.next_label or rule_.label, rule_.from_words) if rule_ else ("", "")


class DueRow(QFrame):
    """One duty: when, what, in which case, by which article, why on this day, and the button that opens its case."""

    def __init__(self, session: Session, due: DueClock, today: date, open_: Open) -> None:
        super().__init__()
        self.setProperty("role", "listrow")
        clock, tone = due.state.clock, "red" if is_urgent(due.state) else "ink"
        recipient = session.rulebook.recipients.get(clock.recipient)
        name = f"向{recipient.name}备案" if recipient else clock.label
        when = clock_words(due.state) if due.state.state == "overdue" else short_day(clock.due, today)
        numbers = f"{clock.due:%m-%d}" if clock.due.year == today.year else f"{clock.due}"
        day = f"应于 {numbers}" if due.state.state == "overdue" else f"{numbers} {weekday(clock.due)}"
        self._session, self._due = session, due
        self._link = button("为什么是这一天", "link", small=True, then=self._explain)
        act = button("打开案件", small=True, then=partial(open_, due.case_id))
        act.setAccessibleDescription(f"{name}，{due.title}")
        act.setToolTip(f"打开“{due.title}”")
        words = column(Elided(name, "strong"), Elided(_whose(due), "small", "faint"), gap=0)
        line = row(_fixed(row(_mark(due), None, gap=0), 26), gap=0, margins=(16, 5, 16, 5))
        line.addWidget(_fixed(column(text(when, "strong", tone), text(day, "caption"), gap=0), WHEN))
        line.addLayout(words, 1)
        line.addSpacing(12)
        line.addWidget(_fixed(column(Elided(clock.basis, "small", "soft"), self._link, gap=0), RULE))
        line.addSpacing(12)
        line.addWidget(act, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(line)
        self.setAccessibleName(f"{when}，{name}，{due.title}")

    def _explain(self) -> None:
        _, from_words = rule_of(self._session, self._due.state.clock.id)
        why = clock_why(self._due.state, self._due.title, from_words)
        why_popover(why, self._link).show_at(self)


def _whose(due: DueClock) -> str:
    return "·".join(part for part in (due.number, due.title or due.parties) if part)


def _mark(due: DueClock) -> QWidget:
    if due.colour:
        return SignalGlyph(SIGNALS[due.colour])
    return StateGlyph(State.OVERDUE if is_urgent(due.state) else State.OPEN, 16)


def _fixed(layout: Item, width: int) -> QFrame:
    made = frame(column(layout, gap=0))
    made.setFixedWidth(theme.scaled(width))
    return made


class Card(QFrame):
    """A card with a heading line and a body that is filled anew at each look."""

    def __init__(self, heading: str, caption: str = "", link: QWidget | None = None) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._heading = text(heading, "heading")
        self.count = pill("", "red")
        self.count.hide()
        self.caption = Elided(caption, "caption", least=0)
        head = row(self._heading, self.count, gap=8, margins=(16, 12, 16, 8))
        head.addWidget(self.caption, 1)
        if link is not None:
            head.addWidget(link)
        self.body: QVBoxLayout = column(gap=0)
        self.setLayout(column(head, rule(), self.body, gap=0, margins=(0, 0, 0, 1)))

    def set_heading(self, heading: str) -> None:
        """Change the words of the heading."""
        set_text(self._heading, heading)

    def fill(self, rows: Sequence[QWidget]) -> None:
        """Show other rows."""
        clear(self.body)
        for each in rows:
            self.body.addWidget(each)

    def set_count(self, count: int) -> None:
        """How much is due; nothing is shown for none."""
        set_text(self.count, f"{count}" if count < AT_MOST else f"{AT_MOST} 以上")
        self.count.setVisible(count > 0)


class DueCard(Card):
    """今天必须办: overdue and due today, red first; the first rows at once, more when asked for."""

    def __init__(self, session: Session, open_: Open) -> None:
        super().__init__("今天必须办", "逾期在前，今天到期的用红色")
        self._session, self._open = session, open_

    def show_due(self, due: Sequence[DueClock], today: date, more: bool = False) -> None:
        """Show these duties, the first `FEW` unless more are asked for."""
        shown = due[: MOST if more else FEW]
        rows: list[QWidget] = [DueRow(self._session, each, today, self._open) for each in shown]
        left = len(due) - len(shown)
        if not due:
            rows.append(_quiet("workbench", "今天没有到期的事", "每个期限按先后排在这里，红色在前。"))
        elif left and not more:
            link = button(f"再列 {min(left, MOST - FEW)} 项", "link", small=True)
            link.clicked.connect(lambda _checked=False: self.show_due(due, today, more=True))
            rows.append(frame(row(text(f"还有 {left} 项", "caption"), None, link, margins=(16, 8, 16, 8))))
        elif left:
            rows.append(frame(row(text(f"还有 {left} 项，办完以上再列", "caption"), margins=(16, 8, 16, 8))))
        self.fill(rows)
        self.set_count(len(due))


class FortnightCard(Card):
    """未来 14 天: one cell a day; below it what comes next, or what falls on the day chosen."""

    def __init__(self, session: Session, open_: Open) -> None:
        super().__init__("未来 14 天", "灰底为休息日，圆点为到期事项；点一天只看这一天")
        self._session, self._open = session, open_
        self._due: Sequence[DueClock] = ()
        self._today: date | None = None
        self.days = Fortnight()
        self.days.chosen.connect(self._on_day)
        whole = self.layout()
        if isinstance(whole, QVBoxLayout):
            whole.insertLayout(2, column(self.days, gap=0, margins=(16, 10, 16, 12)))

    def show_due(self, due: Sequence[DueClock], today: date) -> None:
        """Show the duties due from today on."""
        self._due, self._today = due, today
        days = [today + timedelta(number) for number in range(DAYS)]
        self.days.set_days([self._day(day, number == 0) for number, day in enumerate(days)])
        self._list([each for each in due if each.state.clock.due > today])

    def _day(self, day: date, first: bool) -> Day:
        name = f"{day.month}月{day.day}" if day.day == 1 and not first else str(day.day)
        rest = not self._session.rulebook.calendar.is_working(day)
        return Day(name, weekday(day)[1:], rest, sum(each.state.clock.due == day for each in self._due))

    def _on_day(self, number: int) -> None:
        if self._today is not None:
            day = self._today + timedelta(number)
            self._list([each for each in self._due if each.state.clock.due == day], f"{day:%m-%d} 没有到期事项")

    def _list(self, due: Sequence[DueClock], nothing: str = "随后 13 天没有到期事项") -> None:
        today = self._today
        assert today is not None
        rows: list[QWidget] = [DueRow(self._session, each, today, self._open) for each in due[:FEW]]
        if not due:
            rows.append(_note(nothing))
        elif len(due) > FEW:
            rows.append(_note(f"还有 {len(due) - FEW} 项，点日期查看"))
        self.fill([rule(), *rows])


class CasesCard(Card):
    """我的案件: stage, next step, nearest deadline."""

    def __init__(self, session: Session, open_: Open, all_cases: Callable[[], object]) -> None:
        super().__init__("我的案件", "", button("全部案件", "link", small=True, then=all_cases))
        self._session, self._open = session, open_
        self._lines: Sequence[CaseLine] = ()
        self.table = Table(COLUMNS, tall=True)
        self.table.setAccessibleName("我的案件")
        self.table.opened.connect(self._on_opened)
        self._nothing = column(gap=0)
        self.body.addWidget(self.table)
        self.body.addLayout(self._nothing)
        self.body.setContentsMargins(1, 0, 1, 6)

    def show_cases(self, lines: Sequence[CaseLine], today: date, nothing: str) -> None:
        """Show these cases, or in words why there are none."""
        self._lines = lines
        session = self._session
        self.table.set_rows([case_cells(session, line, today, standing_of(session, line, today)) for line in lines])
        self.table.fit()
        self.table.setVisible(bool(lines))
        clear(self._nothing)
        if not lines:
            self._nothing.addWidget(_note(nothing))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.setColumnHidden(NUMBER, self.width() < theme.scaled(ROOMY))

    def _on_opened(self, number: int) -> None:
        self._open(self._lines[number].case_id)


def case_cells(
    session: Session, line: CaseLine, today: date, standing: Standing | None = None
) -> tuple[Cell | str, ...]:
    """A case as a row of five cells; `standing` is where one of the general procedure stands."""
    next_, _ = rule_of(session, line.next_clock)
    late = line.next_due is not None and line.next_due < today
    urgent = line.next_due is not None and line.next_due <= today
    closed = line.status == "closed"
    state = State.DONE if closed else State.OVERDUE if late else State.CURRENT
    tone = "red" if urgent else "text"
    due = Cell("", "") if line.next_due is None else Cell(short_day(line.next_due, today), _left(line.next_due, today))
    if urgent:
        due = Cell(due.text, due.sub, "red", sub_tone="red")
    name = Cell(line.parties or "当事人未登记", line.title, strong=True)
    number = line.number or "未编号"
    status = STATUS_WORDS.get(line.status, "")
    if standing is not None:
        stage = Cell(standing.stage, status, state=standing.state)
        return name, number, stage, Cell(standing.step, standing.when), due
    stage = Cell(status, stages().get(line.stage, ""), state=state)
    return name, number, stage, Cell(next_ or "没有未办的期限", tone=tone if next_ else "faint"), due


STATUS_WORDS: Mapping[str, str] = {"open": "未决定", "decided": "执行中", "settled": "已执行", "closed": "已结案"}


def _left(due: date, today: date) -> str:
    days = (due - today).days
    return f"逾期 {-days} 日" if days < 0 else f"{due:%m-%d}" if days < 2 else f"剩 {days} 日"


class DraftsCard(Card):
    """草稿: what was typed and not yet recorded; opening one goes back to where it was typed."""

    reopened = Signal(str)

    def __init__(self) -> None:
        super().__init__("草稿", "每一格都已保存")

    def show_drafts(self, drafts: Sequence[tuple[str, str, str]]) -> None:
        """Show drafts as (stream, name, when)."""
        self.fill([self._row(*each) for each in drafts] or [_note("没有未办完的内容")])

    def _row(self, stream: str, name: str, when: str) -> RowButton:
        line = row(StateGlyph(State.DRAFT), gap=8, margins=(16, 6, 16, 6))
        line.addWidget(Elided(name, "small", "ink"), 1)
        line.addWidget(text(when, "caption"))
        made = RowButton(line, f"草稿 {name}，{when}")
        made.setToolTip(f"继续办理：{name}")
        made.clicked.connect(lambda _checked=False: self.reopened.emit(stream))
        return made


class ReturnedCard(Card):
    """备案退回: packages of my cases that were sent back, each with its reason until it is built anew."""

    def __init__(self, open_: Open) -> None:
        super().__init__("备案退回", "改好后重新生成备案卷")
        self._open = open_
        self.hide()

    def show_returned(self, returned: Sequence[ReturnedFiling], names: Mapping[str, str], today: date) -> None:
        """Show these; the card is away where there are none. `names` of officers by id."""
        self.fill([self._row(each, names.get(each.by, each.by), today) for each in returned])
        self.set_count(len(returned))
        self.setVisible(bool(returned))

    def _row(self, each: ReturnedFiling, by: str, today: date) -> RowButton:
        whose = f"{each.party_name or each.title} → {each.recipient_name}"
        late = f"，已逾期 {(today - each.due).days} 日" if each.due < today else ""
        when = f"{short_day(each.returned_on, today)}·{by}·应于 {each.due:%m-%d} 前报送{late}"
        body = column(Elided(whose, "strong"), text(each.reason, "small", "ink", wrap=True), gap=2)
        body.addWidget(Elided(when, "caption"))
        line = row(_top(StateGlyph(State.BLOCKED)), gap=8, margins=(16, 6, 16, 6))
        line.addLayout(body, 1)
        made = RowButton(line, f"备案退回 {whose}，{each.reason}，{when}")
        made.setToolTip(f"打开“{each.title}”")
        made.clicked.connect(lambda _checked=False: self._open(each.case_id))
        return made


class RemindersCard(Card):
    """自设提醒: days that a person set, told apart from those of the law."""

    dropped = Signal(object)
    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__("自设提醒", "自己定的日子，不是法定期限")
        self.hide()

    def show_reminders(
        self, reminders: Sequence[DueReminder], names: Mapping[str, str], today: date, actor: str
    ) -> None:
        """Show these; the card is away where there are none. One's own can be dropped."""
        self.fill([self._row(each, names, today, each.set_by == actor) for each in reminders])
        self.setVisible(bool(reminders))

    def _row(self, each: DueReminder, names: Mapping[str, str], today: date, own: bool) -> QFrame:
        told = each.reminder
        when = short_day(told.on, today) if told.on >= today else f"{told.on:%m-%d}，已过 {(today - told.on).days} 日"
        by = "" if own else f"·{names.get(each.set_by, each.set_by)}"
        link = Elided(told.title, "small", "faint")
        body = column(text(told.words, "small", "ink", wrap=True), link, Elided(f"{when}{by}", "caption"), gap=2)
        line = row(_top(StateGlyph(State.OPEN)), gap=8, margins=(16, 6, 16, 6))
        line.addLayout(body, 1)
        open_ = button("打开", "link", small=True, then=partial(self.asked.emit, each))
        open_.setAccessibleDescription(f"{told.words}，{told.title}")
        buttons = [open_]
        if own:
            buttons.append(button("办完", "link", small=True, then=partial(self.dropped.emit, each)))
        line.addLayout(column(*buttons, None, gap=2))
        made = frame(line)
        made.setAccessibleName(f"自设提醒 {when}，{told.words}，{told.title}")
        return made


def _top(glyph: QWidget) -> QFrame:
    return frame(column(glyph, None, gap=0, margins=(0, 2, 0, 0)))


def _note(words: str) -> QFrame:
    return frame(row(text(words, "small", "faint", wrap=True), margins=(16, 10, 16, 10)))


def _quiet(icon: str, title: str, body: str) -> QFrame:
    return frame(column(empty_state(icon, title, body), margins=(16, 20, 16, 20)))
