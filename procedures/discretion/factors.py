"""What makes a penalty lighter, reduced or heavier, and when there is none at all: data with must and may.

Source: 行政处罚法 第三十条至第三十三条、第三十六条; what is only recalled keeps that mark.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from procedures.case import Party
from procedures.catalogue.parts import chosen, rows
from procedures.lawdata import Place, check_keys, choice, flag, read_toml, sourced, text
from procedures.penalties import Line
from resources import path

FILE = ("law", "discretion", "factors.toml")
DUTIES: Mapping[str, str] = {"must": "应当", "may": "可以"}
EFFECTS: Mapping[str, str] = {"lighter": "从轻", "reduced": "减轻", "heavier": "从重"}


# What is natural: not a legal person, and no organisation.
ORGANISED = ("legal_person", "other_organisation")


@dataclass(frozen=True, slots=True)
class Whom:
    """Whom a circumstance or a ground may concern: natural persons alone, and of these those of certain ages.

    `ages` are full years on the day of the conduct: from the first, below the second.
    """

    natural: bool
    ages: tuple[int, int] | None

    def concerns(self, party: Party, day: date) -> bool:
        """Whether a party may be meant; whose birth isn't recorded may be of any age."""
        if self.natural and party.kind in ORGANISED:
            return False
        if self.ages is None or party.born_on is None:
            return True
        return self.ages[0] <= age_on(party.born_on, day) < self.ages[1]


@dataclass(frozen=True, slots=True)
class Factor:
    """A circumstance: `duty` must or may, `effects` of lighter, reduced and heavier."""

    id: str
    whom: Whom
    text: str
    duty: str
    effects: tuple[str, ...]
    basis: str
    certainty: str

    @property
    def line(self) -> Line:
        """主动消除…的，应当从轻或者减轻处罚."""
        told = "或者".join(EFFECTS[each] for each in self.effects)
        return Line(f"{self.text}的，{DUTIES[self.duty]}{told}处罚", self.basis, self.certainty)


@dataclass(frozen=True, slots=True)
class NoPenalty:
    """When there is no penalty: `duty` must or may; `then` is what is done in its place."""

    id: str
    whom: Whom
    text: str
    duty: str
    then: str
    basis: str
    certainty: str

    @property
    def line(self) -> Line:
        """违法行为轻微并及时改正…的，不予处罚，对当事人进行教育."""
        told = f"，{self.then}" if self.then else ""
        may = "可以" if self.duty == "may" else ""
        return Line(f"{self.text}的，{may}不予处罚{told}", self.basis, self.certainty)


@cache
def factors() -> Mapping[str, Factor]:
    """Every circumstance by its id, in the order of the law."""
    raw, place = _file()
    return {each.id: each for each in (_factor(item, at) for item, at in rows(raw["factor"], place.at("factor")))}


@cache
def no_penalty_grounds() -> Mapping[str, NoPenalty]:
    """Every ground by its id, in the order of the law."""
    raw, place = _file()
    return {each.id: each for each in (_ground(item, at) for item, at in rows(raw["ground"], place.at("ground")))}


def age_on(born_on: date, day: date) -> int:
    """Full years on a day."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def weighed(ids: Sequence[str]) -> tuple[Factor, ...]:
    """The circumstances among these ids that are known."""
    return tuple(factors()[each] for each in ids if each in factors())


def _file() -> tuple[Mapping[str, Any], Place]:
    name = FILE[-1]
    raw, place = read_toml(path(*FILE), name), Place(name)
    check_keys(raw, place, ("factor", "ground"))
    return raw, place


def _whom(item: Mapping[str, Any], place: Place) -> Whom:
    ages = item.get("ages")
    if ages is not None and not (isinstance(ages, list) and len(ages) == 2 and all(type(each) is int for each in ages)):
        raise place.at("ages").expected("应为两个整数，满前者、不满后者")
    return Whom(flag(item, "natural", place), (ages[0], ages[1]) if ages else None)


def _factor(item: Mapping[str, Any], place: Place) -> Factor:
    check_keys(item, place, ("id", "text", "duty", "effects", "basis", "certainty"), ("natural", "ages"))
    source = sourced(item, place)
    effects = chosen(item, "effects", place, tuple(EFFECTS))
    if not effects:
        raise place.at("effects").expected("应至少有一项")
    duty = choice(item, "duty", place, DUTIES)
    told = text(item, "text", place)
    return Factor(item["id"], _whom(item, place), told, duty, effects, source.basis, source.certainty)


def _ground(item: Mapping[str, Any], place: Place) -> NoPenalty:
    check_keys(item, place, ("id", "text", "duty", "basis", "certainty"), ("then", "natural", "ages"))
    source = sourced(item, place)
    duty = choice(item, "duty", place, DUTIES)
    then = text(item, "then", place, "")
    told = text(item, "text", place)
    return NoPenalty(item["id"], _whom(item, place), told, duty, then, source.basis, source.certainty)
