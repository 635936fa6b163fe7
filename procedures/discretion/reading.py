"""Reads the discretion tables and grade profiles of packs strictly: a DataError names file, key and what was expected.

The format is described in `resources/law/discretion/README.md`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from procedures.catalogue import Band, Catalogue
from procedures.catalogue.entries import FEN_IN_YUAN, GRADES, MEASURES
from procedures.catalogue.parts import rows
from procedures.catalogue.tokens import BASES, QUANTITIES, REQUIRES, WHO
from procedures.discretion.checks import check_profile, check_table, check_tables
from procedures.discretion.entries import HIGHER, LOWER, Discretion, Pattern, Profile, Row, Share, Table
from procedures.lawdata import Place, check_keys, choice, day, fen, flag, sourced, table, text
from procedures.overlay import Entry

TABLE_KEYS = (
    "title",
    "document",
    "region",
    "version",
    "valid_from",
    "approved_by",
    "approved_on",
    "shared_end",
    "basis",
    "certainty",
    "rows",
)
ROW_KEYS = ("number", "offence", "article", "grade", "facts", "fine")
ROW_OPTIONS = ("base", "from", "above", "to", "below", "who", "law_grade", "requires", "measures")
FINE_OPTIONS = ("when", "min", "max", "min_times", "max_times", "cap")
PROFILE_KEYS = ("title", "valid_from", "basis", "certainty", "with_floor", "ceiling_only")


def read_discretion(tables: Mapping[str, Entry], profiles: Mapping[str, Entry], catalogue: Catalogue) -> Discretion:
    """All tables and profiles; checked against the catalogue: inside the lawful range, no overlap and no hole."""
    found = {key: _table(key, entry, catalogue) for key, entry in tables.items()}
    check_tables(found, {key: entry.place for key, entry in tables.items()})
    return Discretion(found, {key: _profile(key, entry) for key, entry in profiles.items()})


def _table(table_id: str, entry: Entry, catalogue: Catalogue) -> Table:
    raw, place = table(entry.raw, entry.place), entry.place
    check_keys(raw, place, TABLE_KEYS, ("valid_until", "refines"))
    start, end = _period(raw, place)
    source = sourced(raw, place)
    shared_end = choice(raw, "shared_end", place, (LOWER, HIGHER))
    listed = rows(raw["rows"], place.at("rows"))
    if not listed:
        raise place.at("rows").expected("应至少有一行")
    made = Table(
        id=table_id,
        title=text(raw, "title", place),
        document=text(raw, "document", place),
        region=text(raw, "region", place),
        version=text(raw, "version", place),
        valid_from=start,
        valid_until=end,
        approved_by=text(raw, "approved_by", place),
        approved_on=_day(raw, "approved_on", place),
        shared_end=shared_end,
        basis=source.basis,
        certainty=source.certainty,
        refines=text(raw, "refines", place, ""),
        rows=_settled([_row(item, at) for item, at in listed], shared_end),
    )
    check_table(made, catalogue, place.at("rows"))
    return made


def _period(raw: Mapping[str, Any], place: Place) -> tuple[date, date | None]:
    start, end = _day(raw, "valid_from", place), day(raw, "valid_until", place)
    if end is not None and end < start:
        raise place.at("valid_until").expected(f"应不早于 {start}")
    return start, end


def _day(raw: Mapping[str, Any], key: str, place: Place) -> date:
    found = day(raw, key, place)
    if found is None:
        raise place.at(key).expected("缺少日期")
    return found


def _settled(found: Sequence[Row], shared_end: str) -> tuple[Row, ...]:
    """The rows, a number that two neighbours name given to one of them as the table states."""
    return tuple(replace(row, pattern=_without_shared(row, found, shared_end)) for row in found)


def _without_shared(row: Row, found: Sequence[Row], shared_end: str) -> Pattern:
    own = row.pattern
    others = [each.pattern for each in found if each.group == row.group and each.pattern.base == own.base]
    if shared_end == LOWER and not own.low_open:
        return replace(own, low_open=any(each.high == own.low and not each.high_open for each in others))
    if shared_end == HIGHER and own.high is not None and not own.high_open:
        return replace(own, high_open=any(each.low == own.high and not each.low_open for each in others))
    return own


def _row(item: Mapping[str, Any], place: Place) -> Row:
    check_keys(item, place, ROW_KEYS, ROW_OPTIONS)
    who = choice(item, "who", place, WHO, "any")
    law_grade = choice(item, "law_grade", place, GRADES, "ordinary")
    requires = choice(item, "requires", place, REQUIRES, "none")
    outcomes = tuple(_outcome(each, at, who, law_grade, requires) for each, at in rows(item["fine"], place.at("fine")))
    if not outcomes:
        raise place.at("fine").expected("应至少有一个罚款幅度")
    return Row(
        number=text(item, "number", place),
        offence=text(item, "offence", place),
        article=text(item, "article", place),
        grade=text(item, "grade", place),
        pattern=_pattern(item, place),
        who=who,
        law_grade=law_grade,
        requires=requires,
        outcomes=outcomes,
        measures=text(item, "measures", place, ""),
    )


def _pattern(item: Mapping[str, Any], place: Place) -> Pattern:
    """The amounts of a row: 以上 from, 超过 above, 以下 to, 不足 below."""
    words = text(item, "facts", place)
    ends = [key for key in ("from", "above", "to", "below") if key in item]
    if "base" not in item:
        if ends:
            raise place.at("base").expected(f"写了 {ends[0]} 的，写明是哪一项数额")
        return Pattern(words)
    if {"from", "above"} <= set(ends) or {"to", "below"} <= set(ends):
        raise place.at(ends[-1]).expected("from 和 above、to 和 below 各只写一个")
    base = choice(item, "base", place, QUANTITIES)
    told = {key: _amount(item, key, place, base) for key in ends}
    low, high = told.get("from", told.get("above", 0)), told.get("to", told.get("below"))
    if high is not None and high <= low:
        raise place.at(ends[-1]).expected("应大于本行的起点")
    return Pattern(words, base, low, high, "above" in told, "below" in told)


def _amount(item: Mapping[str, Any], key: str, place: Place, base: str) -> int:
    """Fen of an amount in yuan; square metres of an area."""
    amount = fen(item[key], place.at(key))
    if base in MEASURES:
        if amount % FEN_IN_YUAN:
            raise place.at(key).expected("应为整数平方米")
        return amount // FEN_IN_YUAN
    return amount


def _outcome(item: Mapping[str, Any], place: Place, who: str, law_grade: str, requires: str) -> Band:
    check_keys(item, place, ("base",), FINE_OPTIONS)
    made = Band(
        base=choice(item, "base", place, [base for base in BASES if base != "none"]),
        who=who,
        grade=law_grade,
        mode="must",
        requires=requires,
        low=fen(item["min"], place.at("min")) if "min" in item else None,
        high=fen(item["max"], place.at("max")) if "max" in item else None,
        when=text(item, "when", place, ""),
        low_times=_times(item, "min_times", place),
        high_times=_times(item, "max_times", place),
        cap=fen(item["cap"], place.at("cap")) if "cap" in item else None,
    )
    _check_outcome(made, place)
    return made


def _check_outcome(band: Band, place: Place) -> None:
    amounts, multiples = (band.low, band.high), (band.low_times, band.high_times)
    fixed = band.base == "fixed"
    low, high = amounts if fixed else multiples
    if low is None or high is None or (multiples if fixed else amounts) != (None, None):
        raise place.expected("fixed 写 min、max；其他写 min_times、max_times")
    if high < low or high == 0:
        raise place.at("max" if fixed else "max_times").expected("应大于 0，且不小于下限")
    if fixed and band.cap is not None:
        raise place.at("cap").expected("只用于倍数")
    try:
        _ = band.condition
    except ValueError:
        raise place.at("when").expected("应如 illegal_gains > 0、goods_value known") from None


def _times(item: Mapping[str, Any], key: str, place: Place) -> Decimal | None:
    value = item.get(key)
    if value is None:
        return None
    if type(value) not in (int, Decimal) or value < 0:
        raise place.at(key).expected("应为不小于 0 的倍数")
    return Decimal(value)


def _profile(profile_id: str, entry: Entry) -> Profile:
    raw, place = table(entry.raw, entry.place), entry.place
    check_keys(raw, place, PROFILE_KEYS, ("valid_until",))
    start, end = _period(raw, place)
    source = sourced(raw, place)
    made = Profile(
        id=profile_id,
        title=text(raw, "title", place),
        valid_from=start,
        valid_until=end,
        basis=source.basis,
        certainty=source.certainty,
        with_floor=tuple(_share(item, at) for item, at in rows(raw["with_floor"], place.at("with_floor"))),
        ceiling_only=tuple(_share(item, at) for item, at in rows(raw["ceiling_only"], place.at("ceiling_only"))),
    )
    check_profile(made, place)
    return made


def _share(item: Mapping[str, Any], place: Place) -> Share:
    check_keys(item, place, ("grade", "from", "to"), ("from_open", "to_open"))
    low, high = (_part(item, key, place) for key in ("from", "to"))
    return Share(text(item, "grade", place), low, high, flag(item, "from_open", place), flag(item, "to_open", place))


def _part(item: Mapping[str, Any], key: str, place: Place) -> Decimal:
    value = item[key]
    if type(value) not in (int, Decimal) or not 0 <= value <= 1:
        raise place.at(key).expected("应为 0 至 1 之间的比例")
    return Decimal(value)
