"""预警, 黄牌 and 红牌: from the stored days of a clock, and at once where an act breaks a condition of validity.

Source: the electronic supervision of the regulation; the shares are settings of the office.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from procedures.clocks import Clock
from procedures.objections import Objection

Level = Literal["notice", "yellow", "red"]
LEVELS: tuple[Level, ...] = ("red", "yellow", "notice")
LEVEL_WORDS = {"notice": "预警", "yellow": "黄牌", "red": "红牌"}


@dataclass(frozen=True, slots=True)
class Signal:
    """A signal of a deadline (`act` empty), or of an act without one (`deadline` empty), standing since a day."""

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


def level_of(clock: Clock, today: date) -> tuple[Level, date] | None:
    """The level of a clock and the day since which it stands; done late, the colour of the day on which it was done."""
    if clock.notice_from is None:
        return None
    done = clock.met_on is not None and clock.met_on <= today
    if done and clock.met_on is not None and clock.met_on <= clock.due:
        return None
    day = clock.met_on if done and clock.met_on is not None else today
    steps: tuple[tuple[Level, date | None], ...] = (
        ("red", clock.red_from),
        ("yellow", clock.yellow_from),
        ("notice", clock.notice_from),
    )
    for level, since in steps:
        if since is not None and since <= day:
            return level, since
    return None


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
    if today > clock.due:
        return f"{clock.label}应于{clock.due}前完成，已逾期{(today - clock.due).days}日"
    left = (clock.due - today).days
    return f"{clock.label}于{clock.due}到期，{f'还有{left}日' if left else '今日到期'}"


def _of_acts(objections: Sequence[Objection]) -> Iterator[Signal]:
    for objection in objections:
        if objection.signal == "red":
            yield Signal("red", "", objection.party, "", objection.on, objection.text, objection.act)
