"""What an officer looks up while working: deadlines, money, signals and objections, the parties, possible findings."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from procedures.clocks import ClockState
from procedures.findings import Finding
from procedures.objections import Objection
from procedures.signals import Signal as Raised
from ui import theme
from ui.pages.case.money import is_open, money_parts
from ui.pages.case.opened import OpenedCase
from ui.pages.case.why import show_why
from ui.pages.case.words import (
    clock_doubt,
    clock_name,
    clock_words,
    doubt_of,
    is_urgent,
    length_words,
    party_kind,
    short_day,
    trigger_words,
)
from ui.widgets.buttons import RowButton, button
from ui.widgets.fields import objection
from ui.widgets.glyphs import Signal as Card
from ui.widgets.glyphs import SignalTag
from ui.widgets.layout import Item, clear, column, frame, row, scroll
from ui.widgets.text import Elided, facts, pill, text

WIDTH, WIDEST = 284, 396
SHOWN = 6
CARDS = {"notice": Card.NOTICE, "yellow": Card.YELLOW, "red": Card.RED}


class CaseSide(QFrame):
    """The panel at the right of 办理. `timeline_asked` goes to 期限, `payment_asked` to the record of a payment."""

    timeline_asked = Signal()
    payment_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._body = column(gap=0)
        inner = frame(column(self._body, None, gap=0))
        self.setLayout(column(scroll(inner), gap=0, margins=(1, 0, 0, 0)))
        self.setFixedWidth(WIDTH)

    def show_case(self, opened: OpenedCase) -> None:
        """Show what belongs to a case as it stands."""
        clear(self._body)
        self.setFixedWidth(min(WIDEST, theme.scaled(WIDTH)))
        parts = (self._deadlines(opened), self._money(opened), _signals(opened), _objections(opened))
        for part in (*parts, _party(opened), _findings(opened)):
            for item in part:
                if isinstance(item, QWidget):
                    self._body.addWidget(item)

    def _deadlines(self, opened: OpenedCase) -> list[Item]:
        link = button("时间线", "link", small=True, then=self.timeline_asked.emit)
        head = frame(row(text("期限", "heading"), None, link, margins=(16, 10, 16, 8)), "listrow")
        open_ones = [each for each in opened.assessment.deadlines if each.state in ("running", "overdue", "suspended")]
        clocks = [each for each in open_ones if not opened.party or each.clock.party in ("", opened.party)]
        order = sorted(clocks, key=lambda state: (state.clock.duty not in ("agency", "party"), state.clock.due))
        rows: list[Item] = [_deadline(state, opened) for state in order[:SHOWN]]
        if not rows:
            words = "交付后期限从这里开始计算。" if opened.pending else "没有正在计算的期限。"
            rows = [_plain(words)]
        return [head, *rows]

    def _money(self, opened: OpenedCase) -> list[Item]:
        parts = money_parts(opened)
        if not parts:
            return []
        link = [button("登记缴款", "link", small=True, then=self.payment_asked.emit)] if is_open(opened) else []
        head = frame(row(text("缴款", "heading"), None, *link, margins=(16, 12, 16, 4)))
        return [head, *parts]


def _deadline(state: ClockState, opened: OpenedCase) -> RowButton:
    clock, tone = state.clock, "red" if is_urgent(state) else "soft"
    day = text(short_day(clock.due, opened.today), "small-strong", "red" if is_urgent(state) else "ink")
    first = row(gap=8)
    name = clock_name(clock, opened.case, opened.session.rulebook.recipients)
    first.addWidget(Elided(name, "small", "ink"), 1)
    first.addWidget(day)
    note = f"{trigger_words(clock, opened.case)} {clock.trigger_on:%m-%d} 起，{length_words(clock)}"
    second = row(gap=8)
    second.addWidget(Elided(note, "caption"), 1)
    if clock_doubt(clock):
        second.addWidget(pill("待确认", "amber"))
    second.addWidget(text(clock_words(state), "caption", tone))
    lines = column(first, second, gap=1, margins=(16, 7, 16, 7))
    made = RowButton(lines, f"{name}，{clock.due}，{clock_words(state)}，为什么是这一天")
    made.setToolTip("为什么是这一天")
    made.clicked.connect(
        lambda _checked=False: show_why(
            state, opened.session.rulebook, trigger_words(clock, opened.case), made, made.rect()
        )
    )
    return made


def _signals(opened: OpenedCase) -> list[Item]:
    found = opened.assessment.signals
    return [_heading("信号", ""), *[_signal(each) for each in found]] if found else []


def _signal(found: Raised) -> QFrame:
    words = text(found.text, "small", "soft", wrap=True)
    return frame(column(SignalTag(CARDS[found.level]), words, gap=2, margins=(16, 2, 16, 8)))


def _objections(opened: OpenedCase) -> list[Item]:
    found = opened.assessment.objections
    return [_heading("须说明的问题", str(len(found))), *[_objection(each) for each in found]] if found else []


def _objection(found: Objection) -> QFrame:
    problem = found.problem()
    shown = objection(problem, narrow=True)
    doubt = doubt_of(found.certainty)
    lines = column(shown, gap=2, margins=(16, 2, 16, 8))
    if doubt:
        lines.addWidget(text(f"待确认：{doubt}", "caption", wrap=True))
    return frame(lines)


def _party(opened: OpenedCase) -> list[Item]:
    items: list[Item] = []
    for party in opened.case.parties:
        if opened.party not in ("", party.id):
            continue
        pairs = (
            ("类别", party_kind(party)),
            ("姓名" if party.kind == "citizen" else "名称", party.name),
            ("负责人", party.representative),
            ("信用代码", party.credit_code),
            ("身份证号", party.identity_no),
            ("住址" if party.kind == "citizen" else "住所", party.address),
            ("电话", party.phone),
        )
        shown = facts([pair for pair in pairs if pair[1]], label_width=56)
        items.append(frame(column(shown, margins=(16, 0, 16, 6))))
    return [_heading("当事人", ""), *items] if items else []


def _findings(opened: OpenedCase) -> list[Item]:
    """Proposals under 附件4. They are leads until two people have decided: no colour, no count."""
    found = opened.assessment.findings
    if not found:
        return []
    told = "由数据提示，是否有过错由两名人员判断。"
    return [_heading("线索", ""), _plain(told), *[_finding(each, opened) for each in found]]


def _finding(found: Finding, opened: OpenedCase) -> QFrame:
    item = opened.session.rulebook.accountability.items.get((found.article, found.item))
    place = item.place if item else f"附件4 第{found.article}条第{found.item}项"
    known = "事实已记录齐全" if found.certainty == "established" else "可能，事实没有记全"
    lines = column(
        text(place, "small", "ink"), text(found.because, "small", "soft", wrap=True), text(known, "caption"), gap=1
    )
    lines.setContentsMargins(16, 2, 16, 8)
    made = frame(lines)
    if item is not None:
        made.setToolTip(item.text)
    return made


def _heading(words: str, aside: str) -> QFrame:
    return frame(row(text(words, "heading"), None, text(aside, "small", "soft"), margins=(16, 12, 16, 4)))


def _plain(words: str) -> QFrame:
    return frame(column(text(words, "small", "soft", wrap=True), margins=(16, 8, 16, 8)))
