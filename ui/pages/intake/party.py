"""The party of an intake as it is typed, as the record that operations and rules take. Free of Qt.

`Values` are a page's values by field key, in the types of their kinds; None where nothing is entered.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, cast, get_args

from procedures.case import Party, PartyKind
from procedures.identity import credit_code_problem, identity_facts, identity_problem
from procedures.problems import Problem

Values = Mapping[str, Any]
PARTY_ID = "p1"
ORGANISATIONS = frozenset({"legal_person", "other_organisation"})
UNITS = ORGANISATIONS | {"sole_trader"}


def is_unit(kind: str | None) -> bool:
    """Whether the party is named by its business and stood for by a person."""
    return kind in UNITS


def party_of(values: Values) -> Party | None:
    """The party as far as it is typed; None before its kind is chosen."""
    kind = values.get("kind")
    if kind not in get_args(PartyKind):
        return None
    natural = kind not in ORGANISATIONS
    return Party(
        id=PARTY_ID,
        kind=cast(PartyKind, kind),
        name=words_in(values, "name"),
        in_business=bool(values.get("in_business")),
        address=words_in(values, "address"),
        credit_code=words_in(values, "credit_code") if is_unit(kind) else "",
        identity_no=words_in(values, "identity_no"),
        representative=words_in(values, "representative") if is_unit(kind) else "",
        phone=words_in(values, "phone"),
        gender=words_in(values, "gender") if natural else "",
        born_on=values.get("born_on") if natural else None,
    )


def moved_to(kind: str, values: Values) -> dict[str, Any]:
    """The fields that change with the kind of party: who stood as the person now stands for the unit, or back again."""
    before = values.get("kind")
    if before is None or is_unit(before) == is_unit(kind):
        return {}
    if is_unit(kind):
        return {"representative": values.get("representative") or values.get("name"), "name": None}
    return {"name": values.get("representative") or values.get("name"), "representative": None}


def identity_filled(identity_no: str) -> dict[str, Any]:
    """Gender and birth date as a right identity number tells them."""
    facts = identity_facts(identity_no)
    return {"gender": facts[0], "born_on": facts[1]} if facts else {}


def words_in(values: Values, key: str) -> str:
    """What is typed in a field of words, without blanks around it."""
    return str(values.get(key) or "").strip()


def number_problems(values: Values) -> Iterator[Problem]:
    """Odd digits are red beside their field and stop nothing: the number on the card counts."""
    identity = identity_problem(values.get("identity_no") or "", None)
    if identity is not None:
        yield replace(identity, where="identity_no")
    code = credit_code_problem(values.get("credit_code") or "") if is_unit(values.get("kind")) else None
    if code is not None:
        yield replace(code, where="credit_code")
