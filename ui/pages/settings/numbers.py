"""号段: numbers set aside for this computer, so that it can issue without the office; what is left of them."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from forms.kinds import Choice
from forms.numbering import all_series, series_of
from forms.schema import Form
from models.operations.office import MOST_RESERVED, reserve_numbers, return_numbers
from models.queries.office import BlockLine, number_blocks
from procedures.problems import Problem
from ui.desk import Desk
from ui.dialogs.frame import StopDialog
from ui.pages.asking import Ask
from ui.pages.settings.part import SettingsPart
from ui.widgets.buttons import button
from ui.widgets.field_editors import EditorContext
from ui.widgets.form_page import FormPage
from ui.widgets.glyphs import State, StateTag
from ui.widgets.layout import clear, column, frame, row
from ui.widgets.surfaces import card
from ui.widgets.text import Elided, facts, text

NO_CATEGORY = "none"
USUAL = 20


class NumbersPart(SettingsPart):
    """The blocks of this computer, and a line to set aside another one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._forms = _numbered_forms(desk)
        self._lines: QVBoxLayout = column(gap=0)
        self.form = FormPage(self._fields(), EditorContext(desk.today()))
        self.form.set_values({"form": next(iter(self._forms), None), "year": desk.today().year, "count": USUAL})
        self.form.submitted.connect(self._on_reserve)
        act = button("留用一段", then=self._on_reserve)
        note = "下乡没有网络时，从本机留用的号段取号，回来不会重号。没有留用的，直接取单位的下一个号。"
        self.put(
            card(self._lines, heading="本机号段", aside=text(f"本机 {desk.session.device.id[:8]}", "caption")),
            card(text(note, "small", "soft", wrap=True), self.form, row(None, act), heading="再留一段"),
        )

    def _fields(self) -> tuple[Ask, ...]:
        words = self.desk.session.rulebook.categories
        categories = [Choice(key, entry.word) for key, entry in words.items()]
        return (
            Ask("form", "文书", "choice", 4, True, choices=tuple(Choice(i, f.title) for i, f in self._forms.items())),
            Ask(
                "category", "类别", "choice", 4, True, "文号括号里的字", (*categories, Choice(NO_CATEGORY, "不分类别"))
            ),
            Ask("year", "年份", "integer", 2, True),
            Ask("count", "个数", "integer", 2, True, f"1 至 {MOST_RESERVED}"),
        )

    def refresh(self) -> None:
        clear(self._lines)
        blocks = [block for block in number_blocks(self.desk.session) if block.this_device]
        for block in blocks:
            self._lines.addWidget(self._line(block))
        if not blocks:
            self._lines.addWidget(text("本机没有留用的号段，签发时直接取单位的下一个号。", "small", "faint", wrap=True))

    def _line(self, block: BlockLine) -> QWidget:
        name = _series_words(block.series)
        range_ = f"第 {block.first} 至 {block.last} 号"
        line = row(gap=12, margins=(0, 8, 0, 8))
        line.addLayout(column(Elided(name, "small-strong"), text(range_, "caption"), gap=0), 1)
        if block.returned_on is not None:
            line.addWidget(StateTag(State.DONE, f"{block.returned_on} 已交回"))
        elif block.left == 0:
            line.addWidget(StateTag(State.DONE, "已用完"))
        else:
            line.addWidget(text(f"剩余 {block.left} 个", "small", "ink"))
            give = button("交回余号", small=True, then=partial(self._on_return, block))
            give.setToolTip("余下的号码以后不再使用，登记簿写明")
            line.addWidget(give)
        made = frame(line, "listrow")
        made.setAccessibleName(f"{name}，{range_}，剩余 {block.left} 个")
        return made

    def _on_reserve(self) -> None:
        values = self.form.values()
        problems = [*self.form.own_problems(), *_problems(values, self.desk.today().year)]
        self.form.set_problems(problems)
        if problems:
            self.form.go_to_problem()
            return
        category = (
            "" if values["category"] == NO_CATEGORY else self.desk.session.rulebook.category_word(values["category"])
        )
        series = series_of(self._forms[values["form"]], category, values["year"])
        work = partial(reserve_numbers, self.desk.session, series, values["count"], self.desk.session.device.id)
        self.desk.perform(work, owner=self, then=self._on_reserved, title="号段没有留用")

    def _on_reserved(self, block: Any) -> None:
        self.refresh()
        self.desk.window.say(f"已留用第 {block.first} 至 {block.last} 号")

    def _on_return(self, block: BlockLine) -> None:
        dialog = ReturnDialog(block, self.window())
        dialog.accepted.connect(partial(self._return, block))
        dialog.open()

    def _return(self, block: BlockLine) -> None:
        work = partial(return_numbers, self.desk.session, block.block_id)
        self.desk.perform(work, owner=self, then=lambda _made: self.refresh(), title="号段没有交回")


class ReturnDialog(StopDialog):
    """Asks before numbers are given up for good."""

    def __init__(self, block: BlockLine, parent: QWidget) -> None:
        super().__init__(f"交回余下的 {block.left} 个号码", "warning", "amber", parent)
        why = "交回以后，这些号码不再使用，登记簿里写明空号的原因。已经用过的不受影响。"
        told = [("号段", _series_words(block.series)), ("余号", f"第 {block.used + 1} 至 {block.last} 号")]
        self.add_body([text(why, "body", wrap=True), facts(told, label_width=48, gap=3)])
        back = button("返回", then=self.reject)
        self.add_foot([None, back, button("交回余号", "primary", then=self.accept)])
        self.set_first(back)


def _numbered_forms(desk: Desk) -> Mapping[str, Form]:
    """The forms of acts that carry a number today; one whose word depends on the case (封, 扣) once for each word.

    What belongs to no act (an opinion on a fault) is issued in the office alone.
    """
    today = desk.today()
    found: dict[str, Form] = {}
    for form in desk.session.forms.all():
        in_force = form.since <= today and (form.until is None or today <= form.until)
        if in_force and form.acts:
            found |= {_key(form, word): _with_word(form, word) for word in all_series(form)}
    return found


def _key(form: Form, word: str) -> str:
    return f"{form.id}/{word}" if form.series_fact else form.id


def _with_word(form: Form, word: str) -> Form:
    return replace(form, series=word, title=f"{form.title}（{word}）") if form.series_fact else form


def _series_words(series: str) -> str:
    kind, category, year = (*series.split("/"), "", "")[:3]
    return f"{f'（{category}）' if category else ''}{kind}〔{year}〕"


def _problems(values: Mapping[str, Any], this_year: int) -> list[Problem]:
    labels = {"form": "文书", "category": "类别", "year": "年份", "count": "个数"}
    found = [Problem(f"还没有填写{label}", where=key) for key, label in labels.items() if values[key] is None]
    if values["count"] is not None and not 1 <= values["count"] <= MOST_RESERVED:
        found.append(Problem(f"一次只能留 1 至 {MOST_RESERVED} 个", where="count"))
    if values["year"] is not None and values["year"] not in (this_year, this_year + 1):
        found.append(Problem(f"只留 {this_year} 或者 {this_year + 1} 年的号码", where="year"))
    return found
