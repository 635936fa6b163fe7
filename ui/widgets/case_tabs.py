"""The tabs: the place first, which can't be closed, then the open cases."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QTabBar

from ui import theme
from ui.widgets.buttons import tool


class CaseTabs(QTabBar):
    """Tab 0 is the place. Middle click or the cross closes a case; tabs of cases can be moved among themselves."""

    close_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setExpanding(False)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setIconSize(QSize(16, 16))
        self.setUsesScrollButtons(True)
        self.setDocumentMode(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("已打开的案件")
        self._icon = "workbench"
        self.addTab("")
        self.currentChanged.connect(lambda _index: self._paint_icons())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, super().minimumSizeHint().height())

    def set_place(self, icon: str, name: str) -> None:
        """Name the place shown in the first tab."""
        self.setTabText(0, name)
        self._icon = icon
        self._paint_icons()

    def add_case(self, case_id: str, name: str) -> int:
        """Add the tab of a case, or find it; its number."""
        number = self.number_of(case_id)
        if number < 0:
            number = self.addTab(name)
            self.setTabData(number, case_id)
            close = tool("close", f"关闭 {name}", then=lambda: self.close_asked.emit(case_id))
            close.setProperty("kind", "close")
            close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setTabButton(number, QTabBar.ButtonPosition.RightSide, close)
            self._paint_icons()
        self.rename_case(case_id, name)
        return number

    def rename_case(self, case_id: str, name: str) -> None:
        """Change the name on a case's tab."""
        number = self.number_of(case_id)
        if number > 0:
            self.setTabText(number, name.replace("&", "&&"))
            self.setTabToolTip(number, f"{name}（Ctrl+W 关闭）")

    def remove_case(self, case_id: str) -> None:
        """Take away a case's tab."""
        number = self.number_of(case_id)
        if number > 0:
            self.removeTab(number)

    def number_of(self, case_id: str) -> int:
        """The tab of a case, -1 where it has none."""
        return next((n for n in range(1, self.count()) if self.tabData(n) == case_id), -1)

    def case_at(self, number: int) -> str:
        """The case of a tab, empty for the place."""
        found = self.tabData(number)
        return found if isinstance(found, str) else ""

    def cases(self) -> tuple[str, ...]:
        """The open cases from left to right."""
        return tuple(self.case_at(number) for number in range(1, self.count()))

    def _paint_icons(self) -> None:
        for number in range(self.count()):
            name = "case" if number else self._icon
            self.setTabIcon(number, theme.icon(name, "accent" if number == self.currentIndex() else "faint"))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        number = self.tabAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.MiddleButton and number > 0:
            self.close_asked.emit(self.case_at(number))
        else:
            super().mouseReleaseEvent(event)
