"""The first column of a table, kept in sight while the others are scrolled sideways."""

from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView

from ui.widgets.layout import rule_v


class PinnedColumn(QTableView):
    """Lies over the left end of its table and shows the same rows; it takes no keyboard of its own."""

    def __init__(self, over: QTableView) -> None:
        super().__init__(over)
        self._over = over
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self._edge = rule_v(1)
        self._edge.setParent(over)
        over.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        over.horizontalScrollBar().valueChanged.connect(lambda _value: self.arrange())
        self.verticalScrollBar().valueChanged.connect(over.verticalScrollBar().setValue)
        self.hide()
        self._edge.hide()

    def follow(self, model: QAbstractItemModel, selection: QItemSelectionModel) -> None:
        """Show the first column of other rows, with the same rows chosen."""
        self.setModel(model)
        self.setSelectionModel(selection)
        for number in range(1, model.columnCount()):
            self.setColumnHidden(number, True)
        self.arrange()

    def covered(self) -> int:
        """How many pixels of the table lie under the column."""
        return 0 if self.isHidden() else self.width()

    def arrange(self) -> None:
        """Lie where the table is; hidden while its own first column is seen anyway."""
        over, model = self._over, self.model()
        seen = over.horizontalScrollBar().value() > 0 and model is not None and model.columnCount() > 1
        self.setVisible(seen)
        self._edge.setVisible(seen)
        if not seen:
            return
        side, head = over.frameWidth(), over.horizontalHeader().height()
        self.verticalHeader().setDefaultSectionSize(over.verticalHeader().defaultSectionSize())
        self.horizontalHeader().setFixedHeight(head)
        width = min(over.columnWidth(0), over.viewport().width() // 2)
        self.setColumnWidth(0, width)
        self.setGeometry(side, side, width, over.viewport().height() + head)
        self.verticalScrollBar().setValue(over.verticalScrollBar().value())
        self._edge.setFixedHeight(self.height())
        self._edge.move(side + width - 1, side)
        self.raise_()
        self._edge.raise_()
