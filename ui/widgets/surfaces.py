"""Cards, notices, headers, footers, side panels, quotations and empty states."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ui.widgets.buttons import Action, button
from ui.widgets.layout import Item, Margins, column, frame, row, scroll
from ui.widgets.painted import Picture
from ui.widgets.text import Elided, text


def card(
    *items: Item,
    heading: str = "",
    aside: QWidget | None = None,
    gap: int = 12,
    margins: Margins = (16, 12, 16, 16),
) -> QFrame:
    """A card: optional heading line with something at its right, then the items."""
    top: list[Item] = []
    if heading:
        title = text(heading, "heading")
        top = [row(title, None, aside)] if aside else [title]
    return frame(column(*top, *items, gap=gap, margins=margins), "card")


def notice(
    title: str, body: str = "", tone: str = "amber", icon: str = "warning", action: QWidget | None = None
) -> QFrame:
    """A coloured box with icon: what is wrong, why, and at its right the ways out."""
    words = column(text(title, "small-strong", tone, wrap=True), gap=2)
    if body:
        words.addWidget(text(body, "small", "soft", wrap=True))
    inner = row(column(2, Picture(icon, 16, tone), None, gap=0), gap=8, margins=(10, 7, 12, 8))
    inner.addLayout(words, 1)
    if action:
        inner.addWidget(action, 0, Qt.AlignmentFlag.AlignVCenter)
    made = frame(inner, "notice", tone=tone)
    made.setAccessibleName(f"{title}。{body}" if body else title)
    return made


def page_header(title: str, subtitle: str = "", *actions: QWidget) -> QFrame:
    """The line on top of a page: title, what is shown, actions at the right with the primary one last."""
    line = row(text(title, "title"), gap=12, margins=(24, 0, 20, 0))
    if subtitle:
        line.addWidget(Elided(subtitle, "small", "faint"), 1)
    else:
        line.addStretch(1)
    for action in actions:
        line.addWidget(action)
    return frame(line, "page-header")


def footer(*items: Item, margins: Margins = (20, 0, 20, 0)) -> QFrame:
    """The line at the foot of a page with its buttons, the primary one at the right end; a text gives way to them."""
    told = [item for item in items if isinstance(item, Elided)]
    for each in told:
        each.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    kept = [item for item in items if item is not None or not told]
    return frame(row(*kept, gap=8, margins=margins), "footer", place="page")


def quote(words: str, source: str, whole: Action | None = None) -> QFrame:
    """Quoted law in serif, its source below, and the way to the full text."""
    lines = column(text(words, "law", wrap=True), gap=3, margins=(12, 8, 12, 8))
    under = row(text(source, "caption", wrap=True), gap=8)
    under.setStretch(0, 1)
    if whole is not None:
        under.addWidget(button("看全文", "link", small=True, then=whole))
    lines.addLayout(under)
    made = frame(lines, "well")
    made.setAccessibleName(f"{source}：{words}")
    return made


def well(*items: Item, gap: int = 8, margins: Margins = (12, 8, 12, 8)) -> QFrame:
    """A sunken part inside a card."""
    return frame(column(*items, gap=gap, margins=margins), "well")


def empty_state(icon: str, title: str, body: str, *actions: QWidget) -> QFrame:
    """What stands where nothing is yet: what belongs here, why it is empty, the next step."""
    words = text(body, "small", "soft", wrap=True)
    words.setAlignment(Qt.AlignmentFlag.AlignCenter)
    words.setMaximumWidth(400)
    words.setMinimumWidth(280)
    stack = column(
        None,
        row(None, Picture(icon, 32, "faint"), None),
        4,
        row(None, text(title, "heading"), None),
        row(None, words, None),
        4,
        row(None, *actions, None, gap=8),
        None,
    )
    return frame(stack, "plain")


class SidePanel(QFrame):
    """What is looked up while working: fixed header and footer, a body that scrolls by itself, a fixed width."""

    def __init__(
        self, body: Sequence[Item], width: int = 284, header: Sequence[Item] = (), foot: Sequence[Item] = ()
    ) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        stack = column(gap=0, margins=(1, 0, 0, 0))
        if header:
            stack.addWidget(frame(row(*header, margins=(16, 10, 16, 8)), "header"))
        stack.addWidget(scroll(frame(column(*body, None, gap=0))), 1)
        if foot:
            stack.addWidget(frame(row(*foot, margins=(16, 10, 16, 10)), "footer"))
        self.setLayout(stack)
        self.setFixedWidth(width)


def answer_row(
    question: str, verdict: str, reason: str, basis: str, mark: QWidget | None = None, why: Action | None = None
) -> QFrame:
    """One question the law answers: verdict first, reason second, article third, 为什么 at the right."""
    last = row(Elided(basis, "caption"), gap=8)
    last.setStretch(0, 1)
    if why is not None:
        last.addWidget(button("为什么", "link", small=True, then=why))
    lines = column(
        row(text(question, "small", "faint"), None, *([mark] if mark else [])),
        text(verdict, "strong", wrap=True),
        *([text(reason, "small", "soft", wrap=True)] if reason else []),
        last,
        gap=1,
        margins=(20, 7, 20, 7),
    )
    return frame(lines, "listrow")
