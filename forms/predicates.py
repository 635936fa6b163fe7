"""The conditions that blocks and fields may name; each reads the values of a few fields, which the form must have."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

Values = Mapping[str, Any]
HAS, LACKS = "has:", "lacks:"
PERSONS = frozenset({"citizen", "farm_household"})
NAMED_GOODS = 3


@dataclass(frozen=True, slots=True)
class Predicate:
    """A condition and the field keys it reads."""

    needs: tuple[str, ...]
    holds: Callable[[Values], bool]


def holds(condition: str, values: Values) -> bool:
    """Whether a condition is met; no condition always is.

    `has:<field>` asks whether that field holds a value, `lacks:<field>` whether it does not.
    """
    if not condition:
        return True
    if condition.startswith(HAS):
        return bool(values.get(condition.removeprefix(HAS)))
    if condition.startswith(LACKS):
        return not values.get(condition.removeprefix(LACKS))
    return PREDICATES[condition].holds(values)


def needs_of(condition: str) -> tuple[str, ...] | None:
    """The field keys a condition reads; None for an unknown one."""
    if condition.startswith((HAS, LACKS)):
        return (condition.partition(":")[2],)
    known = PREDICATES.get(condition)
    return known.needs if known else None


def _is_person(values: Values) -> bool:
    """A sole trader without code or operator of its own stands in the half for persons."""
    kind = values.get("party_kind")
    bare = not values.get("party_credit_code") and not values.get("party_representative")
    return kind in PERSONS or (kind == "sole_trader" and bare)


def _is_unit(values: Values) -> bool:
    return bool(values.get("party_kind")) and not _is_person(values)


def _pays_at_bank(values: Values) -> bool:
    return values.get("on_the_spot_decision_payment") == "bank"


def _witness_not_needed(values: Values) -> bool:
    """Known once the method is: a paper printed before service may still be left at the residence."""
    return values.get("act_method") not in (None, "", "left")


def _pays_on_the_spot(values: Values) -> bool:
    return values.get("on_the_spot_decision_payment") == "on_the_spot"


def _owes_both(values: Values) -> bool:
    return bool(values.get("decision_made_fine")) and bool(values.get("decision_made_confiscated_gains"))


def _opens(values: Values) -> bool:
    return values.get("act_opening_result") == "opened"


def _declines(values: Values) -> bool:
    return values.get("act_opening_result") == "declined"


def _corrects_by_day(values: Values) -> bool:
    return values.get("mode") == "by_day"


def _corrects_at_once(values: Values) -> bool:
    return values.get("mode") == "at_once"


def _orders_and_punishes(values: Values) -> bool:
    return bool(values.get("penalties")) and bool(values.get("order"))


def _only_punishes(values: Values) -> bool:
    return bool(values.get("penalties")) and not values.get("order")


def _announced(values: Values) -> bool:
    return values.get("act_method") == "public_notice"


def _one_penalty(values: Values) -> bool:
    return len(values.get("penalties") or ()) == 1


def _several_penalties(values: Values) -> bool:
    return len(values.get("penalties") or ()) > 1


def _needs_goods_list(values: Values) -> bool:
    """More goods than a penalty item names one by one stand in a list of their own."""
    return len(values.get("confiscated_items") or ()) > NAMED_GOODS


def _two_a_page(values: Values) -> bool:
    return values.get("per_page") == "two"


def _party_attended(values: Values) -> bool:
    return values.get("attendance") != "absent"


def _nothing_paid(values: Values) -> bool:
    return bool(values.get("case_closed_decided_total")) and not values.get("case_closed_payments_total")


PARTY = ("party_kind", "party_credit_code", "party_representative")
PREDICATES: Mapping[str, Predicate] = MappingProxyType(
    {
        "party_is_person": Predicate(PARTY, _is_person),
        "party_is_unit": Predicate(PARTY, _is_unit),
        "paid_at_bank": Predicate(("on_the_spot_decision_payment",), _pays_at_bank),
        "paid_on_the_spot": Predicate(("on_the_spot_decision_payment",), _pays_on_the_spot),
        "witness_not_needed": Predicate(("act_method",), _witness_not_needed),
        "opens_case": Predicate(("act_opening_result",), _opens),
        "declines_case": Predicate(("act_opening_result",), _declines),
        "corrects_by_day": Predicate(("mode",), _corrects_by_day),
        "corrects_at_once": Predicate(("mode",), _corrects_at_once),
        "goods_on_list": Predicate(("confiscated_items",), _needs_goods_list),
        "one_a_page": Predicate(("per_page",), lambda values: not _two_a_page(values)),
        "two_a_page": Predicate(("per_page",), _two_a_page),
        "announced": Predicate(("act_method",), _announced),
        "not_announced": Predicate(("act_method",), lambda values: not _announced(values)),
        "one_penalty": Predicate(("penalties",), _one_penalty),
        "several_penalties": Predicate(("penalties",), _several_penalties),
        "orders_and_punishes": Predicate(("penalties", "order"), _orders_and_punishes),
        "only_punishes": Predicate(("penalties", "order"), _only_punishes),
        "party_attended": Predicate(("attendance",), _party_attended),
        "nothing_paid": Predicate(("case_closed_decided_total", "case_closed_payments_total"), _nothing_paid),
        "gains_and_fine": Predicate(("decision_made_fine", "decision_made_confiscated_gains"), _owes_both),
    }
)
