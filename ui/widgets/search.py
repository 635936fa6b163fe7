"""One search for cases, parties, articles and commands. It stays in the window, so the input method keeps the line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from ui import tasks, theme
from ui.widgets.buttons import Action, native
from ui.widgets.inputs import ENTER, LineEdit
from ui.widgets.layout import column
from ui.widgets.painted import announce

PAUSE_MS = 150
MOST = 12


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: an icon by meaning, what it is, whose or where, and how it opens."""

    icon: str
    title: str
    note: str = ""
    open: Action = field(default=lambda: None, compare=False)


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be done from anywhere: its name, its shortcut, and how it is done."""

    name: str
    run: Action = field(compare=False)
    shortcut: str = ""
    icon: str = "jump"

    def hit(self) -> Hit:
        """The command as something found."""
        return Hit(self.icon, self.name, native(self.shortcut) if self.shortcut else "命令", self.run)


Find = Callable[[str], Sequence[Hit]]


class SearchBox(LineEdit):
    """The box in the top bar. `find` runs in the database thread; commands are matched at once."""

    def __init__(self, find: Find | None = None) -> None:
        super().__init__(placeholder=f"搜索案件、当事人、条文（{native('Ctrl+K')}）", icon="search")
        self.setProperty("role", "search")
        self.setAccessibleName("搜索案件、当事人、条文和命令")
        self.setProperty("place", "top")
        self._find, self._commands = find, list[Command]()
        self._hits: list[Hit] = []
        self._asked = 0
        self._list: _HitList | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self.textEdited.connect(lambda _words: self._pause.start())
        self._back: QWidget | None = None

    def set_find(self, find: Find) -> None:
        """Say how cases, parties and articles are found."""
        self._find = find

    def add_command(self, command: Command) -> None:
        """Offer a command."""
        self._commands.append(command)

    def hits(self) -> tuple[Hit, ...]:
        """What is offered now."""
        return tuple(self._hits)

    def enter(self) -> None:
        """Go into the box, ready to type; leaving it goes back to where the keyboard was."""
        window = self.window()
        self._back = window.focusWidget() if window.focusWidget() is not self else self._back
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def leave(self) -> None:
        """Close what was found and go back."""
        self._close()
        if self._back is not None and self._back.isVisible():
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.clearFocus()

    def _search(self) -> None:
        words = self.text().strip()
        if self.composing() or not words:
            self._close()
            return
        self._asked += 1
        asked, find = self._asked, self._find
        commands = [each.hit() for each in self._commands if words.casefold() in each.name.casefold()]
        self._show(commands, words)
        if find is not None:
            tasks.run(
                lambda _progress: tuple(find(words)),
                then=lambda found: self._show([*found, *commands], words) if asked == self._asked else None,
                owner=self,
            )

    def _show(self, hits: Sequence[Hit], words: str) -> None:
        self._hits = list(hits)[:MOST]
        if self._list is None:
            self._list = _HitList(self)
            self._list.list.itemClicked.connect(lambda item: self._open(self._row_of(item)))
        self._list.show_hits(self._hits, words)
        announce(self, f"搜索，找到 {len(self._hits)} 项")

    def _row_of(self, item: QListWidgetItem) -> int:
        return self._list.list.row(item) if self._list is not None else -1

    def _open(self, number: int) -> None:
        if 0 <= number < len(self._hits):
            hit = self._hits[number]
            self.clear()
            self.leave()
            hit.open()

    def _close(self) -> None:
        self._asked += 1
        self._hits = []
        if self._list is not None:
            self._list.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        found = self._list.list if self._list is not None and self._list.isVisible() else None
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in ENTER and not self.composing():
            self._open(found.currentRow() if found is not None else -1)
        elif found is not None and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            found.setCurrentRow((found.currentRow() + step) % max(1, found.count()))
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._close()


class _HitList(QFrame):
    def __init__(self, box: SearchBox) -> None:
        super().__init__(box.window())
        self._box = box
        self.setProperty("role", "popover")
        self.list = QListWidget()
        self.list.setProperty("role", "hits")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setLayout(column(self.list, margins=(1, 4, 1, 4)))
        box.window().installEventFilter(self)

    def show_hits(self, hits: Sequence[Hit], words: str) -> None:
        self.list.clear()
        for hit in hits:
            item = QListWidgetItem(theme.icon(hit.icon), f"{hit.title}　{hit.note}" if hit.note else hit.title)
            item.setToolTip(f"{hit.title}\n{hit.note}" if hit.note else hit.title)
            self.list.addItem(item)
        if not hits:
            nothing = QListWidgetItem(f"没有找到“{words}”")
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(nothing)
        self.list.setCurrentRow(0 if hits else -1)
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        window, width = self._box.window(), max(self._box.width(), 420)
        corner = self._box.mapTo(window, QPoint(self._box.width(), self._box.height() + 4))
        high = sum(self.list.sizeHintForRow(n) for n in range(self.list.count())) + 12
        self.setGeometry(corner.x() - width, corner.y(), width, min(high, window.height() - corner.y() - 40))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)
