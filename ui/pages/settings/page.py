"""The place 设置: six parts, each made when it is first looked at."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.desk import Desk
from ui.pages.place import PlacePage
from ui.pages.settings.agency import AgencyPart
from ui.pages.settings.data import DataPart
from ui.pages.settings.display import DisplayPart
from ui.pages.settings.numbers import NumbersPart
from ui.pages.settings.person import PersonPart
from ui.pages.settings.rules import RulesPart
from ui.widgets.buttons import Segments
from ui.widgets.layout import column, frame, row


class Part(Protocol):
    """What the page asks of a part."""

    def refresh(self) -> None:
        """Look again."""

    def save(self) -> None:
        """Keep what is typed."""


PARTS: tuple[tuple[str, Callable[[Desk], QWidget]], ...] = (
    ("机关", AgencyPart),
    ("显示", DisplayPart),
    ("号段", NumbersPart),
    ("规则包", RulesPart),
    ("数据", DataPart),
    ("本机使用人", PersonPart),
)


class SettingsPage(PlacePage):
    """Settings of the office are recorded in the journal; those of the device stay on it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "设置")
        self.parts = Segments([name for name, _ in PARTS])
        self._made: dict[int, QWidget] = {}
        self._stack = QStackedWidget()
        self.parts.chosen.connect(self.show_part)
        whole = column(frame(row(self.parts, margins=(20, 4, 20, 4)), "header"), gap=0)
        whole.addWidget(self._stack, 1)
        self.put(whole)

    def show_part(self, number: int) -> QWidget:
        """Show a part by its number, and return it."""
        self.save()
        self.parts.choose(number, quietly=True)
        if number not in self._made:
            self._made[number] = PARTS[number][1](self.desk)
            self._stack.addWidget(self._made[number])
        self._stack.setCurrentWidget(self._made[number])
        self.refresh()
        return self._made[number]

    def refresh(self) -> None:
        number = self.parts.current()
        if number not in self._made:
            self.show_part(number)
            return
        part: Part = self._made[number]  # type: ignore[assignment]
        part.refresh()

    def save(self) -> None:
        for each in self._made.values():
            part: Part = each  # type: ignore[assignment]
            part.save()

    def panels(self) -> tuple[QWidget, ...]:
        return (self.parts, self._stack)
