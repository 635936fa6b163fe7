"""The program's one handler of what nobody else took: written to the technical log, told without a traceback."""

import faulthandler
import logging
import sys
import threading
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtWidgets import QApplication

from ui.dialogs.failure import Failure, FailureDialog

LOG = logging.getLogger("nongantong")
KEEP_BYTES, KEEP_FILES = 1_000_000, 9


def start_log(folder: Path) -> None:
    """Write the technical log into the data folder; it holds no testimony and no identity numbers by intent."""
    handler = RotatingFileHandler(folder / "program.log", maxBytes=KEEP_BYTES, backupCount=KEEP_FILES, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    LOG.setLevel(logging.INFO)
    LOG.addHandler(handler)
    faulthandler.enable((folder / "crash.log").open("a"))


def take_over() -> None:
    """Hand every error that nobody took to this module."""
    sys.excepthook = _tell
    threading.excepthook = lambda told: _tell(told.exc_type, told.exc_value, told.exc_traceback)
    sys.unraisablehook = lambda told: LOG.error("unraisable in %r", told.object, exc_info=told.exc_value)


def _tell(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> Any:
    number = f"{datetime.now(UTC):%Y%m%d-%H%M%S}"
    LOG.error("fault %s", number, exc_info=(kind, error or kind(), trace))
    app = QApplication.instance()
    if not isinstance(app, QApplication) or threading.current_thread() is not threading.main_thread():
        return
    failure = Failure(
        "程序自身出了故障",
        "这一步没有办成，不是您填写的内容造成的。可以重试，或者关闭程序后再打开。",
        "此前的全部记载和草稿",
        "刚才这一次操作",
        "其他案件",
        number=number,
    )
    FailureDialog(failure, app.activeWindow()).ask()
