"""A case of one pesticide breach and its opinion, notice and decision, with the tables of the packs for tests."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from procedures.case import Act, Case, Conduct, Goods, Party
from procedures.clocks import Clock
from procedures.deadlines import clocks_of
from procedures.objections import Objection, objections_to
from procedures.rulebook import Rulebook, load_rulebook
from procedures.view import CaseView
from tests.builders import make_act, make_case, make_company

PACKS = Path(__file__).parents[2] / "packs"
DONE, DECIDED = date(2026, 4, 20), date(2026, 6, 11)
EXPIRED = "pesticide-56"


@cache
def rules(*packs: str) -> Rulebook:
    """The shipped rules, with these packs for tests over them."""
    return load_rulebook(packs=tuple(PACKS / pack for pack in packs))


def conduct(offence: str = EXPIRED, conduct_id: str = "c1", on: date = DONE, **facts: Any) -> Conduct:
    """A breach by the party p1; amounts in fen."""
    return Conduct(conduct_id, "p1", on, offence=offence, discovered_on=on, facts=facts)


def penalty_act(
    kind: str = "decision_made", on: date = DECIDED, values: Mapping[str, Any] | None = None, **fields: Any
) -> Act:
    """An opinion, notice or decision, fine in fen."""
    return make_act(kind, on, kind, values=values or {}, **fields)


def case_of(
    *acts: Act, conducts: tuple[Conduct, ...], goods: tuple[Goods, ...] = (), party: Party | None = None
) -> Case:
    """A case of a company that did these things."""
    return make_case(*acts, parties=(party or make_company(),), conducts=conducts, goods=goods)


def seen(case: Case, *packs: str) -> tuple[CaseView, Party, tuple[Clock, ...]]:
    """The case prepared, its party, its limits."""
    view = CaseView(case, rules(*packs))
    return view, case.parties[0], clocks_of(view)


def objected(case: Case, act: Act, *packs: str, issuing: bool = False) -> dict[str, Objection]:
    """The objections of the rules about penalties to an act, by rule."""
    whole = replace(case, acts=(*(each for each in case.acts if each.id != act.id), act))
    found = objections_to(whole, act, rules(*packs), act.on, issuing=issuing)
    return {each.rule: each for each in found}
