"""Collects cyclic garbage in the window's thread only.

Widgets and the slots that hold them make cycles. Python collects them in whichever thread happens to allocate, and a
widget that is destroyed outside the window's thread takes the program with it. So automatic collection is off, and a
timer in the window's thread asks for what Python would have done by itself.
"""

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 1000


class Collector(QObject):
    """Keep one as long as the window lives; `stop` gives collection back to Python."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(INTERVAL_MS)

    def collect(self) -> int:
        """Collect the oldest generation that is due; its number, -1 where none is."""
        due = [n for n, (count, most) in enumerate(zip(gc.get_count(), self._thresholds, strict=True)) if count > most]
        if not due:
            return -1
        gc.collect(due[-1])
        return due[-1]

    def stop(self) -> None:
        """Give collection back to Python, when the window has gone."""
        self._timer.stop()
        gc.enable()
