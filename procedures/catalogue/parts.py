"""Reads the parts of an offence: its measures, its fine bands, and the shapes that they share."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from procedures.catalogue import tokens
from procedures.catalogue.entries import FEN_IN_YUAN, GRADES, Ban, Band, Detention, Licence, Measure, Suspension, Times
from procedures.lawdata import Place, check_keys, choice, table, text, whole

BAND_KEYS = ("base", "who", "grade", "mode", "requires")
BAND_OPTIONS = ("when", "min", "max", "min_times", "max_times", "cap", "remark")


def rows(items: Any, place: Place) -> Sequence[tuple[Mapping[str, Any], Place]]:
    """Tables of a list, each with its place: named by its id where it has one, else by its number."""
    if not isinstance(items, list):
        raise place.expected("应为表的列表")
    found = []
    for number, item in enumerate(items, 1):
        if not isinstance(item, dict):
            raise place.at(number).expected("应为表")
        found.append((item, place.at(item.get("id", number))))
    return found


def chosen(item: Mapping[str, Any], key: str, place: Place, allowed: Sequence[str]) -> tuple[str, ...]:
    """A list of different ones of `allowed`; empty where the key is absent."""
    value = item.get(key, [])
    if not isinstance(value, list) or any(each not in allowed for each in value) or len(set(value)) != len(value):
        raise place.at(key).expected(f"应为列表，其中各项为 {'、'.join(allowed)} 之一，不重复")
    return tuple(value)


def read_licence(raw: Any, place: Place) -> Licence:
    """What happens to a licence."""
    item = table(raw, place)
    check_keys(item, place, ("act",), ("when", "which", "by", "level"))
    act = choice(item, "act", place, tokens.LICENCE_ACTS)
    if act == "none":
        check_keys(item, place, ("act",))
        return Licence(act)
    when = choice(item, "when", place, tokens.LICENCE_WHENS)
    level = choice(item, "level", place, ("", *tokens.AUTHORITIES))
    return Licence(act, when, text(item, "which", place), text(item, "by", place, ""), level)


def read_suspension(raw: Any, place: Place) -> Suspension:
    """How long a practice is suspended."""
    item = table(raw, place)
    check_keys(item, place, ("months_min", "months_max", "what"))
    low, high = _ends(item, ("months_min", "months_max"), place)
    return Suspension(low, high, text(item, "what", place))


def read_ban(raw: Any, place: Place) -> Ban:
    """A trade ban."""
    item = table(raw, place)
    check_keys(item, place, ("years", "when", "who"), ("remark",))
    when = choice(item, "when", place, tokens.BAN_WHENS)
    return Ban(whole(item, "years", place), when, text(item, "who", place), text(item, "remark", place, ""))


def read_detention(raw: Any, place: Place) -> Detention:
    """Detention by the police."""
    item = table(raw, place)
    check_keys(item, place, ("days_min", "days_max", "when", "who"))
    low, high = _ends(item, ("days_min", "days_max"), place)
    return Detention(low, high, choice(item, "when", place, tokens.DETENTION_WHENS), text(item, "who", place))


def _ends(item: Mapping[str, Any], keys: tuple[str, str], place: Place) -> tuple[int, int]:
    low, high = whole(item, keys[0], place), whole(item, keys[1], place)
    if high < low:
        raise place.at(keys[1]).expected(f"应不小于 {low}")
    return low, high


def read_measure(item: Mapping[str, Any], place: Place) -> Measure:
    """A measure in words."""
    check_keys(item, place, ("measure", "text", "when"), ("to",))
    when = choice(item, "when", place, tokens.MEASURE_WHENS)
    return Measure(text(item, "measure", place), text(item, "text", place), when, text(item, "to", place, ""))


def read_band(item: Mapping[str, Any], place: Place) -> Band:
    """A fine band: yuan in the file, fen here."""
    check_keys(item, place, BAND_KEYS, BAND_OPTIONS)
    return Band(
        base=choice(item, "base", place, tokens.BASES),
        who=choice(item, "who", place, tokens.WHO),
        grade=choice(item, "grade", place, GRADES),
        mode=choice(item, "mode", place, tokens.MODES),
        requires=choice(item, "requires", place, tokens.REQUIRES),
        low=_fen(item, "min", place),
        high=_fen(item, "max", place),
        when=text(item, "when", place, ""),
        low_times=_times(item, "min_times", place),
        high_times=_times(item, "max_times", place),
        cap=_fen(item, "cap", place),
        remark=text(item, "remark", place, ""),
    )


def _fen(item: Mapping[str, Any], key: str, place: Place) -> int | None:
    return whole(item, key, place, 0) * FEN_IN_YUAN if key in item else None


def _times(item: Mapping[str, Any], key: str, place: Place) -> Times | None:
    value = item.get(key)
    if value is None:
        return None
    if type(value) not in (int, Decimal) or value < 0:
        raise place.at(key).expected("应为不小于 0 的倍数")
    return Decimal(value) if isinstance(value, Decimal) else int(value)
