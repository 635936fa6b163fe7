"""Editors of a quantity that may be impossible to establish (无法查明): a sum of money, a number."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt

from procedures.field_types import UNKNOWN
from procedures.problems import Problem
from ui.widgets import typed
from ui.widgets.field_editors import Maker
from ui.widgets.line_editors import ParsedEditor

UNKNOWN_WORDS = "无法查明"
ALSO_UNKNOWN = (UNKNOWN_WORDS, "无法计算", "查不清", "不明", "不详", UNKNOWN)
WRONG_MONEY = Problem("“{}”不是金额", remedy="以元计，最多两位小数；查不清的，写“无法查明”")
WRONG_NUMBER = Problem("“{}”不是数目", remedy="写不小于 0 的数；查不清的，写“无法查明”")


class KnownEditor(ParsedEditor):
    """A quantity typed in figures, or the words that it can't be established; the value is then `unknown`."""

    def __init__(self, read: Callable[[str], Any], show: Callable[[Any], str], wrong: Problem) -> None:
        super().__init__(
            lambda words: UNKNOWN if typed.plain(words) in ALSO_UNKNOWN else read(words),
            lambda value: UNKNOWN_WORDS if value == UNKNOWN else show(value),
            lambda _value: "",
            wrong,
        )
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.line.setToolTip("查不清的，写“无法查明”")

    def draft(self) -> Any:
        return self.line.text().strip() or None

    def set_value(self, value: Any) -> None:
        unknown = isinstance(value, str) and typed.plain(value) in ALSO_UNKNOWN
        super().set_value(UNKNOWN_WORDS if unknown else value)

    def _stored(self, words: str) -> Any:
        return words if words == UNKNOWN_WORDS else super()._stored(words)


def _number(value: Any) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


MAKERS: Mapping[str, Maker] = {
    "money_or_unknown": lambda _field, _context: KnownEditor(typed.read_money, typed.shown_money, WRONG_MONEY),
    "number_or_unknown": lambda _field, _context: KnownEditor(typed.read_number, _number, WRONG_NUMBER),
}
