"""Editors of this page alone: a choice in words laid out at once, and the offence found by its common names."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QListWidget, QListWidgetItem, QRadioButton

from procedures.catalogue import Offence, find_offences, offence
from ui.pages.intake.offence_days import days_told
from ui.widgets.buttons import button
from ui.widgets.field_editors import FieldEditor
from ui.widgets.inputs import LineEdit
from ui.widgets.layout import column, frame, row
from ui.widgets.painted import Picture
from ui.widgets.text import Elided, set_text, text

MOST = 7
NOT_OFFERED = Qt.ItemFlag.NoItemFlags


class RadioEditor(FieldEditor):
    """One of a few words, all of them in sight; nothing chosen is a value of its own."""

    def __init__(self, pairs: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QRadioButton] = {}
        line = row(gap=20)
        for value, label in pairs:
            made = QRadioButton(label)
            made.clicked.connect(lambda _checked=False: self._on_typed())
            self._group.addButton(made)
            self.buttons[value] = made
            self.add_part(made)
            line.addWidget(made)
        line.addStretch(1)
        self.setLayout(line)

    def set_spoken_name(self, name: str) -> None:
        self.setAccessibleName(name)
        for made in self.buttons.values():
            made.setAccessibleName(f"{name}：{made.text()}")

    def value(self) -> Any:
        return next((value for value, made in self.buttons.items() if made.isChecked()), None)

    def set_value(self, value: Any) -> None:
        self._group.setExclusive(False)
        for each, made in self.buttons.items():
            made.setChecked(each == value)
        self._group.setExclusive(True)


class OffenceEditor(FieldEditor):
    """An offence of the catalogue, found by common names, titles or articles; the value is its id.

    `range_told` gives the range in words for the party of the page, `day` the day of the conduct.
    """

    picked = Signal()

    def __init__(self, range_told: Callable[[Offence], str], day: Callable[[], date]) -> None:
        super().__init__()
        self._words, self._day, self._id = range_told, day, ""
        self.line = LineEdit(placeholder="俗称、案由、拼音首字母或者条号，如 耳标、jny、畜牧法88", icon="search")
        self.line.textEdited.connect(lambda _words: self._search())
        self.line.returnPressed.connect(self._take)
        self.line.left.connect(self.left)
        self.line.installEventFilter(self)
        self.list = QListWidget()
        self.list.setProperty("role", "hits")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(lambda _item: self._take())
        self.list.hide()
        self._title, self._laws, self._range = Elided("", "strong"), Elided("", "caption"), text("", "small", "soft")
        self.change = button("更换", "link", small=True, then=self._ask_again)
        names = column(self._title, self._laws, gap=0)
        inside = row(Picture("offence", 18, "accent"), gap=10, margins=(12, 6, 12, 6))
        inside.addLayout(names, 1)
        inside.addWidget(self._range)
        inside.addWidget(self.change)
        self._chosen = frame(inside, "notice", tone="accent")
        self._chosen.hide()
        self.add_part(self.line)
        self.setLayout(column(self.line, self.list, self._chosen, gap=4))

    def value(self) -> Any:
        return self._id or None

    def set_value(self, value: Any) -> None:
        entry = offence(str(value)) if value else None
        self._id = entry.id if entry else ""
        self._show()

    def renew(self) -> None:
        """Say the range again, for another kind of party."""
        self._show()

    def _show(self) -> None:
        entry = offence(self._id) if self._id else None
        self.line.setVisible(entry is None)
        self._chosen.setVisible(entry is not None)
        self.list.hide()
        if entry is not None:
            self._title.set_whole(entry.title)
            self._laws.set_whole(laws_told(entry))
            set_text(self._range, self._words(entry))
            self._chosen.setAccessibleName(f"{entry.title}，{self._words(entry)}")

    def _search(self) -> None:
        words, day = self.line.text().strip(), self._day()
        found = find_offences(words, day, MOST)
        self.list.clear()
        for entry in found:
            item = self._offer(f"{entry.title}　{entry.penalty.short}　{self._words(entry)}")
            item.setData(Qt.ItemDataRole.UserRole, entry.id)
        others = [entry for entry in find_offences(words, None, MOST) if not entry.covers(day)]
        for entry in others[: MOST - len(found)]:
            self._offer(f"{entry.title}　{entry.penalty.short}　{days_told(entry, day)}").setFlags(NOT_OFFERED)
        if not self.list.count() and words:
            self._offer(f"没有找到“{words}”。换一个俗称、拼音首字母，或者写条号").setFlags(NOT_OFFERED)
        self.list.setCurrentRow(0 if found else -1)
        self.list.setFixedHeight(max(1, self.list.count()) * self.list.sizeHintForRow(0) + 8)
        self.list.setVisible(self.list.count() > 0)

    def _offer(self, words: str) -> QListWidgetItem:
        item = QListWidgetItem(words)
        item.setToolTip(words)
        self.list.addItem(item)
        return item

    def _take(self) -> None:
        item = self.list.currentItem()
        if item is None or item.flags() == NOT_OFFERED or self.line.composing() or not self.list.isVisibleTo(self):
            return
        self.line.clear()
        self._id = str(item.data(Qt.ItemDataRole.UserRole))
        self._show()
        # Else the keyboard would fall into the next field, which is then left alone although it follows from this one.
        self.change.setFocus()
        self._on_typed()
        self.left.emit()
        self.picked.emit()

    def _ask_again(self) -> None:
        self._id = ""
        self._show()
        self._on_typed()
        self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.list.isVisibleTo(self):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self.list.setCurrentRow((self.list.currentRow() + step) % max(1, self.list.count()))
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.list.hide()
                return True
        return super().eventFilter(watched, event)


def laws_told(entry: Offence) -> str:
    """Articles broken and applied, and the conduct they are for where the law has since been replaced."""
    broken = "、".join(place.short for place in entry.violated)
    told = f"违反 {broken}；处罚依据 {entry.penalty.short}" if broken else entry.penalty.short
    return f"{told}（适用于 {entry.valid_to} 以前的行为）" if entry.valid_to else told


def hint_line(icon: str, words: str) -> QFrame:
    """A short hint with an icon before it."""
    line = row(Picture(icon, 14, "soft"), gap=6)
    line.addWidget(text(words, "small", "soft", wrap=True), 1)
    return frame(line)
