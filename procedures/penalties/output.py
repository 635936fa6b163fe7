"""The answer of `app.py penalty` as plain tables, keys in the order of the text interface; amounts as yuan."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

from procedures.penalties.answers import LicenceMeasure, Proposed, Range, SameAct, TransferCheck


def as_json(found: Range) -> dict[str, Any]:
    """One range: amounts as Decimal with two places."""
    return {
        "offence": found.offence.id,
        "title": found.offence.title,
        "violated": [place.short for place in found.offence.violated],
        "penalty": found.offence.penalty.short,
        "bands": [
            {"who": band.who, "min": _yuan(band.low), "max": _yuan(band.high), "mode": band.mode, "how": band.how}
            for band in found.bands
        ],
        "no_fine": found.no_fine,
        "confiscate": list(found.confiscate),
        "confiscate_optional": list(found.confiscate_optional),
        "licence": _licence(found.licence),
        "stop_business": found.stop_business,
        "ban_years": found.ban_years,
        "referrals": [{"measure": each.measure, "to": each.to, "text": each.text} for each in found.referrals],
        "major": found.major,
        "proposed": _proposed(found.proposed),
        "transfer_check": _transfer(found.transfer_check),
        "warnings": _warnings(found),
    }


def same_act_as_json(found: SameAct) -> dict[str, Any]:
    """Two or more offences for one act."""
    return {"offences": [as_json(each) for each in found.ranges], "governing": found.governing, "why": found.why}


def _licence(measure: LicenceMeasure) -> Mapping[str, Any]:
    if measure.act == "none":
        return {"act": "none"}
    told: dict[str, Any] = {"act": measure.act, "which": measure.which, "mode": measure.mode}
    return told if measure.months is None else {**told, "months": list(measure.months)}


def _proposed(found: Proposed | None) -> Mapping[str, Any] | None:
    return None if found is None else {"fine": _yuan(found.fine), "lawful": found.lawful, "why": found.why}


def _transfer(found: TransferCheck | None) -> Mapping[str, Any] | None:
    if found is None:
        return None
    grounds = [
        {
            "crime": ground.crime,
            "computed": _yuan(floor(ground.computed)),
            "threshold": _yuan(ground.threshold),
            "reached": ground.reached,
        }
        for ground in found.grounds
    ]
    return {"reached": found.reached, "grounds": grounds}


def _warnings(found: Range) -> list[str]:
    unconfirmed = found.transfer_check.unconfirmed if found.transfer_check else ()
    crimes = (f"处罚前先审查是否涉嫌犯罪：{line.text}" for line in (*found.crimes, *unconfirmed))
    return list(dict.fromkeys((*found.warnings, *crimes)))


def _yuan(fen: int | Fraction) -> Decimal:
    return (Decimal(int(fen)) / 100).quantize(Decimal("0.01"))
