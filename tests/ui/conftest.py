"""The window's tests: one dressed QApplication, work done at once unless a test asks for threads."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from ui import tasks, theme


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """The application in the light theme at standard size; whatever a test changes is put back, its widgets go."""
    if not qapp.styleSheet() or theme.colours() is not theme.LIGHT or theme.scale() != 1.0:
        theme.apply(qapp)
    tasks.run_inline(True)
    yield qapp
    tasks.run_inline(False)
    for widget in qapp.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    qapp.processEvents()
