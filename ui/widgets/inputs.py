"""Line, area and list to type into. A Chinese composition is never cut: by Enter, by a shortcut, or by saving."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QInputMethodEvent,
    QKeyEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from ui import theme

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LineEdit(QLineEdit):
    """One line. Enter goes to the next field; `left` tells that the officer has gone elsewhere."""

    left = Signal()

    def __init__(self, value: str = "", placeholder: str = "", icon: str = "") -> None:
        super().__init__(value)
        self._composing = False
        self.setPlaceholderText(placeholder)
        self.setCursorPosition(0)
        self.setMinimumWidth(48)
        if icon:
            self.addAction(theme.icon(icon, "faint"), QLineEdit.ActionPosition.LeadingPosition)

    def composing(self) -> bool:
        """Whether a composition of the input method is under way."""
        return self._composing

    def sizeHint(self) -> QSize:
        return QSize(120, super().sizeHint().height())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def event(self, event: QEvent) -> bool:
        if self._composing and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bare = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() in ENTER and bare and not self._composing:
            super().keyPressEvent(event)
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._composing = False
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class TextArea(QPlainTextEdit):
    """Several lines that grow with what is written, up to a limit; then it scrolls. Tab leaves it."""

    left = Signal()
    LEAST, MOST = 2, 14

    def __init__(self, value: str = "", lines: int = LEAST) -> None:
        super().__init__(value)
        self._least, self._composing = lines, False
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(80)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        self._grow()

    def composing(self) -> bool:
        """Whether a composition of the input method is under way."""
        return self._composing

    def _grow(self) -> None:
        shown = min(max(self._least, round(self.document().size().height())), self.MOST)
        line = ceil(QFontMetricsF(self.font()).lineSpacing())
        height = shown * line + 2 * round(self.document().documentMargin()) + 12
        if height != self.height():
            self.setFixedHeight(height)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def event(self, event: QEvent) -> bool:
        if self._composing and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._grow()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._grow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._composing = False
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class ComboBox(QComboBox):
    """A list to choose one of; the wheel never changes it, and nothing is chosen until someone chooses."""

    def __init__(self, pairs: Sequence[tuple[str, str]] = (), placeholder: str = "未选") -> None:
        """`pairs` are (value, label)."""
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.set_pairs(pairs)

    def set_pairs(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Offer other choices; the one chosen stays chosen where it is still offered."""
        value = self.chosen()
        self.blockSignals(True)
        self.clear()
        for each, label in pairs:
            self.addItem(label, each)
            self.setItemData(self.count() - 1, label, Qt.ItemDataRole.ToolTipRole)
        self.setCurrentIndex(self.findData(value))
        self.blockSignals(False)

    def chosen(self) -> str:
        """The value chosen, an empty string for none."""
        value = self.currentData()
        return value if isinstance(value, str) else ""

    def choose(self, value: str) -> None:
        """Choose a value, or nothing where it is not offered."""
        self.setCurrentIndex(self.findData(value))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def search_box(placeholder: str, width: int = 0) -> LineEdit:
    """A quick filter."""
    made = LineEdit(placeholder=placeholder, icon="search")
    made.setProperty("role", "search")
    made.setAccessibleName(placeholder)
    if width:
        made.setFixedWidth(width)
    return made


def is_composing(widget: QWidget) -> bool:
    """Whether a composition is under way in a widget or in anything inside it."""
    inside = [widget, *widget.findChildren(LineEdit), *widget.findChildren(TextArea)]
    return any(isinstance(each, LineEdit | TextArea) and each.composing() for each in inside)
