"""Widgets beside each other that go on in the next line where one is full."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class Flow(QWidget):
    """Each item is as wide as it wants to be; the whole is as high as its lines need at the width it is given."""

    def __init__(self, gap: int = 8, line_gap: int = 6) -> None:
        super().__init__()
        self._items: list[QWidget] = []
        self._gap, self._line_gap = gap, line_gap
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_items(self, items: Sequence[QWidget]) -> None:
        """Show these in this order; what was shown before and is not among them is deleted."""
        for old in self._items:
            if old not in items:
                old.hide()
                old.setParent(None)
                old.deleteLater()
        self._items = list(items)
        before: QWidget | None = None
        for item in self._items:
            item.setParent(self)
            item.show()
            if before is not None:
                QWidget.setTabOrder(before, item)
            before = item
        self._fit()

    def items(self) -> tuple[QWidget, ...]:
        """What is shown."""
        return tuple(self._items)

    def sizeHint(self) -> QSize:
        sizes = [_wanted(item) for item in self._items]
        wide = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        return QSize(wide, max((size.height() for size in sizes), default=0))

    def minimumSizeHint(self) -> QSize:
        return QSize(
            max((item.minimumSizeHint().width() for item in self._items), default=0),
            max((item.minimumSizeHint().height() for item in self._items), default=0),
        )

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(width, moving=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(self.width(), moving=True)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        self._place(self.width(), moving=True)
        self.updateGeometry()

    def _place(self, width: int, moving: bool) -> int:
        x, y, tall = 0, 0, 0
        for item in self._items:
            size = _wanted(item)
            wide, high = min(size.width(), max(width, 1)), size.height()
            if x and x + wide > width:
                x, y, tall = 0, y + tall + self._line_gap, 0
            if moving:
                item.setGeometry(QRect(x, y, wide, high))
            x += wide + self._gap
            tall = max(tall, high)
        return y + tall


def _wanted(item: QWidget) -> QSize:
    """How large an item wants to be, within what it is allowed."""
    return item.sizeHint().expandedTo(item.minimumSize()).boundedTo(item.maximumSize())
