"""工作台: what must be done today, red first; my cases, the coming fortnight, drafts."""

from datetime import timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from forms.derived_records import form_titles
from models.entries import case_stream
from models.operations.filing import drop_reminder
from models.queries.cases import count_cases, data_as_of, list_cases, read_case
from models.queries.deadlines import due_clocks
from models.queries.drafts import Draft, drafts
from models.queries.office import officers
from models.queries.workbench import DueReminder, due_reminders, returned_filings
from models.reminders import PAGE as REMINDER
from procedures.kinds import kinds
from procedures.zone import CHINA
from ui import theme
from ui.desk import NEW, NEW_LEAD, Desk
from ui.memory import STREAM as WINDOW_STREAM
from ui.pages.case.act_words import title_of
from ui.pages.case.draft_names import ACT, FILING, PAPER, PLAN
from ui.pages.place import PlacePage
from ui.pages.workbench_cards import (
    DAYS,
    CasesCard,
    DraftsCard,
    DueCard,
    FortnightCard,
    RemindersCard,
    ReturnedCard,
)
from ui.widgets.buttons import button, native
from ui.widgets.layout import column, frame, row, scroll
from ui.widgets.text import set_text

FEW_CASES = 6
FEW_DRAFTS = 8
CASE = case_stream("")
SETTINGS_STREAM = "settings"
OFFICE_PAGES = {"officer": "人员登记", "post": "岗位登记", "agency": "机关信息", "finding": "过错责任追究"}
PLACES = {SETTINGS_STREAM: "settings", "supervision": "supervision"}


class WorkbenchPage(PlacePage):
    """The first screen. What is due is read at once, the rest after the first paint."""

    def __init__(self, desk: Desk) -> None:
        lead = button("新案", "primary", "new", then=desk.new_lead)
        lead.setToolTip(f"登记线索，按普通程序办（{native('Ctrl+N')}）")
        new = button("当场处罚", icon="new", then=desk.new_on_the_spot)
        new.setToolTip(f"新的当场处罚（{native('Ctrl+Shift+N')}）")
        super().__init__(desk, "工作台", new, lead)
        self.due = DueCard(desk.session, self._open)
        self.coming = FortnightCard(desk.session, self._open)
        self.cases = CasesCard(desk.session, self._open, lambda: desk.window.show_place("case"))
        self.drafts = DraftsCard()
        self.drafts.reopened.connect(self._on_reopened)
        self.returned = ReturnedCard(self._open)
        self.reminders = RemindersCard()
        self.reminders.asked.connect(self._on_reminder)
        self.reminders.dropped.connect(self._on_dropped)
        left = column(self.due, self.cases, self.coming, None, gap=14, margins=(20, 14, 6, 14))
        right = frame(column(self.returned, self.reminders, self.drafts, None, gap=14, margins=(8, 14, 20, 14)))
        right.setFixedWidth(theme.sizes().side)
        body = row(gap=0)
        body.addLayout(left, 1)
        body.addWidget(right)
        self.put(scroll(frame(body)))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._fill_rest)

    def refresh(self) -> None:
        today = self.desk.today()
        self.due.show_due(due_clocks(self.desk.session, today, until=today), today)
        self._later.start()

    def _fill_rest(self) -> None:
        session, today = self.desk.session, self.desk.today()
        self._tell_who()
        self._show_cases()
        self.coming.show_due(due_clocks(session, today, since=today, until=today + timedelta(DAYS - 1)), today)
        self._show_notes()
        kept = [each for each in drafts(session, actor=self.desk.actor) if _is_typed(each)]
        self.drafts.show_drafts([self._line(each) for each in kept[:FEW_DRAFTS]])

    def _show_notes(self) -> None:
        session, today, actor = self.desk.session, self.desk.today(), self.desk.actor
        names = self._names()
        self.returned.show_returned(returned_filings(session, actor=actor), names, today)
        self.reminders.show_reminders(due_reminders(session, today, actor=actor), names, today, actor)

    def _names(self) -> dict[str, str]:
        return {one.officer.id: one.officer.name for one in officers(self.desk.session)}

    def _person(self) -> str:
        return self._names().get(self.desk.actor, "")

    def _tell_who(self) -> None:
        as_of = data_as_of(self.desk.session)
        age = f"本机数据截至 {as_of.astimezone(CHINA):%m-%d %H:%M}" if as_of else "本机还没有案件"
        self.tell("·".join(part for part in (self._person(), age) if part))

    def _show_cases(self) -> None:
        session, person = self.desk.session, self._person()
        officer = self.desk.actor if person else ""
        found = [
            line for status in ("open", "decided") for line in list_cases(session, status=status, officer=officer).lines
        ]
        found.sort(key=lambda line: (line.next_due is None, str(line.next_due), str(line.last_on)))
        running = sum(count_cases(session, status=status, officer=officer) for status in ("open", "decided"))
        self.cases.set_heading("我的案件" if person else "在办案件")
        few = f"，列出最近办理的案件中期限最近的 {FEW_CASES} 件" if running > FEW_CASES else ""
        set_text(self.cases.caption, f"在办 {running} 件{few}" if running else "")
        nothing = f"{person}名下没有在办的案件。" if person else "没有在办的案件。"
        self.cases.show_cases(found[:FEW_CASES], self.desk.today(), nothing)

    def _line(self, draft: Draft) -> tuple[str, str, str]:
        saved = draft.saved_at.astimezone(CHINA)
        day = "今天" if saved.date() == self.desk.today() else f"{saved:%m-%d}"
        return draft.stream, self._name_of(draft), f"{day} {saved:%H:%M}"

    def _name_of(self, draft: Draft) -> str:
        if draft.stream.startswith(NEW):
            return "·".join(part for part in ("当场处罚", _party_in(draft.content)) if part)
        if draft.stream.startswith(NEW_LEAD):
            return "·".join(part for part in ("新案", _party_in(draft.content)) if part)
        if draft.stream.startswith(CASE):
            title = read_case(self.desk.session, draft.stream.removeprefix(CASE)).file.case.title
            return "·".join(part for part in (_page_words(draft.page), title) if part)
        return OFFICE_PAGES.get(draft.page.partition("/")[0], "机关资料")

    def _on_reopened(self, stream: str) -> None:
        if stream.startswith(CASE):
            self._open(stream.removeprefix(CASE))
        elif stream.startswith(NEW):
            self.desk.window.open_case(stream, "当场处罚")
        elif stream.startswith(NEW_LEAD):
            self.desk.window.open_case(stream, "新案")
        else:
            self.desk.window.show_place(PLACES.get(stream, "officer"))

    def _on_reminder(self, each: DueReminder) -> None:
        if each.case_id:
            self._open(each.case_id)
        else:
            self.desk.window.show_place("filing")

    def _on_dropped(self, each: DueReminder) -> None:
        self.desk.perform(partial(drop_reminder, self.desk.session, each.reminder), owner=self)

    def _open(self, case_id: str) -> None:
        self.desk.window.open_case(case_id)

    def panels(self) -> tuple[QWidget, ...]:
        return (self.due, self.cases, self.coming, self.returned, self.reminders, self.drafts)


def _is_typed(draft: Draft) -> bool:
    """Whether somebody typed it: what the window remembers, what a plan keeps beside its page, reminders, the desk."""
    return draft.stream != WINDOW_STREAM and not draft.page.startswith((PLAN, REMINDER, FILING))


def _page_words(page: str) -> str:
    """What is being drafted on a page of a case: an act, a paper."""
    of = page.partition("/")[2].partition("/")[0]
    if page.startswith(ACT) and of in kinds():
        return title_of(of)
    return form_titles().get(of, "") if page.startswith(PAPER) else ""


def _party_in(content: Any) -> str:
    """The party's name in what was typed, wherever the page keeps it."""
    if not isinstance(content, dict):
        return ""
    own = content.get("party.name") or content.get("name")
    if isinstance(own, str):
        return own
    return next((found for each in content.values() if (found := _party_in(each))), "")
