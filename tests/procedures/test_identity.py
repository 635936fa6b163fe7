"""Check digits of identity numbers and credit codes. Every number here is constructed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric

from procedures.identity import credit_code_problem, identity_facts, identity_problem

MAN = "430181197903129995"
WOMAN_X = "43018119850304038X"
OLD_MAN = "430181790312999"
COMPANY = "91430181MA4L000020"


@pytest.mark.parametrize("no", [MAN, WOMAN_X, WOMAN_X.lower(), OLD_MAN, ""])
def test_a_right_number_is_no_problem(no: str) -> None:
    assert identity_problem(no) is None


def test_a_county_that_did_not_exist_at_birth_is_no_problem() -> None:
    assert identity_problem("430181196001010018") is None


@pytest.mark.parametrize("wrong", "01234678X")
def test_a_wrong_last_digit_is_told_with_the_right_one(wrong: str) -> None:
    problem = identity_problem(MAN[:-1] + wrong)
    assert problem is not None
    assert problem.text == "最后一位应为 5，请对照证件"
    assert problem.severity == "formal"


@pytest.mark.parametrize("place", range(17))
def test_any_one_wrong_digit_is_noticed(place: int) -> None:
    wrong = MAN[:place] + str((int(MAN[place]) + 1) % 10) + MAN[place + 1 :]
    assert identity_problem(wrong) is not None


@pytest.mark.parametrize(
    ("no", "words"),
    [
        ("4301811979031299", "应为 18 位，现为 16 位"),
        ("43018119790312999Y", "最后一位应为 5"),
        ("4301811979O3129995", "第 11 位应为数字"),
        ("430181197902309995", "第 7 至 14 位应为出生日期"),
        ("430181790230999", "第 7 至 12 位应为出生日期"),
        ("43018179031299X", "第 15 位应为数字"),
    ],
)
def test_what_is_odd_is_said(no: str, words: str) -> None:
    problem = identity_problem(no)
    assert problem is not None
    assert words in problem.text


def test_the_date_of_birth_is_compared_with_the_number() -> None:
    assert identity_problem(MAN, date(1979, 3, 12)) is None
    problem = identity_problem(MAN, date(1979, 3, 13))
    assert problem is not None
    assert "1979-03-12" in problem.text
    assert identity_problem(OLD_MAN, date(1979, 3, 13)) is not None


def test_gender_and_birth_are_read_from_the_number() -> None:
    assert identity_facts(MAN) == ("男", date(1979, 3, 12))
    assert identity_facts(WOMAN_X) == ("女", date(1985, 3, 4))
    assert identity_facts(OLD_MAN) == ("男", date(1979, 3, 12))
    assert identity_facts(MAN[:-1] + "0") is None
    assert identity_facts("") is None


@pytest.mark.parametrize("code", [COMPANY, ""])
def test_a_right_credit_code_is_no_problem(code: str) -> None:
    assert credit_code_problem(code) is None


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (COMPANY[:-1] + "1", "最后一位应为 0，请对照证件"),
        (COMPANY[:-1], "应为 18 位，现为 17 位"),
        ("9143018XMA4L000020", "第 8 位应为数字"),
        ("91430181MA4I000020", "第 12 位不能是“I”"),
        ("91430181ma4L000020", "第 9 位不能是“m”"),
        ("91430181MA4L0000 0", "第 17 位不能是“ ”"),
    ],
)
def test_what_is_odd_about_a_credit_code_is_said(code: str, words: str) -> None:
    problem = credit_code_problem(code)
    assert problem is not None
    assert words in problem.text


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.integers(0, 999))
def test_the_check_digit_is_the_one_that_another_program_computes(born_on: date, sequence: int) -> None:
    body = f"430181{born_on:%Y%m%d}{sequence:03d}"
    number = body + ric.calc_check_digit(body + "0")
    assert identity_problem(number, born_on) is None
