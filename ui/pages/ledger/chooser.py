"""列: every column of the source under its group, ticked where it is shown; and the shown ones in their order."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QPushButton, QStackedWidget, QWidget

from forms.ledger.columns import Column, Source, groups_of
from forms.ledger.layout import Layout
from ui import theme
from ui.pages.ledger.edits import can_total
from ui.pages.ledger.order_list import OrderList
from ui.widgets.buttons import Segments, button, tool
from ui.widgets.inputs import search_box
from ui.widgets.layout import clear, column, frame, restyle, row, scroll
from ui.widgets.text import set_text, text

WIDTH, MOST = 224, 300
BY_GROUP, BY_ORDER = 0, 1


class ColumnBox(QCheckBox):
    """The tick of one column; Alt+↑ and Alt+↓ move it in the table while it is shown."""

    moved = Signal(int)

    def __init__(self, of: Column) -> None:
        super().__init__(of.label)
        self.setToolTip("\n".join(part for part in (of.note, "含个人信息，列出时遮盖" if of.personal else "") if part))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
            if self.isChecked():
                self.moved.emit(steps[Qt.Key(event.key())])
        elif event.key() in steps:
            (self.focusNextChild if steps[Qt.Key(event.key())] > 0 else self.focusPreviousChild)()
        else:
            super().keyPressEvent(event)


class ColumnLine(QFrame):
    """One column: its tick, at the right its place in the table, or whether it is added up."""

    def __init__(self, of: Column) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.column = of
        self.box = ColumnBox(of)
        self.place: QLabel = text("", "caption")
        self.total: QPushButton | None = None
        line = row(self.box, None, gap=4, margins=(0, 0, 2, 0))
        if can_total(of):
            self.total = button("合计", "link", small=True)
            self.total.setProperty("density", "tiny")
            self.total.setCheckable(True)
            line.addWidget(self.total)
        line.addWidget(self.place)
        self.setLayout(line)

    def show_place(self, place: int, is_total: bool) -> None:
        """Where the column stands (0: it is not shown), and whether it is added up."""
        self.box.setChecked(place > 0)
        set_text(self.place, str(place) if place else "")
        self.place.setVisible(self.total is None and place > 0)
        name = f"{self.column.label}，第 {place} 列" if place else self.column.label
        self.box.setAccessibleName(name)
        if self.total is not None:
            self.total.setVisible(place > 0)
            self.total.setChecked(is_total)
            self.total.setText("合计 ✓" if is_total else "合计")
            self.total.setAccessibleName(f"{self.column.label}合计，{'已选' if is_total else '未选'}")
            self.total.setToolTip("表下有合计，按一下去掉" if is_total else "在表下合计")


class ColumnChooser(QFrame):
    """The panel at the right. It only tells what is asked; the page changes the layout and shows it again."""

    ticked = Signal(str, bool)
    moved = Signal(str, int)
    ordered = Signal(object)  # the keys in their new order
    total_asked = Signal(str, bool)
    restore_asked = Signal()
    save_asked = Signal()
    unmask_asked = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.setAccessibleName("列")
        self._source: Source | None = None
        self._lines: dict[str, ColumnLine] = {}
        self._groups: list[tuple[QLabel, tuple[str, ...]]] = []
        self.search = search_box("找列名")
        self.view = Segments(("按类", "按顺序"), keys=False)
        self.order = OrderList()
        self._body = column(gap=1)
        self._stack = QStackedWidget()
        self._masked = text("", "caption", wrap=True)
        self.unmask = button("显示完整内容…", "link", small=True, then=self.unmask_asked.emit)
        self.restore = button("恢复布局", "link", small=True, then=self.restore_asked.emit)
        self.save = button("存为布局", small=True, then=self.save_asked.emit)
        self._lay()
        self._wire()
        self._fit()

    def _lay(self) -> None:
        close = tool("close", "关闭（Esc）", then=self.closed.emit)
        head = row(text("列", "heading"), None, close, margins=(16, 6, 8, 6))
        find = column(self.search, self.view, gap=2, margins=(16, 8, 14, 0))
        self._stack.addWidget(scroll(frame(column(self._body, None, gap=0, margins=(14, 6, 12, 10)))))
        self._stack.addWidget(self.order)
        personal = frame(column(self._masked, self.unmask, gap=2, margins=(16, 8, 14, 8)), "footer")
        self._personal = personal
        foot = frame(row(self.restore, None, self.save, margins=(16, 8, 14, 8)), "footer")
        whole = column(frame(head, "listrow"), frame(find), gap=0, margins=(1, 0, 0, 0))
        whole.addWidget(self._stack, 1)
        whole.addWidget(personal)
        whole.addWidget(foot)
        self.setLayout(whole)

    def _wire(self) -> None:
        self.search.textChanged.connect(self._narrow)
        self.view.chosen.connect(self._stack.setCurrentIndex)
        self.order.ordered.connect(self.ordered)
        self.order.taken_away.connect(lambda key: self.ticked.emit(key, False))

    def show_layout(self, layout: Layout, changed: bool, unmasked: bool) -> None:
        """Show which columns a layout has; `changed`: it is another than the one that is kept."""
        if layout.source != self._source:
            self._source = layout.source
            self._make_lines(layout.source)
        for key, line in self._lines.items():
            place = layout.columns.index(key) + 1 if key in layout.columns else 0
            line.show_place(place, key in layout.totals)
        self.order.show_columns(layout)
        self.restore.setVisible(changed)
        personal = [each.label for each in layout.shown() if each.personal]
        self._personal.setVisible(bool(personal))
        told = "完整显示" if unmasked else "已遮盖"
        set_text(self._masked, f"含个人信息：{'、'.join(personal)}，{told}")
        self.unmask.setText("重新遮盖" if unmasked else "显示完整内容…")

    def focus_first(self) -> None:
        """Put the keyboard into the panel."""
        self.search.setFocus()

    def lines(self) -> Sequence[ColumnLine]:
        """The lines of all columns, also of those that the search leaves out."""
        return tuple(self._lines.values())

    def _make_lines(self, source: Source) -> None:
        clear(self._body)
        self._lines, self._groups = {}, []
        for group, members in groups_of(source).items():
            head = text(group, "caption")
            head.setContentsMargins(2, 6, 0, 2)
            self._body.addWidget(head)
            self._groups.append((head, tuple(each.key for each in members)))
            for each in members:
                self._body.addWidget(self._line(each))
        self._narrow(self.search.text())

    def _line(self, of: Column) -> QWidget:
        made = ColumnLine(of)
        made.box.clicked.connect(lambda checked: self._on_tick(of.key, checked))
        made.box.moved.connect(partial(self.moved.emit, of.key))
        if made.total is not None:
            made.total.clicked.connect(lambda checked: self.total_asked.emit(of.key, checked))
        self._lines[of.key] = made
        return made

    def _on_tick(self, key: str, checked: bool) -> None:
        """What is ticked stands as the page answers: it may ask first, and the last column stays."""
        self._lines[key].box.setChecked(not checked)
        self.ticked.emit(key, checked)

    def _narrow(self, words: str) -> None:
        wanted = words.split()
        for head, keys in self._groups:
            for key in keys:
                line = self._lines[key]
                line.setVisible(all(word in f"{line.column.label}{head.text()}" for word in wanted))
            head.setVisible(any(not self._lines[key].isHidden() for key in keys))
        if wanted:
            self.view.choose(BY_GROUP)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def set_floating(self, on: bool) -> None:
        """Over the table the panel has a line around it, beside it one at its left."""
        restyle(self, place="over" if on else "beside")

    def _fit(self) -> None:
        width = min(theme.scaled(WIDTH), MOST)
        if width != self.minimumWidth():
            self.setFixedWidth(width)
