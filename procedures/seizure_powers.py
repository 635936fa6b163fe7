"""Which laws and administrative regulations allow sealing and seizure, by sector and day: the list to choose from."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from procedures.lawdata import CERTAINTIES, Place, check_keys, choice, day, read_toml, text
from resources import path

FILE = ("law", "national", "seizure_powers.toml")


@dataclass(frozen=True, slots=True)
class SeizurePower:
    """One provision that allows it; `words` is what a decision prints, `sector` a sector of the catalogue."""

    sector: str
    words: str
    start: date
    certainty: str


def seizure_powers(sector: str, on: date) -> tuple[SeizurePower, ...]:
    """The provisions to choose from for a sector on a day; none where no text was checked."""
    return tuple(power for power in _powers() if power.sector == sector and power.start <= on)


def powers_on(on: date) -> tuple[SeizurePower, ...]:
    """The provisions of all sectors to choose from on a day."""
    return tuple(power for power in _powers() if power.start <= on)


@cache
def _powers() -> tuple[SeizurePower, ...]:
    """All powers; DataError for a broken file."""
    name = FILE[-1]
    raw = read_toml(path(*FILE), name)
    check_keys(raw, Place(name), ("power",))
    return tuple(_power(entry, Place(name, f"power[{number}]")) for number, entry in enumerate(raw["power"]))


def _power(entry: dict[str, Any], place: Place) -> SeizurePower:
    check_keys(entry, place, ("sector", "words", "from", "certainty"))
    certainty, start = choice(entry, "certainty", place, CERTAINTIES), day(entry, "from", place)
    assert start is not None
    return SeizurePower(text(entry, "sector", place), text(entry, "words", place), start, certainty)
