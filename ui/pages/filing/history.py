"""经过: what happened to a filing, when its days ran out, and what is still to come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from models.queries.filing_lines import FilingLine, HistoryLine
from procedures.zone import CHINA
from ui.pages.case.words import officer_name
from ui.pages.filing.content import SCAN, Content
from ui.pages.filing.steps import FOUND, usual_next
from ui.pages.filing.words import short_date, spaced
from ui.widgets.glyphs import State, StateGlyph
from ui.widgets.layout import column, frame, row
from ui.widgets.text import text

COMING: Mapping[str, tuple[str, str]] = {
    "major_filed": ("报送", "登记报送日期、方式、接收人"),
    "filing_received": ("收讫", "登记收件日期、接收人，附回执"),
    "filing_reviewed": ("审查结论", "无异议；发现问题的，改正或者提出书面报告"),
}
ROAD = tuple(COMING)
OF_CASES = {"matter_filed": "major_filed", "matter_received": "filing_received", "matter_reviewed": "filing_reviewed"}
# How far along the road a filing is.
PASSED: Mapping[str, int] = {
    "due": 0,
    "incomplete": 0,
    "filed": 1,
    "received": 2,
    "file_called": 2,
    "file_handed_over": 2,
    "objection": 2,
}


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, or is to come: its shape, what it was, by whom.

    `scan` names an act that has one, `voidable` what may be voided from here: a record of a matter that counts.
    """

    state: State
    title: str
    under: str
    scan: str = ""
    voidable: str = ""


def events_of(content: Content, names: Mapping[str, str], today: date) -> tuple[Event, ...]:
    """What happened to a filing and what is still to come, in order."""
    line, clock = content.line, content.line.clock.clock
    dated = [(each.on, _told(each, names, content, today)) for each in content.history]
    if line.is_overdue or (line.complete_on is not None and line.complete_on > clock.due):
        over = f"{short_date(clock.due, today)} 届满，未报送"
        dated.append((clock.due, Event(State.OVERDUE, over, _card_words(line, today))))
    dated.sort(key=lambda pair: pair[0])
    return (*(event for _, event in dated), *_coming(line))


def event_row(event: Event, link: QWidget | None = None) -> QWidget:
    """An event on two lines, with something at its right."""
    tone = "soft" if event.state is State.OPEN else "ink"
    words = column(text(event.title, "small", tone, wrap=True), gap=0)
    if event.under:
        words.addWidget(text(event.under, "caption", wrap=True))
    line = row(column(3, StateGlyph(event.state), None, gap=0), gap=8, margins=(0, 3, 0, 3))
    line.addLayout(words, 1)
    if link is not None:
        line.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
    made = frame(line)
    made.setAccessibleName(f"{event.title}，{event.under}")
    return made


def _told(line: HistoryLine, names: Mapping[str, str], content: Content, today: date) -> Event:
    case = content.opened.case if content.opened else None
    who = names.get(line.actor) or (officer_name(case, line.actor) if case else "")
    recorded = f"{line.recorded_at.astimezone(CHINA):%m-%d %H:%M} 登记"
    act = content.act(line.act)
    note = str(act.values.get(FOUND) or act.note) if act is not None else ""
    under = "·".join(part for part in (who, recorded) if part)
    scan = line.act if act is not None and act.values.get(SCAN) else ""
    counting = {event.id for event in content.matter.events} if content.matter is not None else {line.act}
    state = State.DONE if line.act in counting else State.NOT_NEEDED
    voidable = line.act if content.matter is not None and line.act in counting else ""
    taken = act.values.get("receiver") or act.values.get("handed_to") if act is not None else ""
    told = (spaced(line.words), f"{taken}接收" if taken else "", note)
    words = f"{short_date(line.on, today)} {'，'.join(part for part in told if part)}"
    return Event(state, words, under, scan, voidable)


def _card_words(line: FilingLine, today: date) -> str:
    """From when which card stands."""
    clock, until = line.clock.clock, line.complete_on or today
    cards = ((clock.yellow_from, "黄牌"), (clock.red_from, "红牌"))
    return "，".join(f"{short_date(on, today)} 起{word}" for on, word in cards if on and on <= until)


def _coming(line: FilingLine) -> list[Event]:
    if not line.is_open or line.state not in PASSED:
        return []
    usual = usual_next(line)
    now = OF_CASES.get(usual, usual)
    road = ROAD[PASSED[line.state] :]
    return [Event(State.CURRENT if kind == now else State.OPEN, *COMING[kind]) for kind in road]
