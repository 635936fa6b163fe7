"""物品: the list as a sheet, the ledger beside it; lines go from here into the acts that list goods."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from models.operations.cases import list_goods
from models.operations.unit import CaseChange
from procedures.goods_offers import goods_offers
from procedures.kinds import kinds
from ui.desk import Desk
from ui.dialogs.goods_picker import GoodsPicker
from ui.pages.case.goods.ledger_part import LedgerPart
from ui.pages.case.goods.list_part import ListPart, draft_of, rows_of_draft
from ui.pages.case.keeping import keep_draft, kept_draft, open_dialog
from ui.pages.case.opened import OpenedCase
from ui.pages.case.sub_page import CaseSubPage
from ui.widgets.buttons import Segments, button
from ui.widgets.form_page import SAVE_AFTER_MS
from ui.widgets.layout import column, frame, row
from ui.widgets.surfaces import footer
from ui.widgets.text import Elided, set_text

LIST, LEDGER = range(2)
DRAFT = "goods"
ACTS = (
    "sample_taken",
    "evidence_preserved",
    "property_seized",
    "goods_counted",
    "goods_surrendered",
    "goods_disposed",
)


class GoodsPage(CaseSubPage):
    """The goods of a case. `goods_asked` carries the kind of an act and the goods it is to list."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._opened: OpenedCase | None = None
        self._has_draft = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SAVE_AFTER_MS)
        self._pause.timeout.connect(self._keep)
        self.tabs = Segments(("清单", "去向"), keys=False)
        self.tabs.chosen.connect(self.show_part)
        self.list, self.ledger = ListPart(), LedgerPart()
        self.list.edited.connect(self._on_edited)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.ledger)
        self._told = Elided("", "small", "soft")
        self._back = button("放弃改动", "quiet", then=self._give_up)
        self._into = button("写入办案行为", icon="jump", then=self._offer_acts)
        self.record_button = button("登记清单", "primary", then=self.record)
        stack = column(frame(row(self.tabs, None, margins=(12, 0, 20, 0)), "header"), gap=0)
        stack.addWidget(self._stack, 1)
        stack.addWidget(footer(self._told, self._back, self._into, self.record_button))
        self.setLayout(stack)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.record)

    def show_case(self, opened: OpenedCase) -> None:
        """Show the goods as they stand; a list that is being typed stays."""
        first, self._opened = self._opened is None, opened
        self.list.show_case(opened.case)
        if first:
            self._restore()
        elif not self._has_draft and not self.list.composing():
            self.list.show_goods()
        self.ledger.show_case(opened)
        if first and not opened.case.goods and not self._has_draft and self.ledger.ledger.lines:
            self.show_part(LEDGER)
        self._look()

    def show_part(self, number: int) -> None:
        """Show the list or the ledger."""
        self.tabs.choose(number, quietly=True)
        self._stack.setCurrentIndex(number)
        if self._opened is not None:
            self._look()

    def save(self) -> None:
        """Keep what is typed, at once."""
        if self._pause.isActive():
            self._pause.stop()
            self._keep()

    def record(self) -> None:
        """Record the whole list; what still can't be read is gone to."""
        if self._opened is None or not self._has_draft:
            return
        judged, opened, session = self.list.judged, self._opened, self._desk.session
        if judged.hindrance:
            self.show_part(LIST)
            self.list.go_to_problem()
            return
        self._desk.perform(
            partial(list_goods, session, opened.case_id, opened.seen, judged.goods),
            owner=self,
            then=self._on_recorded,
            title="清单没有登记上",
        )

    def write_into(self, kind: str) -> None:
        """Pick the goods that an act of a kind is to list, then go to its page."""
        assert self._opened is not None
        offers = goods_offers(self._opened.case, kind, self._opened.today)
        picker = GoodsPicker(offers, self.window())
        picker.picked.connect(lambda rows: self.goods_asked.emit(kind, rows))
        open_dialog(picker)

    def panels(self) -> Sequence[QWidget]:
        """The tabs, then the part that is shown."""
        shown = self.list.sheet if self._stack.currentIndex() == LIST else self.ledger.table
        return (self.tabs, shown)

    def _restore(self) -> None:
        assert self._opened is not None
        kept = rows_of_draft(kept_draft(self._desk, self._opened.stream, DRAFT))
        self._has_draft = kept is not None
        if kept is None:
            self.list.show_goods()
        else:
            self.list.show_cells(kept)

    def _on_edited(self) -> None:
        self._has_draft = True
        self._pause.start()
        self._look()

    def _keep(self) -> None:
        assert self._opened is not None
        content: Mapping[str, Any] = draft_of(self.list.cells()) if self._has_draft else {}
        keep_draft(self._desk, self._opened.stream, DRAFT, content, self)

    def _give_up(self) -> None:
        self._has_draft = False
        self._pause.stop()
        self._keep()
        self.list.show_goods()
        self._look()

    def _on_recorded(self, _change: CaseChange) -> None:
        self._has_draft = False
        self._pause.stop()
        self._keep()
        self.list.show_goods()
        self._look()
        self.list.sheet.setFocus()
        self._desk.window.say("物品清单已登记，以前登记的留在办案日志里")

    def _offer_acts(self) -> None:
        menu = QMenu(self)
        for kind in ACTS:
            menu.addAction(kinds()[kind].label, partial(self.write_into, kind))
        menu.popup(self._into.mapToGlobal(self._into.rect().topLeft()))

    def _look(self) -> None:
        assert self._opened is not None
        hindrance = self.list.judged.hindrance if self._has_draft else ""
        self.record_button.setEnabled(self._has_draft and not hindrance)
        self._back.setVisible(self._has_draft)
        self._into.setEnabled(bool(self.ledger.ledger.lines) and not self._has_draft)
        troubled = self.ledger.troubled()
        self.tabs.set_label(LEDGER, f"去向 {troubled} 处要核对" if troubled else "去向")
        set_text(self._told, self._words(hindrance))

    def _words(self, hindrance: str) -> str:
        """What stands at the foot: what is wanting, what is kept, what can be done next."""
        if hindrance:
            return f"还不能登记：{hindrance}"
        if self._has_draft:
            return "改动还没有登记；草稿已保存"
        if self.list.cells():
            return "清单已登记；可以写入先行登记保存、查封扣押、抽样等行为"
        if self.ledger.ledger.lines:
            return "清单里没有物品；办案行为涉及的物品见“去向”"
        return "粘贴表格，或者在第一行直接填写"
