"""What opens beside the thing it explains: 为什么, with the working line by line and a source under each line."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.widgets.buttons import Action, button, tool
from ui.widgets.layout import Item, column, frame, row, rule, scroll
from ui.widgets.text import pill, text

WIDTH = 408


@dataclass(frozen=True, slots=True)
class WhyLine:
    """One line of a working: when, what, its source or reason below, what came of it at the right."""

    when: str
    words: str
    note: str = ""
    result: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Why:
    """A whole working. `doubt` is said with 待确认 where a rule is only recalled; `foot` names tables and versions."""

    title: str
    subtitle: str = ""
    lines: tuple[WhyLine, ...] = ()
    doubt: str = ""
    foot: str = ""
    actions: tuple[tuple[str, Action], ...] = field(default=(), compare=False)


def floats(widget: QWidget) -> None:
    """Let a window of its own have round corners where the system draws transparent windows, else square ones."""
    if QGuiApplication.platformName() in ("windows", "cocoa", "wayland"):
        widget.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    else:
        widget.setProperty("corner", "square")


class Popover(QFrame):
    """A popup that stands below or above what was clicked, never over it, inside the screen. Esc closes it."""

    def __init__(self, items: Sequence[Item], name: str, parent: QWidget, width: int = WIDTH) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(name)
        self.setProperty("role", "popover")
        floats(self)
        self._inside = frame(column(*items, gap=7, margins=(18, 14, 18, 14)))
        self.setLayout(column(scroll(self._inside), gap=0, margins=(1, 1, 1, 1)))
        self.setFixedWidth(width)

    def show_at(self, anchor: QWidget, box: QRect | None = None) -> None:
        """Open beside a widget, or beside a part of it."""
        part = box or anchor.rect()
        top_left = anchor.mapToGlobal(part.topLeft())
        row_box = QRect(top_left, part.size())
        screen = (anchor.screen() or QGuiApplication.primaryScreen()).availableGeometry()
        below, above = screen.bottom() - row_box.bottom() - 8, row_box.top() - screen.top() - 8
        layout = self._inside.layout()
        wanted = (layout.totalHeightForWidth(self.width() - 2) if layout else 0) + 4
        wanted = max(wanted, self._inside.sizeHint().height() + 4 if wanted <= 4 else 0)
        height = min(wanted, max(below, above))
        goes_below = below >= height or below >= above
        x = min(max(screen.left() + 4, row_box.left()), screen.right() - self.width() - 4)
        y = row_box.bottom() + 4 if goes_below else row_box.top() - height - 4
        self.setFixedHeight(height)
        self.move(QPoint(x, y))
        self.show()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)


def why_popover(why: Why, parent: QWidget) -> Popover:
    """The popover of a working; open it with `show_at`."""
    close = tool("close", "关闭")
    head = row(gap=8)
    head.addWidget(text(why.title, "heading", wrap=True), 1)
    head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
    items: list[Item] = [head]
    if why.subtitle:
        items.append(text(why.subtitle, "small", "soft", wrap=True))
    items += [rule(), *_lines(why.lines)]
    if why.doubt:
        doubt = row(pill("待确认", "amber"), gap=8)
        doubt.addWidget(text(why.doubt, "caption", "soft", wrap=True), 1)
        items.append(doubt)
    if why.foot or why.actions:
        foot = row(gap=14)
        foot.addWidget(text(why.foot, "caption", wrap=True), 1)
        for label, action in why.actions:
            foot.addWidget(button(label, "link", small=True, then=action))
        items += [rule(), foot]
    made = Popover(items, f"{why.title}。{why.subtitle}", parent)
    close.clicked.connect(made.close)
    return made


def _lines(lines: Sequence[WhyLine]) -> list[Item]:
    shown: list[Item] = []
    for line in lines:
        if line.strong and shown:
            shown.append(rule())
        shown.append(_line(line))
    return shown


def _line(line: WhyLine) -> QFrame:
    role = "small-strong" if line.strong else "small"
    when = text(line.when, role, "ink")
    when.setMinimumWidth(84)
    words = column(text(line.words, role, "ink", wrap=True), gap=0)
    if line.note:
        words.addWidget(text(line.note, "caption", wrap=True))
    inner = row(gap=0)
    inner.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
    inner.addLayout(words, 1)
    if line.result:
        inner.addSpacing(8)
        end = text(line.result, role, "accent" if line.strong else "soft")
        inner.addWidget(end, 0, Qt.AlignmentFlag.AlignTop)
    made = frame(inner)
    made.setAccessibleName("，".join(part for part in (line.when, line.words, line.note, line.result) if part))
    return made
