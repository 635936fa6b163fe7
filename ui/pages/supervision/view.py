"""The ground of what the panel shows: it performs operations on a finding, keeps what is typed, and has a footer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from types import MappingProxyType
from typing import Any, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.operations.finding_unit import FindingChange
from models.queries.office import officers
from procedures.faults import FaultFile
from procedures.problems import Problem, RuleError
from ui.desk import Desk
from ui.dialogs.reason import Reason, ReasonDialog, ReasonQuestion
from ui.pages.case.keeping import open_dialog, tell_refusal
from ui.pages.supervision.opened import OpenedLine, case_in
from ui.widgets.field_editors import EditorContext, Option
from ui.widgets.text import set_text, text

NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was recorded, and what of the draft is still not."""

    change: FindingChange
    left_over: Mapping[str, Any]


class FindingWork(Protocol):
    """An operation on a finding with everything but who and when already said."""

    def __call__(self, *, actor: str, now: datetime) -> FindingChange:
        """Do it."""


class FindingView(QWidget):
    """One way of showing a line. `typed` asks for the draft to be kept, `done` carries what was `Recorded`.

    `whole_asked` carries the item at which the annex is to be read, `act_asked` and `document_asked` parts of the case,
    `paper_asked` that the opinion is to be shown.
    """

    typed = Signal()
    done = Signal(object)
    whole_asked = Signal(object)
    act_asked = Signal(str)
    document_asked = Signal(str)
    paper_asked = Signal()

    def __init__(self, desk: Desk, opened: OpenedLine) -> None:
        super().__init__()
        self.desk, self.opened = desk, opened
        self.is_recording = False
        self.note = text("", "caption", wrap=True)

    @property
    def file(self) -> FaultFile:
        """The finding as it is recorded."""
        return self.opened.file

    def foot(self) -> Sequence[QWidget]:
        """What stands in the footer beside the note, the primary button last."""
        return ()

    def draft(self) -> Mapping[str, Any]:
        """What is typed and not recorded yet."""
        return {}

    def set_draft(self, draft: Mapping[str, Any]) -> None:
        """Put back what was typed."""

    def flush(self) -> None:
        """Tell at once of what is not kept yet."""

    def submit(self) -> None:
        """Do what the primary button does (Ctrl+Enter)."""

    def say(self, words: str) -> None:
        """Say something in the footer."""
        set_text(self.note, words)

    @cached_property
    def context(self) -> EditorContext:
        """What editors offer here: the day, and the officers of the register."""
        people = tuple(Option(one.officer.id, one.officer.name) for one in officers(self.desk.session))
        return EditorContext(self.desk.today(), officers=people)

    def perform(self, work: FindingWork, told: str, title: str, left_over: Mapping[str, Any] = NOTHING) -> None:
        """Record something; `told` is said once it is, `title` stands above a refusal that names no field here.

        `left_over` is what of the draft is still not recorded then.
        """
        self.is_recording = True

        def guarded(*, actor: str, now: datetime) -> FindingChange:
            try:
                return work(actor=actor, now=now)
            except Exception:
                self.is_recording = False
                raise

        def done(change: FindingChange) -> None:
            self.is_recording = False
            if told:
                self.desk.window.say(told)
            self.done.emit(Recorded(change, left_over))

        refused = partial(self._on_refused, title)
        self.desk.perform(guarded, owner=self, then=done, refused=refused, title=title)

    def _on_refused(self, title: str, error: RuleError) -> None:
        self.refuse(error.problems, title)

    def refuse(self, problems: Sequence[Problem], title: str) -> None:
        """Show why something can't be done: at the fields it names, the rest in a dialog."""
        others = self.show_problems(problems)
        if others:
            tell_refusal(RuleError(list(others)), title, self)

    def show_problems(self, problems: Sequence[Problem]) -> Sequence[Problem]:
        """Show problems at the fields that they name; gives back the others."""
        return problems

    def ask_reason(self, question: ReasonQuestion, answered: Callable[[Reason], object]) -> None:
        """Ask for a reason, and a second person where one is needed."""
        dialog = ReasonDialog(question, self.window())
        dialog.answered.connect(answered)
        open_dialog(dialog)

    def heading(self) -> tuple[str, str]:
        """The case this is about, and of it the party or recipient."""
        case = case_in(self.opened)
        file, proposal = self.file, self.opened.line.proposal
        party = next((one.name for one in case.parties if one.id == file.party), "") if case else ""
        recipient = proposal.recipient_name if proposal is not None else ""
        return file.case_title, f"{recipient}一份" if recipient else party
