"""Reads a catalogue strictly: unknown keys, missing citations and wrong values are told with file and key."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from procedures.catalogue import tokens
from procedures.catalogue.book import Catalogue
from procedures.catalogue.checks import check_law, check_offence
from procedures.catalogue.crimes import Crime
from procedures.catalogue.entries import Confiscation, Law, Offence, Pattern, Provision
from procedures.catalogue.parts import (
    chosen,
    read_ban,
    read_band,
    read_detention,
    read_licence,
    read_measure,
    read_suspension,
    rows,
)
from procedures.lawdata import Place, check_keys, choice, day, flag, table, text, texts, whole

SCHEMA = 2
LAW_KEYS = ("id", "title", "kind", "issuer", "version", "in_force", "status", "named_in_regulation", "text_read")
LAW_OPTIONS = ("first_in_force", "replaced_by", "replaced_from", "confidence", "remark")
OFFENCE_KEYS = (
    "id",
    "law",
    "domain",
    "title",
    "violated",
    "penalty",
    "subject",
    "business",
    "authority",
    "order",
    "order_correct",
    "fine_needs_failure",
    "warning",
    "confiscate",
    "licence",
    "stop_business",
    "major",
    "verified",
    "fine",
)
CONFISCATIONS = {
    "always": "confiscate",
    "overdue": "confiscate_overdue",
    "refusal": "confiscate_refusal",
    "serious": "confiscate_serious",
    "may": "confiscate_may",
    "serious_may": "confiscate_serious_may",
    "especially_serious_may": "confiscate_especially_serious_may",
}
OFFENCE_OPTIONS = (
    *CONFISCATIONS.values(),
    "also",
    "suspend",
    "ban",
    "detention",
    "measures",
    "crime",
    "overlap",
    "nonmonotone",
    "valid_to",
    "remark",
)
PARAGRAPH_AND_ITEM = {"paragraph": "para", "item": "item"}


def read_catalogue(
    raw: Mapping[str, Any], patterns: Mapping[str, Pattern], crimes: Mapping[str, Crime], file: str
) -> Catalogue:
    """The catalogue in the tables of a file.

    `patterns` are the words of facts by offence, "" the default; `crimes` the articles of the 刑法 by number.
    Raises DataError with file and key, also where bands overlap or leave a hole, a citation doesn't exist or days
    stand in the wrong order.
    """
    place = Place(file)
    check_keys(raw, place, ("meta", "law", "offence"))
    meta, at = table(raw["meta"], place.at("meta")), place.at("meta")
    check_keys(meta, at, ("schema", "compiled", "texts_as_of", "currency"))
    if meta["schema"] != SCHEMA:
        raise at.at("schema").expected(f"应为 {SCHEMA}")
    as_of = _day(meta, "texts_as_of", at)
    laws: dict[str, Law] = {}
    for item, where in rows(raw["law"], place.at("law")):
        laws[_new_id(item, where, laws)] = _law(item, where)
    offences: dict[str, Offence] = {}
    for item, where in rows(raw["offence"], place.at("offence")):
        offence_id = _new_id(item, where, offences)
        offences[offence_id] = _offence(item, where, laws, patterns.get(offence_id, patterns[""]))
        for article in offences[offence_id].crimes:
            if article not in crimes:
                raise where.at("crime").expected(f"crimes.toml 里没有刑法第{article}条，先补录")
    return Catalogue(as_of, laws, offences, crimes)


def _new_id(item: Mapping[str, Any], place: Place, taken: Mapping[str, Any]) -> str:
    found = text(item, "id", place, "")
    if not found or found in taken:
        raise place.at("id").expected("应为没有用过的编号")
    return found


def _law(item: Mapping[str, Any], place: Place) -> Law:
    check_keys(item, place, LAW_KEYS, LAW_OPTIONS)
    law = Law(
        id=item["id"],
        title=text(item, "title", place),
        kind=choice(item, "kind", place, tokens.LAW_KINDS),
        issuer=text(item, "issuer", place),
        version=_day(item, "version", place),
        in_force=_day(item, "in_force", place),
        status=choice(item, "status", place, tokens.STATUSES),
        named_in_regulation=flag(item, "named_in_regulation", place),
        text_read=flag(item, "text_read", place),
        first_in_force=day(item, "first_in_force", place),
        replaced_by=text(item, "replaced_by", place, ""),
        replaced_from=day(item, "replaced_from", place),
        confidence=choice(item, "confidence", place, tokens.CONFIDENCES, "high"),
        remark=text(item, "remark", place, ""),
    )
    check_law(law, place)
    return law


def _offence(item: Mapping[str, Any], place: Place, laws: Mapping[str, Law], pattern: Pattern) -> Offence:
    check_keys(item, place, OFFENCE_KEYS, OFFENCE_OPTIONS)
    violated = _provisions(item, "violated", place, laws)
    if not violated:
        raise place.at("violated").expected("应至少有一条被违反的条文")
    entry = Offence(
        id=item["id"],
        title=text(item, "title", place),
        domain=text(item, "domain", place),
        law=_law_of(item, place, laws),
        violated=violated,
        penalty=_provision(item["penalty"], place.at("penalty"), laws),
        also=_provisions(item, "also", place, laws),
        subject=choice(item, "subject", place, tokens.SUBJECTS),
        business=flag(item, "business", place),
        authority=choice(item, "authority", place, tokens.AUTHORITIES),
        order=choice(item, "order", place, tokens.ORDERS),
        order_correct=flag(item, "order_correct", place),
        fine_needs_failure=flag(item, "fine_needs_failure", place),
        warning=flag(item, "warning", place),
        confiscation=Confiscation(
            **{name: chosen(item, key, place, tokens.CONFISCATED) for name, key in CONFISCATIONS.items()}
        ),
        licence=read_licence(item["licence"], place.at("licence")),
        stop_business=choice(item, "stop_business", place, tokens.STOPS),
        suspension=read_suspension(item["suspend"], place.at("suspend")) if "suspend" in item else None,
        ban=read_ban(item["ban"], place.at("ban")) if "ban" in item else None,
        detention=read_detention(item["detention"], place.at("detention")) if "detention" in item else None,
        measures=tuple(read_measure(row, at) for row, at in rows(item.get("measures", []), place.at("measures"))),
        crimes=texts(item, "crime", place),
        major=choice(item, "major", place, tokens.MAJORS),
        bands=tuple(read_band(row, at) for row, at in rows(item["fine"], place.at("fine"))),
        overlap=flag(item, "overlap", place),
        nonmonotone=flag(item, "nonmonotone", place),
        verified=flag(item, "verified", place),
        valid_to=day(item, "valid_to", place),
        remark=text(item, "remark", place, ""),
        pattern=pattern,
    )
    check_offence(entry, place)
    return entry


def _provisions(item: Mapping[str, Any], key: str, place: Place, laws: Mapping[str, Law]) -> tuple[Provision, ...]:
    return tuple(_provision(row, at, laws) for row, at in rows(item.get(key, []), place.at(key)))


def _law_of(item: Mapping[str, Any], place: Place, laws: Mapping[str, Law]) -> Law:
    law = text(item, "law", place)
    if law not in laws:
        raise place.at("law").expected(f"目录里没有“{law}”这部法律，先补录它")
    return laws[law]


def _provision(raw: Any, place: Place, laws: Mapping[str, Law]) -> Provision:
    item = table(raw, place)
    check_keys(item, place, ("law", "art"), ("para", "item"))
    law = _law_of(item, place, laws)
    parts = {name: whole(item, key, place) for name, key in PARAGRAPH_AND_ITEM.items() if key in item}
    return Provision(law.id, law.name, whole(item, "art", place), **parts)


def _day(item: Mapping[str, Any], key: str, place: Place) -> date:
    found = day(item, key, place)
    if found is None:
        raise place.at(key).expected("缺少日期")
    return found
