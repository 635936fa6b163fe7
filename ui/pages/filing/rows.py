"""What the desk lists: decisions with their recipients, and decisions judged not major; read part by part."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt

from models.queries.filing_lines import DeskRow, FilingLine, JudgedLine
from procedures.rulebook import Recipient
from ui import theme
from ui.desk import Desk
from ui.pages.filing.desk_parts import DeskQuestion, Entry, Part, Place
from ui.pages.filing.words import Look, judged_title, judged_words, look_of, name_of, penalty_line, spaced
from ui.widgets.glyphs import State
from ui.widgets.rows import NO_INDEX, Cell, Column, Index, Rows

Fetch = Callable[[Place, Callable[[Part], object]], object]  # reads on from a place, then hands over what it found
WIDTH = 214
# What a recipient asked for or found: the next step is the office's.
OURS = frozenset({"problems", "file_called"})
ICONS = {"city_government": "government", "superior_department": "department"}


@dataclass(frozen=True, slots=True)
class ThreeLines(Cell):
    """What was decided: who and what, the penalty with its day (`tail`, never cut), and why it must be filed."""

    third: str = ""
    tail: str = ""

    def spoken(self) -> str:
        """The three lines as one."""
        return "，".join(part for part in (self.text, self.sub + self.tail, self.third) if part)


@dataclass(frozen=True, slots=True)
class Recipients(Cell):
    """One filing at a glance; without a look there is none with this recipient."""

    look: Look | None = None

    def spoken(self) -> str:
        """The filing in words."""
        return self.look.spoken() if self.look else self.text


class DeskRows(Rows):
    """The rows of one view; `fetch` reads the next part when the reader comes to the end."""

    def __init__(self, desk: Desk, question: DeskQuestion, first: Part, fetch: Fetch) -> None:
        self.today = question.today
        self.recipients: tuple[Recipient, ...] = recipients_on(desk, self.today)
        title = "处罚决定" if question.view != "matters" else "规范性文件和重大许可决定"
        super().__init__([Column(title), *(Column(each.name, WIDTH) for each in self.recipients)])
        self.entries: list[Entry] = list(first.entries)
        self._then, self._fetch, self._reading = first.then, fetch, False
        self._cells: dict[int, tuple[Cell, ...]] = {}

    def line(self, number: int, column: int) -> FilingLine | None:
        """The filing in a cell; in the first column, the one that is most urgent."""
        entry = self.entries[number]
        if not isinstance(entry, DeskRow):
            return None
        if column < 1 or column > len(self.recipients):
            return most_urgent(entry)
        wanted = self.recipients[column - 1].id
        return next((line for line in entry.lines if line.recipient == wanted), None) or most_urgent(entry)

    def column_of(self, line: FilingLine) -> int:
        """The column in which a filing stands."""
        places = (n for n, each in enumerate(self.recipients, 1) if each.id == line.recipient)
        return next(places, 1)

    def row(self, number: int) -> tuple[Cell, ...]:
        """The cells of a row, worked out when it comes into view."""
        if number not in self._cells:
            entry = self.entries[number]
            self._cells[number] = self._judged(entry) if isinstance(entry, JudgedLine) else self._decided(entry)
        return self._cells[number]

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._then is not None and not self._reading

    def fetchMore(self, parent: Index) -> None:
        if self._then is not None and self.canFetchMore(parent):
            self._reading = True
            self._fetch(self._then, self._take)

    def _take(self, part: Part) -> None:
        self._reading, self._then = False, part.then
        start = len(self.entries)
        if part.entries:
            self.beginInsertRows(NO_INDEX, start, start + len(part.entries) - 1)
            self.entries += part.entries
            self.endInsertRows()

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DecorationRole and section:
            shape = ICONS.get(self.recipients[section - 1].id)
            return theme.icon(shape, "faint") if shape else None
        return super().headerData(section, orientation, role)

    def _decided(self, entry: DeskRow) -> tuple[Cell, ...]:
        penalty, day = penalty_line(entry)
        again = "决定变更，重新备案；" if any(line.refiles for line in entry.lines) else ""
        why = again + spaced(entry.grounds)
        first = ThreeLines(name_of(entry), penalty, strong=True, third=why, tail=day)
        lines = {line.recipient: line for line in entry.lines}
        return (first, *(self._recipient(lines.get(each.id)) for each in self.recipients))

    def _recipient(self, line: FilingLine | None) -> Cell:
        if line is None:
            return Recipients("不向其备案", tone="faint", state=State.NOT_NEEDED)
        look = look_of(line, self.today)
        return Recipients(look.word, look.caption, look.tone, state=look.state, signal=look.signal, look=look)

    def _judged(self, entry: JudgedLine) -> tuple[Cell, ...]:
        day = f"·{'决定' if entry.decided else '拟处罚'} {entry.judged_on}"
        first = ThreeLines(name_of(entry), spaced(entry.penalty), tone="soft", third=judged_words(entry), tail=day)
        verdict = Cell(judged_title(entry), tone="soft", state=State.NOT_NEEDED)
        return (first, *(verdict for _ in self.recipients[:1]), *(Cell() for _ in self.recipients[1:]))


def recipients_on(desk: Desk, today: date) -> tuple[Recipient, ...]:
    """The bodies with which a decision of today is filed, in the order of the rule set."""
    known = desk.session.rulebook.recipients
    return tuple(known[each] for each in desk.session.rulebook.recipients_on(today))


def most_urgent(entry: DeskRow) -> FilingLine:
    """The filing of a decision that comes first: owed and nearest, then what waits for the office."""
    return min(entry.lines, key=lambda line: (not line.is_owed, line.state not in OURS, line.due))
