"""Opinion, notice and decision: the fine beside its lawful range, as a multiple of its base or as a sum, both ways."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from PySide6.QtWidgets import QWidget

from forms.derived_penalties import multiple_of
from procedures.case import NOTHING, Act, Party
from procedures.discretion import breaches, departures, graded_rows, hand_range
from procedures.discretion.factors import weighed
from procedures.discretion.told import CIRCUMSTANCES, DEPARTURE, FACTORS, GRADE, REDUCED, SAME_ACT
from procedures.problems import Problem
from procedures.view import CaseView
from ui.pages.case.act_fields import Read
from ui.pages.case.act_live import planned_from
from ui.pages.case.act_notes import Note
from ui.pages.case.act_page import ActPage
from ui.pages.case.penalty_fields import BASE, BASE_LABEL, BY_HAND, FINE, MULTIPLE, TIMES
from ui.pages.case.range_panel import RangeBar
from ui.pages.case.range_told import EQUATION, case_answers, discretion_answer, equation_problem, multiple, times_of
from ui.pages.intake.legal_panel import LegalPanel
from ui.widgets.typed import plain

NO_CIRCUMSTANCE = "none"
OPINION = "opinion_submitted"
BY_MULTIPLE, BY_FINE, BY_FACTS = "基数×倍数", "罚款÷基数", "案情"
GROUND_BASIS = "行政处罚法(2021) 第三十条至第三十二条"


class PenaltyPage(ActPage):
    """The page of an act that proposes or imposes a penalty; its panel tells at once what the law says of it."""

    def _above(self) -> Sequence[QWidget]:
        self.panel = LegalPanel()
        self.panel.set_rules(f"规则包 {self._desk.session.rulebook.version}")
        self.bar = RangeBar()
        return (self.bar,)

    def beside(self) -> QWidget:
        return self.panel

    def _fill(self) -> None:
        """What a draft left out because it followed from what was typed follows again."""
        super()._fill()
        self._follow()
        if self._is_typed(TIMES):
            self._follow_times()
        elif self._is_typed(FINE):
            self._follow_fine()

    def _is_typed(self, key: str) -> bool:
        editor = self.form.box(key).editor
        return editor.value() is not None and not editor.filled()

    def _on_changed(self, key: str) -> None:
        if key in (TIMES, BASE):
            self._follow_times()
        elif key == FINE:
            self._follow_fine()
        super()._on_changed(key)

    def _follow_times(self) -> None:
        """The fine is the base times what is typed."""
        values = self.form.values()
        base, times = values.get(BASE), plain(values.get(TIMES) or "")
        product = multiple_of(base, times) if base and times else None
        if product is not None and self._may_fill(FINE):
            self.form.set_values({FINE: product}, {FINE: BY_MULTIPLE})
            self._typed.add(FINE)

    def _follow_fine(self) -> None:
        """The multiple is what is typed by its base, where that comes out even."""
        values = self.form.values()
        times = times_of(values.get(FINE), values.get(BASE))
        if self._may_fill(TIMES) and (times or values.get(TIMES)):
            self.form.set_values({TIMES: times or None}, {TIMES: BY_FINE} if times else {})

    def _may_fill(self, key: str) -> bool:
        return key in self._keys - self._known.locked

    def _follow(self) -> tuple[Note, ...]:
        """Before the usual: the base that the governing band multiplies, as long as nobody typed another."""
        values, party = self.form.values(), self._known.filling.person()
        found = multiple(self._view(), party, self._planned(values)) if party else None
        for key, value in ((BASE_LABEL, found and found.label), (BASE, found and found.base)):
            if self._may_fill(key) and key not in self._typed and values.get(key) != value and self._is_open(key):
                self.form.set_values({key: value}, {key: BY_FACTS} if value else {})
        return super()._follow()

    def _is_open(self, key: str) -> bool:
        """Whether a field holds nothing, or only what the facts of the case gave."""
        editor = self.form.box(key).editor
        return editor.value() is None or editor.filled() == BY_FACTS

    def _view(self) -> CaseView:
        """The case for one look: what is asked of a planned act is kept with its view and goes with it."""
        return CaseView(self._opened.view.case, self._desk.session.rulebook)

    def _planned(self, values: Mapping[str, Any]) -> Act:
        beside = {key: values[key] for key in self.kind.beside if values.get(key) not in (None, "", ())}
        planned = planned_from(self._known.filling, values)
        return replace(planned, values=MappingProxyType({**self._known.base.values, **beside}))

    def _looked_at(self) -> Act | None:
        found = super()._looked_at()
        values, party = self.form.values(), self._known.filling.person()
        if party is None:
            return found
        view, planned = self._view(), self._planned(values)
        self._show_fields(view, party, planned, values)
        answers = case_answers(view, party, planned)
        clocks = [state.clock for state in self._opened.assessment.deadlines]
        discretion = discretion_answer(view, clocks, party, planned)
        told = [replace(each, scale=None) for each in answers if each.id != EQUATION]
        self.panel.show_answers([*told, discretion] if discretion else told)
        self.bar.show_answers(answers)
        return found

    def _show_fields(self, view: CaseView, party: Party, planned: Act, values: Mapping[str, Any]) -> None:
        """Ask for a range by hand only where the catalogue has none, for a multiple only where there is a base."""
        own = breaches(view, party, planned)
        by_hand = any(breach.range is None for breach in own)
        told_before = hand_range(view, party, replace(planned, values=NOTHING)) is not None
        multiplied = values.get(BASE) is not None or (by_hand and bool(own))
        self._show(BY_HAND, by_hand and not (told_before and self.kind.kind != OPINION))
        self._show(MULTIPLE, multiplied)
        self._show((FACTORS,), not {NO_CIRCUMSTANCE, None}.issuperset(values.get(CIRCUMSTANCES) or ()))
        rows = [graded for breach in own for graded in graded_rows(view, party, planned, breach)]
        self._show((SAME_ACT,), len({breach.offence_id for breach in own}) > 1)
        self._show((GRADE,), any(not graded.row.pattern.base for graded in rows))
        self._show((DEPARTURE,), bool(departures(view, party, planned)) or bool(values.get(DEPARTURE)))

    def _show(self, keys: Collection[str], on: bool) -> None:
        for key in self._keys.intersection(keys):
            self.form.box(key).setVisible(on)

    def _read(self, values: Mapping[str, Any]) -> Read:
        """What the page says, once base × times is the fine and a reduced penalty has its ground."""
        read = super()._read(values)
        problems = [problem for problem in (self._unequal(values), _without_ground(values)) if problem is not None]
        return Read(None, (*read.problems, *problems)) if problems else read

    def _unequal(self, values: Mapping[str, Any]) -> Problem | None:
        found = equation_problem(self._planned(values))
        return found if found is not None and found.where in self._keys - self._known.locked else None


def _without_ground(values: Mapping[str, Any]) -> Problem | None:
    """A reduced penalty without the circumstance that calls for it."""
    if REDUCED not in (values.get(CIRCUMSTANCES) or ()):
        return None
    if any(REDUCED in factor.effects for factor in weighed(values.get(FACTORS) or ())):
        return None
    remedy = "在裁量情形里选应当从轻或者减轻的一种，证据列入证据清单"
    return Problem("减轻处罚没有选是哪一种情形", GROUND_BASIS, remedy, FACTORS)
