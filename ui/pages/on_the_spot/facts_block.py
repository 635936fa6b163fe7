"""案由与事实: the offence, where and when, the sentence of facts in its own words, the check that found it."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QWidget

from procedures.catalogue import Ask, Offence, offence
from procedures.rulebook import Rulebook
from ui.pages.intake.bands import range_words
from ui.pages.intake.editors import OffenceEditor
from ui.pages.intake.party import Values
from ui.pages.intake.sheet import EMPTY, Sheet, Spec, is_blank
from ui.pages.on_the_spot.draft import ASK, check_filled
from ui.widgets.buttons import button
from ui.widgets.fields import form_grid
from ui.widgets.layout import clear, column, frame, row
from ui.widgets.line_editors import LongTextEditor, TextEditor
from ui.widgets.painted import Picture
from ui.widgets.text import set_text, text

SENTENCE, CHECK, PRESET, LAST_PLACE, TODAY = "按案由句式", "按案由", "常用", "上次", "当场发现"
CHECK_FIELDS = {
    "reason": ("检查事由", 2),
    "matter": ("检查事项", 3),
    "content": ("检查内容", 4),
    "object": ("检查对象", 3),
}
HINT = "初次、轻微并及时改正的，可以不予处罚"


class FactsBlock(QFrame):
    """The second block. `asked` tells that other numbers are asked for, because another offence was chosen."""

    asked = Signal()

    def __init__(self, sheet: Sheet, rulebook: Rulebook, places: Sequence[str], day: Callable[[], date]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._sheet, self._rulebook, self._day = sheet, rulebook, day
        self._kind, self._asking = "", ""
        self._typed: dict[str, object] = {}
        self.offence = OffenceEditor(self._range_told, day)
        self.offence.picked.connect(lambda: QTimer.singleShot(0, self, self._go_on))
        chosen = sheet.add(Spec("offence", "案由", required=True), self.offence)
        self._hint = self._hint_line()
        when = sheet.add(Spec("conduct_on", "违法行为发生日", "date", 3, required=True))
        where = sheet.add(Spec("place", "地点", width=9, required=True), TextEditor(200, tuple(places)))
        self._asks = column(gap=0)
        self._facts = sheet.add(Spec("facts", "违法事实", required=True), LongTextEditor(lines=2))
        self._facts.editor.changed.connect(self._tell_way_back)
        self._back = button("恢复案由句式", "link", small=True, then=self.restore_sentence)
        self._back.hide()
        check = [
            (sheet.add(Spec(key, label, width=width, required=True)), width)
            for key, (label, width) in CHECK_FIELDS.items()
        ]
        self.setLayout(
            column(
                row(text("案由与事实", "heading"), None, text("按行为日选用当时有效的条文", "caption")),
                chosen,
                self._hint,
                form_grid([(when, 3), (where, 9)]),
                self._asks,
                column(self._facts, row(None, self._back), gap=0),
                form_grid(check),
                gap=8,
                margins=(16, 10, 16, 12),
            )
        )

    def _hint_line(self) -> QFrame:
        self._hint_law = text("", "caption")
        inner = row(Picture("info", 14, "soft"), text(HINT, "small", "soft"), self._hint_law, None, gap=6)
        made = frame(inner)
        made.hide()
        return made

    def _range_told(self, entry: Offence) -> str:
        return range_words(entry, self._kind)

    def update_for(self, values: Values) -> None:
        """Follow kind of party and offence: range, hint, what is asked, the words of the check."""
        if (values.get("kind") or "") != self._kind:
            self._kind = values.get("kind") or ""
            self.offence.renew()
        entry = offence(values.get("offence") or "")
        self._hint.setVisible(entry is not None)
        if entry is None:
            return
        law = self._rulebook.citations.citation("no_penalty", values.get("conduct_on") or self._day())
        set_text(self._hint_law, law.words.replace("中华人民共和国", "") if law else "")
        self.ask(entry)
        for key, words in check_filled(entry, self._sheet.values()).items():
            self._sheet.fill(key, words, CHECK)

    def ask(self, entry: Offence) -> None:
        """Ask for what the sentence of this offence needs; what was typed before comes back with its offence."""
        if entry.id == self._asking:
            return
        self._keep_typed()
        clear(self._asks)
        self._asking = entry.id
        boxes = [self._ask_box(ask) for ask in entry.pattern.asks]
        self._asks.addLayout(form_grid([(box, 3) for box in boxes]))
        self._order(boxes)
        for ask in entry.pattern.asks:
            if ask.preset:
                self._sheet.fill(ASK + ask.key, ask.preset, PRESET)
        for key, value in self._typed.items():
            if self._sheet.has(key):
                self._sheet.enter(key, value)
        self.asked.emit()

    def _go_on(self) -> None:
        """After an offence was picked: to the first thing that is still to be typed."""
        asked = [key for key in self._sheet.order() if key.startswith(ASK)]
        blank = (key for key in ("place", *asked) if is_blank(self._sheet.box(key).editor.draft()))
        self._sheet.go_to(next(blank, "facts"))

    def _keep_typed(self) -> None:
        old = [key for key in self._sheet.order() if key.startswith(ASK)]
        for key in old:
            editor = self._sheet.box(key).editor
            if not editor.filled() and editor.draft() not in EMPTY:
                self._typed[key] = editor.draft()
        self._sheet.forget(old)

    def _ask_box(self, ask: Ask) -> QWidget:
        return self._sheet.add(Spec(ASK + ask.key, ask.label, ask.kind, 3, required=True, limit=60))

    def _order(self, boxes: Sequence[QWidget]) -> None:
        """Tab goes from the place through the numbers to the sentence."""
        before: QWidget = self._sheet.box("place").editor
        for box in (*boxes, self._facts):
            editor = self._sheet_editor(box)
            QWidget.setTabOrder(before.focusProxy() or before, editor.focusProxy() or editor)
            before = editor

    def _sheet_editor(self, box: QWidget) -> QWidget:
        return next(each.editor for each in map(self._sheet.box, self._sheet.order()) if each is box)

    def show_sentence(self, sentence: str) -> None:
        """Put the sentence into the facts unless they were written by hand."""
        self._sheet.fill("facts", sentence or None, SENTENCE)
        self._tell_way_back()

    def restore_sentence(self) -> None:
        """Give up what was written by hand; the offence's own sentence comes back."""
        editor = self._facts.editor
        editor.set_value(None)
        editor.set_filled(SENTENCE)
        self._sheet.changed.emit("facts")
        self._tell_way_back()

    def _tell_way_back(self) -> None:
        editor = self._facts.editor
        self._back.setVisible(bool(self._asking) and not editor.filled() and editor.value() is not None)
