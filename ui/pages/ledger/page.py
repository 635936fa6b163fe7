"""台账: every case in the columns one chooses, narrowed, sorted, added up, crossed, and exported as it is seen."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from forms.ledger.columns import Source, columns_of
from forms.ledger.conditions import all_words
from forms.ledger.counting import LedgerQuestion
from models.queries.cases import find_case
from models.queries.findings import WHO_MAY_LOOK, may_see_findings
from models.queries.ledger import KnownLayout, LedgerTotals, known_layouts
from models.queries.office import officers
from procedures.problems import RuleError
from ui.desk import Desk
from ui.pages.ledger import desk_state
from ui.pages.ledger.bar import LedgerBar
from ui.pages.ledger.chooser import ColumnChooser
from ui.pages.ledger.desk_state import MEMORY
from ui.pages.ledger.editing import Editing
from ui.pages.ledger.export_dialog import personal_labels
from ui.pages.ledger.foot import FootContent
from ui.pages.ledger.layout_actions import LayoutActions
from ui.pages.ledger.layout_box import key_of
from ui.pages.ledger.personal import Personal
from ui.pages.ledger.reading import Answer, Reader
from ui.pages.ledger.sheet import LedgerSheet
from ui.pages.ledger.side_host import SideHost
from ui.pages.place import PlacePage
from ui.widgets.buttons import button
from ui.widgets.layout import column
from ui.widgets.toast import ProgressLine

if TYPE_CHECKING:
    from ui.pages.ledger.condition_popover import ConditionPopover
    from ui.pages.ledger.exporting import Exporting

TOLD = "数字点开是案件；导出与所见一致"
CHOOSER = "ledger_chooser"
# Where a row leads that belongs to no case and opens nothing by itself.
PLACES: Mapping[Source, str] = {
    "cases": "case",
    "filings": "filing",
    "certificates": "officer",
}


class LedgerPage(PlacePage):
    """Enter opens the case of a row; every other key is told at what it does."""

    def __init__(self, desk: Desk) -> None:
        self.cross_button = button("交叉表", "quiet", "chart", shortcut="Ctrl+Shift+T")
        self.cross_button.setCheckable(True)
        self.print_button = button("打印", "quiet", "print", shortcut="Ctrl+P")
        self.export_button = button("导出 Excel", icon="export", shortcut="Ctrl+Shift+E")
        super().__init__(desk, "台账", self.cross_button, self.print_button, self.export_button)
        self._known: tuple[KnownLayout, ...] = ()
        self._waiting: Callable[[LedgerTotals], object] | None = None
        self.bar, self.sheet, self.chooser = LedgerBar(), LedgerSheet(), ColumnChooser()
        self.editing = Editing(desk_state.first_shown((), {}))
        self.reader = Reader(desk, self)
        self.exporting: Exporting | None = None
        self.progress = ProgressLine("正在导出 Excel")
        self.layouts, self.personal = LayoutActions(desk, self), Personal(desk, self)
        left = QWidget()
        stack = column(self.bar, column(self.progress, margins=(20, 0, 20, 0)), gap=0)
        stack.addWidget(self.sheet, 1)
        left.setLayout(stack)
        self.host = SideHost(left, self.chooser)
        self.put(self.host)
        self.tell(TOLD)
        self._wire()
        self._wire_layouts()
        self._wire_table()

    def _wire(self) -> None:
        bar, editing, reader, sheet = self.bar, self.editing, self.reader, self.sheet
        editing.changed.connect(self._show)
        self.personal.changed.connect(self._show)
        self.desk.actor_changed.connect(self.personal.mask)
        editing.relaid.connect(self._on_relaid)
        reader.answered.connect(self._on_answer)
        reader.summed.connect(self._on_summed)
        reader.charted.connect(sheet.show_charts)
        reader.summing.connect(sheet.foot.show_waiting)
        reader.charting.connect(sheet.graphs.show_waiting)
        reader.crossed.connect(sheet.show_cross)
        reader.refused.connect(self._on_no_cross)
        bar.words_changed.connect(self._show)
        bar.search.returnPressed.connect(self._on_search_done)
        bar.chips.add_asked.connect(partial(self.ask_condition, ""))
        bar.chips.edit_asked.connect(self._edit_condition)
        bar.chips.remove_asked.connect(editing.drop_condition)
        bar.columns.clicked.connect(self.toggle_chooser)
        self.cross_button.clicked.connect(lambda _checked=False: self._on_cross())
        self.export_button.clicked.connect(lambda _checked=False: self.export())
        self.print_button.clicked.connect(lambda _checked=False: self.print())
        sheet.forget_asked.connect(self._forget)
        sheet.unmasked.way.clicked.connect(lambda _checked=False: self.personal.mask())
        sheet.listing.way.clicked.connect(lambda _checked=False: editing.back())
        for keys, then in (
            (QKeySequence.StandardKey.Find, self._on_find),
            ("Ctrl+Shift+F", partial(self.ask_condition, "")),
            ("Ctrl+Shift+L", self.toggle_chooser),
            ("Ctrl+Shift+S", self._save_layout),
        ):
            QShortcut(QKeySequence(keys), self, then)

    def _wire_layouts(self) -> None:
        box, chooser, actions = self.bar.layouts, self.chooser, self.layouts
        box.chosen.connect(self.choose_layout)
        box.save_asked.connect(self._save_layout)
        box.restore_asked.connect(self.editing.restore)
        box.rename_asked.connect(lambda: actions.ask_rename(self.editing.shown.kept, self._known))
        box.remove_asked.connect(lambda: actions.ask_remove(self.editing.shown.kept))
        box.hand_on_asked.connect(lambda: actions.ask_hand_on(self.editing.layout))
        box.take_in_asked.connect(actions.ask_take_in)
        actions.kept.connect(self._on_kept)
        actions.removed.connect(lambda: self.choose_layout(key_of(self._known[0])))
        chooser.save_asked.connect(self._save_layout)
        chooser.restore_asked.connect(self.editing.restore)
        chooser.closed.connect(self.toggle_chooser)
        chooser.ticked.connect(self._on_tick)
        chooser.moved.connect(self.editing.move_column)
        chooser.ordered.connect(self.editing.order_columns)
        chooser.total_asked.connect(self.editing.total)
        chooser.unmask_asked.connect(self._on_unmask)

    def _wire_table(self) -> None:
        table, cross, editing = self.sheet.table, self.sheet.cross, self.editing
        table.opened.connect(self._on_opened)
        table.sort_by.connect(editing.sort)
        table.widened.connect(editing.widen)
        table.placed.connect(editing.move_column)
        table.total_asked.connect(editing.total)
        table.hide_asked.connect(lambda key: editing.show_column(key, False))
        table.only_asked.connect(editing.only)
        table.condition_asked.connect(self.ask_condition)
        cross.changed.connect(editing.cross)
        cross.listed.connect(editing.list_behind)
        self.sheet.graphs.chosen.connect(editing.narrow)

    def refresh(self) -> None:
        if not self._known:
            self._read_layouts()
            remembered = self.desk.memory.get(MEMORY, {})
            self.editing.renew(desk_state.first_shown(self._known, remembered))
            self.host.show_panel(not self.host.is_floating() and bool(self.desk.memory.get(CHOOSER, True)))
            self.sheet.table.setFocus()
        else:
            self._read_layouts()
            self.editing.renew(desk_state.after_renewal(self.editing.shown, self._known))
        self.reader.forget()
        self._show()

    def save(self) -> None:
        self.personal.mask(quietly=True)
        self.desk.memory.update({MEMORY: desk_state.to_remember(self.editing.shown)})

    def _read_layouts(self) -> None:
        """The layouts that the one who works here may see."""
        sees = may_see_findings(self.desk.session, self.desk.actor, self.desk.today())
        hidden = () if sees else ("findings",)
        read = known_layouts(self.desk.session)
        self._known = tuple(each for each in read if each.layout is None or each.layout.source not in hidden)

    def question(self) -> LedgerQuestion:
        """What is asked now."""
        desk, shown = self.desk, self.editing.shown
        layout = shown.layout if shown.pivot is None else replace(shown.layout, pivot=shown.pivot)
        return LedgerQuestion(
            layout, desk.today(), words=self.bar.words(), actor=desk.actor, unmasked=self.personal.unmasked
        )

    def _show(self) -> None:
        """Show the layout as it is worked on, and read what answers."""
        self.bar.stop_waiting()
        shown, layout = self.editing.shown, self.editing.layout
        self._show_around()
        is_cross = shown.pivot is not None
        self.cross_button.setChecked(is_cross)
        if shown.pivot is not None:
            self.sheet.cross.show_choice(layout, shown.pivot)
        listed = all_words(layout.source, self.editing.listed)
        self.sheet.listing.tell(f"交叉表中的这一格：{listed}" if self.editing.is_listing else "")
        personal = personal_labels(layout) if self.personal.unmasked else []
        self.sheet.unmasked.tell(f"正在完整显示 {'、'.join(personal)}" if personal else "")
        self._waiting = None
        self.reader.ask(self.question(), shown.pivot, charts=not is_cross)

    def _show_around(self) -> None:
        shown = self.editing.shown
        self.bar.layouts.show_layouts(self._known, shown.key, shown.is_changed)
        self.bar.show_layout(shown.layout)
        self.bar.columns.setChecked(not self.chooser.isHidden())
        if not self.chooser.isHidden():
            self.chooser.show_layout(shown.layout, shown.is_changed, self.personal.unmasked)

    def _on_relaid(self) -> None:
        self.sheet.table.keep(self.editing.layout)
        self._show_around()

    def _on_answer(self, answer: Answer) -> None:
        self.sheet.show_answer(answer, self.editing.pivot is not None)
        self.personal.record(answer.question)
        self.export_button.setEnabled(not answer.is_empty)
        self.print_button.setEnabled(not answer.is_empty)

    def _on_summed(self, content: FootContent) -> None:
        self.sheet.foot.show_content(content)
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting(content.totals)

    def _with_totals(self, then: Callable[[LedgerTotals], object]) -> None:
        """Go on with the totals of what is shown, once they have been read."""
        totals = self.reader.totals(self.question())
        if totals is not None:
            then(totals)
        else:
            self._waiting = then

    def _on_cross(self) -> None:
        self.editing.toggle_cross()
        (self.sheet.table if self.editing.pivot is None else self.sheet.cross.table).setFocus()

    def _on_no_cross(self, error: RuleError) -> None:
        told = "；".join(f"{problem.text}。{problem.remedy}" for problem in error.problems)
        self.sheet.cross.show_wrong(told)

    def choose_layout(self, key: str) -> None:
        """Show another layout as it is kept; one that can't be read says why."""
        known = next((each for each in self._known if key_of(each) == key), None)
        if known is None:
            return
        if known.layout is None:
            self._show_around()
            self.desk.window.say(f"“{known.name}”读不出来：{known.wrong}")
            return
        self.personal.mask(quietly=True)
        layout = known.layout
        self.personal.before(personal_labels(layout), lambda: self.editing.begin(known), self._show_around)

    def _on_kept(self, layout: object) -> None:
        self._read_layouts()
        found = next((each for each in self._known if each.layout == layout), None)
        if found is None:
            self.desk.window.say(WHO_MAY_LOOK)
        else:
            was_cross = self.editing.pivot is not None
            self.editing.begin(found)
            if was_cross:
                self.editing.toggle_cross()

    def _save_layout(self) -> None:
        self.layouts.ask_save(self.editing.layout, self._known)

    def toggle_chooser(self) -> None:
        """Show or hide the columns to choose from."""
        on = self.chooser.isHidden()
        self.host.show_panel(on)
        if not self.host.is_floating():
            self.desk.memory.set(CHOOSER, on)
        self._show_around()
        if on:
            self.chooser.focus_first()
        else:
            self.sheet.table.setFocus()

    def _on_tick(self, key: str, on: bool) -> None:
        ticked = columns_of(self.editing.layout.source)[key]
        labels = [ticked.label] if on and ticked.personal else []
        self.personal.before(labels, lambda: self.editing.show_column(key, on), self._show_around)

    def _on_unmask(self) -> None:
        labels = personal_labels(self.editing.layout)
        self._with_totals(lambda totals: self.personal.toggle(labels, str(totals.count)))

    def ask_condition(self, key: str = "") -> None:
        """加条件, of a column where one is named."""
        self._popover().open_new(self.bar.chips.add, key)

    def _edit_condition(self, place: int) -> None:
        chips = self.bar.chips.chips()
        anchor = chips[place] if place < len(chips) else self.bar.chips.add
        self._popover().open_for(anchor, self.editing.layout.filters[place], place)

    def _popover(self) -> "ConditionPopover":
        from ui.pages.ledger.condition_popover import ConditionPopover

        source = self.editing.layout.source
        made = ConditionPopover(source, columns_of(source), self.desk.today(), self._known_words, self)
        made.answered.connect(self.editing.put_condition)
        return made

    def _known_words(self, key: str) -> list[str]:
        """Words that the office knows for a column, offered while typing."""
        if key not in ("handlers", "name", "persons"):
            return []
        return [one.officer.name for one in officers(self.desk.session)]

    def _forget(self) -> None:
        self.bar.forget_words()
        if self.editing.layout.filters:
            self.editing.drop_conditions()
        else:
            self._show()

    def _on_find(self) -> None:
        self.bar.search.setFocus()
        self.bar.search.selectAll()

    def _on_search_done(self) -> None:
        self._show()
        self.sheet.table.setFocus()

    def _on_opened(self, number: int) -> None:
        rows = self.sheet.table.ledger_rows()
        opens = rows.opens(number) if rows is not None else ""
        if opens:
            self._open(opens)

    def _open(self, opens: str) -> None:
        """What a row opens: a case, a finding, else the place where it is kept."""
        source, window = self.editing.layout.source, self.desk.window
        if source in ("cases", "filings") and find_case(self.desk.session, opens) is not None:
            window.open_case(opens)
        elif source == "findings":
            self.desk.finding_asked.emit(opens)
        else:
            window.show_place(PLACES[source])

    def export(self) -> None:
        """导出 Excel: as it is seen, with the pivot where that is looked at."""
        self._with_totals(self._export)

    def _export(self, totals: LedgerTotals) -> None:
        if self.exporting is None:
            from ui.pages.ledger.exporting import Exporting

            self.exporting = Exporting(self.desk, self, self.progress)
        self.exporting.ask(self.question(), totals.count, self.editing.pivot is not None)

    def print(self) -> None:
        """打印: what is listed, as it is seen."""
        self._with_totals(self._print)

    def _print(self, totals: LedgerTotals) -> None:
        from ui.pages.ledger.printing import Printing

        printing = Printing(self.desk, self)
        printing.export_asked.connect(self.export)
        printing.ask(self.question(), totals)

    def main_part(self) -> QWidget:
        return self.sheet.table

    def panels(self) -> tuple[QWidget, ...]:
        chooser = (self.chooser,) if not self.chooser.isHidden() else ()
        return (self.bar.layouts, self.bar.chips, self.bar.search, *self.sheet.parts(), *chooser)
