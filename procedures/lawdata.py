"""Strict reading of the law's data files: every message names the file, the key and what was expected."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from procedures.problems import DataError

CERTAINTIES = ("verified", "second_hand", "recalled", "convention")
ONE_DAY = timedelta(days=1)
Version = TypeVar("Version")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands: the file and the key path, for messages."""

    file: str
    key: str = ""

    def at(self, key: object) -> "Place":
        """The place of a key below this one."""
        return Place(self.file, f"{self.key}.{key}" if self.key else str(key))

    def expected(self, what: str) -> DataError:
        """The error to raise: `what` was expected here."""
        return DataError(self.file, self.key, what)


def read_toml(path: Path, name: str) -> dict[str, Any]:
    """The tables of a TOML file, numbers with a point as Decimal; DataError where it can't be read."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except FileNotFoundError:
        raise DataError(name, "", "应有此文件") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(name, "", f"应为有效的 TOML（{error}）") from None


def table(value: Any, place: Place) -> Mapping[str, Any]:
    """`value` as a table."""
    if not isinstance(value, dict):
        raise place.expected("应为表")
    return value


def check_keys(entry: Mapping[str, Any], place: Place, required: Iterable[str], optional: Iterable[str] = ()) -> None:
    """Refuse unknown keys and missing required ones."""
    required = tuple(required)
    known = {*required, *optional}
    for key in entry:
        if key not in known:
            raise place.at(key).expected(f"未知的键，应为 {'、'.join(sorted(known))} 之一")
    for key in required:
        if key not in entry:
            raise place.at(key).expected("缺少此键")


def text(entry: Mapping[str, Any], key: str, place: Place, default: str | None = None) -> str:
    """A text that is not empty; `default` where the key is absent."""
    value = entry.get(key, default)
    if not isinstance(value, str) or (not value and key in entry):
        raise place.at(key).expected("应为非空文字")
    return value


def texts(entry: Mapping[str, Any], key: str, place: Place) -> tuple[str, ...]:
    """A list of texts; empty where the key is absent."""
    value = entry.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise place.at(key).expected("应为文字的列表")
    return tuple(value)


def choice(entry: Mapping[str, Any], key: str, place: Place, allowed: Iterable[str], default: str = "") -> str:
    """One of `allowed`; `default` where the key is absent and a default is given."""
    value = entry.get(key, default)
    allowed = tuple(allowed)
    if value not in allowed and not (key not in entry and default == value and default):
        raise place.at(key).expected(f"应为 {'、'.join(allowed)} 之一")
    return str(value)


def flag(entry: Mapping[str, Any], key: str, place: Place, default: bool = False) -> bool:
    """true or false."""
    value = entry.get(key, default)
    if not isinstance(value, bool):
        raise place.at(key).expected("应为 true 或 false")
    return value


def whole(entry: Mapping[str, Any], key: str, place: Place, least: int = 1) -> int:
    """A whole number of at least `least`."""
    value = entry.get(key)
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise place.at(key).expected(f"应为不小于 {least} 的整数")
    return value


def day(entry: Mapping[str, Any], key: str, place: Place) -> date | None:
    """A date without a time, or None where the key is absent."""
    value = entry.get(key)
    if value is not None and type(value) is not date:
        raise place.at(key).expected("应为日期，例如 2021-07-15")
    return value


def fen(value: Any, place: Place) -> int:
    """An amount in yuan as fen: not negative, at most two decimals."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise place.expected("应为金额（元）")
    amount = Decimal(str(value)) * 100
    if not amount.is_finite() or amount < 0 or amount != int(amount):
        raise place.expected("应为不小于 0、至多两位小数的金额（元）")
    return int(amount)


@dataclass(frozen=True, slots=True)
class Sourced:
    """What every rule carries: its source and how sure we are of it."""

    basis: str
    certainty: str


def sourced(entry: Mapping[str, Any], place: Place) -> Sourced:
    """The basis and the certainty of an entry; both are required."""
    if not isinstance(entry.get("basis"), str) or not entry["basis"]:
        raise place.at("basis").expected("缺少依据")
    return Sourced(entry["basis"], choice(entry, "certainty", place, CERTAINTIES))


def read_dated(
    items: Any, place: Place, read: Callable[[Mapping[str, Any], Place], Version], *, open_start: bool = False
) -> tuple[Version, ...]:
    """The versions of an entry in the order of their days, each read by `read`; refuses an overlap and a gap.

    With `open_start` the first version may leave out its first day, where that isn't known.
    """
    if not isinstance(items, list) or not items:
        raise place.expected("应至少有一个版本（[[….dated]]）")
    versions, last = [], date.min
    for number, item in enumerate(items, 1):
        here = place.at(number)
        entry = table(item, here)
        start, end = day(entry, "from", here), day(entry, "until", here)
        if start is None:
            if not open_start or number > 1:
                raise here.at("from").expected("缺少开始日期")
            start = date.min
        if end is not None and end < start:
            raise here.at("until").expected(f"应不早于 {start}")
        _check_follows(number, start, last, here)
        versions.append(read(entry, here))
        last = end or date.max
    return tuple(versions)


def _check_follows(number: int, start: date, last: date, place: Place) -> None:
    if number == 1:
        return
    if start <= last:
        raise place.at("from").expected("与前一版本重叠，前一版本应以 until 结束于此日之前")
    if start != last + ONE_DAY:
        raise place.at("from").expected(f"与前一版本之间有空档，应为 {last + ONE_DAY}")
