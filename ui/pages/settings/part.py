"""The ground of a part of the settings: cards below each other that scroll, on a width that can be read."""

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.theme import scaled
from ui.widgets.layout import Item, column, frame, row, scroll


class SettingsPart(QWidget):
    """One part; subclasses put their cards and look again in `refresh`."""

    WIDTH = 920

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._whole = column(gap=0)
        self.setLayout(self._whole)

    def put(self, *items: Item, foot: QWidget | None = None) -> None:
        """Put cards below each other; `foot` stays below what scrolls."""
        inner = frame(column(*items, None, gap=14))
        inner.setMaximumWidth(scaled(self.WIDTH))
        line = row(gap=0, margins=(20, 14, 20, 14))
        line.addWidget(inner, 100)
        line.addStretch(1)
        self._whole.addWidget(scroll(frame(line)), 1)
        if foot is not None:
            self._whole.addWidget(foot)

    def refresh(self) -> None:
        """Look again."""

    def save(self) -> None:
        """Keep what is typed."""
