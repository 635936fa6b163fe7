"""Expectations of the answer of `assess`: any part of it, and every difference told with its place."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from procedures.expected import differences

ANSWER: dict[str, Any] = {
    "parties": {"p1": {"major": False, "money": {"fine": Decimal("2000.00"), "surcharge": None}}},
    "deadlines": [
        {"id": "service", "recipient": None, "due": "2025-05-07", "state": "met"},
        {"id": "major_filing", "recipient": "city_government", "due": "2025-05-29", "state": "met"},
        {"id": "major_filing", "recipient": "superior_department", "due": "2025-05-29", "state": "overdue"},
    ],
    "objections": [{"act": "decision", "text": "没收的违法所得填写为零，与没收项目矛盾"}],
    "signals": [],
}


def told(expected: Any) -> list[str]:
    return list(differences(expected, ANSWER))


@pytest.mark.parametrize(
    "expected",
    [
        {"parties": {"p1": {"major": False}}},
        {"parties": {"p1": {"money": {"fine": 2000.00, "surcharge": {}}}}},
        {"deadlines": [{"id": "service", "due": date(2025, 5, 7)}]},
        {
            "deadlines": [
                {"id": "major_filing", "recipient": "superior_department", "state": "overdue"},
                {"id": "service"},
            ]
        },
        {"objections": [{"act": "decision", "text": "…与没收项目矛盾"}]},
        {
            "objections": [
                {"text": "没收的违法所得…"},
            ]
        },
        {"signals": []},
    ],
)
def test_part_of_the_answer_that_is_there_is_no_difference(expected: Any) -> None:
    assert told(expected) == []


@pytest.mark.parametrize(
    ("expected", "place"),
    [
        ({"parties": {"p1": {"major": True}}}, "parties.p1.major"),
        ({"parties": {"p2": {"major": True}}}, "parties.p2"),
        ({"parties": {"p1": {"money": {"fine": 2000.01}}}}, "parties.p1.money.fine"),
        ({"parties": {"p1": {"money": {}}}}, "parties.p1.money"),
        ({"parties": {"p1": {"major": 0}}}, "parties.p1.major"),
        ({"deadlines": [{"id": "service", "due": date(2025, 5, 8)}]}, "deadlines[service].due"),
        ({"deadlines": [{"id": "payment"}]}, "deadlines[payment]"),
        ({"deadlines": [{"id": "service"}, {"id": "service"}]}, "deadlines[service]"),
        ({"objections": [{"act": "decision", "text": "没收的违法所得"}]}, "objections[decision].text"),
        ({"objections": [{"act": "decision", "text": "矛盾…"}]}, "objections[decision].text"),
        ({"objections": []}, "objections"),
        ({"nothing": "there"}, "nothing"),
    ],
)
def test_difference_is_told_with_its_place(expected: Any, place: str) -> None:
    assert [line.partition("：")[0] for line in told(expected)] == [place]


def test_row_that_comes_nearest_is_compared() -> None:
    rows = [{"id": "major_filing", "recipient": "city_government", "state": "overdue"}]
    assert told({"deadlines": rows}) == ["deadlines[major_filing、city_government].state：预期 overdue，得到 met"]
