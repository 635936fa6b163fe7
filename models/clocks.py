"""Clocks as they are stored, and back."""

import json
from datetime import date

from models.database import Row
from procedures.clocks import Clock, Line


def clock_row(case_id: str, position: int, clock: Clock) -> Row:
    """The stored form of a clock as it was made, in the order of the table's fields; never one moved by `at`."""
    return (
        case_id,
        position,
        clock.id,
        clock.label,
        clock.party,
        clock.recipient,
        clock.trigger,
        clock.trigger_on.isoformat(),
        clock.act,
        clock.decision,
        clock.first_day.isoformat(),
        clock.length,
        clock.unit,
        clock.plain_due.isoformat(),
        clock.due.isoformat(),
        clock.base_due.isoformat(),
        int(clock.certain),
        json.dumps(clock.gaps),
        clock.excluded_days,
        _text(clock.met_on),
        clock.met_by,
        clock.duty,
        _text(clock.notice_from),
        _text(clock.yellow_from),
        _text(clock.red_from),
        clock.basis,
        clock.certainty,
        json.dumps([(line.text, line.basis, line.certainty) for line in clock.explanation], ensure_ascii=False),
        int(clock.rolls),
        _text(clock.waived_on),
        _text(clock.paused_from),
        _text(clock.paused_until),
        json.dumps([(_text(start), _text(end)) for start, end in clock.pauses]),
    )


def clock_from(row: Row) -> Clock:
    """The clock of a stored row, without its case and position."""
    (id_, label, party, recipient, trigger, trigger_on, act, decision, first_day, length, unit, plain_due) = row[2:14]
    (due, base_due, certain, gaps, excluded, met_on, met_by, duty, notice, yellow, red) = row[14:25]
    (basis, certainty, told, rolls, waived_on, paused_from, paused_until, pauses) = row[25:]
    return Clock(
        id=id_,
        label=label,
        party=party,
        recipient=recipient,
        trigger=trigger,
        trigger_on=date.fromisoformat(trigger_on),
        act=act,
        decision=decision,
        first_day=date.fromisoformat(first_day),
        length=length,
        unit=unit,
        plain_due=date.fromisoformat(plain_due),
        due=date.fromisoformat(due),
        base_due=date.fromisoformat(base_due),
        certain=bool(certain),
        gaps=tuple(json.loads(gaps)),
        excluded_days=excluded,
        met_on=_day(met_on),
        met_by=met_by,
        duty=duty,
        notice_from=_day(notice),
        yellow_from=_day(yellow),
        red_from=_day(red),
        basis=basis,
        certainty=certainty,
        explanation=tuple(Line(*line) for line in json.loads(told)),
        rolls=bool(rolls),
        waived_on=_day(waived_on),
        paused_from=_day(paused_from),
        paused_until=_day(paused_until),
        pauses=tuple((date.fromisoformat(start), _day(end)) for start, end in json.loads(pauses)),
    )


def clock_text(clock: Clock) -> str:
    """A clock as one text, for rows of another table."""
    return json.dumps(clock_row("", 0, clock)[2:], ensure_ascii=False)


def clock_from_text(text: str) -> Clock:
    """The clock that `clock_text` wrote."""
    return clock_from(("", 0, *json.loads(text)))


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
