"""各机关尚欠: what the county owes to each recipient, with the days; a supervisor's look at the desk."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from models.queries.filing_lines import DeskRow, FilingLine, OwedTo
from ui.pages.case.words import short_day
from ui.pages.filing.words import left_words, name_of
from ui.widgets.buttons import RowButton
from ui.widgets.glyphs import State, StateTag
from ui.widgets.layout import Item, row, rule
from ui.widgets.popover import Popover
from ui.widgets.text import Elided, text

FEW, WIDTH = 6, 440
Choose = Callable[[FilingLine], object]


def owed_popover(
    owed: Sequence[OwedTo], rows: Sequence[DeskRow], today: date, choose: Choose, parent: QWidget
) -> Popover:
    """A card for each recipient: counts, and the filings that come first; choosing one goes to it."""
    items: list[Item] = [text("各机关尚欠", "heading")]
    opened: list[Popover] = []

    def go_to(line: FilingLine) -> None:
        opened[0].close()
        choose(line)

    for each in owed:
        lines = [line for entry in rows for line in entry.lines if line.recipient == each.recipient and line.is_owed]
        items += [rule(), *_of_one(each, lines, today, go_to)]
    made = Popover(items, "各机关尚欠", parent, WIDTH)
    opened.append(made)
    return made


def _of_one(owed: OwedTo, lines: Sequence[FilingLine], today: date, choose: Choose) -> list[Item]:
    head = row(text(owed.recipient_name, "small-strong", "ink"), None, _verdict(owed), gap=8)
    earliest = f"最早 {short_day(owed.earliest, today)}" if owed.earliest else ""
    parts = [f"今天到期 {owed.due_today}", f"三日内到期 {owed.due_soon}", earliest, f"等对方结论 {owed.waiting}"]
    items: list[Item] = [head, text("，".join(part for part in parts if part), "caption", wrap=True)]
    items += [_line(line, choose) for line in lines[:FEW]]
    if len(lines) > FEW:
        items.append(text(f"还有 {len(lines) - FEW} 件，列表里都有", "caption"))
    return items


def _verdict(owed: OwedTo) -> QWidget:
    if owed.overdue:
        return StateTag(State.OVERDUE, f"尚欠 {owed.owed}，逾期 {owed.overdue}")
    return StateTag(State.CURRENT, f"尚欠 {owed.owed}") if owed.owed else StateTag(State.DONE, "没有欠报")


def _line(line: FilingLine, choose: Choose) -> RowButton:
    inner = row(gap=8, margins=(0, 4, 0, 4))
    inner.addWidget(Elided(name_of(line), "small", "ink"), 1)
    left = line.days_left or 0
    inner.addWidget(text(left_words(left), "small", "red" if left <= 0 else "soft"))
    made = RowButton(inner, f"{name_of(line)}，{left_words(left)}")
    made.clicked.connect(partial(_on_chosen, choose, line))
    return made


def _on_chosen(choose: Choose, line: FilingLine, _checked: bool = False) -> None:
    choose(line)
