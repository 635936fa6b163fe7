"""The seven points of a review as they are marked: what the program sees of each beside it, a mark, a note."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QWidget

from procedures.field_types import description
from procedures.problems import Problem
from procedures.review import YES, Point
from ui.widgets.field_editors import FieldEditor
from ui.widgets.fields import FieldBox
from ui.widgets.form_page import SAVE_AFTER_MS
from ui.widgets.layout import clear, column, frame, row
from ui.widgets.line_editors import LongTextEditor
from ui.widgets.surfaces import card
from ui.widgets.text import pill, text

MARK, NOTE, PROPOSED, POINT = "mark", "note", "proposed", "point"
TONES: Mapping[str, str] = {"yes": "accent", "no": "red", "open": "amber"}
NAME_WIDTH, GUTTER = 52, 20
WANTED = "没有写审核结果"
OVERRULED = "与程序的判断不同，写一句为什么"


@dataclass(frozen=True, slots=True)
class Marked:
    """One point as it stands: the mark (empty while there is none), the note, what the program proposed."""

    point: str
    mark: str
    note: str
    proposed: str

    def row(self) -> Mapping[str, Any]:
        """The point as the act keeps it; what is empty is left out."""
        told = {POINT: self.point, MARK: self.mark, NOTE: self.note, PROPOSED: self.proposed}
        return {key: value for key, value in told.items() if value}

    @property
    def is_overruled(self) -> bool:
        """Whether the reviewer finds otherwise than the program."""
        return bool(self.mark and self.proposed) and self.mark != self.proposed


class MarkEditor(FieldEditor):
    """Three words to choose between; none chosen is a value of its own (not marked yet)."""

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._buttons = {mark: QRadioButton(label) for mark, label in description().choices["review_mark"].items()}
        for made in self._buttons.values():
            self._group.addButton(made)
            self.add_part(made)
            made.clicked.connect(lambda _checked=False: self._on_typed())
        self.setLayout(row(*self._buttons.values(), None, gap=16))

    def set_spoken_name(self, name: str) -> None:
        self.setAccessibleName(name)
        for made in self._buttons.values():
            made.setAccessibleName(f"{name}：{made.text()}")

    def value(self) -> Any:
        return next((mark for mark, made in self._buttons.items() if made.isChecked()), None)

    def set_value(self, value: Any) -> None:
        self._group.setExclusive(False)
        for mark, made in self._buttons.items():
            made.setChecked(mark == value)
        self._group.setExclusive(True)


class PointBox(QFrame):
    """One point. `changed` tells of what the reviewer does."""

    changed = Signal()

    def __init__(self, point: str) -> None:
        super().__init__()
        self.point = point
        name = description().choices["review_point"][point]
        self._proposed, self._reasons = "", tuple[str, ...]()
        self.mark, self._note = MarkEditor(), LongTextEditor(2000, lines=1)
        self.mark.set_spoken_name(name)
        self._note.set_spoken_name(f"{name}的说明")
        self.note = FieldBox("说明", self._note)
        self._tag = row(gap=0)
        self._seen = column(gap=2)
        label = text(name, "small-strong", "ink")
        label.setMinimumWidth(NAME_WIDTH)
        head = row(label, gap=12)
        head.addWidget(self.mark, 1)
        head.addLayout(self._tag)
        beside = row(gap=GUTTER)
        beside.addWidget(frame(column(self._seen, None, gap=0)), 1)
        beside.addWidget(self.note, 1)
        self.setLayout(column(head, beside, gap=2, margins=(0, 4, 0, 6)))
        self.setFocusProxy(self.mark)
        self.mark.changed.connect(self.changed)
        self._note.changed.connect(self.changed)

    def show_seen(self, seen: Point) -> None:
        """Show what the program sees now; its proposal stands until the reviewer marks the point."""
        if (seen.proposed, seen.words) == (self._proposed, self._reasons):
            return
        self._proposed, self._reasons = seen.proposed, seen.words
        clear(self._tag)
        label = description().choices["review_mark"].get(seen.proposed)
        told = f"程序：{label}" if label else "请审核"
        self._tag.addWidget(pill(told, TONES.get(seen.proposed, "soft")))
        clear(self._seen)
        for words in seen.words:
            self._seen.addWidget(text(words, "caption", wrap=True))
        if self.mark.filled() or not self.mark.value():
            self.mark.set_value(seen.proposed or None)
            self.mark.set_filled("程序的判断" if seen.proposed else "")

    def set_typed(self, mark: Any, note: Any) -> None:
        """Show what the reviewer typed before."""
        if mark:
            self.mark.set_value(mark)
            self.mark.set_filled("")
        self._note.set_value(note)

    def marked(self) -> Marked:
        """The point as it stands; where the program's proposal is left alone, its reasons stand for a note."""
        mark, note = str(self.mark.value() or ""), str(self._note.value() or "")
        agreed = mark and mark == self._proposed and not note
        return Marked(self.point, mark, "；".join(self._reasons) if agreed else note, self._proposed)

    def typed(self) -> Mapping[str, str]:
        """What the reviewer typed; the program's proposal is left out, to be made anew."""
        mark = "" if self.mark.filled() else str(self.mark.value() or "")
        told = {MARK: mark, NOTE: str(self._note.draft() or "")}
        return {key: value for key, value in told.items() if value}

    def problem(self) -> Problem | None:
        """What is wanting of this point."""
        own = self._note.own_problem()
        if own is not None:
            return own
        marked = self.marked()
        if not marked.mark:
            return Problem(WANTED, remedy="选一项", where=self.point)
        return (
            Problem(OVERRULED, remedy="写在说明里", where=self.point)
            if marked.is_overruled and not marked.note
            else None
        )

    def set_read_only(self, on: bool) -> None:
        """Let it only be read."""
        self.mark.set_read_only(on)
        self._note.set_read_only(on)


class ReviewPoints(QWidget):
    """All seven points. `changed` tells of every change, `edited` that typing has paused: save then."""

    changed = Signal()
    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._boxes = {point: PointBox(point) for point in description().choices["review_point"]}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SAVE_AFTER_MS)
        self._pause.timeout.connect(self.edited)
        for box in self._boxes.values():
            box.changed.connect(self._on_changed)
        self._count = text("", "caption")
        boxes = [frame(column(box, gap=0)) for box in self._boxes.values()]
        self.setLayout(column(card(*boxes, heading="审核内容", aside=self._count, gap=4), gap=0))

    def box(self, point: str) -> PointBox:
        """One point."""
        return self._boxes[point]

    def show_seen(self, seen: Sequence[Point]) -> None:
        """Show what the program sees now."""
        for each in seen:
            self._boxes[each.point].show_seen(each)
        self._tell()

    def set_typed(self, kept: Mapping[str, Mapping[str, Any]]) -> None:
        """Show what was typed before, by point."""
        for point, told in kept.items():
            if point in self._boxes:
                self._boxes[point].set_typed(told.get(MARK), told.get(NOTE))
        self._tell()

    def marked(self) -> tuple[Marked, ...]:
        """The seven points as they stand, in their order."""
        return tuple(box.marked() for box in self._boxes.values())

    def rows(self) -> tuple[Mapping[str, Any], ...]:
        """The points as the act keeps them."""
        return tuple(each.row() for each in self.marked())

    def typed(self) -> dict[str, Mapping[str, str]]:
        """What the reviewer typed, by point."""
        found = {point: box.typed() for point, box in self._boxes.items()}
        return {point: told for point, told in found.items() if told}

    def count(self) -> int:
        """How many points are marked."""
        return sum(bool(each.mark) for each in self.marked())

    def left_open(self) -> tuple[str, ...]:
        """The names of the points that are marked as anything but fit."""
        labels = description().choices["review_point"]
        return tuple(labels[each.point] for each in self.marked() if each.mark not in ("", YES))

    def problems(self) -> tuple[Problem, ...]:
        """What is wanting, point by point."""
        labels = description().choices["review_point"]
        found = ((point, box.problem()) for point, box in self._boxes.items())
        return tuple(
            Problem(f"{labels[point]}：{each.text}", each.basis, each.remedy, point) for point, each in found if each
        )

    def show_problems(self, on: bool) -> None:
        """Show at each point what is wanting, or nothing."""
        for box in self._boxes.values():
            box.note.set_problem(box.problem() if on else None)

    def set_read_only(self, on: bool) -> None:
        """Let all points only be read."""
        for box in self._boxes.values():
            box.set_read_only(on)

    def flush(self) -> None:
        """Tell at once of what is not saved yet."""
        if self._pause.isActive():
            self._pause.stop()
            self.edited.emit()

    def _on_changed(self) -> None:
        self._tell()
        self._pause.start()
        self.changed.emit()

    def _tell(self) -> None:
        self._count.setText(f"已审核 {self.count()} / {len(self._boxes)}")
