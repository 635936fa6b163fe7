"""加条件: which column, which test, which value; each asked where the one before was answered, all by keyboard."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QStackedWidget, QWidget

from forms.ledger.columns import Column, Source, groups_of
from forms.ledger.conditions import Condition, Test, condition_problem, condition_words
from ui import theme
from ui.pages.ledger.value_editors import EMPTY, Asked, ValueEditor, asked_of, asked_words
from ui.widgets.buttons import button
from ui.widgets.inputs import ComboBox, LineEdit, is_composing
from ui.widgets.layout import column, frame, row
from ui.widgets.popover import Popover
from ui.widgets.text import set_text, text

WIDTH, LIST_HEIGHT, AROUND = 408, 268, 38
PICK, ASK = 0, 1
KEY = Qt.ItemDataRole.UserRole


class ColumnList(QListWidget):
    """The columns of a source under their groups; only those with the words that were typed."""

    def __init__(self, source: Source) -> None:
        super().__init__()
        self.setProperty("role", "picks")
        self.setAccessibleName("列")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._groups = groups_of(source)
        self.narrow("")

    def narrow(self, words: str) -> None:
        """Show the columns whose label or group has all these words; the first is the current one."""
        self.clear()
        wanted = words.split()
        for group, members in self._groups.items():
            shown = [each for each in members if all(word in f"{each.label}{group}" for word in wanted)]
            if shown:
                head = QListWidgetItem(group)
                head.setFlags(Qt.ItemFlag.NoItemFlags)
                head.setFont(theme.font("caption"))
                head.setForeground(theme.colour("faint"))
                self.addItem(head)
            for each in shown:
                item = QListWidgetItem(each.label)
                item.setData(KEY, each.key)
                item.setToolTip(each.note)
                self.addItem(item)
        self.step(1)

    def step(self, by: int) -> None:
        """To the next or the previous column, over the groups."""
        number = self.currentRow() + by
        while 0 <= number < self.count() and not self.item(number).flags() & Qt.ItemFlag.ItemIsSelectable:
            number += by
        if 0 <= number < self.count():
            self.setCurrentRow(number)

    def current_key(self) -> str:
        """The column at which the list is, empty where none was found."""
        item = self.currentItem()
        key = item.data(KEY) if item is not None else None
        return key if isinstance(key, str) else ""


class _FindLine(LineEdit):
    """A search line from which the arrows move in the list below, and Enter picks."""

    stepped = Signal(int)
    picked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.composing():
            self.picked.emit()
        else:
            super().keyPressEvent(event)


class ConditionPopover(Popover):
    """Asks for one condition; `answered` gives it, and the place of the one that it replaces (-1: a new one)."""

    answered = Signal(object, int)

    def __init__(
        self,
        source: Source,
        columns: Mapping[str, Column],
        today: date,
        words_for: Callable[[str], Sequence[str]],
        parent: QWidget,
    ) -> None:
        stack = QStackedWidget()
        super().__init__([stack], "加条件", parent, theme.scaled(WIDTH))
        self._source, self._columns, self._stack = source, columns, stack
        self._column: Column | None = None
        self._place = -1
        self._anchor: QWidget | None = None
        self.finder, self.list = _FindLine(placeholder="找列名", icon="search"), ColumnList(source)
        self.test = ComboBox()
        self.value = ValueEditor(today, words_for)
        self.apply = button("加上条件", "primary")
        self._title, self._told = text("", "heading"), text("", "caption", wrap=True)
        self._lay()
        self._wire()

    def _lay(self) -> None:
        self.finder.setProperty("role", "search")
        self.finder.setAccessibleName("找列名")
        self.list.setFixedHeight(theme.scaled(LIST_HEIGHT))
        self._stack.addWidget(frame(column(text("按哪一列", "heading"), self.finder, self.list, gap=8)))
        self.test.setAccessibleName("条件")
        self._told.setMinimumHeight(theme.scaled(36))
        self._told.setAlignment(Qt.AlignmentFlag.AlignTop)
        other = button("换一列", "link", small=True, then=self.ask_column)
        head = row(self._title, None, other)
        foot = row(None, button("返回", then=self.close), self.apply)
        self._stack.addWidget(frame(column(head, self.test, self.value, self._told, foot, None, gap=8)))

    def _wire(self) -> None:
        self.finder.textEdited.connect(self.list.narrow)
        self.finder.stepped.connect(self.list.step)
        self.finder.picked.connect(self._on_picked)
        self.list.itemClicked.connect(lambda _item: self._on_picked())
        self.list.itemActivated.connect(lambda _item: self._on_picked())
        self.test.currentIndexChanged.connect(lambda _index: self._on_test())
        self.value.changed.connect(self._look)
        self.apply.clicked.connect(lambda _checked=False: self._accept())
        for keys in ("Return", "Enter", "Ctrl+Return"):
            QShortcut(QKeySequence(keys), self, self._on_enter)

    def open_new(self, anchor: QWidget, key: str = "") -> None:
        """Ask for a new condition, of a column where one is named."""
        if key:
            self._ask_value(self._columns[key])
        else:
            self.ask_column()
        self._open(anchor)

    def open_for(self, anchor: QWidget, condition: Condition, place: int) -> None:
        """Ask for a condition anew that there is already."""
        self._place = place
        self._ask_value(self._columns[condition.column], condition)
        self.apply.setText("改条件")
        self._open(anchor)

    def ask_column(self) -> None:
        """Ask for the column first."""
        self._stack.setCurrentIndex(PICK)
        self._fit()
        self.finder.setFocus()

    def _open(self, anchor: QWidget) -> None:
        self._anchor = anchor
        self._fit()
        if self._stack.currentIndex() == PICK:
            self.finder.setFocus()
        else:
            self._focus_value()

    def _fit(self) -> None:
        """As high as what is asked now; it stays beside what it was opened from."""
        page = self._stack.currentWidget()
        if self._anchor is not None and page is not None:
            layout = page.layout()
            wide = theme.scaled(WIDTH) - AROUND
            tall = layout.totalHeightForWidth(wide) if layout is not None and layout.hasHeightForWidth() else 0
            self._stack.setFixedHeight(max(tall, page.sizeHint().height()))
            self.show_at(self._anchor)

    def _on_picked(self) -> None:
        key = self.list.current_key()
        if key:
            self._ask_value(self._columns[key])
            self._fit()
            self._focus_value()

    def _ask_value(self, of: Column, given: Condition | None = None) -> None:
        self._column = of
        set_text(self._title, of.label)
        self.test.blockSignals(True)
        self.test.set_pairs([(asked, asked_words(of, asked)) for asked in asked_of(of)])
        asked: Asked = given.test if given is not None else asked_of(of)[0]
        self.test.choose(asked)
        self.test.blockSignals(False)
        self.value.ask(of, asked, given.values if given is not None else ())
        self._stack.setCurrentIndex(ASK)
        self._look()

    def _on_test(self) -> None:
        if self._column is not None:
            self.value.ask(self._column, self._asked(), self.value.values())
            self._look()
            self._fit()
            self._focus_value()

    def _focus_value(self) -> None:
        (self.value.first() or self.apply).setFocus()

    def _asked(self) -> Asked:
        assert self._column is not None
        return next(asked for asked in asked_of(self._column) if asked == self.test.chosen())

    def condition(self) -> Condition | None:
        """The condition as it is asked for now, whether or not it is whole."""
        if self._column is None:
            return None
        asked = self._asked()
        test: Test = "between" if asked == "year" else asked
        return Condition(self._column.key, test, self.value.values())

    def wrong(self) -> str:
        """What stands in the way of the condition, in words; empty where nothing does."""
        condition = self.condition()
        if condition is None:
            return "还没有选列"
        if self.value.problem():
            return self.value.problem()
        if self._asked() not in EMPTY and not condition.values:
            return "还没有写值"
        return condition_problem(self._source, condition)

    def _look(self) -> None:
        wrong, condition = self.wrong(), self.condition()
        told = wrong if wrong or condition is None else condition_words(self._source, condition)
        note = self._column.note if self._column is not None else ""
        set_text(
            self._told, "\n".join(part for part in (told, note) if part), "red" if self.value.problem() else "faint"
        )
        self.apply.setEnabled(not wrong)

    def _on_enter(self) -> None:
        at = self.focusWidget()
        if self._stack.currentIndex() == PICK:
            self._on_picked()
        elif isinstance(at, QPushButton):
            at.click()
        else:
            self._accept()

    def _accept(self) -> None:
        condition = self.condition()
        if condition is not None and not self.wrong() and not is_composing(self):
            self.close()
            self.answered.emit(condition, self._place)
