"""Certificates as the register shows them: how each stands on a day, and what is wrong with one that is typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.office import RegisteredOfficer
from procedures.case import Certificate, Officer
from procedures.problems import Problem
from ui.pages.asking import Ask
from ui.widgets.glyphs import State

# a convention of this program, no rule of law; the page says so
WARN_DAYS = 60
NO_TWO = "一个证件号只属于一名人员的一本证件"
FIELDS = (
    Ask("certificate_no", "执法证件号", width=12, help="续期后证件号不变的，照样另登一本"),
    Ask("valid_from", "有效期起", "date", 6),
    Ask("valid_until", "有效期止", "date", 6),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a certificate stands on a day: shape, words, tone."""

    state: State
    words: str
    tone: str


def standing_of(certificate: Certificate, today: date) -> Standing:
    """Valid, not yet, soon to end (within `WARN_DAYS`), or expired."""
    if today < certificate.valid_from:
        return Standing(State.OPEN, f"{certificate.valid_from} 起有效", "soft")
    left = (certificate.valid_until - today).days
    if left < 0:
        return Standing(State.OVERDUE, f"已过期 {-left} 日", "red")
    if left <= WARN_DAYS:
        return Standing(State.CURRENT, "今天到期" if left == 0 else f"剩 {left} 日到期", "amber")
    return Standing(State.DONE, "有效", "soft")


def telling(officer: Officer, today: date) -> Certificate | None:
    """The certificate that matters on a day: the valid one that lasts longest, else the next one, else the last."""
    held = officer.certificates
    valid = [each for each in held if each.valid_from <= today <= each.valid_until]
    if valid:
        return max(valid, key=lambda each: each.valid_until)
    coming = [each for each in held if today < each.valid_from]
    if coming:
        return min(coming, key=lambda each: each.valid_from)
    return max(held, key=lambda each: each.valid_until, default=None)


def validity(certificate: Certificate) -> str:
    """2022-01-01 至 2026-12-31."""
    return f"{certificate.valid_from} 至 {certificate.valid_until}"


def typed_certificate(values: Mapping[str, Any]) -> Certificate | None:
    """The certificate that was typed, None while something of it is missing."""
    no, start, end = (values.get(key) for key in ("certificate_no", "valid_from", "valid_until"))
    return Certificate(no, start, end) if no and start and end else None


def certificate_problems(
    values: Mapping[str, Any], registered: Sequence[RegisteredOfficer], own: RegisteredOfficer | None, mended: int = -1
) -> list[Problem]:
    """What is wrong with the certificate typed for `own`; nothing typed at all is no problem.

    `mended` is the place of the certificate that is being corrected, -1 for a further one.
    """
    keys = ("certificate_no", "valid_from", "valid_until")
    if not any(values.get(key) for key in keys):
        return []
    labels = {field.key: field.label for field in FIELDS}
    found = [Problem(f"还没有填写{labels[key]}", where=key) for key in keys if not values.get(key)]
    start, end = values.get("valid_from"), values.get("valid_until")
    if start and end and end < start:
        found.append(Problem("止日早于起日", remedy="核对证件上的有效期", where="valid_until"))
    double = _double(values, registered, own, mended)
    return [*found, double] if double else found


def _double(
    values: Mapping[str, Any], registered: Sequence[RegisteredOfficer], own: RegisteredOfficer | None, mended: int
) -> Problem | None:
    no, start = values.get("certificate_no"), values.get("valid_from")
    for one in registered:
        is_own = own is not None and one.officer.id == own.officer.id
        for place, held in enumerate(one.officer.certificates):
            if held.no != no or (is_own and place == mended):
                continue
            if not is_own:
                told = f"{no} 已登记在{one.officer.name}名下"
                return Problem(told, NO_TWO, "核对证件号", "certificate_no")
            if start and held.valid_from == start:
                return Problem(f"{no} 的这一期已经登记", remedy="续期的，有效期起日不同", where="valid_from")
    return None
