"""The list of pieces: number, small picture, name, what each proves, the state of its file; one delegate draws it."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QImage, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from models.queries.evidence import EvidenceLine
from procedures.evidence import FILM, OTHER, PAGES, PICTURE, SOUND, family_of
from ui import theme
from ui.pages.case.evidence.states import Conditions, state_of
from ui.pages.case.evidence.thumbnails import Thumbnails
from ui.widgets.glyphs import paint_state
from ui.widgets.painted import focus_ring
from ui.widgets.rows import NO_INDEX, Index

HEIGHT, BOX_WIDTH, BOX_HEIGHT = 66, 64, 48
EDGE, GAP = 16, 10
ICONS = {PICTURE: "image", PAGES: "document", SOUND: "phone", FILM: "camera", OTHER: "evidence"}
THING = "goods"
HALF = QPointF(0, 0.5)


class Pieces(QAbstractListModel):
    """The pieces of a case with what reading their files has shown."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[EvidenceLine, ...] = ()
        self.conditions: Conditions = {}

    def set_lines(self, lines: Sequence[EvidenceLine], conditions: Conditions) -> None:
        """Show the pieces as they stand; where only what is said of them changed, the list keeps its place."""
        same = [line.evidence.id for line in lines] == [line.evidence.id for line in self.lines]
        if not same:
            self.beginResetModel()
        self.lines, self.conditions = tuple(lines), conditions
        if not same:
            self.endResetModel()
        elif self.lines:
            self.dataChanged.emit(self.index(0), self.index(len(self.lines) - 1))

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.evidence.name
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.spoken(line)
        return None

    def spoken(self, line: EvidenceLine) -> str:
        """A piece in words."""
        piece = line.evidence
        said = [number_words(line), piece.name, piece.kind, piece.proves, state_of(line, self.conditions)[1]]
        said += ["补录"] if line.backfilled else []
        return "，".join(part for part in said if part)


class PieceDelegate(QStyledItemDelegate):
    """Draws one piece."""

    def __init__(self, thumbnails: Thumbnails, model: Pieces, parent: QListView) -> None:
        super().__init__(parent)
        self._thumbnails, self._model = thumbnails, model

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, theme.scaled(HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(line, EvidenceLine):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        row = QRectF(option.rect)
        self._ground(painter, row, option)
        unit = theme.scaled
        box = QRectF(row.left() + EDGE, row.center().y() - unit(BOX_HEIGHT) / 2, unit(BOX_WIDTH), unit(BOX_HEIGHT))
        _picture(painter, box, line, self._thumbnails.of(line.evidence))
        words = QRectF(box.right() + GAP, row.top(), row.right() - EDGE - box.right() - GAP, row.height())
        self._words(painter, words, line)
        painter.restore()

    def _ground(self, painter: QPainter, row: QRectF, option: QStyleOptionViewItem) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(row, theme.colour("selected"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(row, theme.colour("hover"))
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.drawLine(row.bottomLeft() - HALF, row.bottomRight() - HALF)
        if option.state & QStyle.StateFlag.State_HasFocus:
            focus_ring(painter, row.adjusted(2, 1, -2, -2))

    def _words(self, painter: QPainter, words: QRectF, line: EvidenceLine) -> None:
        unit, piece = theme.scaled, line.evidence
        gone = line.withdrawn_on is not None
        title = theme.font("small", 500)
        title.setStrikeOut(gone)
        top = QRectF(words.left(), words.top() + unit(8), words.width(), unit(19))
        state, word = state_of(line, self._model.conditions)
        caption = theme.font("caption")
        width = QFontMetrics(caption).horizontalAdvance(word)
        right = QRectF(top.right() - width, top.top(), width, top.height())
        mark = unit(12)
        paint_state(painter, QRectF(right.left() - mark - 4, top.center().y() - mark / 2, mark, mark), state)
        _text(painter, right, word, caption, state.value[1])
        room = QRectF(top.left(), top.top(), right.left() - mark - 12 - top.left(), top.height())
        _text(painter, room, f"{number_words(line)}　{piece.name}", title, "faint" if gone else "text")
        kind = piece.kind + ("　补录" if line.backfilled else "")
        middle = QRectF(words.left(), words.top() + unit(28), words.width(), unit(16))
        _text(painter, middle, kind, caption, "amber" if line.backfilled else "soft")
        last = QRectF(words.left(), words.top() + unit(44), words.width(), unit(16))
        told = line.withdraw_reason if gone else piece.proves or "没有写证明内容"
        _text(painter, last, told, caption, "soft" if piece.proves and not gone else "faint")


class PieceList(QListView):
    """The list. `shown` tells that another piece is looked at or chosen, `opened` Enter, `removal_asked` Delete."""

    shown = Signal()
    opened = Signal()
    removal_asked = Signal()

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._model = Pieces()
        self.setModel(self._model)
        self.setItemDelegate(PieceDelegate(thumbnails, self._model, self))
        self.setProperty("role", "list")
        self.setAccessibleName("证据")
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAcceptDrops(False)
        self.selectionModel().selectionChanged.connect(lambda _now, _before: self.shown.emit())
        thumbnails.ready.connect(lambda _digest: self.viewport().update())

    def set_lines(self, lines: Sequence[EvidenceLine], conditions: Conditions) -> None:
        """Show the pieces; those that were chosen stay chosen, else the first is."""
        chosen = [line.evidence.id for line in self.chosen()]
        self._model.set_lines(lines, conditions)
        if [line.evidence.id for line in self.chosen()] != chosen or not chosen:
            self.choose(chosen)

    def lines(self) -> tuple[EvidenceLine, ...]:
        """All pieces, in order."""
        return self._model.lines

    def spoken(self, row: int) -> str:
        """A piece as a screen reader says it."""
        return self._model.spoken(self._model.lines[row])

    def chosen(self) -> tuple[EvidenceLine, ...]:
        """The pieces that are chosen, in order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return tuple(self._model.lines[row] for row in rows)

    def choose(self, ids: Sequence[str]) -> None:
        """Choose pieces, the first one where none of them is there."""
        found = [row for row, line in enumerate(self._model.lines) if line.evidence.id in ids]
        rows = found or ([0] if self._model.lines else [])
        wanted = QItemSelection()
        for row in rows:
            wanted.select(self._model.index(row), self._model.index(row))
        self.selectionModel().select(wanted, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if rows:
            last = self._model.index(rows[-1])
            self.selectionModel().setCurrentIndex(last, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(last)
        else:
            self.shown.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_asked.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.doItemsLayout()


def number_words(line: EvidenceLine) -> str:
    """证据 3; what was withdrawn has no number any more."""
    return f"证据 {line.number}" if line.number else "已撤回"


def _picture(painter: QPainter, box: QRectF, line: EvidenceLine, image: QImage | None) -> None:
    painter.fillRect(box, theme.colour("shade"))
    if image is None:
        family = family_of(line.evidence.file) if line.evidence.sha256 else THING
        side = theme.scaled(22)
        place = QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side)
        theme.paint_icon(painter, place, ICONS.get(family, THING), "faint")
    else:
        scale = min(box.width() / image.width(), box.height() / image.height())
        width, height = image.width() * scale, image.height() * scale
        painter.drawImage(QRectF(box.center().x() - width / 2, box.center().y() - height / 2, width, height), image)
    painter.setPen(QPen(theme.colour("border"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))


def _text(painter: QPainter, box: QRectF, words: str, font: QFont, tone: str) -> None:
    painter.setFont(font)
    painter.setPen(theme.colour(tone))
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()))
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
