"""The facts from which a range is computed, as fields: which of them an offence asks for. Free of Qt.

Sums are fen, an area is square metres; what can't be established is `unknown`.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from procedures.case import Party
from procedures.catalogue import Offence
from procedures.catalogue.tokens import QUANTITIES
from procedures.discretion.breaches import WHO
from procedures.field_types import FieldType, description
from procedures.penalties.persons import alternatives, concerned
from ui.pages.intake.sheet import Choice, Spec

GOODS_VALUE, GAINS = "goods_value", "illegal_gains"
USUAL = (GOODS_VALUE, GAINS)
FACTS = (*QUANTITIES, "who", "grade", "corrected", "consequence", "loss", "mitigation")
EDITORS: Mapping[str, str] = {
    "money_or_unknown": "money_or_unknown",
    "number_or_unknown": "number_or_unknown",
    "money": "money",
    "choice": "choice",
}
HELP: Mapping[str, str] = {
    GOODS_VALUE: "已售的按实际售价，未售的按标价",
    GAINS: "收到的全部款项，不扣成本；退赔的扣除",
    "who": "条文对单位和个人分别规定的，按哪一种处罚",
    "corrected": "责令改正以后复查的结果",
    "loss": "给生产造成的损失，核对是否移送",
}
FAILURES = frozenset({"overdue", "refusal", "refusal_or_serious"})
GRADED = frozenset({"serious", "refusal_or_serious"})


def fact_specs(section: str = "", width: int = 4) -> tuple[Spec, ...]:
    """Every fact as a field."""
    known = description().records["facts"]
    return tuple(_spec(known[name], section, width) for name in FACTS)


def _spec(field: FieldType, section: str, width: int) -> Spec:
    choices = tuple(Choice(value, label) for value, label in field.choices.items())
    unit = "（元）" if field.type.startswith("money") else ""
    kind, help_ = EDITORS[field.type], HELP.get(field.name, "")
    return Spec(field.name, f"{field.label}{unit}", kind, width, help=help_, choices=choices, section=section)


def asked(entry: Offence | None, party: Party | None = None) -> frozenset[str]:
    """The facts that an offence asks for; without one value and gains alone."""
    return frozenset(USUAL if entry is None else (GAINS, *_asked(entry, party)))


def _asked(entry: Offence, party: Party | None) -> Iterator[str]:
    bases = {band.base for band in entry.bands}
    yield from bases & set(QUANTITIES)
    if "goods" in (*entry.confiscation.always, *entry.confiscation.may):
        yield GOODS_VALUE
    rules = (entry.licence.when, entry.stop_business, *(band.requires for band in entry.bands))
    if any(band.grade != "ordinary" for band in entry.bands) or _names(rules, GRADED) or entry.confiscation.serious:
        yield "grade"
    if entry.fine_needs_failure or _names(rules, FAILURES):
        yield "corrected"
    if _names(rules, frozenset({"consequence"})):
        yield "consequence"
    if "147" in entry.crimes:
        yield "loss"
    if len(alternatives(concerned(entry, WHO.get(party.kind, "") if party else ""))) > 1:
        yield "who"


def _names(rules: tuple[str, ...], wanted: frozenset[str]) -> bool:
    return any(rule.removeprefix("may_if_") in wanted for rule in rules)


def facts_in(values: Mapping[str, Any]) -> dict[str, Any]:
    """The facts among the values of a page, those alone that are told."""
    return {name: values[name] for name in FACTS if values.get(name) not in (None, "")}
