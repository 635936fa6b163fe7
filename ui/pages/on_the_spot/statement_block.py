"""告知与陈述申辩: what is to be read aloud, and what the party answers."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from procedures.rulebook import Rulebook
from procedures.view import yuan
from ui.pages.intake.editors import RadioEditor
from ui.pages.intake.party import Values
from ui.pages.intake.sheet import Sheet, Spec
from ui.pages.on_the_spot.draft import NO_OBJECTION, OBJECTION, Moment
from ui.pages.on_the_spot.judging import Judgement, penalty_basis
from ui.widgets.layout import clear, column, row
from ui.widgets.line_editors import LongTextEditor
from ui.widgets.surfaces import well
from ui.widgets.text import facts, set_text, text

ANSWERS = ((NO_OBJECTION, "无异议"), (OBJECTION, "提出陈述、申辩"))
RIGHTS = "有权陈述、申辩；不得因陈述、申辩加重处罚"
NAMES = {"warning": "警告", "gains": "没收违法所得", "goods": "没收非法财物"}


class StatementBlock(QFrame):
    """The fourth block. `told` carries the fine in fen that stood there when the party answered."""

    told = Signal(object)

    def __init__(self, sheet: Sheet, rulebook: Rulebook) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._sheet, self._rulebook = sheet, rulebook
        self._read = column(gap=0)
        self._shown: tuple[tuple[str, str], ...] = ()
        self._law = text("", "caption")
        self.answer = RadioEditor(ANSWERS)
        answer = sheet.add(Spec("answer", "当事人的答复", required=True), self.answer)
        self._said = sheet.add(Spec("statement", "陈述、申辩的内容", required=True, limit=2000), LongTextEditor(2000))
        self._said.hide()
        self.setLayout(
            column(
                row(text("告知与陈述申辩", "heading"), None, self._law),
                well(text("读给当事人听", "small-strong"), self._read, gap=4),
                answer,
                self._said,
                gap=8,
                margins=(16, 10, 16, 12),
            )
        )
        self.answer.changed.connect(self._on_answer)

    def _on_answer(self) -> None:
        values = self._sheet.values()
        self.told.emit(values.get("fine") if "fine" in (values.get("penalties") or ()) else None)

    def update_for(self, values: Values, judgement: Judgement, moment: Moment) -> None:
        """Show what is to be read aloud as it now stands, and the fine that was told."""
        basis = self._rulebook.gates["statement_not_recorded"].source_on(moment.on).basis
        self.setProperty("article", basis)
        set_text(self._law, basis)
        self._said.setVisible(values.get("answer") == OBJECTION)
        told = values.get("told_fine")
        self.answer.helped.emit(f"告知的罚款 {yuan(told)} 元" if told is not None and values.get("answer") else "")
        pairs = (
            ("拟处罚", _proposed(values) or "（填写处罚后显示）"),
            ("事实", values.get("facts") or "（填写违法事实后显示）"),
            ("依据", penalty_basis(judgement) or "（选案由后显示）"),
            ("权利", RIGHTS),
        )
        if pairs != self._shown:
            self._shown = pairs
            clear(self._read)
            self._read.addLayout(facts(pairs, 52, 3))


def _proposed(values: Values) -> str:
    chosen = values.get("penalties") or ()
    parts = [NAMES[key] for key in NAMES if key in chosen]
    if "fine" in chosen and values.get("fine"):
        parts.append(f"罚款 {yuan(values['fine'])} 元")
    return "、".join(parts)
