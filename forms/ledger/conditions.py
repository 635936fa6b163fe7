"""The conditions that choose the rows of a ledger: a column, a test, its values; and how they read in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

from forms.ledger.columns import Column, Kind, Source, columns_of
from procedures.view import grouped

Test = Literal["contains", "lacks", "is", "is_not", "between", "at_least", "at_most", "empty", "filled"]
Value = str | int | date
TEST_WORDS: Mapping[Test, str] = MappingProxyType(
    {
        "contains": "含",
        "lacks": "不含",
        "is": "是",
        "is_not": "不是",
        "between": "介于",
        "at_least": "大于等于",
        "at_most": "小于等于",
        "empty": "为空",
        "filled": "不为空",
    }
)
DAY_WORDS: Mapping[Test, str] = MappingProxyType({"at_least": "不早于", "at_most": "不晚于"})
_OF_TEXT: tuple[Test, ...] = ("contains", "lacks", "is", "is_not", "empty", "filled")
_OF_AMOUNTS: tuple[Test, ...] = ("is", "between", "at_least", "at_most", "empty", "filled")
TESTS: Mapping[Kind, tuple[Test, ...]] = MappingProxyType(
    {
        "text": _OF_TEXT,
        "id": _OF_TEXT,
        "day": ("between", "at_least", "at_most", "is", "empty", "filled"),
        "money": _OF_AMOUNTS,
        "integer": _OF_AMOUNTS,
        "choice": ("is", "is_not", "empty", "filled"),
    }
)
LONGEST_WORD = 200


@dataclass(frozen=True, slots=True)
class Condition:
    """A column of a source, a test that its kind allows, and the values of the test.

    Days are `date`, money integer fen, choices their codes: several of them mean any of them.
    """

    column: str
    test: Test
    values: tuple[Value, ...] = ()


def test_words(kind: Kind, test: Test) -> str:
    """The words of a test for a column of this kind: 含, 介于; of days 不早于."""
    return DAY_WORDS.get(test, TEST_WORDS[test]) if kind == "day" else TEST_WORDS[test]


def condition_words(source: Source, condition: Condition) -> str:
    """The condition in words: 立案日期 2024-01-01 至 2024-12-31, 承办人 含 李某, 结案日期 为空."""
    column = columns_of(source)[condition.column]
    label = column.label.removesuffix("（元）")
    told = [_value_words(column, value) for value in condition.values]
    if condition.test == "between":
        return f"{label} {told[0]} 至 {told[1]}"
    return " ".join((label, test_words(column.kind, condition.test), *(("、".join(told),) if told else ())))


def all_words(source: Source, conditions: Sequence[Condition], words: str = "") -> str:
    """All conditions in words, with what was searched for; 全部 where there is none."""
    told = [condition_words(source, condition) for condition in conditions]
    told += [f"查找 {words.strip()}"] if words.strip() else []
    return "；".join(told) or "全部"


def condition_problem(source: Source, condition: Condition) -> str:
    """What is wrong with a condition, in words; empty where nothing is."""
    column = columns_of(source).get(condition.column)
    if column is None:
        return f"没有“{condition.column}”这一列"
    if condition.test not in TESTS[column.kind]:
        known = "、".join(TESTS[column.kind])
        return f"“{column.label}”没有“{condition.test}”这种条件，应为 {known} 之一"
    wrong = _wrong_count(column, condition)
    wrong = wrong or next(filter(None, (_value_problem(column, value) for value in condition.values)), "")
    return wrong or _wrong_order(condition)


def _wrong_count(column: Column, condition: Condition) -> str:
    given = len(condition.values)
    if condition.test in ("empty", "filled"):
        return f"“{TEST_WORDS[condition.test]}”没有值" if given else ""
    if condition.test == "between":
        return "“介于”应有两个值" if given != 2 else ""
    if column.kind == "choice":
        return "" if given else "应至少有一个值"
    return "应有一个值" if given != 1 else ""


def _wrong_order(condition: Condition) -> str:
    if condition.test != "between":
        return ""
    first, last = (value.toordinal() if isinstance(value, date) else int(value) for value in condition.values)
    return "“介于”的前一个值应不大于后一个" if first > last else ""


def _value_problem(column: Column, value: Value) -> str:
    if column.kind == "day":
        return "" if type(value) is date else "应为日期，例如 2024-09-18"
    if column.kind in ("money", "integer"):
        is_number = isinstance(value, int) and not isinstance(value, bool)
        return "" if is_number else "应为整数" if column.kind == "integer" else "应为金额（元）"
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST_WORD:
        return f"应为不为空的文字，不超过 {LONGEST_WORD} 字"
    if column.kind == "choice" and value not in column.choices:
        return f"“{column.label}”没有“{value}”这一项，应为 {'、'.join(column.choices)} 之一"
    return ""


def _value_words(column: Column, value: Value) -> str:
    if column.kind == "money" and isinstance(value, int):
        return f"{grouped(value)}元"
    return column.word(str(value)) if column.kind == "choice" else str(value)
