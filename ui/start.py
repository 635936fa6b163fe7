"""Shows the window at once, then opens the office and furnishes the window with it."""

import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from procedures.problems import DataError
from ui import tasks, theme
from ui.garbage import Collector
from ui.look import read_look
from ui.translation import speak_chinese
from ui.window import MainWindow, Place

if TYPE_CHECKING:
    from models.session import Session
    from ui.rooms import Rooms
    from ui.widgets.search import Hit

AFTER_PAINT_MS = 20
USUAL = QSize(1440, 900)
PLACES = (
    ("workbench", "工作台"),
    ("case", "案件"),
    ("filing", "备案"),
    ("supervision", "监督"),
    ("ledger", "台账"),
    ("offence", "案由库"),
    ("officer", "人员"),
    ("settings", "设置"),
)


def start_window(asked: str | None) -> int:
    """Show the window on the office's data until it is closed; returns the exit status of the text interface."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Nongantong")
    app.setApplicationDisplayName("农案通")
    with ExitStack() as stack:
        start = Start(app, asked, stack)
        start.show()
        app.exec()
        tasks.wait_for_all()
        start.stop()
    return start.status


class _FirstPaint(QObject):
    """Calls `then` once, right after a widget has first been painted."""

    def __init__(self, widget: QWidget, then: Callable[[], None]) -> None:
        super().__init__(widget)
        self._then = then
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._then)
        return False


class Start:
    """The window from its first paint to the office behind it; `status` is the exit status so far."""

    def __init__(self, app: QApplication, asked: str | None, stack: ExitStack) -> None:
        self.status = 0
        self._asked, self._stack = asked, stack
        self._rooms: Rooms | None = None
        look = read_look(asked)
        theme.apply(app, theme.DARK if look["dark"] else theme.LIGHT, look["text_scale"])
        speak_chinese(app)
        places = [Place(name, name, words, partial(self._place, name)) for name, words in PLACES]
        self.window = MainWindow(places, self._case, self._find)
        self.window.resize(USUAL)
        self.window.setEnabled(False)
        self._collector = Collector(self.window)
        self._painted = _FirstPaint(self.window, self.open)

    def show(self) -> None:
        """Show the window, as large as the screen where that has no more room than the usual size."""
        room = self.window.screen().availableSize()
        if room.width() <= USUAL.width() or room.height() <= USUAL.height():
            self.window.showMaximized()
        else:
            self.window.show()

    def open(self) -> None:
        """Open the office and let the window work; where it can't be opened, say why and end."""
        from models.errors import StorageError
        from ui.opening import open_office
        from ui.rooms import Rooms

        try:
            session = self._stack.enter_context(open_office(self._asked))
            self._rooms = Rooms(session, self.window)
            self.window.setEnabled(True)
            self._rooms.furnish()
        except (DataError, StorageError) as error:
            self._end(error, 4 if isinstance(error, StorageError) else 2)
            return
        QTimer.singleShot(AFTER_PAINT_MS, self.window, partial(self._check_data, session))

    def _check_data(self, session: "Session") -> None:
        """Rules and forms that can't be used end the program before anything is decided by them."""
        try:
            _ready = session.rulebook, session.forms
        except DataError as error:
            self._end(error, 2)

    def _end(self, error: Exception, status: int) -> None:
        from ui.dialogs.failure import Failure, FailureDialog

        self.status = status
        sys.stderr.write(f"{error}\n")
        failure = Failure("农案通打不开", str(error), "数据文件夹里的内容，一处也没有改动", "没有；还没有开始办理")
        FailureDialog(failure, self.window).ask()
        QApplication.exit(status)

    def stop(self) -> None:
        """The window has gone."""
        self._collector.stop()

    def _place(self, name: str) -> QWidget:
        assert self._rooms is not None
        return self._rooms.place(name)

    def _case(self, case_id: str) -> QWidget:
        assert self._rooms is not None
        return self._rooms.case(case_id)

    def _find(self, words: str) -> "Sequence[Hit]":
        assert self._rooms is not None
        return self._rooms.find(words)
