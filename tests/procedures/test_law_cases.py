"""Every case script in `tests/law_cases` gives what its `[expect]` says: any part of the answer of `assess`.

A table must hold the keys named; a list must hold the rows named, in their order, and an empty list must be empty.
"""

from collections.abc import Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from procedures.answer import as_json
from procedures.assess import assess, default_day
from procedures.rulebook import Rulebook, load_rulebook
from procedures.script import read_script_file

CASES = sorted((Path(__file__).parent.parent / "law_cases").glob("*.toml"))


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook()


def differences(expected: Any, found: Any, where: str = "") -> list[str]:
    if isinstance(expected, Mapping):
        if not isinstance(found, Mapping):
            return [f"{where}: expected a table, found {found!r}"]
        missing = [f"{where}.{key}: missing" for key in expected if key not in found]
        present = (key for key in expected if key in found)
        return missing + [line for key in present for line in differences(expected[key], found[key], f"{where}.{key}")]
    if isinstance(expected, Sequence) and not isinstance(expected, str):
        return _list_differences(expected, found, where)
    wanted = str(expected) if isinstance(expected, date | time) else expected
    if isinstance(wanted, float):
        wanted = Decimal(str(wanted))
    same = wanted is found if isinstance(wanted, bool) else wanted == found
    return [] if same else [f"{where}: {wanted!r} != {found!r}"]


def _list_differences(expected: Sequence[Any], found: Any, where: str) -> list[str]:
    if not isinstance(found, list):
        return [f"{where}: expected a list, found {found!r}"]
    if not expected:
        return [f"{where}: expected nothing, found {found!r}"] if found else []
    rest = iter(found)
    return [
        f"{where}[{number}]: no such row: {dict(row) if isinstance(row, Mapping) else row!r}, found {found!r}"
        for number, row in enumerate(expected)
        if not any(not differences(row, candidate) for candidate in rest)
    ]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case_is_assessed_as_the_law_says(path: Path, rulebook: Rulebook) -> None:
    case = read_script_file(path)
    day = default_day(case)
    assert case.expect, "a law case without [expect] proves nothing"
    assert day is not None
    answer = as_json(assess(case, rulebook, day))
    assert not differences(case.expect, answer), "\n".join(differences(case.expect, answer))


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        ({"due": "2026-10-12"}, {"due": "2026-10-13"}),
        ({"due": "2026-10-12"}, {}),
        ([{"id": "payment"}], [{"id": "service"}]),
        ([{"id": "a"}, {"id": "b"}], [{"id": "b"}, {"id": "a"}]),
        ([], [{"id": "payment"}]),
        ({"certain": True}, {"certain": 1}),
        ({"amount": Decimal("1.00")}, {"amount": Decimal("1.01")}),
    ],
)
def test_a_wrong_expectation_is_noticed(expected: Any, found: Any) -> None:
    assert differences(expected, found)
