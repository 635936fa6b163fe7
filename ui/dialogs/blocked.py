"""What stands when the law forbids an act: what is so, the article, the facts it rests on, the ways out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from procedures.problems import Problem, RuleError
from ui.dialogs.frame import StopDialog
from ui.dialogs.ways import WayOut, first_button, way_row
from ui.widgets.buttons import Action, button
from ui.widgets.layout import Item
from ui.widgets.surfaces import quote
from ui.widgets.text import facts, text

BACKFILL = "backfill"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of the law, where they stand, and how to see the whole article."""

    words: str
    source: str
    whole: Action | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an act can't be done now. `can_backfill` offers to record what has already happened on paper (补录)."""

    title: str
    reasons: tuple[str, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    ways: tuple[WayOut, ...] = ()
    can_backfill: bool = False


def refusal_of(error: RuleError, title: str, ways: Sequence[WayOut] = (), can_backfill: bool = False) -> Refusal:
    """The refusal that a RuleError stands for: its problems as reasons, each with article and remedy."""
    reasons = tuple(_reason(problem) for problem in error.problems)
    return Refusal(title, reasons, ways=tuple(ways), can_backfill=can_backfill)


def _reason(problem: Problem) -> str:
    told = str(replace(problem, where=""))
    return f"{told}。{problem.remedy}" if problem.remedy else told


class BlockedDialog(StopDialog):
    """Tells a refusal. `chosen` carries the id of a way out, or `BACKFILL`; Esc and 返回 choose nothing."""

    chosen = Signal(str)

    def __init__(self, refusal: Refusal, parent: QWidget | None = None) -> None:
        super().__init__(refusal.title, "blocked", "red", parent)
        self._choice = ""
        body: list[Item] = [text(reason, "body", wrap=True) for reason in refusal.reasons]
        body += [quote(q.words, q.source, q.whole) for q in refusal.quotations]
        if refusal.facts:
            body.append(facts(refusal.facts, label_width=80, gap=3))
        self.add_body(body)
        lines = [way_row(way, self._choose) for way in refusal.ways]
        self.add_lines(lines)
        foot: list[Item] = []
        if refusal.can_backfill:
            foot.append(text("已经办完的，可以如实补录并说明理由", "caption"))
            foot += [None, button("补录", "link", small=True, then=lambda: self._choose(BACKFILL))]
        else:
            foot.append(None)
        back = button("返回", then=self.reject)
        self.add_foot([*foot, back])
        self.set_first(first_button(lines) or back)

    def _choose(self, way: str) -> None:
        self._choice = way
        self.chosen.emit(way)
        self.accept()

    def ask(self) -> str:
        """Show it and wait; the id of the way chosen, an empty string for none."""
        self.exec()
        return self._choice
