"""导出 Excel: what will be written, said before it is; sheets by year and the pivot as they are ticked."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QWidget

from forms.ledger.columns import columns_of
from forms.ledger.counting import LedgerCount, LedgerQuestion, axis_words
from forms.ledger.layout import Layout
from ui.dialogs.frame import StopDialog
from ui.widgets.buttons import button
from ui.widgets.layout import Item, column
from ui.widgets.surfaces import notice
from ui.widgets.text import facts, text


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the workbook is wanted."""

    per_year: bool
    with_pivot: bool


class ExportDialog(StopDialog):
    """Says what is written and asks how; `agreed` gives the answer."""

    agreed = Signal(object)

    def __init__(
        self, question: LedgerQuestion, count: LedgerCount, with_pivot: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__("导出 Excel", "export", "soft", parent)
        layout = question.layout
        period = columns_of(layout.source)[layout.period].label
        self.per_year = QCheckBox(f"每年一张表（按{period}）")
        self.per_year.setChecked(layout.per_year)
        self.pivot = QCheckBox(f"附交叉表：{pivot_words(layout)}" if layout.pivot else "附交叉表")
        self.pivot.setChecked(with_pivot and layout.pivot is not None)
        self.pivot.setEnabled(layout.pivot is not None)
        body: list[Item] = [facts(export_facts(question, count), label_width=72, gap=4)]
        if question.unmasked and personal_labels(layout):
            named = "、".join(personal_labels(layout))
            body.append(
                notice(f"{named}未遮盖", "导出记入日志。发给别人以前，先想好是否需要完整内容。", "amber", "lock")
            )
        body.append(column(4, self.per_year, self.pivot, gap=2))
        body.append(
            text("案号、文号、号码为文字，日期和金额可以计算；合计是公式，表的上方写明条件。", "caption", wrap=True)
        )
        self.add_body(body)
        self.act = button("选文件名，导出", "primary", then=self._agree)
        self.add_foot([None, button("返回", then=self.reject), self.act])
        self.set_first(self.act)
        self.act.setDefault(True)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._agree)

    def _agree(self) -> None:
        self.agreed.emit(Wanted(self.per_year.isChecked(), self.pivot.isChecked()))
        self.accept()


def export_facts(question: LedgerQuestion, count: LedgerCount) -> list[tuple[str, str]]:
    """What the workbook will hold, in words."""
    layout = question.layout
    known = columns_of(layout.source)
    pairs = [
        ("布局", layout.name),
        ("条件", question.told),
        ("内容", f"{count}，{len(layout.columns)} 列"),
        ("合计", "、".join(known[key].label.removesuffix("（元）") for key in layout.totals)),
    ]
    if personal_labels(layout) and not question.unmasked:
        pairs.append(("个人信息", f"{'、'.join(personal_labels(layout))}：遮盖"))
    return [(label, words) for label, words in pairs if words]


def pivot_words(layout: Layout) -> str:
    """行业 × 立案日期（按月）."""
    if layout.pivot is None:
        return ""
    axes = (layout.pivot.rows, layout.pivot.columns)
    return " × ".join(axis_words(layout.source, axis) for axis in axes if axis is not None)


def personal_labels(layout: Layout) -> list[str]:
    """The columns of a layout that hold personal data."""
    return [each.label for each in layout.shown() if each.personal]
