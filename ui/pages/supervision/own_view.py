"""What a person concerned sees of a finding: the provision, the facts, the question, the own statement, the outcome."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from models.operations.findings import hear_statement
from procedures.faults import BEFORE_CONFIRMING, FaultFile, Involved
from procedures.problems import Problem
from ui.desk import Desk
from ui.pages.supervision.editors import quoted
from ui.pages.supervision.facts_view import FactsView
from ui.pages.supervision.opened import OpenedLine
from ui.pages.supervision.statements import StatementsView
from ui.pages.supervision.told import judged_pairs, pairs_view
from ui.pages.supervision.view import FindingView
from ui.widgets.buttons import button
from ui.widgets.layout import Item, column, row, rule
from ui.widgets.text import text


class OwnView(FindingView):
    """A finding that names the reader. Other persons' statements and the working of those who oversee stay out."""

    def __init__(self, desk: Desk, opened: OpenedLine) -> None:
        super().__init__(desk, opened)
        self._me = own_person(opened.file, desk.actor)
        key = self._me.key if self._me is not None else desk.actor
        self.statements = StatementsView(self.context, own=key)
        self.statements.show_file(opened.file)
        self.statements.asked.connect(self._on_statement)
        self.statements.typed.connect(self.typed)
        self.setLayout(column(*self._parts(), None, gap=10))
        self.say("线索不是结论。您的说明在认定以前都会被听取")

    def _parts(self) -> list[Item]:
        file, book = self.file, self.desk.session.rulebook.accountability
        parts: list[Item] = []
        for place in file.items:
            whole = button("全文", "link", small=True, then=partial(self.whole_asked.emit, place))
            parts.append(quoted(book, place, whole))
        if self.opened.case is not None:
            shown = FactsView(self.opened)
            shown.act_asked.connect(self.act_asked)
            shown.document_asked.connect(self.document_asked)
            parts += [
                row(text("事实", "small-strong"), text("由办案日志得出，不是结论", "caption"), None, gap=8),
                shown,
            ]
        parts += [rule(), self.statements]
        if file.state not in BEFORE_CONFIRMING:
            own = tuple(one for one in file.appeals if self._me is not None and one.person == self._me.key)
            outcome = judged_pairs(replace(file, appeals=own))
            parts += [rule(), text("认定的结果", "small-strong"), pairs_view(outcome)] if outcome else []
            if file.paper is not None:
                parts.append(row(button("看意见书", "link", small=True, then=self.paper_asked.emit), None))
        return parts

    def draft(self) -> Mapping[str, Any]:
        kept = self.statements.draft()
        return {"statements": kept} if kept else {}

    def set_draft(self, draft: Mapping[str, Any]) -> None:
        self.statements.set_draft(draft.get("statements", {}))

    def flush(self) -> None:
        self.statements.flush()

    def show_problems(self, problems: Sequence[Problem]) -> Sequence[Problem]:
        return self.statements.form.set_problems(problems) if self.statements.form is not None else problems

    def _on_statement(self, _what: str, person: str, values: Mapping[str, Any]) -> None:
        of = (self.desk.session, self.file.id, self.opened.seen, person)
        work = partial(hear_statement, *of, values["words"], values["on"])
        self.perform(work, "说明已提交", "说明没有提交")


def own_person(file: FaultFile, actor: str) -> Involved | None:
    """The person of a finding who reads it."""
    return next((one for one in file.persons if one.officer_id == actor), None)
