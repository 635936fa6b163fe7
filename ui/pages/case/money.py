"""缴款: what each party owes under its decision, head by head, what came in with which receipt, what is still open."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from procedures.account import HEAD_WORDS, Account, Due
from procedures.case import Party
from procedures.money import Payment, Surcharge
from ui.pages.case.opened import OpenedCase
from ui.pages.case.words import short_day
from ui.widgets.layout import column, frame, row
from ui.widgets.text import Elided, text
from ui.widgets.typed import shown_money

SETTLED = "缴清"
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
Told = Sequence[tuple[str, str]]


def money_parts(opened: OpenedCase) -> list[QWidget]:
    """The account of every party that is shown and owes something; nothing before a decision."""
    shown = [each for each in opened.case.parties if opened.party in ("", each.id)]
    accounts = [(party, opened.account(party.id)) for party in shown]
    named = len(opened.case.parties) > 1
    return [_account(party, account, opened, named) for party, account in accounts if account.dues]


def is_open(opened: OpenedCase) -> bool:
    """Whether a party that is shown still has something to pay."""
    shown = [each.id for each in opened.case.parties if opened.party in ("", each.id)]
    return any(opened.account(party).open for party in shown)


def _account(party: Party, account: Account, opened: OpenedCase, named: bool) -> QFrame:
    lines = column(gap=6, margins=(16, 2, 16, 8))
    if named:
        lines.addWidget(text(party.name, "small-strong", "ink"))
    lines.addLayout(_dues(account, opened))
    for words, tone in _told(account):
        lines.addWidget(text(words, "caption", tone, wrap=True))
    if account.payments:
        lines.addWidget(text("收款", "caption"))
        for _act, parts in groupby(account.payments, key=lambda payment: payment.act):
            for part in _receipt(tuple(parts), account):
                lines.addWidget(part)
    return frame(lines)


def _receipt(parts: Sequence[Payment], account: Account) -> Sequence[QWidget]:
    """What came in at once: its day, what it went towards, its sum, its receipt."""
    first, owed = parts[0], {due.head for due in account.dues}
    heads = "、".join(HEAD_WORDS[part.head] for part in parts if part is first or part.head in owed)
    line = row(gap=8)
    line.addWidget(text(f"{first.on:%m-%d} {heads}", "caption", "ink"), 1)
    line.addWidget(text(shown_money(sum(part.amount for part in parts)), "caption", "ink"))
    receipt = f"票据 {first.receipt_no}" if first.receipt_no else "没有票据号"
    return frame(line), Elided(receipt, "caption", "" if first.receipt_no else "amber")


def _dues(account: Account, opened: OpenedCase) -> QGridLayout:
    """Head, owed, open; under each its last day or that it is paid; the total below."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(3)
    grid.setColumnStretch(0, 1)
    _line(grid, 0, [text(words, "caption") for words in ("款项", "应缴", "未缴")])
    for number, due in enumerate(account.dues, 1):
        late = bool(due.open and due.due_on is not None and due.due_on < opened.today)
        open_ = text(shown_money(due.open), "small", "red" if late else "ink" if due.open else "faint")
        name = column(
            Elided(due.label, "small", "ink"),
            text(_when(due, account, opened), "caption", "red" if late else ""),
            gap=0,
        )
        _line(grid, number, [frame(name), text(shown_money(due.amount), "small", "ink"), open_])
    total = ("合计", shown_money(account.owed), shown_money(account.open))
    _line(grid, len(account.dues) + 1, [text(words, "small-strong", "ink") for words in total])
    return grid


def _line(grid: QGridLayout, line: int, cells: Sequence[QWidget]) -> None:
    for number, cell in enumerate(cells):
        if number and isinstance(cell, QLabel):
            cell.setAlignment(RIGHT)
        grid.addWidget(cell, line, number)


def _when(due: Due, account: Account, opened: OpenedCase) -> str:
    if not due.open:
        return f"{due.settled_on:%m-%d} {SETTLED}" if due.settled_on else SETTLED
    if due.head == "surcharge":
        paid_on = [each.settled_on for each in account.dues if each.head == "fine" and each.settled_on]
        return f"计至 {max(paid_on):%m-%d}" if paid_on and not account.open_of("fine") else "计至今天"
    if due.due_on is None:
        return "送达后起算"
    over = (opened.today - due.due_on).days
    told = short_day(due.due_on, opened.today)
    return f"逾期 {over} 日" if over > 0 else f"{told}{'止' if over > -2 else ' 前'}"


def _told(account: Account) -> Told:
    """What is worth saying of the account: too much paid, given back, what the surcharge rests on."""
    told: list[tuple[str, str]] = []
    if account.overpaid:
        told.append((f"多缴 {shown_money(account.overpaid)} 元，退还以后才能结案", "amber"))
    if account.refunded:
        told.append((f"已退还 {shown_money(account.refunded)} 元", ""))
    if account.late is not None:
        told.append((_working(account.late), ""))
    if account.late_on_whole is not None:
        told.append((f"待确认：加处罚款按未缴部分计算；按罚款全额为 {shown_money(account.late_on_whole)} 元", "amber"))
    return told


def _working(late: Surcharge) -> str:
    """加处罚款：5,000.00×3%×12日＝1,800.00; where it has reached the fine, that it grows no more."""
    steps = "＋".join(f"{shown_money(each.base)}×{each.rate / 10:g}%×{each.days}日" for each in late.late)
    told = f"加处罚款：{steps}＝{shown_money(sum(each.amount for each in late.late))}"
    if not late.capped:
        return f"{told}，每日 {shown_money(late.per_day)} 元" if late.per_day else told
    since = f"{late.cap_reached_on} 起" if late.cap_reached_on else ""
    return f"{told}，{since}以罚款数额为限，计 {shown_money(late.amount)}"
