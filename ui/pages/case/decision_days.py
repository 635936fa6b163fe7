"""The days on which a decision may be made: after the party's periods, within the agency's own. Free of Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from procedures.clocks import Clock
from procedures.days import Calendar
from procedures.gates.notice import hearing_day_after, notice_days
from procedures.view import CaseView

PERIODS = ("statement_period", "hearing_request")
DECISION, REQUEST = "decision", "hearing_request"
HEARING_BASIS = "行政处罚法(2021) 第六十四条第二项"
WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence with its article; `narrow` where it needs to be acted upon."""

    text: str
    basis: str
    narrow: bool = False


def used_told(clock: Clock, on: date) -> Told:
    """How many days of the agency's own time are used on a day, what is not counted, and until when it runs."""
    used = (on - clock.trigger_on).days - clock.excluded_days
    apart = f"，另有 {clock.excluded_days} 日不计入" if clock.excluded_days else ""
    moved = f"，已延长到 {clock.due}" if clock.due > clock.base_due else ""
    return Told(f"立案后第 {used} 日{apart}，期限 {clock.length} 日{moved}", clock.basis)


def window_told(clocks: Sequence[Clock], party: str, calendar: Calendar) -> Told | None:
    """From which day to which a decision may be made; None while a hearing is asked for, or nothing is counted."""
    mine = [clock for clock in clocks if clock.party in ("", party)]
    last = next((clock for clock in reversed(mine) if clock.id == DECISION and clock.met_on is None), None)
    periods = [clock for clock in mine if clock.id in PERIODS]
    if last is None or not periods or any(clock.id == REQUEST and clock.met_on for clock in periods):
        return None
    open_ones = [clock for clock in periods if clock.met_on is None and clock.waived_on is None]
    if not open_ones:
        return None
    first = max(clock.due for clock in open_ones) + timedelta(days=1)
    if first > last.due:
        told = f"最早 {first} 才能决定，已经晚于办案期限 {_last_words(last)}，须在届满前批准延长"
        return Told(told, last.basis, True)
    days = sum(calendar.is_working(first + timedelta(days=each)) for each in range((last.due - first).days + 1))
    told = f"可以决定的日子：{first} 至 {_last_words(last)}，其间 {days} 个工作日"
    return Told(told, last.basis, days <= last.length // 10)


def hearing_told(view: CaseView, clocks: Sequence[Clock], party: str, notified_on: date) -> Told | None:
    """When a hearing can be held at the earliest if its notice is served on a day, against the agency's own period."""
    last = next((clock for clock in reversed(clocks) if clock.id == DECISION and clock.party in ("", party)), None)
    if last is None or last.met_on is not None:
        return None
    earliest = hearing_day_after(view, notified_on)
    between = notice_days(view, notified_on)
    listed = "、".join(f"{each:%m-%d}" for each in between)
    told = f"{notified_on} 送达听证通知的，听证最早 {earliest}（其间满 {len(between)} 日：{listed}）"
    if earliest <= last.due:
        return Told(f"{told}；办案期限 {_last_words(last)}", HEARING_BASIS)
    more = f"办案期限 {_last_words(last)}，届满前须批准延长，或者依规则扣除听证的时间（待确认）"
    return Told(f"{told}；{more}", f"{HEARING_BASIS}；{last.basis}", True)


def _last_words(clock: Clock) -> str:
    """2025-05-19（第 90 日为 05-18 周日，顺延）."""
    if clock.plain_due == clock.due:
        return f"{clock.due}"
    weekday = WEEKDAYS[clock.plain_due.weekday()]
    return f"{clock.due}（第 {clock.length} 日为 {clock.plain_due:%m-%d} 周{weekday}，顺延）"
