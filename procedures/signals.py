"""预警, 黄牌 and 红牌: from the stored days of a clock, and at once where an act breaks a condition of validity.

Source: the electronic supervision of the regulation; the shares are settings of the office.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from procedures.clocks import Clock, Level, level_of
from procedures.objections import Objection

LEVELS: tuple[Level, ...] = ("red", "yellow", "notice")
LEVEL_WORDS = {"notice": "预警", "yellow": "黄牌", "red": "红牌"}


@dataclass(frozen=True, slots=True)
class Signal:
    """A signal of a deadline (`act` empty), or of an act that breaks a condition, standing since a day.

    That of an act names the `deadline` which the act did not wait for; it is empty where there is none.
    """

    level: Level
    deadline: str
    party: str
    recipient: str
    since: date
    text: str
    act: str = ""


def signals(clocks: Sequence[Clock], objections: Sequence[Objection], today: date) -> tuple[Signal, ...]:
    """All signals that stand at the end of `today`, red first, then by day."""
    found = [*_of_clocks(clocks, today), *_of_acts(objections)]
    return tuple(sorted(found, key=lambda s: (LEVELS.index(s.level), s.since, s.deadline, s.party, s.recipient, s.act)))


def _of_clocks(clocks: Sequence[Clock], today: date) -> Iterator[Signal]:
    for clock in clocks:
        found = level_of(clock, today)
        if found is None:
            continue
        level, since = found
        yield Signal(level, clock.id, clock.party, clock.recipient, since, _words(clock, today))


def _words(clock: Clock, today: date) -> str:
    if clock.met_on is not None and clock.met_on <= today:
        return f"{clock.label}应于{clock.due}前完成，迟至{clock.met_on}完成"
    if clock.waived_on is not None and clock.waived_on <= today:
        return f"{clock.label}应于{clock.due}前完成，至决定被撤销之日{clock.waived_on}没有完成"
    if today > clock.due:
        return f"{clock.label}应于{clock.due}前完成，已逾期{(today - clock.due).days}日"
    if clock.is_paused(today):
        return f"{clock.label}于{clock.paused_from}停止计算，此前已临近届满"
    left = (clock.due - today).days
    return f"{clock.label}于{clock.due}到期，{f'还有{left}日' if left else '今日到期'}"


def _of_acts(objections: Sequence[Objection]) -> Iterator[Signal]:
    for objection in objections:
        if objection.signal == "red":
            yield Signal("red", objection.deadline, objection.party, "", objection.on, objection.text, objection.act)
