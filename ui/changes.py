"""The one signal that says what has been stored, so that each open page knows whether it is concerned."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True, slots=True)
class Changes:
    """The streams that got entries; `office` for officers, certificates, settings, packs, calendar."""

    streams: frozenset[str] = frozenset()
    office: bool = False

    def concern(self, stream: str) -> bool:
        """Whether a page that shows this stream has to look again."""
        return self.office or stream in self.streams


class ChangeSignal(QObject):
    """Emits `happened(Changes)` in the window's thread after each commit."""

    happened = Signal(object)

    def announce(self, streams: Iterable[str] = (), office: bool = False) -> None:
        """Say what has been stored; say nothing when nothing was."""
        changes = Changes(frozenset(streams), office)
        if changes.streams or changes.office:
            self.happened.emit(changes)


changes = ChangeSignal()
