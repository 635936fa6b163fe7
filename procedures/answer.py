"""The answer of `app.py assess`: an assessment as JSON, keys and orders as the text interface fixes them."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from procedures.assess import Assessment
from procedures.clocks import ClockState
from procedures.findings import Finding
from procedures.money import Money
from procedures.objections import Objection
from procedures.signals import Signal
from procedures.thresholds import Ground, PartyVerdict

FORMAT = 1


def as_json(assessment: Assessment) -> dict[str, Any]:
    """The answer as plain tables: days as text, amounts as Decimal with two places (yuan)."""
    versions = {key: str(day) for key, day in assessment.versions.items()}
    return {
        "format": FORMAT,
        "as_of": str(assessment.as_of),
        "ruleset": {"id": assessment.ruleset, "versions": versions},
        "parties": {verdict.party: _party(verdict, assessment.money[verdict.party]) for verdict in assessment.parties},
        "deadlines": [_deadline(state) for state in assessment.deadlines],
        "signals": [_signal(signal) for signal in assessment.signals],
        "findings": [_finding(finding) for finding in assessment.findings],
        "objections": [_objection(objection) for objection in assessment.objections],
        "next": [{"act": act.act, "label": act.label, "due": _day(act.due)} for act in assessment.next],
        "calendar_gaps": list(assessment.calendar_gaps),
    }


def as_text(assessment: Assessment) -> str:
    """The answer as JSON text, every amount with its two decimals."""
    return write_json(as_json(assessment))


def write_json(value: Any, indent: int = 0) -> str:
    """JSON text with every amount written with its two decimals, which `json` alone would shorten."""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    pad, end = " " * (indent + 2), " " * indent
    if isinstance(value, Mapping) and value:
        rows = (f"{pad}{_text(key)}: {write_json(item, indent + 2)}" for key, item in value.items())
        return "{\n" + ",\n".join(rows) + f"\n{end}}}"
    if isinstance(value, Sequence) and not isinstance(value, str) and value:
        rows = (f"{pad}{write_json(item, indent + 2)}" for item in value)
        return "[\n" + ",\n".join(rows) + f"\n{end}]"
    return _text(value)


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _yuan(fen: int | None) -> Decimal | None:
    return None if fen is None else (Decimal(fen) / 100).quantize(Decimal("0.01"))


def _day(day: date | None) -> str | None:
    return None if day is None else str(day)


def _party(verdict: PartyVerdict, money: Money | None) -> dict[str, Any]:
    return {
        "procedure": verdict.procedure,
        "simple_allowed": verdict.simple_allowed,
        "simple_reasons": [{"text": reason.text, "basis": reason.basis} for reason in verdict.simple_reasons],
        "hearing_right": verdict.hearing_right,
        "hearing_grounds": [_ground(ground) for ground in verdict.hearing_grounds],
        "major": verdict.major,
        "major_grounds": [_ground(ground) for ground in verdict.major_grounds],
        "money": _money(money),
    }


def _ground(ground: Ground) -> dict[str, Any]:
    return {
        "head": ground.head,
        "amount": _yuan(ground.amount),
        "threshold": _yuan(ground.threshold),
        "basis": ground.basis,
    }


def _money(money: Money | None) -> dict[str, Any] | None:
    if money is None:
        return None
    late = money.surcharge
    surcharge = None
    if late is not None:
        surcharge = {
            "days": late.days,
            "per_day": _yuan(late.per_day),
            "amount": _yuan(late.amount),
            "capped": late.capped,
            "cap_reached_on": _day(late.cap_reached_on),
        }
    return {"fine": _yuan(money.fine), "payment_due": _day(money.payment_due), "surcharge": surcharge}


def _deadline(state: ClockState) -> dict[str, Any]:
    clock = state.clock
    return {
        "id": clock.id,
        "party": clock.party or None,
        "recipient": clock.recipient or None,
        "trigger": clock.trigger,
        "trigger_on": str(clock.trigger_on),
        "first_day": str(clock.first_day),
        "length": clock.length,
        "unit": clock.unit,
        "plain_due": str(clock.plain_due),
        "due": str(clock.due),
        "certain": clock.certain,
        "excluded_days": clock.excluded_days,
        "state": state.state,
        "met_on": _day(clock.met_on),
        "days_left": state.days_left,
        "basis": clock.basis,
        "explanation": [line.text for line in clock.explanation],
    }


def _signal(signal: Signal) -> dict[str, Any]:
    answer = {
        "level": signal.level,
        "deadline": signal.deadline or None,
        "party": signal.party or None,
        "recipient": signal.recipient or None,
        "since": str(signal.since),
        "text": signal.text,
    }
    return {**answer, "act": signal.act} if signal.act else answer


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "article": finding.article,
        "item": finding.item,
        "certainty": finding.certainty,
        "party": finding.party or None,
        "recipient": finding.recipient or None,
        "acts": list(finding.acts),
        "because": finding.because,
    }


def _objection(objection: Objection) -> dict[str, Any]:
    return {
        "act": objection.act,
        "on": str(objection.on),
        "severity": objection.severity,
        "text": objection.text,
        "basis": objection.basis,
    }
