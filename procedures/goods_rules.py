"""What can be wrong with the goods of a case, each with its words, its article and what to do: read from data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, cast

from procedures.case import Act
from procedures.goods_lines import NO_GOODS, GoodsKey, listing_field
from procedures.lawdata import CERTAINTIES, Place, Sourced, check_keys, choice, day, read_toml, sourced, table, text
from procedures.problems import Problem, Severity
from procedures.rules import SEVERITIES
from resources import path

FILE = ("law", "national", "goods.toml")


@dataclass(frozen=True, slots=True)
class GoodsProblem:
    """One thing about goods that does not add up, both figures named.

    `act` is the act that lists them so, empty where the case's own list does not add up: then it concerns every act
    that lists goods. `rule` is the id of the rule behind it, `field` the key of the act that lists the goods, `key`
    names them.
    """

    act: str
    text: str
    basis: str
    remedy: str
    rule: str = ""
    severity: Severity = "irregular"
    certainty: str = "verified"
    key: GoodsKey = NO_GOODS
    field: str = ""

    @property
    def brief(self) -> str:
        """The text without the goods' name, for where they are named already."""
        return self.text.partition("：")[2] or self.text

    def problem(self) -> Problem:
        """The same as something the officer can mend."""
        return Problem(self.text, self.basis, self.remedy, severity=self.severity)


@dataclass(frozen=True, slots=True)
class GoodsRule:
    """The words of one kind of trouble with goods; `earlier` is the source for days up to `earlier_until`."""

    id: str
    words: str
    remedy: str
    severity: Severity
    source: Sourced
    earlier_until: date | None
    earlier: Sourced | None

    def problem(self, act: Act | None, key: GoodsKey, words: Mapping[str, str]) -> GoodsProblem:
        """The problem of one act, or of the list where there is none."""
        source = self.source
        if self.earlier and self.earlier_until and act is not None and act.on <= self.earlier_until:
            source = self.earlier
        told = self.words
        for name, value in words.items():
            told = told.replace(f"{{{name}}}", value)
        return GoodsProblem(
            act=act.id if act else "",
            text=told,
            basis=source.basis,
            remedy=self.remedy,
            rule=self.id,
            severity=self.severity,
            certainty=source.certainty,
            key=key,
            field=listing_field(act) if act else "",
        )


@cache
def goods_rules() -> Mapping[str, GoodsRule]:
    """All rules by id, read once; DataError for a broken file."""
    name = FILE[-1]
    raw = read_toml(path(*FILE), name)
    return {rule_id: _rule(rule_id, entry, Place(name, rule_id)) for rule_id, entry in raw.items()}


def _rule(rule_id: str, raw: Any, place: Place) -> GoodsRule:
    entry = table(raw, place)
    check_keys(entry, place, ("words", "remedy", "severity", "basis", "certainty"), ("earlier",))
    earlier: Mapping[str, Any] = {}
    if "earlier" in entry:
        earlier = table(entry["earlier"], place.at("earlier"))
        check_keys(earlier, place.at("earlier"), ("until", "basis", "certainty"))
    choice(entry, "certainty", place, CERTAINTIES)
    return GoodsRule(
        id=rule_id,
        words=text(entry, "words", place),
        remedy=text(entry, "remedy", place),
        severity=cast(Severity, choice(entry, "severity", place, SEVERITIES)),
        source=sourced(entry, place),
        earlier_until=day(earlier, "until", place.at("earlier")) if earlier else None,
        earlier=sourced(earlier, place.at("earlier")) if earlier else None,
    )
