"""What must be true of a catalogue beside its shapes: days in order, citations in force, bands without overlap or hole.

Source: the head of `offences.toml`. Every refusal is a DataError with file and key.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from math import inf

from procedures.catalogue import tokens
from procedures.catalogue.entries import Band, Condition, Law, Offence
from procedures.lawdata import Place

ONE_DAY = timedelta(days=1)
BASIC = ("ordinary", "none")
AMOUNTS, MULTIPLES = ("low", "high"), ("low_times", "high_times")
KEYS = {"low": "min", "high": "max", "low_times": "min_times", "high_times": "max_times", "cap": "cap"}


@dataclass(frozen=True, slots=True)
class Span:
    """The values of a base for which a band holds; an end that is open doesn't belong to it."""

    low: float
    high: float
    low_open: bool
    high_open: bool


def check_law(law: Law, place: Place) -> None:
    """Days in their order; what replaced a text is told where, and only where, it was replaced."""
    _not_before(law.in_force, law.version, place.at("in_force"))
    if law.first_in_force is not None:
        _not_before(law.in_force, law.first_in_force, place.at("in_force"))
    followed = law.status in tokens.FOLLOWED
    for key, told in (("replaced_by", law.replaced_by), ("replaced_from", law.replaced_from)):
        if bool(told) != followed:
            raise place.at(key).expected("已被取代、废止或者失效的写明由什么、自何日起；施行中的不写")
    if law.replaced_from is not None:
        _not_before(law.replaced_from, law.in_force + ONE_DAY, place.at("replaced_from"))


def _not_before(day: date, earliest: date, place: Place) -> None:
    if day < earliest:
        raise place.expected(f"应不早于 {earliest}")


def check_offence(entry: Offence, place: Place) -> None:
    """Its last day, its ban and its bands; DataError names the key."""
    _check_last_day(entry, place)
    if entry.ban is not None and entry.ban.when == "licence_revoked" and entry.licence.act != "revoke":
        raise place.at("ban.when").expected("licence_revoked 要有吊销许可证")
    if entry.suspension is not None and entry.licence.act != "revoke":
        raise place.at("suspend").expected("应有暂停所对应的吊销")
    if not entry.bands:
        raise place.at("fine").expected('应至少有一档；没有罚款的写 mode = "none"')
    for number, band in enumerate(entry.bands, 1):
        _check_band(band, place.at("fine").at(number))
        if band.mode == "unknown" and entry.verified:
            raise place.at("fine").at(number).at("mode").expected("已核对的案由不能有没查到的数额")
        if entry.fine_needs_failure and band.mode != "none" and (band.grade, band.requires) == BASIC:
            raise place.at("fine").at(number).at("requires").expected("fine_needs_failure 的案由每档都要有条件")
    _check_persons(entry, place)


def _check_last_day(entry: Offence, place: Place) -> None:
    """An entry of a text that was superseded ends the day before; no other entry ends."""
    ended = entry.law.replaced_from
    last = None if ended is None else ended - ONE_DAY
    if entry.valid_to != last:
        wanted = f"应为 {last}，所据文本次日起被取代" if last else "所据文本仍在施行，不写这一项"
        raise place.at("valid_to").expected(wanted)


def _check_band(band: Band, place: Place) -> None:
    has_amounts = _has_both(band, AMOUNTS, place)
    has_multiples = _has_both(band, MULTIPLES, place)
    if band.mode in ("none", "unknown"):
        wanted, told = (False, False), "没有罚款或者没查到数额的，不写数额"
    elif band.base == "fixed":
        wanted, told = (True, False), "fixed 应写 min、max，不写倍数"
    else:
        wanted, told = (bool(has_amounts), not has_amounts), "应写 min、max，或者写 min_times、max_times，不能都写"
    if (has_amounts, has_multiples) != wanted or (band.base == "none") != (band.mode in ("none", "unknown")):
        raise place.expected(told)
    if band.cap is not None and not has_multiples:
        raise place.at("cap").expected("只用于倍数罚")
    _check_condition(band, place)
    if has_amounts and band.base != "fixed" and not band.when:
        raise place.at("base").expected("数额不随它变化的，写 fixed")


def _has_both(band: Band, names: tuple[str, str], place: Place) -> bool:
    low, high = (getattr(band, name) for name in names)
    if (low is None) != (high is None):
        raise place.at(KEYS[names[0] if low is None else names[1]]).expected("与另一端一并写明")
    if low is not None and (high < low or high == 0):
        raise place.at(KEYS[names[1]]).expected("应大于 0，且不小于下限")
    return low is not None


def _check_condition(band: Band, place: Place) -> None:
    try:
        condition = band.condition
    except ValueError:
        raise place.at("when").expected("应如 goods_value < 10000、goods_value known") from None
    if condition is not None and (condition.base != band.base or band.base not in tokens.QUANTITIES):
        raise place.at("when").expected("应以这一档的 base 分档")


def _check_persons(entry: Offence, place: Place) -> None:
    """For each person: one condition for each escalation, and within each the bands cover every value once."""
    overlaps = drops = False
    for who in dict.fromkeys(band.who for band in entry.bands):
        own = [band for band in entry.bands if band.who == who]
        groups = dict.fromkeys((band.grade, band.requires) for band in own)
        if len({band.rank for band in own}) != len(groups):
            raise place.at("fine").at(who).expected("同一对象的两种加重条件分不出先后")
        for group in groups:
            bands = [band for band in own if (band.grade, band.requires) == group]
            overlaps |= _check_cover(bands, entry.overlap, place.at("fine").at(who))
            drops |= _drops(bands)
    if entry.overlap and not overlaps:
        raise place.at("overlap").expected("各档并不重叠，不写 overlap")
    if drops != entry.nonmonotone:
        raise place.at("nonmonotone").expected("数额跨过分档骤降的写 true，不降的不写")


def _check_cover(bands: Sequence[Band], overlap: bool, place: Place) -> bool:
    """Refuse a hole, and an overlap that the entry doesn't tell; whether there is one."""
    conditions = [band.condition for band in bands]
    if len(bands) == 1 and conditions[0] is None:
        return False
    told = [condition for condition in conditions if condition is not None]
    if len(told) != len(bands) or len({condition.base for condition in told}) != 1:
        raise place.expected("同一对象、情节、条件有几档的，每档都要以同一 base 写 when")
    if {condition.sign for condition in told} <= {"known", "unknown"}:
        if sorted(condition.sign for condition in told) != ["known", "unknown"]:
            raise place.expected("known 和 unknown 各应有一档")
        return False
    if any(condition.sign in ("known", "unknown") for condition in told):
        raise place.expected("known、unknown 不能与数额分档混用")
    return _check_spans(sorted(map(_span, told), key=lambda span: (span.low, span.low_open)), overlap, place)


def _check_spans(spans: Sequence[Span], overlap: bool, place: Place) -> bool:
    if spans[0].low > 0 or spans[0].low_open or spans[-1].high != inf:
        raise place.expected("各档之间有空档：最低一档以下或者最高一档以上没有罚款")
    found = False
    for before, after in pairwise(spans):
        if after.low > before.high or (after.low == before.high and after.low_open and before.high_open):
            raise place.expected("各档之间有空档")
        if after.low < before.high or not (after.low_open or before.high_open):
            found = True
            if not overlap:
                raise place.expected("各档重叠；条文本身重叠的，案由写 overlap = true")
    return found


def _span(condition: Condition) -> Span:
    limit = float(condition.limit)
    return {
        "<": Span(0, limit, False, True),
        "<=": Span(0, limit, False, False),
        "==": Span(limit, limit, False, False),
        ">=": Span(limit, inf, False, True),
        ">": Span(limit, inf, True, True),
    }[condition.sign]


def _drops(bands: Iterable[Band]) -> bool:
    """Whether the range falls where the base passes from fixed amounts to multiples of it."""
    own = list(bands)
    fixed = [band for band in own if band.condition is not None and band.high is not None]
    multiplied = [band for band in own if band.condition is not None and band.high_times is not None]
    return any(_lower_at(band, below) for below in fixed for band in multiplied)


def _lower_at(band: Band, below: Band) -> bool:
    condition = band.condition
    if condition is None or condition.sign not in (">", ">=") or below.high is None or band.high_times is None:
        return False
    high = Fraction(band.high_times) * condition.limit
    low = Fraction(band.low_times or 0) * condition.limit
    return min(high, band.cap or high) < below.high or low < (below.low or 0)
