"""岗位分工: who is responsible for what, since when and until when; what has ended stays in the list."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from forms.kinds import Choice
from models.office import Post, RegisteredOfficer
from models.operations.office import assign_post
from models.queries.office import RegisterLine, officers, posts, register_history
from procedures.problems import Problem
from ui.desk import Desk
from ui.pages.asking import Ask
from ui.pages.officers.panel import RecordPanel
from ui.widgets.buttons import button
from ui.widgets.glyphs import State
from ui.widgets.layout import column, frame, row
from ui.widgets.surfaces import empty_state
from ui.widgets.tables import Cell, Column, Table

COLUMNS = (Column("人员", 120), Column("岗位", 160), Column("职责"), Column("起", 108), Column("止", 120))
NOTHING = "谁负责什么、从哪天起，登记在这里。\n换人时登记止日，原来的分工保留。"


class PostsView(QWidget):
    """The list of posts, present ones first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._lines: Sequence[Post] = ()
        self._people: Sequence[RegisteredOfficer] = ()
        self.table = Table(COLUMNS)
        self.table.setAccessibleName("岗位分工")
        self.table.picked.connect(self._on_picked)
        self.panel = PostPanel(desk)
        self.panel.recorded.connect(self._on_recorded)
        self.new = button("登记岗位", icon="add", then=self._on_new)
        foot = frame(row(self.new, None, margins=(12, 6, 16, 6)), "footer", place="card")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(empty_state("officer", "还没有登记岗位", NOTHING))
        sheet = column(gap=0, margins=(1, 1, 1, 1))
        sheet.addWidget(self._stack, 1)
        sheet.addWidget(foot)
        body = row(gap=0)
        body.addLayout(column(frame(sheet, "card"), gap=0, margins=(20, 14, 20, 14)), 1)
        body.addWidget(self.panel)
        self.setLayout(body)

    def refresh(self) -> None:
        """Read the posts again."""
        self._people = officers(self._desk.session)
        found = posts(self._desk.session)
        self._lines = sorted(found, key=lambda post: (_ended(post, self._desk.today()), -post.valid_from.toordinal()))
        names, today = self._names(), self._desk.today()
        self.table.blockSignals(True)
        self.table.set_rows([_cells(post, names, today) for post in self._lines])
        self.table.blockSignals(False)
        self._stack.setCurrentIndex(0 if self._lines else 1)
        if not self._lines and self.panel.form is None:
            self._on_new()
        elif self._lines and self.table.currentIndex().row() < 0 and self.panel.form is None:
            self.table.selectRow(0)

    def _names(self) -> Mapping[str, str]:
        return {one.officer.id: one.officer.name for one in self._people}

    def _on_picked(self, number: int) -> None:
        self.panel.show_post(self._lines[number], self._people)

    def _on_new(self) -> None:
        self.table.clearSelection()
        self.panel.show_post(None, self._people)

    def _on_recorded(self, post_id: str) -> None:
        self.refresh()
        place = next((n for n, post in enumerate(self._lines) if post.id == post_id), -1)
        if place >= 0:
            self.table.clearSelection()
            self.table.selectRow(place)
            self.panel.show_post(self._lines[place], self._people)


class PostPanel(RecordPanel):
    """One post: who, what, duties, from and until."""

    recorded = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "post")
        self._post: Post | None = None
        self.submitted.connect(self._on_submitted)

    def show_post(self, post: Post | None, people: Sequence[RegisteredOfficer]) -> None:
        """Show a post, or an empty form for a new one."""
        self._post = post
        offered = tuple(
            Choice(one.officer.id, one.officer.name)
            for one in people
            if one.active or (post is not None and one.officer.id == post.officer)
        )
        fields = (
            Ask("officer", "人员", "choice", 6, required=True, choices=offered),
            Ask("post", "岗位", width=6, required=True, limit=60),
            Ask("duties", "职责", "long_text", 12, limit=1000),
            Ask("valid_from", "起", "date", 6, required=True),
            Ask("valid_until", "止", "date", 6, help="交接以后填写"),
        )
        if post is None:
            values: dict[str, Any] = {"valid_from": self._desk.today()}
        else:
            values = {name: getattr(post, name) for name in ("officer", "post", "duties", "valid_from", "valid_until")}
        title, action = (post.post, "保存") if post else ("登记岗位", "登记岗位")
        self.show_form(post.id if post else "", title, action, fields, values)
        names = {one.officer.id: one.officer.name for one in people}
        self.show_history(_history(self._desk, post.id, names) if post else (), names)

    def _on_submitted(self) -> None:
        form = self.form
        if form is None:
            return
        values = form.values()
        problems = [*form.own_problems(), *_problems(values)]
        form.set_problems(problems)
        if problems:
            form.go_to_problem()
            return
        made = Post(
            self._post.id if self._post else "",
            values["officer"],
            values["post"],
            values["duties"] or "",
            values["valid_from"],
            values["valid_until"],
        )
        work = partial(assign_post, self._desk.session, made)
        self._desk.perform(work, owner=self, then=self._on_recorded, title="没有登记")

    def _on_recorded(self, made: Post) -> None:
        self.forget()
        self._desk.window.say(f"已登记岗位 {made.post}")
        self.recorded.emit(made.id)


def _problems(values: Mapping[str, Any]) -> list[Problem]:
    labels = {"officer": "人员", "post": "岗位", "valid_from": "起日"}
    found = [Problem(f"还没有填写{label}", where=key) for key, label in labels.items() if not values[key]]
    start, end = values["valid_from"], values["valid_until"]
    if start and end and end < start:
        found.append(Problem("止日早于起日", remedy="核对交接的日期", where="valid_until"))
    return found


def _ended(post: Post, today: date) -> bool:
    return post.valid_until is not None and post.valid_until < today


def _cells(post: Post, names: Mapping[str, str], today: date) -> tuple[Cell | str, ...]:
    ended = _ended(post, today)
    tone = "faint" if ended else "text"
    until = Cell(f"{post.valid_until}", tone=tone)
    if post.valid_until is None:
        until = Cell("现任", tone="soft", state=State.CURRENT)
    return (
        Cell(names.get(post.officer, post.officer), tone=tone, strong=not ended),
        Cell(post.post, tone=tone),
        Cell(post.duties.replace("\n", " "), tone="faint" if ended else "soft"),
        Cell(f"{post.valid_from}", tone=tone),
        until,
    )


def _history(desk: Desk, post_id: str, names: Mapping[str, str]) -> list[tuple[RegisterLine, str]]:
    lines = [line for line in register_history(desk.session) if line.post and line.post.id == post_id]
    return [(line, _told(line.post, names)) for line in lines if line.post]


def _told(post: Post, names: Mapping[str, str]) -> str:
    until = f" 至 {post.valid_until}" if post.valid_until else " 起"
    return f"{names.get(post.officer, post.officer)}，{post.post}，{post.valid_from}{until}"
