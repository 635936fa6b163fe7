"""Chooses a layout: those that come with the program, then those that the office keeps; and what is done with one."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from models.queries.ledger import KnownLayout
from ui import theme
from ui.widgets.buttons import tool
from ui.widgets.inputs import ComboBox
from ui.widgets.layout import row

WIDTH = 176
CHANGED = "（已改动）"
TOOLTIP = Qt.ItemDataRole.ToolTipRole


def key_of(known: KnownLayout) -> str:
    """What tells a layout from every other."""
    return known.layout_id or f"shipped:{known.name}"


class LayoutBox(QWidget):
    """The list of layouts, and behind ⋯ what can be done with the one that is shown."""

    chosen = Signal(str)
    save_asked = Signal()
    rename_asked = Signal()
    remove_asked = Signal()
    hand_on_asked = Signal()
    take_in_asked = Signal()
    restore_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._known: tuple[KnownLayout, ...] = ()
        self._is_changed = False
        self.box = ComboBox()
        self.box.setProperty("density", "small")
        self.box.setAccessibleName("布局")
        self.box.setFixedWidth(theme.scaled(WIDTH))
        self.more = tool("more", "布局：存为、改名、删除、导出、导入", then=self.show_menu)
        self.setLayout(row(self.box, self.more, gap=4))
        self.box.activated.connect(lambda _index: self.chosen.emit(self.box.chosen()))

    def show_layouts(self, known: Sequence[KnownLayout], key: str, is_changed: bool) -> None:
        """Offer these; `key` is the one that is shown, `is_changed`: it is shown otherwise than it is kept."""
        self._known, self._is_changed = tuple(known), is_changed
        self.box.set_pairs([(key_of(each), self._label(each, key)) for each in known])
        for number, each in enumerate(known):
            if each.wrong:
                self.box.setItemData(number, each.wrong, TOOLTIP)
        self.box.choose(key)
        self.box.setToolTip(self.box.currentText())
        self.box.setFixedWidth(theme.scaled(WIDTH))

    def _label(self, known: KnownLayout, key: str) -> str:
        changed = CHANGED if self._is_changed and key_of(known) == key else ""
        return known.name + changed + ("（读不出来）" if known.layout is None else "")

    def current(self) -> KnownLayout | None:
        """The layout that is chosen."""
        return next((each for each in self._known if key_of(each) == self.box.chosen()), None)

    def show_menu(self) -> None:
        """What can be done with the layout that is shown."""
        self.menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 2)))

    def menu(self) -> QMenu:
        """The menu behind ⋯."""
        made, current = QMenu(self), self.current()
        is_kept = current is not None and bool(current.layout_id)
        made.addAction("存为布局…\tCtrl+Shift+S", self.save_asked.emit)
        for words, signal, works in (
            ("改名…", self.rename_asked, is_kept),
            ("删除…", self.remove_asked, is_kept),
            ("恢复布局", self.restore_asked, self._is_changed),
        ):
            made.addAction(words, partial(signal.emit)).setEnabled(works)
        made.addSeparator()
        made.addAction("导出布局文件…", self.hand_on_asked.emit)
        made.addAction("导入布局文件…", self.take_in_asked.emit)
        return made
