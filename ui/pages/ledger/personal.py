"""Columns with personal data: asked about once, masked until somebody asks otherwise in so many words."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from forms.ledger.counting import LedgerQuestion
from models.operations.ledgers import record_unmasked
from ui import tasks
from ui.desk import Desk
from ui.pages.case.keeping import open_dialog
from ui.pages.ledger.export_dialog import personal_labels
from ui.pages.ledger.layout_dialogs import personal_dialog, unmask_dialog


class Personal(QObject):
    """Whether personal data is shown whole. `changed` tells that the rows have to be read anew."""

    changed = Signal()

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        super().__init__(owner)
        self._desk, self._owner = desk, owner
        self._told = False
        self._recorded: set[object] = set()
        self.unmasked = False

    def before(self, labels: Sequence[str], then: Callable[[], object], otherwise: Callable[[], object]) -> None:
        """Say once that these columns hold personal data, before they are shown; then go on, or not."""
        if not labels or self._told:
            then()
            return

        def agreed() -> None:
            self._told = True
            then()

        dialog = personal_dialog(labels, self._owner.window())
        dialog.agreed.connect(agreed)
        dialog.rejected.connect(otherwise)
        open_dialog(dialog)

    def toggle(self, labels: Sequence[str], count: str) -> None:
        """Show these columns whole, after a question; or mask them again at once."""
        if self.unmasked:
            self.mask()
            return
        dialog = unmask_dialog(labels, count, self._owner.window())
        dialog.agreed.connect(self._unmask)
        open_dialog(dialog)

    def record(self, question: LedgerQuestion) -> None:
        """Put into the journal that this is seen whole; once for the same columns and conditions until it is masked."""
        seen = (question.layout.name, tuple(personal_labels(question.layout)), question.told)
        if not (question.unmasked and seen[1]) or seen in self._recorded:
            return
        self._recorded.add(seen)
        session, actor, now = self._desk.session, self._desk.actor, self._desk.now()
        tasks.run(
            lambda _progress: record_unmasked(session, question, actor=actor, now=now),
            failed=self._on_unrecorded,
            owner=self._owner,
        )

    def _on_unrecorded(self, error: Exception) -> None:
        """What can't be recorded isn't shown."""
        self.mask()
        self._desk.tell(error, self._owner, "没有记入日志，恢复遮盖")

    def mask(self, quietly: bool = False) -> None:
        """Mask personal data again; `quietly`: nobody is told."""
        was, self.unmasked = self.unmasked, False
        self._recorded.clear()
        if was and not quietly:
            self.changed.emit()

    def _unmask(self) -> None:
        self.unmasked = True
        self.changed.emit()
