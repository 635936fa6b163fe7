"""A finding that people have judged: what was found, the consequence, the opinion (X6), appeals, its history."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from forms.kinds import Choice
from models.operations.finding_outcomes import (
    close_finding,
    decide_consequence,
    record_appeal,
    settle_appeal,
    withdraw_consequence,
)
from models.operations.finding_papers import cancel_opinion, issue_opinion
from procedures.faults import APPEAL_WORDS, FaultFile
from procedures.faults_wanting import wanting_in_consequence
from procedures.problems import Problem
from ui.desk import Desk
from ui.dialogs.reason import Reason, voiding
from ui.pages.asking import Ask
from ui.pages.supervision.action_block import ActionBlock
from ui.pages.supervision.consequence import ConsequenceForm
from ui.pages.supervision.editors import quoted
from ui.pages.supervision.facts_view import FactsView
from ui.pages.supervision.opened import OpenedLine
from ui.pages.supervision.told import described_pairs, heard_pairs, history_view, judged_pairs, pairs_view
from ui.pages.supervision.view import FindingView
from ui.widgets.buttons import button
from ui.widgets.layout import Item, column, row, rule
from ui.widgets.text import text

DECIDED, APPEALED, CONFIRMED = "decided", "appealed", "confirmed"


class JudgedView(FindingView):
    """Read, and taken further: consequence, opinion, appeal, closing. `change_asked` goes back to the description."""

    change_asked = Signal()

    def __init__(self, desk: Desk, opened: OpenedLine) -> None:
        super().__init__(desk, opened)
        self.consequence: ConsequenceForm | None = None
        self.blocks: dict[str, ActionBlock] = {}
        parts = [*self._quoted(), *self._judged(), *self._next(), *self._papers(), *self._blocks(), *self._found()]
        if opened.stored is not None:
            parts += [rule(), history_view(desk.session, opened.stored)]
        self.setLayout(column(*parts, None, gap=10))
        self._tell()

    def _quoted(self) -> list[Item]:
        book = self.desk.session.rulebook.accountability
        return [
            quoted(book, place, button("全文", "link", small=True, then=partial(self.whole_asked.emit, place)))
            for place in self.file.items
        ]

    def _judged(self) -> list[Item]:
        judged = judged_pairs(self.file)
        return [pairs_view(judged)] if judged else []

    def _found(self) -> list[Item]:
        parts: list[Item] = [rule()]
        parts.append(self._heading("认定", "更正", self.change_asked.emit if self._may_change() else None))
        parts.append(pairs_view((*described_pairs(self.file), *heard_pairs(self.file))))
        if self.opened.case is not None:
            shown = FactsView(self.opened)
            shown.act_asked.connect(self.act_asked)
            shown.document_asked.connect(self.document_asked)
            told = row(text("事实", "small-strong"), text("由办案日志得出", "caption"), None, gap=8)
            parts += [rule(), told, shown]
        return parts

    def _may_change(self) -> bool:
        return self.file.state == CONFIRMED

    def _heading(self, words: str, label: str = "", then: Any = None) -> Item:
        line = row(text(words, "small-strong"), None, gap=8)
        if then is not None:
            line.addWidget(button(label, "link", small=True, then=then))
        return line

    def _next(self) -> list[Item]:
        if self.file.state != CONFIRMED:
            return []
        self.consequence = ConsequenceForm(self.desk.session, self.file, self.context)
        self.consequence.edited.connect(self.typed)
        caption = text("附件4 第七条，由人决定", "caption")
        return [rule(), row(text("追究", "small-strong"), caption, None, gap=8), self.consequence]

    def _papers(self) -> list[Item]:
        file = self.file
        if not file.papers and file.state not in (DECIDED, APPEALED):
            return []
        parts: list[Item] = [rule(), self._heading("意见书")]
        for paper in file.papers:
            told = f"《{paper.title}》{paper.number}，{paper.issued_on}签发"
            told += f"；{paper.cancelled_on} 作废：{paper.cancel_reason}" if paper.cancelled_on else ""
            parts.append(text(told, "small", "faint" if paper.cancelled_on else "ink", wrap=True))
        if file.paper is not None:
            ways: list[Item] = [button("看意见书", "link", small=True, then=self.paper_asked.emit)]
            ways += [button("作废", "link", small=True, then=self.ask_cancel)] if file.is_open else []
            parts.append(row(*ways, None, gap=16))
        elif file.state == DECIDED:
            parts.append(text("还没有签发。先预览，再签发。", "small", "soft", wrap=True))
        return parts

    def _blocks(self) -> list[Item]:
        file, context = self.file, self.context
        persons = tuple(Choice(one.key, one.name) for one in file.persons if one.role != "unit")
        made: dict[str, tuple[ActionBlock, Any]] = {}
        if file.state in (DECIDED, APPEALED):
            asks = _appeal_asks(file, persons)
            block = ActionBlock("申诉", "申诉期间追究暂缓", "记一次申诉", asks, context, "登记申诉")
            made["appeal"] = (block, self._appeal)
        if file.open_appeal is not None:
            asks = _settle_asks(file)
            made["settle"] = (
                ActionBlock("处理申诉", "", "记处理结果", asks, context, "登记处理结果"),
                self._settle,
            )
        if file.state == DECIDED:
            words = Ask("words", "执行情况", "long_text", required=True)
            block = ActionBlock("办结", "追究方式已经执行的", "办结", (words,), context, "办结")
            made["close"] = (block, self._close)
        if file.state == DECIDED and file.paper is None:
            words = Ask("words", "收回的理由", "long_text", required=True)
            caption = "意见书签发以前，登错的可以收回"
            made["withdraw"] = (
                ActionBlock("收回追究方式", caption, "收回", (words,), context, "收回追究方式"),
                self._withdraw,
            )
        parts: list[Item] = []
        for name, (block, submit) in made.items():
            block.submitted.connect(submit)
            block.typed.connect(self.typed)
            self.blocks[name] = block
            parts += [rule(), block]
        return parts

    def foot(self) -> Sequence[QWidget]:
        if self.file.state == CONFIRMED:
            decide = button("记录追究方式", "primary", then=self.submit)
            decide.setToolTip("记录追究方式（Ctrl+Enter）")
            return (decide,)
        if self.file.state == DECIDED and self.file.paper is None:
            issue = button("签发意见书", "primary", then=self.submit)
            issue.setToolTip("签发意见书（Ctrl+Enter）")
            return (button("预览", then=self.paper_asked.emit), issue)
        return ()

    def draft(self) -> Mapping[str, Any]:
        kept: dict[str, Any] = {name: told for name, block in self.blocks.items() if (told := block.draft())}
        typed = self.consequence.draft() if self.consequence is not None else {}
        return kept | ({"consequence": typed} if any(typed.values()) else {})

    def set_draft(self, draft: Mapping[str, Any]) -> None:
        for name, block in self.blocks.items():
            block.set_draft(draft.get(name, {}))
        if self.consequence is not None:
            self.consequence.set_values(draft.get("consequence", {}))
            self.consequence.changed.emit("")

    def flush(self) -> None:
        for block in self.blocks.values():
            block.flush()
        if self.consequence is not None:
            self.consequence.flush()

    def submit(self) -> None:
        if self.consequence is not None:
            self._decide(self.consequence)
        elif self.file.state == DECIDED and self.file.paper is None:
            work = partial(issue_opinion, self.desk.session, self.file.id, self.opened.seen)
            self.perform(work, "已签发意见书", "这份意见书现在不能签发")

    def _decide(self, form: ConsequenceForm) -> None:
        consequence = form.consequence()
        own = form.own_problems()
        problems = (*own, *wanting_in_consequence(self.file, consequence))
        if form.composing():
            return
        if problems:
            self.refuse(problems, "现在不能记录追究方式")
            return
        work = partial(decide_consequence, self.desk.session, self.file.id, self.opened.seen, consequence)
        effect = form.effect()
        told = "已记录追究方式，证件登记随之改变" if effect else "已记录追究方式"
        self.perform(work, told, "现在不能记录追究方式")

    def ask_cancel(self) -> None:
        """Ask for the reason of cancelling the opinion."""
        paper = self.file.paper
        if paper is not None:
            pairs = [("文号", paper.number), ("签发", f"{paper.issued_on}")]
            told = "作废后号码不再使用，文件留在登记簿里，标明作废。"
            self.ask_reason(voiding(f"《{paper.title}》", told, pairs), self._cancel)

    def _cancel(self, reason: Reason) -> None:
        work = partial(cancel_opinion, self.desk.session, self.file.id, self.opened.seen, reason.text)
        self.perform(work, "已作废意见书", "这份意见书不能作废")

    def _appeal(self, values: Mapping[str, Any]) -> None:
        of = (self.desk.session, self.file.id, self.opened.seen)
        work = partial(record_appeal, *of, values["person"], values["words"], values["on"])
        self.perform(work, "已登记申诉，追究暂缓", "申诉没有记下")

    def _settle(self, values: Mapping[str, Any]) -> None:
        of = (self.desk.session, self.file.id, self.opened.seen)
        outcome = next(each for each in APPEAL_WORDS if each == values["outcome"])
        work = partial(
            settle_appeal,
            *of,
            values["person"],
            outcome,
            values["words"],
            certificate_from=values.get("certificate_from"),
        )
        self.perform(work, "已登记申诉的处理结果", "处理结果没有记下")

    def _close(self, values: Mapping[str, Any]) -> None:
        work = partial(close_finding, self.desk.session, self.file.id, self.opened.seen, values["words"])
        self.perform(work, "已办结", "现在不能办结")

    def _withdraw(self, values: Mapping[str, Any]) -> None:
        work = partial(withdraw_consequence, self.desk.session, self.file.id, self.opened.seen, values["words"])
        self.perform(work, "已收回追究方式", "现在不能收回")

    def show_problems(self, problems: Sequence[Problem]) -> Sequence[Problem]:
        others: Sequence[Problem] = problems
        if self.consequence is not None:
            others = self.consequence.show_wanting(others)
        for block in self.blocks.values():
            if block.form is not None:
                others = block.form.set_problems(others)
        return others

    def _tell(self) -> None:
        told = {
            CONFIRMED: "追究方式由人决定；意见书在记录以后签发",
            DECIDED: "" if self.file.paper else "签发后定版，连同附件4的原文",
            APPEALED: "申诉处理以前，追究暂缓",
        }
        self.say(told.get(self.file.state, ""))


def _appeal_asks(file: FaultFile, persons: tuple[Choice, ...]) -> tuple[Ask, ...]:
    days = f"意见书写明的期限为 {file.appeal_days} 日" if file.appeal_days is not None else ""
    return (
        Ask("person", "谁申诉", "choice", 6, required=True, choices=persons),
        Ask("on", "哪一天", "date", 6, required=True),
        Ask("words", "申诉的理由", "long_text", required=True, help=days),
    )


def _settle_asks(file: FaultFile) -> tuple[Ask, ...]:
    waiting = {one.person for one in file.appeals if one.outcome is None}
    persons = tuple(Choice(one.key, one.name) for one in file.persons if one.key in waiting)
    outcomes = tuple(Choice(outcome, words) for outcome, words in APPEAL_WORDS.items())
    asks = (
        Ask("person", "谁的申诉", "choice", 6, required=True, choices=persons),
        Ask("outcome", "处理结果", "choice", 6, required=True, choices=outcomes),
        Ask("words", "处理的理由", "long_text", required=True),
    )
    ends = file.consequence is not None and file.consequence.certificate_from is not None
    again = Ask("certificate_from", "执法资格自哪一天起取消", "date", 7, help="不填的按原来的日期，已过的自处理之日起")
    return (*asks, again) if ends else asks
