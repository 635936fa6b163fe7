"""A rule pack before it is put in: what it changes, in words, which open cases it touches, and who approved it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from models.operations.packs import PackReport, TouchedCase
from procedures.catalogue import offence
from procedures.catalogue.difference import CHANGED, ENDED, LAW, NEW, OFFENCE, Change
from procedures.problems import DataError, Problem
from ui.desk import Desk
from ui.pages.asking import Ask
from ui.theme import scaled
from ui.widgets.buttons import button
from ui.widgets.field_editors import EditorContext
from ui.widgets.form_page import FormPage
from ui.widgets.layout import column, frame, row
from ui.widgets.surfaces import card, notice
from ui.widgets.text import Elided, facts, text

KINDS: Mapping[str, str] = {NEW: "新增", CHANGED: "修改", ENDED: "终止"}
WHATS: Mapping[str, str] = {LAW: "法律文本", OFFENCE: "案由", "table": "裁量基准"}
AT_ONCE = 40
APPROVER = "approved_by"


class PackCard(QFrame):
    """An examined pack; `confirmed` gets the approver's name as typed, `given_up` nothing."""

    def __init__(
        self, desk: Desk, report: PackReport, confirmed: Callable[[str], object], given_up: Callable[[], object]
    ) -> None:
        super().__init__()
        self.report, self._desk, self._confirmed = report, desk, confirmed
        self._shown: QVBoxLayout = column(gap=10)
        self._more = button("", "link", small=True, then=self._show_more)
        self._next = 0
        ask = Ask(
            APPROVER, "批准人", "text", 6, True, f"规则包写明由“{report.pack.approved_by}”批准，核对批准文件后填写"
        )
        self.form = FormPage((ask,), EditorContext(desk.today()))
        self.form.submitted.connect(self._on_install)
        self.install = button("装入", "primary", then=self._on_install)
        parts = (
            card(facts(_about(report), label_width=scaled(88)), heading=f"将要装入：{report.pack.id}"),
            card(self._shown, row(self._more, None), heading=_counts(report.changes)),
            card(*self._cases(), heading=f"涉及的未结案件 {len(report.cases)} 件"),
            card(self.form, row(None, button("不装入", then=given_up), self.install), heading="确认"),
        )
        self.setLayout(column(*parts, gap=14))
        self._show_more()

    def refused(self, problems: Sequence[Problem]) -> None:
        """Show why it can't be put in at the field."""
        self.form.set_problems(list(problems))
        self.form.go_to_problem()

    def _on_install(self) -> None:
        self.form.flush()
        problems = self.form.own_problems()
        self.form.set_problems(problems)
        if problems:
            self.form.go_to_problem()
            return
        self._confirmed(str(self.form.values()[APPROVER] or ""))

    def _show_more(self) -> None:
        changes = self.report.changes
        for change in changes[self._next : self._next + AT_ONCE]:
            self._shown.addWidget(_change(change))
        self._next = min(self._next + AT_ONCE, len(changes))
        if not changes:
            self._shown.addWidget(text("案由、法律文本和裁量基准没有变化。", "small", "faint"))
        self._more.setText(f"再显示 {min(AT_ONCE, len(changes) - self._next)} 项，共 {len(changes)} 项")
        self._more.setVisible(self._next < len(changes))

    def _cases(self) -> Sequence[QWidget]:
        if not self.report.cases:
            return [text("没有未结案件使用有变化的案由。", "small", "faint")]
        note = "行为时适用的法律文本不变；幅度、异议按新的规则重新计算。"
        return [text(note, "small", "soft", wrap=True), *(self._case(each) for each in self.report.cases)]

    def _case(self, each: TouchedCase) -> QWidget:
        found = [entry.name for entry in map(offence, each.offences) if entry is not None]
        named = "、".join(found or each.offences)
        go = button("打开案件", small=True, then=partial(self._desk.window.open_case, each.case_id))
        line = row(gap=12, margins=(0, 4, 0, 4))
        words = column(
            Elided(each.title or each.number, "small-strong"),
            Elided("　".join(filter(None, (each.number, named))), "caption"),
            gap=0,
        )
        line.addLayout(words, 1)
        line.addWidget(go)
        return frame(line, "listrow")


def broken_pack(error: DataError) -> QWidget:
    """What is wrong with a pack that can't be used, and where."""
    place = f"{error.file}：{error.key}" if error.key else error.file
    return notice("规则包不能装入", f"{place}　{error.expected}。没有改动现有的规则，请制作者改正后重新提供。", "red")


def _change(change: Change) -> QWidget:
    head = row(text(f"{KINDS[change.kind]}{WHATS[change.what]}", "caption", "soft"), gap=8)
    head.addWidget(Elided(f"{change.title}（{change.id}）", "small-strong"), 1)
    made = frame(column(head, text("\n".join(change.lines), "small", wrap=True), gap=2))
    made.setAccessibleName(f"{KINDS[change.kind]}{WHATS[change.what]} {change.title}：{'；'.join(change.lines)}")
    return made


def _counts(changes: Sequence[Change]) -> str:
    told = [f"{KINDS[kind]} {sum(each.kind == kind for each in changes)}" for kind in KINDS]
    return f"与现有的比较：{'，'.join(told)}"


def _about(report: PackReport) -> list[tuple[str, str]]:
    pack = report.pack
    replaced = [name for name, replaces in report.entries if replaces]
    added = [name for name, replaces in report.entries if not replaces]
    other = [f"替换 {'、'.join(replaced)}"] if replaced else []
    other += [f"新增 {'、'.join(added)}"] if added else []
    return [
        ("版本", f"{pack.version}（现有 {report.earlier}）" if report.earlier else f"{pack.version}（新装）"),
        ("批准", f"{pack.approved_by}，{pack.approved_on}"),
        ("校验值", report.digest[:16]),
        ("其他规则", "；".join(other) or "没有"),
    ]
