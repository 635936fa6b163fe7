"""A fact changed on a paper is written to its owner: the party, the case, or the conduct; «自 … 起»."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from forms.facts import facts
from forms.schema import FormField
from models.operations.cases import describe_case, record_conduct, record_party
from models.operations.unit import CaseChange
from models.session import Session
from procedures.case import Act, Case, Conduct, Party
from procedures.field_types import description
from ui.pages.case.opened import OpenedCase

KEPT: dict[str, type[Party | Case | Conduct]] = {"party": Party, "case": Case, "conduct": Conduct}
PLACES = {"office": "settings", "officer": "officer"}


def is_writable(shown: FormField, case: Case) -> bool:
    """Whether a change on the paper can be written to the fact's owner from here."""
    if not shown.fact or shown.owner not in KEPT:
        return False
    name = facts()[shown.fact].name
    if _is_told_of_conduct(shown.owner, name):
        return len(case.conducts) == 1  # of several the paper shows the sum
    return not shown.derived and name in {field.name for field in fields(KEPT[shown.owner])}


def _is_told_of_conduct(owner: str, name: str) -> bool:
    """Whether it is one of the figures and circumstances that are kept with a conduct (裁量事实)."""
    return owner == "conduct" and name in description().records["facts"]


def write_fact(
    opened: OpenedCase, act: Act, field: FormField, value: Any
) -> Callable[[Session, str, datetime], CaseChange]:
    """The operation that records the owner with the changed fact; call it with session, actor and now."""
    change: dict[str, Any] = {facts()[field.fact].name: "" if value is None else value}
    case_id, seen, case = opened.case_id, opened.seen, opened.case
    party_id = case.party_of(act)

    def write(session: Session, actor: str, now: datetime) -> CaseChange:
        if field.owner == "party":
            changed = replace(case.party(party_id), **change)
            return record_party(session, case_id, seen, changed, actor=actor, now=now)
        if field.owner == "conduct":
            conduct = next(each for each in case.conducts if not party_id or each.party == party_id)
            return record_conduct(session, case_id, seen, _changed(conduct, change), actor=actor, now=now)
        return describe_case(session, case_id, seen, replace(case, **change), actor=actor, now=now)

    return write


def _changed(conduct: Conduct, change: Mapping[str, Any]) -> Conduct:
    """The conduct with its own fields changed, or with what is told of it; a figure that is emptied is not told."""
    own = {field.name for field in fields(Conduct)}
    told = {**conduct.facts, **{name: value for name, value in change.items() if name not in own}}
    kept = MappingProxyType({name: value for name, value in told.items() if value != ""})
    return replace(conduct, **{"facts": kept, **{name: value for name, value in change.items() if name in own}})
