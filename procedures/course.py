"""Where a counted limit really ends: time that isn't counted and extensions move its day, and it is rolled once.

Sources: 行政处罚法 第六十条, 行政强制法 第二十五条; the pauses and extensions of a limit stand in `deadlines.toml`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from procedures.case import Act
from procedures.clocks import Line
from procedures.days import UNIT_WORDS, Calendar, Unit, months_later, shifted
from procedures.deadline_rules import DeadlineRule, ExtensionRule, PauseRule
from procedures.lawdata import Sourced
from procedures.pauses import Pause, Stretch, united
from procedures.triggers import Start, of_start
from procedures.view import CaseView


@dataclass(frozen=True, slots=True)
class Extension:
    """An approved extension: to a day (`until`) or by a length. `refused` says why it moves nothing."""

    decided_on: date
    until: date | None
    length: int
    unit: Unit
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """How a limit ran on from its plain last day.

    `base_due` is the rolled day without extensions. `paused_from` is a pause that nothing has ended, `paused_until`
    its end where the law fixes it; the days count it up to there, or not at all. `lines` tell of each pause and
    extension; `named`: the last extension names the day.
    """

    plain_due: date
    due: date
    base_due: date
    excluded_days: int = 0
    paused_from: date | None = None
    paused_until: date | None = None
    pauses: tuple[tuple[date, date | None], ...] = ()
    lines: tuple[Line, ...] = ()
    named: bool = False


def extensions_of(view: CaseView, rule: ExtensionRule, start: Start) -> Iterator[Extension]:
    """The extensions of a limit in the order of their decision; of others those that came before it or name another."""
    known = [act for act in (start.decision, start.act) if act]
    since = known[0].on if known else start.on
    named = ("", *(act.id for act in known))
    acts = [act for act in of_start(view, start, rule.act) if act.ref in named and _decided_on(act) >= since]
    for act in sorted(acts, key=_decided_on):
        refused = "没有书面告知当事人" if rule.told and not act.get("told_in_writing") else ""
        yield Extension(_decided_on(act), _until(act), act.get("days") or rule.length, rule.unit, refused)


def _decided_on(act: Act) -> date:
    day = act.get("approved_on")
    return day if isinstance(day, date) else act.on


def _until(act: Act) -> date | None:
    """The day to which an act extends: the one it names, or its last instalment where that is later."""
    days = [row["due_on"] for row in act.get("instalments") or ()]
    if isinstance(act.until, date):
        days.append(act.until)
    return max(days, default=None)


class _Run:
    """The day that counts, as pauses and extensions move it in their order."""

    def __init__(self, calendar: Calendar, plain: date, rolls: bool) -> None:
        self.calendar, self.rolls = calendar, rolls
        self.plain = self.base = plain
        self.fixed = False
        self.excluded = self.given = 0
        self.open: Stretch | None = None
        self.pauses: list[tuple[date, date | None]] = []
        self.lines: list[Line] = []

    @property
    def due(self) -> date:
        """The last day as it stands; a day named by an approval is that day."""
        return self.plain if self.fixed else self._rolled(self.plain)

    @property
    def course(self) -> Course:
        """Where the limit has got to."""
        still = self.open if not self.fixed else None
        return Course(
            plain_due=self.plain,
            due=self.due,
            base_due=self._rolled(self.base),
            excluded_days=self.excluded,
            paused_from=still.start if still else None,
            paused_until=still.end if still else None,
            pauses=tuple(self.pauses),
            lines=tuple(self.lines),
            named=self.fixed,
        )

    def _stands_still(self, day: date) -> bool:
        return self.open is not None and (self.open.end is None or day < self.open.end)

    def _rolled(self, day: date) -> date:
        return self.calendar.roll(day) if self.rolls else day

    def pause(self, stretch: Stretch, met_on: date | None, told: Sequence[tuple[Pause, PauseRule]]) -> None:
        """Leave a stretch out, as far as the limit still ran and was not yet met."""
        if stretch.start > self.due or (met_on is not None and stretch.start >= met_on):
            return
        end, ended = stretch.end, stretch.ended
        if met_on is not None and (end is None or end > met_on):
            end, ended = met_on, True
        left_out = (end or stretch.start) - stretch.start
        self.excluded += left_out.days
        if not self.fixed:
            self.plain = shifted(self.plain, left_out.days)
            self.base = shifted(self.base, left_out.days)
        self.pauses.append((stretch.start, end))
        self.open = None if ended else Stretch(stretch.start, end, ended)
        self._tell_pauses(told, left_out.days)

    def extend(self, extension: Extension, rule: ExtensionRule) -> None:
        """Move the day by an extension, or say why not."""
        told = f"{extension.decided_on}{rule.words}"
        if extension.refused:
            self._tell(rule.source, f"{told}，{extension.refused}，不改变期限")
        elif rule.in_time and extension.decided_on > self.due and not self._stands_still(extension.decided_on):
            self._tell(rule.source, f"{told}，在{self.due}届满之后，不改变期限")
        elif extension.until is not None:
            self._extend_to(extension.until, rule, told)
        else:
            self._extend_by(extension, rule, told)

    def _extend_to(self, until: date, rule: ExtensionRule, told: str) -> None:
        if until <= self._rolled(self.base):
            self._tell(rule.source, f"{told}，至{until}，不晚于原期限，不改变期限")
            return
        self.plain, self.fixed = until, True
        self._tell(rule.source, f"{told}，至{until}")

    def _extend_by(self, extension: Extension, rule: ExtensionRule, told: str) -> None:
        length = min(extension.length, rule.most - self.given) if rule.most else extension.length
        if length <= 0:
            self._tell(rule.source, f"{told}，延长累计已满{rule.most}日，不再延长")
            return
        self.given += length
        self.plain, self.fixed = self._later(length, extension.unit), False
        cut = f"，超过{rule.most}日的部分不计" if length < extension.length else ""
        self._tell(rule.source, f"{told}{length}{UNIT_WORDS[extension.unit]}{cut}，至{self.plain}")

    def _later(self, length: int, unit: Unit) -> date:
        if unit in ("month", "year"):
            return months_later(self.plain, length * (12 if unit == "year" else 1))
        return self.calendar.count(self.plain, length, unit, rolls=False).plain_due

    def _tell(self, source: Sourced, words: str) -> None:
        self.lines.append(Line(words, source.basis, source.certainty))

    def _tell_pauses(self, told: Sequence[tuple[Pause, PauseRule]], left_out: int) -> None:
        """Each pause of a stretch with its days, then what they come to together."""
        for pause, rule in told:
            self._tell(rule.source, _words(pause, rule))
        source, days = told[0][1].source, sum(_days(pause) for pause, _ in told)
        overlap = "重叠的和期限以外的日子不扣除，" if self.open is None and days != left_out else ""
        stays = "批准的期限不变，仍" if self.fixed else "最后一日"
        if left_out:
            self._tell(source, f"{overlap}共扣除{self.excluded}日，{stays}为{self.plain}")


def run(
    calendar: Calendar,
    rule: DeadlineRule,
    start: Start,
    plain: date,
    rolls: bool,
    pauses: Sequence[tuple[Pause, PauseRule]],
    extensions: Sequence[Extension],
    met_on: date | None,
) -> Course:
    """The course of a limit whose plain last day is `plain`; what was met needs no further time."""
    going = _Run(calendar, plain, rolls)
    for pause, pause_rule in pauses:
        if pause.refused:
            going.lines.append(Line(_words(pause, pause_rule), pause_rule.source.basis, pause_rule.source.certainty))
    events: list[tuple[date, Stretch | Extension]] = [
        (stretch.start, stretch) for stretch in united((pause for pause, _ in pauses), start.on)
    ]
    events += [(extension.decided_on, extension) for extension in extensions]
    for _, event in sorted(events, key=lambda event: (event[0], isinstance(event[1], Extension))):
        if isinstance(event, Stretch):
            going.pause(event, met_on, [told for told in pauses if _within(told[0], event)])
        elif rule.extension is not None:
            going.extend(event, rule.extension)
    return going.course


def _within(pause: Pause, stretch: Stretch) -> bool:
    """Whether a pause is part of a united stretch, which may begin later than it where the limit did."""
    starts = stretch.end is None or pause.start <= stretch.end
    return not pause.refused and starts and (pause.end is None or pause.end >= stretch.start)


def _days(pause: Pause) -> int:
    return (pause.end - pause.start).days if pause.end else 0


def _words(pause: Pause, rule: PauseRule) -> str:
    if pause.refused:
        return f"{rule.words}（{pause.start}起）照常计入：{pause.refused}"
    if pause.end is None:
        return f"{rule.words}自{pause.start}起，尚未结束，不计入"
    return f"{rule.words}{pause.start}至{pause.end}，{_days(pause)}日不计入"
