"""按条款: articles 8 to 12 with their items and the ways of article 5, each with how many findings fall under it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLayout

from procedures.accountability import Accountability
from procedures.faults import FAULT_ARTICLES, Place
from procedures.numerals import article_words
from ui import theme
from ui.pages.supervision.annex import ARTICLE_NAMES, in_full_width, item_mark
from ui.pages.supervision.fields import put_in
from ui.pages.supervision.item_words import SHORT
from ui.widgets.buttons import Action, RowButton, button
from ui.widgets.layout import clear, column, frame, row, scroll
from ui.widgets.painted import Picture
from ui.widgets.text import Elided, pill, text

WIDTH, NARROW, MOST, ROW = 248, 212, 276, 34
WAYS = 5
ORDER = (*FAULT_ARTICLES, WAYS)
NUMERALS = "零一二三四五六七八九十"
Filter = Place | None


@dataclass(frozen=True, slots=True)
class ArticleCounts:
    """How many findings fall under each item; `whole` counts each finding once, whatever it falls under."""

    of: Mapping[Place, int]
    whole: int


class _Line(RowButton):
    """A line of the tree: the arrow keys walk through it, right and left unfold and fold an article."""

    walked = Signal(int)
    folded = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Home: -999, Qt.Key.Key_End: 999}
        if event.key() in steps:
            self.walked.emit(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.folded.emit(event.key() == Qt.Key.Key_Left)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class ArticlesPanel(QFrame):
    """The tree at the left. `chosen` carries an item, an article as (article, 0), or None for all of them."""

    chosen = Signal(object)

    def __init__(self, accountability: Accountability, by_hand: Action, whole_text: Action) -> None:
        super().__init__()
        self.setProperty("role", "panel-left")
        self.setAccessibleName("按条款")
        self._book = accountability
        self._counts = ArticleCounts({}, 0)
        self._at: Filter = None
        self._open: int | None = None
        self._lines: list[_Line] = []
        self._body = column(gap=0)
        head = row(text("按条款", "heading"), None, text(_whole_words(accountability), "caption"), gap=8)
        head.setContentsMargins(16, 10, 14, 8)
        self._note = text(_note(accountability), "caption", wrap=True)
        self._by_hand = button("登记线索", "link", small=True, then=by_hand)
        ways = row(self._by_hand, None, button("附件4 全文", "link", small=True, then=whole_text), gap=8)
        foot = frame(column(self._note, ways, gap=4, margins=(16, 8, 14, 10)), "footer")
        stack = column(frame(head, "header"), gap=0, margins=(0, 0, 1, 0))
        stack.addWidget(scroll(frame(column(self._body, None, gap=0))), 1)
        stack.addWidget(foot)
        self.setLayout(stack)
        self._fill()

    def set_narrow(self, narrow: bool) -> None:
        """Give room to what stands beside it where the window has little."""
        self.setFixedWidth(min(theme.scaled(NARROW if narrow else WIDTH), MOST))

    def show_counts(self, counts: ArticleCounts) -> None:
        """Show how many findings fall under each item."""
        if counts != self._counts:
            self._counts = counts
            self._fill()

    def set_own_only(self, own_only: bool) -> None:
        """Leave out what only those who oversee may do."""
        self._by_hand.setVisible(not own_only)

    def chosen_place(self) -> Filter:
        """The item or article that is chosen, None for all."""
        return self._at

    def choose(self, place: Filter) -> None:
        """Choose an item, an article or everything."""
        self._at = place
        if place is not None:
            self._open = None if place[1] == 0 and self._open == place[0] else place[0]
        self._fill(keep_focus=True)
        self.chosen.emit(place)

    def lines(self) -> Sequence[_Line]:
        """The lines as they stand, from top to bottom."""
        return self._lines

    def _fill(self, keep_focus: bool = False) -> None:
        focused = any(line.hasFocus() for line in self._lines)
        clear(self._body)
        self._lines = []
        self._add(_words_line("全部条款", self._counts.whole), None, "全部条款")
        for article in ORDER:
            self._add_article(article)
            for place in self._items_of(article):
                self._add_item(place)
        self._rove()
        if keep_focus and focused:
            self._line_of(self._at).setFocus()

    def _items_of(self, article: int) -> list[Place]:
        items = [place for place in self._book.items if place[0] == article]
        return [place for place in items if article == self._open or self._counts.of.get(place) or place == self._at]

    def _add_article(self, article: int) -> None:
        total = sum(count for place, count in self._counts.of.items() if place[0] == article)
        size = sum(place[0] == article for place in self._book.items)
        inside = row(Picture("caret" if article == self._open else "caret_right", 12, "faint"), gap=6)
        inside.setContentsMargins(16, 0, 14, 0)
        inside.addWidget(text(article_words(article), "small-strong"))
        inside.addWidget(Elided(ARTICLE_NAMES[article], "small", "soft", least=24), 1)
        inside.addWidget(pill(f"{total}") if total else text(f"{size} 项", "caption"))
        spoken = f"{article_words(article)} {ARTICLE_NAMES[article]}，{size} 项，{total} 条线索"
        self._add(inside, (article, 0), spoken, self._book.leads[article])

    def _add_item(self, place: Place) -> None:
        count, chosen = self._counts.of.get(place, 0), place == self._at
        inside = row(text(item_mark(place[1]), "small", "accent" if chosen else "ink"), gap=6, margins=(34, 0, 14, 0))
        inside.addWidget(Elided(SHORT[place], "small", "soft", least=24), 1)
        if count:
            inside.addWidget(pill(f"{count}", "accent" if chosen else "soft"))
        spoken = f"{article_words(place[0], item=place[1])} {SHORT[place]}，{count} 条"
        self._add(inside, place, spoken, self._book.items[place].text)

    def _add(self, inside: QLayout, place: Filter, spoken: str, tip: str = "") -> None:
        line = _Line(inside, spoken, checkable=True)
        line.setFixedHeight(theme.scaled(ROW))
        line.setChecked(place == self._at)
        line.setToolTip(in_full_width(tip))
        line.setProperty("place", place or (0, 0))
        line.clicked.connect(lambda _checked=False: self.choose(place))
        line.walked.connect(self._walk)
        line.folded.connect(lambda folds: self._fold(place, folds))
        self._lines.append(line)
        put_in(self._body, line)

    def _walk(self, steps: int) -> None:
        at = next((number for number, line in enumerate(self._lines) if line.hasFocus()), 0)
        self._lines[min(max(0, at + steps), len(self._lines) - 1)].setFocus()

    def _fold(self, place: Filter, folds: bool) -> None:
        if place is None:
            return
        self._open = None if folds else place[0]
        self._fill()
        self._line_of(place if not folds else (place[0], 0)).setFocus()

    def _line_of(self, place: Filter) -> _Line:
        wanted = place or (0, 0)
        return next((line for line in self._lines if line.property("place") == wanted), self._lines[0])

    def _rove(self) -> None:
        """Let Tab stop here once, at the line that is chosen."""
        for line in self._lines:
            line.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._line_of(self._at).setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def _words_line(words: str, count: int) -> QLayout:
    return row(text(words, "small-strong"), None, pill(f"{count}"), gap=8, margins=(16, 0, 14, 0))


def _whole_words(book: Accountability) -> str:
    items = sum(article in FAULT_ARTICLES for article, _ in book.items)
    return f"{NUMERALS[len(FAULT_ARTICLES)]}条 {items} 项"


def _note(book: Accountability) -> str:
    """How many items the program can judge, can point at, or leaves to people: the regulation's items by their kind."""
    kinds = [item.detectability for place, item in book.items.items() if place[0] in FAULT_ARTICLES]
    told = (kinds.count(kind) for kind in ("decidable", "partial", "manual"))
    return "可由记载判定 {} 项，可提示 {} 项，须人工登记 {} 项".format(*told)
