"""Holds a page's middle and a panel at its right, which floats over the middle where the window is narrow."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.pages.ledger.chooser import ColumnChooser

BESIDE_FROM = 1400


class SideHost(QWidget):
    """The panel stands beside the middle from 1400 px of the window on; below it lies over the table's right end."""

    def __init__(self, middle: QWidget, panel: ColumnChooser) -> None:
        super().__init__()
        self._panel = panel
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(0)
        self._line.addWidget(middle, 1)
        self._is_beside = False
        panel.setParent(self)
        panel.hide()
        panel.installEventFilter(self)

    def show_panel(self, on: bool) -> None:
        """Show or hide the panel."""
        self._panel.setVisible(on)
        self._arrange()

    def is_floating(self) -> bool:
        """Whether the panel lies over the middle."""
        return self.window().width() < BESIDE_FROM

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._panel and event.type() is QEvent.Type.Resize and not self._is_beside:
            self._lay_over()
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        beside = not self.is_floating() and not self._panel.isHidden()
        if beside != self._is_beside:
            self._is_beside = beside
            if beside:
                self._line.addWidget(self._panel)
            else:
                self._line.removeWidget(self._panel)
            self._panel.set_floating(not beside)
        if not beside:
            self._lay_over()

    def _lay_over(self) -> None:
        width = self._panel.width()
        self._panel.setGeometry(self.width() - width, 0, width, self.height())
        self._panel.raise_()
