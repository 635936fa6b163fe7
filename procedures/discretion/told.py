"""What opinion, notice and decision say beside their fields: the keys of their `values` that the rules look at.

A key that an act leaves out is taken from the one before it: each takes up what the earlier one holds.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from procedures.case import Act, Party
from procedures.view import CaseView

LEADING_UP = ("opinion_submitted", "notice_served", "decision_made")
FEN_IN_YUAN = 100
# 裁量情节, as the form of the opinion has it; 减轻 is a ground of 行政处罚法 第三十二条.
CIRCUMSTANCES, REDUCED = "circumstances", "reduced"
# A range entered by hand where the catalogue can't say it.
RANGE_LOW, RANGE_HIGH, RANGE_SOURCE, RANGE_VOUCHER = "range_low", "range_high", "range_source", "range_voucher"
# The offences that are one act (a list of ids).
SAME_ACT = "same_act"
# The grade of the discretion table, the reason for leaving it, the factors that were weighed (ids of `factors.toml`).
GRADE, DEPARTURE, FACTORS = "discretion_grade", "departure_reason", "discretion_factors"


def is_mitigated(view: CaseView, party: Party, act: Act) -> bool:
    """Whether a ground of 行政处罚法 第三十二条 is on record: 减轻 among the circumstances."""
    return REDUCED in told_names(view, party, act, CIRCUMSTANCES)


def told_value(view: CaseView, party: Party, act: Act, key: str) -> Any:
    """What an act says under a key of its `values`, else what the newest before it in the chain says."""
    before = LEADING_UP[: LEADING_UP.index(act.kind)] if act.kind in LEADING_UP else LEADING_UP
    chain = [each for each in view.of(*before, party=party.id) if each.on <= act.on]
    for each in (act, *reversed(chain)):
        if each.values.get(key) not in (None, "", ()):
            return each.values[key]
    return None


def told_names(view: CaseView, party: Party, act: Act, key: str) -> tuple[str, ...]:
    """As `told_value`, where it is a list of names; what isn't text tells nothing."""
    value = told_value(view, party, act, key)
    names = value if isinstance(value, list | tuple) else (value,)
    return tuple(each for each in names if isinstance(each, str))


def amount_told(value: Any) -> int | None:
    """A sum of money among the values: integer fen, or `Decimal` yuan as a case script has it."""
    if isinstance(value, Decimal):
        fen = value * FEN_IN_YUAN
        return int(fen) if fen == int(fen) else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


@dataclass(frozen=True, slots=True)
class HandRange:
    """A range entered by hand, with its source and the name of who vouches for it; fen."""

    low: int
    high: int
    source: str
    voucher: str


def hand_range(view: CaseView, party: Party, act: Act) -> HandRange | None:
    """The range entered by hand where the catalogue can't; None unless both ends, source and voucher are there."""
    low, high = (amount_told(told_value(view, party, act, key)) for key in (RANGE_LOW, RANGE_HIGH))
    source, voucher = (str(told_value(view, party, act, key) or "").strip() for key in (RANGE_SOURCE, RANGE_VOUCHER))
    if low is None or high is None or high < max(low, 1) or not source or not voucher:
        return None
    return HandRange(low, high, source, voucher)
