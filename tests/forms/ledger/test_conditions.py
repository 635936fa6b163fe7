"""Conditions read in words as they are shown above a ledger, and say what is wrong with them."""

from datetime import date

import pytest

from forms.ledger.conditions import Condition, all_words, condition_problem, condition_words


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (
            Condition("opened_on", "between", (date(2024, 1, 1), date(2024, 12, 31))),
            "立案日期 2024-01-01 至 2024-12-31",
        ),
        (Condition("opened_on", "at_least", (date(2024, 1, 1),)), "立案日期 不早于 2024-01-01"),
        (Condition("handlers", "contains", ("李某",)), "承办人 含 李某"),
        (Condition("sector", "is", ("pesticide", "vetdrug")), "行业 是 农药、兽药"),
        (Condition("sector", "is_not", ("feed",)), "行业 不是 饲料"),
        (Condition("fine", "at_least", (2000000,)), "罚款 大于等于 20,000.00元"),
        (Condition("fine", "between", (100, 100050)), "罚款 1.00元 至 1,000.50元"),
        (Condition("closed_on", "empty"), "结案日期 为空"),
        (Condition("days_left", "at_most", (3,)), "剩余天数 小于等于 3"),
    ],
)
def test_a_condition_in_words(condition: Condition, words: str) -> None:
    assert condition_problem("cases", condition) == ""
    assert condition_words("cases", condition) == words


def test_all_conditions_are_told_with_what_was_searched_for() -> None:
    told = all_words("cases", [Condition("major", "is", ("yes",))], " 某公司 ")
    assert told == "重大处罚 是 是；查找 某公司"
    assert all_words("cases", []) == "全部"


@pytest.mark.parametrize(
    ("condition", "wrong"),
    [
        (Condition("colour", "is", ("red",)), "没有“colour”这一列"),
        (Condition("fine", "contains", ("5",)), "没有“contains”这种条件"),
        (Condition("opened_on", "between", (date(2024, 1, 2),)), "应有两个值"),
        (Condition("opened_on", "between", (date(2024, 1, 2), date(2024, 1, 1))), "应不大于后一个"),
        (Condition("opened_on", "is", ("2024-01-01",)), "应为日期"),
        (Condition("sector", "is", ()), "应至少有一个值"),
        (Condition("sector", "is", ("wheat",)), "没有“wheat”这一项"),
        (Condition("handlers", "contains", ("  ",)), "不为空的文字"),
        (Condition("handlers", "contains", ("李" * 201,)), "不超过 200 字"),
        (Condition("days_left", "is", (True,)), "应为整数"),
        (Condition("closed_on", "empty", (date(2024, 1, 1),)), "没有值"),
    ],
)
def test_what_is_wrong_with_a_condition_is_said(condition: Condition, wrong: str) -> None:
    assert wrong in condition_problem("cases", condition)
