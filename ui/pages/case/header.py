"""What stands above every page of a case: name, pills, number, people, age, what comes next, the tabs.

In amber the one thing not to be forgotten; in a case of several parties the choice of the one whose steps are shown.
"""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy

from procedures.discretion import TransferQuestion, transfer_question
from procedures.gates.execution import OUTCOMES
from ui.pages.case.opened import OpenedCase
from ui.pages.case.parts import PARTS
from ui.pages.case.words import clock_doubt, is_urgent, names, sector_word, short_day
from ui.widgets.buttons import Segments
from ui.widgets.inputs import ComboBox
from ui.widgets.layout import clear, column, frame, row
from ui.widgets.painted import announce
from ui.widgets.text import Elided, pill, set_text, text

ALL_PARTIES = "全体当事人"


class CaseHeader(QFrame):
    """The header of a case, the same on all its pages. `chosen` carries the number of a page.

    `party_chosen` carries the party whose steps are to be shown, empty for all of them.
    """

    chosen = Signal(int)
    party_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "header")
        self._title = Elided("", "title", least=200)
        self._pills = row(gap=6)
        self._number, self._people, self._age, self._next = (text("", "small", "soft") for _ in range(4))
        self._remark = Elided("", "small", "amber", least=80)
        self._low_remark = Elided("", "small", "amber", least=0)
        second = row(self._number, self._people, self._age, self._next, gap=20)
        second.addWidget(self._remark, 1)
        self.second = frame(second)
        self.segments = Segments([part.name for part in PARTS])
        self.segments.chosen.connect(self.chosen)
        first = row(gap=10)
        first.addWidget(self._title)
        first.addLayout(self._pills)
        first.addSpacing(10)
        first.addWidget(self._low_remark)
        first.addStretch(1)
        first.addWidget(self._party_box())
        self.setLayout(column(first, self.second, self.segments, gap=2, margins=(24, 8, 20, 0)))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _party_box(self) -> QFrame:
        self.parties = ComboBox()
        self.parties.setAccessibleName("办理哪一个当事人")
        self.parties.setToolTip("意见、告知、决定按当事人分别办理")
        self.parties.setMinimumContentsLength(10)
        self.parties.activated.connect(lambda _index: self.party_chosen.emit(self.parties.chosen()))
        self._party_line = frame(row(text("办理", "small", "soft"), self.parties, gap=6))
        return self._party_line

    def show_case(self, opened: OpenedCase) -> None:
        """Show the head of a case and the counts of its pages."""
        case = opened.case
        set_text(self._title, case.title or case.cause or "未命名案件")
        clear(self._pills)
        for words, tone in _pills(opened):
            self._pills.addWidget(pill(words, tone))
        self._show_parties(opened)
        people = f"承办 {names(case.officers)}" if case.officers else ""
        second = (opened.number() or "未编号", people, _age(opened), next_words(opened))
        for label, words in zip((self._number, self._people, self._age, self._next), second, strict=True):
            set_text(label, words)
            label.setVisible(bool(words))
        told = remark(opened)
        set_text(self._remark, told)
        set_text(self._low_remark, told)
        whole = "\n".join(part for part in (case.title, *second, told) if part)
        self._title.setToolTip(whole)
        announce(self, whole.replace("\n", "，"))
        for number, part in enumerate(PARTS):
            if part.count is not None:
                self.segments.set_label(number, f"{part.name} {part.count(opened)}")

    def _show_parties(self, opened: OpenedCase) -> None:
        parties = opened.case.parties
        self.parties.set_pairs([("", ALL_PARTIES), *((party.id, party.name) for party in parties)])
        self.parties.choose(opened.party)
        self._party_line.setVisible(len(parties) > 1)

    def set_low(self, low: bool) -> None:
        """In a low window the second line is given up; what must not be forgotten stands beside the title."""
        self.second.setVisible(not low)
        self._low_remark.setVisible(low)


def remark(opened: OpenedCase) -> str:
    """The one thing not to be forgotten; empty when there is nothing."""
    if opened.pending is not None:
        return f"决定书{opened.pending.number}已签发未交付"
    clocks = opened.assessment.deadlines
    closed = opened.newest("case_closed") is not None
    for state in clocks:
        if is_urgent(state) and not closed:
            over = -(state.days_left or 0)
            return f"{state.clock.label}" + (f"已逾期 {over} 日" if over else "今天届满")
    asked = [] if closed else list(_transfer(opened))
    waiting = [question.banner for question in asked if question.is_open]
    if waiting:
        return waiting[0]
    blocking = [each for each in opened.assessment.objections if each.severity == "blocking"]
    if blocking:
        return blocking[0].text
    untold = [question.banner for question in asked if question.told and opened.newest(*OUTCOMES) is None]
    if untold:
        return untold[0]
    if opened.assessment.calendar_gaps:
        return f"{'、'.join(map(str, opened.assessment.calendar_gaps))}年节假日安排没有公布，有的日期待定"
    doubtful = next((s.clock for s in clocks if s.state == "running" and clock_doubt(s.clock)), None)
    return f"待确认：{doubtful.label}，{clock_doubt(doubtful)}" if doubtful else ""


def _transfer(opened: OpenedCase) -> Iterator[TransferQuestion]:
    """Whether a crime is to be thought of, by party."""
    found = (transfer_question(opened.view, party, opened.today) for party in opened.view.parties())
    return (question for question in found if question is not None)


def next_words(opened: OpenedCase) -> str:
    """What the agency does next, and by when: 下一步 送达事先告知书，03-25 周三前."""
    step = opened.next_step()
    if step is None:
        return ""
    day = step.possible_on or step.due
    if day is None:
        return f"下一步 {step.name}"
    after = "起" if step.possible_on else "" if day == opened.today else "前"
    return f"下一步 {step.name}，{short_day(day, opened.today)}{after}"


def tab_name(opened: OpenedCase) -> str:
    """The short name on the tab: whose case, and what about."""
    case = opened.case
    party = case.parties[0].name if case.parties else ""
    return " ".join(part for part in (party, case.cause) if part) or case.title or "案件"


def _pills(opened: OpenedCase) -> list[tuple[str, str]]:
    case = opened.case
    shown: list[tuple[str, str]] = []
    sector = sector_word(opened.session.rulebook.category_word(case.sector), case.sector)
    if sector:
        shown.append((sector, "soft"))
    if opened.is_general():
        shown.append(("普通程序", "accent"))
    elif opened.decision() is not None:
        shown.append(("简易程序", "accent"))
    if case.constructed:
        shown.append(("构造", "blue"))
    return shown


def _age(opened: OpenedCase) -> str:
    """When it began, and which day this is."""
    days = [act.on for act in opened.case.live_acts()]
    if not days:
        return ""
    closed = opened.newest("case_closed")
    if closed is not None:
        return f"{min(days)} 起，{closed.on} 结案"
    return f"{min(days)} 起，第 {(opened.today - min(days)).days + 1} 日"
