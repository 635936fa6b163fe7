"""A finding until it is confirmed, or one entered by hand: described, the persons heard, then judged by people."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from models.operations.finding_unit import FindingChange
from models.operations.findings import (
    ask_officer,
    close_without_fault,
    confirm,
    defer,
    describe,
    hear_statement,
    reject,
    waive_statement,
)
from procedures.faults import BEFORE_CONFIRMING, STATE_WORDS
from procedures.faults_suggest import suggest_persons
from procedures.faults_wanting import wanting
from procedures.problems import Problem
from ui.desk import Desk
from ui.dialogs.reason import Reason, ReasonQuestion
from ui.pages.supervision.decision import ACTIONS, OUTCOMES, DecisionFields, Outcome
from ui.pages.supervision.facts_view import FactsView
from ui.pages.supervision.fields import bring_into_view
from ui.pages.supervision.form import FindingForm, FormContext
from ui.pages.supervision.item_words import short_name
from ui.pages.supervision.opened import OpenedLine, case_in
from ui.pages.supervision.second_person import nobody, who_may_confirm
from ui.pages.supervision.statements import StatementsView, What
from ui.pages.supervision.view import FindingView, FindingWork
from ui.widgets.buttons import button
from ui.widgets.layout import Item, column, rule
from ui.widgets.surfaces import notice

TITLE = "现在不能这样认定"
STATEMENTS = "statements"


class DescribeView(FindingView):
    """The whole of a finding as a form. What is typed is a draft until 保存 or one of the other buttons records it."""

    def __init__(self, desk: Desk, opened: OpenedLine) -> None:
        super().__init__(desk, opened)
        self.statements = StatementsView(self.context)
        self.statements.show_file(opened.file)
        self.statements.asked.connect(self._on_statement)
        shown = FactsView(opened)
        shown.act_asked.connect(self.act_asked)
        shown.document_asked.connect(self.document_asked)
        self.form = FindingForm(opened.file, self._form_context(), shown, self.statements)
        self.form.whole_asked.connect(self.whole_asked)
        self.form.changed.connect(lambda _key: self._tell())
        self.decision = DecisionFields(self.context)
        self.decision.chosen.connect(self._tell)
        for part in (self.form.edited, self.statements.typed, self.decision.typed):
            part.connect(self.typed)
        self.keep = button("保存", then=self.save)
        self.act = button("提交复核", "primary", then=self.submit)
        self.decision.setVisible(self._is_before_confirming())
        self.setLayout(column(*self._lead(), self.form, rule(), self.decision, None, gap=10))
        self._tell()

    def _is_before_confirming(self) -> bool:
        return self.file.state in BEFORE_CONFIRMING

    def _lead(self) -> list[Item]:
        file = self.file
        if file.confirmation is not None:
            told = "改动以后，原来的复核随之作废，须重新复核。"
            return [notice(f"{file.confirmation.name}已于 {file.confirmation.on} 复核认定", told, "blue", "info")]
        if file.remind_on is not None:
            return [notice(f"还要查明，{file.remind_on} 提醒", file.remind_words, "blue", "clock")]
        return []

    def _form_context(self) -> FormContext:
        case = case_in(self.opened)
        suggested = suggest_persons(case, self.file.acts) if case is not None else ()
        agency = self.file.proposer or "本单位"
        notes = {one.person.key: one.because for one in suggested}
        return FormContext(self.desk.session.rulebook.accountability, case, self.context, agency, notes)

    def foot(self) -> Sequence[QWidget]:
        return (self.keep, self.act) if self._is_before_confirming() else (self.keep,)

    def draft(self) -> Mapping[str, Any]:
        kept: dict[str, Any] = {"form": self.form.draft()} if self.form.is_changed() else {}
        parts = {"statements": self.statements.draft(), "decision": self.decision.draft()}
        return kept | {name: told for name, told in parts.items() if told}

    def set_draft(self, draft: Mapping[str, Any]) -> None:
        self.form.set_values(draft.get("form", {}))
        self.form.changed.emit("")
        self.statements.set_draft(draft.get("statements", {}))
        self.decision.set_draft(draft.get("decision", {}))
        self._tell()

    def flush(self) -> None:
        for part in (self.form, self.statements, self.decision):
            part.flush()

    def save(self) -> None:
        """Record the description as it is typed."""
        if self._is_readable() and self.form.is_changed():
            file = self.form.described()
            work = partial(describe, self.desk.session, file.id, self.opened.seen, file)
            left_over = {name: told for name, told in self.draft().items() if name != "form"}
            self.perform(work, "已保存到登记簿", "没有保存", left_over)

    def submit(self) -> None:
        """Do what is chosen under 认定, after recording what is typed."""
        outcome = self.decision.outcome()
        if outcome is None:
            self.say("先选认定：构成过错、不构成过错、还要查明，或者不予采纳")
            self.decision.buttons["fault"].setFocus()
            bring_into_view(self.decision)
        elif self._is_readable() and self.decision.check():
            if outcome == "fault":
                self._ask_second_person()
            else:
                self._conclude(outcome)

    def _conclude(self, outcome: Outcome) -> None:
        values = self.decision.values()
        reason = values.get("reason") or ""
        if outcome == "defer":
            work = self._after_saving(defer, reason, values["remind_on"])
            self.perform(work, f"留待查明，{values['remind_on']} 提醒", TITLE)
        elif outcome == "no_fault":
            work = self._after_saving(close_without_fault, reason)
            self.perform(work, "已认定不构成过错，理由留在登记簿", TITLE)
        else:
            self.perform(self._after_saving(reject, reason), "已记明不予采纳", TITLE)

    def _ask_second_person(self) -> None:
        file = self.form.described()
        problems = wanting(file)
        if problems:
            self.refuse(problems, TITLE)
            return
        people = who_may_confirm(self.desk.session, file, case_in(self.opened), self.desk.actor, self.desk.today())
        if not people:
            self.refuse([nobody()], TITLE)
            return
        bearers = "、".join(person.name for person in file.bearers())
        question = ReasonQuestion(
            "由第二人复核认定",
            "认定由两人作出。复核人由监督、监察、法制或者主管岗位的人员担任，不是提出人、当事人员，也不是本案的承办人、批准人。",
            "认定构成过错",
            (("过错情形", short_name(file.items)), ("责任人", bearers)),
            "复核意见",
            people,
            danger=False,
        )
        self.ask_reason(question, self._confirm)

    def _confirm(self, reason: Reason) -> None:
        work = self._after_saving(confirm, reason.second_person, reason.text)
        self.perform(work, "已认定，接着写追究方式", TITLE)

    def _on_statement(self, what: What, person: str, values: Mapping[str, Any]) -> None:
        if self._is_readable():
            if what == "ask":
                work = self._after_saving(ask_officer, person, values["question"], reply_by=values["reply_by"])
            else:
                record = hear_statement if what == "hear" else waive_statement
                work = self._after_saving(record, person, values["words"], values["on"])
            self.perform(work, "", "没有记下", {"decision": self.decision.draft()})

    def _after_saving(self, operation: Callable[..., FindingChange], *told: Any, **more: Any) -> FindingWork:
        """An operation on top of what is typed: both are recorded, or neither."""
        session, seen = self.desk.session, self.opened.seen
        file, is_changed = self.form.described(), self.form.is_changed()

        def whole(*, actor: str, now: datetime) -> FindingChange:
            with session.database.transaction():
                at = seen
                if is_changed:
                    at = describe(session, file.id, seen, file, actor=actor, now=now).seen
                return operation(session, file.id, at, *told, actor=actor, now=now, **more)

        return whole

    def _is_readable(self) -> bool:
        if self.form.composing():
            return False
        self.form.set_problems(self.form.own_problems())
        return not self.form.go_to_problem()

    def show_problems(self, problems: Sequence[Problem]) -> Sequence[Problem]:
        others = self.form.set_problems(problems)
        if self.statements.form is not None:
            others = self.statements.form.set_problems(others)
        if self.decision.form is not None:
            others = self.decision.form.set_problems(others)
        unheard = [problem for problem in others if problem.where == STATEMENTS]
        self.statements.show_problem(_together(unheard))
        if not self.form.go_to_problem() and unheard:
            bring_into_view(self.statements)
        missing = len(problems)
        self.say(f"还差 {missing} 项，写在各栏下面" if missing else "")
        return [problem for problem in others if problem.where != STATEMENTS]

    def _tell(self) -> None:
        outcome = self.decision.outcome()
        self.act.setText(ACTIONS[outcome] if outcome else "提交认定")
        self.act.setToolTip(f"{self.act.text()}（Ctrl+Enter）")
        changed = self.form.is_changed()
        self.keep.setEnabled(changed)
        if outcome is None:
            told = "有没有记下的内容，已留作草稿" if changed else f"{STATE_WORDS[self.file.state]}，认定由两人作出"
        else:
            told = OUTCOMES[outcome][1]
        self.say(told)


def _together(problems: Sequence[Problem]) -> Problem | None:
    """Who is still to be heard, said once."""
    if not problems:
        return None
    return replace(problems[0], text="；".join(problem.text for problem in problems))
