"""Identity numbers and credit codes: what their own digits say. A wrong digit is a warning, never a refusal.

Sources: GB 11643 (identity numbers), GB 32100 (unified social credit codes). The county code of an identity number is
not looked up: numbers were issued later than births, so a county younger than its citizen is no error.
"""

from datetime import date

from stdnum.cn import uscc

from procedures.problems import Problem

IDENTITY = "GB 11643"
CREDIT = "GB 32100"
IDENTITY_LENGTH, OLD_IDENTITY_LENGTH, CREDIT_LENGTH = 18, 15, 18
CREDIT_DIGITS = 8  # registering authority, type of entity and region code are digits; letters begin after them
DIGITS = frozenset("0123456789")
CREDIT_CHARACTERS = frozenset("0123456789ABCDEFGHJKLMNPQRTUWXY")


def identity_problem(no: str, born_on: date | None = None) -> Problem | None:
    """What is odd about an identity number, or None; an empty one is not recorded and no problem.

    Old numbers of 15 digits have no check digit. `born_on` is compared with the date in the number. `where` of the
    Problem is left to the caller.
    """
    if not no:
        return None
    if len(no) not in (IDENTITY_LENGTH, OLD_IDENTITY_LENGTH):
        return _odd(f"公民身份号码应为 {IDENTITY_LENGTH} 位，现为 {len(no)} 位", IDENTITY)
    place = _first_not(no[:17], DIGITS)
    if place:
        return _odd(f"公民身份号码第 {place} 位应为数字", IDENTITY)
    in_number = _birth_date(no)
    if in_number is None:
        return _odd(f"公民身份号码第 7 至 {14 if len(no) == IDENTITY_LENGTH else 12} 位应为出生日期", IDENTITY)
    if len(no) == IDENTITY_LENGTH and no[-1].upper() != _identity_check_digit(no):
        return _odd(f"最后一位应为 {_identity_check_digit(no)}", IDENTITY)
    if born_on is not None and born_on != in_number:
        return _odd(f"公民身份号码中的出生日期是 {in_number}，与填写的 {born_on} 不一致", IDENTITY)
    return None


def identity_facts(no: str) -> tuple[str, date] | None:
    """Gender (男, 女) and date of birth as the number says, or None for a number with a problem."""
    born_on = None if not no or identity_problem(no) else _birth_date(no)
    if born_on is None:
        return None
    sequence = no[16] if len(no) == IDENTITY_LENGTH else no[14]
    return ("男" if int(sequence) % 2 else "女"), born_on


def credit_code_problem(code: str) -> Problem | None:
    """What is odd about a unified social credit code, or None; an empty one is not recorded and no problem."""
    if not code:
        return None
    if len(code) != CREDIT_LENGTH:
        return _odd(f"统一社会信用代码应为 {CREDIT_LENGTH} 位，现为 {len(code)} 位", CREDIT)
    place = _first_not(code[:CREDIT_DIGITS], DIGITS)
    if place:
        return _odd(f"统一社会信用代码第 {place} 位应为数字", CREDIT)
    place = _first_not(code, CREDIT_CHARACTERS)
    if place:
        return _odd(
            f"统一社会信用代码第 {place} 位不能是“{code[place - 1]}”，应为数字或者大写字母（不用 I、O、S、V、Z）",
            CREDIT,
        )
    last = uscc.calc_check_digit(code[:-1])
    return None if code[-1] == last else _odd(f"最后一位应为 {last}", CREDIT)


def _odd(text: str, basis: str) -> Problem:
    return Problem(f"{text}，请对照证件", basis, "对照证件原件更正；与证件一致的，可以保留", severity="formal")


def _first_not(text: str, allowed: frozenset[str]) -> int:
    """The place, from 1, of the first character that is not allowed; 0 if all are."""
    return next((place for place, each in enumerate(text, start=1) if each not in allowed), 0)


def _birth_date(no: str) -> date | None:
    digits = no[6:14] if len(no) == IDENTITY_LENGTH else "19" + no[6:12]
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def _identity_check_digit(no: str) -> str:
    """ISO 7064 MOD 11-2 over the first 17 digits."""
    total = sum(int(digit) * (2 ** (17 - place) % 11) for place, digit in enumerate(no[:17]))
    return "10X98765432"[total % 11]
