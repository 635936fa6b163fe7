"""文书: the papers of a case in a list by stage, the chosen one beside it, drafted or frozen."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtWidgets import QButtonGroup, QFrame, QStackedWidget, QWidget

from models.queries.drafts import drafts
from procedures.case import Act
from ui.desk import Desk
from ui.pages.case.drafting import DraftPage
from ui.pages.case.frozen import FrozenPage, OutsidePage
from ui.pages.case.opened import OpenedCase
from ui.pages.case.paper_items import ISSUED, MAKEABLE, OUTSIDE, PaperItem, key_of, paper_items
from ui.pages.case.plans import Plan, plans_of
from ui.pages.case.sub_page import CaseSubPage
from ui.widgets.buttons import RowButton
from ui.widgets.glyphs import State, StateGlyph
from ui.widgets.layout import clear, column, frame, row, scroll
from ui.widgets.surfaces import empty_state
from ui.widgets.text import Elided, set_text, text

LIST_WIDTH = 264


class DocumentsPage(CaseSubPage):
    """All papers of a case: to be made, issued, made elsewhere."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._opened: OpenedCase | None = None
        self._planned: Act | None = None
        self._items: tuple[PaperItem, ...] = ()
        self._chosen = ""
        self._shown: tuple[object, ...] = ()
        self._rows = QButtonGroup(self)
        self._body = column(gap=0)
        self._count = text("", "caption")
        head = frame(row(text("文书", "heading"), None, self._count, margins=(20, 10, 14, 8)), "listrow")
        self._list = QFrame()
        self._list.setProperty("role", "panel-left")
        listed = frame(column(self._body, None, gap=0))
        self._list.setLayout(column(head, scroll(listed), gap=0, margins=(0, 0, 1, 0)))
        self._list.setFixedWidth(LIST_WIDTH)
        self._stack = QStackedWidget()
        line = row(self._list, gap=0)
        line.addWidget(self._stack, 1)
        self.setLayout(line)

    def show_case(self, opened: OpenedCase) -> None:
        """Show the papers as they stand now; the one that is looked at stays."""
        self._opened = opened
        if self._planned is not None and self._planned.id in {act.id for act in opened.case.acts}:
            self._planned = None
        self._renew()

    def choose_paper(self, form_id: str, act: Act) -> None:
        """Show the paper of an act: the issued one, else its draft."""
        assert self._opened is not None
        if act.id not in {each.id for each in self._opened.case.acts}:
            self._planned = act
        issued = [line for line in self._opened.papers if line.form == form_id and line.act == act.id]
        live = [line for line in issued if line.cancelled_on is None]
        self.save()
        self._chosen = live[-1].document_id if live else key_of(form_id, act.id)
        self._renew()

    def choose(self, key: str) -> None:
        """Show one of the listed papers."""
        self.save()
        self._chosen = key
        self._renew()

    def items(self) -> tuple[PaperItem, ...]:
        """What is listed, in order."""
        return self._items

    def middle(self) -> QWidget | None:
        """The page of the paper that is shown."""
        return self._stack.currentWidget()

    def save(self) -> None:
        """Save what is typed in a draft."""
        page = self.middle()
        if isinstance(page, DraftPage):
            page.save()

    def panels(self) -> Sequence[QWidget]:
        """The list, then the paper."""
        page = self.middle()
        return (self._list, *((page,) if page else ()))

    def _renew(self) -> None:
        assert self._opened is not None
        stream = self._opened.stream
        kept = frozenset(
            each.page for each in drafts(self._desk.session, actor=self._desk.actor) if each.stream == stream
        )
        self._items = paper_items(self._opened, self._plans(), kept)
        if self._chosen not in {item.key for item in self._items}:
            self._chosen = self._first()
        self._show_list()
        self._show_paper()

    def _plans(self) -> tuple[Plan, ...]:
        """What is planned, with the act whose paper was just asked for."""
        assert self._opened is not None
        found = {plan.act.id: plan for plan in plans_of(self._desk, self._opened)}
        if self._planned is not None:
            papers = found[self._planned.id].papers if self._planned.id in found else ()
            if not papers:
                found[self._planned.id] = Plan(self._planned)
        return tuple(found.values())

    def _first(self) -> str:
        drafted = [item for item in self._items if item.state in (State.DRAFT, State.CURRENT)]
        issued = [item for item in reversed(self._items) if item.issued is not None]
        found = [*drafted, *issued, *self._items]
        return found[0].key if found else ""

    def _show_list(self) -> None:
        clear(self._body)
        made, due = (sum(item.status == status for item in self._items) for status in (ISSUED, MAKEABLE))
        told = [f"已签发 {made}"] if made else []
        told += [f"可制作 {due}"] if due else []
        set_text(self._count, "，".join(told))
        for group, members in groupby(self._items, key=lambda item: item.group):
            listed = list(members)
            count = text(str(len(listed)), "caption")
            self._body.addWidget(frame(row(text(group, "caption", "soft"), None, count, margins=(20, 10, 14, 4))))
            for item in listed:
                self._body.addWidget(self._row(item))

    def _row(self, item: PaperItem) -> RowButton:
        chosen = item.key == self._chosen
        head = row(StateGlyph(item.state), gap=8)
        head.addWidget(Elided(item.title, "small-strong" if chosen else "small", "ink"), 1)
        if item.word:
            head.addWidget(text(item.word, "caption"))
        under = row(Elided(item.under, "caption"), margins=(22, 0, 0, 0))
        made = RowButton(
            column(head, under, gap=0, margins=(20, 6, 14, 6)),
            f"{item.title}{_form_number(item)}，{item.word}，{item.under}",
            checkable=True,
        )
        made.setChecked(chosen)
        made.setToolTip(f"{item.title}{_form_number(item)}\n{item.under}")
        made.clicked.connect(lambda _checked=False: self.choose(item.key))
        self._rows.addButton(made)
        return made

    def _show_paper(self) -> None:
        assert self._opened is not None
        item = next((each for each in self._items if each.key == self._chosen), None)
        act = item.act if item and item.status == MAKEABLE else None
        shown = (self._chosen, item.state if item and item.issued else "", act, self._desk.actor)
        page = self.middle()
        if shown == self._shown and isinstance(page, DraftPage | FrozenPage | OutsidePage):
            page.update_case(self._opened)
            return
        self._shown = shown
        made = self._make(item)
        self._stack.addWidget(made)
        self._stack.setCurrentWidget(made)
        if page is not None:
            self._stack.removeWidget(page)
            page.hide()
            page.deleteLater()

    def _make(self, item: PaperItem | None) -> QWidget:
        assert self._opened is not None
        if item is None:
            return empty_state("document", "还没有文书", "登记询问、送达等行为以后，\n能制作的文书列在左边。")
        if item.issued is not None:
            frozen = FrozenPage(self._desk, self._opened, item)
            frozen.cancelled.connect(lambda: self._desk.window.say(f"《{item.title}》已作废，号码留在登记簿里"))
            frozen.delivery_asked.connect(lambda: self.page_asked.emit("work"))
            frozen.act_asked.connect(self.act_asked)
            frozen.service_asked.connect(self.service_asked)
            return frozen
        if item.status == OUTSIDE:
            return OutsidePage(self._desk, self._opened, item)
        draft = DraftPage(self._desk, self._opened, item)
        draft.issued.connect(self._on_issued)
        return draft

    def _on_issued(self, document_id: str) -> None:
        self._planned = None
        self.choose(document_id)


def _form_number(item: PaperItem) -> str:
    """（格式 29）."""
    form = item.form.id if item.form else item.issued.form if item.issued else ""
    return f"（格式 {form}）" if form else ""
