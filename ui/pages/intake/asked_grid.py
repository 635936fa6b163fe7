"""Fields of which only some are asked for, laid out anew without holes when others are."""

from collections.abc import Collection, Sequence

from PySide6.QtWidgets import QWidget

from ui.widgets.fields import FieldBox, form_grid
from ui.widgets.layout import column


class AskedGrid(QWidget):
    """Boxes with their keys and widths in twelfths; those that aren't asked for stay hidden and keep what is typed."""

    def __init__(self, boxes: Sequence[tuple[str, FieldBox, int]]) -> None:
        super().__init__()
        self._boxes = tuple(boxes)
        self._shown: tuple[str, ...] | None = None
        self._stack = column(gap=0)
        self.setLayout(self._stack)
        for _, box, _ in self._boxes:
            box.setParent(self)
        self.ask(())

    def ask(self, keys: Collection[str]) -> None:
        """Show these fields, in their order."""
        shown = tuple(key for key, _, _ in self._boxes if key in keys)
        if shown == self._shown:
            return
        self._shown = shown
        old = self._stack.takeAt(0)
        inner = old.layout() if old is not None else None
        if inner is not None:
            inner.deleteLater()
        for key, box, _ in self._boxes:
            box.setVisible(key in shown)
        self._stack.addLayout(form_grid([(box, width) for key, box, width in self._boxes if key in shown]))
