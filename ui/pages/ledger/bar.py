"""The line above the table: layout, conditions, search, columns."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame

from forms.ledger.columns import columns_of
from forms.ledger.layout import Layout
from ui import theme
from ui.pages.ledger.chips import Chips
from ui.pages.ledger.layout_box import LayoutBox
from ui.widgets.buttons import button
from ui.widgets.inputs import search_box
from ui.widgets.layout import column, row

TYPING_PAUSE_MS = 220
SEARCH = 176


class LedgerBar(QFrame):
    """Grows with the conditions. `words_changed` comes once the officer has stopped typing."""

    words_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "header")
        self.layouts, self.chips = LayoutBox(), Chips()
        self.search = search_box("查找（Ctrl+F）", theme.scaled(SEARCH))
        self.columns = button("列", icon="columns", small=True)
        self.columns.setCheckable(True)
        self.columns.setToolTip("选列（Ctrl+Shift+L）")
        line = row(gap=8)
        line.addLayout(column(self.layouts, None, gap=0))
        line.addSpacing(4)
        line.addWidget(self.chips, 1)
        line.addLayout(column(row(self.search, self.columns, gap=8), None, gap=0))
        line.setContentsMargins(20, 10, 16, 10)
        self.setLayout(line)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.words_changed)
        self.search.textChanged.connect(lambda _words: self._pause.start())

    def show_layout(self, layout: Layout) -> None:
        """Show the conditions of a layout and how many of the columns it has."""
        self.chips.show_conditions(layout.source, layout.filters)
        whole = len(columns_of(layout.source))
        self.columns.setText(f"列 {len(layout.columns)} / {whole}")
        self.search.setFixedWidth(theme.scaled(SEARCH))

    def words(self) -> str:
        """What is searched for."""
        return self.search.text().strip()

    def forget_words(self) -> None:
        """Search for nothing, without telling."""
        self._pause.stop()
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)

    def stop_waiting(self) -> None:
        """What was typed is being read."""
        self._pause.stop()
