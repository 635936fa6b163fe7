"""What is pressed: buttons, tools, tabs inside a page, rows of a list."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QToolButton,
    QWidget,
)

from ui import theme
from ui.widgets.layout import row

Action = Callable[[], object]


def button(
    label: str,
    kind: str = "default",
    icon: str = "",
    small: bool = False,
    shortcut: str = "",
    then: Action | None = None,
) -> QPushButton:
    """A button: `primary` (one a page at most), `default`, `quiet`, `link`, `danger`. A shortcut works and is told."""
    made = QPushButton(label)
    made.setProperty("kind", kind)
    made.setAutoDefault(False)
    if small:
        made.setProperty("density", "small")
    if icon:
        tone = {"primary": "on_accent", "link": "accent", "danger": "red"}.get(kind, "soft")
        made.setIcon(theme.icon(icon, tone))
    if kind == "link":
        made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    _wire(made, label, shortcut, then)
    return made


def tool(icon: str, name: str, shortcut: str = "", then: Action | None = None) -> QToolButton:
    """A button with an icon alone; `name` is its tooltip and its name for screen readers."""
    made = QToolButton()
    made.setIcon(theme.icon(icon))
    made.setProperty("kind", "tool")
    made.setAccessibleName(name)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    _wire(made, name, shortcut, then)
    made.setToolTip(f"{name}（{native(shortcut)}）" if shortcut else name)
    return made


def _wire(made: QPushButton | QToolButton, label: str, shortcut: str, then: Action | None) -> None:
    if shortcut:
        made.setShortcut(QKeySequence(shortcut))
        made.setToolTip(f"{label}（{native(shortcut)}）")
    if then is not None:
        made.clicked.connect(lambda _checked=False: then())


def native(shortcut: str) -> str:
    """A shortcut as it is written on this system's keys."""
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)


def disable(made: QWidget, reason: str) -> None:
    """Disable what can't be used now; the reason also stands beside it in words."""
    made.setEnabled(False)
    made.setToolTip(reason)


class ElidedLink(QPushButton):
    """A link that gives way: too narrow, its words end in an ellipsis and stand whole in its tooltip."""

    LEAST = 40

    def __init__(self, label: str, small: bool = False, then: Action | None = None) -> None:
        super().__init__(label)
        self.setProperty("kind", "link")
        self.setAutoDefault(False)
        if small:
            self.setProperty("density", "small")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        _wire(self, label, "", then)
        self.setToolTip(label)

    def minimumSizeHint(self) -> QSize:
        natural = super().sizeHint()
        return QSize(min(self.LEAST, natural.width()), natural.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        style = self.style()
        inside = style.subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self)
        option.text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, inside.width())
        painter = QPainter(self)
        style.drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        painter.end()


class Segments(QWidget):
    """Tabs inside a page: words with counts, a 2 px line under the chosen; Ctrl+1…6 and the arrow keys choose."""

    chosen = Signal(int)

    def __init__(self, labels: Sequence[str], chosen: int = 0, keys: bool = True) -> None:
        super().__init__()
        self._line: QHBoxLayout = row(gap=0)
        self._parts: list[QPushButton] = []
        for number, label in enumerate(labels):
            self._line.addWidget(self._part(number, label))
        self._line.addStretch(1)
        self.setLayout(self._line)
        self.choose(chosen, quietly=True)
        if keys:
            self._add_keys()

    def _part(self, number: int, label: str) -> QPushButton:
        part = button(label, "segment")
        part.setCheckable(True)
        part.setAutoExclusive(True)
        part.clicked.connect(lambda _checked=False: self.choose(number))
        part.setToolTip(f"{label}（{native(f'Ctrl+{number + 1}')}）")
        self._parts.append(part)
        return part

    def _add_keys(self) -> None:
        for number in range(min(6, len(self._parts))):
            keys = QShortcut(QKeySequence(f"Ctrl+{number + 1}"), self)
            keys.setContext(Qt.ShortcutContext.WindowShortcut)
            keys.activated.connect(lambda number=number: self.choose(number))

    def choose(self, number: int, quietly: bool = False) -> None:
        """Choose a part; `quietly` tells nobody."""
        self._parts[number].setChecked(True)
        if not quietly:
            self.chosen.emit(number)

    def current(self) -> int:
        """The number of the chosen part."""
        return next(number for number, part in enumerate(self._parts) if part.isChecked())

    def set_label(self, number: int, label: str) -> None:
        """Change the words of a part, such as its count."""
        self._parts[number].setText(label)
        self._parts[number].setToolTip(f"{label}（{native(f'Ctrl+{number + 1}')}）")


class RowButton(QAbstractButton):
    """A row of a list that can be chosen with pointer and keyboard; what stands in it is a layout of labels."""

    def __init__(self, content: QLayout, name: str, checkable: bool = False) -> None:
        super().__init__()
        self.setProperty("role", "listrow")
        self.setAccessibleName(name)
        self.setCheckable(checkable)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setLayout(content)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout else QSize(0, 0)

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        return layout.minimumSize() if layout else QSize(0, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        option.initFrom(self)
        if self.isChecked():
            option.state |= QStyle.StateFlag.State_On
        painter = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.update()


def links(*pairs: tuple[str, Action]) -> QFrame:
    """Ways out on one line, each a link."""
    made = QFrame()
    made.setProperty("role", "plain")
    made.setLayout(row(*[button(label, "link", small=True, then=then) for label, then in pairs], gap=16))
    return made
