"""Every offence of the catalogue at every threshold, against a small computation of its own from the raw file."""

import itertools
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import ceil, floor
from typing import Any

import pytest

from procedures.catalogue import OFFENCES, shipped_catalogue
from procedures.penalties import CatalogueRefusedError, Facts, penalty
from resources import path

Raw = Mapping[str, Any]
ORDER = ("ordinary", "serious", "especially_serious")


@cache
def raw() -> Raw:
    return tomllib.loads(path(*OFFENCES).read_text("utf-8"), parse_float=Decimal)


def offences(verified: bool) -> list[Raw]:
    return [each for each in raw()["offence"] if each["verified"] is verified]


def day_of(item: Raw) -> date:
    """The last day of a superseded text, else the first of one in force."""
    laws = {law["id"]: law["in_force"] for law in raw()["law"]}
    return item.get("valid_to") or laws[item["law"]]


def amounts(item: Raw) -> Iterator[Mapping[str, Any]]:
    """One fen below every threshold, at it and above it; nothing, an odd sum, unknown, not told."""
    bases = sorted({band["base"] for band in item["fine"]} - {"fixed", "none"})
    assert len(bases) <= 1
    yield {}
    for base in bases:
        limits = {int(band["when"].split()[2]) * 100 for band in item["fine"] if band.get("when", "").count(" ") == 2}
        near = {limit + step for limit in limits for step in (-1, 0, 1)}
        for amount in sorted({0, 1, 333, 1_234_567, *near} - {-1}):
            yield {base: amount}
        yield {base: Fraction(min(limits, default=1000_00)) - Fraction(1, 3)}
        yield {base: "unknown"}


def circumstances() -> Iterator[Mapping[str, Any]]:
    for grade, corrected, consequence in itertools.product(ORDER, ("", "yes", "no", "refused"), ("", "yes", "no")):
        yield {"grade": grade, "corrected": corrected, "consequence": consequence}


def is_met(band: Raw, facts: Facts) -> bool:
    serious = ORDER.index(facts.grade) >= 1
    wanted = {
        "none": True,
        "overdue": facts.corrected in ("no", "refused"),
        "refusal": facts.corrected == "refused",
        "refusal_or_serious": facts.corrected == "refused" or serious,
        "serious": serious,
        "consequence": facts.consequence == "yes",
    }
    return wanted[band["requires"]] and ORDER.index(facts.grade) >= ORDER.index(band["grade"])


def fits(band: Raw, value: Any) -> bool | None:
    """Whether the value is the band's; None where that can't be said."""
    if "when" not in band:
        return True
    _, sign, *limit = band["when"].split()
    if sign in ("known", "unknown"):
        return None if value is None else (value == "unknown") == (sign == "unknown")
    if value in (None, "unknown"):
        return None
    bound = int(limit[0]) * 100
    return {"<": value < bound, ">=": value >= bound, "<=": value <= bound, "==": value == bound, ">": value > bound}[
        sign
    ]


def ends(band: Raw, value: Any) -> tuple[Fraction, Fraction] | None:
    if "max" in band:
        return Fraction(band["min"] * 100), Fraction(band["max"] * 100)
    if "max_times" not in band or value in (None, "unknown"):
        return None
    low, high = (Fraction(band[key]) * value for key in ("min_times", "max_times"))
    return (low, high) if high >= 1 else None


def expected(item: Raw, facts: Facts) -> list[tuple[str, int, int, str]]:
    """Who, from, to and whether it must, as the file says it for these facts."""
    found = []
    for who in dict.fromkeys(band["who"] for band in item["fine"]):
        met = [band for band in item["fine"] if band["who"] == who and is_met(band, facts)]
        serious = [band for band in met if band["grade"] != "ordinary"]
        conditional = [band for band in met if band["requires"] != "none"]
        ranges = []
        for band in serious or conditional or met:
            value = facts.quantities.get(band["base"])
            if fits(band, value) and (range_ := ends(band, value)):
                ranges.append((band, range_))
        if ranges:
            low, high = min(low for _, (low, _) in ranges), max(high for _, (_, high) in ranges)
            found.append((who, ceil(low), floor(high), ranges[0][0]["mode"]))
    return found


@pytest.mark.parametrize("item", offences(verified=True), ids=lambda item: item["id"])
def test_range_at_every_threshold_is_that_of_the_file(item: Raw) -> None:
    catalogue = shipped_catalogue()
    for quantities, told in itertools.product(amounts(item), circumstances()):
        facts = Facts(day_of(item), quantities, **told)
        found = penalty(catalogue, item["id"], facts)
        computed = [(band.who, band.low, band.high, band.mode) for band in found.bands]
        assert computed == expected(item, facts), (quantities, told)
        assert (found.no_fine is None) == bool(computed)
        assert computed or found.no_fine
        for band in found.bands:
            assert 0 <= band.low <= band.exact_high and band.high > 0 and band.how and band.working


def test_all_verified_offences_have_been_computed() -> None:
    assert len(offences(verified=True)) == 323
    thresholds = sum(len(list(amounts(item))) for item in offences(verified=True))
    assert thresholds > 1200


@pytest.mark.parametrize("item", offences(verified=False), ids=lambda item: item["id"])
def test_offence_that_is_not_verified_is_refused(item: Raw) -> None:
    with pytest.raises(CatalogueRefusedError, match="尚未核对") as refused:
        penalty(shipped_catalogue(), item["id"], Facts(day_of(item)))
    assert refused.value.reason == "unverified"


def test_unverified_offences_are_seventeen() -> None:
    assert len(offences(verified=False)) == 17


@pytest.mark.parametrize(
    "item", [each for each in offences(verified=True) if "valid_to" in each], ids=lambda i: i["id"]
)
def test_day_after_the_last_is_refused_with_what_followed(item: Raw) -> None:
    law = next(law for law in raw()["law"] if law["id"] == item["law"])
    with pytest.raises(CatalogueRefusedError) as refused:
        penalty(shipped_catalogue(), item["id"], Facts(law["replaced_from"]))
    assert refused.value.reason == "superseded"
    assert law["replaced_by"] in str(refused.value) and str(law["replaced_from"]) in str(refused.value)


@pytest.mark.parametrize("item", offences(verified=True), ids=lambda item: item["id"])
def test_day_before_the_first_is_refused(item: Raw) -> None:
    first = next(law["in_force"] for law in raw()["law"] if law["id"] == item["law"])
    assert penalty(shipped_catalogue(), item["id"], Facts(first)).offence.id == item["id"]
    with pytest.raises(CatalogueRefusedError) as refused:
        penalty(shipped_catalogue(), item["id"], Facts(date.fromordinal(first.toordinal() - 1)))
    assert refused.value.reason == "not_yet_in_force"
