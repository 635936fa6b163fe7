"""What every page is given: the open office, who works here, what day it is, how to store and where to go."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from models.entries import case_stream, new_id
from models.errors import StaleError, StorageError
from models.operations.documents import Issued
from models.operations.unit import CaseChange
from models.session import Session
from procedures.problems import RuleError
from ui import clock, tasks
from ui.changes import changes
from ui.dialogs.blocked import BlockedDialog, refusal_of
from ui.dialogs.failure import Failure, FailureDialog
from ui.memory import Memory
from ui.widgets.buttons import Action

# Tabs of what is not a case yet: an on-the-spot penalty, a lead.
NEW, NEW_LEAD = "new:", "lead:"
Result = TypeVar("Result")
Refused = Callable[[RuleError], object]


class Work(Protocol[Result]):  # type: ignore[misc]  # the result is only given out
    """An operation with everything but who and when already said."""

    def __call__(self, *, actor: str, now: datetime) -> Result:
        """Do it."""


class Window(Protocol):
    """What pages may ask of the window."""

    def open_case(self, case_id: str, name: str = "") -> QWidget:
        """Open a case in its tab."""

    def close_case(self, case_id: str) -> None:
        """Close the tab of a case."""

    def show_place(self, place: str) -> None:
        """Go to a place of the rail."""

    def say(self, words: str, undo: Action | None = None) -> None:
        """Tell of a success at the foot of the window."""


class Desk(QObject):
    """One officer's desk at one open office. Reads go straight to `models.queries`; writes through `perform`."""

    stored = Signal(object)  # the instant of the last commit
    actor_changed = Signal()
    finding_asked = Signal(str)  # a finding is to be opened, by its id

    def __init__(self, session: Session, memory: Memory) -> None:
        super().__init__()
        self.session = session
        self.memory = memory
        self._window: Window | None = None
        self._under_way: list[Callable[[], str]] = []

    @property
    def actor(self) -> str:
        """The officer id of who works here; this device's id until somebody is chosen."""
        return str(self.memory.get("officer", "")) or self.session.device.id

    def work_as(self, officer_id: str) -> None:
        """Somebody else sits down."""
        self.memory.set("officer", officer_id)
        self.actor_changed.emit()

    @property
    def window(self) -> Window:
        """The window; only once `set_window` has been called."""
        assert self._window is not None
        return self._window

    def set_window(self, window: Window) -> None:
        """Name the window that pages ask to open cases and places."""
        self._window = window

    def watch(self, told: Callable[[], str]) -> None:
        """Take note of work that goes on behind the pages; `told` says what of it is unfinished, else nothing."""
        self._under_way.append(told)

    def unfinished(self) -> str:
        """What is unfinished behind the pages, in words; empty where nothing is."""
        return "；".join(filter(None, (told() for told in self._under_way)))

    def new_on_the_spot(self) -> None:
        """Open an empty page for an on-the-spot penalty in a tab of its own."""
        self.window.open_case(f"{NEW}{new_id(self.now())}", "当场处罚")

    def new_lead(self) -> None:
        """Open an empty page for a new case of the general procedure in a tab of its own."""
        self.window.open_case(f"{NEW_LEAD}{new_id(self.now())}", "新案")

    def today(self) -> date:
        """The day the program reckons with."""
        return clock.today()

    def now(self) -> datetime:
        """This instant, UTC."""
        return clock.now()

    def perform(
        self,
        work: Work[Result],
        *,
        owner: QWidget,
        then: Callable[[Result], object] | None = None,
        refused: Refused | None = None,
        title: str = "现在不能这样办",
    ) -> None:
        """Store something off the window's thread; `then` gets what it made once it is committed.

        A refusal by law goes to `refused`, else to a dialog under `title`; stale and failed writes are told here.
        """

        def done(result: Result) -> None:
            self.stored.emit(self.now())
            _announce(result)
            if then is not None:
                then(result)

        def failed(error: Exception) -> None:
            if isinstance(error, RuleError) and refused is not None:
                refused(error)
            else:
                self.tell(error, owner, title)

        tasks.run(lambda _progress: work(actor=self.actor, now=self.now()), then=done, failed=failed, owner=owner)

    def tell(self, error: Exception, owner: QWidget, title: str) -> None:
        """Tell a refusal or a failure; what is neither is the program's own fault and goes to its one handler."""
        if isinstance(error, RuleError):
            BlockedDialog(refusal_of(error, title), owner.window()).ask()
        elif isinstance(error, StaleError):
            changes.announce([error.stream])
            FailureDialog(
                Failure("本案刚刚有了新的记载", str(error), "此前的全部记载", "刚才这一次操作"), owner.window()
            ).ask()
        elif isinstance(error, StorageError):
            failure = Failure(title, str(error), "此前的全部记载和草稿", "刚才这一次操作", "其他案件")
            FailureDialog(failure, owner.window()).ask()
        else:
            raise error


def _announce(result: object) -> None:
    if isinstance(result, Issued):
        result = result.change
    if isinstance(result, CaseChange):
        changes.announce([case_stream(result.case_id)])
    else:
        changes.announce(office=True)
